/*
 * events.c: the handlers of pins and timers run here, at a back edge or a call, or while the program sleeps.
 *
 * An interrupt only notes what happened and calls kukri_notify(): the next poll comes here. What is noted
 * while a handler runs waits for its end, hard ones first; only hard handlers interrupt soft ones. After a number
 * of handlers the program goes on for at least one step, so that a storm of edges cannot stop Ctrl-C.
 *
 * All state is the table in vm->roots[ROOT_IRQS]: the list of timers, which kind of handler is running,
 * and for each pin its function and a small int.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "modules/machine/events.h"

#include "modules/machine/pin.h"
#include "modules/machine/timer.h"
#include "object/output.h"
#include "object/runtime.h"
#include "platform/platform.h"
#include "types/traceback.h"

enum { TRIGGER_MASK = 3, HARD = 4, SEEN_SHIFT = 3 }; /* the small int of a pin */
enum { HANDLERS_AT_ONCE = 32 };

/* What runs: KK_UNSET is the program. */
#define SOFT_RUNS KK_INT(1)
#define HARD_RUNS KK_INT(2)

static Value *table(Vm *vm)
{
    Value values = vm->roots[ROOT_IRQS];
    return values == KK_UNSET ? NULL : KK_OBJ(ValuesObj, values)->at;
}

/* Places in the table; two for each pin from the third on. */
enum { TIMERS, RUNNING, PINS };
static size_t pin_at(unsigned id) { return PINS + 2 * (size_t)id; }

/* ---- the table ---- */

PinHandler kk_events_handler(Vm *vm, unsigned id)
{
    const Value *at = table(vm);
    if (at == NULL || at[pin_at(id) + 1] == KK_UNSET)
        return (PinHandler){KK_UNSET, 0, 0, false};
    unsigned bits = (unsigned)kk_smallint_get(at[pin_at(id) + 1]);
    return (PinHandler){at[pin_at(id)], bits & TRIGGER_MASK, bits >> SEEN_SHIFT, (bits & HARD) != 0};
}

void kk_events_set_handler(Vm *vm, unsigned id, PinHandler handler)
{
    Value *at = table(vm);
    at[pin_at(id)] = handler.function;
    at[pin_at(id) + 1] = KK_INT(handler.trigger | (handler.hard ? HARD : 0) | handler.seen << SEEN_SHIFT);
}

Value kk_events_timers(Vm *vm)
{
    const Value *at = table(vm);
    return at == NULL ? KK_UNSET : at[TIMERS];
}

void kk_events_set_timers(Vm *vm, Value timer) { table(vm)[TIMERS] = timer; }

/* ---- calling ---- */

/* The exception of a handler: printed, or false when it is meant for the program. */
static bool report(Vm *vm)
{
    if (kk_pending_is(vm, KK_RAISES(KeyboardInterrupt)) || kk_pending_is(vm, KK_RAISES(SystemExit)))
        return false;
    Value exception = kk_pending_take(vm);
    kk_out_error(vm, KK_SPAN("Unhandled exception in a handler of module machine:\n"));
    kk_traceback_print(vm, exception, true, SIZE_MAX, kk_traceback_to_stderr, NULL);
    (void)kk_pending_take(vm);
    return true;
}

bool kk_events_call(Vm *vm, Value function, Value arg, bool hard, bool *good)
{
    /* The program may be inside an except clause: that is not the context of what fails here. */
    Value handled = vm->handled, outer = table(vm)[RUNNING];
    uint32_t locked = vm->heap.locked;
    table(vm)[RUNNING] = hard ? HARD_RUNS : SOFT_RUNS;
    vm->handled = KK_UNSET;
    if (hard)
        kk_heap_lock(&vm->heap);
    else
        kk_timer_let_hard(vm);
    *good = kk_call1(vm, function, arg) != KK_ERROR;
    while (hard && vm->heap.locked > locked)
        kk_heap_unlock(&vm->heap);
    bool go_on = *good || report(vm);
    vm->handled = handled;
    table(vm)[RUNNING] = outer;
    return go_on;
}

/* One edge that was noted. *any: there was one. */
KK_MUST_CHECK static bool run_edge(Vm *vm, bool hard_only, bool *any)
{
    unsigned id, edge;
    *any = kk_pins_take_edge(hard_only, &id, &edge);
    if (!*any)
        return true;
    PinHandler handler = kk_events_handler(vm, id);
    /* Noted before the handler was taken away. */
    if (handler.function == KK_UNSET || (handler.trigger & edge) == 0)
        return true;
    handler.seen = edge;
    kk_events_set_handler(vm, id, handler);
    bool good;
    bool go_on = kk_events_call(vm, handler.function, kk_pin_object(id), handler.hard, &good);
    if (!good && handler.hard && kk_events_handler(vm, id).function == handler.function) {
        /* It would fail at each edge, and nobody could type for the tracebacks. */
        (void)kk_pins_irq(id, 0, false);
        kk_events_set_handler(vm, id, (PinHandler){KK_UNSET, 0, edge, false});
    }
    return go_on;
}

/* vm->events */
static bool run(Vm *vm)
{
    const Value *at = table(vm);
    if (at == NULL || at[RUNNING] == HARD_RUNS)
        return true;
    /* What a soft handler that runs leaves here is done when it returns. */
    bool hard_only = at[RUNNING] == SOFT_RUNS, go_on = true, any = true;
    for (int n = 0; n < HANDLERS_AT_ONCE && any && go_on; n++) {
        bool edge = false, timer = false;
        go_on = run_edge(vm, hard_only, &edge);
        if (go_on && !edge)
            go_on = kk_timer_run(vm, hard_only, &timer);
        any = edge || timer;
    }
    if (any)
        vm->poll_for[POLL_EVENTS] = 1;
    return go_on;
}

bool kk_events_start(Vm *vm)
{
    if (vm->roots[ROOT_IRQS] == KK_UNSET) {
        Value values = kk_values_new(vm, pin_at(kk_pins_count()));
        if (values == KK_ERROR)
            return false;
        vm->roots[ROOT_IRQS] = values;
    }
    vm->events = run;
    kk_pins_attach(vm);
    return true;
}

void kk_machine_reset(void)
{
    unsigned id, edge;
    for (id = 0; id < kk_pins_count(); id++)
        if (kk_pins_exists(id))
            (void)kk_pins_irq(id, 0, false);
    kk_pins_alarm(UINT64_MAX);
    while (kk_pins_take_edge(false, &id, &edge))
        ;
}
