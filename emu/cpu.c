/*
 * cpu.c: exceptions and interrupts of the LX106, and its state after a reset.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"

#include <stdio.h>
#include <string.h>

enum { VECTOR_DEBUG = 0x10, VECTOR_NMI = 0x20, VECTOR_KERNEL = 0x30, VECTOR_USER = 0x50, VECTOR_DOUBLE = 0x70 };

void emu_cpu_reset(Machine *m)
{
    Cpu *cpu = &m->cpu;
    uint32_t lines = cpu->lines;
    memset(cpu, 0, sizeof *cpu);
    cpu->lines = lines;
    cpu->sr[SR_PS] = 0x1f;
    cpu->sr[SR_VECBASE] = ROM_BASE;
    cpu->sr[SR_CONFIGID0] = 0xc28cdafa;
    cpu->sr[SR_CONFIGID1] = 0x1082b6f6;
    cpu->pc = ROM_BASE + 0x80;
    m->ccount_offset = -(int64_t)(emu_core_cycles(m) / m->cycles_per_tick);
    emu_special_plan_compare(m);
}

bool emu_cpu_raise(Machine *m, uint32_t cause, uint32_t vaddr)
{
    Cpu *cpu = &m->cpu;
    uint32_t ps = cpu->sr[SR_PS];
    bool twice = (ps & PS_EXCM) != 0;
    cpu->sr[twice ? SR_DEPC : SR_EPC1] = cpu->pc;
    cpu->sr[SR_EXCCAUSE] = cause;
    cpu->sr[SR_EXCVADDR] = vaddr;
    cpu->sr[SR_PS] = ps | PS_EXCM;
    cpu->pc = cpu->sr[SR_VECBASE] + (twice ? VECTOR_DOUBLE : (ps & PS_UM) != 0 ? VECTOR_USER : VECTOR_KERNEL);
    return false;
}

void emu_cpu_fetch_failed(Machine *m)
{
    Cpu *cpu = &m->cpu;
    uint32_t pc = cpu->pc;
    uint32_t cause = pc - 0x20000000 < 0x60000000 ? CAUSE_FETCH_ERROR : CAUSE_FETCH_PROHIBITED;
    if (pc - cpu->sr[SR_VECBASE] < 0x80) {
        char why[160];
        snprintf(why, sizeof why, "the exception vector %08x cannot be executed (cause %u, pc %08x, address %08x)",
                 (unsigned)pc, (unsigned)cpu->sr[SR_EXCCAUSE], (unsigned)cpu->sr[SR_EPC1], (unsigned)cpu->sr[SR_EXCVADDR]);
        emu_machine_stop(m, 125, why);
        return;
    }
    emu_cpu_raise(m, cause, pc);
}

static uint32_t pending(const Machine *m)
{
    const Cpu *cpu = &m->cpu;
    enum { LEVELS = 0x3f };
    return ((cpu->lines & LEVELS) | cpu->latched) & (cpu->sr[SR_INTENABLE] | 1u << IRQ_NMI);
}

bool emu_cpu_interrupt_pending(const Machine *m)
{
    return pending(m) != 0;
}

static void enter_level(Machine *m, uint32_t level, uint32_t vector)
{
    Cpu *cpu = &m->cpu;
    cpu->sr[SR_EPC1 + level - 1] = cpu->pc;
    cpu->sr[SR_EPS2 + level - 2] = cpu->sr[SR_PS];
    cpu->sr[SR_PS] = (cpu->sr[SR_PS] & ~(uint32_t)PS_INTLEVEL) | level | PS_EXCM;
    cpu->pc = cpu->sr[SR_VECBASE] + vector;
}

/* The level that must not be reached for an interrupt to be taken. */
static uint32_t current_level(const Machine *m)
{
    uint32_t ps = m->cpu.sr[SR_PS];
    return (ps & PS_EXCM) != 0 && (ps & PS_INTLEVEL) == 0 ? 1 : ps & PS_INTLEVEL;
}

/* No level shuts the NMI out. It waits while its handler runs: what the chip would do then, losing EPC3, helps nobody. */
static bool nmi_due(const Machine *m)
{
    return (m->cpu.latched & 1u << IRQ_NMI) != 0 && !m->cpu.in_nmi;
}

static bool level1_due(const Machine *m)
{
    return (pending(m) & ~(1u << IRQ_NMI)) != 0 && current_level(m) == 0;
}

void emu_cpu_take_interrupt(Machine *m)
{
    Cpu *cpu = &m->cpu;
    if (nmi_due(m)) {
        cpu->latched &= ~(1u << IRQ_NMI);
        cpu->waiting = false;
        cpu->in_nmi = true;
        enter_level(m, NMI_LEVEL, VECTOR_NMI);
    } else if (level1_due(m)) {
        cpu->waiting = false;
        emu_cpu_raise(m, CAUSE_INTERRUPT, cpu->sr[SR_EXCVADDR]);
    }
}

void emu_cpu_check(Machine *m)
{
    if (nmi_due(m) || level1_due(m))
        m->attention = true;
}

bool emu_cpu_break(Machine *m, uint32_t cause)
{
    Cpu *cpu = &m->cpu;
    if ((cpu->sr[SR_PS] & PS_INTLEVEL) >= DEBUG_LEVEL) {
        cpu->pc += cause == DEBUGCAUSE_BREAK ? 3 : 2;
        return false;
    }
    cpu->sr[SR_DEBUGCAUSE] = cause;
    enter_level(m, DEBUG_LEVEL, VECTOR_DEBUG);
    return false;
}

bool emu_cpu_return(Machine *m, uint32_t level)
{
    Cpu *cpu = &m->cpu;
    if (level == 0) {
        cpu->pc = cpu->sr[SR_DEPC];
        return false;
    }
    cpu->pc = cpu->sr[SR_EPC1 + level - 1];
    if (level == 1)
        cpu->sr[SR_PS] &= ~(uint32_t)PS_EXCM;
    else
        cpu->sr[SR_PS] = cpu->sr[SR_EPS2 + level - 2];
    if (level == NMI_LEVEL)
        cpu->in_nmi = false;
    emu_cpu_check(m);
    return false;
}

bool emu_cpu_raise_level(Machine *m, uint32_t level, uint32_t *old)
{
    Cpu *cpu = &m->cpu;
    *old = cpu->sr[SR_PS];
    cpu->sr[SR_PS] = (cpu->sr[SR_PS] & ~(uint32_t)PS_INTLEVEL) | level;
    emu_cpu_check(m);
    return true;
}

bool emu_cpu_wait(Machine *m, uint32_t level)
{
    Cpu *cpu = &m->cpu;
    cpu->sr[SR_PS] = (cpu->sr[SR_PS] & ~(uint32_t)PS_INTLEVEL) | level;
    cpu->waiting = true;
    m->attention = true;
    return true;
}

void emu_machine_irq(Machine *m, unsigned number, bool level)
{
    Cpu *cpu = &m->cpu;
    uint32_t bit = 1u << number;
    bool rises = level && (cpu->lines & bit) == 0;
    cpu->lines = level ? cpu->lines | bit : cpu->lines & ~bit;
    if (rises && number >= IRQ_WDT)
        cpu->latched |= bit;
    if (rises)
        emu_cpu_check(m);
}
