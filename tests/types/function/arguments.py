# Every form of parameter and argument.
def f(a, b=2, /, c=3, *d, e, g=7, **h): return a, b, c, d, e, g, h
print(f(1, e=5), f(1, 2, 3, 4, 5, e=6, g=8, x=9), f(*[1, 2], **{"e": 3, "c": 4}), f(1, *(2, 3), *[4], e=5, **{"z": 1}))
print(f(1, e=5, a=3, b=4))
def g(*a, **k): return a, k
print(g(), g(1, x=2), g(*range(3), *"ab", **{"p": 1}, q=2))
def h(x, *, y=1, z): return x, y, z
print(h(1, z=2), h(1, z=3, y=4))
print((lambda a, b=5, *c, d=6, **e: (a, b, c, d, e))(1, 2, 3, d=4, k=5))
print(f.__defaults__, f.__kwdefaults__, h.__defaults__, h.__kwdefaults__)
f.__defaults__ = (10, 20)
print(f(1, e=0))
h.__kwdefaults__ = {"z": "zd"}
for t in (lambda: f(), lambda: f(1), lambda: h(), lambda: h(1, 2, z=3), lambda: h(1), lambda: h(1, z=2, q=3), lambda: h(1, y=0, z=1, x=2),
          lambda: g(**{1: 2}), lambda: [*5], lambda: g(**5), lambda: h(1, **{"z": 1}, **{"z": 2}), lambda: f(1, e=1, **{"e": 2}),
          lambda: (lambda a, b, c: 0)(1), lambda: (lambda: 0)(1), lambda: (lambda a, b=1: 0)(1, 2, 3), lambda: h(*[1, 2, 3], z=1), lambda: None.x):
    try: print(t())
    except (TypeError, AttributeError) as e: print(type(e).__name__, str(e).replace("__main__.", "").split("g()")[-1].split("h()")[-1])
def mutable(x, acc=[]): acc.append(x); return acc
print(mutable(1), mutable(2))
def outer(n):
    count = 0
    def inc(by=1):
        nonlocal count
        count += by * n
        return count
    def get(): return count
    return inc, get
i, get = outer(2); i(); i(5)
print(get(), i.__closure__[0].cell_contents in (2, 12), i.__name__, i.__qualname__, outer.__code__.co_argcount)
f.attr = 5
print(f.attr, f.__dict__, f.__name__, f.__module__)
def documented(): "the doc"
print(documented.__doc__, f.__doc__)
class C:
    def m(self, x): return self, x
    def __repr__(self): return "C!"
c = C(); bm = c.m
print(bm(1), bm.__self__, bm.__func__ is C.m, bm == c.m, hash(bm) == hash(c.m), C.m(c, 2))
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(50))
