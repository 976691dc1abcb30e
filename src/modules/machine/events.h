/*
 * events.h: from what the hardware noted to the Python functions that are called for it.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_MACHINE_EVENTS_H
#define KK_MODULES_MACHINE_EVENTS_H

#include "object/ops.h"
#include "object/vm.h"

/* What is known of a pin's interrupt. */
typedef struct PinHandler {
    Value function;    /* KK_UNSET: none */
    unsigned trigger;  /* PIN_IRQ_*: the edges asked for */
    unsigned seen;     /* those of the last call */
    bool hard;
} PinHandler;

/* Makes room for handlers and has them called from now on. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_events_start(Vm *vm);
/* The handler of a pin; no function when there never was one. @gc never */
PinHandler kk_events_handler(Vm *vm, unsigned id);
/* Keeps it; kk_events_start has succeeded. @gc never */
void kk_events_set_handler(Vm *vm, unsigned id, PinHandler handler);

/* Head of the list of armed timers, kept alive by it: KK_UNSET when there is none. @gc never */
Value kk_events_timers(Vm *vm);
/* kk_events_start has succeeded. @gc never */
void kk_events_set_timers(Vm *vm, Value timer);

/*
 * Calls function(arg) for an event: with the heap locked if hard. An exception is printed, and *good is false; only
 * KeyboardInterrupt and SystemExit are left pending, for the program: then the result is false. @gc may collect
 */
KK_MUST_CHECK bool kk_events_call(Vm *vm, Value function, Value arg, bool hard, bool *good);

/*
 * Stops what may interrupt: pins, timers. For ports, before the Vm goes away (soft reset). No handler is called
 * afterwards. @gc never
 */
void kk_machine_reset(void);

#endif
