# list[int]: types.GenericAlias (PEP 585).
G = type(list[int])
def t(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)
print(G.__name__, list[int], dict[str, list[int]], tuple[int, ...], tuple[()], list[None], list["x"], set[int | None])
a = dict[str, int]
print(a.__origin__, a.__args__, a.__parameters__, a.__class__ is G)
print(list[int] == list[int], list[int] == list[str], list[int] != list[str], list[int] == set[int], list[int] == list)
print(hash(list[int]) == hash(list[int]), {list[int]: 1}[list[int]])
print(list[int]("ab"), dict[str, int](a=1), a.fromkeys("xy", 0), list[int].__name__)
print(list[int].append is list.append, list[int].__mro_entries__((list[int],)))
class L(list[int]): pass
print(L.__bases__, L.__mro__[1], L([1, 2]), L.__orig_bases__)
class C:
    def __init__(self, x): self.x = x
    __class_getitem__ = classmethod(G)
c = C[int](5)
print(c.x, c.__orig_class__, C[int, str], C[int].__origin__ is C)
t(lambda: isinstance([], list[int]))
t(lambda: issubclass(list, list[int]))
t(lambda: list[int][str])
t(lambda: G(list))
print(G(list, int), G(list, (int, str)), type(list[int] | None).__name__, list[int] | None)
print(callable(list[int]), frozenset[int]({1}))
try:
    list[int].nothing
except AttributeError as e:
    print(e)
print(hasattr(list[int], 'nothing'), hasattr(list[int], 'append'), getattr(list[int], 'zz', 3))
