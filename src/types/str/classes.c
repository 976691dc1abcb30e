/*
 * classes.c: the methods that ask what all characters of a str, bytes or bytearray are: isalpha,
 * isdigit, ...
 *
 * Layer: types.   Tests: tests/types/str/classes.py.
 */
#include "types/str/chars.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

typedef bool (*CharTest)(uint32_t c);

/* Every character passes; false for an empty text. Bytes beyond ASCII pass no test of theirs. */
static Value all_are(Value self, CharTest test)
{
    Text text = kk_pieces_text(self);
    bool all = text.span.len > 0;
    if (text.is_str && text.ascii) {
        for (size_t i = 0; all && i < text.span.len; i++)
            all = test(kk_rom_byte(text.span.at + i));
        return kk_bool(all);
    }
    size_t size;
    for (; all && text.span.len > 0; text.span = kk_span_skip(text.span, size)) {
        uint32_t c = kk_pieces_first(text, &size);
        all = (text.is_str || c < 0x80) && test(c);
    }
    return kk_bool(all);
}

static bool is_alnum(uint32_t c)
{
    return kk_chars_is_alpha(c) || kk_chars_is_numeric(c);
}

/* Whether all characters are letters, and there is one. */
KK_METHOD(str, isalpha, "()")
KK_METHOD(bytes, isalpha, "()")
KK_METHOD(bytearray, isalpha, "()")
Value kk_str_isalpha(Vm *vm, Value self, Args args)
{
    return all_are(self, kk_chars_is_alpha);
}

/* Whether all characters are letters or numbers, and there is one. */
KK_METHOD(str, isalnum, "()")
KK_METHOD(bytes, isalnum, "()")
KK_METHOD(bytearray, isalnum, "()")
Value kk_str_isalnum(Vm *vm, Value self, Args args)
{
    return all_are(self, is_alnum);
}

/* Whether all characters are digits, and there is one. */
KK_METHOD(str, isdigit, "()")
KK_METHOD(bytes, isdigit, "()")
KK_METHOD(bytearray, isdigit, "()")
Value kk_str_isdigit(Vm *vm, Value self, Args args)
{
    return all_are(self, kk_chars_is_digit);
}

/* Whether all characters are decimal digits, and there is one. */
KK_METHOD(str, isdecimal, "()")
Value kk_str_isdecimal(Vm *vm, Value self, Args args)
{
    return all_are(self, kk_chars_is_decimal);
}

/* Whether all characters are numeric, and there is one. */
KK_METHOD(str, isnumeric, "()")
Value kk_str_isnumeric(Vm *vm, Value self, Args args)
{
    return all_are(self, kk_chars_is_numeric);
}

static Value isspace_bytes(Span text)
{
    bool all = text.len > 0;
    for (size_t i = 0; all && i < text.len; i++)
        all = kk_is_byte_space(kk_rom_byte(text.at + i));
    return kk_bool(all);
}

/* Whether all characters are white space, and there is one. */
KK_METHOD(str, isspace, "()")
KK_METHOD(bytes, isspace, "()")
KK_METHOD(bytearray, isspace, "()")
Value kk_str_isspace(Vm *vm, Value self, Args args)
{
    Text text = kk_pieces_text(self);
    return text.is_str ? all_are(self, kk_chars_is_space) : isspace_bytes(text.span);
}

/* Whether all characters can be shown as they are; true for an empty text. */
KK_METHOD(str, isprintable, "()")
Value kk_str_isprintable(Vm *vm, Value self, Args args)
{
    return kk_len_of(self) == 0 ? kk_true : all_are(self, kk_chars_is_printable);
}

/* Whether the text is ASCII. */
KK_METHOD(str, isascii, "()")
KK_METHOD(bytes, isascii, "()")
KK_METHOD(bytearray, isascii, "()")
Value kk_str_isascii(Vm *vm, Value self, Args args)
{
    Text text = kk_pieces_text(self);
    return kk_bool(text.is_str ? text.ascii : kk_utf8_is_ascii(text.span));
}

/* Whether the text has the form of a name. */
KK_METHOD(str, isidentifier, "()")
Value kk_str_isidentifier(Vm *vm, Value self, Args args)
{
    Text text = kk_pieces_text(self);
    if (text.span.len == 0)
        return kk_false;
    size_t size;
    bool good = kk_chars_is_ident_start(kk_pieces_first(text, &size));
    text.span = kk_span_skip(text.span, size);
    for (; good && text.span.len > 0; text.span = kk_span_skip(text.span, size))
        good = kk_chars_is_ident(kk_pieces_first(text, &size));
    return kk_bool(good);
}

/* There is a cased character, and no character is of the other case. */
static Value one_case(Value self, CharTest wanted, CharTest other)
{
    Text text = kk_pieces_text(self);
    bool any = false;
    size_t size;
    for (size_t i = 0; text.ascii && i < text.span.len; i++) {
        uint32_t c = kk_rom_byte(text.span.at + i);
        bool upper = c - 'A' < 26, lower = c - 'a' < 26;
        if (wanted == kk_chars_is_upper ? lower : upper)
            return kk_false;
        any |= upper | lower;
    }
    if (text.ascii)
        return kk_bool(any);
    for (; text.span.len > 0; text.span = kk_span_skip(text.span, size)) {
        uint32_t c = kk_pieces_first(text, &size);
        if (!text.is_str && c >= 0x80)
            continue;
        if (other(c) || kk_chars_is_title(c))
            return kk_false;
        any |= wanted(c);
    }
    return kk_bool(any);
}

/* Whether there are lower-case letters and none in upper case. */
KK_METHOD(str, islower, "()")
KK_METHOD(bytes, islower, "()")
KK_METHOD(bytearray, islower, "()")
Value kk_str_islower(Vm *vm, Value self, Args args)
{
    return one_case(self, kk_chars_is_lower, kk_chars_is_upper);
}

/* Whether there are upper-case letters and none in lower case. */
KK_METHOD(str, isupper, "()")
KK_METHOD(bytes, isupper, "()")
KK_METHOD(bytearray, isupper, "()")
Value kk_str_isupper(Vm *vm, Value self, Args args)
{
    return one_case(self, kk_chars_is_upper, kk_chars_is_lower);
}

/* Whether words begin in upper case and go on in lower case, and there is one. */
KK_METHOD(str, istitle, "()")
KK_METHOD(bytes, istitle, "()")
KK_METHOD(bytearray, istitle, "()")
Value kk_str_istitle(Vm *vm, Value self, Args args)
{
    Text text = kk_pieces_text(self);
    bool any = false, after_cased = false;
    size_t size;
    for (; text.span.len > 0; text.span = kk_span_skip(text.span, size)) {
        uint32_t c = kk_pieces_first(text, &size);
        bool known = text.is_str || c < 0x80;
        bool head = known && (kk_chars_is_upper(c) || kk_chars_is_title(c));
        bool tail = known && kk_chars_is_lower(c);
        if ((head && after_cased) || (tail && !after_cased))
            return kk_false;
        after_cased = head || tail;
        any |= after_cased;
    }
    return kk_bool(any);
}
