/*
 * reset.c: a reset that the firmware itself wants leaves a word in the RTC's memory that says why.
 *
 * The chip alone cannot tell all causes apart: waking from deep sleep is a pulse at the RST pin.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/reset.h"

#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/rtcmem.h"
#include "ports/esp8266/uart.h"
#include "ports/esp8266/wallclock.h"

/* What rtc_get_reset_reason() of the ROM returns. */
enum { ROM_POWER_ON = 1, ROM_EXTERNAL = 2, ROM_SOFTWARE = 3, ROM_WATCHDOG = 4, ROM_DEEP_SLEEP = 5 };

enum { INTENT_MAGIC = 0x4b4b5200, INTENT_MASK = 0xff };

static KkResetCause cause;
static bool was_soft;

KK_ISR void kk_reset_intend(KkResetCause why)
{
    RTC_MEMORY(RTCMEM_INTENT) = INTENT_MAGIC | (uint32_t)why;
    RTC_MEMORY(RTCMEM_INTENT + 1) = ~(INTENT_MAGIC | (uint32_t)why);
}

/* What the firmware left behind, KK_RESET_POWER_ON when nothing. */
static KkResetCause take_intent(void)
{
    uint32_t word = RTC_MEMORY(RTCMEM_INTENT), inverse = RTC_MEMORY(RTCMEM_INTENT + 1);
    RTC_MEMORY(RTCMEM_INTENT) = RTC_MEMORY(RTCMEM_INTENT + 1) = 0;
    if (word != ~inverse || (word & ~(uint32_t)INTENT_MASK) != INTENT_MAGIC)
        return KK_RESET_POWER_ON;
    return (KkResetCause)(word & INTENT_MASK);
}

void kk_reset_init(void)
{
    KkResetCause intent = take_intent();
    switch (rom_rtc_get_reset_reason()) {
    case ROM_DEEP_SLEEP:
        cause = KK_RESET_DEEP_SLEEP;
        break;
    case ROM_WATCHDOG:
        cause = intent == KK_RESET_SOFTWARE || intent == KK_RESET_CRASH ? intent : KK_RESET_WATCHDOG;
        break;
    case ROM_EXTERNAL:
    case ROM_SOFTWARE:
        cause = intent != KK_RESET_POWER_ON ? intent : KK_RESET_EXTERNAL;
        break;
    default:
        cause = KK_RESET_POWER_ON;
    }
}

KkResetCause kk_reset_cause(void) { return cause; }

bool kk_reset_was_soft(void) { return was_soft; }

void kk_reset_note_soft(void) { was_soft = true; }

KK_ISR void kk_reset_now(void)
{
    (void)kk_irq_lock();
    rom_software_reset();
    for (;;)
        continue;
}

void kk_reset_chip(void)
{
    kk_uart_flush(0);
    kk_uart_flush(1);
    kk_wallclock_leave(0);
    kk_reset_intend(KK_RESET_SOFTWARE);
    kk_reset_now();
}

/* ---- deep sleep ---- */

/* The counter is compared with its goal as 32 bits with a sign. */
enum { MOST_STEPS = 0x7fff0000 };

uint64_t kk_reset_longest_sleep(void)
{
    return (uint64_t)MOST_STEPS * kk_wallclock_rtc_period() >> 12;
}

void kk_reset_deepsleep(uint64_t us)
{
    /* Registers of the RTC that have no public name, and what they are set to before the sleep. */
    enum { POWER = 0x10, WAKE_BY = 0x18, BY_TIMER = 0x18, BY_NOTHING = 0x10, DELAY_1 = 0x40, DELAY_2 = 0x44,
           PIN_16 = 0x9c, PIN_16_WAKES = 0x11, PIN_16_DRIVES = 3 };
    uint64_t most = kk_reset_longest_sleep();
    uint64_t sleeps = us < most ? us : most;
    uint32_t steps = (uint32_t)((sleeps << 12) / kk_wallclock_rtc_period());
    kk_uart_flush(0);
    kk_uart_flush(1);
    kk_wallclock_leave(sleeps);
    kk_reset_intend(KK_RESET_DEEP_SLEEP);
    (void)kk_irq_lock();
    RTC_SLP_VAL = RTC_SLP_CNT_VAL + (steps > 0 ? steps : 1);
    RTC_REG(DELAY_1) = 0x7f;
    RTC_REG(DELAY_2) = 0x20;
    RTC_REG(POWER) = 0;
    RTC_REG(WAKE_BY) = us == 0 ? BY_NOTHING : BY_TIMER;
    RTC_REG(PIN_16) = PIN_16_WAKES;
    RTC_PAD_XPD_DCDC_CONF = PIN_16_DRIVES;
    RTC_STATE2 = RTC_STATE2_SLEEP;
    for (;;)
        kk_irq_wait();
}
