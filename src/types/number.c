/*
 * number.c: what the constructors of the numeric types share.
 *
 * Layer: types.   Tests: tests/types/int/, tests/types/float/.
 */
#include "types/number.h"

#include "base/utf8.h"
#include "object/dict.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/str/chars.h"

/* @gc never */
bool kk_number_text(Value v, Span *text)
{
    Value str = kk_as_kind(v, KIND_STR);
    if (str != KK_UNSET)
        *text = kk_str_span(str);
    else if (!kk_bytes_like(v, text))
        return false;
    while (text->len > 0 && kk_is_space(kk_rom_byte(text->at)))
        *text = kk_span_skip(*text, 1);
    while (text->len > 0 && kk_is_space(kk_rom_byte(text->at + text->len - 1)))
        text->len--;
    return true;
}

/* @gc may collect */
Value kk_number_ascii(Vm *vm, Value v)
{
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET || kk_str_is_ascii(str))
        return v;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Span text = kk_str_span(str);
    for (size_t i = 0, len; i < text.len; i += len) {
        uint32_t c = kk_utf8_decode(text.at + i, &len);
        int digit = kk_chars_digit(c);
        uint8_t byte = c < 0x80 ? (uint8_t)c
                       : digit >= 0 ? (uint8_t)('0' + digit) : kk_chars_is_space(c) ? ' ' : '?';
        if (!kk_strbuf_add_byte(&b, byte))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}

/* @gc never */
Value kk_number_keyword(Value kw, Value name)
{
    return kw == KK_UNSET ? KK_UNSET : kk_dict_get_name(kw, name);
}

/* @gc may collect */
bool kk_number_no_keywords(Vm *vm, Args args, Value kw, const char *type)
{
    if (!kk_dict_any(kw))
        return true;
    return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", type);
}
