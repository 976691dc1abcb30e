/*
 * wallclock.c: the wall clock is an offset to the ticks; the RTC's memory has what is needed to find it again.
 *
 * While the chip runs the crystal counts. A checkpoint (wall clock, RTC counter) is kept in the RTC's memory: after a
 * reset the RTC's counter tells how much later it is, after a deep sleep the sleep's length.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/wallclock.h"

#include <stdbool.h>

#include "ports/esp8266/chip.h"
#include "ports/esp8266/reset.h"
#include "ports/esp8266/rtcmem.h"
#include "ports/esp8266/ticks.h"

#define NS_PER_US 1000
/* 2000-01-01 00:00:00 UTC. */
#define EPOCH_2000_NS (946684800 * (int64_t)1000000000)

enum {
    MAGIC = 0x4b4b5443,
    PERIOD_SHIFT = 12,
    PERIOD_USUAL = 23552, /* 5.75 us, in 1/4096 us */
    PERIOD_LEAST = 12288, /* what is measured outside 3..12 us is not believed */
    PERIOD_MOST = 49152
};
/* Words of the checkpoint, from RTCMEM_TIME. */
enum { AT_MAGIC, AT_SUM, AT_NS_LOW, AT_NS_HIGH, AT_COUNTER, AT_PERIOD };

#define NOTE_EVERY_NS (60 * (int64_t)1000000000)

static int64_t noted_ns;         /* the last checkpoint */
static int64_t offset_ns;        /* wall clock minus ticks */
static uint32_t start_counter;   /* of the RTC, and of the ticks, when the program began */
static uint64_t start_ticks;

static int64_t ticks_ns(void)
{
    return (int64_t)(kk_ticks_now() * (NS_PER_US / KK_TICKS_PER_US));
}

uint32_t kk_wallclock_rtc_period(void)
{
    enum { ENOUGH = 2000 };
    uint32_t counted = RTC_SLP_CNT_VAL - start_counter;
    if (counted < ENOUGH)
        return PERIOD_USUAL;
    uint64_t ticks = kk_ticks_now() - start_ticks;
    /* After a long time both are scaled down: 32 bits of counter would have wrapped. */
    if (ticks > (uint64_t)KK_TICKS_PER_US * 1000000 * 3600)
        return PERIOD_USUAL;
    uint32_t period = (uint32_t)((ticks << PERIOD_SHIFT) / KK_TICKS_PER_US / counted);
    return period >= PERIOD_LEAST && period <= PERIOD_MOST ? period : PERIOD_USUAL;
}

static uint32_t sum(void)
{
    uint32_t x = MAGIC;
    for (uint32_t i = AT_NS_LOW; i <= AT_PERIOD; i++)
        x = (x << 5 | x >> 27) ^ RTC_MEMORY(RTCMEM_TIME + i);
    return x;
}

static void write_checkpoint(int64_t ns)
{
    noted_ns = ns;
    RTC_MEMORY(RTCMEM_TIME + AT_MAGIC) = 0;
    RTC_MEMORY(RTCMEM_TIME + AT_NS_LOW) = (uint32_t)ns;
    RTC_MEMORY(RTCMEM_TIME + AT_NS_HIGH) = (uint32_t)((uint64_t)ns >> 32);
    RTC_MEMORY(RTCMEM_TIME + AT_COUNTER) = RTC_SLP_CNT_VAL;
    RTC_MEMORY(RTCMEM_TIME + AT_PERIOD) = kk_wallclock_rtc_period();
    RTC_MEMORY(RTCMEM_TIME + AT_SUM) = sum();
    RTC_MEMORY(RTCMEM_TIME + AT_MAGIC) = MAGIC;
}

void kk_wallclock_init(void)
{
    start_counter = RTC_SLP_CNT_VAL;
    start_ticks = kk_ticks_now();
    int64_t now = EPOCH_2000_NS;
    if (kk_reset_cause() != KK_RESET_POWER_ON && RTC_MEMORY(RTCMEM_TIME + AT_MAGIC) == MAGIC &&
        RTC_MEMORY(RTCMEM_TIME + AT_SUM) == sum()) {
        now = (int64_t)((uint64_t)RTC_MEMORY(RTCMEM_TIME + AT_NS_HIGH) << 32 | RTC_MEMORY(RTCMEM_TIME + AT_NS_LOW));
        if (kk_reset_cause() != KK_RESET_DEEP_SLEEP) {
            uint32_t then = RTC_MEMORY(RTCMEM_TIME + AT_COUNTER);
            /* A reset from outside may have set the counter to 0. */
            uint64_t counted = start_counter >= then ? start_counter - then : start_counter;
            now += (int64_t)(counted * RTC_MEMORY(RTCMEM_TIME + AT_PERIOD) * NS_PER_US >> PERIOD_SHIFT);
        }
    }
    kk_wallclock_set(now);
}

int64_t kk_wallclock_ns(void)
{
    int64_t now = offset_ns + ticks_ns();
    if (now - noted_ns > NOTE_EVERY_NS)
        write_checkpoint(now);
    return now;
}

void kk_wallclock_set(int64_t ns)
{
    offset_ns = ns - ticks_ns();
    write_checkpoint(ns);
}

void kk_wallclock_leave(uint64_t us)
{
    write_checkpoint(kk_wallclock_ns() + (int64_t)(us * NS_PER_US));
}
