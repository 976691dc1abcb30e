/*
 * exception.c: loads that flash does not answer, and the report of a crash.
 *
 * The loads are done by load.c. Everything else that arrives here is a bug, told as exactly as possible.
 *
 * Layer: ports.   Tests: tests/lx106/exception.c.
 */
#include "exception.h"

#include <stddef.h>

#include "machine.h"

/* The exit status of a machine that crashed; no Python program can give it a meaning of its own. */
enum { CRASH_STATUS = 134 };

/* Where handled loads are counted: the port's own state, not the interpreter's. */
static uint32_t loads;

static uint32_t word_at(uint32_t address)
{
    return *(const volatile uint32_t *)(uintptr_t)(address & ~3u);
}

uint32_t kk_exception_loads(void)
{
    return loads;
}

static void put(const char *text)
{
    size_t n = 0;
    while ((word_at((uint32_t)(uintptr_t)(text + n)) >> (((uintptr_t)(text + n) & 3) * 8) & 0xff))
        n++;
    kk_machine_write(2, text, n);
}

static void put_hex(const char *name, uint32_t x)
{
    char digits[9];
    put(name);
    kk_machine_write(2, kk_machine_hex(x, digits), 8);
}

static void put_registers(const CpuState *cpu)
{
    char digits[11];
    for (uint32_t i = 0; i < 16; i++) {
        put(i < 10 ? "  a" : " a");
        char *at = kk_machine_decimal(i, digits);
        kk_machine_write(2, at, i < 10 ? 1 : 2);
        put_hex(" ", cpu->ar[i]);
        if (i % 4 == 3)
            put("\n");
    }
}

__attribute__((noreturn)) static void crash(const CpuState *cpu)
{
    put(cpu->cause == KK_CAUSE_UNALIGNED ? "crash: unaligned load or store"
        : cpu->cause == KK_CAUSE_ILLEGAL ? "crash: illegal instruction"
        : cpu->cause == KK_CAUSE_LOAD_STORE ? "crash: load or store error"
                                            : "crash: exception");
    put_hex("\n  pc ", cpu->pc);
    put_hex(" cause ", cpu->cause);
    put_hex(" vaddr ", cpu->vaddr);
    put("\n");
    put_registers(cpu);
    if (cpu->ar[1] < (uint32_t)(uintptr_t)kk_machine_stack_limit)
        put("  the stack has overflowed\n");
    kk_machine_exit(CRASH_STATUS);
}

void kk_exception_handle(CpuState *cpu)
{
    if (cpu->cause == KK_CAUSE_INTERRUPT) {
        /* Only the sleep timer is ever opened. */
        uint32_t none = 0;
        __asm__ volatile("wsr %0, intenable\n\trsync" : : "a"(none));
        return;
    }
    if (cpu->cause == KK_CAUSE_LOAD_STORE && kk_load_emulate(cpu)) {
        loads++;
        return;
    }
    crash(cpu);
}

void kk_exception_fatal(uint32_t pc)
{
    put_hex("crash: exception while handling one, pc ", pc);
    put("\n");
    kk_machine_exit(CRASH_STATUS);
}
