# Order and equality, membership, nesting.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

print([1, 2] == [1, 2], [1, 2] == [2, 1], [1] == (1,), [1] != (1,), [] == [], [1.0] == [True])
print([1, 2] < [1, 3], [1] < [1, 0], [2] < [1, 9], [1, 2] <= [1, 2], [] < [0], [1] > [], [1] >= [1, 0])
attempt(lambda: [1] < (1,))
attempt(lambda: [1] < ['a'])
attempt(lambda: [1, 2] < [1, 'a'])
print(1 in [1, 2], 3 in [1, 2], 1.0 in [1], 'a' in ['b', 'a'], None in [None], [] in [[]])
nan = float('nan')
print(nan in [nan], [nan] == [nan], nan == nan)

class Eq:
    def __eq__(self, other):
        return True
print(5 in [Eq()], Eq() in [1], [1, Eq()].index(7), [Eq(), 1].count(1))

class Grow:
    def __eq__(self, other):
        a.append(0) if len(a) < 20 else None
        return False
a = [Grow(), Grow(), 1]
print(a == [0, 0, 1], len(a))
a = [Grow() for _ in range(3)]
print(99 in a, len(a))

class Shrink:
    def __eq__(self, other):
        b.clear()
        return False
b = [Shrink(), Shrink(), Shrink()]
print(1 in b, b)
x = [1]
y = [1]
for _ in range(40):
    x = [x]
    y = [y]
print(x == y)
