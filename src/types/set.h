/*
 * set.h: set and frozenset.
 *
 * Both are a table of open addressing over a storage: an empty place is KK_UNSET, one whose item was
 * removed is KK_END.
 *
 * Layer: types.   Tests: tests/types/set/.
 */
#ifndef KK_TYPES_SET_H
#define KK_TYPES_SET_H

#include "object/object.h"

typedef struct SetObj {
    uintptr_t header; /* &kk_type_set, &kk_type_frozenset, or of a subclass */
    Value table;      /* ValuesObj whose length is a power of 2, or KK_UNSET */
    uintptr_t count;  /* items */
    uintptr_t used;   /* places that are not empty: items and removed ones */
    uintptr_t hash;   /* of a frozenset, 0: not known yet */
} SetObj;

/* v is a set, a frozenset, or an instance of a subclass of one. @gc never */
bool kk_set_is_any(Value v);
/* A fresh empty set. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_set_new(Vm *vm);
/* A fresh set, or with cls of any set type, of what the iterable gives. */
KK_MUST_CHECK Value kk_set_from_iterable(Vm *vm, const TypeObj *cls, Value iterable);
/* A frozenset of the same items as the set. @gc may collect */
KK_MUST_CHECK Value kk_set_freeze(Vm *vm, Value set);
/* @raises TypeError when the item has no hash, whatever its __eq__ raises */
KK_MUST_CHECK bool kk_set_add(Vm *vm, Value set, Value item);
KK_MUST_CHECK bool kk_set_contains(Vm *vm, Value set, Value item, bool *found);
/* Removes the item; *found tells whether it was there. */
KK_MUST_CHECK bool kk_set_discard(Vm *vm, Value set, Value item, bool *found);
KK_MUST_CHECK bool kk_set_update(Vm *vm, Value set, Value iterable);
KK_INLINE size_t kk_set_len(Value set) { return KK_OBJ(SetObj, set)->count; }
/* The next item from place *at on (0 at the beginning); false at the end. @gc never */
bool kk_set_next(Value set, size_t *at, Value *item);
void kk_set_clear(Value set);

#endif
