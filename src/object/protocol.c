/*
 * protocol.c: text, iteration, containers and subscripts of any value.
 *
 * Layer: object.   Tests: tests/types/type/protocols.py.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/vm.h"

static bool is_class(Value v)
{
    return (kk_type_of(v)->flags & TYPE_HEAP) != 0;
}

/* ---- text ---- */

/* The result of __repr__ and the like must be a str (a subclass counts). */
KK_MUST_CHECK static Value check_text(Vm *vm, Value text, Value name)
{
    if (text == KK_ERROR || kk_as_kind(text, KIND_STR) != KK_UNSET)
        return text;
    return kk_raise(vm, KK_TypeError, "%V returned non-string (type %T)", name, text);
}

KK_MUST_CHECK static Value call_text(Vm *vm, Value v, Value name)
{
    bool found;
    Value text = kk_call_special(vm, v, name, NULL, 0, &found);
    return check_text(vm, text, name);
}

Value kk_repr(Vm *vm, Value v)
{
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    const TypeObj *type = kk_type_of(v);
    Value text;
    if (is_class(v))
        text = call_text(vm, v, KK_N(__repr__));
    else if (type->slots->repr != NULL)
        text = type->slots->repr(vm, v);
    else
        text = kk_object_repr(vm, v);
    kk_depth_leave(vm);
    return text;
}

Value kk_str(Vm *vm, Value v)
{
    if (kk_ref_is(v) && kk_str_is(v))
        return v;
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    const TypeObj *type = kk_type_of(v);
    Value text;
    if (is_class(v))
        text = call_text(vm, v, KK_N(__str__));
    else if (kk_rare_of(type->slots)->str != NULL)
        text = kk_rare_of(type->slots)->str(vm, v);
    else
        text = kk_repr(vm, v);
    kk_depth_leave(vm);
    return text;
}

Value kk_format(Vm *vm, Value v, Value spec)
{
    const TypeObj *type = kk_type_of(v);
    if (is_class(v)) {
        bool found;
        Value text = kk_call_special(vm, v, KK_N(__format__), &spec, 1, &found);
        if (text != KK_ERROR && kk_as_kind(text, KIND_STR) == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "__format__ must return a str, not %T", text);
        return text;
    }
    if (kk_rare_of(type->slots)->format != NULL)
        return kk_rare_of(type->slots)->format(vm, v, spec);
    if (kk_len_of(spec) != 0)
        return kk_raise(vm, KK_TypeError, "unsupported format string passed to %T.__format__", v);
    return kk_str(vm, v);
}

bool kk_repr_enter(Vm *vm, Value v, bool *again)
{
    *again = false;
    for (size_t i = 0; i < vm->showing_count; i++) {
        if (KK_OBJ(ValuesObj, vm->showing)->at[i] == v) {
            *again = true;
            return true;
        }
    }
    if (vm->showing_count >= vm->frame_limit)
        return kk_raise_false(vm, KK_RecursionError,
                              "maximum recursion depth exceeded while getting the repr of an object");
    if (vm->showing == KK_UNSET || vm->showing_count == kk_len_of(vm->showing)) {
        Value more = kk_values_resize(vm, vm->showing, vm->showing_count * 2 + 4);
        if (more == KK_ERROR)
            return false;
        vm->showing = more;
    }
    KK_OBJ(ValuesObj, vm->showing)->at[vm->showing_count++] = v;
    return true;
}

void kk_repr_leave(Vm *vm, Value v)
{
    KK_ASSERT(vm->showing_count > 0);
    KK_OBJ(ValuesObj, vm->showing)->at[--vm->showing_count] = KK_UNSET;
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

/* An int result of __len__ or __length_hint__. */
KK_MUST_CHECK static bool size_of_result(Vm *vm, Value r, const char *name, size_t *n)
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
            return r != KK_ERROR && size_of_result(vm, r, "__len__()", len);
    }
    return kk_raise_false(vm, KK_TypeError, "object of type '%T' has no len()", v);
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
    return size_of_result(vm, r, "__length_hint__()", hint);
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

KK_MUST_CHECK static bool contains_by_iteration(Vm *vm, Value container, Value item, bool *found)
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
            return contains_by_iteration(vm, container, item, found);
        r = kk_ops_of(type->slots)->contains(vm, container, item);
    } else {
        bool defined;
        if (kk_class_attr(vm, type, KK_N(__contains__)) == kk_none)
            return kk_raise_false(vm, KK_TypeError, "'%T' object is not a container", container);
        r = kk_call_special(vm, container, KK_N(__contains__), &item, 1, &defined);
        if (!defined)
            return contains_by_iteration(vm, container, item, found);
    }
    return r != KK_ERROR && kk_truth(vm, r, found);
}
