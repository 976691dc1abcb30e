/*
 * uart.c: the UARTs: bits on the pins, FIFOs, each interrupt, and the serial adapter at the other end.
 */
#include <string.h>

#include "chip.h"

enum { FIFO = 0x60000000, RAW = 0x60000004, ST = 0x60000008, ENA = 0x6000000c, CLR = 0x60000010, CLKDIV = 0x60000014,
       AUTOBAUD = 0x60000018, STATUS = 0x6000001c, CONF0 = 0x60000020, CONF1 = 0x60000024, LOWPULSE = 0x60000028,
       HIGHPULSE = 0x6000002c, PULSES = 0x60000030, UART1 = 0xf00 };
enum { FULL = 1, EMPTY = 2, PARITY = 4, FRAME = 8, OVERFLOW = 16, BREAK = 128, TIMEOUT = 256, LOOPBACK = 1 << 14, TXD_BRK = 1 << 8,
       RX_RST = 1 << 17, TX_RST = 1 << 18 };

static const Picos bit = 80 * EMU_US / 80; /* at a divider of 80: 1 Mbaud */

static char got[512];

static void hear(Machine *m, void *ctx, uint8_t byte, bool sent)
{
    if (!sent)
        strncat(got, (char[]){(char)byte, 0}, 1);
}

static Machine *fast(uint32_t conf0)
{
    Machine *m = chip_new();
    got[0] = '\0';
    emu_adapter_watch(m, 0, hear, NULL);
    fake_write(m, CLKDIV, 80);
    fake_write(m, CONF0, conf0);
    return m;
}

static unsigned rx_count(Machine *m)
{
    return fake_read(m, STATUS) & 0xff;
}

static Picos edge[32];
static unsigned edge_count;

static void note_edge(Machine *m, void *ctx, unsigned pin, bool level)
{
    if (edge_count < 32)
        edge[edge_count++] = emu_machine_now(m);
}

/* 0x55 is an edge for each bit; 8E2 has parity 0 and two stop bits. */
static void waveform(void)
{
    Machine *m = fast(0x1c);
    edge_count = 0;
    emu_pins_watch(m, 1, note_edge, NULL);
    Picos begin = emu_machine_now(m);
    fake_write(m, FIFO, 0x55);
    fake_run(m, 20 * bit);
    CHECK_IS(edge_count, 10);
    for (unsigned i = 0; i < 10; i++)
        CHECK_IS(edge[i] - begin, i * bit);
    fake_write(m, CONF0, 0xc | 3 << 4 | 2); /* 8E2 */
    edge_count = 0;
    begin = emu_machine_now(m);
    fake_write(m, FIFO, 0xff);
    fake_write(m, FIFO, 0x00);
    fake_run(m, 40 * bit);
    static const unsigned at[] = {0, 1, 9, 10, 12, 22};
    CHECK_IS(edge_count, 6);
    for (unsigned i = 0; i < 6; i++)
        CHECK_IS(edge[i] - begin, at[i] * bit);
}

static void sends(void)
{
    Machine *m = fast(0x1c);
    for (unsigned i = 0; i < 60; i++)
        fake_write(m, FIFO, 'A' + i % 26);
    CHECK_IS((fake_read(m, STATUS) >> 16) & 0xff, 59); /* one is in the shift register */
    fake_run(m, 600 * bit - 1);
    CHECK_IS(strlen(got), 60);
    CHECK(memcmp(got, "ABCDEF", 6) == 0);
    CHECK_IS((fake_read(m, STATUS) >> 16) & 0xff, 0);
    fake_run(m, bit);
    for (unsigned i = 0; i < 131; i++)
        fake_write(m, FIFO, 'x');
    CHECK_IS(fake_warnings(m), 1); /* 129 fit */
    fake_run(m, 2000 * bit);
    CHECK_IS(strlen(got), 189);
    fake_write(m, FIFO, 'y');
    fake_write(m, FIFO, 'z');
    fake_write(m, CONF0, 0x1c | TX_RST);
    fake_write(m, CONF0, 0x1c);
    fake_run(m, 100 * bit);
    CHECK_IS(strlen(got), 190);
}

static void empty_interrupt(void)
{
    Machine *m = fast(0x1c);
    fake_write(m, CONF1, 10 << 8 | 100);
    for (unsigned i = 0; i < 21; i++)
        fake_write(m, FIFO, 'a');
    fake_write(m, CLR, 0x1ff);
    fake_write(m, ENA, EMPTY);
    CHECK(!fake_irq(m, IRQ_UART)); /* 20 wait */
    fake_run(m, 100 * bit);
    CHECK(!fake_irq(m, IRQ_UART)); /* 10 */
    fake_run(m, 10 * bit);
    CHECK(fake_irq(m, IRQ_UART));
    fake_write(m, CLR, EMPTY);
    CHECK(fake_irq(m, IRQ_UART)); /* it still holds */
    fake_write(m, ENA, 0);
    CHECK(!fake_irq(m, IRQ_UART));
    CHECK_IS(fake_read(m, RAW) & EMPTY, EMPTY);
    CHECK_IS(fake_read(m, ST), 0);
}

static void receives(void)
{
    Machine *m = fast(0x1c);
    fake_write(m, CONF1, 1u << 31 | 2 << 24 | 4); /* full at 4, time-out after 16 bits */
    fake_write(m, ENA, FULL | TIMEOUT);
    fake_write(m, CLR, 0x1ff);
    emu_adapter_send(m, (const uint8_t *)"hello!", 6);
    fake_run(m, 39 * bit);
    CHECK(!fake_irq(m, IRQ_UART));
    fake_run(m, bit);
    CHECK_IS(fake_read(m, ST), FULL);
    CHECK_IS(rx_count(m), 4);
    CHECK_IS(fake_read(m, FIFO), 'h');
    fake_write(m, CLR, FULL);
    CHECK(!fake_irq(m, IRQ_UART));
    fake_run(m, 19 * bit); /* up to the middle of the last stop bit, and a bit more */
    CHECK_IS(fake_read(m, FIFO), 'e');
    CHECK_IS(fake_read(m, FIFO), 'l');
    fake_write(m, CLR, FULL);
    fake_run(m, 16 * bit);
    CHECK_IS(fake_read(m, ST), 0);
    fake_run(m, bit);
    CHECK_IS(fake_read(m, ST), TIMEOUT);
    CHECK_IS(rx_count(m), 3);
    fake_write(m, CLR, TIMEOUT);
    fake_run(m, 100 * bit);
    CHECK_IS(fake_read(m, ST), 0); /* once */
    fake_write(m, CONF0, 0x1c | RX_RST);
    CHECK_IS(rx_count(m), 0);
    CHECK_IS(fake_read(m, FIFO), 0);
}

/* The adapter waits for room; told not to, it loses what the chip loses. */
static void overflow(void)
{
    uint8_t bytes[200];
    Machine *m = fast(0x1c);
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)i;
    fake_write(m, ENA, FULL);
    emu_adapter_send(m, bytes, sizeof bytes);
    fake_run(m, 4000 * bit);
    CHECK_IS(rx_count(m), 128);
    CHECK_IS(fake_read(m, RAW) & OVERFLOW, 0);
    CHECK_IS(emu_adapter_waiting(m), 72);
    for (unsigned i = 0; i < sizeof bytes; i++) {
        CHECK_IS(fake_read(m, FIFO), i);
        fake_run(m, 200 * bit);
    }
    emu_adapter_set_overrun(m, true);
    emu_adapter_send(m, bytes, sizeof bytes);
    fake_run(m, 2000 * bit);
    CHECK_IS(rx_count(m), 128);
    CHECK_IS(fake_read(m, RAW) & OVERFLOW, OVERFLOW);
    CHECK_IS(emu_adapter_waiting(m), 0);
}

/* Input is kept until the guest has set its UART up. */
static void waits_for_guest(void)
{
    Machine *m = chip_new();
    emu_adapter_send(m, (const uint8_t *)"ab", 2);
    fake_run(m, 500 * EMU_MS);
    CHECK_IS(rx_count(m), 0);
    fake_write(m, CLKDIV, 80);
    fake_run(m, 10 * EMU_MS);
    CHECK_IS(rx_count(m), 0);
    fake_run(m, 11 * EMU_MS);
    CHECK_IS(rx_count(m), 2);
}

static void loopback(void)
{
    Machine *m = fast(0x1c | LOOPBACK);
    fake_write(m, CLKDIV, 174); /* 460800 */
    for (unsigned i = 0; i < 100; i++)
        fake_write(m, FIFO, i);
    fake_run(m, 1100 * 174 * EMU_US / 80);
    CHECK_IS(rx_count(m), 100);
    for (unsigned i = 0; i < 100; i++)
        CHECK_IS(fake_read(m, FIFO), i);
    CHECK_IS(fake_read(m, RAW) & (FRAME | PARITY | OVERFLOW | BREAK), 0);
}

/* All formats, each byte, through loopback. */
static void formats(void)
{
    for (unsigned conf = 0; conf < 64; conf++) {
        unsigned stops = conf >> 4;
        if (stops == 0 || (conf & 3) == 1)
            continue;
        Machine *m = fast(conf | LOOPBACK);
        unsigned mask = (1u << (5 + ((conf >> 2) & 3))) - 1;
        for (unsigned i = 0; i < 256; i++) {
            fake_write(m, FIFO, i);
            fake_run(m, 13 * bit);
            CHECK_IS(rx_count(m), 1);
            CHECK_IS(fake_read(m, FIFO), i & mask);
        }
        CHECK_IS(fake_read(m, RAW) & (FRAME | PARITY | OVERFLOW | BREAK), 0);
    }
}

static unsigned me;

static void hold(Machine *m, bool level, unsigned halves)
{
    emu_pins_drive(m, 3, me, level ? DRIVE_HIGH : DRIVE_LOW);
    fake_run(m, halves * bit / 2);
}

/* By hand at the pin: parity, frame, break, glitch. */
static void errors(void)
{
    Machine *m = fast(0x1c | 2); /* 8E1 */
    me = emu_pins_connect(m, 3, "test");
    hold(m, true, 40);
    fake_write(m, CLR, 0x1ff);
    hold(m, false, 2);
    hold(m, true, 2); /* 0x01, parity bit 0 */
    hold(m, false, 16);
    hold(m, true, 40);
    CHECK_IS(fake_read(m, RAW) & ~EMPTY, PARITY);
    CHECK_IS(fake_read(m, FIFO), 1);
    fake_write(m, CLR, 0x1ff);
    hold(m, false, 2);
    hold(m, true, 2);
    hold(m, false, 14);
    hold(m, true, 2); /* parity 1, no stop bit */
    hold(m, false, 2);
    hold(m, true, 40);
    CHECK_IS(fake_read(m, RAW) & ~EMPTY, FRAME);
    CHECK_IS(fake_read(m, FIFO), 1);
    fake_write(m, CLR, 0x1ff);
    hold(m, false, 60);
    hold(m, true, 40);
    CHECK_IS(fake_read(m, RAW) & ~EMPTY, FRAME | BREAK);
    CHECK_IS(rx_count(m), 1); /* however long it is */
    fake_read(m, FIFO);
    emu_pins_drive(m, 3, me, DRIVE_LOW);
    fake_run(m, bit / 3);
    hold(m, true, 40);
    CHECK_IS(rx_count(m), 0);
}

/* The chip sends a break, and inverted lines. */
static void line_control(void)
{
    Machine *m = fast(0x1c);
    CHECK(emu_pins_level(m, 1));
    fake_write(m, CONF0, 0x1c | TXD_BRK);
    CHECK(!emu_pins_level(m, 1));
    fake_write(m, CONF0, 0x1c | 1 << 22);
    CHECK(!emu_pins_level(m, 1));
    fake_write(m, CONF0, 0x1c);
    CHECK(emu_pins_level(m, 1));
    fake_run(m, 100 * bit);
    fake_write(m, CONF0, 0x1c | 1 << 19 | LOOPBACK);
    fake_run(m, 100 * bit);
    fake_write(m, CONF0, 0x1c | RX_RST);
    fake_write(m, CONF0, 0x1c);
    got[0] = '\0';
    fake_write(m, 0x60000838, 0x100); /* GPIO2 as a second TXD */
    CHECK(emu_pins_level(m, 2));
    fake_write(m, FIFO, 0);
    CHECK(!emu_pins_level(m, 1) && !emu_pins_level(m, 2));
    fake_run(m, 20 * bit);
    CHECK(emu_pins_level(m, 2));
}

static void swap(void)
{
    Machine *m = fast(0x1c);
    me = emu_pins_connect(m, 13, "test");
    emu_pins_drive(m, 13, me, DRIVE_HIGH);
    fake_write(m, 0x60000808, 0x100); /* MTCK: CTS */
    fake_write(m, 0x60000810, 0x100); /* MTDO: RTS */
    fake_write(m, 0x3ff00028, 4);
    fake_run(m, 100 * bit);
    edge_count = 0;
    emu_pins_watch(m, 15, note_edge, NULL);
    fake_write(m, FIFO, 0x55);
    fake_run(m, 20 * bit);
    CHECK_IS(edge_count, 10);
    CHECK_IS(strlen(got), 0);
    CHECK_IS(rx_count(m), 0);
    emu_pins_drive(m, 13, me, DRIVE_LOW); /* 0xff */
    fake_run(m, bit);
    emu_pins_drive(m, 13, me, DRIVE_HIGH);
    fake_run(m, 20 * bit);
    CHECK_IS(rx_count(m), 1);
    CHECK_IS(fake_read(m, FIFO), 0xff);
}

static void autobaud(void)
{
    Machine *m = fast(0x1c);
    emu_adapter_set_baud(m, 0, 500000);
    fake_write(m, AUTOBAUD, 1);
    fake_run(m, 100 * EMU_MS);
    emu_adapter_send(m, (const uint8_t *)"UUU", 3);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, LOWPULSE), 160);
    CHECK_IS(fake_read(m, HIGHPULSE), 160);
    CHECK_IS(fake_read(m, PULSES), 30);
}

/* A byte at another rate is another byte. */
static void wrong_baud(void)
{
    Machine *m = fast(0x1c);
    emu_adapter_set_baud(m, 0, 500000);
    fake_write(m, ENA, FULL);
    emu_adapter_send(m, (const uint8_t *)"U", 1);
    fake_run(m, EMU_MS);
    CHECK(rx_count(m) > 0 && fake_read(m, FIFO) != 'U');
}

static void uart1(void)
{
    Machine *m = chip_new();
    got[0] = '\0';
    emu_adapter_watch(m, 1, hear, NULL);
    fake_write(m, CLKDIV + UART1, 80);
    fake_write(m, 0x60000838, 2 << 4);
    fake_run(m, EMU_MS);
    fake_write(m, FIFO + UART1, 'o');
    fake_write(m, FIFO + UART1, 'k');
    fake_run(m, EMU_MS);
    CHECK(strcmp(got, "ok") == 0);
    fake_write(m, ENA + UART1, EMPTY);
    CHECK(fake_irq(m, IRQ_UART));
    fake_reset(m, RESET_WATCHDOG);
    CHECK(!fake_irq(m, IRQ_UART));
}

int main(void)
{
    RUN(waveform);
    RUN(sends);
    RUN(empty_interrupt);
    RUN(receives);
    RUN(overflow);
    RUN(waits_for_guest);
    RUN(loopback);
    RUN(formats);
    RUN(errors);
    RUN(line_control);
    RUN(swap);
    RUN(autobaud);
    RUN(wrong_baud);
    RUN(uart1);
    return 0;
}
