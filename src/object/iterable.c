/*
 * iterable.c: what is asked of iterables now and then: whether they are any, how long they may be, `in` by looking at all.
 *
 * Layer: object.   Tests: tests/types/type/protocols.py.
 */
#include "object/iterable.h"

#include "object/attr.h"
#include "object/vm.h"

static bool is_class(Value v)
{
    return (kk_type_of(v)->flags & TYPE_HEAP) != 0;
}

bool kk_iterable_is(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v))
        return type->slots->iter != NULL || type->slots->next != NULL;
    Value own = kk_class_attr(vm, type, KK_N(__iter__));
    return own != KK_UNSET ? own != kk_none : kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET;
}

bool kk_iterator_is(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    if (!is_class(v))
        return type->slots->next != NULL;
    Value next = kk_class_attr(vm, type, KK_N(__next__));
    return next != KK_UNSET && next != kk_none;
}

/* ---- size ---- */

bool kk_iterable_size(Vm *vm, Value r, const char *name, size_t *n)
{
    intptr_t i;
    if (!kk_index(vm, r, &i)) {
        /* Far below zero is as bad as below zero. */
        if (!kk_kind_is(r, KIND_INT) || (kk_len_of(r) & 1) == 0 || !kk_pending_clear(vm, KK_OverflowError))
            return false;
        i = -1;
    }
    if (i < 0)
        return kk_raise_false(vm, KK_ValueError, "%s should return >= 0", name);
    *n = (size_t)i;
    return true;
}

bool kk_length_hint(Vm *vm, Value v, size_t fallback, size_t *hint)
{
    *hint = fallback;
    const TypeObj *type = kk_type_of(v);
    bool sized = is_class(v) ? kk_class_attr(vm, type, KK_N(__len__)) != KK_UNSET : kk_ops_of(type->slots)->len != NULL;
    if (sized) {
        if (kk_len(vm, v, hint))
            return true;
        return kk_pending_clear(vm, KK_TypeError);
    }
    if (!is_class(v))
        return true;
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__length_hint__), NULL, 0, &found);
    if (!found || r == kk_not_implemented)
        return true;
    if (r == KK_ERROR)
        return kk_pending_clear(vm, KK_TypeError);
    return kk_iterable_size(vm, r, "__length_hint__()", hint);
}

/* ---- membership ---- */

bool kk_iterable_search(Vm *vm, Value container, Value item, bool *found)
{
    Value iterator = kk_iter(vm, container);
    if (iterator == KK_ERROR) {
        if (!kk_pending_clear(vm, KK_TypeError))
            return false;
        return kk_raise_false(vm, KK_TypeError, "argument of type '%T' is not iterable", container);
    }
    for (*found = false; !*found;) {
        Value one = kk_next(vm, iterator);
        if (one == KK_END)
            return true;
        if (one == KK_ERROR || !kk_equal(vm, one, item, found))
            return false;
    }
    return true;
}
