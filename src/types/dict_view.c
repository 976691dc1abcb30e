/*
 * dict_view.c: dict.keys(), .values() and .items(): windows on a dict. Keys and items behave as
 * sets.
 *
 * Layer: types.   Tests: tests/types/dict/views.py.
 */
#include "types/dict_view.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/set.h"
#include "types/tuple.h"

static Value dict_of(Value view)
{
    return KK_OBJ(DictViewObj, view)->dict;
}

Value kk_dict_view_new(Vm *vm, const TypeObj *type, Value dict)
{
    Value view = kk_object_new(vm, type, 0);
    if (view != KK_ERROR)
        KK_OBJ(DictViewObj, view)->dict = dict;
    return view;
}

static bool length(Vm *vm, Value self, size_t *n)
{
    *n = kk_dict_len(dict_of(self));
    return true;
}

static Value repr(Vm *vm, Value self)
{
    bool again;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    if (again)
        return kk_strbuf_add_text(&b, "...") ? kk_strbuf_finish(&b) : KK_ERROR;
    Value list = kk_list_from_iterable(vm, self);
    bool fine = list != KK_ERROR && kk_strbuf_add(&b, kk_type_name(self)) &&
                kk_strbuf_add_byte(&b, '(') && kk_strbuf_add_repr(&b, list) &&
                kk_strbuf_add_byte(&b, ')');
    kk_repr_leave(vm, self);
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

static Value iter_keys(Vm *vm, Value self)
{
    return kk_dict_iter_new(vm, &kk_type_dict_keyiterator, dict_of(self));
}

static Value iter_values(Vm *vm, Value self)
{
    return kk_dict_iter_new(vm, &kk_type_dict_valueiterator, dict_of(self));
}

static Value iter_items(Vm *vm, Value self)
{
    return kk_dict_iter_new(vm, &kk_type_dict_itemiterator, dict_of(self));
}

static Value contains_key(Vm *vm, Value self, Value key)
{
    Value value = kk_dict_get(vm, dict_of(self), key);
    return kk_failed(vm) ? KK_ERROR : kk_bool(value != KK_UNSET);
}

static Value contains_item(Vm *vm, Value self, Value item)
{
    Value pair = kk_as_kind(item, KIND_TUPLE);
    if (pair == KK_UNSET || kk_tuple_len(pair) != 2)
        return kk_false;
    Value value = kk_dict_get(vm, dict_of(self), kk_tuple_at(pair, 0));
    bool equal = false;
    if (value != KK_UNSET && !kk_equal(vm, value, kk_tuple_at(pair, 1), &equal))
        return KK_ERROR;
    return kk_failed(vm) ? KK_ERROR : kk_bool(equal);
}

/* ---- as sets ---- */

static bool is_setlike(Value v)
{
    return kk_set_is_any(v) || kk_desc_is(v, &kk_type_dict_keys) ||
           kk_desc_is(v, &kk_type_dict_items);
}

/* Whether all items of a are in b: values need not be hashable. */
static bool all_in(Vm *vm, Value a, Value b, bool *all)
{
    Value iterator = kk_iter(vm, a);
    *all = true;
    while (iterator != KK_ERROR && *all) {
        Value item = kk_next(vm, iterator);
        if (item == KK_END)
            return true;
        if (item == KK_ERROR || !kk_contains(vm, b, item, all))
            return false;
    }
    return iterator != KK_ERROR;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    size_t an, bn;
    bool all = false, down = op == CMP_GT || op == CMP_GE;
    if (!is_setlike(b))
        return kk_not_implemented;
    if (!kk_len(vm, a, &an) || !kk_len(vm, b, &bn))
        return KK_ERROR;
    bool possible = op == CMP_LT   ? an < bn
                    : op == CMP_LE ? an <= bn
                    : op == CMP_GT ? an > bn
                    : op == CMP_GE ? an >= bn
                                   : an == bn;
    if (possible && !all_in(vm, down ? b : a, down ? a : b, &all))
        return KK_ERROR;
    return kk_bool(all != (op == CMP_NE));
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op != BIN_OR && op != BIN_AND && op != BIN_SUB && op != BIN_XOR)
        return kk_not_implemented;
    Value left = kk_set_of(vm, a), right = left == KK_ERROR ? KK_ERROR : kk_set_of(vm, b);
    if (right == KK_ERROR)
        return KK_ERROR;
    switch (op) {
    case BIN_OR:
        return kk_set_union(vm, &kk_type_set, left, right);
    case BIN_AND:
        return kk_set_intersection(vm, &kk_type_set, left, right);
    case BIN_SUB:
        return kk_set_difference(vm, &kk_type_set, left, right);
    default:
        return kk_set_symmetric(vm, &kk_type_set, left, right);
    }
}

/* Return True if the view and the given iterable have a null intersection. */
KK_METHOD(dict_keys, isdisjoint, "(other, /)")
KK_METHOD(dict_items, isdisjoint, "(other, /)")
Value kk_dict_view_isdisjoint(Vm *vm, Value self, Args args)
{
    Cursor cursor;
    if (!kk_iter_begin(vm, &cursor, args.pos[0]))
        return KK_ERROR;
    for (;;) {
        Value item = kk_iter_advance(vm, &cursor);
        bool found;
        if (item == KK_END)
            return kk_true;
        if (item == KK_ERROR || !kk_contains(vm, self, item, &found))
            return KK_ERROR;
        if (found)
            return kk_false;
    }
}

/* Return a reverse iterator over the dict keys. */
KK_METHOD(dict_keys, __reversed__, "()")
Value kk_dict_view_reversed_keys(Vm *vm, Value self, Args args)
{
    return kk_dict_iter_new(vm, &kk_type_dict_reversekeyiterator, dict_of(self));
}

/* Return a reverse iterator over the dict values. */
KK_METHOD(dict_values, __reversed__, "()")
Value kk_dict_view_reversed_values(Vm *vm, Value self, Args args)
{
    return kk_dict_iter_new(vm, &kk_type_dict_reversevalueiterator, dict_of(self));
}

/* Return a reverse iterator over the dict items. */
KK_METHOD(dict_items, __reversed__, "()")
Value kk_dict_view_reversed_items(Vm *vm, Value self, Args args)
{
    return kk_dict_iter_new(vm, &kk_type_dict_reverseitemiterator, dict_of(self));
}

static const TypeSlots keys_slots = {
    .repr = repr, .compare = compare, .iter = iter_keys,
    .ops = &(const OpSlots){.len = length, .contains = contains_key, .binary = binary,
        .binary_ops = KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) | KK_OP_BOTH(BIN_SUB)},
};
static const TypeSlots values_slots = {
    .repr = repr, .iter = iter_values, .ops = &(const OpSlots){.len = length},
};
static const TypeSlots items_slots = {
    .repr = repr, .compare = compare, .iter = iter_items,
    .ops = &(const OpSlots){.len = length, .contains = contains_item, .binary = binary,
        .binary_ops = KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) | KK_OP_BOTH(BIN_SUB)},
};
static const Layout view_layout = {.words = 2, .refs = 2};

/* The dict, read-only. */
KK_GETTER(dict_keys, mapping)
KK_GETTER(dict_values, mapping)
KK_GETTER(dict_items, mapping)
Value kk_dict_view_mapping(Vm *vm, Value self) { return kk_call1(vm, KK_REF(&kk_type_mappingproxy), dict_of(self)); }

#define HEAD(name) KK_TYPE_HEAD(name, object, &view_layout, TYPE_FINAL | TYPE_NO_NEW)
KK_TYPE(dict_keys, object) = {HEAD(dict_keys), .slots = &keys_slots};
KK_TYPE(dict_values, object) = {HEAD(dict_values), .slots = &values_slots};
KK_TYPE(dict_items, object) = {HEAD(dict_items), .slots = &items_slots};
