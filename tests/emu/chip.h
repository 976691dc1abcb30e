/*
 * chip.h: the devices of e.g. tests/emu/gpio.c on a fake machine.
 */
#ifndef TEST_CHIP_H
#define TEST_CHIP_H

#include "emu/adapter.h"
#include "emu/adc.h"
#include "emu/dport.h"
#include "emu/gpio.h"
#include "emu/pins.h"
#include "emu/rng.h"
#include "emu/rtc.h"
#include "emu/timers.h"
#include "emu/uart.h"
#include "fake_machine.h"

void emu_wdt_init(Machine *m);

/* All of them, after power-on, the PLL at 80 MHz. */
static inline Machine *chip_new(void)
{
    Machine *m = fake_new();
    emu_pins_init(m);
    emu_gpio_init(m);
    emu_dport_init(m);
    emu_timers_init(m);
    emu_uart_init(m);
    emu_wdt_init(m);
    emu_rng_init(m);
    emu_rtc_init(m);
    emu_adc_init(m);
    emu_adapter_init(m);
    fake_reset(m, RESET_POWER_ON);
    emu_dport_write_analog(m, 103, 4, 1, 0x88);
    emu_dport_write_analog(m, 103, 4, 2, 0x91);
    return m;
}

#endif
