# Every kind of pattern.
import collections
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x; self.y = y
    def __repr__(self): return "P(%r,%r)" % (self.x, self.y)
class Sub(Point): pass
class NS:
    A = 1
    class B: C = "c"

def f(v):
    match v:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case 1000000: return "million"
        case -1+2j: return "complex"
        case "a" | "b": return "ab"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case NS.B.C: return "dotted"
        case []: return "empty"
        case [x]: return ("one", x)
        case [1, 2, *rest]: return ("12", rest)
        case [x, [y, z]]: return ("nested", x, y, z)
        case ["last", *_, z]: return ("last", z)
        case (x, y, *z, w): return ("star", x, y, z, w)
        case {"k": k, "l": [a, b]}: return ("map", k, a, b)
        case {"k": k, **rest}: return ("rest", k, rest)
        case {"z": 1 | 2 as q}: return ("q", q)
        case {}: return "mapping"
        case Point(0, y): return ("p0", y)
        case Sub(x=x, y=[y]): return ("sub", x, y)
        case Point(x, y) if x == y: return ("diag", x)
        case Point(x=x): return ("point", x)
        case str(s) if len(s) > 3: return ("str", s)
        case str() | bytes() as t: return ("text", t)
        case int(i) | float(i): return ("num", i)
        case (set() | frozenset()) as s: return ("set", len(s))
        case other: return ("other", type(other).__name__)
for v in [0, 0.0, -1, 1.5, 1000000, -1+2j, "a", "b", b"x", None, True, False, 1, "c", [], (), [5], [1,2], (1,2,3,4), [7,[8,9]],
    ["last",2,3,"end"], [3,4,5,6], {"k":1,"l":(2,3)}, {"k":1,"l":3}, {"z":2}, {"z":3}, {}, Point(0,1), Sub(1,[2]), Point(3,3), Point(3,4),
    "long string", "cc", b"yy", 7, 2.5, {1,2}, frozenset(), object(), range(3), range(2), collections.deque([1,2,3]), bytearray(b"12"), collections.OrderedDict(k=3), collections.defaultdict(int)]:
    try:
        print(repr(v)[:30] if type(v) is not object else "obj", f(v))
    except Exception as e:
        print("EXC", type(e), e)
