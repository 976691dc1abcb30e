/*
 * png.c: PNG files of one bit per pixel. The pictures are of a kilobyte: the zlib stream holds its data
 * uncompressed, which spares a library.
 *
 * Layer: emu.   Tests: tests/emu/parts.c, tests/emu/run_parts.py.
 */
#include "emu/png.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STORED_MAX = 65535 };

static void put32(uint8_t *at, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(n >> (24 - 8 * i));
}

static uint32_t crc_of(const uint8_t *bytes, size_t n)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

/* The checksum at the end of a zlib stream. */
static uint32_t adler_of(const uint8_t *bytes, size_t n)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < n; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* data lies at chunk + 8 already; the size of the whole chunk. */
static size_t close_chunk(uint8_t *chunk, const char *type, size_t n)
{
    put32(chunk, (uint32_t)n);
    memcpy(chunk + 4, type, 4);
    put32(chunk + 8 + n, crc_of(chunk + 4, n + 4));
    return n + 12;
}

/* The rows as PNG wants them, filter byte in front, in a zlib stream of stored blocks; its length. */
static size_t put_stream(uint8_t *to, const uint8_t *rows, size_t n)
{
    uint8_t *at = to;
    *at++ = 0x78;
    *at++ = 0x01;
    for (size_t done = 0; done < n || done == 0;) {
        size_t piece = n - done < STORED_MAX ? n - done : STORED_MAX;
        *at++ = done + piece == n;
        *at++ = (uint8_t)piece;
        *at++ = (uint8_t)(piece >> 8);
        *at++ = (uint8_t)~piece;
        *at++ = (uint8_t)(~piece >> 8);
        memcpy(at, rows + done, piece);
        at += piece;
        done += piece;
    }
    put32(at, adler_of(rows, n));
    return (size_t)(at + 4 - to);
}

bool emu_png_write(const char *path, const uint8_t *pixels, unsigned width, unsigned height)
{
    size_t stride = 1 + (width + 7) / 8, n = stride * height;
    uint8_t *rows = calloc(1, n), *file = calloc(1, 2 * n + 256), *at = file;
    for (unsigned y = 0; y < height; y++)
        for (unsigned x = 0; x < width; x++)
            if (pixels[y * width + x])
                rows[y * stride + 1 + x / 8] |= (uint8_t)(0x80 >> x % 8);

    memcpy(at, "\x89PNG\r\n\x1a\n", 8);
    at += 8;
    put32(at + 8, width);
    put32(at + 12, height);
    at[16] = 1; /* bits; grey, deflate, filters, not interlaced */
    at += close_chunk(at, "IHDR", 13);
    at += close_chunk(at, "IDAT", put_stream(at + 8, rows, n));
    at += close_chunk(at, "IEND", 0);

    FILE *out = fopen(path, "wb");
    bool good = out != NULL && fwrite(file, 1, (size_t)(at - file), out) == (size_t)(at - file);
    if (out != NULL)
        good = fclose(out) == 0 && good;
    free(rows);
    free(file);
    return good;
}
