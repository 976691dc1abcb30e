/*
 * timer.h: what events.c asks of the timers.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_MACHINE_TIMER_H
#define KK_MODULES_MACHINE_TIMER_H

#include "object/object.h"

/* Calls the function of one timer that is due, hard ones first; *any: there was one. When there is none the alarm is set
 * for the next. hard_only: as if there were only hard ones. As kk_events_call: false leaves an exception pending.
 * @gc may collect */
KK_MUST_CHECK bool kk_timer_run(Vm *vm, bool hard_only, bool *any);

/* Before a soft handler is called: the alarm is set for hard timers, which interrupt it. @gc never */
void kk_timer_let_hard(Vm *vm);

#endif
