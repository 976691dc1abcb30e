/*
 * super.c: attribute access that begins behind a class in the MRO.
 *
 * super() without arguments is the compiler's business: it calls super(__class__, first argument).
 *
 * Layer: types.   Tests: tests/types/super/.
 */
#include "object/attr.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"

typedef struct SuperObj {
    uintptr_t header;
    Value cls;       /* the search begins behind this one */
    Value self;      /* an instance or a subclass of cls; KK_UNSET: unbound */
    Value self_type; /* whose MRO is searched; KK_UNSET: unbound */
} SuperObj;

static SuperObj *super_of(Value v) { return KK_OBJ(SuperObj, v); }

/* The class whose MRO is searched for super(cls, obj). @raises TypeError */
KK_MUST_CHECK static Value search_type(Vm *vm, Value cls, Value obj)
{
    const TypeObj *type = KK_OBJ(const TypeObj, cls);
    if (kk_type_is(obj) && kk_type_is_subclass(KK_OBJ(const TypeObj, obj), type))
        return obj;
    if (kk_is(obj, type))
        return KK_REF(kk_type_of(obj));
    /* A proxy may say that it is an instance. */
    Value claimed = kk_getattr_opt(vm, obj, KK_N(__class__));
    if (claimed == KK_UNSET && kk_failed(vm))
        return KK_ERROR;
    if (claimed != KK_UNSET && kk_type_is(claimed) &&
        kk_type_is_subclass(KK_OBJ(const TypeObj, claimed), type))
        return claimed;
    return kk_raise(vm, KK_TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

/* obj KK_UNSET: unbound. */
KK_MUST_CHECK static bool set_up(Vm *vm, Value super, Value cls, Value obj)
{
    Value self_type = KK_UNSET;
    if (obj != KK_UNSET && (self_type = search_type(vm, cls, obj)) == KK_ERROR)
        return false;
    super_of(super)->cls = cls;
    super_of(super)->self = obj;
    super_of(super)->self_type = self_type;
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    if (kk_dict_any(kw))
        return kk_raise_false(vm, KK_TypeError, "super() takes no keyword arguments");
    if (args.n == 0) {
        /* The compiler passes them, where there are any. */
        uint32_t line;
        Value code = kk_vm_frame_code(vm, 0, &line);
        bool some = code != KK_UNSET && kk_code_npos(KK_OBJ(const CodeObj, code)) != 0;
        return kk_raise_false(vm, KK_RuntimeError, some ? "super(): __class__ cell not found" : "super(): no arguments");
    }
    if (args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "super() expected at most 2 arguments, got %zu", args.n);
    if (!kk_type_is(args.pos[0]))
        return kk_raise_false(vm, KK_TypeError, "super() argument 1 must be a type, not %T", args.pos[0]);
    Value obj = args.n == 2 && args.pos[1] != kk_none ? args.pos[1] : KK_UNSET;
    return set_up(vm, self, args.pos[0], obj);
}

static Value getattr(Vm *vm, Value self, Value name)
{
    SuperObj *s = super_of(self);
    if (s->self == KK_UNSET || name == KK_N(__class__))
        return kk_attr_generic_get(vm, self, name);
    const TypeObj *type = KK_OBJ(const TypeObj, s->self_type);
    Value raw = kk_type_lookup_after(vm, type, KK_OBJ(const TypeObj, s->cls), name);
    if (raw == KK_UNSET)
        return kk_attr_generic_get(vm, self, name);
    return kk_attr_bind(vm, raw, s->self == s->self_type ? KK_UNSET : s->self, type);
}

/* An unbound super in a class is bound when it is seen through an instance. */
static Value get(Vm *vm, Value self, Value obj, Value cls)
{
    if (obj == KK_UNSET || super_of(self)->self != KK_UNSET)
        return self;
    /* A subclass may want to do this its own way. */
    if (kk_type_of(self) != &kk_type_super) {
        Value args[] = {super_of(self)->cls, obj};
        return super_of(self)->cls == KK_UNSET ? kk_call0(vm, KK_REF(kk_type_of(self)))
                                               : kk_call(vm, KK_REF(kk_type_of(self)), args, 2);
    }
    Value bound = make(vm, KK_REF(&kk_type_super), KK_NO_ARGS, KK_UNSET);
    return bound != KK_ERROR && set_up(vm, bound, super_of(self)->cls, obj) ? bound : KK_ERROR;
}

static Value repr(Vm *vm, Value self)
{
    SuperObj *s = super_of(self);
    const TypeObj *cls = KK_OBJ(const TypeObj, s->cls);
    if (cls == NULL)
        return kk_format_message(vm, "<super: <class 'NULL'>, NULL>");
    if (s->self_type == KK_UNSET)
        return kk_format_message(vm, "<super: <class '%N'>, NULL>", cls);
    return kk_format_message(vm, "<super: <class '%N'>, <%N object>>", cls, KK_OBJ(const TypeObj, s->self_type));
}

static Value or_none(Value v) { return v == KK_UNSET ? kk_none : v; }

KK_GETTER(super, __thisclass__)
Value kk_super_this_class(Vm *vm, Value self) { return or_none(super_of(self)->cls); }
KK_GETTER(super, __self__)
Value kk_super_self(Vm *vm, Value self) { return or_none(super_of(self)->self); }
KK_GETTER(super, __self_class__)
Value kk_super_self_class(Vm *vm, Value self) { return or_none(super_of(self)->self_type); }

static const Layout super_layout = {4, 0xE, TAIL_NONE, 0};
static const TypeSlots super_slots = {
    .make = make, .init = init, .repr = repr, .rare = &(const RareSlots){.getattr = getattr, .get = get},
};
KK_TYPE(super, object) = {
    KK_TYPE_HEAD(super, object, &super_layout, 0),
    .slots = &super_slots,
};
