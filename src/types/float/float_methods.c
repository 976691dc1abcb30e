/*
 * float_methods.c: the named methods and attributes of float.
 *
 * Layer: types.   Tests: tests/types/float/methods.py, tests/types/float/round.py.
 */
#include "base/fmath.h"
#include "types/number.h"
#include "types/tuple.h"

static KkFloat value_of(Value self)
{
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    return x;
}

/* True if the float has no fraction. */
KK_METHOD(float, is_integer, "()")
Value kk_float_is_integer(Vm *vm, Value self, Args args)
{
    KkFloat x = value_of(self);
    return kk_bool(kk_float_is_finite(x) && KK_FM(floor)(x) == x);
}

/* The float itself. */
KK_METHOD(float, conjugate, "()")
Value kk_float_conjugate(Vm *vm, Value self, Args args)
{
    return kk_float_new(vm, value_of(self));
}

KK_GETTER(float, real)
Value kk_float_real(Vm *vm, Value self)
{
    return kk_float_new(vm, value_of(self));
}

KK_GETTER(float, imag)
Value kk_float_imag(Vm *vm, Value self)
{
    return kk_float_new(vm, 0);
}

/* The int that is left when the fraction is cut off. */
KK_METHOD(float, __trunc__, "()")
Value kk_float_trunc(Vm *vm, Value self, Args args)
{
    return kk_int_from_float(vm, value_of(self));
}

/* The largest int that is not larger. */
KK_METHOD(float, __floor__, "()")
Value kk_float_floor(Vm *vm, Value self, Args args)
{
    return kk_int_from_float(vm, KK_FM(floor)(value_of(self)));
}

/* The smallest int that is not smaller. */
KK_METHOD(float, __ceil__, "()")
Value kk_float_ceil(Vm *vm, Value self, Args args)
{
    return kk_int_from_float(vm, KK_FM(ceil)(value_of(self)));
}

/* The pair of ints (n, d), d > 0, without common divisor, whose quotient is the float exactly. */
KK_METHOD(float, as_integer_ratio, "()")
Value kk_float_as_integer_ratio(Vm *vm, Value self, Args args)
{
    KkFloat x = value_of(self);
    if (kk_float_is_nan(x))
        return kk_raise(vm, KK_ValueError, "cannot convert NaN to integer ratio");
    if (kk_float_is_inf(x))
        return kk_raise(vm, KK_OverflowError, "cannot convert Infinity to integer ratio");
    int exp;
    int64_t mant = (int64_t)kk_float_split(x, &exp);
    for (; exp < 0 && (mant & 1) == 0 && mant != 0; exp++)
        mant >>= 1;
    if (mant == 0)
        exp = 0;
    Value pair[2];
    pair[0] = kk_int_new64(vm, x < 0 ? -mant : mant);
    if (pair[0] == KK_ERROR)
        return KK_ERROR;
    pair[1] = kk_int_binary(vm, BIN_LSHIFT, KK_INT(1), kk_smallint(exp < 0 ? -exp : 0));
    if (exp > 0 && pair[1] != KK_ERROR)
        pair[0] = kk_int_binary(vm, BIN_LSHIFT, pair[0], kk_smallint(exp));
    if (pair[0] == KK_ERROR || pair[1] == KK_ERROR)
        return KK_ERROR;
    return kk_tuple_from(vm, pair, 2);
}

/* x rounded to n decimal places, correctly: by way of its digits. */
static bool round_places(KkFloat x, int n, KkFloat *r)
{
    char digits[KK_NUMTEXT_DIGITS_MAX], text[KK_NUMTEXT_DIGITS_MAX + 16];
    int point;
    size_t count = kk_numtext_float_digits(x, KK_DIGITS_AFTER_POINT, n, digits, &point), len = 0;
    text[len++] = '0';
    text[len++] = '.';
    memcpy(text + len, digits, count);
    len += count;
    text[len++] = 'e';
    len += kk_numtext_int_put(point, 10, text + len);
    return kk_numtext_float_parse((Span){(const uint8_t *)text, len}, r);
}

/* Rounds half to even: to an int, or to a float with ndigits decimal places. */
KK_METHOD(float, __round__, "(ndigits=None, /)")
Value kk_float_round(Vm *vm, Value self, Args args)
{
    KkFloat x = value_of(self), r = 0;
    Value ndigits = kk_arg(args, 0, kk_none);
    intptr_t n;
    if (ndigits == kk_none)
        return kk_int_from_float(vm, KK_FM(rint)(x));
    if (!kk_index_clamped(vm, ndigits, &n))
        return KK_ERROR;
    /* Beyond these every float is whole at that place, or less than half of it. */
    const intptr_t most = KK_FLOAT_DIGITS, least = -KK_FLOAT_EMAX / 3;
    if (!kk_float_is_finite(x) || x == 0 || n > most)
        return kk_float_new(vm, x);
    if (n >= least && !round_places(KK_FM(fabs)(x), (int)n, &r))
        return KK_ERROR;
    if (kk_float_is_inf(r))
        return kk_raise(vm, KK_OverflowError, "rounded value too large to represent");
    return kk_float_new(vm, KK_FM(copysign)(r, x));
}

/* "double, little-endian" and the like: how floats are stored. */
KK_STATICMETHOD(float, __getformat__, "(typestr, /)")
Value kk_float_getformat(Vm *vm, Value self, Args args)
{
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "__getformat__() argument must be str, not %T", args.pos[0]);
    Span text = kk_str_span(kk_as_kind(args.pos[0], KIND_STR));
    if (!kk_bytes_equal(text, KK_SPAN("double")) && !kk_bytes_equal(text, KK_SPAN("float")))
        return kk_raise(vm, KK_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    return kk_str_new(vm, KK_SPAN("IEEE, little-endian"));
}

/* What copying and unpickling give to __new__. */
KK_METHOD(float, __getnewargs__, "()")
Value kk_float_getnewargs(Vm *vm, Value self, Args args)
{
    Value x = kk_float_new(vm, value_of(self));
    return x == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, &x, 1);
}
