/*
 * object.c: the type `object`: what every value can do.
 *
 * Layer: types.   Tests: tests/types/object/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/shape.h"
#include "object/strbuf.h"
#include "types/func.h"
#include "types/list.h"
#include "types/mappingproxy.h"
#include "types/tuple.h"
#include "types/slots.h"
#include "types/type.h"
#include "types/weakref.h"

/* "0x7f12...": an address for reprs. */
KK_MUST_CHECK static bool add_address(StrBuf *b, Value v)
{
    char digits[2 * sizeof v];
    size_t at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[v & 15];
        v >>= 4;
    } while (v != 0);
    return kk_strbuf_add_text(b, "0x") && kk_strbuf_add(b, (Span){(const uint8_t *)digits + at, sizeof digits - at});
}

Value kk_repr_at(Vm *vm, const char *kind, Value name, Value v)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add_text(&b, "<") && kk_strbuf_add_text(&b, kind) && kk_strbuf_add_text(&b, " ") &&
                kk_strbuf_add_str(&b, name) && kk_strbuf_add_text(&b, " at ") && add_address(&b, v) &&
                kk_strbuf_add_text(&b, ">");
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

Value kk_object_repr(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    Value module = kk_type_get_module(vm, KK_REF(type)), name = kk_type_get_qualname(vm, KK_REF(type));
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add_text(&b, "<");
    if (fine && module != KK_N(builtins) && kk_ref_is(module) && kk_str_is(module))
        fine = kk_strbuf_add_str(&b, module) && kk_strbuf_add_text(&b, ".");
    fine = fine && kk_strbuf_add_str(&b, name) && kk_strbuf_add_text(&b, " object at ") && add_address(&b, v) &&
           kk_strbuf_add_text(&b, ">");
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

static bool has_args(Args args, Value kw) { return args.n != 0 || kk_dict_any(kw); }

/* The class has a method of that name that is not object's. */
static bool overrides(Vm *vm, const TypeObj *type, Value name)
{
    Value raw = kk_class_attr(vm, type, name);
    return raw != kk_type_own(&kk_type_object, name) &&
           raw != kk_native_of(vm, kk_type_own(&kk_type_object, name), &kk_type_object);
}

/* Arguments are for a __new__ or an __init__ of the class: one of them is left over when only the other is there. */
static Value object_make(Vm *vm, Value cls, Args args, Value kw)
{
    const TypeObj *type = KK_OBJ(const TypeObj, cls);
    if (has_args(args, kw)) {
        if (overrides(vm, type, KK_N(__new__)))
            return kk_raise(vm, KK_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (!overrides(vm, type, KK_N(__init__)))
            return kk_raise(vm, KK_TypeError, "%N() takes no arguments", type);
    }
    return (type->flags & TYPE_ABSTRACT) != 0 ? kk_type_refuse_abstract(vm, type) : kk_object_new(vm, type, 0);
}

static bool object_init(Vm *vm, Value self, Args args, Value kw)
{
    const TypeObj *type = kk_type_of(self);
    if (!has_args(args, kw))
        return true;
    if (overrides(vm, type, KK_N(__init__)))
        return kk_raise_false(vm, KK_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (type->native->slots->make == object_make && !overrides(vm, type, KK_N(__new__)))
        return kk_raise_false(vm, KK_TypeError, "%N.__init__() takes exactly one argument (the instance to initialize)",
                              type);
    return true;
}

/* ---- methods ---- */

/* The text that shows the object to a programmer. */
KK_METHOD(object, __repr__, "()")
Value kk_object_dunder_repr(Vm *vm, Value self, Args args) { return kk_object_repr(vm, self); }

/* The text that shows the object to a user: its repr. */
KK_METHOD(object, __str__, "()")
Value kk_object_dunder_str(Vm *vm, Value self, Args args)
{
    /* A class that wraps a native value has that value's text unless it says otherwise. */
    return kk_repr(vm, self);
}

/* The text of the object by a format specification. */
KK_METHOD(object, __format__, "(format_spec, /)")
Value kk_object_dunder_format(Vm *vm, Value self, Args args)
{
    Value spec = kk_as_kind(args.pos[0], KIND_STR);
    if (spec == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "__format__() argument must be str, not %T", args.pos[0]);
    if (kk_len_of(spec) != 0)
        return kk_raise(vm, KK_TypeError, "unsupported format string passed to %T.__format__", self);
    return kk_str(vm, self);
}

/* The same object. */
KK_METHOD(object, __eq__, "(value, /)")
Value kk_object_dunder_eq(Vm *vm, Value self, Args args)
{
    return self == args.pos[0] ? kk_true : kk_not_implemented;
}

/* Objects have no order. */
KK_METHOD(object, __lt__, "(value, /)")
Value kk_object_dunder_lt(Vm *vm, Value self, Args args) { return kk_not_implemented; }
/* Objects have no order. */
KK_METHOD(object, __le__, "(value, /)")
Value kk_object_dunder_le(Vm *vm, Value self, Args args) { return kk_not_implemented; }
/* Objects have no order. */
KK_METHOD(object, __gt__, "(value, /)")
Value kk_object_dunder_gt(Vm *vm, Value self, Args args) { return kk_not_implemented; }
/* Objects have no order. */
KK_METHOD(object, __ge__, "(value, /)")
Value kk_object_dunder_ge(Vm *vm, Value self, Args args) { return kk_not_implemented; }

/* The opposite of __eq__. */
KK_METHOD(object, __ne__, "(value, /)")
Value kk_object_dunder_ne(Vm *vm, Value self, Args args)
{
    bool found, equal;
    Value r = kk_call_special(vm, self, KK_N(__eq__), args.pos, 1, &found);
    if (!found || r == KK_ERROR || r == kk_not_implemented)
        return found ? r : kk_not_implemented;
    return kk_truth(vm, r, &equal) ? kk_bool(!equal) : KK_ERROR;
}

/* A number that is the same for equal objects. */
KK_METHOD(object, __hash__, "()")
Value kk_object_dunder_hash(Vm *vm, Value self, Args args)
{
    uintptr_t hash;
    return kk_hash_identity(vm, self, &hash) ? kk_int_new(vm, (intptr_t)hash) : KK_ERROR;
}

/* The attribute of that name. */
KK_METHOD(object, __getattribute__, "(name, /)")
Value kk_object_dunder_getattribute(Vm *vm, Value self, Args args)
{
    Value name = kk_attr_name(vm, args.pos[0]);
    if (name == KK_ERROR)
        return KK_ERROR;
    const TypeObj *native = kk_type_of(self)->native;
    if (kk_rare_of(native->slots)->getattr != NULL) {
        Value v = kk_rare_of(native->slots)->getattr(vm, self, name);
        return v == KK_UNSET && !kk_failed(vm) ? kk_attr_missing(vm, self, name) : v;
    }
    return kk_attr_generic_get(vm, self, name);
}

KK_MUST_CHECK static Value set_attribute(Vm *vm, Value self, Value name, Value value)
{
    Value str = kk_attr_name(vm, name);
    if (str == KK_ERROR)
        return KK_ERROR;
    if (kk_type_is(self))
        return kk_raise(vm, KK_TypeError, "can't apply this %s to %T object", value == KK_UNSET ? "__delattr__" : "__setattr__",
                        self);
    const TypeObj *native = kk_type_of(self)->native;
    bool fine = kk_rare_of(native->slots)->setattr != NULL ? kk_rare_of(native->slots)->setattr(vm, self, str, value)
                                               : kk_attr_generic_set(vm, self, str, value);
    return fine ? kk_none : KK_ERROR;
}

/* Sets an attribute. */
KK_METHOD(object, __setattr__, "(name, value, /)")
Value kk_object_dunder_setattr(Vm *vm, Value self, Args args) { return set_attribute(vm, self, args.pos[0], args.pos[1]); }

/* Deletes an attribute. */
KK_METHOD(object, __delattr__, "(name, /)")
Value kk_object_dunder_delattr(Vm *vm, Value self, Args args) { return set_attribute(vm, self, args.pos[0], KK_UNSET); }

/* Initialises a fresh instance: nothing to do for a plain object. */
KK_METHOD(object, __init__, "(*args, **kwargs)")
Value kk_object_dunder_init(Vm *vm, Value self, Args args, Value kw)
{
    return object_init(vm, self, args, kw) ? kk_none : KK_ERROR;
}

/* The names of the attributes. */
KK_METHOD(object, __dir__, "()")
Value kk_object_dunder_dir(Vm *vm, Value self, Args args) { return kk_attr_dir(vm, self); }

/* Bytes that the object takes, without what it refers to. */
KK_METHOD(object, __sizeof__, "()")
Value kk_object_dunder_sizeof(Vm *vm, Value self, Args args)
{
    return kk_int_new(vm, kk_ref_is(self) ? (intptr_t)kk_layout_size((const void *)self) : 0);
}

/* Called for each class that derives from it. */
KK_CLASSMETHOD(object, __init_subclass__, "(**kwargs)")
Value kk_object_dunder_init_subclass(Vm *vm, Value self, Args args, Value kw)
{
    if (kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "%N.__init_subclass__() takes no keyword arguments", KK_OBJ(const TypeObj, self));
    return kk_none;
}

/* What abstract base classes override: NotImplemented leaves the answer to the MRO. */
KK_CLASSMETHOD(object, __subclasshook__, "(subclass, /)")
Value kk_object_dunder_subclasshook(Vm *vm, Value self, Args args) { return kk_not_implemented; }

/* The documentation of a class goes before it. */
KK_TYPE_CONST(object, __doc__, kk_none)

/* The class of the object. */
KK_GETTER(object, __class__)
Value kk_object_get_class(Vm *vm, Value self) { return KK_REF(kk_type_of(self)); }

/* Instances change their class: the attributes go along, by way of a dict. */
KK_SETTER(object, __class__)
bool kk_object_set_class(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can't delete __class__ attribute");
    if (!kk_type_is(value))
        return kk_raise_false(vm, KK_TypeError, "__class__ must be set to a class, not '%T' object", value);
    const TypeObj *to = KK_OBJ(const TypeObj, value), *from = kk_type_of(self);
    bool modules = to->native == &kk_type_module && from->native == &kk_type_module;
    if (!modules && (!kk_shape_is(kk_desc_of(self)) || (to->flags & TYPE_HEAP) == 0))
        return kk_raise_false(vm, KK_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (to->native != from->native || (modules ? kk_slots_adder(to) != NULL : !kk_slots_compatible(from, to)))
        return kk_raise_false(vm, KK_TypeError, "__class__ assignment: '%N' object layout differs from '%N'", to, from);
    if (modules && !kk_shape_is(kk_desc_of(self))) {
        /* A module keeps its attributes in its namespace: it needs no slots. */
        *(uintptr_t *)self = (uintptr_t)&to->desc;
        return true;
    }
    bool watched = (from->flags & TYPE_HAS_DEL) != 0 || (to->flags & TYPE_HAS_DEL) == 0;
    return kk_shape_change_class(vm, self, to) && (watched || kk_weak_add(vm, &vm->doomed, self));
}

/* The first weak reference to the object, or None. */
KK_GETTER(object, __weakref__)
Value kk_object_get_weakref(Vm *vm, Value self)
{
    if (!kk_weakref_allowed(self) || (kk_type_of(self)->flags & TYPE_HEAP) == 0)
        return kk_attr_missing(vm, self, KK_N(__weakref__));
    Value ref = kk_weakref_first(vm, self);
    return ref == KK_UNSET ? kk_none : ref;
}

/* The attributes of the instance, a live dict. */
KK_GETTER(object, __dict__)
Value kk_object_get_dict(Vm *vm, Value self)
{
    if (kk_type_is(self))
        return kk_mappingproxy_of_class(vm, self);
    if (kk_type_of(self)->native == &kk_type_module)
        return kk_getattr(vm, self, KK_N(__dict__));
    if (!kk_shape_is(kk_desc_of(self)) || (kk_type_of(self)->flags & TYPE_SLOTS_ONLY) != 0)
        return kk_attr_missing(vm, self, KK_N(__dict__));
    return kk_instance_dict(vm, self);
}

KK_SETTER(object, __dict__)
bool kk_object_set_dict(Vm *vm, Value self, Value value)
{
    if (kk_type_is(self) || kk_type_of(self)->native == &kk_type_module)
        return kk_raise_false(vm, KK_AttributeError, "attribute '__dict__' of '%T' objects is not writable", self);
    if (!kk_shape_is(kk_desc_of(self)))
        return kk_attr_missing(vm, self, KK_N(__dict__)) != KK_ERROR;
    if (value == KK_UNSET) { /* deleted: an empty one from now on */
        value = kk_dict_new(vm, 0);
        if (value == KK_ERROR)
            return false;
    }
    Value dict = kk_as_kind(value, KIND_DICT);
    if (dict == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    return kk_instance_set_dict(vm, self, dict);
}

/* ---- dir ---- */

KK_MUST_CHECK static bool note_name(Vm *vm, void *ctx, Value name, Value value)
{
    return kk_dict_set(vm, *(Value *)ctx, name, kk_none);
}

KK_MUST_CHECK static bool note_dict(Vm *vm, Value names, Value dict)
{
    Value name, value;
    for (size_t at = 0; kk_dict_next(dict, &at, &name, &value);) {
        if (!kk_dict_set(vm, names, name, kk_none))
            return false;
    }
    return true;
}

KK_MUST_CHECK static bool note_type(Vm *vm, Value names, const TypeObj *type)
{
    for (uintptr_t i = 0; (type->flags & TYPE_HEAP) == 0 && i < kk_native_count(type->rom); i++) {
        if (!kk_dict_set(vm, names, kk_native_entry(type->rom, i).name, kk_none))
            return false;
    }
    for (size_t i = 0; (type->flags & TYPE_HEAP) == 0 && i < kk_special_count(); i++) {
        Value name = kk_special_name(i);
        if (kk_special_of_slots(type, name) != KK_UNSET && !kk_dict_set(vm, names, name, kk_none))
            return false;
    }
    return (type->flags & TYPE_HEAP) == 0 || note_dict(vm, names, type->dict);
}

KK_MUST_CHECK static bool note_types(Vm *vm, Value names, Value type)
{
    Value mro = kk_type_mro(vm, type);
    for (size_t i = 0; mro != KK_ERROR && i < kk_len_of(mro); i++) {
        if (!note_type(vm, names, KK_OBJ(const TypeObj, kk_tuple_at(mro, i))))
            return false;
    }
    return mro != KK_ERROR;
}

/* The names of a module: its own dict and its table. */
KK_MUST_CHECK static bool note_module(Vm *vm, Value names, Value v)
{
    const ModuleObj *module = KK_OBJ(const ModuleObj, v);
    const RomTable *rom = module->native == NULL ? NULL : module->native->rom;
    for (uintptr_t i = 0; rom != NULL && i < kk_native_count(rom); i++) {
        if (!kk_dict_set(vm, names, kk_native_entry(rom, i).name, kk_none))
            return false;
    }
    return note_dict(vm, names, module->dict);
}

/* The names of a function: those set, too. Of another callable: those of its type. */
KK_MUST_CHECK static bool note_function(Vm *vm, Value names, Value v)
{
    Value dict = kk_desc_is(v, &kk_type_function) ? KK_OBJ(const FunctionObj, v)->dict : KK_UNSET;
    return (dict == KK_UNSET || note_dict(vm, names, dict)) && note_types(vm, names, KK_REF(kk_type_of(v)));
}

Value kk_attr_dir(Vm *vm, Value obj)
{
    Value names = kk_dict_new(vm, 0);
    if (names == KK_ERROR)
        return KK_ERROR;
    bool fine;
    if (kk_type_is(obj))
        fine = note_types(vm, names, obj);
    else if (kk_desc_is(obj, &kk_type_module))
        fine = note_module(vm, names, obj);
    else if (kk_desc_is(obj, &kk_type_function))
        fine = note_function(vm, names, obj);
    else if (kk_desc_is(obj, &kk_type_method))
        fine = note_function(vm, names, KK_OBJ(const MethodObj, obj)->function) && note_types(vm, names, KK_REF(&kk_type_method));
    else
        fine = (!kk_shape_is(kk_desc_of(obj)) || kk_instance_each(vm, obj, note_name, &names)) &&
               note_types(vm, names, KK_REF(kk_type_of(obj)));
    Value list = fine ? kk_list_new(vm, kk_dict_len(names)) : KK_ERROR;
    if (list == KK_ERROR || !kk_list_extend(vm, list, names))
        return KK_ERROR;
    return kk_call_method(vm, list, KK_N(sort), NULL, 0) == KK_ERROR ? KK_ERROR : list;
}

static const TypeSlots object_slots = {.make = object_make, .init = object_init};
static const Layout object_layout = {1, 0, TAIL_NONE, 0};
KK_TYPE(object, object) = {
    .desc = {KK_REF(&kk_type_type), &object_layout, KK_REF(&kk_type_object), 0},
    .name = KK_N(object), .native = &kk_type_object, .rom = &kk_rom_object, .slots = &object_slots};
