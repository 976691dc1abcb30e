/*
 * numtext_digits.c: the decimal digits of a float, exact or as few as read back.
 *
 * x = mant * 2^exp is a whole number times a power of 10: if exp < 0, mant * 5^-exp * 10^exp. So
 * its exact digits are those of a natural number of up to 768 (113) digits, to be rounded once.
 *
 * The shortest digits: x, and the two midpoints between x and its neighbours, are scaled by one
 * power of 10 so that x has one digit more than can matter; then digits are dropped from all three as
 * long as some number with one digit less remains between the midpoints. (The idea of Adams' Ryu,
 * without its tables: usual exponents are worked out in KkWide, the others with limbs.)
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#include "base/numtext.h"

/* Limbs for mant * 2^e and mant * 5^e of any float, and one more. */
#define EXACT_LIMBS ((KK_WORD_BITS == 64 ? 2560 : 384) / KK_LIMB_BITS + 1)
/* Limbs for scaling by the powers of 10 that shortest digits take, and one more. */
#define SCALE_LIMBS ((KK_WORD_BITS == 64 ? 1056 : 192) / KK_LIMB_BITS + 1)
/* Scaled numbers have this many digits behind the first. */
#define SCALE_DIGITS (KK_WORD_BITS == 64 ? 17 : 9)
/* 5^n and a mantissa with two more bits fit KkWide. */
#define WIDE_POWER (KK_WORD_BITS == 64 ? 27 : 16)

/* a *= 5^power in place, with room for the product; returns the normal length. */
static size_t multiply_by_power_of_5(Limb *a, size_t n, unsigned power)
{
    const unsigned step = KK_LIMB_BITS == 32 ? 13 : 6;
    const Limb step_factor = (Limb)(KK_LIMB_BITS == 32 ? 1220703125 : 15625);
    while (power > 0) {
        Limb factor = step_factor;
        if (power >= step) {
            power -= step;
        } else {
            for (factor = 5; power > 1; power--)
                factor = (Limb)(factor * 5);
            power = 0;
        }
        Limb top = kk_limbs_mul_limb(a, a, n, factor, 0);
        if (top != 0)
            a[n++] = top;
    }
    return n;
}

/* All digits of mant * 2^exp, mant > 0; *point as for kk_numtext_float_digits(). */
static size_t exact_digits(KkFloatBits mant, int exp, char *digits, int *point)
{
    Limb a[EXACT_LIMBS];
    while (exp < 0 && (mant & 1) == 0) {
        mant >>= 1;
        exp++;
    }
    size_t n = kk_limbs_from_u64(a, mant);
    if (exp >= 0)
        n = kk_limbs_shl(a, a, n, (size_t)exp);
    else
        n = multiply_by_power_of_5(a, n, (unsigned)-exp);
    n = kk_limbs_to_text(a, n, 10, digits);
    *point = (int)n + (exp < 0 ? exp : 0);
    return n;
}

static size_t strip_zeros(const char *digits, size_t n)
{
    while (n > 0 && digits[n - 1] == '0')
        n--;
    return n;
}

/* Rounds n digits to keep >= 0 of them, half to even. */
static size_t round_digits(char *digits, size_t n, size_t keep, int *point)
{
    if (keep >= n)
        return n;
    bool up = digits[keep] > '5';
    if (digits[keep] == '5') {
        bool odd = keep > 0 && (digits[keep - 1] & 1) != 0;
        up = odd || strip_zeros(digits, n) > keep + 1;
    }
    if (!up)
        return keep;
    while (keep > 0 && digits[keep - 1] == '9')
        keep--;
    if (keep > 0) {
        digits[keep - 1]++;
        return keep;
    }
    digits[0] = '1';
    ++*point;
    return 1;
}

/* A number scaled by a power of 10, cut to a whole number; exact if nothing was cut off. */
typedef struct Scaled {
    uint64_t whole;
    bool exact;
} Scaled;

/* mant * 2^exp * 10^power with limbs. */
static Scaled scale_long(KkFloatBits mant, int exp, int power)
{
    Limb a[SCALE_LIMBS], d[SCALE_LIMBS], q[SCALE_LIMBS];
    bool lost = false;
    size_t n = kk_limbs_from_u64(a, mant);
    exp += power;
    if (power >= 0) {
        n = multiply_by_power_of_5(a, n, (unsigned)power);
        if (exp >= 0)
            n = kk_limbs_shl(a, a, n, (size_t)exp);
        else
            n = kk_limbs_shr(a, a, n, (size_t)-exp, &lost);
        return (Scaled){kk_limbs_to_u64(a, n), !lost};
    }
    d[0] = 1;
    size_t dn = multiply_by_power_of_5(d, 1, (unsigned)-power);
    if (exp >= 0)
        n = kk_limbs_shl(a, a, n, (size_t)exp);
    else
        dn = kk_limbs_shl(d, d, dn, (size_t)-exp);
    if (kk_limbs_compare(a, n, d, dn) < 0)
        return (Scaled){0, false};
    kk_limbs_divmod(q, a, n, d, dn);
    return (Scaled){kk_limbs_to_u64(q, n - dn + 1), kk_limbs_normal(a, dn) == 0};
}

static KkWide power_of_5(int power)
{
    KkWide result = 1, factor = 5;
    for (; power > 0; power >>= 1, factor *= factor) {
        if ((power & 1) != 0)
            result *= factor;
    }
    return result;
}

/* mant * 2^exp * 10^power, which is below 10^19; five is 5^|power|, or 0 when that is too large. */
static Scaled scale(KkFloatBits mant, int exp, int power, KkWide five)
{
    int shift = exp + power;
    if (five == 0 || shift > KK_FLOAT_BITS - 1 || shift <= -2 * KK_FLOAT_BITS)
        return scale_long(mant, exp, power);
    KkWide wide = mant;
    if (power < 0) {
        if (shift < -KK_FLOAT_BITS || (shift < 0 && five >> (2 * KK_FLOAT_BITS + shift) != 0))
            return scale_long(mant, exp, power);
        if (shift < 0)
            five <<= -shift;
        else
            wide <<= shift;
        KkWide whole = wide / five;
        return (Scaled){(uint64_t)whole, whole * five == wide};
    }
    wide *= five;
    if (shift >= 0)
        return (Scaled){(uint64_t)(wide << shift), true};
    KkWide whole = wide >> -shift;
    return (Scaled){(uint64_t)whole, whole << -shift == wide};
}

/* The floor of the decimal logarithm of mant * 2^exp, or one less. */
static int estimate_log10(KkFloatBits mant, int exp)
{
    int top = exp + 63 - KK_CLZ64((uint64_t)mant);
    return (top * 78913) >> 18;
}

/* x, the midpoint below it and the one above it, scaled by the same power of 10. */
typedef struct Interval {
    Scaled low, x, high;
    bool closed; /* the midpoints read back as x */
} Interval;

static bool fits_word(Scaled s)
{
    return s.whole / 10 <= (KkFloatBits)~(KkFloatBits)0;
}

/* The interval about mant * 2^exp; *power receives the scale. */
static Interval interval(KkFloatBits mant, int exp, int *power)
{
    /* Below a power of 2 the neighbour is at half the distance. */
    bool uneven = mant == KK_FLOAT_HIDDEN && exp > 1 - KK_FLOAT_EMAX - (KK_FLOAT_MANT - 1);
    Interval r = {.closed = (mant & 1) == 0};
    int log10 = estimate_log10(mant, exp);
    mant *= 4;
    exp -= 2;
    for (;; log10++) {
        *power = SCALE_DIGITS - log10;
        int size = *power < 0 ? -*power : *power;
        KkWide five = size <= WIDE_POWER ? power_of_5(size) : 0;
        r.high = scale(mant + 2, exp, *power, five);
        if (!fits_word(r.high))
            continue;
        r.x = scale(mant, exp, *power, five);
        r.low = scale(mant - 2 + uneven, exp, *power, five);
        return r;
    }
}

/* The shortest number in the interval, nearest to x; *dropped digits are gone from its end. */
static KkFloatBits shortest_in(Interval in, int *dropped)
{
    if (!in.closed && in.high.exact)
        in.high.whole--;
    /* The interval is more than 10 wide: the first step needs no test, and makes all fit. */
    bool low_exact = in.low.exact && in.low.whole % 10 == 0, x_exact = in.x.exact;
    unsigned last = (unsigned)(in.x.whole % 10);
    KkFloatBits low = (KkFloatBits)(in.low.whole / 10), high = (KkFloatBits)(in.high.whole / 10);
    KkFloatBits x = (KkFloatBits)(in.x.whole / 10);
    int n = 1;
    for (; high / 10 > low / 10 || (low_exact && in.closed && low % 10 == 0); n++) {
        low_exact = low_exact && low % 10 == 0;
        x_exact = x_exact && last == 0;
        last = (unsigned)(x % 10);
        low /= 10;
        high /= 10;
        x /= 10;
    }
    *dropped = n;
    if (last == 5 && x_exact && x % 2 == 0)
        last = 4;
    bool below = x == low && !(in.closed && low_exact);
    return x + (below || last >= 5);
}

static size_t shortest_digits(KkFloatBits mant, int exp, char *digits, int *point)
{
    int power = 0, dropped = 0;
    KkFloatBits x;
    if (exp <= 0 && exp > -KK_FLOAT_MANT && (mant & (((KkFloatBits)1 << -exp) - 1)) == 0)
        x = mant >> -exp; /* whole, and all its neighbours are nearer than 1 */
    else
        x = shortest_in(interval(mant, exp, &power), &dropped);
    size_t n = kk_numtext_uint_put(x, 10, digits);
    *point = (int)n + dropped - power;
    return n;
}

/*
 * As exact_digits() and round_digits() where at most 17 digits are asked for and x is of usual size:
 * one scaling, to one digit more than wanted. SIZE_MAX when that is not so.
 */
static size_t few_digits(KkFloatBits mant, int exp, DigitsMode mode, int n, char *digits,
                         int *point)
{
    int log10 = estimate_log10(mant, exp);
    int power = mode == KK_DIGITS_SIGNIFICANT ? n - log10 : n + 1;
    int size = power < 0 ? -power : power;
    if (n < 0 || n > 17 || size > WIDE_POWER || log10 + power > 17 || log10 + power < -1)
        return SIZE_MAX;
    Scaled s = scale(mant, exp, power, power_of_5(size));
    uint64_t limit = 1;
    for (int i = 0; mode == KK_DIGITS_SIGNIFICANT && i <= n; i++)
        limit *= 10;
    int dropped = 1;
    if (mode == KK_DIGITS_SIGNIFICANT && s.whole >= limit) {
        /* The logarithm was one too low. */
        s.exact = s.exact && s.whole % 10 == 0;
        s.whole /= 10;
        dropped++;
    }
    unsigned last = (unsigned)(s.whole % 10);
    s.whole /= 10;
    bool odd = (s.whole & 1) != 0;
    s.whole += last > 5 || (last == 5 && (!s.exact || odd));
    size_t count = s.whole == 0 ? 0 : kk_numtext_uint_put(s.whole, 10, digits);
    *point = (int)count + dropped - power;
    return count;
}

/* @gc never */
size_t kk_numtext_float_digits(KkFloat x, DigitsMode mode, int n, char *digits, int *point)
{
    int exp;
    KkFloatBits mant = kk_float_split(x, &exp);
    *point = 0;
    if (mant == 0)
        return 0;
    size_t have;
    if (mode == KK_DIGITS_SHORTEST) {
        have = shortest_digits(mant, exp, digits, point);
    } else if ((have = few_digits(mant, exp, mode, n, digits, point)) == SIZE_MAX) {
        have = exact_digits(mant, exp, digits, point);
        int most = 2 * KK_FLOAT_DIGITS;
        int keep = (n > most ? most : n) + (mode == KK_DIGITS_AFTER_POINT ? *point : 0);
        have = keep < 0 ? 0 : round_digits(digits, have, (size_t)keep, point);
    }
    return strip_zeros(digits, have);
}
