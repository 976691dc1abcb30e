/*
 * dict.c: dicts as the rest of the core uses them.
 *
 * Layer: object.   Tests: tests/types/dict/.
 */
#include "object/dict.h"

#include "object/dict_table.h"

Value kk_dict_new(Vm *vm, size_t expected)
{
    Value dict = kk_object_new_compact(vm, KK_HEADER(KIND_DICT, 0), sizeof(DictObj));
    if (dict == KK_ERROR)
        return KK_ERROR;
    kk_dict_table_set_state(dict, 0, 0);
    if (expected > 0 && !kk_dict_table_rebuild(vm, dict, expected, false))
        return KK_ERROR;
    return dict;
}

size_t kk_dict_len(Value dict)
{
    const DictOrder *order = kk_dict_table_order(dict);
    if (order != NULL)
        return order->count;
    return (size_t)kk_smallint_get(kk_dict_table_of(dict)->state) >> DICT_LIVE_SHIFT;
}

bool kk_dict_any(Value kw)
{
    return kw != KK_UNSET && kk_dict_len(kw) != 0;
}

Value kk_dict_get_name(Value dict, Value name)
{
    size_t at = kk_dict_table_find_name(dict, name);
    return at == SIZE_MAX ? KK_UNSET : kk_dict_table_entries(dict)[2 * at + 1];
}

Value kk_dict_get(Vm *vm, Value dict, Value key)
{
    size_t at;
    if (KK_LIKELY(kk_key_is_quick(key) && (kk_dict_table_flags(dict) & DICT_HASHED) == 0)) {
        at = kk_dict_table_find_simple(vm, dict, key);
        return at == SIZE_MAX ? KK_UNSET : kk_dict_table_entries(dict)[2 * at + 1];
    }
    KeyProbe probe;
    if (!kk_key_probe(vm, key, &probe))
        return KK_ERROR;
    if (kk_dict_table_find(vm, dict, &probe, &at) != FOUND_YES)
        return KK_UNSET;
    return kk_dict_table_entries(dict)[2 * at + 1];
}

/* The slot that key has or gets in a namespace. */
static bool slot_for(Vm *vm, Value dict, Value key, size_t *slot)
{
    Value name = kk_as_kind(key, KIND_STR);
    if (name == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "names in a namespace must be str, not %T", key);
    name = kk_intern_str(vm, name);
    return name != KK_ERROR && kk_dict_slot(vm, dict, name, slot);
}

bool kk_dict_set(Vm *vm, Value dict, Value key, Value value)
{
    if (KK_LIKELY(kk_key_is_quick(key) && (kk_dict_table_flags(dict) & (DICT_HASHED | DICT_NAMESPACE)) == 0)) {
        size_t at = kk_dict_table_find_simple(vm, dict, key);
        if (at == SIZE_MAX)
            return kk_dict_table_append(vm, dict, &(KeyProbe){key, key, 0, true}, value);
        kk_dict_table_entries(dict)[2 * at + 1] = value;
        return true;
    }
    KeyProbe probe;
    return kk_key_probe(vm, key, &probe) && kk_dict_set_probe(vm, dict, &probe, value);
}

bool kk_dict_set_probe(Vm *vm, Value dict, KeyProbe *probe, Value value)
{
    size_t at;
    if (KK_UNLIKELY((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0))
        return slot_for(vm, dict, probe->key, &at) && kk_dict_slot_set(vm, dict, at, value);
    Found found = kk_dict_table_find(vm, dict, probe, &at);
    if (found == FOUND_NOT)
        return kk_dict_table_append(vm, dict, probe, value);
    if (found == FOUND_ERROR)
        return false;
    kk_dict_table_entries(dict)[2 * at + 1] = value;
    return true;
}

Value kk_dict_setdefault(Vm *vm, Value dict, Value key, Value value)
{
    if ((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0) {
        Value old = kk_dict_get(vm, dict, key);
        if (old != KK_UNSET || kk_failed(vm))
            return old;
        return kk_dict_set(vm, dict, key, value) ? value : KK_ERROR;
    }
    KeyProbe probe;
    size_t at;
    if (!kk_key_probe(vm, key, &probe))
        return KK_ERROR;
    Found found = kk_dict_table_find(vm, dict, &probe, &at);
    if (found == FOUND_ERROR)
        return KK_ERROR;
    if (found == FOUND_YES)
        return kk_dict_table_entries(dict)[2 * at + 1];
    return kk_dict_table_append(vm, dict, &probe, value) ? value : KK_ERROR;
}

bool kk_dict_pop(Vm *vm, Value dict, Value key, Value *value)
{
    KeyProbe probe;
    size_t at;
    *value = KK_UNSET;
    if (!kk_key_probe(vm, key, &probe))
        return false;
    Found found = kk_dict_table_find(vm, dict, &probe, &at);
    if (found != FOUND_YES)
        return found == FOUND_NOT;
    *value = kk_dict_table_entries(dict)[2 * at + 1];
    if ((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0)
        return *value == KK_UNSET || kk_dict_slot_set(vm, dict, at, KK_UNSET);
    kk_dict_table_remove(vm, dict, at);
    return true;
}

Value kk_dict_touch(Vm *vm, Value dict, Value key)
{
    KeyProbe probe;
    size_t at;
    if (!kk_key_probe(vm, key, &probe) || kk_dict_table_find(vm, dict, &probe, &at) != FOUND_YES)
        return KK_UNSET;
    Value value = kk_dict_table_entries(dict)[2 * at + 1];
    if (at + 1 == kk_dict_table_used(dict) || kk_dict_table_make_last(dict, at))
        return value;
    /* This key's own hash is to be known, not that of an equal one. */
    probe.key = kk_dict_table_entries(dict)[2 * at];
    probe.plain = kk_key_plain(probe.key);
    kk_dict_table_remove(vm, dict, at);
    return kk_dict_table_append(vm, dict, &probe, value) ? value : KK_ERROR;
}

bool kk_dict_delete(Vm *vm, Value dict, Value key, bool *found)
{
    Value value;
    *found = false;
    if (!kk_dict_pop(vm, dict, key, &value))
        return false;
    *found = value != KK_UNSET;
    return true;
}

void kk_dict_clear(Value dict)
{
    DictObj *d = kk_dict_table_of(dict);
    if ((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0) {
        for (size_t e = 0; e < kk_dict_table_used(dict); e++)
            kk_dict_table_entries(dict)[2 * e + 1] = KK_UNSET;
        kk_dict_table_set_state(dict, 0, DICT_NAMESPACE);
        return;
    }
    /* A small table is kept: one item put in and taken out again and again would allocate each
     * time. */
    kk_dict_table_set_used(dict, 0);
    kk_dict_table_set_state(dict, 0, 0);
    if (d->entries != KK_UNSET && (d->index != KK_UNSET ||
                                   kk_dict_table_capacity(dict) > DICT_SCAN_MAX))
        d->entries = KK_UNSET;
    else if (d->entries != KK_UNSET)
        memset(kk_dict_table_entries(dict), 0, kk_dict_table_capacity(dict) * 2 * sizeof(Value));
    d->index = KK_UNSET;
}

Value kk_dict_copy(Vm *vm, Value dict)
{
    if ((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0) {
        Value copy = kk_dict_new(vm, kk_dict_len(dict)), key, value;
        size_t at = 0;
        while (copy != KK_ERROR && kk_dict_next(dict, &at, &key, &value)) {
            if (!kk_dict_set(vm, copy, key, value))
                return KK_ERROR;
        }
        return copy;
    }
    Value copy = kk_object_new_compact(vm, KK_HEADER(KIND_DICT, 0), sizeof(DictObj));
    if (copy == KK_ERROR)
        return KK_ERROR;
    DictObj *to = kk_dict_table_of(copy), *from = kk_dict_table_of(dict);
    *to = *from;
    if (kk_dict_len(dict) == 0) {
        to->entries = to->index = KK_UNSET;
        kk_dict_table_set_used(copy, 0);
        return copy;
    }
    return kk_dict_table_copy(vm, copy) ? copy : KK_ERROR;
}

bool kk_dict_next(Value dict, size_t *at, Value *key, Value *value)
{
    const DictOrder *order = kk_dict_table_order(dict);
    size_t end = order != NULL ? order->count : kk_dict_table_used(dict);
    while (*at < end) {
        size_t e = order != NULL ? order->slots[*at] : *at;
        const Value *entry = kk_dict_table_entries(dict) + 2 * e;
        ++*at;
        if (entry[1] != KK_UNSET) {
            *key = entry[0];
            *value = entry[1];
            return true;
        }
    }
    return false;
}

bool kk_dict_prev(Value dict, size_t *at, Value *key, Value *value)
{
    const DictOrder *order = kk_dict_table_order(dict);
    size_t end = order != NULL ? order->count : kk_dict_table_used(dict);
    if (*at > end)
        *at = end;
    while (*at > 0) {
        --*at;
        size_t e = order != NULL ? order->slots[*at] : *at;
        const Value *entry = kk_dict_table_entries(dict) + 2 * e;
        if (entry[1] != KK_UNSET) {
            *key = entry[0];
            *value = entry[1];
            return true;
        }
    }
    return false;
}

bool kk_dict_last(Value dict, Value *key, Value *value)
{
    size_t at = SIZE_MAX;
    kk_dict_table_trim(dict);
    return kk_dict_prev(dict, &at, key, value);
}
