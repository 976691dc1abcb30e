/*
 * format_number.c: numbers laid out by a format specification.
 *
 * A number is written as prefix (sign, 0x), digits (which may be grouped), and rest (point,
 * fraction, exponent, or what is no number). Padding goes around all of it, or between prefix and
 * digits.
 *
 * Layer: types.   Tests: tests/types/str/format_int.py, tests/types/str/format_float.py.
 */
#include "base/utf8.h"
#include "types/format.h"
#include "types/number.h"

typedef struct NumberText {
    char prefix[4];
    size_t nprefix;
    Span digits;
    Span rest;
    size_t group; /* digits between separators */
} NumberText;

/* Digits in all, with zeros in front so that they and their separators take `least` places. */
static size_t padded_digits(size_t digits, size_t group, size_t least)
{
    if (digits == 0 || digits + (digits - 1) / group >= least)
        return digits;
    /* the smallest d with d + (d - 1) / group >= least */
    size_t d = least - least / (group + 1);
    while (d > 1 && d - 1 + (d - 2) / group >= least)
        d--;
    while (d + (d - 1) / group < least)
        d++;
    return d > digits ? d : digits;
}

KK_MUST_CHECK static bool add_grouped(StrBuf *b, Span digits, size_t total, size_t group,
                                      uint8_t sep)
{
    uint8_t *to = kk_strbuf_room(b, total + (total - 1) / group);
    if (to == NULL)
        return false;
    size_t zeros = total - digits.len;
    for (size_t i = 0; i < total; i++) {
        if (i > 0 && (total - i) % group == 0)
            *to++ = sep;
        *to++ = i < zeros ? '0' : kk_rom_byte(digits.at + (i - zeros));
    }
    b->len += total + (total - 1) / group;
    return true;
}

KK_MUST_CHECK static bool add_number(StrBuf *b, const NumberText *number, const FormatSpec *spec)
{
    Span digits = number->digits;
    size_t width = spec->width < 0 ? 0 : (size_t)spec->width;
    size_t total = digits.len, separators = 0;
    size_t zeros_in_front = spec->min_digits > total ? spec->min_digits - total : 0;
    size_t others = number->nprefix + zeros_in_front + number->rest.len;
    if (spec->grouping != 0 && total > 0) {
        bool zeros = spec->fill == '0' && spec->align == '=';
        total = padded_digits(total, number->group, zeros && width > others ? width - others : 0);
        separators = (total - 1) / number->group;
    }
    if (total > KK_LEN_MAX / 2 || width > KK_LEN_MAX / 4 || zeros_in_front > KK_LEN_MAX / 4) {
        kk_raise_memory(b->vm);
        return false;
    }
    size_t len = others + total + separators, missing = width > len ? width - len : 0;
    size_t left = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    size_t inside = spec->align == '=' ? missing : 0;
    if ((left > 0 && !kk_strbuf_add_fill(b, spec->fill, left)) ||
        !kk_strbuf_add(b, (Span){(const uint8_t *)number->prefix, number->nprefix}) ||
        (inside > 0 && !kk_strbuf_add_fill(b, spec->fill, inside)) ||
        (zeros_in_front > 0 && !kk_strbuf_add_fill(b, '0', zeros_in_front)))
        return false;
    if (!(separators > 0 || total > digits.len
              ? add_grouped(b, digits, total, number->group, spec->grouping)
              : kk_strbuf_add(b, digits)))
        return false;
    size_t right = missing - left - inside;
    return kk_strbuf_add(b, number->rest) &&
           (right == 0 || kk_strbuf_add_fill(b, spec->fill, right));
}

/* Puts the sign in front of a number. */
static void put_sign(NumberText *number, bool negative, const FormatSpec *spec)
{
    if (negative)
        number->prefix[number->nprefix++] = '-';
    else if (spec->sign == '+' || spec->sign == ' ')
        number->prefix[number->nprefix++] = (char)spec->sign;
}

/* ---- ints ---- */

KK_MUST_CHECK static bool add_char(StrBuf *b, Value v, const FormatSpec *spec)
{
    Vm *vm = b->vm;
    int64_t code;
    uint8_t bytes[4];
    if (spec->sign != 0)
        return kk_raise_false(vm, KK_ValueError,
                              "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return kk_raise_false(vm, KK_ValueError,
                              "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!kk_int_to64(v, &code))
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C long");
    if (code < 0 || code > 0x10FFFF)
        return kk_raise_false(vm, KK_OverflowError, "%%c arg not in range(0x110000)");
    size_t n = kk_utf8_encode((uint32_t)code, bytes);
    return kk_format_add_padded(b, (Span){bytes, n}, spec);
}

static void to_upper(uint8_t *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (kk_is_lower(text[i]))
            text[i] -= 'a' - 'A';
    }
}

bool kk_format_add_int(StrBuf *b, Value v, const FormatSpec *spec)
{
    Vm *vm = b->vm;
    if (spec->precision >= 0)
        return kk_raise_false(vm, KK_ValueError,
                              "Precision not allowed in integer format specifier");
    if (spec->no_minus_zero)
        return kk_raise_false(vm, KK_ValueError, "Negative zero coercion (z) not allowed in "
                                                 "integer format specifier");
    uint32_t type = spec->type;
    if (type == 'c')
        return add_char(b, v, spec);
    unsigned base = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    char small[KK_NUMTEXT_INT_MAX];
    char *text = small;
    size_t n, size = kk_smallint_is(v) ? 0 : kk_int_text_size(v, base);
    Value blob = KK_UNSET;
    if (size > sizeof small) {
        blob = kk_blob_new(vm, size);
        if (blob == KK_ERROR)
            return false;
        text = (char *)KK_OBJ(BlobObj, blob)->at;
    }
    if (kk_smallint_is(v))
        n = kk_numtext_int_put(kk_smallint_get(v), base, text);
    else if (!kk_int_text_put(vm, v, base, text, &n))
        return false;
    NumberText number = {.group = base == 10 ? 3 : 4};
    bool negative = text[0] == '-';
    put_sign(&number, negative, spec);
    if (spec->alternate && base != 10) {
        number.prefix[number.nprefix++] = '0';
        number.prefix[number.nprefix++] = (char)type;
    }
    if (type == 'X')
        to_upper((uint8_t *)text, n);
    number.digits = (Span){(const uint8_t *)text + negative, n - negative};
    return add_number(b, &number, spec);
}

/* ---- floats ---- */

/* The text of a float; it lies in own, or in a blob that *holder keeps. */
typedef struct FloatText {
    char own[40];
    char *at;
    size_t len;
    Value holder;
} FloatText;

/* repr in upper or lower case, with a point if the alternate form asks for one. */
static void put_repr(FloatText *text, KkFloat x, bool whole_part_only, const FormatSpec *spec)
{
    text->len = whole_part_only ? kk_numtext_float_part(x, text->own)
                                : kk_numtext_float_repr(x, text->own);
    if (!spec->alternate || !kk_float_is_finite(x) || memchr(text->own, '.', text->len) != NULL)
        return;
    char *e = memchr(text->own, 'e', text->len);
    char *at = e != NULL ? e : text->own + text->len;
    memmove(at + 1, at, (size_t)(text->own + text->len - at));
    *at = '.';
    text->len++;
}

KK_MUST_CHECK static bool write_float(Vm *vm, FloatText *text, KkFloat x, char kind, int precision,
                                      bool alternate)
{
    text->at = text->own;
    text->len = kk_numtext_float_format(x, kind, precision, alternate, text->own, sizeof text->own);
    if (text->len <= sizeof text->own)
        return true;
    text->holder = kk_blob_new(vm, text->len);
    if (text->holder == KK_ERROR)
        return false;
    text->at = (char *)KK_OBJ(BlobObj, text->holder)->at;
    kk_numtext_float_format(x, kind, precision, alternate, text->at, text->len);
    return true;
}

/* Splits text, without its sign, into digits and rest. */
static void split_text(const FloatText *text, NumberText *number)
{
    Span all = {(const uint8_t *)text->at, text->len};
    if (all.len > 0 && all.at[0] == '-')
        all = kk_span_skip(all, 1);
    size_t n = 0;
    while (n < all.len && kk_is_digit(all.at[n]))
        n++;
    number->digits = kk_span_cut(all, 0, n);
    number->rest = kk_span_skip(all, n);
}

static bool is_zero_text(const FloatText *text)
{
    for (size_t i = 0; i < text->len; i++) {
        if (text->at[i] == 'e' || text->at[i] == 'E')
            break;
        if (text->at[i] != '-' && text->at[i] != '.' && text->at[i] != '0' && text->at[i] != '%')
            return false;
    }
    return true;
}

/* Fills number with x; part: of a complex, which shows 1 for 1.0 and adds no digit. */
KK_MUST_CHECK static bool convert(Vm *vm, KkFloat x, bool part, const FormatSpec *spec,
                                  FloatText *text, NumberText *number)
{
    *number = (NumberText){.group = 3};
    text->holder = KK_UNSET;
    text->at = text->own;
    char kind = spec->type == 'n' ? 'g' : (char)spec->type;
    if (spec->precision > INT32_MAX)
        return kk_raise_false(vm, KK_ValueError, "precision too big");
    if (kind == 0 && spec->precision < 0) {
        put_repr(text, x, part, spec);
    } else {
        int precision = spec->precision < 0 ? 6 : (int)spec->precision;
        if (!write_float(vm, text, x, kind == 0 && part ? 'g' : kind, precision, spec->alternate))
            return false;
    }
    bool negative = text->at[0] == '-' && !(spec->no_minus_zero && is_zero_text(text));
    put_sign(number, negative, spec);
    split_text(text, number);
    return true;
}

bool kk_format_add_float(StrBuf *b, KkFloat x, const FormatSpec *spec)
{
    FloatText text;
    NumberText number;
    return convert(b->vm, x, false, spec, &text, &number) && add_number(b, &number, spec);
}

bool kk_format_add_complex(StrBuf *b, KkFloat real, KkFloat imag, const FormatSpec *spec)
{
    FloatText text;
    NumberText number;
    FormatSpec part = *spec;
    StrBuf whole;
    part.width = 0;
    bool skip_real = spec->type == 0 && real == 0 && !kk_float_is_negative(real);
    bool parens = spec->type == 0 && !skip_real;
    kk_strbuf_init(&whole, b->vm);
    if (parens && !kk_strbuf_add_byte(&whole, '('))
        return false;
    if (!skip_real) {
        if (!convert(b->vm, real, true, &part, &text, &number) ||
            !add_number(&whole, &number, &part))
            return false;
        part.sign = '+';
    }
    if (!convert(b->vm, imag, true, &part, &text, &number) || !add_number(&whole, &number, &part) ||
        !kk_strbuf_add_text(&whole, parens ? "j)" : "j"))
        return false;
    return kk_format_add_padded(b, kk_strbuf_span(&whole), spec);
}
