/*
 * mappingproxy.c: a read-only view of a mapping, or of the attributes of a class.
 *
 * A view of a class asks the class each time. Its dict has no entry for what every class shows to have: `__doc__`,
 * and `__dict__` and `__weakref__` where instances have these for the first time. The view adds them; where all
 * entries are wanted it makes a dict of them.
 *
 * Layer: types.   Tests: tests/types/mappingproxy/.
 */
#include "types/mappingproxy.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "types/alias.h"
#include "types/keywords.h"
#include "types/slots.h"

typedef struct ProxyObj {
    uintptr_t header;
    Value of; /* a type, or a mapping */
} ProxyObj;

static Value mapping_of(Value self) { return KK_OBJ(ProxyObj, self)->of; }
static const TypeObj *type_of(Value cls) { return KK_OBJ(const TypeObj, cls); }

KK_MUST_CHECK static Value new_proxy(Vm *vm, Value of)
{
    Value self = kk_object_new(vm, &kk_type_mappingproxy, 0);
    if (self != KK_ERROR)
        KK_OBJ(ProxyObj, self)->of = of;
    return self;
}

Value kk_mappingproxy_of_class(Vm *vm, Value cls) { return new_proxy(vm, cls); }

/* ---- the attributes of a class ---- */

/* What the class is taken to have beyond its dict; KK_UNSET: nothing of that name. */
static Value implied(const TypeObj *cls, Value name)
{
    bool dict = false, weak = false;
    if (name == KK_N(__doc__))
        return kk_type_own(cls, name) == KK_UNSET ? kk_none : KK_UNSET;
    if (name != KK_N(__dict__) && name != KK_N(__weakref__))
        return KK_UNSET;
    kk_slots_introduced(cls, &dict, &weak);
    return (name == KK_N(__dict__) ? dict : weak) ? kk_type_own(&kk_type_object, name) : KK_UNSET;
}

/* object shows no __dict__ of its own: it lends it to others. */
static bool is_lent(const TypeObj *cls, Value name)
{
    return cls == &kk_type_object && (name == KK_N(__dict__) || name == KK_N(__weakref__));
}

/* The entry of that key; KK_UNSET: none, or error (kk_failed). */
static Value class_entry(Vm *vm, const TypeObj *cls, Value key)
{
    Value str = kk_as_kind(key, KIND_STR), name = str == KK_UNSET ? KK_UNSET : kk_intern_str(vm, str);
    if (str != KK_UNSET && name == KK_ERROR)
        return KK_ERROR;
    Value own = KK_UNSET;
    if ((cls->flags & TYPE_HEAP) != 0)
        own = name != KK_UNSET ? kk_dict_get_name(cls->dict, name) : kk_dict_get(vm, cls->dict, key);
    else if (name != KK_UNSET && !is_lent(cls, name))
        own = kk_native_of(vm, kk_type_own(cls, name), cls);
    return own != KK_UNSET || name == KK_UNSET || kk_failed(vm) ? own : implied(cls, name);
}

KK_MUST_CHECK static bool add_natives(Vm *vm, Value dict, const TypeObj *cls)
{
    for (uintptr_t i = 0; i < kk_native_count(cls->rom); i++) {
        RomAttr attr = kk_native_entry(cls->rom, i);
        Value v = kk_native_of(vm, attr.value, cls);
        if (v == KK_ERROR || (!is_lent(cls, attr.name) && !kk_dict_set(vm, dict, attr.name, v)))
            return false;
    }
    for (size_t i = 0; i < kk_special_count(); i++) {
        Value name = kk_special_name(i), v = kk_special_of_slots(cls, name);
        if (v == KK_UNSET || kk_dict_get_name(dict, name) != KK_UNSET)
            continue;
        if ((v = kk_native_of(vm, v, cls)) == KK_ERROR || !kk_dict_set(vm, dict, name, v))
            return false;
    }
    return true;
}

/* All entries of a class in a fresh dict. */
KK_MUST_CHECK static Value class_entries(Vm *vm, const TypeObj *cls)
{
    const Value names[] = {KK_N(__dict__), KK_N(__weakref__), KK_N(__doc__)};
    Value dict = (cls->flags & TYPE_HEAP) != 0 ? kk_dict_copy(vm, cls->dict) : kk_dict_new(vm, 0);
    if (dict == KK_ERROR || ((cls->flags & TYPE_HEAP) == 0 && !add_natives(vm, dict, cls)))
        return KK_ERROR;
    for (size_t i = 0; i < KK_COUNT_OF(names); i++) {
        Value v = implied(cls, names[i]);
        if (v != KK_UNSET && kk_dict_get_name(dict, names[i]) == KK_UNSET && !kk_dict_set(vm, dict, names[i], v))
            return KK_ERROR;
    }
    return dict;
}

/* The mapping itself, or all entries of the class as they are now. */
KK_MUST_CHECK static Value entries(Vm *vm, Value self)
{
    Value of = mapping_of(self);
    return kk_type_is(of) ? class_entries(vm, type_of(of)) : of;
}

/* ---- slots ---- */

static Value getitem(Vm *vm, Value self, Value key)
{
    Value of = mapping_of(self);
    if (!kk_type_is(of))
        return kk_getitem(vm, of, key);
    Value v = class_entry(vm, type_of(of), key);
    return v != KK_UNSET || kk_failed(vm) ? v : kk_raise_value(vm, KK_KeyError, key);
}

static Value contains(Vm *vm, Value self, Value key)
{
    bool found;
    Value of = mapping_of(self);
    if (!kk_type_is(of))
        return kk_contains(vm, of, key, &found) ? kk_bool(found) : KK_ERROR;
    Value v = class_entry(vm, type_of(of), key);
    return v == KK_UNSET && kk_failed(vm) ? KK_ERROR : kk_bool(v != KK_UNSET);
}

static Value iter(Vm *vm, Value self)
{
    Value all = entries(vm, self);
    return all == KK_ERROR ? KK_ERROR : kk_iter(vm, all);
}

static bool len(Vm *vm, Value self, size_t *n)
{
    Value all = entries(vm, self);
    return all != KK_ERROR && kk_len(vm, all, n);
}

static Value repr(Vm *vm, Value self)
{
    Value all = entries(vm, self);
    Value text = all == KK_ERROR || !kk_depth_enter(vm) ? KK_ERROR : kk_repr(vm, all);
    if (all == KK_ERROR)
        return KK_ERROR;
    kk_depth_leave(vm);
    return text == KK_ERROR ? KK_ERROR : kk_format_message(vm, "mappingproxy(%V)", kk_unwrap(text));
}

static Value str(Vm *vm, Value self)
{
    Value all = entries(vm, self);
    return all == KK_ERROR ? KK_ERROR : kk_str(vm, all);
}

static bool hash(Vm *vm, Value self, uintptr_t *h)
{
    Value of = mapping_of(self);
    if (kk_type_is(of))
        return kk_raise_false(vm, KK_TypeError, "unhashable type: 'dict'");
    return kk_hash(vm, of, h);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    Value left = kk_desc_is(a, &kk_type_mappingproxy) ? entries(vm, a) : a;
    Value right = left == KK_ERROR ? KK_ERROR : kk_desc_is(b, &kk_type_mappingproxy) ? entries(vm, b) : b;
    return right == KK_ERROR ? KK_ERROR : kk_compare(vm, left, right, op);
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op != BIN_OR)
        return kk_not_implemented;
    Value left = kk_desc_is(a, &kk_type_mappingproxy) ? entries(vm, a) : a;
    Value right = left == KK_ERROR ? KK_ERROR : kk_desc_is(b, &kk_type_mappingproxy) ? entries(vm, b) : b;
    return right == KK_ERROR ? KK_ERROR : kk_binary(vm, op, left, right);
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    if (op != BIN_OR)
        return kk_not_implemented;
    return kk_raise(vm, KK_TypeError, "'|=' is not supported by %T; use '|' instead", self);
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    const Value names[] = {KK_N(mapping)};
    Value of;
    if (args.n + (kw == KK_UNSET ? 0 : kk_dict_len(kw)) == 0)
        return kk_raise(vm, KK_TypeError, "mappingproxy() missing required argument 'mapping' (pos 1)");
    if (!kk_keywords_bind(vm, "mappingproxy", args, kw, names, 1, &of))
        return KK_ERROR;
    const TypeObj *type = kk_type_of(of);
    bool mapping = kk_ops_of(type->slots)->getitem != NULL && type != &kk_type_GenericAlias;
    if ((type->flags & TYPE_HEAP) != 0)
        mapping = kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET;
    if (!mapping || kk_as_kind(of, KIND_LIST) != KK_UNSET || kk_as_kind(of, KIND_TUPLE) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "mappingproxy() argument must be a mapping, not %T", of);
    return new_proxy(vm, of);
}

/* ---- methods ---- */

KK_MUST_CHECK static Value ask(Vm *vm, Value self, Value method, Args args)
{
    Value all = entries(vm, self);
    return all == KK_ERROR ? KK_ERROR : kk_call_method(vm, all, method, args.pos, args.n);
}

/* The value of a key, or default. */
KK_METHOD(mappingproxy, get, "(key, default=None, /)")
Value kk_mappingproxy_get(Vm *vm, Value self, Args args)
{
    Value of = mapping_of(self);
    if (!kk_type_is(of)) {
        Value given[] = {args.pos[0], kk_arg(args, 1, kk_none)};
        return kk_call_method(vm, of, KK_N(get), given, 2);
    }
    Value v = class_entry(vm, type_of(of), args.pos[0]);
    return v != KK_UNSET || kk_failed(vm) ? v : kk_arg(args, 1, kk_none);
}

/* The keys of the mapping. */
KK_METHOD(mappingproxy, keys, "()")
Value kk_mappingproxy_keys(Vm *vm, Value self, Args args) { return ask(vm, self, KK_N(keys), args); }

/* The values of the mapping. */
KK_METHOD(mappingproxy, values, "()")
Value kk_mappingproxy_values(Vm *vm, Value self, Args args) { return ask(vm, self, KK_N(values), args); }

/* The pairs of key and value. */
KK_METHOD(mappingproxy, items, "()")
Value kk_mappingproxy_items(Vm *vm, Value self, Args args) { return ask(vm, self, KK_N(items), args); }

/* A shallow copy of the mapping. */
KK_METHOD(mappingproxy, copy, "()")
Value kk_mappingproxy_copy(Vm *vm, Value self, Args args)
{
    return kk_type_is(mapping_of(self)) ? entries(vm, self) : ask(vm, self, KK_N(copy), args);
}

/* The keys in reverse order. */
KK_METHOD(mappingproxy, __reversed__, "()")
Value kk_mappingproxy_reversed(Vm *vm, Value self, Args args) { return ask(vm, self, KK_N(__reversed__), args); }

/* A generic alias. */
KK_CLASSMETHOD(mappingproxy, __class_getitem__, "(item, /)")
Value kk_mappingproxy_class_getitem(Vm *vm, Value self, Args args) { return kk_alias_new(vm, self, args.pos[0]); }

static const TypeSlots slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = len, .getitem = getitem, .contains = contains, .binary = binary,
        .inplace = inplace, .binary_ops = KK_OP_BOTH(BIN_OR)},
    .rare = &(const RareSlots){.str = str},
};
static const Layout layout = {2, 2, TAIL_NONE, 0};
KK_TYPE(mappingproxy, object) = {KK_TYPE_HEAD(mappingproxy, object, &layout, TYPE_FINAL), .slots = &slots};
