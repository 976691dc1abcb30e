/*
 * part_wire.h: one pin's level copied to another.
 *
 * Layer: emu.
 */
#ifndef EMU_PART_WIRE_H
#define EMU_PART_WIRE_H

#include "emu/machine.h"

/* to has the level of from, so much later (0: at once). Pulses shorter than the delay arrive as well. */
void emu_part_wire_connect(Machine *m, unsigned from, unsigned to, Picos delay, const char *who);

#endif
