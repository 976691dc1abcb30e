/*
 * exception.h: what happens when an exception stops the CPU.
 *
 * Shared by the vectors (start.S) and exception.c.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_EXCEPTION_H
#define KK_LX106_EXCEPTION_H

#include "narrow.h"

/* What start.S fills the unused C stack with. */
#define KK_STACK_PAINT 0x5ac3a53c

#ifndef __ASSEMBLER__

#include <stdint.h>

/**
 * Called by the vectors. Emulates a byte or halfword load from memory that answers only word
 * loads, ends a timer interrupt; anything else prints a crash report and stops the machine.
 *
 * @param cpu  the state at the exception; pc and registers are updated to go on from
 * @gc         never
 */
void kk_exception_handle(CpuState *cpu);

/* Loads emulated since reset: not 0 means that code reads flash by bytes in the slow way. */
uint32_t kk_exception_loads(void);

/* Prints the pc of an exception that cannot be described further; stops the machine. */
void kk_exception_fatal(uint32_t pc) __attribute__((noreturn));

#endif
#endif
