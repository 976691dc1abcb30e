# Copies of dicts share nothing with what they were made of.
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n % 4
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self):
        return 'Key(%d)' % self.n

def check(d):
    for copy in (d.copy(), dict(d), {**d}, d | {}, {} | d, {**{}, **d}):
        before = list(d.items())
        assert copy == d and list(copy.items()) == before
        for k in d:
            assert copy[k] is d[k] and k in copy
        copy['new'] = 1
        assert 'new' not in d and len(copy) == len(d) + 1 and list(copy)[-1] == 'new'
        for k in before[:5]:
            del copy[k[0]]
        assert list(d.items()) == before
        if before:
            copy.clear()
            assert list(d.items()) == before
    return len(d)

for n in (0, 1, 2, 3, 7, 8, 9, 12, 13, 40, 100):
    print(check({i: str(i) for i in range(n)}), check({str(i): i for i in range(n)}),
          check({(i, 'x'): i for i in range(n)}), check({Key(i): i for i in range(n)}), end=' ')
    d = {i: i for i in range(n)}
    for i in range(0, n, 3):
        del d[i]
    print(check(d))
a = {i: 'a' for i in range(60)}
b = {i: 'b' for i in range(30, 90)}
c = a | b
print(len(c), c[0], c[30], c[89], list(c) == list(range(90)), len(a), len(b))
a.update(b)
print(a == c, {**b, **a} == c, list({**b, **a})[0])
a = {}
a.update(b)
b[50] = 'changed'
a['k'] = 1
print(a[50], 'k' in b)
d = {1: 2}
del d[1]
d.update({(1, 2): 3, 'x': 4})
print(d, d[1, 2])
d = {Key(1): 'one'}
d.update({Key(1): 'two', Key(5): 'five', 2: 'int'})
print(d)
d.update(d)
print(d, dict(d.items()) == d, dict(list(d.items())) == d)
from collections import OrderedDict
print(list(dict(OrderedDict([('z', 1), ('a', 2)]))))
def f(**kw):
    kw['more'] = 1
    return kw
m = {'a': 1, 'b': 2}
print(f(**m), m)
print((1, 2) < (1, 3), (1, 'b') < (1, 'a'), ('a', 1) < ('a', 1, 0), [1, -5] > [1, 3], (-1,) < (1,), ('x',) <= ('x',),
      (1.5, 'a') < (1.5, 'b'), ('a', 2) == ('a', 2), ('a',) != ('b',), [('b', 1), ('a', 2)] > [('b', 0)], (True,) < (2,))
print(sorted([('b', 1), ('a', 2), ('a', 1), ('', 9), ('é', 0), ('z', -3)]))
