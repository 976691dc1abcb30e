# The documentation of properties and of instances of subclasses.
class P(property):
    "class doc"
class Q(property): pass
class S(property):
    __slots__ = ()
def g(self): "getter doc"
def h(self): pass
for cls in P, Q, property:
    print(cls(h).__doc__, cls(g).__doc__, cls().__doc__, cls(g).getter(h).__doc__, cls(h).getter(g).__doc__, cls(g).setter(h).__doc__, cls(g,None,None,None).__doc__)
for a in ((g,), (h,)):
    try: print(S(*a).__doc__)
    except AttributeError as e: print(e)
p = property(g)
for a in ((), (1,), (1,2,3)):
    try: p.__set_name__(*a)
    except TypeError as e: print(e)
class A:
    @property
    def foo(self): "doc of foo"; return 1
    bar = property(None, None)
    @foo.setter
    def foo(self, v): pass
print(A.foo.__doc__, A.foo.fget.__name__)
for f in [lambda: A().bar, lambda: setattr(A(),'bar',1), lambda: delattr(A(),'bar'), lambda: delattr(A(),'foo'), lambda: setattr(A.foo, 'fget', 1), lambda: setattr(A.foo, 'x', 1), lambda: property().__get__(A()), lambda: property(1,2,3,4,5), lambda: property(a=1)]:
    try: f()
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
A.foo.__doc__ = 'changed'
print(A.foo.__doc__, A.__dict__['foo'].__get__(None, A) is A.foo)
x = A.foo
class B:
    renamed = x
try: B.renamed.__delete__(B())
except AttributeError as e: print(e)
