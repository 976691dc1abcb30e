/*
 * uart.h: both UARTs, with a receive ring that an interrupt fills. UART0 is shared with the console.
 *
 * UART1 has no receiver on the usual boards: its RX pin is the flash's.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_UART_H
#define KK_ESP8266_UART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KK_UARTS = 2 };

typedef enum UartParity { UART_PARITY_NONE, UART_PARITY_IS_EVEN, UART_PARITY_IS_ODD } UartParity;

typedef struct UartFormat {
    uint32_t baud;      /* 77 .. 5,000,000 */
    uint8_t bits;       /* 5..8 */
    uint8_t stop;       /* 1, 2; 3 stands for one and a half */
    UartParity parity;
} UartFormat;

/* Waits until what was written has left, then sets the format. -KK_EINVAL: there is no such UART or format. The pins
 * are the caller's business (GPIO1 and GPIO3 are UART0's from the start). */
int kk_uart_init(unsigned id, const UartFormat *format);
UartFormat kk_uart_format(unsigned id);
/* The baud rate that the divider really gives. */
uint32_t kk_uart_baud(unsigned id);

/*
 * From now on received bytes go to this ring (its size is a power of two). What waits in the old one
 * is taken over as far as it fits. memory stays the caller's, must be DRAM and must not move. NULL: back to the UART's
 * own small ring (UART0: 512 bytes; UART1: none).
 */
void kk_uart_ring(unsigned id, uint8_t *memory, size_t size);

/* Bytes that wait; takes up to n of them. Never wait. */
size_t kk_uart_any(unsigned id);
size_t kk_uart_read(unsigned id, void *to, size_t n);
/* Bytes received since kk_uart_init() that were lost: the FIFO or the ring was full. */
uint32_t kk_uart_lost(unsigned id);

/* Bytes that kk_uart_write() would take at once. */
size_t kk_uart_room(unsigned id);
/* Writes all of data, which may lie in flash, waiting asleep for room. */
void kk_uart_write(unsigned id, const void *data, size_t n);
/* Everything written has left the shift register; waits for that. */
bool kk_uart_idle(unsigned id);
void kk_uart_flush(unsigned id);

/*
 * Every received byte that equals *wanted (-1: none) is not put into the ring but sets *flag to 1: Ctrl-C. Both lie in
 * DRAM. NULL: no longer.
 */
void kk_uart_watch(unsigned id, const volatile int *wanted, volatile uint8_t *flag);

#endif
