"""_decimal_math: square roots, exponentials, logarithms and powers of decimal, correctly rounded.

Irrational results are computed as integers in fixed point, with guard digits: when the digits behind the last one do
not decide how it is rounded, the computation is done again with more of them. Results that have an end are found
before that, since no number of digits would decide them.
"""
from math import isqrt
from decimal import (DivisionByZero, Inexact, InvalidOperation, Rounded, ROUND_HALF_EVEN, _INF, _QNAN, _finish, _fix,
                     _invalid, _length, _make, _nan, _text, Subnormal, Underflow)

# The logarithms of 2 and 10 as sums of 2 * n * artanh(1 / m).
_LN2 = ((7, 31), (5, 49), (3, 161))
_LN10 = ((23, 31), (17, 49), (10, 161))
_constants = {}


def _constant(terms, bits):
    """2**bits * ln(2) or ln(10), less than 1 off."""
    known = _constants.get(terms, (0, 0))
    if known[0] < bits:
        work, total = bits + 32, 0
        for factor, m in terms:
            term = (2 * factor << work) // m
            n, square = 1, m * m
            while term:
                total += term // n
                term //= square
                n += 2
        known = _constants[terms] = bits, total >> 32
    return known[1] >> known[0] - bits


def _fixed(coef, exp, bits):
    """coef * 10**exp * 2**bits, rounded down."""
    if exp >= 0:
        return coef * 10 ** exp << bits
    return (coef << bits) // 10 ** -exp


def _exp_fixed(x, bits):
    """2**bits * exp(x / 2**bits) for 0 <= x < 2**(bits + 2), a few units off."""
    halvings = isqrt(bits) // 2 + 3
    work = bits + 2 * halvings + 16
    x = x << (work - bits) >> halvings
    total = term = 1 << work
    n = 1
    while term:
        term = (term * x >> work) // n
        total += term
        n += 1
    for _ in range(halvings):
        total = total * total >> work
    return total >> work - bits


def _ln_fixed(coef, exp, bits):
    """2**bits * ln(coef * 10**exp), a few units off."""
    tens = exp + _length(coef) - 1
    work = bits + 32 + abs(tens).bit_length()
    m = _fixed(coef, exp - tens, work)  # from 1 to 10
    twos = 0
    while m > 3 << work - 1:
        m >>= 1
        twos += 1
    roots = isqrt(bits) // 4
    inner = work + roots + 8
    m <<= inner - work
    for _ in range(roots):
        m = isqrt(m << inner)
    one = 1 << inner
    below = m < one
    y = (abs(m - one) << inner) // (m + one)
    square, term, total, n = y * y >> inner, y, 0, 1
    while term:
        total += term // n
        term = term * square >> inner
        n += 2
    found = total << (roots + 1) >> inner - work
    if below:
        found = -found
    found += twos * _constant(_LN2, work) + tens * _constant(_LN10, work)
    return found >> work - bits


def _decide(compute, prec):
    """(coefficient, exponent) with more than prec digits that round as the true value does.

    compute(bits) gives (number, power of ten) with number / 2**bits * 10**power not more than 2**-(bits - 24) of the
    value away from it.
    """
    extra = 12
    while True:
        bits = (prec + extra) * 3322 // 1000 + 40
        number, power = compute(bits)
        # Decimal digits: enough that the error is far below the last one.
        digits = prec + extra
        top = number.bit_length() * 30103 // 100000 - bits * 30103 // 100000
        scale = digits - top
        coef = number * 10 ** scale >> bits if scale >= 0 else (number >> bits) // 10 ** -scale
        cut = _length(coef) - prec
        unit = 10 ** cut
        error = 10 ** (cut - extra + 6)
        if (coef - error) * 2 // unit == (coef + error) * 2 // unit:
            return coef + (coef % 10 == 0 or coef % 10 == 5), power - scale
        extra += extra + prec // 4


def _half_even(sign, coef, exp, context):
    """The result, rounded to the nearest whatever the context says."""
    rounding = context.rounding
    if rounding == ROUND_HALF_EVEN:
        return _finish(sign, coef, exp, context)
    context.rounding = ROUND_HALF_EVEN
    try:
        return _finish(sign, coef, exp, context)
    finally:
        context.rounding = rounding


def sqrt(self, context):
    if self._kind:
        if self._kind >= _QNAN:
            return _nan(context, self)
        return _invalid(context) if self._sign else self
    if not self._int:
        return _finish(self._sign, 0, self._exp >> 1, context)
    if self._sign:
        return _invalid(context)
    ideal = self._exp >> 1
    coef = self._int * (10 if self._exp & 1 else 1)
    root = isqrt(coef)
    if root * root == coef and _length(root) <= context.prec:
        return _half_even(0, root, ideal, context)
    shift = context.prec + 1 - (_length(coef) + 1 >> 1)
    if shift >= 0:
        radicand, lost = coef * 100 ** shift, 0
    else:
        radicand, lost = divmod(coef, 100 ** -shift)
    root = isqrt(radicand)
    exp = ideal - shift
    if lost or root * root != radicand:
        return _half_even(0, root + (root % 5 == 0), exp, context)
    if shift >= 0:
        while exp < ideal and root % 10 == 0:
            root //= 10
            exp += 1
    else:
        root *= 10 ** -shift
        exp = ideal
    return _half_even(0, root, exp, context)


def exp(self, context):
    if self._kind:
        if self._kind >= _QNAN:
            return _nan(context, self)
        return _make(0, 0, 0) if self._sign else self
    if not self._int:
        return _make(0, 1, 0)
    prec, high = context.prec, self.adjusted()
    limit = _length(((context.Emax if not self._sign else -context.Etiny()) + 1) * 3)
    if high > limit:
        return _half_even(0, 1, context.Etiny() - 1 if self._sign else context.Emax + 1, context)
    if high < -prec - 1:
        # 1 and a little more or less, which is not seen in any of the digits.
        one = 10 ** (prec + 2)
        return _half_even(0, one - 1 if self._sign else one + 1, -prec - 2, context)

    def compute(bits):
        work = bits + max(high, 0) * 4 + 40
        x = _fixed(self._int, self._exp, work)
        ten = _constant(_LN10, work)
        tens, rest = divmod(-x if self._sign else x, ten)
        return _exp_fixed(rest >> work - bits, bits), tens
    coef, exponent = _decide(compute, prec)
    return _half_even(0, coef, exponent, context)


def ln(self, context):
    if self._kind >= _QNAN:
        return _nan(context, self)
    if not self:
        return _make(1, 0, 0, _INF)
    if self._sign:
        return _invalid(context)
    if self._kind:
        return self
    if self == 1:
        return _make(0, 0, 0)
    return _logarithm(self, context, None)


def log10(self, context):
    if self._kind >= _QNAN:
        return _nan(context, self)
    if not self:
        return _make(1, 0, 0, _INF)
    if self._sign:
        return _invalid(context)
    if self._kind:
        return self
    text = _text(self._int)
    if text[0] == '1' and not text[1:].strip('0'):
        found = self._exp + len(text) - 1
        return _finish(int(found < 0), abs(found), 0, context)
    return _logarithm(self, context, _LN10)


def _closeness(self):
    """Bits that a logarithm needs more because the number is near 1."""
    if self.adjusted() not in (-1, 0):
        return 0
    one = 10 ** -self._exp if self._exp < 0 else 1
    return (_length(one) - _length(abs(self._int - one))) * 4 + 8


def _logarithm(self, context, base):
    near, negative = _closeness(self), self.adjusted() < 0

    def compute(bits):
        work = bits + near + 24
        found = abs(_ln_fixed(self._int, self._exp, work))
        if base:
            found = (found << work) // _constant(base, work)
        # In floating point: the leading zeros of a small logarithm are no digits.
        small = max(work - found.bit_length(), 0) * 30103 // 100000
        return found * 10 ** small >> work - bits, -small
    coef, exponent = _decide(compute, context.prec)
    return _half_even(int(negative), coef, exponent, context)


# ---- powers ----

def _power_special(self, other, context):
    """A power with zeros, infinities or NaNs, or of 1; None for the rest."""
    if self._kind >= _QNAN or other._kind >= _QNAN:
        return _nan(context, self, other)
    if not other:
        return _make(0, 1, 0) if self else _invalid(context)
    sign = 0
    if self._sign:
        if _is_whole(other):
            sign = int(_is_odd(other))
        elif self:
            return _invalid(context)
        self = self.copy_negate()
    if not self:
        return _make(sign, 0, 0, _INF) if other._sign else _make(sign, 0, 0)
    if self._kind:
        return _make(sign, 0, 0) if other._sign else _make(sign, 0, 0, _INF)
    if self == 1:
        return _power_of_one(self, other, sign, context)
    if other._kind:
        above = self.adjusted() >= 0
        return _make(0, 0, 0, _INF) if above != (other._sign == 1) else _make(0, 0, 0)
    return None


def _power_of_one(self, other, sign, context):
    least = 1 - context.prec
    if _is_whole(other):
        times = 0 if other._sign else min(int(other), context.prec)
        exponent = self._exp * times
        if exponent < least:
            exponent = least
            context._signal(Rounded)
    else:
        context._signal(Inexact, Rounded)
        exponent = least
    return _make(sign, 10 ** -exponent, exponent) if exponent < 0 else _make(sign, 1, 0)


def _is_whole(x):
    if x._kind:
        return False
    if x._exp >= 0 or not x._int:
        return True
    return -x._exp <= _length(x._int) and x._int % 10 ** -x._exp == 0


def _is_odd(x):
    if x._kind or x._exp > 0 or not x._int:
        return False
    return x._int // 10 ** -x._exp % 2 == 1


def power(self, other, context):
    found = _power_special(self, other, context)
    if found is not None:
        return found
    sign = int(self._sign == 1 and _is_odd(other))
    self = self.copy_abs()
    found = _far(self, other, sign, context)
    if found is not None:
        return found
    exact = _power_exact(self, other, context.prec + 1)
    if exact is None:
        coef, exponent = _power_digits(self, other, context.prec)
        return _finish(sign, coef, exponent, context)
    coef, exponent = exact
    if _is_whole(other):
        return _finish(sign, coef, exponent, context)
    # A power that is not whole counts as inexact, even when it is exact.
    more = context.prec + 1 - _length(coef)
    if more > 0:
        coef *= 10 ** more
        exponent -= more
    quiet = context.copy()
    quiet.clear_traps()
    quiet.clear_flags()
    found = _finish(sign, coef, exponent, quiet)
    signals = quiet.flags.chosen()
    if Subnormal in signals and Underflow not in signals:
        signals.append(Underflow)
    if Inexact not in signals:
        signals.append(Inexact)
    for signal in quiet.flags:
        if signal in signals:
            context._signal(signal)
    return found


def _far(self, other, sign, context):
    """The result when it is far too large, too small or too near to 1 to be computed."""
    high = self.adjusted()
    # |ln(self)| is about 10**scale: other * ln(self) decides.
    if high == 0 or high == -1:
        one = 10 ** -self._exp if self._exp < 0 else 1
        scale = _length(abs(self._int - one)) - _length(one)
    else:
        scale = _length(abs(high) * 2)
    steps = other.adjusted() + scale
    up = (high >= 0) != (other._sign == 1)
    limit = _length(max(context.Emax, -context.Etiny()) * 3)
    if steps > limit + 2:
        return _finish(sign, 1, context.Emax + 1 if up else context.Etiny() - 1, context)
    if steps < -context.prec - 4 and not (_is_whole(other) and _power_exact(self, other, context.prec + 1)):
        one = 10 ** (context.prec + 3)
        return _finish(sign, one + 1 if up else one - 1, -context.prec - 3, context)
    return None


def _power_digits(self, other, prec):
    near = _closeness(self)
    size = max(other.adjusted(), 0) * 4 + 40

    def compute(bits):
        work = bits + size + near + abs(self.adjusted()).bit_length() + 40
        log = _ln_fixed(self._int, self._exp, work)
        # The exponent times the logarithm; both exact enough for the size that the product can have.
        product = log * other._int
        product = product * 10 ** other._exp if other._exp >= 0 else product // 10 ** -other._exp
        tens, rest = divmod(-product if other._sign else product, _constant(_LN10, work))
        return _exp_fixed(rest >> work - bits, bits), tens
    return _decide(compute, prec)


def _root(n, degree):
    """The whole root of n, or None."""
    if degree == 1:
        return n
    if degree >= n.bit_length():
        return 1 if n == 1 else None
    x = 1 << -(-n.bit_length() // degree)
    while True:
        y = ((degree - 1) * x + n // x ** (degree - 1)) // degree
        if y >= x:
            return x if x ** degree == n else None
        x = y


def _power_exact(self, other, digits):
    """(coefficient, exponent) when the power has not more than so many digits, else None."""
    coef, exponent = self._int, self._exp
    while coef % 10 == 0:
        coef //= 10
        exponent += 1
    top, ten = other._int, other._exp
    while top % 10 == 0:
        top //= 10
        ten += 1
    if coef == 1:
        # A power of ten: so is the result, when its exponent is whole.
        whole = exponent * top
        if ten >= 0:
            whole *= 10 ** ten
        elif ten < -_length(abs(whole)) or whole % 10 ** -ten:
            return None
        else:
            whole //= 10 ** -ten
        whole = -whole if other._sign else whole
        found = 1, whole
    else:
        found = _power_exact_rest(coef, exponent, top, ten, other._sign, digits)
    if found is None or other._sign or not _is_whole(other):
        return found
    # A whole power keeps the zeros that its factors have.
    coef, exponent = found
    zeros = min(exponent - self._exp * int(other), digits - _length(coef))
    return (coef * 10 ** zeros, exponent - zeros) if zeros > 0 else found


def _power_exact_rest(coef, exponent, top, ten, negative, digits):
    if ten >= 0:
        if ten > 9:
            return None
        times, degree = top * 10 ** ten, 1
    else:
        if -ten > 4 * digits + 20:
            return None
        from math import gcd
        times, degree = top, 10 ** -ten
        common = gcd(times, degree)
        times //= common
        degree //= common
    # coef**(times/degree) has as many digits as this, unless it is not whole.
    if degree > 1:
        if degree > coef.bit_length() + 400 and not negative:
            return None
        if exponent % degree:
            # A denominator or factor of ten may be missing: 10**k more makes the exponent divisible.
            more = exponent % degree
            if more * 4 > 400 + coef.bit_length() * 4:
                return None
            coef *= 10 ** more
            exponent -= more
        coef = _root(coef, degree)
        if coef is None:
            return None
        exponent //= degree
    if negative:
        # The reciprocal has an end only if there are no primes in it but 2 and 5.
        twos = fives = 0
        while coef % 2 == 0:
            coef //= 2
            twos += 1
        while coef % 5 == 0:
            coef //= 5
            fives += 1
        if coef != 1:
            return None
        places = max(twos, fives)
        if (places - twos + (places - fives)) * times > digits * 4 + 8:
            return None
        coef, exponent = 2 ** (places - twos) * 5 ** (places - fives), -exponent - places
    if coef > 1 and (coef.bit_length() - 1) * times > digits * 4:
        return None
    coef **= times
    exponent *= times
    while coef % 10 == 0:
        coef //= 10
        exponent += 1
    return (coef, exponent) if _length(coef) <= digits else None


def power_modulo(self, other, modulo, context):
    """pow(self, other, modulo) of whole numbers, exact."""
    if self._kind >= _QNAN or other._kind >= _QNAN or modulo._kind >= _QNAN:
        return _nan(context, self, other, modulo)
    if not (_is_whole(self) and _is_whole(other) and _is_whole(modulo)) or self._kind or other._kind or modulo._kind:
        return _invalid(context)
    if other._sign and other or not modulo or modulo.adjusted() >= context.prec or not self and not other:
        return _invalid(context)
    sign = int(self._sign == 1 and _is_odd(other))
    divisor = abs(int(modulo))
    base = self._int % divisor * pow(10, self._exp, divisor) % divisor if self._exp >= 0 else abs(int(self)) % divisor
    return _make(sign, pow(base, int(other), divisor), 0)
