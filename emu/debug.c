/*
 * debug.c: the chip's own debug registers: a breakpoint (IBREAKA0), a watchpoint (DBREAKA0, DBREAKC0) and the
 * count of instructions (ICOUNT). While one of them is in use the CPU goes in single steps.
 *
 * Layer: emu.   Tests: tests/emu/run_lockstep.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/run.h"

enum { DBREAK_LOAD = 1u << 30, DBREAK_MASK = 0x3f };

static uint32_t level(const Machine *m)
{
    return m->cpu.sr[SR_PS] & PS_INTLEVEL;
}

static bool dbreak_matches(Machine *m)
{
    const uint32_t *sr = m->cpu.sr;
    uint32_t control = sr[SR_DBREAKC0];
    uint32_t address;
    bool store;
    uint8_t bytes[3];
    Decoded d;
    if (control >> 30 == 0)
        return false;
    size_t n = emu_memory_peek(m, m->cpu.pc, bytes, sizeof bytes);
    if (emu_decode_insn(&d, bytes, n, m->cpu.pc, sr[SR_LITBASE]) == 0 ||
        emu_decode_access(&d, m->cpu.ar, &address, &store) == 0)
        return false;
    uint32_t mask = control | ~(uint32_t)DBREAK_MASK;
    bool kind = store ? control >> 31 != 0 : (control & DBREAK_LOAD) != 0;
    return kind && ((address ^ sr[SR_DBREAKA0]) & mask) == 0;
}

/* ICOUNT counts below its level, and the instruction that would make it 0 raises. */
static bool icount_is_over(Machine *m)
{
    uint32_t *sr = m->cpu.sr;
    if (level(m) >= sr[SR_ICOUNTLEVEL])
        return false;
    if (sr[SR_ICOUNT] == UINT32_MAX)
        return true;
    sr[SR_ICOUNT]++;
    return false;
}

/* Before each instruction. */
static void look(Machine *m, void *ctx)
{
    const uint32_t *sr = m->cpu.sr;
    if (level(m) >= DEBUG_LEVEL)
        return;
    if (icount_is_over(m))
        emu_cpu_break(m, DEBUGCAUSE_ICOUNT);
    else if ((sr[SR_IBREAKENABLE] & 1) != 0 && sr[SR_IBREAKA0] == m->cpu.pc)
        emu_cpu_break(m, DEBUGCAUSE_IBREAK);
    else if (dbreak_matches(m))
        emu_cpu_break(m, DEBUGCAUSE_DBREAK);
}

void emu_debug_check(Machine *m)
{
    static bool looking;
    const uint32_t *sr = m->cpu.sr;
    bool used = (sr[SR_IBREAKENABLE] & 1) != 0 || sr[SR_DBREAKC0] >> 30 != 0 || sr[SR_ICOUNTLEVEL] != 0;
    if (used && !looking) {
        looking = true;
        emu_run_observe(m, look, NULL);
        m->attention = true;
    }
}
