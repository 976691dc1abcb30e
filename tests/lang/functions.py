# Definitions: names, docs, annotations, defaults; generators; recursion.
def f(a: int, b: 'str' = 'x', *c: float, d: list = None, **e: dict) -> bool:
    "doc"
    return a
print(f.__name__, f.__qualname__, f.__doc__)
print(sorted(f.__annotations__.items(), key=lambda p: p[0]) == sorted(
    {'a': int, 'b': 'str', 'c': float, 'd': list, 'e': dict, 'return': bool}.items(), key=lambda p: p[0]))
def g():
    def h():
        '''h doc'''
    return h
print(g().__qualname__, g().__doc__, (lambda: 0).__name__, g.__doc__)
class K:
    "K doc"
    def m(self):
        def n():
            pass
        return n
    class L:
        def o(self): pass
print(K.__doc__, K.m.__qualname__, K().m().__qualname__, K.L.__qualname__, K.L.o.__qualname__)
def count(n):
    while n:
        x = yield n
        n = x if x is not None else n - 1
c = count(3)
print(next(c), next(c), c.send(9), next(c))
def deleg():
    r = yield from inner()
    yield 'got', r
def inner():
    yield 1
    return 2
print(list(deleg()))
def empty():
    return
    yield
print(list(empty()))
def tree(n):
    return n and (tree(n - 1), tree(n - 1))
print(tree(3))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(50))
d = 5
def default(x=d): return x
d = 6
print(default(), f.__defaults__, f.__kwdefaults__)
def returns():
    return 1, *[2, 3]
print(returns())
async_ = 1
match = case = _ = type = 2
print(async_, match, case, _)
def __p(): return 'module level is not mangled'
print(__p())
class Priv:
    __x = 1
    def get(self, __y=2):
        self.__z = __y
        return self.__x, __y, sorted(self.__dict__)
print(Priv().get(), Priv._Priv__x)
