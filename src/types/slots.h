/*
 * slots.h: __slots__: the descriptors in the class, and which attributes instances may have.
 *
 * Layer: types.   Tests: tests/types/class/slots*.py.
 */
#ifndef KK_TYPES_SLOTS_H
#define KK_TYPES_SLOTS_H

#include "object/object.h"

/* Reads __slots__ in cls->dict, if there is one, and puts a descriptor for each name there; sets TYPE_SLOTS_ONLY.
 * cls->bases are known. @raises TypeError, ValueError  @gc may collect */
KK_MUST_CHECK bool kk_slots_apply(Vm *vm, TypeObj *cls);

/* Instances of one class can become instances of the other as far as __slots__ go. @gc never */
bool kk_slots_compatible(const TypeObj *a, const TypeObj *b);
/* Instances of classes with these bases would need slots of two unrelated classes. Otherwise *winner is the class among
 * the bases and theirs that adds slots last, NULL: none adds any. @gc never */
bool kk_slots_conflict(Value bases, const TypeObj **winner);
/* The nearest class, cls itself included, that adds slots; NULL: none does. @gc never */
const TypeObj *kk_slots_adder(const TypeObj *cls);

/* Instances of the class are the first in its ancestry to have a __dict__ (to be referred to weakly). @gc never */
void kk_slots_introduced(const TypeObj *cls, bool *dict, bool *weak);

/* v is a slot's descriptor; its name. @gc never */
bool kk_slots_is_member(Value v);

#endif
