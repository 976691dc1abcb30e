# Assigning to __bases__.
import sys


def attempt(f):
    try:
        f()
    except (TypeError, AttributeError, RuntimeError) as e:
        print(type(e).__name__, e)


class A:
    x = 'A'


class B:
    x = 'B'

    def meth(self):
        return 1

    def __getattr__(self, name):
        return 'got ' + name


class C(A):
    pass


class D(C):
    pass


d = D()
print(d.x, C.__bases__, hasattr(d, 'foo'))
C.__bases__ = (B,)
print(d.x, d.meth(), d.foo, A.__subclasses__(), B.__subclasses__(), D.__mro__, C.__base__)
C.__bases__ = (B, A)
print(D.__mro__, A.__subclasses__())


def bases(cls, value):
    cls.__bases__ = value


class S(A):
    __slots__ = 'a', 'b'


class L(list):
    pass


for value in (), [A], (D,), (C,), (A, A), (1,), (list,), (S,), (type(None),):
    attempt(lambda: bases(C, value))
attempt(lambda: bases(L, (dict,)))
attempt(lambda: bases(list, (dict,)))
attempt(lambda: delattr(C, '__bases__'))
print(D.__mro__)


class E(C, D.__base__.__bases__[1]):
    pass


class F(B, A):
    pass


class G(C, F):
    pass


attempt(lambda: bases(C, (A, B)))
print(C.__mro__, G.__mro__)


# mro() of the metaclass is asked, and what fails changes nothing.
class M(type):
    fail = False

    def mro(cls):
        if M.fail:
            raise RuntimeError('no')
        return type.mro(cls)[::-1] if cls.__name__ == 'Reversed' else super().mro()


class P(A, metaclass=M):
    pass


class Q(P):
    pass


class Reversed(P):
    pass


print(Reversed.__mro__, Reversed.mro())
M.fail = True
attempt(lambda: bases(P, (B,)))
print(P.__mro__, P.__bases__, Q.__mro__)


class Bad(type):
    def mro(cls):
        print(cls.__mro__)
        return [cls, 3]


attempt(lambda: Bad('X', (), {}))
Bad.mro = lambda cls: (A,)
attempt(lambda: Bad('X', (), {}))
Bad.mro = lambda cls: [cls, dict, object]
attempt(lambda: Bad('X', (), {}))


# __class__ of modules.
class Module(type(sys)):
    a = 1

    @property
    def b(self):
        return self.__name__


m = type(sys)('m')
m.c = 2
m.__class__ = Module
print(m.a, m.b, m.c, type(m), hasattr(m, 'd'))
m.__class__ = type(sys)
print(hasattr(m, 'a'), m.c, type(m))
attempt(lambda: setattr(m, '__class__', int))


# A dict that is its own __dict__.
class AttrDict(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.__dict__ = self


a = AttrDict(x=1)
a.y = 2
print(a, a['y'], a.x)
attempt(lambda: setattr(a, '__dict__', 1))


class Doc:
    "doc"


class Sub(Doc):
    pass


print(Sub.__doc__, Sub().__doc__, Doc().__doc__, None.__doc__ != 5, pow(type('I', (int,), {
    '__pow__': lambda self, other, mod=None: ('pow', other, mod)})(2), 3, 5))
