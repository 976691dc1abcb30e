/*
 * translate.c: str.translate and str.maketrans.
 *
 * Layer: types.   Tests: tests/types/str/translate.py.
 */
#include "base/utf8.h"
#include "object/dict.h"
#include "types/codec.h"
#include "types/keywords.h"
#include "types/str/str.h"

/* Appends what the table has for a character: an int, a str, or nothing for None. */
KK_MUST_CHECK static bool add_mapped(Vm *vm, StrBuf *b, Value mapped)
{
    if (mapped == kk_none)
        return true;
    Value str = kk_as_kind(mapped, KIND_STR);
    if (str != KK_UNSET)
        return kk_strbuf_add_str(b, str);
    if (!kk_int_is(mapped))
        return kk_raise_false(vm, KK_TypeError,
                              "character mapping must return integer, None or str");
    int64_t code;
    if (!kk_int_to64(mapped, &code) || code < 0 || code > 0x10FFFF)
        return kk_raise_false(vm, KK_ValueError, "character mapping must be in range(0x110000)");
    return kk_strbuf_add_char(b, (uint32_t)code);
}

/* What the table has for a code point; KK_UNSET: nothing. */
KK_MUST_CHECK static Value mapped_of(Vm *vm, Value table, uint32_t code)
{
    Value key = kk_smallint((intptr_t)code);
    /* Most characters are in no table: that needs no exception. */
    Value mapped = kk_dict_is(table) ? kk_dict_get(vm, table, key) : kk_getitem(vm, table, key);
    if (mapped == KK_UNSET && kk_failed(vm) && !kk_pending_clear(vm, KK_LookupError))
        return KK_ERROR;
    return mapped;
}

/* Computers ask a dict once for each ASCII character of a text. */
#define CODES_KNOWN (KK_WORD_BITS == 64 ? 128 : 1)
#define FEW_CODES 16

/* The text with each character replaced by what the table has for its code point, if anything. */
KK_METHOD(str, translate, "(table, /)")
Value kk_str_translate(Vm *vm, Value self, Args args)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Value table = args.pos[0];
    Span text = kk_str_span(self);
    size_t size;
    Value known[CODES_KNOWN] = {KK_UNSET}; /* KK_END: the table has nothing */
    uint8_t plain[CODES_KNOWN] = {0}; /* the byte for a byte; 0: see known */
    bool notes = CODES_KNOWN > 1 && text.len >= FEW_CODES && kk_dict_is(table);
    for (; text.len > 0; text = kk_span_skip(text, size)) {
        uint8_t run[64];
        size_t n = 0;
        while (notes && n < text.len && n < sizeof run && text.at[n] < CODES_KNOWN && plain[text.at[n]] != 0) {
            run[n] = plain[text.at[n]];
            n++;
        }
        size = n;
        if (n > 0) {
            if (!kk_strbuf_add(&b, (Span){run, n}))
                return KK_ERROR;
            continue;
        }
        uint32_t code = kk_utf8_decode(text.at, &size);
        bool note = notes && code < CODES_KNOWN;
        Value mapped = note ? known[code] : KK_UNSET;
        if (mapped == KK_UNSET) {
            mapped = mapped_of(vm, table, code);
            if (mapped == KK_UNSET && kk_failed(vm))
                return KK_ERROR;
            if (mapped == KK_UNSET)
                mapped = KK_END;
            if (note)
                known[code] = mapped;
            if (note && mapped == KK_END)
                plain[code] = (uint8_t)code;
            else if (note && kk_smallint_is(mapped) && mapped > KK_INT(0) && mapped < KK_INT(CODES_KNOWN))
                plain[code] = (uint8_t)kk_smallint_get(mapped);
        }
        if (!(mapped == KK_END ? kk_strbuf_add_char(&b, code) : add_mapped(vm, &b, mapped)))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}

/* The key of a table entry given by a dict: a code point, or a str of one character. */
static Value key_of(Vm *vm, Value key)
{
    Value str = kk_as_kind(key, KIND_STR);
    uint32_t code;
    if (str == KK_UNSET) {
        if (kk_int_is(key))
            return key;
        return kk_raise(vm, KK_TypeError, "keys in translate table must be strings or integers");
    }
    if (!kk_str_only_char(str, &code))
        return kk_raise(vm, KK_ValueError, "string keys in translate table must be of length 1");
    return kk_smallint((intptr_t)code);
}

static Value table_of_dict(Vm *vm, Value dict)
{
    Value table = kk_dict_new(vm, kk_dict_len(dict));
    if (table == KK_ERROR)
        return KK_ERROR;
    size_t at = 0;
    Value key, value;
    while (kk_dict_next(dict, &at, &key, &value)) {
        key = key_of(vm, key);
        if (key == KK_ERROR || !kk_dict_set(vm, table, key, value))
            return KK_ERROR;
    }
    return table;
}

/* The text of an argument of maketrans. */
KK_SAYS(chars_arg, 2)
KK_MUST_CHECK static bool chars_arg(Vm *vm, Value v, const char *what, Span *text)
{
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_keywords_bad(vm, what, "str", v);
    *text = kk_str_span(str);
    return true;
}

/* A table for translate: from a dict, or mapping x's characters to y's and those of z to None. */
KK_STATICMETHOD(str, maketrans, "(x, y=None, z=None, /)")
Value kk_str_maketrans(Vm *vm, Value type, Args args)
{
    if (args.n == 1) {
        Value dict = kk_as_kind(args.pos[0], KIND_DICT);
        if (dict == KK_UNSET)
            return kk_raise(vm, KK_TypeError,
                            "if you give only one argument to maketrans it must be a dict");
        return table_of_dict(vm, dict);
    }
    Span from, to, drop = {NULL, 0};
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError,
                        "first maketrans argument must be a string if there is a second argument");
    if (!chars_arg(vm, args.pos[0], "maketrans() argument 1", &from) ||
        !chars_arg(vm, args.pos[1], "maketrans() argument 2", &to) ||
        (args.n > 2 && !chars_arg(vm, args.pos[2], "maketrans() argument 3", &drop)))
        return KK_ERROR;
    if (kk_utf8_count(from) != kk_utf8_count(to))
        return kk_raise(vm, KK_ValueError,
                        "the first two maketrans arguments must have equal length");
    Value table = kk_dict_new(vm, 0);
    if (table == KK_ERROR)
        return KK_ERROR;
    size_t size;
    while (from.len > 0) {
        uint32_t key = kk_utf8_decode(from.at, &size);
        from = kk_span_skip(from, size);
        uint32_t code = kk_utf8_decode(to.at, &size);
        to = kk_span_skip(to, size);
        if (!kk_dict_set(vm, table, kk_smallint((intptr_t)key), kk_smallint((intptr_t)code)))
            return KK_ERROR;
    }
    for (; drop.len > 0; drop = kk_span_skip(drop, size)) {
        uint32_t key = kk_utf8_decode(drop.at, &size);
        if (!kk_dict_set(vm, table, kk_smallint((intptr_t)key), kk_none))
            return KK_ERROR;
    }
    return table;
}

/* The str encoded as bytes. */
KK_METHOD(str, encode, "(encoding='utf-8', errors='strict')")
Value kk_str_encode(Vm *vm, Value self, Args args)
{
    Value encoding = kk_arg(args, 0, KK_UNSET), errors = kk_arg(args, 1, KK_UNSET);
    if (!kk_str_codec_arg(vm, encoding, "encode", "encoding") ||
        !kk_str_codec_arg(vm, errors, "encode", "errors"))
        return KK_ERROR;
    return kk_codec_encode(vm, self, encoding, errors);
}
