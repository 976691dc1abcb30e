import gc
from _weakref import ref, getweakrefcount, getweakrefs, ReferenceType
def settle():
    # What is left on stacks by calls that are over goes away.
    for i in range(3):
        sorted([str(i) for i in range(9)], key=len)
        gc.collect()
class A:
    def __init__(self, n=0): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __hash__(self): return hash(self.n)
a = A(5)
r = ref(a)
print(r() is a, r is ref(a), type(r) is ReferenceType, getweakrefcount(a), getweakrefs(a) == [r], r.__callback__)
b = A(5)
s = ref(b)
print(r == s, r is s, r != s, hash(r) == hash(a), hash(r) == hash(s), len({r, s}))
h = hash(r)
del a
settle()
print(r(), r == s, r == r, hash(r) == h, repr(r).endswith('; dead>'))
def gone(wr): print('gone', wr is u, wr())
c = A(1)
u = ref(c, gone)
v = ref(c)
print(u.__callback__ is gone, u is v, getweakrefcount(c), repr(u).startswith('<weakref at 0x'), "to 'A'" in repr(u))
del c
settle()
print(u.__callback__, v())
for x in (1, 'a', (), [], {}, None, 1.5, b'', object()):
    try:
        ref(x)
        print('no error', x)
    except TypeError as e:
        print(e)
for x in (A, len, gc, set(), frozenset(), lambda: 0, (i for i in ()), A().__init__):
    print(ref(x)() is x, end=' ')
print()
class L(list): pass
l = L([1]); print(ref(l)() == [1])
class S:
    __slots__ = ('a',)
class W:
    __slots__ = ('a', '__weakref__')
class D(S): pass
for cls in (S, W, D):
    try: i = cls(); print(ref(i)() is i)
    except TypeError as e: print(e)
class R(ref):
    def __call__(self): return ('R', super().__call__())
b.x = 3
k = R(b)
print(k()[1] is b, k == s, k is R(b), isinstance(k, ref))
k.attr = 1
dead = ref(A(9)); settle()
try: hash(dead)
except TypeError as e: print(e)
for bad in ((), (b, None, 1)):
    try: ref(*bad)
    except TypeError as e: print(e)
