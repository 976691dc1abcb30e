/*
 * m_cmath.c: the module cmath, on computers: the functions of C's <complex.h>.
 *
 * The C library follows Annex G of C, which is also what Python says of infinities and zeros with signs. What
 * Python adds is which results are errors: each function names the arguments outside its domain, and an infinity
 * out of finite numbers is an overflow.
 *
 * Layer: modules.   Tests: tests/modules/cmath/.
 */
#include <complex.h>
#include <float.h>
#include <math.h>

#include "object/vm.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MODULE(cmath)
KK_MODULE_FLOAT(cmath, pi, 3.141592653589793)
KK_MODULE_FLOAT(cmath, e, 2.718281828459045)
KK_MODULE_FLOAT(cmath, tau, 6.283185307179586)
KK_MODULE_FLOAT(cmath, inf, inf)
KK_MODULE_FLOAT(cmath, nan, nan)

typedef bool (*Outside)(Complex z);

static bool nowhere(Complex z) { return false; }
/* The direction of an infinite imaginary part is no angle, unless the result is so small that it does not matter. */
static bool outside_exp(Complex z) { return isinf(z.imag) && (isfinite(z.real) || (isinf(z.real) && z.real > 0)); }
static bool outside_cosh(Complex z) { return isinf(z.imag) && !isnan(z.real); }
static bool outside_cos(Complex z) { return isinf(z.real) && !isnan(z.imag); }
static bool outside_tanh(Complex z) { return isinf(z.imag) && isfinite(z.real); }
static bool outside_tan(Complex z) { return isinf(z.real) && isfinite(z.imag); }
/* Poles. */
static bool outside_log(Complex z) { return z.real == 0 && z.imag == 0; }
static bool outside_atanh(Complex z) { return fabs(z.real) == 1 && z.imag == 0; }
static bool outside_atan(Complex z) { return fabs(z.imag) == 1 && z.real == 0; }

static Value domain_error(Vm *vm) { return kk_raise(vm, KK_ValueError, "math domain error"); }

/* f(z); an argument outside its domain and an overflow are errors. */
KK_MUST_CHECK static Value apply(Vm *vm, Args args, double complex (*f)(double complex), Outside outside)
{
    Complex z;
    if (!kk_complex_arg(vm, args.pos[0], &z))
        return KK_ERROR;
    if (outside(z))
        return domain_error(vm);
    double complex r = f(CMPLX(z.real, z.imag));
    if ((isinf(creal(r)) || isinf(cimag(r))) && isfinite(z.real) && isfinite(z.imag))
        return kk_raise(vm, KK_OverflowError, "math range error");
    return kk_complex_new(vm, creal(r), cimag(r));
}

/* log |z|, exact near 1 and without an overflow in between. */
static double log_abs(double x, double y)
{
    double a = fmax(fabs(x), fabs(y)), b = fmin(fabs(x), fabs(y));
    if (isinf(x) || isinf(y))
        return INFINITY;
    if (isnan(x) || isnan(y))
        return NAN;
    if (a > DBL_MAX / 4)
        return log(hypot(a / 2, b / 2)) + 0.6931471805599453;
    if (a < DBL_MIN)
        return a == 0 ? -INFINITY : log(hypot(ldexp(a, 53), ldexp(b, 53))) - 53 * 0.6931471805599453;
    double h = hypot(a, b);
    return 0.71 <= h && h <= 1.73 ? log1p((a - 1) * (a + 1) + b * b) / 2 : log(h);
}

static double complex logarithm(double complex z)
{
    return CMPLX(log_abs(creal(z), cimag(z)), atan2(cimag(z), creal(z)));
}

static double complex logarithm10(double complex z)
{
    double complex r = logarithm(z);
    return CMPLX(creal(r) / 2.302585092994046, cimag(r) / 2.302585092994046);
}

/* For 0 and a nan C says that the angle is a right one, Python that it is a nan. */
static double complex inverse_cosh(double complex z)
{
    return creal(z) == 0 && isnan(cimag(z)) ? CMPLX(NAN, NAN) : cacosh(z);
}

/* The same of the tangents. */
static double complex hyperbolic_tangent(double complex z)
{
    return creal(z) == 0 && isnan(cimag(z)) ? CMPLX(NAN, NAN) : ctanh(z);
}
static double complex tangent(double complex z)
{
    return cimag(z) == 0 && isnan(creal(z)) ? CMPLX(NAN, NAN) : ctan(z);
}

/* The inverse cosine. */
KK_FUNCTION(cmath, acos, "(z, /)")
Value kk_cmath_acos(Vm *vm, Value self, Args args) { return apply(vm, args, cacos, nowhere); }
/* The inverse hyperbolic cosine. */
KK_FUNCTION(cmath, acosh, "(z, /)")
Value kk_cmath_acosh(Vm *vm, Value self, Args args) { return apply(vm, args, inverse_cosh, nowhere); }
/* The inverse sine. */
KK_FUNCTION(cmath, asin, "(z, /)")
Value kk_cmath_asin(Vm *vm, Value self, Args args) { return apply(vm, args, casin, nowhere); }
/* The inverse hyperbolic sine. */
KK_FUNCTION(cmath, asinh, "(z, /)")
Value kk_cmath_asinh(Vm *vm, Value self, Args args) { return apply(vm, args, casinh, nowhere); }
/* The inverse tangent. */
KK_FUNCTION(cmath, atan, "(z, /)")
Value kk_cmath_atan(Vm *vm, Value self, Args args) { return apply(vm, args, catan, outside_atan); }
/* The inverse hyperbolic tangent. */
KK_FUNCTION(cmath, atanh, "(z, /)")
Value kk_cmath_atanh(Vm *vm, Value self, Args args) { return apply(vm, args, catanh, outside_atanh); }
/* The cosine. */
KK_FUNCTION(cmath, cos, "(z, /)")
Value kk_cmath_cos(Vm *vm, Value self, Args args) { return apply(vm, args, ccos, outside_cos); }
/* The hyperbolic cosine. */
KK_FUNCTION(cmath, cosh, "(z, /)")
Value kk_cmath_cosh(Vm *vm, Value self, Args args) { return apply(vm, args, ccosh, outside_cosh); }
/* The power of e. */
KK_FUNCTION(cmath, exp, "(z, /)")
Value kk_cmath_exp(Vm *vm, Value self, Args args) { return apply(vm, args, cexp, outside_exp); }
/* The sine. */
KK_FUNCTION(cmath, sin, "(z, /)")
Value kk_cmath_sin(Vm *vm, Value self, Args args) { return apply(vm, args, csin, outside_cos); }
/* The hyperbolic sine. */
KK_FUNCTION(cmath, sinh, "(z, /)")
Value kk_cmath_sinh(Vm *vm, Value self, Args args) { return apply(vm, args, csinh, outside_cosh); }
/* The square root. */
KK_FUNCTION(cmath, sqrt, "(z, /)")
Value kk_cmath_sqrt(Vm *vm, Value self, Args args) { return apply(vm, args, csqrt, nowhere); }
/* The tangent. */
KK_FUNCTION(cmath, tan, "(z, /)")
Value kk_cmath_tan(Vm *vm, Value self, Args args) { return apply(vm, args, tangent, outside_tan); }
/* The hyperbolic tangent. */
KK_FUNCTION(cmath, tanh, "(z, /)")
Value kk_cmath_tanh(Vm *vm, Value self, Args args) { return apply(vm, args, hyperbolic_tangent, outside_tanh); }
/* The logarithm to base 10. */
KK_FUNCTION(cmath, log10, "(z, /)")
Value kk_cmath_log10(Vm *vm, Value self, Args args) { return apply(vm, args, logarithm10, outside_log); }

/* The logarithm of z, to the base if one is given. */
KK_FUNCTION(cmath, log, "(z, base=None, /)")
Value kk_cmath_log(Vm *vm, Value self, Args args)
{
    Value r = apply(vm, args, logarithm, outside_log);
    if (r == KK_ERROR || kk_arg(args, 1, KK_UNSET) == KK_UNSET)
        return r;
    Value base = apply(vm, (Args){args.pos + 1, 1}, logarithm, outside_log);
    Value quotient = base == KK_ERROR ? KK_ERROR : kk_complex_binary(vm, BIN_TRUEDIV, r, base);
    return quotient == KK_ERROR && kk_pending_clear(vm, KK_ZeroDivisionError) ? domain_error(vm) : quotient;
}

/* The angle of z, from -pi to pi. */
KK_FUNCTION(cmath, phase, "(z, /)")
Value kk_cmath_phase(Vm *vm, Value self, Args args)
{
    Complex z;
    return kk_complex_arg(vm, args.pos[0], &z) ? kk_float_new(vm, atan2(z.imag, z.real)) : KK_ERROR;
}

/* (distance from 0, angle) of z. */
KK_FUNCTION(cmath, polar, "(z, /)")
Value kk_cmath_polar(Vm *vm, Value self, Args args)
{
    Complex z;
    if (!kk_complex_arg(vm, args.pos[0], &z))
        return KK_ERROR;
    double r = hypot(z.real, z.imag);
    if (isinf(r) && isfinite(z.real) && isfinite(z.imag))
        return kk_raise(vm, KK_OverflowError, "math range error");
    Value parts[2] = {kk_float_new(vm, r), KK_UNSET};
    parts[1] = parts[0] == KK_ERROR ? KK_ERROR : kk_float_new(vm, atan2(z.imag, z.real));
    return parts[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 2);
}

/* The inverse of polar(). */
KK_FUNCTION(cmath, rect, "(r, phi, /)")
Value kk_cmath_rect(Vm *vm, Value self, Args args)
{
    KkFloat r, phi;
    if (!kk_float_arg(vm, args.pos[0], &r) || !kk_float_arg(vm, args.pos[1], &phi))
        return KK_ERROR;
    if (isinf(phi) && r != 0 && !isnan(r))
        return domain_error(vm);
    if (isfinite(r) && isfinite(phi))
        return phi == 0 ? kk_complex_new(vm, r, r * phi) : kk_complex_new(vm, r * cos(phi), r * sin(phi));
    if (isinf(r) && isfinite(phi)) {
        /* Both parts are infinite, but for angles on an axis. */
        double size = fabs(r), sign = r > 0 ? 1 : -1;
        if (phi == 0)
            return kk_complex_new(vm, r, copysign(0, phi) * sign);
        return kk_complex_new(vm, copysign(size, cos(phi) * sign), copysign(size, sin(phi) * sign));
    }
    if (r == 0)
        return kk_complex_new(vm, 0, 0);
    return kk_complex_new(vm, isinf(r) ? INFINITY : NAN, phi == 0 ? phi : NAN);
}

/* Both parts are numbers and not infinite. */
KK_FUNCTION(cmath, isfinite, "(z, /)")
Value kk_cmath_isfinite(Vm *vm, Value self, Args args)
{
    Complex z;
    return kk_complex_arg(vm, args.pos[0], &z) ? kk_bool(isfinite(z.real) && isfinite(z.imag)) : KK_ERROR;
}

/* A part is infinite. */
KK_FUNCTION(cmath, isinf, "(z, /)")
Value kk_cmath_isinf(Vm *vm, Value self, Args args)
{
    Complex z;
    return kk_complex_arg(vm, args.pos[0], &z) ? kk_bool(isinf(z.real) || isinf(z.imag)) : KK_ERROR;
}

/* A part is no number. */
KK_FUNCTION(cmath, isnan, "(z, /)")
Value kk_cmath_isnan(Vm *vm, Value self, Args args)
{
    Complex z;
    return kk_complex_arg(vm, args.pos[0], &z) ? kk_bool(isnan(z.real) || isnan(z.imag)) : KK_ERROR;
}

/* a and b are close to each other. */
KK_FUNCTION(cmath, isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)")
Value kk_cmath_isclose(Vm *vm, Value self, Args args)
{
    Complex a, b;
    KkFloat relative = 1e-9, absolute = 0;
    Value third = kk_arg(args, 2, KK_UNSET), fourth = kk_arg(args, 3, KK_UNSET);
    if (!kk_complex_arg(vm, args.pos[0], &a) || !kk_complex_arg(vm, args.pos[1], &b) ||
        (third != KK_UNSET && !kk_float_arg(vm, third, &relative)) ||
        (fourth != KK_UNSET && !kk_float_arg(vm, fourth, &absolute)))
        return KK_ERROR;
    if (relative < 0 || absolute < 0)
        return kk_raise(vm, KK_ValueError, "tolerances must be non-negative");
    if (a.real == b.real && a.imag == b.imag)
        return kk_true;
    if (isinf(a.real) || isinf(a.imag) || isinf(b.real) || isinf(b.imag))
        return kk_false;
    double distance = hypot(a.real - b.real, a.imag - b.imag), size = hypot(a.real, a.imag);
    return kk_bool(distance <= relative * hypot(b.real, b.imag) || distance <= relative * size || distance <= absolute);
}

KK_MODULE_GETTER(cmath, infj)
Value kk_cmath_infj(Vm *vm, Value module) { return kk_complex_new(vm, 0, INFINITY); }
KK_MODULE_GETTER(cmath, nanj)
Value kk_cmath_nanj(Vm *vm, Value module) { return kk_complex_new(vm, 0, NAN); }
