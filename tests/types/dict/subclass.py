# Classes that derive from dict; __missing__.
class D(dict):
    def __missing__(self, key):
        return 'no ' + str(key)

d = D(a=1)
print(d, d['a'], d['x'], d.get('x'), 'x' in d, len(d), type(d.copy()).__name__, isinstance(d, dict))
d['b'] = 2
d.extra = 'attribute'
print(d, d.extra, d == {'a': 1, 'b': 2}, {'a': 1, 'b': 2} == d, sorted(d), list(d.items()), d | {'c': 3}, {**d})
del d['a']
print(d.pop('b'), d, bool(d))

class Count(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v + 1)
    def __getitem__(self, k):
        return -super().__getitem__(k)
    def __contains__(self, k):
        return True
    def __iter__(self):
        return iter(['i'])
c = Count(z=0)
c['y'] = 5
print(c, c['y'], 'q' in c, list(c), c.get('y'), dict.__getitem__(c, 'y'), list(c.keys()), len(c))
try:
    c['nothing']
except KeyError as e:
    print(repr(e))

class Init(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self['made'] = True
print(Init(), Init({1: 2}), Init([(3, 4)], k=5), Init.fromkeys([1]))
def f(**kw):
    return kw
print(f(**Init(a=1)), dict(Init(b=2)), '%(made)s' % Init())
class R(dict):
    def __repr__(self):
        return 'R' + dict.__repr__(self)
r = R(a=R())
print(r, [r], str(r))
