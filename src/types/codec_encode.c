/*
 * codec_encode.c: encoding a str.
 *
 * Layer: types.   Tests: tests/types/str/encode.py, tests/types/str/encode_utf16.py.
 */
#include "base/utf8.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/codec_names.h"

typedef struct Encoder {
    Vm *vm;
    StrBuf b;
    Codec codec;
    Value str;
    Span all;
    Value errors;
    Handler handler;
    bool known; /* handler has been looked up */
    Value callable; /* HANDLE_CALL */
} Encoder;

static bool is_surrogate(uint32_t c)
{
    return c - 0xD800 < 0x800;
}

static bool can_encode(Codec codec, uint32_t c)
{
    return codec == CODEC_ASCII ? c < 0x80 : codec == CODEC_LATIN1 ? c < 0x100 : !is_surrogate(c);
}

KK_MUST_CHECK static bool put_unit(Encoder *e, uint32_t c, size_t n)
{
    uint8_t *to = kk_strbuf_room(&e->b, n);
    if (to == NULL)
        return false;
    bool big = kk_codec_is_big(e->codec);
    for (size_t i = 0; i < n; i++)
        to[i] = (uint8_t)(c >> (8 * (big ? n - 1 - i : i)));
    e->b.len += n;
    return true;
}

/* Appends a character that the encoding has. */
KK_MUST_CHECK static bool put(Encoder *e, uint32_t c)
{
    if (e->codec <= CODEC_UTF8_SIG)
        return kk_strbuf_add_char(&e->b, c);
    if (kk_codec_is_utf32(e->codec))
        return put_unit(e, c, 4);
    if (!kk_codec_is_utf16(e->codec))
        return kk_strbuf_add_byte(&e->b, (uint8_t)c);
    if (c < 0x10000)
        return put_unit(e, c, 2);
    c -= 0x10000;
    return put_unit(e, 0xD800 + (c >> 10), 2) && put_unit(e, 0xDC00 + (c & 0x3FF), 2);
}

/* Appends \xNN, \uNNNN, \UNNNNNNNN or &#N; */
KK_MUST_CHECK static bool put_reference(Encoder *e, uint32_t c, bool xml)
{
    char text[12];
    size_t n = 0;
    if (xml) {
        text[n++] = '&';
        text[n++] = '#';
        for (uint32_t unit = 1000000; unit > 0; unit /= 10) {
            if (c >= unit || unit == 1)
                text[n++] = (char)('0' + c / unit % 10);
        }
        text[n++] = ';';
    } else {
        unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        text[n++] = '\\';
        text[n++] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
        for (unsigned i = digits; i-- > 0;) {
            unsigned digit = c >> (4 * i) & 15;
            text[n++] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!put(e, (uint8_t)text[i]))
            return false;
    }
    return true;
}

/* Whether the handler can make something of c. */
static bool is_handled(const Encoder *e, uint32_t c)
{
    bool bytes = e->codec <= CODEC_LATIN1;
    switch (e->handler) {
    case HANDLE_STRICT:
        return false;
    case HANDLE_ESCAPE:
        return bytes && c - 0xDC80 < 0x80;
    case HANDLE_PASS:
        return is_surrogate(c) && e->codec != CODEC_ASCII && e->codec != CODEC_LATIN1;
    default:
        return true;
    }
}

KK_MUST_CHECK static bool put_handled(Encoder *e, uint32_t c)
{
    switch (e->handler) {
    case HANDLE_REPLACE:
        return put(e, '?');
    case HANDLE_BACKSLASH:
        return put_reference(e, c, false);
    case HANDLE_XML:
        return put_reference(e, c, true);
    case HANDLE_ESCAPE:
        return kk_strbuf_add_byte(&e->b, (uint8_t)c);
    case HANDLE_PASS:
        return put(e, c);
    default:
        return true;
    }
}

/* The UnicodeEncodeError for the characters between two offsets. */
static Value error_of(Encoder *e, size_t from, size_t to)
{
    size_t start = kk_utf8_count((Span){e->all.at, from});
    size_t n = kk_utf8_count(kk_span_cut(e->all, from, to));
    const char *reason = e->codec == CODEC_ASCII    ? KK_TEXT("ordinal not in range(128)")
                         : e->codec == CODEC_LATIN1 ? KK_TEXT("ordinal not in range(256)")
                                                    : KK_TEXT("surrogates not allowed");
    return kk_codec_error(e->vm, &kk_type_UnicodeEncodeError, e->codec, e->str, start, start + n,
                          reason);
}

/* What a function makes of the run: bytes as they are, or a str of ASCII (Latin-1 for itself). */
KK_MUST_CHECK static bool call_handler(Encoder *e, size_t from, size_t to, size_t *next)
{
    Value given, exception = error_of(e, from, to);
    size_t position, size;
    if (!kk_codec_ask(e->vm, e->callable, exception, kk_utf8_count(e->all), true, &given, &position))
        return false;
    *next = kk_utf8_offset(e->all, position);
    if (kk_kind_is(given, KIND_BYTES)) {
        size_t unit = kk_codec_is_utf16(e->codec) ? 2 : kk_codec_is_utf32(e->codec) ? 4 : 1;
        if (kk_len_of(given) % unit != 0)
            return kk_codec_raise(e->vm, exception);
        return kk_strbuf_add(&e->b, kk_bytes_span(given));
    }
    Span text = kk_str_span(given);
    for (size_t i = 0; i < text.len; i += size) {
        uint32_t c = kk_utf8_decode(text.at + i, &size);
        if (c >= (e->codec == CODEC_LATIN1 ? 0x100 : 0x80))
            return kk_codec_raise(e->vm, exception);
        if (!put(e, c))
            return false;
    }
    return true;
}

/*
 * Hands the run of characters from offset `from` on that cannot be encoded to the error handler.
 * *next is where it stopped: the end of the run, or a character that it cannot handle either.
 */
KK_MUST_CHECK static bool bad_run(Encoder *e, size_t from, size_t *next)
{
    size_t end = from, size = 0;
    if (!e->known && !kk_codec_handler(e->vm, e->errors, &e->handler, &e->callable))
        return false;
    e->known = true;
    while (end < e->all.len && !can_encode(e->codec, kk_utf8_decode(e->all.at + end, &size)))
        end += size;
    if (e->handler == HANDLE_CALL)
        return call_handler(e, from, end, next);
    size_t at = from;
    for (; at < end; at += size) {
        uint32_t c = kk_utf8_decode(e->all.at + at, &size);
        if (!is_handled(e, c))
            break;
        if (!put_handled(e, c))
            return false;
    }
    *next = at;
    return at > from || kk_codec_raise(e->vm, error_of(e, from, end));
}

KK_MUST_CHECK static bool encode(Encoder *e)
{
    if (e->codec == CODEC_UTF8_SIG || e->codec == CODEC_UTF16 || e->codec == CODEC_UTF32) {
        if (!put(e, 0xFEFF))
            return false;
    }
    size_t size;
    for (size_t at = 0; at < e->all.len; at += size) {
        uint32_t c = kk_utf8_decode(e->all.at + at, &size);
        if (can_encode(e->codec, c)) {
            if (!put(e, c))
                return false;
            continue;
        }
        size_t next;
        if (!bad_run(e, at, &next))
            return false;
        size = next - at;
    }
    return true;
}

Value kk_codec_encode(Vm *vm, Value str, Value encoding, Value errors)
{
    Encoder e;
    size_t bad, n;
    if (!kk_codec_find(vm, encoding, &e.codec))
        return KK_ERROR;
    if (e.codec == CODEC_OTHER)
        return kk_codec_other(vm, KK_N(_encode_text), str, encoding, errors);
    e.str = kk_unwrap(str);
    e.all = kk_str_span(e.str);
    bool plain = e.codec == CODEC_UTF8 || e.codec == CODEC_ASCII || e.codec == CODEC_LATIN1;
    if (plain && (kk_str_is_ascii(e.str) ||
                  (e.codec == CODEC_UTF8 && kk_utf8_valid(e.all, &bad, &n))))
        return kk_bytes_new(vm, e.all);
    e.vm = vm;
    e.errors = errors;
    e.handler = HANDLE_STRICT;
    e.known = false;
    e.callable = KK_UNSET;
    kk_strbuf_init(&e.b, vm);
    return encode(&e) ? kk_strbuf_finish_bytes(&e.b) : KK_ERROR;
}
