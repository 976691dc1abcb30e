# collections.deque
from collections import deque
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend('ab')
d.extendleft([8, 9])
print(d, len(d), d[0], d[-1], d[3], list(d), bool(deque()), 'a' in d, 'z' in d)
print(d.pop(), d.popleft(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-1)
d.rotate(100)
print(d, d.index(1), d.count(1), d.maxlen)
d.insert(1, 'in')
d.insert(-1, 'near')
d.insert(99, 'end')
d.remove('in')
print(d)
d.reverse()
d[0] = 'first'
del d[1], d[-1]
print(d, list(reversed(d)), d.copy() == d, d == list(d))
attempt(d.remove, 'zz')
attempt(d.index, 'zz')
attempt(lambda: d[50])
attempt(lambda: d['a'])
attempt(deque().pop)
attempt(deque().popleft)
attempt(deque, 5)
attempt(deque, [], -1)
attempt(deque, [], 'a')
m = deque(range(10), 3)
print(m, m.maxlen)
m.append('x')
m.appendleft('y')
m.extend([1, 2])
print(m, deque(maxlen=0), deque([1], maxlen=None), m + deque([7]), m * 2)
attempt(m.insert, 0, 5)
z = deque(maxlen=0)
z.append(1)
print(z, len(z))
a, b = deque([1, 2]), deque([1, 3])
print(a == b, a < b, a != b, a >= b, a + b, a * 2, 2 * a, a == deque([1, 2]))
a += [5]
a *= 2
print(a)
attempt(lambda: a + [1])
def change():
    for x in a:
        a.append(x)
attempt(change)
a.clear()
print(a, deque([[1]]), deque('abc', maxlen=2))
q = deque()
for i in range(1000):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
print(len(q), q[0], q[-1], sum(q))
r = deque()
r.append(r)
print(r)
class D(deque):
    def first(self):
        return self[0]
print(D([5]).first(), D([1]), type(D([1]).copy()).__name__)
