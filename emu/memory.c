/*
 * memory.c: the chip's memory map.
 *
 * DRAM answers any access, IRAM and the flash window aligned words only, devices aligned words only;
 * everything else raises an exception. The loop of interp.c finds what it may do itself in tables of
 * pages; what is not there comes here.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py, tests/emu/run_core.py.
 */
#include "emu/memory.h"

#include "emu/cpu.h"
#include "emu/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Entries behind the last byte of a region, so that an instruction that runs into its end is met there. */
enum { GUARD = 8 };

static void *fresh(size_t n, size_t size)
{
    void *memory = calloc(n, size);
    if (memory == NULL) {
        fprintf(stderr, "kukri-emu: out of memory\n");
        exit(2);
    }
    return memory;
}

static void open_region(Region *region, uint32_t base, uint32_t size, uint8_t *bytes)
{
    free(region->code);
    *region = (Region){base, size, bytes, size == 0 ? NULL : fresh(size + GUARD, sizeof(Decoded))};
}

void emu_memory_init(Machine *m)
{
    Memory *memory = &m->memory;
    memory->dram = fresh(DRAM_SIZE, 1);
    memory->iram = fresh(IRAM_SIZE, 1);
    open_region(&memory->regions[REGION_IRAM], IRAM_BASE, IRAM_SIZE, memory->iram);
    emu_memory_reset(m);
}

void emu_memory_reset(Machine *m)
{
    emu_machine_window(m, false, 0, 0);
}

static void map_pages(uint8_t **pages, uint32_t base, uint32_t size, uint8_t *bytes)
{
    uint32_t first = (base - PAGED_BASE) >> PAGE_BITS;
    for (uint32_t i = 0; i < size >> PAGE_BITS; i++)
        pages[first + i] = bytes + ((size_t)i << PAGE_BITS);
}

/* Stores to executable memory go the slow way, which has the instructions decoded again. */
void emu_memory_remap(Machine *m)
{
    Memory *memory = &m->memory;
    const Region *iram = &memory->regions[REGION_IRAM];
    const Region *window = &memory->regions[REGION_WINDOW];
    memset(memory->word, 0, sizeof memory->word);
    memset(memory->part, 0, sizeof memory->part);
    memset(memory->store, 0, sizeof memory->store);
    map_pages(memory->word, DRAM_BASE, DRAM_SIZE, memory->dram);
    map_pages(memory->part, DRAM_BASE, DRAM_SIZE, memory->dram);
    map_pages(memory->store, DRAM_BASE, DRAM_SIZE, memory->dram);
    map_pages(memory->word, iram->base, iram->size, iram->bytes);
    map_pages(memory->word, WINDOW_BASE, window->size, window->bytes);
    if (memory->lenient) {
        map_pages(memory->part, iram->base, iram->size, iram->bytes);
        map_pages(memory->part, WINDOW_BASE, window->size, window->bytes);
    }
}

void emu_machine_window(Machine *m, bool enabled, unsigned mib, unsigned banks)
{
    Memory *memory = &m->memory;
    Region *iram = &memory->regions[REGION_IRAM];
    Region *window = &memory->regions[REGION_WINDOW];
    size_t size = 0;
    uint8_t *flash = m->sim ? NULL : emu_machine_flash(m, &size);
    size_t start = (size_t)mib * WINDOW_SIZE;
    if (!m->sim) {
        iram->size = IRAM_SIZE - banks * IRAM_BANK;
        size = !enabled || flash == NULL || start >= size ? 0 : size - start < WINDOW_SIZE ? size - start : WINDOW_SIZE;
        if (size != window->size || (size != 0 && flash + start != window->bytes)) {
            /* Closing the window for a while keeps what was decoded. */
            if (size == 0)
                window->size = 0;
            else if (window->code != NULL && window->bytes == flash + start)
                window->size = (uint32_t)size;
            else
                open_region(window, WINDOW_BASE, (uint32_t)size, flash + start);
        }
    }
    memory->window_enabled = enabled;
    memory->window_mib = mib;
    memory->cache_banks = banks;
    emu_memory_remap(m);
    m->attention = true;
}

bool emu_machine_window_is_open(const Machine *m)
{
    return m->memory.window_enabled && !m->sim;
}

static void forget(Region *region, uint32_t offset, size_t n)
{
    /* An instruction of three bytes that begins before may reach into it. */
    uint32_t from = offset < 2 ? 0 : offset - 2;
    memset(&region->code[from], 0, (offset + n - from) * sizeof(Decoded));
}

void emu_machine_flash_changed(Machine *m, size_t offset, size_t n)
{
    Region *window = &m->memory.regions[REGION_WINDOW];
    size_t size;
    uint8_t *flash = emu_machine_flash(m, &size);
    if (window->code == NULL || m->sim)
        return;
    size_t start = (size_t)(window->bytes - flash);
    size_t end = start + (window->size != 0 ? window->size : WINDOW_SIZE);
    end = end < size ? end : size;
    size_t from = offset < start ? start : offset;
    size_t to = offset + n < end ? offset + n : end;
    if (from < to)
        forget(window, (uint32_t)(from - start), to - from);
}

void emu_memory_forget(Machine *m, uint32_t address, size_t n)
{
    for (int i = 0; i < REGIONS; i++) {
        Region *region = &m->memory.regions[i];
        if (address - region->base < region->size)
            forget(region, address - region->base, n);
    }
}

void emu_memory_forget_all(Machine *m)
{
    for (int i = 0; i < REGIONS; i++)
        if (m->memory.regions[i].code != NULL)
            forget(&m->memory.regions[i], 0, m->memory.regions[i].size);
    m->attention = true;
}

Region *emu_memory_region(Machine *m, uint32_t address)
{
    for (int i = 0; i < REGIONS; i++)
        if (address - m->memory.regions[i].base < m->memory.regions[i].size)
            return &m->memory.regions[i];
    return NULL;
}

static bool within(uint32_t address, size_t n, uint32_t base, size_t size)
{
    return n <= size && address - base <= size - n;
}

uint8_t *emu_machine_memory(Machine *m, uint32_t address, size_t n)
{
    if (within(address, n, DRAM_BASE, DRAM_SIZE))
        return m->memory.dram + (address - DRAM_BASE);
    for (int i = 0; i < REGIONS; i++) {
        Region *region = &m->memory.regions[i];
        if (within(address, n, region->base, region->size))
            return region->bytes + (address - region->base);
    }
    for (Block *block = m->memory.blocks; block != NULL; block = block->next)
        if (within(address, n, block->base, block->size))
            return block->bytes + (address - block->base);
    return NULL;
}

static bool is_block(const Machine *m, uint32_t address)
{
    for (const Block *block = m->memory.blocks; block != NULL; block = block->next)
        if (within(address, 1, block->base, block->size))
            return true;
    return within(address, 1, SIM_BASE, m->memory.regions[REGION_SIM].size);
}

static const BusDevice *find_device(const Machine *m, uint32_t address)
{
    for (size_t i = 0; i < m->memory.device_count; i++)
        if (within(address, 4, m->memory.devices[i]->base, m->memory.devices[i]->size))
            return m->memory.devices[i];
    return NULL;
}

void emu_machine_map(Machine *m, const BusDevice *device)
{
    Memory *memory = &m->memory;
    if (memory->device_count == sizeof memory->devices / sizeof memory->devices[0])
        emu_machine_stop(m, 2, "too many devices");
    else
        memory->devices[memory->device_count++] = device;
}

/* Nothing can be done at this address: outside the 512 MiB pieces that the chip has anything in, the
 * access is prohibited; inside, the bus answers with an error. */
static bool refuse(Machine *m, uint32_t address, uint32_t prohibited)
{
    bool nowhere = address - 0x20000000 >= 0x60000000;
    return emu_cpu_raise(m, nowhere ? prohibited : CAUSE_LOAD_STORE, address);
}

/* Registers that no device has: reading gives zero, and a warning. */
static bool is_peripheral(uint32_t address)
{
    return within(address, 4, 0x3ff00000, 0x80000) || within(address, 4, 0x60000000, 0x10000);
}

bool emu_memory_load(Machine *m, uint32_t address, unsigned size, uint32_t *value)
{
    if ((address & (size - 1)) != 0)
        return emu_cpu_raise(m, CAUSE_UNALIGNED, address);
    const uint8_t *at = emu_machine_memory(m, address, size);
    if (at != NULL && (size == 4 || m->memory.lenient || within(address, 1, DRAM_BASE, DRAM_SIZE) || is_block(m, address))) {
        memcpy(value, at, size);
        return true;
    }
    if (at != NULL) {
        m->trapped++;
        if (m->on_trap != NULL)
            m->on_trap(m, address);
        return refuse(m, address, CAUSE_LOAD_PROHIBITED);
    }
    const BusDevice *device = size == 4 ? find_device(m, address) : NULL;
    if (device != NULL && device->read != NULL) {
        *value = device->read(m, device->dev, address - device->base);
        return true;
    }
    if (size == 4 && (is_peripheral(address) || within(address, 4, ROM_BASE, ROM_SIZE))) {
        emu_machine_warn(m, "load from %08x, where this emulator has nothing", (unsigned)address);
        *value = 0;
        return true;
    }
    if (within(address, 1, WINDOW_BASE, WINDOW_SIZE) && !m->memory.window_enabled)
        emu_machine_warn(m, "load from %08x while the flash cannot be read through the cache", (unsigned)address);
    return refuse(m, address, CAUSE_LOAD_PROHIBITED);
}

/* Where a store goes that the tables of pages do not know. */
static uint8_t *store_place(Machine *m, uint32_t address, unsigned size)
{
    uint8_t *at = emu_machine_memory(m, address, size);
    bool free_to_write = m->memory.lenient || within(address, 1, DRAM_BASE, DRAM_SIZE) || is_block(m, address);
    return at != NULL && (free_to_write || (size == 4 && within(address, 1, IRAM_BASE, IRAM_SIZE))) ? at : NULL;
}

bool emu_memory_store(Machine *m, uint32_t address, unsigned size, uint32_t value)
{
    if ((address & (size - 1)) != 0)
        return emu_cpu_raise(m, CAUSE_UNALIGNED, address);
    uint8_t *at = store_place(m, address, size);
    if (at != NULL) {
        memcpy(at, &value, size);
        emu_memory_forget(m, address, size);
        return true;
    }
    const BusDevice *device = size == 4 ? find_device(m, address) : NULL;
    if (device != NULL && device->write != NULL) {
        device->write(m, device->dev, address - device->base, value);
        return true;
    }
    if (size == 4 && is_peripheral(address)) {
        emu_machine_warn(m, "store of %08x to %08x, where this emulator has nothing", (unsigned)value, (unsigned)address);
        return true;
    }
    return refuse(m, address, CAUSE_STORE_PROHIBITED);
}

size_t emu_memory_peek(Machine *m, uint32_t address, uint8_t *to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const uint8_t *at = emu_machine_memory(m, address + (uint32_t)i, 1);
        if (at == NULL)
            return i;
        to[i] = *at;
    }
    return n;
}

size_t emu_memory_poke(Machine *m, uint32_t address, const uint8_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t *at = emu_machine_memory(m, address + (uint32_t)i, 1);
        if (at == NULL)
            return i;
        *at = from[i];
        emu_memory_forget(m, address + (uint32_t)i, 1);
    }
    return n;
}

/* ---- options ---- */

bool emu_memory_option_lenient(Machine *m, const char *argument)
{
    m->memory.lenient = true;
    emu_memory_remap(m);
    return true;
}

bool emu_memory_option_load(Machine *m, const char *argument)
{
    const char *at = strrchr(argument, '@');
    char path[1024];
    uint64_t address;
    if (at == NULL || (size_t)(at - argument) >= sizeof path)
        return emu_options_wrong("load", "FILE@ADDRESS and not %s", argument);
    memcpy(path, argument, (size_t)(at - argument));
    path[at - argument] = '\0';
    if (!emu_options_number("load", at + 1, 0, UINT32_MAX, &address))
        return false;
    Block *block = fresh(1, sizeof *block);
    size_t size;
    block->bytes = emu_options_file("load", path, &size);
    block->base = (uint32_t)address;
    block->size = (uint32_t)size;
    block->next = m->memory.blocks;
    m->memory.blocks = block;
    return block->bytes != NULL;
}

bool emu_memory_option_sim(Machine *m, const char *argument)
{
    Memory *memory = &m->memory;
    m->sim = true;
    m->cycles_per_tick = 25;
    open_region(&memory->regions[REGION_WINDOW], WINDOW_BASE, WINDOW_SIZE, fresh(WINDOW_SIZE, 1));
    open_region(&memory->regions[REGION_SIM], SIM_BASE, SIM_SIZE, fresh(SIM_SIZE, 1));
    memory->window_enabled = true;
    emu_memory_remap(m);
    return true;
}
