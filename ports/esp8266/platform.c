/*
 * platform.c: time, random numbers and the rest of platform.h.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "platform/platform.h"
#include "platform/wait.h"

#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/ticks.h"
#include "ports/esp8266/wake.h"
#include "ports/esp8266/wallclock.h"

#include <picolibc.h>

static uint32_t cycle_count(void)
{
    uint32_t count;
    __asm__ volatile("rsr %0, ccount" : "=a"(count));
    return count;
}

uint64_t kk_platform_ticks_us(void)
{
    return kk_ticks_now() / KK_TICKS_PER_US;
}

uint32_t kk_platform_ticks_cpu(void)
{
    return cycle_count();
}

int64_t kk_platform_time_ns(void)
{
    return kk_wallclock_ns();
}

int32_t kk_platform_utc_offset(int64_t seconds)
{
    return 0;
}

void kk_platform_sleep_us(uint64_t us)
{
    enum { TOO_SHORT = 20 * KK_TICKS_PER_US };
    uint64_t end = kk_ticks_now() + us * KK_TICKS_PER_US;
    while (!kk_wake_asked()) {
        uint64_t now = kk_ticks_now();
        if (now >= end)
            return;
        /* After machine.disable_irq() they stay closed. */
        if (end - now < TOO_SHORT || !kk_irq_open())
            continue;
        kk_ticks_alarm(KK_ALARM_SLEEP, end);
        uint32_t state = kk_irq_lock();
        if (!kk_wake_asked() && kk_ticks_now() < end)
            kk_irq_wait();
        else
            kk_irq_unlock(state);
    }
}

/* Without the radio the generator has little noise to work with: what it says is mixed with when it was asked. */
void kk_platform_random(void *buf, size_t n)
{
    static uint32_t state;
    uint8_t *at = buf;
    for (size_t i = 0; i < n; i++) {
        state += WDEV_RANDOM ^ cycle_count();
        state = (state ^ state >> 16) * 0x7feb352du;
        state = (state ^ state >> 15) * 0x846ca68bu;
        state ^= state >> 16;
        at[i] = (uint8_t)(state >> 24);
    }
}

const char *kk_platform_info(PlatformInfo which)
{
    switch (which) {
    case INFO_PLATFORM:
    case INFO_SYSNAME:
    case INFO_NODENAME:
        return "esp8266";
    case INFO_MACHINE:
    case INFO_BOARD:
        return "ESP module with ESP8266";
    case INFO_RELEASE:
        return "1.27.0";
    case INFO_COMPILER:
        return "GCC " __VERSION__;
    case INFO_LIBC:
        return "picolibc " __PICOLIBC_VERSION__;
    }
    return "";
}

/* There is nothing to watch yet: waiting is sleeping. */
bool kk_platform_can_wait(int fd) { return false; }

int kk_platform_wait(WaitFor *list, size_t n, int64_t us)
{
    kk_platform_sleep_us(us < 0 ? UINT64_MAX >> 8 : (uint64_t)us);
    return 0;
}
