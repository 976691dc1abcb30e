# list.sort and sorted: stable, with key and reverse, errors, lists changed under way.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

seed = 1
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n

for n in (0, 1, 2, 3, 11, 12, 13, 40, 200):
    a = [rnd(n + 1) for _ in range(n)]
    b = sorted(a)
    ok = len(b) == n and all(b[i] <= b[i + 1] for i in range(n - 1))
    c = [(x, i) for i, x in enumerate(a)]
    d = sorted(c, key=lambda p: p[0])
    e = sorted(c, key=lambda p: p[0], reverse=True)
    stable = d == sorted(c) and all(e[i][0] > e[i + 1][0] or e[i][1] < e[i + 1][1] for i in range(n - 1))
    f = a + a[::-1] + b
    f.sort(reverse=True)
    down = all(f[i] >= f[i + 1] for i in range(len(f) - 1))
    print(n, ok, stable, down, sorted(a, reverse=True) == b[::-1], b[:5])
print(sorted(['b', 'B', 'a', '', 'ab', 'é', 'z']), sorted([1.5, -0.5, 2.25]), sorted([2, 1.5, True]))
print(sorted('hello'), sorted({3: 1, 1: 2}), sorted([[2], [1, 5], [1]]), sorted([(1, 'b'), (1, 'a')]))
print(sorted(['bb', 'a', 'ccc'], key=len, reverse=True), sorted([3, -2, 1], key=abs))
attempt(sorted, [1, 'a'])
attempt(sorted, [1, None, 2])
attempt(sorted, 5)
attempt(sorted, [1], key=1)
attempt([1, 2].sort, 1)
a = [3, 2, 1]
attempt(a.sort, key=lambda x: a.append(x))
print(a)
a = [3, 2, 'x', 1]
attempt(a.sort)
print(len(a), set(a) == {1, 2, 3, 'x'})

class Odd:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        if self.v == 13:
            raise ValueError('unlucky')
        return self.v < other.v
x = [Odd(v) for v in (5, 3, 9, 1)]
x.sort()
print([o.v for o in x])
x.append(Odd(13))
attempt(x.sort)
print(sorted(o.v for o in x))
