/*
 * pins.h: what this chip's pins can do beyond platform/pins.h.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_PINS_H
#define KK_ESP8266_PINS_H

#include "platform/pins.h"

/* Gives the pin (not GPIO16) to the device that has this number in the IOMUX: 2 is HSPI on GPIO12..15, 0 UART0 on
 * GPIO1 and GPIO3, 2 UART1 on GPIO2. Its GPIO mode waits. */
void kk_pins_function(unsigned id, unsigned function, PinPull pull);

#endif
