/*
 * timers.c: FRC1 (0x6000_0600, 23 bits, down) and FRC2 (0x6000_0620, 32 bits, up, with an alarm).
 *
 * A timer is the count that it had at a moment and the clock since then; nothing happens at a tick. Its event is the moment of
 * the next interrupt, computed from the same two, so that a period neither drifts nor depends on the CPU's clock.
 *
 * Layer: emu.   Tests: tests/emu/timers.c.
 */
#include "emu/timers.h"

#include <string.h>

#include "emu/dport.h"

enum { LOAD = 0x00, COUNT = 0x04, CTRL = 0x08, INT = 0x0c, ALARM = 0x10, FRC2_AT = 0x20 };
enum { INT_HELD = 1 << 0, DIVIDER_SHIFT = 2, RELOAD = 1 << 6, ENABLE = 1 << 7, INT_STATUS = 1 << 8 };

#define FRC1_MASK 0x7fffffu

typedef struct Timer {
    bool down; /* FRC1 */
    uint32_t load, ctrl, alarm;
    bool status;
    uint32_t count; /* at base */
    Picos base;
    Event event;
} Timer;

static Timer timers[2];

static unsigned divider(const Timer *t)
{
    static const uint16_t dividers[4] = {1, 16, 256, 256};
    return dividers[(t->ctrl >> DIVIDER_SHIFT) & 3];
}

/* Whole ticks in that time. The clock is a whole number of MHz. */
static uint64_t ticks_in(const Machine *m, const Timer *t, Picos time)
{
    uint64_t mhz = emu_dport_apb_hz(m) / 1000000;
    return (time / EMU_US * mhz + time % EMU_US * mhz / EMU_US) / divider(t);
}

/* The time that so many ticks take, rounded up. */
static Picos time_of(const Machine *m, const Timer *t, uint64_t ticks)
{
    uint64_t mhz = emu_dport_apb_hz(m) / 1000000, clocks = ticks * divider(t);
    return clocks / mhz * EMU_US + (clocks % mhz * EMU_US + mhz - 1) / mhz;
}

/* Ticks from one interrupt of FRC1 to the next: down from this value to 0. */
static uint64_t period_from(uint32_t value)
{
    return value != 0 ? value : (uint64_t)FRC1_MASK + 1;
}

static uint32_t count_now(const Machine *m, const Timer *t)
{
    if (!(t->ctrl & ENABLE))
        return t->count;
    uint64_t ticks = ticks_in(m, t, emu_machine_now(m) - t->base);
    if (!t->down)
        return (uint32_t)(t->count + ticks);
    uint64_t left = period_from(t->count); /* the event rebases FRC1 at 0 */
    return ticks >= left ? 0 : (uint32_t)((left - ticks) & FRC1_MASK);
}

/* Begins to count from count now. */
static void rebase(Machine *m, Timer *t, uint32_t count, Picos base)
{
    t->count = count;
    t->base = base;
    if (!(t->ctrl & ENABLE)) {
        emu_machine_cancel(m, &t->event);
        return;
    }
    uint64_t ticks = t->down ? period_from(count) : (uint64_t)(uint32_t)(t->alarm - count - 1) + 1;
    emu_machine_at(m, &t->event, base + time_of(m, t, ticks));
}

/* Does nothing to the count, but makes it count from now. */
static void settle(Machine *m, Timer *t)
{
    uint64_t ticks = t->ctrl & ENABLE ? ticks_in(m, t, emu_machine_now(m) - t->base) : 0;
    Picos base = t->ctrl & ENABLE ? t->base + time_of(m, t, ticks) : emu_machine_now(m);
    rebase(m, t, count_now(m, t), base);
}

static void expired(Machine *m, void *ctx)
{
    Timer *t = ctx;
    bool held = (t->ctrl & INT_HELD) && t->status;
    t->status = (t->ctrl & INT_HELD) != 0; /* of edges nothing remains */
    if (t->down)
        rebase(m, t, t->ctrl & RELOAD ? t->load : FRC1_MASK, t->event.when);
    else
        rebase(m, t, t->alarm, t->event.when);
    if (!held)
        emu_dport_edge(m, t->down ? IRQ_FRC1 : IRQ_FRC2);
}

static uint32_t read_timer(Machine *m, void *dev, uint32_t offset)
{
    const Timer *t = &timers[offset >= FRC2_AT];
    switch (offset % FRC2_AT) {
    case COUNT:
        return count_now(m, t);
    case CTRL:
        return t->ctrl | (t->status ? INT_STATUS : 0);
    case ALARM:
        return t->down ? 0 : t->alarm;
    default:
        return t->load; /* LOAD, and INT reads as LOAD too */
    }
}

static void write_timer(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    Timer *t = &timers[offset >= FRC2_AT];
    switch (offset % FRC2_AT) {
    case LOAD:
        t->load = t->down ? value & FRC1_MASK : value;
        rebase(m, t, t->load, emu_machine_now(m));
        break;
    case COUNT:
        break; /* read only */
    case CTRL:
        settle(m, t);
        if (!(t->ctrl & ENABLE))
            t->base = emu_machine_now(m);
        t->ctrl = value & 0xff;
        rebase(m, t, t->count, t->base);
        break;
    case INT:
        t->status = false;
        break;
    case ALARM:
        if (!t->down) {
            settle(m, t);
            t->alarm = value;
            rebase(m, t, t->count, t->base);
        }
        break;
    default:
        break;
    }
}

static void reset_timers(Machine *m, void *dev, bool power_on)
{
    for (unsigned i = 0; i < 2; i++) {
        Timer *t = &timers[i];
        t->load = t->ctrl = t->alarm = 0;
        t->status = false;
        rebase(m, t, t->down ? FRC1_MASK : 0, emu_machine_now(m));
    }
}

void emu_timers_clock_changes(Machine *m)
{
    settle(m, &timers[0]);
    settle(m, &timers[1]);
}

void emu_timers_clock_changed(Machine *m)
{
    for (unsigned i = 0; i < 2; i++)
        rebase(m, &timers[i], timers[i].count, timers[i].base);
}

void emu_timers_init(Machine *m)
{
    static const BusDevice block = {.name = "timers", .base = 0x60000600, .size = 0x40, .read = read_timer, .write = write_timer,
                                    .reset = reset_timers};
    memset(timers, 0, sizeof timers);
    timers[0].down = true;
    for (unsigned i = 0; i < 2; i++)
        timers[i].event = (Event){.fire = expired, .ctx = &timers[i]};
    reset_timers(m, NULL, true);
    emu_machine_map(m, &block);
}
