/*
 * int64.c: division of 64-bit integers, and counting bits without a table of bytes.
 *
 * The names are the compiler's, which calls these for operators; a divisor of 0 gives some number.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include <stdint.h>

uint64_t __udivdi3(uint64_t x, uint64_t y);
uint64_t __umoddi3(uint64_t x, uint64_t y);
int64_t __divdi3(int64_t x, int64_t y);
int64_t __moddi3(int64_t x, int64_t y);
int __popcountsi2(uint32_t x);
int __popcountdi2(uint64_t x);

/* By a divisor of 1 to 16 bits, in digits of 16 bits. */
static uint64_t divide_by_digit(uint64_t x, uint32_t y, uint64_t *rest)
{
    uint64_t quotient = 0;
    uint32_t left = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
        uint32_t part = left << 16 | (uint32_t)(x >> shift & 0xffff);
        uint32_t digit = part / y;
        left = part - digit * y;
        quotient = quotient << 16 | digit;
    }
    *rest = left;
    return quotient;
}

static uint64_t divide(uint64_t x, uint64_t y, uint64_t *rest)
{
    if (x < y || y == 0) {
        *rest = x;
        return 0;
    }
    if (x <= UINT32_MAX) {
        uint32_t quotient = (uint32_t)x / (uint32_t)y;
        *rest = (uint32_t)x - quotient * (uint32_t)y;
        return quotient;
    }
    if (y <= UINT16_MAX)
        return divide_by_digit(x, (uint32_t)y, rest);
    int shift = __builtin_clzll(y) - __builtin_clzll(x);
    uint64_t quotient = 0;
    y <<= shift;
    for (; shift >= 0; shift--) {
        quotient <<= 1;
        if (x >= y) {
            x -= y;
            quotient |= 1;
        }
        y >>= 1;
    }
    *rest = x;
    return quotient;
}

static uint64_t magnitude(int64_t x)
{
    return x < 0 ? -(uint64_t)x : (uint64_t)x;
}

uint64_t __udivdi3(uint64_t x, uint64_t y)
{
    uint64_t rest;
    return divide(x, y, &rest);
}

uint64_t __umoddi3(uint64_t x, uint64_t y)
{
    uint64_t rest;
    divide(x, y, &rest);
    return rest;
}

int64_t __divdi3(int64_t x, int64_t y)
{
    uint64_t rest;
    uint64_t quotient = divide(magnitude(x), magnitude(y), &rest);
    return (int64_t)((x ^ y) < 0 ? -quotient : quotient);
}

int64_t __moddi3(int64_t x, int64_t y)
{
    uint64_t rest;
    divide(magnitude(x), magnitude(y), &rest);
    return (int64_t)(x < 0 ? -rest : rest);
}

int __popcountsi2(uint32_t x)
{
    x -= x >> 1 & 0x55555555;
    x = (x & 0x33333333) + (x >> 2 & 0x33333333);
    x = (x + (x >> 4)) & 0x0f0f0f0f;
    return (int)(x * 0x01010101 >> 24);
}

int __popcountdi2(uint64_t x)
{
    return __popcountsi2((uint32_t)x) + __popcountsi2((uint32_t)(x >> 32));
}
