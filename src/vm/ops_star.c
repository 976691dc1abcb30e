/*
 * ops_star.c: what `except*` does: matching parts of an exception group, and what is raised in the end.
 *
 * Layer: vm.   Tests: tests/lang/except_star.py.
 */
#include "object/call.h"
#include "object/error.h"
#include "object/names.h"
#include "object/ops.h"
#include "types/exc_group.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/tuple.h"
#include "vm/vm_ops.h"

/* Of the window. */
enum { ORIGINAL, HANDLED_BEFORE, REST, RAISED, TYPE };

static bool is_group_type(Value type)
{
    return kk_type_is(type) && kk_type_is_subclass(KK_OBJ(const TypeObj, type), &kk_type_BaseExceptionGroup);
}

/* Groups themselves are not to be caught. */
KK_MUST_CHECK static bool check_no_group(Vm *vm, Value types)
{
    Value tuple = kk_as_kind(types, KIND_TUPLE);
    bool group = is_group_type(types);
    for (size_t i = 0; tuple != KK_UNSET && i < kk_len_of(tuple); i++)
        group = group || is_group_type(kk_tuple_at(tuple, i));
    return !group || kk_raise_false(vm, KK_TypeError,
                                    "catching ExceptionGroup with except* is not allowed. Use except instead.");
}

/* Divides what is left into parts[0], which matches, and parts[1]. */
KK_MUST_CHECK static bool divide(Vm *vm, Value rest, Value types, Value parts[2])
{
    bool whole;
    parts[0] = kk_none;
    parts[1] = rest;
    if (!kk_op_match_exc(vm, rest, types, &whole) || !check_no_group(vm, types))
        return false;
    if (rest == kk_none)
        return true;
    if (whole) {
        parts[1] = kk_none;
        parts[0] = rest;
        if (kk_exc_group_is(rest))
            return true;
        Value tuple = kk_tuple_from(vm, &rest, 1);
        parts[0] = tuple == KK_ERROR ? KK_ERROR : kk_exc_group_new(vm, KK_N(empty), tuple);
        return parts[0] != KK_ERROR;
    }
    if (!kk_exc_group_is(rest))
        return true;
    Value pair = kk_call_method(vm, rest, KK_N(split), &types, 1);
    if (pair == KK_ERROR)
        return false;
    Value tuple = kk_as_kind(pair, KIND_TUPLE);
    if (tuple == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%T.split must return a tuple, not %T", rest, pair);
    if (kk_len_of(tuple) < 2)
        return kk_raise_false(vm, KK_TypeError, "%T.split must return a 2-tuple, got tuple of size %zu", rest,
                              kk_len_of(tuple));
    parts[0] = kk_tuple_at(tuple, 0);
    if (parts[0] != kk_none)
        parts[1] = kk_tuple_at(tuple, 1);
    if ((parts[0] != kk_none && !kk_exc_is(parts[0])) || (parts[1] != kk_none && !kk_exc_is(parts[1])))
        return kk_raise_false(vm, KK_TypeError, "%T.split must return exceptions or None", rest);
    return true;
}

/* The exception is a part of the original that goes on as it came, and was not raised by a clause. */
static bool goes_on(Value exc, Value original)
{
    const ExcObj *a = KK_OBJ(const ExcObj, exc), *b = KK_OBJ(const ExcObj, original);
    return a->cause == b->cause && a->context == b->context && a->traceback == b->traceback;
}

/* What the clauses raised, and the part of the original group that goes on, as one exception or None. */
KK_MUST_CHECK static Value gather(Vm *vm, Value original, Value list)
{
    Value leaves = kk_list_new(vm, 0), raised = leaves == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    if (raised == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < kk_len_of(list); i++) {
        Value exc = kk_list_at(list, i);
        if (!(goes_on(exc, original) ? kk_exc_group_leaves(vm, exc, leaves) : kk_list_append(vm, raised, exc)))
            return KK_ERROR;
    }
    Value again = kk_len_of(leaves) == 0 ? kk_none : kk_exc_group_project(vm, original, leaves);
    if (again == KK_ERROR || kk_len_of(raised) == 0)
        return again;
    if (again != kk_none && !kk_list_append(vm, raised, again))
        return KK_ERROR;
    return kk_len_of(raised) == 1 ? kk_list_at(raised, 0) : kk_exc_group_new(vm, KK_N(empty), raised);
}

/* What is raised when all clauses have been looked at. */
KK_MUST_CHECK static Value outcome(Vm *vm, const Value *window)
{
    Value list = window[RAISED], original = window[ORIGINAL];
    if (window[REST] != kk_none && !kk_list_append(vm, list, window[REST]))
        return KK_ERROR;
    for (size_t i = 0; i < kk_len_of(list); i++)
        if (!kk_exc_is(kk_list_at(list, i)))
            return kk_raise(vm, KK_TypeError, "exceptions must derive from BaseException");
    if (kk_len_of(list) == 0)
        return kk_none;
    /* What was no group had at most one clause. */
    return kk_exc_group_is(original) ? gather(vm, original, list) : kk_list_at(list, 0);
}

Value kk_op_except_star(Vm *vm, size_t at, unsigned what)
{
    if (what == 2)
        return outcome(vm, vm->base + at);
    if (what == 0) {
        Value list = kk_list_new(vm, 0);
        if (list == KK_ERROR)
            return KK_ERROR;
        vm->base[at + REST] = vm->base[at + ORIGINAL];
        vm->base[at + RAISED] = list;
        /* Where the result goes. */
        return vm->base[at + REST];
    }
    Value parts[2];
    if (!divide(vm, vm->base[at + REST], vm->base[at + TYPE], parts))
        return KK_ERROR;
    vm->base[at + REST] = parts[1];
    if (parts[0] != kk_none)
        vm->handled = parts[0];
    return parts[0];
}
