/*
 * spi.c: the SPI controllers: the flash driven by the registers of SPI0, and the waveforms of HSPI at the pins.
 */
#include <string.h>

#include "emu/devices.h"
#include "emu/dport.h"
#include "emu/flash.h"
#include "emu/gpio.h"
#include "emu/options.h"
#include "emu/pins.h"
#include "emu/spi_block.h"
#include "fake_machine.h"

enum { SPI0 = 0x60000200, HSPI = 0x60000100, IOMUX = 0x60000800, SPI_STATUS = 0x3ff00020 };

static Machine *m;
static const uint8_t *content;

static void begin(void)
{
    size_t size;
    m = fake_new();
    emu_pins_init(m);
    emu_gpio_init(m);
    emu_dport_init(m);
    emu_flash_init(m);
    emu_spi0_init(m);
    emu_hspi_init(m);
    fake_reset(m, RESET_POWER_ON);
    emu_dport_write_analog(m, 103, 4, 1, 0x88);
    emu_dport_write_analog(m, 103, 4, 2, 0x91);
    CHECK(fake_start(m));
    content = emu_machine_flash(m, &size);
}

/* ---- SPI0 ---- */

/* Gives a command and waits for its end. */
static void command(uint32_t bits)
{
    fake_write(m, SPI0 + SPI_CMD, bits);
    for (int i = 0; i < 10000 && fake_read(m, SPI0 + SPI_CMD) != 0; i++)
        fake_run(m, 100 * EMU_NS);
    CHECK_IS(fake_read(m, SPI0 + SPI_CMD), 0);
}

static void wait_idle(void)
{
    do {
        command(SPI_CMD_RDSR);
        fake_run(m, 10 * EMU_US);
    } while (fake_read(m, SPI0 + SPI_RD_STATUS) & 1);
}

static void spi0_commands(void)
{
    begin();
    command(SPI_CMD_RDID);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x1640ef);
    for (unsigned i = 0; i < 8; i++)
        fake_write(m, SPI0 + SPI_W0 + 4 * i, 0x03020100 + i * 0x04040404);
    command(SPI_CMD_WREN);
    command(SPI_CMD_RDSR);
    CHECK_IS(fake_read(m, SPI0 + SPI_RD_STATUS), 2);
    fake_write(m, SPI0 + SPI_ADDR, 32u << 24 | 0x1000);
    command(SPI_CMD_PP);
    command(SPI_CMD_RDSR);
    CHECK_IS(fake_read(m, SPI0 + SPI_RD_STATUS) & 3, 3);
    wait_idle();
    for (unsigned i = 0; i < 32; i++)
        CHECK_IS(content[0x1000 + i], i);
    CHECK_IS(content[0x1020], 0xff);
    fake_write(m, SPI0 + SPI_ADDR, 6u << 24 | 0x1003);
    command(SPI_CMD_READ);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x06050403);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0 + 4) & 0xffff, 0x0807);
    for (uint32_t ctrl = 0; ctrl < 5; ctrl++) { /* every mode of reading */
        static const uint32_t modes[] = {0, SPI_CTRL_FAST_READ, SPI_CTRL_FAST_READ | SPI_CTRL_DOUT, SPI_CTRL_FAST_READ | SPI_CTRL_DIO,
                                         SPI_CTRL_FAST_READ | SPI_CTRL_QIO};
        if (ctrl == 4) {
            fake_write(m, SPI0 + SPI_CTRL, SPI_CTRL_TWO_BYTE_STATUS);
            fake_write(m, SPI0 + SPI_RD_STATUS, 0x0200); /* QE */
            command(SPI_CMD_WREN);
            command(SPI_CMD_WRSR);
            wait_idle();
        }
        fake_write(m, SPI0 + SPI_CTRL, modes[ctrl]);
        fake_write(m, SPI0 + SPI_ADDR, 64u << 24 | (0x1004 + ctrl));
        command(SPI_CMD_READ);
        CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x07060504 + ctrl * 0x01010101);
    }
    command(SPI_CMD_WREN);
    fake_write(m, SPI0 + SPI_ADDR, 0x1abc);
    command(SPI_CMD_SE);
    CHECK(emu_flash_busy(m));
    wait_idle();
    CHECK_IS(content[0x1000], 0xff);
    CHECK_IS(fake_warnings(m), 0);
    command(SPI_CMD_SE); /* no write enable */
    CHECK_IS(fake_warnings(m), 1);
}

static void spi0_user(void)
{
    begin();
    /* Write enable: a command alone. */
    fake_write(m, SPI0 + SPI_USER, SPI_USER_COMMAND);
    fake_write(m, SPI0 + SPI_USER2, 7u << 28 | 0x06);
    command(SPI_CMD_USR);
    /* Page program: command, address, data out. */
    fake_write(m, SPI0 + SPI_USER, SPI_USER_COMMAND | SPI_USER_ADDRESS | SPI_USER_MOSI);
    fake_write(m, SPI0 + SPI_USER1, 23u << 26 | 31u << 17);
    fake_write(m, SPI0 + SPI_USER2, 7u << 28 | 0x02);
    fake_write(m, SPI0 + SPI_ADDR, 0x012340u << 8);
    fake_write(m, SPI0 + SPI_W0, 0x44332211);
    command(SPI_CMD_USR);
    wait_idle();
    CHECK_IS(content[0x12340] << 24 | content[0x12341] << 16 | content[0x12342] << 8 | content[0x12343], 0x11223344);
    /* Fast read: a dummy byte. */
    fake_write(m, SPI0 + SPI_CTRL, 0);
    fake_write(m, SPI0 + SPI_USER, SPI_USER_COMMAND | SPI_USER_ADDRESS | SPI_USER_DUMMY | SPI_USER_MISO);
    fake_write(m, SPI0 + SPI_USER1, 23u << 26 | 23u << 8 | 7);
    fake_write(m, SPI0 + SPI_USER2, 7u << 28 | 0x0b);
    fake_write(m, SPI0 + SPI_W0, 0x99000000);
    command(SPI_CMD_USR);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x99332211);
    /* Dual fast read: four cycles of two lines are a byte. */
    fake_write(m, SPI0 + SPI_CTRL, SPI_CTRL_FAST_READ | SPI_CTRL_DIO);
    fake_write(m, SPI0 + SPI_USER1, 23u << 26 | 15u << 8 | 3);
    fake_write(m, SPI0 + SPI_USER2, 7u << 28 | 0xbb);
    command(SPI_CMD_USR);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x99332211);
    /* Data in the upper half of the buffer; the interrupt. */
    fake_write(m, SPI0 + SPI_CTRL, 0);
    fake_write(m, SPI0 + SPI_USER, SPI_USER_COMMAND | SPI_USER_MISO | SPI_USER_MISO_HIGH);
    fake_write(m, SPI0 + SPI_USER1, 23u << 8);
    fake_write(m, SPI0 + SPI_USER2, 7u << 28 | 0x9f);
    fake_write(m, SPI0 + SPI_SLAVE, SPI_SLAVE_DONE_ENABLE);
    CHECK(!fake_irq(m, IRQ_SPI));
    command(SPI_CMD_USR);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0 + 32), 0x1640ef);
    CHECK(fake_irq(m, IRQ_SPI));
    CHECK_IS(fake_read(m, SPI_STATUS), 1 << 4);
    fake_write(m, SPI0 + SPI_SLAVE, SPI_SLAVE_DONE_ENABLE);
    CHECK(!fake_irq(m, IRQ_SPI));
    CHECK_IS(fake_read(m, SPI_STATUS), 0);
    CHECK_IS(fake_warnings(m), 0);
}

/* ---- HSPI ---- */

/* A device at the pins: it takes MOSI and gives its own bits at the edges of the mode, and notes times. */
static struct {
    bool cpol, cpha;
    unsigned who;
    uint64_t in, out; /* what came, what goes: highest bit first */
    unsigned in_bits, out_bits;
    Picos selected, first, last, released;
    bool active;
} slave;

static void give_next(void)
{
    bool bit = (slave.out >> (63 - slave.out_bits++ % 64)) & 1;
    emu_pins_drive(m, 12, slave.who, bit ? DRIVE_HIGH : DRIVE_LOW);
}

static void clocked(Machine *machine, void *ctx, unsigned pin, bool level)
{
    bool leading = level != slave.cpol;
    if (!slave.active)
        return;
    if (leading == !slave.cpha) {
        slave.in = slave.in << 1 | emu_pins_level(m, 13);
        slave.in_bits++;
        if (slave.in_bits == 1)
            slave.first = emu_machine_now(m);
        slave.last = emu_machine_now(m);
    } else {
        give_next();
    }
}

static void selected(Machine *machine, void *ctx, unsigned pin, bool level)
{
    slave.active = !level;
    if (level) {
        slave.released = emu_machine_now(m);
        return;
    }
    slave.selected = emu_machine_now(m);
    slave.in = 0;
    slave.in_bits = slave.out_bits = 0;
    if (!slave.cpha)
        give_next();
}

static void connect_slave(unsigned mode, uint64_t out)
{
    memset(&slave, 0, sizeof slave);
    slave.cpol = mode >> 1;
    slave.cpha = mode & 1;
    slave.out = out;
    slave.who = emu_pins_connect(m, 12, "test");
    fake_write(m, HSPI + SPI_PIN, slave.cpol ? SPI_PIN_IDLE_HIGH : 0);
    for (unsigned i = 0; i < 4; i++)
        fake_write(m, IOMUX + 4 + 4 * i, 2 << 4);
    emu_pins_watch(m, 14, clocked, NULL);
    emu_pins_watch(m, 15, selected, NULL);
}

/* The edge bit that makes the mode. */
static uint32_t edge_bit(unsigned mode)
{
    return (mode & 1) != (mode >> 1) ? SPI_USER_OUT_RISING : 0;
}

static Picos transfer(void)
{
    Picos before = emu_machine_now(m);
    fake_write(m, HSPI + SPI_CMD, SPI_CMD_USR);
    CHECK_IS(fake_read(m, HSPI + SPI_CMD), SPI_CMD_USR);
    while (fake_read(m, HSPI + SPI_CMD) != 0)
        fake_run(m, 12500); /* a cycle of 80 MHz */
    return emu_machine_now(m) - before;
}

static void hspi_modes(void)
{
    for (unsigned mode = 0; mode < 4; mode++) {
        begin();
        connect_slave(mode, 0xc3a55a3c00ff1234u);
        CHECK_IS(emu_pins_level(m, 14), mode >> 1);
        CHECK(emu_pins_level(m, 15));
        fake_write(m, HSPI + SPI_CLOCK, 7 << 12 | 3 << 6 | 7); /* 10 MHz */
        fake_write(m, HSPI + SPI_USER, SPI_USER_MOSI | SPI_USER_DUPLEX | edge_bit(mode) | SPI_USER_CS_SETUP | SPI_USER_CS_HOLD);
        fake_write(m, HSPI + SPI_USER1, 39u << 17);
        fake_write(m, HSPI + SPI_W0, 0x78563412);
        fake_write(m, HSPI + SPI_W0 + 4, 0xffffffbc);
        Picos took = transfer();
        CHECK_IS(slave.in_bits, 40);
        CHECK_IS(slave.in, 0x12345678bcu);
        CHECK_IS(fake_read(m, HSPI + SPI_W0), 0x3c5aa5c3);
        CHECK_IS(fake_read(m, HSPI + SPI_W0 + 4), 0xffffff00);
        /* A period before the first bit and one behind the last. */
        CHECK_IS(took, 4200 * EMU_NS);
        CHECK_IS(slave.released - slave.selected, 4200 * EMU_NS);
        CHECK_IS(slave.last - slave.first, 3900 * EMU_NS);
        CHECK_IS(slave.first - slave.selected, 150 * EMU_NS);
        CHECK_IS(emu_pins_level(m, 14), mode >> 1);
        CHECK_IS(fake_warnings(m), 0);
    }
}

static void hspi_clocks(void)
{
    static const struct {
        uint32_t clock;
        uint64_t ps; /* of a bit */
    } clocks[] = {{SPI_CLOCK_SYSTEM, 12500}, {1 << 12 | 0 << 6 | 1, 25000}, {0u << 18 | 3 << 12 | 1 << 6 | 3, 50000},
                  {7u << 18 | 9 << 12 | 4 << 6 | 9, 1000000}, {0x1fffu << 18 | 63 << 12 | 31 << 6 | 63, 12500ull * 8192 * 64}};
    for (unsigned i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
        begin();
        connect_slave(0, 0x9600000000000000u);
        fake_write(m, HSPI + SPI_CLOCK, clocks[i].clock);
        fake_write(m, HSPI + SPI_USER, SPI_USER_MISO);
        fake_write(m, HSPI + SPI_USER1, 7 << 8);
        fake_write(m, HSPI + SPI_W0, 0);
        CHECK_IS(transfer(), 8 * clocks[i].ps);
        CHECK_IS(fake_read(m, HSPI + SPI_W0), 0x96);
        CHECK_IS(slave.last - slave.first, 7 * clocks[i].ps);
        CHECK_IS(slave.in, 0xff); /* MOSI rests high */
    }
}

static void hspi_phases(void)
{
    begin();
    connect_slave(0, 0x00000000000abcdeu << 20 | 0xfffff);
    fake_write(m, HSPI + SPI_CLOCK, 1 << 12 | 1);
    fake_write(m, HSPI + SPI_USER, SPI_USER_COMMAND | SPI_USER_ADDRESS | SPI_USER_DUMMY | SPI_USER_MISO);
    fake_write(m, HSPI + SPI_USER1, 19u << 26 | 19 << 8 | 3); /* command 0, address 20 bits, dummy 4, in 20 bits */
    fake_write(m, HSPI + SPI_USER2, 0u << 28 | 0x80);
    fake_write(m, HSPI + SPI_ADDR, 0x13579u << 12);
    slave.out = (uint64_t)0xabcde << 19; /* behind 25 bits */
    transfer();
    CHECK_IS(slave.in_bits, 45);
    CHECK_IS(slave.in >> 24, 1u << 20 | 0x13579);
    /* 20 bits: bytes ab, cd and the upper half of a third. */
    CHECK_IS(fake_read(m, HSPI + SPI_W0) & 0xf0ffff, 0xe0cdab);
    /* Sixteen bits of command: the lower byte goes first. */
    fake_write(m, HSPI + SPI_USER, SPI_USER_COMMAND);
    fake_write(m, HSPI + SPI_USER2, 15u << 28 | 0x1234);
    transfer();
    CHECK_IS(slave.in, 0x3412);
}

static void hspi_orders(void)
{
    static const struct {
        uint32_t user, ctrl, out, in;
        uint64_t wire;
    } orders[] = {{0, 0, 0x12345678, 0xddccbbaa, 0x78563412},
                  {SPI_USER_WR_BIG_ENDIAN, 0, 0x12345678, 0xddccbbaa, 0x12345678},
                  {SPI_USER_RD_BIG_ENDIAN, 0, 0x12345678, 0xaabbccdd, 0x78563412},
                  {0, SPI_CTRL_WR_LSB_FIRST, 0x12345678, 0xddccbbaa, 0x1e6a2c48},
                  {0, SPI_CTRL_RD_LSB_FIRST, 0x12345678, 0xbb33dd55, 0x78563412}};
    for (unsigned i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        begin();
        connect_slave(0, 0xaabbccdd00000000u);
        fake_write(m, HSPI + SPI_CLOCK, 1 << 12 | 1);
        fake_write(m, HSPI + SPI_CTRL, orders[i].ctrl);
        fake_write(m, HSPI + SPI_USER, SPI_USER_MOSI | SPI_USER_DUPLEX | SPI_USER_MOSI_HIGH | orders[i].user);
        fake_write(m, HSPI + SPI_USER1, 31u << 17);
        fake_write(m, HSPI + SPI_W0 + 32, orders[i].out);
        transfer();
        CHECK_IS(slave.in, orders[i].wire);
        CHECK_IS(fake_read(m, HSPI + SPI_W0), orders[i].in);
        CHECK_IS(fake_read(m, HSPI + SPI_W0 + 32), orders[i].out);
    }
}

static void hspi_full_buffer(void)
{
    begin();
    connect_slave(0, 0x5555555555555555u);
    fake_write(m, HSPI + SPI_CLOCK, SPI_CLOCK_SYSTEM);
    fake_write(m, HSPI + SPI_USER, SPI_USER_MOSI | SPI_USER_DUPLEX);
    fake_write(m, HSPI + SPI_USER1, 511u << 17);
    fake_write(m, HSPI + SPI_SLAVE, SPI_SLAVE_DONE_ENABLE);
    for (unsigned i = 0; i < 16; i++)
        fake_write(m, HSPI + SPI_W0 + 4 * i, i);
    CHECK_IS(transfer(), 512 * 12500);
    CHECK_IS(slave.in_bits, 512);
    CHECK_IS(slave.in, 0x0e0000000f000000u);
    for (unsigned i = 0; i < 16; i++)
        CHECK_IS(fake_read(m, HSPI + SPI_W0 + 4 * i), 0x55555555);
    CHECK(fake_irq(m, IRQ_SPI));
    CHECK_IS(fake_read(m, SPI_STATUS), 1 << 7);
    fake_write(m, HSPI + SPI_SLAVE, 0);
    CHECK(!fake_irq(m, IRQ_SPI));
}

static void hspi_pins_and_misuse(void)
{
    begin();
    connect_slave(0, ~0ull);
    fake_write(m, HSPI + SPI_USER, SPI_USER_MOSI | SPI_USER_DUPLEX);
    fake_write(m, HSPI + SPI_USER1, 7u << 17);
    fake_write(m, HSPI + SPI_CLOCK, 1 << 12 | 1);
    fake_write(m, IOMUX + 4 + 4 * 3, 3 << 4); /* GPIO15 to GPIO: the select line is somebody else's */
    emu_pins_drive(m, 15, emu_pins_connect(m, 15, "else"), DRIVE_HIGH);
    fake_write(m, HSPI + SPI_W0, 0x12);
    transfer();
    CHECK(!slave.active);
    CHECK_IS(slave.in_bits, 0);
    fake_write(m, IOMUX + 4, 3 << 4); /* and MISO */
    fake_write(m, HSPI + SPI_W0, 0xff);
    transfer();
    CHECK_IS(fake_read(m, HSPI + SPI_W0), 0);
    CHECK_IS(fake_warnings(m), 0);
    fake_write(m, HSPI + SPI_CMD, SPI_CMD_USR);
    fake_write(m, HSPI + SPI_CMD, SPI_CMD_USR); /* twice */
    CHECK_IS(fake_warnings(m), 1);
    fake_write(m, HSPI + SPI_W0, 0); /* meanwhile */
    CHECK_IS(fake_warnings(m), 2);
    fake_run(m, EMU_MS);
    fake_write(m, HSPI + SPI_SLAVE, SPI_SLAVE_MODE);
    fake_write(m, HSPI + SPI_CMD, SPI_CMD_USR);
    CHECK_IS(fake_warnings(m), 3);
    CHECK_IS(fake_read(m, HSPI + SPI_CMD), 0);
    fake_write(m, HSPI + SPI_SLAVE, 0);
    fake_write(m, HSPI + SPI_CMD, SPI_CMD_USR);
    fake_reset(m, RESET_SOFTWARE); /* in the midst of a transfer */
    CHECK_IS(fake_read(m, HSPI + SPI_CMD), 0);
    fake_run(m, EMU_MS);
}

static uint32_t random_u32(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 2685821657736338717u) >> 32);
}

/* Any values in any registers: the controllers come to an end, and work afterwards. */
static void spi_survives_noise(void)
{
    begin();
    connect_slave(0, 0x9600000000000000u);
    for (unsigned i = 0; i < 100000; i++) {
        uint32_t base = random_u32() & 1 ? SPI0 : HSPI, offset = random_u32() % 64 * 4, value = random_u32();
        if (offset == SPI_CLOCK)
            value &= 0x00fff041;
        if (random_u32() % 4 == 0)
            offset = SPI_CMD, value = 1u << (18 + value % 14);
        fake_write(m, base + offset, value);
        fake_run(m, random_u32() % 4000 * EMU_NS);
        fake_read(m, base + random_u32() % 64 * 4);
    }
    fake_run(m, 100 * EMU_S);
    CHECK_IS(fake_read(m, SPI0 + SPI_CMD), 0);
    CHECK_IS(fake_read(m, HSPI + SPI_CMD), 0);
    fake_reset(m, RESET_SOFTWARE);
    command(SPI_CMD_RES);
    command(SPI_CMD_RDID);
    CHECK_IS(fake_read(m, SPI0 + SPI_W0), 0x1640ef);
}

int main(void)
{
    RUN(spi0_commands);
    RUN(spi0_user);
    RUN(hspi_modes);
    RUN(hspi_clocks);
    RUN(hspi_phases);
    RUN(hspi_orders);
    RUN(hspi_full_buffer);
    RUN(hspi_pins_and_misuse);
    RUN(spi_survives_noise);
    return 0;
}
