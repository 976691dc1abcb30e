"""_decimal_more: the operations of decimal that are asked for less often, and format()."""
from decimal import (Clamped, Decimal, Inexact, InvalidOperation, Overflow, Rounded, Subnormal, Underflow,
                     DivisionByZero, DivisionImpossible, DivisionUndefined, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR,
                     ROUND_HALF_EVEN, _INF, _QNAN, _SNAN, _compare, _divide, _finish, _fix, _invalid, _length, _make,
                     _nan, _operand, _rescale, _text)


def logb(self, context):
    if self._kind:
        return _nan(context, self) if self._kind >= _QNAN else _make(0, 0, 0, _INF)
    if not self._int:
        context._signal(DivisionByZero)
        return _make(1, 0, 0, _INF)
    exp = self.adjusted()
    return _finish(int(exp < 0), abs(exp), 0, context)


def scaleb(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    if other._kind or other._exp:
        return _invalid(context)
    limit = 2 * (context.Emax + context.prec)
    if other._int > limit:
        return _invalid(context)
    if self._kind:
        return self
    return _finish(self._sign, self._int, self._exp + int(other), context)


def number_class(self, context):
    if self._kind >= _QNAN:
        return 'NaN' if self._kind == _QNAN else 'sNaN'
    sign = '-' if self._sign else '+'
    if self._kind:
        return sign + 'Infinity'
    if not self._int:
        return sign + 'Zero'
    return sign + ('Subnormal' if self.is_subnormal(context) else 'Normal')


def same_quantum(self, other, context):
    other = _operand(other, True)
    if self._kind or other._kind:
        return (self._kind >= _QNAN) == (other._kind >= _QNAN) and (self._kind == _INF) == (other._kind == _INF)
    return self._exp == other._exp


# ---- order ----

def compare_signal(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        first = self if self._kind == _SNAN else other if other._kind == _SNAN else self if self._kind >= 2 else other
        context._signal(InvalidOperation)
        return _nan(context, _make(first._sign, first._int, 0, _QNAN))
    return self.compare(other, context)


def _total(self, other):
    """-1, 0 or 1 in the order of all representations: -NaN < -sNaN < -Infinity < ... < sNaN < NaN."""
    if self._sign != other._sign:
        return -1 if self._sign else 1
    kinds = (0, 0, 2, 1)
    a, b = kinds[self._kind], kinds[other._kind]
    if a or b:
        left, right = (a, self._int), (b, other._int)
        order = (left > right) - (left < right)
    else:
        order = _compare(self, other)
        if order or self._kind:
            return order
        order = (self._exp > other._exp) - (self._exp < other._exp)
    return -order if self._sign else order


def compare_total(self, other, context):
    order = _total(self, _operand(other, True))
    return _make(int(order < 0), abs(order), 0)


def compare_total_mag(self, other, context):
    return compare_total(self.copy_abs(), _operand(other, True).copy_abs(), context)


def _choose(self, other, context, sign, magnitudes):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        if self._kind != _SNAN and other._kind != _SNAN and (self._kind < _QNAN or other._kind < _QNAN):
            return _fix(self if self._kind < _QNAN else other, context)
        return _nan(context, self, other)
    order = _compare(self.copy_abs(), other.copy_abs()) if magnitudes else _compare(self, other)
    if order == 0:
        order = _compare(self, other) or _total(self, other)
    return _fix(self if order * sign >= 0 else other, context)


def max(self, other, context):
    return _choose(self, other, context, 1, False)


def min(self, other, context):
    return _choose(self, other, context, -1, False)


def max_mag(self, other, context):
    return _choose(self, other, context, 1, True)


def min_mag(self, other, context):
    return _choose(self, other, context, -1, True)


# ---- neighbours ----

def _next(self, context, down):
    if self._kind >= _QNAN:
        return _nan(context, self)
    if self._kind:
        if self._sign == down:
            return self
        return _make(self._sign, 10 ** context.prec - 1, context.Etop())
    quiet = context.copy()
    quiet.clear_traps()
    quiet.rounding = ROUND_FLOOR if down else ROUND_CEILING
    found = _fix(self, quiet)
    if _compare(found, self):
        return found
    return self.__add__(_make(int(down), 1, context.Etiny() - 1), quiet)


def next_minus(self, context):
    return _next(self, context, True)


def next_plus(self, context):
    return _next(self, context, False)


def next_toward(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    order = _compare(self, other)
    if order == 0:
        return self.copy_sign(other)
    found = _next(self, context, order > 0)
    if found._kind:
        context._signal(Overflow, Inexact, Rounded)
    elif found.adjusted() < context.Emin:
        context._signal(Underflow, Subnormal, Inexact, Rounded, *(() if found._int else (Clamped,)))
    return found


def remainder_near(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    if self._kind:
        return _invalid(context)
    if not other:
        return _invalid(context, InvalidOperation if self else DivisionUndefined)
    if other._kind:
        return _fix(self, context)
    exp = self._exp if self._exp < other._exp else other._exp
    if not self._int:
        return _finish(self._sign, 0, exp, context)
    steps = self.adjusted() - other.adjusted()
    if steps >= context.prec + 1:
        return _invalid(context, DivisionImpossible)
    if steps <= -2:
        if exp < self.adjusted() - context.prec:
            exp = self.adjusted() - context.prec  # more zeros would be cut
        return _fix(_rescale(self, exp if exp < self._exp else self._exp, context.rounding), context)
    a, b = self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp)
    q, rest = divmod(a, b)
    if rest * 2 > b or (rest * 2 == b and q & 1):
        rest -= b
        q += 1
    if q >= 10 ** context.prec:
        return _invalid(context, DivisionImpossible)
    sign = self._sign
    if rest < 0:
        sign, rest = 1 - sign, -rest
    return _finish(sign, rest, exp, context)


# ---- digits ----

def _bits(self):
    """The digits, all of them 0 or 1, or None."""
    if self._sign or self._exp or self._kind:
        return None
    text = _text(self._int)
    return None if text.strip('01') else text


def _logical(self, other, context, keep):
    other = _operand(other, True)
    a, b = _bits(self), _bits(other)
    if a is None or b is None:
        return _invalid(context)
    a, b = a[-context.prec:].rjust(context.prec, '0'), b[-context.prec:].rjust(context.prec, '0')
    return _make(0, int(''.join(['1' if keep(p == '1', q == '1') else '0' for p, q in zip(a, b)])), 0)


def logical_and(self, other, context):
    return _logical(self, other, context, lambda p, q: p and q)


def logical_or(self, other, context):
    return _logical(self, other, context, lambda p, q: p or q)


def logical_xor(self, other, context):
    return _logical(self, other, context, lambda p, q: p != q)


def logical_invert(self, context):
    return _logical(self, _make(0, 0, 0), context, lambda p, q: not p)


def _distance(self, other, context):
    """How far rotate() and shift() go, or None."""
    if other._exp or other._kind or other._int > context.prec:
        return None
    return int(other)


def rotate(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    steps = _distance(self, other, context)
    if steps is None:
        return _invalid(context)
    if self._kind:
        return self
    text = _text(self._int)[-context.prec:].rjust(context.prec, '0')
    steps %= len(text)
    return _make(self._sign, int(text[steps:] + text[:steps]), self._exp)


def shift(self, other, context):
    other = _operand(other, True)
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    steps = _distance(self, other, context)
    if steps is None:
        return _invalid(context)
    if self._kind:
        return self
    unit = 10 ** context.prec
    coef = self._int % unit
    coef = coef // 10 ** -steps if steps < 0 else coef * 10 ** steps % unit
    return _make(self._sign, coef, self._exp)


# ---- format() ----

_grammar = None


def _locale():
    try:
        from locale import localeconv
    except ImportError:
        return {'decimal_point': '.', 'thousands_sep': '', 'grouping': []}
    return localeconv()


def _parse(text):
    global _grammar
    if _grammar is None:
        import re
        _grammar = re.compile(r'(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?((?!0)\d+)?(,)?(?:\.(0|(?!0)\d+))?([eEfFgGn%])?',
                              re.DOTALL)
    found = _grammar.fullmatch(text)
    if found is None:
        raise ValueError('invalid format string')
    return found.groups()


def _grouped(digits, separator, sizes, least):
    """Digits in groups from the right, with zeros in front up to a width."""
    groups, size, at = [], 3, 0
    digits = digits or '0'
    if not separator:
        return digits.rjust(least, '0')
    while True:
        if sizes is not None and at < len(sizes):
            if sizes[at] == 127:
                size = len(digits) if len(digits) > least else least
            elif sizes[at]:
                size = sizes[at]
            at += 1
        take = size if size < len(digits) else len(digits)
        zeros = 0
        if len(digits) < size:
            zeros = (size if size < least else least) - len(digits)
            zeros = zeros if zeros > 0 else 0
        groups.append('0' * zeros + digits[len(digits) - take:])
        digits = digits[:len(digits) - take]
        least -= take + zeros
        if not digits and least <= 0:
            break
        least -= len(separator)
        if not digits and least <= 0:
            least = 1
    return separator.join(reversed(groups))


def _pad(sign, body, fill, align, width):
    room = (width - len(sign) - len(body)) * fill
    if align == '<':
        return sign + body + room
    if align == '=':
        return sign + room + body
    if align == '^':
        half = len(room) // 2
        return room[:half] + sign + body + room[half:]
    return room + sign + body


def format_decimal(self, specifier, override, context):
    fill, align, plus, no_negative_zero, alternate, zero, width, comma, precision, kind = _parse(specifier)
    if zero:
        if align:
            raise ValueError('invalid format string')
        fill, align = '0', '='
    width = int(width or '0')
    if width > 1 << 40 or (precision and int(precision) > 1 << 40):
        raise ValueError('invalid format string')
    fill, align = fill or ' ', align or '>'
    point, separator, sizes = '.', comma or '', None
    if kind == 'n':
        if comma:
            raise ValueError('invalid format string')
        conv = override or _locale()
        point, separator, sizes = conv['decimal_point'], conv['thousands_sep'], conv['grouping']
        sizes = [size if isinstance(size, int) else ord(size) for size in sizes] or None
        separator = separator if sizes else ''
    elif override is not None:
        if not isinstance(override, dict):
            raise TypeError('optional argument must be a dict')
        point, separator = override.get('decimal_point', point), override.get('thousands_sep', separator)
        sizes = [ord(c) for c in override['grouping']] if isinstance(override.get('grouping'), str) else override.get(
            'grouping')
    if self._kind:
        sign = '-' if self._sign else plus if plus in ('+', ' ') else ''
        name = str(self.copy_abs()) + ('%' if kind == '%' else '')
        return _pad(sign, name, ' ' if zero else fill, '>' if zero else align, width)
    upper = kind in ('E', 'G') or (kind is None and context.capitals) or kind == 'F'
    kind = 'g' if kind in (None, 'n') else kind.lower()
    plain = _parse(specifier)[9] is None
    value, places = _rounded(self, kind, precision, context)
    if no_negative_zero and value._sign and not value._int:
        value = value.copy_abs()
    sign = '-' if value._sign else plus if plus in ('+', ' ') else ''
    whole, below, exp = _layout(value, kind, places, plain)
    tail = below and point + below
    if alternate and not below:
        tail = point
    if exp or kind == 'e':
        tail += ('E' if upper else 'e') + '%+d' % exp
    if kind == '%':
        tail += '%'
    least = width - len(sign) - len(tail) if align == '=' and fill == '0' and zero else 1
    if separator and sizes is None:
        sizes = [3]
    if zero or separator:
        whole = _grouped(whole, separator, sizes, least)
    return _pad(sign, whole + tail, fill, align, width)


def _rounded(self, kind, precision, context):
    """(the value that is shown, decimal places or None)."""
    rounding = context.rounding
    places = None if precision is None else int(precision)
    if kind == '%':
        self = _make(self._sign, self._int, self._exp + 2)
    if places is not None:
        if kind == 'e':
            self = _significant(self, places + 1, rounding)
        elif kind in ('f', '%'):
            self = _rescale(self, -places, rounding)
        elif _length(self._int) > (places or 1):
            self = _significant(self, places or 1, rounding)
    if not self._int and self._exp > 0 and kind in ('f', '%'):
        self = _make(self._sign, 0, 0)
    return self, places


def _significant(self, digits, rounding):
    """self with that many digits."""
    if not self._int:
        return self
    found = _rescale(self, self.adjusted() + 1 - digits, rounding)
    if _length(found._int) > digits:
        found = _rescale(found, found._exp + 1, rounding)
    return found


def _layout(value, kind, places, plain):
    """(digits in front of the point, behind it, exponent)."""
    digits, exp = _text(value._int), value._exp
    left = exp + len(digits)
    if kind in ('f', '%'):
        point = left
    elif kind == 'e':
        point = 1 if value._int or places is None else 1 - places
        if not value._int and places is not None:
            return '0', '0' * places, left - 1 + places
    elif exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point <= 0:
        whole, below = '0', '0' * -point + digits
    elif point >= len(digits):
        whole, below = digits + '0' * (point - len(digits)), ''
    else:
        whole, below = digits[:point], digits[point:]
    return whole, below, left - point
