/*
 * uart.c: receiving by interrupt into a ring, sending through the FIFO.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/uart.h"

#include <string.h>

#include "platform/platform.h"
#include "base/compiler.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/ticks.h"

enum {
    OWN_RING = 512,
    FULL_AT = 64,    /* received bytes in the FIFO that make an interrupt */
    TIMEOUT = 2,     /* or so many times a byte's time without another */
    EMPTY_AT = 16,   /* bytes left in the FIFO when a waiting writer wakes */
    TX_ROOM = 126,   /* what the FIFO is filled to: one less than full is said to be safe */
    RX_INTS = UART_RXFIFO_FULL_INT | UART_RXFIFO_TOUT_INT | UART_RXFIFO_OVF_INT
};

typedef struct Uart {
    UartFormat format;
    uint8_t *ring;            /* NULL: nothing is kept */
    uint32_t mask;
    volatile uint32_t head;   /* where the interrupt puts the next byte; not wrapped */
    volatile uint32_t tail;
    volatile uint32_t lost;
    const volatile int *wanted;
    volatile uint8_t *flag;
    uint64_t sent;            /* when what was written will have left, in ticks */
    uint32_t byte_ticks;
} Uart;

static Uart uarts[KK_UARTS];
static uint8_t own_ring[OWN_RING];

/* ---- the interrupt ---- */

KK_ISR static void receive(Uart *u, uint8_t byte)
{
    if (u->wanted != NULL && *u->wanted == byte) {
        *u->flag = 1;
        return;
    }
    if (u->ring == NULL || u->head - u->tail > u->mask) {
        u->lost++;
        return;
    }
    u->ring[u->head & u->mask] = byte;
    u->head++;
}

KK_ISR static void drain(unsigned id)
{
    while (UART_RXFIFO_CNT(id) > 0)
        receive(&uarts[id], (uint8_t)UART_FIFO(id));
}

KK_ISR static void on_interrupt(void)
{
    for (unsigned id = 0; id < KK_UARTS; id++) {
        uint32_t why = UART_INT_ST(id);
        if (why == 0)
            continue;
        if ((why & UART_RXFIFO_OVF_INT) != 0)
            uarts[id].lost++;
        if ((why & RX_INTS) != 0)
            drain(id);
        if ((why & UART_TXFIFO_EMPTY_INT) != 0)
            UART_INT_ENA(id) &= ~(uint32_t)UART_TXFIFO_EMPTY_INT;
        UART_INT_CLR(id) = why;
    }
}

/* ---- setting up ---- */

static bool is_good(const UartFormat *f)
{
    enum { SLOWEST = 77, FASTEST = 5000000 };
    return f->baud >= SLOWEST && f->baud <= FASTEST && f->bits >= 5 && f->bits <= 8 && f->stop >= 1 && f->stop <= 3 &&
           f->parity <= UART_PARITY_IS_ODD;
}

int kk_uart_init(unsigned id, const UartFormat *format)
{
    if (id >= KK_UARTS || !is_good(format))
        return -KK_EINVAL;
    Uart *u = &uarts[id];
    if (u->format.baud != 0)
        kk_uart_flush(id);
    UART_INT_ENA(id) = 0;
    u->format = *format;
    u->lost = 0;
    /* Start bit, data, parity and at most two stop bits, rounded up. */
    uint32_t bits = 3u + format->bits + (format->parity != UART_PARITY_NONE);
    u->byte_ticks = (bits * 1000000u * KK_TICKS_PER_US + format->baud - 1) / format->baud;
    UART_CLKDIV(id) = KK_APB_HZ / format->baud;
    uint32_t stop = format->stop == 1 ? 1 : format->stop == 3 ? 2 : 3;
    uint32_t parity = format->parity == UART_PARITY_NONE     ? 0
                      : format->parity == UART_PARITY_IS_ODD ? UART_PARITY_EN | UART_PARITY_ODD
                                                             : UART_PARITY_EN;
    uint32_t conf = (uint32_t)(format->bits - 5) << UART_BITS_SHIFT | stop << UART_STOP_SHIFT | parity;
    UART_CONF0(id) = conf;
    UART_CONF1(id) = FULL_AT << UART_RXFIFO_FULL_SHIFT | EMPTY_AT << UART_TXFIFO_EMPTY_SHIFT |
                     (uint32_t)TIMEOUT << UART_RX_TOUT_SHIFT | UART_RX_TOUT_EN;
    if (id == 0 && u->ring == NULL)
        kk_uart_ring(0, NULL, 0);
    UART_INT_CLR(id) = 0x1ff;
    UART_INT_ENA(id) = RX_INTS;
    kk_irq_attach(KK_INT_UART, on_interrupt);
    return 0;
}

UartFormat kk_uart_format(unsigned id)
{
    return uarts[id].format;
}

uint32_t kk_uart_baud(unsigned id)
{
    return KK_APB_HZ / (KK_APB_HZ / uarts[id].format.baud);
}

void kk_uart_ring(unsigned id, uint8_t *memory, size_t size)
{
    Uart *u = &uarts[id];
    if (memory == NULL && id == 0) {
        memory = own_ring;
        size = sizeof own_ring;
    }
    uint32_t state = kk_irq_lock();
    const uint8_t *old = u->ring;
    uint32_t n = u->head - u->tail, n_kept = n < size ? n : (uint32_t)size;
    /* The newest bytes are kept; memory may be the same as before. */
    if (old != NULL && memory != NULL && old != memory) {
        for (uint32_t i = 0; i < n_kept; i++)
            memory[i] = old[(u->head - n_kept + i) & u->mask];
        u->tail = 0;
        u->head = n_kept;
    } else if (old != memory) {
        u->tail = u->head = 0;
    }
    u->ring = memory;
    u->mask = (uint32_t)size - 1;
    kk_irq_unlock(state);
}

void kk_uart_watch(unsigned id, const volatile int *wanted, volatile uint8_t *flag)
{
    uint32_t state = kk_irq_lock();
    uarts[id].wanted = wanted;
    uarts[id].flag = flag;
    kk_irq_unlock(state);
}

/* ---- receiving ---- */

/* What is still in the FIFO counts as received. */
static void fetch(unsigned id)
{
    uint32_t state = kk_irq_lock();
    drain(id);
    kk_irq_unlock(state);
}

size_t kk_uart_any(unsigned id)
{
    const Uart *u = &uarts[id];
    if (u->head == u->tail)
        fetch(id);
    return u->head - u->tail;
}

size_t kk_uart_read(unsigned id, void *to, size_t n)
{
    Uart *u = &uarts[id];
    uint8_t *at = to;
    size_t done = 0, waiting = kk_uart_any(id);
    for (; done < n && done < waiting; done++) {
        at[done] = u->ring[u->tail & u->mask];
        u->tail++;
    }
    return done;
}

uint32_t kk_uart_lost(unsigned id)
{
    return uarts[id].lost;
}

/* ---- sending ---- */

size_t kk_uart_room(unsigned id)
{
    uint32_t used = UART_TXFIFO_CNT(id);
    return used < TX_ROOM ? TX_ROOM - used : 0;
}

/* Sleeps until the FIFO is nearly empty. */
static void wait_for_room(unsigned id)
{
    if (!kk_irq_open())
        return;
    uint32_t state = kk_irq_lock();
    if (kk_uart_room(id) == 0) {
        UART_INT_CLR(id) = UART_TXFIFO_EMPTY_INT;
        UART_INT_ENA(id) |= UART_TXFIFO_EMPTY_INT;
        kk_irq_wait();
    } else {
        kk_irq_unlock(state);
    }
}

void kk_uart_write(unsigned id, const void *data, size_t n)
{
    Uart *u = &uarts[id];
    uint64_t now = kk_ticks_now();
    u->sent = (u->sent > now ? u->sent : now) + (uint64_t)n * u->byte_ticks;
    for (size_t i = 0; i < n; i++) {
        while (kk_uart_room(id) == 0)
            wait_for_room(id);
        UART_FIFO(id) = kk_rom_byte((const uint8_t *)data + i);
    }
}

bool kk_uart_idle(unsigned id)
{
    return UART_TXFIFO_CNT(id) == 0 && kk_ticks_now() >= uarts[id].sent;
}

void kk_uart_flush(unsigned id)
{
    while (!kk_uart_idle(id)) {
        if (!kk_irq_open())
            continue;
        uint32_t state = kk_irq_lock();
        if (kk_uart_idle(id)) {
            kk_irq_unlock(state);
            return;
        }
        uint64_t soonest = kk_ticks_now() + uarts[id].byte_ticks;
        kk_ticks_alarm(KK_ALARM_UART, uarts[id].sent > soonest ? uarts[id].sent : soonest);
        kk_irq_wait();
    }
}
