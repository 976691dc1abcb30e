/*
 * tuple.h: making tuples from C, and what tuple and list have in common.
 *
 * Layer: types.   Tests: tests/types/tuple/.
 */
#ifndef KK_TYPES_TUPLE_H
#define KK_TYPES_TUPLE_H

#include "object/object.h"

/* The tuple of no items, in flash: the only one. */
extern const TupleObj kk_empty_tuple;
#define KK_EMPTY_TUPLE KK_REF(&kk_empty_tuple)

KK_INLINE bool kk_tuple_is(Value v) { return kk_kind_is(v, KIND_TUPLE); }
KK_INLINE size_t kk_tuple_len(Value tuple) { return kk_len_of(tuple); }
KK_INLINE Value kk_tuple_at(Value tuple, size_t i) { return KK_OBJ(TupleObj, tuple)->at[i]; }
KK_INLINE Value *kk_tuple_items(Value tuple) { return KK_OBJ(TupleObj, tuple)->at; }

/* A fresh tuple of n unset items, which the caller fills before anything else sees it; with n == 0
 * the empty tuple. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_tuple_new(Vm *vm, size_t n);
/* A tuple of the n items (readable memory that does not move). @gc may collect */
KK_MUST_CHECK Value kk_tuple_from(Vm *vm, const Value *items, size_t n);
/* (a, b) */
KK_MUST_CHECK Value kk_tuple_pair(Vm *vm, Value a, Value b);
/* A tuple of what the iterable gives; a tuple itself is returned as it is. @gc may collect */
KK_MUST_CHECK Value kk_tuple_from_iterable(Vm *vm, Value iterable);
/* tuple[key], an int or a slice. */
KK_MUST_CHECK Value kk_tuple_getitem(Vm *vm, Value tuple, Value key);

/* A view of the items of a list or tuple (exactly; false for anything else). The items are
 * borrowed until the list changes its size. @gc never */
bool kk_tuple_view(Value v, const Value **items, size_t *n);
/* Compares the items of two lists, or two tuples, in order, as Python does. Survives their
 * changing. */
KK_MUST_CHECK Value kk_tuple_compare_items(Vm *vm, Value a, Value b, CompareOp op);
/* Whether a list or tuple holds an item equal to this one; *at is where, when found. */
KK_MUST_CHECK bool kk_tuple_find(Vm *vm, Value seq, Value item, size_t start, size_t stop,
                                 bool *found, size_t *at);

#endif
