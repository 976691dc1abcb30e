/*
 * bits.h: the bitmaps of the heap: one bit per granule, 32 of them (a block) in a word.
 *
 * Ranges are granule numbers, ends exclusive. Nothing here knows what a bit means.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#ifndef KK_HEAP_BITS_H
#define KK_HEAP_BITS_H

#include "base/compiler.h"

#define KK_CTZ32(x) ((size_t)__builtin_ctz(x))

KK_INLINE bool kk_bits_get(const uint32_t *bits, size_t i)
{
    return (bits[i >> 5] >> (i & 31) & 1) != 0;
}
KK_INLINE void kk_bits_set(uint32_t *bits, size_t i) { bits[i >> 5] |= 1u << (i & 31); }
KK_INLINE void kk_bits_clear(uint32_t *bits, size_t i) { bits[i >> 5] &= ~(1u << (i & 31)); }

/* The words that hold n bits. */
KK_INLINE size_t kk_bits_words(size_t n) { return (n + 31) >> 5; }

/* Bits below i (0..31) of a word, and those from i on. */
KK_INLINE uint32_t kk_bits_below(size_t i) { return (1u << i) - 1; }
KK_INLINE uint32_t kk_bits_from(size_t i) { return ~0u << i; }

/* How many bits of x are 1. The builtin is a library call on CPUs without an instruction for it. */
KK_INLINE uint32_t kk_bits_count(uint32_t x)
{
    x -= x >> 1 & 0x55555555u;
    x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
    x = (x + (x >> 4)) & 0x0F0F0F0Fu;
    x += x >> 8;
    return (x + (x >> 16)) & 63;
}

/* Sets (clears) n > 0 bits from i on. */
KK_INLINE void kk_bits_set_range(uint32_t *bits, size_t i, size_t n)
{
    uint32_t *word = bits + (i >> 5);
    size_t at = i & 31;
    while (KK_UNLIKELY(at + n > 32)) {
        *word++ |= kk_bits_from(at);
        n -= 32 - at;
        at = 0;
    }
    *word |= ~0u >> (32 - n) << at;
}

/* As kk_bits_set_range(), also for n == 0, and quick when the range lies in one word. */
KK_INLINE void kk_bits_fill(uint32_t *bits, size_t i, size_t n)
{
    if (n == 0)
        return;
    if (KK_LIKELY(i % 32 + n <= 32))
        bits[i / 32] |= ~0u >> (32 - n) << (i % 32);
    else
        kk_bits_set_range(bits, i, n);
}

KK_INLINE void kk_bits_clear_range(uint32_t *bits, size_t i, size_t n)
{
    uint32_t *word = bits + (i >> 5);
    size_t at = i & 31;
    while (at + n > 32) {
        *word++ &= ~kk_bits_from(at);
        n -= 32 - at;
        at = 0;
    }
    *word &= ~(~0u >> (32 - n) << at);
}

/* The first 1 (0) at or behind i, or end. flip is 0 to look for a 1, ~0 for a 0. */
KK_INLINE size_t kk_bits_find(const uint32_t *bits, size_t i, size_t end, uint32_t flip)
{
    if (i >= end)
        return end;
    uint32_t word = (bits[i >> 5] ^ flip) & kk_bits_from(i & 31);
    while (word == 0) {
        i = (i | 31) + 1;
        if (i >= end)
            return end;
        word = bits[i >> 5] ^ flip;
    }
    i = (i & ~(size_t)31) + KK_CTZ32(word);
    return i < end ? i : end;
}
KK_INLINE size_t kk_bits_next(const uint32_t *bits, size_t i, size_t end)
{
    return kk_bits_find(bits, i, end, 0);
}
KK_INLINE size_t kk_bits_next_clear(const uint32_t *bits, size_t i, size_t end)
{
    return kk_bits_find(bits, i, end, ~0u);
}

/* The last 1 at or before i, or SIZE_MAX. */
KK_INLINE size_t kk_bits_previous(const uint32_t *bits, size_t i)
{
    uint32_t word = bits[i >> 5] & ~0u >> (31 - (i & 31));
    while (word == 0) {
        if (i < 32)
            return SIZE_MAX;
        i -= 32;
        word = bits[i >> 5];
    }
    return (i & ~(size_t)31) + 31 - (size_t)KK_CLZ32(word);
}

#endif
