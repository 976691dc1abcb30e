/*
 * lfs_dir.c: the entries of directories, and what is said of one.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

static int fill_stat(Lfs *lfs, const LfsMeta *m, unsigned id, const LfsEntry *name, LfsStat *out)
{
    LfsEntry e;
    uint8_t data[8];
    uint32_t n = lfs_tag_size(name->tag);
    if (n > LFS_NAME_MAX)
        return -KK_LFS_ECORRUPT;
    int err = kk_lfs_pair_data(lfs, name, 0, out->name, n);
    if (err < 0)
        return err;
    out->name[n] = 0;
    out->is_dir = lfs_tag_type(name->tag) == LFS_T_DIR;
    out->size = 0;
    if (out->is_dir)
        return 0;
    err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err == 0 && lfs_tag_type(e.tag) == LFS_T_CTZ) {
        err = kk_lfs_pair_data(lfs, &e, 0, data, 8);
        out->size = lfs_le32(data + 4);
    } else if (err == 0) {
        out->size = lfs_tag_size(e.tag);
    }
    return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
}

int kk_lfs_stat(Lfs *lfs, const char *path, LfsStat *out)
{
    LfsFound f;
    LfsEntry e;
    int err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err < 0)
        return err;
    if (f.id != LFS_NO_ID) {
        err = kk_lfs_pair_get(lfs, &f.m, f.id, LFS_T_KIND, LFS_T_NAME, &e);
        return err < 0 ? err : fill_stat(lfs, &f.m, f.id, &e, out);
    }
    out->is_dir = true;
    out->size = 0;
    out->name[0] = '/';
    out->name[1] = 0;
    return 0;
}

int kk_lfs_open_dir(Lfs *lfs, LfsDir *dir, const char *path)
{
    LfsFound f;
    int err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err < 0)
        return err;
    if (f.type != LFS_T_DIR)
        return -LFS_ENOTDIR;
    if (f.id != LFS_NO_ID) {
        uint32_t pair[2];
        err = kk_lfs_pair_of_dir(lfs, &f.m, f.id, pair);
        if (err == 0)
            err = kk_lfs_pair_fetch(lfs, &f.m, pair);
        if (err < 0)
            return err;
    }
    dir->visited = 0;
    kk_lfs_link_add(lfs, &dir->pos, &f.m, 0, LFS_POS_GAP);
    return 0;
}

int kk_lfs_read_dir(Lfs *lfs, LfsDir *dir, LfsStat *out)
{
    for (;;) {
        LfsMeta m;
        LfsEntry e;
        if (dir->pos.pair[0] == LFS_NONE)
            return 0;
        int err = kk_lfs_pair_fetch(lfs, &m, dir->pos.pair);
        if (err < 0)
            return err;
        if (dir->pos.id >= m.count) {
            if (!m.split || lfs_pair_null(m.tail))
                return 0;
            if (++dir->visited > lfs->block_count)
                return -KK_LFS_ECORRUPT;
            lfs_pair_set(dir->pos.pair, m.tail[0], m.tail[1]);
            dir->pos.id = 0;
            continue;
        }
        unsigned id = dir->pos.id++;
        err = kk_lfs_pair_get(lfs, &m, id, LFS_T_KIND, LFS_T_NAME, &e);
        if (err < 0)
            return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
        if (lfs_tag_type(e.tag) == LFS_T_SUPER || kk_lfs_pair_hidden(lfs, &m, id))
            continue;
        err = fill_stat(lfs, &m, id, &e, out);
        return err < 0 ? err : 1;
    }
}

int kk_lfs_close_dir(Lfs *lfs, LfsDir *dir)
{
    kk_lfs_link_remove(lfs, &dir->pos);
    return 0;
}

/* The root's attributes are those of the superblock. */
static unsigned id_of(const LfsFound *f)
{
    return f->id == LFS_NO_ID ? 0 : f->id;
}

int kk_lfs_get_attr(Lfs *lfs, const char *path, uint8_t type, void *to, size_t cap)
{
    LfsFound f;
    LfsEntry e;
    int err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err < 0)
        return err;
    err = kk_lfs_pair_get(lfs, &f.m, id_of(&f), LFS_T_ALL, LFS_T_ATTR | type, &e);
    if (err < 0)
        return err == -LFS_ENOENT ? -LFS_ENODATA : err;
    size_t n = lfs_tag_size(e.tag);
    err = kk_lfs_pair_data(lfs, &e, 0, to, n < cap ? n : cap);
    return err < 0 ? err : (int)n;
}

int kk_lfs_set_attr(Lfs *lfs, const char *path, uint8_t type, const void *from, size_t n)
{
    LfsFound f;
    int err = kk_lfs_repair_before_write(lfs);
    if (err == 0)
        err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err < 0)
        return err;
    if (n > lfs->attr_max)
        return -LFS_ENOSPC;
    LfsAttr attr = { LFS_TAG(LFS_T_ATTR | type, id_of(&f), n), from };
    return kk_lfs_link_commit(lfs, &f.m, &attr, 1);
}
