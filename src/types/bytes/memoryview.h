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
    VIEW_COUNTED = 4 /* it is one of the exports of its bytearray */
};

/* Objects move, so the place is kept as an offset; where it lies is asked for at each use. */
typedef struct MemoryviewObj {
    uintptr_t header;   /* &kk_type_memoryview */
    Value exporter;     /* what the memory belongs to; never a memoryview */
    uintptr_t offset;   /* of item 0, in bytes */
    uintptr_t len;      /* items */
    intptr_t stride;    /* bytes from an item to the next */
    uintptr_t format;   /* struct format character */
    uintptr_t item;     /* bytes of an item */
    uintptr_t flags;    /* VIEW_* */
} MemoryviewObj;

/* Where the items of any exporter are; valid as Buffer is. */
typedef struct View {
    uint8_t *at;     /* item 0 */
    size_t n;        /* items */
    intptr_t stride; /* bytes */
    uint32_t format;
    size_t item;     /* bytes */
    bool readonly;
} View;

/* @raises ValueError (released, or the exporter has become shorter), TypeError (no buffer)
 * @gc never */
KK_MUST_CHECK bool kk_memoryview_look(Vm *vm, Value v, View *out);

/* A view of the same memory with other items. @gc may collect */
KK_MUST_CHECK Value kk_memoryview_derive(Vm *vm, Value self, size_t offset, size_t len,
                                         intptr_t stride);

/* self[key] = value: the `setitem` slot. */
KK_MUST_CHECK bool kk_memoryview_setitem(Vm *vm, Value self, Value key, Value value);

#endif
