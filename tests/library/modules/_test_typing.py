"""typing: expressions, classes to derive from, and what looks at annotations."""
import collections.abc
import sys
import typing
from typing import (TYPE_CHECKING, Annotated, Any, AnyStr, Callable, ClassVar, Dict, Final, ForwardRef, Generic, Iterable,
                    List, Literal, Mapping, NamedTuple, NewType, Optional, Protocol, Required, Set, SupportsInt, Tuple, Type,
                    TypedDict, TypeVar, Union, cast, get_args, get_origin, get_type_hints, overload, runtime_checkable)

T, K, V = TypeVar('T'), TypeVar('K'), TypeVar('V')


def tries(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


def expressions():
    for tp in (List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None, str], Union[int], Union[int, int],
               Union[Union[int, str], float], Tuple[int, ...], Tuple[()], Tuple[int, str], Callable[[int], str],
               Callable[..., int], Callable[[], None], Type[int], Literal['a', 1, None], Literal[Literal[1], 2, 1],
               Annotated[int, 'x', 5], Annotated[Annotated[int, 1], 2], ClassVar[int], Final[str], List['Later'],
               Mapping[str, List[int]], List[T], Dict[K, V][int, str], List[T][int], Callable[[T], K][int, str],
               Optional[T][int], Iterable[Any], Any, Union, List, Callable, typing.NoReturn, AnyStr, List[List[T]][str],
               Tuple[T, ...][int], Union[T, K][int, int], Literal[True, 1], Annotated[List[T], 3][int], Set[None]):
        print(tp, get_origin(tp), get_args(tp), getattr(tp, '__parameters__', None))
    print(List[int] == List[int], List[int] == List[str], Union[int, str] == Union[str, int], hash(List[int]) == hash(List[int]))
    print(Literal[1, 2] == Literal[2, 1], Literal[1] == Literal[True], Optional[int] == Union[int, None], Union[int, str] == int | str)
    print(List[int] | None, None | List[int], 'X' | T if False else T | None, isinstance([], List), issubclass(dict, Mapping))
    print(isinstance(1, Union[int, str]), isinstance(None, Optional[int]), issubclass(int, Union[str, float]))
    for f in (lambda: Union[()], lambda: isinstance([], List[int]), lambda: List(), lambda: List[int, str], lambda: Dict[int],
              lambda: Callable[int], lambda: Callable[int, int], lambda: Optional[1, 2], lambda: isinstance(1, Any), lambda: Any(),
              lambda: Union(), lambda: Annotated[int], lambda: List[int][str], lambda: List[T][int, str], lambda: typing.nothing,
              lambda: type('X', (Union,), {}), lambda: List[Generic], lambda: List[(int, str), 3], lambda: ForwardRef('a b')):
        tries(f)
    print(List.__origin__, List[int].__origin__, Callable[[int], str].__args__, Callable.__origin__ is collections.abc.Callable)
    print(cast(int, 'x'), TYPE_CHECKING, typing.Text, ForwardRef('A'), List['A'].__args__)


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item


class Pair(Box[K], Generic[K, V]):
    pass


class Ints(List[int]):
    pass


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Silent(Protocol):
    x: int


class File:
    def close(self): pass


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 3

    def sum(self):
        return self.x + self.y


class Movie(TypedDict):
    name: str
    year: 'int'


class More(Movie, total=False):
    length: float
    must: Required[int]


def classes():
    print(Box[int], Box[int](3).item, Box[int](3).__orig_class__, Box.__parameters__, Pair.__parameters__, Pair[int, str])
    print(Box.__orig_bases__, Ints.__mro__, Ints([1]), Box.__mro__, Pair.__orig_bases__)
    print(isinstance(File(), Closes), isinstance(3, Closes), issubclass(File, Closes), isinstance(3, SupportsInt), isinstance('', SupportsInt))
    tries(isinstance, 3, Silent)
    tries(Closes)
    tries(lambda: Box[int, str])
    tries(runtime_checkable, File)
    p = Point(1)
    print(p, p.sum(), Point._fields, Point.__annotations__, Point._field_defaults, Point.__doc__, Point.__module__, Point.__bases__)
    print(NamedTuple('E', [('a', int), ('b', str)])(1, 'x'))
    tries(exec, 'class B(NamedTuple):\n x: int = 1\n y: int', {'NamedTuple': NamedTuple})
    tries(exec, 'class B(NamedTuple):\n x: int\n def _make(self): pass', {'NamedTuple': NamedTuple})
    print(Movie(name='a', year=1), Movie.__total__, sorted(Movie.__required_keys__), sorted(More.__required_keys__), sorted(More.__optional_keys__))
    print(More.__total__, TypedDict('D', {'a': int})(a=1), TypedDict('D', {'a': int}).__annotations__, typing.is_typeddict(Movie))
    tries(isinstance, {}, Movie)
    UserId = NewType('UserId', int)
    print(UserId(3), UserId.__name__, UserId.__supertype__, UserId)


class Annotated1:
    a: int
    b: 'Annotated1'
    c: Optional['List[int]'] = None
    d: Annotated[int, 'm'] = 1


class Annotated2(Annotated1):
    e: ClassVar[int] = 3
    f: 'str | None' = None


@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...


def hints():
    def f(a: int, b: 'Point', *c: None, d: Annotated[int, 1] = 2) -> 'List[Point]': pass
    print(get_type_hints(f), get_type_hints(f, include_extras=True)['d'])
    print(get_type_hints(Annotated2), get_type_hints(Annotated2, include_extras=True)['d'])
    print(get_type_hints(Movie), get_type_hints(len) if False else {}, get_type_hints(sys))
    tries(get_type_hints, 3)
    tries(over, 1)
    print(len(typing.get_overloads(over)), typing.final(f) is f, f.__final__)
    @typing.no_type_check
    def g(a: 'what?'): pass
    print(get_type_hints(g), get_origin(list[int]), get_args(list[int]), get_args(int | str), get_origin(int))
    tries(typing.assert_never, 3)
    print(sorted(set(typing.__all__) & {'List', 'cast', 'Any', 'get_type_hints', 'Protocol', 'IO', 'TypeVar'}), 'List' in dir(typing))


expressions()
classes()
hints()
