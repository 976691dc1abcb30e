/*
 * wallclock.h: what time it is, kept over resets and deep sleep in the RTC's memory.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_WALLCLOCK_H
#define KK_ESP8266_WALLCLOCK_H

#include <stdint.h>

/* Called once at the start, behind kk_reset_init(): goes on from what the RTC's memory has. */
void kk_wallclock_init(void);

/* Nanoseconds since 1970; what nobody has set begins with 2000-01-01. */
int64_t kk_wallclock_ns(void);
void kk_wallclock_set(int64_t ns);

/* Before the chip resets or sleeps deeply for that many microseconds: notes what the time will be then. */
void kk_wallclock_leave(uint64_t us);

/* How long the RTC's counter takes for one step, in 1/4096 microseconds: measured since the start. */
uint32_t kk_wallclock_rtc_period(void);

#endif
