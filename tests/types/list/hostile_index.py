# __index__ and __eq__ that change the sequence they are used with.
import collections


class Clear:
    def __init__(self, target, index=1):
        self.target, self.index = target, index

    def __index__(self):
        self.target.clear()
        return self.index


def show(what):
    try:
        print(what())
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)


for make in (list, bytearray, collections.deque):
    for work in (lambda s: s[Clear(s)], lambda s: s.__setitem__(Clear(s), 1), lambda s: s.__delitem__(Clear(s))):
        s = make(b'abc')
        show(lambda: work(s))
        print(s)
s = [1, 2, 3]
print(s * Clear(s, 3))
s = [1, 2, 3]
s *= Clear(s, 2)
print(s)
d = collections.deque([1, 2, 3])
print(d.rotate(Clear(d, 2)), d)
