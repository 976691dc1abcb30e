/*
 * exception.h: what happens when an exception or interrupt stops the CPU. Shared with start.S.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_EXCEPTION_H
#define KK_ESP8266_EXCEPTION_H

#include "ports/lx106/runtime/narrow.h"

/* What start.S fills the unused C stack with. */
#define KK_STACK_PAINT 0x5ac3a53c

#ifndef __ASSEMBLER__

/* Called by the vectors: handles interrupts and byte loads from flash; anything else is a crash. */
void kk_exception_handle(CpuState *cpu);

/* Byte and halfword loads emulated since the start. */
uint32_t kk_exception_loads(void);

/* An exception in a handler: there is no CpuState. */
void kk_exception_fatal(uint32_t pc, uint32_t depc, uint32_t a0, uint32_t a1) __attribute__((noreturn));

#endif
#endif
