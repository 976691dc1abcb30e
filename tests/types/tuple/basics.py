# Tuples: making, indexing, operators, hashes.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

t = (1, 'a', 2.5)
print(t, (), (1,), t[0], t[-1], t[1:], t[::-1], len(t), tuple(), tuple('ab'), tuple([1]), tuple(range(3)))
print(() is (), tuple(t) is t, t[:] is t, (1, 2) + (3,), (1,) * 3, 2 * ('a', 'b'), () + t, t * 0)
attempt(lambda: t[3])
attempt(lambda: t['a'])
attempt(lambda: t + [1])
attempt(lambda: t + 1)
attempt(lambda: t * 'a')
attempt(lambda: t - t)
attempt(tuple, 5)
attempt(tuple, 1, 2)
attempt(t.index, 9)
attempt(t.__getitem__, slice(None, None, 0))
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
print(t.index('a'), t.count(1), (1, 1, 2).count(1), (1, 2, 1).index(1, 1), 'a' in t, 'b' in t)
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) != [1, 2], () < (0,), (2,) > (1, 5))
attempt(lambda: (1,) < [1])
attempt(lambda: (1,) < ('a',))
print(hash((1, 2)) == hash((1, 2)), hash((1, 2)) == hash((1.0, True + 1)), hash(()) == hash(tuple()))
attempt(hash, ([],))
d = {(1, 2): 'a', (1, (2, 'x')): 'b', (): 'c'}
print(d[1, 2], d[(1.0, 2)], d[1, (2, 'x')], d[()])
r = ([],)
r[0].append(r)
print(r)

class T(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)
    def double(self):
        return T(*(x * 2 for x in self))
p = T(1, 2)
print(p, p.double(), type(p.double()), p == (1, 2), hash(p) == hash((1, 2)), p + (3,), p[0], {p: 1}[1, 2])
a, (b, *c) = 1, (2, 3, 4)
print(a, b, c, isinstance(p, tuple), tuple(p) == p, type(tuple(p)), len(p))
