/*
 * adapter.h: the serial adapter on the desk: what is wired to the UARTs' pins and hands bytes to the host, to the script and to
 * the recording.
 *
 * Layer: emu.   Tests: tests/emu/serial.c.
 */
#ifndef EMU_ADAPTER_H
#define EMU_ADAPTER_H

#include "emu/machine.h"

/* The row "adapter" of devices.def. Behind uart. */
void emu_adapter_init(Machine *m);

/* Sends bytes to the guest, one after the other at its baud rate; keeps those that wait. UART1 of the chip cannot receive. */
void emu_adapter_send(Machine *m, const uint8_t *bytes, size_t n);
/* Bytes that wait to be sent. */
size_t emu_adapter_waiting(const Machine *m);

/* Calls byte for each one that comes from a UART of the guest (sent false), and for each that begins to be sent to it. */
void emu_adapter_watch(Machine *m, unsigned uart, void (*byte)(Machine *m, void *ctx, uint8_t byte, bool sent), void *ctx);

/* --uart0-baud: the adapter's own rate instead of the guest's, 0: the guest's. */
void emu_adapter_set_baud(Machine *m, unsigned uart, uint32_t baud);
/* Whether bytes are sent also when the guest's FIFO is full (they are lost then, as on the chip), and before it listens. */
void emu_adapter_set_overrun(Machine *m, bool overrun);

#endif
