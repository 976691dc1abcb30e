/*
 * codec.c: names of encodings and error handlers, and decoding.
 *
 * Layer: types.   Tests: tests/types/bytes/decode.py, tests/types/bytes/decode_utf16.py.
 */
#include "types/codec.h"

#include "base/utf8.h"
#include "object/import.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/codec_names.h"
#include "types/str/pieces.h"
#include "types/tuple.h"

typedef struct Alias {
    const char *name;
    uintptr_t is;
} Alias;

/* In lower case, with _ for everything that is neither letter nor digit. */
static const Alias encodings[] = {
    {"utf_8", CODEC_UTF8},         {"utf8", CODEC_UTF8},          {"u8", CODEC_UTF8},
    {"utf", CODEC_UTF8},           {"cp65001", CODEC_UTF8},       {"ascii", CODEC_ASCII},
    {"us_ascii", CODEC_ASCII},     {"646", CODEC_ASCII},          {"latin_1", CODEC_LATIN1},
    {"latin1", CODEC_LATIN1},      {"latin", CODEC_LATIN1},       {"l1", CODEC_LATIN1},
    {"iso_8859_1", CODEC_LATIN1},  {"iso8859_1", CODEC_LATIN1},   {"8859", CODEC_LATIN1},
    {"cp819", CODEC_LATIN1},       {"iso8859", CODEC_LATIN1},     {"utf_8_sig", CODEC_UTF8_SIG},
    {"utf_16", CODEC_UTF16},       {"utf16", CODEC_UTF16},        {"u16", CODEC_UTF16},
    {"utf_16_le", CODEC_UTF16_LE}, {"utf_16le", CODEC_UTF16_LE},  {"utf_16_be", CODEC_UTF16_BE},
    {"utf_16be", CODEC_UTF16_BE},  {"utf_32", CODEC_UTF32},       {"utf32", CODEC_UTF32},
    {"u32", CODEC_UTF32},          {"utf_32_le", CODEC_UTF32_LE}, {"utf_32le", CODEC_UTF32_LE},
    {"utf_32_be", CODEC_UTF32_BE}, {"utf_32be", CODEC_UTF32_BE},
};

static const char *const names[] = {"utf-8",     "utf-8",     "ascii",  "latin-1",   "utf-16",
                                    "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};

static const Alias handlers[] = {
    {"strict", HANDLE_STRICT},           {"ignore", HANDLE_IGNORE},
    {"replace", HANDLE_REPLACE},         {"backslashreplace", HANDLE_BACKSLASH},
    {"xmlcharrefreplace", HANDLE_XML},   {"surrogateescape", HANDLE_ESCAPE},
    {"surrogatepass", HANDLE_PASS},
};

#define LONGEST_NAME 16

/* Puts an encoding's name in the form of the table; 0: it is too long for any. */
static size_t normal_name(Span text, uint8_t out[LONGEST_NAME])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = kk_rom_byte(text.at + i);
        bool letter = kk_is_lower(c | 0x20u);
        if (!letter && !kk_is_digit(c))
            c = '_';
        if (c == '_' && n > 0 && out[n - 1] == '_')
            continue;
        if (n == LONGEST_NAME)
            return 0;
        out[n++] = letter ? c | 0x20u : c;
    }
    return n;
}

bool kk_codec_find(Vm *vm, Value encoding, Codec *codec)
{
    *codec = CODEC_UTF8;
    if (encoding == KK_UNSET)
        return true;
    Span text = kk_str_span(kk_unwrap(encoding));
    if (kk_bytes_find(text, (Span){(const uint8_t *)"", 1}) != NULL)
        return kk_raise_false(vm, KK_ValueError, "embedded null character");
    uint8_t name[LONGEST_NAME] = {0};
    Span normal = {name, normal_name(text, name)};
    for (size_t i = 0; i < KK_COUNT_OF(encodings); i++) {
        if (kk_rom_byte((const uint8_t *)encodings[i].name) == name[0] && kk_bytes_equal(kk_span_of(encodings[i].name), normal)) {
            *codec = (Codec)encodings[i].is;
            return true;
        }
    }
    *codec = CODEC_OTHER;
    return true;
}

/* The function of the module _codecs; KK_UNSET when there is no such module. */
static Value other_function(Vm *vm, Value function)
{
    Value module = kk_import(vm, KK_N(_codecs), KK_UNSET, kk_none, 0);
    if (module == KK_ERROR)
        return kk_pending_clear(vm, KK_ImportError) ? KK_UNSET : KK_ERROR;
    return kk_getattr(vm, module, function);
}

Value kk_codec_other(Vm *vm, Value function, Value object, Value encoding, Value errors)
{
    Value f = other_function(vm, function);
    Value args[3] = {object, kk_unwrap(encoding), errors == KK_UNSET ? KK_N(strict) : kk_unwrap(errors)};
    if (f != KK_UNSET || kk_failed(vm))
        return f == KK_ERROR ? KK_ERROR : kk_call(vm, f, args, 3);
    return kk_raise(vm, KK_LookupError, "unknown encoding: %V", kk_unwrap(encoding));
}

bool kk_codec_ask(Vm *vm, Value callable, Value exception, size_t length, bool bytes_too,
                  Value *replacement, size_t *position)
{
    Value answer = exception == KK_ERROR ? KK_ERROR : kk_call1(vm, callable, exception);
    if (answer == KK_ERROR)
        return false;
    Value pair = kk_as_kind(answer, KIND_TUPLE);
    bool fine = pair != KK_UNSET && kk_tuple_len(pair) == 2 && kk_int_is(kk_tuple_at(pair, 1));
    if (fine) {
        *replacement = kk_unwrap(kk_tuple_at(pair, 0));
        fine = kk_kind_is(*replacement, KIND_STR) || (bytes_too && kk_kind_is(*replacement, KIND_BYTES));
    }
    if (!fine)
        return kk_raise_false(vm, KK_TypeError, "%s error handler must return (%s, int) tuple",
                              bytes_too ? "encoding" : "decoding", bytes_too ? "str/bytes" : "str");
    intptr_t at;
    if (!kk_index(vm, kk_tuple_at(pair, 1), &at))
        return false;
    intptr_t from_start = at < 0 ? at + (intptr_t)length : at;
    if (from_start < 0 || (size_t)from_start > length)
        return kk_raise_false(vm, KK_IndexError, "position %zd from error handler out of bounds",
                              (ptrdiff_t)from_start);
    *position = (size_t)from_start;
    return true;
}

bool kk_codec_handler(Vm *vm, Value errors, Handler *handler, Value *callable)
{
    *handler = HANDLE_STRICT;
    if (errors == KK_UNSET)
        return true;
    Span text = kk_str_span(kk_unwrap(errors));
    for (size_t i = 0; i < KK_COUNT_OF(handlers); i++) {
        if (kk_bytes_equal(kk_span_of(handlers[i].name), text)) {
            *handler = (Handler)handlers[i].is;
            return true;
        }
    }
    Value lookup = other_function(vm, KK_N(lookup_error));
    if (lookup == KK_UNSET && !kk_failed(vm))
        return kk_raise_false(vm, KK_LookupError, "unknown error handler name '%V'",
                              kk_unwrap(errors));
    *handler = HANDLE_CALL;
    *callable = lookup == KK_ERROR ? KK_ERROR : kk_call1(vm, lookup, errors);
    return *callable != KK_ERROR;
}

Value kk_codec_error(Vm *vm, const TypeObj *type, Codec codec, Value object, size_t start,
                     size_t end, const char *reason)
{
    Value args[5] = {kk_str_new(vm, kk_span_of(names[codec])), object, kk_smallint((intptr_t)start),
                     kk_smallint((intptr_t)end), kk_format_message(vm, reason)};
    return args[0] == KK_ERROR || args[4] == KK_ERROR ? KK_ERROR : kk_exc_new(vm, type, args, 5);
}

bool kk_codec_raise(Vm *vm, Value exception)
{
    if (exception != KK_ERROR)
        kk_raise_instance(vm, exception);
    return false;
}

/* ---- decoding ---- */

typedef struct Decoder {
    Vm *vm;
    StrBuf b;
    Codec codec;
    Span all;
    Value errors;
    Handler handler;
    bool known; /* handler has been looked up */
    Value callable; /* HANDLE_CALL */
    Value object;   /* KK_UNSET, or a bytes that `all` is the content of */
} Decoder;

/* The unit of n bytes at offset at. */
static uint32_t unit(const Decoder *d, size_t at, size_t n)
{
    bool big = kk_codec_is_big(d->codec);
    uint32_t code = 0;
    for (size_t i = 0; i < n; i++)
        code |= (uint32_t)kk_rom_byte(d->all.at + at + i) << (8 * (big ? n - 1 - i : i));
    return code;
}

/* The exception for n bytes. From now on a copy is read: a handler may change the original. */
static Value error_of(Decoder *d, size_t at, size_t n, const char *reason)
{
    if (d->object == KK_UNSET) {
        Value object = kk_bytes_new(d->vm, d->all);
        if (object == KK_ERROR)
            return KK_ERROR;
        d->object = object;
        d->all = kk_bytes_span(object);
    }
    return kk_codec_error(d->vm, &kk_type_UnicodeDecodeError, d->codec, d->object, at, at + n, reason);
}

static bool raise_bad(Decoder *d, size_t at, size_t n, const char *reason)
{
    return kk_codec_raise(d->vm, error_of(d, at, n, reason));
}

/* *n is how far the handler goes on; a wrapped number if it goes back. */
static bool call_handler(Decoder *d, size_t at, size_t *n, const char *reason)
{
    Value text;
    size_t position;
    if (!kk_codec_ask(d->vm, d->callable, error_of(d, at, *n, reason), d->all.len, false, &text,
                      &position))
        return false;
    *n = position - at;
    return kk_strbuf_add(&d->b, kk_str_span(text));
}

KK_MUST_CHECK static bool add_backslashed(StrBuf *b, uint8_t c)
{
    static const char digits[] = "0123456789abcdef";
    return kk_strbuf_add(b, KK_SPAN("\\x")) &&
           kk_strbuf_add(b, (Span){(const uint8_t *)digits + (c >> 4), 1}) &&
           kk_strbuf_add(b, (Span){(const uint8_t *)digits + (c & 15), 1});
}

/* surrogatepass: the bytes at `at` are a surrogate in the encoding at hand; *n is its size. */
static bool is_passed(const Decoder *d, size_t at, size_t *n, uint32_t *c)
{
    size_t left = d->all.len - at, size = kk_codec_is_utf16(d->codec) ? 2 : 4;
    if (kk_codec_is_utf16(d->codec) || kk_codec_is_utf32(d->codec)) {
        *n = size;
        *c = left < size ? 0 : unit(d, at, size);
    } else {
        *n = 3;
        *c = left < 3 || kk_rom_byte(d->all.at + at) != 0xED ? 0
             : (kk_rom_byte(d->all.at + at + 2) & 0xC0) != 0x80
                 ? 0
                 : 0xD000u | (uint32_t)(kk_rom_byte(d->all.at + at + 1) & 0x3F) << 6 |
                       (kk_rom_byte(d->all.at + at + 2) & 0x3Fu);
    }
    return d->codec != CODEC_ASCII && *c - 0xD800 < 0x800;
}

/*
 * The *n bytes at offset `at` cannot be decoded: appends what the error handler makes of them, or
 * of the first of them: *n is how many it dealt with.
 */
KK_SAYS(bad_bytes, 3)
KK_MUST_CHECK static bool bad_bytes(Decoder *d, size_t at, size_t *n, const char *reason)
{
    if (!d->known && !kk_codec_handler(d->vm, d->errors, &d->handler, &d->callable))
        return false;
    d->known = true;
    size_t i = 0, size;
    uint32_t c;
    switch (d->handler) {
    case HANDLE_IGNORE:
        return true;
    case HANDLE_CALL:
        return call_handler(d, at, n, reason);
    case HANDLE_REPLACE:
        return kk_strbuf_add_char(&d->b, 0xFFFD);
    case HANDLE_XML:
        return kk_raise_false(d->vm, KK_TypeError,
                              "don't know how to handle UnicodeDecodeError in error callback");
    case HANDLE_BACKSLASH:
        for (; i < *n; i++) {
            if (!add_backslashed(&d->b, kk_rom_byte(d->all.at + at + i)))
                return false;
        }
        return true;
    case HANDLE_ESCAPE:
        for (; i < *n && (c = kk_rom_byte(d->all.at + at + i)) >= 0x80; i++) {
            if (!kk_strbuf_add_char(&d->b, 0xDC00u + c))
                return false;
        }
        if (i == 0)
            return raise_bad(d, at, *n, reason);
        *n = i;
        return true;
    case HANDLE_PASS:
        if (!is_passed(d, at, &size, &c))
            return raise_bad(d, at, *n, reason);
        *n = size;
        return kk_strbuf_add_char(&d->b, c);
    default:
        return raise_bad(d, at, *n, reason);
    }
}

KK_MUST_CHECK static bool decode_utf8(Decoder *d, size_t at)
{
    while (at < d->all.len) {
        Span rest = kk_span_skip(d->all, at);
        size_t bad = rest.len, n = 0;
        bool valid = kk_utf8_valid(rest, &bad, &n);
        if (!kk_strbuf_add(&d->b, kk_span_cut(rest, 0, valid ? rest.len : bad)))
            return false;
        if (valid)
            return true;
        at += bad;
        uint8_t lead = kk_rom_byte(d->all.at + at);
        const char *reason = lead < 0xC2 || lead > 0xF4       ? KK_TEXT("invalid start byte")
                             : at + n == d->all.len ? KK_TEXT("unexpected end of data")
                                                    : KK_TEXT("invalid continuation byte");
        if (!bad_bytes(d, at, &n, reason))
            return false;
        at += n;
    }
    return true;
}

/* ASCII and Latin-1: each byte is a character. */
KK_MUST_CHECK static bool decode_bytes(Decoder *d)
{
    size_t n;
    for (size_t i = 0; i < d->all.len; i += n) {
        uint8_t c = kk_rom_byte(d->all.at + i);
        n = 1;
        bool done = c < 0x80 || d->codec == CODEC_LATIN1
                        ? kk_strbuf_add_char(&d->b, c)
                        : bad_bytes(d, i, &n, "ordinal not in range(128)");
        if (!done)
            return false;
    }
    return true;
}

/* What is too short for a unit of utf-16 or utf-32; *at: where to go on. */
KK_MUST_CHECK static bool bad_tail(Decoder *d, size_t *at)
{
    size_t n = d->all.len - *at;
    if (!bad_bytes(d, *at, &n, "truncated data"))
        return false;
    *at += n;
    return true;
}

KK_MUST_CHECK static bool decode_utf16(Decoder *d, size_t at)
{
    size_t len = d->all.len;
    while (at < len) {
        if (len - at < 2) {
            if (!bad_tail(d, &at))
                return false;
            continue;
        }
        uint32_t c = unit(d, at, 2);
        const char *reason = NULL;
        size_t n = 2;
        if (c - 0xDC00 < 0x400) {
            reason = KK_TEXT("illegal encoding");
        } else if (c - 0xD800 < 0x400) {
            uint32_t low = len - at >= 4 ? unit(d, at + 2, 2) : 0;
            if (len - at < 4) {
                reason = KK_TEXT("unexpected end of data");
                n = len - at;
            } else if (low - 0xDC00 >= 0x400) {
                reason = KK_TEXT("illegal UTF-16 surrogate");
            } else {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                n = 4;
            }
        }
        if (!(reason != NULL ? bad_bytes(d, at, &n, reason) : kk_strbuf_add_char(&d->b, c)))
            return false;
        at += n;
    }
    return true;
}

KK_MUST_CHECK static bool decode_utf32(Decoder *d, size_t at)
{
    size_t n;
    for (; at < d->all.len; at += n) {
        n = 4;
        if (d->all.len - at < 4) {
            n = 0;
            if (!bad_tail(d, &at))
                return false;
            continue;
        }
        uint32_t c = unit(d, at, 4);
        bool done = c > 0x10FFFF ? bad_bytes(d, at, &n, "code point not in range(0x110000)")
                    : c - 0xD800 < 0x800
                        ? bad_bytes(d, at, &n,
                                    "code point in surrogate code point range(0xd800, 0xe000)")
                        : kk_strbuf_add_char(&d->b, c);
        if (!done)
            return false;
    }
    return true;
}

/* Takes a byte order mark: sets the codec and returns how many bytes it has. */
static size_t take_mark(Decoder *d)
{
    if (d->codec == CODEC_UTF8_SIG) {
        Span mark = KK_SPAN("\xEF\xBB\xBF");
        return d->all.len >= 3 && kk_bytes_equal(kk_span_cut(d->all, 0, 3), mark) ? 3 : 0;
    }
    if (d->codec != CODEC_UTF16 && d->codec != CODEC_UTF32)
        return 0;
    size_t n = d->codec == CODEC_UTF16 ? 2 : 4;
    if (d->all.len < n) {
        d->codec = (Codec)(d->codec + 1);
        return 0;
    }
    uint32_t mark = unit(d, 0, n);
    bool big = mark == (n == 2 ? 0xFFFEu : 0xFFFE0000u);
    d->codec = (Codec)(d->codec + (big ? 2 : 1)); /* its -be or -le form */
    return big || mark == 0xFEFF ? n : 0;
}

Value kk_codec_decode(Vm *vm, Span content, Value encoding, Value errors)
{
    Decoder d;
    size_t bad, n;
    if (!kk_codec_find(vm, encoding, &d.codec))
        return KK_ERROR;
    if (d.codec == CODEC_OTHER) {
        Value object = kk_bytes_new(vm, content);
        return object == KK_ERROR ? KK_ERROR
                                  : kk_codec_other(vm, KK_N(_decode_text), object, encoding, errors);
    }
    if (KK_WORD_BITS == 64 && d.codec <= CODEC_LATIN1 && kk_utf8_is_ascii(content))
        return kk_pieces_ascii(vm, content);
    bool plain = d.codec == CODEC_UTF8 ? kk_utf8_valid(content, &bad, &n)
                                       : d.codec <= CODEC_LATIN1 && kk_utf8_is_ascii(content);
    if (plain)
        return kk_str_new(vm, content);
    d.vm = vm;
    d.all = content;
    d.errors = errors;
    d.handler = HANDLE_STRICT;
    d.known = false;
    d.callable = d.object = KK_UNSET;
    kk_strbuf_init(&d.b, vm);
    size_t at = take_mark(&d);
    bool done = d.codec <= CODEC_UTF8_SIG       ? decode_utf8(&d, at)
                : kk_codec_is_utf16(d.codec) ? decode_utf16(&d, at)
                : kk_codec_is_utf32(d.codec) ? decode_utf32(&d, at)
                                             : decode_bytes(&d);
    return done ? kk_strbuf_finish(&d.b) : KK_ERROR;
}
