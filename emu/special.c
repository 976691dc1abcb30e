/*
 * special.c: the special registers that are more than a word.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"

/* The registers the LX106 has; a bit for each number. */
static const uint32_t known[8] = {
    1u << SR_SAR | 1u << SR_LITBASE,
    0,
    1u << (SR_MMID - 64),
    1u << (SR_IBREAKENABLE - 96) | 1u << (SR_DDR - 96),
    1u << (SR_IBREAKA0 - 128) | 1u << (SR_DBREAKA0 - 128),
    1u << (SR_DBREAKC0 - 160) | 1u << (SR_CONFIGID0 - 160) | 1u << (SR_EPC1 - 160) | 1u << (SR_EPC2 - 160) |
        1u << (SR_EPC3 - 160),
    1u << (SR_DEPC - 192) | 1u << (SR_EPS2 - 192) | 1u << (SR_EPS3 - 192) | 1u << (SR_CONFIGID1 - 192) |
        1u << (SR_EXCSAVE1 - 192) | 1u << (SR_EXCSAVE2 - 192) | 1u << (SR_EXCSAVE3 - 192),
    1u << (SR_INTERRUPT - 224) | 1u << (SR_INTCLEAR - 224) | 1u << (SR_INTENABLE - 224) | 1u << (SR_PS - 224) |
        1u << (SR_VECBASE - 224) | 1u << (SR_EXCCAUSE - 224) | 1u << (SR_DEBUGCAUSE - 224) | 1u << (SR_CCOUNT - 224) |
        1u << (SR_PRID - 224) | 1u << (SR_ICOUNT - 224) | 1u << (SR_ICOUNTLEVEL - 224) | 1u << (SR_EXCVADDR - 224) |
        1u << (SR_CCOMPARE0 - 224),
};

bool emu_special_known(uint32_t number)
{
    return (known[number >> 5] >> (number & 31) & 1) != 0;
}

static uint64_t ticks(const Machine *m)
{
    return (uint64_t)((int64_t)(emu_core_cycles(m) / m->cycles_per_tick) + m->ccount_offset);
}

void emu_special_plan_compare(Machine *m)
{
    uint64_t cycles = emu_core_cycles(m);
    uint32_t distance = m->cpu.sr[SR_CCOMPARE0] - (uint32_t)ticks(m);
    uint64_t tick = cycles / m->cycles_per_tick + (distance == 0 ? UINT64_C(1) << 32 : distance);
    m->compare_at = tick * m->cycles_per_tick;
    m->attention = true;
}

uint32_t emu_special_peek(const Machine *m, uint32_t number)
{
    const Cpu *cpu = &m->cpu;
    switch (number) {
    case SR_CCOUNT:
        /* The instruction that reads it has been counted already: it is not over yet. */
        return (uint32_t)ticks(m);
    case SR_INTERRUPT:
    case SR_INTCLEAR:
        return (cpu->lines & 0x3f) | cpu->latched;
    default:
        return cpu->sr[number];
    }
}

bool emu_special_read(Machine *m, uint32_t number, uint32_t *value)
{
    *value = emu_special_peek(m, number);
    return true;
}

bool emu_special_write(Machine *m, uint32_t number, uint32_t value)
{
    Cpu *cpu = &m->cpu;
    /* PS keeps the fields for register windows, though there are none. */
    enum { SOFTWARE = 1 << IRQ_SOFTWARE, EDGES = 0x3f00, PS_WRITABLE = 0x70f3f };
    switch (number) {
    case SR_SAR:
        cpu->sr[number] = value & 63;
        return true;
    case SR_LITBASE:
        cpu->sr[number] = value & 0xfffff001;
        emu_memory_forget_all(m);
        return true;
    case SR_INTERRUPT:
        cpu->latched |= value & SOFTWARE;
        emu_cpu_check(m);
        return true;
    case SR_INTCLEAR:
        cpu->latched &= ~(value & (SOFTWARE | EDGES));
        return true;
    case SR_PS:
        cpu->sr[number] = value & PS_WRITABLE;
        emu_cpu_check(m);
        return true;
    case SR_INTENABLE:
        cpu->sr[number] = value;
        m->attention = true;
        return true;
    case SR_CCOUNT:
        m->ccount_offset += (int32_t)(value - (uint32_t)ticks(m));
        emu_special_plan_compare(m);
        return true;
    case SR_CCOMPARE0:
        cpu->sr[number] = value;
        cpu->latched &= ~(1u << IRQ_CCOMPARE0);
        emu_special_plan_compare(m);
        return true;
    case SR_IBREAKENABLE:
    case SR_DBREAKC0:
    case SR_ICOUNTLEVEL:
        cpu->sr[number] = value & (number == SR_IBREAKENABLE ? 1 : number == SR_DBREAKC0 ? 0xc000003f : 15);
        emu_debug_check(m);
        return true;
    default:
        cpu->sr[number] = value;
        return true;
    }
}

bool emu_special_exchange(Machine *m, uint32_t number, uint32_t *value)
{
    uint32_t old = emu_special_peek(m, number);
    bool ok = emu_special_write(m, number, *value);
    *value = old;
    return ok;
}
