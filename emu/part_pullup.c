/*
 * part_pullup.c: a resistor from a pin to the supply.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

static bool attach(Machine *m, PartOptions *options)
{
    unsigned pin = emu_parts_pin(options, "pin");
    if (!emu_parts_good(options))
        return false;
    emu_pins_drive(m, pin, emu_pins_connect(m, pin, "pullup"), DRIVE_PULL_UP);
    return true;
}

const PartKind emu_part_pullup = {"pullup", "pin=N: a resistor to the supply", attach};
