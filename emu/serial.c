/*
 * serial.c: bytes on a wire.
 *
 * Both sides count from the begin of a frame, so that nothing adds up. The sender has an event for each change of the line; the
 * receiver gathers levels at the middle of each bit from the changes it is told, and has one event, at the stop bit.
 *
 * Layer: emu.   Tests: tests/emu/serial.c.
 */
#include "emu/serial.h"

#include <string.h>

Picos emu_serial_half_bits(const SerialFormat *format, unsigned n)
{
    return (Picos)format->clocks * n * 500000 / (format->hz / 1000000);
}

static unsigned parity_of(unsigned byte, bool odd)
{
    unsigned ones = 0;
    for (; byte != 0; byte &= byte - 1)
        ones++;
    return (ones & 1) ^ odd;
}

/* ---- sending ---- */

static void next_change(Machine *m, void *ctx);

void emu_serial_init_sender(SerialSender *sender)
{
    sender->event = (Event){.fire = next_change, .ctx = sender};
    sender->level = true;
    sender->busy = sender->free = false;
}

bool emu_serial_busy(const SerialSender *sender)
{
    return sender->busy;
}

/* Puts the next bit on the line; bits that do not change it are taken together. */
static void send_bits(Machine *m, SerialSender *s)
{
    bool level = s->frame & 1;
    while (s->left > 0 && (bool)(s->frame & 1) == level) {
        s->frame >>= 1;
        s->left--;
        s->sent++;
    }
    unsigned halves = 2 * s->sent;
    if (s->left == 0) /* the frame has one stop bit; it may be longer */
        halves += s->current.half_stops - 2u;
    emu_machine_at(m, &s->event, s->begin + emu_serial_half_bits(&s->current, halves));
    if (level != s->level) {
        s->level = level;
        s->line(m, s->ctx, level);
    }
}

static void begin_frame(Machine *m, SerialSender *s, uint8_t byte, Picos begin)
{
    const SerialFormat *f = &s->format;
    unsigned data = byte & ((1u << f->bits) - 1), n = 1;
    s->frame = data << 1;
    n += f->bits;
    if (f->parity)
        s->frame |= parity_of(data, f->odd) << n++;
    s->frame |= 1u << n++;
    s->left = n;
    s->sent = 0;
    s->current = *f;
    s->begin = begin;
    s->busy = true;
    send_bits(m, s);
}

static void next_change(Machine *m, void *ctx)
{
    SerialSender *s = ctx;
    if (s->left > 0) {
        send_bits(m, s);
        return;
    }
    s->busy = false;
    s->free = true; /* a frame that idle() sends begins where this one ended, not at the end of the instruction */
    s->begin = s->event.when;
    s->idle(m, s->ctx);
    s->free = false;
}

void emu_serial_send(Machine *m, SerialSender *sender, uint8_t byte)
{
    begin_frame(m, sender, byte, sender->free ? sender->begin : emu_machine_now(m));
}

void emu_serial_stop(Machine *m, SerialSender *sender)
{
    emu_machine_cancel(m, &sender->event);
    sender->busy = false;
    if (!sender->level) {
        sender->level = true;
        sender->line(m, sender->ctx, true);
    }
}

/* ---- receiving ---- */

static void frame_ends(Machine *m, void *ctx);

void emu_serial_init_receiver(SerialReceiver *receiver, bool level)
{
    receiver->event = (Event){.fire = frame_ends, .ctx = receiver};
    receiver->level = level;
    receiver->busy = false;
}

bool emu_serial_receiving(const SerialReceiver *receiver)
{
    return receiver->busy;
}

/* Bits of a frame up to its first stop bit. */
static unsigned frame_bits(const SerialFormat *f)
{
    return 2u + f->bits + f->parity;
}

/* The line had the level until `moment`: takes the bits whose middle has passed. */
static void take_bits(SerialReceiver *r, Picos moment)
{
    while (r->seen < frame_bits(&r->current) && r->begin + emu_serial_half_bits(&r->current, 2 * r->seen + 1) <= moment)
        r->frame |= (uint32_t)r->level << r->seen++;
}

static void frame_ends(Machine *m, void *ctx)
{
    SerialReceiver *r = ctx;
    const SerialFormat *f = &r->current;
    take_bits(r, r->event.when);
    r->busy = false;
    unsigned data = (r->frame >> 1) & ((1u << f->bits) - 1), errors = SERIAL_OK;
    bool stop = (r->frame >> (frame_bits(f) - 1)) & 1;
    if (!stop)
        errors |= r->frame == 0 ? SERIAL_BREAK | SERIAL_BAD_STOP : SERIAL_BAD_STOP;
    if (f->parity && ((r->frame >> (1 + f->bits)) & 1) != parity_of(data, f->odd))
        errors |= SERIAL_BAD_PARITY;
    r->byte(m, r->ctx, (uint8_t)data, errors);
}

void emu_serial_line(Machine *m, SerialReceiver *receiver, bool level)
{
    SerialReceiver *r = receiver;
    Picos now = emu_machine_now(m);
    if (r->busy) {
        take_bits(r, now);
        if (level && r->seen == 0) { /* shorter than half a bit: no start bit but a glitch */
            r->busy = false;
            emu_machine_cancel(m, &r->event);
        }
    }
    bool falls = r->level && !level;
    r->level = level;
    if (r->busy || !falls)
        return;
    r->busy = true;
    r->current = r->format;
    r->begin = now;
    r->seen = 0;
    r->frame = 0;
    emu_machine_at(m, &r->event, now + emu_serial_half_bits(&r->current, 2 * frame_bits(&r->current) - 1));
}

void emu_serial_drop(Machine *m, SerialReceiver *receiver)
{
    emu_machine_cancel(m, &receiver->event);
    receiver->busy = false;
}
