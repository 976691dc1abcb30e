/*
 * gpio.h: which pin the chip's pin multiplexer gives to which block, for the blocks behind it.
 *
 * Layer: emu.   Tests: tests/emu/gpio.c.
 */
#ifndef EMU_GPIO_H
#define EMU_GPIO_H

#include "emu/machine.h"

/* Wires between blocks and the multiplexer; rows of signals in gpio.c say at which pin and function they come out. */
typedef enum Signal {
    SIGNAL_U0TXD,
    SIGNAL_U0RTS,
    SIGNAL_U0DTR,
    SIGNAL_U1TXD,
    SIGNAL_U0RXD, /* from here on: inputs */
    SIGNAL_U0CTS,
    SIGNAL_U0DSR,
    SIGNAL_U1RXD,
    SIGNALS
} Signal;

/* The row "gpio" of devices.def. */
void emu_gpio_init(Machine *m);

/* A block sets the level of its output. It reaches those pins at which the multiplexer selects it. */
void emu_gpio_output(Machine *m, Signal signal, bool level);
/* The level at the pin that is the input; idle (high) while no pin is selected for it. */
bool emu_gpio_input(const Machine *m, Signal signal);
/* Calls changed when the level of an input changes, be it at the pin or by the multiplexer. One watcher for each. */
void emu_gpio_watch_input(Machine *m, Signal signal, void (*changed)(Machine *m, void *ctx, bool level), void *ctx);

/* The function that the multiplexer selects for a pin: 0..7; 0 is GPIO for the pins 0, 2, 4 and 5, 3 for the others. For blocks
 * that connect to pins themselves (HSPI). After each change of a function changed is called; one watcher. */
unsigned emu_gpio_function(const Machine *m, unsigned pin);
void emu_gpio_watch_functions(Machine *m, void (*changed)(Machine *m, void *ctx), void *ctx);

#endif
