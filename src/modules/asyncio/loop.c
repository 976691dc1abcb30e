/*
 * loop.c: the event loop: what is ready, what is due, whose turn it is.
 *
 * The ring of what is ready holds tasks, which it steps, and handles, which it runs: a switch between tasks takes no
 * memory and runs no Python code but the tasks' own.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/loop.py, tests/library/asyncio/.
 */
#include "modules/asyncio/asyncio.h"

#include "object/dict.h"
#include "object/runtime.h"
#include "platform/platform.h"
#include "types/set.h"
#include "types/tuple.h"

static LoopObj *loop_obj(Value v) { return KK_OBJ(LoopObj, v); }

/* ---- helpers of all ---- */

Value kk_asyncio_half(Vm *vm, Value name, const Value *args, size_t n)
{
    Value module = kk_import_name(vm, KK_N(asyncio_half));
    Value function = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, name);
    return function == KK_ERROR ? KK_ERROR : kk_call(vm, function, args, n);
}

Value kk_asyncio_context(Vm *vm, Value context)
{
    if (context != KK_UNSET && context != kk_none)
        return context;
    Value module = kk_dict_get(vm, vm->modules, KK_N(_contextvars));
    return module == KK_UNSET ? kk_none : kk_call_method(vm, module, KK_N(copy_context), NULL, 0);
}

Value kk_asyncio_call_in(Vm *vm, Value context, Value f, const Value *args, size_t n)
{
    if (context == kk_none)
        return kk_call(vm, f, args, n);
    Value all = kk_tuple_new(vm, n + 1);
    if (all == KK_ERROR)
        return KK_ERROR;
    kk_tuple_items(all)[0] = f;
    memcpy(kk_tuple_items(all) + 1, args, n * sizeof(Value));
    return kk_call_method(vm, context, KK_N(run), kk_tuple_items(all), n + 1);
}

Value kk_asyncio_loop_arg(Vm *vm, Value loop)
{
    if (loop != KK_UNSET && loop != kk_none)
        return loop;
    loop = vm->roots[ROOT_LOOP];
    return loop != KK_UNSET ? loop : kk_asyncio_half(vm, KK_N(get_event_loop), NULL, 0);
}

/* ---- the clock ---- */

bool kk_asyncio_now(Vm *vm, Value loop, uint64_t *us)
{
    if ((loop_obj(loop)->flags & LOOP_OWN_TIME) == 0) {
        *us = kk_platform_ticks_us();
        return true;
    }
    Value seconds = kk_call_method(vm, loop, KK_N(time), NULL, 0);
    return seconds != KK_ERROR && kk_asyncio_seconds(vm, seconds, us);
}

/* Seconds by the loop's clock; it never goes back. */
KK_METHOD(asyncio_Loop, time, "()")
Value kk_asyncio_loop_time(Vm *vm, Value self, Args args)
{
    return kk_float_new(vm, (KkFloat)kk_platform_ticks_us() / (KkFloat)1e6);
}

/* ---- what is ready ---- */

static size_t capacity_of(const LoopObj *l) { return l->ready == KK_UNSET ? 0 : kk_len_of(l->ready); }

static Value *place(const LoopObj *l, size_t i)
{
    size_t at = l->first + i, capacity = capacity_of(l);
    return &KK_OBJ(ValuesObj, l->ready)->at[at < capacity ? at : at - capacity];
}

bool kk_asyncio_ready(Vm *vm, Value loop, Value item)
{
    LoopObj *l = loop_obj(loop);
    size_t capacity = capacity_of(l);
    if (l->count == capacity) {
        Value ring = kk_values_new(vm, capacity + capacity / 2 + 4);
        if (ring == KK_ERROR)
            return false;
        for (size_t i = 0; i < l->count; i++)
            KK_OBJ(ValuesObj, ring)->at[i] = *place(l, i);
        l->ready = ring;
        l->first = 0;
    }
    l->count++;
    *place(l, l->count - 1) = item;
    return true;
}

static Value take_ready(LoopObj *l)
{
    Value *at = place(l, 0), item = *at;
    *at = KK_UNSET;
    l->first = l->first + 1 < capacity_of(l) ? l->first + 1 : 0;
    l->count--;
    return item;
}

KK_MUST_CHECK static bool run_item(Vm *vm, Value item)
{
    if (kk_asyncio_is_task(item))
        return kk_asyncio_task_step(vm, item);
    if (kk_is(item, &kk_type_asyncio_Handle))
        return kk_asyncio_handle_run(vm, item);
    return kk_call_method(vm, item, KK_N(_run), NULL, 0) != KK_ERROR;
}

/* Waits until something is due, or wants attention: a handler of an interrupt may have set a flag that a task waits for,
 * another thread may have queued something. */
KK_MUST_CHECK static bool idle(Vm *vm, Value self)
{
    enum { SLICE = 50000 };
    for (;;) {
        if (vm->poll != 0)
            return kk_vm_poll(vm);
        uint64_t us = kk_asyncio_timer_left(self, kk_platform_ticks_us());
        if (us == 0)
            return true;
        kk_vm_leave(vm);
        kk_platform_sleep_us(us < SLICE ? us : SLICE);
        kk_vm_enter(vm);
        if (vm->yield != NULL)
            return true;
    }
}

/* Waits as long as nothing is ready, and looks after streams. */
KK_MUST_CHECK static bool wait(Vm *vm, Value self)
{
    LoopObj *l = loop_obj(self);
    bool busy = l->count > 0 || (l->flags & LOOP_STOPPING) != 0;
    if ((l->flags & (LOOP_WATCHES | LOOP_OWN_TIME)) == 0)
        return busy ? vm->poll == 0 || kk_vm_poll(vm) : idle(vm, self);
    uint64_t now, us = 0;
    if (!busy) {
        if (!kk_asyncio_now(vm, self, &now))
            return false;
        us = kk_asyncio_timer_left(self, now);
    }
    uint64_t ms = (us + 999) / 1000;
    Value most = KK_INT(ms < 100 ? (intptr_t)ms : 100); /* other threads and handlers may have queued something */
    return kk_call_method(vm, self, KK_N(_poll_streams), &most, 1) != KK_ERROR;
}

/* One round: everything that is ready now, after what was due. */
KK_MUST_CHECK static bool run_once(Vm *vm, Value self)
{
    LoopObj *l = loop_obj(self);
    uint64_t now;
    if (!wait(vm, self) || !kk_asyncio_now(vm, self, &now))
        return false;
    for (Value item; (item = kk_asyncio_pop_timer(vm, self, now)) != KK_UNSET;) {
        if (!kk_asyncio_ready(vm, self, item))
            return false;
    }
    for (size_t n = l->count; n > 0 && l->count > 0; n--) {
        if (!run_item(vm, take_ready(l)))
            return false;
    }
    return true;
}

/* Queues something with a _run(). */
KK_METHOD(asyncio_Loop, _add_ready, "(item, /)")
Value kk_asyncio_loop_add_ready(Vm *vm, Value self, Args args)
{
    return kk_asyncio_ready(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Runs everything that is ready, after waiting until something is. */
KK_METHOD(asyncio_Loop, _run_once, "()")
Value kk_asyncio_loop_run_once(Vm *vm, Value self, Args args) { return run_once(vm, self) ? kk_none : KK_ERROR; }

/* Runs until stop() was called. */
KK_METHOD(asyncio_Loop, _run_until_stop, "()")
Value kk_asyncio_loop_run_until_stop(Vm *vm, Value self, Args args)
{
    bool own = kk_type_lookup(vm, kk_type_of(self), KK_N(_run_once)) !=
               kk_type_own(&kk_type_asyncio_Loop, KK_N(_run_once));
    for (;;) {
        if (own ? kk_call_method(vm, self, KK_N(_run_once), NULL, 0) == KK_ERROR : !run_once(vm, self))
            return KK_ERROR;
        if ((loop_obj(self)->flags & LOOP_STOPPING) != 0)
            return kk_none;
    }
}

/* ---- calls ---- */

KK_MUST_CHECK static bool check_open(Vm *vm, Value self)
{
    return (loop_obj(self)->flags & LOOP_CLOSED) == 0 || kk_raise_false(vm, KK_RuntimeError, "Event loop is closed");
}

/* The keyword argument `context`, the only one there is. */
KK_MUST_CHECK static bool context_arg(Vm *vm, Value kw, const char *function, Value *context)
{
    *context = kw == KK_UNSET ? KK_UNSET : kk_dict_get_name(kw, KK_N(context));
    return kw == KK_UNSET || kk_dict_len(kw) == (*context != KK_UNSET) ||
           kk_raise_false(vm, KK_TypeError, "%s() takes only context as a keyword argument", function);
}

bool kk_asyncio_call_soon(Vm *vm, Value loop, Value f, Value arg, Value context)
{
    Value args[2] = {f, arg};
    size_t n = arg != KK_UNSET;
    if (kk_asyncio_is_loop(loop)) {
        Value handle = check_open(vm, loop) ? kk_asyncio_handle_new(vm, f, &args[1], n, loop, context, KK_UNSET) : KK_ERROR;
        return handle != KK_ERROR && kk_asyncio_ready(vm, loop, handle);
    }
    Value method = kk_getattr(vm, loop, KK_N(call_soon)), kw = method == KK_ERROR ? KK_ERROR : kk_dict_new(vm, 1);
    if (kw == KK_ERROR || !kk_dict_set(vm, kw, KK_N(context), context))
        return false;
    return kk_call_kw(vm, method, (Args){args, 1 + n}, kw) != KK_ERROR;
}

/* Calls callback(*args) in the next round. */
KK_METHOD(asyncio_Loop, call_soon, "(callback, *args, **kwargs)")
Value kk_asyncio_loop_call_soon(Vm *vm, Value self, Args args, Value kw)
{
    Value context;
    if (!context_arg(vm, kw, "call_soon", &context) || !check_open(vm, self))
        return KK_ERROR;
    Value handle = kk_asyncio_handle_new(vm, args.pos[0], args.pos + 1, args.n - 1, self, context, KK_UNSET);
    return handle != KK_ERROR && kk_asyncio_ready(vm, self, handle) ? handle : KK_ERROR;
}

/* Calls at `when`, which is `us` from now. */
KK_MUST_CHECK static Value call_when(Vm *vm, Value self, Args args, Value kw, Value when, uint64_t now, uint64_t us)
{
    Value context;
    if (!context_arg(vm, kw, "call_at", &context))
        return KK_ERROR;
    Value handle = kk_asyncio_handle_new(vm, args.pos[1], args.pos + 2, args.n - 2, self, context, when);
    return handle != KK_ERROR && kk_asyncio_push_timer(vm, self, handle, now, us) ? handle : KK_ERROR;
}

/* Calls callback(*args) after so many seconds. */
KK_METHOD(asyncio_Loop, call_later, "(delay, callback, *args, **kwargs)")
Value kk_asyncio_loop_call_later(Vm *vm, Value self, Args args, Value kw)
{
    uint64_t us, now;
    if (args.pos[0] == kk_none)
        return kk_raise(vm, KK_TypeError, "delay must not be None");
    if (!kk_asyncio_seconds(vm, args.pos[0], &us))
        return KK_ERROR;
    Value time = kk_call_method(vm, self, KK_N(time), NULL, 0);
    Value when = time == KK_ERROR ? KK_ERROR : kk_binary(vm, BIN_ADD, time, args.pos[0]);
    if (when == KK_ERROR)
        return KK_ERROR;
    if ((loop_obj(self)->flags & LOOP_OWN_TIME) != 0) {
        Value all = kk_tuple_from(vm, args.pos, args.n), method = kk_getattr(vm, self, KK_N(call_at));
        if (all == KK_ERROR || method == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(all)[0] = when;
        return kk_call_kw(vm, method, (Args){kk_tuple_items(all), args.n}, kw);
    }
    return check_open(vm, self) && kk_asyncio_now(vm, self, &now) ? call_when(vm, self, args, kw, when, now, us) : KK_ERROR;
}

/* Calls callback(*args) when the loop's clock shows that. */
KK_METHOD(asyncio_Loop, call_at, "(when, callback, *args, **kwargs)")
Value kk_asyncio_loop_call_at(Vm *vm, Value self, Args args, Value kw)
{
    uint64_t us;
    Value when = args.pos[0];
    if (when == kk_none)
        return kk_raise(vm, KK_TypeError, "when cannot be None");
    if (!check_open(vm, self))
        return KK_ERROR;
    return kk_asyncio_seconds(vm, when, &us) ? call_when(vm, self, args, kw, when, us, 0) : KK_ERROR;
}

/* ---- state ---- */

static Value loop_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value v = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (v != KK_ERROR && kk_type_lookup(vm, KK_OBJ(const TypeObj, cls), KK_N(time)) !=
                             kk_type_own(&kk_type_asyncio_Loop, KK_N(time)))
        loop_obj(v)->flags = LOOP_OWN_TIME;
    return v;
}

static const Layout loop_layout = {sizeof(LoopObj) / sizeof(uintptr_t), 0x3E, TAIL_NONE, 0};
static const TypeSlots loop_slots = {.make = loop_make};
KK_TYPE(asyncio_Loop, object) = {KK_TYPE_HEAD(asyncio_Loop, object, &loop_layout, TYPE_WEAKREF), .slots = &loop_slots};

/* Running, closed, stopping, debug, watching: a bit for each. */
KK_GETTER(asyncio_Loop, _flags)
Value kk_asyncio_loop_get_flags(Vm *vm, Value self) { return KK_INT(loop_obj(self)->flags); }

KK_SETTER(asyncio_Loop, _flags)
bool kk_asyncio_loop_set_flags(Vm *vm, Value self, Value value)
{
    intptr_t flags;
    if (value == KK_UNSET || !kk_index(vm, value, &flags))
        return kk_failed(vm) ? false : kk_raise_false(vm, KK_AttributeError, "_flags");
    loop_obj(self)->flags = ((uintptr_t)flags & (LOOP_OWN_TIME - 1)) | (loop_obj(self)->flags & LOOP_OWN_TIME);
    return true;
}

/* The loop ends as soon as everything that is ready has run. */
KK_METHOD(asyncio_Loop, stop, "()")
Value kk_asyncio_loop_stop(Vm *vm, Value self, Args args)
{
    loop_obj(self)->flags |= LOOP_STOPPING;
    return kk_none;
}

/* Whether it runs. */
KK_METHOD(asyncio_Loop, is_running, "()")
Value kk_asyncio_loop_is_running(Vm *vm, Value self, Args args) { return kk_bool(loop_obj(self)->flags & LOOP_RUNNING); }

/* Whether close() was called. */
KK_METHOD(asyncio_Loop, is_closed, "()")
Value kk_asyncio_loop_is_closed(Vm *vm, Value self, Args args)
{
    return kk_bool((loop_obj(self)->flags & LOOP_CLOSED) != 0);
}

/* Forgets what is ready and what is due. */
KK_METHOD(asyncio_Loop, _clear, "()")
Value kk_asyncio_loop_clear(Vm *vm, Value self, Args args)
{
    LoopObj *l = loop_obj(self);
    l->ready = l->items = l->dues = KK_UNSET;
    l->count = l->first = 0;
    return kk_none;
}

/* A future of this loop. */
KK_METHOD(asyncio_Loop, create_future, "()")
Value kk_asyncio_loop_create_future(Vm *vm, Value self, Args args)
{
    Value future = kk_object_new(vm, &kk_type_asyncio_Future, 0);
    return future != KK_ERROR && kk_asyncio_future_init(vm, future, self) ? future : KK_ERROR;
}

/* A task that runs the coroutine. */
KK_METHOD(asyncio_Loop, create_task, "(coro, *, name=None, context=None)")
Value kk_asyncio_loop_create_task(Vm *vm, Value self, Args args)
{
    static const Value names[] = {KK_N(loop), KK_N(name), KK_N(context)};
    Value given[] = {self, kk_arg(args, 1, kk_none), kk_arg(args, 2, kk_none)}, kw;
    if (!check_open(vm, self))
        return KK_ERROR;
    if ((loop_obj(self)->flags & LOOP_FACTORY) != 0) {
        Value told[] = {self, args.pos[0], given[1], given[2]};
        return kk_asyncio_half(vm, KK_N(_make_task), told, 4);
    }
    Value task = kk_object_new(vm, &kk_type_asyncio_Task, 0);
    if (task == KK_ERROR || (kw = kk_dict_new(vm, 3)) == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < 3; i++) {
        if (!kk_dict_set(vm, kw, names[i], given[i]))
            return KK_ERROR;
    }
    return kk_asyncio_task_begin(vm, task, (Args){args.pos, 1}, kw) ? task : KK_ERROR;
}

/* ---- functions ---- */

/* The loop that runs in this thread; None: none does. */
KK_FUNCTION(_asyncio, _get_running_loop, "()")
Value kk_asyncio_get_running_or_none(Vm *vm, Value self, Args args)
{
    Value loop = vm->roots[ROOT_LOOP];
    return loop == KK_UNSET ? kk_none : loop;
}

/* The loop that runs in this thread. */
KK_FUNCTION(_asyncio, get_running_loop, "()")
Value kk_asyncio_get_running_loop(Vm *vm, Value self, Args args)
{
    Value loop = vm->roots[ROOT_LOOP];
    return loop == KK_UNSET ? kk_raise(vm, KK_RuntimeError, "no running event loop") : loop;
}

/* Notes the loop that runs in this thread, or None. */
KK_FUNCTION(_asyncio, _set_running_loop, "(loop, /)")
Value kk_asyncio_set_running_loop(Vm *vm, Value self, Args args)
{
    vm->roots[ROOT_LOOP] = args.pos[0] == kk_none ? KK_UNSET : args.pos[0];
    return kk_none;
}

/* The running loop, or the one that the policy says. */
KK_FUNCTION(_asyncio, get_event_loop, "()")
Value kk_asyncio_get_event_loop(Vm *vm, Value self, Args args) { return kk_asyncio_loop_arg(vm, KK_UNSET); }

KK_MUST_CHECK static Value running_arg(Vm *vm, Value loop)
{
    return loop != kk_none ? loop : kk_asyncio_get_running_loop(vm, kk_none, KK_NO_ARGS);
}

/* The task that runs in the loop (None: the running one); None: none does. */
KK_FUNCTION(_asyncio, current_task, "(loop=None)")
Value kk_asyncio_current_task(Vm *vm, Value self, Args args)
{
    Value loop = running_arg(vm, kk_arg(args, 0, kk_none));
    if (loop == KK_ERROR)
        return KK_ERROR;
    if (!kk_asyncio_is_loop(loop))
        return kk_asyncio_half(vm, KK_N(_get_current), &loop, 1);
    Value task = loop_obj(loop)->current;
    return task == KK_UNSET ? kk_none : task;
}

/* The set of the loop's tasks that are not done. */
KK_FUNCTION(_asyncio, all_tasks, "(loop=None)")
Value kk_asyncio_all_tasks(Vm *vm, Value self, Args args)
{
    Value loop = running_arg(vm, kk_arg(args, 0, kk_none)), set = loop == KK_ERROR ? KK_ERROR : kk_set_new(vm);
    if (set == KK_ERROR)
        return KK_ERROR;
    if (!kk_asyncio_is_loop(loop))
        return kk_asyncio_half(vm, KK_N(_get_tasks), &loop, 1);
    for (Value task = loop_obj(loop)->tasks; task != KK_UNSET; task = kk_asyncio_task(task)->next) {
        if (!kk_set_add(vm, set, task))
            return KK_ERROR;
    }
    return set;
}
