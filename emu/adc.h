/*
 * adc.h: the voltage at TOUT.
 *
 * Layer: emu.   Tests: tests/emu/small.c.
 */
#ifndef EMU_ADC_H
#define EMU_ADC_H

#include "emu/machine.h"

/* The row "adc" of devices.def. */
void emu_adc_init(Machine *m);
/* What the next conversion gives: 0..1023. */
void emu_adc_set(Machine *m, unsigned value);

#endif
