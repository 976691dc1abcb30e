/*
 * irq.c: the table of interrupt handlers.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/irq.h"

#include <stddef.h>

#include "ports/esp8266/chip.h"

enum { NUMBERS = 15 };

static void (*handlers[NUMBERS])(void);
static uint32_t count;

/* Where start.S looks for the handler of the NMI. */
void (*volatile kk_irq_nmi_handler)(void);
uint32_t kk_irq_pc;

static void set_enabled(unsigned number, bool enabled)
{
    uint32_t state = kk_irq_lock(), mask;
    __asm__ volatile("rsr %0, intenable" : "=a"(mask));
    mask = enabled ? mask | 1u << number : mask & ~(1u << number);
    __asm__ volatile("wsr %0, intenable\n\trsync" : : "a"(mask));
    kk_irq_unlock(state);
}

void kk_irq_attach(unsigned number, void (*handler)(void))
{
    if (number >= NUMBERS)
        return;
    set_enabled(number, false);
    handlers[number] = handler;
    set_enabled(number, handler != NULL);
}

void kk_irq_attach_nmi(void (*handler)(void))
{
    kk_irq_nmi_handler = handler;
}

uint32_t kk_irq_count(void)
{
    return count;
}

/* The lowest number first: pins before UARTs before timers. Those that latch an edge are cleared first, so that one which
 * comes meanwhile is not lost. */
KK_ISR void kk_irq_dispatch(uint32_t pc)
{
    kk_irq_pc = pc;
    for (;;) {
        uint32_t pending, open;
        __asm__ volatile("rsr %0, interrupt\n\trsr %1, intenable" : "=a"(pending), "=a"(open));
        pending &= open;
        if (pending == 0)
            return;
        uint32_t lowest = pending & -pending;
        __asm__ volatile("wsr %0, intclear\n\trsync" : : "a"(lowest));
        handlers[31 - __builtin_clz(lowest)]();
        count++;
    }
}
