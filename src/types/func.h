/*
 * func.h: what others need of function objects beyond object/func.h.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_FUNC_H
#define KK_TYPES_FUNC_H

#include "object/object.h"

/* "<function f at 0x7f...>": a repr with a kind, a name and the address. */
KK_MUST_CHECK Value kk_repr_at(Vm *vm, const char *kind, Value name, Value v);

/* A function's __qualname__: that of its code, or what it was set to; KK_ERROR when memory is short. @gc may collect */
KK_MUST_CHECK Value kk_func_get_qualname(Vm *vm, Value self);

/* Slots that all kinds of bound methods share (types/method.c). */
bool kk_method_hash(Vm *vm, Value self, uintptr_t *hash);
Value kk_method_compare(Vm *vm, Value a, Value b, CompareOp op);

#endif
