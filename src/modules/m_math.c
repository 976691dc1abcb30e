/*
 * m_math.c: the module math, but for what works on ints (m_math_int.c).
 *
 * The C library computes; what Python adds is which results are errors: a NaN out of numbers is
 * outside the domain, an infinity out of finite numbers is a pole or an overflow.
 *
 * Layer: modules.   Tests: tests/modules/math/.
 */
#include "base/fmath.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MODULE(math)
KK_MODULE_FLOAT(math, pi, 3.141592653589793)
KK_MODULE_FLOAT(math, e, 2.718281828459045)
KK_MODULE_FLOAT(math, tau, 6.283185307179586)
KK_MODULE_FLOAT(math, inf, inf)
KK_MODULE_FLOAT(math, nan, nan)

static Value domain_error(Vm *vm)
{
    return kk_raise(vm, KK_ValueError, "math domain error");
}

static Value range_error(Vm *vm)
{
    return kk_raise(vm, KK_OverflowError, "math range error");
}

/* r as the result for arguments of which none (finite) or some were infinite or nan. */
static Value result(Vm *vm, KkFloat r, bool finite, bool any_nan, bool can_overflow)
{
    if (kk_float_is_nan(r) && !any_nan)
        return domain_error(vm);
    if (kk_float_is_inf(r) && finite)
        return can_overflow ? range_error(vm) : domain_error(vm);
    return kk_float_new(vm, r);
}

static Value apply(Vm *vm, Args args, KkFloat (*function)(KkFloat), bool can_overflow)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    return result(vm, function(x), kk_float_is_finite(x), kk_float_is_nan(x), can_overflow);
}

static bool two_floats(Vm *vm, Args args, KkFloat *x, KkFloat *y)
{
    return kk_float_arg(vm, args.pos[0], x) && kk_float_arg(vm, args.pos[1], y);
}

/* The square root. */
KK_FUNCTION(math, sqrt, "(x, /)")
Value kk_math_sqrt(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(sqrt), false);
}

/* The cube root. */
KK_FUNCTION(math, cbrt, "(x, /)")
Value kk_math_cbrt(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(cbrt), false);
}

/* e ** x. */
KK_FUNCTION(math, exp, "(x, /)")
Value kk_math_exp(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(exp), true);
}

/* 2 ** x. */
KK_FUNCTION(math, exp2, "(x, /)")
Value kk_math_exp2(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(exp2), true);
}

/* e ** x - 1, exact for x near 0. */
KK_FUNCTION(math, expm1, "(x, /)")
Value kk_math_expm1(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(expm1), true);
}

/* The natural logarithm of 1 + x, exact for x near 0. */
KK_FUNCTION(math, log1p, "(x, /)")
Value kk_math_log1p(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(log1p), false);
}

/* The sine of x radians. */
KK_FUNCTION(math, sin, "(x, /)")
Value kk_math_sin(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(sin), false);
}

/* The cosine of x radians. */
KK_FUNCTION(math, cos, "(x, /)")
Value kk_math_cos(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(cos), false);
}

/* The tangent of x radians. */
KK_FUNCTION(math, tan, "(x, /)")
Value kk_math_tan(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(tan), false);
}

/* The angle in radians whose sine is x. */
KK_FUNCTION(math, asin, "(x, /)")
Value kk_math_asin(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(asin), false);
}

/* The angle in radians whose cosine is x. */
KK_FUNCTION(math, acos, "(x, /)")
Value kk_math_acos(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(acos), false);
}

/* The angle in radians whose tangent is x. */
KK_FUNCTION(math, atan, "(x, /)")
Value kk_math_atan(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(atan), false);
}

/* The hyperbolic sine. */
KK_FUNCTION(math, sinh, "(x, /)")
Value kk_math_sinh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(sinh), true);
}

/* The hyperbolic cosine. */
KK_FUNCTION(math, cosh, "(x, /)")
Value kk_math_cosh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(cosh), true);
}

/* The hyperbolic tangent. */
KK_FUNCTION(math, tanh, "(x, /)")
Value kk_math_tanh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(tanh), false);
}

/* The inverse hyperbolic sine. */
KK_FUNCTION(math, asinh, "(x, /)")
Value kk_math_asinh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(asinh), false);
}

/* The inverse hyperbolic cosine. */
KK_FUNCTION(math, acosh, "(x, /)")
Value kk_math_acosh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(acosh), false);
}

/* The inverse hyperbolic tangent. */
KK_FUNCTION(math, atanh, "(x, /)")
Value kk_math_atanh(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(atanh), false);
}

/* The error function. */
KK_FUNCTION(math, erf, "(x, /)")
Value kk_math_erf(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(erf), false);
}

/* 1 - erf(x), exact where that is near 0. */
KK_FUNCTION(math, erfc, "(x, /)")
Value kk_math_erfc(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(erfc), false);
}

/* The absolute value as a float. */
KK_FUNCTION(math, fabs, "(x, /)")
Value kk_math_fabs(Vm *vm, Value self, Args args)
{
    return apply(vm, args, KK_FM(fabs), false);
}

/* x is 0 or a negative whole number, where the gamma function has its poles. */
static bool is_pole(KkFloat x)
{
    return x <= 0 && KK_FM(floor)(x) == x && kk_float_is_finite(x);
}

/* The gamma function. */
KK_FUNCTION(math, gamma, "(x, /)")
Value kk_math_gamma(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (is_pole(x) || (kk_float_is_inf(x) && x < 0))
        return domain_error(vm);
    return apply(vm, args, KK_FM(tgamma), true);
}

/* The natural logarithm of the absolute value of gamma(x). */
KK_FUNCTION(math, lgamma, "(x, /)")
Value kk_math_lgamma(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (is_pole(x))
        return domain_error(vm);
    return apply(vm, args, KK_FM(lgamma), true);
}

/* A logarithm of an int > 0 too large for a float: of its top digits, and of the power of 2 that they
 * stand for. */
static KkFloat log_long(Value v, KkFloat (*function)(KkFloat))
{
    LimbsInt n = kk_int_view(v, NULL);
    size_t exp = kk_limbs_bit_length(n.at, n.n);
    KkFloat top = 0;
    (void)kk_limbs_to_float(n.at, n.n, -(intptr_t)exp, false, &top);
    return function(top) + function(2) * (KkFloat)exp;
}

static bool log_of(Vm *vm, Value v, KkFloat (*function)(KkFloat), KkFloat *r)
{
    KkFloat x;
    Value i = kk_int_plain(v);
    if (i != KK_UNSET && !kk_smallint_is(i) && !kk_int_is_negative(i)) {
        *r = log_long(i, function);
        return true;
    }
    if (i != KK_UNSET && kk_int_is_negative(i))
        x = -1;
    else if (!kk_float_arg(vm, v, &x))
        return false;
    if (x <= 0)
        return domain_error(vm) != KK_ERROR;
    *r = function(x);
    return true;
}

/* The logarithm of x to the given base, or the natural one. */
KK_FUNCTION(math, log, "(x, base=e, /)")
Value kk_math_log(Vm *vm, Value self, Args args)
{
    KkFloat x, base = 0;
    if (!log_of(vm, args.pos[0], KK_FM(log), &x))
        return KK_ERROR;
    if (args.n < 2)
        return kk_float_new(vm, x);
    if (!log_of(vm, args.pos[1], KK_FM(log), &base))
        return KK_ERROR;
    if (base == 0)
        return kk_raise(vm, KK_ZeroDivisionError, "float division by zero");
    return kk_float_new(vm, x / base);
}

/* The logarithm to base 2. */
KK_FUNCTION(math, log2, "(x, /)")
Value kk_math_log2(Vm *vm, Value self, Args args)
{
    KkFloat x;
    return log_of(vm, args.pos[0], KK_FM(log2), &x) ? kk_float_new(vm, x) : KK_ERROR;
}

/* The logarithm to base 10. */
KK_FUNCTION(math, log10, "(x, /)")
Value kk_math_log10(Vm *vm, Value self, Args args)
{
    KkFloat x;
    return log_of(vm, args.pos[0], KK_FM(log10), &x) ? kk_float_new(vm, x) : KK_ERROR;
}

/* x ** y as floats; unlike the operator never complex. */
KK_FUNCTION(math, pow, "(x, y, /)")
Value kk_math_pow(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    if (!two_floats(vm, args, &x, &y))
        return KK_ERROR;
    bool finite = kk_float_is_finite(x) && kk_float_is_finite(y);
    bool any_nan = kk_float_is_nan(x) || kk_float_is_nan(y);
    return result(vm, KK_FM(pow)(x, y), finite, any_nan, x != 0);
}

/* What is left of x after division by y, with the sign of x. */
KK_FUNCTION(math, fmod, "(x, y, /)")
Value kk_math_fmod(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    if (!two_floats(vm, args, &x, &y))
        return KK_ERROR;
    bool any_nan = kk_float_is_nan(x) || kk_float_is_nan(y);
    return result(vm, KK_FM(fmod)(x, y), false, any_nan, false);
}

/* x less the multiple of y that is nearest to it. */
KK_FUNCTION(math, remainder, "(x, y, /)")
Value kk_math_remainder(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    if (!two_floats(vm, args, &x, &y))
        return KK_ERROR;
    bool any_nan = kk_float_is_nan(x) || kk_float_is_nan(y);
    return result(vm, KK_FM(remainder)(x, y), false, any_nan, false);
}

/* The angle in radians of the point (x, y), from -pi to pi. */
KK_FUNCTION(math, atan2, "(y, x, /)")
Value kk_math_atan2(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    return two_floats(vm, args, &y, &x) ? kk_float_new(vm, KK_FM(atan2)(y, x)) : KK_ERROR;
}

/* A float with the size of x and the sign of y. */
KK_FUNCTION(math, copysign, "(x, y, /)")
Value kk_math_copysign(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    return two_floats(vm, args, &x, &y) ? kk_float_new(vm, KK_FM(copysign)(x, y)) : KK_ERROR;
}

/* The next float after x in the direction of y. */
KK_FUNCTION(math, nextafter, "(x, y, /)")
Value kk_math_nextafter(Vm *vm, Value self, Args args)
{
    KkFloat x, y;
    return two_floats(vm, args, &x, &y) ? kk_float_new(vm, KK_FM(nextafter)(x, y)) : KK_ERROR;
}

/* The value of the lowest bit of x. */
KK_FUNCTION(math, ulp, "(x, /)")
Value kk_math_ulp(Vm *vm, Value self, Args args)
{
    KkFloat x, r = 0;
    int exp;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (!kk_float_is_finite(x))
        return kk_float_new(vm, KK_FM(fabs)(x));
    (void)kk_float_split(x, &exp);
    Limb one = 1;
    (void)kk_limbs_to_float(&one, 1, exp, false, &r);
    return kk_float_new(vm, r);
}

/* x radians in degrees. */
KK_FUNCTION(math, degrees, "(x, /)")
Value kk_math_degrees(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    return kk_float_new(vm, x * (KkFloat)(180.0 / 3.141592653589793));
}

/* x degrees in radians. */
KK_FUNCTION(math, radians, "(x, /)")
Value kk_math_radians(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    return kk_float_new(vm, x * (KkFloat)(3.141592653589793 / 180.0));
}

/* False for infinities and nan. */
KK_FUNCTION(math, isfinite, "(x, /)")
Value kk_math_isfinite(Vm *vm, Value self, Args args)
{
    KkFloat x;
    return kk_float_arg(vm, args.pos[0], &x) ? kk_bool(kk_float_is_finite(x)) : KK_ERROR;
}

/* True for infinities of either sign. */
KK_FUNCTION(math, isinf, "(x, /)")
Value kk_math_isinf(Vm *vm, Value self, Args args)
{
    KkFloat x;
    return kk_float_arg(vm, args.pos[0], &x) ? kk_bool(kk_float_is_inf(x)) : KK_ERROR;
}

/* True for nan. */
KK_FUNCTION(math, isnan, "(x, /)")
Value kk_math_isnan(Vm *vm, Value self, Args args)
{
    KkFloat x;
    return kk_float_arg(vm, args.pos[0], &x) ? kk_bool(kk_float_is_nan(x)) : KK_ERROR;
}

/* True when a and b differ by no more than rel_tol of the larger, or abs_tol. */
KK_FUNCTION(math, isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)")
Value kk_math_isclose(Vm *vm, Value self, Args args)
{
    KkFloat a, b, relative = (KkFloat)1e-9, absolute = 0;
    if (!two_floats(vm, args, &a, &b))
        return KK_ERROR;
    Value rel_tol = kk_arg(args, 2, KK_UNSET), abs_tol = kk_arg(args, 3, KK_UNSET);
    if ((rel_tol != KK_UNSET && !kk_float_arg(vm, rel_tol, &relative)) ||
        (abs_tol != KK_UNSET && !kk_float_arg(vm, abs_tol, &absolute)))
        return KK_ERROR;
    if (relative < 0 || absolute < 0)
        return kk_raise(vm, KK_ValueError, "tolerances must be non-negative");
    if (a == b)
        return kk_true;
    if (kk_float_is_inf(a) || kk_float_is_inf(b))
        return kk_false;
    KkFloat difference = KK_FM(fabs)(b - a);
    return kk_bool(difference <= KK_FM(fabs)(relative * b) ||
                   difference <= KK_FM(fabs)(relative * a) || difference <= absolute);
}

/* v as a whole number: what the type's own method gives, that of a class derived from float too, else the rounded float. */
static Value whole(Vm *vm, Value v, Value name, KkFloat (*round)(KkFloat))
{
    KkFloat x = 0;
    if (kk_float_is(v)) {
        x = kk_float_get(v);
    } else {
        bool found;
        Value r = kk_call_special(vm, v, name, NULL, 0, &found);
        if (found)
            return r;
        if (!kk_float_arg(vm, v, &x))
            return KK_ERROR;
    }
    return kk_int_from_float(vm, round(x));
}

/* The largest int that is not larger than x. */
KK_FUNCTION(math, floor, "(x, /)")
Value kk_math_floor(Vm *vm, Value self, Args args)
{
    return whole(vm, args.pos[0], KK_N(__floor__), KK_FM(floor));
}

/* The smallest int that is not smaller than x. */
KK_FUNCTION(math, ceil, "(x, /)")
Value kk_math_ceil(Vm *vm, Value self, Args args)
{
    return whole(vm, args.pos[0], KK_N(__ceil__), KK_FM(ceil));
}

/* x without its fraction, an int. */
KK_FUNCTION(math, trunc, "(x, /)")
Value kk_math_trunc(Vm *vm, Value self, Args args)
{
    bool found;
    Value r = kk_call_special(vm, args.pos[0], KK_N(__trunc__), NULL, 0, &found);
    if (found)
        return r;
    return kk_raise_type(vm, "type %T doesn't define __trunc__ method", args.pos[0]);
}

static Value pair(Vm *vm, Value first, Value second)
{
    if (first == KK_ERROR || second == KK_ERROR)
        return KK_ERROR;
    return kk_tuple_pair(vm, first, second);
}

/* The pair (m, e) with x = m * 2 ** e and 0.5 <= abs(m) < 1. */
KK_FUNCTION(math, frexp, "(x, /)")
Value kk_math_frexp(Vm *vm, Value self, Args args)
{
    KkFloat x;
    int exp = 0;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (kk_float_is_finite(x))
        x = KK_FM(frexp)(x, &exp);
    return pair(vm, kk_float_new(vm, x), kk_smallint(exp));
}

/* x * 2 ** i. */
KK_FUNCTION(math, ldexp, "(x, i, /)")
Value kk_math_ldexp(Vm *vm, Value self, Args args)
{
    KkFloat x;
    intptr_t i;
    const intptr_t limit = 4 * (KK_FLOAT_EMAX + 1); /* beyond it, all is 0 or overflows */
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (!kk_int_is(args.pos[1]))
        return kk_raise(vm, KK_TypeError, "Expected an int as second argument to ldexp.");
    if (!kk_index_clamped(vm, args.pos[1], &i))
        return KK_ERROR;
    if (!kk_float_is_finite(x) || x == 0)
        return kk_float_new(vm, x);
    KkFloat r = KK_FM(ldexp)(x, (int)(i > limit ? limit : i < -limit ? -limit : i));
    return kk_float_is_inf(r) ? range_error(vm) : kk_float_new(vm, r);
}

/* The pair of the fraction and the whole part of x, both with its sign. */
KK_FUNCTION(math, modf, "(x, /)")
Value kk_math_modf(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[0], &x))
        return KK_ERROR;
    if (kk_float_is_nan(x))
        return pair(vm, kk_float_new(vm, x), kk_float_new(vm, x));
    KkFloat all = KK_FM(trunc)(x);
    KkFloat rest = kk_float_is_inf(x) ? 0 : x - all;
    return pair(vm, kk_float_new(vm, KK_FM(copysign)(rest, x)), kk_float_new(vm, all));
}
