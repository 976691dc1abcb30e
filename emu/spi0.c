/*
 * spi0.c: the SPI controller of the flash (0x6000_0200) when a program drives it by its registers: the
 * commands that it knows itself, and transfers of any shape (USR). The chip at the other end is flash.c.
 *
 * A command happens at once; its bit in SPI_CMD stays set for as long as the bus would take.
 *
 * Layer: emu.   Tests: tests/emu/spi.c.
 */
#include "emu/devices.h"
#include "emu/dport.h"
#include "emu/flash.h"
#include "emu/spi_block.h"

#include <string.h>

enum { BUFFER_BYTES = 64, STATUS_BIT = 4 };

static struct {
    SpiBlock block;
    uint32_t command; /* the bit that is shown until the transfer is over */
    Event done;
} spi0;

static void send_address(Machine *m, uint32_t address)
{
    emu_flash_transfer(m, (uint8_t)(address >> 16));
    emu_flash_transfer(m, (uint8_t)(address >> 8));
    emu_flash_transfer(m, (uint8_t)address);
}

/* Bytes of W0... in the order in which they go over the bus. */
static uint8_t get_byte(unsigned i)
{
    return (uint8_t)(spi0.block.reg[SPI_W0 / 4 + i / 4] >> 8 * (i % 4));
}

static void set_byte(unsigned i, uint8_t byte)
{
    uint32_t *at = &spi0.block.reg[SPI_W0 / 4 + i / 4];
    *at = (*at & ~(0xffu << 8 * (i % 4))) | (uint32_t)byte << 8 * (i % 4);
}

/* The length of a read or program, in the address register's upper byte. */
static unsigned length_of(Machine *m, uint32_t address)
{
    unsigned n = address >> 24;
    if (n > BUFFER_BYTES) {
        emu_machine_warn(m, "spi0: a transfer of %u bytes; the buffer has %d", n, BUFFER_BYTES);
        n = BUFFER_BYTES;
    }
    return n;
}

/* Which read command the mode bits choose, and how many cycles it takes for n bytes. */
static uint8_t read_opcode(uint32_t ctrl, unsigned n, unsigned *cycles, unsigned *dummy_bytes)
{
    if (!(ctrl & SPI_CTRL_FAST_READ)) {
        *cycles = 32 + 8 * n;
        *dummy_bytes = 0;
        return 0x03;
    }
    *dummy_bytes = 1;
    if (ctrl & SPI_CTRL_QIO) {
        *cycles = 8 + 6 + 6 + 2 * n;
        *dummy_bytes = 3;
        return 0xeb;
    }
    if (ctrl & SPI_CTRL_DIO) {
        *cycles = 8 + 12 + 4 + 4 * n;
        return 0xbb;
    }
    unsigned lines = ctrl & SPI_CTRL_QOUT ? 4 : ctrl & SPI_CTRL_DOUT ? 2 : 1;
    *cycles = 40 + 8 * n / lines;
    return lines == 4 ? 0x6b : lines == 2 ? 0x3b : 0x0b;
}

static unsigned read_data(Machine *m, uint32_t address)
{
    unsigned n = length_of(m, address), cycles, dummy;
    emu_flash_select(m);
    emu_flash_transfer(m, read_opcode(emu_spi_block_get(&spi0.block, SPI_CTRL), n, &cycles, &dummy));
    send_address(m, address);
    while (dummy-- > 0)
        emu_flash_transfer(m, 0);
    for (unsigned i = 0; i < n; i++)
        set_byte(i, emu_flash_transfer(m, 0));
    emu_flash_deselect(m);
    return cycles;
}

static unsigned program_data(Machine *m, uint32_t address)
{
    unsigned n = length_of(m, address);
    emu_flash_select(m);
    emu_flash_transfer(m, 0x02);
    send_address(m, address);
    for (unsigned i = 0; i < n; i++)
        emu_flash_transfer(m, get_byte(i));
    emu_flash_deselect(m);
    return 32 + 8 * n;
}

/* A command of an opcode, perhaps an address, and up to four bytes that come back (n > 0) or go out (n < 0), lowest first. */
static unsigned exchange(Machine *m, uint8_t opcode, bool with_address, int n, uint32_t *data)
{
    emu_flash_select(m);
    emu_flash_transfer(m, opcode);
    if (with_address)
        send_address(m, emu_spi_block_get(&spi0.block, SPI_ADDR));
    uint32_t in = 0;
    for (int i = 0; i < n || i < -n; i++)
        in |= (uint32_t)emu_flash_transfer(m, n < 0 ? (uint8_t)(*data >> 8 * i) : 0xff) << 8 * i;
    emu_flash_deselect(m);
    if (n > 0)
        *data = in;
    return (1 + (with_address ? 3 : 0) + (unsigned)(n < 0 ? -n : n)) * 8;
}

/* The phases of USR, gathered to the bytes that the chip sees. With several lines a dummy cycle is so many bits. */
static unsigned run_user(Machine *m)
{
    SpiPhases phases = emu_spi_block_phases(&spi0.block);
    uint32_t ctrl = emu_spi_block_get(&spi0.block, SPI_CTRL);
    unsigned dummy_lines = ctrl & SPI_CTRL_FAST_READ ? (ctrl & SPI_CTRL_QIO ? 4 : ctrl & SPI_CTRL_DIO ? 2 : 1) : 1;
    unsigned header = phases.command + phases.address, dummy = phases.dummy * dummy_lines, total = phases.total - phases.dummy + dummy;
    if (header % 8 != 0 || dummy % 8 != 0 || phases.mosi % 8 != 0 || phases.miso % 8 != 0)
        emu_machine_warn(m, "spi0: a phase of the transfer does not end at a byte; the flash is sent what fits");
    SpiBlock before = spi0.block;
    emu_flash_select(m);
    for (unsigned at = 0; at + 8 <= total; at += 8) {
        uint8_t out = 0;
        for (unsigned i = at; i < at + 8; i++) {
            bool bit = i < header ? emu_spi_block_out(&before, &phases, i)
                       : i < header + dummy ? true : emu_spi_block_out(&before, &phases, i - dummy + phases.dummy);
            out = (uint8_t)(out << 1 | bit);
        }
        uint8_t in = emu_flash_transfer(m, out);
        for (unsigned i = at; i < at + 8 && at >= header + dummy; i++)
            emu_spi_block_in(&spi0.block, &phases, i - dummy + phases.dummy, (in >> (7 - (i - at))) & 1);
    }
    emu_flash_deselect(m);
    return phases.total;
}

/* Does the highest command of value; the cycles that the bus takes. */
static unsigned run_command(Machine *m, uint32_t command)
{
    uint32_t *reg = spi0.block.reg, address = reg[SPI_ADDR / 4];
    int status_bytes = reg[SPI_CTRL / 4] & SPI_CTRL_TWO_BYTE_STATUS ? 2 : 1;
    switch (command) {
    case SPI_CMD_READ: return read_data(m, address);
    case SPI_CMD_WREN: return exchange(m, 0x06, false, 0, NULL);
    case SPI_CMD_WRDI: return exchange(m, 0x04, false, 0, NULL);
    case SPI_CMD_RDID: return exchange(m, 0x9f, false, 3, &reg[SPI_W0 / 4]);
    case SPI_CMD_RDSR: return exchange(m, 0x05, false, 1, &reg[SPI_RD_STATUS / 4]);
    case SPI_CMD_WRSR: return exchange(m, 0x01, false, -status_bytes, &reg[SPI_RD_STATUS / 4]);
    case SPI_CMD_PP: return program_data(m, address);
    case SPI_CMD_SE: return exchange(m, 0x20, true, 0, NULL);
    case SPI_CMD_BE: return exchange(m, 0xd8, true, 0, NULL);
    case SPI_CMD_CE: return exchange(m, 0xc7, false, 0, NULL);
    case SPI_CMD_DP: return exchange(m, 0xb9, false, 0, NULL);
    case SPI_CMD_RES: return exchange(m, 0xab, false, 0, NULL);
    case SPI_CMD_USR: return run_user(m);
    default:
        emu_machine_warn(m, "spi0: command 0x%08x is not emulated", (unsigned)command);
        return 8;
    }
}

static void update_irq(Machine *m)
{
    uint32_t slave = emu_spi_block_get(&spi0.block, SPI_SLAVE);
    emu_spi_block_irq(m, STATUS_BIT, (slave & SPI_SLAVE_DONE) && (slave & SPI_SLAVE_DONE_ENABLE));
}

static void finish(Machine *m, void *ctx)
{
    spi0.command = 0;
    spi0.block.reg[SPI_SLAVE / 4] |= SPI_SLAVE_DONE;
    update_irq(m);
}

static void start_command(Machine *m, uint32_t value)
{
    if (spi0.command != 0) {
        emu_machine_warn(m, "spi0: a command was given while 0x%08x goes on; it is ignored", (unsigned)spi0.command);
        return;
    }
    uint32_t command = value & ~(SPI_CMD_USR - 1);
    if (command == 0)
        return;
    while (command & (command - 1))
        command &= command - 1;
    Picos period, half;
    emu_spi_block_clock(&spi0.block, emu_dport_apb_hz(m), &period, &half);
    spi0.command = command;
    emu_machine_at(m, &spi0.done, emu_machine_now(m) + run_command(m, command) * period);
}

static uint32_t read_register(Machine *m, void *dev, uint32_t offset)
{
    if (offset == SPI_CMD)
        return spi0.command;
    return spi0.block.reg[offset / 4];
}

static void write_register(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == SPI_CMD) {
        start_command(m, value);
        return;
    }
    spi0.block.reg[offset / 4] = value;
    if (offset == SPI_SLAVE)
        update_irq(m);
}

/* As the boot ROM leaves the controller: fast read by two lines, 40 MHz. */
static void reset(Machine *m, void *dev, bool power_on)
{
    emu_spi_block_reset(&spi0.block);
    spi0.block.reg[SPI_CTRL / 4] = 0x0028a000 | SPI_CTRL_DIO;
    spi0.block.reg[SPI_CLOCK / 4] = 1 << 12 | 1;
    emu_machine_cancel(m, &spi0.done);
    spi0.command = 0;
    update_irq(m);
}

void emu_spi0_init(Machine *m)
{
    static const BusDevice device = {.name = "spi0", .base = 0x60000200, .size = SPI_BLOCK_SIZE, .read = read_register,
                                     .write = write_register, .reset = reset};
    memset(&spi0, 0, sizeof spi0);
    spi0.done.fire = finish;
    reset(m, NULL, true);
    emu_machine_map(m, &device);
}
