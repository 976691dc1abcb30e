/*
 * map.c: a function applied to the items of one or more iterables.
 *
 * Layer: types.   Tests: tests/types/iter/map.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/tuple.h"
#include "types/zip.h"

typedef struct MapObj {
    uintptr_t header; /* &kk_type_map, or of a subclass */
    Value function;
    Value iterators; /* tuple */
} MapObj;

/* With more iterables than this the arguments are gathered in a tuple. */
#define FEW 4

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET && cls == KK_REF(&kk_type_map))
        return kk_raise(vm, KK_TypeError, "map() takes no keyword arguments");
    if (args.n < 2)
        return kk_raise(vm, KK_TypeError, "map() must have at least two arguments.");
    Value iterators = kk_zip_iterators(vm, args.pos + 1, args.n - 1, NULL);
    if (iterators == KK_ERROR)
        return KK_ERROR;
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(MapObj, self)->function = args.pos[0];
    KK_OBJ(MapObj, self)->iterators = iterators;
    return self;
}

static Value next(Vm *vm, Value self)
{
    const MapObj *map = KK_OBJ(MapObj, self);
    Value iterators = map->iterators, few[FEW], *items = few;
    size_t n = kk_tuple_len(iterators);
    if (n > FEW) {
        Value tuple = kk_tuple_new(vm, n);
        if (tuple == KK_ERROR)
            return KK_ERROR;
        items = kk_tuple_items(tuple);
    }
    for (size_t i = 0; i < n; i++) {
        Value item = kk_next(vm, kk_tuple_at(iterators, i));
        if (item == KK_END || item == KK_ERROR)
            return item;
        items[i] = item;
    }
    return kk_call(vm, map->function, items, n);
}

/* How copies are made. */
KK_METHOD(map, __reduce__, "()")
Value kk_map_reduce(Vm *vm, Value self, Args args)
{
    const MapObj *map = KK_OBJ(MapObj, self);
    Value function = map->function, iterators = map->iterators;
    size_t n = kk_tuple_len(iterators);
    Value all = kk_tuple_new(vm, n + 1);
    if (all == KK_ERROR)
        return KK_ERROR;
    kk_tuple_items(all)[0] = function;
    memcpy(kk_tuple_items(all) + 1, kk_tuple_items(iterators), n * sizeof(Value));
    return kk_iter_reduced(vm, KK_REF(kk_type_of(self)), all, KK_UNSET);
}

static const TypeSlots map_slots = {.make = make, .iter = kk_iter_self, .next = next};
static const Layout map_layout = {.words = 3, .refs = 6};

KK_TYPE(map, object) = {KK_TYPE_HEAD(map, object, &map_layout, 0), .slots = &map_slots};
