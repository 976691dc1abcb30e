/*
 * pins.h: the wires at the chip's pins. Several things may be connected to one pin: the chip itself, a
 * part, the script. What they drive decides the level; who watches is told of every change.
 *
 * Layer: emu.   Tests: tests/emu/pins.c.
 */
#ifndef EMU_PINS_H
#define EMU_PINS_H

#include "emu/machine.h"

enum { EMU_PINS = 17 }; /* GPIO0..15, and GPIO16 of the RTC block */

/* Strong drive beats a pull; two strong drives that disagree give low, and a warning. Of two pulls that disagree the one
 * down wins (on boards the outside ones are stronger). A pin nobody drives or pulls reads low. */
typedef enum Drive { DRIVE_NONE, DRIVE_LOW, DRIVE_HIGH, DRIVE_PULL_UP, DRIVE_PULL_DOWN } Drive;

/* Connects something to a pin; returns its number for emu_pins_drive. It drives nothing at first. */
unsigned emu_pins_connect(Machine *m, unsigned pin, const char *who);
void emu_pins_drive(Machine *m, unsigned pin, unsigned who, Drive drive);
bool emu_pins_level(const Machine *m, unsigned pin);
/* Calls changed for each change of level, in the order of registration, at the moment of the change. It may drive pins:
 * these changes are told after this one. */
void emu_pins_watch(Machine *m, unsigned pin, void (*changed)(Machine *m, void *ctx, unsigned pin, bool level), void *ctx);
/* The row "pins" of devices.def: must come before whatever connects. */
void emu_pins_init(Machine *m);

#endif
