/*
 * rom_math.c: the ROM's division and floating point. The host's arithmetic is IEEE's, as the ROM's is
 * (NaNs may have other bits).
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/rom.h"

#include "emu/cpu.h"

#include <string.h>

/* What these functions take on the chip, about. */
enum { DIVIDE = 50, DIVIDE_LONG = 300, FLOAT = 50, DOUBLE = 80 };

static uint64_t long_at(const uint32_t *a, unsigned i)
{
    return (uint64_t)a[i + 1] << 32 | a[i];
}

static RomEnd answer_long(Machine *m, uint32_t *a, uint64_t x, unsigned cycles)
{
    a[2] = (uint32_t)x;
    a[3] = (uint32_t)(x >> 32);
    emu_machine_spend(m, cycles);
    return ROM_DONE;
}

static RomEnd answer_word(Machine *m, uint32_t *a, uint32_t x, unsigned cycles)
{
    a[2] = x;
    emu_machine_spend(m, cycles);
    return ROM_DONE;
}

static float single_at(const uint32_t *a, unsigned i)
{
    float x;
    memcpy(&x, &a[i], sizeof x);
    return x;
}

static double double_at(const uint32_t *a, unsigned i)
{
    uint64_t bits = long_at(a, i);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static RomEnd answer_single(Machine *m, uint32_t *a, float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return answer_word(m, a, bits, FLOAT);
}

static RomEnd answer_double(Machine *m, uint32_t *a, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return answer_long(m, a, bits, DOUBLE);
}

/* The ROM divides by zero with an illegal instruction; so does this. */
static RomEnd divide_by_zero(Machine *m)
{
    emu_cpu_raise(m, CAUSE_ILLEGAL, m->cpu.sr[SR_EXCVADDR]);
    return ROM_JUMPED;
}

RomEnd emu_rom_math_div(Machine *m, uint32_t *a)
{
    if (a[3] == 0)
        return divide_by_zero(m);
    return answer_word(m, a, (uint32_t)((int64_t)(int32_t)a[2] / (int32_t)a[3]), DIVIDE);
}

RomEnd emu_rom_math_udiv(Machine *m, uint32_t *a)
{
    return a[3] == 0 ? divide_by_zero(m) : answer_word(m, a, a[2] / a[3], DIVIDE);
}

RomEnd emu_rom_math_umod(Machine *m, uint32_t *a)
{
    return a[3] == 0 ? divide_by_zero(m) : answer_word(m, a, a[2] % a[3], DIVIDE);
}

RomEnd emu_rom_math_muldi(Machine *m, uint32_t *a)
{
    return answer_long(m, a, long_at(a, 2) * long_at(a, 4), 30);
}

RomEnd emu_rom_math_umulsidi(Machine *m, uint32_t *a)
{
    return answer_long(m, a, (uint64_t)a[2] * a[3], 20);
}

RomEnd emu_rom_math_divdi(Machine *m, uint32_t *a)
{
    uint64_t x = long_at(a, 2);
    uint64_t y = long_at(a, 4);
    if (y == 0)
        return divide_by_zero(m);
    uint64_t quotient = ((int64_t)x < 0 ? 0 - x : x) / ((int64_t)y < 0 ? 0 - y : y);
    return answer_long(m, a, (int64_t)(x ^ y) < 0 ? 0 - quotient : quotient, DIVIDE_LONG);
}

RomEnd emu_rom_math_udivdi(Machine *m, uint32_t *a)
{
    uint64_t y = long_at(a, 4);
    return y == 0 ? divide_by_zero(m) : answer_long(m, a, long_at(a, 2) / y, DIVIDE_LONG);
}

RomEnd emu_rom_math_umoddi(Machine *m, uint32_t *a)
{
    uint64_t y = long_at(a, 4);
    return y == 0 ? divide_by_zero(m) : answer_long(m, a, long_at(a, 2) % y, DIVIDE_LONG);
}

RomEnd emu_rom_math_addsf(Machine *m, uint32_t *a)
{
    return answer_single(m, a, single_at(a, 2) + single_at(a, 3));
}

RomEnd emu_rom_math_subsf(Machine *m, uint32_t *a)
{
    return answer_single(m, a, single_at(a, 2) - single_at(a, 3));
}

RomEnd emu_rom_math_mulsf(Machine *m, uint32_t *a)
{
    return answer_single(m, a, single_at(a, 2) * single_at(a, 3));
}

RomEnd emu_rom_math_adddf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, double_at(a, 2) + double_at(a, 4));
}

RomEnd emu_rom_math_subdf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, double_at(a, 2) - double_at(a, 4));
}

RomEnd emu_rom_math_muldf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, double_at(a, 2) * double_at(a, 4));
}

RomEnd emu_rom_math_divdf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, double_at(a, 2) / double_at(a, 4));
}

/* Out of range: the nearest there is, 0 for NaN. */
static int64_t to_integer(double x, int64_t lo, int64_t hi)
{
    return x != x ? 0 : x <= (double)lo ? lo : x >= (double)hi ? hi : (int64_t)x;
}

RomEnd emu_rom_math_fixdfsi(Machine *m, uint32_t *a)
{
    return answer_word(m, a, (uint32_t)to_integer(double_at(a, 2), INT32_MIN, INT32_MAX), FLOAT);
}

RomEnd emu_rom_math_fixunsdfsi(Machine *m, uint32_t *a)
{
    return answer_word(m, a, (uint32_t)to_integer(double_at(a, 2), INT32_MIN, UINT32_MAX), FLOAT);
}

RomEnd emu_rom_math_fixunssfsi(Machine *m, uint32_t *a)
{
    return answer_word(m, a, (uint32_t)to_integer((double)single_at(a, 2), INT32_MIN, UINT32_MAX), FLOAT);
}

RomEnd emu_rom_math_extend(Machine *m, uint32_t *a)
{
    return answer_double(m, a, (double)single_at(a, 2));
}

RomEnd emu_rom_math_truncate(Machine *m, uint32_t *a)
{
    return answer_single(m, a, (float)double_at(a, 2));
}

RomEnd emu_rom_math_floatsidf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, (double)(int32_t)a[2]);
}

RomEnd emu_rom_math_floatsisf(Machine *m, uint32_t *a)
{
    return answer_single(m, a, (float)(int32_t)a[2]);
}

RomEnd emu_rom_math_floatunsidf(Machine *m, uint32_t *a)
{
    return answer_double(m, a, (double)a[2]);
}

RomEnd emu_rom_math_floatunsisf(Machine *m, uint32_t *a)
{
    return answer_single(m, a, (float)a[2]);
}

/* The ROM's own sequence is not published; this one is as long. */
static uint64_t rand_state = 1;

RomEnd emu_rom_math_rand(Machine *m, uint32_t *a)
{
    rand_state = rand_state * UINT64_C(6364136223846793005) + 1;
    return answer_word(m, a, (uint32_t)(rand_state >> 33), 20);
}

RomEnd emu_rom_math_srand(Machine *m, uint32_t *a)
{
    rand_state = a[2];
    return ROM_DONE;
}
