# Class patterns: __match_args__, errors, __instancecheck__.
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
class C: pass
class Bad1: __match_args__ = ["a"]
class Bad2: __match_args__ = ("a", 1)
class Bad3:
    __match_args__ = ("a", "a")
    a = 1
class One:
    __match_args__ = ("a",)
    a = 1
class I(int): pass
class J(int): __match_args__ = ("real", "imag")
def f1(x):
    match x:
        case C(1): return 1
t(f1, C())
def f2(x):
    match x:
        case Bad1(1): return 1
t(f2, Bad1())
def f3(x):
    match x:
        case Bad2(_, _): return 1
b = Bad2(); b.a = 1
t(f3, b)
def f4(x):
    match x:
        case Bad3(1, 1): return 1
t(f4, Bad3())
def f5(x):
    match x:
        case One(1, a=1): return 1
t(f5, One())
def f6(x):
    match x:
        case One(1, 2, 3): return 1
t(f6, One())
def f7(x, y):
    match x:
        case y(): return 1
        case y(1): return 2
t(f7, 1, 2)
t(f7, 1, None)
t(f7, 1, int)
def f8(x):
    match x:
        case int(1, 2): return 1
t(f8, 1)
def f9(x):
    match x:
        case I(v, real=r): return (type(v).__name__, v, r)
        case J(a, b): return a, b
        case int(v, real=r, imag=i): return v, r, i
        case bool(b): return b
t(f9, I(3)); t(f9, J(4)); t(f9, 5); t(f9, True)
