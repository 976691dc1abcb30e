/*
 * watchdog.c: the timer's interrupt feeds the hardware's watchdog as long as Python feeds its own, if it has one.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/watchdog.h"

#include "ports/esp8266/chip.h"
#include "ports/esp8266/crash.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/ticks.h"

/* Each stage is 2^11 * 65536 periods: 1.68 s. The second one resets. */
enum { STAGE = 11, RESET_LENGTH = 7 };

static uint64_t allowed;  /* ticks between two feeds; 0: no watchdog of Python's */
static uint64_t deadline;

void kk_watchdog_init(void)
{
    WDT_CTL &= ~(uint32_t)WDT_CTL_EN;
    WDT_OP = STAGE;
    WDT_OP_ND = STAGE;
    WDT_CTL = RESET_LENGTH << WDT_CTL_RSTLEN_SHIFT;
    WDT_CTL |= WDT_CTL_EN;
    WDT_RST = WDT_FEED_VALUE;
}

KK_ISR void kk_watchdog_feed(void)
{
    uint32_t state = kk_irq_lock();
    deadline = kk_ticks_now() + allowed;
    kk_irq_unlock(state);
}

void kk_watchdog_enable(uint64_t timeout_us)
{
    uint32_t state = kk_irq_lock();
    allowed = timeout_us * KK_TICKS_PER_US;
    kk_watchdog_feed();
    kk_irq_unlock(state);
    kk_ticks_alarm(KK_ALARM_WATCHDOG, allowed == 0 ? UINT64_MAX : deadline);
}

KK_ISR void kk_watchdog_tick(uint64_t now)
{
    WDT_RST = WDT_FEED_VALUE;
    if (allowed == 0)
        return;
    if (now >= deadline)
        kk_crash_watchdog();
    kk_ticks_alarm(KK_ALARM_WATCHDOG, deadline);
}
