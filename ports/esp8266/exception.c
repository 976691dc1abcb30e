/*
 * exception.c: tells interrupts, byte loads from flash and crashes apart.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/exception.h"

#include "ports/esp8266/chip.h"
#include "ports/esp8266/crash.h"
#include "ports/esp8266/irq.h"

static uint32_t loads;

KK_ISR void kk_exception_handle(CpuState *cpu)
{
    if (cpu->cause == KK_CAUSE_INTERRUPT) {
        kk_irq_dispatch(cpu->pc);
        return;
    }
    if (cpu->cause == KK_CAUSE_LOAD_STORE && kk_load_emulate(cpu)) {
        loads++;
        return;
    }
    kk_crash_exception(cpu);
}

uint32_t kk_exception_loads(void)
{
    return loads;
}

KK_ISR void kk_exception_fatal(uint32_t pc, uint32_t depc, uint32_t a0, uint32_t a1)
{
    static CpuState cpu;
    cpu.pc = depc;
    cpu.vaddr = pc;
    cpu.cause = KK_CRASH_DOUBLE;
    cpu.ar[0] = a0;
    cpu.ar[1] = a1;
    kk_crash_exception(&cpu);
}
