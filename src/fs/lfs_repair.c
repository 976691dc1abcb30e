/*
 * lfs_repair.c: ending what a loss of power cut off, before anything else is written.
 *
 * The state found at mount says what there is to do: an entry that was moved elsewhere is deleted
 * at its old place, and the thread is made to agree with the directories.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* Deletes the source of a move. */
static int end_move(Lfs *lfs)
{
    LfsMeta m;
    uint16_t id = (uint16_t)lfs_tag_id(lfs->state.tag);
    int err = kk_lfs_pair_fetch(lfs, &m, lfs->state.pair);
    if (err < 0)
        return err;
    lfs->state = (LfsState){ .tag = lfs->state.tag & LFS_INVALID };
    return id < m.count ? kk_lfs_link_delete(lfs, &m, id) : kk_lfs_link_commit(lfs, &m, NULL, 0);
}

/*
 * The first place where the thread is wrong is mended: a directory's first pair that the entry
 * names otherwise or (orphans) that no entry names. 1 if there was one.
 */
static int mend_one(Lfs *lfs, bool orphans)
{
    LfsMeta before, m, parent;
    uint32_t seen = 0, named[2];
    uint16_t id;
    lfs_pair_set(m.tail, 0, 1);
    int more = kk_lfs_pair_next(lfs, &m, &seen);
    for (; more > 0; ) {
        before = m;
        more = kk_lfs_pair_next(lfs, &m, &seen);
        if (more <= 0 || before.split)
            continue;
        int err = kk_lfs_link_parent(lfs, before.tail, &parent, &id, named);
        if (err == -LFS_ENOENT && orphans) {
            err = kk_lfs_link_drop(lfs, &before, &m, false);
        } else if (err == 0 && !orphans && !lfs_pair_same(named, before.tail)) {
            uint8_t data[8];
            LfsAttr attr = { LFS_TAG(LFS_T_SOFT_TAIL, LFS_NO_ID, 8), data };
            lfs_put_le32(data, named[0]);
            lfs_put_le32(data + 4, named[1]);
            err = kk_lfs_link_commit_only(lfs, &before, &attr, 1);
        } else {
            if (err < 0 && err != -LFS_ENOENT)
                return err;
            continue;
        }
        return err < 0 ? err : 1;
    }
    return more;
}

int kk_lfs_repair_thread(Lfs *lfs)
{
    int step = 0, err = 0;
    /* Wrong names first: through them, entries would be missed that show that a directory is no
     * orphan. A repair that moves a pair may make new work: begin again. */
    for (uint32_t turns = 0; step < 3; turns++) {
        if (turns > 4 * lfs->block_count)
            return -KK_LFS_ECORRUPT;
        lfs->tangled = false;
        int mended = 0;
        if (step < 2) {
            mended = mend_one(lfs, step == 1);
        } else {
            LfsMeta m;
            lfs->state.tag &= ~LFS_INVALID;
            err = kk_lfs_pair_fetch(lfs, &m, lfs->root);
            if (err == 0)
                err = kk_lfs_link_commit_only(lfs, &m, NULL, 0);
        }
        if (mended < 0 || err < 0)
            return mended < 0 ? mended : err;
        if (lfs->tangled)
            step = 0;
        else if (!mended)
            step++;
    }
    return 0;
}

/* A driver for version 2.0 would not understand what is going to be written. */
static int raise_version(Lfs *lfs)
{
    LfsMeta m;
    LfsEntry e;
    uint8_t data[24];
    int err = kk_lfs_pair_fetch(lfs, &m, lfs->root);
    if (err == 0)
        err = kk_lfs_pair_get(lfs, &m, 0, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err == 0)
        err = kk_lfs_pair_data(lfs, &e, 0, data, sizeof data);
    if (err < 0)
        return err;
    lfs_put_le32(data, LFS_VERSION);
    LfsAttr attr = { LFS_TAG(LFS_T_INLINE, 0, sizeof data), data };
    err = kk_lfs_link_commit(lfs, &m, &attr, 1);
    if (err == 0)
        lfs->old_version = false;
    return err;
}

int kk_lfs_repair_before_write(Lfs *lfs)
{
    if (lfs->broken)
        return -LFS_EIO;
    kk_lfs_alloc_mark(lfs);
    int err = 0;
    if (lfs->old_version)
        err = raise_version(lfs);
    if (err == 0 && lfs_tag_type(lfs->state.tag) == LFS_T_DELETE)
        err = end_move(lfs);
    if (err == 0 && (lfs->state.tag & LFS_INVALID))
        err = kk_lfs_repair_thread(lfs);
    kk_lfs_alloc_mark(lfs);
    return err;
}
