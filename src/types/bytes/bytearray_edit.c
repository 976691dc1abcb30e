/*
 * bytearray_edit.c: what changes a bytearray: assignment to items and slices, the methods of a
 * sequence.
 *
 * Layer: types.   Tests: tests/types/bytearray/edit.py, tests/types/bytearray/slices.py.
 */
#include "types/bytes/bytearray.h"

#include "types/str/pieces.h"

/* Replaces the bytes [from, to) by content, which does not lie in self. */
KK_MUST_CHECK static bool splice(Vm *vm, Value self, size_t from, size_t to, Span content)
{
    BytearrayObj *array = KK_OBJ(BytearrayObj, self);
    size_t tail = array->len - to, old = to - from;
    if (content.len > old) {
        size_t more = content.len - old;
        if (more > KK_LEN_MAX - array->len) {
            kk_raise_memory(vm);
            return false;
        }
        if (!kk_bytearray_resize(vm, self, array->len + more))
            return false;
        uint8_t *at = kk_bytearray_bytes(self);
        memmove(at + from + content.len, at + to, tail);
    } else if (content.len < old) {
        /* The resize may refuse: that has to be known before anything is moved. */
        if (!kk_bytearray_unlocked(vm, self))
            return false;
        uint8_t *at = kk_bytearray_bytes(self);
        size_t n = array->len - (old - content.len);
        memmove(at + from + content.len, at + to, tail);
        if (!kk_bytearray_resize(vm, self, n))
            return false;
    }
    if (content.len > 0)
        kk_bytes_copy(kk_bytearray_bytes(self) + from, content.at, content.len);
    return true;
}

bool kk_bytearray_check_range(Vm *vm, Value self, const SliceRange *range)
{
    if (range->count == 0)
        return true;
    intptr_t n = (intptr_t)KK_OBJ(BytearrayObj, self)->len;
    intptr_t last = range->start + (intptr_t)(range->count - 1) * range->step;
    if (range->start < n && last < n)
        return true;
    return kk_raise_false(vm, KK_RuntimeError, "bytearray changed size during the operation");
}

/* del self[range] with a step. */
KK_MUST_CHECK static bool delete_stepped(Vm *vm, Value self, SliceRange range)
{
    if (range.count == 0)
        return true;
    if (range.step < 0) {
        range.start += (intptr_t)(range.count - 1) * range.step;
        range.step = -range.step;
    }
    BytearrayObj *array = KK_OBJ(BytearrayObj, self);
    if (!kk_bytearray_unlocked(vm, self))
        return false;
    uint8_t *at = kk_bytearray_bytes(self);
    size_t to = (size_t)range.start, next = to, left = range.count;
    for (size_t i = to; i < array->len; i++) {
        if (left > 0 && i == next) {
            next += (size_t)range.step;
            left--;
        } else {
            at[to++] = at[i];
        }
    }
    return kk_bytearray_resize(vm, self, to);
}

/* What is assigned to a slice; bytes of self itself are copied first. */
KK_MUST_CHECK static bool slice_content(Vm *vm, Value self, Value value, StrBuf *b, Span *content)
{
    kk_strbuf_init(b, vm);
    if (kk_shared_view(vm, value, content)) {
        if (!kk_strbuf_add(b, *content))
            return false;
    } else if (kk_int_is(value) || kk_float_is(value) || kk_as_kind(value, KIND_STR) != KK_UNSET) {
        return kk_raise_false(vm, KK_TypeError, "can assign only bytes, buffers, or iterables of "
                                                "ints in range(0, 256)");
    } else if (!kk_shared_gather(vm, value, "byte", b)) {
        if (kk_pending_is(vm, KK_TypeError) && kk_type_of(value)->slots->iter == NULL &&
            kk_type_lookup(vm, kk_type_of(value), KK_N(__iter__)) == KK_UNSET &&
            kk_pending_clear(vm, KK_TypeError))
            kk_raise(vm, KK_TypeError, "cannot convert '%T' object to bytearray", value);
        return false;
    }
    *content = kk_strbuf_span(b);
    return true;
}

KK_MUST_CHECK static bool set_slice(Vm *vm, Value self, Value slice, Value value)
{
    StrBuf b;
    Span content = {NULL, 0};
    SliceRange range;
    if (value != KK_UNSET && !slice_content(vm, self, value, &b, &content))
        return false;
    if (!kk_slice_resolve(vm, slice, KK_OBJ(BytearrayObj, self)->len, &range) ||
        !kk_bytearray_check_range(vm, self, &range))
        return false;
    if (range.step == 1) {
        size_t n = KK_OBJ(BytearrayObj, self)->len;
        size_t from = (size_t)range.start < n ? (size_t)range.start : n;
        return splice(vm, self, from, from + range.count, content);
    }
    if (value == KK_UNSET || (content.len == 0 && range.count > 0))
        return delete_stepped(vm, self, range);
    if (content.len != range.count)
        return kk_raise_false(
            vm, KK_ValueError,
            "attempt to assign bytes of size %zu to extended slice of size %zu", content.len,
            range.count);
    if (range.count == 0)
        return true;
    uint8_t *at = kk_bytearray_bytes(self) + range.start;
    for (size_t i = 0; i < range.count; i++)
        at[(intptr_t)i * range.step] = content.at[i];
    return true;
}

bool kk_bytearray_setitem(Vm *vm, Value self, Value key, Value value)
{
    if (kk_slice_is(key))
        return set_slice(vm, self, key, value);
    uint8_t byte = 0;
    size_t i;
    if (!kk_shared_index(vm, key, KK_OBJ(BytearrayObj, self)->len, "bytearray",
                         "bytearray index out of range", &i))
        return false;
    if (value != KK_UNSET && !kk_byte_arg(vm, value, &byte))
        return false;
    if (i >= KK_OBJ(BytearrayObj, self)->len) /* __index__ of key or value may have made it shorter */
        return kk_raise_false(vm, KK_IndexError, "bytearray index out of range");
    if (value == KK_UNSET)
        return splice(vm, self, i, i + 1, (Span){NULL, 0});
    kk_bytearray_bytes(self)[i] = byte;
    return true;
}

/* Appends one byte. */
KK_METHOD(bytearray, append, "(item, /)")
Value kk_bytearray_append(Vm *vm, Value self, Args args)
{
    uint8_t byte;
    if (!kk_byte_arg(vm, args.pos[0], &byte))
        return KK_ERROR;
    size_t n = KK_OBJ(BytearrayObj, self)->len;
    if (n >= KK_LEN_MAX)
        return kk_raise_memory(vm);
    if (!kk_bytearray_resize(vm, self, n + 1))
        return KK_ERROR;
    kk_bytearray_bytes(self)[n] = byte;
    return kk_none;
}

/* Appends the bytes of a buffer, or the ints of an iterable. */
KK_METHOD(bytearray, extend, "(iterable_of_ints, /)")
Value kk_bytearray_extend_method(Vm *vm, Value self, Args args)
{
    Value other = args.pos[0];
    Span content;
    StrBuf b;
    if (!kk_shared_view(vm, other, &content)) {
        kk_strbuf_init(&b, vm);
        if (!kk_shared_gather(vm, other, "byte", &b)) {
            if (kk_pending_is(vm, KK_TypeError) && kk_type_of(other)->slots->iter == NULL &&
                kk_type_lookup(vm, kk_type_of(other), KK_N(__iter__)) == KK_UNSET &&
                kk_pending_clear(vm, KK_TypeError))
                kk_raise(vm, KK_TypeError, "can't extend bytearray with %T", other);
            return KK_ERROR;
        }
        content = kk_strbuf_span(&b);
    }
    return kk_bytearray_extend(vm, self, content) ? kk_none : KK_ERROR;
}

/* Puts a byte before the one at index. */
KK_METHOD(bytearray, insert, "(index, item, /)")
Value kk_bytearray_insert(Vm *vm, Value self, Args args)
{
    intptr_t i;
    uint8_t byte;
    if (!kk_index(vm, args.pos[0], &i) || !kk_byte_arg(vm, args.pos[1], &byte))
        return KK_ERROR;
    intptr_t n = (intptr_t)KK_OBJ(BytearrayObj, self)->len;
    if (i < 0)
        i = i + n < 0 ? 0 : i + n;
    if (i > n)
        i = n;
    return splice(vm, self, (size_t)i, (size_t)i, (Span){&byte, 1}) ? kk_none : KK_ERROR;
}

/* Takes the byte at index (the last one) away and returns it. */
KK_METHOD(bytearray, pop, "(index=-1, /)")
Value kk_bytearray_pop(Vm *vm, Value self, Args args)
{
    intptr_t i = -1;
    if (args.n > 0 && !kk_index(vm, args.pos[0], &i))
        return KK_ERROR;
    intptr_t n = (intptr_t)KK_OBJ(BytearrayObj, self)->len;
    if (n == 0)
        return kk_raise(vm, KK_IndexError, "pop from empty bytearray");
    if (i < 0)
        i += n;
    if (i < 0 || i >= n)
        return kk_raise(vm, KK_IndexError, "pop index out of range");
    Value byte = kk_smallint(kk_bytearray_bytes(self)[i]);
    return splice(vm, self, (size_t)i, (size_t)i + 1, (Span){NULL, 0}) ? byte : KK_ERROR;
}

/* Removes the first byte of that value. */
KK_METHOD(bytearray, remove, "(value, /)")
Value kk_bytearray_remove(Vm *vm, Value self, Args args)
{
    uint8_t byte;
    if (!kk_byte_arg(vm, args.pos[0], &byte))
        return KK_ERROR;
    Span content = kk_pieces_text(self).span;
    const uint8_t *hit = kk_bytes_find(content, (Span){&byte, 1});
    if (hit == NULL)
        return kk_raise(vm, KK_ValueError, "value not found in bytearray");
    size_t i = (size_t)(hit - content.at);
    return splice(vm, self, i, i + 1, (Span){NULL, 0}) ? kk_none : KK_ERROR;
}

/* Reverses the order of the bytes in place. */
KK_METHOD(bytearray, reverse, "()")
Value kk_bytearray_reverse(Vm *vm, Value self, Args args)
{
    uint8_t *at = kk_bytearray_bytes(self);
    size_t n = KK_OBJ(BytearrayObj, self)->len;
    for (size_t i = 0; i < n / 2; i++) {
        uint8_t other = at[n - 1 - i];
        at[n - 1 - i] = at[i];
        at[i] = other;
    }
    return kk_none;
}

/* Removes all bytes. */
KK_METHOD(bytearray, clear, "()")
Value kk_bytearray_clear(Vm *vm, Value self, Args args)
{
    return kk_bytearray_resize(vm, self, 0) ? kk_none : KK_ERROR;
}

/* A bytearray with the same bytes. */
KK_METHOD(bytearray, copy, "()")
Value kk_bytearray_copy(Vm *vm, Value self, Args args)
{
    return kk_bytearray_new(vm, kk_pieces_text(self).span);
}
