# When names are bound, and what they are.
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
def f15(x):
    a = "old"
    match x:
        case [a, 1]: pass
        case [b, 2] if b == a: return "guard", a, b
        case [a, *_] if a: return "star", a
    return a
t(f15, [5, 1]); t(f15, ["old", 2]); t(f15, [7, 2]); t(f15, [0, 3]); t(f15, 3)
def f16(x):
    match x:
        case [a, b] if (c := a + b) > 3: return c
        case [a, b]: return a, b, c
t(f16, [1, 2]); t(f16, [3, 2])
def f17():
    match 3:
        case 1: zz = 1
    return zz
t(f17)
def f18(x):
    match x:
        case (1, y) | (y, 1) | {"y": y}: return lambda: y
        case ((a, b) | {"a": a, "b": b}) as c: return lambda: (a, b, c)
for v in [(1, 2), (3, 1), {"y": 4}, (5, 6), {"a": 7, "b": 8}]:
    t(f18(v))
def gen(n):
    for i in range(n):
        match i % 4:
            case 0: continue
            case 1: yield "one"
            case 2 if i > 5: break
            case k: yield k
    else:
        yield "end"
print(list(gen(4)), list(gen(9)))
def f19(x):
    match x, 1:
        case 1, y: return y
        case [[*z], 1]: return z
t(f19, 1); t(f19, (4, 5)); t(f19, "ab")
def f20(x):
    match x:
        case [_, _, _]: return 3
        case [*_]: return "any"
        case _: return None
t(f20, [1,2,3]); t(f20, ()); t(f20, "abc"); t(f20, b"abc")
match (1, 2):
    case (first, second): pass
print(first, second)
class Body:
    match [1, {"k": "v"}]:
        case [n, {"k": v}]: w = n
print(Body.n, Body.v, Body.w)
