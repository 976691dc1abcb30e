/*
 * adapter.c: the serial adapter: GPIO1 and GPIO3 for UART0, GPIO2 for what UART1 sends.
 *
 * It has a wire's two ends of its own (serial.h) and follows the guest's baud rate. Kinder than a real one, it holds input back
 * until the guest listens and has room. Its high is a pull, as through a resistor, so that a program may use these pins.
 *
 * Layer: emu.   Tests: tests/emu/serial.c.
 */
#include "emu/adapter.h"

#include <stdlib.h>
#include <string.h>

#include "emu/pins.h"
#include "emu/serial.h"
#include "emu/uart.h"

enum { WATCHERS = 4, RX_PIN = 3 };

/* How often held input looks whether it may go. */
#define LOOK_AGAIN (100 * EMU_US)

typedef struct Ear {
    unsigned uart;
    uint32_t baud; /* 0: the guest's */
    SerialReceiver receiver;
    struct {
        void (*byte)(Machine *m, void *ctx, uint8_t byte, bool sent);
        void *ctx;
    } watchers[WATCHERS];
    unsigned watching;
} Ear;

static Ear ears[EMU_UARTS];

/* The way to the guest. */
static struct {
    SerialSender sender;
    unsigned pin; /* our connection at RX_PIN */
    uint8_t *bytes;
    size_t first, count, room;
    bool overrun;
    Event again;
} mouth;

static SerialFormat format_of(const Machine *m, const Ear *ear)
{
    if (ear->baud == 0)
        return emu_uart_format(m, ear->uart);
    return (SerialFormat){.clocks = 80000000 / ear->baud, .hz = 80000000, .bits = 8, .half_stops = 2};
}

static void tell(Machine *m, Ear *ear, uint8_t byte, bool sent)
{
    for (unsigned i = 0; i < ear->watching; i++)
        ear->watchers[i].byte(m, ear->watchers[i].ctx, byte, sent);
}

static void tx_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Ear *ear = ctx;
    ear->receiver.format = format_of(m, ear);
    emu_serial_line(m, &ear->receiver, level);
}

static void byte_came(Machine *m, void *ctx, uint8_t byte, unsigned errors)
{
    tell(m, ctx, byte, false);
}

/* Sends the next byte if the guest can take it. */
static void send_next(Machine *m)
{
    if (emu_serial_busy(&mouth.sender) || mouth.count == 0)
        return;
    if (!mouth.overrun && (!emu_uart_listening(m, 0) || emu_uart_room(m, 0) == 0)) {
        emu_machine_at(m, &mouth.again, emu_machine_now(m) + LOOK_AGAIN);
        return;
    }
    uint8_t byte = mouth.bytes[mouth.first++];
    mouth.count--;
    mouth.sender.format = format_of(m, &ears[0]);
    tell(m, &ears[0], byte, true);
    emu_serial_send(m, &mouth.sender, byte);
}

static void look_again(Machine *m, void *ctx)
{
    send_next(m);
}

static void sender_line(Machine *m, void *ctx, bool level)
{
    emu_pins_drive(m, RX_PIN, mouth.pin, level ? DRIVE_PULL_UP : DRIVE_LOW);
}

static void sender_idle(Machine *m, void *ctx)
{
    send_next(m);
}

void emu_adapter_send(Machine *m, const uint8_t *bytes, size_t n)
{
    if (mouth.count == 0)
        mouth.first = 0;
    if (mouth.first + mouth.count + n > mouth.room) {
        uint8_t *larger = malloc(2 * (mouth.count + n));
        if (larger == NULL)
            abort();
        if (mouth.count > 0)
            memcpy(larger, mouth.bytes + mouth.first, mouth.count);
        free(mouth.bytes);
        mouth.bytes = larger;
        mouth.first = 0;
        mouth.room = 2 * (mouth.count + n);
    }
    memcpy(mouth.bytes + mouth.first + mouth.count, bytes, n);
    mouth.count += n;
    send_next(m);
}

size_t emu_adapter_waiting(const Machine *m)
{
    return mouth.count;
}

void emu_adapter_watch(Machine *m, unsigned uart, void (*byte)(Machine *m, void *ctx, uint8_t byte, bool sent), void *ctx)
{
    Ear *ear = &ears[uart];
    if (ear->watching == WATCHERS)
        abort();
    ear->watchers[ear->watching].byte = byte;
    ear->watchers[ear->watching++].ctx = ctx;
}

void emu_adapter_set_baud(Machine *m, unsigned uart, uint32_t baud)
{
    ears[uart].baud = baud;
}

void emu_adapter_set_overrun(Machine *m, bool overrun)
{
    mouth.overrun = overrun;
}

void emu_adapter_init(Machine *m)
{
    static const uint8_t tx_pin[EMU_UARTS] = {1, 2};
    free(mouth.bytes);
    memset(&mouth, 0, sizeof mouth);
    memset(ears, 0, sizeof ears);
    for (unsigned i = 0; i < EMU_UARTS; i++) {
        Ear *ear = &ears[i];
        ear->uart = i;
        ear->receiver = (SerialReceiver){.byte = byte_came, .ctx = ear};
        emu_serial_init_receiver(&ear->receiver, emu_pins_level(m, tx_pin[i]));
        emu_pins_watch(m, tx_pin[i], tx_changed, ear);
    }
    mouth.sender = (SerialSender){.line = sender_line, .idle = sender_idle};
    mouth.again = (Event){.fire = look_again};
    emu_serial_init_sender(&mouth.sender);
    mouth.pin = emu_pins_connect(m, RX_PIN, "the serial adapter");
    emu_pins_drive(m, RX_PIN, mouth.pin, DRIVE_PULL_UP);
}
