/*
 * debugport.c: registers that no chip has, for programs that know that they run here: tests of firmware.
 *
 *     0x3ff7fff0  write: the emulator ends with this exit status (its low 8 bits)
 *     0x3ff7fff4  write: this character goes to standard error
 *     0x3ff7fff8  read: instructions executed, the low word; it keeps the high one for
 *     0x3ff7fffc  read: the high word
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/core.h"

#include <stdio.h>

enum { BASE = 0x3ff7fff0, EXIT = 0, CHARACTER = 4, COUNT_LOW = 8 };

static uint32_t read_port(Machine *m, void *dev, uint32_t offset)
{
    uint32_t *high = dev;
    uint64_t count = emu_machine_instructions(m);
    if (offset < COUNT_LOW)
        return 0;
    if (offset > COUNT_LOW)
        return *high;
    *high = (uint32_t)(count >> 32);
    return (uint32_t)count;
}

static void write_port(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == EXIT)
        emu_machine_stop(m, (int)(value & 255), NULL);
    else if (offset == CHARACTER)
        fputc((int)(value & 255), stderr);
}

void emu_debugport_init(Machine *m)
{
    static uint32_t high;
    static const BusDevice device = {"debug port", BASE, 16, read_port, write_port, NULL, &high, false};
    emu_machine_map(m, &device);
}
