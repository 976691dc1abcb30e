/*
 * crash.h: what is left of a program that crashed: a record in the RTC's memory, told at the next start.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_CRASH_H
#define KK_ESP8266_CRASH_H

#include "ports/esp8266/exception.h"

/* A cause that EXCCAUSE does not have: an exception while one was handled. */
enum { KK_CRASH_DOUBLE = 64 };

/* Record what happened and where, Python's frames too as far as they can be read, and reset. @isr */
void kk_crash_exception(const CpuState *cpu) __attribute__((noreturn));
void kk_crash_watchdog(void) __attribute__((noreturn));

/* Prints the record of the last crash on the console, once. */
void kk_crash_report(void);

#endif
