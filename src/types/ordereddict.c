/*
 * ordereddict.c: collections.OrderedDict. Every dict keeps its order; this one can change it, and
 * two of them are equal only in the same order.
 *
 * Layer: types.   Tests: tests/modules/collections/ordereddict.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/dict_holder.h"
#include "types/list.h"
#include "types/tuple.h"

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    return kk_type_dict.slots->init(vm, kk_dict_holder_dict(self), args, kw);
}

static Value getitem(Vm *vm, Value self, Value key)
{
    Value value = kk_dict_get(vm, kk_dict_holder_dict(self), key);
    if (value != KK_UNSET || kk_failed(vm))
        return value;
    bool found = false;
    if (kk_type_of(self) != &kk_type_OrderedDict)
        value = kk_call_special(vm, self, KK_N(__missing__), &key, 1, &found);
    return found ? value : kk_raise_value(vm, KK_KeyError, key);
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
    Value dict = kk_dict_holder_dict(self);
    bool fine = kk_strbuf_add(&b, kk_type_name(self)) && kk_strbuf_add_byte(&b, '(');
    if (fine && kk_dict_len(dict) != 0) {
        Value items = kk_call_method(vm, dict, KK_N(items), NULL, 0);
        Value list = items == KK_ERROR ? KK_ERROR : kk_list_from_iterable(vm, items);
        fine = list != KK_ERROR && kk_strbuf_add_repr(&b, list);
    }
    kk_repr_leave(vm, self);
    return fine && kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* Whether the keys of two dicts are the same in the same order. */
static bool same_order(Vm *vm, Value a, Value b, bool *same)
{
    size_t i = 0, j = 0;
    Value x, y, value;
    *same = true;
    while (*same && kk_dict_next(a, &i, &x, &value) && kk_dict_next(b, &j, &y, &value)) {
        if (!kk_equal(vm, x, y, same))
            return false;
    }
    return true;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    Value r = kk_dict_holder_compare(vm, a, b, op);
    if ((r != kk_true && r != kk_false) || !kk_is(a, &kk_type_OrderedDict) ||
        !kk_is(b, &kk_type_OrderedDict) || (r == kk_true) != (op == CMP_EQ))
        return r;
    bool same;
    if (!same_order(vm, kk_dict_holder_dict(a), kk_dict_holder_dict(b), &same))
        return KK_ERROR;
    return kk_bool(same == (op == CMP_EQ));
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Value self = kk_is(a, &kk_type_OrderedDict) ? a : b;
    if (op != BIN_OR || kk_as_kind(a, KIND_DICT) == KK_UNSET ||
        kk_as_kind(b, KIND_DICT) == KK_UNSET)
        return kk_not_implemented;
    Value result = kk_dict_holder_copy(vm, kk_type_of(self), kk_unwrap_held(a));
    if (result == KK_ERROR || !kk_dict_update(vm, kk_dict_holder_dict(result), b))
        return KK_ERROR;
    return result;
}

/* Move an existing element to the end (or beginning if last is false). */
KK_METHOD(OrderedDict, move_to_end, "(key, last=True)")
Value kk_ordereddict_move_to_end(Vm *vm, Value self, Args args)
{
    Value dict = kk_dict_holder_dict(self), value, rest;
    bool last;
    if (!kk_truth(vm, kk_arg(args, 1, kk_true), &last))
        return KK_ERROR;
    value = kk_dict_touch(vm, dict, args.pos[0]);
    if (value == KK_UNSET)
        return kk_failed(vm) ? KK_ERROR : kk_raise_value(vm, KK_KeyError, args.pos[0]);
    if (last)
        return kk_none;
    if (!kk_dict_pop(vm, dict, args.pos[0], &value))
        return KK_ERROR;
    rest = kk_dict_copy(vm, dict);
    if (rest == KK_ERROR)
        return KK_ERROR;
    kk_dict_clear(dict);
    bool fine = kk_dict_set(vm, dict, args.pos[0], value) && kk_dict_update(vm, dict, rest);
    return fine ? kk_none : KK_ERROR;
}

/* Remove and return a (key, value) pair: the last one, or the first if last is false. */
KK_METHOD(OrderedDict, popitem, "(last=True)")
Value kk_ordereddict_popitem(Vm *vm, Value self, Args args)
{
    Value dict = kk_dict_holder_dict(self), key, value;
    bool last, found;
    size_t at = 0;
    if (!kk_truth(vm, kk_arg(args, 0, kk_true), &last))
        return KK_ERROR;
    if (!(last ? kk_dict_last(dict, &key, &value) : kk_dict_next(dict, &at, &key, &value)))
        return kk_raise(vm, KK_KeyError, "dictionary is empty");
    Value pair = kk_tuple_pair(vm, key, value);
    return pair != KK_ERROR && kk_dict_delete(vm, dict, key, &found) ? pair : KK_ERROR;
}

/* Remove the key and return its value, or the default. */
KK_METHOD(OrderedDict, pop, "(key, default=<unrepresentable>)")
Value kk_ordereddict_pop(Vm *vm, Value self, Args args)
{
    Value value;
    if (!kk_dict_pop(vm, kk_dict_holder_dict(self), args.pos[0], &value))
        return KK_ERROR;
    if (value == KK_UNSET)
        value = kk_arg(args, 1, KK_UNSET);
    return value != KK_UNSET ? value : kk_raise_value(vm, KK_KeyError, args.pos[0]);
}

/* Insert key with a value of default if it is not there; return its value. */
KK_METHOD(OrderedDict, setdefault, "(key, default=None)")
Value kk_ordereddict_setdefault(Vm *vm, Value self, Args args)
{
    return kk_dict_setdefault(vm, kk_dict_holder_dict(self), args.pos[0], kk_arg(args, 1, kk_none));
}

/* Return a shallow copy. */
KK_METHOD(OrderedDict, copy, "()")
KK_METHOD(OrderedDict, __copy__, "()")
Value kk_ordereddict_copy(Vm *vm, Value self, Args args)
{
    return kk_dict_holder_copy(vm, kk_type_of(self), kk_dict_holder_dict(self));
}

static const TypeSlots ordereddict_slots = {
    .make = kk_dict_holder_make, .init = init, .repr = repr, .compare = compare,
    .iter = kk_dict_holder_iter,
    .ops = &(const OpSlots){.len = kk_dict_holder_len, .getitem = getitem,
        .setitem = kk_dict_holder_setitem, .contains = kk_dict_holder_contains,
        .binary = binary, .binary_ops = KK_OP_BOTH(BIN_OR), .inplace = kk_dict_holder_inplace},
};

KK_TYPE(OrderedDict, dict) = {
    KK_TYPE_HEAD(OrderedDict, dict, &kk_dict_holder_layout, TYPE_HOLDER),
    .slots = &ordereddict_slots,
};
