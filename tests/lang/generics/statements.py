# host only: lib/_typing.py is not on the board
import sys
sys.path.insert(0, __file__.rsplit("/tests/", 1)[0] + "/lib")


def f[T](x: T, y: list[T] = None) -> T:
    return x
print(f(3), f.__type_params__, f.__annotations__, f.__qualname__)
class C[T: int, *Ts, **P](list):
    "doc"
    type A = dict[str, B]
    def m[U](self, a: U, b: T) -> A: return super().__len__(), U, T
    B = 5
    def n(self): return T
print(C.__type_params__, C.__doc__, C.__bases__, C.__mro__, C.__qualname__, C.m.__qualname__)
c = C([1,2]); print(c.m(1,2), c.n() )
print(C.A, C.m.__annotations__)
print(C.A.__value__)
type X[K, V: (int, str)] = dict[K, V]
print(X, X.__type_params__, X.__value__, X.__type_params__[1].__constraints__, X[int,str])
type R = list[R]
print(R.__value__)
T, = C.__type_params__[:1]; print(T.__bound__)
type = 3
print(type)
del type
def g():
    x = 1
    type Y = x
    x = 2
    return Y
print(g().__value__)
def outer[T]():
    def inner(): return T
    return inner
print(outer()(), outer().__qualname__)
@lambda f: (print('deco'), f)[1]
async def h[T](): pass


# Names of the class are seen by what is evaluated in it, also later, but not by the functions in it.
X = "global"


class Box:
    X = "class"

    type Alias = X

    def method[T: X](self, a: X) -> T:
        return X

    def nested[T](self):
        def inner():
            nonlocal_free = T
            return nonlocal_free, X
        return inner


def local():
    X = "local"

    class Inner:
        def method[T: X](self, a: X):
            return X

        type Alias = X
    return Inner


m = Box.method
print(Box.Alias.__value__, m.__annotations__, m.__type_params__[0].__bound__, m(1, 2), Box().nested()())
m = local().method
print(local().Alias.__value__, m.__annotations__, m.__type_params__[0].__bound__, m(1, 2))
