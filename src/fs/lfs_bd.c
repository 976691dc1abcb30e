/*
 * lfs_bd.c: bytes of blocks, through caches of one size.
 *
 * A cache that is read holds one aligned window of a block. A cache that is written collects bytes
 * from a multiple of prog_size on; what it wrote is read back and compared, for a block that does
 * not keep its bits is given up while the data is still at hand.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* CRC-32 (0x04c11db7, bits reflected), by half bytes: 16 words, as a table of bytes would trap in flash. */
static const uint32_t crc_table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

uint32_t kk_lfs_crc(uint32_t crc, const void *from, size_t n)
{
    const uint8_t *p = from;
    for (size_t i = 0; i < n; i++) {
        crc = crc >> 4 ^ crc_table[(crc ^ p[i]) & 15];
        crc = crc >> 4 ^ crc_table[(crc ^ (uint32_t)p[i] >> 4) & 15];
    }
    return crc;
}

void kk_lfs_bd_drop(LfsCache *cache)
{
    cache->block = LFS_NONE;
    cache->off = cache->n = 0;
}

/* Fills the cache with the window of the block that has off in it. */
static int load(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off)
{
    const LfsDevice *dev = lfs->dev;
    kk_lfs_bd_drop(cache);
    off -= off % dev->cache_size;
    int err = dev->read(dev->ctx, block, off, cache->bytes, dev->cache_size);
    if (err < 0)
        return err;
    cache->block = block;
    cache->off = off;
    cache->n = dev->cache_size;
    return 0;
}

/* The bytes at off in the cache, and how many (at most n). */
static int peek(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off, size_t n, const uint8_t **at)
{
    if (block >= lfs->block_count || off > lfs->dev->block_size || n > lfs->dev->block_size - off)
        return -KK_LFS_ECORRUPT;
    if (cache->block != block || off < cache->off || off >= cache->off + cache->n) {
        int err = load(lfs, cache, block, off);
        if (err < 0)
            return err;
    }
    size_t there = cache->off + cache->n - off;
    *at = cache->bytes + (off - cache->off);
    return (int)(n < there ? n : there);
}

int kk_lfs_bd_read(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off, void *to, size_t n)
{
    const LfsDevice *dev = lfs->dev;
    uint8_t *out = to;
    while (n > 0) {
        int got;
        /* Whole windows go straight to where they are wanted, if the device can write there. */
        if (n >= dev->cache_size && off % dev->cache_size == 0 && (uintptr_t)out % 4 == 0 &&
            block < lfs->block_count && off <= dev->block_size - dev->cache_size) {
            got = (int)(n < dev->block_size - off ? n - n % dev->cache_size : dev->block_size - off);
            int err = dev->read(dev->ctx, block, off, out, (size_t)got);
            if (err < 0)
                return err;
        } else {
            const uint8_t *at;
            got = peek(lfs, cache, block, off, n, &at);
            if (got < 0)
                return got;
            memcpy(out, at, (size_t)got);
        }
        out += got;
        off += (uint32_t)got;
        n -= (size_t)got;
    }
    return 0;
}

int kk_lfs_bd_crc(Lfs *lfs, uint32_t block, uint32_t off, size_t n, uint32_t *crc)
{
    while (n > 0) {
        const uint8_t *at;
        int got = peek(lfs, &lfs->rcache, block, off, n, &at);
        if (got < 0)
            return got;
        *crc = kk_lfs_crc(*crc, at, (size_t)got);
        off += (uint32_t)got;
        n -= (size_t)got;
    }
    return 0;
}

int kk_lfs_bd_compare(Lfs *lfs, uint32_t block, uint32_t off, const uint8_t *with, size_t n)
{
    while (n > 0) {
        const uint8_t *at;
        int got = peek(lfs, &lfs->rcache, block, off, n, &at);
        if (got < 0)
            return got;
        int order = memcmp(at, with, (size_t)got);
        if (order != 0)
            return order < 0 ? 1 : 2;
        with += got;
        off += (uint32_t)got;
        n -= (size_t)got;
    }
    return 0;
}

int kk_lfs_bd_flush(Lfs *lfs, LfsCache *cache)
{
    const LfsDevice *dev = lfs->dev;
    if (cache->n == 0)
        return 0;
    uint32_t n = cache->n, whole = (n + dev->prog_size - 1) / dev->prog_size * dev->prog_size;
    memset(cache->bytes + n, 0xff, whole - n);
    int err = dev->program(dev->ctx, cache->block, cache->off, cache->bytes, whole);
    if (err < 0)
        return err;
    kk_lfs_bd_drop(&lfs->rcache);
    int differ = kk_lfs_bd_compare(lfs, cache->block, cache->off, cache->bytes, whole);
    if (differ != 0)
        return differ < 0 ? differ : -KK_LFS_ECORRUPT;
    kk_lfs_bd_drop(cache);
    return 0;
}

int kk_lfs_bd_program(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off, const void *from, size_t n)
{
    const uint8_t *in = from;
    while (n > 0) {
        if (cache->n > 0 && (cache->block != block || off != cache->off + cache->n || cache->n == lfs->dev->cache_size)) {
            int err = kk_lfs_bd_flush(lfs, cache);
            if (err < 0)
                return err;
        }
        if (cache->n == 0) {
            cache->block = block;
            cache->off = off;
        }
        size_t room = lfs->dev->cache_size - cache->n;
        size_t now = n < room ? n : room;
        memcpy(cache->bytes + cache->n, in, now);
        cache->n += (uint32_t)now;
        in += now;
        off += (uint32_t)now;
        n -= now;
    }
    return 0;
}

int kk_lfs_bd_erase(Lfs *lfs, uint32_t block)
{
    if (block >= lfs->block_count)
        return -KK_LFS_ECORRUPT;
    kk_lfs_bd_drop(&lfs->rcache);
    if (block == lfs->memo.pair[0] || block == lfs->memo.pair[1])
        lfs->memo.pair[0] = LFS_NONE;
    return lfs->dev->erase(lfs->dev->ctx, block);
}

int kk_lfs_bd_sync(Lfs *lfs)
{
    return lfs->dev->sync(lfs->dev->ctx);
}
