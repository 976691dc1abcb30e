/*
 * serial.h: bytes on a wire: what sends them bit by bit and what reads them back. A UART of the chip has one of each, and so has
 * the adapter outside (adapter.h), so that baud rates, frames and breaks are what the levels say.
 *
 * Layer: emu.   Tests: tests/emu/serial.c.
 */
#ifndef EMU_SERIAL_H
#define EMU_SERIAL_H

#include "emu/machine.h"

typedef struct SerialFormat {
    uint32_t clocks; /* of the clock in a bit; at least 1 */
    uint32_t hz;     /* of the clock */
    uint8_t bits;    /* 5..8 */
    bool parity, odd;
    uint8_t half_stops; /* 2, 3, 4: stop bits of 1, 1.5, 2 */
} SerialFormat;

/* How long n half bits take. */
Picos emu_serial_half_bits(const SerialFormat *format, unsigned n);

typedef struct SerialSender {
    SerialFormat format; /* is read at the begin of a frame */
    void (*line)(Machine *m, void *ctx, bool level);
    /* The line is free at this moment; what it sends now follows without a gap. */
    void (*idle)(Machine *m, void *ctx);
    void *ctx;
    /* Private. */
    Event event;
    uint32_t frame; /* the bits that are not sent yet, lowest first */
    unsigned left;
    SerialFormat current;
    Picos begin;    /* of the frame */
    unsigned sent;  /* bits of it */
    bool level, busy, free;
} SerialSender;

/* The line is high at first, without a call of line. */
void emu_serial_init_sender(SerialSender *sender);
/* Whether a frame is on the line, up to the end of its stop bits. */
bool emu_serial_busy(const SerialSender *sender);
/* Begins a frame; not while busy. */
void emu_serial_send(Machine *m, SerialSender *sender, uint8_t byte);
/* Drops the frame; the line goes high, nobody is told. */
void emu_serial_stop(Machine *m, SerialSender *sender);

enum { SERIAL_OK, SERIAL_BAD_PARITY = 1, SERIAL_BAD_STOP = 2, SERIAL_BREAK = 4 };

typedef struct SerialReceiver {
    SerialFormat format; /* is read at the begin of a frame */
    /* A frame came, at the middle of its first stop bit; errors of SERIAL_*. */
    void (*byte)(Machine *m, void *ctx, uint8_t byte, unsigned errors);
    void *ctx;
    /* Private. */
    Event event;
    SerialFormat current;
    Picos begin;
    unsigned seen; /* bits of the frame */
    uint32_t frame;
    bool level, busy;
} SerialReceiver;

void emu_serial_init_receiver(SerialReceiver *receiver, bool level);
/* The line has this level from now on. */
void emu_serial_line(Machine *m, SerialReceiver *receiver, bool level);
/* Whether a frame is coming in. */
bool emu_serial_receiving(const SerialReceiver *receiver);
/* Forgets the frame that is coming in. */
void emu_serial_drop(Machine *m, SerialReceiver *receiver);

#endif
