/*
 * clock.h: the CPU's speed. Devices run at 80 MHz whatever it is.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_CLOCK_H
#define KK_ESP8266_CLOCK_H

#include <stdint.h>

/* Starts the PLL: 80 MHz. Called once at the start. */
void kk_clock_init(void);
/* 80 or 160; false: another number. */
_Bool kk_clock_set(uint32_t mhz);
uint32_t kk_clock_mhz(void);

#endif
