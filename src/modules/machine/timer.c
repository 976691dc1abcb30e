/*
 * timer.c: machine.Timer: any number of timers on the port's one alarm.
 *
 * The armed ones are a list, which keeps them alive. A periodic timer is due at multiples of its period from when it
 * was started: it does not drift, and periods that a busy program missed are left out.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "modules/machine/timer.h"

#include "modules/machine/events.h"
#include "platform/pins.h"
#include "platform/platform.h"
#include "types/keywords.h"

enum { ONE_SHOT, PERIODIC }; /* as the constants of the class below */
enum { ARMED = 1, REPEATS = 2, HARD = 4 };

typedef struct TimerObj {
    uintptr_t header;
    Value callback;
    Value next;      /* in the list of armed timers */
    uintptr_t flags;
    uint64_t due, period; /* us */
} TimerObj;

static TimerObj *timer_of(Value v) { return KK_OBJ(TimerObj, v); }

/* ---- the list ---- */

static bool counts(Value timer, bool hard_only) { return !hard_only || (timer_of(timer)->flags & HARD) != 0; }

/* The alarm for the earliest of the armed timers. */
static void set_alarm(Vm *vm, bool hard_only)
{
    uint64_t first = UINT64_MAX;
    for (Value v = kk_events_timers(vm); v != KK_UNSET; v = timer_of(v)->next)
        if (counts(v, hard_only) && timer_of(v)->due < first)
            first = timer_of(v)->due;
    kk_pins_alarm(first);
}

/* Takes the timer out of the list if it is in it. */
static void disarm(Vm *vm, Value timer)
{
    if ((timer_of(timer)->flags & ARMED) == 0)
        return;
    Value head = kk_events_timers(vm);
    if (head == timer) {
        kk_events_set_timers(vm, timer_of(timer)->next);
    } else {
        while (timer_of(head)->next != timer)
            head = timer_of(head)->next;
        timer_of(head)->next = timer_of(timer)->next;
    }
    timer_of(timer)->next = KK_UNSET;
    timer_of(timer)->flags &= ~(uintptr_t)ARMED;
}

static void arm(Vm *vm, Value timer)
{
    timer_of(timer)->next = kk_events_timers(vm);
    timer_of(timer)->flags |= ARMED;
    kk_events_set_timers(vm, timer);
}

/* The timer that is to run now: the one that is due longest, hard ones before others. */
static Value find_due(Vm *vm, uint64_t now, bool hard_only)
{
    Value best = KK_UNSET;
    for (Value v = kk_events_timers(vm); v != KK_UNSET; v = timer_of(v)->next) {
        const TimerObj *t = timer_of(v);
        if (t->due > now || !counts(v, hard_only))
            continue;
        bool harder = best != KK_UNSET && (t->flags & HARD) > (timer_of(best)->flags & HARD);
        bool same = best != KK_UNSET && (t->flags & HARD) == (timer_of(best)->flags & HARD);
        if (best == KK_UNSET || harder || (same && t->due < timer_of(best)->due))
            best = v;
    }
    return best;
}

void kk_timer_let_hard(Vm *vm)
{
    if (kk_events_timers(vm) != KK_UNSET)
        set_alarm(vm, true);
}

bool kk_timer_run(Vm *vm, bool hard_only, bool *any)
{
    *any = false;
    /* The last one that went has left no alarm. Pins alone need not pay for the clock. */
    if (kk_events_timers(vm) == KK_UNSET)
        return true;
    uint64_t now = kk_platform_ticks_us();
    Value timer = find_due(vm, now, hard_only);
    *any = timer != KK_UNSET;
    if (!*any) {
        set_alarm(vm, hard_only);
        return true;
    }
    TimerObj *t = timer_of(timer);
    if (t->flags & REPEATS)
        t->due += t->period * ((now - t->due) / t->period + 1);
    else
        disarm(vm, timer);
    bool good, hard = (t->flags & HARD) != 0;
    bool go_on = kk_events_call(vm, t->callback, timer, hard, &good);
    if (!good && hard)
        disarm(vm, timer);
    return go_on;
}

/* ---- the class ---- */

enum { ARG_MODE, ARG_CALLBACK, ARG_PERIOD, ARG_TICK_HZ, ARG_FREQ, ARG_HARD, ARG_COUNT };

/* The period in microseconds, from freq or from period and tick_hz. */
KK_MUST_CHECK static bool period_arg(Vm *vm, const Value *given, uint64_t *us)
{
    intptr_t period, tick_hz = 1000;
    KkFloat freq;
    if (given[ARG_FREQ] != KK_UNSET && given[ARG_FREQ] != kk_none) {
        if (!kk_float_arg(vm, given[ARG_FREQ], &freq))
            return false;
        if (!(freq > 0 && freq <= (KkFloat)1e6))
            return kk_raise_false(vm, KK_ValueError, "freq must be above 0 and at most 1000000");
        *us = (uint64_t)((KkFloat)1e6 / freq + (KkFloat)0.5);
        return true;
    }
    if (given[ARG_PERIOD] == KK_UNSET || given[ARG_PERIOD] == kk_none)
        return kk_raise_false(vm, KK_ValueError, "period or freq must be given");
    if (!kk_index(vm, given[ARG_PERIOD], &period) ||
        (given[ARG_TICK_HZ] != KK_UNSET && !kk_index(vm, given[ARG_TICK_HZ], &tick_hz)))
        return false;
    if (period < 0 || tick_hz <= 0)
        return kk_raise_false(vm, KK_ValueError, "period and tick_hz must be positive");
    *us = (uint64_t)period * 1000000 / (uint64_t)tick_hz;
    *us += *us == 0;
    return true;
}

/* Sets the timer up anew and starts it. */
KK_MUST_CHECK static bool start(Vm *vm, Value self, const Value *given)
{
    intptr_t mode = PERIODIC;
    bool hard = false;
    uint64_t period = 0;
    Value callback = given[ARG_CALLBACK] == KK_UNSET ? kk_none : given[ARG_CALLBACK];
    if (callback != kk_none && !kk_callable(vm, callback))
        return kk_raise_false(vm, KK_TypeError, "callback must be callable or None, not %T", callback);
    if ((given[ARG_MODE] != KK_UNSET && !kk_index_clamped(vm, given[ARG_MODE], &mode)) ||
        (given[ARG_HARD] != KK_UNSET && !kk_truth(vm, given[ARG_HARD], &hard)))
        return false;
    if (mode != ONE_SHOT && mode != PERIODIC)
        return kk_raise_false(vm, KK_ValueError, "mode must be Timer.ONE_SHOT or Timer.PERIODIC");
    if (!period_arg(vm, given, &period) || !kk_events_start(vm))
        return false;
    disarm(vm, self);
    TimerObj *t = timer_of(self);
    t->callback = callback;
    t->flags = (mode == PERIODIC ? REPEATS : 0) | (hard ? HARD : 0);
    t->period = period;
    t->due = kk_platform_ticks_us() + period;
    if (callback != kk_none)
        arm(vm, self);
    set_alarm(vm, false);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(id), KK_N(mode), KK_N(callback), KK_N(period), KK_N(tick_hz), KK_N(freq),
                                  KK_N(hard)};
    Value given[1 + ARG_COUNT];
    intptr_t id = -1;
    if (args.n > 1)
        return kk_raise(vm, KK_TypeError, "Timer() takes at most 1 positional argument (%zu given)", args.n);
    if (!kk_keywords_bind(vm, "Timer", args, kw, names, 1 + ARG_COUNT, given) ||
        (given[0] != KK_UNSET && !kk_index_clamped(vm, given[0], &id)))
        return KK_ERROR;
    if (id < -1)
        return kk_raise(vm, KK_ValueError, "invalid timer: %V", given[0]);
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    timer_of(self)->callback = kk_none;
    bool more = false;
    for (size_t i = 1; i <= ARG_COUNT; i++)
        more = more || given[i] != KK_UNSET;
    return more && !start(vm, self, given + 1) ? KK_ERROR : self;
}

/* Starts the timer: callback(timer) is called once, or again and again. */
KK_METHOD(Timer, init, "(*, mode=PERIODIC, callback=None, period=None, tick_hz=1000, freq=None, hard=False)")
Value kk_timer_init(Vm *vm, Value self, Args args)
{
    Value given[ARG_COUNT];
    for (size_t i = 0; i < ARG_COUNT; i++)
        given[i] = kk_arg(args, i, KK_UNSET);
    return start(vm, self, given) ? kk_none : KK_ERROR;
}

/* Stops the timer. */
KK_METHOD(Timer, deinit, "()")
Value kk_timer_deinit(Vm *vm, Value self, Args args)
{
    if (kk_events_timers(vm) != KK_UNSET) {
        disarm(vm, self);
        set_alarm(vm, false);
    }
    return kk_none;
}

static Value repr(Vm *vm, Value self)
{
    const TimerObj *t = timer_of(self);
    if (t->period == 0)
        return kk_format_message(vm, "Timer(-1)");
    return kk_format_message(vm, "Timer(-1, mode=%s, period=%zu us)", t->flags & REPEATS ? "PERIODIC" : "ONE_SHOT",
                             (size_t)t->period);
}

static const Layout layout = {sizeof(TimerObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .repr = repr};
KK_TYPE(Timer, object) = {KK_TYPE_HEAD(Timer, object, &layout, 0), .slots = &slots};
KK_TYPE_CONST(Timer, ONE_SHOT, KK_INT(0))
KK_TYPE_CONST(Timer, PERIODIC, KK_INT(1))
