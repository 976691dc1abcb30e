/*
 * protocol.c: iteration, containers and subscripts of any value: what loops do. iterable.c has what is rarely asked.
 *
 * Layer: object.   Tests: tests/types/type/protocols.py.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/iterable.h"
#include "object/ops.h"
#include "object/vm.h"

static bool is_class(Value v)
{
    return (kk_type_of(v)->flags & TYPE_HEAP) != 0;
}

/* ---- iteration ---- */

/* The iterator over anything with __getitem__ (types/iter.c). */
Value kk_iter(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v)) {
        if (type->slots->iter != NULL)
            return type->slots->iter(vm, v);
        if (type->slots->next != NULL)
            return v;
    } else {
        bool found;
        Value iterator = kk_call_special(vm, v, KK_N(__iter__), NULL, 0, &found);
        if (found) {
            if (iterator != KK_ERROR && !kk_iterator_is(vm, iterator))
                return kk_raise(vm, KK_TypeError, "iter() returned non-iterator of type '%T'", iterator);
            if (iterator != KK_ERROR || kk_class_attr(vm, type, KK_N(__iter__)) != kk_none)
                return iterator;
            (void)kk_pending_take(vm);
        } else if (kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET) {
            return kk_iter_of_sequence(vm, v);
        }
    }
    return kk_raise(vm, KK_TypeError, "'%T' object is not iterable", v);
}

Value kk_next(Vm *vm, Value iterator)
{
    const TypeObj *type = kk_type_of(iterator);
    if (!is_class(iterator)) {
        if (type->slots->next != NULL)
            return type->slots->next(vm, iterator);
        return kk_raise(vm, KK_TypeError, "'%T' object is not an iterator", iterator);
    }
    bool found;
    Value item = kk_call_special(vm, iterator, KK_N(__next__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'%T' object is not an iterator", iterator);
    if (item == KK_ERROR && kk_pending_clear(vm, KK_StopIteration))
        return KK_END;
    return item;
}

/* ---- size ---- */

bool kk_len(Vm *vm, Value v, size_t *len)
{
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v)) {
        if (kk_ops_of(type->slots)->len != NULL)
            return kk_ops_of(type->slots)->len(vm, v, len);
    } else {
        bool found;
        Value r = kk_call_special(vm, v, KK_N(__len__), NULL, 0, &found);
        if (found)
            return r != KK_ERROR && kk_iterable_size(vm, r, "__len__()", len);
    }
    return kk_raise_false(vm, KK_TypeError, "object of type '%T' has no len()", v);
}

/* ---- subscripts ---- */

/* list[int]: the class itself is subscripted. */
KK_MUST_CHECK static Value class_getitem(Vm *vm, Value cls, Value key)
{
    Value method = kk_getattr_opt(vm, cls, KK_N(__class_getitem__));
    if (method != KK_UNSET)
        return kk_call1(vm, method, key);
    if (kk_failed(vm))
        return KK_ERROR;
    if (cls == KK_REF(&kk_type_type)) {
        Value args[] = {cls, key};
        return kk_call(vm, KK_REF(&kk_type_GenericAlias), args, 2);
    }
    return kk_raise(vm, KK_TypeError, "type '%N' is not subscriptable", KK_OBJ(const TypeObj, cls));
}

Value kk_getitem(Vm *vm, Value v, Value key)
{
    if (kk_kind_is(v, KIND_DICT)) {
        Value value = kk_dict_get(vm, v, key);
        return value != KK_UNSET || kk_failed(vm) ? value : kk_raise_value(vm, KK_KeyError, key);
    }
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v)) {
        if (kk_ops_of(type->slots)->getitem != NULL)
            return kk_ops_of(type->slots)->getitem(vm, v, key);
    } else {
        bool found;
        Value r = kk_call_special(vm, v, KK_N(__getitem__), &key, 1, &found);
        if (found)
            return r;
    }
    if (kk_type_is(v))
        return class_getitem(vm, v, key);
    return kk_raise(vm, KK_TypeError, "'%T' object is not subscriptable", v);
}

bool kk_setitem(Vm *vm, Value v, Value key, Value value)
{
    bool delete = value == KK_UNSET;
    if (!delete && kk_kind_is(v, KIND_DICT))
        return kk_dict_set(vm, v, key, value);
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v)) {
        if (kk_ops_of(type->slots)->setitem != NULL)
            return kk_ops_of(type->slots)->setitem(vm, v, key, value);
    } else {
        Value args[] = {key, value};
        bool found;
        Value name = delete ? KK_N(__delitem__) : KK_N(__setitem__);
        Value r = kk_call_special(vm, v, name, args, delete ? 1 : 2, &found);
        if (found)
            return r != KK_ERROR;
    }
    /* Python words it in another way where the key could be an index. */
    if (delete && kk_int_is(key) && (is_class(v) || kk_ops_of(type->slots)->getitem != NULL))
        return kk_raise_false(vm, KK_TypeError, "'%T' object doesn't support item deletion", v);
    return kk_raise_false(vm, KK_TypeError, "'%T' object does not support item %s", v, delete ? "deletion" : "assignment");
}

/* ---- membership ---- */

bool kk_contains(Vm *vm, Value container, Value item, bool *found)
{
    if (kk_kind_is(container, KIND_DICT)) {
        *found = kk_dict_get(vm, container, item) != KK_UNSET;
        return *found || !kk_failed(vm);
    }
    const TypeObj *type = kk_type_of(container);
    Value r;
    if (!is_class(container)) {
        if (kk_ops_of(type->slots)->contains == NULL)
            return kk_iterable_search(vm, container, item, found);
        r = kk_ops_of(type->slots)->contains(vm, container, item);
    } else {
        bool defined;
        if (kk_class_attr(vm, type, KK_N(__contains__)) == kk_none)
            return kk_raise_false(vm, KK_TypeError, "'%T' object is not a container", container);
        r = kk_call_special(vm, container, KK_N(__contains__), &item, 1, &defined);
        if (!defined)
            return kk_iterable_search(vm, container, item, found);
    }
    return r != KK_ERROR && kk_truth(vm, r, found);
}
