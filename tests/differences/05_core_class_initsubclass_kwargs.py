# Keywords of the class statement go to __init_subclass__.
class Base:
    def __init_subclass__(cls, /, *, role="none", **rest):
        super().__init_subclass__(**rest)
        cls.role = role


class A(Base, role="leaf"):
    pass


class B(A):
    pass


print(A.role, B.role)
try:
    class C(Base, colour=3):
        pass
except TypeError as e:
    print(e)
try:
    class D(colour=3):
        pass
except TypeError as e:
    print(e)
