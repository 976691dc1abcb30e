/*
 * image.c: the boot image: magic 0xE9, number of segments, flash mode, size and frequency, entry point;
 * for each segment its address, length and bytes; at the end of a 16-byte piece the xor of all bytes
 * of segments, begun with 0xEF.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/memory.h"
#include "emu/rom.h"

#include <stdio.h>
#include <string.h>

enum { MAGIC = 0xe9, CHECK_START = 0xef, MOST_SEGMENTS = 16, HEADER = 8, SEGMENT_HEADER = 8 };

static char wrong[160];

static uint32_t word_at(const uint8_t *image, size_t at)
{
    uint32_t value;
    memcpy(&value, image + at, sizeof value);
    return value;
}

/* Whether the boot ROM could put n bytes there. */
static uint8_t *segment_place(Machine *m, uint32_t address, uint32_t n)
{
    bool ram = address - DRAM_BASE < DRAM_SIZE || address - IRAM_BASE < IRAM_SIZE;
    return ram && (address & 3) == 0 ? emu_machine_memory(m, address, n) : NULL;
}

static void log_line(Machine *m, const char *format, uint32_t a, uint32_t b, uint32_t c)
{
    char line[80];
    int n = snprintf(line, sizeof line, format, (unsigned)a, (unsigned)b, (unsigned)c);
    if (m->rom_log)
        emu_rom_print(m, line, (size_t)n);
}

/* Loads the segment whose header is at *at, and goes on behind it. */
static bool load_segment(Machine *m, const uint8_t *image, size_t size, unsigned number, size_t *at, uint8_t *check)
{
    if (size - *at < SEGMENT_HEADER) {
        snprintf(wrong, sizeof wrong, "the boot image ends in the header of segment %u", number);
        return false;
    }
    uint32_t address = word_at(image, *at);
    uint32_t n = word_at(image, *at + 4);
    *at += SEGMENT_HEADER;
    if (n > size - *at || (n & 3) != 0) {
        snprintf(wrong, sizeof wrong, "segment %u of the boot image has a length of %u, of which %zu are there", number,
                 (unsigned)n, size - *at);
        return false;
    }
    uint8_t *to = segment_place(m, address, n);
    if (to == NULL) {
        snprintf(wrong, sizeof wrong, "segment %u of the boot image (%u bytes for %08x) does not fit into DRAM or IRAM",
                 number, (unsigned)n, (unsigned)address);
        return false;
    }
    for (uint32_t i = 0; i < n; i++)
        *check ^= image[*at + i];
    memcpy(to, image + *at, n);
    emu_memory_forget(m, address, n);
    *at += n;
    log_line(m, "load 0x%08x, len %u, room %u \r\n", address, n, (uint32_t)(16 - *at % 16) % 16);
    log_line(m, "tail %u\r\nchksum 0x%02x\r\n", (uint32_t)*at % 16, *check, 0);
    return true;
}

const char *emu_image_load(Machine *m, const uint8_t *image, size_t size, uint32_t *entry)
{
    if (size < HEADER + SEGMENT_HEADER)
        return "the boot image is shorter than its header";
    if (image[0] != MAGIC) {
        snprintf(wrong, sizeof wrong, "no boot image in flash: the first byte is %02x and not e9", image[0]);
        return wrong;
    }
    if (image[1] == 0 || image[1] > MOST_SEGMENTS) {
        snprintf(wrong, sizeof wrong, "the boot image says that it has %u segments", image[1]);
        return wrong;
    }
    size_t at = HEADER;
    uint8_t check = CHECK_START;
    for (unsigned i = 0; i < image[1]; i++)
        if (!load_segment(m, image, size, i, &at, &check))
            return wrong;
    at |= 15;
    if (at >= size || image[at] != check) {
        snprintf(wrong, sizeof wrong, "the boot image has checksum %02x at %zx, and its segments give %02x",
                 at < size ? image[at] : 0, at, check);
        return wrong;
    }
    log_line(m, "csum 0x%02x\r\n", check, 0, 0);
    *entry = word_at(image, 4);
    return NULL;
}
