/*
 * set_methods.c: the methods of set and frozenset. Those that take iterables take any, unlike the
 * operators.
 *
 * Layer: types.   Tests: tests/types/set/methods.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/set.h"

/* Add an element to a set. */
KK_METHOD(set, add, "(element, /)")
Value kk_set_m_add(Vm *vm, Value self, Args args)
{
    return kk_set_add(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* A set that has no hash is meant as the frozenset of its items. */
static bool frozen_instead(Vm *vm, Value *item)
{
    if (!kk_set_is_any(*item) || kk_type_of(*item)->native != &kk_type_set ||
        !kk_pending_clear(vm, KK_TypeError))
        return false;
    *item = kk_set_copy(vm, *item, &kk_type_frozenset);
    return *item != KK_ERROR;
}

bool kk_set_contains_any(Vm *vm, Value set, Value item, bool *found)
{
    return kk_set_contains(vm, set, item, found) ||
           (frozen_instead(vm, &item) && kk_set_contains(vm, set, item, found));
}

static bool discard(Vm *vm, Value self, Value item, bool *found)
{
    return kk_set_discard(vm, self, item, found) ||
           (frozen_instead(vm, &item) && kk_set_discard(vm, self, item, found));
}

/* Remove an element from a set if it is a member. */
KK_METHOD(set, discard, "(element, /)")
Value kk_set_m_discard(Vm *vm, Value self, Args args)
{
    bool found;
    return discard(vm, self, args.pos[0], &found) ? kk_none : KK_ERROR;
}

/* Remove an element from a set; it must be a member. */
KK_METHOD(set, remove, "(element, /)")
Value kk_set_m_remove(Vm *vm, Value self, Args args)
{
    bool found;
    if (!discard(vm, self, args.pos[0], &found))
        return KK_ERROR;
    return found ? kk_none : kk_raise_value(vm, KK_KeyError, args.pos[0]);
}

/* Remove and return an arbitrary set element. */
KK_METHOD(set, pop, "()")
Value kk_set_m_pop(Vm *vm, Value self, Args args)
{
    SetObj *s = KK_OBJ(SetObj, self);
    size_t at = s->extra;
    Value item;
    bool found;
    if (s->count == 0)
        return kk_raise(vm, KK_KeyError, "pop from an empty set");
    if (!kk_set_next(self, &at, &item)) {
        at = 0;
        found = kk_set_next(self, &at, &item);
    }
    if (!kk_set_discard(vm, self, item, &found))
        return KK_ERROR;
    if (s->count != 0)
        s->extra = at;
    return item;
}

/* Remove all elements from this set. */
KK_METHOD(set, clear, "()")
Value kk_set_m_clear(Vm *vm, Value self, Args args)
{
    kk_set_clear(self);
    return kk_none;
}

/* Return a shallow copy of a set. */
KK_METHOD(set, copy, "()")
KK_METHOD(frozenset, copy, "()")
Value kk_set_m_copy(Vm *vm, Value self, Args args)
{
    if (kk_desc_is(self, &kk_type_frozenset))
        return self;
    return kk_set_copy(vm, self, kk_type_of(self)->native);
}

/* ---- with any number of iterables ---- */

/* Update a set with the union of itself and others. */
KK_METHOD(set, update, "(*others)")
Value kk_set_m_update(Vm *vm, Value self, Args args)
{
    for (size_t i = 0; i < args.n; i++) {
        if (!kk_set_update(vm, self, args.pos[i]))
            return KK_ERROR;
    }
    return kk_none;
}

/* Return the union of sets as a new set. */
KK_METHOD(set, union, "(*others)")
KK_METHOD(frozenset, union, "(*others)")
Value kk_set_m_union(Vm *vm, Value self, Args args)
{
    Value result = kk_set_copy(vm, self, kk_type_of(self)->native);
    if (result == KK_ERROR || kk_set_m_update(vm, result, args) == KK_ERROR)
        return KK_ERROR;
    return result;
}

/* Return the intersection of two sets as a new set. */
KK_METHOD(set, intersection, "(*others)")
KK_METHOD(frozenset, intersection, "(*others)")
Value kk_set_m_intersection(Vm *vm, Value self, Args args)
{
    const TypeObj *cls = kk_type_of(self)->native;
    Value result = args.n == 0 ? kk_set_copy(vm, self, cls) : self;
    for (size_t i = 0; i < args.n && result != KK_ERROR; i++) {
        Value other = kk_set_of(vm, args.pos[i]);
        result = other == KK_ERROR ? KK_ERROR : kk_set_intersection(vm, cls, result, other);
    }
    return result;
}

/* Takes the table of `from`, which nobody else uses. */
static Value take_over(Value self, Value from)
{
    SetObj *to = KK_OBJ(SetObj, self);
    const SetObj *other = KK_OBJ(SetObj, from);
    to->table = other->table;
    to->hashes = other->hashes;
    to->count = other->count;
    to->used = other->used;
    to->extra = 0;
    return kk_none;
}

/* Update a set with the intersection of itself and another. */
KK_METHOD(set, intersection_update, "(*others)")
Value kk_set_m_intersection_update(Vm *vm, Value self, Args args)
{
    Value result = kk_set_m_intersection(vm, self, args);
    return result == KK_ERROR ? KK_ERROR : take_over(self, result);
}

/* Remove all elements of another set from this set. */
KK_METHOD(set, difference_update, "(*others)")
Value kk_set_m_difference_update(Vm *vm, Value self, Args args)
{
    for (size_t i = 0; i < args.n; i++) {
        Value other = kk_set_of(vm, args.pos[i]);
        if (other == KK_ERROR || !kk_set_remove_all(vm, self, other))
            return KK_ERROR;
    }
    return kk_none;
}

/* Return the difference of two or more sets as a new set. */
KK_METHOD(set, difference, "(*others)")
KK_METHOD(frozenset, difference, "(*others)")
Value kk_set_m_difference(Vm *vm, Value self, Args args)
{
    Value result = kk_set_copy(vm, self, kk_type_of(self)->native);
    if (result == KK_ERROR || kk_set_m_difference_update(vm, result, args) == KK_ERROR)
        return KK_ERROR;
    return result;
}

/* Return the symmetric difference of two sets as a new set. */
KK_METHOD(set, symmetric_difference, "(other, /)")
KK_METHOD(frozenset, symmetric_difference, "(other, /)")
Value kk_set_m_symmetric_difference(Vm *vm, Value self, Args args)
{
    Value other = kk_set_of(vm, args.pos[0]);
    if (other == KK_ERROR)
        return KK_ERROR;
    return kk_set_symmetric(vm, kk_type_of(self)->native, self, other);
}

/* Update a set with the symmetric difference of itself and another. */
KK_METHOD(set, symmetric_difference_update, "(other, /)")
Value kk_set_m_symmetric_difference_update(Vm *vm, Value self, Args args)
{
    Value result = kk_set_m_symmetric_difference(vm, self, args);
    return result == KK_ERROR ? KK_ERROR : take_over(self, result);
}

/* ---- questions ---- */

/* Report whether another set contains this set. */
KK_METHOD(set, issubset, "(other, /)")
KK_METHOD(frozenset, issubset, "(other, /)")
Value kk_set_m_issubset(Vm *vm, Value self, Args args)
{
    Value other = kk_set_of(vm, args.pos[0]);
    return other == KK_ERROR ? KK_ERROR : kk_set_compare(vm, self, other, CMP_LE);
}

/* Report whether this set contains another set. */
KK_METHOD(set, issuperset, "(other, /)")
KK_METHOD(frozenset, issuperset, "(other, /)")
Value kk_set_m_issuperset(Vm *vm, Value self, Args args)
{
    Value other = kk_set_of(vm, args.pos[0]);
    return other == KK_ERROR ? KK_ERROR : kk_set_compare(vm, self, other, CMP_GE);
}

/* Return True if two sets have a null intersection. */
KK_METHOD(set, isdisjoint, "(other, /)")
KK_METHOD(frozenset, isdisjoint, "(other, /)")
Value kk_set_m_isdisjoint(Vm *vm, Value self, Args args)
{
    Cursor cursor;
    if (!kk_iter_begin(vm, &cursor, args.pos[0]))
        return KK_ERROR;
    for (;;) {
        Value item = kk_iter_advance(vm, &cursor);
        bool found;
        if (item == KK_END)
            return kk_true;
        if (item == KK_ERROR || !kk_set_contains(vm, self, item, &found))
            return KK_ERROR;
        if (found)
            return kk_false;
    }
}
