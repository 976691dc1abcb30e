/*
 * reset.h: why the chip started, and ways to start it again; the watchdog.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_RESET_H
#define KK_ESP8266_RESET_H

#include <stdbool.h>
#include <stdint.h>

typedef enum KkResetCause {
    KK_RESET_POWER_ON,
    KK_RESET_EXTERNAL,   /* the RST pin */
    KK_RESET_SOFTWARE,   /* kk_reset_chip() */
    KK_RESET_WATCHDOG,
    KK_RESET_DEEP_SLEEP, /* waking */
    KK_RESET_CRASH       /* an exception of the firmware */
} KkResetCause;

/* Called once at the start. */
void kk_reset_init(void);
KkResetCause kk_reset_cause(void);
/* machine.soft_reset() was asked for, or Ctrl-D: the last start of Python was no reset of the chip. */
bool kk_reset_was_soft(void);
void kk_reset_note_soft(void);

/* Starts the chip anew. */
void kk_reset_chip(void) __attribute__((noreturn));
/* Sleeps deeply that many microseconds (0: until RST is pulled low), then the chip starts anew if GPIO16 is wired to
 * RST. At most kk_reset_longest_sleep(). */
void kk_reset_deepsleep(uint64_t us) __attribute__((noreturn));
uint64_t kk_reset_longest_sleep(void);

/*
 * The watchdog of the hardware runs from the start; the timer interrupt feeds it, so a program that keeps interrupts
 * closed for 3 seconds is reset. kk_wdt_enable() adds that Python must call kk_wdt_feed() within timeout_us of the
 * last call; 0: no longer. The reset then has the cause KK_RESET_WATCHDOG.
 */
void kk_wdt_enable(uint64_t timeout_us);
void kk_wdt_feed(void);

#endif
