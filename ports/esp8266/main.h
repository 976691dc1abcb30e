/*
 * main.h: what the main program asks of others, who may be missing from a build.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_MAIN_H
#define KK_ESP8266_MAIN_H

#include "object/vm.h"

/* Mounts the flash at "/", formatting it when it is blank; what is wrong is printed. @gc may collect */
void kk_main_mount(Vm *vm) __attribute__((weak));

/* Before Python ends: pins are let go of, timers and PWM stop. */
void kk_main_stop(void) __attribute__((weak));

#endif
