/*
 * bytearray.c: the type bytearray: its storage, operators, and slots. What changes it is in
 * bytearray_edit.c.
 *
 * The bytes are in a blob that grows by an eighth. While memoryviews look at it, the length may not
 * change (exports.c).
 *
 * Layer: types.   Tests: tests/types/bytearray/.
 */
#include "types/bytes/bytearray.h"
#include "types/percent.h"
#include "types/str/pieces.h"

bool kk_bytearray_is(Value v)
{
    return kk_ref_is(v) && kk_is(v, &kk_type_bytearray);
}

Value kk_bytearray_new(Vm *vm, Span content)
{
    Value array = kk_object_new(vm, &kk_type_bytearray, 0);
    if (array == KK_ERROR || !kk_bytearray_extend(vm, array, content))
        return KK_ERROR;
    return array;
}

bool kk_bytearray_resize(Vm *vm, Value self, size_t n)
{
    BytearrayObj *array = KK_OBJ(BytearrayObj, self);
    if (n == array->len)
        return true;
    if (!kk_bytearray_unlocked(vm, self))
        return false;
    size_t cap = array->blob == KK_UNSET ? 0 : kk_len_of(array->blob);
    if (n > cap || n < cap / 4) {
        size_t wanted = n > array->len && array->len > 0 ? n + n / 8 + 4 : n;
        if (n > KK_LEN_MAX - n / 8 - 4) {
            kk_raise_memory(vm);
            return false;
        }
        Value blob = wanted == 0 ? KK_UNSET : kk_blob_new(vm, wanted);
        if (wanted > 0 && blob == KK_ERROR)
            return false;
        size_t kept = n < array->len ? n : array->len;
        if (kept > 0)
            memcpy(KK_OBJ(BlobObj, blob)->at, KK_OBJ(BlobObj, array->blob)->at, kept);
        array->blob = blob;
    } else if (n > array->len) {
        memset(KK_OBJ(BlobObj, array->blob)->at + array->len, 0, n - array->len);
    }
    array->len = n;
    return true;
}

bool kk_bytearray_extend(Vm *vm, Value self, Span content)
{
    BytearrayObj *array = KK_OBJ(BytearrayObj, self);
    size_t at = array->len;
    if (content.len == 0)
        return true;
    if (content.len > KK_LEN_MAX - at) {
        kk_raise_memory(vm);
        return false;
    }
    /* content may lie in this very array: the pointer on this C stack keeps its old storage. */
    if (!kk_bytearray_resize(vm, self, at + content.len))
        return false;
    kk_bytes_copy(kk_bytearray_bytes(self) + at, content.at, content.len);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

/* bytearray(source=b'', encoding='utf-8', errors='strict') */
static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[3] = {KK_N(source), KK_N(encoding), KK_N(errors)};
    Value given[3];
    Source source;
    if (!kk_keywords_bind(vm, "bytearray", args, kw, names, 3, given) ||
        !kk_bytearray_resize(vm, self, 0) ||
        !kk_shared_source(vm, "bytearray", given[0], given[1], given[2], &source))
        return false;
    if (source.zeros > 0)
        return kk_bytearray_resize(vm, self, source.zeros);
    return kk_bytearray_extend(vm, self, source.content);
}

static Value repr(Vm *vm, Value self)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_strbuf_add(&b, kk_type_name(self)) || !kk_strbuf_add_byte(&b, '(') ||
        !kk_shared_add_repr(&b, kk_pieces_text(self).span, true) || !kk_strbuf_add_byte(&b, ')'))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

static Value getitem(Vm *vm, Value self, Value key)
{
    if (kk_slice_is(key)) {
        SliceRange range;
        /* Resolving may run Python code that changes the length. */
        if (!kk_slice_resolve(vm, key, KK_OBJ(BytearrayObj, self)->len, &range))
            return KK_ERROR;
        Value part = kk_bytearray_new(vm, (Span){NULL, 0});
        if (part == KK_ERROR || !kk_bytearray_resize(vm, part, range.count))
            return KK_ERROR;
        if (range.count > 0) {
            if (!kk_bytearray_check_range(vm, self, &range))
                return KK_ERROR;
            kk_shared_copy_slice(kk_bytearray_bytes(part), kk_pieces_text(self).span, &range);
        }
        return part;
    }
    size_t i;
    if (!kk_shared_index(vm, key, KK_OBJ(BytearrayObj, self)->len, "bytearray",
                         "bytearray index out of range", &i))
        return KK_ERROR;
    if (i >= KK_OBJ(BytearrayObj, self)->len) /* __index__ has made it shorter */
        return kk_raise(vm, KK_IndexError, "bytearray index out of range");
    return kk_smallint(kk_bytearray_bytes(self)[i]);
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    bool is_left = kk_bytearray_is(a);
    switch (op) {
    case BIN_ADD:
        return is_left ? kk_shared_concat(vm, a, b) : kk_not_implemented;
    case BIN_MUL:
        return is_left ? kk_shared_repeat(vm, a, b) : kk_shared_repeat(vm, b, a);
    case BIN_MOD: {
        if (!is_left)
            return kk_not_implemented;
        /* The items' __bytes__ and the like may change the bytearray. */
        Value format = kk_bytes_new(vm, kk_pieces_text(a).span);
        Value bytes = format == KK_ERROR ? KK_ERROR : kk_percent_bytes(vm, kk_bytes_span(format), b);
        return bytes == KK_ERROR ? KK_ERROR : kk_bytearray_new(vm, kk_bytes_span(bytes));
    }
    default:
        return kk_not_implemented;
    }
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    if (op == BIN_ADD) {
        Span content;
        if (!kk_shared_view(vm, other, &content))
            return kk_raise(vm, KK_TypeError, "can't concat %T to bytearray", other);
        return kk_bytearray_extend(vm, self, content) ? self : KK_ERROR;
    }
    if (op != BIN_MUL)
        return kk_not_implemented;
    if (!kk_keywords_has_index(vm, other))
        return kk_raise(vm, KK_TypeError, "can't multiply sequence by non-int of type '%T'", other);
    size_t times, total, n;
    if (!kk_shared_times(vm, other, 1, &times))
        return KK_ERROR;
    n = KK_OBJ(BytearrayObj, self)->len;
    if (__builtin_mul_overflow(n, times, &total) || total > KK_LEN_MAX)
        return kk_raise_memory(vm);
    if (!kk_bytearray_resize(vm, self, total))
        return KK_ERROR;
    for (size_t done = n; done < total; done += n)
        memcpy(kk_bytearray_bytes(self) + done, kk_bytearray_bytes(self), n);
    return self;
}

/* How many bytes there is room for, and one more as there is behind them elsewhere. */
KK_METHOD(bytearray, __alloc__, "()")
Value kk_bytearray_alloc(Vm *vm, Value self, Args args)
{
    Value blob = KK_OBJ(BytearrayObj, self)->blob;
    return kk_smallint(blob == KK_UNSET ? 1 : (intptr_t)kk_len_of(blob) + 1);
}

static bool buffer(Vm *vm, Value self, Buffer *out)
{
    *out = (Buffer){kk_bytearray_bytes(self), KK_OBJ(BytearrayObj, self)->len, 'B', 1, false};
    return true;
}

/* Mutable: there is no hash, but a compare. */
static const TypeSlots bytearray_slots = {
    .make = make, .init = init, .repr = repr, .compare = kk_shared_compare, .iter = kk_shared_iter,
    .ops = &(const OpSlots){.len = kk_shared_len, .getitem = getitem, .setitem = kk_bytearray_setitem,
        .contains = kk_shared_contains,
        .binary = binary, .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL) | KK_OP_BOTH(BIN_MOD), .inplace = inplace},
    /* str of its own: a subclass that changes __repr__ keeps it */
    .rare = &(const RareSlots){.str = repr, .buffer = buffer},
};
static const Layout bytearray_layout = {4, 1u << 1, TAIL_NONE, 0};

KK_TYPE(bytearray, object) = {
    KK_TYPE_HEAD(bytearray, object, &bytearray_layout, 0),
    .slots = &bytearray_slots,
};
