"""decimal: numbers with a decimal point as people write them, rounded as they say (General Decimal Arithmetic).

A Decimal is a sign, a coefficient (an int) and an exponent; _kind tells infinities and NaNs from finite numbers.
Every operation computes exactly, or with more digits than are asked for, and hands the result to _finish(), where all
rounding, the limits of exponents and the signals are. Roots, logarithms and powers are in _decimal_math, the less
frequent operations in _decimal_more.
"""
import numbers
import sys
from _collections_abc import MutableMapping
from collections import namedtuple
from contextvars import ContextVar

__all__ = ['Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext',
           'DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal',
           'Overflow', 'Underflow', 'FloatOperation', 'DivisionImpossible', 'InvalidContext', 'ConversionSyntax',
           'DivisionUndefined', 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR',
           'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP', 'setcontext', 'getcontext', 'localcontext', 'MAX_PREC',
           'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY', 'HAVE_THREADS', 'HAVE_CONTEXTVAR']
__version__ = '1.70'
__libmpdec_version__ = '2.5.1'

ROUND_UP = 'ROUND_UP'
ROUND_DOWN = 'ROUND_DOWN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_05UP = 'ROUND_05UP'
_ROUNDINGS = (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP)

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999 if sys.maxsize > 1 << 32 else 425000000
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1

DecimalTuple = namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')
_INF, _QNAN, _SNAN = 1, 2, 3


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


# In the order in which a trap is chosen when several could be taken.
_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)


# ---- coefficients ----

def _text(n):
    """str(n), n >= 0, of any length."""
    if n.bit_length() < 14000:
        return str(n)
    half = n.bit_length() * 3 // 20
    high, low = divmod(n, 10 ** half)
    low = _text(low)
    return _text(high) + '0' * (half - len(low)) + low


def _number(text):
    """int(text) of any length."""
    if len(text) < 4200:
        return int(text)
    half = len(text) // 2
    return _number(text[:-half]) * 10 ** half + _number(text[-half:])


def _length(n):
    """How many decimal digits n >= 0 has; 0 has one."""
    bits = n.bit_length()
    if bits < 1000:
        return len(str(n))
    least = bits * 3010299956 // 10000000000
    return least + (n >= 10 ** least)


def _round_up(sign, q, rest, unit, rounding):
    """Whether q + rest/unit, 0 <= rest < unit, is rounded to q + 1."""
    if not rest or rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_HALF_EVEN:
        return rest * 2 > unit or (rest * 2 == unit and q & 1 == 1)
    if rounding == ROUND_HALF_UP:
        return rest * 2 >= unit
    if rounding == ROUND_HALF_DOWN:
        return rest * 2 > unit
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return sign == 1
    return q % 5 == 0


def _cut(sign, coef, places, rounding):
    """(coefficient with that many digits less, rounded; whether that changed the value)."""
    if places > _length(coef):
        return int(_round_up(sign, 0, 1, 3, rounding)) if coef else 0, coef != 0
    unit = 10 ** places
    q, rest = divmod(coef, unit)
    if _round_up(sign, q, rest, unit, rounding):
        q += 1
    return q, rest != 0


def _make(sign, coef, exp, kind=0):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coef
    self._exp = exp
    self._kind = kind
    return self


def _finish(sign, coef, exp, context):
    """The Decimal of a finite result, rounded to the context, with the context's signals."""
    prec, emax = context.prec, context.Emax
    etiny = context.Emin - prec + 1
    if not coef:
        top = emax - prec + 1 if context.clamp else emax
        inside = min(max(exp, etiny), top)
        if inside != exp:
            context._signal(Clamped)
        return _make(sign, 0, inside)
    digits = _length(coef)
    lowest = digits + exp - prec
    if lowest > emax - prec + 1:
        return _overflow(sign, context)
    if lowest < etiny:
        return _finish_subnormal(sign, coef, exp, etiny, context)
    if exp < lowest:
        coef, changed = _cut(sign, coef, lowest - exp, context.rounding)
        exp = lowest
        if _length(coef) > prec:
            coef //= 10
            exp += 1
            if exp > emax - prec + 1:
                return _overflow(sign, context)
        if changed:
            context._signal(Inexact, Rounded)
        else:
            context._signal(Rounded)
    if context.clamp and exp > emax - prec + 1:
        context._signal(Clamped)
        coef *= 10 ** (exp - (emax - prec + 1))
        exp = emax - prec + 1
    return _make(sign, coef, exp)


def _finish_subnormal(sign, coef, exp, etiny, context):
    if exp >= etiny:
        top = context.Emax - context.prec + 1
        if context.clamp and exp > top:
            context._signal(Subnormal, Clamped)
            return _make(sign, coef * 10 ** (exp - top), top)
        context._signal(Subnormal)
        return _make(sign, coef, exp)
    coef, changed = _cut(sign, coef, etiny - exp, context.rounding)
    clamped = () if coef else (Clamped,)
    if changed:
        context._signal(Underflow, Subnormal, Inexact, Rounded, *clamped)
    else:
        context._signal(Subnormal, Rounded, *clamped)
    return _make(sign, coef, etiny)


def _overflow(sign, context):
    context._signal(Overflow, Inexact, Rounded)
    rounding = context.rounding
    if rounding in (ROUND_DOWN, ROUND_05UP) or rounding == (ROUND_FLOOR, ROUND_CEILING)[sign]:
        return _make(sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)
    return _make(sign, 0, 0, _INF)


def _invalid(context, condition=InvalidOperation):
    context._signal(condition)
    return _make(0, 0, 0, _QNAN)


def _quiet(self, context):
    """A NaN as a result: quiet, its payload cut to what fits."""
    room = context.prec - context.clamp
    coef = self._int
    if coef and _length(coef) > room:
        coef %= 10 ** room
    if coef == self._int and self._kind == _QNAN and type(self) is Decimal:
        return self
    return _make(self._sign, coef, 0, _QNAN)


def _nan(context, *operands):
    """The NaN that an operation with a NaN among its operands gives: the first signaling one, or the first."""
    for x in operands:
        if x._kind == _SNAN:
            context._signal(InvalidOperation)
            return _quiet(x, context)
    for x in operands:
        if x._kind == _QNAN:
            return _quiet(x, context)


def _fix(self, context):
    """self, rounded to the context."""
    if not self._kind:
        return _finish(self._sign, self._int, self._exp, context)
    return _quiet(self, context) if self._kind >= _QNAN else self


def _exact(text):
    """The Decimal of a text, or None."""
    text = text.strip().replace('_', '')
    sign, start = 0, 0
    if text[:1] in ('-', '+'):
        sign, start = int(text[0] == '-'), 1
    end = start
    while text[end:end + 1].isdecimal():
        end += 1
    digits, exp, point = text[start:end], 0, False
    if text[end:end + 1] == '.':
        start = end = end + 1
        point = True
        while text[end:end + 1].isdecimal():
            end += 1
        digits += text[start:end]
        exp = start - end
    if not digits:
        return None if point else _exact_special(sign, text[start:].lower())
    rest = text[end:]
    if rest:
        if rest[0] not in 'eE' or not rest[1 + (rest[1:2] in ('-', '+')):].isdecimal():
            return None
        exp += _number(rest[2:]) if rest[1] == '+' else -_number(rest[2:]) if rest[1] == '-' else _number(rest[1:])
    coef = _number(digits)
    if exp < MIN_ETINY or exp > MAX_EMAX or (coef and exp + _length(coef) - 1 > MAX_EMAX):
        return _make(sign, coef, exp, -1)
    return _make(sign, coef, exp)


def _exact_special(sign, text):
    if text in ('inf', 'infinity'):
        return _make(sign, 0, 0, _INF)
    for name, kind in (('snan', _SNAN), ('nan', _QNAN)):
        if text.startswith(name):
            payload = text[len(name):]
            if payload and not payload.isdecimal():
                return None
            return _make(sign, _number(payload or '0'), 0, kind)
    return None


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exp = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if exp == 'F':
        return _make(sign, 0, 0, _INF)
    if not isinstance(digits, (tuple, list)):
        raise ValueError('coefficient must be a tuple of digits')
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError('coefficient must be a tuple of digits')
    coef = _number(''.join([str(int(digit)) for digit in digits]) or '0')
    if exp in ('n', 'N'):
        return _make(sign, coef, 0, _QNAN if exp == 'n' else _SNAN)
    if isinstance(exp, str):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    if not isinstance(exp, int):
        raise ValueError('exponent must be an integer')
    # Too large, too small or too long a number is an invalid operation: -1 stands for it.
    return _make(sign, coef, exp, 0 if MIN_ETINY <= exp and exp + _length(coef) - 1 <= MAX_EMAX else -1)


def _from_float(value):
    if value != value or value in (_inf, -_inf):
        return _make(int(repr(value)[0] == '-'), 0, 0, _QNAN if value != value else _INF)
    top, bottom = float.as_integer_ratio(value)
    power = bottom.bit_length() - 1
    return _make(int(repr(value)[0] == '-'), abs(int(top)) * 5 ** power, -power)


_inf = float('inf')


def _operand(other, must=False):
    """other as a Decimal when it is one or a whole number; else NotImplemented or, when it must be, TypeError."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _make(int(other < 0), abs(int(other)), 0)
    if must:
        raise TypeError('conversion from %s to Decimal is not supported' % type(other).__name__)
    return NotImplemented


def _context(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    return context


def _compare(a, b):
    """-1, 0 or 1 for numbers that are no NaNs."""
    if a._kind or b._kind:
        left = 0 if not a._kind else -1 if a._sign else 1
        right = 0 if not b._kind else -1 if b._sign else 1
        return (left > right) - (left < right)
    if not a._int or not b._int:
        left = 0 if not a._int else -1 if a._sign else 1
        right = 0 if not b._int else -1 if b._sign else 1
        return (left > right) - (left < right)
    if a._sign != b._sign:
        return -1 if a._sign else 1
    high, low = a.adjusted(), b.adjusted()
    if high == low:
        shift = a._exp - b._exp
        high = a._int * 10 ** shift if shift > 0 else a._int
        low = b._int * 10 ** -shift if shift < 0 else b._int
    order = (high > low) - (high < low)
    return -order if a._sign else order


def _comparable(self, other, equality=False):
    """(self, other) as Decimals that compare as they do, or (NotImplemented, NotImplemented)."""
    if isinstance(other, Decimal):
        return self, other
    if isinstance(other, int):
        return self, _operand(other)
    if equality and isinstance(other, complex) and other.imag == 0:
        other = other.real
    if isinstance(other, float):
        context = getcontext()
        if equality:
            context.flags[FloatOperation] = True
        else:
            context._signal(FloatOperation)
        return self, _from_float(other)
    if isinstance(other, numbers.Rational):
        if self._kind:
            return self, _make(0, 1, 0)
        return (_make(self._sign, self._int * other.denominator, self._exp),
                _make(int(other.numerator < 0), abs(other.numerator), 0))
    return NotImplemented, NotImplemented


def _order(self, other):
    """-1, 0 or 1; None with a NaN; NotImplemented."""
    self, other = _comparable(self, other)
    if other is NotImplemented:
        return other
    if self._kind >= _QNAN or other._kind >= _QNAN:
        getcontext()._signal(InvalidOperation)
        return None
    return _compare(self, other)


def _reflected(name):
    def method(self, other):
        other = _operand(other)
        return other if other is NotImplemented else getattr(other, name)(self)
    method.__name__ = name
    return method


_halves = {}
_self = sys.modules[__name__]


def _half(name):
    """One of the modules with the rest, working with this one (a program may import decimal twice; tests do)."""
    if name not in _halves:
        before = sys.modules.get('decimal')
        sys.modules.pop(name, None)
        sys.modules['decimal'] = _self
        try:
            _halves[name] = __import__(name)
        finally:
            if before is not None:
                sys.modules['decimal'] = before
    return _halves[name]


def _later(module, name, arguments):
    """A method whose code another module has: it is imported with the first call."""
    def method(self, *args, context=None):
        if len(args) > arguments:
            if len(args) > arguments + 1 or context is not None:
                raise TypeError('%s() takes at most %d arguments' % (name, arguments + 1))
            args, context = args[:-1], args[-1]
        if len(args) < arguments:
            raise TypeError('%s() missing a required argument' % name)
        return getattr(_half(module), name)(self, *args, _context(context))
    method.__name__ = name
    return method


class Decimal:
    """Decimal(value='0', context=None): a number with decimal digits, from a str, int, float, tuple or Decimal."""
    __slots__ = ('_sign', '_int', '_exp', '_kind')

    def __new__(cls, value='0', context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError('optional argument must be a context')
        if isinstance(value, Decimal):
            return _copy(value, cls)
        elif isinstance(value, str):
            found = _exact(value)
            if found is None or found._kind < 0:
                return _copy(_invalid(_context(context), ConversionSyntax if found is None else InvalidOperation), cls)
        elif isinstance(value, int):
            found = _operand(value)
        elif isinstance(value, float):
            _context(context)._signal(FloatOperation)
            found = _from_float(value)
        elif isinstance(value, (tuple, list)):
            found = _from_tuple(value)
            if found._kind < 0:
                return _copy(_invalid(_context(context)), cls)
        else:
            raise TypeError('conversion from %s to Decimal is not supported' % type(value).__name__)
        return found if cls is Decimal else _copy(found, cls)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, float):
            found = _from_float(f)
        elif isinstance(f, int):
            found = _operand(f)
        else:
            raise TypeError('argument must be int or float')
        return found if cls is Decimal else cls(found)

    # ---- what it is ----

    def __repr__(self):
        return "Decimal('%s')" % self

    def __str__(self):
        return _to_string(self, getcontext(), False)

    def to_eng_string(self, context=None):
        return _to_string(self, _context(context), True)

    def as_tuple(self):
        if self._kind == _INF:
            return DecimalTuple(self._sign, (0,), 'F')
        digits = () if self._kind and not self._int else tuple([int(c) for c in _text(self._int)])
        return DecimalTuple(self._sign, digits, 'n' if self._kind == _QNAN else 'N' if self._kind else self._exp)

    def as_integer_ratio(self):
        if self._kind:
            if self._kind == _INF:
                raise OverflowError('cannot convert Infinity to integer ratio')
            raise ValueError('cannot convert NaN to integer ratio')
        top, bottom = self._int, 1
        if self._exp >= 0 or not top:
            top *= 10 ** max(self._exp, 0)
        else:
            from math import gcd
            bottom = 10 ** -self._exp
            common = gcd(top, bottom)
            top //= common
            bottom //= common
        return -top if self._sign else top, bottom

    def __hash__(self):
        if self._kind:
            if self._kind == _SNAN:
                raise TypeError('Cannot hash a signaling NaN value')
            return object.__hash__(self) if self._kind == _QNAN else -314159 if self._sign else 314159
        if self.adjusted() < 20 and (self._exp >= 0 or self._int % 10 ** min(-self._exp, 30) == 0):
            return hash(int(self))  # the hash of a small int may be larger than the modulus
        modulus = sys.hash_info.modulus
        power = pow(10 if self._exp >= 0 else pow(10, -1, modulus), abs(self._exp), modulus)
        found = self._int * power % modulus
        if self._sign:
            found = -found
        return -2 if found == -1 else found

    def __bool__(self):
        return self._kind > 0 or self._int != 0

    def __float__(self):
        if self._kind == _SNAN:
            raise ValueError('cannot convert signaling NaN to float')
        if self._kind == _QNAN:
            return float('-nan' if self._sign else 'nan')
        if self._kind:
            return -_inf if self._sign else _inf
        return float('%s%se%d' % ('-' if self._sign else '', _text(self._int), self._exp))

    def __complex__(self):
        return complex(float(self))

    def __int__(self):
        self._whole('integer')
        if self._exp >= 0:
            whole = self._int * 10 ** self._exp
        elif -self._exp > _length(self._int):
            return 0
        else:
            whole = self._int // 10 ** -self._exp
        return -whole if self._sign else whole

    __trunc__ = __int__

    def _whole(self, what):
        if self._kind:
            if self._kind == _INF:
                raise OverflowError('cannot convert Infinity to ' + what)
            raise ValueError('cannot convert NaN to ' + what)

    def __floor__(self):
        self._whole('integer')
        return int(_rescale(self, 0, ROUND_FLOOR))

    def __ceil__(self):
        self._whole('integer')
        return int(_rescale(self, 0, ROUND_CEILING))

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError('optional arg must be an integer')
            return self.quantize(_make(0, 1, -n))
        self._whole('integer')
        return int(_rescale(self, 0, ROUND_HALF_EVEN))

    def __format__(self, specifier, _localeconv=None):
        return _half('_decimal_more').format_decimal(self, specifier, _localeconv, getcontext())

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else type(self)(self)

    def __deepcopy__(self, memo):
        return self.__copy__()

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return _make(0, 0, 0)

    def conjugate(self):
        return self

    def radix(self):
        return _make(0, 10, 0)

    def canonical(self):
        return self

    def is_canonical(self):
        return True

    def is_finite(self):
        return not self._kind

    def is_infinite(self):
        return self._kind == _INF

    def is_nan(self):
        return self._kind >= _QNAN

    def is_qnan(self):
        return self._kind == _QNAN

    def is_snan(self):
        return self._kind == _SNAN

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._kind and not self._int

    def is_normal(self, context=None):
        return not self._kind and self._int != 0 and _context(context).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return not self._kind and self._int != 0 and self.adjusted() < _context(context).Emin

    def adjusted(self):
        """The exponent of the first digit."""
        return 0 if self._kind else self._exp + _length(self._int) - 1

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        _context(context)
        return _make(_operand(other, True)._sign, self._int, self._exp, self._kind)

    # ---- comparison ----

    def __eq__(self, other):
        self, other = _comparable(self, other, True)
        if other is NotImplemented:
            return other
        if self._kind >= _QNAN or other._kind >= _QNAN:
            if self._kind == _SNAN or other._kind == _SNAN:
                getcontext()._signal(InvalidOperation)
            return False
        return _compare(self, other) == 0

    def __lt__(self, other):
        order = _order(self, other)
        return order if order is NotImplemented else order is not None and order < 0

    def __le__(self, other):
        order = _order(self, other)
        return order if order is NotImplemented else order is not None and order <= 0

    def __gt__(self, other):
        order = _order(self, other)
        return order if order is NotImplemented else order is not None and order > 0

    def __ge__(self, other):
        order = _order(self, other)
        return order if order is NotImplemented else order is not None and order >= 0

    def compare(self, other, context=None):
        other = _operand(other, True)
        if self._kind >= _QNAN or other._kind >= _QNAN:
            return _nan(_context(context), self, other)
        order = _compare(self, other)
        return _make(int(order < 0), abs(order), 0)

    # ---- arithmetic ----

    def __neg__(self, context=None):
        context = _context(context)
        if self._kind >= _QNAN:
            return _nan(context, self)
        sign = 1 - self._sign
        if not self._kind and not self._int and context.rounding != ROUND_FLOOR:
            sign = 0
        return _fix(_make(sign, self._int, self._exp, self._kind), context)

    def __pos__(self, context=None):
        context = _context(context)
        if self._kind >= _QNAN:
            return _nan(context, self)
        sign = self._sign
        if not self._kind and not self._int and context.rounding != ROUND_FLOOR:
            sign = 0
        return _fix(_make(sign, self._int, self._exp, self._kind), context)

    def __abs__(self, round=True, context=None):
        if not round:
            return self.copy_abs()
        return self.__neg__(context) if self._sign else self.__pos__(context)

    def __add__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if self._kind or other._kind:
            if self._kind >= _QNAN or other._kind >= _QNAN:
                return _nan(context, self, other)
            if not self._kind:
                return _make(other._sign, 0, 0, _INF)
            if other._kind and self._sign != other._sign:
                return _invalid(context)
            return _make(self._sign, 0, 0, _INF)
        return _sum(self._sign, self._int, self._exp, other._sign, other._int, other._exp, context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        if other._kind >= _QNAN or self._kind >= _QNAN:
            return _nan(_context(context), self, other)
        return self.__add__(_make(1 - other._sign, other._int, other._exp, other._kind), context)

    __rsub__ = _reflected('__sub__')

    def __mul__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            if self._kind >= _QNAN or other._kind >= _QNAN:
                return _nan(context, self, other)
            return _make(sign, 0, 0, _INF) if self and other else _invalid(context)
        return _finish(sign, self._int * other._int, self._exp + other._exp, context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            if self._kind >= _QNAN or other._kind >= _QNAN:
                return _nan(context, self, other)
            if self._kind:
                return _invalid(context) if other._kind else _make(sign, 0, 0, _INF)
            context._signal(Clamped)
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return _invalid(context, DivisionUndefined)
            context._signal(DivisionByZero)
            return _make(sign, 0, 0, _INF)
        exp = self._exp - other._exp
        if not self._int:
            return _finish(sign, 0, exp, context)
        return _finish(sign, *_quotient(self._int, other._int, exp, context.prec), context)

    __rtruediv__ = _reflected('__truediv__')

    def __floordiv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if self._kind >= _QNAN or other._kind >= _QNAN:
            return _nan(context, self, other)
        sign = self._sign ^ other._sign
        if self._kind:
            return _invalid(context) if other._kind else _make(sign, 0, 0, _INF)
        if not other:
            if not self:
                return _invalid(context, DivisionUndefined)
            context._signal(DivisionByZero)
            return _make(sign, 0, 0, _INF)
        parts = _divide(self, other, context)
        return _invalid(context, DivisionImpossible) if parts is None else parts[0]

    __rfloordiv__ = _reflected('__floordiv__')

    def __mod__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if self._kind >= _QNAN or other._kind >= _QNAN:
            return _nan(context, self, other)
        if self._kind:
            return _invalid(context)
        if not other:
            return _invalid(context, InvalidOperation if self else DivisionUndefined)
        parts = _divide(self, other, context)
        return _invalid(context, DivisionImpossible) if parts is None else _fix(parts[1], context)

    __rmod__ = _reflected('__mod__')

    def __divmod__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if self._kind >= _QNAN or other._kind >= _QNAN:
            found = _nan(context, self, other)
            return found, found
        sign = self._sign ^ other._sign
        if self._kind:
            if other._kind:
                return _invalid(context), _make(0, 0, 0, _QNAN)
            return _make(sign, 0, 0, _INF), _invalid(context)
        if not other:
            if not self:
                return _invalid(context, DivisionUndefined), _make(0, 0, 0, _QNAN)
            context._signal(DivisionByZero, InvalidOperation)
            return _make(sign, 0, 0, _INF), _make(0, 0, 0, _QNAN)
        parts = _divide(self, other, context)
        if parts is None:
            return _invalid(context, DivisionImpossible), _make(0, 0, 0, _QNAN)
        return parts[0], _fix(parts[1], context)

    __rdivmod__ = _reflected('__divmod__')

    def __pow__(self, other, modulo=None, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if modulo is None:
            return _half('_decimal_math').power(self, other, context)
        modulo = _operand(modulo)
        if modulo is NotImplemented:
            return modulo
        return _half('_decimal_math').power_modulo(self, other, modulo, context)

    __rpow__ = _reflected('__pow__')

    def fma(self, other, third, context=None):
        """self * other + third, rounded once."""
        other, third = _operand(other, True), _operand(third, True)
        context = _context(context)
        if self._kind or other._kind:
            if self._kind == _SNAN or other._kind == _SNAN:
                return _nan(context, self, other)
            if self._kind >= _QNAN or other._kind >= _QNAN:
                return _nan(context, self, other, third)
            if not self or not other:
                return _invalid(context)
            return _make(self._sign ^ other._sign, 0, 0, _INF).__add__(third, context)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    # ---- rounding ----

    def normalize(self, context=None):
        """Without zeros at the end."""
        context = _context(context)
        if self._kind >= _QNAN:
            return _nan(context, self)
        found = _fix(self, context)
        if found._kind:
            return found
        if not found._int:
            return _make(found._sign, 0, 0)
        coef, exp = found._int, found._exp
        top = context.Etop() if context.clamp else context.Emax
        while coef % 10 == 0 and exp < top:
            coef //= 10
            exp += 1
        return _make(found._sign, coef, exp)

    def quantize(self, exp, rounding=None, context=None):
        """self with the exponent of exp."""
        exp = _operand(exp, True)
        context = _context(context)
        rounding = context.rounding if rounding is None else _check_rounding(rounding)
        if self._kind or exp._kind:
            if self._kind >= _QNAN or exp._kind >= _QNAN:
                return _nan(context, self, exp)
            return _make(self._sign, 0, 0, _INF) if self._kind and exp._kind else _invalid(context)
        to = exp._exp
        if not context.Etiny() <= to <= context.Emax:
            return _invalid(context)
        if not self._int:
            return _finish(self._sign, 0, to, context)
        if self.adjusted() > context.Emax or self.adjusted() - to + 1 > context.prec:
            return _invalid(context)
        found = _rescale(self, to, rounding)
        if found._int and (found.adjusted() > context.Emax or _length(found._int) > context.prec):
            return _invalid(context)
        if found._int and found.adjusted() < context.Emin:
            context._signal(Subnormal)
        if to > self._exp:
            if _compare(found, self):
                context._signal(Inexact, Rounded)
            else:
                context._signal(Rounded)
        return _fix(found, context)

    def to_integral_exact(self, rounding=None, context=None):
        context = _context(context)
        rounding = context.rounding if rounding is None else _check_rounding(rounding)
        if self._kind:
            return _nan(context, self) if self._kind >= _QNAN else self
        if self._exp >= 0:
            return self
        found = _rescale(self, 0, rounding)
        if not self._int:
            pass
        elif _compare(found, self):
            context._signal(Inexact, Rounded)
        else:
            context._signal(Rounded)
        return found

    def to_integral_value(self, rounding=None, context=None):
        context = _context(context)
        rounding = context.rounding if rounding is None else _check_rounding(rounding)
        if self._kind:
            return _nan(context, self) if self._kind >= _QNAN else self
        return self if self._exp >= 0 else _rescale(self, 0, rounding)

    to_integral = to_integral_value

    for _name in 'sqrt exp ln log10'.split():
        locals()[_name] = _later('_decimal_math', _name, 0)
    for _name in 'logb next_minus next_plus number_class logical_invert'.split():
        locals()[_name] = _later('_decimal_more', _name, 0)
    for _name in ('compare_signal compare_total compare_total_mag logical_and logical_or logical_xor max max_mag min '
                  'min_mag next_toward remainder_near rotate same_quantum scaleb shift').split():
        locals()[_name] = _later('_decimal_more', _name, 1)
    del _name


numbers.Number.register(Decimal)


def _copy(found, cls):
    self = object.__new__(cls)
    self._sign, self._int, self._exp, self._kind = found._sign, found._int, found._exp, found._kind
    return self


def _check_rounding(rounding):
    if not isinstance(rounding, str) or rounding not in _ROUNDINGS:
        raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   '
                        'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
    return rounding


def _rescale(self, exp, rounding):
    """A finite number with another exponent."""
    if self._exp >= exp:
        return _make(self._sign, self._int * 10 ** (self._exp - exp) if self._int else 0, exp)
    return _make(self._sign, _cut(self._sign, self._int, exp - self._exp, rounding)[0], exp)


def _sum(sign, coef, exp, sign2, coef2, exp2, context):
    lower = min(exp, exp2)
    if not coef or not coef2:
        if not coef and not coef2:
            negative = sign & sign2 if context.rounding != ROUND_FLOOR else sign | sign2
            return _finish(negative, 0, lower, context)
        if not coef:
            sign, coef, exp = sign2, coef2, exp2
        lower = max(lower, exp - context.prec - 1)
        if exp > lower:
            coef *= 10 ** (exp - lower)
            exp = lower
        elif exp < lower:
            lower = exp
        return _finish(sign, coef, exp, context)
    if exp < exp2:
        sign, coef, exp, sign2, coef2, exp2 = sign2, coef2, exp2, sign, coef, exp
    if exp - exp2 > context.prec + 4:
        # One that is far below the last digit only decides how the other is rounded.
        far = exp + min(-1, _length(coef) - context.prec - 2)
        if exp2 + _length(coef2) - 1 < far:
            coef2, exp2 = 1, far
    if exp > exp2:
        coef *= 10 ** (exp - exp2)
    total = (-coef if sign else coef) + (-coef2 if sign2 else coef2)
    if not total:
        return _finish(int(context.rounding == ROUND_FLOOR), 0, exp2, context)
    return _finish(int(total < 0), abs(total), exp2, context)


def _quotient(coef, coef2, ideal, prec):
    """(coefficient, exponent) of a quotient: exact with the exponent nearest to ideal, or with a digit to round by."""
    shift = max(_length(coef2) - _length(coef) + prec + 1, 0)
    drop = max(_length(coef) - _length(coef2) - prec - 1, 0)
    q, rest = divmod(coef * 10 ** shift, coef2 * 10 ** drop)
    exp = ideal - shift + drop
    if rest:
        return q + (q % 5 == 0), exp
    while exp < ideal and q % 10 == 0:
        q //= 10
        exp += 1
    return q, exp


def _divide(self, other, context):
    """(whole quotient, remainder) of finite numbers, other not zero; None if the quotient is too long."""
    sign = self._sign ^ other._sign
    exp = min(self._exp, other._exp) if not other._kind else self._exp
    steps = self.adjusted() - other.adjusted()
    if not self._int or other._kind or steps <= -2:
        if other._kind:
            return _make(sign, 0, 0), self
        if self._int:
            exp = max(exp, self.adjusted() - context.prec)  # more zeros would be cut
        return _make(sign, 0, 0), _rescale(self, min(exp, self._exp), context.rounding)
    if steps <= context.prec:
        a, b = self._int, other._int
        if self._exp >= other._exp:
            a *= 10 ** (self._exp - other._exp)
        else:
            b *= 10 ** (other._exp - self._exp)
        q, rest = divmod(a, b)
        if q < 10 ** context.prec:
            return _make(sign, q, 0), _make(self._sign, rest, exp)
    return None


def _to_string(self, context, engineering):
    sign = '-' if self._sign else ''
    if self._kind:
        if self._kind == _INF:
            return sign + 'Infinity'
        return sign + ('NaN' if self._kind == _QNAN else 'sNaN') + (_text(self._int) if self._int else '')
    digits, exp = _text(self._int), self._exp
    left = exp + len(digits)  # digits in front of the point, without an exponent
    if exp <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif not self._int:
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    if point <= 0:
        text = '0.' + '0' * -point + digits
    elif point >= len(digits):
        text = digits + '0' * (point - len(digits))
    else:
        text = digits[:point] + '.' + digits[point:]
    if left != point:
        text += '%s%+d' % ('E' if context.capitals else 'e', left - point)
    return sign + text


# ---- contexts ----

class _SignalDict(MutableMapping):
    """Which signals are set: a dict of all nine, no more and no less."""

    def __init__(self, chosen=()):
        self._set = {signal: False for signal in _SIGNALS}
        for signal in chosen:
            self[signal] = True

    def __getitem__(self, signal):
        return self._set[_checked(signal)]

    def __setitem__(self, signal, value):
        self._set[_checked(signal)] = bool(value)

    def __delitem__(self, signal):
        raise ValueError('signal keys cannot be deleted')

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __eq__(self, other):
        if isinstance(other, _SignalDict):
            return self._set == other._set
        return self._set == other if isinstance(other, dict) else NotImplemented

    def __repr__(self):
        return '{%s}' % ', '.join(['%r:%r' % pair for pair in self._set.items()])

    def copy(self):
        return dict(self._set)

    def chosen(self):
        return [signal for signal in (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow,
                                      Rounded, Subnormal, Underflow) if self._set[signal]]


def _checked(signal):
    if signal not in _SIGNALS:
        raise KeyError('valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   '
                       'Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]')
    return signal


def _signals_of(value):
    if not isinstance(value, (dict, _SignalDict)):
        raise TypeError('argument must be a signal dict')
    if len(value) != len(_SIGNALS) or any([signal not in value for signal in _SIGNALS]):
        raise KeyError('invalid signal dict')
    return _SignalDict([signal for signal in _SIGNALS if value[signal]])


_RANGES = {'prec': (1, MAX_PREC, '[1, MAX_PREC]'), 'Emin': (MIN_EMIN, 0, '[MIN_EMIN, 0]'),
           'Emax': (0, MAX_EMAX, '[0, MAX_EMAX]')}


class Context:
    """How long results are, how they are rounded, which signals raise exceptions and which were seen."""
    __slots__ = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps', '__dict__')
    __hash__ = None

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        base = globals().get('DefaultContext', _Builtin)
        for name, value in (('prec', prec), ('rounding', rounding), ('Emin', Emin), ('Emax', Emax),
                            ('capitals', capitals), ('clamp', clamp)):
            setattr(self, name, getattr(base, name) if value is None else value)
        self.flags = _SignalDict(flags or ()) if flags is None or isinstance(flags, list) else flags
        traps = base.traps if traps is None else traps
        self.traps = _SignalDict(traps) if isinstance(traps, list) else traps

    def __setattr__(self, name, value):
        if name in ('flags', 'traps'):
            value = _signals_of(value)
        elif name == 'rounding':
            _check_rounding(value)
        elif name in ('prec', 'Emin', 'Emax', 'capitals', 'clamp'):
            if not isinstance(value, int):
                raise TypeError('an integer is required')
            if name in _RANGES:
                least, most, text = _RANGES[name]
                if not least <= value <= most:
                    raise ValueError('valid range for %s is %s' % (name, text))
            elif value not in (0, 1):
                raise ValueError('valid values for %s are 0 or 1' % name)
        elif type(self) is Context:
            raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in Context.__slots__:
            raise AttributeError('context attributes cannot be deleted')
        object.__delattr__(self, name)

    def __repr__(self):
        return ('Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])' % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
            ', '.join([signal.__name__ for signal in self.flags.chosen()]),
            ', '.join([signal.__name__ for signal in self.traps.chosen()])))

    def __reduce__(self):
        return type(self), (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                            self.flags.chosen(), self.traps.chosen())

    def _signal(self, *conditions):
        """Notes the signals of the conditions; raises the first of those that are trapped."""
        trapped, first = [], None
        flags, traps = self.flags._set, self.traps._set
        for condition in conditions:
            signal = InvalidOperation if issubclass(condition, InvalidOperation) else condition
            flags[signal] = True
            if traps[signal]:
                trapped.append(condition)
                first = first or signal
        if trapped:
            raise first(trapped)

    def _apply(self, a):
        return str(_fix(_operand(a, True), self))

    def clear_flags(self):
        self.flags = _SignalDict()

    def clear_traps(self):
        self.traps = _SignalDict()

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags.copy(),
                       self.traps.copy())

    __copy__ = copy

    def Etiny(self):
        """The smallest exponent, that of subnormal numbers."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The largest exponent of a number with prec digits."""
        return self.Emax - self.prec + 1

    def create_decimal(self, num='0', /):
        """Decimal(num), rounded to this context."""
        if isinstance(num, str) and (num != num.strip() or '_' in num):
            return _invalid(self, ConversionSyntax)
        if isinstance(num, str):
            made = _exact(num)
            if made is None:
                return _invalid(self, ConversionSyntax)
        elif isinstance(num, (tuple, list)):
            made = _from_tuple(num)
        else:
            made = Decimal(num, self)
        if made._kind < 0:
            made = _make(made._sign, made._int, made._exp)
        if made._kind >= _QNAN and made._int and _length(made._int) > self.prec - self.clamp:
            return _invalid(self, ConversionSyntax)
        return _fix(made, self) if not made._kind else made

    def create_decimal_from_float(self, f, /):
        return _fix(Decimal.from_float(f), self)

    def to_sci_string(self, a, /):
        return _to_string(_operand(a, True), self, False)

    def copy_decimal(self, a, /):
        return Decimal(_operand(a, True))

    def radix(self):
        return _make(0, 10, 0)

    def quantize(self, a, b, /):
        return _operand(a, True).quantize(b, context=self)

    def fma(self, a, b, c, /):
        return _operand(a, True).fma(b, c, self)

    def power(self, a, b, modulo=None):
        a, b = _operand(a, True), _operand(b, True)
        return a.__pow__(b, None if modulo is None else _operand(modulo, True), self)


def _delegate(name, method, arguments, context):
    """Context.name(a, b): the method of a, with this context."""
    if arguments == 1:
        def call(self, a, /):
            a = _operand(a, True)
            return getattr(a, method)(context=self) if context else getattr(a, method)()
    else:
        def call(self, a, b, /):
            a, b = _operand(a, True), _operand(b, True)
            return getattr(a, method)(b, context=self)
    call.__name__ = name
    setattr(Context, name, call)


for _name in ('is_subnormal is_normal to_eng_string sqrt exp ln log10 logb next_minus next_plus normalize '
              'number_class logical_invert to_integral to_integral_exact to_integral_value').split():
    _delegate(_name, _name, 1, True)
for _name in ('is_canonical is_finite is_infinite is_nan is_qnan is_snan is_signed is_zero canonical copy_abs '
              'copy_negate').split():
    _delegate(_name, _name, 1, False)
for _name in ('compare compare_signal compare_total compare_total_mag logical_and logical_or logical_xor max max_mag '
              'min min_mag next_toward remainder_near rotate same_quantum scaleb shift copy_sign').split():
    _delegate(_name, _name, 2, True)
for _name, _method in (('add', 'add'), ('subtract', 'sub'), ('multiply', 'mul'), ('divide', 'truediv'),
                       ('divide_int', 'floordiv'), ('remainder', 'mod'), ('divmod', 'divmod')):
    _delegate(_name, '__%s__' % _method, 2, True)
for _name in ('abs', 'minus', 'plus'):
    _delegate(_name, {'abs': '__abs__', 'minus': '__neg__', 'plus': '__pos__'}[_name], 1, True)
del _name, _method


class _Builtin:
    """What the first context is made of."""
    prec, rounding, Emin, Emax, capitals, clamp = 28, ROUND_HALF_EVEN, -999999, 999999, 1, 0
    traps = [InvalidOperation, DivisionByZero, Overflow]


DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_current = ContextVar('decimal_context')


def getcontext():
    """The context of this task or thread."""
    try:
        return _current.get()
    except LookupError:
        context = Context()
        _current.set(context)
        return context


def setcontext(context):
    if not isinstance(context, Context):
        raise TypeError('argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _Local:
    """A with statement's context."""

    def __init__(self, context):
        self.context = context.copy()

    def __enter__(self):
        self.before = getcontext()
        setcontext(self.context)
        return self.context

    def __exit__(self, *exc):
        setcontext(self.before)


def localcontext(ctx=None, **kwargs):
    """For with: a copy of a context, with changes, that holds inside."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    local = _Local(ctx)
    for name, value in kwargs.items():
        if name not in Context.__slots__ or name == '__dict__':
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(local.context, name, value)
    return local
