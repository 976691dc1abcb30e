/*
 * limbs_div.c: dividing natural numbers.
 *
 * Long division as in Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D: the
 * divisor is shifted until its top bit is 1; then a quotient digit guessed from the two top limbs
 * is at most 2 too large, and the third limb finds nearly all of these.
 *
 * Layer: base.   Tests: tests/unit/limbs.c.
 */
#include "base/limbs.h"

#define BITS KK_LIMB_BITS
#define LIMB_MAX ((Limb)~(Limb)0)

/* @gc never */
Limb kk_limbs_divmod_limb(Limb *q, const Limb *a, size_t n, Limb d)
{
    Limb rest = 0;
    while (n-- > 0) {
        Limb2 x = (Limb2)rest << BITS | a[n];
        Limb digit = (Limb)(x / d);
        rest = (Limb)(x - (Limb2)digit * d);
        if (q != NULL)
            q[n] = digit;
    }
    return rest;
}

/* u -= v * digit, n limbs and one above them; returns the borrow out of that one. */
static Limb subtract_product(Limb *u, const Limb *v, size_t n, Limb digit)
{
    Limb carry = 0;
    for (size_t i = 0; i < n; i++) {
        Limb2 product = (Limb2)v[i] * digit + carry;
        Limb low = (Limb)product;
        carry = (Limb)(product >> BITS) + (u[i] < low);
        u[i] = (Limb)(u[i] - low);
    }
    Limb top = u[n];
    u[n] = (Limb)(top - carry);
    return top < carry;
}

/* The quotient digit of u[0..vn] / v, where v's top bit is 1; the remainder is left in u. */
static Limb divide_step(Limb *u, const Limb *v, size_t vn)
{
    Limb2 head = (Limb2)u[vn] << BITS | u[vn - 1];
    Limb top = v[vn - 1];
    Limb2 digit = u[vn] >= top ? LIMB_MAX : head / top;
    Limb2 rest = head - digit * top;
    while (rest <= LIMB_MAX && digit * v[vn - 2] > (rest << BITS | u[vn - 2])) {
        digit--;
        rest += top;
    }
    if (subtract_product(u, v, vn, (Limb)digit)) {
        digit--;
        u[vn] = (Limb)(u[vn] + kk_limbs_add(u, u, vn, v, vn));
    }
    return (Limb)digit;
}

/* @gc never */
void kk_limbs_divmod(Limb *q, Limb *u, size_t un, const Limb *v, size_t vn, Limb *scratch)
{
    if (vn == 1) {
        /* Without q the quotient overwrites u, which only the remainder survives in. */
        u[0] = kk_limbs_divmod_limb(q, u, un, v[0]);
        return;
    }
    unsigned shift = (unsigned)(vn * BITS - kk_limbs_bit_length(v, vn));
    u[un] = 0;
    if (shift != 0) {
        kk_limbs_shl(scratch, v, vn, shift);
        kk_limbs_shl(u, u, un, shift);
        v = scratch;
    }
    for (size_t i = un - vn + 1; i-- > 0;) {
        Limb digit = divide_step(u + i, v, vn);
        if (q != NULL)
            q[i] = digit;
    }
    if (shift != 0)
        kk_limbs_shr(u, u, vn, shift, NULL);
}
