/*
 * method.c: bound methods of functions written in Python, and of any other callable.
 *
 * Layer: types.   Tests: tests/types/method/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/func.h"
#include "types/tuple.h"

static MethodObj *method_obj(Value v) { return KK_OBJ(MethodObj, v); }

Value kk_method_new(Vm *vm, Value function, Value self)
{
    const Desc *desc = &kk_type_method.desc;
    if (kk_native_is(function))
        desc = kk_desc_is(function, &kk_type_wrapper_descriptor) ? &kk_type_method_wrapper.desc : &kk_bound_desc;
    else if (kk_native_is_slot(function))
        desc = &kk_type_method_wrapper.desc;
    Value m = kk_object_new(vm, &kk_type_method, 0);
    if (m == KK_ERROR)
        return KK_ERROR;
    method_obj(m)->header = (uintptr_t)desc;
    method_obj(m)->function = function;
    method_obj(m)->self = self;
    return m;
}

/* The object that the method is bound to. */
KK_GETTER(method, __self__)
Value kk_method_self(Vm *vm, Value self) { return method_obj(self)->self; }

/* The function behind the method. */
KK_GETTER(method, __func__)
Value kk_method_func(Vm *vm, Value self) { return method_obj(self)->function; }

/* The documentation of the function. */
KK_GETTER(method, __doc__)
Value kk_method_doc(Vm *vm, Value self)
{
    Value doc = kk_getattr_opt(vm, method_obj(self)->function, KK_N(__doc__));
    return doc == KK_UNSET && !kk_failed(vm) ? kk_none : doc;
}

/* How to make it again: getattr(self, name). */
KK_METHOD(method, __reduce__, "()")
Value kk_method_reduce(Vm *vm, Value self, Args args)
{
    Value name = kk_getattr(vm, method_obj(self)->function, KK_N(__name__));
    Value getattr = name == KK_ERROR ? KK_ERROR : kk_getattr(vm, vm->builtins, KK_N(getattr));
    return getattr == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, getattr, kk_tuple_pair(vm, method_obj(self)->self, name));
}

/* What methods have themselves goes before the attributes of the function: all others are the function's. */
static Value getattr(Vm *vm, Value self, Value name)
{
    Value raw = kk_class_attr(vm, &kk_type_method, name);
    if (raw != KK_UNSET && name != KK_N(__dict__) && name != KK_N(__weakref__))
        return kk_attr_generic_get(vm, self, name);
    Value v = kk_getattr_opt(vm, method_obj(self)->function, name);
    if (v != KK_UNSET || kk_failed(vm))
        return v;
    return kk_attr_generic_get(vm, self, name);
}

static bool setattr(Vm *vm, Value self, Value name, Value value)
{
    Value v = kk_getattr_opt(vm, self, name);
    if (v == KK_UNSET && kk_failed(vm))
        return false;
    Value own = kk_class_attr(vm, &kk_type_method, name);
    if (name == KK_N(__self__) || name == KK_N(__func__))
        return kk_raise_false(vm, KK_AttributeError, "readonly attribute");
    if (own != KK_UNSET && kk_attr_is_data_descriptor(vm, own))
        return kk_attr_generic_set(vm, self, name, value);
    if (v != KK_UNSET && own != KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "'method' object attribute '%V' is read-only", name);
    return kk_attr_missing(vm, self, name) != KK_ERROR;
}

static Value repr(Vm *vm, Value self)
{
    Value function = method_obj(self)->function;
    Value name = kk_getattr_opt(vm, function, KK_N(__qualname__));
    if (name == KK_UNSET && !kk_failed(vm))
        name = kk_getattr_opt(vm, function, KK_N(__name__));
    if (name == KK_UNSET && kk_failed(vm))
        return KK_ERROR;
    if (name == KK_UNSET || kk_as_kind(name, KIND_STR) == KK_UNSET)
        name = KK_CHAR('?');
    return kk_format_message(vm, "<bound method %V of %R>", kk_as_kind(name, KIND_STR), method_obj(self)->self);
}

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    return kk_call_with_self(vm, method_obj(self)->function, args, method_obj(self)->self, kw);
}

bool kk_method_hash(Vm *vm, Value self, uintptr_t *hash)
{
    uintptr_t a, b;
    if (!kk_hash_identity(vm, method_obj(self)->self, &a) || !kk_hash(vm, method_obj(self)->function, &b))
        return false;
    *hash = a * 31 + b;
    return true;
}

Value kk_method_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !kk_method_is(a) || !kk_method_is(b))
        return kk_not_implemented;
    bool same = method_obj(a)->self == method_obj(b)->self;
    if (same && !kk_equal(vm, method_obj(a)->function, method_obj(b)->function, &same))
        return KK_ERROR;
    return kk_bool(same == (op == CMP_EQ));
}

/* method(function, self) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "method() takes no keyword arguments");
    if (args.n != 2)
        return kk_raise(vm, KK_TypeError, "method expected 2 arguments, got %zu", args.n);
    if (!kk_callable(vm, args.pos[0]))
        return kk_raise(vm, KK_TypeError, "first argument must be callable");
    if (args.pos[1] == kk_none)
        return kk_raise(vm, KK_TypeError, "instance must not be None");
    Value m = kk_object_new(vm, &kk_type_method, 0);
    if (m == KK_ERROR)
        return KK_ERROR;
    method_obj(m)->function = args.pos[0];
    method_obj(m)->self = args.pos[1];
    return m;
}

static const TypeSlots method_slots = {
    .make = make, .repr = repr, .call = call, .hash = kk_method_hash, .compare = kk_method_compare,
    .rare = &(const RareSlots){.getattr = getattr, .setattr = setattr},
};
KK_TYPE(method, object) = {KK_TYPE_HEAD(method, object, &kk_method_layout, TYPE_FINAL), .slots = &method_slots};
