/*
 * array_methods.c: the named methods and attributes of array.array.
 *
 * Layer: types.   Tests: tests/modules/array/.
 */
#include "types/array_impl.h"
#include "types/bytes/bytes.h"
#include "types/list.h"
#include "types/sequence.h"
#include "types/tuple.h"

/* The type code that the array was made with. */
KK_GETTER(array, typecode)
Value kk_array_typecode(Vm *vm, Value self)
{
    return KK_CHAR(KK_OBJ(ArrayObj, self)->format);
}

/* Bytes per item. */
KK_GETTER(array, itemsize)
Value kk_array_itemsize(Vm *vm, Value self)
{
    return kk_smallint((intptr_t)kk_array_item_size(KK_OBJ(ArrayObj, self)));
}

/* Adds an item at the end. */
KK_METHOD(array, append, "(v, /)")
Value kk_array_append(Vm *vm, Value self, Args args)
{
    return kk_array_append_value(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Adds all items of an iterable at the end. */
KK_METHOD(array, extend, "(bb, /)")
Value kk_array_extend(Vm *vm, Value self, Args args)
{
    return kk_array_add_items(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Adds all items of a list at the end. */
KK_METHOD(array, fromlist, "(list, /)")
Value kk_array_fromlist(Vm *vm, Value self, Args args)
{
    if (kk_as_kind(args.pos[0], KIND_LIST) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "arg must be list");
    size_t old = KK_OBJ(ArrayObj, self)->len;
    if (kk_array_add_items(vm, self, args.pos[0]))
        return kk_none;
    KK_OBJ(ArrayObj, self)->len = old; /* all of it or nothing */
    return KK_ERROR;
}

/* Adds items from their bytes. */
KK_METHOD(array, frombytes, "(buffer, /)")
Value kk_array_frombytes(Vm *vm, Value self, Args args)
{
    Buffer from;
    if (!kk_buffer_arg(vm, args.pos[0], &from))
        return KK_ERROR;
    return kk_array_add_bytes(vm, self, (Span){from.at, from.len}) ? kk_none : KK_ERROR;
}

/* The items as the bytes they are stored in. */
KK_METHOD(array, tobytes, "()")
Value kk_array_tobytes(Vm *vm, Value self, Args args)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (array->len == 0)
        return kk_bytes_new(vm, (Span){NULL, 0});
    return kk_bytes_new(vm, (Span){kk_array_at(array, 0), array->len * kk_array_item_size(array)});
}

/* The items as a list. */
KK_METHOD(array, tolist, "()")
Value kk_array_tolist(Vm *vm, Value self, Args args)
{
    size_t n = KK_OBJ(ArrayObj, self)->len;
    Value list = kk_list_new(vm, n);
    for (size_t i = 0; list != KK_ERROR && i < n; i++) {
        Value item = kk_array_get(vm, self, i);
        if (item == KK_ERROR || !kk_list_append(vm, list, item))
            return KK_ERROR;
    }
    return list;
}

/* The address and the number of the items. */
KK_METHOD(array, buffer_info, "()")
Value kk_array_buffer_info(Vm *vm, Value self, Args args)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    uintptr_t at = array->blob == KK_UNSET ? 0 : (uintptr_t)kk_array_at(array, 0);
    Value address = kk_int_new_unsigned(vm, at);
    if (address == KK_ERROR)
        return KK_ERROR;
    return kk_tuple_pair(vm, address, kk_smallint((intptr_t)array->len));
}

/* Turns the bytes of each item round. */
KK_METHOD(array, byteswap, "()")
Value kk_array_byteswap(Vm *vm, Value self, Args args)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array);
    for (size_t i = 0; i < array->len; i++) {
        uint8_t *p = kk_array_at(array, i);
        for (size_t k = 0; k < size / 2; k++) {
            uint8_t byte = p[k];
            p[k] = p[size - 1 - k];
            p[size - 1 - k] = byte;
        }
    }
    return kk_none;
}

/* How often the value occurs. */
KK_METHOD(array, count, "(v, /)")
Value kk_array_count(Vm *vm, Value self, Args args)
{
    size_t at = SIZE_MAX, n = 0;
    do {
        if (!kk_array_search(vm, self, args.pos[0], at + 1, &at))
            return KK_ERROR;
        n += at != SIZE_MAX;
    } while (at != SIZE_MAX);
    return kk_smallint((intptr_t)n);
}

/* The index of the first item equal to the value. */
KK_METHOD(array, index, "(v, start=0, stop=sys.maxsize, /)")
Value kk_array_index(Vm *vm, Value self, Args args)
{
    size_t start, stop, at;
    if (!kk_sequence_bounds(vm, args, KK_OBJ(ArrayObj, self)->len, &start, &stop) ||
        !kk_array_search(vm, self, args.pos[0], start, &at))
        return KK_ERROR;
    if (at >= stop)
        return kk_raise(vm, KK_ValueError, "array.index(x): x not in array");
    return kk_smallint((intptr_t)at);
}

/* Takes away the first item equal to the value. */
KK_METHOD(array, remove, "(v, /)")
Value kk_array_remove(Vm *vm, Value self, Args args)
{
    size_t at;
    if (!kk_array_search(vm, self, args.pos[0], 0, &at))
        return KK_ERROR;
    if (at >= KK_OBJ(ArrayObj, self)->len) /* SIZE_MAX, or __eq__ has shortened it */
        return kk_raise(vm, KK_ValueError, "array.remove(x): x not in array");
    return kk_array_remove_at(vm, self, at) ? kk_none : KK_ERROR;
}

/* Takes the item at the index away and returns it. */
KK_METHOD(array, pop, "(i=-1, /)")
Value kk_array_pop(Vm *vm, Value self, Args args)
{
    size_t i, n = KK_OBJ(ArrayObj, self)->len;
    if (n == 0)
        return kk_raise(vm, KK_IndexError, "pop from empty array");
    if (!kk_sequence_index(vm, kk_arg(args, 0, KK_INT(-1)), n, "pop index out of range", &i))
        return KK_ERROR;
    if (i >= KK_OBJ(ArrayObj, self)->len) /* __index__ has shortened it */
        return kk_raise(vm, KK_IndexError, "pop index out of range");
    Value item = kk_array_get(vm, self, i);
    return item != KK_ERROR && kk_array_remove_at(vm, self, i) ? item : KK_ERROR;
}

/* Puts an item in before the index. */
KK_METHOD(array, insert, "(i, v, /)")
Value kk_array_insert(Vm *vm, Value self, Args args)
{
    intptr_t i, n = (intptr_t)KK_OBJ(ArrayObj, self)->len;
    if (!kk_index_clamped(vm, args.pos[0], &i))
        return KK_ERROR;
    if (i < 0)
        i = i < -n ? 0 : i + n;
    return kk_array_insert_value(vm, self, (size_t)(i > n ? n : i), args.pos[1]) ? kk_none
                                                                                : KK_ERROR;
}

/* Turns the order of the items round. */
KK_METHOD(array, reverse, "()")
Value kk_array_reverse(Vm *vm, Value self, Args args)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array);
    uint8_t item[8];
    for (size_t i = 0, k = array->len; i + 1 < k; i++) {
        uint8_t *low = kk_array_at(array, i), *high = kk_array_at(array, --k);
        memcpy(item, low, size);
        memcpy(low, high, size);
        memcpy(high, item, size);
    }
    return kk_none;
}
