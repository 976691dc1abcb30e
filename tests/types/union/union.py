# int | None: types.UnionType (PEP 604).
U = type(int | str)
def t(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)
print(U.__name__, int | None, None | int, int | str | None, str | list[int] | bool)
print((int | str).__args__, (int | None).__args__, (int | str).__parameters__)
print(int | int, (int | str) | int, int | str | (str | bytes), list[int] | list[int])
print(int | str == str | int, int | str != str | int, int | str == int, (int | str) == (int | bytes))
print(hash(int | str) == hash(str | int), {int | str: 1}[str | int])
print(isinstance(1, int | str), isinstance("", int | str), isinstance(1.0, int | str), isinstance(None, int | None))
print(issubclass(bool, int | str), issubclass(float, int | str), isinstance(1, (str, int | None)))
t(lambda: isinstance(1, int | list[int]))
t(lambda: issubclass(int, str | list[int]))
t(lambda: int | 1)
t(lambda: "x" | int)
def f(x: int | None = None, *a: list[int | str]) -> "int" | None if False else int | str: return x
print(f.__annotations__)
class Meta(type):
    def __or__(cls, other): return "meta or"
    def __ror__(cls, other): return "meta ror"
class M(metaclass=Meta): pass
print(M | int, int | M, M | 5, 5 | M)
class A: pass
print(A | None, isinstance(A(), A | int))
x = int
x |= str
print(x)
