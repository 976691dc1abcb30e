# Aliases of callables, generic classes with arguments, protocols: what CPython says of the same expressions.
import collections.abc
import pickle
import typing
from typing import (Annotated, Any, AnyStr, Callable, ClassVar, Concatenate, Counter, Deque, Dict, Final, Generic, IO, List, Literal,
                    NamedTuple, Optional, ParamSpec, Protocol, Tuple, TypedDict, TypeVar, TypeVarTuple, Union, Unpack,
                    get_args, get_type_hints, runtime_checkable)

T, S, K = TypeVar("T"), TypeVar("S"), TypeVar("K")
P, P2 = ParamSpec("P"), ParamSpec("P2")
Ts = TypeVarTuple("Ts")


def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(";")[0])


# An ABC asks for methods of the class, not of the class's class.
for thing in (None, 3, "a", [], len, int, lambda: 0):
    print(isinstance(thing, collections.abc.Callable), isinstance(thing, Callable), end=" ")
print(isinstance(int, collections.abc.Hashable), issubclass(list, collections.abc.Hashable))

C = collections.abc.Callable
for alias in (C[[int, str], float], C[[], None], C[..., T], C[P, T], C[[T], S], C[[T], S][int, str], C[P, T][[int, str], float],
              C[P, int][int, str], C[Concatenate[int, P], T], C[[int, C[[T], int]], S][str, bytes]):
    print(alias, alias.__args__, alias.__parameters__, get_args(alias), alias == pickle.loads(pickle.dumps(alias))
          if not alias.__parameters__ else "")
print(C[[int], str] == C[[int], str], len({C[[int], str], C[[int], str]}))
for bad in (lambda: C[int], lambda: C[int, str], lambda: C[[int], str, 3]):
    tell(bad)


class X(Generic[T, P]):
    pass


class V(Generic[Unpack[Ts], P]):
    pass


class One(Generic[P]):
    pass


class M(Generic[T]):
    count = 1


print(X[int, [str]].__args__, One[int, str].__args__, One[[int]].__args__, V[int, str, [bytes]].__args__)
for bad in (lambda: X[int, P2, str], lambda: M[()], lambda: Generic[T][int], lambda: Generic[T, T], lambda: Generic[()],
            lambda: issubclass(3, int), lambda: issubclass(3, Any), lambda: P.__typing_subst__(int), lambda: List[T][Generic]):
    tell(bad)
M[int].count = 2
print(M.count, "count" in dir(M[int]), M[int] == M[int], hash(M[int]) == hash(M[int]), M[T][int] == M[int])


def made(*bases):
    import types
    return types.new_class("Made", bases)


for bases in ((Generic[T], Generic[S]), (List[T], Generic[S]), (Generic,), (Union[int, str],), (ClassVar[int],),
              (type(Union),), (type(Union[int, str]),)):
    tell(lambda: made(*bases))
print(made(List[T], Generic[T, S]).__parameters__)

for kind in (Counter, Deque, typing.ChainMap, typing.OrderedDict, typing.DefaultDict):
    print(type(kind()).__name__, type(kind[int]() if kind in (Counter, Deque) else kind[int, str]()).__name__)
tell(lambda: List())
print(Literal[int, 1, True], Literal[[], []].__args__, Literal[1, 1, True].__args__, Annotated[List[T], 1][int])
for form in (Union[int, str], Annotated[int, 1], Callable[[int], str], Optional[int], Union):
    tell(lambda: iter(form))
print(List[T][Unpack[Tuple[int]]], get_args(Dict[T, S][Unpack[Tuple[int, str]]]), issubclass(Tuple, Tuple), issubclass(Callable, Callable))


@runtime_checkable
class Named(Protocol):
    name = "x"


class Base:
    def __init__(self):
        self.seen = True


class Proto(Protocol[T]):
    pass


class Derived(Proto[T], Base):
    pass


class Has:
    name = "y"


tell(lambda: issubclass(Has, Named))
print(isinstance(Has(), Named), isinstance(3, Named), Derived[int]().seen)
tell(lambda: Proto())
tell(lambda: made(Proto)(42))


class Pair(NamedTuple, Generic[T]):
    a: T
    b: int = 3


class Left(Generic[T], NamedTuple):
    a: T


print(Pair.__bases__ == (tuple, Generic), Left.__bases__ == (Generic, tuple), Pair(1), Pair[int](2, 4), Pair[int].__args__)
Named2, Keyed = NamedTuple("Named2", [("x", int)]), TypedDict("Keyed", {"a": int})
print(Named2.__module__, Keyed.__module__)


class Generic1(TypedDict, Generic[T]):
    a: T


class Generic2(Generic1[K], total=False):
    b: K


class Plain(Generic2):
    c: int


print(Plain.__bases__, Plain.__mro__[1:], sorted(Plain.__optional_keys__))
tell(lambda: made(Generic1[T], Generic[K]))
print(IO[AnyStr].__parameters__ == (AnyStr,), typing.AnyStr is AnyStr)


def f(*args: Unpack[Tuple[int, str]], a: "Final[int]" = 1):
    pass


print(f.__annotations__["args"])


class NotIterable:
    __iter__ = None

    def __getitem__(self, i):
        return i


tell(lambda: iter(NotIterable()))
tell(lambda: 1 in NotIterable())
print(isinstance(NotIterable(), collections.abc.Iterable))
