/*
 * text.c: repr(), str() and format() of any value.
 *
 * Layer: object.   Tests: tests/types/type/protocols.py.
 */
#include "object/attr.h"
#include "object/ops.h"
#include "object/vm.h"

static bool is_class(Value v)
{
    return (kk_type_of(v)->flags & TYPE_HEAP) != 0;
}

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
