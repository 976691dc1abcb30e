# keys(), values() and items() as views and sets.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d['c'] = 3
print(k, v, i, 'c' in k, 3 in v, ('c', 3) in i, ('c', 4) in i, ('x', 1) in i, 'c' in i, ('c',) in i)
print(sorted(k & {'a', 'x'}), sorted(k | ['z']), sorted(k - {'a'}), sorted(k ^ {'a', 'q'}), type(k & k).__name__)
print(sorted(i & {('a', 1)}), sorted({'a', 'x'} & k), sorted({'a', 'x'} - k), sorted({'x'} | k))
print(k == {'a', 'b', 'c'}, k == ['a'], k != {'a'}, k < {'a', 'b', 'c', 'd'}, k <= k, k > {'a'}, k >= {'z'}, {'a'} < k)
print(i == {('a', 1), ('b', 2), ('c', 3)}, v == v, v == d.values(), k == d.keys(), i == d.items())
print(k.isdisjoint({'x'}), k.isdisjoint('abc'), i.isdisjoint([('a', 1)]), k.isdisjoint([]))
u = {1: [], 2: {}}
print(u.items() == {1: [], 2: {}}.items(), (1, []) in u.items())
attempt(lambda: u.items() & u.items())
attempt(lambda: k & 5)
attempt(lambda: hash(k))
attempt(lambda: v & v)
attempt(lambda: k[0])
attempt(lambda: k < 5)
print(type(k).__name__, type(v).__name__, type(i).__name__, type(iter(k)).__name__, type(iter(i)).__name__)
print(list(reversed(k)), list(reversed(v)), list(reversed(i)))
a, *b = d.items()
print(a, b, [*k], {*v}, dict(i), max(v), sum(v), sorted(i, key=lambda p: -p[1]))
x = {}
x['v'] = x.values()
print(len(repr(x)) > 0)
d = {1: 2}
for view in d.keys(), d.values(), d.items():
    m = view.mapping
    print(m, type(m).__name__, m == d)
    d[len(d) + 1] = 3
    print(len(m))
    attempt(lambda: m.__setitem__(1, 1))
    attempt(lambda: setattr(view, 'mapping', 1))
