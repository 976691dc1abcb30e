/*
 * rtc.c: the RTC (0x6000_0700), its memory (0x6000_1000, 1 KiB) and its pin, GPIO16.
 *
 * It keeps everything over resets; only its counter begins anew after power-on, the reset pin and deep sleep (which ends by the
 * reset pin: GPIO16 is wired to it). Memory has no defined content at power-on.
 *
 * Layer: emu.   Tests: tests/emu/rtc.c.
 */
#include "emu/rtc.h"

#include <string.h>

#include "emu/pins.h"
#include "emu/rng.h"

enum { CONTROL = 0x00, WAKE_AT = 0x04, STATE0 = 0x08, STATE1 = 0x14, WAKE_BY = 0x18, COUNTER = 0x1c, SLEEP_KIND = 0x44, OUT = 0x68,
       OUT_ENABLE = 0x74, IN = 0x8c, PAD_CONF = 0xa0, RTC_SIZE = 0xac };
enum { STATE0_SLEEP = 1 << 20, WAKE_BY_COUNTER = 1 << 3, KIND_DEEP = 1 << 5 };
enum { PAD_FUNCTION = 0x43, PAD_GPIO = 1, PAD_PULL_UP = 1 << 2, PAD_PULL_DOWN = 1 << 3 };
enum { MEMORY_WORDS = 256, GPIO16 = 16 };

#define CONTROL_RESET 0x80000000u

/* A period of the RTC's own oscillator (about 174 kHz; on a chip it drifts with temperature). */
#define TICK (5750 * EMU_NS)
/* Sleep without an alarm: until the reset pin, or the end of the run. */
#define FOR_EVER (1000000 * EMU_S)

static struct {
    uint32_t reg[RTC_SIZE / 4];
    uint32_t memory[MEMORY_WORDS];
    Picos counter_base;
    unsigned me;
    bool warned_light;
} rtc;

unsigned emu_rtc_reset_reason(const Machine *m)
{
    switch (emu_machine_reset_cause(m)) {
    case RESET_POWER_ON:
        return 1;
    case RESET_EXTERNAL:
        return 2;
    case RESET_SOFTWARE:
        return 3;
    case RESET_WATCHDOG:
        return 4;
    case RESET_DEEP_SLEEP:
        return 5;
    }
    return 0;
}

static uint32_t counter(const Machine *m)
{
    return (uint32_t)((emu_machine_now(m) - rtc.counter_base) / TICK);
}

static uint32_t read_rtc(Machine *m, void *dev, uint32_t offset)
{
    switch (offset) {
    case COUNTER:
        return counter(m);
    case STATE1:
        return (rtc.reg[offset / 4] & ~0xfu) | emu_rtc_reset_reason(m);
    case IN:
        return emu_pins_level(m, GPIO16);
    default:
        return rtc.reg[offset / 4];
    }
}

/* Drives GPIO16 as the registers say. */
static void refresh_pin(Machine *m)
{
    uint32_t pad = rtc.reg[PAD_CONF / 4];
    Drive drive = pad & PAD_PULL_UP ? DRIVE_PULL_UP : pad & PAD_PULL_DOWN ? DRIVE_PULL_DOWN : DRIVE_NONE;
    if ((pad & PAD_FUNCTION) == PAD_GPIO && (rtc.reg[OUT_ENABLE / 4] & 1))
        drive = rtc.reg[OUT / 4] & 1 ? DRIVE_HIGH : DRIVE_LOW;
    emu_pins_drive(m, GPIO16, rtc.me, drive);
}

/* The chip is told to sleep. The SDK does so twice: a first sleep that ends at once, and then the deep one. */
static void sleep(Machine *m)
{
    if (!(rtc.reg[SLEEP_KIND / 4] & KIND_DEEP)) {
        if (!rtc.warned_light && (rtc.reg[WAKE_BY / 4] & ~(uint32_t)WAKE_BY_COUNTER)) {
            rtc.warned_light = true;
            emu_machine_warn(m, "rtc: a sleep that is not deep (0x60000744 bit 5) ends at once");
        }
        return;
    }
    uint32_t ticks = rtc.reg[WAKE_AT / 4] - counter(m);
    emu_machine_reset(m, RESET_DEEP_SLEEP, rtc.reg[WAKE_BY / 4] & WAKE_BY_COUNTER ? ticks * TICK : FOR_EVER);
}

static void write_rtc(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == COUNTER)
        return;
    rtc.reg[offset / 4] = value;
    if (offset == CONTROL && (value & CONTROL_RESET)) {
        rtc.reg[offset / 4] &= ~CONTROL_RESET;
        emu_machine_reset(m, RESET_SOFTWARE, 0);
    }
    if (offset == STATE0 && (value & STATE0_SLEEP)) {
        rtc.reg[offset / 4] &= ~(uint32_t)STATE0_SLEEP;
        sleep(m);
    }
    refresh_pin(m);
}

static uint32_t read_memory(Machine *m, void *dev, uint32_t offset)
{
    return rtc.memory[offset / 4];
}

static void write_memory(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    rtc.memory[offset / 4] = value;
}

/* Called at every reset: this block says itself what it keeps. */
static void reset_rtc(Machine *m, void *dev, bool power_on)
{
    ResetCause cause = emu_machine_reset_cause(m);
    if (power_on || cause == RESET_EXTERNAL || cause == RESET_DEEP_SLEEP) {
        rtc.counter_base = emu_machine_now(m);
        memset(rtc.reg, 0, sizeof rtc.reg);
    }
    if (power_on) {
        for (unsigned i = 0; i < MEMORY_WORDS; i++)
            rtc.memory[i] = emu_rng_next(m);
    }
    refresh_pin(m);
}

void emu_rtc_init(Machine *m)
{
    static const BusDevice block = {.name = "rtc", .base = 0x60000700, .size = RTC_SIZE, .read = read_rtc, .write = write_rtc,
                                    .reset = reset_rtc};
    static const BusDevice memory = {.name = "rtc memory", .base = 0x60001000, .size = 4 * MEMORY_WORDS, .read = read_memory,
                                     .write = write_memory};
    memset(&rtc, 0, sizeof rtc);
    rtc.me = emu_pins_connect(m, GPIO16, "the chip");
    emu_machine_map(m, &block);
    emu_machine_map(m, &memory);
}
