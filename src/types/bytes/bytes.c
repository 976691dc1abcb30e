/*
 * bytes.c: the type bytes: making, operators, and its slots.
 *
 * The methods that it shares with str are in types/str/, those with bytearray in methods.c.
 *
 * Layer: types.   Tests: tests/types/bytes/.
 */
#include "types/bytes/bytes.h"

#include "types/bytes/shared.h"
#include "types/percent.h"

static const uintptr_t empty_bytes[1] = {KK_HEADER(KIND_BYTES, 0)};

Value kk_bytes_alloc(Vm *vm, size_t n)
{
    if (n == 0)
        return KK_REF(empty_bytes);
    if (n > KK_LEN_MAX - sizeof(BytesObj))
        return kk_raise_memory(vm);
    return kk_object_new_compact(vm, KK_HEADER(KIND_BYTES, n), sizeof(BytesObj) + n);
}

Value kk_bytes_new(Vm *vm, Span content)
{
    Value bytes = kk_bytes_alloc(vm, content.len);
    if (bytes != KK_ERROR && content.len > 0)
        kk_bytes_copy(KK_OBJ(BytesObj, bytes)->at, content.at, content.len);
    return bytes;
}

bool kk_bytes_like(Value v, Span *content)
{
    Value bytes = kk_as_kind(v, KIND_BYTES);
    if (bytes != KK_UNSET) {
        *content = kk_bytes_span(bytes);
        return true;
    }
    if (!kk_bytearray_is(v))
        return false;
    BytearrayObj *array = KK_OBJ(BytearrayObj, v);
    const uint8_t *at = array->blob == KK_UNSET ? NULL : KK_OBJ(BlobObj, array->blob)->at;
    *content = (Span){at, array->len};
    return true;
}

bool kk_byte_arg(Vm *vm, Value v, uint8_t *byte)
{
    intptr_t i;
    if (kk_smallint_is(v)) {
        i = kk_smallint_get(v);
    } else if (!kk_index_clamped(vm, v, &i)) {
        return false;
    }
    if (i < 0 || i > 255)
        return kk_raise_false(vm, KK_ValueError, "byte must be in range(0, 256)");
    *byte = (uint8_t)i;
    return true;
}

/* bytes(source=b'', encoding='utf-8', errors='strict') */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[3] = {KK_N(source), KK_N(encoding), KK_N(errors)};
    Value given[3];
    if (!kk_keywords_bind(vm, "bytes", args, kw, names, 3, given))
        return KK_ERROR;
    if (given[1] == KK_UNSET && given[2] == KK_UNSET && given[0] != KK_UNSET) {
        if (kk_bytes_is(given[0]))
            return given[0];
        bool found;
        Value made = kk_call_special(vm, given[0], KK_N(__bytes__), NULL, 0, &found);
        if (found && made != KK_ERROR && kk_as_kind(made, KIND_BYTES) == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "__bytes__ returned non-bytes (type %T)", made);
        if (found || kk_failed(vm))
            return made == KK_ERROR || cls == KK_REF(&kk_type_bytes) ? made
                                                                     : kk_as_kind(made, KIND_BYTES);
    }
    Source source;
    if (!kk_shared_source(vm, "bytes", given[0], given[1], given[2], &source))
        return KK_ERROR;
    if (source.zeros > 0)
        return kk_bytes_alloc(vm, source.zeros);
    return kk_bytes_is(source.holder) && kk_len_of(source.holder) == source.content.len
               ? source.holder
               : kk_bytes_new(vm, source.content);
}

static bool hash(Vm *vm, Value self, uintptr_t *hash)
{
    *hash = kk_bytes_hash(kk_bytes_span(self));
    return true;
}

static Value repr(Vm *vm, Value self)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return kk_shared_add_repr(&b, kk_bytes_span(self), false) ? kk_strbuf_finish(&b) : KK_ERROR;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    Span text = kk_bytes_span(self);
    if (kk_slice_is(key)) {
        SliceRange range;
        if (!kk_slice_resolve(vm, key, text.len, &range))
            return KK_ERROR;
        if (range.step == 1 && range.count == text.len)
            return self;
        Value part = kk_bytes_alloc(vm, range.count);
        if (part != KK_ERROR)
            kk_shared_copy_slice(KK_OBJ(BytesObj, part)->at, text, &range);
        return part;
    }
    size_t i;
    if (!kk_shared_index(vm, key, text.len, "byte", "index out of range", &i))
        return KK_ERROR;
    return kk_smallint(kk_rom_byte(text.at + i));
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Value self = kk_as_kind(a, KIND_BYTES);
    switch (op) {
    case BIN_ADD:
        return self == KK_UNSET ? kk_not_implemented : kk_shared_concat(vm, self, b);
    case BIN_MUL:
        return self == KK_UNSET ? kk_shared_repeat(vm, kk_as_kind(b, KIND_BYTES), a)
                                : kk_shared_repeat(vm, self, b);
    case BIN_MOD:
        return self == KK_UNSET ? kk_not_implemented : kk_percent_bytes(vm, kk_bytes_span(self), b);
    default:
        return kk_not_implemented;
    }
}

static bool buffer(Vm *vm, Value self, Buffer *out)
{
    Span content = kk_bytes_span(self);
    *out = (Buffer){(uint8_t *)content.at, content.len, 'B', 1, true};
    return true;
}

static const TypeSlots bytes_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = kk_shared_compare, .iter = kk_shared_iter,
    .ops = &(const OpSlots){.len = kk_shared_len, .getitem = getitem, .contains = kk_shared_contains,
        .binary = binary,
        .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL) | KK_OP_BOTH(BIN_MOD)},
    /* str of its own: a subclass that changes __repr__ keeps it */
    .rare = &(const RareSlots){.str = repr, .buffer = buffer},
};
/* The layout is that of an object with compact header: the heap finds the length there. */
static const Layout bytes_layout = {1, 0, TAIL_NONE, 0};

KK_TYPE(bytes, object) = {KK_TYPE_HEAD(bytes, object, &bytes_layout, 0), .slots = &bytes_slots};
