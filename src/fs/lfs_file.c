/*
 * lfs_file.c: open files.
 *
 * A small file is inline: its content is in the cache, and in its directory on the flash. Any other
 * is a list of blocks that is never changed in place: the first write copies the block at the
 * position and goes on from there (WRITING), and when it ends, what is behind the position in the
 * old list is copied too. Sync then names the new list in the directory.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#include "fs/lfs_impl.h"

enum { PIECE = 32 }; /* bytes copied at a time, on the stack */

static uint32_t inline_max(const Lfs *lfs)
{
    uint32_t most = lfs->dev->block_size / 8;
    if (most > lfs->dev->cache_size)
        most = lfs->dev->cache_size;
    return most < LFS_INLINE_MAX ? most : LFS_INLINE_MAX;
}

uint32_t kk_lfs_file_length(Lfs *lfs, LfsFile *file)
{
    return (file->flags & LFS_F_WRITING) && file->at > file->size ? file->at : file->size;
}

/* An erased block. Errors are not those of a bad block, of which it takes the next. */
static int new_block(Lfs *lfs, uint32_t *block)
{
    int err;
    do {
        err = kk_lfs_alloc_block(lfs, block);
        if (err < 0)
            return err;
        err = kk_lfs_bd_erase(lfs, *block);
    } while (lfs_bad_block(err));
    return err;
}

/* Copies the first n bytes of a block through a cache, which may keep the last of them. */
static int copy_bytes(Lfs *lfs, LfsCache *cache, uint32_t from, uint32_t to, uint32_t n)
{
    uint8_t piece[PIECE];
    for (uint32_t off = 0; off < n;) {
        uint32_t now = n - off < PIECE ? n - off : PIECE;
        int err = kk_lfs_bd_read(lfs, &lfs->rcache, from, off, piece, now);
        if (err == 0)
            err = kk_lfs_bd_program(lfs, cache, to, off, piece, now);
        if (err < 0)
            return err;
        off += now;
    }
    return 0;
}

/* Writes what the cache has; if the block turns out to be bad, all of it goes to another. */
static int flush_cache(Lfs *lfs, LfsFile *file)
{
    int err = kk_lfs_bd_flush(lfs, &file->cache);
    while (lfs_bad_block(err)) {
        uint32_t block;
        err = new_block(lfs, &block);
        if (err < 0)
            return err;
        kk_lfs_bd_drop(&lfs->pcache);
        err = copy_bytes(lfs, &lfs->pcache, file->block, block, file->cache.off);
        if (err == 0)
            err = kk_lfs_bd_flush(lfs, &lfs->pcache);
        kk_lfs_bd_drop(&lfs->pcache);
        if (err < 0)
            continue;
        file->block = file->cache.block = block;
        err = kk_lfs_bd_flush(lfs, &file->cache);
    }
    return err;
}

/* The block behind the one that is full, with its pointers. */
static int next_block(Lfs *lfs, LfsFile *file)
{
    int err = flush_cache(lfs, file);
    if (err < 0)
        return err;
    kk_lfs_alloc_mark(lfs);
    uint32_t block, off, index = file->block == LFS_NONE ? 0 : file->index + 1;
    do {
        kk_lfs_bd_drop(&file->cache);
        err = new_block(lfs, &block);
        if (err < 0)
            return err;
        err = kk_lfs_ctz_extend(lfs, &file->cache, block, index, file->block, &off);
    } while (lfs_bad_block(err));
    if (err < 0)
        return err;
    file->before = file->block;
    file->block = block;
    file->index = index;
    file->block_off = off;
    return 0;
}

/* Begins a new list at the position: the blocks before it are shared with the old one. */
static int begin_writing(Lfs *lfs, LfsFile *file)
{
    uint32_t old, block, off, before = LFS_NONE;
    kk_lfs_bd_drop(&file->cache);
    file->block = LFS_NONE;
    file->block_off = lfs->dev->block_size;
    if (file->at > 0) {
        uint32_t index = kk_lfs_ctz_index(lfs->dev->block_size, file->at - 1, &off);
        int err = kk_lfs_ctz_find(lfs, file->head, file->size, index, &old);
        if (err == 0 && index > 0)
            err = kk_lfs_ctz_find(lfs, file->head, file->size, index - 1, &before);
        if (err < 0)
            return err;
        block = old;
        if (off + 1 < lfs->dev->block_size) {
            kk_lfs_alloc_mark(lfs);
            do {
                kk_lfs_bd_drop(&file->cache);
                err = new_block(lfs, &block);
                if (err < 0)
                    return err;
                err = copy_bytes(lfs, &file->cache, old, block, off + 1);
            } while (lfs_bad_block(err));
            if (err < 0)
                return err;
        }
        file->block = block;
        file->before = before;
        file->index = index;
        file->block_off = off + 1;
    }
    file->flags |= LFS_F_WRITING;
    return 0;
}

/* Adds to the list that is being written, at the position. */
static int put_blocks(Lfs *lfs, LfsFile *file, const uint8_t *from, uint32_t n)
{
    const LfsDevice *dev = lfs->dev;
    int err = file->flags & LFS_F_WRITING || n == 0 ? 0 : begin_writing(lfs, file);
    while (err == 0 && n > 0) {
        if (file->block_off == dev->block_size)
            err = next_block(lfs, file);
        if (err == 0 && file->cache.n == dev->cache_size)
            err = flush_cache(lfs, file);
        if (err < 0)
            break;
        uint32_t now = dev->cache_size - file->cache.n, left = dev->block_size - file->block_off;
        now = now < left ? now : left;
        now = now < n ? now : n;
        err = kk_lfs_bd_program(lfs, &file->cache, file->block, file->block_off, from, now);
        from += now;
        n -= now;
        file->block_off += now;
        file->at += now;
    }
    return err;
}

/* Ends WRITING: the new list gets the rest of the old one. The position stays. */
static int flush(Lfs *lfs, LfsFile *file)
{
    if (!(file->flags & LFS_F_WRITING))
        return 0;
    uint32_t at = file->at, known = LFS_NONE, block = 0, off;
    int err = 0;
    while (err == 0 && file->at < file->size) {
        uint8_t piece[PIECE];
        uint32_t index = kk_lfs_ctz_index(lfs->dev->block_size, file->at, &off);
        uint32_t n = lfs->dev->block_size - off;
        n = n < PIECE ? n : PIECE;
        n = n < file->size - file->at ? n : file->size - file->at;
        if (index != known)
            err = kk_lfs_ctz_find(lfs, file->head, file->size, index, &block);
        known = index;
        if (err == 0)
            err = kk_lfs_bd_read(lfs, &lfs->rcache, block, off, piece, n);
        if (err == 0)
            err = put_blocks(lfs, file, piece, n);
    }
    if (err == 0)
        err = flush_cache(lfs, file);
    if (err < 0) {
        file->flags |= LFS_F_FAILED;
        return err;
    }
    if (file->at > file->size)
        file->size = file->at;
    file->head = file->block;
    file->at = at;
    file->block = LFS_NONE;
    file->flags = (uint16_t)((file->flags & ~LFS_F_WRITING) | LFS_F_DIRTY);
    kk_lfs_bd_drop(&file->cache);
    return 0;
}

/* Bytes of an inline file that is larger than the cache: they are read where they are. */
static int read_far(Lfs *lfs, LfsFile *file, uint32_t at, void *to, uint32_t n)
{
    LfsMeta m;
    LfsEntry e;
    if (file->pos.pair[0] == LFS_NONE)
        return -LFS_ENOENT;
    int err = kk_lfs_pair_fetch(lfs, &m, file->pos.pair);
    if (err == 0)
        err = kk_lfs_pair_get(lfs, &m, file->pos.id, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err == 0 && (lfs_tag_type(e.tag) != LFS_T_INLINE || lfs_tag_size(e.tag) != file->size))
        err = -LFS_EIO; /* changed through another file object since */
    return err < 0 ? err : kk_lfs_pair_data(lfs, &e, at, to, n);
}

/* The content of an inline file goes to a block of its own. */
static int leave_inline(Lfs *lfs, LfsFile *file)
{
    uint32_t block = LFS_NONE, n = file->size;
    int err = 0;
    kk_lfs_alloc_mark(lfs);
    do {
        if (n > 0)
            err = new_block(lfs, &block);
        if (err < 0)
            return err;
        if (file->flags & LFS_F_FAR) {
            kk_lfs_bd_drop(&file->cache);
            for (uint32_t off = 0; err == 0 && off < n;) {
                uint8_t piece[PIECE];
                uint32_t now = n - off < PIECE ? n - off : PIECE;
                err = read_far(lfs, file, off, piece, now);
                if (err < 0)
                    return err;
                err = kk_lfs_bd_program(lfs, &file->cache, block, off, piece, now);
                off += now;
            }
        } else {
            file->cache.block = block;
            file->cache.off = 0;
            file->cache.n = n;
        }
        if (err == 0)
            err = kk_lfs_bd_flush(lfs, &file->cache);
    } while (lfs_bad_block(err));
    if (err < 0)
        return err;
    kk_lfs_bd_drop(&file->cache);
    file->head = block;
    file->block = LFS_NONE;
    file->flags = (uint16_t)((file->flags & ~(LFS_F_INLINE | LFS_F_FAR)) | LFS_F_DIRTY);
    return 0;
}

/* n bytes at the position, which is not behind the end; from NULL: zeros. */
static int put(Lfs *lfs, LfsFile *file, const uint8_t *from, uint32_t n)
{
    if (file->flags & LFS_F_INLINE) {
        uint32_t end = file->at + n, most = inline_max(lfs);
        if (file->size > most)
            most = file->size;
        if (end <= most && !(file->flags & LFS_F_FAR)) {
            if (from == NULL)
                memset(file->cache.bytes + file->at, 0, n);
            else
                memcpy(file->cache.bytes + file->at, from, n);
            file->at = end;
            if (end > file->size)
                file->size = end;
            file->flags |= LFS_F_DIRTY;
            return 0;
        }
        int err = leave_inline(lfs, file);
        if (err < 0)
            return err;
    }
    if (from != NULL)
        return put_blocks(lfs, file, from, n);
    uint8_t zeros[PIECE] = { 0 };
    int err = 0;
    for (; err == 0 && n > PIECE; n -= PIECE)
        err = put_blocks(lfs, file, zeros, PIECE);
    return err < 0 ? err : put_blocks(lfs, file, zeros, n);
}

/* Zeros from the end up to end; the position is behind them. */
static int fill(Lfs *lfs, LfsFile *file, uint32_t end)
{
    int err = flush(lfs, file);
    if (err < 0)
        return err;
    file->at = file->size;
    return put(lfs, file, NULL, end - file->size);
}

static int ready_to_write(Lfs *lfs, LfsFile *file)
{
    if (!(file->flags & LFS_WRITE))
        return -LFS_EBADF;
    if (file->flags & LFS_F_FAILED)
        return -LFS_EIO;
    return kk_lfs_repair_before_write(lfs);
}

static int fail(LfsFile *file, int err)
{
    if (err < 0)
        file->flags |= LFS_F_FAILED;
    return err;
}

int32_t kk_lfs_write(Lfs *lfs, LfsFile *file, const void *from, size_t n)
{
    int err = ready_to_write(lfs, file);
    if (err < 0)
        return err;
    if (file->flags & LFS_APPEND) {
        uint32_t end = kk_lfs_file_length(lfs, file);
        if (file->at != end)
            err = flush(lfs, file);
        file->at = end;
    }
    if (err < 0 || n == 0)
        return err;
    if (file->at > lfs->file_max || n > lfs->file_max - file->at)
        return -LFS_EFBIG;
    if (file->at > kk_lfs_file_length(lfs, file))
        err = fill(lfs, file, file->at);
    if (err == 0)
        err = put(lfs, file, from, (uint32_t)n);
    return fail(file, err) < 0 ? err : (int32_t)n;
}

int32_t kk_lfs_read(Lfs *lfs, LfsFile *file, void *to, size_t n)
{
    if (!(file->flags & LFS_READ))
        return -LFS_EBADF;
    int err = flush(lfs, file);
    if (err < 0)
        return err;
    if (file->at >= file->size)
        return 0;
    uint32_t left = n < file->size - file->at ? (uint32_t)n : file->size - file->at, done = 0;
    uint8_t *out = to;
    if (file->flags & LFS_F_FAR) {
        err = read_far(lfs, file, file->at, out, left);
        done = left;
    } else if (file->flags & LFS_F_INLINE) {
        memcpy(out, file->cache.bytes + file->at, left);
        done = left;
    }
    while (err == 0 && done < left) {
        uint32_t off, index = kk_lfs_ctz_index(lfs->dev->block_size, file->at + done, &off);
        if (file->block == LFS_NONE || file->index != index) {
            file->block = LFS_NONE;
            err = kk_lfs_ctz_find(lfs, file->head, file->size, index, &file->block);
            file->index = index;
        }
        uint32_t now = lfs->dev->block_size - off;
        now = now < left - done ? now : left - done;
        if (err == 0)
            err = kk_lfs_bd_read(lfs, &file->cache, file->block, off, out + done, now);
        done += now;
    }
    if (err < 0)
        return err;
    file->at += done;
    return (int32_t)done;
}

int64_t kk_lfs_seek(Lfs *lfs, LfsFile *file, int64_t offset, int whence)
{
    int64_t to = offset + (whence == 1 ? file->at : whence == 2 ? kk_lfs_file_length(lfs, file) : 0);
    if (to < 0 || to > lfs->file_max)
        return -LFS_EINVAL;
    if (to != file->at) {
        int err = flush(lfs, file);
        if (err < 0)
            return err;
        file->at = (uint32_t)to;
    }
    return to;
}

/* Makes the file one whose first size bytes are those it has. */
static int shorten(Lfs *lfs, LfsFile *file, uint32_t size)
{
    if ((file->flags & LFS_F_FAR) && size > inline_max(lfs)) {
        int err = leave_inline(lfs, file);
        if (err < 0)
            return err;
    }
    if (size == 0 || (file->flags & LFS_F_FAR)) {
        int err = size == 0 ? 0 : read_far(lfs, file, 0, file->cache.bytes, size);
        if (err < 0)
            return err;
        kk_lfs_bd_drop(&file->cache);
        file->flags = (uint16_t)((file->flags & ~LFS_F_FAR) | LFS_F_INLINE);
    } else if (!(file->flags & LFS_F_INLINE)) {
        uint32_t off, index = kk_lfs_ctz_index(lfs->dev->block_size, size - 1, &off);
        int err = kk_lfs_ctz_find(lfs, file->head, file->size, index, &file->head);
        if (err < 0)
            return err;
        file->block = LFS_NONE;
    }
    file->size = size;
    file->flags |= LFS_F_DIRTY;
    return 0;
}

int kk_lfs_truncate(Lfs *lfs, LfsFile *file, uint32_t size)
{
    uint32_t at = file->at;
    int err = ready_to_write(lfs, file);
    if (err == 0)
        err = flush(lfs, file);
    if (err < 0)
        return err;
    if (size > lfs->file_max)
        return -LFS_EFBIG;
    if (size < file->size)
        return shorten(lfs, file, size);
    if (size > file->size) {
        err = fill(lfs, file, size);
        if (err == 0)
            err = flush(lfs, file);
        file->at = at;
    }
    return fail(file, err);
}

int kk_lfs_sync(Lfs *lfs, LfsFile *file)
{
    LfsMeta m;
    uint8_t data[8];
    if (file->flags & LFS_F_FAILED)
        return -LFS_EIO;
    int err = flush(lfs, file);
    if (err < 0 || !(file->flags & LFS_F_DIRTY) || file->pos.pair[0] == LFS_NONE)
        return err;
    err = kk_lfs_repair_before_write(lfs);
    if (err == 0)
        err = kk_lfs_bd_sync(lfs);
    if (err == 0)
        err = kk_lfs_pair_fetch(lfs, &m, file->pos.pair);
    if (err < 0)
        return err;
    unsigned id = file->pos.id;
    LfsAttr attrs[2] = { { LFS_TAG(LFS_T_CTZ, id, 8), data }, { LFS_TAG(LFS_T_ATTR | file->attr_type, id, file->attr_n), file->attr } };
    lfs_put_le32(data, file->head);
    lfs_put_le32(data + 4, file->size);
    if (file->flags & LFS_F_INLINE)
        attrs[0] = (LfsAttr){ LFS_TAG(LFS_T_INLINE, id, file->size), file->cache.bytes };
    err = kk_lfs_link_commit(lfs, &m, attrs, file->attr != NULL ? 2 : 1);
    if (err == 0)
        file->flags &= (uint16_t)~LFS_F_DIRTY;
    return err;
}

void kk_lfs_file_attr(LfsFile *file, uint8_t type, const void *value, size_t n)
{
    file->attr_type = type;
    file->attr = value;
    file->attr_n = (uint16_t)(n < LFS_INLINE_MAX ? n : LFS_INLINE_MAX);
}

/* A new, empty file where *f says. */
static int create(Lfs *lfs, LfsFile *file, LfsFound *f)
{
    if (f->slash)
        return -LFS_EISDIR;
    LfsAttr attrs[] = { { LFS_TAG(LFS_T_CREATE, f->id, 0), NULL },
                        { LFS_TAG(LFS_T_REG, f->id, f->name_n), f->name },
                        { LFS_TAG(LFS_T_INLINE, f->id, 0), NULL } };
    kk_lfs_link_add(lfs, &file->pos, &f->m, f->id, LFS_POS_GAP);
    int err = kk_lfs_link_commit(lfs, &f->m, attrs, 3);
    if (err < 0)
        kk_lfs_link_remove(lfs, &file->pos);
    file->pos.kind = LFS_POS_FILE;
    file->flags |= LFS_F_DIRTY; /* for the attribute, if nothing is written */
    return err;
}

/* Takes over what the flash says of the file. */
static int load(Lfs *lfs, LfsFile *file, const LfsFound *f)
{
    LfsEntry e;
    uint8_t data[8];
    if (f->type == LFS_T_DIR)
        return -LFS_EISDIR;
    if (file->flags & LFS_EXCLUSIVE)
        return -LFS_EEXIST;
    int err = kk_lfs_pair_get(lfs, &f->m, f->id, LFS_T_KIND, LFS_T_STRUCT, &e);
    if (err < 0)
        return err == -LFS_ENOENT ? -KK_LFS_ECORRUPT : err;
    if (file->flags & LFS_TRUNCATE) {
        file->flags |= LFS_F_DIRTY;
    } else if (lfs_tag_type(e.tag) == LFS_T_INLINE) {
        file->size = lfs_tag_size(e.tag);
        if (file->size <= lfs->dev->cache_size)
            err = kk_lfs_pair_data(lfs, &e, 0, file->cache.bytes, file->size);
        else
            file->flags |= LFS_F_FAR;
    } else if (lfs_tag_type(e.tag) == LFS_T_CTZ) {
        err = kk_lfs_pair_data(lfs, &e, 0, data, 8);
        file->head = lfs_le32(data);
        file->size = lfs_le32(data + 4);
        file->flags &= (uint16_t)~LFS_F_INLINE;
        if (err == 0 && !kk_lfs_ctz_sane(lfs, file->head, file->size))
            err = -KK_LFS_ECORRUPT;
    } else {
        err = -KK_LFS_ECORRUPT;
    }
    if (err == 0)
        kk_lfs_link_add(lfs, &file->pos, &f->m, f->id, LFS_POS_FILE);
    return err;
}

int kk_lfs_open(Lfs *lfs, LfsFile *file, const char *path, unsigned flags)
{
    LfsFound f;
    memset(file, 0, sizeof *file);
    file->cache.bytes = (uint8_t *)(file + 1);
    kk_lfs_bd_drop(&file->cache);
    file->head = file->block = file->before = LFS_NONE;
    if (flags & (LFS_APPEND | LFS_CREATE | LFS_TRUNCATE))
        flags |= LFS_WRITE;
    file->flags = (uint16_t)((flags & 0x3f) | LFS_F_INLINE);
    int err = flags & LFS_WRITE ? kk_lfs_repair_before_write(lfs) : 0;
    if (err < 0)
        return err;
    err = kk_lfs_path_find(lfs, path, &f, NULL);
    if (err == -LFS_ENOENT && f.name_n > 0 && (flags & LFS_CREATE))
        return create(lfs, file, &f);
    return err < 0 ? err : load(lfs, file, &f);
}

int kk_lfs_close(Lfs *lfs, LfsFile *file)
{
    /* Of a write that failed the caller knows: the old content stays. */
    int err = file->flags & LFS_F_FAILED ? 0 : kk_lfs_sync(lfs, file);
    kk_lfs_link_remove(lfs, &file->pos);
    return err;
}
