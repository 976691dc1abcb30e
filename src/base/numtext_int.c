/*
 * numtext_int.c: whole numbers from and to text.
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#include "base/numtext.h"

/* The base that a prefix 0x, 0o or 0b at the start of text stands for, or 0. */
static unsigned prefix_base(Span text)
{
    if (text.len < 2 || kk_rom_byte(text.at) != '0')
        return 0;
    switch (kk_rom_byte(text.at + 1) | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

/* Checks that all of text is digits of base with single underscores between them, and counts
 * the digits; after_prefix allows one underscore in front. */
static bool check_digits(Span text, unsigned base, bool after_prefix, size_t *count)
{
    size_t n = 0;
    bool may_separate = after_prefix, last_separates = true;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = kk_rom_byte(text.at + i);
        bool separator = c == '_';
        if (separator ? !may_separate : kk_limbs_digit(c) >= base)
            return false;
        may_separate = !separator;
        last_separates = separator;
        n += !separator;
    }
    *count = n;
    return n > 0 && !last_separates;
}

/* @gc never */
bool kk_numtext_int_scan(Span text, unsigned base, IntText *out)
{
    uint8_t sign = text.len > 0 ? kk_rom_byte(text.at) : 0;
    out->negative = sign == '-';
    if (sign == '-' || sign == '+')
        text = kk_span_skip(text, 1);
    unsigned prefix = prefix_base(text);
    bool as_literal = base == 0;
    bool has_prefix = prefix != 0 && (as_literal || base == prefix);
    if (has_prefix)
        text = kk_span_skip(text, 2);
    if (as_literal)
        base = has_prefix ? prefix : 10;
    if (!check_digits(text, base, has_prefix, &out->count))
        return false;

    bool leading_zero = kk_rom_byte(text.at) == '0';
    for (; text.len > 1; text = kk_span_skip(text, 1)) {
        uint8_t c = kk_rom_byte(text.at);
        if (c != '0' && c != '_')
            break;
        out->count -= c == '0';
    }
    if (as_literal && !has_prefix && leading_zero && kk_rom_byte(text.at) != '0')
        return false;
    out->digits = text;
    out->base = base;
    return true;
}

/* @gc never */
bool kk_numtext_int_u64(const IntText *t, uint64_t *out)
{
    uint64_t x = 0, limit = UINT64_MAX / t->base;
    /* 12 digits of base 36 are below 2^64. */
    bool safe = t->count <= 12;
    for (size_t i = 0; i < t->digits.len; i++) {
        uint8_t c = kk_rom_byte(t->digits.at + i);
        if (c == '_')
            continue;
        unsigned digit = kk_limbs_digit(c);
        if (!safe && (x > limit || x * t->base > UINT64_MAX - digit))
            return false;
        x = x * t->base + digit;
    }
    *out = x;
    return true;
}

/* @gc never */
size_t kk_numtext_int_size(const IntText *t)
{
    return kk_limbs_from_text_size(t->count, t->base);
}

/* @gc never */
size_t kk_numtext_int_limbs(const IntText *t, Limb *r)
{
    return kk_limbs_from_text(r, t->digits.at, t->digits.len, t->base);
}

/* @gc never */
size_t kk_numtext_uint_put(uint64_t x, unsigned base, char *out)
{
    char reversed[KK_NUMTEXT_INT_MAX];
    size_t n = 0;
    if (base == 10 && KK_WORD_BITS == 64) {
        /* A divisor that the compiler knows is several times as quick. */
        char *at = reversed + sizeof reversed;
        for (; x > UINT32_MAX; x /= 10)
            *--at = (char)('0' + x % 10);
        uint32_t rest = (uint32_t)x;
        do {
            *--at = (char)('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        n = (size_t)(reversed + sizeof reversed - at);
        for (size_t i = 0; i < n; i++)
            out[i] = at[i];
        return n;
    }
    if ((base & (base - 1)) == 0) {
        unsigned bits = (unsigned)__builtin_ctz(base);
        for (uint64_t rest = x; n == 0 || rest != 0; rest >>= bits)
            n++;
        for (size_t i = n; i > 0; x >>= bits)
            out[--i] = "0123456789abcdefghijklmnopqrstuv"[x & (base - 1)];
        return n;
    }
    /* Division of 64 bits is slow where words have 32: only as long as it is needed. */
    for (; x > UINT32_MAX; x /= base)
        reversed[n++] = (char)(x % base);
    uint32_t low = (uint32_t)x;
    do {
        reversed[n++] = (char)(low % base);
        low /= base;
    } while (low > 0);
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned)reversed[n - 1 - i];
        out[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return n;
}

/* @gc never */
size_t kk_numtext_int_put(int64_t x, unsigned base, char *out)
{
    if (x >= 0)
        return kk_numtext_uint_put((uint64_t)x, base, out);
    out[0] = '-';
    return 1 + kk_numtext_uint_put(0 - (uint64_t)x, base, out + 1);
}
