/*
 * trace.c: what watches the program while it runs: the trace of all instructions, the profile by
 * function, the list of loads that the chip's memory does not answer.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py, tests/lx106.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/options.h"
#include "emu/run.h"
#include "emu/symbols.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the trace ---- */

static struct {
    FILE *to;
    uint32_t before[16];
    bool begun;
} trace;

/* What the last instruction changed. */
static void print_changes(const Machine *m)
{
    for (int i = 0; i < 16; i++)
        if (trace.before[i] != m->cpu.ar[i])
            fprintf(trace.to, "  a%d=%08x", i, (unsigned)m->cpu.ar[i]);
    fputc('\n', trace.to);
}

static void trace_insn(Machine *m, void *ctx)
{
    uint32_t pc = m->cpu.pc;
    uint8_t bytes[3];
    char text[64];
    Decoded d;
    if (trace.begun)
        print_changes(m);
    trace.begun = true;
    memcpy(trace.before, m->cpu.ar, sizeof trace.before);
    size_t n = emu_memory_peek(m, pc, bytes, sizeof bytes);
    unsigned size = emu_decode_insn(&d, bytes, n, pc, m->cpu.sr[SR_LITBASE]);
    if (size == 0)
        snprintf(text, sizeof text, pc - ROM_BASE < ROM_SIZE ? "(the ROM)" : "(no instruction)");
    else
        emu_disasm_insn(&d, pc, text, sizeof text);
    const Symbol *symbol = emu_elf_find(pc);
    char place[48] = "";
    if (symbol != NULL)
        snprintf(place, sizeof place, " %.30s+%x", symbol->name, (unsigned)(pc - symbol->start));
    fprintf(trace.to, "%llu %08x%s: %-30s", (unsigned long long)emu_machine_instructions(m), (unsigned)pc, place, text);
}

static void end_trace(void *ctx)
{
    if (trace.begun)
        print_changes(ctx);
    if (trace.to != stderr)
        fclose(trace.to);
}

bool emu_trace_option_trace(Machine *m, const char *argument)
{
    trace.to = argument == NULL ? stderr : fopen(argument, "w");
    if (trace.to == NULL)
        return emu_options_wrong("trace", "%s: %s", argument, strerror(errno));
    emu_run_observe(m, trace_insn, NULL);
    emu_machine_at_end(m, end_trace, m);
    return true;
}

/* ---- the profile ---- */

static Symbol *current;
static Symbol elsewhere = {0, 0, "(elsewhere)", 0};

static void count_insn(Machine *m, void *ctx)
{
    uint32_t pc = m->cpu.pc;
    if (current == NULL || pc - current->start >= current->size) {
        current = emu_elf_find(pc);
        if (current == NULL)
            current = &elsewhere;
    }
    current->count++;
}

static int by_count(const void *a, const void *b)
{
    uint64_t x = ((const Symbol *)a)->count;
    uint64_t y = ((const Symbol *)b)->count;
    return (x < y) - (x > y);
}

static void print_profile(void *ctx)
{
    enum { MOST = 40 };
    const Machine *m = ctx;
    size_t n;
    Symbol *symbols = emu_elf_symbols(&n);
    Symbol *sorted = malloc((n + 1) * sizeof *sorted);
    if (sorted == NULL)
        return;
    if (n > 0)
        memcpy(sorted, symbols, n * sizeof *sorted);
    sorted[n] = elsewhere;
    qsort(sorted, n + 1, sizeof *sorted, by_count);
    for (size_t i = 0; i < MOST && i <= n && sorted[i].count != 0; i++)
        fprintf(stderr, "%5.1f %% %10llu %s\n", 100.0 * (double)sorted[i].count / (double)emu_machine_instructions(m),
                (unsigned long long)sorted[i].count, sorted[i].name);
    free(sorted);
}

bool emu_trace_option_profile(Machine *m, const char *argument)
{
    emu_run_observe(m, count_insn, NULL);
    emu_machine_at_end(m, print_profile, m);
    return true;
}

/* ---- loads that trap ---- */

typedef struct Trap {
    uint32_t pc, address, count;
} Trap;

enum { TRAPS = 4096 };
static Trap traps[TRAPS];

static void note_trap(Machine *m, uint32_t address)
{
    uint32_t at = m->cpu.pc * 2654435761u >> 20;
    for (uint32_t i = 0; i < TRAPS; i++, at = (at + 1) % TRAPS) {
        Trap *trap = &traps[at];
        if (trap->count == 0 || trap->pc == m->cpu.pc) {
            trap->pc = m->cpu.pc;
            trap->address = address;
            trap->count++;
            return;
        }
    }
}

static int by_trap_count(const void *a, const void *b)
{
    uint32_t x = ((const Trap *)a)->count;
    uint32_t y = ((const Trap *)b)->count;
    return (x < y) - (x > y);
}

static void print_traps(void *ctx)
{
    enum { MOST = 20 };
    const Machine *m = ctx;
    qsort(traps, TRAPS, sizeof traps[0], by_trap_count);
    fprintf(stderr, "instructions %llu trapped loads %llu\n", (unsigned long long)emu_core_cycles(m),
            (unsigned long long)m->trapped);
    for (int i = 0; i < MOST && traps[i].count != 0; i++)
        fprintf(stderr, "%8u at pc %08x, of %08x\n", (unsigned)traps[i].count, (unsigned)traps[i].pc, (unsigned)traps[i].address);
}

bool emu_trace_option_traps(Machine *m, const char *argument)
{
    m->on_trap = note_trap;
    emu_machine_at_end(m, print_traps, m);
    return true;
}
