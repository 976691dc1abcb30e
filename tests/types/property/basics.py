# Getter, setter, deleter, as decorators and as arguments.
class C:
    def __init__(self):
        self._x = 1

    @property
    def x(self):
        "the x"
        return self._x

    @x.setter
    def x(self, value):
        self._x = value * 2

    @x.deleter
    def x(self):
        print("deleted")
        self._x = None

    def _get(self):
        return "got"

    y = property(_get, doc="the y")
    z = property()


c = C()
print(c.x)
c.x = 5
print(c.x)
del c.x
print(c.x, c.y)
print(C.x.__doc__, "/", C.y.__doc__, "/", C.z.__doc__)
print(isinstance(C.x, property), C.x.fget(c), C.x.fset is None, C.z.fget, C.z.fset, C.z.fdel)


def attempt(f, *args):
    try:
        print(f(*args))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


attempt(lambda: c.z)
attempt(setattr, c, "z", 1)
attempt(delattr, c, "z")
attempt(setattr, c, "y", 1)
attempt(delattr, c, "y")
attempt(setattr, C.x, "fget", 1)
attempt(property, 1, 2, 3, 4, 5)
attempt(lambda: property(q=1))


class D:
    pass


D.p = property()
attempt(lambda: D().p)
D.p = property(lambda self: 7)
print(D().p, vars(D()))
D.p.__doc__ = "set later"
print(D.p.__doc__)
