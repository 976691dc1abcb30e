/*
 * more.c: what of asyncio's objects only a computer needs: what debuggers and tests look at.
 *
 * Layer: modules.   Tests: tests/library/modules/_test_asyncio*.py.
 */
#include "modules/asyncio/asyncio.h"

#include "object/runtime.h"
#include "types/alias.h"
#include "types/tuple.h"

static bool flag_of(Value self, uintptr_t flag) { return (kk_asyncio_future(self)->flags & flag) != 0; }

/* The function in lib/asyncio/_debug.py. */
KK_MUST_CHECK static Value debug(Vm *vm, Value name, const Value *args, size_t n)
{
    Value module = kk_import_name(vm, KK_N(asyncio_debug));
    Value function = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, name);
    return function == KK_ERROR ? KK_ERROR : kk_call(vm, function, args, n);
}

/* Future[int], for annotations. */
KK_CLASSMETHOD(asyncio_Future, __class_getitem__, "(key, /)")
Value kk_asyncio_more_class_getitem(Vm *vm, Value self, Args args) { return kk_alias_new(vm, self, args.pos[0]); }

/* The exception that was set, or None. */
KK_GETTER(asyncio_Future, _exception)
Value kk_asyncio_more_get_exception(Vm *vm, Value self)
{
    return flag_of(self, FUTURE_ERROR) ? kk_asyncio_future(self)->result : kk_none;
}

/* The result that was set, or None. */
KK_GETTER(asyncio_Future, _result)
Value kk_asyncio_more_get_result(Vm *vm, Value self)
{
    Value result = kk_asyncio_future(self)->result;
    return result == KK_UNSET || flag_of(self, FUTURE_ERROR) || !kk_asyncio_is_done(self) ? kk_none : result;
}

/* Whether nobody has asked for its exception yet. It can only be set to false. */
KK_GETTER(asyncio_Future, _log_traceback)
Value kk_asyncio_more_get_unseen(Vm *vm, Value self) { return kk_bool(flag_of(self, FUTURE_UNSEEN)); }

KK_SETTER(asyncio_Future, _log_traceback)
bool kk_asyncio_more_set_unseen(Vm *vm, Value self, Value value)
{
    bool on = false;
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "cannot delete attribute");
    if (!kk_truth(vm, value, &on))
        return false;
    if (on)
        return kk_raise_false(vm, KK_ValueError, "_log_traceback can only be set to False");
    kk_asyncio_future(self)->flags &= ~(uintptr_t)FUTURE_UNSEEN;
    return true;
}

/* Where it was made, if its loop debugs. */
KK_GETTER(asyncio_Future, _source_traceback)
KK_GETTER(asyncio_Handle, _source_traceback)
Value kk_asyncio_more_get_source(Vm *vm, Value self) { return debug(vm, KK_N(_source_of), &self, 1); }

/* Whether somebody wants to hear if it dies unfinished. */
KK_GETTER(asyncio_Task, _log_destroy_pending)
Value kk_asyncio_more_get_loud(Vm *vm, Value self) { return kk_bool(!flag_of(self, TASK_QUIET)); }

KK_SETTER(asyncio_Task, _log_destroy_pending)
bool kk_asyncio_more_set_loud(Vm *vm, Value self, Value value)
{
    bool on = false;
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "cannot delete attribute");
    if (!kk_truth(vm, value, &on))
        return false;
    kk_asyncio_future(self)->flags &= ~(uintptr_t)TASK_QUIET;
    kk_asyncio_future(self)->flags |= on ? 0 : TASK_QUIET;
    return true;
}

/* The frames that the coroutine stands in, the outermost first. */
KK_METHOD(asyncio_Task, get_stack, "(*, limit=None)")
Value kk_asyncio_more_get_stack(Vm *vm, Value self, Args args)
{
    Value told[2] = {self, kk_arg(args, 0, kk_none)};
    return debug(vm, KK_N(_task_stack), told, 2);
}

/* Prints them. */
KK_METHOD(asyncio_Task, print_stack, "(*, limit=None, file=None)")
Value kk_asyncio_more_print_stack(Vm *vm, Value self, Args args)
{
    Value told[3] = {self, kk_arg(args, 0, kk_none), kk_arg(args, 1, kk_none)};
    return debug(vm, KK_N(_task_print_stack), told, 3);
}

/* The tasks and handles that are ready. */
KK_GETTER(asyncio_Loop, _ready)
Value kk_asyncio_more_get_ready(Vm *vm, Value self)
{
    const LoopObj *l = kk_asyncio_loop(self);
    Value items = kk_tuple_new(vm, l->count);
    for (size_t i = 0; items != KK_ERROR && i < l->count; i++)
        kk_tuple_items(items)[i] = KK_OBJ(ValuesObj, l->ready)->at[(l->first + i) % kk_len_of(l->ready)];
    return items;
}
