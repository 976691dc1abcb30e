/*
 * hspi.c: the SPI controller for programs (0x6000_0100): a master that sends command, address, dummy, data
 * out and data in over GPIO12 (MISO), 13 (MOSI), 14 (clock) and 15 (select), as far as the multiplexer
 * gives it these pins.
 *
 * A transfer works on a copy of the registers and is two steps for each bit, at the moments of the clock's edges, so
 * that parts and recordings see the real waveform. What came in is in W0..W15 when the USR bit falls.
 *
 * Layer: emu.   Tests: tests/emu/spi.c.
 */
#include "emu/devices.h"
#include "emu/dport.h"
#include "emu/gpio.h"
#include "emu/pins.h"
#include "emu/spi_block.h"

#include <string.h>

enum { PIN_MISO = 12, PIN_MOSI = 13, PIN_SCLK = 14, PIN_CS = 15, FUNCTION_HSPI = 2, STATUS_BIT = 7 };

static struct {
    SpiBlock block;
    unsigned who[4]; /* connections to GPIO12..15 */
    bool mosi, sclk, cs;

    bool busy;
    SpiBlock outgoing, current; /* what is sent; the same, and what came in */
    SpiPhases phases;
    Picos period, first_half, begin; /* begin: of the first bit */
    unsigned step;                   /* half bits done; two more than there are: the end */
    Event event;
    bool warned_slave;
} hspi;

/* ---- pins ---- */

static void drive(Machine *m, unsigned pin, bool level)
{
    Drive how = level ? DRIVE_HIGH : DRIVE_LOW;
    if (pin == PIN_MISO || emu_gpio_function(m, pin) != FUNCTION_HSPI)
        how = DRIVE_NONE;
    emu_pins_drive(m, pin, hspi.who[pin - PIN_MISO], how);
}

static void drive_all(Machine *m)
{
    drive(m, PIN_CS, hspi.cs);
    drive(m, PIN_SCLK, hspi.sclk);
    drive(m, PIN_MOSI, hspi.mosi);
}

static void functions_changed(Machine *m, void *ctx)
{
    drive_all(m);
}

static void set_sclk(Machine *m, bool level)
{
    hspi.sclk = level;
    drive(m, PIN_SCLK, level);
}

static void set_mosi(Machine *m, unsigned bit)
{
    hspi.mosi = emu_spi_block_out(&hspi.outgoing, &hspi.phases, bit);
    drive(m, PIN_MOSI, hspi.mosi);
}

static void set_cs(Machine *m, bool level)
{
    if (emu_spi_block_get(&hspi.current, SPI_PIN) & SPI_PIN_CS0_OFF)
        level = true;
    hspi.cs = level;
    drive(m, PIN_CS, level);
}

/* A pin that is not the controller's reads low. */
static void sample(Machine *m, unsigned bit)
{
    bool level = emu_gpio_function(m, PIN_MISO) == FUNCTION_HSPI && emu_pins_level(m, PIN_MISO);
    emu_spi_block_in(&hspi.current, &hspi.phases, bit, level);
}

/* ---- a transfer ---- */

static void update_irq(Machine *m)
{
    uint32_t slave = emu_spi_block_get(&hspi.block, SPI_SLAVE);
    emu_spi_block_irq(m, STATUS_BIT, (slave & SPI_SLAVE_DONE) && (slave & SPI_SLAVE_DONE_ENABLE));
}

static bool idle_level(const SpiBlock *block)
{
    return (emu_spi_block_get(block, SPI_PIN) & SPI_PIN_IDLE_HIGH) != 0;
}

static void finish(Machine *m)
{
    uint32_t *slave = &hspi.block.reg[SPI_SLAVE / 4];
    set_cs(m, true);
    memcpy(&hspi.block.reg[SPI_W0 / 4], &hspi.current.reg[SPI_W0 / 4], SPI_WORDS * 4);
    hspi.busy = false;
    *slave = (*slave & ~(15u << SPI_SLAVE_COUNT_SHIFT)) | ((*slave + (1u << SPI_SLAVE_COUNT_SHIFT)) & (15u << SPI_SLAVE_COUNT_SHIFT));
    *slave |= SPI_SLAVE_DONE;
    update_irq(m);
    if (idle_level(&hspi.block) != hspi.sclk)
        set_sclk(m, !hspi.sclk);
}

static Picos moment_of(unsigned step)
{
    return hspi.begin + step / 2 * hspi.period + (step & 1 ? hspi.first_half : 0);
}

/* Even steps begin a bit, odd steps are the middle of one. With the data leaving at the edge away from idle (CPHA 1) the
 * clock's pulse is the first half, else the second. */
static void step(Machine *m, void *ctx)
{
    unsigned bit = hspi.step / 2, last = hspi.phases.total;
    bool idle = idle_level(&hspi.current), middle = hspi.step & 1;
    bool pulse_first = ((emu_spi_block_get(&hspi.current, SPI_USER) & SPI_USER_OUT_RISING) != 0) != idle;
    if (hspi.step > 2 * last) {
        finish(m);
        return;
    }
    if (middle)
        sample(m, bit);
    set_sclk(m, bit < last && middle != pulse_first ? !idle : idle);
    if (!middle && bit < last)
        set_mosi(m, bit);
    Picos next = moment_of(++hspi.step);
    if (hspi.step > 2 * last)
        next = moment_of(2 * last) + (emu_spi_block_get(&hspi.current, SPI_USER) & SPI_USER_CS_HOLD ? hspi.period : 0);
    emu_machine_at(m, &hspi.event, next);
}

static void start_transfer(Machine *m)
{
    if (hspi.busy) {
        emu_machine_warn(m, "hspi: a transfer was started while another goes on; it is ignored");
        return;
    }
    if (emu_spi_block_get(&hspi.block, SPI_SLAVE) & SPI_SLAVE_MODE) {
        if (!hspi.warned_slave)
            emu_machine_warn(m, "hspi: slave mode is not emulated");
        hspi.warned_slave = true;
        return;
    }
    hspi.current = hspi.outgoing = hspi.block;
    hspi.phases = emu_spi_block_phases(&hspi.current);
    emu_spi_block_clock(&hspi.current, emu_dport_apb_hz(m), &hspi.period, &hspi.first_half);
    hspi.busy = true;
    hspi.step = 0;
    set_sclk(m, idle_level(&hspi.current));
    set_cs(m, false);
    hspi.begin = emu_machine_now(m) + (emu_spi_block_get(&hspi.current, SPI_USER) & SPI_USER_CS_SETUP ? hspi.period : 0);
    emu_machine_at(m, &hspi.event, hspi.begin);
}

/* ---- registers ---- */

static uint32_t read_register(Machine *m, void *dev, uint32_t offset)
{
    if (offset == SPI_CMD)
        return hspi.busy ? SPI_CMD_USR : 0;
    return hspi.block.reg[offset / 4];
}

static void write_register(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == SPI_CMD) {
        if (value & SPI_CMD_USR)
            start_transfer(m);
        if (value & ~(2 * SPI_CMD_USR - 1))
            emu_machine_warn(m, "hspi: command 0x%08x is for a flash chip, which is not here", (unsigned)value);
        return;
    }
    if (hspi.busy && offset >= SPI_W0 && offset < SPI_W0 + 4 * SPI_WORDS)
        emu_machine_warn(m, "hspi: W%u is written while a transfer goes on", (unsigned)(offset - SPI_W0) / 4);
    hspi.block.reg[offset / 4] = offset == SPI_SLAVE ? value & ~SPI_SLAVE_SYNC_RESET : value;
    if (offset == SPI_SLAVE)
        update_irq(m);
    if (offset == SPI_PIN && !hspi.busy)
        set_sclk(m, idle_level(&hspi.block));
}

static void reset(Machine *m, void *dev, bool power_on)
{
    emu_spi_block_reset(&hspi.block);
    emu_machine_cancel(m, &hspi.event);
    hspi.busy = false;
    hspi.mosi = hspi.sclk = false;
    hspi.cs = true;
    drive_all(m);
    update_irq(m);
}

void emu_hspi_init(Machine *m)
{
    static const BusDevice device = {.name = "hspi", .base = 0x60000100, .size = SPI_BLOCK_SIZE, .read = read_register,
                                     .write = write_register, .reset = reset};
    memset(&hspi, 0, sizeof hspi);
    hspi.event.fire = step;
    for (unsigned i = 0; i < 4; i++)
        hspi.who[i] = emu_pins_connect(m, PIN_MISO + i, "hspi");
    reset(m, NULL, true);
    emu_gpio_watch_functions(m, functions_changed, NULL);
    emu_machine_map(m, &device);
}
