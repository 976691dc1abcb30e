/*
 * attr_cache.c: the cache of attributes, and what classes have, which is asked all the time.
 *
 * Layer: object.   Tests: tests/types/type/attributes.py, tests/types/type/descriptors.py.
 */
#include "object/attr.h"

#include "object/func.h"
#include "object/ops.h"

/* ---- the cache ---- */

void kk_attr_flush(Vm *vm)
{
    memset(vm->cache, 0, sizeof vm->cache);
    memset(vm->store_cache, 0, sizeof vm->store_cache);
    vm->changing = 0;
}

/* The part of all names to which this one belongs, for vm->changing. */
static uint32_t part_of(Value name)
{
    return KK_OBJ(const StrObj, name)->hash * 0x9E3779B1u >> 27;
}

bool kk_attr_is_changing(const Vm *vm, Value name)
{
    return (vm->changing >> part_of(name) & 1) != 0;
}

void kk_attr_forget(Vm *vm, Value name)
{
    for (size_t i = 0; i < KK_COUNT_OF(vm->cache); i++) {
        if (vm->cache[i].name == name)
            vm->cache[i].desc = NULL;
    }
    for (size_t i = 0; i < KK_COUNT_OF(vm->store_cache); i++) {
        if (vm->store_cache[i].name == name)
            vm->store_cache[i].desc = NULL;
    }
}

/*
 * When neither place is free, what lies in one of them goes to its own other place, whoever was there. Repeated misses thus
 * sort the entries in use into places of which each has one of its own. Which of the two gives way is drawn by lot: always the
 * first one, or by turns, and entries push each other around in a circle for ever (of 16 entries in use among 64, in half of
 * all programs, or a quarter; so it is one in a hundred). An entry for the same (desc, name), as setattr() comes with, is replaced.
 */
static CacheEntry *insert(Vm *vm, CacheEntry *table, unsigned bits, CacheEntry new)
{
    uint32_t hash = kk_cache_hash(new.desc, new.name);
    CacheEntry *first = &table[kk_cache_first(hash, bits)];
    CacheEntry *second = &table[kk_cache_second(hash, bits)];
    bool again = first->desc == new.desc && first->name == new.name;
    if (second->desc == new.desc && second->name == new.name) {
        first = second;
    } else if (!again && first->desc != NULL && second->desc == NULL) {
        first = second;
    } else if (!again && first->desc != NULL) {
        vm->dice = (uint8_t)(vm->dice * 5 + 3);
        if (vm->dice & 0x80)
            first = second;
        uint32_t other = kk_cache_hash(first->desc, first->name);
        CacheEntry *home = &table[kk_cache_first(other, bits)];
        *(home == first ? &table[kk_cache_second(other, bits)] : home) = *first;
    }
    *first = new;
    return first;
}

CacheEntry *kk_attr_remember(Vm *vm, CacheEntry entry)
{
    return insert(vm, vm->cache, KK_CACHE_BITS, entry);
}

void kk_attr_remember_store(Vm *vm, CacheEntry entry)
{
    (void)insert(vm, vm->store_cache, KK_STORE_CACHE_BITS, entry);
}

Value kk_class_attr(Vm *vm, const TypeObj *type, Value name)
{
    const CacheEntry *entry = kk_cache_find_load(vm, &type->desc, name);
    if (entry != NULL)
        return entry->value;
    Value raw = kk_type_lookup(vm, type, name);
    /* Where attributes are looked up in the type's own way, a call must not take this for the answer. */
    bool usual = kk_rare_of(type->slots)->getattr == NULL && (type->flags & TYPE_HAS_GETATTRIBUTE) == 0;
    intptr_t slot = usual && kk_attr_is_method(raw) ? CACHE_CLASS_METHOD : CACHE_CLASS_OTHER;
    if (slot == CACHE_CLASS_METHOD || (type->flags & TYPE_HEAP) == 0 || !kk_attr_is_changing(vm, name))
        (void)kk_attr_remember(vm, (CacheEntry){&type->desc, name, raw, slot});
    return raw;
}

/* ---- descriptors ---- */

bool kk_attr_is_method(Value v)
{
    if (v == KK_UNSET)
        return false;
    if (kk_desc_is(v, &kk_type_function))
        return true;
    return kk_native_is(v) &&
           (kk_native_limits(KK_OBJ(const NativeFn, v)) & NATIVE_METHOD) != 0;
}

Value kk_attr_bind(Vm *vm, Value raw, Value obj, const TypeObj *cls)
{
    if (!kk_ref_is(raw))
        return raw;
    const TypeObj *type = kk_type_of(raw);
    if (KK_LIKELY((type->flags & TYPE_HEAP) == 0))
        return kk_rare_of(type->slots)->get != NULL ? kk_rare_of(type->slots)->get(vm, raw, obj, KK_REF(cls)) : raw;
    Value args[] = {obj == KK_UNSET ? kk_none : obj, KK_REF(cls)};
    bool found;
    Value bound = kk_call_special(vm, raw, KK_N(__get__), args, 2, &found);
    return found ? bound : raw;
}

/* ---- class attributes that change ---- */

static bool is_plain_value(Vm *vm, Value v)
{
    return v != KK_UNSET && !kk_attr_is_method(v) && !kk_attr_has_get(vm, v) && !kk_attr_is_data_descriptor(vm, v);
}

/*
 * A class that counts in an attribute would have the cache searched at each step. From the second change on what classes
 * have under such a name is not remembered, until the cache is flushed; plain values only: nobody changes methods often.
 */
void kk_attr_changed(Vm *vm, Value name, Value old, Value value)
{
    if (!is_plain_value(vm, old) || !is_plain_value(vm, value)) {
        kk_attr_forget(vm, name);
        return;
    }
    if (kk_attr_is_changing(vm, name))
        return;
    vm->changing |= (uint32_t)1 << part_of(name);
    for (size_t i = 0; i < KK_COUNT_OF(vm->cache); i++) {
        if (vm->cache[i].desc != NULL && kk_attr_is_changing(vm, vm->cache[i].name))
            vm->cache[i].desc = NULL;
    }
}
