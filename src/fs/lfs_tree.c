/*
 * lfs_tree.c: making, removing and renaming entries.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* Goes on from m to the last pair of the directory. */
static int last_pair(Lfs *lfs, LfsMeta *m)
{
    for (uint32_t seen = 0; m->split;) {
        int more = kk_lfs_pair_next(lfs, m, &seen);
        if (more <= 0)
            return more;
    }
    return 0;
}

/*
 * The new pair is hung on the thread behind its parent's last pair. If that is where the entry
 * goes too, one commit does both; else the thread is out of date in between.
 */
int kk_lfs_mkdir(Lfs *lfs, const char *path)
{
    LfsFound f;
    LfsMeta last, new;
    LfsPos pos;
    uint8_t data[8];
    int err = kk_lfs_repair_before_write(lfs);
    if (err == 0)
        err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err != -LFS_ENOENT || f.name_n == 0)
        return err == 0 ? -LFS_EEXIST : err;
    last = f.m;
    err = last_pair(lfs, &last);
    if (err == 0)
        err = kk_lfs_commit_new(lfs, &new, last.tail);
    if (err < 0)
        return err;
    lfs_put_le32(data, new.pair[0]);
    lfs_put_le32(data + 4, new.pair[1]);
    LfsAttr tail = { LFS_TAG(LFS_T_SOFT_TAIL, LFS_NO_ID, 8), data };
    kk_lfs_link_add(lfs, &pos, &f.m, f.id, LFS_POS_GAP);
    bool one = lfs_pair_same(last.pair, f.m.pair);
    if (!one) {
        lfs->state.tag |= LFS_INVALID;
        err = kk_lfs_link_commit_only(lfs, &last, &tail, 1);
        if (err == 0)
            err = kk_lfs_pair_fetch(lfs, &f.m, pos.pair);
        if (!lfs->tangled)
            lfs->state.tag &= ~LFS_INVALID;
    }
    if (err == 0) {
        LfsAttr attrs[] = { { LFS_TAG(LFS_T_CREATE, pos.id, 0), NULL },
                            { LFS_TAG(LFS_T_DIR, pos.id, f.name_n), f.name },
                            { LFS_TAG(LFS_T_DIR_STRUCT, pos.id, 8), data },
                            tail };
        err = kk_lfs_link_commit(lfs, &f.m, attrs, one ? 4 : 3);
    }
    kk_lfs_link_remove(lfs, &pos);
    return err;
}

/* The pairs of the directory have no entries; else -ENOTEMPTY. *m is its first pair. */
static int check_empty(Lfs *lfs, const LfsMeta *in, unsigned id, LfsMeta *m)
{
    uint32_t pair[2], seen = 0;
    int err = kk_lfs_pair_of_dir(lfs, in, id, pair);
    if (err == 0)
        err = kk_lfs_pair_fetch(lfs, m, pair);
    if (err < 0)
        return err;
    for (LfsMeta each = *m;;) {
        if (each.count > 0)
            return -LFS_ENOTEMPTY;
        if (!each.split)
            return 0;
        int more = kk_lfs_pair_next(lfs, &each, &seen);
        if (more <= 0)
            return more;
    }
}

/* Takes a directory that no entry names any more off the thread. */
static int drop_dir(Lfs *lfs, const uint32_t place[2])
{
    LfsMeta m, before;
    uint32_t pair[2] = { place[0], place[1] };
    for (LfsPos *p = lfs->open; p != NULL; p = p->next)
        if (lfs_pair_same(p->pair, pair))
            p->pair[0] = LFS_NONE;
    if (!(lfs->state.tag & LFS_INVALID))
        return 0; /* a repair came by */
    int err = kk_lfs_link_before(lfs, pair, &before);
    if (err == 0)
        err = kk_lfs_pair_fetch(lfs, &m, pair);
    if (err < 0 || m.split)
        return err < 0 && err != -LFS_ENOENT ? err : kk_lfs_repair_thread(lfs);
    lfs->state.tag &= ~LFS_INVALID;
    err = kk_lfs_link_drop(lfs, &before, &m, false);
    return err == 0 && lfs->tangled ? kk_lfs_repair_thread(lfs) : err;
}

int kk_lfs_remove(Lfs *lfs, const char *path)
{
    LfsFound f;
    LfsMeta dir;
    LfsPos pos;
    int err = kk_lfs_repair_before_write(lfs);
    if (err == 0)
        err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err < 0)
        return err;
    if (f.id == LFS_NO_ID)
        return -LFS_EBUSY;
    if (f.type != LFS_T_DIR)
        return kk_lfs_link_delete(lfs, &f.m, f.id);
    err = check_empty(lfs, &f.m, f.id, &dir);
    if (err < 0)
        return err;
    kk_lfs_link_add(lfs, &pos, &dir, 0, LFS_POS_ENTRY);
    lfs->state.tag |= LFS_INVALID;
    err = kk_lfs_link_delete(lfs, &f.m, f.id);
    if (err == 0)
        err = drop_dir(lfs, pos.pair);
    if (err < 0)
        lfs->state = lfs->disk;
    kk_lfs_link_remove(lfs, &pos);
    return err;
}

/* What a rename works with. dir: the directory that is replaced. */
typedef struct Rename {
    LfsFound from, to;
    LfsPos source, target, dir;
    bool replaces;
} Rename;

static int look_up(Lfs *lfs, const char *from, const char *to, Rename *r)
{
    uint32_t pair[2];
    r->replaces = false;
    int err = kk_lfs_path_find(lfs, from, &r->from, NULL);
    if (err < 0)
        return err;
    if (r->from.id == LFS_NO_ID)
        return -LFS_EBUSY;
    bool is_dir = r->from.type == LFS_T_DIR;
    if (is_dir)
        err = kk_lfs_pair_of_dir(lfs, &r->from.m, r->from.id, pair);
    if (err == 0)
        err = kk_lfs_path_find(lfs, to, &r->to, is_dir ? pair : NULL);
    if (err == -LFS_ENOENT && r->to.name_n > 0)
        return r->to.slash && !is_dir ? -LFS_ENOTDIR : 0;
    if (err < 0)
        return err;
    r->replaces = true;
    if (r->to.id == LFS_NO_ID)
        return -LFS_EBUSY;
    if (is_dir != (r->to.type == LFS_T_DIR))
        return is_dir ? -LFS_ENOTDIR : -LFS_EISDIR;
    return 0;
}

/* Files open at one place are open at the other from now on; gap: the entry there is not made yet. */
static void move_files(Lfs *lfs, const LfsPos *from, const LfsPos *to, bool gap)
{
    uint8_t now = gap ? LFS_POS_FILE : LFS_POS_FILE | LFS_POS_GAP, then = now ^ LFS_POS_GAP;
    for (LfsPos *p = lfs->open; p != NULL; p = p->next) {
        if (p->kind == now && lfs_pair_same(p->pair, from->pair) && p->id == from->id) {
            lfs_pair_set(p->pair, to->pair[0], to->pair[1]);
            p->id = to->id;
            p->kind = then;
        }
    }
}

/* The new entry, and in the same pair the end of the old one. */
static int commit_target(Lfs *lfs, Rename *r, bool same)
{
    LfsMove move = { &r->from.m, r->from.id };
    LfsAttr attrs[5];
    unsigned id = r->to.id;
    int n = 0;
    if (r->replaces)
        attrs[n++] = (LfsAttr){ LFS_TAG(LFS_T_DELETE, id, 0), NULL };
    attrs[n++] = (LfsAttr){ LFS_TAG(LFS_T_CREATE, id, 0), NULL };
    attrs[n++] = (LfsAttr){ LFS_TAG(r->from.type, id, r->to.name_n), r->to.name };
    attrs[n++] = (LfsAttr){ LFS_TAG(LFS_T_FROM_MOVE, id, 0), &move };
    if (same) {
        unsigned old = r->from.id + (!r->replaces && id <= r->from.id);
        attrs[n++] = (LfsAttr){ LFS_TAG(LFS_T_DELETE, old, 0), NULL };
    } else {
        lfs->state.tag |= LFS_TAG(LFS_T_DELETE, r->from.id, 0);
        lfs_pair_set(lfs->state.pair, r->from.m.pair[0], r->from.m.pair[1]);
    }
    move_files(lfs, &r->source, &r->target, true);
    int err = kk_lfs_link_commit(lfs, &r->to.m, attrs, n);
    move_files(lfs, &r->target, err < 0 ? &r->source : &r->target, false);
    return err;
}

static int commit_rename(Lfs *lfs, Rename *r, bool replaces_dir)
{
    LfsMeta m;
    bool same = lfs_pair_same(r->from.m.pair, r->to.m.pair);
    if (replaces_dir)
        lfs->state.tag |= LFS_INVALID;
    int err = commit_target(lfs, r, same);
    if (err < 0) {
        lfs->state = lfs->disk;
        return err;
    }
    if (!same) {
        err = kk_lfs_pair_fetch(lfs, &m, r->source.pair);
        lfs->state = (LfsState){ .tag = lfs->state.tag & LFS_INVALID };
        if (err == 0)
            err = kk_lfs_link_delete(lfs, &m, r->source.id);
    }
    if (err == 0 && replaces_dir)
        err = drop_dir(lfs, r->dir.pair);
    if (err < 0)
        lfs->state = lfs->disk;
    /* The new name is there and the old one hidden; what is left is done before the next write. */
    return err == -LFS_ENOSPC ? 0 : err;
}

int kk_lfs_rename(Lfs *lfs, const char *from, const char *to)
{
    Rename r;
    LfsMeta dir;
    int err = kk_lfs_repair_before_write(lfs);
    if (err == 0)
        err = look_up(lfs, from, to, &r);
    if (err < 0 || (r.replaces && r.from.id == r.to.id && lfs_pair_same(r.from.m.pair, r.to.m.pair)))
        return err;
    bool replaces_dir = r.replaces && r.from.type == LFS_T_DIR;
    if (replaces_dir) {
        err = check_empty(lfs, &r.to.m, r.to.id, &dir);
        if (err < 0)
            return err;
        kk_lfs_link_add(lfs, &r.dir, &dir, 0, LFS_POS_ENTRY);
    }
    kk_lfs_link_add(lfs, &r.source, &r.from.m, r.from.id, LFS_POS_ENTRY);
    kk_lfs_link_add(lfs, &r.target, &r.to.m, r.to.id, LFS_POS_GAP);
    err = commit_rename(lfs, &r, replaces_dir);
    kk_lfs_link_remove(lfs, &r.target);
    kk_lfs_link_remove(lfs, &r.source);
    if (replaces_dir)
        kk_lfs_link_remove(lfs, &r.dir);
    return err;
}
