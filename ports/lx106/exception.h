/*
 * exception.h: what the CPU was doing when an exception stopped it.
 *
 * Shared by the vectors (start.S, which uses the offsets) and exception.c.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_EXCEPTION_H
#define KK_LX106_EXCEPTION_H

/* Offsets into CpuState, for assembly. The sizes are checked in exception.c. */
#define KK_CPU_STATE_PC 64
#define KK_CPU_STATE_SAR 68
#define KK_CPU_STATE_CAUSE 72
#define KK_CPU_STATE_VADDR 76
#define KK_CPU_STATE_SIZE 80

/* What start.S fills the unused C stack with. */
#define KK_STACK_PAINT 0x5ac3a53c

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
 * Called by the vectors. Emulates a byte or halfword load from memory that answers only word
 * loads, ends a timer interrupt; anything else prints a crash report and stops the machine.
 *
 * @param cpu  the state at the exception; pc and registers are updated to go on from
 * @gc         never
 */
void kk_exception_handle(CpuState *cpu);

/**
 * Executes l8ui, l16ui or l16si at cpu->pc with aligned word loads, and steps over it.
 *
 * @return  false when the instruction is no such load, or its address is not in word-only memory
 *          or not a multiple of its size; cpu is unchanged then
 * @gc      never
 */
bool kk_exception_emulate_load(CpuState *cpu);

/* Loads emulated since reset: not 0 means that code reads flash by bytes in the slow way. */
uint32_t kk_exception_loads(void);

/* Prints the pc of an exception that cannot be described further; stops the machine. */
void kk_exception_fatal(uint32_t pc) __attribute__((noreturn));

#endif
#endif
