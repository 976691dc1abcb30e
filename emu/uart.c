/*
 * uart.c: UART0 (0x6000_0000) and UART1 (0x6000_0f00): FIFOs, interrupts, modem lines. The bits on the wire are serial.c's.
 *
 * Interrupts FULL and EMPTY are conditions, which come back after they were cleared for as long as they hold; all others are
 * events. Both UARTs share one line to the CPU.
 *
 * Layer: emu.   Tests: tests/emu/uart.c.
 */
#include "emu/uart.h"

#include <stdio.h>
#include <string.h>

#include "emu/dport.h"
#include "emu/gpio.h"

enum { FIFO = 0x00, INT_RAW = 0x04, INT_ST = 0x08, INT_ENA = 0x0c, INT_CLR = 0x10, CLKDIV = 0x14, AUTOBAUD = 0x18, STATUS = 0x1c,
       CONF0 = 0x20, CONF1 = 0x24, LOWPULSE = 0x28, HIGHPULSE = 0x2c, PULSE_NUM = 0x30, DATE = 0x78, ID = 0x7c };

enum { INT_FULL = 1 << 0, INT_EMPTY = 1 << 1, INT_PARITY = 1 << 2, INT_FRAME = 1 << 3, INT_OVERFLOW = 1 << 4, INT_DSR = 1 << 5,
       INT_CTS = 1 << 6, INT_BREAK = 1 << 7, INT_TIMEOUT = 1 << 8, INT_ALL = 0x1ff };

enum { PARITY_ODD = 1 << 0, PARITY_EN = 1 << 1, SW_RTS = 1 << 6, SW_DTR = 1 << 7, TXD_BRK = 1 << 8, LOOPBACK = 1 << 14,
       TX_FLOW_EN = 1 << 15, IRDA_EN = 1 << 16, RXFIFO_RST = 1 << 17, TXFIFO_RST = 1 << 18, RXD_INV = 1 << 19, CTS_INV = 1 << 20,
       DSR_INV = 1 << 21, TXD_INV = 1 << 22, RTS_INV = 1 << 23, DTR_INV = 1 << 24 };

enum { RX_FLOW_EN = 1 << 23 };
#define RX_TOUT_EN 0x80000000u

#define PULSE_MAX 0xfffffu
/* How long after it was set up a UART counts as listened to. */
#define SETTLED (20 * EMU_MS)

typedef struct Queue {
    uint8_t bytes[EMU_UART_FIFO];
    unsigned first, count;
} Queue;

typedef struct Uart {
    unsigned number;
    Queue rx, tx;
    uint32_t raw, enabled, clkdiv, autobaud, conf0, conf1;
    uint32_t low_pulse, high_pulse, pulses;
    Picos edge; /* the last change of RXD */
    bool cts, dsr; /* levels, after inversion */
    uint64_t came, lost, left; /* bytes, for --stats */
    bool swapped, set_up, warned_full, warned_irda;
    Picos set_up_at;
    SerialSender sender;
    SerialReceiver receiver;
    Event timeout;
} Uart;

static Uart uarts[EMU_UARTS];

static bool push(Queue *queue, uint8_t byte)
{
    if (queue->count == EMU_UART_FIFO)
        return false;
    queue->bytes[(queue->first + queue->count++) % EMU_UART_FIFO] = byte;
    return true;
}

static uint8_t pop(Queue *queue)
{
    if (queue->count == 0)
        return 0;
    uint8_t byte = queue->bytes[queue->first];
    queue->first = (queue->first + 1) % EMU_UART_FIFO;
    queue->count--;
    return byte;
}

/* ---- interrupts ---- */

static unsigned at_least_one(unsigned n)
{
    return n > 0 ? n : 1;
}

static void refresh_irq(Machine *m)
{
    bool level = false;
    for (unsigned i = 0; i < EMU_UARTS; i++) {
        Uart *u = &uarts[i];
        if (u->rx.count >= at_least_one(u->conf1 & 0x7f))
            u->raw |= INT_FULL;
        if (u->tx.count < at_least_one((u->conf1 >> 8) & 0x7f))
            u->raw |= INT_EMPTY;
        level |= (u->raw & u->enabled) != 0;
    }
    emu_machine_irq(m, IRQ_UART, level);
}

static void raise_int(Machine *m, Uart *u, uint32_t bits)
{
    u->raw |= bits;
    refresh_irq(m);
}

/* ---- lines ---- */

static Signal tx_signal(const Uart *u)
{
    if (u->number == 1)
        return SIGNAL_U1TXD;
    return u->swapped ? SIGNAL_U0RTS : SIGNAL_U0TXD;
}

static bool tx_line(const Uart *u)
{
    return u->sender.level && !((u->conf0 & TXD_BRK) && !emu_serial_busy(&u->sender) && u->tx.count == 0);
}

static bool rts_line(const Uart *u)
{
    bool ready = (u->conf0 & SW_RTS) != 0;
    if (u->conf1 & RX_FLOW_EN)
        ready = u->rx.count < at_least_one((u->conf1 >> 16) & 0x7f);
    return !ready;
}

static bool rx_line(const Machine *m, const Uart *u)
{
    if (u->conf0 & LOOPBACK)
        return tx_line(u);
    Signal signal = u->number == 1 ? SIGNAL_U1RXD : u->swapped ? SIGNAL_U0CTS : SIGNAL_U0RXD;
    return emu_gpio_input(m, signal) ^ ((u->conf0 & RXD_INV) != 0);
}

/* Follows the pulses of RXD for a guest that wants to know the baud rate. */
static void measure_pulse(Machine *m, Uart *u, bool level)
{
    Picos now = emu_machine_now(m);
    uint64_t clocks = (now - u->edge) * (emu_dport_apb_hz(m) / 1000000) / EMU_US;
    uint32_t *shortest = level ? &u->low_pulse : &u->high_pulse; /* it ends with this edge */
    u->edge = now;
    if (!(u->autobaud & 1))
        return;
    if (clocks < *shortest && u->pulses > 0)
        *shortest = (uint32_t)clocks;
    u->pulses = (u->pulses + 1) & 0x3ff;
}

static void refresh_rx(Machine *m, Uart *u)
{
    bool level = rx_line(m, u);
    if (level == u->receiver.level)
        return;
    measure_pulse(m, u, level);
    emu_serial_line(m, &u->receiver, level);
}

static void refresh_tx(Machine *m, Uart *u)
{
    emu_gpio_output(m, tx_signal(u), tx_line(u) ^ ((u->conf0 & TXD_INV) != 0));
    if (u->number == 0) {
        emu_gpio_output(m, u->swapped ? SIGNAL_U0TXD : SIGNAL_U0RTS, rts_line(u) ^ ((u->conf0 & RTS_INV) != 0));
        emu_gpio_output(m, SIGNAL_U0DTR, !(u->conf0 & SW_DTR) ^ ((u->conf0 & DTR_INV) != 0));
    }
    refresh_rx(m, u);
}

static SerialFormat format_of(const Machine *m, const Uart *u)
{
    unsigned stops = (u->conf0 >> 4) & 3;
    return (SerialFormat){.clocks = at_least_one(u->clkdiv), .hz = emu_dport_apb_hz(m), .bits = (uint8_t)(5 + ((u->conf0 >> 2) & 3)),
                          .parity = (u->conf0 & PARITY_EN) != 0, .odd = (u->conf0 & PARITY_ODD) != 0,
                          .half_stops = (uint8_t)(stops == 0 ? 2 : 1 + stops)};
}

/* Sends the next byte if the line is free and nothing holds it. */
static void send_next(Machine *m, Uart *u)
{
    bool held = (u->conf0 & TX_FLOW_EN) && u->cts;
    if (emu_serial_busy(&u->sender) || u->tx.count == 0 || held)
        return;
    u->sender.format = format_of(m, u);
    emu_serial_send(m, &u->sender, pop(&u->tx));
    u->left++;
    refresh_irq(m);
}

static void sender_line(Machine *m, void *ctx, bool level)
{
    refresh_tx(m, ctx);
}

static void sender_idle(Machine *m, void *ctx)
{
    Uart *u = ctx;
    send_next(m, u);
    refresh_tx(m, u);
}

static void arm_timeout(Machine *m, Uart *u)
{
    SerialFormat format = format_of(m, u);
    unsigned eights = (u->conf1 >> 24) & 0x7f;
    if ((u->conf1 & RX_TOUT_EN) && u->rx.count > 0)
        emu_machine_at(m, &u->timeout, emu_machine_now(m) + emu_serial_half_bits(&format, 16 * eights));
    else
        emu_machine_cancel(m, &u->timeout);
}

static void timed_out(Machine *m, void *ctx)
{
    Uart *u = ctx;
    if (u->rx.count > 0)
        raise_int(m, u, INT_TIMEOUT);
}

static void byte_came(Machine *m, void *ctx, uint8_t byte, unsigned errors)
{
    Uart *u = ctx;
    uint32_t bits = 0;
    if (errors & SERIAL_BAD_PARITY)
        bits |= INT_PARITY;
    if (errors & SERIAL_BAD_STOP)
        bits |= INT_FRAME;
    if (errors & SERIAL_BREAK)
        bits |= INT_BREAK;
    u->came++;
    if (!(u->conf0 & RXFIFO_RST) && !push(&u->rx, byte)) {
        bits |= INT_OVERFLOW;
        u->lost++;
    }
    arm_timeout(m, u);
    raise_int(m, u, bits);
    refresh_tx(m, u); /* RTS */
}

/* A pin that is an input of the UARTs changed. */
static void input_changed(Machine *m, void *ctx, bool level)
{
    Uart *u = ctx;
    refresh_rx(m, u);
    if (u->number != 0)
        return;
    bool cts = emu_gpio_input(m, u->swapped ? SIGNAL_U0RXD : SIGNAL_U0CTS) ^ ((u->conf0 & CTS_INV) != 0);
    bool dsr = emu_gpio_input(m, SIGNAL_U0DSR) ^ ((u->conf0 & DSR_INV) != 0);
    uint32_t bits = (cts != u->cts ? INT_CTS : 0) | (dsr != u->dsr ? INT_DSR : 0);
    u->cts = cts;
    u->dsr = dsr;
    if (bits != 0)
        raise_int(m, u, bits);
    send_next(m, u);
}

/* ---- registers ---- */

static uint32_t read_status(const Machine *m, const Uart *u)
{
    uint32_t status = u->rx.count | u->tx.count << 16;
    status |= (uint32_t)u->dsr << 13 | (uint32_t)u->cts << 14 | (uint32_t)rx_line(m, u) << 15;
    status |= (uint32_t)!(u->conf0 & SW_DTR) << 29 | (uint32_t)rts_line(u) << 30 | (uint32_t)tx_line(u) << 31;
    return status;
}

static uint32_t read_fifo(Machine *m, Uart *u)
{
    uint8_t byte = pop(&u->rx);
    if (u->rx.count == 0)
        emu_machine_cancel(m, &u->timeout);
    refresh_tx(m, u); /* RTS */
    return byte;
}

static uint32_t read_uart(Machine *m, void *dev, uint32_t offset)
{
    Uart *u = dev;
    switch (offset) {
    case FIFO:
        return read_fifo(m, u);
    case INT_RAW:
        return u->raw;
    case INT_ST:
        return u->raw & u->enabled;
    case INT_ENA:
        return u->enabled;
    case CLKDIV:
        return u->clkdiv;
    case AUTOBAUD:
        return u->autobaud;
    case STATUS:
        return read_status(m, u);
    case CONF0:
        return u->conf0;
    case CONF1:
        return u->conf1;
    case LOWPULSE:
        return u->low_pulse;
    case HIGHPULSE:
        return u->high_pulse;
    case PULSE_NUM:
        return u->pulses;
    case DATE:
        return 0x062000;
    case ID:
        return 0x500;
    default:
        return 0;
    }
}

bool emu_uart_put(Machine *m, unsigned uart, uint8_t byte)
{
    Uart *u = &uarts[uart];
    if (u->conf0 & TXFIFO_RST)
        return true;
    if (!push(&u->tx, byte))
        return false;
    send_next(m, u);
    return true;
}

static void write_fifo(Machine *m, Uart *u, uint32_t value)
{
    if (!emu_uart_put(m, u->number, (uint8_t)value) && !u->warned_full) {
        u->warned_full = true;
        emu_machine_warn(m, "uart%u: a byte is written to the full transmit FIFO and lost", u->number);
    }
}

static void set_up(Machine *m, Uart *u)
{
    u->set_up = true;
    u->set_up_at = emu_machine_now(m);
    u->receiver.format = format_of(m, u);
}

static void write_conf0(Machine *m, Uart *u, uint32_t value)
{
    u->conf0 = value;
    if (value & RXFIFO_RST)
        u->rx.count = 0;
    if (value & TXFIFO_RST)
        u->tx.count = 0;
    if ((value & IRDA_EN) && !u->warned_irda) {
        u->warned_irda = true;
        emu_machine_warn(m, "uart%u: IrDA is not emulated", u->number);
    }
    set_up(m, u);
    refresh_tx(m, u);
    input_changed(m, u, false);
}

static void write_autobaud(Uart *u, uint32_t value)
{
    if ((value & 1) && !(u->autobaud & 1)) {
        u->low_pulse = u->high_pulse = PULSE_MAX;
        u->pulses = 0;
    }
    u->autobaud = value;
}

static void write_uart(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    Uart *u = dev;
    switch (offset) {
    case FIFO:
        write_fifo(m, u, value);
        break;
    case INT_ENA:
        u->enabled = value & INT_ALL;
        break;
    case INT_CLR:
        u->raw &= ~value;
        break;
    case CLKDIV:
        u->clkdiv = value & 0xfffff;
        set_up(m, u);
        break;
    case AUTOBAUD:
        write_autobaud(u, value);
        break;
    case CONF0:
        write_conf0(m, u, value);
        break;
    case CONF1:
        u->conf1 = value;
        set_up(m, u);
        arm_timeout(m, u);
        refresh_tx(m, u);
        break;
    default:
        emu_machine_warn(m, "uart%u: write of 0x%08x to offset 0x%x", u->number, (unsigned)value, (unsigned)offset);
    }
    refresh_irq(m);
}

static void reset_uart(Machine *m, void *dev, bool power_on)
{
    Uart *u = dev;
    u->rx.count = u->tx.count = 0;
    u->raw = u->enabled = u->autobaud = u->pulses = 0;
    u->low_pulse = u->high_pulse = PULSE_MAX;
    u->clkdiv = 694; /* what the boot ROM leaves: 115200 with the 80 MHz that it believes to have */
    u->conf0 = 0x1c;
    u->conf1 = 0x6060;
    u->set_up = u->swapped = false;
    u->receiver.format = format_of(m, u);
    emu_machine_cancel(m, &u->timeout);
    emu_serial_drop(m, &u->receiver);
    emu_serial_stop(m, &u->sender);
    refresh_tx(m, u);
    refresh_irq(m);
}

static void print_stats(void *ctx)
{
    for (unsigned i = 0; i < EMU_UARTS; i++)
        fprintf(stderr, "uart%u: %llu bytes sent, %llu received, %llu of them lost\n", i, (unsigned long long)uarts[i].left,
                (unsigned long long)uarts[i].came, (unsigned long long)uarts[i].lost);
}

void emu_uart_init(Machine *m)
{
    static BusDevice blocks[EMU_UARTS] = {
        {.name = "uart0", .base = 0x60000000, .size = 0x80, .read = read_uart, .write = write_uart, .reset = reset_uart},
        {.name = "uart1", .base = 0x60000f00, .size = 0x80, .read = read_uart, .write = write_uart, .reset = reset_uart},
    };
    static const Signal inputs[] = {SIGNAL_U0RXD, SIGNAL_U0CTS, SIGNAL_U0DSR};
    memset(uarts, 0, sizeof uarts);
    for (unsigned i = 0; i < EMU_UARTS; i++) {
        Uart *u = &uarts[i];
        u->number = i;
        u->sender = (SerialSender){.line = sender_line, .idle = sender_idle, .ctx = u};
        u->receiver = (SerialReceiver){.byte = byte_came, .ctx = u};
        u->timeout = (Event){.fire = timed_out, .ctx = u};
        u->cts = u->dsr = true;
        emu_serial_init_sender(&u->sender);
        emu_serial_init_receiver(&u->receiver, true);
        blocks[i].dev = u;
        reset_uart(m, u, true);
        emu_machine_map(m, &blocks[i]);
    }
    for (unsigned i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
        emu_gpio_watch_input(m, inputs[i], input_changed, &uarts[0]);
    emu_gpio_watch_input(m, SIGNAL_U1RXD, input_changed, &uarts[1]);
    emu_machine_at_stats(m, print_stats, NULL);
}

/* ---- for others ---- */

SerialFormat emu_uart_format(const Machine *m, unsigned uart)
{
    return format_of(m, &uarts[uart]);
}

unsigned emu_uart_room(const Machine *m, unsigned uart)
{
    return EMU_UART_FIFO - uarts[uart].rx.count;
}

bool emu_uart_listening(const Machine *m, unsigned uart)
{
    const Uart *u = &uarts[uart];
    if (u->enabled & (INT_FULL | INT_TIMEOUT))
        return true;
    return u->set_up && emu_machine_now(m) >= u->set_up_at + SETTLED;
}

void emu_uart_swap_pins(Machine *m, unsigned uart, bool swapped)
{
    Uart *u = &uarts[uart];
    if (u->swapped == swapped)
        return;
    u->swapped = swapped;
    refresh_tx(m, u);
    input_changed(m, u, false);
}

void emu_uart_clock_changed(Machine *m)
{
    for (unsigned i = 0; i < EMU_UARTS; i++)
        uarts[i].receiver.format = format_of(m, &uarts[i]);
}
