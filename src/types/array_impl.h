/*
 * array_impl.h: what the files of array.array share; not for others.
 *
 * Layer: types.   Tests: tests/modules/array/.
 */
#ifndef KK_TYPES_ARRAY_IMPL_H
#define KK_TYPES_ARRAY_IMPL_H

#include "types/array.h"
#include "types/item.h"

bool kk_array_is(Value v);
size_t kk_array_item_size(const ArrayObj *array);
/* Where item i lies; there is a storage. @gc never */
uint8_t *kk_array_at(const ArrayObj *array, size_t i);

/* A fresh array of n items, all 0. @gc may collect */
KK_MUST_CHECK Value kk_array_new(Vm *vm, const TypeObj *cls, uintptr_t format, size_t n);
/* Makes it n items long; new ones are unspecified. @gc may collect */
KK_MUST_CHECK bool kk_array_resize(Vm *vm, Value self, size_t n);

/* Item i; v as item i, at the end, before item i. @raises TypeError, OverflowError  @gc may collect */
KK_MUST_CHECK Value kk_array_get(Vm *vm, Value self, size_t i);
KK_MUST_CHECK bool kk_array_put(Vm *vm, Value self, size_t i, Value v);
KK_MUST_CHECK bool kk_array_append_value(Vm *vm, Value self, Value v);
KK_MUST_CHECK bool kk_array_insert_value(Vm *vm, Value self, size_t i, Value v);
KK_MUST_CHECK bool kk_array_remove_at(Vm *vm, Value self, size_t i);
/* v as an item of the format, at most 8 bytes. */
KK_MUST_CHECK bool kk_array_convert(Vm *vm, Value v, uint32_t format, uint8_t *out);

/* Appends bytes as they are; all items of an iterable. */
KK_MUST_CHECK bool kk_array_add_bytes(Vm *vm, Value self, Span bytes);
KK_MUST_CHECK bool kk_array_add_items(Vm *vm, Value self, Value iterable);

/* The first item equal to v from `from` on; *at is SIZE_MAX when there is none. */
KK_MUST_CHECK bool kk_array_search(Vm *vm, Value self, Value v, size_t from, size_t *at);

#endif
