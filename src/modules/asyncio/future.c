/*
 * future.c: asyncio.Future: a result that is not there yet.
 *
 * Who waits is told through the loop: a task is queued as it is, a function by call_soon. As most futures have one task
 * that waits, that stands in the future itself; only more of them need a list.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/future.py, tests/library/modules/_test_asyncio*.py.
 */
#include "modules/asyncio/asyncio.h"

#include "object/weak.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/tuple.h"

static FutureObj *future_obj(Value v) { return KK_OBJ(FutureObj, v); }
static uintptr_t state_of(Value v) { return future_obj(v)->flags & FUTURE_STATE; }

KK_MUST_CHECK static bool begun(Vm *vm, Value self)
{
    return future_obj(self)->loop != KK_UNSET ||
           kk_raise_false(vm, KK_RuntimeError, "%s object is not initialized.",
                          kk_is(self, &kk_type_asyncio_Task) ? "Task" : "Future");
}

static void seen(Value self) { future_obj(self)->flags &= ~(uintptr_t)FUTURE_UNSEEN; }

/* ---- waiting ---- */

KK_MUST_CHECK static bool wake(Vm *vm, Value self, Value waiter)
{
    Value loop = future_obj(self)->loop;
    if (kk_tuple_is(waiter))
        return kk_asyncio_call_soon(vm, loop, kk_tuple_at(waiter, 0), self, kk_tuple_at(waiter, 1));
    if (kk_asyncio_is_loop(loop))
        return kk_asyncio_ready(vm, loop, waiter);
    Value step = kk_getattr(vm, waiter, KK_N(_wakeup));
    return step != KK_ERROR && kk_asyncio_call_soon(vm, loop, step, self, kk_none);
}

bool kk_asyncio_future_wait(Vm *vm, Value self, Value waiter)
{
    Value waiters = future_obj(self)->waiters;
    if (waiters == KK_UNSET && !kk_tuple_is(waiter)) {
        future_obj(self)->waiters = waiter;
        return true;
    }
    if (waiters == KK_UNSET || !kk_list_is(waiters)) {
        Value list = kk_list_new(vm, 2);
        if (list == KK_ERROR || (waiters != KK_UNSET && !kk_list_append(vm, list, waiters)))
            return false;
        future_obj(self)->waiters = waiters = list;
    }
    return kk_list_append(vm, waiters, waiter);
}

/* It is done now: those that wait are told. */
KK_MUST_CHECK static bool finish(Vm *vm, Value self, uintptr_t state)
{
    FutureObj *f = future_obj(self);
    Value waiters = f->waiters;
    f->flags |= state;
    f->waiters = KK_UNSET;
    if (waiters == KK_UNSET)
        return true;
    if (!kk_list_is(waiters))
        return wake(vm, self, waiters);
    for (size_t i = 0; i < kk_list_len(waiters); i++) {
        if (!wake(vm, self, kk_list_at(waiters, i)))
            return false;
    }
    return true;
}

/* ---- what it comes to ---- */

KK_MUST_CHECK static bool check_pending(Vm *vm, Value self)
{
    if (!begun(vm, self))
        return false;
    if (state_of(self) == FUTURE_PENDING)
        return true;
    return kk_raise_false(vm, &kk_type_asyncio_InvalidStateError, "%s: %R",
                          state_of(self) == FUTURE_CANCELLED ? "CANCELLED" : "FINISHED", self);
}

bool kk_asyncio_future_set_result(Vm *vm, Value self, Value result)
{
    future_obj(self)->result = result;
    return finish(vm, self, FUTURE_FINISHED);
}

bool kk_asyncio_future_set_exception(Vm *vm, Value self, Value exception)
{
    FutureObj *f = future_obj(self);
    if (!kk_weak_add(vm, &vm->doomed, self)) /* for __del__ */
        return false;
    f->result = exception;
    f->extra = KK_OBJ(ExcObj, exception)->traceback;
    return finish(vm, self, FUTURE_FINISHED | FUTURE_ERROR | FUTURE_UNSEEN);
}

bool kk_asyncio_future_cancel(Vm *vm, Value self, Value message, bool *cancelled)
{
    seen(self);
    *cancelled = state_of(self) == FUTURE_PENDING;
    if (!*cancelled)
        return true;
    future_obj(self)->extra = message;
    return finish(vm, self, FUTURE_CANCELLED);
}

bool kk_asyncio_cancel_any(Vm *vm, Value v, Value message, bool *cancelled)
{
    if (kk_desc_is(v, &kk_type_asyncio_Future))
        return kk_asyncio_future_cancel(vm, v, message, cancelled);
    Value told[2] = {v, message}, r = kk_asyncio_half(vm, KK_N(_cancel), told, 2);
    return r != KK_ERROR && kk_truth(vm, r, cancelled);
}

Value kk_asyncio_future_error(Vm *vm, Value self)
{
    FutureObj *f = future_obj(self);
    Value error = f->cancelled_by;
    f->cancelled_by = KK_UNSET;
    if (error != KK_UNSET)
        return error;
    bool none = f->extra == KK_UNSET || f->extra == kk_none;
    return kk_exc_new(vm, &kk_type_asyncio_CancelledError, &f->extra, none ? 0 : 1);
}

/* The result, or raises what it came to instead. */
KK_MUST_CHECK static Value result_of(Vm *vm, Value self)
{
    FutureObj *f = future_obj(self);
    if (state_of(self) == FUTURE_PENDING)
        return kk_raise(vm, &kk_type_asyncio_InvalidStateError, "Result is not set.");
    if (state_of(self) == FUTURE_CANCELLED) {
        Value error = kk_asyncio_future_error(vm, self);
        return error == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, error);
    }
    seen(self);
    if ((f->flags & FUTURE_ERROR) == 0)
        return f->result;
    KK_OBJ(ExcObj, f->result)->traceback = f->extra;
    return kk_raise_instance(vm, f->result);
}

/* ---- making ---- */

bool kk_asyncio_future_init(Vm *vm, Value self, Value loop)
{
    loop = kk_asyncio_loop_arg(vm, loop);
    if (loop == KK_ERROR)
        return false;
    FutureObj *f = future_obj(self);
    f->loop = loop;
    f->result = f->extra = f->waiters = f->cancelled_by = KK_UNSET;
    f->flags = 0;
    return !kk_asyncio_is_loop(loop) || (kk_asyncio_loop(loop)->flags & LOOP_DEBUG) == 0 ||
           kk_asyncio_half(vm, KK_N(_note_source), &self, 1) != KK_ERROR;
}

static Value future_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

static bool future_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(loop)};
    Value loop;
    if (args.n > 0)
        return kk_raise_false(vm, KK_TypeError, "Future() takes at most 0 positional arguments (%zu given)", args.n);
    return kk_keywords_bind(vm, "Future", args, kw, names, 1, &loop) && kk_asyncio_future_init(vm, self, loop);
}

static Value future_repr(Vm *vm, Value self) { return kk_asyncio_half(vm, KK_N(_future_repr), &self, 1); }

/* ---- await ---- */

typedef struct FutureIterObj {
    uintptr_t header; /* &kk_type_asyncio_future_iterator */
    Value future;     /* KK_UNSET: it is over */
    uintptr_t waited;
} FutureIterObj;

static FutureIterObj *iter_obj(Value v) { return KK_OBJ(FutureIterObj, v); }

extern const TypeObj kk_type_asyncio_future_iterator;

static Value future_iter(Vm *vm, Value self)
{
    Value v = begun(vm, self) ? kk_object_new(vm, &kk_type_asyncio_future_iterator, 0) : KK_ERROR;
    if (v != KK_ERROR)
        iter_obj(v)->future = self;
    return v;
}

/* The first step gives a future that is pending, the next one its result. */
static Value iter_next(Vm *vm, Value self)
{
    Value future = iter_obj(self)->future;
    if (future == KK_UNSET)
        return KK_END;
    if (state_of(future) == FUTURE_PENDING) {
        if (iter_obj(self)->waited)
            return kk_raise(vm, KK_RuntimeError, "await wasn't used with future");
        iter_obj(self)->waited = 1;
        future_obj(future)->flags |= FUTURE_BLOCKING;
        return future;
    }
    iter_obj(self)->future = KK_UNSET;
    Value result = result_of(vm, future);
    return result == kk_none ? KK_END : result == KK_ERROR ? KK_ERROR : kk_raise_value(vm, KK_StopIteration, result);
}

/* The same as next(). */
KK_METHOD(asyncio_future_iterator, send, "(value, /)")
Value kk_asyncio_future_iter_send(Vm *vm, Value self, Args args)
{
    Value r = iter_next(vm, self);
    return r == KK_END ? kk_raise_value(vm, KK_StopIteration, KK_UNSET) : r;
}

/* Raises the exception where it is awaited. */
KK_METHOD(asyncio_future_iterator, throw, "(typ, val=None, tb=None, /)")
Value kk_asyncio_future_iter_throw(Vm *vm, Value self, Args args)
{
    Value exception = kk_gen_thrown(vm, args);
    iter_obj(self)->future = KK_UNSET;
    return exception == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exception);
}

/* Gives it up. */
KK_METHOD(asyncio_future_iterator, close, "()")
Value kk_asyncio_future_iter_close(Vm *vm, Value self, Args args)
{
    iter_obj(self)->future = KK_UNSET;
    return kk_none;
}

static const Layout iter_layout = {sizeof(FutureIterObj) / sizeof(uintptr_t), 2, TAIL_NONE, 0};
static const TypeSlots iter_slots = {.iter = kk_iter_self, .next = iter_next};
KK_TYPE(asyncio_future_iterator, object) = {
    KK_TYPE_HEAD(asyncio_future_iterator, object, &iter_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &iter_slots};

static const Layout future_layout = {sizeof(FutureObj) / sizeof(uintptr_t), 0x3E, TAIL_NONE, 0};
static const TypeSlots future_slots = {.make = future_make, .init = future_init, .repr = future_repr, .iter = future_iter};
KK_TYPE(asyncio_Future, object) = {KK_TYPE_HEAD(asyncio_Future, object, &future_layout, TYPE_WEAKREF),
                                   .slots = &future_slots};

/* An iterator that waits for the result. */
KK_METHOD(asyncio_Future, __await__, "()")
Value kk_asyncio_future_await(Vm *vm, Value self, Args args) { return future_iter(vm, self); }

/* ---- methods ---- */

/* The result. */
KK_METHOD(asyncio_Future, result, "()")
Value kk_asyncio_future_result(Vm *vm, Value self, Args args) { return result_of(vm, self); }

/* The exception that was set, or None. */
KK_METHOD(asyncio_Future, exception, "()")
Value kk_asyncio_future_exception(Vm *vm, Value self, Args args)
{
    if (state_of(self) == FUTURE_PENDING)
        return kk_raise(vm, &kk_type_asyncio_InvalidStateError, "Exception is not set.");
    if (state_of(self) == FUTURE_CANCELLED)
        return result_of(vm, self);
    seen(self);
    return (future_obj(self)->flags & FUTURE_ERROR) != 0 ? future_obj(self)->result : kk_none;
}

/* Sets the result; those that wait go on. */
KK_METHOD(asyncio_Future, set_result, "(result, /)")
Value kk_asyncio_future_do_set_result(Vm *vm, Value self, Args args)
{
    return check_pending(vm, self) && kk_asyncio_future_set_result(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Sets an exception, which those that wait get raised. */
KK_METHOD(asyncio_Future, set_exception, "(exception, /)")
Value kk_asyncio_future_do_set_exception(Vm *vm, Value self, Args args)
{
    Value e = args.pos[0];
    if (!check_pending(vm, self))
        return KK_ERROR;
    if (kk_type_is(e) && (KK_OBJ(const TypeObj, e)->flags & TYPE_EXCEPTION) != 0 && (e = kk_call0(vm, e)) == KK_ERROR)
        return KK_ERROR;
    if (!kk_exc_is(e))
        return kk_raise(vm, KK_TypeError, "invalid exception object");
    if (kk_type_of(e) == KK_StopIteration)
        return kk_raise(vm, KK_TypeError, "StopIteration interacts badly with generators and cannot be raised into a Future");
    return kk_asyncio_future_set_exception(vm, self, e) ? kk_none : KK_ERROR;
}

/* Whether there is a result, or it was cancelled. */
KK_METHOD(asyncio_Future, done, "()")
Value kk_asyncio_future_done(Vm *vm, Value self, Args args) { return kk_bool(state_of(self) != FUTURE_PENDING); }

/* Whether it was cancelled. */
KK_METHOD(asyncio_Future, cancelled, "()")
Value kk_asyncio_future_cancelled(Vm *vm, Value self, Args args) { return kk_bool(state_of(self) == FUTURE_CANCELLED); }

/* There will be no result: those that wait get a CancelledError. False: there is one already. */
KK_METHOD(asyncio_Future, cancel, "(msg=None)")
Value kk_asyncio_future_do_cancel(Vm *vm, Value self, Args args)
{
    bool done;
    return begun(vm, self) && kk_asyncio_future_cancel(vm, self, kk_arg(args, 0, kk_none), &done) ? kk_bool(done) : KK_ERROR;
}

/* Its loop. */
KK_METHOD(asyncio_Future, get_loop, "()")
Value kk_asyncio_future_get_loop(Vm *vm, Value self, Args args)
{
    return begun(vm, self) ? future_obj(self)->loop : KK_ERROR;
}

/* fn(future) is called when it is done. */
KK_METHOD(asyncio_Future, add_done_callback, "(fn, /, *, context=None)")
Value kk_asyncio_future_add_done_callback(Vm *vm, Value self, Args args)
{
    Value context = begun(vm, self) ? kk_asyncio_context(vm, kk_arg(args, 1, kk_none)) : KK_ERROR;
    Value pair = context == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, args.pos[0], context);
    if (pair == KK_ERROR)
        return KK_ERROR;
    return (state_of(self) == FUTURE_PENDING ? kk_asyncio_future_wait(vm, self, pair) : wake(vm, self, pair)) ? kk_none
                                                                                                             : KK_ERROR;
}

/* It is not called any more; returns how often it would have been. */
KK_METHOD(asyncio_Future, remove_done_callback, "(fn, /)")
Value kk_asyncio_future_remove_done_callback(Vm *vm, Value self, Args args)
{
    Value waiters = future_obj(self)->waiters, kept;
    if (!begun(vm, self))
        return KK_ERROR;
    if (waiters == KK_UNSET || !kk_list_is(waiters))
        return KK_INT(0);
    size_t removed = 0;
    if ((kept = kk_list_new(vm, 1)) == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < kk_list_len(waiters); i++) {
        Value one = kk_list_at(waiters, i);
        bool same = false;
        if (kk_tuple_is(one) && !kk_equal(vm, kk_tuple_at(one, 0), args.pos[0], &same))
            return KK_ERROR;
        removed += same;
        if (!same && !kk_list_append(vm, kept, one))
            return KK_ERROR;
    }
    if (future_obj(self)->waiters == waiters)
        future_obj(self)->waiters = kk_list_len(kept) == 0 ? KK_UNSET : kept;
    return KK_INT(removed);
}

/* The CancelledError to raise. */
KK_METHOD(asyncio_Future, _make_cancelled_error, "()")
Value kk_asyncio_future_make_error(Vm *vm, Value self, Args args) { return kk_asyncio_future_error(vm, self); }

/* It dies, and nobody has asked for its exception. */
KK_METHOD(asyncio_Future, __del__, "()")
Value kk_asyncio_future_died(Vm *vm, Value self, Args args)
{
    if ((future_obj(self)->flags & FUTURE_UNSEEN) == 0)
        return kk_none;
    seen(self);
    return kk_asyncio_half(vm, KK_N(_never_retrieved), &self, 1);
}

/* ---- attributes that others look at ---- */

/* PENDING, CANCELLED or FINISHED. */
KK_GETTER(asyncio_Future, _state)
Value kk_asyncio_future_get_state(Vm *vm, Value self)
{
    static const Value names[] = {KK_N(PENDING), KK_N(CANCELLED), KK_N(FINISHED)};
    return names[state_of(self)];
}

/* Set while it is given to a task to wait for; None: not initialized. */
KK_GETTER(asyncio_Future, _asyncio_future_blocking)
Value kk_asyncio_future_get_blocking(Vm *vm, Value self)
{
    return future_obj(self)->loop == KK_UNSET ? kk_none : kk_bool((future_obj(self)->flags & FUTURE_BLOCKING) != 0);
}

KK_SETTER(asyncio_Future, _asyncio_future_blocking)
bool kk_asyncio_future_set_blocking(Vm *vm, Value self, Value value)
{
    bool on = false;
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "cannot delete attribute");
    if (!kk_truth(vm, value, &on))
        return false;
    future_obj(self)->flags &= ~(uintptr_t)FUTURE_BLOCKING;
    future_obj(self)->flags |= on ? FUTURE_BLOCKING : 0;
    return true;
}

/* Pairs of functions and contexts; a task that waits stands for its own. None: nobody waits. */
KK_GETTER(asyncio_Future, _callbacks)
Value kk_asyncio_future_get_callbacks(Vm *vm, Value self)
{
    Value waiters = future_obj(self)->waiters;
    if (waiters == KK_UNSET || kk_list_is(waiters))
        return waiters == KK_UNSET ? kk_none : waiters;
    return kk_list_from(vm, &waiters, 1);
}

/* Its loop. */
KK_GETTER(asyncio_Future, _loop)
Value kk_asyncio_future_get_own_loop(Vm *vm, Value self)
{
    Value loop = future_obj(self)->loop;
    return loop == KK_UNSET ? kk_none : loop;
}

/* What cancel() was told. */
KK_GETTER(asyncio_Future, _cancel_message)
Value kk_asyncio_future_get_message(Vm *vm, Value self)
{
    Value extra = future_obj(self)->extra;
    return extra == KK_UNSET || (future_obj(self)->flags & FUTURE_ERROR) != 0 ? kk_none : extra;
}

KK_SETTER(asyncio_Future, _cancel_message)
bool kk_asyncio_future_set_message(Vm *vm, Value self, Value value)
{
    if ((future_obj(self)->flags & FUTURE_ERROR) == 0)
        future_obj(self)->extra = value;
    return true;
}
