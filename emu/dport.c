/*
 * dport.c: the switchboard DPORT (0x3ff0_0000): which timer interrupts reach the CPU and how, the clocks, the cache, the pins of
 * UARTs, the e-fuses; and the microsecond counter 0x3ff2_0c00.
 *
 * Registers of which only the storage is known keep what is written.
 *
 * Layer: emu.   Tests: tests/emu/dport.c.
 */
#include "emu/dport.h"

#include <stdio.h>
#include <string.h>

#include "emu/options.h"
#include "emu/timers.h"
#include "emu/uart.h"

enum { NMI = 0x00, EDGE_ENABLE = 0x04, CACHE_CONTROL = 0x0c, CPU_CLOCK = 0x14, SPI_STATUS = 0x20, CACHE_SIZE = 0x24, PERI_IO = 0x28,
       EFUSE = 0x50, DPORT_SIZE = 0x60 };

/* NMI: bit 0 lets it through, bits 4..1 say which interrupt it is; 7 is FRC1 (the SDK writes 0x0f). */
enum { NMI_ENABLE = 1 << 0, NMI_SOURCE = 0x1e, NMI_FRC1 = 7 << 1 };
enum { CACHE_ENABLE = 1 << 8, CPU_X2 = 1 << 0 };
enum { UART0_SWAP = 1 << 2, UART1_SWAP = 1 << 3, UARTS_SWAP = 1 << 0 };
enum { PLL_BLOCK = 103, PLL_HOST = 4, ANALOG_BLOCKS = 8, ANALOG_REGS = 16 };

static struct {
    uint32_t reg[DPORT_SIZE / 4];
    uint32_t spi_status;
    uint32_t apb_hz;
    Picos wdev_base;
    struct {
        unsigned block, host;
        uint8_t reg[ANALOG_REGS];
    } analog[ANALOG_BLOCKS];
    unsigned analog_blocks;
} dport;

uint32_t emu_dport_apb_hz(const Machine *m)
{
    return dport.apb_hz;
}

/* ---- clocks ---- */

static void set_clocks(Machine *m, uint32_t apb_hz)
{
    if (apb_hz != dport.apb_hz) {
        emu_timers_clock_changes(m);
        dport.apb_hz = apb_hz;
        emu_timers_clock_changed(m);
        emu_uart_clock_changed(m);
    }
    emu_machine_set_cpu_hz(m, dport.reg[CPU_CLOCK / 4] & CPU_X2 ? 2 * apb_hz : apb_hz);
}

static uint8_t *analog_reg(unsigned block, unsigned host, unsigned reg)
{
    unsigned i = 0;
    while (i < dport.analog_blocks && (dport.analog[i].block != block || dport.analog[i].host != host))
        i++;
    if (i == ANALOG_BLOCKS || reg >= ANALOG_REGS)
        return NULL;
    if (i == dport.analog_blocks) {
        dport.analog[i].block = block;
        dport.analog[i].host = host;
        dport.analog_blocks++;
    }
    return &dport.analog[i].reg[reg];
}

void emu_dport_write_analog(Machine *m, unsigned block, unsigned host, unsigned reg, uint8_t value)
{
    uint8_t *place = analog_reg(block, host, reg);
    if (place == NULL)
        return;
    *place = value;
    if (block == PLL_BLOCK && host == PLL_HOST) {
        bool set_up = *analog_reg(block, host, 1) == 0x88 && *analog_reg(block, host, 2) == 0x91;
        set_clocks(m, set_up ? 80000000 : 52000000);
    }
}

uint8_t emu_dport_read_analog(const Machine *m, unsigned block, unsigned host, unsigned reg)
{
    const uint8_t *place = analog_reg(block, host, reg);
    return place != NULL ? *place : 0;
}

/* ---- interrupts ---- */

void emu_dport_edge(Machine *m, unsigned irq)
{
    unsigned bit = irq == IRQ_WDT ? 0 : irq == IRQ_FRC1 ? 1 : 2;
    if (!((dport.reg[EDGE_ENABLE / 4] >> bit) & 1))
        return;
    uint32_t nmi = dport.reg[NMI / 4];
    if (irq == IRQ_FRC1 && (nmi & NMI_ENABLE) && (nmi & NMI_SOURCE) == NMI_FRC1)
        irq = IRQ_NMI;
    emu_machine_irq(m, irq, true); /* the CPU latches the edge */
    emu_machine_irq(m, irq, false);
}

void emu_dport_spi_status(Machine *m, unsigned bit, bool level)
{
    dport.spi_status = (dport.spi_status & ~(1u << bit)) | (uint32_t)level << bit;
}

/* ---- registers ---- */

static uint32_t read_dport(Machine *m, void *dev, uint32_t offset)
{
    return offset == SPI_STATUS ? dport.spi_status : dport.reg[offset / 4];
}

static void write_cache(Machine *m, uint32_t value)
{
    unsigned banks = 2u - ((dport.reg[CACHE_SIZE / 4] >> 3) & 1) - ((dport.reg[CACHE_SIZE / 4] >> 4) & 1);
    bool changed = ((dport.reg[CACHE_CONTROL / 4] ^ value) & CACHE_ENABLE) != 0;
    dport.reg[CACHE_CONTROL / 4] = value;
    if (changed)
        emu_machine_window(m, (value & CACHE_ENABLE) != 0, (value >> 16) & 7, banks == 0 ? 2 : banks);
}

static void write_dport(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == CACHE_CONTROL) {
        write_cache(m, value);
        return;
    }
    if (offset >= EFUSE)
        return; /* burnt */
    dport.reg[offset / 4] = value;
    if (offset == CPU_CLOCK)
        set_clocks(m, dport.apb_hz);
    if (offset == PERI_IO) {
        emu_uart_swap_pins(m, 0, (value & UART0_SWAP) != 0);
        if (value & (UART1_SWAP | UARTS_SWAP))
            emu_machine_warn(m, "dport: of the exchanges of pins only UART0's is emulated");
    }
}

static uint32_t read_wdev(Machine *m, void *dev, uint32_t offset)
{
    return (uint32_t)((emu_machine_now(m) - dport.wdev_base) / EMU_US);
}

static void write_wdev(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    dport.wdev_base = emu_machine_now(m) - value * EMU_US;
}

static void reset_dport(Machine *m, void *dev, bool power_on)
{
    memset(dport.reg, 0, EFUSE);
    dport.spi_status = 0;
    dport.analog_blocks = 0;
    memset(dport.analog, 0, sizeof dport.analog);
    dport.wdev_base = emu_machine_now(m);
    set_clocks(m, 52000000);
}

/* ---- e-fuses ---- */

static void burn_mac(const uint8_t mac[6])
{
    uint32_t prefix = (uint32_t)mac[0] << 16 | (uint32_t)mac[1] << 8 | mac[2];
    uint32_t *fuse = &dport.reg[EFUSE / 4];
    fuse[0] = (uint32_t)mac[5] << 24;
    fuse[1] = (uint32_t)mac[3] << 8 | mac[4] | 2u << 24;
    fuse[2] = 0xa000;
    fuse[3] = 0;
    if (prefix == 0xacd074) {
        fuse[1] |= 1u << 16;
    } else if (prefix != 0x18fe34) { /* these two are numbered; others are written out */
        fuse[2] |= 1u << 12;
        fuse[3] = prefix;
    }
}

bool emu_dport_option_mac(Machine *m, const char *text)
{
    unsigned part[6];
    char more;
    uint8_t mac[6];
    if (sscanf(text, "%2x:%2x:%2x:%2x:%2x:%2x%c", &part[0], &part[1], &part[2], &part[3], &part[4], &part[5], &more) != 6)
        return emu_options_wrong("mac", "\"%s\" is not of the form 18:fe:34:00:00:01", text);
    for (unsigned i = 0; i < 6; i++)
        mac[i] = (uint8_t)part[i];
    burn_mac(mac);
    return true;
}

void emu_dport_init(Machine *m)
{
    static const BusDevice block = {.name = "dport", .base = 0x3ff00000, .size = DPORT_SIZE, .read = read_dport, .write = write_dport,
                                    .reset = reset_dport};
    static const BusDevice wdev = {.name = "wdev", .base = 0x3ff20c00, .size = 4, .read = read_wdev, .write = write_wdev};
    memset(&dport, 0, sizeof dport);
    dport.apb_hz = 52000000;
    burn_mac((const uint8_t[6]){0x18, 0xfe, 0x34, 0, 0, 1});
    emu_machine_map(m, &block);
    emu_machine_map(m, &wdev);
}
