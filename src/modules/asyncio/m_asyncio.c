/*
 * m_asyncio.c: the module _asyncio: sleeps, and the timers of a loop.
 *
 * A loop's timers are a heap of objects by the moment when they are due. A sleep is what asyncio.sleep() gives: a task that
 * awaits it receives the sleep itself, and stands in the timers for that long. Sleeps that are over wait in a list for
 * the next call (ROOT_SLEEPS), so that a task that sleeps again and again takes no memory.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/.
 */
#include "modules/asyncio/asyncio.h"

#include "object/runtime.h"
#include "types/exc_slots.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/list.h"

KK_MODULE(_asyncio)
KK_MODULE_CONST(_asyncio, Loop, KK_REF(&kk_type_asyncio_Loop))
KK_MODULE_CONST(_asyncio, Handle, KK_REF(&kk_type_asyncio_Handle))
KK_MODULE_CONST(_asyncio, TimerHandle, KK_REF(&kk_type_asyncio_TimerHandle))
KK_MODULE_CONST(_asyncio, Future, KK_REF(&kk_type_asyncio_Future))
KK_MODULE_CONST(_asyncio, Task, KK_REF(&kk_type_asyncio_Task))
KK_MODULE_CONST(_asyncio, CancelledError, KK_REF(&kk_type_asyncio_CancelledError))
KK_MODULE_CONST(_asyncio, InvalidStateError, KK_REF(&kk_type_asyncio_InvalidStateError))

KK_TYPE(asyncio_CancelledError, BaseException) = {
    KK_TYPE_HEAD(asyncio_CancelledError, BaseException, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};
KK_TYPE(asyncio_InvalidStateError, Exception) = {
    KK_TYPE_HEAD(asyncio_InvalidStateError, Exception, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};

/* ---- times ---- */

#define LONGEST KK_ASYNCIO_LONGEST

bool kk_asyncio_seconds(Vm *vm, Value v, uint64_t *us)
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

static SleepObj *sleep_obj(Value v) { return KK_OBJ(SleepObj, v); }

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
    return kk_asyncio_seconds(vm, args.pos[0], &us) ? sleep_new(vm, us, kk_arg(args, 1, kk_none)) : KK_ERROR;
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

static Due *dues_of(Value loop) { return (Due *)KK_OBJ(BlobObj, kk_asyncio_loop(loop)->dues)->at; }
static size_t count_of(Value loop)
{
    return kk_asyncio_loop(loop)->items == KK_UNSET ? 0 : kk_list_len(kk_asyncio_loop(loop)->items);
}
static uint64_t moment(const Due *due) { return (uint64_t)due->high << 32 | due->low; }

static bool before(const Due *a, const Due *b)
{
    uint64_t x = moment(a), y = moment(b);
    return x < y || (x == y && (int32_t)(a->order - b->order) < 0);
}

static void swap(Value loop, size_t i, size_t k)
{
    Value *items = kk_list_items(kk_asyncio_loop(loop)->items), item = items[i];
    Due *dues = dues_of(loop), due = dues[i];
    items[i] = items[k];
    items[k] = item;
    dues[i] = dues[k];
    dues[k] = due;
}

static void rise(Value loop, size_t i)
{
    const Due *dues = dues_of(loop);
    for (; i > 0 && before(&dues[i], &dues[(i - 1) / 2]); i = (i - 1) / 2)
        swap(loop, i, (i - 1) / 2);
}

static void sink(Value loop, size_t i)
{
    const Due *dues = dues_of(loop);
    size_t n = count_of(loop);
    for (;;) {
        size_t least = i, child = 2 * i + 1;
        for (size_t k = child; k < n && k < child + 2; k++)
            least = before(&dues[k], &dues[least]) ? k : least;
        if (least == i)
            return;
        swap(loop, i, least);
        i = least;
    }
}

/* Room for one more item. The list never shrinks: what sleeps again finds its place. */
KK_MUST_CHECK static bool make_room(Vm *vm, Value loop)
{
    LoopObj *l = kk_asyncio_loop(loop);
    if (l->items == KK_UNSET) {
        Value list = kk_list_new(vm, 4);
        if (list == KK_ERROR)
            return false;
        l->items = list;
    }
    size_t n = kk_list_len(l->items), bytes = l->dues == KK_UNSET ? 0 : kk_len_of(l->dues);
    if (bytes >= (n + 1) * sizeof(Due))
        return true;
    Value more = kk_blob_resize(vm, l->dues, (n + n / 2 + 4) * sizeof(Due));
    if (more == KK_ERROR)
        return false;
    l->dues = more;
    return true;
}

bool kk_asyncio_push_timer(Vm *vm, Value loop, Value item, uint64_t now, uint64_t us)
{
    if (!make_room(vm, loop))
        return false;
    size_t n = count_of(loop);
    if (!kk_list_append(vm, kk_asyncio_loop(loop)->items, item))
        return false;
    uint64_t due = now + us;
    dues_of(loop)[n] = (Due){(uint32_t)due, (uint32_t)(due >> 32), (uint32_t)kk_asyncio_loop(loop)->order++};
    rise(loop, n);
    return true;
}

static Value take_out(Value loop, size_t i)
{
    Value items = kk_asyncio_loop(loop)->items;
    size_t last = count_of(loop) - 1;
    swap(loop, i, last);
    Value item = kk_list_at(items, last);
    kk_list_items(items)[last] = KK_UNSET;
    KK_OBJ(ListObj, items)->header = KK_HEADER(KIND_LIST, last);
    if (i < last) {
        rise(loop, i);
        sink(loop, i);
    }
    return item;
}

Value kk_asyncio_pop_timer(Vm *vm, Value loop, uint64_t now)
{
    return count_of(loop) == 0 || moment(&dues_of(loop)[0]) > now ? KK_UNSET : take_out(loop, 0);
}

bool kk_asyncio_remove_timer(Vm *vm, Value loop, Value item)
{
    for (size_t i = count_of(loop); i-- > 0;) {
        if (kk_list_at(kk_asyncio_loop(loop)->items, i) == item) {
            (void)take_out(loop, i);
            return true;
        }
    }
    return false;
}

uint64_t kk_asyncio_timer_left(Value loop, uint64_t now)
{
    if (count_of(loop) == 0)
        return LONGEST;
    uint64_t due = moment(&dues_of(loop)[0]);
    return due <= now ? 0 : due - now;
}
