/*
 * iter.h: the iterator objects of the built-in containers, and helpers that drain any iterable.
 *
 * Layouts are public: the interpreter's loops step the frequent ones without a call.
 *
 * Layer: types.   Tests: tests/types/iter/.
 */
#ifndef KK_TYPES_ITER_H
#define KK_TYPES_ITER_H

#include "object/object.h"

/* Over a list, a tuple, or (kk_type_iterator) anything with __getitem__. */
typedef struct SeqIterObj {
    uintptr_t header; /* &kk_type_list_iterator, &kk_type_tuple_iterator, &kk_type_iterator */
    Value seq;        /* KK_UNSET: exhausted for ever */
    uintptr_t at;     /* index of the next item */
} SeqIterObj;

/* Over a range whose values are words. */
typedef struct RangeIterObj {
    uintptr_t header; /* &kk_type_range_iterator */
    intptr_t next;    /* the next value */
    intptr_t step;
    uintptr_t left;   /* how many there are still to come; all of them are small ints */
} RangeIterObj;

/* Over a dict: kk_type_dict_keyiterator, dict_valueiterator, dict_itemiterator, and their reverse
 * forms. */
typedef struct DictIterObj {
    uintptr_t header;
    Value dict;       /* KK_UNSET: exhausted */
    uintptr_t at;     /* as for kk_dict_next / kk_dict_prev */
    uintptr_t len;    /* of the dict when the iteration began */
    uintptr_t left;   /* entries that are still to come if none is put in another's place */
} DictIterObj;

extern const TypeObj kk_type_list_iterator, kk_type_tuple_iterator, kk_type_iterator,
    kk_type_range_iterator, kk_type_dict_keyiterator, kk_type_dict_valueiterator,
    kk_type_dict_itemiterator, kk_type_set_iterator;

/* A fresh iterator of that SeqIterObj type over seq. @gc may collect */
KK_MUST_CHECK Value kk_iter_seq_new(Vm *vm, const TypeObj *type, Value seq);

/* What __reduce__ gives: (function, (argument,)), and with a state that is not KK_UNSET a third item. function may be
 * KK_UNSET: the built-in iter(). @gc may collect */
KK_MUST_CHECK Value kk_iter_reduced(Vm *vm, Value function, Value arguments, Value state);

/* iter(callable, sentinel) */
KK_MUST_CHECK Value kk_iter_call_new(Vm *vm, Value callable, Value sentinel);

/* What iter() of an iterator is: itself. For slot `iter`. */
Value kk_iter_self(Vm *vm, Value self);

/*
 * Reads any iterable with a fast way for lists, tuples and ranges of small ints. A cursor is a
 * local of its user; it must not outlive the call.
 */
typedef struct Cursor {
    Value source;     /* the list or tuple, or the iterator */
    size_t at;        /* index of the next item; for ranges what is left */
    intptr_t next, step; /* range */
    uint32_t how;
} Cursor;
KK_MUST_CHECK bool kk_iter_begin(Vm *vm, Cursor *cursor, Value iterable);
/* The next item, KK_END, or KK_ERROR. */
KK_MUST_CHECK Value kk_iter_advance(Vm *vm, Cursor *cursor);

#endif
