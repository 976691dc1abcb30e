/*
 * alarm.h: the alarm of machine.RTC, which machine.deepsleep() waits for.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_ALARM_H
#define KK_ESP8266_ALARM_H

#include <stdbool.h>
#include <stdint.h>

/* Whether RTC.irq(wake=DEEPSLEEP) and RTC.alarm() were called, and in how many microseconds it is then (at least 1). */
bool kk_rtc_alarm(uint64_t *us);

#endif
