# collections.OrderedDict
from collections import OrderedDict
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

o = OrderedDict([('b', 1), ('a', 2)])
o['c'] = 3
print(o, OrderedDict(), OrderedDict(x=1), list(o), list(o.items()), len(o), o['a'], isinstance(o, dict), 'a' in o)
o.move_to_end('b')
print(list(o))
o.move_to_end('c', last=False)
print(list(o), list(reversed(o)), list(o.values()))
attempt(o.move_to_end, 'zz')
print(o.popitem(), o.popitem(last=False), o)
attempt(OrderedDict().popitem)
attempt(lambda: o['zz'])
a, b = OrderedDict(x=1, y=2), OrderedDict(y=2, x=1)
print(a == b, a != b, a == {'y': 2, 'x': 1}, {'y': 2, 'x': 1} == b, dict(a) == dict(b), a == OrderedDict(x=1, y=2), a == 5)
print(a.copy() == a, type(a.copy()).__name__, a | {'z': 3}, type({} | a).__name__, a.pop('x'), a.get('x', 0), a.setdefault('n', 5))
a.update(q=1)
a |= {'r': 2}
del a['q']
print(a, dict(a), {**a}, sorted(a), a.keys() == {'y', 'n', 'r'}, bool(OrderedDict()))
attempt(OrderedDict, 5)
print(OrderedDict.fromkeys('abc'), OrderedDict.fromkeys('ab', 0))
c = OrderedDict()
for i in range(100):
    c[i] = i
    if i >= 5:
        c.move_to_end(i - 2)
        c.popitem(last=False)
print(c, len(c))
class LRU(OrderedDict):
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > 2:
            self.popitem(last=False)
l = LRU()
l['a'] = 1
l['b'] = 2
l['a']
l['c'] = 3
print(l, 'b' in l, list(l))
r = OrderedDict()
r['self'] = r
print(r)
a.clear()
print(a)
