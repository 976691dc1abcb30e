# Module objects.
import math
import sys


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


Module = type(math)
print(Module, Module.__name__, isinstance(sys, Module))
m = Module("foo", "doc of foo")
print(m, m.__name__, m.__doc__, Module("bar").__doc__)
m.x = 5
m.y = []
print(m.x, m.y, hasattr(m, "z"), m.__dict__["x"], vars(m) is m.__dict__)
m.__dict__["z"] = "by dict"
print(m.z)
del m.x
attempt(lambda: m.x)
attempt(lambda: math.nope)
attempt(delattr, m, "x")
attempt(delattr, math, "nope")
attempt(setattr, m, "__dict__", {})
attempt(Module)
attempt(Module, 1)
print([n for n in dir(m) if n[:2] != "__"])
m.__name__ = "renamed"
print(m)
exec("def f():\n    return v\nv = 3\n", m.__dict__)
print(m.f(), m.v)
m.v = 4
print(m.f())
print("sqrt" in dir(math), "pi" in math.__dict__, math.__name__, math.__dict__["floor"](2.5))
math.extra = 1
print(math.extra, "extra" in dir(math))
pi = math.pi
math.pi = 3
print(math.pi)
math.pi = pi
del math.extra
print(hasattr(math, "extra"))
