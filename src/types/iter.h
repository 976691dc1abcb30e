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

/*
 * The next two items of an iterator of pairs, without a tuple of them: kk_true, KK_END, or KK_ERROR. kk_not_implemented:
 * what a zip gives are no pairs.
 * types/dict_iter.c, enumerate.c, zip.c  @gc may collect
 */
KK_MUST_CHECK Value kk_dict_iter_pair(Vm *vm, Value it, Value *pair);
KK_MUST_CHECK Value kk_enumerate_pair(Vm *vm, Value it, Value *pair);
KK_MUST_CHECK Value kk_zip_pair(Vm *vm, Value it, Value *pair);

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

/*
 * What is done with many items. A generator is not suspended and resumed for each of them: take is called where it
 * yields, and it runs on. That nobody may notice: take runs no Python code but, at most, the special methods of an
 * item. false: this item is not for it, or (with an exception pending) it failed.
 */
typedef struct Drain {
    bool (*take)(Vm *vm, struct Drain *drain, Value item);
} Drain;
/* Gives items to drain->take. The first that it does not take, KK_END, or KK_ERROR. @gc may collect */
KK_MUST_CHECK Value kk_iter_drain(Vm *vm, Cursor *cursor, Drain *drain);

#endif
