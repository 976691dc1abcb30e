/*
 * lfs_path.c: from a path to an entry.
 *
 * The entries of a directory are in the order of their names (bytes), also from pair to pair.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* A name that is looked for in a pair: the entry that has it, the first behind it, LFS_NO_ID if none. */
typedef struct Search {
    const char *name;
    uint32_t n;
    unsigned match, next;
    uint16_t type;
} Search;

/* Takes note of a name tag whose data is at off. */
static int see_name(Lfs *lfs, Search *s, const LfsMeta *m, uint32_t tag, uint32_t off)
{
    uint32_t id = lfs_tag_id(tag), size = lfs_tag_size(tag);
    if (lfs_tag_type(tag) == LFS_T_SUPER || size == LFS_DELETED)
        return 0;
    int order = kk_lfs_bd_compare(lfs, m->pair[0], off, (const uint8_t *)s->name, size < s->n ? size : s->n);
    if (order == 0 && size == s->n) {
        s->match = id;
        s->type = (uint16_t)lfs_tag_type(tag);
    } else if ((order == 2 || (order == 0 && size > s->n)) && id < s->next) {
        s->next = id;
    }
    return order < 0 ? order : 0;
}

/* Ids behind one that is created or deleted change; behind the last entry there is none. */
static void see_splice(Search *s, uint32_t tag)
{
    unsigned id = lfs_tag_id(tag), by = lfs_tag_type(tag) == LFS_T_CREATE ? 1 : (unsigned)-1;
    if (by != 1 && id == s->match)
        s->match = LFS_NO_ID;
    if (s->match != LFS_NO_ID && id <= s->match)
        s->match += by;
    if (s->next != LFS_NO_ID && (by == 1 ? id <= s->next : id < s->next))
        s->next += by;
}

/* One pass over the log from its start: going back for each of some names would read it many times. */
static int search_pair(Lfs *lfs, const LfsMeta *m, Search *s)
{
    uint32_t tag = 0xffffffff;
    s->match = s->next = LFS_NO_ID;
    for (uint32_t off = 4; off + 4 <= m->off; off += lfs_tag_span(tag)) {
        uint8_t raw[4];
        int err = kk_lfs_bd_read(lfs, &lfs->rcache, m->pair[0], off, raw, 4);
        if (err < 0)
            return err;
        tag = (lfs_be32(raw) ^ tag) & ~LFS_INVALID;
        if (lfs_tag_kind(tag) == LFS_T_NAME)
            err = see_name(lfs, s, m, tag, off + 4);
        else if (lfs_tag_kind(tag) == LFS_T_SPLICE)
            see_splice(s, tag);
        if (err < 0)
            return err;
    }
    return 0;
}

/* Looks in the directory that begins with m; f->m and f->id are where the name is or belongs. */
static int find_name(Lfs *lfs, LfsFound *f, const char *name, uint32_t n)
{
    for (uint32_t seen = 0;;) {
        Search s = { .name = name, .n = n };
        int err = search_pair(lfs, &f->m, &s);
        if (err < 0)
            return err;
        f->type = s.type;
        if (s.match < f->m.count) {
            f->id = (uint16_t)s.match;
            return kk_lfs_pair_hidden(lfs, &f->m, s.match) ? -LFS_ENOENT : 0;
        }
        f->id = (uint16_t)(s.next < f->m.count ? s.next : f->m.count);
        if (s.next < f->m.count || !f->m.split)
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
