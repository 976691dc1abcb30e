/*
 * rom.c: finding the function for an address of the ROM, and what these functions use.
 *
 * A ROM function is called by a jump to its address with the return address in a0 and takes one
 * cycle, and the time it asks for with emu_machine_spend. One that has to wait answers ROM_AGAIN: pc stays,
 * time goes on, interrupts are taken, and it is called once more.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/rom.h"

#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/options.h"

#include <stdio.h>
#include <string.h>

typedef struct RomEntry {
    uint32_t address;
    const char *name;
    RomFunction *function;
} RomEntry;

static const RomEntry entries[] = {
#define ROM(address, name, function) {address, #name, function},
#include "emu/rom.def"
#undef ROM
};

/* What the ROM is printing. */
static struct {
    char text[4096];
    size_t n, at;
} printing;

enum { UART0_FIFO = 0x60000000, UART0_STATUS = 0x6000001c, FIFO_MOST = 126 };

static const RomEntry *find(uint32_t address)
{
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        if (entries[i].address == address)
            return &entries[i];
    return NULL;
}

void emu_rom_call(Machine *m)
{
    Cpu *cpu = &m->cpu;
    static const RomEntry *cache[256];
    const RomEntry **slot = &cache[(cpu->pc >> 2 ^ cpu->pc >> 10) & 255];
    if (*slot == NULL || (*slot)->address != cpu->pc)
        *slot = find(cpu->pc);
    if (*slot == NULL) {
        char why[120];
        snprintf(why, sizeof why, "the program called %08x in the ROM, where this emulator has no function (from %08x)",
                 (unsigned)cpu->pc, (unsigned)cpu->ar[0]);
        emu_machine_stop(m, 125, why);
        return;
    }
    switch ((*slot)->function(m, cpu->ar)) {
    case ROM_DONE:
        cpu->pc = cpu->ar[0];
        break;
    case ROM_AGAIN:
        emu_machine_spend(m, m->hz / 1000000 - 1);
        break;
    case ROM_JUMPED:
        break;
    }
}

const uint8_t *emu_rom_source(Machine *m, uint32_t address, size_t n)
{
    const uint8_t *at = emu_machine_memory(m, address, n);
    if (at == NULL)
        emu_cpu_raise(m, CAUSE_LOAD_PROHIBITED, address);
    return at;
}

uint8_t *emu_rom_target(Machine *m, uint32_t address, size_t n)
{
    uint8_t *at = emu_machine_memory(m, address, n);
    const Region *window = &m->memory.regions[REGION_WINDOW];
    if (at == NULL || address - window->base < window->size) {
        emu_cpu_raise(m, CAUSE_STORE_PROHIBITED, address);
        return NULL;
    }
    emu_memory_forget(m, address, n);
    return at;
}

long emu_rom_strlen(Machine *m, uint32_t address)
{
    long n = 0;
    for (;; n++) {
        const uint8_t *at = emu_machine_memory(m, address + (uint32_t)n, 1);
        if (at == NULL) {
            emu_cpu_raise(m, CAUSE_LOAD_PROHIBITED, address + (uint32_t)n);
            return -1;
        }
        if (*at == 0)
            return n;
    }
}

static const BusDevice *device_at(Machine *m, uint32_t address)
{
    for (size_t i = 0; i < m->memory.device_count; i++)
        if (address - m->memory.devices[i]->base < m->memory.devices[i]->size)
            return m->memory.devices[i];
    return NULL;
}

uint32_t emu_rom_register(Machine *m, uint32_t address)
{
    const BusDevice *device = device_at(m, address);
    return device == NULL || device->read == NULL ? 0 : device->read(m, device->dev, address - device->base);
}

void emu_rom_set_register(Machine *m, uint32_t address, uint32_t value)
{
    const BusDevice *device = device_at(m, address);
    if (device != NULL && device->write != NULL)
        device->write(m, device->dev, address - device->base, value);
}

void emu_rom_print(Machine *m, const char *text, size_t n)
{
    for (size_t i = 0; i < n && printing.n < sizeof printing.text; i++)
        printing.text[printing.n++] = text[i];
}

RomEnd emu_rom_flush(Machine *m)
{
    while (printing.at < printing.n) {
        if ((emu_rom_register(m, UART0_STATUS) >> 16 & 255) >= FIFO_MOST)
            return ROM_AGAIN;
        emu_rom_set_register(m, UART0_FIFO, (uint8_t)printing.text[printing.at++]);
    }
    printing.n = printing.at = 0;
    return ROM_DONE;
}

bool emu_rom_option_log(Machine *m, const char *argument)
{
    m->rom_log = true;
    return true;
}
