/*
 * limbs.h: arithmetic of natural numbers of any size.
 *
 * A number is an array of limbs (compiler.h), lowest first, and a length. It is normal when its
 * highest limb is not zero; zero has length 0. Nothing is allocated: the caller supplies every
 * result and every scratch array, of the size that each function states. Unless said otherwise
 * arguments are normal, results need not be (kk_limbs_normal() trims them), and r may be the same
 * array as an operand. No function here can fail or collect.
 *
 * Layer: base.   Tests: tests/unit/limbs.c.
 */
#ifndef KK_BASE_LIMBS_H
#define KK_BASE_LIMBS_H

#include "base/floatbits.h"

/* Limbs that hold any uint64_t. */
#define KK_LIMBS_U64 (64 / KK_LIMB_BITS)
/* Limbs that hold the whole part of any finite KkFloat. */
#define KK_LIMBS_FLOAT ((KK_FLOAT_EMAX + 1) / KK_LIMB_BITS)

/*
 * On 64-bit hosts the inner loops take two limbs at a time, with products of 128 bits. All hosts
 * are little-endian: two limbs in a row are one number of 64 bits.
 */
#define KK_LIMBS_WIDE (KK_LIMB_BITS == 32 && sizeof(KkWide) == 16)
KK_INLINE uint64_t kk_limbs_load2(const Limb *a)
{
    uint64_t x;
    memcpy(&x, a, sizeof x);
    return x;
}
KK_INLINE void kk_limbs_store2(Limb *r, uint64_t x)
{
    memcpy(r, &x, sizeof x);
}

/* The length of a without the zero limbs at its high end. */
size_t kk_limbs_normal(const Limb *a, size_t n);

/* < 0, 0 or > 0. */
int kk_limbs_compare(const Limb *a, size_t an, const Limb *b, size_t bn);

/* r = a + b, an limbs; returns the carry. an >= bn. */
KK_MUST_CHECK Limb kk_limbs_add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);

/* r = a - b, an limbs; returns the borrow (0 when a >= b). an >= bn. */
Limb kk_limbs_sub(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);

/* r = a + b, n limbs; returns the carry. */
KK_MUST_CHECK Limb kk_limbs_add_limb(Limb *r, const Limb *a, size_t n, Limb b);

/* r = a - b, n limbs; returns the borrow (0 when a >= b). */
Limb kk_limbs_sub_limb(Limb *r, const Limb *a, size_t n, Limb b);

/* r = a * b + carry, n limbs; returns the limb above them. */
KK_MUST_CHECK Limb kk_limbs_mul_limb(Limb *r, const Limb *a, size_t n, Limb b, Limb carry);

/* Limbs of scratch for kk_limbs_mul(), 0 for numbers of usual size. */
size_t kk_limbs_mul_scratch(size_t an, size_t bn);

/* r = a * b, an + bn limbs; r overlaps nothing. a == b with an == bn is quicker. */
void kk_limbs_mul(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn, Limb *scratch);

/* q = a / d, n limbs, unless q is NULL; returns the remainder. d > 0. */
Limb kk_limbs_divmod_limb(Limb *q, const Limb *a, size_t n, Limb d);

/*
 * q = u / v, un - vn + 1 limbs; u becomes the remainder, vn limbs. u has room for un + 1 limbs;
 * un >= vn >= 1; q, u and v do not overlap. q may be NULL.
 */
void kk_limbs_divmod(Limb *q, Limb *u, size_t un, const Limb *v, size_t vn);

/* r = a << bits, n + bits / KK_LIMB_BITS + 1 limbs at most; returns its normal length. */
size_t kk_limbs_shl(Limb *r, const Limb *a, size_t n, size_t bits);

/* r = a >> bits, n - bits / KK_LIMB_BITS limbs; returns its normal length. *lost tells whether
 * any bit shifted out was 1; lost may be NULL. */
size_t kk_limbs_shr(Limb *r, const Limb *a, size_t n, size_t bits, bool *lost);

size_t kk_limbs_bit_length(const Limb *a, size_t n);

/* Zero bits below the lowest 1; a > 0. */
size_t kk_limbs_trailing_zeros(const Limb *a, size_t n);

/* Bits that are 1. */
size_t kk_limbs_bit_count(const Limb *a, size_t n);

/* Bit number i; bits beyond a's length are 0. */
bool kk_limbs_bit(const Limb *a, size_t n, size_t i);

typedef enum LimbsOp { KK_LIMBS_AND, KK_LIMBS_OR, KK_LIMBS_XOR } LimbsOp;

/* A whole number: its magnitude, and whether it is below zero. */
typedef struct LimbsInt {
    const Limb *at;
    size_t n;
    bool negative;
} LimbsInt;

/*
 * r = the magnitude of a OP b, both taken as two's complement with endless sign bits; max(a.n, b.n)
 * + 1 limbs. Returns the normal length, *negative the sign.
 */
size_t kk_limbs_bitwise(LimbsOp op, LimbsInt a, LimbsInt b, Limb *r, bool *negative);

/* r = x, KK_LIMBS_U64 limbs; returns the normal length. */
size_t kk_limbs_from_u64(Limb *r, uint64_t x);

/* The low 64 bits of a, which need not be normal. */
uint64_t kk_limbs_to_u64(const Limb *a, size_t n);

/* r = the whole part of |x|, KK_LIMBS_FLOAT limbs; x is finite. Returns the normal length. */
size_t kk_limbs_from_float(Limb *r, KkFloat x);

/*
 * *out = a * 2^exp rounded to nearest, ties to even; sticky adds something between 0 and the
 * lowest bit of a. False when that overflows, with *out infinite.
 */
bool kk_limbs_to_float(const Limb *a, size_t n, intptr_t exp, bool sticky, KkFloat *out);

/* Characters that kk_limbs_to_text() writes, at most: never less than 1. */
size_t kk_limbs_text_size(const Limb *a, size_t n, unsigned base);

/* Writes a in base 2..36 (lower-case letters, no NUL) to out; destroys a unless base is a power
 * of 2. Returns the number of characters; "0" for zero. */
size_t kk_limbs_to_text(Limb *a, size_t n, unsigned base, char *out);

/* Limbs that hold any number of n digits in base 2..36. */
size_t kk_limbs_from_text_size(size_t n, unsigned base);

/*
 * r = the number that text spells in base 2..36: kk_limbs_from_text_size(text.len, base) limbs.
 * text holds digits below base, of either case, and underscores, which are skipped. Returns the
 * normal length.
 */
size_t kk_limbs_from_text(Limb *r, const uint8_t *text, size_t len, unsigned base);

/* The value of a digit or ASCII letter (0..35), or 255. */
KK_INLINE unsigned kk_limbs_digit(uint8_t c)
{
    unsigned digit = c - (unsigned)'0', letter = (c | 0x20u) - (unsigned)'a';
    return digit < 10 ? digit : letter < 26 ? letter + 10 : 255;
}

#endif
