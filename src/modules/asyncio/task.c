/*
 * task.c: asyncio.Task: a coroutine that the event loop runs, step by step.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/task.py, tests/library/modules/_test_asyncio*.py.
 */
#include "modules/asyncio/asyncio.h"

#include "object/dict.h"
#include "object/runtime.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/keywords.h"
#include "types/tuple.h"

static TaskObj *task_obj(Value v) { return KK_OBJ(TaskObj, v); }
static bool has(Value v, uintptr_t flag) { return (task_obj(v)->future.flags & flag) != 0; }
static void put(Value v, uintptr_t flag, bool on)
{
    uintptr_t flags = task_obj(v)->future.flags;
    task_obj(v)->future.flags = on ? flags | flag : flags & ~flag;
}

/* ---- the loop's list ---- */

static void enlist(Value self)
{
    Value loop = task_obj(self)->future.loop;
    if (!kk_asyncio_is_loop(loop))
        return;
    Value first = kk_asyncio_loop(loop)->tasks;
    task_obj(self)->next = first;
    if (first != KK_UNSET)
        task_obj(first)->prev = self;
    kk_asyncio_loop(loop)->tasks = self;
}

static void delist(Value self)
{
    TaskObj *t = task_obj(self);
    if (!kk_asyncio_is_loop(t->future.loop))
        return;
    if (t->next != KK_UNSET)
        task_obj(t->next)->prev = t->prev;
    if (t->prev != KK_UNSET)
        task_obj(t->prev)->next = t->next;
    else if (kk_asyncio_loop(t->future.loop)->tasks == self)
        kk_asyncio_loop(t->future.loop)->tasks = t->next;
    t->next = t->prev = KK_UNSET;
}

/* ---- making ---- */

/* It has what a task needs: send, throw and close, and can be awaited. */
static bool is_coroutine(Vm *vm, Value v)
{
    if (kk_gen_delegates(v) || kk_desc_is(v, &kk_type_sleep))
        return true;
    const TypeObj *type = kk_type_of(v);
    return kk_type_lookup(vm, type, KK_N(send)) != KK_UNSET && kk_type_lookup(vm, type, KK_N(throw)) != KK_UNSET &&
           kk_type_lookup(vm, type, KK_N(close)) != KK_UNSET && kk_type_lookup(vm, type, KK_N(__await__)) != KK_UNSET;
}

/* Queues the next step. */
KK_MUST_CHECK static bool step_soon(Vm *vm, Value self)
{
    Value loop = task_obj(self)->future.loop;
    if (kk_asyncio_is_loop(loop))
        return kk_asyncio_ready(vm, loop, self);
    Value step = kk_getattr(vm, self, KK_N(_wakeup));
    return step != KK_ERROR && kk_asyncio_call_soon(vm, loop, step, KK_UNSET, kk_none);
}

static Value task_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

bool kk_asyncio_task_begin(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(coro), KK_N(loop), KK_N(name), KK_N(context)};
    Value given[4];
    if (!kk_keywords_bind(vm, "Task", args, kw, names, 4, given) || !kk_asyncio_future_init(vm, self, given[1]))
        return false;
    if (given[0] == KK_UNSET || !is_coroutine(vm, given[0])) {
        put(self, TASK_QUIET, true);
        return kk_raise_false(vm, KK_TypeError, "a coroutine was expected, got %R", given[0] == KK_UNSET ? kk_none : given[0]);
    }
    Value context = kk_asyncio_context(vm, given[3]), name = given[2];
    if (context == KK_ERROR)
        return false;
    if (name == KK_UNSET || name == kk_none) {
        Value made = vm->roots[ROOT_TASKS];
        vm->roots[ROOT_TASKS] = name = KK_INT(made == KK_UNSET ? 1 : kk_smallint_get(made) + 1);
    } else if ((name = kk_str(vm, name)) == KK_ERROR) {
        return false;
    }
    TaskObj *t = task_obj(self);
    t->coro = given[0];
    t->name = name;
    t->context = context;
    enlist(self);
    return step_soon(vm, self);
}

/* ---- the end ---- */

KK_MUST_CHECK static bool cancelled(Vm *vm, Value self)
{
    bool done;
    put(self, TASK_MUST_CANCEL, false);
    task_obj(self)->future.result = KK_UNSET;
    delist(self);
    return kk_asyncio_future_cancel(vm, self, task_obj(self)->future.extra, &done);
}

/* The exception that is pending has ended the coroutine. */
KK_MUST_CHECK static bool failed(Vm *vm, Value self)
{
    Value error = kk_pending_take(vm);
    if (kk_is(error, &kk_type_asyncio_CancelledError)) {
        task_obj(self)->future.cancelled_by = error;
        return cancelled(vm, self);
    }
    delist(self);
    if (!kk_asyncio_future_set_exception(vm, self, error))
        return false;
    return (!kk_is(error, &kk_type_KeyboardInterrupt) && !kk_is(error, &kk_type_SystemExit)) ||
           kk_raise_instance(vm, error) != KK_ERROR;
}

/* ---- a step ---- */

/* The next step raises that in the coroutine. */
KK_MUST_CHECK static bool raise_later(Vm *vm, Value self)
{
    task_obj(self)->future.result = kk_pending_take(vm);
    return step_soon(vm, self);
}

/* The future tells the task when it is done. */
KK_MUST_CHECK static bool wait_in(Vm *vm, Value self, Value future)
{
    if (kk_type_lookup(vm, kk_type_of(future), KK_N(add_done_callback)) !=
        kk_type_own(&kk_type_asyncio_Future, KK_N(add_done_callback))) {
        Value told[2] = {self, future};
        return kk_asyncio_half(vm, KK_N(_add_waiter), told, 2) != KK_ERROR;
    }
    return kk_asyncio_is_done(future) ? step_soon(vm, self) : kk_asyncio_future_wait(vm, future, self);
}

KK_MUST_CHECK static bool wait_for_future(Vm *vm, Value self, Value future)
{
    TaskObj *t = task_obj(self);
    FutureObj *f = kk_asyncio_future(future);
    if (f->loop != t->future.loop)
        (void)kk_raise(vm, KK_RuntimeError, "Task %R got Future %R attached to a different loop", self, future);
    else if ((f->flags & FUTURE_BLOCKING) == 0)
        (void)kk_raise(vm, KK_RuntimeError, "yield was used instead of yield from in task %R with %R", self, future);
    else if (future == self)
        (void)kk_raise(vm, KK_RuntimeError, "Task cannot await on itself: %R", self);
    if (kk_failed(vm))
        return raise_later(vm, self);
    f->flags &= ~(uintptr_t)FUTURE_BLOCKING;
    if (!wait_in(vm, self, future))
        return false;
    t->waits_for = future;
    bool done = false;
    if (has(self, TASK_MUST_CANCEL) && !kk_asyncio_cancel_any(vm, future, t->future.extra, &done))
        return false;
    if (done)
        put(self, TASK_MUST_CANCEL, false);
    return true;
}

KK_MUST_CHECK static bool fall_asleep(Vm *vm, Value self, Value sleep)
{
    const SleepObj *s = KK_OBJ(const SleepObj, sleep);
    uint64_t us = (uint64_t)s->us[1] << 32 | s->us[0], now;
    Value loop = task_obj(self)->future.loop;
    if (us == 0 || has(self, TASK_MUST_CANCEL))
        return step_soon(vm, self);
    if (!kk_asyncio_is_loop(loop) || (kk_asyncio_loop(loop)->flags & LOOP_OWN_TIME) != 0) {
        Value told[2] = {loop, kk_float_new(vm, (KkFloat)us / (KkFloat)1e6)};
        Value future = told[1] == KK_ERROR ? KK_ERROR : kk_asyncio_half(vm, KK_N(_sleep), told, 2);
        if (future == KK_ERROR)
            return false;
        kk_asyncio_future(future)->flags |= FUTURE_BLOCKING;
        put(self, TASK_ASLEEP, true);
        return wait_for_future(vm, self, future);
    }
    if (!kk_asyncio_now(vm, loop, &now) || !kk_asyncio_push_timer(vm, loop, self, now, us))
        return false;
    put(self, TASK_ASLEEP, true);
    return true;
}

/* It waits for what its coroutine has given. */
KK_MUST_CHECK static bool wait(Vm *vm, Value self, Value what)
{
    if (what == kk_none)
        return step_soon(vm, self);
    if (kk_desc_is(what, &kk_type_sleep))
        return fall_asleep(vm, self, what);
    if (kk_is(what, &kk_type_asyncio_Future))
        return wait_for_future(vm, self, what);
    Value told[2] = {self, what}, waits_for = kk_asyncio_half(vm, KK_N(_wait_for_other), told, 2);
    if (waits_for == KK_ERROR)
        return kk_pending_is(vm, KK_RuntimeError) && raise_later(vm, self);
    task_obj(self)->waits_for = waits_for;
    return true;
}

/* Goes on with the coroutine, by raising the error unless that is KK_UNSET. KK_END: it ended, with *result. */
KK_MUST_CHECK static Value resume(Vm *vm, Value self, Value error, Value *result)
{
    Value coro = task_obj(self)->coro, context = task_obj(self)->context, r;
    if (context == kk_none && kk_gen_delegates(coro)) {
        r = error == KK_UNSET ? kk_vm_resume(vm, coro, GEN_SEND, kk_none) : kk_gen_throw_into(vm, coro, error);
        if (r == KK_END)
            *result = KK_OBJ(GenObj, coro)->sent;
        return r;
    }
    Value call[2] = {kk_getattr(vm, coro, error == KK_UNSET ? KK_N(send) : KK_N(throw)), error == KK_UNSET ? kk_none : error};
    if (call[0] == KK_ERROR)
        return KK_ERROR;
    r = context == kk_none ? kk_call1(vm, call[0], call[1]) : kk_call_method(vm, context, KK_N(run), call, 2);
    if (r != KK_ERROR || !kk_pending_is(vm, KK_StopIteration))
        return r;
    *result = kk_exc_stop_value(kk_pending_take(vm));
    return KK_END;
}

/* Ends the step as the coroutine did. */
KK_MUST_CHECK static bool conclude(Vm *vm, Value self, Value r, Value result)
{
    if (r == KK_ERROR)
        return failed(vm, self);
    if (r != KK_END)
        return wait(vm, self, r);
    if (has(self, TASK_MUST_CANCEL))
        return cancelled(vm, self); /* in its last step */
    delist(self);
    return kk_asyncio_future_set_result(vm, self, result);
}

/* What the next step raises, or KK_UNSET. */
KK_MUST_CHECK static Value error_of(Vm *vm, Value self)
{
    const TaskObj *t = task_obj(self);
    Value error = t->future.result, sleep = t->waits_for;
    if (has(self, TASK_MUST_CANCEL) && (error == KK_UNSET || !kk_is(error, &kk_type_asyncio_CancelledError)))
        return kk_asyncio_future_error(vm, self);
    /* A sleep in a loop with a time of its own is a future, of which the coroutine knows nothing. */
    if (error == KK_UNSET && has(self, TASK_ASLEEP) && sleep != KK_UNSET &&
        (kk_asyncio_future(sleep)->flags & FUTURE_STATE) == FUTURE_CANCELLED)
        return kk_asyncio_future_error(vm, sleep);
    return error;
}

bool kk_asyncio_task_step(Vm *vm, Value self)
{
    TaskObj *t = task_obj(self);
    if (kk_asyncio_is_done(self))
        return kk_asyncio_half(vm, KK_N(_already_done), &self, 1) != KK_ERROR;
    Value loop = t->future.loop, result = kk_none, outer = KK_UNSET, error = error_of(vm, self);
    if (error == KK_ERROR && kk_failed(vm))
        return false;
    t->future.result = t->waits_for = KK_UNSET;
    put(self, TASK_ASLEEP | TASK_MUST_CANCEL, false);
    bool native = kk_asyncio_is_loop(loop);
    if (native) {
        outer = kk_asyncio_loop(loop)->current;
        kk_asyncio_loop(loop)->current = self;
    }
    Value r = resume(vm, self, error, &result);
    bool fine = conclude(vm, self, r, result);
    if (native)
        kk_asyncio_loop(loop)->current = outer;
    return fine;
}

static Value task_repr(Vm *vm, Value self) { return kk_asyncio_half(vm, KK_N(_task_repr), &self, 1); }

static Value task_iter(Vm *vm, Value self) { return kk_call_method(vm, self, KK_N(__await__), NULL, 0); }

static const Layout task_layout = {sizeof(TaskObj) / sizeof(uintptr_t), 0x1FBE, TAIL_NONE, 0};
static const TypeSlots task_slots = {.make = task_make, .init = kk_asyncio_task_begin, .repr = task_repr, .iter = task_iter};
KK_TYPE(asyncio_Task, asyncio_Future) = {KK_TYPE_HEAD(asyncio_Task, asyncio_Future, &task_layout, TYPE_WEAKREF), .slots = &task_slots};

/* ---- methods ---- */

/* The next step. */
KK_METHOD(asyncio_Task, _wakeup, "(future=None, /)")
Value kk_asyncio_task_wakeup(Vm *vm, Value self, Args args) { return kk_asyncio_task_step(vm, self) ? kk_none : KK_ERROR; }

/* Its coroutine gets a CancelledError raised as soon as possible. False: it is done already. */
KK_METHOD(asyncio_Task, cancel, "(msg=None)")
Value kk_asyncio_task_cancel(Vm *vm, Value self, Args args)
{
    TaskObj *t = task_obj(self);
    Value message = kk_arg(args, 0, kk_none);
    put(self, FUTURE_UNSEEN, false);
    if (kk_asyncio_is_done(self))
        return kk_false;
    t->cancels++;
    bool done = false;
    if (t->waits_for != KK_UNSET && !kk_asyncio_cancel_any(vm, t->waits_for, message, &done))
        return KK_ERROR;
    if (done)
        return kk_true; /* the task goes on with what that gives */
    put(self, TASK_MUST_CANCEL, true);
    t->future.extra = message;
    if (has(self, TASK_ASLEEP) && kk_asyncio_remove_timer(vm, t->future.loop, self) && !step_soon(vm, self))
        return KK_ERROR;
    return kk_true;
}

/* How often cancel() was called, and not taken back. */
KK_METHOD(asyncio_Task, cancelling, "()")
Value kk_asyncio_task_cancelling(Vm *vm, Value self, Args args) { return KK_INT(task_obj(self)->cancels); }

/* Takes one cancel() back; returns how many are left. */
KK_METHOD(asyncio_Task, uncancel, "()")
Value kk_asyncio_task_uncancel(Vm *vm, Value self, Args args)
{
    if (task_obj(self)->cancels > 0)
        task_obj(self)->cancels--;
    return KK_INT(task_obj(self)->cancels);
}

/* A task's result is that of its coroutine. */
KK_METHOD(asyncio_Task, set_result, "(result, /)")
Value kk_asyncio_task_set_result(Vm *vm, Value self, Args args)
{
    return kk_raise(vm, KK_RuntimeError, "Task does not support set_result operation");
}

/* Nor can an exception be set. */
KK_METHOD(asyncio_Task, set_exception, "(exception, /)")
Value kk_asyncio_task_set_exception(Vm *vm, Value self, Args args)
{
    return kk_raise(vm, KK_RuntimeError, "Task does not support set_exception operation");
}

/* The coroutine. */
KK_METHOD(asyncio_Task, get_coro, "()")
Value kk_asyncio_task_get_coro(Vm *vm, Value self, Args args)
{
    Value coro = task_obj(self)->coro;
    return coro == KK_UNSET ? kk_none : coro;
}

/* The task's name. */
KK_METHOD(asyncio_Task, get_name, "()")
Value kk_asyncio_task_get_name(Vm *vm, Value self, Args args)
{
    Value name = task_obj(self)->name;
    if (name == KK_UNSET)
        return kk_none;
    return kk_smallint_is(name) ? kk_format_message(vm, "Task-%zd", (ptrdiff_t)kk_smallint_get(name)) : name;
}

/* Gives it another name. */
KK_METHOD(asyncio_Task, set_name, "(value, /)")
Value kk_asyncio_task_set_name(Vm *vm, Value self, Args args)
{
    Value name = kk_str(vm, args.pos[0]);
    if (name == KK_ERROR)
        return KK_ERROR;
    task_obj(self)->name = name;
    return kk_none;
}

/* The coroutine. */
KK_GETTER(asyncio_Task, _coro)
Value kk_asyncio_task_get_own_coro(Vm *vm, Value self) { return kk_asyncio_task_get_coro(vm, self, KK_NO_ARGS); }

/* The future that it waits for, or None. */
KK_GETTER(asyncio_Task, _fut_waiter)
Value kk_asyncio_task_get_waits_for(Vm *vm, Value self)
{
    Value v = task_obj(self)->waits_for;
    return v == KK_UNSET ? kk_none : v;
}

/* Whether the next step raises a CancelledError. */
KK_GETTER(asyncio_Task, _must_cancel)
Value kk_asyncio_task_get_must_cancel(Vm *vm, Value self) { return kk_bool(has(self, TASK_MUST_CANCEL)); }

KK_SETTER(asyncio_Task, _must_cancel)
bool kk_asyncio_task_set_must_cancel(Vm *vm, Value self, Value value)
{
    bool on = false;
    if (value != KK_UNSET && !kk_truth(vm, value, &on))
        return false;
    put(self, TASK_MUST_CANCEL, on);
    return true;
}

/* The context that it runs in; None: the program has no module contextvars. */
KK_METHOD(asyncio_Task, get_context, "()")
Value kk_asyncio_task_get_context(Vm *vm, Value self, Args args)
{
    Value context = task_obj(self)->context;
    return context == KK_UNSET ? kk_none : context;
}
