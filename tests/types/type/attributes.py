# Instance attributes: slots, growth, deletion, __dict__, __class__.
class P:
    kind = "p"
p = P()
for i in range(12):
    setattr(p, "a%d" % i, i)
print([getattr(p, "a%d" % i) for i in range(12)], p.kind)
q = P()
q.a0 = 7; q.zz = 8
print(q.a0, q.zz, sorted(q.__dict__.items()))
del q.a0
print(hasattr(q, "a0"), q.zz)
try:
    del q.a0
except AttributeError as e:
    print(e)
try:
    q.nope
except AttributeError as e:
    print(e, e.name, e.obj is q)
q.__dict__["new"] = 5
print(q.new, vars(q) is q.__dict__)
p.kind = "own"
print(p.kind, P.kind, P().kind)
P.kind = "changed"
print(P().kind, p.kind)
P.late = 9
print(p.late, q.late)
del P.late
print(hasattr(p, "late"))
class R:
    extra = 1
q.__class__ = R
print(type(q).__name__, q.zz, q.extra, isinstance(q, R))
many = P()
for i in range(100):
    setattr(many, "n%d" % i, i)
print(sum(getattr(many, "n%d" % i) for i in range(100)), len(many.__dict__))
class Init:
    def __init__(self, a, b=2, *c, d=4, **e):
        self.a = a; self.b = b; self.c = c; self.d = d; self.e = e
i = Init(1, 5, 6, 7, d=8, z=9)
print(i.a, i.b, i.c, i.d, i.e)
for bad in (lambda: P(1), lambda: Init(), lambda: object(1), lambda: P.nope, lambda: setattr(3, "x", 1),
            lambda: setattr(int, "x", 1)):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
class Weird:
    def __init__(self): return 3
try:
    Weird()
except TypeError as e:
    print(e)
