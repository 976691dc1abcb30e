/*
 * filter.c: the items of an iterable that a function approves of.
 *
 * Layer: types.   Tests: tests/types/iter/filter.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/tuple.h"

typedef struct FilterObj {
    uintptr_t header; /* &kk_type_filter, or of a subclass */
    Value function;   /* kk_none: the truth of the item itself */
    Value iterator;
} FilterObj;

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET && cls == KK_REF(&kk_type_filter))
        return kk_raise(vm, KK_TypeError, "filter() takes no keyword arguments");
    if (args.n != 2)
        return kk_raise(vm, KK_TypeError, "filter expected 2 arguments, got %zu", args.n);
    Value iterator = kk_iter(vm, args.pos[1]);
    Value self = iterator == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(FilterObj, self)->function = args.pos[0];
    KK_OBJ(FilterObj, self)->iterator = iterator;
    return self;
}

static Value next(Vm *vm, Value self)
{
    const FilterObj *filter = KK_OBJ(FilterObj, self);
    bool by_truth = filter->function == kk_none || filter->function == KK_REF(&kk_type_bool);
    for (;;) {
        Value item = kk_next(vm, filter->iterator);
        if (item == KK_END || item == KK_ERROR)
            return item;
        Value verdict = by_truth ? item : kk_call1(vm, filter->function, item);
        bool good;
        if (verdict == KK_ERROR || !kk_truth(vm, verdict, &good))
            return KK_ERROR;
        if (good)
            return item;
    }
}

/* How copies are made. */
KK_METHOD(filter, __reduce__, "()")
Value kk_filter_reduce(Vm *vm, Value self, Args args)
{
    const FilterObj *filter = KK_OBJ(FilterObj, self);
    return kk_iter_reduced(vm, KK_REF(kk_type_of(self)),
                           kk_tuple_pair(vm, filter->function, filter->iterator), KK_UNSET);
}

static const TypeSlots filter_slots = {.make = make, .iter = kk_iter_self, .next = next};
static const Layout filter_layout = {.words = 3, .refs = 6};

KK_TYPE(filter, object) = {KK_TYPE_HEAD(filter, object, &filter_layout, 0), .slots = &filter_slots};
