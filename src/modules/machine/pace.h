/*
 * pace.h: the periods of a clock that is made by hand: none is shorter than asked for.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_MACHINE_PACE_H
#define KK_MODULES_MACHINE_PACE_H

#include "platform/pins.h"

/* Shorter periods are not waited for: the instructions of one take longer. */
enum { PACE_SHORTEST = 64 };

typedef struct Pace {
    uint32_t period; /* CPU cycles */
    uint32_t due;    /* kk_pins_cycles() when the running part of a period may end */
} Pace;

/* Periods of a clock of hz Hertz (not 0); what begins now lasts for half of one. @gc never */
static inline Pace kk_pace_begin(uint32_t hz)
{
    uint32_t period = (kk_pins_cycles_per_us() * 1000000u + hz - 1) / hz;
    return (Pace){period, kk_pins_cycles() + period / 2};
}

/* What begins now lasts for so many cycles. @gc never */
static inline void kk_pace_restart(Pace *pace, uint32_t cycles)
{
    pace->due = kk_pins_cycles() + cycles;
}

/* Waits for the end of what has begun; what begins now lasts for so many cycles. @gc never */
static inline void kk_pace_wait(Pace *pace, uint32_t cycles)
{
    uint32_t now;
    if (pace->period < PACE_SHORTEST)
        return;
    do {
        now = kk_pins_cycles();
    } while ((int32_t)(now - pace->due) < 0);
    pace->due = now + cycles;
}

#endif
