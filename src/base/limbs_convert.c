/*
 * limbs_convert.c: natural numbers from and to machine integers, floats and text.
 *
 * Text in a base that is no power of 2 goes by chunks: as many digits as fit one limb.
 *
 * Layer: base.   Tests: tests/unit/limbs.c.
 */
#include "base/limbs.h"

#define BITS KK_LIMB_BITS

/* @gc never */
size_t kk_limbs_from_u64(Limb *r, uint64_t x)
{
    for (size_t i = 0; i < KK_LIMBS_U64; i++, x >>= BITS)
        r[i] = (Limb)x;
    return kk_limbs_normal(r, KK_LIMBS_U64);
}

/* @gc never */
uint64_t kk_limbs_to_u64(const Limb *a, size_t n)
{
    uint64_t x = 0;
    for (size_t i = n < KK_LIMBS_U64 ? n : KK_LIMBS_U64; i-- > 0;)
        x = x << BITS | a[i];
    return x;
}

/* @gc never */
size_t kk_limbs_from_float(Limb *r, KkFloat x)
{
    int exp;
    uint64_t mant = kk_float_split(x, &exp);
    if (exp <= 0)
        return kk_limbs_from_u64(r, -exp >= 64 ? 0 : mant >> -exp);
    size_t n = kk_limbs_from_u64(r, mant);
    return kk_limbs_shl(r, r, n, (size_t)exp);
}

/* *out = mant * 2^exp rounded (see kk_limbs_to_float()); the top bit of mant is 1. */
static bool round_float(uint64_t mant, intptr_t exp, bool sticky, KkFloat *out)
{
    intptr_t top = exp + 63; /* the exponent of mant's top bit */
    unsigned drop = 64 - KK_FLOAT_MANT;
    *out = kk_float_of_bits(KK_FLOAT_INF);
    if (top > KK_FLOAT_EMAX)
        return false;
    if (top < KK_FLOAT_EMIN) {
        intptr_t more = KK_FLOAT_EMIN - top;
        if (more > KK_FLOAT_MANT) {
            *out = 0;
            return true;
        }
        drop += (unsigned)more;
        top = KK_FLOAT_EMIN;
    }
    uint64_t kept = drop < 64 ? mant >> drop : 0;
    uint64_t half = (uint64_t)1 << (drop - 1);
    uint64_t rest = mant & (half * 2 - 1);
    if (rest > half || (rest == half && (sticky || (kept & 1) != 0)))
        kept++;
    /* The hidden bit of kept, if it is there, adds 1 to the exponent field; so does a carry. */
    KkFloatBits field = (KkFloatBits)(top - KK_FLOAT_EMIN) << (KK_FLOAT_MANT - 1);
    *out = kk_float_of_bits(field + (KkFloatBits)kept);
    return kk_float_is_finite(*out);
}

/* @gc never */
bool kk_limbs_to_float(const Limb *a, size_t n, intptr_t exp, bool sticky, KkFloat *out)
{
    *out = 0;
    if (n == 0)
        return true;
    uint64_t mant = 0;
    size_t i = n, got = 0;
    while (i > 0 && got < KK_LIMBS_U64) {
        mant = mant << BITS | a[--i];
        got++;
    }
    exp += (intptr_t)(i * BITS);
    unsigned shift = (unsigned)KK_CLZ64(mant);
    if (shift != 0) {
        mant <<= shift;
        exp -= (intptr_t)shift;
        if (i > 0) {
            /* shift < BITS, since the top limb is not zero when there are limbs left. */
            Limb below = a[--i];
            mant |= below >> (BITS - shift);
            sticky |= (Limb)(below << shift) != 0;
        }
    }
    sticky = sticky || kk_limbs_normal(a, i) != 0;
    return round_float(mant, exp, sticky, out);
}

/* How many bits a digit has when base is a power of 2, else 0. */
static unsigned digit_bits(unsigned base)
{
    return (base & (base - 1)) == 0 ? (unsigned)__builtin_ctz(base) : 0;
}

/* The largest power of base that fits a limb, and its exponent. */
static Limb chunk_of(unsigned base, unsigned *digits)
{
    Limb2 power = base;
    unsigned n = 1;
    for (; power * base <= (Limb)~(Limb)0; n++)
        power *= base;
    *digits = n;
    return (Limb)power;
}

/*
 * Digits of base per bit, times 1024 and rounded up; the rounding costs a fifth of a percent at
 * most. 1024 / log2(b) for the b between two powers of 2 is taken at the lower one but for 10.
 */
static size_t digits_per_1024_bits(unsigned base)
{
    return base == 10 ? 309 : 1024 / (size_t)(31 - KK_CLZ32(base)) + 1;
}

/* @gc never */
size_t kk_limbs_text_size(const Limb *a, size_t n, unsigned base)
{
    size_t bits = kk_limbs_bit_length(a, n), each = digits_per_1024_bits(base);
    return bits / 1024 * each + bits % 1024 * each / 1024 + 1;
}

static char digit_char(unsigned digit)
{
    return (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}

static size_t text_by_bits(const Limb *a, size_t n, unsigned width, char *out)
{
    size_t bits = kk_limbs_bit_length(a, n);
    size_t count = (bits + width - 1) / width;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = 0;
        for (unsigned k = width; k-- > 0;)
            digit = digit << 1 | kk_limbs_bit(a, n, i * width + k);
        out[count - 1 - i] = digit_char(digit);
    }
    return count;
}

/* a /= 10^9 (10^4 for short limbs), returns the remainder: a divisor known to the compiler is
 * some four times as quick as kk_limbs_divmod_limb(). */
static Limb divide_by_chunk10(Limb *a, size_t n)
{
    const Limb2 d = BITS == 32 ? 1000000000 : 10000;
    Limb2 rest = 0;
    while (n-- > 0) {
        Limb2 x = rest << BITS | a[n];
        a[n] = (Limb)(x / d);
        rest = x % d;
    }
    return (Limb)rest;
}

static void reverse(char *text, size_t n)
{
    for (size_t i = 0, k = n; i + 1 < k; i++) {
        char c = text[i];
        text[i] = text[--k];
        text[k] = c;
    }
}

/* @gc never */
size_t kk_limbs_to_text(Limb *a, size_t n, unsigned base, char *out)
{
    if (n == 0) {
        out[0] = '0';
        return 1;
    }
    if (digit_bits(base) != 0)
        return text_by_bits(a, n, digit_bits(base), out);
    unsigned per_chunk;
    Limb power = chunk_of(base, &per_chunk);
    size_t count = 0; /* the digits come lowest first */
    while (n > 0) {
        uint32_t chunk = base == 10 ? divide_by_chunk10(a, n)
                                    : kk_limbs_divmod_limb(a, a, n, power);
        n = kk_limbs_normal(a, n);
        for (unsigned i = 0; n > 0 ? i < per_chunk : chunk > 0; i++) {
            out[count++] = digit_char(chunk % base);
            chunk /= base;
        }
    }
    reverse(out, count);
    return count;
}

/* @gc never */
size_t kk_limbs_from_text_size(size_t n, unsigned base)
{
    /* Bits per digit, rounded up: exact for powers of 2; 10 is close enough to 10/3 to matter. */
    if (base == 10)
        return (n / 3 * 10 + n % 3 * 4) / BITS + 1;
    size_t bits = digit_bits(base) != 0 ? digit_bits(base) : (size_t)(32 - KK_CLZ32(base));
    return n / BITS * bits + n % BITS * bits / BITS + 1;
}

static size_t parse_by_bits(Limb *r, const uint8_t *text, size_t len, unsigned width)
{
    size_t rn = 0;
    Limb2 buffer = 0;
    unsigned have = 0;
    while (len-- > 0) {
        uint8_t c = kk_rom_byte(text + len);
        if (c == '_')
            continue;
        buffer |= (Limb2)kk_limbs_digit(c) << have;
        have += width;
        if (have >= BITS) {
            r[rn++] = (Limb)buffer;
            buffer >>= BITS;
            have -= BITS;
        }
    }
    if (have > 0)
        r[rn++] = (Limb)buffer;
    return kk_limbs_normal(r, rn);
}

/* @gc never */
size_t kk_limbs_from_text(Limb *r, const uint8_t *text, size_t len, unsigned base)
{
    if (digit_bits(base) != 0)
        return parse_by_bits(r, text, len, digit_bits(base));
    unsigned per_chunk, in_chunk = 0;
    chunk_of(base, &per_chunk);
    Limb chunk = 0, power = 1;
    size_t rn = 0;
    for (size_t i = 0; i <= len; i++) {
        uint8_t c = i < len ? kk_rom_byte(text + i) : '_';
        if (c != '_') {
            chunk = (Limb)(chunk * base + kk_limbs_digit(c));
            power = (Limb)(power * base);
            in_chunk++;
        }
        if (in_chunk == per_chunk || i == len) {
            Limb top = kk_limbs_mul_limb(r, r, rn, power, chunk);
            if (top != 0)
                r[rn++] = top;
            chunk = in_chunk = 0;
            power = 1;
        }
    }
    return rn;
}
