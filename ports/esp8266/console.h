/*
 * console.h: the console on UART0.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_CONSOLE_H
#define KK_ESP8266_CONSOLE_H

#include "object/vm.h"

/* UART0 at 115200 baud, 8N1. */
void kk_console_open(void);
/* Ctrl-C interrupts this interpreter from now on; NULL: none. */
void kk_console_serve(Vm *vm);

#endif
