/*
 * double.c: double-precision arithmetic, for the few places where C code or libm uses it.
 *
 * Small rather than fast: Python's floats are singles here. A number is taken apart into an
 * exponent and a mantissa whose first bit is bit 62; pack() rounds and puts a result together. The
 * names are the compiler's; comparisons and 64-bit conversions come from libgcc.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

double __adddf3(double x, double y);
double __subdf3(double x, double y);
double __muldf3(double x, double y);
double __divdf3(double x, double y);
double __extendsfdf2(float x);
float __truncdfsf2(double x);
double __floatsidf(int32_t x);
double __floatunsidf(uint32_t x);
int32_t __fixdfsi(double x);
uint32_t __fixunsdfsi(double x);

#define SIGN ((uint64_t)1 << 63)
#define INFINITE ((uint64_t)0x7ff << 52)
#define QUIET ((uint64_t)1 << 51)
#define FRACTION (((uint64_t)1 << 52) - 1)

/* mantissa * 2^(exponent - 1085), the mantissa's first bit being bit 62 unless it is 0. */
typedef struct Parts {
    uint64_t mantissa;
    int exponent;
} Parts;

static uint64_t to_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static bool is_nan(uint64_t x)
{
    return (x & ~SIGN) > INFINITE;
}

static bool is_infinite(uint64_t x)
{
    return (x & ~SIGN) == INFINITE;
}

static bool is_zero(uint64_t x)
{
    return (x & ~SIGN) == 0;
}

static Parts normalise(uint64_t mantissa, int exponent)
{
    if (mantissa == 0)
        return (Parts){0, 0};
    int shift = __builtin_clzll(mantissa) - 1;
    return (Parts){mantissa << shift, exponent - shift};
}

/* Of a finite number. */
static Parts unpack(uint64_t x)
{
    int exponent = (int)(x >> 52 & 0x7ff);
    uint64_t fraction = x & FRACTION;
    if (exponent == 0)
        return normalise(fraction << 10, 1);
    return (Parts){(fraction | (uint64_t)1 << 52) << 10, exponent};
}

/* x >> n with what is shifted out kept as bit 0. */
static uint64_t shift_sticky(uint64_t x, int n)
{
    if (n == 0)
        return x;
    if (n > 63)
        return x != 0;
    return x >> n | (x << (64 - n) != 0);
}

static double pack(uint64_t sign, Parts parts)
{
    uint64_t exponent = 0;
    if (parts.mantissa == 0)
        return from_bits(sign);
    if (parts.exponent >= 2047)
        return from_bits(sign | INFINITE);
    if (parts.exponent < 1)
        parts.mantissa = shift_sticky(parts.mantissa, 1 - parts.exponent);
    else
        exponent = (uint64_t)parts.exponent - 1;
    uint32_t low = (uint32_t)parts.mantissa & 0x3ff;
    uint64_t kept = parts.mantissa >> 10;
    kept += low > 0x200 || (low == 0x200 && (kept & 1) != 0);
    return from_bits(sign | ((exponent << 52) + kept));
}

static double quiet(uint64_t x, uint64_t y)
{
    return from_bits((is_nan(x) ? x : y) | QUIET);
}

static double default_nan(void)
{
    return from_bits(INFINITE | QUIET);
}

static double add(uint64_t x, uint64_t y)
{
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x))
        return is_infinite(y) && x != y ? default_nan() : from_bits(x);
    if (is_infinite(y))
        return from_bits(y);
    if ((x & ~SIGN) < (y & ~SIGN)) {
        uint64_t other = x;
        x = y;
        y = other;
    }
    if (is_zero(y))
        return from_bits(is_zero(x) ? x & y : x);
    Parts large = unpack(x);
    Parts small = unpack(y);
    uint64_t aligned = shift_sticky(small.mantissa, large.exponent - small.exponent);
    if (((x ^ y) & SIGN) != 0) {
        Parts left = normalise(large.mantissa - aligned, large.exponent);
        return pack(left.mantissa == 0 ? 0 : x & SIGN, left);
    }
    uint64_t sum = large.mantissa + aligned;
    Parts all = {sum, large.exponent};
    if ((sum & SIGN) != 0)
        all = (Parts){shift_sticky(sum, 1), large.exponent + 1};
    return pack(x & SIGN, all);
}

double __adddf3(double x, double y)
{
    return add(to_bits(x), to_bits(y));
}

double __subdf3(double x, double y)
{
    return add(to_bits(x), to_bits(y) ^ SIGN);
}

/* The 128-bit product's upper half, with bit 0 set when the lower half is not 0. */
static uint64_t multiply_high(uint64_t x, uint64_t y)
{
    uint32_t xl = (uint32_t)x;
    uint32_t yl = (uint32_t)y;
    uint32_t xh = (uint32_t)(x >> 32);
    uint32_t yh = (uint32_t)(y >> 32);
    uint64_t low = (uint64_t)xl * yl;
    uint64_t middle = (uint64_t)xl * yh + (low >> 32);
    uint64_t other = (uint64_t)xh * yl + (uint32_t)middle;
    uint64_t high = (uint64_t)xh * yh + (middle >> 32) + (other >> 32);
    return high | (((uint32_t)low | (uint32_t)other) != 0);
}

double __muldf3(double fx, double fy)
{
    uint64_t x = to_bits(fx);
    uint64_t y = to_bits(fy);
    uint64_t sign = (x ^ y) & SIGN;
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x) || is_infinite(y))
        return is_zero(x) || is_zero(y) ? default_nan() : from_bits(sign | INFINITE);
    Parts a = unpack(x);
    Parts b = unpack(y);
    if (a.mantissa == 0 || b.mantissa == 0)
        return from_bits(sign);
    /* Below 2^63, as pack() wants it: 53 bits, then at least 9 of which the last is sticky. */
    uint64_t product = multiply_high(a.mantissa << 1, b.mantissa);
    return pack(sign, normalise(product, a.exponent + b.exponent - 1022));
}

double __divdf3(double fx, double fy)
{
    uint64_t x = to_bits(fx);
    uint64_t y = to_bits(fy);
    uint64_t sign = (x ^ y) & SIGN;
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x))
        return is_infinite(y) ? default_nan() : from_bits(sign | INFINITE);
    if (is_infinite(y))
        return from_bits(sign);
    Parts a = unpack(x);
    Parts b = unpack(y);
    if (b.mantissa == 0)
        return a.mantissa == 0 ? default_nan() : from_bits(sign | INFINITE);
    if (a.mantissa == 0)
        return from_bits(sign);
    int exponent = a.exponent - b.exponent + 1023;
    uint64_t rest = a.mantissa;
    if (rest < b.mantissa) {
        rest <<= 1;
        exponent--;
    }
    uint64_t quotient = 0;
    for (int i = 0; i < 63; i++) {
        quotient <<= 1;
        if (rest >= b.mantissa) {
            rest -= b.mantissa;
            quotient |= 1;
        }
        rest <<= 1;
    }
    return pack(sign, (Parts){quotient | (rest != 0), exponent});
}

double __extendsfdf2(float fx)
{
    uint32_t x;
    memcpy(&x, &fx, sizeof x);
    uint64_t sign = (uint64_t)(x >> 31) << 63;
    int exponent = (int)(x >> 23 & 0xff);
    uint64_t fraction = x & 0x7fffff;
    if (exponent == 255)
        return from_bits(sign | INFINITE | fraction << 29 | (fraction != 0 ? QUIET : 0));
    if (exponent == 0)
        return pack(sign, normalise(fraction << 39, 897));
    return from_bits(sign | (uint64_t)(exponent + 896) << 52 | fraction << 29);
}

static uint32_t narrow(uint64_t x)
{
    uint32_t sign = (uint32_t)(x >> 63) << 31;
    if (is_nan(x))
        return sign | 0x7fc00000 | ((uint32_t)(x >> 29) & 0x7fffff);
    if (is_infinite(x))
        return sign | 0x7f800000;
    Parts parts = unpack(x);
    int exponent = parts.exponent - 896;
    if (parts.mantissa == 0)
        return sign;
    if (exponent >= 255)
        return sign | 0x7f800000;
    if (exponent < 1) {
        parts.mantissa = shift_sticky(parts.mantissa, 1 - exponent);
        exponent = 1;
    }
    uint32_t kept = (uint32_t)(parts.mantissa >> 39);
    uint64_t low = parts.mantissa & (((uint64_t)1 << 39) - 1);
    uint64_t half = (uint64_t)1 << 38;
    kept += low > half || (low == half && (kept & 1) != 0);
    return sign | (((uint32_t)(exponent - 1) << 23) + kept);
}

float __truncdfsf2(double fx)
{
    uint32_t bits = narrow(to_bits(fx));
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

double __floatunsidf(uint32_t x)
{
    return pack(0, normalise(x, 1085));
}

double __floatsidf(int32_t x)
{
    return pack(x < 0 ? SIGN : 0, normalise(x < 0 ? -(uint32_t)x : (uint32_t)x, 1085));
}

/* The magnitude without its fraction; UINT32_MAX when it does not fit. */
static uint32_t truncate(uint64_t x)
{
    int exponent = (int)(x >> 52 & 0x7ff) - 1023;
    if (exponent < 0)
        return 0;
    if (exponent > 31)
        return UINT32_MAX;
    return (uint32_t)(((x & FRACTION) | (uint64_t)1 << 52) >> (52 - exponent));
}

int32_t __fixdfsi(double fx)
{
    uint64_t x = to_bits(fx);
    uint32_t magnitude = truncate(x);
    if ((x & SIGN) != 0)
        return magnitude > INT32_MAX ? INT32_MIN : -(int32_t)magnitude;
    return magnitude > INT32_MAX ? INT32_MAX : (int32_t)magnitude;
}

uint32_t __fixunsdfsi(double fx)
{
    uint64_t x = to_bits(fx);
    return (x & SIGN) != 0 ? 0 : truncate(x);
}
