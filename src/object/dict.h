/*
 * dict.h: the compact, insertion-ordered hash table behind dict, namespaces and keyword arguments.
 *
 * Entries stand in insertion order as pairs in one storage; beyond 8 of them an index (bytes,
 * halfwords or words) maps hash to entry. A deleted entry keeps its place with key KK_UNSET until
 * the next growth (or a popitem). Hashes are stored only when some key's hash is not had for nothing.
 *
 * A dict becomes a namespace when code is compiled against it: an entry's place is then a slot
 * number in Code and never changes. In a namespace all keys are interned strs, entries are never
 * dropped or moved; a name without value has value KK_UNSET and does not exist for Python. `order`
 * then holds the slots in the order in which they were bound.
 *
 * Layer: object.   Tests: tests/types/dict/.
 */
#ifndef KK_OBJECT_DICT_H
#define KK_OBJECT_DICT_H

#include "object/object.h"

struct KeyProbe;

typedef struct DictObj {
    uintptr_t header; /* KIND_DICT, entries in use (deleted included) */
    Value entries;    /* ValuesObj: key0, value0, key1, value1, ...; or 0 */
    Value index;      /* BlobObj, or 0 while there are <= 8 entries */
    Value state;      /* small int: live entries << 3 | flags; or the order of a namespace (object/dict.c) */
} DictObj;

KK_MUST_CHECK Value kk_dict_new(Vm *vm, size_t expected);
/* v is a dict (exactly). */
KK_INLINE bool kk_dict_is(Value v) { return kk_kind_is(v, KIND_DICT); }
/* Live entries. @gc never */
size_t kk_dict_len(Value dict);
/* Whether there are any keywords in kw: a dict or KK_UNSET, as calls have them. @gc never */
bool kk_dict_any(Value kw);

/* The value of key, or KK_UNSET; check kk_failed: hashing or comparing may raise. @gc may
 * collect */
Value kk_dict_get(Vm *vm, Value dict, Value key);
/* The same for an interned str: raises nothing, runs no Python code. @gc never */
Value kk_dict_get_name(Value dict, Value name);
KK_MUST_CHECK bool kk_dict_set(Vm *vm, Value dict, Value key, Value value);
/* The same for a key whose hash is known (object/key.h). */
KK_MUST_CHECK bool kk_dict_set_probe(Vm *vm, Value dict, struct KeyProbe *probe, Value value);
/* Removes key; *found tells whether it was there. */
KK_MUST_CHECK bool kk_dict_delete(Vm *vm, Value dict, Value key, bool *found);
void kk_dict_clear(Value dict);
KK_MUST_CHECK Value kk_dict_copy(Vm *vm, Value dict);
/* Adds all of another dict, or of any mapping / iterable of pairs as dict.update does. */
KK_MUST_CHECK bool kk_dict_update(Vm *vm, Value dict, Value other);
/*
 * Iteration in order: *at begins at 0; false at the end. Deletions during iteration are seen, a
 * growth keeps the position valid; callers that must notice compare kk_dict_len. @gc never
 */
bool kk_dict_next(Value dict, size_t *at, Value *key, Value *value);
/* The same as kk_dict_next() and kk_dict_len(), inline on computers, where that counts. @gc never */
KK_INLINE bool kk_dict_step(Value dict, size_t *at, Value *key, Value *value)
{
    const DictObj *d = KK_OBJ(const DictObj, dict);
    if (KK_WORD_BITS == 64 && kk_smallint_is(d->state) && *at < kk_header_len(d->header)) {
        const Value *entry = KK_OBJ(const ValuesObj, d->entries)->at + 2 * *at;
        if (entry[1] != KK_UNSET) {
            *key = entry[0];
            *value = entry[1];
            ++*at;
            return true;
        }
    }
    return kk_dict_next(dict, at, key, value);
}
KK_INLINE size_t kk_dict_count(Value dict)
{
    Value state = KK_OBJ(const DictObj, dict)->state;
    return KK_WORD_BITS == 64 && kk_smallint_is(state) ? (size_t)kk_smallint_get(state) >> 3 : kk_dict_len(dict);
}
/* The same with the key's hash, which need not be asked for again. @gc never */
bool kk_dict_next_probe(Value dict, size_t *at, struct KeyProbe *probe, Value *value);
/* The same backwards: *at begins at SIZE_MAX. @gc never */
bool kk_dict_prev(Value dict, size_t *at, Value *key, Value *value);
/* Takes key's value away; KK_UNSET when it was not there. */
KK_MUST_CHECK bool kk_dict_pop(Vm *vm, Value dict, Value key, Value *value);
/* The value of key, whose entry becomes the last one; KK_UNSET: it has none, or an error (kk_failed). */
Value kk_dict_touch(Vm *vm, Value dict, Value key);
/* The value of key, which becomes `value` when there was none; one lookup. */
KK_MUST_CHECK Value kk_dict_setdefault(Vm *vm, Value dict, Value key, Value value);
/* The last live entry, which the caller takes out. false: empty. @gc never */
bool kk_dict_last(Value dict, Value *key, Value *value);

/* ---- namespaces ---- */

/* Makes dict a namespace (all its keys must be strs: interned now). */
KK_MUST_CHECK bool kk_dict_make_namespace(Vm *vm, Value dict);
bool kk_dict_is_namespace(Value dict);
/* The slot of the interned name, added unbound if it is new. @gc may collect */
KK_MUST_CHECK bool kk_dict_slot(Vm *vm, Value dict, Value name, size_t *slot);
/* There is a slot of the interned name, bound or not. @gc never */
bool kk_dict_has_slot(Value dict, Value name);
KK_INLINE Value kk_dict_slot_name(Value dict, size_t slot)
{
    return KK_OBJ(ValuesObj, KK_OBJ(DictObj, dict)->entries)->at[2 * slot];
}
KK_INLINE Value kk_dict_slot_get(Value dict, size_t slot)
{
    return KK_OBJ(ValuesObj, KK_OBJ(DictObj, dict)->entries)->at[2 * slot + 1];
}
/* Binds (or with KK_UNSET unbinds) the slot; keeps the order. Rebinding a bound slot is one
 * store. */
KK_MUST_CHECK bool kk_dict_slot_set(Vm *vm, Value dict, size_t slot, Value value);

#endif
