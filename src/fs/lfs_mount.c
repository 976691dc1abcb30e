/*
 * lfs_mount.c: making a file system, and the beginning and end of its use.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

static const char *magic(void)
{
    return "littlefs";
}

size_t kk_lfs_size(const LfsDevice *device)
{
    return sizeof(Lfs) + 2 * device->cache_size + device->lookahead_size;
}

size_t kk_lfs_file_size(const LfsDevice *device)
{
    return sizeof(LfsFile) + device->cache_size;
}

size_t kk_lfs_dir_size(const LfsDevice *device)
{
    return sizeof(LfsDir);
}

static bool multiple(uint32_t n, uint32_t of)
{
    return of != 0 && n != 0 && n % of == 0;
}

static int init(Lfs *lfs, const LfsDevice *dev)
{
    if (!multiple(dev->cache_size, dev->read_size) || !multiple(dev->cache_size, dev->prog_size) ||
        !multiple(dev->block_size, dev->cache_size) || !multiple(dev->lookahead_size, 8) ||
        dev->block_size < 128 || dev->block_size > 0x1000000 || dev->block_count < 2 || dev->block_count >= 0x40000000)
        return -LFS_EINVAL;
    memset(lfs, 0, sizeof *lfs);
    lfs->dev = dev;
    lfs->rcache.bytes = (uint8_t *)(lfs + 1);
    lfs->pcache.bytes = lfs->rcache.bytes + dev->cache_size;
    lfs->free.map = lfs->pcache.bytes + dev->cache_size;
    kk_lfs_bd_drop(&lfs->rcache);
    kk_lfs_bd_drop(&lfs->pcache);
    lfs->memo.pair[0] = LFS_NONE;
    lfs_pair_set(lfs->root, 0, 1);
    lfs->block_count = dev->block_count;
    lfs->name_max = LFS_NAME_MAX;
    lfs->file_max = 0x7fffffff;
    lfs->attr_max = LFS_INLINE_MAX;
    return 0;
}

int kk_lfs_format(Lfs *lfs, const LfsDevice *device)
{
    int err = init(lfs, device);
    if (err < 0)
        return err;
    uint32_t fields[6] = { LFS_VERSION, device->block_size, device->block_count,
                           lfs->name_max, lfs->file_max, lfs->attr_max };
    uint8_t data[24], name[8];
    for (int i = 0; i < 6; i++)
        lfs_put_le32(data + 4 * i, fields[i]);
    kk_bytes_copy(name, magic(), 8);
    LfsAttr attrs[] = { { LFS_TAG(LFS_T_SUPER, 0, 8), name }, { LFS_TAG(LFS_T_INLINE, 0, 24), data } };
    /* Both blocks: nothing of a file system that was there before may be taken for newer. */
    for (uint32_t i = 0; err == 0 && i < 2; i++)
        err = kk_lfs_commit_raw(lfs, i, i + 1, attrs, 2);
    return err;
}

/* What the superblock in m says, if there is one: 1; 0 if not. */
static int read_superblock(Lfs *lfs, const LfsMeta *m)
{
    LfsEntry e;
    uint8_t data[24], name[8];
    int err = kk_lfs_pair_get(lfs, m, 0, LFS_T_KIND, LFS_T_NAME, &e);
    if (err < 0)
        return err == -LFS_ENOENT ? 0 : err;
    if (lfs_tag_type(e.tag) != LFS_T_SUPER || lfs_tag_size(e.tag) != 8)
        return 0;
    kk_bytes_copy(name, magic(), 8);
    int differ = kk_lfs_bd_compare(lfs, e.block, e.off, name, 8);
    if (differ != 0)
        return differ < 0 ? differ : 0;
    err = kk_lfs_pair_get(lfs, m, 0, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err == 0)
        err = kk_lfs_pair_data(lfs, &e, 0, data, 24);
    if (err < 0)
        return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
    uint32_t version = lfs_le32(data), blocks = lfs_le32(data + 8);
    uint32_t name_max = lfs_le32(data + 12), file_max = lfs_le32(data + 16), attr_max = lfs_le32(data + 20);
    if (version >> 16 != LFS_VERSION >> 16 || version > LFS_VERSION || lfs_le32(data + 4) != lfs->dev->block_size ||
        blocks < 2 || blocks > lfs->dev->block_count || name_max > LFS_NAME_MAX)
        return -KK_LFS_ECORRUPT;
    lfs->old_version = version < LFS_VERSION;
    lfs->block_count = blocks;
    if (name_max != 0)
        lfs->name_max = name_max;
    if (file_max != 0 && file_max < lfs->file_max)
        lfs->file_max = file_max;
    if (attr_max != 0 && attr_max < lfs->attr_max)
        lfs->attr_max = attr_max;
    return 1;
}

int kk_lfs_mount(Lfs *lfs, const LfsDevice *device)
{
    LfsMeta m;
    LfsState sum = { 0 };
    uint32_t seen = 0;
    int err = init(lfs, device);
    if (err < 0)
        return err;
    lfs_pair_set(m.tail, 0, 1);
    for (;;) {
        int more = kk_lfs_pair_next(lfs, &m, &seen);
        if (more < 0)
            return more;
        if (more == 0)
            break;
        int super = read_superblock(lfs, &m);
        if (super < 0 || (super == 0 && seen == 1))
            return super < 0 ? super : -KK_LFS_ECORRUPT;
        if (super == 1)
            lfs_pair_set(lfs->root, m.pair[0], m.pair[1]);
        LfsState delta;
        err = kk_lfs_pair_delta(lfs, &m, &delta);
        if (err < 0)
            return err;
        sum.tag ^= delta.tag;
        sum.pair[0] ^= delta.pair[0];
        sum.pair[1] ^= delta.pair[1];
        lfs->seed = (lfs->seed << 5 | lfs->seed >> 27) ^ m.rev ^ m.off ^ kk_lfs_crc(m.etag, &m.rev, sizeof m.rev);
    }
    lfs->state = lfs->disk = sum;
    if (lfs_tag_type(sum.tag) != LFS_T_DELETE)
        lfs->state = (LfsState){ .tag = sum.tag & LFS_INVALID };
    /* Blocks are taken from somewhere else after each mount, so that all are. */
    lfs->free.start = lfs->seed % lfs->block_count;
    return 0;
}

int kk_lfs_unmount(Lfs *lfs)
{
    lfs->open = NULL;
    return 0;
}

static void count(Lfs *lfs, void *ctx, uint32_t block)
{
    ++*(uint32_t *)ctx;
}

int64_t kk_lfs_used(Lfs *lfs)
{
    uint32_t n = 0;
    int err = kk_lfs_alloc_visit(lfs, true, count, &n);
    return err < 0 ? err : (int64_t)n;
}

static int check_entry(Lfs *lfs, const LfsMeta *m, unsigned id)
{
    LfsEntry e;
    LfsMeta dir;
    uint32_t pair[2];
    int err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_NAME, &e);
    if (err == 0 && lfs_tag_type(e.tag) == LFS_T_DIR) {
        err = kk_lfs_pair_of_dir(lfs, m, id, pair);
        return err < 0 ? err : kk_lfs_pair_fetch(lfs, &dir, pair);
    }
    if (err == 0)
        err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_STRUCT, &e);
    return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
}

int kk_lfs_check(Lfs *lfs)
{
    LfsMeta m;
    uint32_t seen = 0;
    lfs_pair_set(m.tail, 0, 1);
    for (;;) {
        int more = kk_lfs_pair_next(lfs, &m, &seen);
        if (more < 0)
            return more;
        if (more == 0)
            break;
        for (unsigned id = 0; id < m.count; id++) {
            int err = check_entry(lfs, &m, id);
            if (err < 0)
                return err;
        }
    }
    int64_t used = kk_lfs_used(lfs);
    return used < 0 ? (int)used : 0;
}
