# __init_subclass__ is a class method without being decorated.
class Base:
    def __init_subclass__(cls):
        cls.tag = cls.__name__.lower()


class Child(Base):
    pass


print(Child.tag, hasattr(Base, "tag"), type(Base.__dict__["__init_subclass__"]).__name__)
