/*
 * range.h: range objects.
 *
 * Start, stop and step are ints of any size; nearly always small ones.
 *
 * Layer: types.   Tests: tests/types/range/.
 */
#ifndef KK_TYPES_RANGE_H
#define KK_TYPES_RANGE_H

#include "object/object.h"

typedef struct RangeObj {
    uintptr_t header; /* &kk_type_range */
    Value start, stop, step;
    Value length; /* int >= 0 */
} RangeObj;

KK_INLINE bool kk_range_is(Value v) { return kk_desc_is(v, &kk_type_range); }
/* The bounds are ints (exactly), step is not 0. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_range_new(Vm *vm, Value start, Value stop, Value step);
/* The bounds as words; false when one of them, or the length, is no small int. @gc never */
bool kk_range_words(Value range, intptr_t *start, intptr_t *step, size_t *count);

#endif
