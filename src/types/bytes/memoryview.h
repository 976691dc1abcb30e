/*
 * memoryview.h: memoryview objects, inside this folder.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_BYTES_MEMORYVIEW_H
#define KK_TYPES_BYTES_MEMORYVIEW_H

#include "types/bytes/bytes.h"

enum {
    VIEW_READONLY = 1,
    VIEW_RELEASED = 2,
    VIEW_COUNTED = 4, /* it is one of the exports of its bytearray */
    VIEW_SCALAR = 8   /* no dimension: one item */
};

/* Objects move, so the place is kept as an offset; where it lies is asked for at each use. */
typedef struct MemoryviewObj {
    uintptr_t header;   /* &kk_type_memoryview */
    Value exporter;     /* what the memory belongs to; never a memoryview */
    uintptr_t offset;   /* of item 0, in bytes */
    uintptr_t len;      /* items of the first dimension */
    intptr_t stride;    /* bytes from one of them to the next */
    uintptr_t format;   /* struct format character */
    uintptr_t item;     /* bytes of an item */
    uintptr_t flags;    /* VIEW_* */
    Value inner;        /* tuple: the shape but for the first dimension, whose items lie close together; or KK_UNSET */
    Value hash;         /* small int: known; KK_UNSET */
} MemoryviewObj;

/* Where the items of any exporter are; valid as Buffer is. */
typedef struct View {
    uint8_t *at;     /* item 0 */
    size_t n;        /* items */
    intptr_t stride; /* bytes */
    uint32_t format;
    size_t item;     /* bytes */
    bool readonly;
    bool scalar;     /* there is no dimension */
    size_t row;      /* bytes of an item of the first dimension */
    Value inner;     /* tuple or KK_UNSET, as above */
} View;

KK_INLINE bool kk_memoryview_is_contiguous(const View *view)
{
    return view->n <= 1 || view->stride == (intptr_t)view->row;
}
size_t kk_memoryview_ndim_of(const View *view);
/* The dimensions, or how many bytes lie between their items. @gc may collect */
KK_MUST_CHECK Value kk_memoryview_shape_of(Vm *vm, const View *view, bool strides);
/* Where the item with the indices in `tuple` is, from item 0 in bytes. store: how to complain about slices.
 * @raises TypeError, IndexError, NotImplementedError  @gc may collect */
KK_MUST_CHECK bool kk_memoryview_place(Vm *vm, const View *view, Value tuple, bool store, intptr_t *place);
/* Lists of lists of the items. @gc may collect */
KK_MUST_CHECK Value kk_memoryview_lists(Vm *vm, const View *view);
/* Gives the cast view of so many bytes a shape. @raises TypeError, ValueError */
KK_MUST_CHECK bool kk_memoryview_reshape(Vm *vm, Value cast, Value shape, size_t bytes);
/* The items in Fortran's order, the first index changing first, as a bytes. @gc may collect */
KK_MUST_CHECK Value kk_memoryview_fortran(Vm *vm, const View *view);

/* @raises ValueError (released, or the exporter has become shorter), TypeError (no buffer)
 * @gc never */
KK_MUST_CHECK bool kk_memoryview_look(Vm *vm, Value v, View *out);

/* A view of the same memory with other items. @gc may collect */
KK_MUST_CHECK Value kk_memoryview_derive(Vm *vm, Value self, size_t offset, size_t len,
                                         intptr_t stride);

/* self[key] = value: the `setitem` slot. */
KK_MUST_CHECK bool kk_memoryview_setitem(Vm *vm, Value self, Value key, Value value);

#endif
