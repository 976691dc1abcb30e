/*
 * irq.h: interrupts: who is called for which, and how to keep them out.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_IRQ_H
#define KK_ESP8266_IRQ_H

#include <stdbool.h>
#include <stdint.h>

/* handler (KK_ISR code) is called for that interrupt (KK_INT_* of chip.h), which is opened. NULL: it is closed. */
void kk_irq_attach(unsigned number, void (*handler)(void));

/* handler (KK_ISR code, on a stack of 512 bytes) is called for the NMI. It may interrupt anything, also other handlers. */
void kk_irq_attach_nmi(void (*handler)(void));

/* Closes all interrupts but the NMI, which is at level 3; what it returns is for kk_irq_unlock(). @isr */
static inline uint32_t kk_irq_lock(void)
{
    uint32_t state;
    __asm__ volatile("rsil %0, 2" : "=a"(state) : : "memory");
    return state;
}

static inline void kk_irq_unlock(uint32_t state)
{
    __asm__ volatile("wsr %0, ps\n\trsync" : : "a"(state) : "memory");
}

/* Whether interrupts are open: not within kk_irq_lock(), nor in a handler. @isr */
static inline bool kk_irq_open(void)
{
    uint32_t state;
    __asm__ volatile("rsr %0, ps" : "=a"(state));
    return (state & 0x1f) == 0;
}

/* Sleeps until an interrupt: called with interrupts locked, and returns with them open. No interrupt is missed. */
static inline void kk_irq_wait(void)
{
    __asm__ volatile("waiti 0" : : : "memory");
}

/* Interrupts handled since the start. */
uint32_t kk_irq_count(void);

/* Called by exception.c; pc is where the program was interrupted, which kk_irq_pc then tells. */
void kk_irq_dispatch(uint32_t pc);
extern uint32_t kk_irq_pc;
extern void (*volatile kk_irq_nmi_handler)(void);

#endif
