# What is defined in a finally block, which is compiled once for each way out of it.
try:
    pass
finally:
    print([k for k in (1, 2)], list(k for k in (1, 2)), (lambda a, b=2, *c, **d: (a, b, c, d))(1))
    class A:
        x = 1
        y = [x for i in (1, 2) if i] if 0 else 3
        def m(self): return __class__, self.x
def f(a, b):
    for i in range(3):
        try:
            if i == 1: continue
        finally:
            c = 5
            def g(d, *, e=1):
                nonlocal a
                a += d + e + c + b
                def h(): return a, d, b
                return h
            print(g(1)(), [(lambda: (x, a))() for x in (1, 2)], list((lambda: (x, i))() for x in (1, 2)))
            print(list(k for k in (1, 2) if k < b), {k: b for k in (1, 2)})
            class C:
                nonlocal b
                b = 7
                z = a
                def m(self): return __class__ is C, b
            print(C().m(), C.z, b)
f(1, 2)
def f():
  a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9 = range(18)
  for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
        if i == 7: return
    finally:
        print([lambda: (x, b9, a1) for x in range(3)][1]())
        print(list((y, i, b8) for y in range(3) if [b7 for b7 in (1, 2)]))
        def g(p, q=b9):
            def h():
                nonlocal q, a1
                q = a1 = b6
                return p, q
            return h
        print(g(1)(), a1)
f()
