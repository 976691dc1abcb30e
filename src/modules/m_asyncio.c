/*
 * m_asyncio.c: the module _asyncio: what the event loop of lib/asyncio must not allocate memory for.
 *
 * Timers is a heap of objects by the moment when they are due. A sleep is what asyncio.sleep() gives: a task that
 * awaits it receives the sleep itself, puts itself into the timers for that long, and goes on. Sleeps that are over
 * wait in a list for the next call (ROOT_SLEEPS), so that a task that sleeps again and again takes no memory.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/list.h"

KK_MODULE(_asyncio)

/* ---- times ---- */

/* A span of time in microseconds; longer ones are never over. */
#define LONGEST ((uint64_t)1 << 62)

KK_MUST_CHECK static bool seconds_arg(Vm *vm, Value v, uint64_t *us)
{
    KkFloat seconds;
    if (!kk_float_arg(vm, v, &seconds))
        return false;
    if (seconds != seconds)
        return kk_raise_false(vm, KK_ValueError, "Invalid value NaN (not a number)");
    *us = seconds <= 0 ? 0 : seconds >= (KkFloat)4e12 ? LONGEST : (uint64_t)(seconds * (KkFloat)1e6);
    return true;
}

KK_MUST_CHECK static bool ms_arg(Vm *vm, Value v, uint64_t *us)
{
    intptr_t ms;
    if (!kk_index_clamped(vm, v, &ms))
        return false;
    *us = ms <= 0 ? 0 : (uint64_t)ms >= LONGEST / 1000 ? LONGEST : (uint64_t)ms * 1000;
    return true;
}

/* ---- sleeps ---- */

enum { SLEEP_NEW, SLEEP_BEGUN, SLEEP_OVER };

typedef struct SleepObj {
    uintptr_t header; /* &kk_type_sleep */
    Value result;     /* of the await */
    Value next;       /* SleepObj: in the list of those to be used again */
    uintptr_t state;
    uintptr_t us[2];  /* how long, low 32 bits first */
} SleepObj;

extern const TypeObj kk_type_Timers;
KK_MODULE_CONST(_asyncio, Timers, KK_REF(&kk_type_Timers))

static SleepObj *sleep_obj(Value v) { return KK_OBJ(SleepObj, v); }

extern const TypeObj kk_type_sleep;

KK_MUST_CHECK static Value sleep_new(Vm *vm, uint64_t us, Value result)
{
    Value v = vm->roots[ROOT_SLEEPS];
    if (v != KK_UNSET)
        vm->roots[ROOT_SLEEPS] = sleep_obj(v)->next;
    else if ((v = kk_object_new(vm, &kk_type_sleep, 0)) == KK_ERROR)
        return KK_ERROR;
    SleepObj *o = sleep_obj(v);
    o->result = result;
    o->next = KK_UNSET;
    o->state = SLEEP_NEW;
    o->us[0] = (uint32_t)us;
    o->us[1] = (uint32_t)(us >> 32);
    return v;
}

/* A coroutine that ends after so many seconds. */
KK_FUNCTION(_asyncio, sleep, "(delay, result=None)")
Value kk_asyncio_sleep(Vm *vm, Value self, Args args)
{
    uint64_t us = 0;
    return seconds_arg(vm, args.pos[0], &us) ? sleep_new(vm, us, kk_arg(args, 1, kk_none)) : KK_ERROR;
}

/* A coroutine that ends after so many milliseconds. */
KK_FUNCTION(_asyncio, sleep_ms, "(t, /)")
Value kk_asyncio_sleep_ms(Vm *vm, Value self, Args args)
{
    uint64_t us = 0;
    return ms_arg(vm, args.pos[0], &us) ? sleep_new(vm, us, kk_none) : KK_ERROR;
}

/* It is over: the next sleep may be this one. The result is returned. */
static Value sleep_end(Vm *vm, Value self)
{
    SleepObj *o = sleep_obj(self);
    Value result = o->result;
    o->state = SLEEP_OVER;
    o->result = kk_none;
    o->next = vm->roots[ROOT_SLEEPS];
    vm->roots[ROOT_SLEEPS] = self;
    return result;
}

KK_MUST_CHECK static Value sleep_next(Vm *vm, Value self)
{
    switch (sleep_obj(self)->state) {
    case SLEEP_NEW:
        sleep_obj(self)->state = SLEEP_BEGUN;
        return self;
    case SLEEP_BEGUN: {
        Value result = sleep_end(vm, self);
        return result == kk_none ? KK_END : kk_raise_value(vm, KK_StopIteration, result);
    }
    default:
        return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited coroutine");
    }
}

/* The first step gives the sleep itself, the second ends it. */
KK_METHOD(sleep, send, "(value, /)")
Value kk_asyncio_sleep_send(Vm *vm, Value self, Args args)
{
    Value r = sleep_next(vm, self);
    return r == KK_END ? kk_raise_value(vm, KK_StopIteration, KK_UNSET) : r;
}

/* The same as send(None). */
KK_METHOD(sleep, __next__, "()")
Value kk_asyncio_sleep_dunder_next(Vm *vm, Value self, Args args) { return kk_asyncio_sleep_send(vm, self, args); }

/* Ends it with an exception. */
KK_METHOD(sleep, throw, "(typ, val=None, tb=None, /)")
Value kk_asyncio_sleep_throw(Vm *vm, Value self, Args args)
{
    Value exception = kk_gen_thrown(vm, args);
    if (exception == KK_ERROR)
        return KK_ERROR;
    if (sleep_obj(self)->state != SLEEP_OVER)
        (void)sleep_end(vm, self);
    return kk_raise_instance(vm, exception);
}

/* Gives it up. */
KK_METHOD(sleep, close, "()")
Value kk_asyncio_sleep_close(Vm *vm, Value self, Args args)
{
    if (sleep_obj(self)->state != SLEEP_OVER)
        (void)sleep_end(vm, self);
    return kk_none;
}

/* Itself. */
KK_METHOD(sleep, __await__, "()")
Value kk_asyncio_sleep_await(Vm *vm, Value self, Args args) { return self; }

static const Layout sleep_layout = {sizeof(SleepObj) / sizeof(uintptr_t), 6, TAIL_NONE, 0};
static const TypeSlots sleep_slots = {.iter = kk_iter_self, .next = sleep_next};
KK_TYPE(sleep, object) = {KK_TYPE_HEAD(sleep, object, &sleep_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &sleep_slots};

/* ---- timers ---- */

/* When an object is due. Those of the same moment come in the order in which they were put in. */
typedef struct Due {
    uint32_t low, high;
    uint32_t order;
} Due;

typedef struct TimersObj {
    uintptr_t header; /* &kk_type_Timers */
    Value items;      /* list: a binary heap, the first due at 0 */
    Value dues;       /* blob of a Due for each of them */
    uintptr_t order;
} TimersObj;

static TimersObj *timers_obj(Value v) { return KK_OBJ(TimersObj, v); }
static Due *dues_of(Value self) { return (Due *)KK_OBJ(BlobObj, timers_obj(self)->dues)->at; }
static size_t count_of(Value self) { return kk_list_len(timers_obj(self)->items); }
static uint64_t moment(const Due *due) { return (uint64_t)due->high << 32 | due->low; }

static bool before(const Due *a, const Due *b)
{
    uint64_t x = moment(a), y = moment(b);
    return x < y || (x == y && (int32_t)(a->order - b->order) < 0);
}

static void swap(Value self, size_t i, size_t k)
{
    Value *items = kk_list_items(timers_obj(self)->items), item = items[i];
    Due *dues = dues_of(self), due = dues[i];
    items[i] = items[k];
    items[k] = item;
    dues[i] = dues[k];
    dues[k] = due;
}

static void rise(Value self, size_t i)
{
    const Due *dues = dues_of(self);
    for (; i > 0 && before(&dues[i], &dues[(i - 1) / 2]); i = (i - 1) / 2)
        swap(self, i, (i - 1) / 2);
}

static void sink(Value self, size_t i)
{
    const Due *dues = dues_of(self);
    size_t n = count_of(self);
    for (;;) {
        size_t least = i, child = 2 * i + 1;
        for (size_t k = child; k < n && k < child + 2; k++)
            least = before(&dues[k], &dues[least]) ? k : least;
        if (least == i)
            return;
        swap(self, i, least);
        i = least;
    }
}

KK_MUST_CHECK static bool push(Vm *vm, Value self, Value item, uint64_t us)
{
    size_t n = count_of(self), bytes = timers_obj(self)->dues == KK_UNSET ? 0 : kk_len_of(timers_obj(self)->dues);
    if (bytes < (n + 1) * sizeof(Due)) {
        Value more = kk_blob_resize(vm, timers_obj(self)->dues, (n + n / 2 + 4) * sizeof(Due));
        if (more == KK_ERROR)
            return false;
        timers_obj(self)->dues = more;
    }
    if (!kk_list_append(vm, timers_obj(self)->items, item))
        return false;
    uint64_t due = kk_platform_ticks_us() + us;
    dues_of(self)[n] = (Due){(uint32_t)due, (uint32_t)(due >> 32), (uint32_t)timers_obj(self)->order++};
    rise(self, n);
    return true;
}

static Value take_out(Vm *vm, Value self, size_t i)
{
    size_t last = count_of(self) - 1;
    swap(self, i, last);
    Value item = kk_list_remove_at(vm, timers_obj(self)->items, last);
    if (i < last) {
        rise(self, i);
        sink(self, i);
    }
    return item;
}

KK_MUST_CHECK static Value timers_make(Vm *vm, Value cls, Args args)
{
    if (args.n != 0 || args.kw != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "Timers() takes no arguments");
    Value v = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0), list = kk_list_new(vm, 0);
    if (v == KK_ERROR || list == KK_ERROR)
        return KK_ERROR;
    timers_obj(v)->items = list;
    return v;
}

static bool timers_len(Vm *vm, Value self, size_t *n)
{
    *n = count_of(self);
    return true;
}

static const Layout timers_layout = {sizeof(TimersObj) / sizeof(uintptr_t), 6, TAIL_NONE, 0};
static const TypeSlots timers_slots = {.make = timers_make, .len = timers_len};
KK_TYPE(Timers, object) = {KK_TYPE_HEAD(Timers, object, &timers_layout, TYPE_FINAL), .slots = &timers_slots};

/* Puts an object in that is due after so many seconds. */
KK_METHOD(Timers, push, "(item, seconds, /)")
Value kk_asyncio_push(Vm *vm, Value self, Args args)
{
    uint64_t us = 0;
    return seconds_arg(vm, args.pos[1], &us) && push(vm, self, args.pos[0], us) ? kk_none : KK_ERROR;
}

/* Puts an object in that is due when the sleep is over; False: that is now. */
KK_METHOD(Timers, push_sleep, "(item, sleep, /)")
Value kk_asyncio_push_sleep(Vm *vm, Value self, Args args)
{
    if (!kk_desc_is(args.pos[1], &kk_type_sleep))
        return kk_raise(vm, KK_TypeError, "a sleep is required, not '%T'", args.pos[1]);
    const SleepObj *o = sleep_obj(args.pos[1]);
    uint64_t us = (uint64_t)o->us[1] << 32 | o->us[0];
    if (us == 0)
        return kk_false;
    return push(vm, self, args.pos[0], us) ? kk_true : KK_ERROR;
}

/* Takes out the first object if it is due; None: none is. */
KK_METHOD(Timers, pop, "()")
Value kk_asyncio_pop(Vm *vm, Value self, Args args)
{
    if (count_of(self) == 0 || moment(&dues_of(self)[0]) > kk_platform_ticks_us())
        return kk_none;
    return take_out(vm, self, 0);
}

/* Takes out an object; False: it was not there. */
KK_METHOD(Timers, remove, "(item, /)")
Value kk_asyncio_remove(Vm *vm, Value self, Args args)
{
    for (size_t i = count_of(self); i-- > 0;) {
        if (kk_list_at(timers_obj(self)->items, i) == args.pos[0]) {
            (void)take_out(vm, self, i);
            return kk_true;
        }
    }
    return kk_false;
}

static uint64_t us_left(Value self)
{
    if (count_of(self) == 0)
        return LONGEST;
    uint64_t due = moment(&dues_of(self)[0]), now = kk_platform_ticks_us();
    return due <= now ? 0 : due - now;
}

/* Milliseconds until the first object is due, rounded up; -1: there is none. */
KK_METHOD(Timers, wait_ms, "()")
Value kk_asyncio_wait_ms(Vm *vm, Value self, Args args)
{
    uint64_t ms = (us_left(self) + 999) / 1000;
    return count_of(self) == 0 ? KK_INT(-1) : KK_INT(ms < (1 << 28) ? (intptr_t)ms : 1 << 28);
}

/* Waits until the first object is due, or something else wants attention: a handler of an interrupt may have set a
 * flag that a task waits for. */
KK_METHOD(Timers, idle, "()")
Value kk_asyncio_idle(Vm *vm, Value self, Args args)
{
    enum { SLICE = 50000 };
    for (;;) {
        if (vm->poll != 0)
            return kk_vm_poll(vm) ? kk_none : KK_ERROR;
        uint64_t us = us_left(self);
        if (us == 0)
            return kk_none;
        kk_vm_leave(vm);
        kk_platform_sleep_us(us < SLICE ? us : SLICE);
        kk_vm_enter(vm);
        if (vm->yield != NULL)
            return kk_none; /* another thread may have queued something */
    }
}
