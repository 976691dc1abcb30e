/*
 * class_bases.c: the classes that derive from a class, and giving a class other bases.
 *
 * A mro() written in Python may itself assign to __bases__ of any class on the way. What it changed is left alone:
 * each step looks whether the class still has what this assignment gave it.
 *
 * Layer: types.   Tests: tests/types/class/bases.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/weak.h"
#include "types/class.h"
#include "types/list.h"
#include "types/slots.h"
#include "types/tuple.h"
#include "types/type.h"
#include "types/weakref.h"

static TypeObj *type_obj(Value v) { return KK_OBJ(TypeObj, v); }

/* ---- the classes that derive from a class ---- */

static size_t count(const TypeObj *type)
{
    return type->part->subclasses == KK_UNSET ? 0 : kk_len_of(type->part->subclasses);
}

/* Where the reference to the class is among those to the subclasses of type; SIZE_MAX: nowhere. */
static size_t find(const TypeObj *type, Value cls)
{
    for (size_t i = 0; i < count(type); i++) {
        if (kk_weakref_target(KK_OBJ(ValuesObj, type->part->subclasses)->at[i]) == cls)
            return i;
    }
    return SIZE_MAX;
}

/* Takes entry i to the end, the others keep their order. */
static Value *move_to_end(TypeObj *type, size_t i)
{
    size_t n = count(type);
    Value *at = &KK_OBJ(ValuesObj, type->part->subclasses)->at[i], ref = *at;
    memmove(at, at + 1, (n - i - 1) * sizeof(Value));
    at[n - i - 1] = ref;
    return &at[n - i - 1];
}

bool kk_class_join(Vm *vm, Value base, Value cls)
{
    TypeObj *type = type_obj(base);
    if ((type->flags & TYPE_HEAP) == 0 || find(type, cls) != SIZE_MAX)
        return true;
    size_t n = count(type);
    Value ref = kk_weakref_new(vm, &kk_type_weakref, cls, KK_UNSET);
    if (ref == KK_ERROR)
        return false;
    /* The place of one that has died will do. */
    size_t dead = find(type, KK_UNSET);
    if (dead != SIZE_MAX) {
        *move_to_end(type, dead) = ref;
        return true;
    }
    Value more = kk_values_resize(vm, type->part->subclasses, n + 1);
    if (more == KK_ERROR)
        return false;
    KK_OBJ(ValuesObj, more)->at[n] = ref;
    type->part->subclasses = more;
    return true;
}

KK_MUST_CHECK static bool leave(Vm *vm, Value base, Value cls)
{
    TypeObj *type = type_obj(base);
    size_t i = (type->flags & TYPE_HEAP) == 0 ? SIZE_MAX : find(type, cls);
    if (i == SIZE_MAX)
        return true;
    size_t n = count(type);
    (void)move_to_end(type, i);
    type->part->subclasses = n == 1 ? KK_UNSET : kk_values_resize(vm, type->part->subclasses, n - 1);
    return n == 1 || type->part->subclasses != KK_ERROR;
}

static bool has(Value tuple, Value v)
{
    for (size_t i = 0; i < kk_len_of(tuple); i++) {
        if (kk_tuple_at(tuple, i) == v)
            return true;
    }
    return false;
}

bool kk_class_in_mro(const TypeObj *type, const TypeObj *cls) { return has(kk_type_part(type)->mro, KK_REF(cls)); }

/* The class is among the subclasses of its bases and, of those in `old`, of no other. */
KK_MUST_CHECK static bool regroup(Vm *vm, Value cls, Value old)
{
    for (size_t i = 0; i < kk_len_of(old); i++) {
        if (!has(type_obj(cls)->part->bases, kk_tuple_at(old, i)) && !leave(vm, kk_tuple_at(old, i), cls))
            return false;
    }
    for (size_t i = 0; i < kk_len_of(type_obj(cls)->part->bases); i++) {
        if (!kk_class_join(vm, kk_tuple_at(type_obj(cls)->part->bases, i), cls))
            return false;
    }
    return true;
}

/* ---- other bases ---- */

/* Through MROs, which may be old, or bases, which are not. */
static bool derives(const TypeObj *type, const TypeObj *from)
{
    if (kk_type_part(type)->mro != KK_UNSET ? kk_type_is_subclass(type, from) : false)
        return true;
    for (;; type = KK_OBJ(const TypeObj, type->base)) {
        if (type == from || type->base == KK_UNSET)
            return type == from;
    }
}

KK_MUST_CHECK static bool check(Vm *vm, const TypeObj *cls, Value bases, Value *best)
{
    if (kk_len_of(bases) == 0)
        return kk_raise_false(vm, KK_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", cls);
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        Value base = kk_tuple_at(bases, i);
        if (!kk_type_is(base))
            return kk_raise_false(vm, KK_TypeError, "%N.__bases__ must be tuple of classes, not '%T'", cls, base);
        if (derives(type_obj(base), cls))
            return kk_raise_false(vm, KK_TypeError, "a __bases__ item causes an inheritance cycle");
    }
    const TypeObj *native = kk_class_native(vm, bases, best);
    if (native == NULL)
        return false;
    if (native != cls->native || !kk_slots_compatible(type_obj(*best), type_obj(cls->base)))
        return kk_raise_false(vm, KK_TypeError, "__bases__ assignment: '%N' object layout differs from '%N'",
                              type_obj(*best), type_obj(cls->base));
    return true;
}

KK_MUST_CHECK static bool renew(Vm *vm, Value cls, Value undo);

KK_MUST_CHECK static bool renew_subclasses(Vm *vm, const TypeObj *type, Value undo)
{
    for (size_t i = 0; i < count(type); i++) {
        Value sub = kk_weakref_target(KK_OBJ(ValuesObj, type->part->subclasses)->at[i]);
        if (sub != KK_UNSET && !renew(vm, sub, undo))
            return false;
    }
    return true;
}

/* Computes the MRO of the class and of all that derive from it. undo: a list of class, new MRO and old MRO (or None). */
static bool renew(Vm *vm, Value cls, Value undo)
{
    TypeObj *type = type_obj(cls);
    Value old = type->part->mro, mro = kk_type_find_mro(vm, cls);
    if (mro == KK_ERROR || !kk_list_append(vm, undo, cls) || !kk_list_append(vm, undo, mro) ||
        !kk_list_append(vm, undo, old == KK_UNSET ? kk_none : old))
        return false;
    /* A mro() that assigned to __bases__ has seen to it, and to what derives from the class. */
    if (type->part->mro != old)
        return true;
    type->part->mro = mro;
    kk_attr_flush(vm);
    if (!kk_depth_enter(vm))
        return false;
    bool fine = renew_subclasses(vm, type, undo);
    kk_depth_leave(vm);
    return fine;
}

static void take_back(Value undo)
{
    for (size_t i = kk_len_of(undo); i > 0; i -= 3) {
        TypeObj *type = type_obj(kk_list_at(undo, i - 3));
        Value old = kk_list_at(undo, i - 1);
        if (type->part->mro == kk_list_at(undo, i - 2))
            type->part->mro = old == kk_none ? KK_UNSET : old;
    }
}

bool kk_class_set_bases(Vm *vm, Value cls, Value bases)
{
    TypeObj *type = type_obj(cls);
    Value best = KK_UNSET, undo = kk_list_new(vm, 3);
    if (undo == KK_ERROR || !check(vm, type, bases, &best))
        return false;
    Value old_bases = type->part->bases, old_base = type->base;
    type->part->bases = bases;
    type->base = best;
    bool fine = renew(vm, cls, undo);
    if (!fine && type->part->bases == bases) {
        take_back(undo);
        type->part->bases = old_bases;
        type->base = old_base;
    }
    kk_attr_flush(vm);
    if (fine)
        fine = regroup(vm, cls, old_bases);
    if (kk_type_part(type)->mro != KK_UNSET)
        kk_type_update_flags(vm, type);
    return fine;
}
