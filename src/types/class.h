/*
 * class.h: where a class stands among others: its native type, the classes that derive from it, other bases.
 *
 * Layer: types.   Tests: tests/types/class/bases.py.
 */
#ifndef KK_TYPES_CLASS_H
#define KK_TYPES_CLASS_H

#include "object/object.h"

/* The native type of a class with these bases: the most derived of theirs; *best is the base that has it and what
 * __slots__ add. NULL: they conflict, TypeError is pending. */
const TypeObj *kk_class_native(Vm *vm, Value bases, Value *best);

/* Notes that cls derives from base, once. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_class_join(Vm *vm, Value base, Value cls);

/* cls stands in the MRO of type, which was computed. @gc never */
bool kk_class_in_mro(const TypeObj *type, const TypeObj *cls);

/* Gives the class other bases: what `cls.__bases__ = bases` does. Its MRO and those of all that derive from it are
 * computed anew; after an error everything is as before. @raises TypeError  @gc may collect */
KK_MUST_CHECK bool kk_class_set_bases(Vm *vm, Value cls, Value bases);

#endif
