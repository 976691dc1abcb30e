/*
 * strip.c: taking characters off the ends, and padding to a width.
 *
 * Layer: types.   Tests: tests/types/str/strip.py, tests/types/str/pad.py.
 */
#include "base/utf8.h"
#include "types/bytes/bytes.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

enum { LEFT = 1, RIGHT = 2, BOTH = LEFT | RIGHT };

/* c (size bytes at p) is in set, or is white space when there is no set. */
static bool is_stripped(Text text, const Span *set, uint32_t c, const uint8_t *p, size_t size)
{
    if (set == NULL)
        return kk_pieces_is_space(c, text.is_str);
    return kk_bytes_find(*set, (Span){p, size}) != NULL;
}

/* Whether the byte is one of the set; NULL: white space, of a str or not. */
KK_INLINE bool is_stripped_byte(const uint64_t *set, uint32_t c, bool is_str)
{
    if (set != NULL)
        return (set[c / 64] >> c % 64 & 1) != 0;
    return c == ' ' || c - 9 < 5 || (c - 0x1C < 4 && is_str);
}

/* Bytes off ASCII text. */
static Span strip_bytes(Span text, const uint64_t *set, int sides, bool is_str)
{
    if (sides & LEFT) {
        while (text.len > 0 && is_stripped_byte(set, kk_rom_byte(text.at), is_str))
            text = kk_span_skip(text, 1);
    }
    if (sides & RIGHT) {
        while (text.len > 0 && is_stripped_byte(set, kk_rom_byte(text.at + text.len - 1), is_str))
            text.len--;
    }
    return text;
}

static Span strip(Text text, const Span *set, int sides)
{
    if (set == NULL && text.ascii)
        return strip_bytes(text.span, NULL, sides, text.is_str);
    if (KK_WORD_BITS == 64 && text.ascii) {
        uint64_t map[4] = {0};
        for (size_t i = 0; i < set->len; i++)
            map[set->at[i] / 64] |= (uint64_t)1 << set->at[i] % 64;
        return strip_bytes(text.span, map, sides, text.is_str);
    }
    size_t size;
    while ((sides & LEFT) && text.span.len > 0) {
        uint32_t c = kk_pieces_first(text, &size);
        if (!is_stripped(text, set, c, text.span.at, size))
            break;
        text.span = kk_span_skip(text.span, size);
    }
    while ((sides & RIGHT) && text.span.len > 0) {
        uint32_t c = kk_pieces_last(text, &size);
        if (!is_stripped(text, set, c, text.span.at + text.span.len - size, size))
            break;
        text.span.len -= size;
    }
    return text.span;
}

KK_SAYS(strip_method, 4)
static Value strip_method(Vm *vm, Value self, Args args, int sides, const char *name)
{
    Value chars = kk_arg(args, 0, kk_none);
    Span set;
    if (chars != kk_none) {
        if (kk_str_is(self) && kk_as_kind(chars, KIND_STR) == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "%s arg must be None or str", name);
        if (!kk_pieces_arg(vm, self, chars, &set))
            return KK_ERROR;
    }
    Text text = kk_pieces_text(self);
    return kk_pieces_part(vm, self, strip(text, chars == kk_none ? NULL : &set, sides));
}

/* The text without white space, or any of chars, at its ends. */
KK_METHOD(str, strip, "(chars=None, /)")
KK_METHOD(bytes, strip, "(chars=None, /)")
KK_METHOD(bytearray, strip, "(chars=None, /)")
Value kk_str_strip(Vm *vm, Value self, Args args)
{
    return strip_method(vm, self, args, BOTH, "strip");
}

/* The text without white space, or any of chars, at its start. */
KK_METHOD(str, lstrip, "(chars=None, /)")
KK_METHOD(bytes, lstrip, "(chars=None, /)")
KK_METHOD(bytearray, lstrip, "(chars=None, /)")
Value kk_str_lstrip(Vm *vm, Value self, Args args)
{
    return strip_method(vm, self, args, LEFT, "lstrip");
}

/* The text without white space, or any of chars, at its end. */
KK_METHOD(str, rstrip, "(chars=None, /)")
KK_METHOD(bytes, rstrip, "(chars=None, /)")
KK_METHOD(bytearray, rstrip, "(chars=None, /)")
Value kk_str_rstrip(Vm *vm, Value self, Args args)
{
    return strip_method(vm, self, args, RIGHT, "rstrip");
}

/* self between left and right times the character fill. */
static Value pad(Vm *vm, Value self, size_t left, size_t right, uint32_t fill)
{
    Span text = kk_pieces_text(self).span;
    if (left + right == 0)
        return kk_pieces_part(vm, self, text);
    uint8_t bytes[4] = {(uint8_t)fill};
    size_t unit = kk_str_is(self) ? kk_utf8_encode(fill, bytes) : 1;
    if (left > KK_LEN_MAX / 8 || right > KK_LEN_MAX / 8)
        return kk_raise_memory(vm);
    uint8_t *to;
    Value result = kk_pieces_alloc(vm, self, text.len + (left + right) * unit, &to);
    if (result == KK_ERROR)
        return KK_ERROR;
    if (KK_WORD_BITS == 64 && unit == 1) {
        memset(to, bytes[0], left);
        to += left;
        memset(to + text.len, bytes[0], right);
        left = right = 0;
    }
    for (size_t i = 0; i < left; i++, to += unit)
        memcpy(to, bytes, unit);
    kk_bytes_copy(to, text.at, text.len);
    to += text.len;
    for (size_t i = 0; i < right; i++, to += unit)
        memcpy(to, bytes, unit);
    kk_pieces_done(result);
    return result;
}

KK_SAYS(fill_arg, 3)
KK_MUST_CHECK static bool fill_arg(Vm *vm, Value self, Value v, const char *name, uint32_t *fill)
{
    *fill = ' ';
    if (v == KK_UNSET)
        return true;
    if (!kk_str_is(self)) {
        Span byte;
        if (!kk_bytes_like(v, &byte) || byte.len != 1)
            return kk_raise_false(vm, KK_TypeError,
                                  "%s() argument 2 must be a byte string of length 1, not %T", name,
                                  v);
        *fill = kk_rom_byte(byte.at);
        return true;
    }
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError,
                              "The fill character must be a unicode character, not %T", v);
    if (!kk_str_only_char(str, fill))
        return kk_raise_false(vm, KK_TypeError,
                              "The fill character must be exactly one character long");
    return true;
}

/* The arguments width and fill; *missing: how many characters self is short of the width. */
KK_SAYS(pad_args, 3)
KK_MUST_CHECK static bool pad_args(Vm *vm, Value self, Args args, const char *name, size_t *missing,
                                   intptr_t *width, uint32_t *fill)
{
    if (!kk_index(vm, args.pos[0], width) ||
        !fill_arg(vm, self, kk_arg(args, 1, KK_UNSET), name, fill))
        return false;
    size_t n = kk_pieces_length(kk_pieces_text(self));
    *missing = *width > 0 && (size_t)*width > n ? (size_t)*width - n : 0;
    return true;
}

/* The text in the middle of width characters. */
KK_METHOD(str, center, "(width, fillchar=' ', /)")
KK_METHOD(bytes, center, "(width, fillchar=b' ', /)")
KK_METHOD(bytearray, center, "(width, fillchar=b' ', /)")
Value kk_str_center(Vm *vm, Value self, Args args)
{
    size_t missing;
    intptr_t width;
    uint32_t fill;
    if (!pad_args(vm, self, args, "center", &missing, &width, &fill))
        return KK_ERROR;
    size_t left = missing / 2 + (missing & (size_t)width & 1);
    return pad(vm, self, left, missing - left, fill);
}

/* The text at the left of width characters. */
KK_METHOD(str, ljust, "(width, fillchar=' ', /)")
KK_METHOD(bytes, ljust, "(width, fillchar=b' ', /)")
KK_METHOD(bytearray, ljust, "(width, fillchar=b' ', /)")
Value kk_str_ljust(Vm *vm, Value self, Args args)
{
    size_t missing;
    intptr_t width;
    uint32_t fill;
    if (!pad_args(vm, self, args, "ljust", &missing, &width, &fill))
        return KK_ERROR;
    return pad(vm, self, 0, missing, fill);
}

/* The text at the right of width characters. */
KK_METHOD(str, rjust, "(width, fillchar=' ', /)")
KK_METHOD(bytes, rjust, "(width, fillchar=b' ', /)")
KK_METHOD(bytearray, rjust, "(width, fillchar=b' ', /)")
Value kk_str_rjust(Vm *vm, Value self, Args args)
{
    size_t missing;
    intptr_t width;
    uint32_t fill;
    if (!pad_args(vm, self, args, "rjust", &missing, &width, &fill))
        return KK_ERROR;
    return pad(vm, self, missing, 0, fill);
}

/* The text with zeros in front up to width, behind a sign. */
KK_METHOD(str, zfill, "(width, /)")
KK_METHOD(bytes, zfill, "(width, /)")
KK_METHOD(bytearray, zfill, "(width, /)")
Value kk_str_zfill(Vm *vm, Value self, Args args)
{
    intptr_t width;
    if (!kk_index(vm, args.pos[0], &width))
        return KK_ERROR;
    Text text = kk_pieces_text(self);
    size_t n = kk_pieces_length(text);
    if (width <= 0 || (size_t)width <= n)
        return kk_pieces_part(vm, self, text.span);
    size_t missing = (size_t)width - n;
    uint8_t *to;
    if (missing > KK_LEN_MAX - text.span.len)
        return kk_raise_memory(vm);
    Value result = kk_pieces_alloc(vm, self, text.span.len + missing, &to);
    if (result == KK_ERROR)
        return KK_ERROR;
    if (text.span.len > 0) {
        uint8_t sign = kk_rom_byte(text.span.at);
        if (sign == '+' || sign == '-') {
            *to++ = sign;
            text.span = kk_span_skip(text.span, 1);
        }
    }
    memset(to, '0', missing);
    kk_bytes_copy(to + missing, text.span.at, text.span.len);
    kk_pieces_done(result);
    return result;
}
