/*
 * type.c: the type `type`: calling classes, attributes of classes.
 *
 * Making classes is in class.c.
 *
 * Layer: types.   Tests: tests/types/type/.
 */
#include "types/alias.h"
#include "types/type.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/shape.h"
#include "object/weak.h"
#include "types/class.h"
#include "types/list.h"
#include "types/mappingproxy.h"
#include "types/tuple.h"
#include "types/weakref.h"

static TypeObj *type_obj(Value v)
{
    return KK_OBJ(TypeObj, v);
}

/* ---- instantiation ---- */

bool kk_type_wraps(const TypeObj *native)
{
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        if (kk_kind_types[kind] == native)
            return true;
    }
    return false;
}

Value kk_type_make(Vm *vm, const TypeObj *cls, Args args, Value kw)
{
    const TypeObj *native = cls->native;
    if ((native->flags & TYPE_NO_NEW) != 0 || native->slots->make == NULL)
        return kk_raise(vm, KK_TypeError, "cannot create '%N' instances", cls);
    if ((cls->flags & TYPE_HEAP) == 0 || !kk_type_wraps(native))
        return native->slots->make(vm, KK_REF(cls), args, kw);
    /* The keywords of these are for an __init__ of the class. */
    bool for_init = kw != KK_UNSET && (native == &kk_type_float || native == &kk_type_tuple) &&
                    !kk_native_is(kk_class_attr(vm, cls, KK_N(__init__)));
    if (for_init)
        kw = KK_UNSET;
    Value value = native->slots->make(vm, KK_REF(native), args, kw);
    return value == KK_ERROR ? KK_ERROR : kk_object_wrap(vm, cls, value);
}

KK_MUST_CHECK static bool call_init(Vm *vm, Value self, Args args, Value kw, Value init)
{
    Value r;
    if (kk_desc_is(init, &kk_type_function)) {
        r = kk_call_with_self(vm, init, args, self, kw);
    } else {
        Value bound = kk_attr_bind(vm, init, self, kk_type_of(self));
        r = bound == KK_ERROR ? KK_ERROR : kk_call_kw(vm, bound, args, kw);
    }
    if (r == KK_ERROR)
        return false;
    if (r != kk_none)
        return kk_raise_false(vm, KK_TypeError, "__init__() should return None, not '%T'", r);
    return true;
}

/* What cls.__new__ gives: a __new__ written in Python, or the native one. */
KK_MUST_CHECK static Value call_new(Vm *vm, Value cls, Args args, Value kw, Value new)
{
    if (kk_native_is(new))
        return kk_type_make(vm, type_obj(cls), args, kw);
    Value f = kk_attr_bind(vm, new, KK_UNSET, type_obj(cls));
    return f == KK_ERROR ? KK_ERROR : kk_call_with_self(vm, f, args, cls, kw);
}

KK_MUST_CHECK static Value instantiate_class(Vm *vm, Value cls, Args args, Value kw)
{
    const TypeObj *type = type_obj(cls);
    Value new = kk_class_attr(vm, type, KK_N(__new__));
    Value self = call_new(vm, cls, args, kw, new);
    if (self == KK_ERROR || !kk_is(self, type))
        return self;
    Value init = kk_class_attr(vm, kk_type_of(self), KK_N(__init__));
    if (init == KK_UNSET)
        return self;
    /* object.__init__ has nothing to do, and no argument to refuse that was not refused above. */
    if (type->native == &kk_type_object && kk_native_is(init))
        return self;
    return call_init(vm, self, args, kw, init) ? self : KK_ERROR;
}

Value kk_type_call(Vm *vm, Value cls, Args args, Value kw)
{
    const TypeObj *type = type_obj(cls);
    if (kw != KK_UNSET && kk_dict_len(kw) == 0)
        kw = KK_UNSET;
    if (type == &kk_type_type && args.n == 1 && kw == KK_UNSET)
        return KK_REF(kk_type_of(args.pos[0]));
    if ((type->flags & TYPE_HEAP) != 0)
        return instantiate_class(vm, cls, args, kw);
    Value self = kk_type_make(vm, type, args, kw);
    if (self == KK_ERROR || type->slots->init == NULL || !kk_is(self, type))
        return self;
    /* type() may have made a class of a metaclass with an __init__. */
    if (type == &kk_type_type && kk_type_of(self) != type)
        return call_init(vm, self, args, kw, kk_class_attr(vm, kk_type_of(self), KK_N(__init__))) ? self : KK_ERROR;
    return type->slots->init(vm, self, args, kw) ? self : KK_ERROR;
}

/* type(name, bases, dict): self is the metaclass. */
static Value type_make(Vm *vm, Value meta, Args args, Value kw)
{
    if (args.n != 3)
        return meta == KK_REF(&kk_type_type)
                   ? kk_raise(vm, KK_TypeError, "type() takes 1 or 3 arguments")
                   : kk_raise(vm, KK_TypeError, "type.__new__() takes exactly 3 arguments (%zu given)", args.n);
    Value name = kk_as_kind(args.pos[0], KIND_STR);
    if (name == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "type.__new__() argument 1 must be str, not %T", args.pos[0]);
    Value bases = kk_as_kind(args.pos[1], KIND_TUPLE);
    if (bases == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "type.__new__() argument 2 must be tuple, not %T", args.pos[1]);
    Value dict = kk_as_kind(args.pos[2], KIND_DICT);
    if (dict == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "type.__new__() argument 3 must be dict, not %T", args.pos[2]);
    /* The bases may want a metaclass that makes classes its own way. */
    const TypeObj *winner = kk_type_derive_metaclass(vm, type_obj(meta), bases);
    if (winner == NULL)
        return KK_ERROR;
    Value new = winner == type_obj(meta) ? KK_UNSET : kk_class_attr(vm, winner, KK_N(__new__));
    if (new != KK_UNSET && !kk_native_is(new))
        return call_new(vm, KK_REF(winner), args, kw, new);
    return kk_type_new_class(vm, winner, name, bases, dict, kw);
}

/* type.__init__ accepts what __new__ took. */
static bool type_init(Vm *vm, Value self, Args args, Value kw)
{
    return true;
}

/* ---- attributes of a class ---- */

static Value type_getattr(Vm *vm, Value self, Value name)
{
    const TypeObj *cls = type_obj(self), *meta = kk_type_of(self);
    Value meta_raw = kk_class_attr(vm, meta, name);
    /* Classes have no slot for weak references that Python could see: this is about their instances. */
    if (name == KK_N(__weakref__))
        meta_raw = KK_UNSET;
    if (meta_raw != KK_UNSET && kk_attr_is_data_descriptor(vm, meta_raw) && kk_attr_has_get(vm, meta_raw))
        return kk_attr_bind(vm, meta_raw, self, meta);
    Value raw = kk_class_attr(vm, cls, name);
    if (raw != KK_UNSET)
        return kk_attr_bind(vm, raw, KK_UNSET, cls);
    if (meta_raw != KK_UNSET)
        return kk_attr_bind(vm, meta_raw, self, meta);
    return KK_UNSET;
}

/* Names that decide flags or caches of a class and of all that derive from it. */
static bool is_special(Value name)
{
    Span s = kk_str_span(name);
    return s.len > 4 && kk_rom_byte(s.at) == '_' && kk_rom_byte(s.at + 1) == '_';
}

static bool type_setattr(Vm *vm, Value self, Value name, Value value)
{
    TypeObj *cls = type_obj(self);
    Value meta_raw = kk_class_attr(vm, kk_type_of(self), name);
    if (meta_raw != KK_UNSET && (cls->flags & TYPE_HEAP) != 0 && kk_attr_is_data_descriptor(vm, meta_raw))
        return kk_attr_set_by(vm, meta_raw, self, value);
    if ((cls->flags & TYPE_HEAP) == 0)
        return kk_raise_false(vm, KK_TypeError, "cannot set '%V' attribute of immutable type '%N'", name, cls);
    Value old = kk_dict_get_name(cls->dict, name);
    if (value == KK_UNSET) {
        bool found;
        if (!kk_dict_delete(vm, cls->dict, name, &found))
            return false;
        if (!found) {
            (void)kk_attr_missing(vm, self, name);
            return false;
        }
    } else if (!kk_dict_set(vm, cls->dict, name, value)) {
        return false;
    }
    if (is_special(name) || (value != KK_UNSET && kk_attr_is_data_descriptor(vm, value))) {
        kk_attr_flush(vm);
        kk_type_update_flags(vm, cls);
    } else {
        kk_attr_changed(vm, name, old, value);
    }
    return true;
}

/* Where the module of a built-in type ends in its name, "re.Pattern"; 0: it is in builtins. */
static size_t dot_of(const TypeObj *cls)
{
    Span name = kk_str_span(cls->name);
    size_t at = (cls->flags & TYPE_HEAP) != 0 || name.len == 0 ? 0 : name.len - 1;
    while (at > 0 && kk_rom_byte(name.at + at) != '.')
        at--;
    return at;
}

/* The module that has a built-in type as a constant; builtins when it is there, or nowhere. */
static Value home_of(const TypeObj *cls)
{
    Value home = KK_UNSET;
    for (const NativeModule *const *m = kk_native_modules; *m != NULL; m++)
        for (size_t i = 0; i < kk_native_count((*m)->rom); i++) {
            if (kk_native_entry((*m)->rom, i).value != KK_REF(cls))
                continue;
            if ((*m)->name == KK_N(builtins))
                return KK_N(builtins);
            if (home == KK_UNSET)
                home = (*m)->name;
        }
    return home != KK_UNSET ? home : KK_N(builtins);
}

static Value type_repr(Vm *vm, Value self)
{
    const TypeObj *cls = type_obj(self);
    Value module = (cls->flags & TYPE_HEAP) != 0 ? kk_dict_get_name(cls->dict, KK_N(__module__))
                   : dot_of(cls) == 0 ? home_of(cls) : KK_UNSET;
    Value name = kk_type_part(cls)->qualname;
    if (name == KK_UNSET)
        name = cls->name;
    if (module == KK_UNSET || !kk_ref_is(module) || !kk_str_is(module) || module == KK_N(builtins))
        return kk_format_message(vm, "<class '%V'>", name);
    return kk_format_message(vm, "<class '%V.%V'>", module, name);
}

/* ---- what every class has ---- */

/* The name of the class. */
KK_GETTER(type, __name__)
Value kk_type_get_name(Vm *vm, Value self)
{
    Span name = kk_str_span(type_obj(self)->name);
    size_t at = dot_of(type_obj(self));
    return at == 0 ? type_obj(self)->name : kk_str_new(vm, kk_span_skip(name, at + 1));
}

bool kk_type_name_check(Vm *vm, Value name, bool is_doc)
{
    size_t bad, len;
    if (KK_WORD_BITS == 64 && !is_doc && kk_bytes_find(kk_str_span(name), (Span){(const uint8_t *)"", 1}) != NULL)
        return kk_raise_false(vm, KK_ValueError, "type name must not contain null characters");
    if (KK_WORD_BITS != 64 || kk_utf8_valid(kk_str_span(name), &bad, &len))
        return true;
    return kk_call_method(vm, name, KK_N(encode), NULL, 0) != KK_ERROR;
}

KK_SETTER(type, __name__)
bool kk_type_set_name(Vm *vm, Value self, Value value)
{
    Value name = value == KK_UNSET ? KK_UNSET : kk_as_kind(value, KIND_STR);
    if ((type_obj(self)->flags & TYPE_HEAP) == 0)
        return kk_raise_false(vm, KK_TypeError, "cannot set '__name__' attribute of immutable type '%N'", type_obj(self));
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot delete '__name__' attribute of immutable type '%N'",
                              type_obj(self));
    if (name == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can only assign string to %N.__name__, not '%T'", type_obj(self), value);
    if (!kk_type_name_check(vm, name, false))
        return false;
    if (kk_type_part(type_obj(self))->qualname == KK_UNSET)
        type_obj(self)->part->qualname = type_obj(self)->name;
    type_obj(self)->name = name;
    return true;
}

/* The dotted name of the class within its module. */
KK_GETTER(type, __qualname__)
Value kk_type_get_qualname(Vm *vm, Value self)
{
    Value qualname = kk_type_part(type_obj(self))->qualname;
    return qualname == KK_UNSET ? kk_type_get_name(vm, self) : qualname;
}

KK_SETTER(type, __qualname__)
bool kk_type_set_qualname(Vm *vm, Value self, Value value)
{
    if ((type_obj(self)->flags & TYPE_HEAP) == 0 || value == KK_UNSET || kk_as_kind(value, KIND_STR) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can only assign string to %N.__qualname__", type_obj(self));
    type_obj(self)->part->qualname = value;
    return true;
}

/* The module in which the class was defined. */
KK_GETTER(type, __module__)
Value kk_type_get_module(Vm *vm, Value self)
{
    const TypeObj *cls = type_obj(self);
    if ((cls->flags & TYPE_HEAP) == 0 && dot_of(cls) != 0)
        return kk_str_new(vm, (Span){kk_str_span(cls->name).at, dot_of(cls)});
    Value module = (cls->flags & TYPE_HEAP) == 0 ? KK_UNSET : kk_dict_get_name(cls->dict, KK_N(__module__));
    return module != KK_UNSET ? module : home_of(cls);
}

KK_SETTER(type, __module__)
bool kk_type_set_module(Vm *vm, Value self, Value value)
{
    if ((type_obj(self)->flags & TYPE_HEAP) == 0 || value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot set '__module__' attribute of immutable type '%N'", type_obj(self));
    return kk_dict_set(vm, type_obj(self)->dict, KK_N(__module__), value);
}

/* The classes it derives from directly. */
KK_GETTER(type, __bases__)
Value kk_type_get_bases(Vm *vm, Value self)
{
    const TypeObj *cls = type_obj(self);
    if (kk_type_part(cls)->bases != KK_UNSET)
        return kk_type_part(cls)->bases;
    return cls->base == KK_UNSET ? KK_EMPTY_TUPLE : kk_tuple_from(vm, &cls->base, 1);
}

KK_SETTER(type, __bases__)
bool kk_type_set_bases(Vm *vm, Value self, Value value)
{
    const TypeObj *cls = type_obj(self);
    Value bases = value == KK_UNSET ? KK_UNSET : kk_as_kind(value, KIND_TUPLE);
    if ((cls->flags & TYPE_HEAP) == 0)
        return kk_raise_false(vm, KK_TypeError, "cannot set '__bases__' attribute of immutable type '%N'", cls);
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot delete '__bases__' attribute of immutable type '%N'", cls);
    if (bases == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can only assign tuple to %N.__bases__, not %T", cls, value);
    return kk_class_set_bases(vm, self, bases);
}

/* The first of the classes it derives from. */
KK_GETTER(type, __base__)
Value kk_type_get_base(Vm *vm, Value self)
{
    return type_obj(self)->base == KK_UNSET ? kk_none : type_obj(self)->base;
}

/* The classes that are searched for attributes, in order. */
KK_GETTER(type, __mro__)
Value kk_type_get_mro(Vm *vm, Value self)
{
    const TypeObj *cls = type_obj(self);
    return (cls->flags & TYPE_HEAP) != 0 && kk_type_part(cls)->mro == KK_UNSET ? kk_none : kk_type_mro(vm, self);
}

/* The classes that are searched for attributes, in order, as a list. */
KK_METHOD(type, mro, "()")
Value kk_type_list_mro(Vm *vm, Value self, Args args)
{
    Value bases = kk_type_part(type_obj(self))->bases;
    Value mro = bases == KK_UNSET ? kk_type_mro(vm, self) : kk_type_compute_mro(vm, self, bases);
    return mro == KK_ERROR ? KK_ERROR : kk_list_from(vm, KK_OBJ(TupleObj, mro)->at, kk_len_of(mro));
}

/* The classes that derive from it directly. */
KK_METHOD(type, __subclasses__, "()")
Value kk_type_list_subclasses(Vm *vm, Value self, Args args)
{
    Value all = kk_list_new(vm, 0), subclasses = kk_type_part(type_obj(self))->subclasses;
    for (size_t i = 0; all != KK_ERROR && subclasses != KK_UNSET && i < kk_len_of(subclasses); i++) {
        Value one = kk_weakref_target(KK_OBJ(ValuesObj, subclasses)->at[i]);
        if (one != KK_UNSET && !kk_list_append(vm, all, one))
            return KK_ERROR;
    }
    return all;
}

/* Bits of what the class is, as CPython numbers them. */
KK_GETTER(type, __flags__)
Value kk_type_get_flags(Vm *vm, Value self)
{
    static const struct {
        const TypeObj *type;
        unsigned bit;
    } kinds[] = {{&kk_type_int, 24}, {&kk_type_list, 25}, {&kk_type_tuple, 26}, {&kk_type_bytes, 27}, {&kk_type_str, 28},
                 {&kk_type_dict, 29}, {&kk_type_BaseException, 30}, {&kk_type_type, 31}};
    const TypeObj *cls = type_obj(self);
    bool heap = (cls->flags & TYPE_HEAP) != 0;
    uint32_t flags = (heap ? 1u << 9 : 1u << 8) | 1u << 12 | (cls->flags & TYPE_FINAL ? 0 : 1u << 10) |
                     (cls->flags & TYPE_ABSTRACT ? 1u << 20 : 0);
    for (size_t i = 0; i < KK_COUNT_OF(kinds); i++)
        flags |= (uint32_t)kk_type_is_subclass(cls, kinds[i].type) << kinds[i].bit;
    return kk_int_new64(vm, flags);
}

/* Bytes of an instance, without what depends on its value. */
KK_GETTER(type, __basicsize__)
Value kk_type_get_basicsize(Vm *vm, Value self)
{
    const Layout *layout = type_obj(self)->desc.layout;
    return kk_int_new(vm, layout == NULL ? 0 : (intptr_t)(layout->words * sizeof(Value)));
}

/* Bytes for each item of values that have items inside. */
KK_GETTER(type, __itemsize__)
Value kk_type_get_itemsize(Vm *vm, Value self)
{
    const TypeObj *native = type_obj(self)->native;
    return KK_INT(native == &kk_type_tuple ? sizeof(Value) : native == &kk_type_int ? 4 : native == &kk_type_bytes);
}

/* The attributes of the class itself: a read-only view. */
KK_GETTER(type, __dict__)
Value kk_type_get_dict(Vm *vm, Value self) { return kk_mappingproxy_of_class(vm, self); }

/* The annotations of the class itself: a dict, made when it is asked for. */
KK_GETTER(type, __annotations__)
Value kk_type_get_annotations(Vm *vm, Value self)
{
    TypeObj *cls = type_obj(self);
    if ((cls->flags & TYPE_HEAP) == 0)
        return kk_attr_missing(vm, self, KK_N(__annotations__));
    Value annotations = kk_dict_get_name(cls->dict, KK_N(__annotations__));
    if (annotations != KK_UNSET)
        return kk_attr_bind(vm, annotations, KK_UNSET, cls);
    annotations = kk_dict_new(vm, 0);
    return annotations != KK_ERROR && kk_dict_set(vm, cls->dict, KK_N(__annotations__), annotations) ? annotations
                                                                                                     : KK_ERROR;
}

KK_SETTER(type, __annotations__)
bool kk_type_set_annotations(Vm *vm, Value self, Value value)
{
    TypeObj *cls = type_obj(self);
    if ((cls->flags & TYPE_HEAP) == 0)
        return kk_raise_false(vm, KK_TypeError, "cannot set '__annotations__' attribute of immutable type '%N'", cls);
    if (value != KK_UNSET)
        return kk_dict_set(vm, cls->dict, KK_N(__annotations__), value);
    bool found;
    if (!kk_dict_delete(vm, cls->dict, KK_N(__annotations__), &found))
        return false;
    return found || kk_raise_false(vm, KK_AttributeError, "__annotations__");
}

/* The documentation of the class, or None. */
KK_GETTER(type, __doc__)
Value kk_type_get_doc(Vm *vm, Value self)
{
    const TypeObj *cls = type_obj(self);
    Value doc = (cls->flags & TYPE_HEAP) == 0 ? KK_UNSET : kk_dict_get_name(cls->dict, KK_N(__doc__));
    return doc == KK_UNSET ? kk_none : kk_attr_bind(vm, doc, KK_UNSET, cls);
}

KK_SETTER(type, __doc__)
bool kk_type_set_doc(Vm *vm, Value self, Value value)
{
    if ((type_obj(self)->flags & TYPE_HEAP) == 0)
        return kk_raise_false(vm, KK_TypeError, "cannot set '__doc__' attribute of immutable type '%N'", type_obj(self));
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot delete '__doc__' attribute of immutable type '%N'", type_obj(self));
    return kk_dict_set(vm, type_obj(self)->dict, KK_N(__doc__), value);
}

Value kk_type_refuse_abstract(Vm *vm, const TypeObj *cls)
{
    Value names = kk_call1(vm, KK_REF(&kk_type_list), kk_dict_get_name(cls->dict, KK_N(__abstractmethods__)));
    if (names == KK_ERROR || kk_call_method(vm, names, KK_N(sort), NULL, 0) == KK_ERROR)
        return KK_ERROR;
    Value comma = kk_str_new(vm, KK_SPAN(", "));
    Value text = comma == KK_ERROR ? KK_ERROR : kk_call_method(vm, comma, KK_N(join), &names, 1);
    if (text == KK_ERROR)
        return KK_ERROR;
    return kk_raise(vm, KK_TypeError, "Can't instantiate abstract class %N with abstract method%s %V", cls,
                    kk_len_of(names) > 1 ? "s" : "", text);
}

bool kk_type_claims(Vm *vm, Value v, const TypeObj *type, bool *yes)
{
    *yes = false;
    const TypeObj *real = kk_type_of(v);
    /* Only what has attribute access of its own, or a __class__ other than object's, says anything else. */
    if ((real->flags & TYPE_HEAP) == 0 && kk_rare_of(real->slots)->getattr == NULL)
        return true;
    if ((real->flags & TYPE_HAS_GETATTRIBUTE) == 0 && kk_rare_of(real->slots)->getattr == NULL &&
        kk_class_attr(vm, real, KK_N(__class__)) == kk_class_attr(vm, &kk_type_object, KK_N(__class__)))
        return true;
    Value claimed = kk_getattr_opt(vm, v, KK_N(__class__));
    if (claimed == KK_UNSET)
        return !kk_failed(vm);
    *yes = kk_type_is(claimed) && kk_type_is_subclass(type_obj(claimed), type);
    return true;
}

/* An attribute of the class: what getattr() does by default. */
KK_METHOD(type, __getattribute__, "(name, /)")
Value kk_type_dunder_getattribute(Vm *vm, Value self, Args args)
{
    Value name = kk_attr_name(vm, args.pos[0]), v = name == KK_ERROR ? KK_ERROR : type_getattr(vm, self, name);
    return v == KK_UNSET && !kk_failed(vm) ? kk_attr_missing(vm, self, name) : v;
}

/* Sets an attribute of the class. */
KK_METHOD(type, __setattr__, "(name, value, /)")
Value kk_type_dunder_setattr(Vm *vm, Value self, Args args)
{
    Value name = kk_attr_name(vm, args.pos[0]);
    return name != KK_ERROR && type_setattr(vm, self, name, args.pos[1]) ? kk_none : KK_ERROR;
}

/* Deletes an attribute of the class. */
KK_METHOD(type, __delattr__, "(name, /)")
Value kk_type_dunder_delattr(Vm *vm, Value self, Args args)
{
    Value name = kk_attr_name(vm, args.pos[0]);
    return name != KK_ERROR && type_setattr(vm, self, name, KK_UNSET) ? kk_none : KK_ERROR;
}

/* Whether obj is an instance of the class: what isinstance() does by default. */
KK_METHOD(type, __instancecheck__, "(instance, /)")
Value kk_type_instancecheck(Vm *vm, Value self, Args args)
{
    bool yes = kk_is(args.pos[0], type_obj(self));
    return yes || kk_type_claims(vm, args.pos[0], type_obj(self), &yes) ? kk_bool(yes) : KK_ERROR;
}

/* Whether a class derives from this one: what issubclass() does by default. */
KK_METHOD(type, __subclasscheck__, "(subclass, /)")
Value kk_type_subclasscheck(Vm *vm, Value self, Args args)
{
    if (!kk_type_is(args.pos[0]))
        return kk_raise(vm, KK_TypeError, "issubclass() arg 1 must be a class");
    return kk_bool(kk_type_is_subclass(type_obj(args.pos[0]), type_obj(self)));
}

/* The namespace of a class to be made: an empty dict. */
KK_STATICMETHOD(type, __prepare__, "(*args, **kwargs)")
Value kk_type_prepare(Vm *vm, Value self, Args args, Value kw)
{
    return kk_dict_new(vm, 0);
}



static const TypeSlots type_slots = {
    .make = type_make, .init = type_init, .call = kk_type_call, .repr = type_repr,
    .ops = &(const OpSlots){.binary = kk_alias_or, .binary_ops = KK_OP_BOTH(BIN_OR)},
    .rare = &(const RareSlots){.getattr = type_getattr, .setattr = type_setattr},
};
static const Layout type_layout = {(sizeof(TypeObj) + sizeof(ClassPart)) / sizeof(Value),
                                   1u << 2 | 1u << 5 | 1u << 8 | 0x3Fu << 9, TAIL_NONE, 0};
KK_TYPE(type, object) = {KK_TYPE_HEAD(type, object, &type_layout, TYPE_METACLASS), .slots = &type_slots};
