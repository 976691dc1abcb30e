/*
 * limbs_bits.c: natural numbers as rows of bits: shifts, counts, and the bitwise operators of
 * whole numbers in two's complement.
 *
 * Layer: base.   Tests: tests/unit/limbs.c.
 */
#include "base/limbs.h"

#define BITS KK_LIMB_BITS

/* @gc never */
size_t kk_limbs_shl(Limb *r, const Limb *a, size_t n, size_t bits)
{
    size_t skip = bits / BITS;
    unsigned shift = bits % BITS;
    if (n == 0)
        return 0;
    /* From the top down: r may be a. A shift of 0 leaves the spare top limb alone. */
    size_t rn = n + skip;
    if (shift == 0) {
        memmove(r + skip, a, n * sizeof *r);
    } else {
        Limb out = (Limb)(a[n - 1] >> (BITS - shift));
        for (size_t i = n; i-- > 0;) {
            Limb below = i > 0 ? (Limb)(a[i - 1] >> (BITS - shift)) : 0;
            r[i + skip] = (Limb)(a[i] << shift | below);
        }
        if (out != 0)
            r[rn++] = out;
    }
    memset(r, 0, skip * sizeof *r);
    return rn;
}

/* @gc never */
size_t kk_limbs_shr(Limb *r, const Limb *a, size_t n, size_t bits, bool *lost)
{
    size_t skip = bits / BITS;
    unsigned shift = bits % BITS;
    if (skip >= n) {
        if (lost != NULL)
            *lost = n > 0;
        return 0;
    }
    if (lost != NULL) {
        Limb part = (Limb)(a[skip] & (((Limb2)1 << shift) - 1));
        *lost = part != 0 || kk_limbs_normal(a, skip) != 0;
    }
    size_t rn = n - skip;
    for (size_t i = 0; i < rn; i++) {
        Limb2 above = i + 1 < rn ? a[i + skip + 1] : 0;
        r[i] = (Limb)((above << BITS | a[i + skip]) >> shift);
    }
    return kk_limbs_normal(r, rn);
}

/* @gc never */
size_t kk_limbs_bit_length(const Limb *a, size_t n)
{
    return n == 0 ? 0 : n * BITS - (size_t)(KK_CLZ32((uint32_t)a[n - 1]) - (32 - BITS));
}

/* @gc never */
size_t kk_limbs_trailing_zeros(const Limb *a, size_t n)
{
    size_t i = 0;
    while (i + 1 < n && a[i] == 0)
        i++;
    return i * BITS + (size_t)__builtin_ctz(a[i]);
}

/* @gc never */
size_t kk_limbs_bit_count(const Limb *a, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = a[i];
        x -= x >> 1 & 0x55555555u;
        x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
        x = (x + (x >> 4)) & 0x0F0F0F0Fu;
        count += x * 0x01010101u >> 24;
    }
    return count;
}

/* @gc never */
bool kk_limbs_bit(const Limb *a, size_t n, size_t i)
{
    return i / BITS < n && (a[i / BITS] >> (i % BITS) & 1) != 0;
}

static bool apply_sign(LimbsOp op, bool a, bool b)
{
    return op == KK_LIMBS_AND ? a && b : op == KK_LIMBS_OR ? a || b : a != b;
}

static Limb apply(LimbsOp op, Limb a, Limb b)
{
    return (Limb)(op == KK_LIMBS_AND ? a & b : op == KK_LIMBS_OR ? a | b : a ^ b);
}

/* Limb i of a's two's complement; *carry is 1 at the start and is kept from limb to limb. */
static Limb complement_limb(LimbsInt a, size_t i, Limb *carry)
{
    Limb x = i < a.n ? a.at[i] : 0;
    if (!a.negative)
        return x;
    Limb2 sum = (Limb2)(Limb)~x + *carry;
    *carry = (Limb)(sum >> BITS);
    return (Limb)sum;
}

/* Of two numbers that are not negative; a is the longer. Its rest is copied, or dropped by AND. */
static size_t bitwise_positive(LimbsOp op, LimbsInt a, LimbsInt b, Limb *r)
{
    for (size_t i = 0; i < b.n; i++)
        r[i] = apply(op, a.at[i], b.at[i]);
    if (op == KK_LIMBS_AND)
        return kk_limbs_normal(r, b.n);
    memmove(r + b.n, a.at + b.n, (a.n - b.n) * sizeof *r);
    return kk_limbs_normal(r, a.n);
}

/* @gc never */
size_t kk_limbs_bitwise(LimbsOp op, LimbsInt a, LimbsInt b, Limb *r, bool *negative)
{
    if (!a.negative && !b.negative) {
        *negative = false;
        return a.n >= b.n ? bitwise_positive(op, a, b, r) : bitwise_positive(op, b, a, r);
    }
    size_t n = a.n > b.n ? a.n : b.n;
    *negative = apply_sign(op, a.negative, b.negative);
    Limb a_carry = 1, b_carry = 1, r_carry = 1;
    for (size_t i = 0; i <= n; i++) {
        Limb x = complement_limb(a, i, &a_carry), y = complement_limb(b, i, &b_carry);
        Limb both = apply(op, x, y);
        r[i] = complement_limb((LimbsInt){&both, 1, *negative}, 0, &r_carry);
    }
    return kk_limbs_normal(r, n + 1);
}
