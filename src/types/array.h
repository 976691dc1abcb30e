/*
 * array.h: array.array, rows of machine numbers.
 *
 * Layer: types.   Tests: tests/modules/array/.
 */
#ifndef KK_TYPES_ARRAY_H
#define KK_TYPES_ARRAY_H

#include "object/ops.h"

typedef struct ArrayObj {
    uintptr_t header; /* &kk_type_array, or of a subclass */
    Value blob;       /* BlobObj, or KK_UNSET when it never had an item */
    uintptr_t len;    /* items, raw */
    uintptr_t format; /* the type code (types/item.h), raw */
} ArrayObj;

extern const TypeObj kk_type_array;

#endif
