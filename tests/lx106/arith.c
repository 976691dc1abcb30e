/*
 * arith.c: the arithmetic that the LX106 does in software, against a computer's own.
 *
 * The same program runs on both: every operation is applied to edge cases and to pseudo-random
 * operands, and a hash of the results is printed. Both must print the same lines. The operands
 * favour what is hard: near powers of two, near each other, subnormal, long runs of ones.
 *
 * Tests: ports/lx106/runtime. Run by ports/lx106/port.mk (target lx106-unit).
 */
#include "io.h"

#include <stdint.h>
#include <string.h>

enum { ROUNDS = KK_TEST_ROUNDS };

static uint32_t state;

static uint32_t next(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/* A number whose bits come in runs, now and then a single one or an edge. */
static uint32_t operand(void)
{
    uint32_t kind = next();
    uint32_t x = next();
    switch (kind & 7) {
    case 0:
        return x >> (kind >> 8 & 31);
    case 1:
        return (uint32_t)((int32_t)(x & 0x80000000u) >> (kind >> 8 & 31));
    case 2:
        return ((uint32_t)1 << (x & 31)) + (kind >> 8 & 3) - 1;
    case 3:
        return x & ~(uint32_t)0xffff;
    default:
        return x;
    }
}

/* The bits of a single; the exponents lie close together more often than not. */
static uint32_t single(void)
{
    static const uint32_t edges[] = {
        0,          0x80000000, 0x3f800000, 0xbf800000, 0x7f800000, 0xff800000, 0x7fc00000, 1,
        0x80000001, 0x007fffff, 0x00800000, 0x00800001, 0x7f7fffff, 0xff7fffff, 0x4b800000, 0x4b7fffff,
        0x34000000, 0x33800000, 0x3f7fffff, 0x3f800001, 0x40000000, 0x00400000, 0x3effffff, 0x4f000000,
    };
    uint32_t kind = next();
    uint32_t x = operand();
    switch (kind & 15) {
    case 0:
        return edges[(kind >> 8) % (sizeof edges / sizeof edges[0])];
    case 1:
        return x & 0x80ffffff;
    case 2:
        return (x & 0x80ffffff) | 0x7e000000;
    case 3:
    case 4:
        return x;
    default:
        return (x & 0x80ffffff) | (0x38000000 + (kind >> 8 & 15) * 0x01000000);
    }
}

static float as_single(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* All NaNs count as one: their signs and payloads differ between machines. */
static uint32_t single_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (bits & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : bits;
}

static double as_double(uint32_t high, uint32_t low)
{
    uint64_t bits = (uint64_t)high << 32 | low;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static uint64_t double_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (bits << 1) > (uint64_t)0x7ff << 53 ? (uint64_t)0x7ff8 << 48 : bits;
}

typedef uint64_t (*Operation)(uint32_t x, uint32_t y);

static uint64_t op_udiv(uint32_t x, uint32_t y)
{
    return y == 0 ? 0 : x / y;
}

static uint64_t op_umod(uint32_t x, uint32_t y)
{
    return y == 0 ? 0 : x % y;
}

static uint64_t op_div(uint32_t x, uint32_t y)
{
    return y == 0 || (x == 0x80000000 && y == UINT32_MAX) ? 0 : (uint32_t)((int32_t)x / (int32_t)y);
}

static uint64_t op_mod(uint32_t x, uint32_t y)
{
    return y == 0 || (x == 0x80000000 && y == UINT32_MAX) ? 0 : (uint32_t)((int32_t)x % (int32_t)y);
}

static uint64_t op_mulwide(uint32_t x, uint32_t y)
{
    return (uint64_t)x * y;
}

static uint64_t op_mulwide_signed(uint32_t x, uint32_t y)
{
    return (uint64_t)((int64_t)(int32_t)x * (int32_t)y);
}

static uint64_t wide(uint32_t x, uint32_t y)
{
    return ((uint64_t)(x * 0x9e3779b9u) << 32 | y) >> (x & 63);
}

static uint64_t op_mul64(uint32_t x, uint32_t y)
{
    return wide(x, y) * wide(y, x);
}

static uint64_t op_udiv64(uint32_t x, uint32_t y)
{
    uint64_t by = wide(y, x);
    return by == 0 ? 0 : ((uint64_t)x << 32 | y) / by;
}

static uint64_t op_umod64(uint32_t x, uint32_t y)
{
    uint64_t by = wide(y, x);
    return by == 0 ? 0 : ((uint64_t)x << 32 | y) % by;
}

static uint64_t op_div64(uint32_t x, uint32_t y)
{
    int64_t by = (int64_t)wide(y, x);
    int64_t dividend = (int64_t)((uint64_t)x << 32 | y);
    return by == 0 || by == -1 ? 0 : (uint64_t)(dividend / by);
}

static uint64_t op_mod64(uint32_t x, uint32_t y)
{
    int64_t by = (int64_t)wide(y, x);
    int64_t dividend = (int64_t)((uint64_t)x << 32 | y);
    return by == 0 || by == -1 ? 0 : (uint64_t)(dividend % by);
}

static uint64_t op_bits(uint32_t x, uint32_t y)
{
    uint64_t both = (uint64_t)x << 32 | y;
    uint64_t moved = (both << (x & 31)) ^ (both >> (y & 63)) ^ (uint64_t)((int64_t)both >> (x & 63));
    return moved + (uint64_t)(__builtin_popcount(x) + __builtin_popcountll(both));
}

static uint64_t op_fadd(uint32_t x, uint32_t y)
{
    return single_bits(as_single(x) + as_single(y));
}

static uint64_t op_fsub(uint32_t x, uint32_t y)
{
    return single_bits(as_single(x) - as_single(y));
}

static uint64_t op_fmul(uint32_t x, uint32_t y)
{
    return single_bits(as_single(x) * as_single(y));
}

static uint64_t op_fdiv(uint32_t x, uint32_t y)
{
    return single_bits(as_single(x) / as_single(y));
}

static uint64_t op_fcmp(uint32_t x, uint32_t y)
{
    volatile float a = as_single(x);
    volatile float b = as_single(y);
    return (uint64_t)((a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4
                      | (a != b) << 5 | __builtin_isunordered(a, b) << 6 | !(a < b) << 7
                      | !(a > b) << 8);
}

static uint64_t op_from_int(uint32_t x, uint32_t y)
{
    return (uint64_t)single_bits((float)(int32_t)x) << 32 | single_bits((float)y);
}

static uint64_t op_to_int(uint32_t x, uint32_t y)
{
    float a = as_single(x);
    uint64_t result = 0;
    if (a > -2147483648.0f && a < 2147483648.0f)
        result = (uint32_t)(int32_t)a;
    if (as_single(y) > -1.0f && as_single(y) < 4294967296.0f)
        result ^= (uint64_t)(uint32_t)as_single(y) << 32;
    return result;
}

static uint64_t op_from_int64(uint32_t x, uint32_t y)
{
    uint64_t n = wide(x, y);
    return (uint64_t)single_bits((float)(int64_t)n) << 32 | single_bits((float)n);
}

static uint64_t op_to_int64(uint32_t x, uint32_t y)
{
    float a = as_single(x);
    float b = as_single(y);
    uint64_t result = 0;
    if (a > -9223372036854775808.0f && a < 9223372036854775808.0f)
        result = (uint64_t)(int64_t)a;
    if (b > -1.0f && b < 18446744073709551616.0f)
        result = result * 31 + (uint64_t)b;
    return result;
}

/* A double made of a single's exponent range and 32 more bits. */
static double twin(uint32_t x, uint32_t y)
{
    return as_double((x & 0x80000000) | (x >> 1 & 0x3fffffff) | (y & 1) << 30, y * 0x9e3779b9u);
}

static uint64_t op_dadd(uint32_t x, uint32_t y)
{
    return double_bits(twin(x, y) + twin(y, x));
}

static uint64_t op_dsub(uint32_t x, uint32_t y)
{
    return double_bits(twin(x, y) - twin(y, x));
}

static uint64_t op_dmul(uint32_t x, uint32_t y)
{
    return double_bits(twin(x, y) * twin(y, x));
}

static uint64_t op_ddiv(uint32_t x, uint32_t y)
{
    return double_bits(twin(x, y) / twin(y, x));
}

static uint64_t op_dcmp(uint32_t x, uint32_t y)
{
    volatile double a = twin(x, y);
    volatile double b = twin(y, x);
    return (uint64_t)((a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4);
}

static uint64_t op_widen(uint32_t x, uint32_t y)
{
    volatile double a = as_single(x);
    return double_bits(a) ^ single_bits((float)twin(x ^ 0x30000000, y));
}

static uint64_t op_double_int(uint32_t x, uint32_t y)
{
    uint64_t result = double_bits((double)(int32_t)x) * 3 + double_bits((double)y);
    double a = as_double((x & 0x80ffffff) | 0x40000000, y);
    if (a > -2147483649.0 && a < 2147483648.0)
        result += (uint32_t)(int32_t)a;
    return result;
}

/* Sums of products in random order: a kernel in which an error of one bit would spread. */
static uint64_t op_chain(uint32_t x, uint32_t y)
{
    float a = as_single((x & 0x007fffff) | 0x3f800000);
    float b = as_single((y & 0x807fffff) | 0x3f000000);
    float sum = 0;
    for (int i = 0; i < 8; i++) {
        sum += a * b;
        a = sum / (b + 1.5f);
        b = a - sum * 0.25f;
    }
    return single_bits(sum);
}

typedef struct Row {
    const char *name;
    Operation operation;
    uint32_t singles;
} Row;

static const Row rows[] = {
    {"udiv", op_udiv, 0},
    {"umod", op_umod, 0},
    {"div", op_div, 0},
    {"mod", op_mod, 0},
    {"mulwide", op_mulwide, 0},
    {"mulwide signed", op_mulwide_signed, 0},
    {"mul64", op_mul64, 0},
    {"udiv64", op_udiv64, 0},
    {"umod64", op_umod64, 0},
    {"div64", op_div64, 0},
    {"mod64", op_mod64, 0},
    {"bits", op_bits, 0},
    {"fadd", op_fadd, 1},
    {"fsub", op_fsub, 1},
    {"fmul", op_fmul, 1},
    {"fdiv", op_fdiv, 1},
    {"fcmp", op_fcmp, 1},
    {"from int", op_from_int, 0},
    {"to int", op_to_int, 1},
    {"from int64", op_from_int64, 0},
    {"to int64", op_to_int64, 1},
    {"dadd", op_dadd, 1},
    {"dsub", op_dsub, 1},
    {"dmul", op_dmul, 1},
    {"ddiv", op_ddiv, 1},
    {"dcmp", op_dcmp, 1},
    {"widen", op_widen, 1},
    {"double int", op_double_int, 0},
    {"chain", op_chain, 1},
};

static uint64_t hash_of(const Row *row, uint32_t seed, uint32_t n)
{
    uint64_t hash = 0xcbf29ce484222325u;
    state = seed;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = row->singles ? single() : operand();
        uint32_t y = row->singles ? single() : operand();
        if ((i & 15) == 0)
            y = x ^ (i >> 4 & 0x80000003);
        hash ^= row->operation(x, y);
        hash += hash << 7;
        hash ^= hash >> 29 ^ hash << 40;
    }
    return hash;
}

int main(void)
{
    for (uint32_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        put_text(rows[i].name);
        for (uint32_t block = 1; block <= 4; block++) {
            uint64_t hash = hash_of(&rows[i], block * 2654435761u, ROUNDS / 4);
            put_text(" ");
            put_hex((uint32_t)(hash >> 32));
            put_hex((uint32_t)hash);
        }
        put_text("\n");
    }
    return 0;
}
