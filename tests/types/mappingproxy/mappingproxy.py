# __dict__ of a class is a live, read-only view.
class A:
    x = 1

    def f(self):
        pass


d = A.__dict__
print(type(d), 'x' in d, d['x'], d.get('y'), d.get('y', 2), len(d), sorted(d))
A.y = 5
print(d['y'], 'y' in d, sorted(d.keys())[-1], ('y', 5) in d.items(), 5 in d.values())
del A.y
print('y' in d, d['__doc__'], sorted(A.__dict__.copy()) == sorted(d), 3 in d, repr(d)[:13])


class B(A):
    """The doc."""
    __slots__ = 'z'


print(sorted(B.__dict__), B.__dict__['__doc__'], 'fromkeys' in dict.__dict__, '__len__' in dict.__dict__)
print('__dict__' in object.__dict__, hasattr(A, '__weakref__'), A.__dict__['__dict__'].__get__(A()))


class C(list):
    pass


c = C()
c.a = 1
print(sorted(C.__dict__), C.__dict__['__dict__'].__get__(c))


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: d.__setitem__)
attempt(lambda: d['nothing'])
attempt(lambda: exec('d["x"] = 1'))

P = type(d)
p = P({'a': 1, 'b': 2})
print(p, str(p), p == {'a': 1, 'b': 2}, p | {'c': 3}, {'c': 3} | p, list(reversed(p)), len(p), 'a' in p, P[int, str])
print(p.copy(), p.keys(), p.items(), dict(p), {**p}, p != {}, P(p) == p)
attempt(lambda: P([1]))
attempt(lambda: P())
attempt(lambda: P(1))
attempt(lambda: p.__ior__({}))
attempt(lambda: p['c'])


class M:
    def __getitem__(self, key):
        return key * 2

    def keys(self):
        return ['k']


print(P(M())['ab'], P(M()).keys(), dict(P(M())))
