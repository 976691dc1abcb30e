/*
 * uctypes.h: descriptors of structures in memory, and memory as numbers.
 *
 * A descriptor is an int (a scalar at an offset), a tuple (array, pointer or structure at an offset) or, for a whole
 * structure, a dict. All numbers of a descriptor are small ints, also where words have 32 bits:
 *
 *   bits  0..24  offset, or how many items an array has; of bit fields 0..14
 *   bits 15..19  bit fields: the lowest bit;  20..24: how many bits
 *   bits 25..28  the type; in tuples: ARRAY, PTR or 0 (structure)
 *
 * Layer: modules.   Tests: tests/modules/uctypes/.
 */
#ifndef KK_MODULES_UCTYPES_UCTYPES_H
#define KK_MODULES_UCTYPES_UCTYPES_H

#include "object/ops.h"

enum { UC_TYPE_SHIFT = 25, UC_BF_POS_SHIFT = 15, UC_BF_LEN_SHIFT = 20 };
enum { UC_BIG, UC_LITTLE, UC_NATIVE };

typedef enum UctypesType {
    UC_UINT8, UC_INT8, UC_UINT16, UC_INT16, UC_UINT32, UC_INT32, UC_UINT64, UC_INT64,
    UC_BFUINT8, UC_BFINT8, UC_BFUINT16, UC_BFINT16, UC_BFUINT32, UC_BFINT32, UC_FLOAT32, UC_FLOAT64,
    UC_ARRAY = 1, UC_PTR = 2
} UctypesType;

/* A number of a descriptor taken apart. */
typedef struct UctypesField {
    uint32_t type;   /* UctypesType */
    uint32_t offset; /* or a count */
    uint32_t bit, bits;
} UctypesField;

typedef struct UctypesObj {
    uintptr_t header; /* &kk_type_uctypes_struct */
    Value descriptor; /* dict, or the tuple of an array or a pointer */
    uintptr_t address;
    uintptr_t layout; /* UC_BIG ... */
} UctypesObj;
extern const TypeObj kk_type_uctypes_struct;

/* Bytes of a type's memory. @gc never */
size_t kk_uctypes_type_size(uint32_t type);
KK_MUST_CHECK bool kk_uctypes_number(Vm *vm, Value v, UctypesField *field);
/* Bytes that a descriptor describes, and what they are aligned to. @raises TypeError */
KK_MUST_CHECK bool kk_uctypes_size(Vm *vm, Value descriptor, uintptr_t layout, size_t *size, size_t *align);

/* The number in memory, and storing one. @gc may collect */
KK_MUST_CHECK Value kk_uctypes_load(Vm *vm, uintptr_t address, const UctypesField *field, uintptr_t layout);
KK_MUST_CHECK bool kk_uctypes_store(Vm *vm, uintptr_t address, const UctypesField *field, uintptr_t layout, Value v);

#endif
