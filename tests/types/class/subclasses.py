# A class does not keep those that derive from it alive.
import gc
class A: pass
class B(A): pass
def make(n):
    class C(A):
        def f(self): return n
    return C().f()
print(A.__subclasses__() == [B], [make(i) for i in range(3)])
for i in range(3):
    sorted([str(j) for j in range(9)], key=len)
    gc.collect()
print([c.__name__ for c in A.__subclasses__()])
class D(A): pass
print([c.__name__ for c in A.__subclasses__()])
B.__len__ = lambda self: 3
class E(B): pass
print(len(E()))
A.__add__ = lambda self, other: 'sum'
print(E() + 1, D() + 1)
class F: x: int = 1
class G: pass
print(F.__annotations__, G.__annotations__)
G.__annotations__ = {'q': 1}
print(G.__annotations__)
del G.__annotations__
print(G.__annotations__, hasattr(int, '__annotations__'))
def f(): pass
f.x = 1
f.__dict__ = {'y': 2}
print(f.y, f.__dict__, hasattr(f, 'x'), f.__builtins__['len'] is len)
for name in ('__globals__', '__closure__', '__builtins__'):
    try: setattr(f, name, 1)
    except AttributeError as e: print(e)
try: f.__dict__ = 5
except TypeError as e: print(e)
