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
    uint64_t carry = 0;
    size_t i = 0;
    for (; KK_LIMBS_WIDE && i + 2 <= n; i += 2) {
        KkWide product = (KkWide)kk_limbs_load2(v + i) * digit + carry;
        uint64_t low = (uint64_t)product, x = kk_limbs_load2(u + i);
        carry = (uint64_t)(product >> (KK_LIMBS_WIDE ? 64 : 0)) + (x < low);
        kk_limbs_store2(u + i, x - low);
    }
    Limb rest = (Limb)carry; /* never more than digit */
    for (; i < n; i++) {
        Limb2 product = (Limb2)v[i] * digit + rest;
        Limb low = (Limb)product;
        rest = (Limb)((Limb)(product >> BITS) + (u[i] < low));
        u[i] = (Limb)(u[i] - low);
    }
    Limb top = u[n];
    u[n] = (Limb)(top - rest);
    return top < rest;
}

/* The limb at a[0] of a << shift, where a[-1] is the limb below it. */
static Limb shifted(const Limb *a, unsigned shift)
{
    return (Limb)(a[0] << shift | (Limb)((Limb2)a[-1] >> (BITS - shift)));
}

/*
 * The quotient digit of u[0..vn] / v, vn >= 2; the remainder is left in u. shift would make v's top
 * bit 1; only the limbs that the guess looks at are shifted, not the numbers. two holds the two
 * highest limbs of the shifted v.
 */
static Limb divide_step(Limb *u, const Limb *v, size_t vn, unsigned shift, const Limb two[2])
{
    Limb u0 = shifted(u + vn, shift), u1 = shifted(u + vn - 1, shift);
    Limb u2 = vn > 2 ? shifted(u + vn - 2, shift) : (Limb)(u[0] << shift);
    Limb top = two[0];
    Limb2 head = (Limb2)u0 << BITS | u1;
    Limb2 digit = u0 >= top ? LIMB_MAX : head / top;
    Limb2 rest = head - digit * top;
    while (rest <= LIMB_MAX && digit * two[1] > (rest << BITS | u2)) {
        digit--;
        rest += top;
    }
    if (digit != 0 && subtract_product(u, v, vn, (Limb)digit)) {
        digit--;
        u[vn] = (Limb)(u[vn] + kk_limbs_add(u, u, vn, v, vn));
    }
    return (Limb)digit;
}

/* @gc never */
void kk_limbs_divmod(Limb *q, Limb *u, size_t un, const Limb *v, size_t vn)
{
    if (vn == 1) {
        /* Without q the quotient overwrites u, which only the remainder survives in. */
        u[0] = kk_limbs_divmod_limb(q, u, un, v[0]);
        return;
    }
    unsigned shift = (unsigned)(vn * BITS - kk_limbs_bit_length(v, vn));
    Limb two[2] = {shifted(v + vn - 1, shift),
                   vn > 2 ? shifted(v + vn - 2, shift) : (Limb)(v[0] << shift)};
    u[un] = 0;
    for (size_t i = un - vn + 1; i-- > 0;) {
        Limb digit = divide_step(u + i, v, vn, shift, two);
        if (q != NULL)
            q[i] = digit;
    }
}
