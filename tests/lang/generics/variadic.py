# PEP 646: *args: *Ts, indexes with stars, and what an alias makes of a TypeVarTuple.
# host only: the module typing needs more than 36 KB
from typing import Callable, Generic, Tuple, TypeVar, TypeVarTuple, Unpack, get_args, get_type_hints

T, Ts = TypeVar('T'), TypeVarTuple('Ts')


def f(*args: *Ts): pass
def g(*args: *tuple[int, *Ts]) -> Tuple[*Ts]: pass
class A(Generic[*Ts]): pass
class B(Generic[T, Unpack[Ts]]): pass


print(f.__annotations__, g.__annotations__, get_type_hints(f))
for bad in ('[]', '[int, str]', '3'):
    try:
        exec('def h(*args: *%s): pass' % bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
x = {(1, 2): 3}
a = 1, 2
print(x[*a])
x[*a, 5] = 4
del x[*a]
print(x)
for text in ('A[int, str]', 'A[()]', 'A[*Ts]', 'A[*tuple[int, ...]]', 'A[*Ts][*tuple[int]]', 'A[*Ts, int]',
             'B[int]', 'B[int, str, float]', 'B.__parameters__', 'B[int, Unpack[Ts]][str, bytes]', 'B[()]',
             'B[*tuple[int, ...]]', 'B[T, *Ts][*tuple[int, ...]]', 'B[int, *Ts][()]',
             'tuple[*Ts]', 'tuple[T, *Ts][int]', 'tuple[T, *Ts][int, *Ts]', 'tuple[T, *Ts, T][*tuple[int, ...], str]',
             'tuple[*Ts, T][int, *tuple[str, ...]]', 'Tuple[*Ts][int, str]', 'Tuple[T, *Ts][()]', 'Tuple[T, *Ts][int]',
             'Tuple[*Ts, T][int, *tuple[str, ...]]', 'Tuple[*tuple[T, int]][int]', 'get_args(tuple[*Ts])',
             'Callable[[*Ts], T][int, str, bool]', 'Unpack[Ts] == next(iter(Ts))', 'Unpack[int, str]', 'Generic[Ts]',
             'Ts[int]', 'tuple[*Ts, *tuple[int, ...]][*tuple[str, ...], *tuple[int, ...]]',
             'next(iter(tuple[int])).__typing_unpacked_tuple_args__'):
    try:
        print(text, '->', eval(text))
    except TypeError as e:
        print(text, 'TypeError', e)
try:
    class C(Generic[*Ts, *Ts]): pass
except TypeError as e:
    print(e)
