/*
 * lfs_link.c: what a commit to one metadata pair entails for others.
 *
 * A pair that moved to another block must be named anew by the pair before it on the thread and,
 * if it is the first of a directory, by the entry of that directory. The entry is first: from then
 * on the new block counts. Until the thread follows, the state says that it is out of date. Each
 * of these commits may move a pair in its turn; what follows is a loop, not a recursion.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

int kk_lfs_link_before(Lfs *lfs, const uint32_t pair[2], LfsMeta *m)
{
    uint32_t seen = 0;
    lfs_pair_set(m->tail, 0, 1);
    for (;;) {
        int more = kk_lfs_pair_next(lfs, m, &seen);
        if (more <= 0)
            return more < 0 ? more : -LFS_ENOENT;
        if (lfs_pair_same(m->tail, pair))
            return 0;
    }
}

/* Whether the log mentions the pair as a directory at all, in entries that may be gone: one pass over its tags. */
static int mentions(Lfs *lfs, const LfsMeta *m, const uint32_t pair[2])
{
    LfsWalk w;
    kk_lfs_pair_walk(&w, m, LFS_NO_ID);
    while (w.off > 4) {
        uint8_t raw[8];
        uint32_t span = lfs_tag_span(w.tag);
        if (w.off < 4 + span)
            return -KK_LFS_ECORRUPT;
        w.off -= span;
        if (lfs_tag_type(w.tag) == LFS_T_DIR_STRUCT && span == 12) {
            int err = kk_lfs_bd_read(lfs, &lfs->rcache, m->pair[0], w.off + 4, raw, 8);
            if (err < 0)
                return err;
            uint32_t named[2] = { lfs_le32(raw), lfs_le32(raw + 4) };
            if (lfs_pair_touch(named, pair))
                return 1;
        }
        int err = kk_lfs_bd_read(lfs, &lfs->rcache, m->pair[0], w.off, raw, 4);
        if (err < 0)
            return err;
        w.tag = (lfs_be32(raw) ^ w.tag) & ~LFS_INVALID;
    }
    return 0;
}

int kk_lfs_link_parent(Lfs *lfs, const uint32_t pair[2], LfsMeta *m, uint16_t *id, uint32_t found[2])
{
    uint32_t seen = 0;
    lfs_pair_set(m->tail, 0, 1);
    for (;;) {
        int more = kk_lfs_pair_next(lfs, m, &seen);
        if (more <= 0)
            return more < 0 ? more : -LFS_ENOENT;
        int there = mentions(lfs, m, pair);
        if (there < 0)
            return there;
        for (unsigned i = 0; there && i < m->count; i++) {
            LfsEntry e;
            int err = kk_lfs_pair_get(lfs, m, i, LFS_T_KIND, LFS_T_STRUCT, &e);
            if (err == -LFS_ENOENT || (err == 0 && lfs_tag_type(e.tag) != LFS_T_DIR_STRUCT))
                continue;
            if (err == 0)
                err = kk_lfs_pair_blocks(lfs, &e, found);
            if (err < 0)
                return err;
            *id = (uint16_t)i;
            if (lfs_pair_touch(found, pair) && !kk_lfs_pair_hidden(lfs, m, i))
                return 0;
        }
    }
}

/* Everything in memory that names the pair. */
static void rename_pair(Lfs *lfs, const uint32_t old[2], const uint32_t new[2])
{
    if (lfs_pair_same(lfs->root, old))
        lfs_pair_set(lfs->root, new[0], new[1]);
    for (LfsPos *p = lfs->open; p != NULL; p = p->next)
        if (lfs_pair_same(p->pair, old))
            lfs_pair_set(p->pair, new[0], new[1]);
    if (lfs_tag_type(lfs->state.tag) == LFS_T_DELETE && lfs_pair_same(lfs->state.pair, old))
        lfs_pair_set(lfs->state.pair, new[0], new[1]);
}

static int commit_pair(Lfs *lfs, LfsMeta *m, uint32_t tag, const uint32_t pair[2], bool *moved)
{
    uint8_t data[8];
    LfsAttr attr = { tag, data };
    lfs_put_le32(data, pair[0]);
    lfs_put_le32(data + 4, pair[1]);
    return kk_lfs_commit_once(lfs, m, &attr, 1, moved);
}

/*
 * Links the pair old, now new, into what names it. *moved: the pair that did so moved itself, from
 * old to new. Where that leaves the thread behind, lfs->tangled.
 */
static int link_one(Lfs *lfs, uint32_t old[2], uint32_t new[2], bool *moved)
{
    LfsMeta before, parent;
    uint16_t id;
    uint32_t named[2];
    rename_pair(lfs, old, new);
    int err = kk_lfs_link_before(lfs, old, &before);
    if (err < 0)
        return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
    bool was_set = (lfs->state.tag & LFS_INVALID) != 0;
    if (!before.split) {
        err = kk_lfs_link_parent(lfs, old, &parent, &id, named);
        if (err < 0)
            return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
        uint32_t at[2] = { parent.pair[0], parent.pair[1] };
        lfs->state.tag |= LFS_INVALID;
        err = commit_pair(lfs, &parent, LFS_TAG(LFS_T_DIR_STRUCT, id, 8), new, moved);
        if (err < 0)
            return err;
        if (*moved) {
            lfs->tangled = true;
            lfs_pair_set(old, at[0], at[1]);
            lfs_pair_set(new, parent.pair[0], parent.pair[1]);
            return 0;
        }
        err = kk_lfs_link_before(lfs, old, &before);
        if (err < 0)
            return err;
        if (!was_set)
            lfs->state.tag &= ~LFS_INVALID;
    }
    uint32_t at[2] = { before.pair[0], before.pair[1] };
    err = commit_pair(lfs, &before, LFS_TAG(before.split ? LFS_T_HARD_TAIL : LFS_T_SOFT_TAIL, LFS_NO_ID, 8), new, moved);
    lfs_pair_set(old, at[0], at[1]);
    lfs_pair_set(new, before.pair[0], before.pair[1]);
    return err;
}

int kk_lfs_link_commit_only(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n)
{
    bool moved;
    uint32_t old[2] = { m->pair[0], m->pair[1] };
    int err = kk_lfs_commit_once(lfs, m, attrs, n, &moved);
    if (err < 0) {
        lfs->state = lfs->disk;
        lfs->stolen = (LfsState){ 0 };
        return err;
    }
    uint32_t new[2] = { m->pair[0], m->pair[1] };
    /* Blocks that stay bad are skipped by the allocator: each turn takes some, so that this ends. */
    while (moved && err == 0)
        err = link_one(lfs, old, new, &moved);
    if (err < 0)
        lfs->broken = true;
    return err;
}

int kk_lfs_link_commit(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n)
{
    int err = kk_lfs_link_commit_only(lfs, m, attrs, n);
    if (err == 0 && lfs->tangled)
        err = kk_lfs_repair_thread(lfs);
    return err;
}

int kk_lfs_link_drop(Lfs *lfs, LfsMeta *before, const LfsMeta *m, bool split)
{
    uint8_t data[8];
    LfsAttr attr = { LFS_TAG(split ? LFS_T_HARD_TAIL : LFS_T_SOFT_TAIL, LFS_NO_ID, 8), data };
    lfs_put_le32(data, m->tail[0]);
    lfs_put_le32(data + 4, m->tail[1]);
    /* Its part of the state must not go with it. */
    int err = kk_lfs_pair_delta(lfs, m, &lfs->stolen);
    return err < 0 ? err : kk_lfs_link_commit_only(lfs, before, &attr, 1);
}

int kk_lfs_link_delete(Lfs *lfs, LfsMeta *m, uint16_t id)
{
    LfsMeta before;
    if (m->count == 1 && !lfs_pair_same(m->pair, lfs->root)) {
        int err = kk_lfs_link_before(lfs, m->pair, &before);
        if (err < 0)
            return err;
        if (before.split) {
            for (LfsPos *p = lfs->open; p != NULL; p = p->next) {
                if (!lfs_pair_same(p->pair, m->pair))
                    continue;
                lfs_pair_set(p->pair, p->kind & LFS_POS_GAP ? before.pair[0] : LFS_NONE, before.pair[1]);
                p->id = before.count;
            }
            err = kk_lfs_link_drop(lfs, &before, m, m->split);
            return err == 0 && lfs->tangled ? kk_lfs_repair_thread(lfs) : err;
        }
    }
    LfsAttr attr = { LFS_TAG(LFS_T_DELETE, id, 0), NULL };
    return kk_lfs_link_commit(lfs, m, &attr, 1);
}

void kk_lfs_link_add(Lfs *lfs, LfsPos *pos, const LfsMeta *m, uint16_t id, uint8_t kind)
{
    *pos = (LfsPos){ .next = lfs->open, .pair = { m->pair[0], m->pair[1] }, .id = id, .kind = kind };
    lfs->open = pos;
}

void kk_lfs_link_remove(Lfs *lfs, LfsPos *pos)
{
    LfsPos **p = &lfs->open;
    while (*p != NULL && *p != pos)
        p = &(*p)->next;
    if (*p != NULL)
        *p = pos->next;
}
