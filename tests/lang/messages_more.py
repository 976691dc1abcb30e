# Messages and warnings that CPython's own tests look at.
# host only: the module warnings
import sys, types, warnings


def show(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b, /): pass
def g(a, b, /, *, c): pass
show(f, a=1, b=2)
show(f, 1, b=2)
show(g, a=1, c=2, d=4)
show(lambda: f(*5))
show(lambda: f(1, *5))
show(lambda: f(*5, *6))
show(lambda: print(*5))
show('abc'.find, 1, 2, 3, 4)
show('abc'.count)
show(b'abc'.startswith, b'a', 2, 3, 4)


class Negative:
    def __len__(self): return -sys.maxsize - 10
class Dict(types.ModuleType):
    __dict__ = 8
class Trunc:
    def __trunc__(self): return 3
show(len, Negative())
show(dir, Dict('foo'))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    show(int, Trunc())
    show(bool, NotImplemented)
for one in seen:
    print(one.category.__name__, one.message)
nan = float('nan')
print(hash(nan) == object.__hash__(nan), len({float('nan') * i for i in range(3)}) > 0)
show(type, 'A\udcdcB', (), {})
show(type, 'A\0B', (), {})
show(type, 'A', (), {'__doc__': 'x\udcdc'})
C = type('C', (), {})
C.__name__ = 'D'
print(C.__name__, C.__qualname__)
show(setattr, C, '__name__', 'A\udcdc')
show(setattr, C, '__name__', 'A\0')
