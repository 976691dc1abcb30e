/*
 * m_unicodedata.c: the module unicodedata of computers.
 *
 * Layer: modules.   Tests: tests/modules/unicodedata/.
 */
#include "modules/unicodedata/unicodedata.h"
#include "object/strbuf.h"
#include "object/uniname.h"
#include "types/str/str.h"

KK_MODULE(unicodedata)

/* The version of the Unicode standard. */
KK_MODULE_GETTER(unicodedata, unidata_version)
Value kk_unicodedata_version(Vm *vm, Value module) { return kk_str_new(vm, kk_span_of(KK_UNIDATA_VERSION)); }

/* The only character of a str. which: " 1", or "" for functions with one argument. */
KK_MUST_CHECK static bool char_arg(Vm *vm, Args args, const char *function, const char *which, uint32_t *c)
{
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    return (str != KK_UNSET && kk_str_only_char(str, c)) ||
           kk_raise_false(vm, KK_TypeError, "%s() argument%s must be a unicode character, not %T", function, which,
                          args.pos[0]);
}

/* The second argument instead of what there is not, or a ValueError. */
KK_MUST_CHECK static Value missing(Vm *vm, Args args, const char *message)
{
    Value fallback = kk_arg(args, 1, KK_UNSET);
    return fallback != KK_UNSET ? fallback : kk_raise(vm, KK_ValueError, "%s", message);
}

KK_MUST_CHECK static Value text(Vm *vm, const char *s) { return kk_str_new(vm, kk_span_of(s)); }

/* ---- names ---- */

/* The name of a character. */
KK_FUNCTION(unicodedata, name, "(chr, default=None, /)")
Value kk_unicodedata_name(Vm *vm, Value self, Args args)
{
    uint32_t c;
    char name[KK_UNINAME_MAX];
    if (!char_arg(vm, args, "name", " 1", &c))
        return KK_ERROR;
    size_t n = kk_uniname_put(c, name);
    return n == 0 ? missing(vm, args, "no such name") : kk_str_new(vm, (Span){(const uint8_t *)name, n});
}

/* The character of that name. */
KK_FUNCTION(unicodedata, lookup, "(name, /)")
Value kk_unicodedata_lookup(Vm *vm, Value self, Args args)
{
    Span name;
    Buffer data;
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    if (str == KK_UNSET) {
        if (!kk_buffer_arg(vm, args.pos[0], &data))
            return KK_ERROR;
        name = (Span){data.at, data.len};
    } else {
        name = kk_str_span(str);
    }
    if (name.len > 256)
        return kk_raise(vm, KK_KeyError, "name too long");
    uint32_t c = kk_uniname_find(name);
    if (c != KK_UNINAME_NONE)
        return kk_str_char(vm, c);
    Value shown = kk_format_message(vm, "undefined character name '%.*s'", (int)name.len, (const char *)name.at);
    return shown == KK_ERROR ? KK_ERROR : kk_raise_value(vm, KK_KeyError, shown);
}

/* ---- properties ---- */

/* The record of the only character of the first argument; NULL with an exception. */
KK_MUST_CHECK static const UnidataRecord *record_arg(Vm *vm, Args args, const char *function, const char *which)
{
    uint32_t c;
    return char_arg(vm, args, function, which, &c) ? kk_unicodedata_record(c) : NULL;
}

/* What a table of names has for the byte of the record at that offset. */
KK_MUST_CHECK static Value name_of(Vm *vm, Args args, const char *function, const char *const *names, size_t at)
{
    const UnidataRecord *record = record_arg(vm, args, function, "");
    return record == NULL ? KK_ERROR : text(vm, names[((const uint8_t *)record)[at]]);
}

/* The byte of the record at that offset. */
KK_MUST_CHECK static Value byte_of(Vm *vm, Args args, const char *function, size_t at)
{
    const UnidataRecord *record = record_arg(vm, args, function, "");
    return record == NULL ? KK_ERROR : KK_INT(((const uint8_t *)record)[at]);
}

/* The same where -1 says that there is none. */
KK_MUST_CHECK static Value digit_of(Vm *vm, Args args, const char *function, size_t at, const char *message)
{
    const UnidataRecord *record = record_arg(vm, args, function, " 1");
    if (record == NULL)
        return KK_ERROR;
    int value = ((const int8_t *)record)[at];
    return value < 0 ? missing(vm, args, message) : KK_INT(value);
}

/* The general category: "Lu". */
KK_FUNCTION(unicodedata, category, "(chr, /)")
Value kk_unicodedata_category(Vm *vm, Value self, Args args)
{
    return name_of(vm, args, "category", kk_unidata_categories, offsetof(UnidataRecord, category));
}

/* The class for texts in two directions: "AL"; "" for characters without one. */
KK_FUNCTION(unicodedata, bidirectional, "(chr, /)")
Value kk_unicodedata_bidirectional(Vm *vm, Value self, Args args)
{
    return name_of(vm, args, "bidirectional", kk_unidata_bidis, offsetof(UnidataRecord, bidi));
}

/* How wide it is among Chinese characters: "W". */
KK_FUNCTION(unicodedata, east_asian_width, "(chr, /)")
Value kk_unicodedata_width(Vm *vm, Value self, Args args)
{
    return name_of(vm, args, "east_asian_width", kk_unidata_widths, offsetof(UnidataRecord, width));
}

/* The combining class; 0 for what is no mark. */
KK_FUNCTION(unicodedata, combining, "(chr, /)")
Value kk_unicodedata_combining(Vm *vm, Value self, Args args)
{
    return byte_of(vm, args, "combining", offsetof(UnidataRecord, combining));
}

/* 1 for what is mirrored in text from right to left. */
KK_FUNCTION(unicodedata, mirrored, "(chr, /)")
Value kk_unicodedata_mirrored(Vm *vm, Value self, Args args)
{
    return byte_of(vm, args, "mirrored", offsetof(UnidataRecord, mirrored));
}

/* The value of a decimal digit. */
KK_FUNCTION(unicodedata, decimal, "(chr, default=None, /)")
Value kk_unicodedata_decimal(Vm *vm, Value self, Args args)
{
    return digit_of(vm, args, "decimal", offsetof(UnidataRecord, decimal), "not a decimal");
}

/* The value of a digit, a superscript for example. */
KK_FUNCTION(unicodedata, digit, "(chr, default=None, /)")
Value kk_unicodedata_digit(Vm *vm, Value self, Args args)
{
    return digit_of(vm, args, "digit", offsetof(UnidataRecord, digit), "not a digit");
}

/* The value of a number as a float. */
KK_FUNCTION(unicodedata, numeric, "(chr, default=None, /)")
Value kk_unicodedata_numeric(Vm *vm, Value self, Args args)
{
    const UnidataRecord *record = record_arg(vm, args, "numeric", " 1");
    if (record == NULL)
        return KK_ERROR;
    return record->number == 0 ? missing(vm, args, "not a numeric character")
                               : kk_float_new(vm, (KkFloat)kk_unidata_numbers[record->number]);
}

/* What it is decomposed to, as text: "<compat> 0020 0308". */
KK_FUNCTION(unicodedata, decomposition, "(chr, /)")
Value kk_unicodedata_decomposition(Vm *vm, Value self, Args args)
{
    uint32_t c;
    StrBuf out;
    if (!char_arg(vm, args, "decomposition", "", &c))
        return KK_ERROR;
    const uint32_t *pieces = kk_unicodedata_pieces(c);
    kk_strbuf_init(&out, vm);
    if (pieces != NULL && !kk_strbuf_add_text(&out, kk_unidata_tags[pieces[0] >> 8]))
        return KK_ERROR;
    for (size_t i = 1; pieces != NULL && i <= (pieces[0] & 0xFF); i++) {
        if (out.len > 0 && !kk_strbuf_add_byte(&out, ' '))
            return KK_ERROR;
        for (int shift = pieces[i] > 0xFFFFF ? 20 : pieces[i] > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
            if (!kk_strbuf_add_byte(&out, (uint8_t)"0123456789ABCDEF"[pieces[i] >> shift & 15]))
                return KK_ERROR;
    }
    return kk_strbuf_finish(&out);
}

/* ---- normal forms ---- */

KK_MUST_CHECK static Value normal(Vm *vm, Args args, const char *function)
{
    static const char *const forms[4] = {"NFD", "NFC", "NFKD", "NFKC"};
    Value given[2];
    for (size_t i = 0; i < 2; i++) {
        given[i] = kk_as_kind(args.pos[i], KIND_STR);
        if (given[i] == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "%s() argument %d must be str, not %T", function, (int)i + 1, args.pos[i]);
    }
    if (kk_len_of(given[1]) == 0)
        return given[1];
    Span form = kk_str_span(given[0]);
    for (unsigned i = 0; i < 4; i++)
        if (form.len == strlen(forms[i]) && memcmp(form.at, forms[i], form.len) == 0)
            return kk_unicodedata_normal(vm, given[1], i >= 2, i % 2 != 0);
    return kk_raise(vm, KK_ValueError, "invalid normalization form");
}

/* The str in a normal form: NFC, NFD, NFKC or NFKD. */
KK_FUNCTION(unicodedata, normalize, "(form, unistr, /)")
Value kk_unicodedata_normalize(Vm *vm, Value self, Args args) { return normal(vm, args, "normalize"); }

/* Whether the str is in that normal form. */
KK_FUNCTION(unicodedata, is_normalized, "(form, unistr, /)")
Value kk_unicodedata_is_normalized(Vm *vm, Value self, Args args)
{
    Value same = normal(vm, args, "is_normalized");
    return same == KK_ERROR ? KK_ERROR : kk_bool(kk_str_equal(same, kk_as_kind(args.pos[1], KIND_STR)));
}
