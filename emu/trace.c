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

/* ---- the function that runs ---- */

static Symbol *current;
static Symbol elsewhere = {0, 0, "(elsewhere)", 0};

/* ---- the profile by a table of addresses: what an interpreter in the guest does for each of its instructions ---- */

static struct {
    uint32_t at, n;             /* of the table in the guest's memory; n 0: none is asked for */
    uint32_t low, span;         /* the addresses in it are in [low, low + span) */
    uint16_t *row_of;           /* row + 1 of each address from low on, 0: it is not in the table */
    uint64_t *times, *count;    /* by row; the last row is what came before any of them */
    uint64_t early;             /* before the program began: the boot ROM */
    size_t row;                 /* the one that is under way */
} table;

/* Reads the table, which must be loaded by now. */
static void open_table(Machine *m)
{
    enum { LARGEST = 1 << 20 };
    const uint8_t *words = emu_machine_memory(m, table.at, table.n * 4);
    uint32_t high = 0, address;
    table.low = UINT32_MAX;
    for (size_t i = 0; words != NULL && i < table.n; i++) {
        memcpy(&address, words + 4 * i, 4);
        table.low = address < table.low ? address : table.low;
        high = address > high ? address : high;
    }
    table.span = high - table.low + 1;
    if (words == NULL || table.span > LARGEST) {
        fprintf(stderr, "kukri-emu: --profile-table: no table of code addresses at %08x\n", (unsigned)table.at);
        exit(2);
    }
    table.row_of = calloc(table.span, sizeof *table.row_of);
    table.times = calloc(table.n + 1, sizeof *table.times);
    table.count = calloc(table.n + 1, sizeof *table.count);
    if (table.row_of == NULL || table.times == NULL || table.count == NULL)
        exit(2);
    table.row = table.n;
    for (size_t i = table.n; i-- > 0;) {
        memcpy(&address, words + 4 * i, 4);
        table.row_of[address - table.low] = (uint16_t)(i + 1);
    }
}

static void count_table(Machine *m)
{
    if (table.row_of == NULL) {
        if (current == &elsewhere) {
            table.early++;
            return;
        }
        open_table(m);
    }
    uint32_t at = m->cpu.pc - table.low;
    if (at < table.span && table.row_of[at] != 0) {
        table.row = table.row_of[at] - 1u;
        table.times[table.row]++;
    }
    table.count[table.row]++;
}

static void print_table(void)
{
    if (table.row_of == NULL)
        return;
    table.count[table.n] += table.early;
    for (size_t i = 0; i <= table.n; i++)
        if (table.count[i] != 0)
            fprintf(stderr, "row %zu times %llu instructions %llu\n", i, (unsigned long long)table.times[i],
                    (unsigned long long)table.count[i]);
}

bool emu_trace_option_table(Machine *m, const char *argument)
{
    enum { MOST = 4096 };
    char *end;
    unsigned long at = strtoul(argument, &end, 0), n = *end == ':' ? strtoul(end + 1, &end, 0) : 0;
    if (*end != '\0' || at > UINT32_MAX || at % 4 != 0 || n == 0 || n > MOST)
        return emu_options_wrong("profile-table", "%s is no ADDRESS:N", argument);
    table.at = (uint32_t)at;
    table.n = (uint32_t)n;
    return true;
}

/* ---- the profile by function ---- */

static void count_insn(Machine *m, void *ctx)
{
    uint32_t pc = m->cpu.pc;
    if (current == NULL || pc - current->start >= current->size) {
        current = emu_elf_find(pc);
        if (current == NULL)
            current = &elsewhere;
    }
    current->count++;
    if (table.n > 0)
        count_table(m);
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
    print_table();
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
