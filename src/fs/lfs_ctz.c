/*
 * lfs_ctz.c: the blocks of a file, a list that runs backward with skips.
 *
 * Block number n > 0 begins with ctz(n) + 1 pointers: the x-th names block n - 2^x. The file is
 * known by its last block and its size, so that appending changes nothing that is on the flash.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

static unsigned trailing_zeros(uint32_t x)
{
    unsigned n = 0;
    for (; !(x & 1); x >>= 1)
        n++;
    return n;
}

static unsigned bits_set(uint32_t x)
{
    unsigned n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

static unsigned floor_log2(uint32_t x)
{
    unsigned n = 0;
    while (x >>= 1)
        n++;
    return n;
}

/* The number of the block that has byte pos, and where in it: DESIGN.md of littlefs derives the closed form. */
uint32_t kk_lfs_ctz_index(uint32_t block_size, uint32_t pos, uint32_t *off)
{
    uint32_t b = block_size - 8, i = pos / b;
    if (i == 0) {
        *off = pos;
        return 0;
    }
    i = (pos - 4 * (bits_set(i - 1) + 2)) / b;
    *off = pos - b * i - 4 * bits_set(i);
    return i;
}

bool kk_lfs_ctz_sane(const Lfs *lfs, uint32_t head, uint32_t size)
{
    uint32_t off;
    return size == 0 || (head < lfs->block_count && size <= 0x7fffffff &&
                         kk_lfs_ctz_index(lfs->dev->block_size, size - 1, &off) < lfs->block_count);
}

static int pointer(Lfs *lfs, uint32_t block, unsigned which, uint32_t *to)
{
    uint8_t raw[4];
    int err = kk_lfs_bd_read(lfs, &lfs->rcache, block, 4 * which, raw, 4);
    *to = lfs_le32(raw);
    if (err == 0 && *to >= lfs->block_count)
        err = -KK_LFS_ECORRUPT;
    return err;
}

int kk_lfs_ctz_find(Lfs *lfs, uint32_t head, uint32_t size, uint32_t index, uint32_t *block)
{
    if (!kk_lfs_ctz_sane(lfs, head, size))
        return -KK_LFS_ECORRUPT;
    uint32_t off, here = kk_lfs_ctz_index(lfs->dev->block_size, size - 1, &off);
    while (here > index) {
        unsigned skip = floor_log2(here - index), most = trailing_zeros(here);
        if (skip > most)
            skip = most;
        int err = pointer(lfs, head, skip, &head);
        if (err < 0)
            return err;
        here -= (uint32_t)1 << skip;
    }
    *block = head;
    return 0;
}

int kk_lfs_ctz_visit(Lfs *lfs, uint32_t head, uint32_t here, void (*visit)(Lfs *, void *, uint32_t), void *ctx)
{
    for (;;) {
        visit(lfs, ctx, head);
        if (here == 0)
            return 0;
        uint32_t next;
        int err = pointer(lfs, head, 0, &next);
        /* An even block knows the two before it: half of the blocks need not be read. */
        if (err == 0 && here % 2 == 0) {
            visit(lfs, ctx, next);
            err = pointer(lfs, head, 1, &next);
            here--;
        }
        if (err < 0)
            return err;
        head = next;
        here--;
    }
}

int kk_lfs_ctz_extend(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t index, uint32_t previous, uint32_t *off)
{
    *off = 0;
    if (index == 0)
        return 0;
    unsigned n = trailing_zeros(index) + 1;
    for (unsigned i = 0; i < n; i++) {
        uint8_t raw[4];
        lfs_put_le32(raw, previous);
        int err = kk_lfs_bd_program(lfs, cache, block, *off, raw, 4);
        /* The next pointer goes twice as far: it is what that block says of the same distance. */
        if (err == 0 && i + 1 < n)
            err = pointer(lfs, previous, i, &previous);
        if (err < 0)
            return err;
        *off += 4;
    }
    return 0;
}
