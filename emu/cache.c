/*
 * cache.c: --cache estimates how many cycles the program would take on the chip, where an instruction is not
 * always one.
 *
 * What is assumed, as nobody publishes it: the flash cache has lines of 32 bytes, as many ways as it has
 * banks of 16 KiB, and drops the line that was used longest ago; a miss reads a whole line over the serial
 * bus, at the mode and clock of the boot image's header, while the CPU waits. A taken branch or jump costs
 * two cycles more, the use of a loaded register in the next instruction one. The estimate changes
 * nothing: emulated time goes on counting an instruction as a cycle.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/options.h"
#include "emu/run.h"

#include <stdio.h>

enum { LINE = 32, WAYS = 2, SETS = IRAM_BANK / LINE, BRANCH_TAKEN = 2, LOAD_USE = 1 };

static struct {
    uint32_t lines[SETS][WAYS]; /* the last used first; the flash address of the line + 1 */
    uint64_t fetches, misses, branches, stalls, miss_cycles;
    uint32_t next_pc;
    int loaded; /* the register that the last instruction loaded, -1: none */
} cache;

/* Cycles of the CPU to read a line. */
static unsigned miss_cost(Machine *m)
{
    /* Clocks for command, address and dummy bits, then for the line: QIO, QOUT, DIO, DOUT. */
    static const uint8_t head[4] = {8 + 6 + 6, 8 + 24 + 8, 8 + 12 + 4, 8 + 24 + 8};
    static const uint8_t bits[4] = {4, 4, 2, 2};
    size_t size;
    const uint8_t *flash = emu_machine_flash(m, &size);
    unsigned mode = flash == NULL ? 2 : flash[2] & 3;
    unsigned speed = flash == NULL ? 0 : flash[3] & 15;
    unsigned mhz = speed == 15 ? 80 : speed == 2 ? 20 : speed == 1 ? 26 : 40;
    unsigned clocks = head[mode] + LINE * 8u / bits[mode];
    return clocks * (m->hz / 1000000) / mhz;
}

/* A word of the flash window is read. */
static void touch(Machine *m, uint32_t address)
{
    uint32_t offset = address - WINDOW_BASE;
    if (offset >= WINDOW_SIZE || m->sim)
        return;
    uint32_t tag = offset / LINE + m->memory.window_mib * (WINDOW_SIZE / LINE) + 1;
    uint32_t *set = cache.lines[tag % SETS];
    cache.fetches++;
    if (set[0] == tag)
        return;
    if (m->memory.cache_banks > 1 && set[1] == tag) {
        set[1] = set[0];
    } else {
        cache.misses++;
        cache.miss_cycles += miss_cost(m);
        set[1] = set[0];
    }
    set[0] = tag;
}

/* Whether the instruction reads the register that was loaded just before. */
static bool uses_loaded(const Decoded *d)
{
    const char *operands = emu_disasm_operands(d->op);
    for (size_t i = 0; operands[i] != '\0'; i++) {
        bool written = i == 0 && operands[1] != '\0' && operands[0] != 's';
        int number = operands[i] == 'r' ? d->r : operands[i] == 's' ? d->s : operands[i] == 't' ? d->t : -1;
        if (!written && number == cache.loaded)
            return true;
    }
    return false;
}

static void estimate_insn(Machine *m, void *ctx)
{
    uint32_t pc = m->cpu.pc;
    uint32_t address;
    bool store;
    uint8_t bytes[3];
    Decoded d;
    size_t n = emu_memory_peek(m, pc, bytes, sizeof bytes);
    unsigned size = emu_decode_insn(&d, bytes, n, pc, m->cpu.sr[SR_LITBASE]);
    if (size == 0)
        return; /* the ROM */
    if (pc != cache.next_pc)
        cache.branches++;
    touch(m, pc);
    if ((pc & 3) + size > 4)
        touch(m, pc + 3);
    if (cache.loaded >= 0 && uses_loaded(&d))
        cache.stalls++;
    cache.loaded = -1;
    if (emu_decode_access(&d, m->cpu.ar, &address, &store) != 0 && !store) {
        cache.loaded = d.t;
        touch(m, address);
    }
    cache.next_pc = pc + size;
}

static void print_estimate(void *ctx)
{
    const Machine *m = ctx;
    uint64_t extra = cache.miss_cycles + cache.branches * BRANCH_TAKEN + cache.stalls * LOAD_USE;
    uint64_t instructions = emu_machine_instructions(m);
    fprintf(stderr, "cache: %llu reads, %llu misses\n", (unsigned long long)cache.fetches, (unsigned long long)cache.misses);
    fprintf(stderr, "estimated cycles: %llu for %llu instructions (%llu cache, %llu branches taken, %llu loads used at once)\n",
            (unsigned long long)(instructions + extra), (unsigned long long)instructions,
            (unsigned long long)cache.miss_cycles, (unsigned long long)cache.branches * BRANCH_TAKEN,
            (unsigned long long)cache.stalls * LOAD_USE);
}

bool emu_cache_option_cache(Machine *m, const char *argument)
{
    cache.loaded = -1;
    emu_run_observe(m, estimate_insn, NULL);
    emu_machine_at_stats(m, print_estimate, m);
    return true;
}
