/*
 * method_kinds.c: staticmethod and classmethod.
 *
 * Layer: types.   Tests: tests/types/staticmethod/, tests/types/classmethod/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"

typedef struct WrapperObj {
    uintptr_t header;
    Value function;
} WrapperObj;

static Value function_of(Value v)
{
    Value f = KK_OBJ(WrapperObj, v)->function;
    return f == KK_UNSET ? kk_none : f;
}

static Value make(Vm *vm, Value cls, Args args)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

KK_MUST_CHECK static bool take_function(Vm *vm, Value self, Args args, const char *name)
{
    if (args.kw != KK_UNSET && kk_dict_len(args.kw) > 0)
        return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", name);
    if (args.n != 1)
        return kk_raise_false(vm, KK_TypeError, "%s expected 1 argument, got %zu", name, args.n);
    KK_OBJ(WrapperObj, self)->function = args.pos[0];
    return true;
}

static bool init_static(Vm *vm, Value self, Args args) { return take_function(vm, self, args, "staticmethod"); }
static bool init_class(Vm *vm, Value self, Args args) { return take_function(vm, self, args, "classmethod"); }

static Value get_static(Vm *vm, Value self, Value obj, Value cls) { return function_of(self); }

/* Functions are bound to the class; what is a descriptor itself decides for itself. */
static Value get_class(Vm *vm, Value self, Value obj, Value cls)
{
    Value f = function_of(self);
    const TypeObj *type = kk_type_of(f);
    bool binds = type->slots->get != NULL ||
                 ((type->flags & TYPE_HEAP) != 0 && kk_class_attr(vm, type, KK_N(__get__)) != KK_UNSET);
    if (kk_desc_is(f, &kk_type_function) || kk_native_is(f) || !binds)
        return kk_method_new(vm, f, cls);
    return kk_attr_bind(vm, f, cls, KK_OBJ(const TypeObj, cls));
}

static Value call_static(Vm *vm, Value self, Args args) { return kk_call_kw(vm, function_of(self), args); }

static Value repr_static(Vm *vm, Value self)
{
    return kk_format_message(vm, "<staticmethod(%R)>", function_of(self));
}
static Value repr_class(Vm *vm, Value self)
{
    return kk_format_message(vm, "<classmethod(%R)>", function_of(self));
}

/* ---- attributes ---- */

KK_GETTER(staticmethod, __func__)
Value kk_method_kinds_static_func(Vm *vm, Value self) { return function_of(self); }
KK_GETTER(staticmethod, __wrapped__)
Value kk_method_kinds_static_wrapped(Vm *vm, Value self) { return function_of(self); }
KK_GETTER(classmethod, __func__)
Value kk_method_kinds_class_func(Vm *vm, Value self) { return function_of(self); }
KK_GETTER(classmethod, __wrapped__)
Value kk_method_kinds_class_wrapped(Vm *vm, Value self) { return function_of(self); }

/* Names that a wrapper shows as its function has them. */
static bool is_shared(Value name)
{
    return name == KK_N(__name__) || name == KK_N(__qualname__) || name == KK_N(__doc__) ||
           name == KK_N(__module__) || name == KK_N(__annotations__);
}

static Value getattr(Vm *vm, Value self, Value name)
{
    if (is_shared(name)) {
        Value value = kk_getattr_opt(vm, function_of(self), name);
        if (value != KK_UNSET || kk_failed(vm))
            return value;
    }
    if (name == KK_N(__isabstractmethod__)) {
        bool abstract = false;
        Value mark = kk_getattr_opt(vm, function_of(self), name);
        if (mark == KK_UNSET ? kk_failed(vm) : !kk_truth(vm, mark, &abstract))
            return KK_ERROR;
        return kk_bool(abstract);
    }
    return kk_attr_generic_get(vm, self, name);
}

static const Layout wrapper_layout = {2, 1u << 1, TAIL_NONE, 0};
static const TypeSlots static_slots = {.make = make, .init = init_static, .call = call_static,
                                       .repr = repr_static, .getattr = getattr, .get = get_static};
static const TypeSlots class_slots = {
    .make = make, .init = init_class, .repr = repr_class, .getattr = getattr, .get = get_class};
KK_TYPE(staticmethod, object) = {
    KK_TYPE_HEAD(staticmethod, object, &wrapper_layout, 0),
    .slots = &static_slots,
};
KK_TYPE(classmethod, object) = {
    KK_TYPE_HEAD(classmethod, object, &wrapper_layout, 0),
    .slots = &class_slots,
};
