/*
 * part_pulldown.c: a resistor from a pin to ground.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

static bool attach(Machine *m, PartOptions *options)
{
    unsigned pin = emu_parts_pin(options, "pin");
    if (!emu_parts_good(options))
        return false;
    emu_pins_drive(m, pin, emu_pins_connect(m, pin, "pulldown"), DRIVE_PULL_DOWN);
    return true;
}

const PartKind emu_part_pulldown = {"pulldown", "pin=N: a resistor to ground", attach};
