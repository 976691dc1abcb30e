/*
 * m_sys_async.c: what the module sys has for event loops: the hooks of asynchronous generators.
 *
 * Layer: modules.   Tests: tests/modules/sys/asyncgen_hooks.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "types/record.h"
#include "types/tuple.h"

static Value hook(Vm *vm, size_t i)
{
    Value hooks = vm->roots[ROOT_ASYNCGEN];
    return hooks == KK_UNSET ? kk_none : kk_tuple_at(hooks, i);
}

KK_MUST_CHECK static bool hook_arg(Vm *vm, Args args, size_t i, const char *name, Value *to)
{
    *to = kk_arg(args, i, KK_UNSET);
    if (*to == KK_UNSET)
        *to = hook(vm, i);
    return *to == kk_none || kk_callable(vm, *to) ||
           kk_raise_false(vm, KK_TypeError, "callable %s expected, got %T", name, *to);
}

/* What is called with each asynchronous generator that begins, and with each that dies before its end. */
KK_FUNCTION(sys, set_asyncgen_hooks, "(firstiter=None, finalizer=None)")
Value kk_sys_async_set_hooks(Vm *vm, Value self, Args args)
{
    Value hooks[2];
    if (!hook_arg(vm, args, 0, "firstiter", &hooks[0]) || !hook_arg(vm, args, 1, "finalizer", &hooks[1]))
        return KK_ERROR;
    if (hooks[0] == kk_none && hooks[1] == kk_none) {
        vm->roots[ROOT_ASYNCGEN] = KK_UNSET;
        return kk_none;
    }
    Value tuple = kk_tuple_from(vm, hooks, 2);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    vm->roots[ROOT_ASYNCGEN] = tuple;
    return kk_none;
}

/* From now on coroutines remember in cr_origin the frames that made them: that many. */
KK_FUNCTION(sys, set_coroutine_origin_tracking_depth, "(depth)")
Value kk_sys_async_set_depth(Vm *vm, Value self, Args args)
{
    intptr_t depth;
    if (!kk_index(vm, args.pos[0], &depth))
        return KK_ERROR;
    if (depth < 0 || depth > INT32_MAX)
        return kk_raise(vm, KK_ValueError, "depth must be >= 0");
    vm->origin_depth = (uint32_t)depth;
    return kk_none;
}

/* How many frames cr_origin holds. */
KK_FUNCTION(sys, get_coroutine_origin_tracking_depth, "()")
Value kk_sys_async_get_depth(Vm *vm, Value self, Args args) { return KK_INT(vm->origin_depth); }

/* The hooks, as a named tuple. */
KK_FUNCTION(sys, get_asyncgen_hooks, "()")
Value kk_sys_async_get_hooks(Vm *vm, Value self, Args args)
{
    static const Record record = {KK_N(sys), KK_N(asyncgen_hooks), KK_TEXT("firstiter finalizer")};
    Value hooks[] = {hook(vm, 0), hook(vm, 1)};
    return kk_record_new_plain(vm, &record, hooks, 2);
}
