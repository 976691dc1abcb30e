# Type variables in aliases and unions.
import types
from typing import TypeVar
T = TypeVar('T')
K = TypeVar('K')
a = dict[K, list[T]]
print(a.__parameters__, a[int, str], list[T][int], list[T][T], list[T].__parameters__, list[int].__parameters__)
print(list[T | K][int, str], (T | None)[int], (list[T] | K)[int, str], (list[T] | None).__parameters__)
print(dict[T, T][int], list[dict[T, K]][int, str])
for f in [lambda: list[int][int], lambda: dict[K, T][int], lambda: list[T][int, str], lambda: (int | str)[int], lambda: list[T][1, 2]]:
    try: print(f())
    except TypeError as e: print(e)
import copy
print(copy.copy(list[int]), copy.deepcopy(list[T]) == list[T], list[int].__reduce__(), list[int] == list[int], (*tuple[int],)[0] == tuple[int])
class A(list[T]): pass
print(A.__orig_bases__, A.__mro__, list[int]().__class__, type(A[int]) if hasattr(A, '__class_getitem__') else None)


class Own(types.GenericAlias):
    pass


print(Own(list, int), Own(list, int) | None, hash(int | str) == hash(str | int), types.GenericAlias.__name__,
      types.GenericAlias.__module__, types.UnionType.__qualname__)
print(tuple[*tuple[int, ...]], (*tuple[int, str],)[0].__unpacked__)
print(len.__text_signature__, list.append.__text_signature__)
