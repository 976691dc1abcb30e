/*
 * lfs_path.c: from a path to an entry.
 *
 * The entries of a directory are in the order of their names (bytes), also from pair to pair: each
 * pair is searched by halves.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* The name of entry id against name: 0 equal, 1 before it, 2 behind it; *type its type. */
static int compare_name(Lfs *lfs, const LfsMeta *m, unsigned id, const char *name, uint32_t n, uint16_t *type)
{
    LfsEntry e;
    int err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_NAME, &e);
    if (err < 0)
        return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
    *type = (uint16_t)lfs_tag_type(e.tag);
    if (*type == LFS_T_SUPER)
        return 1;
    uint32_t size = lfs_tag_size(e.tag);
    int order = kk_lfs_bd_compare(lfs, e.block, e.off, (const uint8_t *)name, size < n ? size : n);
    if (order != 0 || size == n)
        return order;
    return size < n ? 1 : 2;
}

/* Looks in the directory that begins with m; f->m and f->id are where the name is or belongs. */
static int find_name(Lfs *lfs, LfsFound *f, const char *name, uint32_t n)
{
    for (uint32_t seen = 0;;) {
        unsigned low = 0, high = f->m.count;
        while (low < high) {
            unsigned middle = (low + high) / 2;
            int order = compare_name(lfs, &f->m, middle, name, n, &f->type);
            if (order < 0)
                return order;
            if (order == 0) {
                f->id = (uint16_t)middle;
                return kk_lfs_pair_hidden(lfs, &f->m, middle) ? -LFS_ENOENT : 0;
            }
            if (order == 1)
                low = middle + 1;
            else
                high = middle;
        }
        f->id = (uint16_t)low;
        if (low < f->m.count || !f->m.split)
            return -LFS_ENOENT;
        int more = kk_lfs_pair_next(lfs, &f->m, &seen);
        if (more <= 0)
            return more < 0 ? more : -LFS_ENOENT;
    }
}

/* The part of the path at p, or its end: length in *n. */
static const char *part(const char *p, uint32_t *n)
{
    while (*p == '/')
        p++;
    for (*n = 0; p[*n] != 0 && p[*n] != '/';)
        ++*n;
    return p;
}

static bool is_dots(const char *p, uint32_t n, uint32_t dots)
{
    return n == dots && p[0] == '.' && p[n - 1] == '.';
}

/* Whether a ".." behind p takes back the part before p. */
static bool taken_back(const char *p)
{
    uint32_t n, depth = 1;
    for (;;) {
        p = part(p, &n);
        if (n == 0)
            return false;
        if (is_dots(p, n, 2)) {
            if (--depth == 0)
                return true;
        } else if (!is_dots(p, n, 1)) {
            depth++;
        }
        p += n;
    }
}

/* The next part that counts. */
static const char *next_part(const char *p, uint32_t *n)
{
    for (;;) {
        p = part(p, n);
        if (*n == 0 || !(is_dots(p, *n, 1) || is_dots(p, *n, 2) || taken_back(p + *n)))
            return p;
        p += *n;
    }
}

int kk_lfs_path_find(Lfs *lfs, const char *path, LfsFound *f, const uint32_t inside[2])
{
    uint32_t n, pair[2] = { lfs->root[0], lfs->root[1] };
    const char *p = next_part(path, &n);
    *f = (LfsFound){ .id = LFS_NO_ID, .type = LFS_T_DIR, .name = p };
    int err = kk_lfs_pair_fetch(lfs, &f->m, pair);
    while (err == 0 && n != 0) {
        uint32_t next_n;
        const char *next = next_part(p + n, &next_n);
        if (f->type != LFS_T_DIR)
            return -LFS_ENOTDIR;
        if (f->id != LFS_NO_ID) {
            err = kk_lfs_pair_of_dir(lfs, &f->m, f->id, pair);
            if (err == 0 && inside != NULL && lfs_pair_same(pair, inside))
                return -LFS_EINVAL;
            if (err == 0)
                err = kk_lfs_pair_fetch(lfs, &f->m, pair);
            if (err < 0)
                return err;
        }
        f->name = p;
        f->slash = p[n] == '/';
        f->name_n = (uint16_t)(next_n == 0 ? n : 0);
        if (n > lfs->name_max)
            return -LFS_ENAMETOOLONG;
        err = find_name(lfs, f, p, n);
        p = next;
        n = next_n;
    }
    if (err == 0 && f->slash && f->type != LFS_T_DIR)
        return -LFS_ENOTDIR;
    return err;
}
