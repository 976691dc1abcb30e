/*
 * shared.c: what bytes and bytearray have in common: construction, operators, iteration.
 *
 * Layer: types.   Tests: tests/types/bytes/, tests/types/bytearray/.
 */
#include "types/bytes/shared.h"

#include "types/iter.h"

#include "types/codec.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

bool kk_shared_view(Vm *vm, Value v, Span *content)
{
    if (kk_bytes_like(v, content))
        return true;
    const TypeSlots *slots = kk_type_of(v)->native->slots;
    Buffer buffer;
    if (slots == NULL || kk_rare_of(slots)->buffer == NULL)
        return false;
    if (!kk_rare_of(slots)->buffer(vm, v, &buffer)) {
        kk_pending_clear(vm, &kk_type_Exception);
        return false;
    }
    *content = (Span){buffer.at, buffer.len};
    return true;
}

/* ---- construction ---- */

bool kk_shared_gather(Vm *vm, Value iterable, const char *type, StrBuf *b)
{
    Cursor it;
    if (!kk_iter_begin(vm, &it, iterable))
        return false;
    Value item;
    while ((item = kk_iter_advance(vm, &it)) != KK_END) {
        uint8_t byte;
        if (item == KK_ERROR)
            return false;
        if (!kk_byte_arg(vm, item, &byte)) {
            if (kk_pending_clear(vm, KK_ValueError))
                kk_raise(vm, KK_ValueError, "%s must be in range(0, 256)", type);
            return false;
        }
        if (!kk_strbuf_add_byte(b, byte))
            return false;
    }
    return true;
}

/* bytes(str, encoding, errors); the errors for a str without encoding, and the other way round. */
KK_MUST_CHECK static bool encode(Vm *vm, const char *type, Value source, Value encoding,
                                 Value errors, Source *out)
{
    if (!kk_str_codec_arg(vm, encoding, type, "encoding") ||
        !kk_str_codec_arg(vm, errors, type, "errors"))
        return false;
    Value str = source == KK_UNSET ? KK_UNSET : kk_as_kind(source, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%s without a string argument",
                              encoding != KK_UNSET ? "encoding" : "errors");
    if (encoding == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "string argument without an encoding");
    out->holder = kk_codec_encode(vm, str, encoding, errors);
    return out->holder != KK_ERROR && kk_bytes_like(out->holder, &out->content);
}

KK_MUST_CHECK static bool count_zeros(Vm *vm, Value source, Source *out)
{
    intptr_t n;
    if (!kk_keywords_count(vm, source, &n))
        return false;
    if (n < 0)
        return kk_raise_false(vm, KK_ValueError, "negative count");
    out->zeros = (size_t)n;
    return true;
}

bool kk_shared_source(Vm *vm, const char *type, Value source, Value encoding, Value errors,
                      Source *out)
{
    out->zeros = 0;
    out->content = (Span){NULL, 0};
    out->holder = source;
    if (encoding != KK_UNSET || errors != KK_UNSET ||
        (source != KK_UNSET && kk_as_kind(source, KIND_STR) != KK_UNSET))
        return encode(vm, type, source, encoding, errors, out);
    if (source == KK_UNSET) {
        out->holder = kk_none;
        return true;
    }
    if (kk_keywords_has_index(vm, source)) {
        /* An __index__ that raises TypeError is none. */
        if (count_zeros(vm, source, out) || kk_int_is(source) || !kk_pending_clear(vm, KK_TypeError))
            return !kk_failed(vm);
    }
    if (kk_shared_view(vm, source, &out->content))
        return true;
    kk_strbuf_init(&out->gathered, vm);
    /* CPython's bytes() and bytearray() differ in the number: "bytes must", "byte must". */
    if (!kk_shared_gather(vm, source, type[4] == 's' ? "bytes" : "byte", &out->gathered)) {
        if (kk_pending_is(vm, KK_TypeError) && kk_type_of(source)->slots->iter == NULL &&
            kk_type_lookup(vm, kk_type_of(source), KK_N(__iter__)) == KK_UNSET &&
            kk_type_lookup(vm, kk_type_of(source), KK_N(__getitem__)) == KK_UNSET &&
            kk_pending_clear(vm, KK_TypeError))
            kk_raise(vm, KK_TypeError, "cannot convert '%T' object to %s", source, type);
        return false;
    }
    out->content = kk_strbuf_span(&out->gathered);
    out->holder = kk_none;
    return true;
}

/* ---- slots ---- */

static bool add_escape(StrBuf *b, uint8_t c)
{
    static const char hex[] = "0123456789abcdef";
    const char *short_form = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : NULL;
    if (short_form != NULL)
        return kk_strbuf_add_text(b, short_form);
    uint8_t *to = kk_strbuf_room(b, 4);
    if (to == NULL)
        return false;
    if (c == '\\' || c == '\'') {
        to[0] = '\\';
        to[1] = c;
        b->len += 2;
        return true;
    }
    to[0] = '\\';
    to[1] = 'x';
    to[2] = (uint8_t)kk_rom_byte((const uint8_t *)hex + (c >> 4));
    to[3] = (uint8_t)kk_rom_byte((const uint8_t *)hex + (c & 15));
    b->len += 4;
    return true;
}

bool kk_shared_add_repr(StrBuf *b, Span content, bool array)
{
    bool single = kk_bytes_find(content, KK_SPAN("'")) != NULL;
    uint8_t quote = single && kk_bytes_find(content, KK_SPAN("\"")) == NULL ? '"' : '\'';
    if (!kk_strbuf_add_byte(b, 'b') || !kk_strbuf_add_byte(b, quote))
        return false;
    for (size_t i = 0; i < content.len; i++) {
        uint8_t c = kk_rom_byte(content.at + i);
        bool plain = c >= 0x20 && c < 0x7F && c != '\\' && (c != '\'' || (quote == '"' && !array));
        if (!(plain ? kk_strbuf_add_byte(b, c) : add_escape(b, c)))
            return false;
    }
    return kk_strbuf_add_byte(b, quote);
}

Value kk_shared_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    Span left, right;
    /* A bytes leaves it to the other side how they compare; a bytearray compares with all buffers. */
    if (kk_as_kind(a, KIND_BYTES) != KK_UNSET && kk_as_kind(b, KIND_BYTES) == KK_UNSET)
        return kk_not_implemented;
    if (!kk_shared_view(vm, a, &left) || !kk_shared_view(vm, b, &right))
        return kk_not_implemented;
    if (op == CMP_EQ || op == CMP_NE)
        return kk_bool(kk_bytes_equal(left, right) == (op == CMP_EQ));
    int order = kk_bytes_compare(left, right);
    bool less = op == CMP_LT || op == CMP_LE, or_equal = op == CMP_LE || op == CMP_GE;
    return kk_bool(order == 0 ? or_equal : (order < 0) == less);
}

bool kk_shared_len(Vm *vm, Value self, size_t *n)
{
    *n = kk_pieces_text(self).span.len;
    return true;
}

Value kk_shared_contains(Vm *vm, Value self, Value item)
{
    uint8_t byte;
    Span part;
    if (kk_keywords_has_index(vm, item)) {
        if (!kk_byte_arg(vm, item, &byte))
            return KK_ERROR;
        part = (Span){&byte, 1};
    } else if (!kk_pieces_arg(vm, self, item, &part)) {
        return KK_ERROR;
    }
    return kk_bool(kk_bytes_find(kk_pieces_text(self).span, part) != NULL);
}

bool kk_shared_index(Vm *vm, Value key, size_t n, const char *what, const char *out_of_range,
                     size_t *i)
{
    if (!kk_keywords_has_index(vm, key))
        return kk_raise_false(vm, KK_TypeError, "%s indices must be integers or slices, not %T",
                              what, key);
    return kk_sequence_index(vm, key, n, out_of_range, i);
}

void kk_shared_copy_slice(uint8_t *to, Span content, const SliceRange *range)
{
    const uint8_t *at = content.at + range->start;
    if (range->step == 1) {
        kk_bytes_copy(to, at, range->count);
        return;
    }
    for (size_t i = 0; i < range->count; i++)
        to[i] = kk_rom_byte(at + (intptr_t)i * range->step);
}

/* ---- operators ---- */

/* b is an instance of a class with its own method for this operator: it gets its turn first. */
static bool other_has(Vm *vm, Value b, Value method)
{
    const TypeObj *type = kk_type_of(b);
    return (type->flags & TYPE_HEAP) && kk_type_lookup(vm, type, method) != KK_UNSET;
}

Value kk_shared_concat(Vm *vm, Value self, Value other)
{
    Span right;
    if (!kk_shared_view(vm, other, &right)) {
        if (other_has(vm, other, KK_N(__radd__)))
            return kk_not_implemented;
        return kk_raise(vm, KK_TypeError, "can't concat %T to %s", other,
                        kk_bytes_is(self) ? "bytes" : "bytearray");
    }
    Span left = kk_pieces_text(self).span;
    if (kk_bytes_is(self) && right.len == 0)
        return self;
    uint8_t *to;
    if (right.len > KK_LEN_MAX - left.len)
        return kk_raise_memory(vm);
    Value result = kk_pieces_alloc(vm, self, left.len + right.len, &to);
    if (result == KK_ERROR || to == NULL)
        return result;
    kk_bytes_copy(to, left.at, left.len);
    kk_bytes_copy(to + left.len, right.at, right.len);
    return result;
}

bool kk_shared_times(Vm *vm, Value times, size_t n, size_t *total)
{
    intptr_t count;
    if (!kk_keywords_count(vm, times, &count))
        return false;
    if (count < 0)
        count = 0;
    if (__builtin_mul_overflow(n, (size_t)count, total) || *total > KK_LEN_MAX) {
        kk_raise_memory(vm);
        return false;
    }
    return true;
}

void kk_shared_fill(uint8_t *to, size_t total, Span unit)
{
    if (total == 0)
        return;
    kk_bytes_copy(to, unit.at, unit.len);
    for (size_t done = unit.len; done < total;) {
        size_t more = done < total - done ? done : total - done;
        memcpy(to + done, to, more);
        done += more;
    }
}

Value kk_shared_repeat(Vm *vm, Value self, Value times)
{
    if (!kk_int_is(times) && other_has(vm, times, KK_N(__rmul__)))
        return kk_not_implemented;
    if (!kk_keywords_has_index(vm, times))
        return kk_raise(vm, KK_TypeError, "can't multiply sequence by non-int of type '%T'", times);
    size_t total;
    Span unit = kk_pieces_text(self).span;
    if (!kk_shared_times(vm, times, unit.len, &total))
        return KK_ERROR;
    if (total == unit.len && kk_bytes_is(self))
        return self;
    uint8_t *to;
    Value result = kk_pieces_alloc(vm, self, total, &to);
    if (result != KK_ERROR)
        kk_shared_fill(to, total, unit);
    return result;
}

/* ---- iterators ---- */

typedef struct BytesIterObj {
    uintptr_t header;
    Value of; /* KK_UNSET at the end */
    uintptr_t index;
} BytesIterObj;

static Value next(Vm *vm, Value self)
{
    BytesIterObj *it = KK_OBJ(BytesIterObj, self);
    if (it->of == KK_UNSET)
        return KK_END;
    Span content = kk_bytes_is(it->of) ? kk_bytes_span(it->of) : kk_pieces_text(it->of).span;
    if (it->index < content.len)
        return kk_smallint(kk_rom_byte(content.at + it->index++));
    it->of = KK_UNSET;
    return KK_END;
}

static Value itself(Vm *vm, Value self)
{
    return self;
}

/* How many bytes are left. */
KK_METHOD(bytes_iterator, __length_hint__, "()")
KK_METHOD(bytearray_iterator, __length_hint__, "()")
Value kk_shared_length_hint(Vm *vm, Value self, Args args)
{
    BytesIterObj *it = KK_OBJ(BytesIterObj, self);
    size_t n = it->of == KK_UNSET ? 0 : kk_pieces_text(it->of).span.len;
    return kk_int_new(vm, n > it->index ? (intptr_t)(n - it->index) : 0);
}

static const TypeSlots iterator_slots = {.iter = itself, .next = next};
static const Layout iterator_layout = {3, 1u << 1, TAIL_NONE, 0};

KK_TYPE(bytes_iterator, object) = {
    KK_TYPE_HEAD(bytes_iterator, object, &iterator_layout, TYPE_NO_NEW | TYPE_FINAL),
    .slots = &iterator_slots,
};
KK_TYPE(bytearray_iterator, object) = {
    KK_TYPE_HEAD(bytearray_iterator, object, &iterator_layout, TYPE_NO_NEW | TYPE_FINAL),
    .slots = &iterator_slots,
};

Value kk_shared_iter(Vm *vm, Value self)
{
    const TypeObj *type = kk_bytes_is(self) ? &kk_type_bytes_iterator : &kk_type_bytearray_iterator;
    Value it = kk_object_new(vm, type, 0);
    if (it != KK_ERROR)
        KK_OBJ(BytesIterObj, it)->of = self;
    return it;
}
