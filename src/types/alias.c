/*
 * alias.c: list[int]: a generic class with arguments (PEP 585).
 *
 * An alias stands for its class: calls and attributes are the class's, as a base it is replaced by
 * the class.
 *
 * Layer: types.   Tests: tests/types/union/.
 */
#include "types/alias.h"

#include "object/attr.h"
#include "object/import.h"
#include "object/strbuf.h"
#include "types/tuple.h"

/* An alias of that class, GenericAlias or one derived from it. */
KK_MUST_CHECK static Value new_alias(Vm *vm, Value cls, Value origin, Value key)
{
    Value args = kk_tuple_is(key) ? key : kk_tuple_from(vm, &key, 1);
    Value self = args == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(AliasObj, self)->origin = origin;
    KK_OBJ(AliasObj, self)->args = args;
    return self;
}

Value kk_alias_new(Vm *vm, Value origin, Value key)
{
    return new_alias(vm, KK_REF(&kk_type_GenericAlias), origin, key);
}

static Value alias_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n != 2)
        return kk_raise(vm, KK_TypeError, "GenericAlias expected 2 arguments, got %u",
                        (unsigned)args.n);
    return new_alias(vm, cls, args.pos[0], args.pos[1]);
}

/* How a type is written: "int", "module.Class", "..."; repr() for everything else. */
KK_MUST_CHECK static bool add_type(StrBuf *b, Value v)
{
    if (v == kk_ellipsis)
        return kk_strbuf_add_text(b, "...");
    if (!kk_type_is(v))
        return kk_strbuf_add_repr(b, v);
    if (v == KK_REF(&kk_type_NoneType))
        return kk_strbuf_add_text(b, "None");
    Value module = kk_getattr(b->vm, v, KK_N(__module__));
    Value name = module == KK_ERROR ? KK_ERROR : kk_getattr(b->vm, v, KK_N(__qualname__));
    if (name == KK_ERROR)
        return false;
    if (kk_str_is(module) && !kk_str_equal(module, KK_N(builtins)) &&
        !(kk_strbuf_add_str(b, module) && kk_strbuf_add_byte(b, '.')))
        return false;
    return kk_strbuf_add_str(b, name);
}

/* The items of a tuple of types with text between them. */
KK_MUST_CHECK static bool add_types(StrBuf *b, Value types, const char *between)
{
    for (size_t i = 0; i < kk_tuple_len(types); i++) {
        if ((i > 0 && !kk_strbuf_add_text(b, between)) || !add_type(b, kk_tuple_at(types, i)))
            return false;
    }
    return true;
}

static Value alias_repr(Vm *vm, Value self)
{
    StrBuf b;
    Value args = KK_OBJ(AliasObj, self)->args;
    kk_strbuf_init(&b, vm);
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    bool ok = (KK_OBJ(AliasObj, self)->unpacked != kk_true || kk_strbuf_add_byte(&b, '*')) &&
              add_type(&b, KK_OBJ(AliasObj, self)->origin) && kk_strbuf_add_byte(&b, '[') &&
              (kk_tuple_len(args) == 0 ? kk_strbuf_add_text(&b, "()")
                                       : add_types(&b, args, ", ")) &&
              kk_strbuf_add_byte(&b, ']');
    kk_depth_leave(vm);
    return ok ? kk_strbuf_finish(&b) : KK_ERROR;
}

static bool alias_hash(Vm *vm, Value self, uintptr_t *hash)
{
    uintptr_t origin, args;
    if (!kk_hash(vm, KK_OBJ(AliasObj, self)->origin, &origin) ||
        !kk_hash(vm, KK_OBJ(AliasObj, self)->args, &args))
        return false;
    *hash = origin ^ args;
    return true;
}

static Value alias_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    bool same;
    if ((op != CMP_EQ && op != CMP_NE) || !kk_is(b, &kk_type_GenericAlias))
        return kk_not_implemented;
    if (KK_OBJ(AliasObj, a)->unpacked != KK_OBJ(AliasObj, b)->unpacked)
        return kk_bool(op == CMP_NE);
    if (!kk_equal(vm, KK_OBJ(AliasObj, a)->origin, KK_OBJ(AliasObj, b)->origin, &same) ||
        (same && !kk_equal(vm, KK_OBJ(AliasObj, a)->args, KK_OBJ(AliasObj, b)->args, &same)))
        return KK_ERROR;
    return kk_bool(same == (op == CMP_EQ));
}

static Value alias_call(Vm *vm, Value self, Args args, Value kw)
{
    Value made = kk_call_kw(vm, KK_OBJ(AliasObj, self)->origin, args, kw);
    /* Most objects take no attribute: then it is not told. */
    if (made != KK_ERROR && (kk_type_of(made)->flags & TYPE_HEAP) != 0 &&
        !kk_setattr(vm, made, KK_N(__orig_class__), self))
        (void)kk_pending_take(vm);
    return made;
}

/* ---- type variables ---- */

/* _generic.name(a, b, c): few programs need it, in Python. */
KK_MUST_CHECK static Value ask_generic(Vm *vm, Value name, const Value *args, size_t n)
{
    Value module = kk_import(vm, KK_N(_generic), KK_UNSET, KK_EMPTY_TUPLE, 0);
    Value f = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, name);
    return f == KK_ERROR ? KK_ERROR : kk_call(vm, f, args, n);
}

/* The type variables among the arguments of an alias or a union. */
KK_MUST_CHECK static Value parameters(Vm *vm, Value args)
{
    bool classes = true;
    for (size_t i = 0; i < kk_tuple_len(args); i++)
        classes = classes && (kk_type_is(kk_tuple_at(args, i)) || kk_tuple_at(args, i) == kk_ellipsis);
    return classes ? KK_EMPTY_TUPLE : ask_generic(vm, KK_N(parameters), &args, 1);
}

KK_MUST_CHECK static Value substitute(Vm *vm, Value self, Value args, Value key)
{
    Value given[] = {self, args, key}, known = parameters(vm, args);
    if (known == KK_ERROR)
        return KK_ERROR;
    if (kk_tuple_len(known) == 0)
        return kk_raise(vm, KK_TypeError, "%R is not a generic class", self);
    return ask_generic(vm, KK_N(substitute), given, 3);
}

static Value alias_getitem(Vm *vm, Value self, Value key)
{
    Value args = substitute(vm, self, KK_OBJ(AliasObj, self)->args, key);
    Value made = args == KK_ERROR ? KK_ERROR : kk_alias_new(vm, KK_OBJ(AliasObj, self)->origin, args);
    if (made != KK_ERROR)
        KK_OBJ(AliasObj, made)->unpacked = KK_OBJ(AliasObj, self)->unpacked;
    return made;
}

/* *alias in a list of types: one item, the alias marked as unpacked. */
static Value alias_iter(Vm *vm, Value self)
{
    Value one = kk_alias_new(vm, KK_OBJ(AliasObj, self)->origin, KK_OBJ(AliasObj, self)->args);
    if (one == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(AliasObj, one)->unpacked = kk_true;
    Value items = kk_tuple_from(vm, &one, 1);
    return items == KK_ERROR ? KK_ERROR : kk_iter(vm, items);
}

/* What is the alias's own; everything else is asked of the class. */
static Value alias_getattr(Vm *vm, Value self, Value name)
{
    if (name == KK_N(__origin__) || name == KK_N(__args__) || name == KK_N(__parameters__) ||
        name == KK_N(__mro_entries__) || name == KK_N(__class__) || name == KK_N(__unpacked__) ||
        name == KK_N(__typing_unpacked_tuple_args__) || name == KK_N(__reduce__) || name == KK_N(__reduce_ex__) ||
        name == KK_N(__copy__) || name == KK_N(__deepcopy__))
        return kk_attr_generic_get(vm, self, name);
    return kk_getattr(vm, KK_OBJ(AliasObj, self)->origin, name);
}

KK_GETTER(GenericAlias, __origin__)
Value kk_alias_origin(Vm *vm, Value self) { return KK_OBJ(AliasObj, self)->origin; }

KK_GETTER(GenericAlias, __args__)
Value kk_alias_args(Vm *vm, Value self) { return KK_OBJ(AliasObj, self)->args; }

/* The type variables among the arguments. */
KK_GETTER(GenericAlias, __parameters__)
Value kk_alias_parameters(Vm *vm, Value self) { return parameters(vm, KK_OBJ(AliasObj, self)->args); }

/* It stands for its arguments: *tuple[int, str]. */
KK_GETTER(GenericAlias, __unpacked__)
Value kk_alias_unpacked(Vm *vm, Value self) { return kk_bool(KK_OBJ(AliasObj, self)->unpacked == kk_true); }

/* The types that *tuple[int, str] stands for, or None. */
KK_GETTER(GenericAlias, __typing_unpacked_tuple_args__)
Value kk_alias_unpacked_args(Vm *vm, Value self)
{
    const AliasObj *a = KK_OBJ(const AliasObj, self);
    return a->unpacked == kk_true && a->origin == KK_REF(&kk_type_tuple) ? a->args : kk_none;
}

/* How to make it again. */
KK_METHOD(GenericAlias, __reduce__, "()")
Value kk_alias_reduce(Vm *vm, Value self, Args args)
{
    const AliasObj *a = KK_OBJ(const AliasObj, self);
    Value pair = kk_tuple_pair(vm, a->origin, a->args);
    return pair == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, KK_REF(&kk_type_GenericAlias), pair);
}

/* The bases that a class gets for this one. */
KK_METHOD(GenericAlias, __mro_entries__, "(bases, /)")
Value kk_alias_mro_entries(Vm *vm, Value self, Args args)
{
    return kk_tuple_from(vm, &KK_OBJ(AliasObj, self)->origin, 1);
}

/* Refuses: what the items of an object are is not known. */
KK_METHOD(GenericAlias, __instancecheck__, "(instance, /)")
Value kk_alias_instancecheck(Vm *vm, Value self, Args args)
{
    return kk_raise(vm, KK_TypeError,
                    "isinstance() argument 2 cannot be a parameterized generic");
}

/* Refuses, as isinstance() does. */
KK_METHOD(GenericAlias, __subclasscheck__, "(cls, /)")
Value kk_alias_subclasscheck(Vm *vm, Value self, Args args)
{
    return kk_raise(vm, KK_TypeError,
                    "issubclass() argument 2 cannot be a parameterized generic");
}

static const TypeSlots alias_slots = {
    .make = alias_make, .call = alias_call, .repr = alias_repr, .hash = alias_hash,
    .compare = alias_compare, .iter = alias_iter,
    .ops = &(const OpSlots){.getitem = alias_getitem, .binary = kk_alias_or, .binary_ops = KK_OP_BOTH(BIN_OR)},
    .rare = &(const RareSlots){.getattr = alias_getattr},
};
static const Layout alias_layout = {.words = 4, .refs = 14};
KK_TYPE(GenericAlias, object) = {
    KK_TYPE_HEAD(GenericAlias, object, &alias_layout, 0), .slots = &alias_slots};

/* ---- int | None (PEP 604) ---- */

static bool is_type(Value v)
{
    return v == kk_none || kk_type_is(v) || kk_is(v, &kk_type_GenericAlias) ||
           kk_type_of(v) == &kk_type_UnionType;
}

/* Adds the type to the n in `types`, if it is not there. */
KK_MUST_CHECK static bool add_member(Vm *vm, Value types, size_t *n, Value type)
{
    bool same = false;
    for (size_t i = 0; i < *n && !same; i++) {
        if (!kk_equal(vm, kk_tuple_at(types, i), type, &same))
            return false;
    }
    if (!same)
        kk_tuple_items(types)[(*n)++] = type;
    return true;
}

/* The members of a type expression, one by one. */
KK_MUST_CHECK static bool add_members(Vm *vm, Value types, size_t *n, Value v)
{
    if (kk_type_of(v) != &kk_type_UnionType)
        return add_member(vm, types, n, v == kk_none ? KK_REF(&kk_type_NoneType) : v);
    Value args = KK_OBJ(UnionObj, v)->args;
    for (size_t i = 0; i < kk_tuple_len(args); i++) {
        if (!add_member(vm, types, n, kk_tuple_at(args, i)))
            return false;
    }
    return true;
}

static size_t count_members(Value v)
{
    return kk_type_of(v) == &kk_type_UnionType ? kk_tuple_len(KK_OBJ(UnionObj, v)->args) : 1;
}

Value kk_alias_or(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op != BIN_OR || !is_type(a) || !is_type(b))
        return kk_not_implemented;
    size_t n = 0;
    Value all = kk_tuple_new(vm, count_members(a) + count_members(b));
    if (all == KK_ERROR || !add_members(vm, all, &n, a) || !add_members(vm, all, &n, b))
        return KK_ERROR;
    if (n == 1)
        return kk_tuple_at(all, 0);
    Value args = kk_tuple_from(vm, kk_tuple_items(all), n);
    Value self = args == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type_UnionType, 0);
    if (self != KK_ERROR)
        KK_OBJ(UnionObj, self)->args = args;
    return self;
}

static Value union_repr(Vm *vm, Value self)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return add_types(&b, KK_OBJ(UnionObj, self)->args, " | ") ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* The order does not count: as a frozenset of the members. */
static bool union_hash(Vm *vm, Value self, uintptr_t *hash)
{
    Value members = kk_call1(vm, KK_REF(&kk_type_frozenset), KK_OBJ(UnionObj, self)->args);
    return members != KK_ERROR && kk_hash(vm, members, hash);
}

static Value union_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || kk_type_of(b) != &kk_type_UnionType)
        return kk_not_implemented;
    Value left = KK_OBJ(UnionObj, a)->args, right = KK_OBJ(UnionObj, b)->args;
    bool same = kk_tuple_len(left) == kk_tuple_len(right);
    for (size_t i = 0; i < kk_tuple_len(left) && same; i++) {
        size_t at;
        if (!kk_tuple_find(vm, right, kk_tuple_at(left, i), 0, kk_tuple_len(right), &same, &at))
            return KK_ERROR;
    }
    return kk_bool(same == (op == CMP_EQ));
}

/* Asks each member's check; what: the function's name for the message. */
KK_MUST_CHECK static Value check_members(Vm *vm, Value self, Value v, Value method,
                                         const char *what)
{
    Value args = KK_OBJ(UnionObj, self)->args;
    for (size_t i = 0; i < kk_tuple_len(args); i++) {
        bool found, yes;
        if (kk_is(kk_tuple_at(args, i), &kk_type_GenericAlias))
            return kk_raise(vm, KK_TypeError, "%s argument 2 cannot be a parameterized generic",
                            what);
        Value r = kk_call_special(vm, kk_tuple_at(args, i), method, &v, 1, &found);
        if (r == KK_ERROR || !found || !kk_truth(vm, r, &yes))
            return KK_ERROR;
        if (yes)
            return kk_true;
    }
    return kk_false;
}

/* Whether the object is an instance of one of the types. */
KK_METHOD(UnionType, __instancecheck__, "(instance, /)")
Value kk_alias_union_instancecheck(Vm *vm, Value self, Args args)
{
    return check_members(vm, self, args.pos[0], KK_N(__instancecheck__), "isinstance()");
}

/* Whether the class derives from one of the types. */
KK_METHOD(UnionType, __subclasscheck__, "(cls, /)")
Value kk_alias_union_subclasscheck(Vm *vm, Value self, Args args)
{
    return check_members(vm, self, args.pos[0], KK_N(__subclasscheck__), "issubclass()");
}

KK_GETTER(UnionType, __args__)
Value kk_alias_union_args(Vm *vm, Value self) { return KK_OBJ(UnionObj, self)->args; }

KK_GETTER(UnionType, __parameters__)
Value kk_alias_union_parameters(Vm *vm, Value self) { return parameters(vm, KK_OBJ(UnionObj, self)->args); }

/* Types in place of the type variables: the members are put together anew. */
static Value union_getitem(Vm *vm, Value self, Value key)
{
    Value args = substitute(vm, self, KK_OBJ(UnionObj, self)->args, key);
    Value all = args == KK_ERROR ? KK_ERROR : kk_tuple_at(args, 0);
    for (size_t i = 1; all != KK_ERROR && i < kk_tuple_len(args); i++)
        all = kk_binary(vm, BIN_OR, all, kk_tuple_at(args, i));
    return all;
}

static const TypeSlots union_slots = {
    .repr = union_repr, .hash = union_hash, .compare = union_compare,
    .ops = &(const OpSlots){.getitem = union_getitem, .binary = kk_alias_or, .binary_ops = KK_OP_BOTH(BIN_OR)},
};
static const Layout union_layout = {.words = 2, .refs = 2};
KK_TYPE(UnionType, object) = {
    KK_TYPE_HEAD(UnionType, object, &union_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &union_slots};
