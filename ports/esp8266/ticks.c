/*
 * ticks.c: FRC2 as a clock of 64 bits with alarms.
 *
 * The counter runs free; its alarm is always set, at most one second ahead: often enough to notice that the 32 bits
 * have wrapped (after 859 seconds), and to feed the watchdog.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/ticks.h"

#include <stddef.h>

#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/watchdog.h"

enum {
    HEARTBEAT = 1000000 * KK_TICKS_PER_US,
    SOON = 10 /* an alarm this many ticks ahead is not missed */
};

static uint32_t high, last;
static uint64_t beat; /* the interrupt comes then at the latest, whatever alarms are set and taken back meanwhile */
static uint64_t alarms[KK_ALARM_COUNT];
static void (*actions[KK_ALARM_COUNT])(void);

/* With interrupts locked. */
KK_ISR static uint64_t now_locked(void)
{
    uint32_t low = FRC2_COUNT;
    if (low < last)
        high++;
    last = low;
    return (uint64_t)high << 32 | low;
}

KK_ISR uint64_t kk_ticks_now(void)
{
    uint32_t state = kk_irq_lock();
    uint64_t now = now_locked();
    kk_irq_unlock(state);
    return now;
}

/* Sets the hardware's alarm to what comes next; it only answers when the counter meets it exactly. */
KK_ISR static void arm(void)
{
    uint64_t now = now_locked();
    uint64_t next = beat;
    for (unsigned i = 0; i < KK_ALARM_COUNT; i++)
        if (alarms[i] < next)
            next = alarms[i];
    if (next < now + SOON)
        next = now + SOON;
    uint32_t target = (uint32_t)next;
    for (;;) {
        FRC2_ALARM = target;
        uint32_t count = FRC2_COUNT;
        if ((int32_t)(target - count) > 0)
            return;
        target = count + SOON;
    }
}

KK_ISR static void on_interrupt(void)
{
    FRC2_INT = FRC_INT_CLEAR;
    uint64_t now = now_locked();
    for (unsigned i = 0; i < KK_ALARM_COUNT; i++) {
        if (alarms[i] <= now) {
            alarms[i] = UINT64_MAX;
            if (actions[i] != NULL)
                actions[i]();
        }
    }
    beat = now + HEARTBEAT;
    kk_watchdog_tick(now);
    arm();
}

KK_ISR void kk_ticks_alarm(KkAlarm which, uint64_t when)
{
    uint32_t state = kk_irq_lock();
    alarms[which] = when;
    arm();
    kk_irq_unlock(state);
}

void kk_ticks_on_alarm(KkAlarm which, void (*action)(void))
{
    actions[which] = action;
}

KK_ISR void kk_ticks_delay_us(uint32_t us)
{
    /* Piece by piece in 32 bits: a multiplication of 64 would be a call into flash. */
    enum { PIECE = 100000 };
    uint64_t end = kk_ticks_now();
    for (; us > PIECE; us -= PIECE)
        end += PIECE * KK_TICKS_PER_US;
    end += us * KK_TICKS_PER_US;
    while (kk_ticks_now() < end)
        continue;
}

void kk_ticks_init(void)
{
    for (unsigned i = 0; i < KK_ALARM_COUNT; i++)
        alarms[i] = UINT64_MAX;
    FRC2_CTRL = FRC_DIV_16 | FRC_ENABLE;
    FRC2_LOAD = 0;
    FRC2_INT = FRC_INT_CLEAR;
    DPORT_EDGE_INT_ENABLE |= EDGE_INT_FRC2;
    kk_irq_attach(KK_INT_FRC2, on_interrupt);
    uint32_t state = kk_irq_lock();
    beat = now_locked() + HEARTBEAT;
    arm();
    kk_irq_unlock(state);
}
