# __slots__: other names are refused, inheritance, __dict__ among them, errors.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
p = P(1, 2)
p.x = 5
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__)
for i in range(3):
    try: p.z = 3
    except AttributeError as e: print(e)
try: del p.z
except AttributeError as e: print(type(e).__name__)
del p.x
try: p.x
except AttributeError as e: print(type(e).__name__)
p.x = 9
print(p.x)
class Q(P):
    __slots__ = "w"
q = Q(1, 2); q.w = 3
print(q.x, q.w)
try: q.other = 1
except AttributeError as e: print(e)
class R(P): pass
r = R(1, 2); r.other = 4
print(r.other, hasattr(r, "__dict__"))
class S:
    __slots__ = ["a", "__dict__"]
s = S(); s.a = 1; s.b = 2
print(s.a, s.b)
try:
    class T:
        __slots__ = ("v",)
        v = 1
except ValueError as e: print(e)
try:
    class U:
        __slots__ = (1,)
except TypeError as e: print(e)

# A name that stands there twice is one slot.
class Once:
    __slots__ = ('a', 'b')

class Twice(Once):
    __slots__ = Once.__slots__ + ('c', 'c')

t = Twice()
t.a = 1
t.c = 2
print(t.a, t.c, Twice.__slots__)
