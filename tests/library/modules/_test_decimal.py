"""decimal and fractions: arithmetic of random numbers in random contexts, and what is said of wrong arguments."""
from decimal import *
from fractions import Fraction

state = [12345]


def rnd(n):
    state[0] = (state[0] * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return (state[0] >> 33) % n


def number():
    kind = rnd(20)
    if kind == 0:
        return Decimal(['NaN', 'sNaN123', '-Infinity', 'Infinity', '0', '-0', '1', '0E+5'][rnd(8)])
    digits = ''.join([str(rnd(10)) for _ in range(1 + rnd(14))])
    return Decimal('%s%sE%d' % ('-' if rnd(3) == 0 else '', digits, rnd(14) - 12))


ROUNDINGS = [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
             ROUND_05UP]
ONE = ('sqrt exp ln log10 normalize logb next_minus next_plus to_integral_value to_integral_exact __abs__ __neg__ '
       'number_class to_eng_string is_normal').split()
TWO = ('__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __pow__ __divmod__ compare compare_total max min '
       'max_mag quantize remainder_near scaleb next_toward same_quantum rotate shift').split()


def flags(context):
    return [signal.__name__ for signal, on in context.flags.items() if on]


def run(count):
    for i in range(count):
        context = Context(prec=1 + rnd(30), rounding=ROUNDINGS[rnd(8)], Emin=-30 - rnd(20), Emax=30 + rnd(20),
                          clamp=rnd(2), traps=[])
        setcontext(context)
        context = getcontext()
        a, b = number(), number()
        name = ONE[rnd(len(ONE))] if rnd(2) else TWO[rnd(len(TWO))]
        context.clear_flags()
        if name == '__pow__' and rnd(2):
            b = Decimal(rnd(12) - 4)
        found = getattr(a, name)() if name in ONE else getattr(a, name)(b)
        print(i, a, name, b, context.prec, context.rounding, '->', found, flags(context))


run(2500)
setcontext(Context())
for spec in ['', '.2f', ',.3f', '>20', '=+20.1e', '020.3f', '<10%', '^15g', '.3', '010,', 'z.1f', 'E', '.0e', 'n']:
    print(spec, [format(Decimal(x), spec) for x in '0 -0.04 1234567.891 1E+9 -1.5E-7 9.995 NaN -Infinity'.split()])
for text in ['Decimal(1) / 0', 'Decimal(0) / 0', "Decimal('x')", "Decimal('sNaN') + 1", 'Decimal(1) // 0', 'Decimal({})',
             'Decimal((1, 2))', 'Decimal((2, (1,), 1))', 'Decimal((0, (10,), 1))', 'Context(prec=0)', 'Context(rounding=1)',
             'Context(Emin=1)', "Context(prec='1')", 'Context(capitals=3)', 'setcontext(1)',
             'int(Decimal("NaN"))', 'hash(Decimal("sNaN"))', 'Decimal("Inf").as_integer_ratio()',
             'format(Decimal(1), "x")', 'pow(Decimal(1), 2, 0)', 'Decimal(-2) ** Decimal(".5")', 'localcontext(bar=1)',
             'Decimal(1).quantize("x")', 'Context(traps=[Inexact, Rounded]).divide(1, 3)', 'Decimal("9e999999") * 10',
             'Decimal(10) ** 10 ** 20', 'Context(prec=3).create_decimal("1_0")', 'pow(Decimal(7), 10 ** 9, 1009)',
             'Decimal("1e9999999999999999999")', 'Decimal.from_float(0.1)', 
             'Decimal(3) == Fraction(3)', 'hash(Decimal("2.5")) == hash(2.5)', 'Decimal(3) < 3.5', 'round(Decimal("2.675"), 2)',
             'divmod(Decimal(-7), 2)', 'Decimal("123.4").as_tuple()', 'Decimal("-2.50").as_integer_ratio()',
             'getcontext()', 'Decimal("0." + "1" * 5000).adjusted()', 'len(str(Decimal(2) ** 20000)) > 4',
             'Fraction("1.5e-3")', 'Fraction(" -3/4 ")', 'Fraction("1_0/3")', 'Fraction("3/0")', 'Fraction("3 /4")',
             'Fraction(Decimal("1.1"))', 'Fraction(0.1).limit_denominator(10)', 'Fraction(7, 3) ** -2',
             'Fraction(0) ** -1', 'Fraction(-7, 3) // 2', 'divmod(Fraction(-7, 3), Fraction(1, 2))', 'Fraction(1, 3) + 1.0',
             'Fraction(1, 3) * 1j', 'round(Fraction(5, 2))', 'round(Fraction(12345, 1000), 1)', 'Fraction(1, 2) < 0.6',
             'Fraction(1.5, 2)', 'Fraction([])', 'Fraction(355, 113).limit_denominator(100)', 'Fraction(float("nan"))',
             'Fraction(1, 2) == Decimal("0.5")', 'Fraction(3, 1) == 3 + 0j', 'hash(Fraction(5, 2)) == hash(2.5)']:
    try:
        print(text, '=', eval(text))
    except Exception as e:
        print(text, '!', type(e).__name__, e)
with localcontext(prec=5) as context:
    print(Decimal(2).sqrt(), context.prec)
    with localcontext() as inner:
        inner.prec = 60
        print(Decimal(2).sqrt(), Decimal(2).ln(), Decimal(10).exp(), Decimal(3) ** Decimal('0.1'))
print(getcontext().prec)
