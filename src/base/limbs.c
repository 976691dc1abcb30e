/*
 * limbs.c: comparing, adding, subtracting and multiplying natural numbers.
 *
 * Products are worked out limb by limb; above KARATSUBA limbs by three products of half the size.
 * With 16-bit limbs (a microcontroller) numbers stay too short for that to pay.
 *
 * Layer: base.   Tests: tests/unit/limbs.c.
 */
#include "base/limbs.h"

#define BITS KK_LIMB_BITS

/* Limbs of the shorter factor from which halving pays: measured on x86-64. */
#define KARATSUBA (KK_LIMB_BITS == 16 ? SIZE_MAX / 8 : (size_t)48)
/* Limbs of scratch beyond 4 per limb of the shorter factor: covers rounding up at each halving. */
#define SCRATCH_SLACK 128

/* @gc never */
size_t kk_limbs_normal(const Limb *a, size_t n)
{
    while (n > 0 && a[n - 1] == 0)
        n--;
    return n;
}

/* As kk_limbs_compare() for two arrays of n limbs, normal or not. */
static int compare_same(const Limb *a, const Limb *b, size_t n)
{
    while (n-- > 0) {
        if (a[n] != b[n])
            return a[n] < b[n] ? -1 : 1;
    }
    return 0;
}

/* @gc never */
int kk_limbs_compare(const Limb *a, size_t an, const Limb *b, size_t bn)
{
    if (an != bn)
        return an < bn ? -1 : 1;
    return compare_same(a, b, an);
}

/* @gc never */
Limb kk_limbs_add_limb(Limb *r, const Limb *a, size_t n, Limb b)
{
    size_t i = 0;
    for (; i < n && b != 0; i++) {
        Limb2 sum = (Limb2)a[i] + b;
        r[i] = (Limb)sum;
        b = (Limb)(sum >> BITS);
    }
    if (r != a && i < n)
        memmove(r + i, a + i, (n - i) * sizeof *r);
    return b;
}

/* @gc never */
Limb kk_limbs_sub_limb(Limb *r, const Limb *a, size_t n, Limb b)
{
    size_t i = 0;
    for (; i < n && b != 0; i++) {
        Limb2 difference = (Limb2)a[i] - b;
        r[i] = (Limb)difference;
        b = (Limb)(difference >> BITS) & 1;
    }
    if (r != a && i < n)
        memmove(r + i, a + i, (n - i) * sizeof *r);
    return b;
}

/* @gc never */
Limb kk_limbs_add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    Limb2 sum = 0;
    size_t i = 0;
    for (; KK_LIMBS_WIDE && i + 2 <= bn; i += 2) {
        uint64_t x = kk_limbs_load2(a + i), y = kk_limbs_load2(b + i);
        bool carry = __builtin_add_overflow(x, y, &x);
        carry |= __builtin_add_overflow(x, (uint64_t)sum, &x);
        kk_limbs_store2(r + i, x);
        sum = carry;
    }
    for (; i < bn; i++) {
        sum += (Limb2)a[i] + b[i];
        r[i] = (Limb)sum;
        sum >>= BITS;
    }
    return kk_limbs_add_limb(r + bn, a + bn, an - bn, (Limb)sum);
}

/* @gc never */
Limb kk_limbs_sub(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    Limb borrow = 0;
    size_t i = 0;
    for (; KK_LIMBS_WIDE && i + 2 <= bn; i += 2) {
        uint64_t x = kk_limbs_load2(a + i), y = kk_limbs_load2(b + i);
        bool below = __builtin_sub_overflow(x, y, &x);
        below |= __builtin_sub_overflow(x, (uint64_t)borrow, &x);
        kk_limbs_store2(r + i, x);
        borrow = below;
    }
    for (; i < bn; i++) {
        Limb2 difference = (Limb2)a[i] - b[i] - borrow;
        r[i] = (Limb)difference;
        borrow = (Limb)(difference >> BITS) & 1;
    }
    return kk_limbs_sub_limb(r + bn, a + bn, an - bn, borrow);
}

/* @gc never */
Limb kk_limbs_mul_limb(Limb *r, const Limb *a, size_t n, Limb b, Limb carry)
{
    size_t i = 0;
    for (; KK_LIMBS_WIDE && i + 2 <= n; i += 2) {
        KkWide product = (KkWide)kk_limbs_load2(a + i) * b + carry;
        kk_limbs_store2(r + i, (uint64_t)product);
        carry = (Limb)(product >> (KK_LIMBS_WIDE ? 64 : 0));
    }
    for (; i < n; i++) {
        Limb2 product = (Limb2)a[i] * b + carry;
        r[i] = (Limb)product;
        carry = (Limb)(product >> BITS);
    }
    return carry;
}

/* r += a * b, n limbs; returns the limb above them. */
static Limb add_product(Limb *r, const Limb *a, size_t n, Limb b)
{
    Limb carry = 0;
    size_t i = 0;
    for (; KK_LIMBS_WIDE && i + 2 <= n; i += 2) {
        KkWide product = (KkWide)kk_limbs_load2(a + i) * b + kk_limbs_load2(r + i) + carry;
        kk_limbs_store2(r + i, (uint64_t)product);
        carry = (Limb)(product >> (KK_LIMBS_WIDE ? 64 : 0));
    }
    for (; i < n; i++) {
        Limb2 product = (Limb2)a[i] * b + r[i] + carry;
        r[i] = (Limb)product;
        carry = (Limb)(product >> BITS);
    }
    return carry;
}

/* r += a * b for two limbs b, n limbs, and writes the two limbs above them. */
static void add_product2(Limb *r, const Limb *a, size_t n, uint64_t b)
{
    uint64_t carry = 0;
    size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        KkWide product = (KkWide)kk_limbs_load2(a + i) * b + kk_limbs_load2(r + i) + carry;
        kk_limbs_store2(r + i, (uint64_t)product);
        carry = (uint64_t)(product >> (KK_LIMBS_WIDE ? 64 : 0));
    }
    if (i < n) {
        /* An odd limb: its product has 96 bits, of which the lowest limb belongs to r[i]. */
        KkWide product = (KkWide)a[i] * b + r[i] + carry;
        r[i] = (Limb)product;
        kk_limbs_store2(r + i + 1, (uint64_t)(product >> BITS));
    } else {
        kk_limbs_store2(r + n, carry);
    }
}

static void multiply_simple(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    r[an] = kk_limbs_mul_limb(r, a, an, b[0], 0);
    size_t i = 1;
    for (; KK_LIMBS_WIDE && i + 2 <= bn; i += 2)
        add_product2(r + i, a, an, kk_limbs_load2(b + i));
    for (; i < bn; i++)
        r[an + i] = add_product(r + i, a, an, b[i]);
}

/* r = a * a, 2n limbs: each product of two different limbs once, doubled, then the squares. */
static void square_simple(Limb *r, const Limb *a, size_t n)
{
    memset(r, 0, 2 * n * sizeof *r);
    for (size_t i = 0; i + 1 < n; i++)
        r[n + i] = add_product(r + 2 * i + 1, a + i + 1, n - i - 1, a[i]);
    Limb top = 0;
    Limb2 carry = 0;
    for (size_t i = 0; i < n; i++) {
        Limb2 square = (Limb2)a[i] * a[i];
        Limb low = r[2 * i], high = r[2 * i + 1];
        carry += (Limb)(low << 1 | top) + (Limb2)(Limb)square;
        r[2 * i] = (Limb)carry;
        carry >>= BITS;
        carry += (Limb)(high << 1 | low >> (BITS - 1)) + (square >> BITS);
        r[2 * i + 1] = (Limb)carry;
        carry >>= BITS;
        top = high >> (BITS - 1);
    }
}

/* r += a, where the sum fits: the carry stops within rn limbs. */
static void add_into(Limb *r, size_t rn, const Limb *a, size_t an)
{
    Limb carry = kk_limbs_add(r, r, rn, a, an);
    KK_ASSERT(carry == 0);
    (void)carry;
}

static void multiply(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn, Limb *scratch);

/* r = |low - high|, h limbs, where low has h limbs and high hn <= h; true when low < high. */
static bool absolute_difference(Limb *r, const Limb *low, size_t h, const Limb *high, size_t hn)
{
    bool less = kk_limbs_normal(low + hn, h - hn) == 0 && compare_same(low, high, hn) < 0;
    if (!less) {
        kk_limbs_sub(r, low, h, high, hn);
        return false;
    }
    kk_limbs_sub(r, high, hn, low, hn);
    memset(r + hn, 0, (h - hn) * sizeof *r);
    return true;
}

/*
 * With a = a1 B + a0 and b = b1 B + b0: the middle term a0 b1 + a1 b0 is
 * a0 b0 + a1 b1 - (a0 - a1)(b0 - b1). Half of an, rounded up, is less than bn <= an.
 */
static void multiply_karatsuba(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn,
                               Limb *scratch)
{
    size_t h = (an + 1) / 2, total = an + bn;
    Limb *middle = scratch, *rest = scratch + 2 * h;
    bool negative = absolute_difference(r, a, h, a + h, an - h);
    negative ^= absolute_difference(r + h, b, h, b + h, bn - h);
    multiply(middle, r, h, r + h, h, rest);
    multiply(r, a, h, b, h, rest);
    multiply(r + 2 * h, a + h, an - h, b + h, bn - h, rest);

    /* rest = a0 b0 + a1 b1 -+ middle, 2h + 1 limbs. */
    rest[2 * h] = kk_limbs_add(rest, r, 2 * h, r + 2 * h, total - 2 * h);
    if (negative)
        add_into(rest, 2 * h + 1, middle, 2 * h);
    else
        kk_limbs_sub(rest, rest, 2 * h + 1, middle, 2 * h);
    add_into(r + h, total - h, rest, kk_limbs_normal(rest, 2 * h + 1));
}

/* a is much longer than b: a is taken in pieces of b's length. */
static void multiply_pieces(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn,
                            Limb *scratch)
{
    memset(r, 0, (an + bn) * sizeof *r);
    for (size_t i = 0; i < an; i += bn) {
        size_t n = an - i < bn ? an - i : bn;
        multiply(scratch, a + i, n, b, bn, scratch + 2 * bn);
        add_into(r + i, an + bn - i, scratch, n + bn);
    }
}

static void multiply(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn, Limb *scratch)
{
    if (an < bn) {
        multiply(r, b, bn, a, an, scratch);
        return;
    }
    if (bn == 0)
        memset(r, 0, an * sizeof *r);
    else if (bn < KARATSUBA && a == b && an == bn)
        square_simple(r, a, an);
    else if (bn < KARATSUBA)
        multiply_simple(r, a, an, b, bn);
    else if (bn <= (an + 1) / 2)
        multiply_pieces(r, a, an, b, bn, scratch);
    else
        multiply_karatsuba(r, a, an, b, bn, scratch);
}

/* @gc never */
size_t kk_limbs_mul_scratch(size_t an, size_t bn)
{
    size_t shorter = an < bn ? an : bn;
    return shorter < KARATSUBA ? 0 : 4 * shorter + SCRATCH_SLACK;
}

/* @gc never */
void kk_limbs_mul(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn, Limb *scratch)
{
    multiply(r, a, an, b, bn, scratch);
}
