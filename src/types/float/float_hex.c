/*
 * float_hex.c: float.hex() and float.fromhex().
 *
 * Layer: types.   Tests: tests/types/float/hex.py.
 */
#include "base/utf8.h"
#include "types/number.h"

/* Bits of the fraction, and the hexadecimal digits they are shown with. */
#define FRACTION_BITS (KK_FLOAT_MANT - 1)
#define FRACTION_DIGITS ((FRACTION_BITS + 3) / 4)

/* The exact value in hexadecimal: '-0x1.8000000000000p+1'. */
KK_METHOD(float, hex, "()")
Value kk_float_hex(Vm *vm, Value self, Args args)
{
    char text[40];
    size_t n = 0;
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    if (!kk_float_is_finite(x)) {
        n = kk_numtext_float_repr(x, text);
        return kk_str_new(vm, (Span){(const uint8_t *)text, n});
    }
    int exp;
    uint64_t mant = kk_float_split(x, &exp);
    if (kk_float_is_negative(x))
        text[n++] = '-';
    text[n++] = '0';
    text[n++] = 'x';
    text[n++] = (char)('0' + (mant >> FRACTION_BITS));
    text[n++] = '.';
    int digits = mant == 0 ? 1 : FRACTION_DIGITS;
    mant <<= 4 * FRACTION_DIGITS - FRACTION_BITS;
    for (int i = 1; i <= digits; i++) {
        unsigned digit = mant >> (4 * (FRACTION_DIGITS - i)) & 15;
        text[n++] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    text[n++] = 'p';
    exp = mant == 0 ? 0 : exp + FRACTION_BITS;
    if (exp >= 0)
        text[n++] = '+';
    n += kk_numtext_int_put(exp, 10, text + n);
    return kk_str_new(vm, (Span){(const uint8_t *)text, n});
}

static uint32_t char_at(Span text, size_t i)
{
    return i < text.len ? kk_rom_byte(text.at + i) : 0;
}

/* A mantissa of up to 64 bits; what does not fit is only known to be there (sticky). */
typedef struct HexNumber {
    uint64_t mant;
    int64_t exp;
    bool sticky;
    bool any; /* there was a digit */
} HexNumber;

/* Takes hexadecimal digits and a point; returns where they end. */
static size_t scan_digits(Span text, size_t i, HexNumber *num)
{
    bool in_fraction = false;
    for (;; i++) {
        uint32_t c = char_at(text, i);
        if (c == '.' && !in_fraction) {
            in_fraction = true;
            continue;
        }
        unsigned digit = kk_limbs_digit((uint8_t)c);
        if (digit > 15)
            return i;
        num->any = true;
        if (num->mant >> 60 == 0) {
            num->mant = num->mant << 4 | digit;
            num->exp -= in_fraction ? 4 : 0;
        } else {
            num->sticky = num->sticky || digit != 0;
            num->exp += in_fraction ? 0 : 4;
        }
    }
}

/* Takes p and a decimal exponent at i if they are there; SIZE_MAX when it is malformed. */
static size_t scan_exponent(Span text, size_t i, HexNumber *num)
{
    if ((char_at(text, i) | 0x20) != 'p')
        return i;
    bool negative = char_at(text, ++i) == '-';
    if (negative || char_at(text, i) == '+')
        i++;
    if (!kk_is_digit(char_at(text, i)))
        return SIZE_MAX;
    int64_t exp = 0;
    for (; kk_is_digit(char_at(text, i)); i++) {
        if (exp < INT32_MAX)
            exp = exp * 10 + (char_at(text, i) - '0');
    }
    num->exp += negative ? -exp : exp;
    return i;
}

/* Reads all of text; false when it is malformed. *fits: the value is finite. */
static bool read_hex(Span text, KkFloat *x, bool *fits)
{
    bool negative = char_at(text, 0) == '-';
    size_t at = negative || char_at(text, 0) == '+';
    *fits = true;
    uint32_t first = char_at(text, at) | 0x20;
    if (first == 'i' || first == 'n')
        return kk_numtext_float_parse(text, x);
    HexNumber num = {0};
    if (char_at(text, at) == '0' && (char_at(text, at + 1) | 0x20) == 'x')
        at += 2;
    at = scan_exponent(text, scan_digits(text, at, &num), &num);
    if (at != text.len || !num.any)
        return false;
    Limb limbs[KK_LIMBS_U64];
    size_t n = kk_limbs_from_u64(limbs, num.mant);
    int64_t limit = (int64_t)1 << 30;
    int64_t exp = num.exp > limit ? limit : num.exp < -limit ? -limit : num.exp;
    *fits = kk_limbs_to_float(limbs, n, (intptr_t)exp, num.sticky, x);
    if (negative)
        *x = -*x;
    return true;
}

/* The float that a hexadecimal text stands for. */
KK_CLASSMETHOD(float, fromhex, "(string, /)")
Value kk_float_fromhex(Vm *vm, Value self, Args args)
{
    Span text;
    KkFloat x;
    bool fits;
    if (!kk_str_arg(vm, args.pos[0], "string", &text) || !kk_number_text(args.pos[0], &text))
        return KK_ERROR;
    if (!read_hex(text, &x, &fits))
        return kk_raise(vm, KK_ValueError, "invalid hexadecimal floating-point string");
    if (!fits) {
        return kk_raise(vm, KK_OverflowError,
                        "hexadecimal value too large to represent as a float");
    }
    Value v = kk_float_new(vm, x);
    if (v == KK_ERROR || self == KK_REF(&kk_type_float))
        return v;
    return kk_call1(vm, self, v);
}
