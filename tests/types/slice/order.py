# In which order the parts of a slice are asked for their index, and which of them is told to be wrong.
class Loud:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __index__(self):
        print(self.name, end=' ')
        return self.value


for seq in [1, 2, 3, 4], (1, 2, 3, 4), 'abcd', b'abcd', bytearray(b'abcd'), range(4), memoryview(b'abcd'):
    for step in 1, 2, -1:
        got = seq[Loud('start', -3):Loud('stop', 4):Loud('step', step)]
        print(got if not isinstance(got, memoryview) else got.tolist())
    for part in slice('a', 1, 0), slice(None, 'a', 0), slice('a', None, 'b'), slice('a', 1, 1), slice(Loud('x', 1), 'a', Loud('y', 0)):
        try:
            print(seq[part])
        except (TypeError, ValueError) as e:
            print(e)
items = [1, 2, 3, 4]
items[Loud('start', 0):Loud('stop', 2):Loud('step', 2)] = [9]
del items[Loud('start', 0):Loud('stop', 2):Loud('step', 2)]
print(items)
