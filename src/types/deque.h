/*
 * deque.h: the layout of collections.deque.
 *
 * Layer: types.   Tests: tests/modules/collections/deque.py.
 */
#ifndef KK_TYPES_DEQUE_H
#define KK_TYPES_DEQUE_H

#include "object/object.h"

typedef struct DequeObj {
    uintptr_t header; /* &kk_type_deque, or of a subclass */
    Value items;      /* ValuesObj, a ring; or KK_UNSET */
    Value maxlen;     /* small int, or kk_none */
    uintptr_t first;  /* place of the first item */
    uintptr_t count;
    uintptr_t changes; /* counted so that iterators notice */
    uintptr_t strict;  /* a full one raises IndexError (MicroPython's flag) */
} DequeObj;

extern const TypeObj kk_type_deque, kk_type_deque_iterator, kk_type_deque_reverse_iterator;

#endif
