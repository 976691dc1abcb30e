/*
 * lfs_commit.c: one commit to one metadata pair.
 *
 * A commit is appended to the log while there is room that is known to be erased. Else the pair is
 * compacted: what is left of the log and what the commit adds is written to the other block, with
 * the next revision. If that block is bad or has been erased often enough, a free block takes its
 * place and the pair has moved. Contents of more than half a block are split in two pairs first.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

/* Room that compaction leaves where the user adds something: deleting must always find some. */
enum { SPARE = 40 };

/* A commit that is being written. end: what it may not go beyond. */
typedef struct Commit {
    uint32_t block, off, end;
    uint32_t tag, crc;
} Commit;

/* What a metadata block is to hold: entries [begin, end) of the pair with the attributes, and this tail. */
typedef struct Content {
    const LfsMeta *m;
    const LfsAttr *attrs;
    int n;
    unsigned begin, end;
    uint32_t tail[2];
    bool split;
    LfsState delta;
} Content;

static bool state_zero(const LfsState *s)
{
    return s->tag == 0 && s->pair[0] == 0 && s->pair[1] == 0;
}

static void state_xor(LfsState *s, const LfsState *with)
{
    s->tag ^= with->tag;
    s->pair[0] ^= with->pair[0];
    s->pair[1] ^= with->pair[1];
}

static int put(Lfs *lfs, Commit *c, const void *from, size_t n)
{
    if (c->off + n > c->end)
        return -LFS_ENOSPC;
    int err = kk_lfs_bd_program(lfs, &lfs->pcache, c->block, c->off, from, n);
    c->crc = kk_lfs_crc(c->crc, from, n);
    c->off += (uint32_t)n;
    return err;
}

static int put_tag(Lfs *lfs, Commit *c, uint32_t tag)
{
    uint8_t raw[4];
    lfs_put_be32(raw, (tag & ~LFS_INVALID) ^ c->tag);
    c->tag = tag & ~LFS_INVALID;
    return put(lfs, c, raw, 4);
}

/* A tag of the log or of memory under another id. */
static int put_entry(Lfs *lfs, Commit *c, const LfsEntry *e, unsigned id)
{
    uint32_t n = lfs_tag_span(e->tag) - 4;
    if (c->off + 4 + n > c->end)
        return -LFS_ENOSPC;
    int err = put_tag(lfs, c, LFS_TAG(lfs_tag_type(e->tag), id, lfs_tag_size(e->tag)));
    if (e->ram != NULL && err == 0)
        return put(lfs, c, e->ram, n);
    for (uint32_t done = 0; err == 0 && done < n;) {
        uint8_t piece[32];
        uint32_t now = n - done < sizeof piece ? n - done : (uint32_t)sizeof piece;
        err = kk_lfs_bd_read(lfs, &lfs->rcache, e->block, e->off + done, piece, now);
        if (err == 0)
            err = put(lfs, c, piece, now);
        done += now;
    }
    return err;
}

static int put_pair(Lfs *lfs, Commit *c, unsigned type, const uint32_t pair[2])
{
    uint8_t data[8];
    lfs_put_le32(data, pair[0]);
    lfs_put_le32(data + 4, pair[1]);
    int err = put_tag(lfs, c, LFS_TAG(type, LFS_NO_ID, 8));
    return err < 0 ? err : put(lfs, c, data, 8);
}

static int put_delta(Lfs *lfs, Commit *c, const LfsState *delta)
{
    uint8_t data[12];
    lfs_put_le32(data, delta->tag);
    lfs_put_le32(data + 4, delta->pair[0]);
    lfs_put_le32(data + 8, delta->pair[1]);
    int err = put_tag(lfs, c, LFS_TAG(LFS_T_MOVE_STATE, LFS_NO_ID, 12));
    return err < 0 ? err : put(lfs, c, data, 12);
}

/* What all that is not the name has in an entry, newest of each type only; written, or its size added up. */
static int each_attr(Lfs *lfs, const Content *what, unsigned id, Commit *c, uint32_t *size)
{
    uint32_t seen[8] = { 0 };
    bool structs = false;
    LfsWalk w;
    kk_lfs_pair_walk(&w, what->m, id);
    w.attrs = what->attrs;
    w.left = what->n;
    for (;;) {
        LfsEntry e;
        int more = kk_lfs_pair_walk_next(lfs, &w, &e);
        if (more <= 0)
            return more;
        unsigned kind = lfs_tag_kind(e.tag), chunk = lfs_tag_chunk(e.tag);
        if (kind == LFS_T_STRUCT) {
            if (structs)
                continue;
            structs = true;
        } else if (kind == LFS_T_ATTR) {
            if (seen[chunk / 32] >> chunk % 32 & 1)
                continue;
            seen[chunk / 32] |= (uint32_t)1 << chunk % 32;
        } else {
            continue;
        }
        if (lfs_tag_size(e.tag) == LFS_DELETED)
            continue;
        *size += lfs_tag_span(e.tag);
        int err = c != NULL ? put_entry(lfs, c, &e, id - what->begin) : 0;
        if (err < 0)
            return err;
    }
}

/* Writes entry id (c not NULL), or adds up what it takes. */
static int one_entry(Lfs *lfs, const Content *what, unsigned id, Commit *c, uint32_t *size)
{
    LfsWalk w;
    LfsEntry name;
    kk_lfs_pair_walk(&w, what->m, id);
    w.attrs = what->attrs;
    w.left = what->n;
    int err = kk_lfs_pair_find(lfs, &w, LFS_T_KIND, LFS_T_NAME, &name);
    if (err < 0)
        return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
    *size += lfs_tag_span(name.tag);
    if (c != NULL)
        err = put_entry(lfs, c, &name, id - what->begin);
    return err < 0 ? err : each_attr(lfs, what, id, c, size);
}

/* Ends a commit: padding up to what can be programmed next, and the checksum of it if it is erased. */
static int put_checksum(Lfs *lfs, Commit *c)
{
    const LfsDevice *dev = lfs->dev;
    uint32_t end = c->off + 20 < dev->block_size ? c->off + 20 : dev->block_size;
    end = (end + dev->prog_size - 1) / dev->prog_size * dev->prog_size;
    c->end = dev->block_size;
    while (c->off < end) {
        uint32_t next = end - c->off - 4 > LFS_INLINE_MAX ? c->off + 4 + LFS_INLINE_MAX : end;
        uint32_t ones = 0;
        uint8_t data[8];
        int err = 0;
        if (next < end && next > end - 20)
            next = end - 20;
        if (next == end && next <= dev->block_size - dev->prog_size) {
            uint32_t crc = 0xffffffff;
            err = kk_lfs_bd_read(lfs, &lfs->rcache, c->block, next, data, 1);
            ones = data[0] >> 7 ^ 1;
            if (err == 0)
                err = kk_lfs_bd_crc(lfs, c->block, next, dev->prog_size, &crc);
            lfs_put_le32(data, dev->prog_size);
            lfs_put_le32(data + 4, crc);
            if (err == 0)
                err = put_tag(lfs, c, LFS_TAG(LFS_T_FCRC, LFS_NO_ID, 8));
            if (err == 0)
                err = put(lfs, c, data, 8);
        }
        if (err == 0)
            err = put_tag(lfs, c, LFS_TAG(LFS_T_CRC | ones, LFS_NO_ID, next - c->off - 4));
        lfs_put_le32(data, c->crc);
        if (err == 0)
            err = put(lfs, c, data, 4);
        for (data[0] = 0xff; err == 0 && c->off < next;)
            err = put(lfs, c, data, 1);
        if (err < 0)
            return err;
        c->tag ^= ones << 31;
        c->crc = 0xffffffff;
    }
    int err = kk_lfs_bd_flush(lfs, &lfs->pcache);
    return err < 0 ? err : kk_lfs_bd_sync(lfs);
}

/*
 * The delta this pair has to hold after the commit. A pair that moves does not change the state:
 * until the thread leads to its new block, the sum over the thread has the delta of the old one.
 * The commit that names the new block changes the state instead.
 */
static int new_delta(Lfs *lfs, const LfsMeta *m, bool moves, LfsState *delta)
{
    int err = kk_lfs_pair_delta(lfs, m, delta);
    state_xor(delta, &lfs->stolen);
    if (!moves) {
        state_xor(delta, &lfs->state);
        state_xor(delta, &lfs->disk);
    }
    return err;
}

static bool changes_state(const Lfs *lfs)
{
    LfsState add = lfs->state;
    state_xor(&add, &lfs->disk);
    state_xor(&add, &lfs->stolen);
    return !state_zero(&add);
}

/* What FROM_MOVE stands for, newest of each type. */
static int append_moved(Lfs *lfs, Commit *c, const LfsMove *move, unsigned id)
{
    uint32_t size = 0;
    Content from = { .m = move->m, .begin = move->id - id };
    return each_attr(lfs, &from, move->id, c, &size);
}

static int append(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n)
{
    LfsState delta;
    Commit c = { m->pair[0], m->off, lfs->dev->block_size - 8, m->etag, 0xffffffff };
    int err = new_delta(lfs, m, false, &delta);
    for (int i = 0; err == 0 && i < n; i++) {
        if (lfs_tag_type(attrs[i].tag) == LFS_T_FROM_MOVE) {
            err = append_moved(lfs, &c, attrs[i].data, lfs_tag_id(attrs[i].tag));
        } else {
            LfsEntry e = { .tag = attrs[i].tag, .ram = attrs[i].data };
            err = put_entry(lfs, &c, &e, lfs_tag_id(e.tag));
        }
    }
    if (err == 0 && changes_state(lfs))
        err = put_delta(lfs, &c, &delta);
    if (err == 0)
        err = put_checksum(lfs, &c);
    kk_lfs_bd_drop(&lfs->pcache);
    if (err < 0)
        return err;
    m->off = c.off;
    m->etag = c.tag;
    m->erased = c.off <= lfs->dev->block_size - lfs->dev->prog_size;
    return 0;
}

/* Erases the block and writes the content to it; *m is the pair it makes with other. */
static int write_block(Lfs *lfs, const Content *what, uint32_t block, uint32_t other, uint32_t rev, LfsMeta *m)
{
    uint8_t raw[4];
    uint32_t size;
    Commit c = { block, 0, lfs->dev->block_size - 8, 0xffffffff, 0xffffffff };
    lfs_put_le32(raw, rev);
    kk_lfs_bd_drop(&lfs->pcache);
    int err = kk_lfs_bd_erase(lfs, block);
    if (err == 0)
        err = put(lfs, &c, raw, 4);
    for (unsigned id = what->begin; err == 0 && id < what->end; id++)
        err = one_entry(lfs, what, id, &c, &size);
    if (err == 0 && !lfs_pair_null(what->tail))
        err = put_pair(lfs, &c, what->split ? LFS_T_HARD_TAIL : LFS_T_SOFT_TAIL, what->tail);
    if (err == 0 && !state_zero(&what->delta))
        err = put_delta(lfs, &c, &what->delta);
    if (err == 0)
        err = put_checksum(lfs, &c);
    kk_lfs_bd_drop(&lfs->pcache);
    if (err < 0)
        return err;
    *m = (LfsMeta){ .pair = { block, other }, .rev = rev, .off = c.off, .etag = c.tag,
                    .tail = { what->tail[0], what->tail[1] }, .count = (uint16_t)(what->end - what->begin),
                    .split = what->split, .erased = c.off <= lfs->dev->block_size - lfs->dev->prog_size };
    return 0;
}

/* A pair of two new blocks. What stands in the one that is not written must be the older. */
static int write_new_pair(Lfs *lfs, const Content *what, LfsMeta *m)
{
    uint32_t other, block;
    uint8_t raw[4];
    int err = kk_lfs_alloc_block(lfs, &other);
    if (err == 0)
        err = kk_lfs_bd_read(lfs, &lfs->rcache, other, 0, raw, 4);
    if (err < 0)
        return err;
    do {
        err = kk_lfs_alloc_block(lfs, &block);
        if (err < 0)
            return err;
        err = write_block(lfs, what, block, other, lfs_le32(raw) + 1, m);
    } while (lfs_bad_block(err));
    return err;
}

int kk_lfs_commit_new(Lfs *lfs, LfsMeta *m, const uint32_t tail[2])
{
    LfsMeta none = { .off = 0 };
    Content what = { .m = &none, .tail = { tail[0], tail[1] } };
    return write_new_pair(lfs, &what, m);
}

int kk_lfs_commit_raw(Lfs *lfs, uint32_t block, uint32_t rev, const LfsAttr *attrs, int n)
{
    LfsMeta none = { .off = 0 }, m;
    Content what = { .m = &none, .attrs = attrs, .n = n, .end = 1, .tail = { LFS_NONE, LFS_NONE } };
    return write_block(lfs, &what, block, LFS_NONE, rev, &m);
}

/* Places in the pair after the splices of the attributes. */
static void move_places(Lfs *lfs, const uint32_t pair[2], const LfsAttr *attrs, int n)
{
    for (LfsPos *p = lfs->open; p != NULL; p = p->next) {
        for (int i = 0; i < n && lfs_pair_same(p->pair, pair); i++) {
            unsigned type = lfs_tag_type(attrs[i].tag), id = lfs_tag_id(attrs[i].tag);
            if (type == LFS_T_CREATE && (id < p->id || (id == p->id && !(p->kind & LFS_POS_GAP))))
                p->id++;
            else if (type == LFS_T_DELETE && id < p->id)
                p->id--;
            else if (type == LFS_T_DELETE && id == p->id && !(p->kind & LFS_POS_GAP))
                p->pair[0] = LFS_NONE;
        }
    }
}

/* Places from the entry where the pair was split are now in the second one. */
static void split_places(Lfs *lfs, const uint32_t pair[2], const LfsMeta *second, unsigned begin)
{
    for (LfsPos *p = lfs->open; p != NULL; p = p->next) {
        if (lfs_pair_same(p->pair, pair) && p->id >= begin) {
            lfs_pair_set(p->pair, second->pair[0], second->pair[1]);
            p->id = (uint16_t)(p->id - begin);
        }
    }
}

/* The content's size in bytes. */
static int measure(Lfs *lfs, const Content *what, uint32_t *size)
{
    int err = 0;
    *size = 0;
    for (unsigned id = what->begin; err == 0 && id < what->end; id++)
        err = one_entry(lfs, what, id, NULL, size);
    return err;
}

/* Where to split content of this size so that the larger half is smallest. */
static int find_middle(Lfs *lfs, const Content *what, uint32_t size, unsigned *middle)
{
    uint32_t first = 0;
    for (unsigned id = what->begin; id + 1 < what->end; id++) {
        uint32_t with = first;
        int err = one_entry(lfs, what, id, NULL, &with);
        if (err < 0)
            return err;
        /* Not behind this entry if that is further from the middle than before it. */
        if (id > what->begin && with + first > size)
            break;
        first = with;
        *middle = id + 1;
    }
    return 0;
}

/*
 * Whether the pair's next revision is one at which it changes a block. An odd period: both take
 * turns. Not while the thread is out of date: what moves then may be named by an entry that the
 * thread shows only in an older version, and the new name would be written to that.
 */
static bool worn(const Lfs *lfs, uint32_t rev)
{
    if ((lfs->state.tag | lfs->disk.tag) & LFS_INVALID)
        return false;
    return lfs->dev->block_cycles > 0 && rev % ((uint32_t)lfs->dev->block_cycles | 1) == 0;
}

static bool is_anchor(const uint32_t pair[2])
{
    return pair[0] + pair[1] == 1 && pair[0] <= 1;
}

static void count_block(Lfs *lfs, void *ctx, uint32_t block)
{
    ++*(uint32_t *)ctx;
}

/*
 * Moves a part of the content to a new pair behind this one: its second half if it is more than
 * half a block, or all of it behind the superblock, which then wears less. *rest is where the
 * part begins, the end if there is none. Without free blocks everything stays. *size: of what stays.
 */
static int split(Lfs *lfs, Content *what, bool expand, LfsMeta *second, unsigned *rest, uint32_t *size)
{
    uint32_t used = 0;
    unsigned middle = 0;
    *rest = what->end;
    int err = measure(lfs, what, size);
    if (err < 0)
        return err;
    if (!expand || kk_lfs_alloc_visit(lfs, false, count_block, &used) < 0 || used >= lfs->block_count / 2) {
        if (*size <= lfs->dev->block_size / 2 || what->end - what->begin < 2)
            return 0;
        err = find_middle(lfs, what, *size, &middle);
        if (err < 0)
            return err;
    }
    Content part = *what;
    part.begin = middle;
    part.delta = (LfsState){ 0 };
    err = write_new_pair(lfs, &part, second);
    if (err < 0)
        return err == -LFS_ENOSPC ? 0 : err;
    *rest = middle;
    what->end = middle == 0 ? 1 : middle;
    what->split = true;
    lfs_pair_set(what->tail, second->pair[0], second->pair[1]);
    return measure(lfs, what, size);
}

/* Whether the attributes add something of the user's, for which the spare room is not. */
static bool adds(const LfsAttr *attrs, int n)
{
    for (int i = 0; i < n; i++) {
        unsigned kind = lfs_tag_kind(attrs[i].tag);
        if (kind == LFS_T_NAME || kind == LFS_T_ATTR || lfs_tag_type(attrs[i].tag) == LFS_T_INLINE)
            return true;
    }
    return false;
}

static int compact(Lfs *lfs, LfsMeta *m, Content *what, uint32_t size, LfsMeta *to)
{
    uint32_t rev = m->rev + 1, block = m->pair[1], room = lfs->dev->block_size - 12 - 16 - 8 - 4;
    bool anchor = is_anchor(m->pair);
    if (size > room - (adds(what->attrs, what->n) ? SPARE : 0))
        return -LFS_ENOSPC;
    if (!anchor && worn(lfs, rev) && kk_lfs_alloc_block(lfs, &block) < 0)
        block = m->pair[1];
    for (;;) {
        int err = new_delta(lfs, m, block != m->pair[1], &what->delta);
        if (err < 0)
            return err;
        err = write_block(lfs, what, block, m->pair[0], rev, to);
        if (!lfs_bad_block(err) || anchor)
            return err;
        err = kk_lfs_alloc_block(lfs, &block);
        if (err < 0)
            return err;
    }
}

/* The pair after the splices and the tail of the attributes. */
static void apply(LfsMeta *m, const LfsAttr *attrs, int n)
{
    for (int i = 0; i < n; i++) {
        unsigned type = lfs_tag_type(attrs[i].tag);
        if (type == LFS_T_CREATE)
            m->count++;
        else if (type == LFS_T_DELETE)
            m->count--;
        else if (lfs_tag_kind(attrs[i].tag) == LFS_T_TAIL) {
            const uint8_t *data = attrs[i].data;
            lfs_pair_set(m->tail, lfs_le32(data), lfs_le32(data + 4));
            m->split = type & 1;
        }
    }
}

/* Where a move that is going on has its source in entries that were split off. */
static void split_move(Lfs *lfs, const uint32_t pair[2], const LfsMeta *second, unsigned begin)
{
    unsigned id = lfs_tag_id(lfs->state.tag);
    if (lfs_tag_type(lfs->state.tag) == LFS_T_DELETE && lfs_pair_touch(lfs->state.pair, pair) && id >= begin) {
        lfs->state.tag = (lfs->state.tag & LFS_INVALID) | LFS_TAG(LFS_T_DELETE, id - begin, 0);
        lfs_pair_set(lfs->state.pair, second->pair[0], second->pair[1]);
    }
}

static int compact_and_split(Lfs *lfs, LfsMeta *m, const LfsMeta *after, const LfsAttr *attrs, int n, LfsMeta *to)
{
    LfsMeta second;
    unsigned rest;
    uint32_t size;
    LfsState before = lfs->state;
    Content what = { .m = m, .attrs = attrs, .n = n, .end = after->count, .split = after->split };
    lfs_pair_set(what.tail, after->tail[0], after->tail[1]);
    int err = split(lfs, &what, is_anchor(m->pair) && worn(lfs, m->rev + 1), &second, &rest, &size);
    if (err == 0 && rest < after->count)
        split_move(lfs, m->pair, &second, rest);
    if (err == 0)
        err = compact(lfs, m, &what, size, to);
    if (err < 0) {
        lfs->state = before;
        return err;
    }
    move_places(lfs, m->pair, attrs, n);
    if (rest < after->count) {
        split_places(lfs, m->pair, &second, rest);
        if (rest == 0 && lfs_pair_same(lfs->root, m->pair))
            lfs_pair_set(lfs->root, second.pair[0], second.pair[1]);
    }
    return 0;
}

int kk_lfs_commit_once(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n, bool *moved)
{
    LfsMeta after = *m;
    *moved = false;
    apply(&after, attrs, n);
    if (after.count >= LFS_NO_ID - 1)
        return -LFS_ENOSPC;
    if (m->erased) {
        int err = append(lfs, &after, attrs, n);
        if (err == 0) {
            move_places(lfs, m->pair, attrs, n);
            lfs->disk = lfs->state;
            lfs->stolen = (LfsState){ 0 };
            *m = lfs->memo = after;
            return 0;
        }
        /* What was programmed of it stays behind the log: nothing can be appended any more. */
        m->erased = false;
        lfs->memo.pair[0] = LFS_NONE;
        if (err != -LFS_ENOSPC && !lfs_bad_block(err))
            return err;
    }
    LfsMeta to;
    int err = compact_and_split(lfs, m, &after, attrs, n, &to);
    if (err < 0)
        return err;
    *moved = to.pair[0] != m->pair[1];
    if (!*moved)
        lfs->disk = lfs->state;
    lfs->stolen = (LfsState){ 0 };
    *m = lfs->memo = to;
    return 0;
}
