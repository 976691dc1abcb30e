/*
 * strbuf.c: text built piece by piece.
 *
 * Layer: object.   Tests: tests/types/str/.
 */
#include "object/strbuf.h"

#include "base/numtext.h"
#include "base/utf8.h"
#include "object/error.h"

_Static_assert(!KK_FOR_SIZE, "this would call itself");
void kk_strbuf_begin(StrBuf *b, Vm *vm) { kk_strbuf_init(b, vm); }

/* Slack that a finished text may keep: beyond it it is copied to an object of its own size. */
#define SLACK_MAX 16

static bool grow(StrBuf *b, size_t n)
{
    if (n > KK_LEN_MAX - b->len) {
        kk_raise_memory(b->vm);
        return false;
    }
    size_t cap = b->len + n, half_more = b->cap + b->cap / 2;
    if (cap < half_more && half_more <= KK_LEN_MAX)
        cap = half_more;
    Value str = kk_str_alloc(b->vm, cap);
    if (str == KK_ERROR)
        return false;
    kk_bytes_copy(KK_OBJ(StrObj, str)->at, b->at, b->len);
    b->str = str;
    b->at = KK_OBJ(StrObj, str)->at;
    b->cap = cap;
    return true;
}

uint8_t *kk_strbuf_room(StrBuf *b, size_t n)
{
    if (n > b->cap - b->len && !grow(b, n))
        return NULL;
    return b->at + b->len;
}

bool kk_strbuf_add(StrBuf *b, Span text)
{
    uint8_t *to = kk_strbuf_room(b, text.len);
    if (to == NULL)
        return false;
    kk_bytes_copy(to, text.at, text.len);
    b->len += text.len;
    return true;
}

bool kk_strbuf_add_byte(StrBuf *b, uint8_t byte)
{
    if (KK_UNLIKELY(b->len == b->cap) && !grow(b, 1))
        return false;
    b->at[b->len++] = byte;
    return true;
}

bool kk_strbuf_add_char(StrBuf *b, uint32_t code)
{
    uint8_t *to = kk_strbuf_room(b, 4);
    if (to == NULL)
        return false;
    b->len += kk_utf8_encode(code, to);
    return true;
}

bool kk_strbuf_add_text(StrBuf *b, const char *text)
{
    if (KK_UNLIKELY((uintptr_t)text < KK_MESSAGE_END))
        return kk_error_add_message(b, text);
    return kk_strbuf_add(b, kk_span_of(text));
}

bool kk_strbuf_add_fill(StrBuf *b, uint32_t code, size_t n)
{
    uint8_t bytes[4];
    size_t size = kk_utf8_encode(code, bytes);
    if (n > KK_LEN_MAX / 4) {
        kk_raise_memory(b->vm);
        return false;
    }
    uint8_t *to = kk_strbuf_room(b, n * size);
    if (to == NULL)
        return false;
    b->len += n * size;
    if (size == 1) {
        memset(to, bytes[0], n);
        return true;
    }
    for (; n > 0; n--, to += size)
        memcpy(to, bytes, size);
    return true;
}

bool kk_strbuf_add_int(StrBuf *b, int64_t i)
{
    char digits[KK_NUMTEXT_INT_MAX];
    size_t n = kk_numtext_int_put(i, 10, digits);
    return kk_strbuf_add(b, (Span){(const uint8_t *)digits, n});
}

bool kk_strbuf_add_str(StrBuf *b, Value str)
{
    return kk_strbuf_add(b, kk_str_span(kk_unwrap(str)));
}

bool kk_strbuf_add_repr(StrBuf *b, Value v)
{
    Value text = kk_repr(b->vm, v);
    return text != KK_ERROR && kk_strbuf_add_str(b, text);
}

bool kk_strbuf_add_shown(StrBuf *b, Value v)
{
    Value text = kk_str_is(v) ? v : kk_str(b->vm, v);
    return text != KK_ERROR && kk_strbuf_add_str(b, text);
}

Value kk_strbuf_finish(StrBuf *b)
{
    if (b->str == KK_UNSET || b->len <= 1 || b->cap - b->len > SLACK_MAX + b->len / 8)
        return kk_str_new(b->vm, kk_strbuf_span(b));
    /* The granules behind the shortened object are found free by the next collection. */
    KK_OBJ(StrObj, b->str)->header = KK_HEADER(KIND_STR, b->len);
    kk_str_finish(b->str);
    return b->str;
}

Value kk_strbuf_finish_bytes(StrBuf *b)
{
    size_t n = b->len;
    Value bytes = kk_object_new_compact(b->vm, KK_HEADER(KIND_BYTES, n), sizeof(BytesObj) + n);
    if (bytes != KK_ERROR)
        kk_bytes_copy(KK_OBJ(BytesObj, bytes)->at, b->at, n);
    return bytes;
}
