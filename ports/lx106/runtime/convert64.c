/*
 * convert64.c: conversions between 64-bit integers and singles.
 *
 * The names are the compiler's. Out of range, and NaN, give the nearest integer (NaN the sign's).
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include <stdint.h>
#include <string.h>

float __floatdisf(int64_t x);
float __floatundisf(uint64_t x);
int64_t __fixsfdi(float x);
uint64_t __fixunssfdi(float x);

static float from_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static uint32_t to_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static float from_magnitude(uint64_t x, uint32_t sign)
{
    if (x == 0)
        return 0;
    int shift = __builtin_clzll(x);
    x <<= shift;
    uint32_t high = (uint32_t)(x >> 32);
    uint32_t kept = high >> 8;
    uint32_t rest = high << 24 | ((uint32_t)x != 0);
    kept += rest > 0x80000000 || (rest == 0x80000000 && (kept & 1) != 0);
    return from_bits(sign | (((uint32_t)(189 - shift) << 23) + kept));
}

float __floatundisf(uint64_t x)
{
    return from_magnitude(x, 0);
}

float __floatdisf(int64_t x)
{
    return x < 0 ? from_magnitude(-(uint64_t)x, 0x80000000) : from_magnitude((uint64_t)x, 0);
}

/* The magnitude without its fraction, at most most. */
static uint64_t truncate(uint32_t bits, int first_too_large, uint64_t most)
{
    int exponent = (int)(bits >> 23 & 0xff) - 127;
    uint64_t mantissa = (bits & 0x7fffff) | 0x800000;
    if (exponent < 0)
        return 0;
    if (exponent >= first_too_large)
        return most;
    return exponent < 23 ? mantissa >> (23 - exponent) : mantissa << (exponent - 23);
}

int64_t __fixsfdi(float x)
{
    uint32_t bits = to_bits(x);
    if (bits >> 31 != 0)
        return (int64_t)-truncate(bits, 63, (uint64_t)1 << 63);
    return (int64_t)truncate(bits, 63, INT64_MAX);
}

uint64_t __fixunssfdi(float x)
{
    uint32_t bits = to_bits(x);
    return bits >> 31 != 0 ? 0 : truncate(bits, 64, UINT64_MAX);
}
