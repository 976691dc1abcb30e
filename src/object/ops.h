/*
 * ops.h: the protocols of values: what operators, builtins and C code do with any value, whether its
 * type is native or a class with special methods.
 *
 * Unless said otherwise: errors are KK_ERROR / false with the exception pending; results are fresh
 * or borrowed from the operands; @gc may collect (Python code may run).
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_OPS_H
#define KK_OBJECT_OPS_H

#include "object/error.h"
#include "object/names.h"
#include "object/object.h"

/* ---- calls ---- */

/* Calls f with positional arguments. args need not be rooted beyond the caller's locals, but must be
 * readable memory: a C array or a place in the Python stack. */
KK_MUST_CHECK Value kk_call(Vm *vm, Value f, const Value *args, size_t n);
/* With keywords: kw is a dict with str keys, or KK_UNSET. */
KK_MUST_CHECK Value kk_call_kw(Vm *vm, Value f, Args args, Value kw);
/* f(), f(a), f(a, b) */
KK_MUST_CHECK Value kk_call0(Vm *vm, Value f);
KK_MUST_CHECK Value kk_call1(Vm *vm, Value f, Value a);
KK_MUST_CHECK Value kk_call2(Vm *vm, Value f, Value a, Value b);
/* self.name(args...): no bound method is made. */
KK_MUST_CHECK Value kk_call_method(Vm *vm, Value self, Value name, const Value *args, size_t n);
/* type(self).name looked up as Python looks up special methods, then called; *found tells. When there is
 * none: returns KK_UNSET with *found false and nothing pending. */
KK_MUST_CHECK Value kk_call_special(Vm *vm, Value self, Value name, const Value *args, size_t n, bool *found);
bool kk_callable(Vm *vm, Value v);

/* ---- attributes (object/attr.c) ---- */

KK_MUST_CHECK Value kk_getattr(Vm *vm, Value obj, Value name); /* name: interned str */
/* KK_UNSET with nothing pending when there is no such attribute. Check kk_failed(vm) for other errors. */
Value kk_getattr_opt(Vm *vm, Value obj, Value name);
KK_MUST_CHECK bool kk_setattr(Vm *vm, Value obj, Value name, Value value); /* KK_UNSET deletes */
/* What object.__getattribute__ / __setattr__ do. */
KK_MUST_CHECK Value kk_attr_generic_get(Vm *vm, Value obj, Value name);
KK_MUST_CHECK bool kk_attr_generic_set(Vm *vm, Value obj, Value name, Value value);
/* Sorted list of names, as dir() gives it. */
KK_MUST_CHECK Value kk_attr_dir(Vm *vm, Value obj);

/* ---- operators ---- */

KK_MUST_CHECK Value kk_binary(Vm *vm, BinaryOp op, Value a, Value b);
KK_MUST_CHECK Value kk_inplace(Vm *vm, BinaryOp op, Value a, Value b);
KK_MUST_CHECK Value kk_unary(Vm *vm, UnaryOp op, Value a);
/* Rich comparison, any result. */
KK_MUST_CHECK Value kk_compare(Vm *vm, Value a, Value b, CompareOp op);
/* As a truth value; identical objects are equal for CMP_EQ (what containers do). */
KK_MUST_CHECK bool kk_equal(Vm *vm, Value a, Value b, bool *equal);
KK_MUST_CHECK bool kk_less(Vm *vm, Value a, Value b, bool *less);
KK_MUST_CHECK bool kk_truth(Vm *vm, Value v, bool *truth);
KK_MUST_CHECK bool kk_hash(Vm *vm, Value v, uintptr_t *hash);
/* The hash of objects that compare by identity: stable (pins the object). */
KK_MUST_CHECK bool kk_hash_identity(Vm *vm, Value v, uintptr_t *hash);

/* ---- text ---- */

KK_MUST_CHECK Value kk_repr(Vm *vm, Value v);   /* a str; RecursionError beyond the depth limit */
KK_MUST_CHECK Value kk_str(Vm *vm, Value v);    /* a str */
KK_MUST_CHECK Value kk_format(Vm *vm, Value v, Value spec);
/* Containers guard against containing themselves: returns false in *again when v is already being shown. */
KK_MUST_CHECK bool kk_repr_enter(Vm *vm, Value v, bool *again);
void kk_repr_leave(Vm *vm, Value v);

/* ---- containers and iteration ---- */

KK_MUST_CHECK Value kk_iter(Vm *vm, Value v);
/* The next item, KK_END, or KK_ERROR; a StopIteration raised by Python code has become KK_END. */
KK_MUST_CHECK Value kk_next(Vm *vm, Value iterator);
KK_MUST_CHECK bool kk_len(Vm *vm, Value v, size_t *len);
/* A guess for preallocation: __len__, __length_hint__, or fallback. */
KK_MUST_CHECK bool kk_length_hint(Vm *vm, Value v, size_t fallback, size_t *hint);
KK_MUST_CHECK Value kk_getitem(Vm *vm, Value v, Value key);
KK_MUST_CHECK bool kk_setitem(Vm *vm, Value v, Value key, Value value); /* KK_UNSET deletes */
KK_MUST_CHECK bool kk_contains(Vm *vm, Value container, Value item, bool *found);

/* ---- conversions of arguments; what names the argument in messages ---- */

/* An int (or __index__) as a machine word. @raises TypeError, OverflowError */
KK_MUST_CHECK bool kk_index(Vm *vm, Value v, intptr_t *i);
/* The same, clamped to the range of the word instead of an OverflowError (slices, counts). */
KK_MUST_CHECK bool kk_index_clamped(Vm *vm, Value v, intptr_t *i);
/* The int that v.__index__() gives. */
KK_MUST_CHECK Value kk_index_int(Vm *vm, Value v);
/* A DeprecationWarning, where the program has imported warnings. @raises what the filters say  @gc may collect */
KK_MUST_CHECK bool kk_convert_deprecated(Vm *vm, Value message);
/*
 * A DeprecationWarning, if the program has the module warnings: a special method (of `owner`, KK_UNSET: not said) gave
 * an instance of a subclass of `base`. False: the warning was made an error. @gc may collect
 */
KK_SAYS(kk_convert_strict, 4)
KK_MUST_CHECK bool kk_convert_strict(Vm *vm, Value owner, Value method, Value made, const char *base);
/* An int, float or anything with __float__ / __index__. */
KK_MUST_CHECK bool kk_float_arg(Vm *vm, Value v, KkFloat *x);
/* A str or subclass: its bytes, borrowed from v. @raises TypeError naming what ("sep") */
KK_SAYS(kk_str_arg, 2)
KK_MUST_CHECK bool kk_str_arg(Vm *vm, Value v, const char *what, Span *text);
/* A bytes-like object. @raises TypeError "a bytes-like object is required, not 'int'" */
KK_MUST_CHECK bool kk_buffer_arg(Vm *vm, Value v, Buffer *out);
/* The same, writable. */
KK_MUST_CHECK bool kk_buffer_writable(Vm *vm, Value v, Buffer *out);
/* index of a sequence of n items: negative counts from the end. @raises IndexError(message) */
KK_SAYS(kk_sequence_index, 3)
KK_MUST_CHECK bool kk_sequence_index(Vm *vm, Value key, size_t n, const char *message, size_t *at);

/* kk_not_implemented when the type has no such operation. */
KK_MUST_CHECK Value kk_unary_opt(Vm *vm, UnaryOp op, Value a);
/* The name of the special method of a binary operator: __add__ or __iadd__. @gc never */
Value kk_binary_name(BinaryOp op, bool inplace);
Value kk_compare_name(CompareOp op);
/* After a's own special method answered NotImplemented: what b says, or the TypeError. */
KK_MUST_CHECK Value kk_binary_reflected(Vm *vm, BinaryOp op, Value a, Value b, bool inplace);
KK_MUST_CHECK Value kk_compare_reflected(Vm *vm, Value a, Value b, CompareOp op);
/* "f()" or the type's name: how messages call a callable (types/func.c; an upcall). */
Value kk_callable_name(Vm *vm, Value f);
/* iter(v) would find a way. @gc never */
bool kk_iterable_is(Vm *vm, Value v);
/* v has __next__. @gc never */
bool kk_iterator_is(Vm *vm, Value v);
/* "<Vec object at 0x...>": what object.__repr__ gives (types/object.c). */
KK_MUST_CHECK Value kk_object_repr(Vm *vm, Value v);
/* An iterator that asks v[0], v[1], ... (types/iter.c; an upcall named in LAYERS). */
KK_MUST_CHECK Value kk_iter_of_sequence(Vm *vm, Value v);

/* ---- depth ---- */

/*
 * Guards recursion in C: false (RecursionError pending) when the C stack is nearly used up. Every
 * successful enter is paired with a leave. @gc never
 */
KK_MUST_CHECK bool kk_depth_enter(Vm *vm);
void kk_depth_leave(Vm *vm);

/* An exception is pending. */
bool kk_failed(Vm *vm);

/* Ints from machine words, boxed when they do not fit. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_int_new(Vm *vm, intptr_t i);
KK_MUST_CHECK Value kk_int_new_unsigned(Vm *vm, uintptr_t i);
KK_MUST_CHECK Value kk_int_new64(Vm *vm, int64_t i);
KK_MUST_CHECK Value kk_int_new_u64(Vm *vm, uint64_t i);
/* v is an int (bool and subclasses included). @gc never */
bool kk_int_is(Value v);
/* An int (see kk_int_is) as a 64-bit word; false when it does not fit, nothing is raised. @gc never */
bool kk_int_to64(Value v, int64_t *i);
/* An int modulo 2^64, two's complement. @gc never */
uint64_t kk_int_bits(Value v);

#endif
