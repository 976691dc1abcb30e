/*
 * ticks.h: a counter that never wraps and does not care for the CPU's speed, and alarms.
 *
 * FRC2 counts 5 ticks a microsecond; an interrupt at least twice in its period widens it to 64 bits.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_TICKS_H
#define KK_ESP8266_TICKS_H

#include <stdint.h>

enum { KK_TICKS_PER_US = 5 };

void kk_ticks_init(void);

/* Ticks since the start. @isr */
uint64_t kk_ticks_now(void);

/* Who may have an alarm. */
typedef enum KkAlarm { KK_ALARM_SLEEP, KK_ALARM_PINS, KK_ALARM_UART, KK_ALARM_WATCHDOG, KK_ALARM_COUNT } KkAlarm;

/*
 * When kk_ticks_now() reaches `when` (at once, if it has) the action of that alarm is called in an interrupt, once;
 * UINT64_MAX: never. A later call moves it. @isr
 */
void kk_ticks_alarm(KkAlarm which, uint64_t when);
/* action is KK_ISR code. */
void kk_ticks_on_alarm(KkAlarm which, void (*action)(void));

/* Busy-waits. @isr */
void kk_ticks_delay_us(uint32_t us);

#endif
