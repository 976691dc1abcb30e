/*
 * ops_async.c: the steps of await, async for and async with that come before the waiting.
 *
 * Layer: vm.   Tests: tests/lang/async/.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/traceback.h"
#include "vm/vm_ops.h"

/* What `await v` delegates to; `error` has one %T, for what cannot be awaited. */
KK_SAYS(await_value, 2)
KK_MUST_CHECK static Value await_value(Vm *vm, Value v, const char *error)
{
    Value r = kk_gen_coroutine_awaitable(vm, v);
    if (r == KK_UNSET && !kk_failed(vm))
        return kk_raise(vm, KK_TypeError, error, v);
    if (r != KK_ERROR && kk_gen_is_coroutine(r) && KK_OBJ(GenObj, r)->from != KK_UNSET)
        return kk_raise(vm, KK_RuntimeError, "coroutine is being awaited already");
    return r;
}

/* What `yield from v` delegates to. */
KK_MUST_CHECK static Value delegate(Vm *vm, Value v)
{
    if (!kk_gen_is_coroutine(v))
        return kk_iter(vm, v);
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
    if ((kk_code_flags(code) & (CODE_COROUTINE | CODE_ITERABLE)) == 0)
        return kk_raise(vm, KK_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return v;
}

KK_MUST_CHECK static Value async_iter(Vm *vm, Value v)
{
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__aiter__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'async for' requires an object with __aiter__ method, got %T", v);
    if (r != KK_ERROR && kk_class_attr(vm, kk_type_of(r), KK_N(__anext__)) == KK_UNSET)
        return kk_raise(vm, KK_TypeError,
                        "'async for' received an object from __aiter__ that does not implement __anext__: %T", r);
    return r;
}

/* Raises the TypeError about v with the pending exception as its cause. */
KK_SAYS(raise_from_pending, 1)
KK_MUST_CHECK static Value raise_from_pending(Vm *vm, const char *error, Value v)
{
    Value cause = kk_pending_take(vm), handled = vm->handled;
    vm->handled = cause;
    (void)kk_raise(vm, KK_TypeError, error, v);
    vm->handled = handled;
    if (kk_pending_is(vm, KK_TypeError)) {
        KK_OBJ(ExcObj, vm->pending)->cause = cause;
        kk_exc_set_flag(vm->pending, EXC_SUPPRESS_CONTEXT, true);
    }
    return KK_ERROR;
}

KK_MUST_CHECK static Value async_next(Vm *vm, Value v)
{
    bool found;
    if (kk_desc_is(v, &kk_type_async_generator))
        return kk_gen_async_next(vm, v);
    Value item = kk_call_special(vm, v, KK_N(__anext__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'async for' requires an iterator with __anext__ method, got %T", v);
    if (item == KK_ERROR)
        return KK_ERROR;
    Value r = await_value(vm, item, "object %T can't be used in 'await' expression");
    if (r == KK_ERROR)
        return raise_from_pending(vm, "'async for' received an invalid object from __anext__: %T", item);
    return r;
}

/* The bound special method; KK_UNSET with nothing pending: there is none. */
static Value bound_special(Vm *vm, Value v, Value name)
{
    Value raw = kk_class_attr(vm, kk_type_of(v), name);
    return raw == KK_UNSET ? KK_UNSET : kk_attr_bind(vm, raw, v, kk_type_of(v));
}

KK_MUST_CHECK static Value async_enter(Vm *vm, size_t b)
{
    Value v = vm->base[b];
    Value enter = bound_special(vm, v, KK_N(__aenter__));
    Value exit = enter == KK_UNSET ? KK_UNSET : bound_special(vm, v, KK_N(__aexit__));
    if (exit == KK_UNSET) {
        if (kk_vm_failed(vm))
            return KK_ERROR;
        const char *missing = enter == KK_UNSET ? "" : " (missed __aexit__ method)";
        return kk_raise(vm, KK_TypeError, "'%T' object does not support the asynchronous context manager protocol%s", v,
                        missing);
    }
    vm->base[b] = exit;
    Value r = kk_call0(vm, enter);
    return r == KK_ERROR ? KK_ERROR
                         : await_value(vm, r, "'async with' received an object from __aenter__ that does not implement "
                                              "__await__: %T");
}

/* Calls the exit method; exception: KK_UNSET for none. */
KK_MUST_CHECK static Value async_exit(Vm *vm, Value exit, Value exception)
{
    Value args[] = {kk_none, kk_none, kk_none};
    if (exception != KK_UNSET) {
        args[0] = KK_REF(kk_type_of(exception));
        args[1] = exception;
        args[2] = kk_traceback_of(exception);
    }
    Value r = kk_call(vm, exit, args, 3);
    return r == KK_ERROR ? KK_ERROR
                         : await_value(vm, r, "'async with' received an object from __aexit__ that does not implement "
                                              "__await__: %T");
}

Value kk_op_async(Vm *vm, AsyncStep step, size_t a, size_t b)
{
    Value v = vm->base[b];
    switch (step) {
    case ASYNC_AWAIT:
        return await_value(vm, v, "object %T can't be used in 'await' expression");
    case ASYNC_DELEGATE:
        return delegate(vm, v);
    case ASYNC_ITER:
        return async_iter(vm, v);
    case ASYNC_NEXT:
        return async_next(vm, v);
    case ASYNC_ENTER:
        return async_enter(vm, b);
    case ASYNC_EXIT:
        return async_exit(vm, v, KK_UNSET);
    case ASYNC_ITERATOR:
        return kk_iterator_is(vm, v) ? v : kk_raise(vm, KK_TypeError, "'%T' object is not an iterator", v);
    default:
        return async_exit(vm, v, vm->base[a]);
    }
}
