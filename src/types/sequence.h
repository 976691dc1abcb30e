/*
 * sequence.h: what list, tuple and their kin have in common.
 *
 * Layer: types.   Tests: tests/types/list/, tests/types/tuple/.
 */
#ifndef KK_TYPES_SEQUENCE_H
#define KK_TYPES_SEQUENCE_H

#include "object/ops.h"

/* v is an int or has __index__. @gc never */
bool kk_sequence_is_index(Vm *vm, Value v);

/* Whether keyword arguments are for a subclass alone: it has a __new__ or __init__ (method) of its own. @gc never */
bool kk_sequence_drops_keywords(Vm *vm, Value cls, const TypeObj *native, Value method);

/* The only, optional argument of a constructor; KK_UNSET: none.
 * @raises TypeError "list expected at most 1 argument, got 2", "list() takes no keyword
 * arguments" */
KK_SAYS(kk_sequence_one_argument, 1)
KK_MUST_CHECK bool kk_sequence_one_argument(Vm *vm, const char *name, Args args, Value kw, Value *given);

/* The sizes of n items repeated so often. @raises MemoryError, OverflowError */
KK_MUST_CHECK bool kk_sequence_repeat_size(Vm *vm, Value times, size_t n, size_t *total);
/* Fills total places with the n items over and over; total is a multiple of n; items may be the
 * first n places themselves. @gc never */
void kk_sequence_fill(Value *to, size_t total, const Value *items, size_t n);

/* The answers to a + b and a * b that cannot be: NotImplemented where b's class may know better. */
Value kk_sequence_bad_concat(Vm *vm, Value a, Value b);
Value kk_sequence_bad_repeat(Vm *vm, Value times);

/* A list or tuple with the items of the iterable: itself when it is one, unless it is `not_this`.
 * @raises TypeError(message) when it is not iterable */
KK_SAYS(kk_sequence_fast, 3)
KK_MUST_CHECK Value kk_sequence_fast(Vm *vm, Value iterable, Value not_this, const char *message);

/* "[1, 2]" of a list or tuple; nested is the text when it contains itself. */
KK_MUST_CHECK Value kk_sequence_repr(Vm *vm, Value seq, const char *open, const char *close,
                                     const char *nested);

/* The bounds that methods like index(x, start, stop) take; clamped to a sequence of n items. */
KK_MUST_CHECK bool kk_sequence_bounds(Vm *vm, Args args, size_t n, size_t *start, size_t *stop);

/* list[int]: a types.GenericAlias. For __class_getitem__. */
Value kk_sequence_class_getitem(Vm *vm, Value self, Args args);

#endif
