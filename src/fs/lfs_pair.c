/*
 * lfs_pair.c: reading a metadata pair.
 *
 * Reading forward proves a log (checksums, sizes) and finds its end, its number of entries and its
 * tail. From then on it is read backward, newest tag first: on the way back an entry's id changes
 * wherever one before it was created or deleted, and its own creation is where its history begins.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* What reading a log forward has seen since the last checksum that was right. */
typedef struct Scan {
    uint32_t block, off, tag, crc;
    int32_t count;
    uint32_t tail[2];
    bool split;
    uint32_t fcrc_n, fcrc;
} Scan;

static int scan_data(Lfs *lfs, const Scan *s, uint8_t *to)
{
    return kk_lfs_bd_read(lfs, &lfs->rcache, s->block, s->off + 4, to, 8);
}

/* Takes note of a tag that is not a checksum. 1: it makes no sense. */
static int scan_tag(Lfs *lfs, Scan *s)
{
    uint8_t data[8];
    int err = 0;
    unsigned type = lfs_tag_type(s->tag), n = lfs_tag_size(s->tag), id = lfs_tag_id(s->tag);
    if (type == LFS_T_FCRC && n == 8) {
        err = scan_data(lfs, s, data);
        s->fcrc_n = lfs_le32(data);
        s->fcrc = lfs_le32(data + 4);
    } else if (lfs_tag_kind(s->tag) == LFS_T_TAIL) {
        if (n != 8)
            return 1;
        err = scan_data(lfs, s, data);
        lfs_pair_set(s->tail, lfs_le32(data), lfs_le32(data + 4));
        s->split = lfs_tag_chunk(s->tag) & 1;
    } else if (lfs_tag_kind(s->tag) == LFS_T_NAME) {
        if (id >= LFS_NO_ID)
            return 1;
        if ((int32_t)id >= s->count)
            s->count = (int32_t)id + 1;
    } else if (lfs_tag_kind(s->tag) == LFS_T_SPLICE) {
        s->count += type == LFS_T_CREATE ? 1 : type == LFS_T_DELETE ? -1 : -0x1000;
        return s->count < 0 || s->count >= LFS_NO_ID;
    }
    return err;
}

/* Behind the log: erased, as the last commit promised? */
static int scan_erased(Lfs *lfs, LfsMeta *m, const Scan *s)
{
    const LfsDevice *dev = lfs->dev;
    m->erased = false;
    if (s->fcrc_n < dev->prog_size || s->fcrc_n > dev->block_size - m->off || m->off % dev->prog_size != 0)
        return 0;
    uint32_t crc = 0xffffffff;
    int err = kk_lfs_bd_crc(lfs, m->pair[0], m->off, s->fcrc_n, &crc);
    m->erased = err == 0 && crc == s->fcrc;
    return err;
}

/* A checksum: 1 if it is wrong, else *m becomes what was seen so far. */
static int scan_checksum(Lfs *lfs, LfsMeta *m, Scan *s)
{
    uint8_t raw[4];
    if (lfs_tag_size(s->tag) < 4)
        return 1;
    int err = kk_lfs_bd_read(lfs, &lfs->rcache, s->block, s->off + 4, raw, 4);
    if (err < 0)
        return err;
    if (lfs_le32(raw) != s->crc)
        return 1;
    s->tag ^= (uint32_t)(lfs_tag_chunk(s->tag) & 1) << 31;
    m->off = s->off + lfs_tag_span(s->tag);
    m->etag = s->tag;
    m->count = (uint16_t)s->count;
    m->split = s->split;
    lfs_pair_set(m->tail, s->tail[0], s->tail[1]);
    s->crc = 0xffffffff;
    return 0;
}

/* Reads the log of m->pair[0]. 1 if there is no whole commit in it. */
static int scan_block(Lfs *lfs, LfsMeta *m)
{
    const uint32_t block_size = lfs->dev->block_size;
    Scan s = { .block = m->pair[0], .off = 4, .tag = 0xffffffff, .crc = 0xffffffff, .tail = { LFS_NONE, LFS_NONE } };
    uint32_t fcrc_n = 0, fcrc = 0;
    m->off = 0;
    int err = kk_lfs_bd_crc(lfs, s.block, 0, 4, &s.crc);
    while (err == 0 && s.off + 4 <= block_size) {
        uint8_t raw[4];
        err = kk_lfs_bd_read(lfs, &lfs->rcache, s.block, s.off, raw, 4);
        if (err < 0)
            break;
        uint32_t tag = lfs_be32(raw) ^ s.tag;
        if ((tag & LFS_INVALID) || lfs_tag_span(tag) > block_size - s.off)
            break;
        s.tag = tag;
        s.crc = kk_lfs_crc(s.crc, raw, 4);
        if (lfs_tag_kind(tag) == LFS_T_CRC && lfs_tag_chunk(tag) < 0x80) {
            err = scan_checksum(lfs, m, &s);
            if (err == 0) {
                fcrc_n = s.fcrc_n;
                fcrc = s.fcrc;
                s.fcrc_n = 0;
            }
        } else {
            err = kk_lfs_bd_crc(lfs, s.block, s.off + 4, lfs_tag_span(tag) - 4, &s.crc);
            if (err == 0)
                err = scan_tag(lfs, &s);
        }
        s.off += lfs_tag_span(tag);
    }
    if (err < 0)
        return err;
    s.fcrc_n = fcrc_n;
    s.fcrc = fcrc;
    return m->off == 0 ? 1 : scan_erased(lfs, m, &s);
}

int kk_lfs_pair_fetch(Lfs *lfs, LfsMeta *m, const uint32_t pair[2])
{
    if (lfs->memo.pair[0] != LFS_NONE && lfs_pair_same(lfs->memo.pair, pair)) {
        *m = lfs->memo;
        return 0;
    }
    uint32_t rev[2], blocks[2] = { pair[0], pair[1] };
    int bad = 0;
    for (int i = 0; i < 2; i++) {
        uint8_t raw[4];
        int err = kk_lfs_bd_read(lfs, &lfs->rcache, blocks[i], 0, raw, 4);
        if (err < 0)
            return err;
        rev[i] = lfs_le32(raw);
    }
    /* The newer first; one whose only commits are torn does not count. */
    int newer = (int32_t)(rev[1] - rev[0]) > 0;
    for (int i = 0; i < 2; i++, newer ^= 1) {
        lfs_pair_set(m->pair, blocks[newer], blocks[newer ^ 1]);
        m->rev = rev[newer];
        bad = scan_block(lfs, m);
        if (bad <= 0)
            break;
    }
    if (bad == 0)
        lfs->memo = *m;
    return bad > 0 ? -KK_LFS_ECORRUPT : bad;
}

int kk_lfs_pair_next(Lfs *lfs, LfsMeta *m, uint32_t *seen)
{
    if (lfs_pair_null(m->tail))
        return 0;
    if (++*seen > lfs->block_count)
        return -KK_LFS_ECORRUPT;
    uint32_t tail[2] = { m->tail[0], m->tail[1] };
    int err = kk_lfs_pair_fetch(lfs, m, tail);
    return err < 0 ? err : 1;
}

void kk_lfs_pair_walk(LfsWalk *w, const LfsMeta *m, unsigned id)
{
    *w = (LfsWalk){ .m = m, .off = m->off, .tag = m->etag & ~LFS_INVALID, .id = (uint16_t)id };
}

/* The tag before in the log: 1, or 0 at its start. */
static int log_before(Lfs *lfs, LfsWalk *w, LfsEntry *e)
{
    if (w->off <= 4)
        return 0;
    uint32_t span = lfs_tag_span(w->tag);
    if (w->off < 4 + span)
        return -KK_LFS_ECORRUPT;
    w->off -= span;
    uint8_t raw[4];
    int err = kk_lfs_bd_read(lfs, &lfs->rcache, w->m->pair[0], w->off, raw, 4);
    if (err < 0)
        return err;
    e->tag = w->tag;
    e->block = w->m->pair[0];
    e->off = w->off + 4;
    e->ram = NULL;
    w->tag = (lfs_be32(raw) ^ w->tag) & ~LFS_INVALID;
    return 1;
}

int kk_lfs_pair_walk_next(Lfs *lfs, LfsWalk *w, LfsEntry *e)
{
    for (;;) {
        if (w->left > 0) {
            const LfsAttr *attr = &w->attrs[--w->left];
            *e = (LfsEntry){ .tag = attr->tag, .ram = attr->data };
        } else {
            int more = log_before(lfs, w, e);
            if (more <= 0)
                return more;
        }
        unsigned type = lfs_tag_type(e->tag), id = lfs_tag_id(e->tag);
        if (lfs_tag_kind(e->tag) == LFS_T_SPLICE) {
            if (w->id == LFS_NO_ID || id > w->id)
                continue;
            if (type == LFS_T_DELETE) {
                w->id++;
            } else if (id == w->id) {
                w->left = 0;
                w->off = 0;
                return 0;
            } else {
                w->id--;
            }
        } else if (id == w->id && type == LFS_T_FROM_MOVE && e->ram != NULL) {
            if (!w->names) {
                const LfsMove *move = (const void *)e->ram;
                kk_lfs_pair_walk(w, move->m, move->id);
            }
        } else if (id == w->id) {
            return 1;
        }
    }
}

int kk_lfs_pair_find(Lfs *lfs, LfsWalk *w, unsigned mask, unsigned type, LfsEntry *e)
{
    w->names = mask == LFS_T_KIND && type == LFS_T_NAME;
    for (;;) {
        int more = kk_lfs_pair_walk_next(lfs, w, e);
        if (more <= 0)
            return more < 0 ? more : -LFS_ENOENT;
        if ((lfs_tag_type(e->tag) & mask) == type)
            return lfs_tag_size(e->tag) == LFS_DELETED ? -LFS_ENOENT : 0;
    }
}

int kk_lfs_pair_get(Lfs *lfs, const LfsMeta *m, unsigned id, unsigned mask, unsigned type, LfsEntry *e)
{
    LfsWalk w;
    kk_lfs_pair_walk(&w, m, id);
    return kk_lfs_pair_find(lfs, &w, mask, type, e);
}

int kk_lfs_pair_data(Lfs *lfs, const LfsEntry *e, uint32_t off, void *to, size_t n)
{
    if (off + n > lfs_tag_size(e->tag))
        return -KK_LFS_ECORRUPT;
    if (e->ram != NULL) {
        memcpy(to, e->ram + off, n);
        return 0;
    }
    return kk_lfs_bd_read(lfs, &lfs->rcache, e->block, e->off + off, to, n);
}

int kk_lfs_pair_blocks(Lfs *lfs, const LfsEntry *e, uint32_t pair[2])
{
    uint8_t data[8];
    int err = kk_lfs_pair_data(lfs, e, 0, data, 8);
    if (err < 0)
        return err;
    lfs_pair_set(pair, lfs_le32(data), lfs_le32(data + 4));
    bool there = pair[0] < lfs->block_count && pair[1] < lfs->block_count && pair[0] != pair[1];
    return there ? 0 : -KK_LFS_ECORRUPT;
}

int kk_lfs_pair_of_dir(Lfs *lfs, const LfsMeta *m, unsigned id, uint32_t pair[2])
{
    LfsEntry e;
    int err = kk_lfs_pair_get(lfs, m, id, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err < 0 || lfs_tag_type(e.tag) != LFS_T_DIR_STRUCT)
        return err < 0 && err != -LFS_ENOENT ? err : -KK_LFS_ECORRUPT;
    return kk_lfs_pair_blocks(lfs, &e, pair);
}

int kk_lfs_pair_delta(Lfs *lfs, const LfsMeta *m, LfsState *delta)
{
    LfsEntry e;
    uint8_t data[12];
    *delta = (LfsState){ 0 };
    int err = kk_lfs_pair_get(lfs, m, LFS_NO_ID, LFS_T_ALL, LFS_T_MOVE_STATE, &e);
    if (err < 0)
        return err == -LFS_ENOENT ? 0 : err;
    err = kk_lfs_pair_data(lfs, &e, 0, data, 12);
    if (err == 0)
        *delta = (LfsState){ lfs_le32(data), { lfs_le32(data + 4), lfs_le32(data + 8) } };
    return err;
}

bool kk_lfs_pair_hidden(const Lfs *lfs, const LfsMeta *m, unsigned id)
{
    return lfs_tag_type(lfs->state.tag) == LFS_T_DELETE && lfs_tag_id(lfs->state.tag) == id &&
           lfs_pair_touch(lfs->state.pair, m->pair);
}
