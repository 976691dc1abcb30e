/*
 * load.c: loads that flash and IRAM do not answer, done with words.
 *
 * They answer aligned 32-bit loads only; a byte or halfword load raises LoadStoreError. Doing it here makes
 * C code which meets a constant string work, slowly.
 *
 * Layer: ports.   Tests: tests/lx106/exception.c.
 */
#include "narrow.h"

#include <stddef.h>

/* The handlers of ports with interrupts may not look into flash: all of this is in IRAM. */
#define IRAM __attribute__((section(".iram.isr.text"), noinline))

_Static_assert(offsetof(CpuState, pc) == KK_CPU_STATE_PC, "offset in load.h");
_Static_assert(offsetof(CpuState, vaddr) == KK_CPU_STATE_VADDR, "offset in load.h");
_Static_assert(sizeof(CpuState) == KK_CPU_STATE_SIZE, "size in load.h");

/* Memory that answers only words: ROM, IRAM and the flash window. */
enum { WORDS_START = 0x40000000, WORDS_END = 0x40300000 };

IRAM static uint32_t word_at(uint32_t address)
{
    return *(const volatile uint32_t *)(uintptr_t)(address & ~3u);
}

/* The three bytes of the instruction at pc, which need not be aligned. */
IRAM static uint32_t instruction_at(uint32_t pc)
{
    uint32_t shift = (pc & 3) * 8;
    uint32_t word = word_at(pc) >> shift;
    if (shift > 8)
        word |= word_at(pc + 3) << (32 - shift);
    return word & 0xffffff;
}

IRAM bool kk_load_emulate(CpuState *cpu)
{
    enum { OP_MASK = 0xf00f, L8UI = 0x0002, L16UI = 0x1002, L16SI = 0x9002 };
    uint32_t word = instruction_at(cpu->pc);
    uint32_t op = word & OP_MASK;
    if (op != L8UI && op != L16UI && op != L16SI)
        return false;
    uint32_t offset = word >> 16;
    if (op != L8UI)
        offset *= 2;
    uint32_t address = cpu->ar[(word >> 8) & 15] + offset;
    if (address < WORDS_START || address >= WORDS_END || (op != L8UI && (address & 1) != 0))
        return false;
    uint32_t value = word_at(address) >> ((address & 3) * 8);
    if (op == L8UI)
        value &= 0xff;
    else if (op == L16UI)
        value &= 0xffff;
    else
        value = (uint32_t)(int32_t)(int16_t)value;
    cpu->ar[(word >> 4) & 15] = value;
    cpu->pc += 3;
    return true;
}

