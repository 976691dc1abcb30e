/*
 * compress.c: compressing, with the fixed Huffman codes.
 *
 * Codes of its own for each block would gain some 10 %, and need all symbols of the block in memory before the first bit
 * is written. Matches are found by chains of the places that begin with the same three bytes (by a hash of them). Places
 * are numbers modulo 2^16; what a stale entry names is compared like any other, so that nothing is ever cleaned up.
 *
 * Layer: modules.   Tests: tests/modules/deflate/, tests/modules/zlib/.
 */
#include "modules/deflate/deflate.h"

enum { MIN_MATCH = 3, MAX_MATCH = 258, HASH_BITS_MAX = 11, END_OF_BLOCK = 256 };

static unsigned hash_bits_of(unsigned wbits)
{
    return wbits < HASH_BITS_MAX ? wbits : HASH_BITS_MAX;
}

size_t kk_deflate_size(unsigned wbits)
{
    return sizeof(Deflate) + (((size_t)1 << hash_bits_of(wbits)) + ((size_t)1 << wbits)) * sizeof(uint16_t);
}

void kk_deflate_init(Deflate *d, unsigned wbits, int level)
{
    memset(d, 0, kk_deflate_size(wbits));
    d->wbits = wbits;
    d->hash_bits = hash_bits_of(wbits);
    d->depth = level < 0 ? 24 : level == 0 ? 0 : level < 9 ? 4u << level / 2 : 256;
}

/* ---- bits ---- */

KK_MUST_CHECK static bool put(Deflate *d, StrBuf *out, uint32_t bits, unsigned n)
{
    d->bits |= bits << d->bit_count;
    d->bit_count += n;
    while (d->bit_count >= 8) {
        if (!kk_strbuf_add_byte(out, (uint8_t)d->bits))
            return false;
        d->bits >>= 8;
        d->bit_count -= 8;
    }
    return true;
}

/* A Huffman code: its highest bit goes first. */
KK_MUST_CHECK static bool put_code(Deflate *d, StrBuf *out, uint32_t code, unsigned n)
{
    uint32_t reversed = 0;
    for (unsigned i = 0; i < n; i++)
        reversed |= (code >> i & 1) << (n - 1 - i);
    return put(d, out, reversed, n);
}

/* A literal, the end of the block or the code of a length. */
KK_MUST_CHECK static bool put_symbol(Deflate *d, StrBuf *out, unsigned symbol)
{
    if (symbol < 144)
        return put_code(d, out, 0x30 + symbol, 8);
    if (symbol < 256)
        return put_code(d, out, 0x190 + symbol - 144, 9);
    return symbol < 280 ? put_code(d, out, symbol - 256, 7) : put_code(d, out, 0xc0 + symbol - 280, 8);
}

/* The symbol for x of a kind that has 2^k symbols for each number of extra bits. */
static unsigned symbol_of(uint32_t x, unsigned k, unsigned *extra)
{
    *extra = 0;
    if (x < 2u << k)
        return x;
    *extra = 31 - k - (unsigned)KK_CLZ32(x);
    return (*extra << k) + (x >> *extra);
}

KK_MUST_CHECK static bool put_match(Deflate *d, StrBuf *out, size_t length, size_t distance)
{
    unsigned extra;
    uint32_t x = (uint32_t)length - MIN_MATCH;
    unsigned symbol = length == MAX_MATCH ? 28 : symbol_of(x, 2, &extra);
    if (length == MAX_MATCH)
        extra = 0;
    if (!put_symbol(d, out, 257 + symbol) || !put(d, out, x & ((1u << extra) - 1), extra))
        return false;
    x = (uint32_t)distance - 1;
    symbol = symbol_of(x, 1, &extra);
    return put_code(d, out, symbol, 5) && put(d, out, x & ((1u << extra) - 1), extra);
}

/* ---- matches ---- */

static uint16_t *head_of(Deflate *d, const uint8_t *at)
{
    uint32_t three = kk_rom_byte(at) | (uint32_t)kk_rom_byte(at + 1) << 8 | (uint32_t)kk_rom_byte(at + 2) << 16;
    return d->tables + (three * 0x9E3779B1u >> (32 - d->hash_bits));
}

/* Enters the place text[i], which has three bytes. */
static void enter(Deflate *d, const uint8_t *text, size_t i)
{
    uint16_t *head = head_of(d, text + i), *links = d->tables + (1u << d->hash_bits);
    uint16_t number = (uint16_t)(d->base + i);
    links[number & ((1u << d->wbits) - 1)] = *head;
    *head = number;
}

/* The longest match for text[i, ...) that the chain has; 0: none. */
static size_t longest(Deflate *d, const uint8_t *text, size_t i, size_t end, size_t *distance)
{
    const uint16_t *links = d->tables + (1u << d->hash_bits);
    uint16_t number = (uint16_t)(d->base + i), candidate = *head_of(d, text + i);
    size_t most = end - i < MAX_MATCH ? end - i : MAX_MATCH, best = MIN_MATCH - 1, last = 0;
    for (unsigned tries = d->depth; tries > 0; tries--) {
        size_t back = (uint16_t)(number - candidate);
        /* Farther and farther back: what is not has been overwritten. */
        if (back <= last || back > i || back > (size_t)1 << d->wbits)
            break;
        last = back;
        const uint8_t *a = text + i, *b = a - back;
        size_t n = 0;
        if (kk_rom_byte(a + best) == kk_rom_byte(b + best))
            while (n < most && kk_rom_byte(a + n) == kk_rom_byte(b + n))
                n++;
        if (n > best) {
            best = n;
            *distance = back;
            if (n == most)
                break;
        }
        candidate = links[candidate & ((1u << d->wbits) - 1)];
    }
    return best < MIN_MATCH ? 0 : best;
}

KK_MUST_CHECK static bool start_block(Deflate *d, bool last, StrBuf *out)
{
    if (d->started)
        return true;
    d->started = 1;
    return put(d, out, (last ? 1u : 0u) | 1u << 1, 3);
}

size_t kk_deflate_run(Deflate *d, const uint8_t *text, size_t from, size_t to, size_t end, StrBuf *out)
{
    size_t i = from;
    if (i < to && !start_block(d, false, out))
        return SIZE_MAX;
    while (i < to) {
        size_t length = 0, distance = 0;
        bool room = end - i >= MIN_MATCH;
        if (room && d->depth > 0) {
            length = longest(d, text, i, end, &distance);
            enter(d, text, i);
        }
        if (length == 0) {
            if (!put_symbol(d, out, kk_rom_byte(text + i)))
                return SIZE_MAX;
            i++;
            continue;
        }
        if (!put_match(d, out, length, distance))
            return SIZE_MAX;
        for (size_t j = i + 1; j < i + length && end - j >= MIN_MATCH; j++)
            enter(d, text, j);
        i += length;
    }
    return i;
}

bool kk_deflate_finish(Deflate *d, bool last, StrBuf *out)
{
    if (d->started && !put_symbol(d, out, END_OF_BLOCK))
        return false;
    d->started = 0;
    if (!last) {
        /* An empty stored block, which begins at a byte: 00 00 FF FF. */
        return put(d, out, 0, 3) && put(d, out, 0, (8 - d->bit_count) & 7) && put(d, out, 0, 16) &&
               put(d, out, 0xffff, 16);
    }
    return start_block(d, true, out) && put_symbol(d, out, END_OF_BLOCK) && put(d, out, 0, (8 - d->bit_count) & 7);
}
