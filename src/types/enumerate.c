/*
 * enumerate.c: pairs of a running number and an item.
 *
 * Layer: types.   Tests: tests/types/iter/enumerate.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/int/int.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/sequence.h"
#include "types/tuple.h"

typedef struct EnumerateObj {
    uintptr_t header; /* &kk_type_enumerate, or of a subclass */
    Value iterator;
    Value next; /* int of any size */
} EnumerateObj;

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(iterable), KK_N(start)};
    Value given[2];
    if (!kk_keywords_bind(vm, "enumerate", args, kw, names, 2, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "enumerate() missing required argument 'iterable'");
    Value next = given[1] == KK_UNSET ? KK_INT(0) : kk_index_int(vm, given[1]);
    Value iterator = next == KK_ERROR ? KK_ERROR : kk_iter(vm, given[0]);
    Value self = iterator == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(EnumerateObj, self)->iterator = iterator;
    KK_OBJ(EnumerateObj, self)->next = next;
    return self;
}

Value kk_enumerate_pair(Vm *vm, Value self, Value *pair)
{
    EnumerateObj *it = KK_OBJ(EnumerateObj, self);
    Value item = kk_next(vm, it->iterator);
    if (item == KK_ERROR || item == KK_END)
        return item;
    pair[0] = it->next;
    pair[1] = item;
    if (KK_LIKELY(kk_smallint_is(it->next) && it->next != KK_INT(KK_INT_MAX))) {
        it->next += KK_INT(1) - KK_INT(0);
        return kk_true;
    }
    Value number = kk_int_binary(vm, BIN_ADD, it->next, KK_INT(1));
    if (number == KK_ERROR)
        return KK_ERROR;
    it->next = number;
    return kk_true;
}

static Value next(Vm *vm, Value self)
{
    Value pair[2] = {KK_UNSET, KK_UNSET}, r = kk_enumerate_pair(vm, self, pair);
    return r == kk_true ? kk_tuple_pair(vm, pair[0], pair[1]) : r;
}

/* How copies are made. */
KK_METHOD(enumerate, __reduce__, "()")
Value kk_enumerate_reduce(Vm *vm, Value self, Args args)
{
    const EnumerateObj *it = KK_OBJ(EnumerateObj, self);
    return kk_iter_reduced(vm, KK_REF(kk_type_of(self)), kk_tuple_pair(vm, it->iterator, it->next), KK_UNSET);
}

static const TypeSlots enumerate_slots = {.make = make, .iter = kk_iter_self, .next = next};
static const Layout enumerate_layout = {.words = 3, .refs = 6};

KK_TYPE(enumerate, object) = {KK_TYPE_HEAD(enumerate, object, &enumerate_layout, 0),
                              .slots = &enumerate_slots};
