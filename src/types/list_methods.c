/*
 * list_methods.c: the methods of list; sort() is in list_sort.c.
 *
 * Layer: types.   Tests: tests/types/list/methods.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/sequence.h"
#include "types/tuple.h"

/* Append object to the end of the list. */
KK_METHOD(list, append, "(object, /)")
Value kk_list_m_append(Vm *vm, Value self, Args args)
{
    return kk_list_append(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Extend list by appending elements from the iterable. */
KK_METHOD(list, extend, "(iterable, /)")
Value kk_list_m_extend(Vm *vm, Value self, Args args)
{
    return kk_list_extend(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Insert object before index. */
KK_METHOD(list, insert, "(index, object, /)")
Value kk_list_m_insert(Vm *vm, Value self, Args args)
{
    intptr_t i;
    if (!kk_index(vm, args.pos[0], &i))
        return KK_ERROR;
    size_t n = kk_list_len(self);
    if (i < 0)
        i = i < -(intptr_t)n ? 0 : i + (intptr_t)n;
    size_t at = (size_t)i < n ? (size_t)i : n;
    return kk_list_insert(vm, self, at, args.pos[1]) ? kk_none : KK_ERROR;
}

/* Remove and return item at index (default last). */
KK_METHOD(list, pop, "(index=-1, /)")
Value kk_list_m_pop(Vm *vm, Value self, Args args)
{
    intptr_t i = -1;
    if (args.n > 0 && !kk_index(vm, args.pos[0], &i))
        return KK_ERROR;
    size_t n = kk_list_len(self);
    if (n == 0)
        return kk_raise(vm, KK_IndexError, "pop from empty list");
    if (i < 0)
        i += (intptr_t)n;
    if ((size_t)i >= n)
        return kk_raise(vm, KK_IndexError, "pop index out of range");
    return kk_list_remove_at(vm, self, (size_t)i);
}

/* Remove first occurrence of value. */
KK_METHOD(list, remove, "(value, /)")
Value kk_list_m_remove(Vm *vm, Value self, Args args)
{
    bool found;
    size_t at;
    if (!kk_tuple_find(vm, self, args.pos[0], 0, SIZE_MAX, &found, &at))
        return KK_ERROR;
    if (!found || at >= kk_list_len(self))
        return kk_raise(vm, KK_ValueError, "list.remove(x): x not in list");
    kk_list_remove_at(vm, self, at);
    return kk_none;
}

/* Remove all items from list. */
KK_METHOD(list, clear, "()")
Value kk_list_m_clear(Vm *vm, Value self, Args args)
{
    kk_list_clear(self);
    return kk_none;
}

/* Return a shallow copy of the list. */
KK_METHOD(list, copy, "()")
Value kk_list_m_copy(Vm *vm, Value self, Args args)
{
    return kk_list_from(vm, kk_list_items(self), kk_list_len(self));
}

/* Reverse *IN PLACE*. */
KK_METHOD(list, reverse, "()")
Value kk_list_m_reverse(Vm *vm, Value self, Args args)
{
    kk_list_reverse(self);
    return kk_none;
}

/* Sort the list in ascending order and return None. */
KK_METHOD(list, sort, "(*, key=None, reverse=False)")
Value kk_list_m_sort(Vm *vm, Value self, Args args)
{
    bool reverse;
    if (!kk_truth(vm, kk_arg(args, 1, kk_false), &reverse))
        return KK_ERROR;
    return kk_list_sort(vm, self, kk_arg(args, 0, kk_none), reverse) ? kk_none : KK_ERROR;
}

/* Return first index of value. */
KK_METHOD(list, index, "(value, start=0, stop=9223372036854775807, /)")
KK_METHOD(tuple, index, "(value, start=0, stop=9223372036854775807, /)")
Value kk_list_m_index(Vm *vm, Value self, Args args)
{
    bool found;
    size_t at, start, stop;
    if (!kk_sequence_bounds(vm, args, kk_len_of(self), &start, &stop) ||
        !kk_tuple_find(vm, self, args.pos[0], start, stop, &found, &at))
        return KK_ERROR;
    if (found)
        return kk_int_new(vm, (intptr_t)at);
    if (kk_tuple_is(self))
        return kk_raise(vm, KK_ValueError, "tuple.index(x): x not in tuple");
    return kk_raise(vm, KK_ValueError, "%R is not in list", args.pos[0]);
}

/* Return number of occurrences of value. */
KK_METHOD(list, count, "(value, /)")
KK_METHOD(tuple, count, "(value, /)")
Value kk_list_m_count(Vm *vm, Value self, Args args)
{
    size_t count = 0, at = 0;
    for (bool found = true; found; at++) {
        if (!kk_tuple_find(vm, self, args.pos[0], at, SIZE_MAX, &found, &at))
            return KK_ERROR;
        count += found;
    }
    return kk_int_new(vm, (intptr_t)count);
}
