# host only: chips have no module bisect
# bisect: all functions, and what they refuse.
import bisect as b

def run(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

a = [1, 2, 2, 2, 5, 8]
for x in (0, 1, 2, 3, 8, 9):
    print(b.bisect_left(a, x), b.bisect_right(a, x), b.bisect(a, x), b.bisect_left(a, x, 2), b.bisect_right(a, x, 1, 4),
          b.bisect_left(a, x, lo=3, hi=5))
run(b.bisect, a, 1, -1)
run(b.bisect, a, 1, 0, 100)
run(b.bisect, a, 'x')
run(b.bisect, 5, 1)
run(b.bisect, a)
run(b.bisect, a, 1, 0, None, key=1)
run(b.bisect_left, [(1, 'a'), (2, 'b')], 2, key=lambda t: t[0])
run(b.bisect_right, 'abcd', 'b')
run(b.bisect_left, range(10 ** 9), 123456)
l = []
for x in (5, 1, 4, 1, 3):
    b.insort(l, x)
print(l)
l = [(1, 'a'), (2, 'b')]
b.insort_left(l, (1, 'z'), key=lambda t: t[0])
b.insort_right(l, (1, 'y'), key=lambda t: t[0])
print(l)

class S:
    def __init__(self):
        self.items = [1, 3]
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def insert(self, i, x): self.items.insert(i, x)
s = S()
b.insort(s, 2)
print(s.items)
class Bad:
    def __lt__(self, other): return 1 / 0
run(b.bisect_left, [Bad()], 1)
run(b.insort, [1], Bad())
