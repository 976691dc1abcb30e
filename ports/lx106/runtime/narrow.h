/*
 * narrow.h: the CPU's registers as an exception found them, and byte loads done with words.
 *
 * Shared by the vectors of the ports (start.S, which use the offsets) and C.
 *
 * Layer: ports.   Tests: tests/lx106/exception.c.
 */
#ifndef KK_LX106_NARROW_H
#define KK_LX106_NARROW_H

/* Offsets into CpuState, for assembly. They are checked in load.c. */
#define KK_CPU_STATE_PC 64
#define KK_CPU_STATE_SAR 68
#define KK_CPU_STATE_CAUSE 72
#define KK_CPU_STATE_VADDR 76
#define KK_CPU_STATE_SIZE 80

#ifndef __ASSEMBLER__

#include <stdbool.h>
#include <stdint.h>

typedef struct CpuState {
    uint32_t ar[16];
    uint32_t pc;
    uint32_t sar;
    uint32_t cause;
    uint32_t vaddr;
} CpuState;

/* EXCCAUSE values that are told apart. */
enum {
    KK_CAUSE_ILLEGAL = 0,
    KK_CAUSE_LOAD_STORE = 3,
    KK_CAUSE_INTERRUPT = 4,
    KK_CAUSE_UNALIGNED = 9,
};

/**
 * Executes l8ui, l16ui or l16si at cpu->pc with aligned word loads, and steps over it.
 *
 * @return  false when the instruction is no such load, or its address is not in word-only memory
 *          or not a multiple of its size; cpu is unchanged then
 * @gc      never
 */
bool kk_load_emulate(CpuState *cpu);

#endif
#endif
