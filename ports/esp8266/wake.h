/*
 * wake.h: the interpreter that interrupts wake.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_WAKE_H
#define KK_ESP8266_WAKE_H

#include <stdbool.h>

#include "object/vm.h"

/* NULL while there is none: before the first and between two soft resets. */
extern Vm *kk_wake_vm;

/* As kukri_notify(kk_wake_vm), for interrupt handlers, which may not run code from flash. @isr */
void kk_wake_notify(void);

/* Something waits for kk_vm_poll(): Ctrl-C, an event, a scheduled function. */
bool kk_wake_asked(void);

#endif
