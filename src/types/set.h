/*
 * set.h: set and frozenset.
 *
 * Both are a table of open addressing over a storage: an empty place is KK_UNSET, one whose item
 * was removed is KK_END.
 *
 * Layer: types.   Tests: tests/types/set/.
 */
#ifndef KK_TYPES_SET_H
#define KK_TYPES_SET_H

#include "object/object.h"

struct KeyProbe;

typedef struct SetObj {
    uintptr_t header; /* &kk_type_set, &kk_type_frozenset, or of a subclass */
    Value table;      /* ValuesObj whose length is a power of 2, or KK_UNSET */
    Value hashes;     /* BlobObj of a uint32_t for each place, or KK_UNSET: all items are simple keys */
    uintptr_t count;  /* items */
    uintptr_t used;   /* places that are not empty: items and removed ones */
    uintptr_t extra;  /* frozenset: its hash, 0: not known yet; set: where pop() goes on */
} SetObj;

/* The general part of kk_set_is_any(). @gc never */
bool kk_set_is_other(Value v);
/* v is a set, a frozenset, or an instance of a subclass of one. @gc never */
KK_INLINE bool kk_set_is_any(Value v)
{
    return kk_desc_is(v, &kk_type_set) || kk_set_is_other(v);
}
/* A fresh empty set of that type, which may be a subclass. @gc may collect */
KK_MUST_CHECK Value kk_set_new_of(Vm *vm, const TypeObj *cls);
/* A fresh set (or frozenset) of the same items. @gc may collect */
KK_MUST_CHECK Value kk_set_copy(Vm *vm, Value set, const TypeObj *cls);
/* A fresh empty set. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_set_new(Vm *vm);
/* A fresh set, or with cls of any set type, of what the iterable gives. */
KK_MUST_CHECK Value kk_set_from_iterable(Vm *vm, const TypeObj *cls, Value iterable);
/* @raises TypeError when the item has no hash, whatever its __eq__ raises */
KK_MUST_CHECK bool kk_set_add(Vm *vm, Value set, Value item);
KK_MUST_CHECK bool kk_set_contains(Vm *vm, Value set, Value item, bool *found);
/* The same; a set that has no hash is looked for as the frozenset of its items. */
KK_MUST_CHECK bool kk_set_contains_any(Vm *vm, Value set, Value item, bool *found);
/* Removes the item; *found tells whether it was there. */
KK_MUST_CHECK bool kk_set_discard(Vm *vm, Value set, Value item, bool *found);
KK_MUST_CHECK bool kk_set_update(Vm *vm, Value set, Value iterable);
KK_INLINE size_t kk_set_len(Value set) { return KK_OBJ(SetObj, set)->count; }
/* The next item from place *at on (0 at the beginning); false at the end. @gc never */
bool kk_set_next(Value set, size_t *at, Value *item);
/* The same with the item's hash, which need not be asked for again. @gc never */
bool kk_set_next_probe(Value set, size_t *at, struct KeyProbe *probe);
void kk_set_clear(Value set);
/* All items of a are in b. */
KK_MUST_CHECK bool kk_set_is_subset(Vm *vm, Value a, Value b, bool *subset);
/* A set itself, or a fresh one of what the iterable gives: only for looking things up. */
KK_MUST_CHECK Value kk_set_of(Vm *vm, Value iterable);

/* What the operators do with two sets; the result is of type cls. */
KK_MUST_CHECK Value kk_set_union(Vm *vm, const TypeObj *cls, Value a, Value b);
KK_MUST_CHECK Value kk_set_intersection(Vm *vm, const TypeObj *cls, Value a, Value b);
KK_MUST_CHECK Value kk_set_difference(Vm *vm, const TypeObj *cls, Value a, Value b);
KK_MUST_CHECK Value kk_set_symmetric(Vm *vm, const TypeObj *cls, Value a, Value b);
/* Comparison of two sets. */
KK_MUST_CHECK Value kk_set_compare(Vm *vm, Value a, Value b, CompareOp op);
/* Takes all items of b out of a. */
KK_MUST_CHECK bool kk_set_remove_all(Vm *vm, Value a, Value b);

#endif
