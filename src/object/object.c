/*
 * object.c: making objects and storage, asking for types, walking the MRO.
 *
 * Layer: object.   Tests: tests/types/type/.
 */
#include "object/object.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/names.h"
#include "object/shape.h"
#include "object/vm.h"
#include "object/weak.h"

#define KIND_TYPE(kind, type) [kind] = &kk_type_##type
const TypeObj *const kk_kind_types[KIND_COUNT] = {
    KIND_TYPE(KIND_VALUES, values), KIND_TYPE(KIND_BLOB, blob),   KIND_TYPE(KIND_TUPLE, tuple),
    KIND_TYPE(KIND_LIST, list),     KIND_TYPE(KIND_STR, str),     KIND_TYPE(KIND_BYTES, bytes),
    KIND_TYPE(KIND_INT, int),       KIND_TYPE(KIND_FLOAT, float), KIND_TYPE(KIND_DICT, dict),
    KIND_TYPE(KIND_CELL, cell)};

/* ---- inline functions, for files that are compiled for size ---- */

_Static_assert(!KK_FOR_SIZE, "these would call themselves");

bool kk_object_kind_is(Value v, Kind kind) { return kk_kind_is(v, kind); }
const Desc *kk_object_desc(Value v) { return kk_desc_of(v); }
const TypeObj *kk_object_type(Value v) { return kk_type_of(v); }
Value kk_object_as_kind(Value v, Kind kind) { return kk_as_kind(v, kind); }

Value kk_object_float(Vm *vm, KkFloat x) { return kk_float_new(vm, x); }

/* ---- memory ---- */

Value kk_object_new_compact(Vm *vm, uintptr_t header, size_t bytes)
{
    uintptr_t *object = KK_WORD_BITS == 64 ? kk_heap_bump(&vm->heap, bytes) : NULL;
    if (KK_UNLIKELY(object == NULL) && (object = kk_heap_alloc(&vm->heap, bytes)) == NULL)
        return kk_raise_memory(vm);
    *object = header;
    return KK_REF(object);
}

/* The Desc that a fresh instance of cls carries in its header. */
static const Desc *fresh_desc(const TypeObj *cls)
{
    Value shape = kk_type_part(cls)->root_shape;
    return shape != KK_UNSET ? &KK_OBJ(ShapeObj, shape)->desc : &cls->desc;
}

Value kk_object_new(Vm *vm, const TypeObj *cls, size_t tail_bytes)
{
    const Desc *desc = fresh_desc(cls);
    size_t bytes = (desc->layout->words + desc->nslots) * sizeof(Value) + tail_bytes;
    uintptr_t *object = kk_heap_alloc(&vm->heap, bytes);
    if (object == NULL)
        return kk_raise_memory(vm);
    *object = (uintptr_t)desc;
    if (KK_UNLIKELY((cls->flags & TYPE_HAS_DEL) != 0) && !kk_weak_add(vm, &vm->doomed, KK_REF(object)))
        return KK_ERROR;
    return KK_REF(object);
}

Value kk_object_wrap(Vm *vm, const TypeObj *cls, Value native)
{
    Value object = kk_object_new(vm, cls, 0);
    if (object != KK_ERROR)
        ((Value *)object)[1] = native;
    return object;
}

Value kk_values_new(Vm *vm, size_t n)
{
    if (n > KK_LEN_MAX / sizeof(Value))
        return kk_raise_memory(vm);
    return kk_object_new_compact(vm, KK_HEADER(KIND_VALUES, n), sizeof(ValuesObj) + n * sizeof(Value));
}

Value kk_blob_new(Vm *vm, size_t bytes)
{
    if (bytes > KK_LEN_MAX)
        return kk_raise_memory(vm);
    return kk_object_new_compact(vm, KK_HEADER(KIND_BLOB, bytes), sizeof(BlobObj) + bytes);
}

Value kk_values_resize(Vm *vm, Value old, size_t new_n)
{
    Value fresh = kk_values_new(vm, new_n);
    if (fresh == KK_ERROR || old == KK_UNSET)
        return fresh;
    size_t n = kk_len_of(old);
    memcpy(KK_OBJ(ValuesObj, fresh)->at, KK_OBJ(ValuesObj, old)->at,
           (n < new_n ? n : new_n) * sizeof(Value));
    return fresh;
}

Value kk_values_extend(Vm *vm, Value old, size_t new_n)
{
    ValuesObj *values = KK_OBJ(ValuesObj, old);
    if (old == KK_UNSET || vm->heap.locked > 0 || vm->heap.stress != 0 ||
        !kk_heap_extend(&vm->heap, values, sizeof(ValuesObj) + new_n * sizeof(Value)))
        return kk_values_resize(vm, old, new_n);
    values->header = KK_HEADER(KIND_VALUES, new_n);
    return old;
}

Value kk_blob_resize(Vm *vm, Value old, size_t new_bytes)
{
    Value fresh = kk_blob_new(vm, new_bytes);
    if (fresh == KK_ERROR || old == KK_UNSET)
        return fresh;
    size_t n = kk_len_of(old);
    memcpy(KK_OBJ(BlobObj, fresh)->at, KK_OBJ(BlobObj, old)->at, n < new_bytes ? n : new_bytes);
    return fresh;
}

KK_MUST_CHECK static bool widen(Vm *vm, Value storage, size_t bytes, uintptr_t header)
{
    if (!kk_heap_widen(&vm->heap, KK_OBJ(uintptr_t, storage), bytes))
        return false;
    *KK_OBJ(uintptr_t, storage) = header;
    return true;
}

bool kk_values_widen(Vm *vm, Value values, size_t n)
{
    return widen(vm, values, sizeof(ValuesObj) + n * sizeof(Value), KK_HEADER(KIND_VALUES, n));
}

bool kk_blob_widen(Vm *vm, Value blob, size_t bytes)
{
    return widen(vm, blob, sizeof(BlobObj) + bytes, KK_HEADER(KIND_BLOB, bytes));
}

/* ---- types ---- */

bool kk_type_is_subclass(const TypeObj *sub, const TypeObj *type)
{
    if (sub == type)
        return true;
    Value mro = kk_type_part(sub)->mro;
    if (mro != KK_UNSET) {
        for (size_t i = 0; i < kk_len_of(mro); i++) {
            if (KK_OBJ(TupleObj, mro)->at[i] == KK_REF(type))
                return true;
        }
        return false;
    }
    while (sub->base != KK_UNSET) {
        sub = KK_OBJ(const TypeObj, sub->base);
        if (sub == type)
            return true;
    }
    return false;
}

bool kk_is(Value v, const TypeObj *type)
{
    return kk_type_is_subclass(kk_type_of(v), type);
}

Value kk_unwrap(Value v)
{
    if (!kk_ref_is(v) || v == KK_UNSET || kk_header_is_compact(kk_header(v)))
        return v;
    const TypeObj *type = kk_type_of(v);
    if ((type->flags & TYPE_HEAP) == 0 || !kk_type_wraps(type->native))
        return v;
    return ((Value *)v)[1];
}

Value kk_unwrap_held(Value v)
{
    if (!kk_ref_is(v) || v == KK_UNSET || kk_header_is_compact(kk_header(v)))
        return v;
    return (kk_type_of(v)->native->flags & TYPE_HOLDER) != 0 ? ((Value *)v)[1] : kk_unwrap(v);
}

const OpSlots kk_type_no_ops;
const RareSlots kk_type_no_rare;
const ClassPart kk_type_no_part;

Value kk_type_own(const TypeObj *type, Value name)
{
    if ((type->flags & TYPE_HEAP) != 0)
        return kk_dict_get_name(type->dict, name);
    Value found = kk_native_find(type->rom, name);
    return found != KK_UNSET ? found : kk_special_of_slots(type, name);
}

/* Looks through the MRO of type; *skip is a class behind which to begin, NULL: at once. */
static Value lookup_behind(const TypeObj *type, const TypeObj *after, Value name)
{
    bool seen = after == NULL;
    Value mro = kk_type_part(type)->mro;
    if (mro == KK_UNSET) {
        for (;; type = KK_OBJ(const TypeObj, type->base)) {
            Value found = seen ? kk_type_own(type, name) : KK_UNSET;
            if (found != KK_UNSET || type->base == KK_UNSET)
                return found;
            seen = seen || type == after;
        }
    }
    for (size_t i = 0; i < kk_len_of(mro); i++) {
        const TypeObj *one = KK_OBJ(const TypeObj, KK_OBJ(TupleObj, mro)->at[i]);
        Value found = seen ? kk_type_own(one, name) : KK_UNSET;
        if (found != KK_UNSET)
            return found;
        seen = seen || one == after;
    }
    return KK_UNSET;
}

Value kk_type_lookup(Vm *vm, const TypeObj *type, Value name)
{
    return lookup_behind(type, NULL, name);
}

Value kk_type_lookup_after(Vm *vm, const TypeObj *type, const TypeObj *after, Value name)
{
    return lookup_behind(type, after, name);
}

Span kk_type_name(Value v)
{
    return kk_str_span(kk_type_of(v)->name);
}
