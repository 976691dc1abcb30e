/*
 * slots.c: __slots__ and the descriptors that it makes.
 *
 * Attributes live in shapes whatever __slots__ says. A member descriptor gives way to the attribute of the instance,
 * which is found as fast as any other; it answers only when there is none. What __slots__ does is to refuse other
 * names, unless __dict__ is one of them or a base has no __slots__.
 *
 * Layer: types.   Tests: tests/types/class/slots*.py, tests/types/type/slots.py.
 */
#include "types/slots.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/list.h"
#include "types/tuple.h"

typedef struct MemberObj {
    uintptr_t header;
    Value name;
    Value owner; /* the class */
    Value doc;   /* or None */
} MemberObj;

static MemberObj *member_of(Value v) { return KK_OBJ(MemberObj, v); }

bool kk_slots_is_member(Value v) { return v != KK_UNSET && kk_desc_is(v, &kk_type_member); }

/* ---- the descriptor ---- */

KK_MUST_CHECK static bool check_instance(Vm *vm, Value self, Value obj)
{
    const TypeObj *owner = KK_OBJ(const TypeObj, member_of(self)->owner);
    if (kk_is(obj, owner))
        return true;
    return kk_raise_false(vm, KK_TypeError, "descriptor '%V' for '%N' objects doesn't apply to a '%T' object",
                          member_of(self)->name, owner, obj);
}

static Value get(Vm *vm, Value self, Value obj, Value cls)
{
    if (obj == KK_UNSET)
        return self;
    if (!check_instance(vm, self, obj))
        return KK_ERROR;
    Value v = kk_instance_get(obj, member_of(self)->name);
    return v == KK_UNSET ? kk_attr_missing(vm, obj, member_of(self)->name) : v;
}

KK_MUST_CHECK static Value store(Vm *vm, Value self, Value obj, Value value)
{
    bool found;
    if (!check_instance(vm, self, obj) || !kk_instance_set(vm, obj, member_of(self)->name, value, &found))
        return KK_ERROR;
    return found ? kk_none : kk_raise(vm, KK_AttributeError, "%V", member_of(self)->name);
}

/* Sets the attribute of the instance. */
KK_METHOD(member, __set__, "(instance, value, /)")
Value kk_slots_member_set(Vm *vm, Value self, Args args) { return store(vm, self, args.pos[0], args.pos[1]); }

/* Deletes the attribute of the instance. */
KK_METHOD(member, __delete__, "(instance, /)")
Value kk_slots_member_delete(Vm *vm, Value self, Args args) { return store(vm, self, args.pos[0], KK_UNSET); }

KK_GETTER(member, __name__)
Value kk_slots_member_name(Vm *vm, Value self) { return member_of(self)->name; }

KK_GETTER(member, __objclass__)
Value kk_slots_member_class(Vm *vm, Value self) { return member_of(self)->owner; }

KK_GETTER(member, __doc__)
Value kk_slots_member_doc(Vm *vm, Value self) { return member_of(self)->doc; }

KK_GETTER(member, __qualname__)
Value kk_slots_member_qualname(Vm *vm, Value self)
{
    Value owner = kk_getattr(vm, member_of(self)->owner, KK_N(__qualname__));
    return owner == KK_ERROR ? KK_ERROR : kk_format_message(vm, "%V.%V", owner, member_of(self)->name);
}

static Value repr(Vm *vm, Value self)
{
    return kk_format_message(vm, "<member '%V' of '%N' objects>", member_of(self)->name,
                             KK_OBJ(const TypeObj, member_of(self)->owner));
}

static const Layout layout = {sizeof(MemberObj) / sizeof(Value), 0xE, TAIL_NONE, 0};
static const TypeSlots member_slots = {.repr = repr, .rare = &(const RareSlots){.get = get}};
KK_TYPE(member, object) = {KK_TYPE_HEAD(member, object, &layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &member_slots};

/* ---- names ---- */

KK_MUST_CHECK static bool check_identifier(Vm *vm, Value name)
{
    bool good;
    Value r = kk_call_method(vm, name, KK_N(isidentifier), NULL, 0);
    if (r == KK_ERROR || !kk_truth(vm, r, &good))
        return false;
    return good || kk_raise_false(vm, KK_TypeError, "__slots__ must be identifiers");
}

/* "__x" as the methods of the class know it: "_A__x". */
KK_MUST_CHECK static Value mangle(Vm *vm, const TypeObj *cls, Value name)
{
    Span s = kk_str_span(name), of = kk_str_span(cls->name);
    bool private = s.len > 2 && kk_rom_byte(s.at) == '_' && kk_rom_byte(s.at + 1) == '_' &&
                   !(kk_rom_byte(s.at + s.len - 1) == '_' && kk_rom_byte(s.at + s.len - 2) == '_');
    while (of.len > 0 && kk_rom_byte(of.at) == '_')
        of = kk_span_skip(of, 1);
    if (!private || of.len == 0)
        return kk_intern_str(vm, name);
    Value owner = kk_str_new(vm, of);
    Value mangled = owner == KK_ERROR ? KK_ERROR : kk_format_message(vm, "_%V%V", owner, name);
    return mangled == KK_ERROR ? KK_ERROR : kk_intern_str(vm, mangled);
}

/* All names in __slots__ (a str, or an iterable of strs) as a list of strs. */
KK_MUST_CHECK static Value list_names(Vm *vm, Value slots)
{
    Value one = kk_as_kind(slots, KIND_STR);
    Value list = kk_list_new(vm, 0);
    if (list == KK_ERROR || !(one != KK_UNSET ? kk_list_append(vm, list, one) : kk_list_extend(vm, list, slots)))
        return KK_ERROR;
    return list;
}

/* ---- making ---- */

/* Types whose objects have their length at the end. */
static bool has_items(const TypeObj *native)
{
    return native == &kk_type_int || native == &kk_type_tuple || native == &kk_type_bytes;
}

/* Instances of one of the bases have any attribute (may be referred to weakly). */
static void inherited(const TypeObj *cls, bool *dict, bool *weak)
{
    *dict = (cls->native->flags & TYPE_EXCEPTION) != 0;
    *weak = false;
    for (size_t i = 0; i < kk_len_of(kk_type_part(cls)->bases); i++) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(kk_type_part(cls)->bases, i));
        if ((base->flags & TYPE_HEAP) == 0)
            continue;
        *dict = *dict || (base->flags & TYPE_SLOTS_ONLY) == 0;
        *weak = *weak || (base->flags & TYPE_NO_WEAKREF) == 0;
    }
}

void kk_slots_introduced(const TypeObj *cls, bool *dict, bool *weak)
{
    bool base_dict, base_weak;
    *dict = *weak = false;
    if ((cls->flags & TYPE_HEAP) == 0)
        return;
    inherited(cls, &base_dict, &base_weak);
    *dict = !base_dict && (cls->flags & TYPE_SLOTS_ONLY) == 0;
    *weak = !base_weak && (cls->flags & TYPE_NO_WEAKREF) == 0 && !has_items(cls->native);
}

KK_MUST_CHECK static bool add_member(Vm *vm, TypeObj *cls, Value name, Value doc)
{
    Value known = kk_dict_get_name(cls->dict, name);
    if (known != KK_UNSET && kk_desc_is(known, &kk_type_member))
        return true; /* the name stands there twice */
    if (known != KK_UNSET)
        return kk_raise_false(vm, KK_ValueError, "%R in __slots__ conflicts with class variable", name);
    Value member = kk_object_new(vm, &kk_type_member, 0);
    if (member == KK_ERROR)
        return false;
    member_of(member)->name = name;
    member_of(member)->owner = KK_REF(cls);
    member_of(member)->doc = doc;
    cls->flags |= TYPE_HAS_SLOTS;
    return kk_dict_set(vm, cls->dict, name, member);
}

/* The names of the list that are no members are taken out of it. */
KK_MUST_CHECK static bool check_names(Vm *vm, TypeObj *cls, Value list, bool *dict, bool *weak)
{
    bool have_dict, have_weak;
    inherited(cls, &have_dict, &have_weak);
    have_weak = have_weak || has_items(cls->native);
    if (kk_len_of(list) != 0 && has_items(cls->native))
        return kk_raise_false(vm, KK_TypeError, "nonempty __slots__ not supported for subtype of '%N'",
                              KK_OBJ(const TypeObj, cls->base));
    for (size_t i = 0; i < kk_len_of(list); i++) {
        Value name = kk_as_kind(kk_list_at(list, i), KIND_STR);
        if (name == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "__slots__ items must be strings, not '%T'", kk_list_at(list, i));
        if (!check_identifier(vm, name))
            return false;
        bool is_dict = kk_str_equal(name, KK_N(__dict__)), is_weak = kk_str_equal(name, KK_N(__weakref__));
        if (is_dict && (have_dict || *dict))
            return kk_raise_false(vm, KK_TypeError, "__dict__ slot disallowed: we already got one");
        if (is_weak && (have_weak || *weak))
            return kk_raise_false(vm, KK_TypeError, "__weakref__ slot disallowed: either we already got one, or "
                                  "__itemsize__ != 0");
        *dict = *dict || is_dict;
        *weak = *weak || is_weak;
    }
    *dict = *dict || have_dict;
    *weak = *weak || have_weak;
    return true;
}

bool kk_slots_apply(Vm *vm, TypeObj *cls)
{
    Value slots = kk_dict_get_name(cls->dict, KK_N(__slots__));
    if (slots == KK_UNSET)
        return true;
    bool dict = false, weak = false;
    Value list = list_names(vm, slots);
    if (list == KK_ERROR || !check_names(vm, cls, list, &dict, &weak))
        return false;
    Value docs = kk_as_kind(slots, KIND_DICT);
    for (size_t i = 0; i < kk_len_of(list); i++) {
        Value given = kk_list_at(list, i), doc = docs == KK_UNSET ? KK_UNSET : kk_dict_get(vm, docs, given);
        Value name = kk_failed(vm) ? KK_ERROR : mangle(vm, cls, kk_as_kind(given, KIND_STR));
        if (name == KK_ERROR)
            return false;
        if (name == KK_N(__dict__) || name == KK_N(__weakref__))
            continue;
        if (!add_member(vm, cls, name, doc == KK_UNSET ? kk_none : doc))
            return false;
    }
    cls->flags |= (dict ? 0 : TYPE_SLOTS_ONLY) | (weak ? 0 : TYPE_NO_WEAKREF);
    return true;
}

/* ---- layouts ---- */

const TypeObj *kk_slots_adder(const TypeObj *cls)
{
    for (; (cls->flags & TYPE_HEAP) != 0; cls = KK_OBJ(const TypeObj, cls->base)) {
        if ((cls->flags & TYPE_HAS_SLOTS) != 0)
            return cls;
    }
    return NULL;
}

bool kk_slots_conflict(Value bases, const TypeObj **winner)
{
    *winner = NULL;
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        const TypeObj *other = kk_slots_adder(KK_OBJ(const TypeObj, kk_tuple_at(bases, i)));
        if (other == NULL || (*winner != NULL && kk_type_is_subclass(*winner, other)))
            continue;
        if (*winner != NULL && !kk_type_is_subclass(other, *winner))
            return true;
        *winner = other;
    }
    return false;
}

/* Every member of one class is one of the other's. */
static bool covers(const TypeObj *a, const TypeObj *b)
{
    Value name, v;
    for (size_t at = 0; kk_dict_next(a->dict, &at, &name, &v);) {
        if (kk_slots_is_member(v) && !kk_slots_is_member(kk_dict_get_name(b->dict, name)))
            return false;
    }
    return true;
}

/* Whether instances have a __dict__, and can be referred to weakly, as two bits. */
static unsigned gives(const TypeObj *cls)
{
    if ((cls->flags & TYPE_HEAP) == 0)
        return (cls->flags & TYPE_EXCEPTION) != 0;
    return ((cls->flags & TYPE_SLOTS_ONLY) == 0) | (unsigned)((cls->flags & TYPE_NO_WEAKREF) == 0) << 1;
}

bool kk_slots_compatible(const TypeObj *a, const TypeObj *b)
{
    if (gives(a) != gives(b))
        return false;
    const TypeObj *x = kk_slots_adder(a), *y = kk_slots_adder(b);
    if (x == y || x == NULL || y == NULL)
        return x == y;
    return covers(x, y) && covers(y, x) &&
           kk_slots_adder(KK_OBJ(const TypeObj, x->base)) == kk_slots_adder(KK_OBJ(const TypeObj, y->base));
}
