/*
 * machine.h: the few things only this machine has: the simulator's calls, its cycle counter, and
 * the memory map that lx106.ld lays out.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_MACHINE_H
#define KK_LX106_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* CCOUNT under QEMU's -icount shift=0: 40 ticks in a microsecond, 25 instructions in a tick. */
enum { KK_TICKS_PER_US = 40, KK_INSTRUCTIONS_PER_TICK = 25 };

/* Bounds of the memory that lx106.ld gives to the Python heap and to the C stack. */
extern uint32_t kk_machine_heap_start[];
extern uint32_t kk_machine_heap_limit[];
extern uint32_t kk_machine_stack_limit[];
extern uint32_t kk_machine_stack_top[];

/* The simulator's call number with three arguments; its result, -1 for an error. */
int kk_machine_simcall(int number, uintptr_t a, uintptr_t b, uintptr_t c);

/* Writes n bytes to file descriptor fd (1 or 2) of the program that runs the simulator. */
void kk_machine_write(int fd, const char *text, size_t n);

/**
 * Reads at most n bytes from standard input, waiting for at least one.
 * @return  how many; 0 at the end of the input or for an error
 */
size_t kk_machine_read(char *into, size_t n);

/* Whether kk_machine_read() would return at once, waiting at most timeout_ms for that. */
bool kk_machine_input_waits(uint32_t timeout_ms);

/* Stops the machine; status is the exit status of the simulator. */
void kk_machine_exit(int status) __attribute__((noreturn));

/* CCOUNT, widened to 64 bits: right as long as it is asked for once in 107 seconds. */
uint64_t kk_machine_ticks(void);

/* Waits until kk_machine_ticks() reaches the given count, asleep. */
void kk_machine_sleep_until(uint64_t ticks);

/* Bytes of C stack that were in use at the deepest point so far. */
size_t kk_machine_stack_used(void);

/* Decimal and hexadecimal digits of x followed by NUL; for reports that must not allocate. */
char *kk_machine_decimal(uint32_t x, char out[11]);
char *kk_machine_hex(uint32_t x, char out[9]);

#endif
