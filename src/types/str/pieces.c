/*
 * pieces.c: what str, bytes and bytearray have in common.
 *
 * Layer: types.   Tests: tests/types/str/, tests/types/bytes/.
 */
#include "types/str/pieces.h"

#include "base/utf8.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"
#include "types/str/chars.h"

Text kk_pieces_text(Value self)
{
    if (kk_str_is(self))
        return (Text){kk_str_span(self), true, kk_str_is_ascii(self)};
    Text text = {{NULL, 0}, false, true};
    if (!kk_bytes_like(self, &text.span))
        KK_ASSERT(false);
    if (text.span.at == NULL) /* a bytearray that never had a byte: its end is to be a place, too */
        text.span.at = (const uint8_t *)"";
    return text;
}

size_t kk_pieces_length(Text text)
{
    return text.ascii ? text.span.len : kk_utf8_count(text.span);
}

Value kk_pieces_ascii(Vm *vm, Span text)
{
    if (text.len <= 1)
        return text.len == 0 ? KK_N(empty) : KK_CHAR(kk_rom_byte(text.at));
    Value str = kk_str_alloc(vm, text.len);
    if (str != KK_ERROR)
        kk_bytes_copy(KK_OBJ(StrObj, str)->at, text.at, text.len);
    return str;
}

Value kk_pieces_new(Vm *vm, Value like, Span content)
{
    if (kk_str_is(like))
        return kk_str_new(vm, content);
    return kk_bytes_is(like) ? kk_bytes_new(vm, content) : kk_bytearray_new(vm, content);
}

Value kk_pieces_part(Vm *vm, Value self, Span part)
{
    if (kk_str_is(self)) {
        if (part.len == kk_len_of(self))
            return self;
        return kk_str_is_ascii(self) ? kk_pieces_ascii(vm, part) : kk_str_new(vm, part);
    }
    if (kk_bytes_is(self) && part.len == kk_len_of(self))
        return self;
    return kk_pieces_new(vm, self, part);
}

Value kk_pieces_alloc(Vm *vm, Value like, size_t n, uint8_t **at)
{
    *at = NULL;
    if (n > KK_LEN_MAX)
        return kk_raise_memory(vm);
    if (kk_str_is(like)) {
        if (n == 0)
            return KK_N(empty);
        Value str = kk_str_alloc(vm, n);
        if (str != KK_ERROR)
            *at = KK_OBJ(StrObj, str)->at;
        return str;
    }
    if (kk_bytes_is(like)) {
        Value bytes = kk_bytes_alloc(vm, n);
        if (bytes != KK_ERROR)
            *at = KK_OBJ(BytesObj, bytes)->at;
        return bytes;
    }
    Value array = kk_bytearray_new(vm, (Span){NULL, 0});
    if (array == KK_ERROR || !kk_bytearray_resize(vm, array, n))
        return KK_ERROR;
    if (n > 0)
        *at = KK_OBJ(BlobObj, KK_OBJ(BytearrayObj, array)->blob)->at;
    return array;
}

void kk_pieces_done(Value piece)
{
    if (kk_str_is(piece) && piece != KK_N(empty))
        kk_str_finish(piece);
}

/* The content of v when self is a bytes or bytearray. */
static bool buffer_arg(Vm *vm, Value v, Span *content)
{
    if (kk_bytes_like(v, content))
        return true;
    Buffer buffer;
    if (!kk_buffer_arg(vm, v, &buffer))
        return false;
    *content = (Span){buffer.at, buffer.len};
    return true;
}

bool kk_pieces_arg(Vm *vm, Value self, Value v, Span *content)
{
    if (!kk_str_is(self))
        return buffer_arg(vm, v, content);
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "must be str, not %T", v);
    *content = kk_str_span(str);
    return true;
}

bool kk_pieces_named_arg(Vm *vm, Value self, Value v, const char *what, Span *content)
{
    if (!kk_str_is(self))
        return buffer_arg(vm, v, content);
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_keywords_bad(vm, what, "str", v);
    *content = kk_str_span(str);
    return true;
}

/* An index of a window: *i keeps its value when v is absent or None. */
static bool window_index(Vm *vm, Value v, intptr_t *i)
{
    if (v == KK_UNSET || v == kk_none)
        return true;
    if (kk_smallint_is(v)) {
        *i = kk_smallint_get(v);
        return true;
    }
    if (!kk_keywords_has_index(vm, v))
        return kk_raise_false(vm, KK_TypeError, "slice indices must be integers or None or have "
                                                "an __index__ method");
    return kk_index_clamped(vm, v, i);
}

bool kk_pieces_window(Vm *vm, Value self, Args args, size_t i, Window *out)
{
    intptr_t start = 0, end = INTPTR_MAX;
    if (args.n > i && (!window_index(vm, args.pos[i], &start) ||
                       !window_index(vm, kk_arg(args, i + 1, KK_UNSET), &end)))
        return false;
    out->text = kk_pieces_text(self);
    out->start = 0;
    out->outside = false;
    if (start == 0 && end == INTPTR_MAX)
        return true;

    intptr_t n = (intptr_t)kk_pieces_length(out->text);
    if (end > n)
        end = n;
    else if (end < 0)
        end = end + n < 0 ? 0 : end + n;
    if (start < 0)
        start = start + n < 0 ? 0 : start + n;
    out->outside = start > end;
    if (out->outside)
        start = end = 0;
    out->start = (size_t)start;
    Span span = out->text.span;
    size_t from = (size_t)start, to = (size_t)end;
    if (!out->text.ascii) {
        from = kk_utf8_offset(span, from);
        to = from + kk_utf8_offset(kk_span_skip(span, from), (size_t)(end - start));
    }
    out->text.span = kk_span_cut(span, from, to);
    return true;
}

uint32_t kk_pieces_first(Text text, size_t *size)
{
    if (!text.ascii)
        return kk_utf8_decode(text.span.at, size);
    *size = 1;
    return kk_rom_byte(text.span.at);
}

uint32_t kk_pieces_last(Text text, size_t *size)
{
    const uint8_t *end = text.span.at + text.span.len, *p = end - 1;
    if (text.ascii) {
        *size = 1;
        return kk_rom_byte(p);
    }
    while ((kk_rom_byte(p) & 0xC0) == 0x80)
        p--;
    *size = (size_t)(end - p);
    size_t same;
    return kk_utf8_decode(p, &same);
}

bool kk_pieces_is_space(uint32_t c, bool is_str)
{
    if (!is_str)
        return kk_is_byte_space(c);
    return c < 0x80 ? kk_is_space(c) : kk_chars_is_space(c);
}
