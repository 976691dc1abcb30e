# What was looked up before must not lead past replaced attribute access.
class A:
    def __repr__(self):
        return "A()"

    def __init__(self):
        self.x = 1


class B(A):
    def __repr__(self):
        return "B over " + super().__repr__()

    def __getattribute__(self, name):
        if name == "y":
            return "made"
        if name == "x":
            return ("seen", object.__getattribute__(self, name))
        return object.__getattribute__(self, name)

    def method(self):
        return "method"


for _ in range(3):
    b = B()
    print(repr(super(B, b))[:9], b, repr(super(B, b).__repr__()))
    print(b.x, b.y, b.method(), list.__repr__([1]), type.__repr__(int), int.__repr__(5))
    print(A.__repr__(b), B.__repr__(b), object.__getattribute__(b, "x"))


class C:
    def __getattribute__(self, name):
        return lambda: "hook " + name

    def f(self):
        return "f itself"


for _ in range(3):
    c = C()
    print(c.f(), C.f(c), c.anything(), object.__getattribute__(c, "f")())
