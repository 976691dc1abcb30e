/*
 * dict_namespace.c: dicts whose entries are the slots that Code refers to by number.
 *
 * As long as the names were bound in the order of their slots, nothing is kept about the order; the
 * first name bound before one of a lower slot number makes the order a list of its own.
 *
 * Layer: object.   Tests: tests/types/dict/namespace.py.
 */
#include "object/dict_table.h"

bool kk_dict_is_namespace(Value dict)
{
    return (kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0;
}

/* Replaces every key by the interned str of the same text. */
static bool intern_keys(Vm *vm, Value dict)
{
    for (size_t e = 0; e < kk_dict_table_used(dict); e++) {
        Value key = kk_dict_table_entries(dict)[2 * e];
        if (key == KK_UNSET)
            continue;
        if (!kk_str_is(key))
            return kk_raise_false(vm, KK_TypeError, "names in a namespace must be str, not %T",
                                  key);
        key = kk_intern_str(vm, key);
        if (key == KK_ERROR)
            return false;
        kk_dict_table_entries(dict)[2 * e] = key;
    }
    return true;
}

bool kk_dict_make_namespace(Vm *vm, Value dict)
{
    if (kk_dict_is_namespace(dict))
        return true;
    size_t live = kk_dict_len(dict);
    if (!intern_keys(vm, dict))
        return false;
    if ((live != kk_dict_table_used(dict) || (kk_dict_table_flags(dict) & DICT_HASHED) != 0) &&
        !kk_dict_table_rebuild(vm, dict, live, false))
        return false;
    kk_dict_table_set_state(dict, live, DICT_NAMESPACE);
    return true;
}

bool kk_dict_slot(Vm *vm, Value dict, Value name, size_t *slot)
{
    size_t at = kk_dict_table_find_name(dict, name);
    if (at == SIZE_MAX) {
        KeyProbe probe = {name, name, 0, true};
        if (!kk_dict_table_append(vm, dict, &probe, KK_UNSET))
            return false;
        at = kk_dict_table_used(dict) - 1;
    }
    *slot = at;
    return true;
}

bool kk_dict_has_slot(Value dict, Value name) { return kk_dict_table_find_name(dict, name) != SIZE_MAX; }

/* Some slot above this one is bound. */
static bool bound_above(Value dict, size_t slot)
{
    const Value *entries = kk_dict_table_entries(dict);
    for (size_t i = kk_dict_table_used(dict); --i > slot;) {
        if (entries[2 * i + 1] != KK_UNSET)
            return true;
    }
    return false;
}

/* An order with room for `room` slots, holding `count` of those that `old` holds (the bound ones
 * in their own order, when it is NULL). */
static bool make_order(Vm *vm, Value dict, size_t room)
{
    Value blob = kk_blob_new(vm, sizeof(DictOrder) + room * sizeof(uint16_t));
    if (blob == KK_ERROR)
        return false;
    DictOrder *fresh = (DictOrder *)KK_OBJ(BlobObj, blob)->at;
    const DictOrder *old = kk_dict_table_order(dict);
    if (old != NULL) {
        memcpy(fresh, old, sizeof(DictOrder) + old->count * sizeof(uint16_t));
    } else {
        for (size_t e = 0; e < kk_dict_table_used(dict); e++) {
            if (kk_dict_slot_get(dict, e) != KK_UNSET)
                fresh->slots[fresh->count++] = (uint16_t)e;
        }
    }
    kk_dict_table_of(dict)->state = blob;
    return true;
}

static size_t order_capacity(Value dict)
{
    return (kk_len_of(kk_dict_table_of(dict)->state) - sizeof(DictOrder)) / sizeof(uint16_t);
}

/* Slot numbers that do not fit the order: from then on names are in the order of their slots. */
static void drop_order(Value dict)
{
    size_t live = kk_dict_len(dict);
    if (kk_dict_table_order(dict) != NULL)
        kk_dict_table_set_state(dict, live, DICT_NAMESPACE);
}

static bool bind(Vm *vm, Value dict, size_t slot, Value value)
{
    size_t live = kk_dict_len(dict);
    if (kk_dict_table_used(dict) > UINT16_MAX) {
        drop_order(dict);
    } else if (kk_dict_table_order(dict) == NULL && bound_above(dict, slot)) {
        if (!make_order(vm, dict, live + live / 4 + 4))
            return false;
    } else if (kk_dict_table_order(dict) != NULL && order_capacity(dict) == live) {
        if (!make_order(vm, dict, live + live / 4 + 4))
            return false;
    }
    DictOrder *order = kk_dict_table_order(dict);
    if (order != NULL)
        order->slots[order->count++] = (uint16_t)slot;
    else
        kk_dict_table_set_state(dict, live + 1, DICT_NAMESPACE);
    kk_dict_table_entries(dict)[2 * slot + 1] = value;
    return true;
}

static void unbind(Value dict, size_t slot)
{
    DictOrder *order = kk_dict_table_order(dict);
    kk_dict_table_entries(dict)[2 * slot + 1] = KK_UNSET;
    if (order == NULL) {
        kk_dict_table_set_state(dict, kk_dict_len(dict) - 1, DICT_NAMESPACE);
        return;
    }
    size_t i = 0;
    while (order->slots[i] != slot)
        i++;
    order->count--;
    memmove(&order->slots[i], &order->slots[i + 1], (order->count - i) * sizeof(uint16_t));
}

bool kk_dict_slot_set(Vm *vm, Value dict, size_t slot, Value value)
{
    Value *at = &kk_dict_table_entries(dict)[2 * slot + 1];
    if (*at == KK_UNSET)
        return value == KK_UNSET || bind(vm, dict, slot, value);
    if (value == KK_UNSET)
        unbind(dict, slot);
    else
        *at = value;
    return true;
}
