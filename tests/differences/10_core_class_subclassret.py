# str() keeps the subclass of what __str__ returns.
class S(str):
    pass


class Foo:
    def __str__(self):
        return S("abc")


class Bar:
    def __repr__(self):
        return S("def")


print(type(str(Foo())).__name__, type(str(Bar())).__name__, type(repr(Bar())).__name__)
