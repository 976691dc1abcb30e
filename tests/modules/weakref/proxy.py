import gc
from _weakref import proxy, ProxyType, CallableProxyType
def settle():
    # What is left on stacks by calls that are over goes away.
    for i in range(3):
        sorted([str(i) for i in range(9)], key=len)
        gc.collect()
class C:
    def __init__(self): self.items = [1, 2, 3]
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __add__(self, other): return ('add', other)
    def __radd__(self, other): return ('radd', other)
    def __neg__(self): return 'neg'
    def __str__(self): return 'C!'
    def __eq__(self, other): return other == 7
    def __bool__(self): return False
    def __index__(self): return 2
    def method(self): return self.items
    __hash__ = None
c = C()
p = proxy(c)
print(type(p) is ProxyType, len(p), p[1], 2 in p, list(p), p + 1, 1 + p, -p, str(p), p == 7, p == 8, bool(p))
p[0] = 9
p.extra = 5
print(c.items, c.extra, p.method() is c.items, p.__class__ is C, isinstance(p, C), p is proxy(c))
del p.extra
print(hasattr(c, 'extra'), repr(p).startswith('<weakproxy at 0x'))
try: hash(p)
except TypeError as e: print('unhashable' in str(e))
class F:
    def __call__(self, *a, **k): return a, k
f = F()
q = proxy(f)
print(type(q) is CallableProxyType, q(1, x=2))
s = {1, 2}
t = proxy(s)
print(t | {3}, {3} | t, t == {1, 2}, len(t))
t |= {5}
print(t, s)
done = []
z = proxy(c, lambda r: done.append(1))
del c, s, f
settle()
print(done)
for act in (lambda: p.items, lambda: len(p), lambda: q(), lambda: str(p), lambda: p + 1, lambda: bool(p), lambda: p == 1):
    try: act()
    except ReferenceError as e: print(e)
