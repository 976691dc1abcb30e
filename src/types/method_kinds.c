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
    Value dict; /* what was set, or KK_UNSET */
} WrapperObj;

static Value function_of(Value v)
{
    Value f = KK_OBJ(WrapperObj, v)->function;
    return f == KK_UNSET ? kk_none : f;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

KK_SAYS(take_function, 4)
KK_MUST_CHECK static bool take_function(Vm *vm, Value self, Args args, Value kw, const char *name)
{
    if (kk_dict_any(kw))
        return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", name);
    if (args.n != 1)
        return kk_raise_false(vm, KK_TypeError, "%s expected 1 argument, got %zu", name, args.n);
    KK_OBJ(WrapperObj, self)->function = args.pos[0];
    return true;
}

static bool init_static(Vm *vm, Value self, Args args, Value kw) { return take_function(vm, self, args, kw, "staticmethod"); }
static bool init_class(Vm *vm, Value self, Args args, Value kw) { return take_function(vm, self, args, kw, "classmethod"); }

static Value get_static(Vm *vm, Value self, Value obj, Value cls) { return function_of(self); }

/* Functions are bound to the class; what is a descriptor itself decides for itself. */
static Value get_class(Vm *vm, Value self, Value obj, Value cls)
{
    Value f = function_of(self);
    const TypeObj *type = kk_type_of(f);
    bool binds = kk_rare_of(type->slots)->get != NULL ||
                 ((type->flags & TYPE_HEAP) != 0 && kk_class_attr(vm, type, KK_N(__get__)) != KK_UNSET);
    if (kk_desc_is(f, &kk_type_function) || kk_native_is(f) || !binds)
        return kk_method_new(vm, f, cls);
    return kk_attr_bind(vm, f, cls, KK_OBJ(const TypeObj, cls));
}

static Value call_static(Vm *vm, Value self, Args args, Value kw) { return kk_call_kw(vm, function_of(self), args, kw); }

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
KK_GETTER(staticmethod, __wrapped__)
KK_GETTER(classmethod, __func__)
KK_GETTER(classmethod, __wrapped__)
Value kk_method_kinds_func(Vm *vm, Value self) { return function_of(self); }

/* What is set on the wrapper lies in its dict. Until there is one, the wrapper shows these of its function. */
static const Value shared[] = {KK_N(__module__), KK_N(__name__), KK_N(__qualname__), KK_N(__doc__), KK_N(__annotations__)};

static bool is_shared(Value name)
{
    for (size_t i = 0; i < KK_COUNT_OF(shared); i++) {
        if (shared[i] == name)
            return true;
    }
    return false;
}

KK_GETTER(staticmethod, __dict__)
KK_GETTER(classmethod, __dict__)
Value kk_method_kinds_dict(Vm *vm, Value self)
{
    WrapperObj *w = KK_OBJ(WrapperObj, self);
    if (w->dict != KK_UNSET)
        return w->dict;
    Value dict = kk_dict_new(vm, KK_COUNT_OF(shared));
    for (size_t i = 0; dict != KK_ERROR && i < KK_COUNT_OF(shared); i++) {
        Value v = kk_getattr_opt(vm, function_of(self), shared[i]);
        if (kk_failed(vm) || (v != KK_UNSET && !kk_dict_set(vm, dict, shared[i], v)))
            return KK_ERROR;
    }
    w->dict = dict;
    return dict;
}

KK_GETTER(staticmethod, __isabstractmethod__)
KK_GETTER(classmethod, __isabstractmethod__)
Value kk_method_kinds_is_abstract(Vm *vm, Value self)
{
    bool abstract = false;
    Value mark = kk_getattr_opt(vm, function_of(self), KK_N(__isabstractmethod__));
    if (mark == KK_UNSET ? kk_failed(vm) : !kk_truth(vm, mark, &abstract))
        return KK_ERROR;
    return kk_bool(abstract);
}

static Value getattr(Vm *vm, Value self, Value name)
{
    Value dict = KK_OBJ(WrapperObj, self)->dict;
    Value own = dict != KK_UNSET ? kk_dict_get_name(dict, name)
                : is_shared(name) ? kk_getattr_opt(vm, function_of(self), name)
                                  : KK_UNSET;
    return own != KK_UNSET || kk_failed(vm) ? own : kk_attr_generic_get(vm, self, name);
}

static bool setattr(Vm *vm, Value self, Value name, Value value)
{
    Value raw = kk_class_attr(vm, kk_type_of(self), name);
    if (raw != KK_UNSET && kk_attr_is_data_descriptor(vm, raw))
        return kk_attr_set_by(vm, raw, self, value);
    Value dict = kk_method_kinds_dict(vm, self);
    if (dict == KK_ERROR || value != KK_UNSET)
        return dict != KK_ERROR && kk_dict_set(vm, dict, name, value);
    bool found;
    return kk_dict_delete(vm, dict, name, &found) && (found || kk_attr_missing(vm, self, name) != KK_ERROR);
}

static const Layout wrapper_layout = {sizeof(WrapperObj) / sizeof(Value), 6, TAIL_NONE, 0};
static const TypeSlots static_slots = {
    .make = make, .init = init_static, .call = call_static, .repr = repr_static,
    .rare = &(const RareSlots){.getattr = getattr, .setattr = setattr, .get = get_static},
};
static const TypeSlots class_slots = {
    .make = make, .init = init_class, .repr = repr_class,
    .rare = &(const RareSlots){.getattr = getattr, .setattr = setattr, .get = get_class},
};
KK_TYPE(staticmethod, object) = {
    KK_TYPE_HEAD(staticmethod, object, &wrapper_layout, 0),
    .slots = &static_slots,
};
KK_TYPE(classmethod, object) = {
    KK_TYPE_HEAD(classmethod, object, &wrapper_layout, 0),
    .slots = &class_slots,
};
