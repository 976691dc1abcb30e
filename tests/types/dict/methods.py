# dict methods and their errors.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

d = {'a': 1, 'b': 2}
print(d, d['a'], d.get('b'), d.get('x'), d.get('x', 5), len(d), 'a' in d, 'x' in d, 1 in d)
attempt(lambda: d['x'])
attempt(d.__delitem__, 'x')
attempt(lambda: d[[]])
attempt(d.get, {})
attempt(d.get)
attempt(d.pop, 'x')
attempt({}.popitem)
print(d.pop('x', None), d.pop('a'), d, d.setdefault('a', 7), d.setdefault('a', 8), d.setdefault('n'), d)
print(d.popitem(), d.popitem(), d)
d.update({'c': 3}, e=5)
d.update([('f', 6), ['g', 7], 'hi'])
d.update(k=1)
d.update()
print(d)
attempt(d.update, 5)
attempt(d.update, [5])
attempt(d.update, [(1, 2, 3)])
attempt(d.update, ['x'])
attempt(d.update, {}, {})
class M:
    def keys(self):
        return ['p', 'q']
    def __getitem__(self, k):
        return k * 2
d = {}
d.update(M())
print(d, dict(M(), z=1), {**M()})
print(d.copy() == d, d.copy() is d, dict(d) is d)
d.clear()
print(d, dict(), dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), dict(zip('ab', [1, 2])))
attempt(dict, 5)
attempt(dict, 1, 2)
print(dict.fromkeys('abc'), dict.fromkeys(range(3), 0), {}.fromkeys([1], []))
attempt(dict.fromkeys)
attempt(dict.fromkeys, 5)
print({1: 'a'} | {2: 'b', 1: 'c'}, {1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {} == [], {1: {2: 3}} == {True: {2.0: 3}})
a = b = {1: 2}
b |= {3: 4}
b |= [(5, 6)]
print(a, a is b)
attempt(lambda: {} | [])
attempt(lambda: {} < {})
attempt(hash, {})
r = {}
r['self'] = r
print(r, repr({'x': [1], 'y': ()}))
