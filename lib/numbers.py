"""numbers: the abstract classes of numbers, from any number to whole ones."""
from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(metaclass=ABCMeta):
    """All numbers, for isinstance()."""
    __slots__ = ()
    __hash__ = None


def _to_do(names):
    """Abstract methods of these names."""
    made = {}
    for name in names.split():
        def method(self, *args):
            raise NotImplementedError
        method.__name__ = name
        made[name] = abstractmethod(method)
    return made


class Complex(Number):
    """What complex numbers can: + - * / ** abs(), parts and equality."""
    __slots__ = ()
    locals().update(_to_do('__complex__ __add__ __radd__ __neg__ __pos__ __mul__ __rmul__ __truediv__ __rtruediv__ '
                           '__pow__ __rpow__ __abs__ conjugate __eq__'))
    real = property(_to_do('real')['real'])
    imag = property(_to_do('imag')['imag'])

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    """Numbers that have an order, and can be rounded and divided with remainder."""
    __slots__ = ()
    locals().update(_to_do('__float__ __trunc__ __floor__ __ceil__ __round__ __floordiv__ __rfloordiv__ __mod__ '
                           '__rmod__ __lt__ __le__'))

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


class Rational(Real):
    """Numbers with a numerator and a denominator, in lowest terms."""
    __slots__ = ()
    numerator = property(_to_do('numerator')['numerator'])
    denominator = property(_to_do('denominator')['denominator'])

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """Whole numbers, with their bits."""
    __slots__ = ()
    locals().update(_to_do('__int__ __pow__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __xor__ '
                           '__rxor__ __or__ __ror__ __invert__'))

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Complex.register(complex)
Real.register(float)
Integral.register(int)
