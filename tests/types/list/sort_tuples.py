# Tuples whose first items decide, or not.
rows = [(3, 'c'), (1, 'z'), (2, 'b'), (1, 'a'), (True, 'm'), (1.5, 'x'), (0,), (3,), (-1, None), (3, 'a'), (0, 0)]
print(sorted(rows))
print(sorted(rows, reverse=True))
print(sorted([(2, 1), (), (1,), (2,), (1, 9)]), min(rows), max(rows))
words = ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdf', 'abce', 'b', '\x7f', '\x80', 'a\x80', 'a\u20ac', 'abcd\x00', 'abc\x00', 'z']
print(ascii(sorted(words)), ascii(sorted(words[::-1])), ascii(sorted(words, key=len)))
for a, b in (((1, 'a'), (1, 2)), ((None,), (1,)), ((1 << 70, 0), (2, 0))):
    try:
        print(a < b, sorted([a, b]))
    except TypeError as e:
        print(e)


class T(tuple):
    def __lt__(self, other):
        return tuple.__gt__(self, other)


print(sorted([T((1, 2)), T((3, 4)), T((2, 0))]))
d = {(1, 2): 'a', (1, '2'): 'b', (None, 1): 'c'}
for i in range(12):
    d[(i, i)] = i
    del d[(i, i)]
    print(d.get((1, 2)), d.get((1, '2')), d.get((None, 1)), d.get((1.0, 2)), d.get((i, i)), (True, 2) in d, len(d))


def f(a, b=2, c=(), *, k=5):
    return a, b, c, k


def g(a, b=[], c=None):
    x = a
    yield x
    yield b, c


def h(a, b=1, *rest, **more):
    return a, b, rest, more


print(f(1), f(1, 3), f(1, 3, 4), f(1, k=0), list(g(1)), list(g(1, 2)), list(g(1, 2, 3)), h(1), h(1, 2, 3))
for args in ((), (1, 2, 3, 4)):
    try:
        f(*args)
    except TypeError as e:
        print(e)
    try:
        g(*args)
    except TypeError as e:
        print(e)
f.__defaults__ = (7,)
try:
    print(f(1, 2), f(1))
except TypeError as e:
    print(e)
g.__defaults__ = (7, 8, 9)
print(list(g()))
