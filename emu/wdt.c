/*
 * wdt.c: the hardware watchdog (0x6000_0900).
 *
 * Two stages of 2^n * 65536 clocks of 80 MHz each. At the end of the first it raises interrupt 8, at the end of the second it
 * resets the chip; RSPMOD 2 and 3 reset at the end of the first (what RSPMOD means beyond 0 is not documented).
 *
 * Layer: emu.   Tests: tests/emu/small.c.
 */
#include <string.h>

#include "emu/devices.h"
#include "emu/dport.h"

enum { CTL = 0x00, OP = 0x04, OP_ND = 0x08, FEED = 0x14 };
enum { CTL_ENABLE = 1 << 0, CTL_RESET_FIRST = 1 << 2, FEED_VALUE = 0x73 };

static struct {
    uint32_t ctl, op, op_nd;
    unsigned stage;
    Event event;
} wdt;

static Picos stage_time(const Machine *m, uint32_t op)
{
    return ((uint64_t)65536 << (op & 15)) * EMU_US / (emu_dport_apb_hz(m) / 1000000);
}

/* Begins with the first stage. */
static void start(Machine *m)
{
    wdt.stage = 0;
    if (wdt.ctl & CTL_ENABLE)
        emu_machine_at(m, &wdt.event, emu_machine_now(m) + stage_time(m, wdt.op));
    else
        emu_machine_cancel(m, &wdt.event);
}

static void stage_ends(Machine *m, void *ctx)
{
    if (wdt.stage == 0 && !(wdt.ctl & CTL_RESET_FIRST)) {
        wdt.stage = 1;
        emu_machine_at(m, &wdt.event, emu_machine_now(m) + stage_time(m, wdt.op_nd));
        emu_dport_edge(m, IRQ_WDT);
        return;
    }
    emu_machine_reset(m, RESET_WATCHDOG, 0);
}

static uint32_t read_wdt(Machine *m, void *dev, uint32_t offset)
{
    switch (offset) {
    case CTL:
        return wdt.ctl;
    case OP:
        return wdt.op;
    case OP_ND:
        return wdt.op_nd;
    default:
        return 0;
    }
}

static void write_wdt(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    bool was_on = wdt.ctl & CTL_ENABLE;
    switch (offset) {
    case CTL:
        wdt.ctl = value & 0x3f;
        if (was_on != (bool)(value & CTL_ENABLE))
            start(m);
        break;
    case OP:
        wdt.op = value & 15;
        break;
    case OP_ND:
        wdt.op_nd = value & 15;
        break;
    case FEED:
        if ((value & 0xff) == FEED_VALUE)
            start(m);
        break;
    default:
        break;
    }
}

static void reset_wdt(Machine *m, void *dev, bool power_on)
{
    wdt.ctl = 0;
    wdt.op = wdt.op_nd = 11;
    start(m);
}

void emu_wdt_init(Machine *m)
{
    static const BusDevice block = {.name = "wdt", .base = 0x60000900, .size = 0x18, .read = read_wdt, .write = write_wdt,
                                    .reset = reset_wdt};
    memset(&wdt, 0, sizeof wdt);
    wdt.event.fire = stage_ends;
    reset_wdt(m, NULL, true);
    emu_machine_map(m, &block);
}
