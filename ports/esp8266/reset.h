/*
 * reset.h: why the chip started, and ways to start it again.
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

/* For crash.c: the cause that the next start will have; the reset itself, at once. @isr */
void kk_reset_intend(KkResetCause why);
void kk_reset_now(void) __attribute__((noreturn));

#endif
