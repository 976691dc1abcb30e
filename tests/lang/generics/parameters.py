# host only: lib/_typing.py is not on the board
import sys
sys.path.insert(0, __file__.rsplit("/tests/", 1)[0] + "/lib")
from _typing import Generic, ParamSpec, TypeAliasType, TypeVar, TypeVarTuple

T = TypeVar("T")
U = TypeVar("U", int, str)
V = TypeVar("V", bound=int, covariant=True)
P = ParamSpec("P")
print(T, U, V, V.__bound__, U.__constraints__, T.__constraints__, T.__module__, type(T).__module__)
print(P, P.args, P.kwargs, P.args == P.args, P.args == P.kwargs, TypeVarTuple("Ts"))


def fails(f):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)


fails(lambda: type("X", (TypeVar,), {}))
fails(lambda: TypeVar("T", int))
fails(lambda: TypeVar("T", int, str, bound=int))
fails(lambda: TypeVar("T", bound=1))
fails(lambda: TypeVar("T", covariant=True, contravariant=True))
fails(lambda: TypeVar(1))
fails(lambda: type("Y", (Generic[T, T],), {}))
fails(lambda: Generic[int])


class C(Generic[T]):
    pass


class D(C[int]):
    pass


print(C[int], C.__parameters__, C.__orig_bases__, D.__parameters__, issubclass(D, C))
A = TypeAliasType("A", list[int])
print(A, A.__value__, A.__type_params__, A.__parameters__)
fails(lambda: A[int])
B = TypeAliasType("B", dict[str, T], type_params=(T,))
print(B[int], B.__parameters__)
