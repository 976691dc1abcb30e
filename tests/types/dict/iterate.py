# heap: 64000
# Order, iteration, changes under way.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

d = {}
for c in 'zyxabc':
    d[c] = ord(c)
print(list(d), list(d.values()), list(d.items()))
del d['y']
d['y'] = 1
d['z'] = 2
print(d, list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
def grow():
    for k in d:
        d[k + k] = 0
def shrink():
    for k, v in d.items():
        del d[k]
attempt(grow)
attempt(shrink)
print(len(d))
for k in d:
    d[k] = 'changed'
print(set(d.values()))
it = iter(d)
print(next(it), next(it))
d['new'] = 1
attempt(next, it)
attempt(next, it)
q = {}
for i in range(1000):
    q[i] = i
    if i >= 10:
        del q[i - 10]
print(list(q), len(q), next(iter(q)))
for i in range(1000):
    q[i] = i
    q.popitem()
print(len(q))
while q:
    q.popitem()
print(q, len(q))
q[1] = 2
print(q)
big = {i * 1024: i for i in range(600)}
print(len(big), sum(big), sum(big.values()), big[1024 * 599], 1023 in big)
for i in range(590):
    del big[i * 1024]
print(big)
print({k: v for k, v in zip('ab', range(2))}, {**{'a': 1}, 'b': 2, **{'a': 3}})
words = 'the quick brown fox jumps over the lazy dog the end'.split()
count = {}
for w in words:
    count[w] = count.get(w, 0) + 1
print(sorted(count.items()), max(count, key=count.get))
class Evil:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        e.clear()
        return False
e = {Evil(): 1}
e[Evil()] = 2
print(len(e))
