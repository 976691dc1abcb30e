# collections.defaultdict
from collections import defaultdict
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

d = defaultdict(list)
d['a'].append(1)
d['a'].append(2)
d['b'].append(3)
print(d, d['c'], 'd' in d, d.get('d'), len(d), sorted(d), dict(d), isinstance(d, dict), d == {'a': [1, 2], 'b': [3], 'c': []})
n = defaultdict(int, {'x': 1}, y=2)
for c in 'hello':
    n[c] += 1
print(n, n.default_factory, sorted(n.items()), n.pop('h'), n.setdefault('q', 7), n.keys() & {'x'}, list(n.values())[:2])
attempt(defaultdict, 5)
attempt(defaultdict()['x'] if False else defaultdict().__getitem__, 'x')
attempt(defaultdict(None).__missing__, 'x')
attempt(defaultdict, list, 5)
attempt(lambda: defaultdict(lambda: 1 / 0)['x'])
attempt(lambda: d[[]])
e = defaultdict(lambda: 'made', a=1)
print(e['zz'], e['a'], dict(e), e.copy() == e, type(e.copy()).__name__, e.copy().default_factory is e.default_factory)
e.default_factory = None
attempt(lambda: e['nothing'])
u = defaultdict(int, a=1) | {'b': 2}
print(u, {'z': 1} | defaultdict(str, a='x'), type({} | u).__name__)
u |= {'c': 3}
u.update(d=4)
del u['a']
print(u, {**u}, dict(u), [k for k in u], u != {}, bool(defaultdict(int)))
class S(defaultdict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
s = S()
print(s['ab'], s[3], s, len(s), s.default_factory)
tree = lambda: defaultdict(tree)
t = tree()
t['a']['b']['c'] = 1
print(t['a']['b']['c'], len(t), list(t))
def f(**kw):
    return sorted(kw.items())
print(f(**defaultdict(int, p=1)), '%(k)s' % defaultdict(lambda: 'fmt'))
u.clear()
print(u)
