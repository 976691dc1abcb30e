/*
 * dict_holder.c: what the built-in subclasses of dict share.
 *
 * Layer: types.   Tests: tests/modules/collections/.
 */
#include "types/dict_holder.h"

#include "object/dict.h"

const Layout kk_dict_holder_layout = {.words = 3, .refs = 6};

Value kk_dict_holder_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value dict = kk_dict_new(vm, 0);
    Value self = dict == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(DictHolderObj, self)->dict = dict;
    KK_OBJ(DictHolderObj, self)->factory = kk_none;
    return self;
}

Value kk_dict_holder_copy(Vm *vm, const TypeObj *cls, Value dict)
{
    Value self = kk_dict_holder_make(vm, KK_REF(cls), KK_NO_ARGS, KK_UNSET);
    Value copy = self == KK_ERROR ? KK_ERROR : kk_dict_copy(vm, dict);
    if (copy == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(DictHolderObj, self)->dict = copy;
    return self;
}

Value kk_dict_holder_iter(Vm *vm, Value self)
{
    return kk_type_dict.slots->iter(vm, kk_dict_holder_dict(self));
}

bool kk_dict_holder_len(Vm *vm, Value self, size_t *n)
{
    *n = kk_dict_len(kk_dict_holder_dict(self));
    return true;
}

bool kk_dict_holder_setitem(Vm *vm, Value self, Value key, Value value)
{
    return kk_ops_of(kk_type_dict.slots)->setitem(vm, kk_dict_holder_dict(self), key, value);
}

Value kk_dict_holder_contains(Vm *vm, Value self, Value key)
{
    return kk_ops_of(kk_type_dict.slots)->contains(vm, kk_dict_holder_dict(self), key);
}

Value kk_dict_holder_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    return kk_type_dict.slots->compare(vm, kk_unwrap_held(a), kk_unwrap_held(b), op);
}

Value kk_dict_holder_inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    return kk_ops_of(kk_type_dict.slots)->inplace(vm, op, self, other);
}
