# C3 order, super() along it, errors.
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who())
print([k.__name__ for k in D.__mro__], [k.__name__ for k in D.mro()])
print(D.__bases__ == (B, C), D.__base__ is B, A.__base__ is object)
try:
    class E(A, B): pass
except TypeError as e:
    print(e)
try:
    class F(int, str): pass
except TypeError as e:
    print(e)
try:
    class G(bool): pass
except TypeError as e:
    print(e)
print(issubclass(D, A), issubclass(A, D), isinstance(D(), (int, C)))
print(A.__subclasses__() == [B, C])
X = type("X", (A,), {"n": 3, "who": lambda self: ["X"] + A.who(self)})
print(X().who(), X.n, X.__name__, type(X) is type, X.__qualname__)
print(type(3) is int, type("x").__name__)
try:
    type(1, 2)
except TypeError as e:
    print(e)
