/*
 * run.h: making a machine and letting it run; for main.c and the debugger.
 *
 * Layer: emu.
 */
#ifndef EMU_RUN_H
#define EMU_RUN_H

#include "emu/machine.h"

/* A machine with all devices, before its options are read. */
Machine *emu_run_new(void);
/* Calls the start hooks and boots; false: one of them printed a message. */
bool emu_run_power_on(Machine *m);
/* Runs until somebody stops it and calls what wants to be called at the end; the exit status. */
int emu_run_to_end(Machine *m);
/* observe is called before each instruction from now on (at most 4 of them); the machine becomes slower. */
void emu_run_observe(Machine *m, void (*observe)(Machine *m, void *ctx), void *ctx);

#endif
