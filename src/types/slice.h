/*
 * slice.h: slice objects, and what they mean for a sequence of some length.
 *
 * Layer: types.   Tests: tests/types/slice/.
 */
#ifndef KK_TYPES_SLICE_H
#define KK_TYPES_SLICE_H

#include "object/object.h"

typedef struct SliceObj {
    uintptr_t header; /* &kk_type_slice */
    Value start;      /* any values; kk_none: absent */
    Value stop;
    Value step;
} SliceObj;

KK_INLINE bool kk_slice_is(Value v) { return kk_desc_is(v, &kk_type_slice); }

/* @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_slice_new(Vm *vm, Value start, Value stop, Value step);

/* The items start, start + step, ... (count of them) of a sequence; all in range. */
typedef struct SliceRange {
    intptr_t start;
    intptr_t stop; /* as slice.indices() gives it: may be -1 for a negative step */
    intptr_t step; /* never 0 */
    size_t count;
} SliceRange;

/*
 * What the slice selects of a sequence of len items. Ints of any size are clamped.
 * @raises TypeError "slice indices must be integers or None or have an __index__ method",
 *         ValueError "slice step cannot be zero", whatever __index__ raises
 */
KK_MUST_CHECK bool kk_slice_resolve(Vm *vm, Value slice, size_t len, SliceRange *out);

/*
 * A slice whose bounds are ints, for containers that the __index__ of a bound could change: to be resolved against the
 * length that they have then. slice itself if it is one. @gc may collect
 */
KK_MUST_CHECK Value kk_slice_settle(Vm *vm, Value slice);

/* slice.indices(len): a tuple of three ints, for a length of any size. */
Value kk_slice_indices(Vm *vm, Value self, Args args);

#endif
