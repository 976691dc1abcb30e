/*
 * sum.c: the checksums of zlib and gzip, and what stands in front of and behind their streams.
 *
 * Layer: modules.   Tests: tests/modules/zlib/.
 */
#include "modules/deflate/deflate.h"

enum { ADLER_PRIME = 65521, ADLER_RUN = 2048 };

static uint32_t crc32_of(uint32_t crc, const uint8_t *at, size_t n)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    crc = ~crc;
    for (size_t i = 0; i < n; i++) {
        crc ^= kk_rom_byte(at + i);
        crc = table[crc & 15] ^ crc >> 4;
        crc = table[crc & 15] ^ crc >> 4;
    }
    return ~crc;
}

static uint32_t adler32_of(uint32_t sum, const uint8_t *at, size_t n)
{
    uint32_t a = sum & 0xffff, b = sum >> 16;
    while (n > 0) {
        /* So many bytes do not overflow b. */
        size_t run = n < ADLER_RUN ? n : ADLER_RUN;
        for (size_t i = 0; i < run; i++) {
            a += kk_rom_byte(at + i);
            b += a;
        }
        a %= ADLER_PRIME;
        b %= ADLER_PRIME;
        at += run;
        n -= run;
    }
    return b << 16 | a;
}

uint32_t kk_deflate_sum_start(DeflateFormat format) { return format == DEFLATE_ZLIB ? 1 : 0; }

uint32_t kk_deflate_sum(DeflateFormat format, uint32_t sum, const uint8_t *at, size_t n)
{
    if (format == DEFLATE_ZLIB)
        return adler32_of(sum, at, n);
    return format == DEFLATE_GZIP ? crc32_of(sum, at, n) : 0;
}

KK_MUST_CHECK static bool add_numbers(StrBuf *out, const uint32_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!kk_strbuf_add_byte(out, (uint8_t)bytes[i]))
            return false;
    return true;
}

bool kk_deflate_header(DeflateFormat format, unsigned wbits, StrBuf *out)
{
    if (format == DEFLATE_ZLIB) {
        /* Method 8, the window's size from 256 on, a multiple of 31. */
        uint32_t first = 8 | (wbits < 8 ? 0 : wbits - 8) << 4;
        return add_numbers(out, (const uint32_t[]){first, 31 - first * 256 % 31}, 2);
    }
    /* No name, no time, an unknown system. */
    return format != DEFLATE_GZIP || add_numbers(out, (const uint32_t[]){0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}, 10);
}

bool kk_deflate_trailer(DeflateFormat format, uint32_t sum, uint32_t total, StrBuf *out)
{
    if (format == DEFLATE_ZLIB)
        return add_numbers(out, (const uint32_t[]){sum >> 24, sum >> 16, sum >> 8, sum}, 4);
    return format != DEFLATE_GZIP ||
           add_numbers(out, (const uint32_t[]){sum, sum >> 8, sum >> 16, sum >> 24, total, total >> 8, total >> 16,
                                               total >> 24}, 8);
}
