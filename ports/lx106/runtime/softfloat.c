/*
 * softfloat.c: single-precision arithmetic for all operands, by the book.
 *
 * A number is taken apart into an exponent and a mantissa whose first bit is bit 30; a result is
 * rounded and put together in one place, pack().
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "softfloat.h"

#include <stdbool.h>

enum {
    INFINITE = 0x7f800000,
    QUIET = 0x00400000,
    DEFAULT_NAN = 0x7fc00000,
    FRACTION = 0x007fffff,
};

static const uint32_t SIGN = 0x80000000u;

/* mantissa * 2^(exponent - 157), the mantissa's first bit being bit 30 unless it is 0. */
typedef struct Parts {
    uint32_t mantissa;
    int exponent;
} Parts;

static bool is_nan(uint32_t x)
{
    return (x & ~SIGN) > INFINITE;
}

static bool is_infinite(uint32_t x)
{
    return (x & ~SIGN) == INFINITE;
}

static Parts normalise(uint32_t mantissa, int exponent)
{
    if (mantissa == 0)
        return (Parts){0, 0};
    int shift = __builtin_clz(mantissa) - 1;
    return (Parts){mantissa << shift, exponent - shift};
}

/* Of a finite number. */
static Parts unpack(uint32_t x)
{
    int exponent = (int)(x >> 23 & 0xff);
    uint32_t fraction = x & FRACTION;
    if (exponent == 0)
        return normalise(fraction << 7, 1);
    return (Parts){(fraction | 0x00800000) << 7, exponent};
}

/* x >> n with what is shifted out kept as bit 0. */
static uint32_t shift_sticky(uint32_t x, int n)
{
    if (n > 31)
        return x != 0;
    return x >> n | ((x & ((1u << n) - 1)) != 0);
}

/* Rounds to 24 bits; a number too small loses bits first, one too large becomes infinite. */
static uint32_t pack(uint32_t sign, Parts parts)
{
    if (parts.mantissa == 0)
        return sign;
    uint32_t exponent = 0;
    if (parts.exponent >= 255)
        return sign | INFINITE;
    if (parts.exponent < 1)
        parts.mantissa = shift_sticky(parts.mantissa, 1 - parts.exponent);
    else
        exponent = (uint32_t)parts.exponent - 1;
    uint32_t low = parts.mantissa & 0x7f;
    uint32_t kept = parts.mantissa >> 7;
    kept += low > 0x40 || (low == 0x40 && (kept & 1) != 0);
    /* The mantissa's first bit and a carry out of it count in the exponent. */
    return sign | ((exponent << 23) + kept);
}

static uint32_t quiet(uint32_t x, uint32_t y)
{
    return (is_nan(x) ? x : y) | QUIET;
}

uint32_t kk_softfloat_add(uint32_t x, uint32_t y)
{
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x))
        return is_infinite(y) && x != y ? DEFAULT_NAN : x;
    if (is_infinite(y))
        return y;
    if ((x & ~SIGN) < (y & ~SIGN)) {
        uint32_t other = x;
        x = y;
        y = other;
    }
    if ((y & ~SIGN) == 0)
        return (x & ~SIGN) == 0 ? x & y : x;
    Parts large = unpack(x);
    Parts small = unpack(y);
    uint32_t aligned = shift_sticky(small.mantissa, large.exponent - small.exponent);
    if (((x ^ y) & SIGN) != 0) {
        Parts left = normalise(large.mantissa - aligned, large.exponent);
        return left.mantissa == 0 ? 0 : pack(x & SIGN, left);
    }
    uint32_t sum = large.mantissa + aligned;
    Parts all = {sum, large.exponent};
    if ((sum & SIGN) != 0)
        all = (Parts){shift_sticky(sum, 1), large.exponent + 1};
    return pack(x & SIGN, all);
}

uint32_t kk_softfloat_multiply(uint32_t x, uint32_t y)
{
    uint32_t sign = (x ^ y) & SIGN;
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x) || is_infinite(y))
        return (x & ~SIGN) == 0 || (y & ~SIGN) == 0 ? DEFAULT_NAN : sign | INFINITE;
    Parts a = unpack(x);
    Parts b = unpack(y);
    if (a.mantissa == 0 || b.mantissa == 0)
        return sign;
    uint64_t product = (uint64_t)a.mantissa * b.mantissa;
    int exponent = a.exponent + b.exponent - 127;
    uint32_t high = (uint32_t)(product >> 32) << 2 | (uint32_t)product >> 30;
    uint32_t rest = (uint32_t)product << 2;
    if ((high & SIGN) != 0) {
        rest |= high & 1;
        high >>= 1;
        exponent++;
    }
    return pack(sign, (Parts){high | (rest != 0), exponent});
}

uint32_t kk_softfloat_divide(uint32_t x, uint32_t y)
{
    uint32_t sign = (x ^ y) & SIGN;
    if (is_nan(x) || is_nan(y))
        return quiet(x, y);
    if (is_infinite(x))
        return is_infinite(y) ? DEFAULT_NAN : sign | INFINITE;
    if (is_infinite(y))
        return sign;
    Parts a = unpack(x);
    Parts b = unpack(y);
    if (b.mantissa == 0)
        return a.mantissa == 0 ? DEFAULT_NAN : sign | INFINITE;
    if (a.mantissa == 0)
        return sign;
    int exponent = a.exponent - b.exponent + 127;
    uint32_t rest = a.mantissa;
    if (rest < b.mantissa) {
        rest <<= 1;
        exponent--;
    }
    uint32_t quotient = 0;
    for (int i = 0; i < 31; i++) {
        quotient <<= 1;
        if (rest >= b.mantissa) {
            rest -= b.mantissa;
            quotient |= 1;
        }
        rest <<= 1;
    }
    return pack(sign, (Parts){quotient | (rest != 0), exponent});
}
