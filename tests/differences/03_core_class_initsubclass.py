# __init_subclass__ is called for each subclass, also indirect ones.
class Base:
    names = []

    @classmethod
    def __init_subclass__(cls):
        Base.names.append(cls.__name__)


class A(Base):
    pass


class B(A):
    pass


C = type("C", (B,), {})
print(Base.names)
