/*
 * dict_holder.h: what the built-in subclasses of dict share: OrderedDict and defaultdict.
 *
 * They are no dicts by their header but hold one, on which dict's own methods work (TYPE_HOLDER).
 *
 * Layer: types.   Tests: tests/modules/collections/.
 */
#ifndef KK_TYPES_DICT_HOLDER_H
#define KK_TYPES_DICT_HOLDER_H

#include "object/object.h"

typedef struct DictHolderObj {
    uintptr_t header;
    Value dict;
    Value factory; /* of a defaultdict */
} DictHolderObj;

KK_INLINE Value kk_dict_holder_dict(Value v)
{
    return KK_OBJ(DictHolderObj, v)->dict;
}

extern const Layout kk_dict_holder_layout;
extern const TypeObj kk_type_OrderedDict, kk_type_defaultdict;

/* Slots. */
Value kk_dict_holder_make(Vm *vm, Value cls, Args args, Value kw);
Value kk_dict_holder_iter(Vm *vm, Value self);
bool kk_dict_holder_len(Vm *vm, Value self, size_t *n);
bool kk_dict_holder_setitem(Vm *vm, Value self, Value key, Value value);
Value kk_dict_holder_contains(Vm *vm, Value self, Value key);
Value kk_dict_holder_compare(Vm *vm, Value a, Value b, CompareOp op);
Value kk_dict_holder_inplace(Vm *vm, BinaryOp op, Value self, Value other);

/* A fresh instance of the class with a copy of the dict. @gc may collect */
KK_MUST_CHECK Value kk_dict_holder_copy(Vm *vm, const TypeObj *cls, Value dict);

#endif
