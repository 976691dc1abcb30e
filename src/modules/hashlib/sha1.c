/*
 * sha1.c: SHA-1 (FIPS 180-4, 6.1). Not for signatures any more.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/.
 */
#include "modules/hashlib/hash.h"

static uint32_t rotate(uint32_t x, unsigned n) { return x << n | x >> (32 - n); }

/* Word t of the message schedule, of which the last sixteen are kept. */
static uint32_t schedule(uint32_t *w, unsigned t, const uint8_t *block)
{
    const uint8_t *at = block + 4 * t;
    if (t < 16)
        w[t] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    else
        w[t & 15] = rotate(w[(t - 3) & 15] ^ w[(t - 8) & 15] ^ w[(t - 14) & 15] ^ w[t & 15], 1);
    return w[t & 15];
}

static uint32_t function_of(unsigned t, uint32_t b, uint32_t c, uint32_t d)
{
    if (t < 20)
        return 0x5a827999 + ((b & c) | (~b & d));
    if (t < 40)
        return 0x6ed9eba1 + (b ^ c ^ d);
    if (t < 60)
        return 0x8f1bbcdc + ((b & c) | (b & d) | (c & d));
    return 0xca62c1d6 + (b ^ c ^ d);
}

static void mix(uint32_t *state, const uint8_t *block)
{
    uint32_t w[16], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (unsigned t = 0; t < 80; t++) {
        uint32_t sum = rotate(a, 5) + function_of(t, b, c, d) + e + schedule(w, t, block);
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = sum;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void kk_hashlib_mix_sha1(uint32_t *state, const uint8_t *blocks, size_t n)
{
    for (; n > 0; n--, blocks += 64)
        mix(state, blocks);
}
