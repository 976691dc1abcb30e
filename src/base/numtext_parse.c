/*
 * numtext_parse.c: text to float, correctly rounded whatever the number of digits.
 *
 * The usual number - few digits, small power of 10 - takes one exact multiplication or division.
 * For the others a quotient of natural numbers is worked out to 64 bits and a remainder, and
 * rounded once. Digits beyond all that can decide a tie are replaced by one that is not zero.
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#include "base/numtext.h"
#include "base/utf8.h"

/* Significant digits that are looked at. A number half way between two floats has fewer. */
#define DIGITS_MAX (KK_FLOAT_DIGITS + 2)
/* 0.d1d2... * 10^point is infinite above the one, zero below the other. */
#define POINT_MAX (KK_WORD_BITS == 64 ? 310 : 40)
#define POINT_MIN (KK_WORD_BITS == 64 ? -326 : -48)
/* Digits of a uint64_t that can never overflow it. */
#define SHORT_DIGITS 19
/* The largest n for which 10^n is a float. */
#define EXACT_POWER (KK_WORD_BITS == 64 ? 22 : 10)
/* Limbs for DIGITS_MAX + 1 digits or a 5^n of that size, with 64 bits and a limb to spare. */
#define LIMBS ((KK_WORD_BITS == 64 ? 2656 : 496) / KK_LIMB_BITS + 2)

/* A decimal number as the text has it: 0.d1d2... * 10^point. */
typedef struct Number {
    Span digits;    /* from the first digit that is not zero; holds underscores and the point */
    size_t n;       /* significant digits in it, trailing zeros included */
    uint64_t head;  /* the first of them, up to SHORT_DIGITS, as a number */
    int64_t point;
} Number;

static uint32_t char_at(Span text, size_t i)
{
    return i < text.len ? kk_rom_byte(text.at + i) : 0;
}

/* Whether text goes on at i with word (in lower case), in any case. */
static bool has_word(Span text, size_t i, const char *word)
{
    const uint8_t *w = (const uint8_t *)word;
    for (; kk_rom_byte(w) != 0; w++, i++) {
        if ((char_at(text, i) | 0x20) != kk_rom_byte(w))
            return false;
    }
    return true;
}

/* inf, infinity or nan at i: its length, or 0. */
static size_t scan_word(Span text, size_t i, KkFloat *out)
{
    if (has_word(text, i, "nan")) {
        *out = kk_float_of_bits(KK_FLOAT_NAN);
        return 3;
    }
    if (!has_word(text, i, "inf"))
        return 0;
    *out = kk_float_of_bits(KK_FLOAT_INF);
    return has_word(text, i + 3, "inity") ? 8 : 3;
}

/* True for an underscore at i between two digits. */
static bool is_separator(Span text, size_t i)
{
    return i > 0 && char_at(text, i) == '_' && kk_is_digit(char_at(text, i - 1)) &&
           kk_is_digit(char_at(text, i + 1));
}

/* Takes digits and a point from i on; false if there is no digit. Returns the end in *end. */
static bool scan_digits(Span text, size_t i, Number *num, size_t *end)
{
    bool any = false, in_fraction = false;
    for (;; i++) {
        uint32_t c = char_at(text, i);
        if (c == '.' && !in_fraction) {
            in_fraction = true;
        } else if (kk_is_digit(c)) {
            any = true;
            if (num->n == 0 && c == '0') {
                num->point -= in_fraction;
                continue;
            }
            if (num->n++ == 0)
                num->digits.at = text.at + i;
            if (num->n <= SHORT_DIGITS)
                num->head = num->head * 10 + (c - '0');
            num->point += !in_fraction;
        } else if (!is_separator(text, i)) {
            break;
        }
    }
    if (num->n > 0)
        num->digits.len = (size_t)(text.at + i - num->digits.at);
    *end = i;
    return any;
}

/* Adds the exponent at i, if there is a whole one, to num; returns where the number ends. */
static size_t scan_exponent(Span text, size_t i, Number *num)
{
    if ((char_at(text, i) | 0x20) != 'e')
        return i;
    size_t at = i + 1;
    bool negative = char_at(text, at) == '-';
    if (negative || char_at(text, at) == '+')
        at++;
    if (!kk_is_digit(char_at(text, at)))
        return i;
    const int64_t limit = (int64_t)1 << 40; /* no text is so long that this matters */
    int64_t exp = 0;
    for (; kk_is_digit(char_at(text, at)) || is_separator(text, at); at++) {
        if (char_at(text, at) != '_' && exp < limit)
            exp = exp * 10 + (char_at(text, at) - '0');
    }
    num->point += negative ? -exp : exp;
    return at;
}

/* One operation on two numbers that are floats exactly: correctly rounded by the CPU. */
static bool convert_short(const Number *num, KkFloat *out)
{
    static const KkFloat powers[] = {
        (KkFloat)1e0,  (KkFloat)1e1,  (KkFloat)1e2,  (KkFloat)1e3,  (KkFloat)1e4,  (KkFloat)1e5,
        (KkFloat)1e6,  (KkFloat)1e7,  (KkFloat)1e8,  (KkFloat)1e9,  (KkFloat)1e10, (KkFloat)1e11,
        (KkFloat)1e12, (KkFloat)1e13, (KkFloat)1e14, (KkFloat)1e15, (KkFloat)1e16, (KkFloat)1e17,
        (KkFloat)1e18, (KkFloat)1e19, (KkFloat)1e20, (KkFloat)1e21, (KkFloat)1e22,
    };
    if (num->n > SHORT_DIGITS || num->head >> KK_FLOAT_MANT != 0)
        return false;
    int64_t power = num->point - (int64_t)num->n;
    if (power > EXACT_POWER || power < -EXACT_POWER)
        return false;
    KkFloat x = (KkFloat)(KkFloatBits)num->head;
    *out = power < 0 ? x / powers[-power] : x * powers[power];
    return true;
}

/* a *= 10^digits (up to a limb) and += add. */
static size_t append(Limb *a, size_t n, unsigned factor, Limb add)
{
    Limb top = kk_limbs_mul_limb(a, a, n, (Limb)factor, add);
    if (top != 0)
        a[n++] = top;
    return n;
}

/* The digits of num as a natural number; *used is how many went into it. */
static size_t collect(const Number *num, Limb *a, size_t *used)
{
    const uint32_t chunk_max = KK_LIMB_BITS == 32 ? 1000000000 : 10000;
    size_t n = 0, have = 0;
    uint32_t chunk = 0, power = 1;
    a[0] = 0;
    for (size_t i = 0; i < num->digits.len && have < DIGITS_MAX; i++) {
        uint32_t c = kk_rom_byte(num->digits.at + i);
        if (!kk_is_digit(c))
            continue;
        chunk = chunk * 10 + (c - '0');
        power *= 10;
        have++;
        if (power == chunk_max) {
            n = append(a, n, power, (Limb)chunk);
            chunk = 0;
            power = 1;
        }
    }
    n = append(a, n, power, (Limb)chunk);
    if (have < num->n) {
        /* More digits follow, not all of them 0: any digit but 0 stands for them. */
        n = append(a, n, 10, 1);
        have++;
    }
    *used = have;
    return n;
}

static size_t multiply_by_power_of_5(Limb *a, size_t n, size_t power)
{
    for (; power >= 6; power -= 6)
        n = append(a, n, 15625, 0);
    for (; power > 0; power--)
        n = append(a, n, 5, 0);
    return n;
}

static bool is_zero_beyond(const Number *num, size_t keep)
{
    size_t have = 0;
    for (size_t i = 0; i < num->digits.len; i++) {
        uint32_t c = kk_rom_byte(num->digits.at + i);
        if (kk_is_digit(c) && ++have > keep && c != '0')
            return false;
    }
    return true;
}

/* Correctly rounded, by whole numbers of any size. */
static void convert_long(const Number *num, KkFloat *out)
{
    Limb a[LIMBS], d[LIMBS], q[LIMBS];
    size_t used;
    Number cut = *num;
    if (cut.n > DIGITS_MAX && is_zero_beyond(num, DIGITS_MAX))
        cut.n = DIGITS_MAX;
    size_t n = collect(&cut, a, &used);
    intptr_t power = (intptr_t)num->point - (intptr_t)used;
    bool fits;
    if (power >= 0) {
        n = multiply_by_power_of_5(a, n, (size_t)power);
        fits = kk_limbs_to_float(a, n, power, false, out);
    } else {
        d[0] = 1;
        size_t dn = multiply_by_power_of_5(d, 1, (size_t)-power);
        size_t want = kk_limbs_bit_length(d, dn) + 65, have = kk_limbs_bit_length(a, n);
        size_t shift = want > have ? want - have : 0;
        n = kk_limbs_shl(a, a, n, shift);
        kk_limbs_divmod(q, a, n, d, dn);
        size_t qn = kk_limbs_normal(q, n - dn + 1);
        bool sticky = kk_limbs_normal(a, dn) != 0;
        fits = kk_limbs_to_float(q, qn, power - (intptr_t)shift, sticky, out);
    }
    (void)fits; /* too large is infinity */
}

static KkFloat convert(const Number *num)
{
    KkFloat x = 0;
    if (num->n == 0 || num->point < POINT_MIN)
        return 0;
    if (num->point > POINT_MAX)
        return kk_float_of_bits(KK_FLOAT_INF);
    if (!convert_short(num, &x))
        convert_long(num, &x);
    return x;
}

/* @gc never */
bool kk_numtext_float_prefix(Span text, KkFloat *out, size_t *used)
{
    bool negative = char_at(text, 0) == '-';
    size_t at = negative || char_at(text, 0) == '+';
    KkFloat x;
    size_t word = scan_word(text, at, &x);
    if (word == 0) {
        Number num = {0};
        if (!scan_digits(text, at, &num, &at))
            return false;
        at = scan_exponent(text, at, &num);
        x = convert(&num);
    }
    *used = at + word;
    *out = negative ? -x : x;
    return true;
}

/* @gc never */
bool kk_numtext_float_parse(Span text, KkFloat *out)
{
    size_t used;
    return kk_numtext_float_prefix(text, out, &used) && used == text.len;
}
