/*
 * lfs_flash.h: a NOR flash for the tests of src/fs: programming only clears bits, blocks can be bad,
 * and the power can fail in the middle of a program or an erase.
 */
#ifndef KK_TESTS_UNIT_LFS_FLASH_H
#define KK_TESTS_UNIT_LFS_FLASH_H

#include "check.h"
#include "base/compiler.h"
#include "fs/lfs.h"

enum { FLASH_MAX = 4096 * 512, BLOCKS_MAX = 4096 };

static uint8_t flash[FLASH_MAX];
static uint32_t erases[BLOCKS_MAX];
static uint8_t bad_erase[BLOCKS_MAX], bad_program[BLOCKS_MAX]; /* 1: an error, 2: silently wrong */
static long cut_after = -1; /* programs and erases before the power fails; -1: never */
static bool power_lost;
static long writes;

static LfsDevice device;

/* Numbers that look random, from a seed that a failure can name. */
static uint32_t rng_state;

static uint32_t rng(void)
{
    rng_state ^= rng_state << 13;
    rng_state ^= rng_state >> 17;
    rng_state ^= rng_state << 5;
    return rng_state;
}

static uint32_t below(uint32_t n)
{
    return rng() % n;
}

static int flash_read(void *ctx, uint32_t block, uint32_t offset, void *to, size_t n)
{
    CHECK(block < device.block_count && offset + n <= device.block_size, "read outside: %u %u %zu", block, offset, n);
    CHECK(offset % device.read_size == 0 && n % device.read_size == 0, "read not aligned");
    if (power_lost)
        return -5;
    memcpy(to, flash + (size_t)block * device.block_size + offset, n);
    return 0;
}

/* true: the power fails in this write. */
static bool fails_now(void)
{
    writes++;
    if (cut_after >= 0 && cut_after-- == 0)
        power_lost = true;
    return power_lost;
}

static int flash_program(void *ctx, uint32_t block, uint32_t offset, const void *from, size_t n)
{
    const uint8_t *p = from;
    uint8_t *at = flash + (size_t)block * device.block_size + offset;
    CHECK(block < device.block_count && offset + n <= device.block_size, "program outside");
    CHECK(offset % device.prog_size == 0 && n % device.prog_size == 0, "program not aligned");
    if (power_lost)
        return -5;
    for (size_t i = 0; i < n; i++)
        CHECK(at[i] == 0xff || cut_after == -2 || bad_program[block] || bad_erase[block], "programs what is not erased: block %u offset %u", block, (unsigned)(offset + i));
    if (fails_now()) {
        /* A part is done, of the byte after it some bits; what is behind is as it was. */
        size_t done = below((uint32_t)n + 1);
        for (size_t i = 0; i < done; i++)
            at[i] &= p[i];
        if (done < n)
            at[done] &= p[done] | (uint8_t)rng();
        return -5;
    }
    if (bad_program[block] == 1)
        return -5;
    for (size_t i = 0; i < n; i++)
        at[i] &= p[i];
    if (bad_program[block] == 2)
        at[n / 2] ^= 0x10;
    return 0;
}

static int flash_erase(void *ctx, uint32_t block)
{
    uint8_t *at = flash + (size_t)block * device.block_size;
    CHECK(block < device.block_count, "erase outside");
    if (power_lost)
        return -5;
    if (fails_now()) {
        uint32_t kind = below(3);
        for (uint32_t i = 0; i < device.block_size; i++)
            if (kind == 0 || (kind == 1 && i > device.block_size / 2))
                at[i] |= (uint8_t)rng();
            else if (kind == 1)
                at[i] = 0xff;
        return -5;
    }
    if (bad_erase[block] == 1)
        return -5;
    if (bad_erase[block] == 0)
        memset(at, 0xff, device.block_size);
    erases[block]++;
    return 0;
}

static int flash_sync(void *ctx)
{
    return power_lost ? -5 : 0;
}

/* A blank device of the parameters that the ESP8266 port uses. */
static void flash_new(uint32_t block_size, uint32_t blocks)
{
    device = (LfsDevice){ NULL, flash_read, flash_program, flash_erase, flash_sync, 32, 32, block_size, blocks, 128, 32, 100 };
    memset(flash, 0xff, sizeof flash);
    memset(erases, 0, sizeof erases);
    memset(bad_erase, 0, sizeof bad_erase);
    memset(bad_program, 0, sizeof bad_program);
    cut_after = -1;
    power_lost = false;
}

static Lfs *lfs_memory(void)
{
    return malloc(kk_lfs_size(&device));
}

static LfsFile *file_memory(void)
{
    return malloc(kk_lfs_file_size(&device));
}

/* The whole of a file: 0 or the error. */
static KK_UNUSED int put_file(Lfs *lfs, const char *path, const void *data, size_t n)
{
    LfsFile *file = file_memory();
    int err = kk_lfs_open(lfs, file, path, LFS_WRITE | LFS_CREATE | LFS_TRUNCATE);
    if (err == 0) {
        int32_t wrote = kk_lfs_write(lfs, file, data, n);
        err = kk_lfs_close(lfs, file);
        if (wrote < 0)
            err = wrote;
    }
    free(file);
    return err;
}

/* The length of the file, of which up to cap bytes go to to; or the error. */
static KK_UNUSED int32_t get_file(Lfs *lfs, const char *path, void *to, size_t cap)
{
    LfsFile *file = file_memory();
    int32_t n = kk_lfs_open(lfs, file, path, LFS_READ);
    if (n == 0) {
        n = kk_lfs_read(lfs, file, to, cap);
        kk_lfs_close(lfs, file);
    }
    free(file);
    return n;
}

#endif
