/*
 * list.h: making and changing lists from C.
 *
 * A list is a header with the length and a storage (ListObj, object/value.h). Lists given here are
 * lists exactly (kk_as_kind). The storage is replaced when the list grows or shrinks: read it
 * again after anything that may run Python code.
 *
 * Layer: types.   Tests: tests/types/list/.
 */
#ifndef KK_TYPES_LIST_H
#define KK_TYPES_LIST_H

#include "object/object.h"

KK_INLINE bool kk_list_is(Value v) { return kk_kind_is(v, KIND_LIST); }
KK_INLINE size_t kk_list_len(Value list) { return kk_len_of(list); }
/* The items; borrowed until the list changes its size. NULL for a list that never had one. */
KK_INLINE Value *kk_list_items(Value list)
{
    Value items = KK_OBJ(ListObj, list)->items;
    return items == KK_UNSET ? NULL : KK_OBJ(ValuesObj, items)->at;
}
/* Item i < kk_list_len(list). */
KK_INLINE Value kk_list_at(Value list, size_t i)
{
    return KK_OBJ(ValuesObj, KK_OBJ(ListObj, list)->items)->at[i];
}
/* How many items fit without a new storage. */
KK_INLINE size_t kk_list_capacity(Value list)
{
    Value items = KK_OBJ(ListObj, list)->items;
    return items == KK_UNSET ? 0 : kk_len_of(items);
}

/* A fresh list of length 0 with room for `capacity` items. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_list_new(Vm *vm, size_t capacity);
/* A fresh list of the n items (readable memory that does not move). @gc may collect */
KK_MUST_CHECK Value kk_list_from(Vm *vm, const Value *items, size_t n);
/* A fresh list of everything that the iterable gives. @gc may collect */
KK_MUST_CHECK Value kk_list_from_iterable(Vm *vm, Value iterable);
/* A fresh tuple of the items. @gc may collect */
KK_MUST_CHECK Value kk_list_to_tuple(Vm *vm, Value list);

/* Makes room for more items; the length stays. @gc may collect */
KK_MUST_CHECK bool kk_list_reserve(Vm *vm, Value list, size_t more);
/* kk_list_append() when the storage is full, or any other time. */
KK_MUST_CHECK bool kk_list_append_slowly(Vm *vm, Value list, Value item);
/* Appends the item. @raises MemoryError  @gc may collect */
KK_MUST_CHECK KK_INLINE bool kk_list_append(Vm *vm, Value list, Value item)
{
    ListObj *l = KK_OBJ(ListObj, list);
    size_t n = kk_header_len(l->header);
    if (KK_FOR_SIZE || KK_UNLIKELY(n >= kk_list_capacity(list)))
        return kk_list_append_slowly(vm, list, item);
    KK_OBJ(ValuesObj, l->items)->at[n] = item;
    l->header = KK_HEADER(KIND_LIST, n + 1);
    return true;
}
/* Appends what the iterable gives; may be the list itself. @gc may collect */
KK_MUST_CHECK bool kk_list_extend(Vm *vm, Value list, Value iterable);
KK_MUST_CHECK bool kk_list_insert(Vm *vm, Value list, size_t at, Value item);
/* Takes item at < length away and returns it; the storage shrinks when much of it is unused. @gc
 * may collect */
Value kk_list_remove_at(Vm *vm, Value list, size_t at);
/* Replaces items [start, stop) by n others, which do not lie in the list's own storage. */
KK_MUST_CHECK bool kk_list_splice(Vm *vm, Value list, size_t start, size_t stop,
                                  const Value *items, size_t n);
/* Makes the list empty. @gc never */
void kk_list_clear(Value list);
/* Sorts as list.sort does; key is a callable or kk_none. */
KK_MUST_CHECK bool kk_list_sort(Vm *vm, Value list, Value key, bool reverse);
void kk_list_reverse(Value list);

/* list[key], an int or a slice. */
KK_MUST_CHECK Value kk_list_getitem(Vm *vm, Value list, Value key);

#endif
