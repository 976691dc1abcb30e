/*
 * repr.c: strs as Python source text.
 *
 * Layer: types.   Tests: tests/types/str/repr.py.
 */
#include "base/utf8.h"
#include "types/str/chars.h"
#include "types/str/str.h"

KK_MUST_CHECK static bool add_hex(StrBuf *b, char kind, uint32_t code, unsigned digits)
{
    uint8_t *to = kk_strbuf_room(b, digits + 2);
    if (to == NULL)
        return false;
    to[0] = '\\';
    to[1] = (uint8_t)kind;
    for (unsigned i = 0; i < digits; i++) {
        uint32_t digit = code >> (4 * (digits - 1 - i)) & 15;
        to[2 + i] = (uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    b->len += digits + 2;
    return true;
}

/* The shortest of \xNN, \uNNNN, \UNNNNNNNN. */
KK_MUST_CHECK static bool add_code(StrBuf *b, uint32_t code)
{
    if (code < 0x100)
        return add_hex(b, 'x', code, 2);
    return code < 0x10000 ? add_hex(b, 'u', code, 4) : add_hex(b, 'U', code, 8);
}

KK_MUST_CHECK static bool add_escaped(StrBuf *b, uint32_t code)
{
    const char *text = code == '\n'   ? "\\n"
                       : code == '\r' ? "\\r"
                       : code == '\t' ? "\\t"
                       : code == '\\' ? "\\\\"
                       : code == '\'' ? "\\'"
                                      : NULL;
    return text != NULL ? kk_strbuf_add(b, (Span){(const uint8_t *)text, 2}) : add_code(b, code);
}

static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x7F && c != '\'' && c != '\\';
}

/* How many bytes at the start of text stand for themselves in a repr. */
static size_t plain_run(Span text)
{
    size_t n = 0;
    while (n < text.len && is_plain(kk_rom_byte(text.at + n)))
        n++;
    return n;
}

bool kk_str_add_repr(StrBuf *b, Span text, bool ascii)
{
    bool single = kk_bytes_find(text, KK_SPAN("'")) != NULL;
    uint8_t quote = single && kk_bytes_find(text, KK_SPAN("\"")) == NULL ? '"' : '\'';
    if (!kk_strbuf_add_byte(b, quote))
        return false;
    while (text.len > 0) {
        size_t n = plain_run(text);
        if (n > 0 && !kk_strbuf_add(b, kk_span_cut(text, 0, n)))
            return false;
        text = kk_span_skip(text, n);
        if (text.len == 0)
            break;
        uint32_t code = kk_utf8_decode(text.at, &n);
        bool as_is = code == '\'' ? quote == '"'
                                  : code >= 0x80 && !ascii && kk_chars_is_printable(code);
        if (!(as_is ? kk_strbuf_add_char(b, code) : add_escaped(b, code)))
            return false;
        text = kk_span_skip(text, n);
    }
    return kk_strbuf_add_byte(b, quote);
}

/* 'text', of a text in which every byte stands for itself. */
static Value quoted(Vm *vm, Span text)
{
    Value str = kk_str_alloc(vm, text.len + 2);
    if (str == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, str)->at;
    to[0] = to[text.len + 1] = '\'';
    kk_bytes_copy(to + 1, text.at, text.len);
    return str;
}

Value kk_str_repr(Vm *vm, Value str)
{
    Span text = kk_str_span(str);
    if (plain_run(text) == text.len)
        return quoted(vm, text);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return kk_str_add_repr(&b, text, false) ? kk_strbuf_finish(&b) : KK_ERROR;
}

Value kk_str_ascii(Vm *vm, Value str)
{
    if (kk_str_is_ascii(str))
        return str;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Span text = kk_str_span(str);
    size_t size;
    for (; text.len > 0; text = kk_span_skip(text, size)) {
        uint32_t code = kk_utf8_decode(text.at, &size);
        if (!(code < 0x80 ? kk_strbuf_add_byte(&b, (uint8_t)code) : add_code(&b, code)))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}
