/*
 * floatbits.h: the fields of a KkFloat, without libm.
 *
 * IEEE 754 binary64 on hosts, binary32 on 32-bit targets: all that depends on the width is here,
 * as constants.
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#ifndef KK_BASE_FLOATBITS_H
#define KK_BASE_FLOATBITS_H

#include "base/compiler.h"

/* Bits of precision with the hidden one, and the exponents of normal numbers 1.xxx * 2^e. */
#define KK_FLOAT_MANT (KK_WORD_BITS == 64 ? 53 : 24)
#define KK_FLOAT_EMAX (KK_WORD_BITS == 64 ? 1023 : 127)
#define KK_FLOAT_EMIN (1 - KK_FLOAT_EMAX)

#define KK_FLOAT_BITS (8 * (int)sizeof(KkFloat))
#define KK_FLOAT_SIGN ((KkFloatBits)1 << (KK_FLOAT_BITS - 1))
#define KK_FLOAT_HIDDEN ((KkFloatBits)1 << (KK_FLOAT_MANT - 1))
#define KK_FLOAT_INF ((KkFloatBits)(2 * KK_FLOAT_EMAX + 1) << (KK_FLOAT_MANT - 1))
#define KK_FLOAT_NAN (KK_FLOAT_INF | KK_FLOAT_HIDDEN >> 1)

/* Significant decimal digits of the exact value of any finite float, at most. */
#define KK_FLOAT_DIGITS (KK_WORD_BITS == 64 ? 768 : 113)

KK_INLINE KkFloatBits kk_float_bits(KkFloat x)
{
    KkFloatBits bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

KK_INLINE KkFloat kk_float_of_bits(KkFloatBits bits)
{
    KkFloat x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

KK_INLINE bool kk_float_is_negative(KkFloat x)
{
    return (kk_float_bits(x) & KK_FLOAT_SIGN) != 0;
}

KK_INLINE bool kk_float_is_finite(KkFloat x)
{
    return (kk_float_bits(x) & KK_FLOAT_INF) != KK_FLOAT_INF;
}

KK_INLINE bool kk_float_is_nan(KkFloat x)
{
    return (kk_float_bits(x) & ~KK_FLOAT_SIGN) > KK_FLOAT_INF;
}

KK_INLINE bool kk_float_is_inf(KkFloat x)
{
    return (kk_float_bits(x) & ~KK_FLOAT_SIGN) == KK_FLOAT_INF;
}

/* |x| = mant * 2^*exp for a finite x; mant < 2^KK_FLOAT_MANT, with the hidden bit unless denormal. */
KK_INLINE KkFloatBits kk_float_split(KkFloat x, int *exp)
{
    KkFloatBits bits = kk_float_bits(x) & ~KK_FLOAT_SIGN;
    int field = (int)(bits >> (KK_FLOAT_MANT - 1));
    KkFloatBits fraction = bits & (KK_FLOAT_HIDDEN - 1);
    *exp = (field == 0 ? 1 : field) - KK_FLOAT_EMAX - (KK_FLOAT_MANT - 1);
    return field == 0 ? fraction : fraction | KK_FLOAT_HIDDEN;
}

#endif
