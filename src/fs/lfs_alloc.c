/*
 * lfs_alloc.c: which blocks are free. Nothing on the flash says so: the file system is walked, and
 * a bitmap of a window of the device takes note of what is in use.
 *
 * The window moves over the device in a circle, from a place that differs from mount to mount, so
 * that all blocks wear alike. An operation that allocates does not see again what it took, as
 * the window does not come by twice between two calls of kk_lfs_alloc_mark.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

typedef struct Visitor {
    void (*visit)(Lfs *, void *, uint32_t);
    void *ctx;
} Visitor;

static int visit_file(Lfs *lfs, uint32_t head, uint32_t size, Visitor v)
{
    uint32_t off;
    if (size == 0)
        return 0;
    if (!kk_lfs_ctz_sane(lfs, head, size))
        return -KK_LFS_ECORRUPT;
    return kk_lfs_ctz_visit(lfs, head, kk_lfs_ctz_index(lfs->dev->block_size, size - 1, &off), v.visit, v.ctx);
}

static int visit_entries(Lfs *lfs, const LfsMeta *m, Visitor v)
{
    for (unsigned id = 0; id < m->count; id++) {
        LfsEntry e;
        uint8_t data[8];
        int err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_STRUCT, &e);
        if (err == 0 && lfs_tag_type(e.tag) == LFS_T_CTZ) {
            err = kk_lfs_pair_data(lfs, &e, 0, data, 8);
            if (err == 0)
                err = visit_file(lfs, lfs_le32(data), lfs_le32(data + 4), v);
        }
        if (err < 0 && err != -LFS_ENOENT)
            return err;
    }
    return 0;
}

/*
 * The directories that m has entries of, with what is in them: where the thread is out of date it
 * may lead to an older version of them.
 */
static int visit_folders(Lfs *lfs, const LfsMeta *m, Visitor v)
{
    for (unsigned id = 0; id < m->count; id++) {
        LfsEntry e;
        LfsMeta folder;
        int err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_STRUCT, &e);
        if (err == -LFS_ENOENT || (err == 0 && lfs_tag_type(e.tag) != LFS_T_DIR_STRUCT))
            continue;
        if (err == 0)
            err = kk_lfs_pair_blocks(lfs, &e, folder.tail);
        folder.split = true;
        for (uint32_t seen = 0; err == 0 && folder.split;) {
            err = kk_lfs_pair_next(lfs, &folder, &seen);
            if (err <= 0)
                break;
            v.visit(lfs, v.ctx, folder.pair[0]);
            v.visit(lfs, v.ctx, folder.pair[1]);
            err = visit_entries(lfs, &folder, v);
        }
        if (err < 0)
            return err;
    }
    return 0;
}

static int visit_open_files(Lfs *lfs, Visitor v)
{
    for (LfsPos *p = lfs->open; p != NULL; p = p->next) {
        LfsFile *file = (LfsFile *)p;
        if (!(p->kind & LFS_POS_FILE))
            continue;
        int err = 0;
        if (!(file->flags & (LFS_F_INLINE | LFS_F_FAR)))
            err = visit_file(lfs, file->head, file->size, v);
        if (err == 0 && (file->flags & LFS_F_WRITING) && file->block != LFS_NONE) {
            v.visit(lfs, v.ctx, file->block);
            if (file->index > 0)
                err = kk_lfs_ctz_visit(lfs, file->before, file->index - 1, v.visit, v.ctx);
        }
        if (err < 0)
            return err;
    }
    return 0;
}

int kk_lfs_alloc_visit(Lfs *lfs, bool files, void (*visit)(Lfs *, void *, uint32_t), void *ctx)
{
    Visitor v = { visit, ctx };
    LfsMeta m;
    uint32_t seen = 0;
    lfs_pair_set(m.tail, 0, 1);
    for (;;) {
        int more = kk_lfs_pair_next(lfs, &m, &seen);
        if (more < 0)
            return more;
        if (more == 0)
            break;
        visit(lfs, ctx, m.pair[0]);
        visit(lfs, ctx, m.pair[1]);
        int err = visit_entries(lfs, &m, v);
        if (err == 0 && (lfs->state.tag & LFS_INVALID))
            err = visit_folders(lfs, &m, v);
        if (err < 0)
            return err;
    }
    return files ? visit_open_files(lfs, v) : 0;
}

void kk_lfs_alloc_mark(Lfs *lfs)
{
    lfs->free.left = lfs->block_count;
}

static void set_used(Lfs *lfs, void *ctx, uint32_t block)
{
    uint32_t at = block >= lfs->free.start ? block - lfs->free.start : block + lfs->block_count - lfs->free.start;
    if (at < lfs->free.size)
        lfs->free.map[at / 8] |= (uint8_t)(1 << at % 8);
}

/* The window behind this one; empty when every block has been tried. */
static int next_window(Lfs *lfs)
{
    uint32_t n = 8 * lfs->dev->lookahead_size;
    lfs->free.start = (lfs->free.start + lfs->free.size) % lfs->block_count;
    lfs->free.size = n < lfs->free.left ? n : lfs->free.left;
    lfs->free.next = 0;
    memset(lfs->free.map, 0, lfs->dev->lookahead_size);
    int err = kk_lfs_alloc_visit(lfs, true, set_used, NULL);
    if (err < 0)
        lfs->free.size = 0;
    return err;
}

int kk_lfs_alloc_block(Lfs *lfs, uint32_t *block)
{
    for (;;) {
        while (lfs->free.next < lfs->free.size && lfs->free.left > 0) {
            uint32_t at = lfs->free.next++;
            lfs->free.left--;
            if (!(lfs->free.map[at / 8] & 1 << at % 8)) {
                *block = (lfs->free.start + at) % lfs->block_count;
                return 0;
            }
        }
        if (lfs->free.left == 0)
            return -LFS_ENOSPC;
        int err = next_window(lfs);
        if (err < 0)
            return err;
    }
}
