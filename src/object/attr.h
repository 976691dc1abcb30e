/*
 * attr.h: attribute lookup as the interpreter uses it: the cache, classification, shape transitions.
 *
 * Layer: object.   Tests: tests/types/type/attributes.py.
 */
#ifndef KK_OBJECT_ATTR_H
#define KK_OBJECT_ATTR_H

#include "object/names.h"
#include "object/vm.h"

/*
 * Each (desc, name) has two places in a table, so that two that are both in frequent use and fall on the same first
 * place do not drive each other out. The hash is that of the name's text, not of its address: what a program costs
 * must not change with the places of its names.
 */
KK_INLINE uint32_t kk_cache_hash(const Desc *desc, Value name)
{
    return ((uint32_t)(uintptr_t)desc ^ KK_OBJ(const StrObj, name)->hash) * 0x9E3779B1u;
}
/* The two places of a hash in a table of 2^bits entries: its highest bits, and those after them. */
KK_INLINE size_t kk_cache_first(uint32_t hash, unsigned bits)
{
    return hash >> (32 - bits);
}
KK_INLINE size_t kk_cache_second(uint32_t hash, unsigned bits)
{
    return hash >> (32 - 2 * bits) & ((1u << bits) - 1);
}
/* The entry of (desc, name) in a table of 2^bits entries, or NULL. @gc never */
KK_INLINE const CacheEntry *kk_cache_find(const CacheEntry *table, unsigned bits, const Desc *desc, Value name)
{
    uint32_t hash = kk_cache_hash(desc, name);
    const CacheEntry *entry = &table[kk_cache_first(hash, bits)];
    if (KK_LIKELY(entry->desc == desc && entry->name == name))
        return entry;
    entry = &table[kk_cache_second(hash, bits)];
    return entry->desc == desc && entry->name == name ? entry : NULL;
}
KK_INLINE const CacheEntry *kk_cache_find_load(const Vm *vm, const Desc *desc, Value name)
{
    return kk_cache_find(vm->cache, KK_CACHE_BITS, desc, name);
}
KK_INLINE const CacheEntry *kk_cache_find_store(const Vm *vm, const Desc *desc, Value name)
{
    return kk_cache_find(vm->store_cache, KK_STORE_CACHE_BITS, desc, name);
}
/* Puts an entry for lookups into the cache, which has none of that (desc, name). @gc never */
CacheEntry *kk_attr_remember(Vm *vm, CacheEntry entry);
/* The same with an entry for stores. @gc never */
void kk_attr_remember_store(Vm *vm, CacheEntry entry);
/* What classes have under that name changes: it is not remembered. @gc never */
bool kk_attr_is_changing(const Vm *vm, Value name);
/* raw, found in a class, is a function of Python or a native method. @gc never */
bool kk_attr_is_method(Value raw);

/*
 * What (desc, name) means, cached if it can be. slot >= 0: the attribute is word `slot` of the object;
 * slot <= CACHE_FAR: it is in the storage behind the slots; else a CACHE_CLASS_* code with the raw class
 * attribute in value (KK_UNSET: there is none), or CACHE_GENERAL: the instance's dict must be asked. The entry is valid until anything else runs. @gc never
 */
const CacheEntry *kk_attr_lookup(Vm *vm, const Desc *desc, Value name);

/* The place of an attribute in the storage behind the slots; slot <= CACHE_FAR. @gc never */
KK_INLINE Value *kk_attr_far(Value obj, const Desc *desc, intptr_t slot)
{
    Value more = ((Value *)obj)[desc->layout->words + desc->nslots - 1];
    return &KK_OBJ(ValuesObj, more)->at[CACHE_FAR - slot];
}

/* The raw attribute `name` of a class through its MRO, cached; KK_UNSET: none. @gc never */
Value kk_class_attr(Vm *vm, const TypeObj *type, Value name);

/* A raw class attribute seen through an instance (obj) or, with obj KK_UNSET, through the class. */
KK_MUST_CHECK Value kk_attr_bind(Vm *vm, Value raw, Value obj, const TypeObj *cls);
/* v has __set__ or __delete__ (or the native slot): it goes before instance attributes. @gc never */
bool kk_attr_is_data_descriptor(Vm *vm, Value v);

/* v, found in a class, does something when it is seen through an instance: it has __get__. @gc never */
bool kk_attr_has_get(Vm *vm, Value v);

/* The attribute of the instance itself (no class involved); KK_UNSET: none. @gc never */
Value kk_instance_get(Value obj, Value name);
/* Sets (KK_UNSET: deletes) the attribute of the instance itself. *found: there was something to delete. */
KK_MUST_CHECK bool kk_instance_set(Vm *vm, Value obj, Value name, Value value, bool *found);
/* The live __dict__ of an instance: it goes over to dict mode. @gc may collect */
KK_MUST_CHECK Value kk_instance_dict(Vm *vm, Value obj);
/* Replaces it. */
KK_MUST_CHECK bool kk_instance_set_dict(Vm *vm, Value obj, Value dict);
/* Calls see for each own attribute, in order of insertion. */
KK_MUST_CHECK bool kk_instance_each(Vm *vm, Value obj, bool (*see)(Vm *vm, void *ctx, Value name, Value value),
                                    void *ctx);
/* A fresh root shape for a class with `slots` attribute slots (wrapped native types: one more, used). */
KK_MUST_CHECK Value kk_shape_new_root(Vm *vm, const TypeObj *cls, size_t slots);

/* Makes obj an instance of cls, which has the same native type. */
KK_MUST_CHECK bool kk_shape_change_class(Vm *vm, Value obj, const TypeObj *cls);

/* A str as the interned name of an attribute. @raises TypeError  @gc may collect */
KK_MUST_CHECK Value kk_attr_name(Vm *vm, Value str);
/* raw, a data descriptor, sets (KK_UNSET: deletes) the attribute of obj. */
KK_MUST_CHECK bool kk_attr_set_by(Vm *vm, Value raw, Value obj, Value value);

/* AttributeError as CPython words it, with name and obj set. */
Value kk_attr_missing(Vm *vm, Value obj, Value name);

#endif
