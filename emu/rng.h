/*
 * rng.h: randomness that is the same in every run with the same --seed.
 *
 * Layer: emu.
 */
#ifndef EMU_RNG_H
#define EMU_RNG_H

#include "emu/machine.h"

/* The row "rng" of devices.def. */
void emu_rng_init(Machine *m);
/* The next number: what the guest reads at 0x3ff20e44, and what is undefined at power-on. */
uint32_t emu_rng_next(Machine *m);
/* What --seed said, 1 without it: for what is to be repeatable without taking numbers from the guest. */
uint64_t emu_rng_seed(const Machine *m);

#endif
