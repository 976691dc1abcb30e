/*
 * uart.h: what the world outside and DPORT know of the chip's two UARTs.
 *
 * Layer: emu.   Tests: tests/emu/uart.c.
 */
#ifndef EMU_UART_H
#define EMU_UART_H

#include "emu/machine.h"
#include "emu/serial.h"

enum { EMU_UARTS = 2, EMU_UART_FIFO = 128 };

/* The row "uart" of devices.def. Behind gpio and dport. */
void emu_uart_init(Machine *m);

/* How the guest has set the UART up. */
SerialFormat emu_uart_format(const Machine *m, unsigned uart);
/* Bytes for which the receive FIFO has room, not counting one that is on its way. */
unsigned emu_uart_room(const Machine *m, unsigned uart);
/* Whether the guest listens: it has enabled a receive interrupt, or set the UART up a while ago. Outside, input that waits for
 * the firmware to start is better kept than lost. */
bool emu_uart_listening(const Machine *m, unsigned uart);
/* Puts a byte into the transmit FIFO as a store to its register does; false: it is full. For ROM functions. */
bool emu_uart_put(Machine *m, unsigned uart, uint8_t byte);

/* DPORT exchanges a UART's TXD with its RTS, and RXD with CTS. */
void emu_uart_swap_pins(Machine *m, unsigned uart, bool swapped);
/* The clock of the peripherals is another one now. */
void emu_uart_clock_changed(Machine *m);

#endif
