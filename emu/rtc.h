/*
 * rtc.h: the block that stays alive in deep sleep, as the boot ROM uses it.
 *
 * Layer: emu.   Tests: tests/emu/rtc.c.
 */
#ifndef EMU_RTC_H
#define EMU_RTC_H

#include "emu/machine.h"

/* The row "rtc" of devices.def. Behind pins and rng. */
void emu_rtc_init(Machine *m);

/* What the ROM's rtc_get_reset_reason answers: 1 power, 2 reset pin, 3 software, 4 watchdog, 5 deep sleep. */
unsigned emu_rtc_reset_reason(const Machine *m);

#endif
