/*
 * truth.c: equality, order and truth as C has them, and hashes: what dicts, sorts and conditions ask all the time.
 *
 * Layer: object.   Tests: tests/types/type/operators.py, tests/types/type/protocols.py.
 */
#include "object/attr.h"
#include "object/ops.h"
#include "object/vm.h"

static bool is_class(const TypeObj *type)
{
    return (type->flags & TYPE_HEAP) != 0;
}

/* ---- equality and order ---- */

bool kk_equal(Vm *vm, Value a, Value b, bool *equal)
{
    if (a == b) {
        *equal = true;
        return true;
    }
    if (kk_smallint_both(a, b)) {
        *equal = false;
        return true;
    }
    if (kk_ref_is(a) && kk_ref_is(b) && kk_str_is(a) && kk_str_is(b)) {
        *equal = kk_str_equal(a, b);
        return true;
    }
    Value r = kk_compare(vm, a, b, CMP_EQ);
    return r != KK_ERROR && kk_truth(vm, r, equal);
}

/* Tuples of small ints and strs as far as it matters, as sorting and heaps compare them: no need to ask their types. */
static bool tuples_decide(Value a, Value b, bool *less)
{
    if (!kk_kind_is(a, KIND_TUPLE) || !kk_kind_is(b, KIND_TUPLE))
        return false;
    const Value *x = KK_OBJ(const TupleObj, a)->at, *y = KK_OBJ(const TupleObj, b)->at;
    size_t an = kk_len_of(a), bn = kk_len_of(b);
    for (size_t i = 0; i < an && i < bn; i++) {
        if (x[i] == y[i])
            continue;
        if (kk_smallint_both(x[i], y[i])) {
            *less = (intptr_t)x[i] < (intptr_t)y[i];
            return true;
        }
        if (!kk_kind_is(x[i], KIND_STR) || !kk_kind_is(y[i], KIND_STR))
            return false;
        int order = kk_bytes_compare(kk_str_span(x[i]), kk_str_span(y[i]));
        if (order != 0) {
            *less = order < 0;
            return true;
        }
    }
    *less = an < bn;
    return true;
}

bool kk_less(Vm *vm, Value a, Value b, bool *less)
{
    if (KK_WORD_BITS == 64 && tuples_decide(a, b, less))
        return true;
    if (kk_smallint_both(a, b)) {
        *less = (intptr_t)a < (intptr_t)b;
        return true;
    }
    Value r = kk_compare(vm, a, b, CMP_LT);
    return r != KK_ERROR && kk_truth(vm, r, less);
}

/* ---- truth ---- */

KK_MUST_CHECK static bool class_truth(Vm *vm, Value v, bool *truth)
{
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__bool__), NULL, 0, &found);
    if (found) {
        if (r != KK_ERROR && !kk_bool_is(r))
            return kk_raise_false(vm, KK_TypeError, "__bool__ should return bool, returned %T", r);
        *truth = r == kk_true;
        return r != KK_ERROR;
    }
    if (kk_class_attr(vm, kk_type_of(v), KK_N(__len__)) == KK_UNSET) {
        *truth = true;
        return true;
    }
    size_t n;
    if (!kk_len(vm, v, &n))
        return false;
    *truth = n != 0;
    return true;
}

bool kk_truth(Vm *vm, Value v, bool *truth)
{
    if (kk_bool_is(v) || v == kk_none) {
        *truth = v == kk_true;
        return true;
    }
    if (kk_kind_is(v, KIND_LIST) || kk_kind_is(v, KIND_STR) || kk_kind_is(v, KIND_TUPLE)) {
        *truth = kk_len_of(v) != 0;
        return true;
    }
    const TypeObj *type = kk_type_of(v);
    if (is_class(type))
        return class_truth(vm, v, truth);
    if (kk_rare_of(type->slots)->truth != NULL)
        return kk_rare_of(type->slots)->truth(vm, v, truth);
    size_t n = 1;
    if (kk_ops_of(type->slots)->len != NULL && !kk_ops_of(type->slots)->len(vm, v, &n))
        return false;
    *truth = n != 0;
    return true;
}

/* ---- hash ---- */

bool kk_hash_identity(Vm *vm, Value v, uintptr_t *hash)
{
    *hash = v / sizeof(Value);
    return !kk_heap_owns(&vm->heap, (const void *)v) || kk_heap_pin(&vm->heap, v) || kk_failed(vm) ||
           (kk_raise_memory(vm), false);
}

KK_MUST_CHECK static bool class_hash(Vm *vm, Value v, const TypeObj *type, uintptr_t *hash)
{
    Value method = kk_class_attr(vm, type, KK_N(__hash__));
    if (method == kk_none)
        return kk_raise_false(vm, KK_TypeError, "unhashable type: '%T'", v);
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__hash__), NULL, 0, &found);
    if (r == KK_ERROR)
        return false;
    if (!kk_int_is(r))
        return kk_raise_false(vm, KK_TypeError, "__hash__ method should return an integer");
    return kk_hash(vm, kk_unwrap(r), hash);
}

bool kk_hash(Vm *vm, Value v, uintptr_t *hash)
{
    if (kk_smallint_is(v)) {
        *hash = (uintptr_t)kk_smallint_get(v);
        return true;
    }
    const TypeObj *type = kk_type_of(v);
    if (is_class(type))
        return class_hash(vm, v, type, hash);
    if (type->slots->hash != NULL)
        return type->slots->hash(vm, v, hash);
    if (type->slots->compare != NULL)
        return kk_raise_false(vm, KK_TypeError, "unhashable type: '%T'", v);
    return kk_hash_identity(vm, v, hash);
}
