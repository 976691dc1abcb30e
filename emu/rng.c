/*
 * rng.c: the hardware's random numbers (0x3ff2_0e44): an xorshift generator behind --seed.
 *
 * Layer: emu.   Tests: tests/emu/small.c.
 */
#include "emu/rng.h"

#include "emu/options.h"

static uint64_t state, seeded_with;

/* No seed may lead to the state 0, from which the generator does not move. */
static void seed_with(uint64_t seed)
{
    seeded_with = seed;
    state = (seed + 1) * 0x9e3779b97f4a7c15u;
    state += state == 0;
}

uint32_t emu_rng_next(Machine *m)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1du) >> 32);
}

uint64_t emu_rng_seed(const Machine *m)
{
    return seeded_with;
}

static uint32_t read_rng(Machine *m, void *dev, uint32_t offset)
{
    return emu_rng_next(m);
}

static void write_rng(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
}

bool emu_rng_option_seed(Machine *m, const char *text)
{
    uint64_t seed;
    if (!emu_options_number("seed", text, 0, UINT64_MAX, &seed))
        return false;
    seed_with(seed);
    return true;
}

void emu_rng_init(Machine *m)
{
    static const BusDevice block = {.name = "rng", .base = 0x3ff20e44, .size = 4, .read = read_rng, .write = write_rng};
    seed_with(1);
    emu_machine_map(m, &block);
}
