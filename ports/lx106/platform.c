/*
 * platform.c: console, clock and the rest of platform.h on the simulated machine.
 *
 * Layer: ports.   Tests: tests/lx106/run_units.py.
 */
#include "platform/platform.h"
#include "platform/wait.h"

#include <string.h>
#include <picolibc.h>

#include "handin.h"
#include "machine.h"

bool kk_platform_console_mode(ConsoleMode mode)
{
    return false;
}

bool kk_platform_console_crlf(void)
{
    return false;
}

ptrdiff_t kk_platform_console_read(uint8_t *buf, size_t cap, int timeout_ms)
{
    if (timeout_ms >= 0 && !kk_machine_input_waits((uint32_t)timeout_ms))
        return -KK_EAGAIN;
    return (ptrdiff_t)kk_machine_read((char *)buf, cap);
}

uint64_t kk_platform_ticks_us(void)
{
    return kk_machine_ticks() / KK_TICKS_PER_US;
}

uint32_t kk_platform_ticks_cpu(void)
{
    return (uint32_t)kk_machine_ticks();
}

int64_t kk_platform_time_ns(void)
{
    enum { NS_PER_S = 1000000000, NS_PER_US = 1000 };
    return (int64_t)kk_handin()->seconds * NS_PER_S + (int64_t)kk_platform_ticks_us() * NS_PER_US;
}

int32_t kk_platform_utc_offset(int64_t seconds)
{
    return 0;
}

void kk_platform_sleep_us(uint64_t us)
{
    kk_machine_sleep_until(kk_machine_ticks() + us * KK_TICKS_PER_US);
}

/* QEMU has no noise source: what the runner handed in, and the clock, stretched by a mixer. */
void kk_platform_random(void *buf, size_t n)
{
    static uint32_t state;
    uint8_t *at = buf;
    for (size_t i = 0; i < n; i++) {
        state += (uint32_t)kk_machine_ticks() ^ kk_handin()->seed;
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
        return "QEMU sim with LX106";
    case INFO_BOARD:
        return "QEMU sim with LX106";
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
