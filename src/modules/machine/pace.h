/*
 * pace.h: the half periods of a clock that is made by hand: none is shorter than asked for.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_MACHINE_PACE_H
#define KK_MODULES_MACHINE_PACE_H

#include "platform/pins.h"

typedef struct Pace {
    uint32_t half; /* CPU cycles */
    uint32_t due;  /* kk_pins_cycles() when the running half period may end */
} Pace;

/* Half periods of a clock of hz Hertz (not 0), the first begins now. @gc never */
static inline Pace kk_pace_begin(uint32_t hz)
{
    uint32_t half = (kk_pins_cycles_per_us() * 500000u + hz - 1) / hz;
    return (Pace){half, kk_pins_cycles() + half};
}

/* Waits for the end of this half period; the next one begins. @gc never */
static inline void kk_pace_wait(Pace *pace)
{
    uint32_t now;
    do {
        now = kk_pins_cycles();
    } while ((int32_t)(now - pace->due) < 0);
    pace->due = now + pace->half;
}

#endif
