/*
 * class.c: making classes: the class statement and type.__new__.
 *
 * Layer: types.   Tests: tests/types/type/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/shape.h"
#include "object/weak.h"
#include "types/class.h"
#include "types/list.h"
#include "types/set.h"
#include "types/slots.h"
#include "types/tuple.h"
#include "types/type.h"
#include "types/weakref.h"

/* Slots that instances of a class have at least: dict mode needs one. */
#define FIRST_SLOTS 1

/* ---- flags ---- */

/* The class has a method of that name that is not object's own. */
static bool has_own(Vm *vm, const TypeObj *cls, Value name)
{
    Value raw = kk_class_attr(vm, cls, name);
    return raw != KK_UNSET && !kk_native_is(raw);
}

/* abc has found methods that are missing: a frozenset or another collection of names. */
static bool is_abstract(const TypeObj *cls)
{
    Value names = kk_dict_get_name(cls->dict, KK_N(__abstractmethods__));
    if (names == KK_UNSET || names == kk_none || names == kk_false)
        return false;
    return !kk_desc_is(names, &kk_type_frozenset) || kk_set_len(names) != 0;
}

void kk_type_update_flags(Vm *vm, TypeObj *cls)
{
    uintptr_t kept = cls->flags & (TYPE_HEAP | TYPE_HAS_PART | TYPE_FINAL | TYPE_SLOTS_ONLY | TYPE_NO_WEAKREF | TYPE_HAS_SLOTS);
    uintptr_t flags = kept | (cls->native->flags & (TYPE_EXCEPTION | TYPE_METACLASS | TYPE_NO_NEW));
    if (kk_class_attr(vm, cls, KK_N(__getattr__)) != KK_UNSET)
        flags |= TYPE_HAS_GETATTR;
    if (has_own(vm, cls, KK_N(__getattribute__)))
        flags |= TYPE_HAS_GETATTRIBUTE;
    if (has_own(vm, cls, KK_N(__setattr__)) || has_own(vm, cls, KK_N(__delattr__)))
        flags |= TYPE_HAS_SETATTR;
    if (kk_class_attr(vm, cls, KK_N(__del__)) != KK_UNSET)
        flags |= TYPE_HAS_DEL;
    if (cls->native == &kk_type_object && !has_own(vm, cls, KK_N(__new__)) &&
        (kk_type_of(KK_REF(cls)) == &kk_type_type || !has_own(vm, kk_type_of(KK_REF(cls)), KK_N(__call__))))
        flags |= TYPE_PLAIN_NEW;
    if (is_abstract(cls))
        flags = (flags | TYPE_ABSTRACT) & ~(uintptr_t)TYPE_PLAIN_NEW;
    cls->flags = flags;
    for (size_t i = 0; cls->part->subclasses != KK_UNSET && i < kk_len_of(cls->part->subclasses); i++) {
        Value sub = kk_weakref_target(KK_OBJ(ValuesObj, cls->part->subclasses)->at[i]);
        if (sub != KK_UNSET)
            kk_type_update_flags(vm, KK_OBJ(TypeObj, sub));
    }
}

/* ---- bases ---- */

KK_MUST_CHECK static bool check_base(Vm *vm, Value base)
{
    if (!kk_type_is(base))
        return kk_raise_false(vm, KK_TypeError, "bases must be types");
    const TypeObj *type = KK_OBJ(const TypeObj, base);
    if ((type->flags & TYPE_FINAL) != 0)
        return kk_raise_false(vm, KK_TypeError, "type '%N' is not an acceptable base type", type);
    return true;
}

const TypeObj *kk_class_native(Vm *vm, Value bases, Value *best)
{
    const TypeObj *native = &kk_type_object;
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        if (!check_base(vm, kk_tuple_at(bases, i)))
            return NULL;
        const TypeObj *other = KK_OBJ(const TypeObj, kk_tuple_at(bases, i))->native;
        if (kk_type_is_subclass(other, native)) {
            native = other;
        } else if (!kk_type_is_subclass(native, other)) {
            /* Exceptions without fields of their own mix with those that have some. */
            bool exceptions = (native->flags & other->flags & TYPE_EXCEPTION) != 0;
            if (exceptions && other->desc.layout == kk_type_BaseException.desc.layout &&
                native->desc.layout != other->desc.layout)
                continue;
            if (exceptions && native->desc.layout == kk_type_BaseException.desc.layout &&
                native->desc.layout != other->desc.layout) {
                native = other;
                continue;
            }
            /* Types without fields of their own (exceptions) mix freely; one with a text of its own wins. */
            if (native->desc.layout == other->desc.layout &&
                (native->slots == other->slots || (native->flags & other->flags & TYPE_EXCEPTION))) {
                if (native->slots == kk_type_BaseException.slots)
                    native = other;
                continue;
            }
            kk_raise(vm, KK_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    const TypeObj *adder;
    if (kk_slots_conflict(bases, &adder)) {
        kk_raise(vm, KK_TypeError, "multiple bases have instance lay-out conflict");
        return NULL;
    }
    *best = kk_tuple_at(bases, 0);
    for (size_t i = kk_len_of(bases); i-- > 0;) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(bases, i));
        if (base->native == native && kk_slots_adder(base) == adder)
            *best = KK_REF(base);
    }
    return native;
}

/* ---- type.__new__ ---- */

/* A fresh TypeObj whose fields are right but for mro and flags. */
KK_MUST_CHECK static Value allocate_class(Vm *vm, const TypeObj *meta, Value name, Value bases, Value base,
                                          const TypeObj *native)
{
    Value v = kk_object_new(vm, meta, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    TypeObj *cls = KK_OBJ(TypeObj, v);
    cls->desc.layout = native->desc.layout;
    cls->desc.type = v;
    cls->flags = TYPE_HEAP | TYPE_HAS_PART;
    cls->name = name;
    cls->slots = native->slots;
    cls->native = native;
    cls->part->bases = bases;
    cls->base = base;
    return v;
}

/* How many names cls.__init__ stores in its first argument: what its first instance will need. */
static size_t slots_of_init(const TypeObj *cls)
{
    uint32_t seen[256 / 32] = {0};
    size_t n = 0;
    Value init = kk_dict_get_name(cls->dict, KK_N(__init__));
    if (init == KK_UNSET || !kk_desc_is(init, &kk_type_function))
        return 0;
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, init)->code);
    const uint32_t *ops = kk_code_ops(code);
    for (size_t i = 0; i < kk_code_nops(code); i++) {
        uint32_t w = ops[i], name = KK_C(w), bit = (uint32_t)1 << (name & 31);
        if (KK_OP_OF(w) != OP_SETATTR || KK_A(w) != 0 || (seen[name / 32] & bit) != 0)
            continue;
        seen[name / 32] |= bit;
        n++;
    }
    return n;
}

/* Slots of the first instance: what the bases' have learned to need, or __init__ looks like needing. */
static size_t first_slots(const TypeObj *cls)
{
    size_t most = slots_of_init(cls);
    if (most < FIRST_SLOTS)
        most = FIRST_SLOTS;
    for (size_t i = 0; i < kk_len_of(cls->part->bases); i++) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(cls->part->bases, i));
        if (kk_type_part(base)->root_shape != KK_UNSET) {
            const ShapeObj *root = KK_OBJ(ShapeObj, kk_type_part(base)->root_shape);
            size_t n = root->desc.nslots - root->count;
            most = n > most ? n : most;
        }
    }
    return most;
}

/* Moves what is not an attribute out of the namespace, adds what every class has. */
KK_MUST_CHECK static bool prepare_dict(Vm *vm, TypeObj *cls, Value *cell)
{
    bool found;
    Value qualname = kk_dict_get_name(cls->dict, KK_N(__qualname__));
    Value doc = kk_dict_get_name(cls->dict, KK_N(__doc__));
    if (!kk_type_name_check(vm, cls->name, false) || (doc != KK_UNSET && kk_str_is(doc) && !kk_type_name_check(vm, doc, true)))
        return false;
    if (qualname != KK_UNSET) {
        if (kk_as_kind(qualname, KIND_STR) == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "type __qualname__ must be a str, not %T", qualname);
        cls->part->qualname = kk_str_equal(qualname, cls->name) ? KK_UNSET : qualname;
        if (!kk_dict_delete(vm, cls->dict, KK_N(__qualname__), &found))
            return false;
    }
    *cell = kk_dict_get_name(cls->dict, KK_N(__classcell__));
    if (*cell != KK_UNSET && !kk_kind_is(*cell, KIND_CELL))
        return kk_raise_false(vm, KK_TypeError, "__classcell__ must be a nonlocal cell, not %R",
                              KK_REF(kk_type_of(*cell)));
    if (*cell != KK_UNSET && !kk_dict_delete(vm, cls->dict, KK_N(__classcell__), &found))
        return false;
    if (kk_dict_get_name(cls->dict, KK_N(__module__)) == KK_UNSET) {
        Value globals = kk_vm_frame_globals(vm, 0);
        Value module = globals == KK_UNSET ? KK_UNSET : kk_dict_get_name(globals, KK_N(__name__));
        if (module != KK_UNSET && !kk_dict_set(vm, cls->dict, KK_N(__module__), module))
            return false;
    }
    /* Equality without a hash of its own makes instances unhashable. */
    if (kk_dict_get_name(cls->dict, KK_N(__eq__)) != KK_UNSET && kk_dict_get_name(cls->dict, KK_N(__hash__)) == KK_UNSET)
        return kk_dict_set(vm, cls->dict, KK_N(__hash__), kk_none);
    return true;
}

/* Methods that are class methods or static ones without being told. */
KK_MUST_CHECK static bool convert_implicit(Vm *vm, TypeObj *cls, Value name, const TypeObj *wrapper)
{
    Value f = kk_dict_get_name(cls->dict, name);
    if (f == KK_UNSET || !kk_desc_is(f, &kk_type_function))
        return true;
    Value wrapped = kk_call1(vm, KK_REF(wrapper), f);
    return wrapped != KK_ERROR && kk_dict_set(vm, cls->dict, name, wrapped);
}

/* RuntimeError with what __set_name__ raised as its cause. */
static bool set_name_failed(Vm *vm, Value v, Value name, const TypeObj *cls)
{
    Value cause = kk_pending_take(vm);
    kk_raise(vm, KK_RuntimeError, "Error calling __set_name__ on '%T' instance %R in '%N'", v, name, cls);
    Value error = vm->pending;
    if (kk_is(error, &kk_type_BaseException)) {
        KK_OBJ(ExcObj, error)->cause = KK_OBJ(ExcObj, error)->context = cause;
        KK_OBJ(ExcObj, error)->flags = KK_INT(1);
    }
    return false;
}

KK_MUST_CHECK static bool call_set_names(Vm *vm, Value cls)
{
    Value copy = kk_dict_copy(vm, KK_OBJ(TypeObj, cls)->dict);
    Value name, v;
    if (copy == KK_ERROR)
        return false;
    for (size_t at = 0; kk_dict_next(copy, &at, &name, &v);) {
        if (!kk_ref_is(v) || kk_class_attr(vm, kk_type_of(v), KK_N(__set_name__)) == KK_UNSET)
            continue;
        Value args[] = {cls, name};
        bool found;
        if (kk_call_special(vm, v, KK_N(__set_name__), args, 2, &found) == KK_ERROR)
            return set_name_failed(vm, v, name, KK_OBJ(const TypeObj, cls));
    }
    return true;
}

/* super(cls, cls).__init_subclass__(**kw) */
KK_MUST_CHECK static bool call_init_subclass(Vm *vm, Value cls, Value kw)
{
    TypeObj *type = KK_OBJ(TypeObj, cls);
    if (!kk_class_in_mro(type, type))
        return kk_raise_false(vm, KK_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    Value hook = kk_type_lookup_after(vm, type, type, KK_N(__init_subclass__));
    if (hook == KK_UNSET) {
        if (kk_dict_any(kw))
            return kk_raise_false(vm, KK_TypeError, "%N.__init_subclass__() takes no keyword arguments", type);
        return true;
    }
    hook = kk_attr_bind(vm, hook, KK_UNSET, type);
    return hook != KK_ERROR && kk_call_kw(vm, hook, (Args){NULL, 0}, kw) != KK_ERROR;
}

KK_MUST_CHECK static bool finish_class(Vm *vm, Value v, Value kw)
{
    TypeObj *cls = KK_OBJ(TypeObj, v);
    Value cell = KK_UNSET;
    if (!prepare_dict(vm, cls, &cell) || !kk_slots_apply(vm, cls) ||
        !convert_implicit(vm, cls, KK_N(__init_subclass__), &kk_type_classmethod) ||
        !convert_implicit(vm, cls, KK_N(__class_getitem__), &kk_type_classmethod) ||
        !convert_implicit(vm, cls, KK_N(__new__), &kk_type_staticmethod))
        return false;
    /* A mro() or __set_name__ may already call methods that know their class. */
    if (cell != KK_UNSET)
        KK_OBJ(CellObj, cell)->content = v;
    cls->part->mro = kk_type_find_mro(vm, v);
    if (cls->part->mro == KK_ERROR)
        return false;
    /* The documentation of a base is not its own. */
    if (kk_dict_get_name(cls->dict, KK_N(__doc__)) == KK_UNSET && kk_type_lookup(vm, cls, KK_N(__doc__)) != kk_none &&
        !kk_dict_set(vm, cls->dict, KK_N(__doc__), kk_none))
        return false;
    cls->part->root_shape = kk_shape_new_root(vm, cls, first_slots(cls));
    if (cls->part->root_shape == KK_ERROR)
        return false;
    for (size_t i = 0; i < kk_len_of(cls->part->bases); i++) {
        if (!kk_class_join(vm, kk_tuple_at(cls->part->bases, i), v))
            return false;
    }
    kk_type_update_flags(vm, cls);
    return call_set_names(vm, v) && call_init_subclass(vm, v, kw);
}

/* Only the class statement asks bases what they stand for. */
KK_MUST_CHECK static bool refuse_entries(Vm *vm, Value bases)
{
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        Value base = kk_tuple_at(bases, i);
        if (kk_type_is(base))
            continue;
        if (kk_getattr_opt(vm, base, KK_N(__mro_entries__)) != KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
        if (kk_failed(vm))
            return false;
    }
    return true;
}

const TypeObj *kk_type_derive_metaclass(Vm *vm, const TypeObj *meta, Value bases)
{
    if (!refuse_entries(vm, bases))
        return NULL;
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        const TypeObj *other = kk_type_of(kk_tuple_at(bases, i));
        if (kk_type_is_subclass(meta, other))
            continue;
        if (!kk_type_is_subclass(other, meta)) {
            kk_raise(vm, KK_TypeError,
                     "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                     "metaclasses of all its bases");
            return NULL;
        }
        meta = other;
    }
    return meta;
}

Value kk_type_new_class(Vm *vm, const TypeObj *meta, Value name, Value bases, Value dict, Value kw)
{
    Value object = KK_REF(&kk_type_object);
    if (kk_len_of(bases) == 0 && (bases = kk_tuple_from(vm, &object, 1)) == KK_ERROR)
        return KK_ERROR;
    meta = kk_type_derive_metaclass(vm, meta, bases);
    Value base = KK_UNSET;
    const TypeObj *native = meta == NULL ? NULL : kk_class_native(vm, bases, &base);
    name = native == NULL ? KK_ERROR : kk_intern_str(vm, name);
    if (name == KK_ERROR)
        return KK_ERROR;
    if (kk_bytes_find(kk_str_span(name), (Span){(const uint8_t *)"", 1}) != NULL)
        return kk_raise(vm, KK_ValueError, "type name must not contain null characters");
    Value cls = allocate_class(vm, meta, name, bases, base, native);
    if (cls == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(TypeObj, cls)->dict = kk_dict_copy(vm, dict);
    if (KK_OBJ(TypeObj, cls)->dict == KK_ERROR)
        return KK_ERROR;
    return finish_class(vm, cls, kw) ? cls : KK_ERROR;
}

/* ---- the class statement ---- */

/* Bases that are no types may say what stands for them (PEP 560). */
KK_MUST_CHECK static Value resolve_bases(Vm *vm, Value bases, bool *changed)
{
    *changed = false;
    for (size_t i = 0; i < kk_len_of(bases); i++)
        *changed = *changed || !kk_type_is(kk_tuple_at(bases, i));
    if (!*changed)
        return bases;
    Value list = kk_list_new(vm, kk_len_of(bases));
    for (size_t i = 0; list != KK_ERROR && i < kk_len_of(bases); i++) {
        Value base = kk_tuple_at(bases, i);
        Value hook = kk_type_is(base) ? KK_UNSET : kk_getattr_opt(vm, base, KK_N(__mro_entries__));
        if (hook == KK_UNSET) {
            if (kk_failed(vm) || !kk_list_append(vm, list, base))
                return KK_ERROR;
            continue;
        }
        Value entries = kk_call1(vm, hook, bases);
        if (entries != KK_ERROR && kk_as_kind(entries, KIND_TUPLE) == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "__mro_entries__ must return a tuple");
        if (entries == KK_ERROR || !kk_list_extend(vm, list, entries))
            return KK_ERROR;
    }
    return list == KK_ERROR ? KK_ERROR : kk_list_to_tuple(vm, list);
}

/* The metaclass named by the keywords (taken out of kw) or by the first base. */
KK_MUST_CHECK static Value choose_metaclass(Vm *vm, Value bases, Value kw)
{
    Value meta = kw == KK_UNSET ? KK_UNSET : kk_dict_get_name(kw, KK_N(metaclass));
    bool found;
    if (meta != KK_UNSET && !kk_dict_delete(vm, kw, KK_N(metaclass), &found))
        return KK_ERROR;
    if (meta == KK_UNSET)
        meta = kk_len_of(bases) == 0 ? KK_REF(&kk_type_type) : KK_REF(kk_type_of(kk_tuple_at(bases, 0)));
    if (!kk_type_is(meta))
        return meta;
    return KK_REF(kk_type_derive_metaclass(vm, KK_OBJ(const TypeObj, meta), bases));
}

static bool is_mapping(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    return kk_ops_of(type->slots)->getitem != NULL || kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET;
}

/* The namespace for the body: what metaclass.__prepare__ gives, a dict otherwise. */
KK_MUST_CHECK static Value make_namespace(Vm *vm, Value meta, Value name, Value bases, Value kw)
{
    if (meta == KK_REF(&kk_type_type))
        return kk_dict_new(vm, 0);
    Value prepare = kk_getattr_opt(vm, meta, KK_N(__prepare__));
    if (prepare == KK_UNSET)
        return kk_failed(vm) ? KK_ERROR : kk_dict_new(vm, 0);
    Value args[] = {name, bases};
    Value space = kk_call_kw(vm, prepare, (Args){args, 2}, kw);
    if (space == KK_ERROR || kk_kind_is(space, KIND_DICT) || is_mapping(vm, space))
        return space;
    if (kk_type_is(meta))
        return kk_raise(vm, KK_TypeError, "%N.__prepare__() must return a mapping, not %T",
                        KK_OBJ(const TypeObj, meta), space);
    return kk_raise(vm, KK_TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", space);
}

/* The body's own marks: where the class is, how it is called, its docstring. */
KK_MUST_CHECK static bool begin_namespace(Vm *vm, Value space, Value function)
{
    const FunctionObj *f = KK_OBJ(const FunctionObj, function);
    const CodeObj *code = KK_OBJ(const CodeObj, f->code);
    Value module = kk_dict_get_name(f->globals, KK_N(__name__));
    if (module != KK_UNSET && !kk_setitem(vm, space, KK_N(__module__), module))
        return false;
    if (code->scope != KK_UNSET) {
        Value qualname = kk_format_message(vm, "%V.%V", code->scope, code->name);
        if (qualname == KK_ERROR || !kk_setitem(vm, space, KK_N(__qualname__), qualname))
            return false;
    }
    if ((kk_code_flags(code) & CODE_HAS_DOC) == 0)
        return true;
    Value doc = code->consts[kk_code_nlocals(code) + kk_code_nfree(code)];
    return kk_setitem(vm, space, KK_N(__doc__), doc);
}

/* The class, if the cell of __class__ holds it. */
KK_MUST_CHECK static Value check_cell(Vm *vm, Value cell, Value name, Value cls)
{
    Value in = KK_OBJ(CellObj, cell)->content;
    if (in == KK_UNSET && kk_type_is(cls))
        return kk_raise(vm, KK_RuntimeError,
                        "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name, cls);
    if (in != KK_UNSET && in != cls)
        return kk_raise(vm, KK_TypeError, "__class__ set to %R defining %R as %R", in, name, cls);
    return cls;
}

Value kk_type_build_class(Vm *vm, Value function, Value name, Value bases, Value kw)
{
    bool changed;
    Value resolved = resolve_bases(vm, bases, &changed);
    Value meta = resolved == KK_ERROR ? KK_ERROR : choose_metaclass(vm, resolved, kw);
    Value space = meta == KK_ERROR ? KK_ERROR : make_namespace(vm, meta, name, resolved, kw);
    if (space == KK_ERROR || !begin_namespace(vm, space, function))
        return KK_ERROR;
    Value cell = kk_vm_run_body(vm, function, space);
    if (cell == KK_ERROR || (changed && !kk_setitem(vm, space, KK_N(__orig_bases__), bases)))
        return KK_ERROR;
    Value cls;
    /* The cell is filled by type.__new__, so that mro(), __set_name__ and __init_subclass__ see it. */
    if (kk_kind_is(cell, KIND_CELL) && !kk_setitem(vm, space, KK_N(__classcell__), cell))
        return KK_ERROR;
    if (meta == KK_REF(&kk_type_type) && kk_dict_is(space)) {
        cls = kk_type_new_class(vm, &kk_type_type, name, resolved, space, kw);
    } else {
        Value args[] = {name, resolved, space};
        cls = kk_call_kw(vm, meta, (Args){args, 3}, kw);
    }
    return cls == KK_ERROR || !kk_kind_is(cell, KIND_CELL) ? cls : check_cell(vm, cell, name, cls);
}
