/*
 * watchdog.h: what resets the chip when it hangs: the hardware's watchdog, and Python's on top of it.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_WATCHDOG_H
#define KK_ESP8266_WATCHDOG_H

#include <stdint.h>

/* Starts the hardware's: from now on a program that keeps interrupts closed for more than 3 seconds is reset. */
void kk_watchdog_init(void);

/*
 * Python must call kk_watchdog_feed() within timeout_us of the last call (and of this one), or the chip resets with
 * the cause KK_RESET_WATCHDOG. 0: no longer. @isr
 */
void kk_watchdog_enable(uint64_t timeout_us);
void kk_watchdog_feed(void);

/* Called by the timer's interrupt at least every second. @isr */
void kk_watchdog_tick(uint64_t now);

#endif
