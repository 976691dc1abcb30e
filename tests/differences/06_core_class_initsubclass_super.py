# __init_subclass__ is cooperative: super() goes along the MRO of the new class.
class Base:
    def __init_subclass__(cls, **rest):
        super().__init_subclass__(**rest)
        print("Base", cls.__name__, rest)


class Left(Base):
    def __init_subclass__(cls, left=0, **rest):
        super().__init_subclass__(**rest)
        print("Left", cls.__name__, left, rest)


class Right(Base):
    def __init_subclass__(cls, right=0, **rest):
        super().__init_subclass__(**rest)
        print("Right", cls.__name__, right, rest)


class Both(Left, Right, left=1, right=2):
    pass
