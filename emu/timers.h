/*
 * timers.h: FRC1 and FRC2, as DPORT knows them.
 *
 * Layer: emu.   Tests: tests/emu/timers.c.
 */
#ifndef EMU_TIMERS_H
#define EMU_TIMERS_H

#include "emu/machine.h"

/* The row "timers" of devices.def. Behind dport. */
void emu_timers_init(Machine *m);

/* The clock of the peripherals is about to change: what has been counted so far was counted with the old one. */
void emu_timers_clock_changes(Machine *m);
/* The clock has changed. */
void emu_timers_clock_changed(Machine *m);

#endif
