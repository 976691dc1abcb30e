/*
 * property.c: property, and the native properties of built-in types.
 *
 * Layer: types.   Tests: tests/types/property/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "types/keywords.h"

/* ---- property ---- */

typedef struct PropertyObj {
    uintptr_t header;
    Value get, set, del; /* KK_UNSET: there is none */
    Value doc;           /* KK_UNSET: that of the getter. Instances of subclasses have it as an attribute */
    Value name;          /* as __set_name__ was told, or KK_UNSET */
    Value doc_given;     /* KK_INT(1): the constructor got it */
} PropertyObj;

static PropertyObj *property_of(Value v) { return KK_OBJ(PropertyObj, v); }

/* "property 'x' of 'C' object has no getter"; what is one of getter, setter, deleter. */
KK_SAYS(lacks, 3)
static bool lacks(Vm *vm, Value self, Value obj, const char *what)
{
    Value name = property_of(self)->name, type = KK_REF(kk_type_of(obj));
    Value qualname = kk_getattr(vm, type, KK_N(__qualname__));
    if (qualname == KK_ERROR)
        return false;
    if (name == KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "property of %R object has no %s", qualname, what);
    return kk_raise_false(vm, KK_AttributeError, "property %R of %R object has no %s", name, qualname, what);
}

static Value get(Vm *vm, Value self, Value obj, Value cls)
{
    if (obj == KK_UNSET)
        return self;
    Value getter = property_of(self)->get;
    if (getter != KK_UNSET)
        return kk_call1(vm, getter, obj);
    (void)lacks(vm, self, obj, "getter");
    return KK_ERROR;
}

static bool set(Vm *vm, Value self, Value obj, Value value)
{
    PropertyObj *p = property_of(self);
    Value f = value == KK_UNSET ? p->del : p->set;
    if (f == KK_UNSET)
        return lacks(vm, self, obj, value == KK_UNSET ? "deleter" : "setter");
    return (value == KK_UNSET ? kk_call1(vm, f, obj) : kk_call2(vm, f, obj, value)) != KK_ERROR;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

/* None stands for absent in all four arguments. */
static Value unless_none(Value v) { return v == kk_none ? KK_UNSET : v; }

static Value or_none(Value v) { return v == KK_UNSET ? kk_none : v; }

KK_GETTER(property, __doc__)
Value kk_property_doc(Vm *vm, Value self)
{
    PropertyObj *p = property_of(self);
    if (p->doc != KK_UNSET || p->get == KK_UNSET)
        return or_none(p->doc);
    Value doc = kk_getattr_opt(vm, p->get, KK_N(__doc__));
    return doc == KK_UNSET && !kk_failed(vm) ? kk_none : doc;
}

/* The __doc__ of a subclass would hide that of the property: its instances get an attribute. */
KK_MUST_CHECK static bool copy_doc(Vm *vm, Value self)
{
    Value doc = kk_property_doc(vm, self);
    return doc != KK_ERROR && kk_setattr(vm, self, KK_N(__doc__), doc);
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    const Value names[] = {KK_N(fget), KK_N(fset), KK_N(fdel), KK_N(doc)};
    Value given[4];
    if (!kk_keywords_bind(vm, "property", args, kw, names, 4, given))
        return false;
    PropertyObj *p = property_of(self);
    p->get = unless_none(given[0]);
    p->set = unless_none(given[1]);
    p->del = unless_none(given[2]);
    p->doc = unless_none(given[3]);
    p->doc_given = KK_INT(p->doc != KK_UNSET);
    return kk_type_of(self) == &kk_type_property || (p->get == KK_UNSET && p->doc == KK_UNSET) || copy_doc(vm, self);
}

/* A property like self but with other functions; an instance of the same class. */
KK_MUST_CHECK static Value derive(Vm *vm, Value self, Value getter, Value setter, Value deleter)
{
    PropertyObj *p = property_of(self);
    bool from_getter = p->doc_given != KK_INT(1);
    Value f[] = {getter == kk_none ? p->get : getter, setter == kk_none ? p->set : setter,
                 deleter == kk_none ? p->del : deleter, from_getter ? KK_UNSET : p->doc};
    for (size_t i = 0; i < 4; i++) {
        if (f[i] == KK_UNSET)
            f[i] = kk_none;
    }
    Value fresh = kk_call(vm, KK_REF(kk_type_of(self)), f, 4);
    if (fresh != KK_ERROR && kk_is(fresh, &kk_type_property))
        property_of(fresh)->name = property_of(self)->name;
    return fresh;
}

/* A copy of the property with another getter: a decorator. */
KK_METHOD(property, getter, "(fget, /)")
Value kk_property_getter(Vm *vm, Value self, Args args)
{
    return derive(vm, self, args.pos[0], kk_none, kk_none);
}

/* A copy of the property with another setter: a decorator. */
KK_METHOD(property, setter, "(fset, /)")
Value kk_property_setter(Vm *vm, Value self, Args args)
{
    return derive(vm, self, kk_none, args.pos[0], kk_none);
}

/* A copy of the property with another deleter: a decorator. */
KK_METHOD(property, deleter, "(fdel, /)")
Value kk_property_deleter(Vm *vm, Value self, Args args)
{
    return derive(vm, self, kk_none, kk_none, args.pos[0]);
}

/* Tells the property the name that messages call it by. */
KK_METHOD(property, __set_name__, "(*args)")
Value kk_property_set_name(Vm *vm, Value self, Args args)
{
    if (args.n != 2)
        return kk_raise(vm, KK_TypeError, "__set_name__() takes 2 positional arguments but %zu were given", args.n);
    property_of(self)->name = args.pos[1];
    return kk_none;
}

KK_GETTER(property, fget)
Value kk_property_fget(Vm *vm, Value self) { return or_none(property_of(self)->get); }
KK_GETTER(property, fset)
Value kk_property_fset(Vm *vm, Value self) { return or_none(property_of(self)->set); }
KK_GETTER(property, fdel)
Value kk_property_fdel(Vm *vm, Value self) { return or_none(property_of(self)->del); }

KK_SETTER(property, __doc__)
bool kk_property_set_doc(Vm *vm, Value self, Value value)
{
    property_of(self)->doc = or_none(value);
    return true;
}

/* One of the functions is abstract: stores that in *abstract. */
KK_MUST_CHECK static bool is_abstract(Vm *vm, Value f, bool *abstract)
{
    if (f == KK_UNSET)
        return true;
    Value mark = kk_getattr_opt(vm, f, KK_N(__isabstractmethod__));
    if (mark == KK_UNSET)
        return !kk_failed(vm);
    return kk_truth(vm, mark, abstract);
}

KK_GETTER(property, __isabstractmethod__)
Value kk_property_is_abstract(Vm *vm, Value self)
{
    bool abstract = false;
    if (!is_abstract(vm, property_of(self)->get, &abstract))
        return KK_ERROR;
    if (!abstract && !is_abstract(vm, property_of(self)->set, &abstract))
        return KK_ERROR;
    if (!abstract && !is_abstract(vm, property_of(self)->del, &abstract))
        return KK_ERROR;
    return kk_bool(abstract);
}

static const Layout property_layout = {7, 0x7E, TAIL_NONE, 0};
static const TypeSlots property_slots = {
    .make = make, .init = init, .rare = &(const RareSlots){.get = get, .set = set},
};
KK_TYPE(property, object) = {
    KK_TYPE_HEAD(property, object, &property_layout, 0),
    .slots = &property_slots,
};

/* ---- properties of built-in types ---- */

static const NativeProperty *native_of(Value v) { return KK_OBJ(const NativeProperty, v); }

/* The object as the C functions want it. @raises TypeError */
KK_MUST_CHECK static Value native_self(Vm *vm, const NativeProperty *p, Value obj)
{
    const TypeObj *owner = kk_native_owner(p);
    if (owner == NULL)
        return obj;
    if (!kk_is(obj, owner))
        return kk_raise(vm, KK_TypeError, "descriptor '%V' for '%N' objects doesn't apply to a '%T' object",
                        kk_native_name(p), owner, obj);
    return kk_type_wraps(owner) ? kk_unwrap(obj) : obj;
}

static Value native_get(Vm *vm, Value self, Value obj, Value cls)
{
    if (obj == KK_UNSET)
        return self;
    obj = native_self(vm, native_of(self), obj);
    return obj == KK_ERROR ? KK_ERROR : native_of(self)->get(vm, obj);
}

static bool native_set(Vm *vm, Value self, Value obj, Value value)
{
    const NativeProperty *p = native_of(self);
    obj = native_self(vm, p, obj);
    if (obj == KK_ERROR)
        return false;
    bool (*setter)(Vm *, Value, Value) = kk_native_setters[kk_native_number(p)];
    if (setter != NULL)
        return setter(vm, obj, value);
    const TypeObj *owner = kk_native_owner(p);
    if (owner == &kk_type_property || owner == &kk_type_range || owner == &kk_type_slice)
        return kk_raise_false(vm, KK_AttributeError, "readonly attribute");
    return kk_raise_false(vm, KK_AttributeError, "attribute '%V' of '%T' objects is not writable", kk_native_name(p), obj);
}

static Value native_repr(Vm *vm, Value self)
{
    const NativeProperty *p = native_of(self);
    const TypeObj *owner = kk_native_owner(p) != NULL ? kk_native_owner(p) : &kk_type_module;
    return kk_format_message(vm, "<attribute '%V' of '%N' objects>", kk_native_name(p), owner);
}

KK_GETTER(native_property, __name__)
Value kk_property_native_name(Vm *vm, Value self) { return kk_native_name(native_of(self)); }

KK_GETTER(native_property, __objclass__)
Value kk_property_native_class(Vm *vm, Value self)
{
    const TypeObj *owner = kk_native_owner(native_of(self));
    return owner == NULL ? KK_REF(&kk_type_module) : KK_REF(owner);
}

KK_GETTER(native_property, __qualname__)
Value kk_property_native_qualname(Vm *vm, Value self)
{
    Value owner = kk_getattr(vm, kk_property_native_class(vm, self), KK_N(__qualname__));
    return owner == KK_ERROR ? KK_ERROR : kk_format_message(vm, "%V.%V", owner, kk_native_name(native_of(self)));
}

static const Layout native_layout = {sizeof(NativeProperty) / sizeof(Value), 0, TAIL_NONE, 0};
static const TypeSlots native_slots = {
    .repr = native_repr, .rare = &(const RareSlots){.get = native_get, .set = native_set},
};
KK_TYPE(native_property, object) = {
    KK_TYPE_HEAD(native_property, object, &native_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &native_slots,
};
