# heap: 64000
# Iteration, changes under way, subclasses, many items.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

s = set(range(1000))
print(len(s), sum(s), all(i in s for i in range(1000)), 1000 in s, -1 in s)
for i in range(0, 1000, 2):
    s.discard(i)
print(len(s), 500 in s, 501 in s, sorted(s)[:5])
for i in range(5000):
    s.add(i)
    s.discard(i - 3)
print(len(s), sorted(s))
t = {str(i) for i in range(70)} | {(i, i) for i in range(70)} | {i / 2 for i in range(70)}
print(len(t), '50' in t, (7, 7) in t, 3.5 in t, 69 in t, (7, 8) in t)
while t:
    t.pop()
print(t)
big = {i << 40 for i in range(300)}
print(len(big), 5 << 40 in big, 5 << 41 in big, (5 << 40) + 1 in big)

def grow(s):
    for x in s:
        s.add(x + 100)
attempt(grow, {1, 2})
print(list(iter({5})), sorted(x * 2 for x in {1, 2}), next(iter({7})), [*{1}])
class S(set):
    def add(self, x):
        super().add(x * 10)
    def extra(self):
        return len(self)
x = S([1, 2])
x.add(3)
x.name = 'attr'
print(sorted(x), x.extra(), x.name, isinstance(x, set), type(x | {1}).__name__, x == {1, 2, 30}, repr(S([1])), repr(S()))
class F(frozenset):
    def __new__(cls, *items):
        return super().__new__(cls, items)
f = F(1, 2)
print(sorted(f), {f: 1}[frozenset([1, 2])], repr(F(1)), f == {1, 2}, sorted(f | {3}))
class K:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return self.v % 3
    def __eq__(self, o):
        return self.v == o.v
ks = {K(i % 20) for i in range(100)}
print(len(ks), K(19) in ks, K(20) in ks, len(ks | {K(5), K(50)}), len(ks & {K(5), K(50)}))
r = {1, 2, 3}
print(r.union(r), r.intersection(r), r.difference(r), r.issubset(r), {*()}, set([]) == set())
