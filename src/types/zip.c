/*
 * zip.c: tuples of the items of several iterables, side by side.
 *
 * Layer: types.   Tests: tests/types/iter/zip.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/tuple.h"
#include "types/zip.h"

typedef struct ZipObj {
    uintptr_t header; /* &kk_type_zip, or of a subclass */
    Value iterators;  /* tuple; KK_UNSET: a strict one that has ended */
    Value strict;     /* kk_true, kk_false */
} ZipObj;

Value kk_zip_iterators(Vm *vm, const Value *iterables, size_t n, const char *format)
{
    Value iterators = kk_tuple_new(vm, n);
    for (size_t i = 0; i < n && iterators != KK_ERROR; i++) {
        Value one = kk_iter(vm, iterables[i]);
        if (one == KK_ERROR) {
            if (format == NULL || !kk_pending_clear(vm, KK_TypeError))
                return KK_ERROR;
            return kk_raise(vm, KK_TypeError, format, i + 1);
        }
        kk_tuple_items(iterators)[i] = one;
    }
    return iterators;
}

/* The value of keyword strict, the only one. */
static bool strict_of(Vm *vm, Value kw, bool *strict)
{
    size_t at = 0;
    Value name, value;
    *strict = false;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        if (!kk_str_equal(name, KK_N(strict)))
            return kk_raise_false(vm, KK_TypeError,
                                  "'%V' is an invalid keyword argument for zip()", name);
        if (!kk_truth(vm, value, strict))
            return false;
    }
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    bool strict;
    if (!strict_of(vm, kw, &strict))
        return KK_ERROR;
    Value iterators = kk_zip_iterators(vm, args.pos, args.n, NULL);
    if (iterators == KK_ERROR)
        return KK_ERROR;
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(ZipObj, self)->iterators = iterators;
    KK_OBJ(ZipObj, self)->strict = kk_bool(strict);
    return self;
}

KK_SAYS(uneven, 2)
static Value uneven(Vm *vm, size_t i, const char *what)
{
    const char *others = i == 1 ? " 1" : "s 1-";
    if (i == 1)
        return kk_raise(vm, KK_ValueError, "zip() argument %zu is %s than argument%s", i + 1, what,
                        others);
    return kk_raise(vm, KK_ValueError, "zip() argument %zu is %s than argument%s%zu", i + 1, what,
                    others, i);
}

/* Iterator i of a strict zip has ended: the ones before it must not have given an item, and those
 * behind it must be at their end. */
static Value end_strictly(Vm *vm, ZipObj *zip, size_t i)
{
    Value iterators = zip->iterators;
    zip->iterators = KK_UNSET;
    if (i > 0)
        return uneven(vm, i, "shorter");
    for (i = 1; i < kk_tuple_len(iterators); i++) {
        Value item = kk_next(vm, kk_tuple_at(iterators, i));
        if (item == KK_ERROR)
            return KK_ERROR;
        if (item != KK_END)
            return uneven(vm, i, "longer");
    }
    return KK_END;
}

static Value next(Vm *vm, Value self)
{
    ZipObj *zip = KK_OBJ(ZipObj, self);
    Value iterators = zip->iterators;
    size_t n = iterators == KK_UNSET ? 0 : kk_tuple_len(iterators);
    if (n == 0)
        return KK_END;
    Value row = kk_tuple_new(vm, n);
    for (size_t i = 0; i < n && row != KK_ERROR; i++) {
        Value item = kk_next(vm, kk_tuple_at(iterators, i));
        if (item == KK_END && zip->strict == kk_true)
            return end_strictly(vm, zip, i);
        if (item == KK_END || item == KK_ERROR)
            return item;
        kk_tuple_items(row)[i] = item;
    }
    return row;
}

Value kk_zip_pair(Vm *vm, Value self, Value *pair)
{
    ZipObj *zip = KK_OBJ(ZipObj, self);
    Value iterators = zip->iterators;
    if (iterators == KK_UNSET || kk_tuple_len(iterators) != 2)
        return kk_not_implemented;
    for (size_t i = 0; i < 2; i++) {
        pair[i] = kk_next(vm, kk_tuple_at(iterators, i));
        if (pair[i] == KK_END && zip->strict == kk_true)
            return end_strictly(vm, zip, i);
        if (pair[i] == KK_END || pair[i] == KK_ERROR)
            return pair[i];
    }
    return kk_true;
}

/* How copies are made; the state tells that it is strict. */
KK_METHOD(zip, __reduce__, "()")
Value kk_zip_reduce(Vm *vm, Value self, Args args)
{
    const ZipObj *zip = KK_OBJ(ZipObj, self);
    Value iterators = zip->iterators == KK_UNSET ? KK_EMPTY_TUPLE : zip->iterators;
    return kk_iter_reduced(vm, KK_REF(kk_type_of(self)), iterators,
                           zip->strict == kk_true ? kk_true : KK_UNSET);
}

/* Makes it strict, or not. */
KK_METHOD(zip, __setstate__, "(state, /)")
Value kk_zip_setstate(Vm *vm, Value self, Args args)
{
    bool strict;
    if (!kk_truth(vm, args.pos[0], &strict))
        return KK_ERROR;
    KK_OBJ(ZipObj, self)->strict = kk_bool(strict);
    return kk_none;
}

static const TypeSlots zip_slots = {.make = make, .iter = kk_iter_self, .next = next};
static const Layout zip_layout = {.words = 3, .refs = 6};

KK_TYPE(zip, object) = {KK_TYPE_HEAD(zip, object, &zip_layout, 0), .slots = &zip_slots};
