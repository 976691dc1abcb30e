# Keys by value, get(), subclasses; values with an __eq__ of their own.
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
def f10(x, k):
    class K: a = k; b = 'q'
    match x:
        case {K.a: v, K.b: w}: return v, w
        case _: return "no"
t(f10, {1: 2, 'q': 3}, 1); t(f10, {1: 2, 'q': 3}, 'q'); t(f10, {1: 2, 'q': 3}, []); t(f10, {1:2, 3:4}, 1)
class D(dict):
    def get(self, k, d=None):
        print("get", k)
        return super().get(k, d)
    def __missing__(self, k): return 77
def f11(x):
    match x:
        case {"a": a, "b": b, **r}: return a, b, r
        case {"a": a}: return a
        case _: return "none"
t(f11, D(a=1)); t(f11, D(a=1, b=2, c=3)); t(f11, {})
class Meta(type):
    def __instancecheck__(cls, x): 
        print("check"); return x == 5
class Q(metaclass=Meta):
    __match_args__ = ("real",)
def f12(x):
    match x:
        case Q(r): return "Q", r
        case _: return "not"
t(f12, 5); t(f12, 6)
class Att:
    @property
    def a(self): raise AttributeError("gone")
    @property
    def b(self): raise ValueError("bad")
def f13(x):
    match x:
        case Att(a=1): return 1
        case Att(b=1): return 2
t(f13, Att())
class Eq:
    def __eq__(self, o): print("eq", o); return o == 3
def f14(x):
    match x:
        case 1 | 2 | 3 as z: return "three"
        case None: return "none"
t(f14, Eq())
class NoBool:
    def __eq__(self, o): return self
    def __bool__(self): raise RuntimeError("nb")
t(f14, NoBool())
