/*
 * part_eeprom.c: an EEPROM of the 24C family on an I2C bus: sizes of 128 bytes to 64 KiB, with the pages and the addressing
 * that each has. It does not answer while it writes.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/i2c.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_MAX = 128, WRITE_MS = 5 };

typedef struct Eeprom {
    uint8_t address;       /* of the device */
    unsigned size, page;   /* bytes */
    unsigned address_bytes;
    uint8_t *bytes;
    const char *file;
    Picos busy_until;

    unsigned at, got; /* the address counter; bytes of it that came in */
    uint8_t buffer[PAGE_MAX];
    bool filled[PAGE_MAX];
    unsigned written; /* bytes that wait for the stop */
} Eeprom;

/* Sizes whose address is one byte take the bits that are missing from the device's address. */
static uint8_t address_mask(const Eeprom *e)
{
    return e->address_bytes == 1 && e->size > 256 ? (uint8_t)~(e->size / 256 - 1) : 0xff;
}

static bool select_device(Machine *m, void *ctx, uint8_t address, bool read)
{
    Eeprom *e = ctx;
    e->written = 0; /* without a stop nothing is written */
    memset(e->filled, 0, sizeof e->filled);
    if (((address ^ e->address) & address_mask(e)) != 0 || emu_machine_now(m) < e->busy_until)
        return false;
    e->got = 0;
    if (address_mask(e) != 0xff)
        e->at = (e->at & 0xff) | (unsigned)(address & ~address_mask(e)) << 8;
    return true;
}

static bool write_byte(Machine *m, void *ctx, uint8_t byte)
{
    Eeprom *e = ctx;
    if (e->got < e->address_bytes) {
        if (e->address_bytes == 2)
            e->at = (e->got == 0 ? 0 : e->at << 8) | byte;
        else
            e->at = (e->at & ~0xffu) | byte;
        if (++e->got == e->address_bytes)
            e->at &= e->size - 1;
        return true;
    }
    e->buffer[e->at % e->page] = byte;
    e->filled[e->at % e->page] = true;
    e->at = (e->at & ~(e->page - 1)) | ((e->at + 1) % e->page);
    e->written++;
    return true;
}

static uint8_t read_byte(Machine *m, void *ctx)
{
    Eeprom *e = ctx;
    uint8_t byte = e->bytes[e->at];
    e->at = (e->at + 1) & (e->size - 1);
    return byte;
}

static void stop(Machine *m, void *ctx)
{
    Eeprom *e = ctx;
    if (e->written == 0)
        return;
    if (e->written > e->page)
        emu_machine_warn(m, "eeprom: %u bytes were written to a page of %u", e->written, e->page);
    unsigned page = e->at & ~(e->page - 1);
    for (unsigned i = 0; i < e->page; i++)
        if (e->filled[i])
            e->bytes[page + i] = e->buffer[i];
    e->written = 0;
    e->busy_until = emu_machine_now(m) + WRITE_MS * EMU_MS;
}

static void save(void *ctx)
{
    const Eeprom *e = ctx;
    FILE *out = fopen(e->file, "wb");
    if (out == NULL || fwrite(e->bytes, 1, e->size, out) != e->size)
        fprintf(stderr, "kukri-emu: eeprom: %s: %s\n", e->file, strerror(errno));
    if (out != NULL)
        fclose(out);
}

/* A file that is not there yet is one that will be. */
static void load(PartOptions *options, Eeprom *e)
{
    FILE *in = fopen(e->file, "rb");
    if (in == NULL) {
        if (errno != ENOENT)
            emu_parts_wrong(options, "%s: %s", e->file, strerror(errno));
        return;
    }
    size_t n = fread(e->bytes, 1, e->size, in);
    if (ferror(in))
        emu_parts_wrong(options, "%s: %s", e->file, strerror(errno));
    else if (n != e->size || getc(in) != EOF)
        emu_parts_wrong(options, "%s does not have %u bytes", e->file, e->size);
    fclose(in);
}

static unsigned page_of(unsigned size)
{
    if (size <= 256)
        return 8;
    return size <= 2048 ? 16 : size <= 8192 ? 32 : size <= 32768 ? 64 : 128;
}

static bool attach(Machine *m, PartOptions *options)
{
    static const I2cKind kind = {"eeprom", select_device, write_byte, read_byte, stop};
    long address = emu_parts_number(options, "addr", 0x50, 0x50, 0x57), size = emu_parts_number(options, "size", 4096, 128, 65536);
    Eeprom *e = emu_parts_state(sizeof *e);
    if ((size & (size - 1)) != 0)
        emu_parts_wrong(options, "size=%ld is no power of two", size);
    e->address = (uint8_t)address;
    e->size = (unsigned)size;
    e->page = page_of(e->size);
    e->address_bytes = size <= 2048 ? 1 : 2;
    e->bytes = emu_parts_state(e->size);
    memset(e->bytes, 0xff, e->size);
    e->file = emu_parts_text(options, "file");
    if (e->file != NULL && emu_parts_good(options))
        load(options, e);
    if (!emu_parts_good(options) || !emu_i2c_attach(m, options, &kind, e))
        return false;
    if (e->file != NULL)
        emu_parts_at_end(m, save, e);
    return true;
}

const PartKind emu_part_eeprom = {
    "eeprom",
    "sda=N,scl=N[,addr=0x50][,size=4096][,file=FILE][,khz=400][,stretch=US][,pullup=1]: a 24C32 (or another 24C by size), kept in FILE",
    attach};
