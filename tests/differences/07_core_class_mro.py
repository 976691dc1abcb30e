# The method resolution order is C3's.
class Foo:
    def __str__(self):
        return "Foo"


class C(tuple, Foo):
    pass


print(C((1, 2, 3)), [k.__name__ for k in C.__mro__])


class A: pass
class B(A): pass
class D(A): pass
class E(B, D): pass
class F(D): pass
class G(E, F): pass


print([k.__name__ for k in G.mro()])
try:
    class H(A, B):
        pass
except TypeError as e:
    print(str(e).replace("\n", " "))
