/*
 * mro.c: the method resolution order: C3 linearisation (Barrett et al., OOPSLA 1996).
 *
 * Layer: types.   Tests: tests/types/type/mro.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "types/list.h"
#include "types/tuple.h"
#include "types/type.h"

Value kk_type_mro(Vm *vm, Value type)
{
    const TypeObj *t = KK_OBJ(const TypeObj, type);
    if (kk_type_part(t)->mro != KK_UNSET)
        return kk_type_part(t)->mro;
    Value list = kk_list_new(vm, 4);
    for (; list != KK_ERROR; type = KK_OBJ(const TypeObj, type)->base) {
        if (!kk_list_append(vm, list, type))
            return KK_ERROR;
        if (KK_OBJ(const TypeObj, type)->base == KK_UNSET)
            return kk_list_to_tuple(vm, list);
    }
    return KK_ERROR;
}

/* Whether v stands in one of the sequences behind its head; heads[i] tells where sequence i begins. */
static bool in_a_tail(Value sequences, const size_t *heads, Value v)
{
    for (size_t s = 0; s < kk_len_of(sequences); s++) {
        Value one = kk_list_at(sequences, s);
        for (size_t i = heads[s] + 1; i < kk_len_of(one); i++) {
            if (kk_tuple_at(one, i) == v)
                return true;
        }
    }
    return false;
}

/* The next class: the head of a sequence that is in no other's tail. KK_UNSET: none is; *done: all are empty. */
static Value next_class(Value sequences, const size_t *heads, bool *done)
{
    *done = true;
    for (size_t s = 0; s < kk_len_of(sequences); s++) {
        Value one = kk_list_at(sequences, s);
        if (heads[s] >= kk_len_of(one))
            continue;
        *done = false;
        Value head = kk_tuple_at(one, heads[s]);
        if (!in_a_tail(sequences, heads, head))
            return head;
    }
    return KK_UNSET;
}

/* TypeError that names the classes of which none can be next. */
KK_MUST_CHECK static Value inconsistent(Vm *vm, Value sequences, const size_t *heads)
{
    Value names = KK_UNSET;
    for (size_t s = 0; s < kk_len_of(sequences); s++) {
        Value one = kk_list_at(sequences, s);
        bool new = heads[s] < kk_len_of(one);
        for (size_t before = 0; new && before < s; before++) {
            Value other = kk_list_at(sequences, before);
            new = heads[before] >= kk_len_of(other) || kk_tuple_at(other, heads[before]) != kk_tuple_at(one, heads[s]);
        }
        if (!new)
            continue;
        const TypeObj *head = KK_OBJ(const TypeObj, kk_tuple_at(one, heads[s]));
        names = names == KK_UNSET ? kk_format_message(vm, "%N", head) : kk_format_message(vm, "%V, %N", names, head);
        if (names == KK_ERROR)
            return KK_ERROR;
    }
    return kk_raise(vm, KK_TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %V", names);
}

KK_MUST_CHECK static bool merge(Vm *vm, Value result, Value sequences, size_t *heads)
{
    for (;;) {
        bool done;
        Value next = next_class(sequences, heads, &done);
        if (done)
            return true;
        if (next == KK_UNSET)
            return inconsistent(vm, sequences, heads) != KK_ERROR;
        if (!kk_list_append(vm, result, next))
            return false;
        for (size_t s = 0; s < kk_len_of(sequences); s++) {
            Value one = kk_list_at(sequences, s);
            if (heads[s] < kk_len_of(one) && kk_tuple_at(one, heads[s]) == next)
                heads[s]++;
        }
    }
}

#define MAX_BASES 32

Value kk_type_compute_mro(Vm *vm, Value cls, Value bases)
{
    size_t heads[MAX_BASES + 1] = {0};
    if (kk_len_of(bases) > MAX_BASES)
        return kk_raise(vm, KK_TypeError, "too many bases");
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        for (size_t j = 0; j < i; j++) {
            if (kk_tuple_at(bases, i) == kk_tuple_at(bases, j))
                return kk_raise(vm, KK_TypeError, "duplicate base class %N",
                                KK_OBJ(const TypeObj, kk_tuple_at(bases, i)));
        }
    }
    Value sequences = kk_list_new(vm, kk_len_of(bases) + 1);
    Value result = sequences == KK_ERROR ? KK_ERROR : kk_list_new(vm, 4);
    if (result == KK_ERROR || !kk_list_append(vm, result, cls))
        return KK_ERROR;
    for (size_t i = 0; i < kk_len_of(bases); i++) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(bases, i));
        if ((base->flags & TYPE_HEAP) != 0 && kk_type_part(base)->mro == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "Cannot extend an incomplete type '%N'", base);
        Value mro = kk_type_mro(vm, kk_tuple_at(bases, i));
        if (mro == KK_ERROR || !kk_list_append(vm, sequences, mro))
            return KK_ERROR;
    }
    if (!kk_list_append(vm, sequences, bases) || !merge(vm, result, sequences, heads))
        return KK_ERROR;
    return kk_list_to_tuple(vm, result);
}

Value kk_type_find_mro(Vm *vm, Value cls)
{
    TypeObj *type = KK_OBJ(TypeObj, cls);
    const TypeObj *meta = kk_type_of(cls);
    Value method = kk_class_attr(vm, meta, KK_N(mro));
    if (meta == &kk_type_type || method == KK_UNSET || kk_native_is(method))
        return kk_type_compute_mro(vm, cls, kk_type_part(type)->bases);
    bool found;
    Value given = kk_call_special(vm, cls, KK_N(mro), NULL, 0, &found);
    Value list = given == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    if (list == KK_ERROR || !kk_list_extend(vm, list, given))
        return KK_ERROR;
    for (size_t i = 0; i < kk_len_of(list); i++) {
        Value one = kk_list_at(list, i);
        if (!kk_type_is(one))
            return kk_raise(vm, KK_TypeError, "mro() returned a non-class ('%T')", one);
        if (!kk_type_is_subclass(type->native, KK_OBJ(const TypeObj, one)->native))
            return kk_raise(vm, KK_TypeError, "mro() returned base with unsuitable layout ('%N')",
                            KK_OBJ(const TypeObj, one));
    }
    /* What every instance has is looked for there. */
    Value object = KK_REF(&kk_type_object);
    bool complete = false;
    for (size_t i = 0; !complete && i < kk_len_of(list); i++)
        complete = kk_list_at(list, i) == object;
    return complete || kk_list_append(vm, list, object) ? kk_list_to_tuple(vm, list) : KK_ERROR;
}
