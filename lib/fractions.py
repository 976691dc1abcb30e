"""fractions: rational numbers that are exact."""
from math import gcd
import numbers
import sys

__all__ = ['Fraction']
_grammar = None


def _parse(text):
    """(numerator, denominator) of a text such as ' -3/4 ' or '1.5e-3', not reduced."""
    global _grammar
    if _grammar is None:
        import re
        _grammar = re.compile(r'\s*([-+]?)(?=\.?\d)(\d+(?:_\d+)*|)(?:/(\d+(?:_\d+)*)'
                              r'|(?:\.(\d+(?:_\d+)*|))?(?:[eE]([-+]?\d+(?:_\d+)*))?)\s*')
    found = _grammar.fullmatch(text)
    if found is None:
        raise ValueError('Invalid literal for Fraction: %r' % (text,))
    sign, whole, below, decimals, power = found.groups()
    top = int(whole or '0')
    if below:
        bottom = int(below)
    else:
        bottom = 1
        if decimals:
            decimals = decimals.replace('_', '')
            bottom = 10 ** len(decimals)
            top = top * bottom + int(decimals)
        if power:
            power = int(power)
            if power >= 0:
                top *= 10 ** power
            else:
                bottom *= 10 ** -power
    return (-top if sign == '-' else top), bottom


def _make(top, bottom, cls=None):
    """The fraction of two numbers that are in lowest terms, the lower one positive."""
    self = object.__new__(Fraction if cls is None else cls)
    self._numerator = top
    self._denominator = bottom
    return self


def _add(a, b, sign=1):
    na, da, nb, db = a.numerator, a.denominator, b.numerator * sign, b.denominator
    common = gcd(da, db)
    if common == 1:
        return _make(na * db + nb * da, da * db)
    rest = da // common
    top = na * (db // common) + nb * rest
    common = gcd(top, common)
    return _make(top // common, rest * (db // common))


def _sub(a, b):
    return _add(a, b, -1)


def _mul(a, b):
    na, da, nb, db = a.numerator, a.denominator, b.numerator, b.denominator
    across, down = gcd(na, db), gcd(nb, da)
    return _make((na // across) * (nb // down), (da // down) * (db // across))


def _div(a, b):
    na, da, nb, db = a.numerator, a.denominator, b.numerator, b.denominator
    if not nb:
        raise ZeroDivisionError('Fraction(%s, 0)' % (db * na // (gcd(na, da * nb) or 1),))
    if nb < 0:
        nb, db = -nb, -db
    across, down = gcd(na, nb), gcd(db, da)
    return _make((na // across) * (db // down), (da // down) * (nb // across))


def _floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _divmod(a, b):
    da, db = a.denominator, b.denominator
    quotient, rest = divmod(a.numerator * db, da * b.numerator)
    return quotient, Fraction(rest, da * db)


def _mod(a, b):
    return _divmod(a, b)[1]


def _operators(exact, name):
    """The method and the reflected one: exact with rational numbers; floats and complex ones stay what they are."""
    def inexact(a, b):
        if name == 'add':
            return a + b
        if name == 'sub':
            return a - b
        if name == 'mul':
            return a * b
        if name == 'truediv':
            return a / b
        return a // b if name == 'floordiv' else a % b if name == 'mod' else divmod(a, b)

    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a, b)
        if isinstance(b, float):
            return inexact(float(a), b)
        if isinstance(b, complex):
            return inexact(complex(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(a, b)
        if isinstance(a, numbers.Real):
            return inexact(float(a), float(b))
        if isinstance(a, numbers.Complex):
            return inexact(complex(a), complex(b))
        return NotImplemented

    forward.__name__, reverse.__name__ = '__%s__' % name, '__r%s__' % name
    forward.__doc__ = reverse.__doc__ = None
    return forward, reverse


def _half_even(top, bottom):
    quotient, rest = divmod(top, bottom)
    return quotient + (rest * 2 > bottom or (rest * 2 == bottom and quotient & 1))


class Fraction(numbers.Rational):
    """A rational number: Fraction(3, 4), Fraction('3/4'), Fraction('.75'), Fraction(0.75)."""
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        if denominator is None:
            if type(numerator) is int:
                return _make(numerator, 1, cls)
            if isinstance(numerator, numbers.Rational):
                return _make(numerator.numerator, numerator.denominator, cls)
            if isinstance(numerator, str):
                text = numerator
                numerator, denominator = _parse(text)
            elif isinstance(numerator, float) or _is_decimal(numerator):
                return _make(*numerator.as_integer_ratio(), cls)
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif type(numerator) is not int or type(denominator) is not int:
            if not (isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational)):
                raise TypeError('both arguments should be Rational instances')
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        if _normalize:
            common = gcd(numerator, denominator)
            if denominator < 0:
                common = -common
            numerator //= common
            denominator //= common
        return _make(numerator, denominator, cls)

    @classmethod
    def from_float(cls, f):
        """The fraction that a float is, exactly."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)' % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The fraction that a Decimal is, exactly."""
        if isinstance(dec, numbers.Integral):
            return cls(int(dec))
        if not _is_decimal(dec):
            raise TypeError('%s.from_decimal() only takes Decimals, not %r (%s)' % (
                cls.__name__, dec, type(dec).__name__))
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is at most that."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        top, bottom = self._numerator, self._denominator
        if bottom <= max_denominator:
            return Fraction(self)
        # Two neighbours in the continued fraction: (p, q) before, (r, s) the last one that fits.
        p, q, r, s = 0, 1, 1, 0
        while True:
            digit = top // bottom
            if q + digit * s > max_denominator and s:
                break
            p, q, r, s = r, s, p + digit * r, q + digit * s
            top, bottom = bottom, top - digit * bottom
            if not bottom:
                break
        steps = (max_denominator - q) // s
        near, other = _make(r, s), Fraction(p + steps * r, q + steps * s)
        return near if abs(near - self) <= abs(other - self) else other

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return '%s(%s, %s)' % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    __add__, __radd__ = _operators(_add, 'add')
    __sub__, __rsub__ = _operators(_sub, 'sub')
    __mul__, __rmul__ = _operators(_mul, 'mul')
    __truediv__, __rtruediv__ = _operators(_div, 'truediv')
    __floordiv__, __rfloordiv__ = _operators(_floordiv, 'floordiv')
    __divmod__, __rdivmod__ = _operators(_divmod, 'divmod')
    __mod__, __rmod__ = _operators(_mod, 'mod')

    def __pow__(a, b):
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power, top, bottom = b.numerator, a._numerator, a._denominator
        if power >= 0:
            return _make(top ** power, bottom ** power)
        if not top:
            raise ZeroDivisionError('Fraction(%s, 0)' % bottom ** -power)
        if top < 0:
            top, bottom = -top, -bottom
        return _make(bottom ** -power, top ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if b._denominator == 1 else float(b))

    def __pos__(a):
        return _make(a._numerator, a._denominator)

    def __neg__(a):
        return _make(-a._numerator, a._denominator)

    def __abs__(a):
        return _make(abs(a._numerator), a._denominator)

    def __int__(a):
        return a.__trunc__()

    def __trunc__(a):
        top, bottom = a._numerator, a._denominator
        return -(-top // bottom) if top < 0 else top // bottom

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _half_even(self._numerator, self._denominator)
        scale = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(_half_even(self._numerator * scale, self._denominator), scale)
        return Fraction(_half_even(self._numerator, self._denominator * scale) * scale)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = sys.hash_info.modulus
        if self._denominator % modulus:
            found = hash(hash(abs(self._numerator)) * pow(self._denominator, -1, modulus))
        else:
            found = sys.hash_info.inf
        if self._numerator < 0:
            found = -found
        return -2 if found == -1 else found

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if b != b or b in (_inf, -_inf):
                return 0.0 == b
            return a == Fraction(*b.as_integer_ratio())
        return NotImplemented

    def _order(self, other):
        """A number that is less than, equal to or greater than 0 as self is to other, or NotImplemented."""
        if isinstance(other, numbers.Rational):
            return self._numerator * other.denominator - self._denominator * other.numerator
        if isinstance(other, float):
            if other != other or other in (_inf, -_inf):
                return 0.0 - other
            top, bottom = other.as_integer_ratio()
            return self._numerator * bottom - self._denominator * top
        return NotImplemented

    def __lt__(a, b):
        order = a._order(b)
        return order if order is NotImplemented else order < 0

    def __gt__(a, b):
        order = a._order(b)
        return order if order is NotImplemented else order > 0

    def __le__(a, b):
        order = a._order(b)
        return order if order is NotImplemented else order <= 0

    def __ge__(a, b):
        order = a._order(b)
        return order if order is NotImplemented else order >= 0

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


_inf = float('inf')


def _is_decimal(x):
    # By name: importing the module for this would cost every program that has no Decimal.
    return any([c.__name__ == 'Decimal' and c.__module__ == 'decimal' for c in type(x).__mro__])
