/*
 * lfs_impl.h: what the files of the file system share: its state, and who offers what.
 *
 * From below: lfs_bd.c (bytes of blocks through caches), lfs_pair.c (reading a metadata pair),
 * lfs_alloc.c (which blocks are free), lfs_ctz.c (the block list of a file), lfs_commit.c (one
 * commit to one pair), lfs_link.c (what one commit entails for other pairs), lfs_repair.c (what a
 * loss of power left undone), lfs_path.c, lfs_file.c, lfs_dir.c, lfs_tree.c, lfs_mount.c.
 *
 * Two ideas carry it. A metadata pair is two blocks of which the one with the higher revision and
 * a valid checksum counts: a log of commits, each of which is there wholly or not. And all pairs
 * hang on one thread (each has a tail), so that everything on the flash can be visited without
 * recursion. Where an operation needs two commits, the global state - spread over the pairs, its
 * value the XOR of all deltas - says in between what is undone.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#ifndef KK_FS_LFS_IMPL_H
#define KK_FS_LFS_IMPL_H

#include "base/bytes.h"
#include "fs/lfs.h"
#include "fs/lfs_tag.h"

enum {
    LFS_ENOENT = 2, LFS_EIO = 5, LFS_EBADF = 9, LFS_EBUSY = 16, LFS_EEXIST = 17, LFS_ENOTDIR = 20,
    LFS_EISDIR = 21, LFS_EINVAL = 22, LFS_EFBIG = 27, LFS_ENOSPC = 28, LFS_ENAMETOOLONG = 36,
    LFS_ENOTEMPTY = 39, LFS_ENODATA = 61
};

#define LFS_NONE 0xffffffffu /* no block */
#define LFS_VERSION 0x00020001u

/* A piece of a block in memory: bytes [off, off + n) of it. n is 0 when there is none. */
typedef struct LfsCache {
    uint32_t block, off, n;
    uint8_t *bytes;
} LfsCache;

/* What is known of a metadata pair after reading it. pair[0] is the block that counts. */
typedef struct LfsMeta {
    uint32_t pair[2];
    uint32_t rev;
    uint32_t off;  /* where the next commit goes */
    uint32_t etag; /* the tag it is XORed with */
    uint32_t tail[2];
    uint16_t count;
    bool split;    /* the tail is a part of this directory */
    bool erased;   /* nothing was written behind off */
} LfsMeta;

/* A tag to write with its data; of LFS_T_FROM_MOVE the data is an LfsMove. */
typedef struct LfsAttr {
    uint32_t tag;
    const void *data;
} LfsAttr;

typedef struct LfsMove {
    const LfsMeta *m; /* as it is on the flash */
    uint16_t id;
} LfsMove;

/* Data of a tag: in memory if ram is set, else in a block. */
typedef struct LfsEntry {
    uint32_t tag;
    uint32_t block, off;
    const uint8_t *ram;
} LfsEntry;

/* Tags of one id, newest first: those of attrs not yet written, then those of the log. */
typedef struct LfsWalk {
    const LfsMeta *m;
    const LfsAttr *attrs;
    int left;
    uint32_t off, tag;
    uint16_t id;
    bool names; /* the name is wanted: what FROM_MOVE brings is not */
} LfsWalk;

/* A place in a directory that commits keep up to date. Gone: pair[0] is LFS_NONE. */
typedef struct LfsPos {
    struct LfsPos *next;
    uint32_t pair[2];
    uint16_t id;
    uint8_t kind;
} LfsPos;

/* An entry (or the file open at it) goes with its deletion; a gap stays, before what is created there. */
enum { LFS_POS_ENTRY = 0, LFS_POS_FILE = 1, LFS_POS_GAP = 2 };

/* tag: bit 31 tells that the thread may be out of date, the rest what to delete in pair. */
typedef struct LfsState {
    uint32_t tag;
    uint32_t pair[2];
} LfsState;

struct Lfs {
    const LfsDevice *dev;
    LfsCache rcache, pcache;
    LfsMeta memo; /* the pair read last; pair[0] is LFS_NONE when there is none */
    LfsPos *open;
    LfsState state, disk; /* as wanted, and as on the flash */
    LfsState stolen;      /* deltas of pairs that the next commit takes off the thread */
    uint32_t root[2];
    uint32_t block_count;
    uint32_t name_max, file_max, attr_max;
    uint32_t seed;
    struct {
        uint32_t start, size, next; /* the window that the bitmap covers; next block to try in it */
        uint32_t left;              /* blocks to try before all have been seen */
        uint8_t *map;
    } free;
    bool old_version; /* the superblock has to say 2.1 before the first write */
    bool tangled;     /* the thread is out of date in a way that only repair mends */
    bool broken;      /* a half-done operation could not be ended: no writing before a new mount */
};

struct LfsFile {
    LfsPos pos;
    LfsCache cache; /* all of an inline file; else what is being read or written */
    uint32_t head, size;
    uint32_t at;
    uint32_t block, index; /* a block whose number in the file is known: writing, the one at the position */
    uint32_t block_off;    /* writing: where in it */
    uint32_t before;       /* writing: the block before, if there is one */
    uint16_t flags;
    uint8_t attr_type;
    uint16_t attr_n;
    const void *attr;
};

struct LfsDir {
    LfsPos pos;
    uint32_t visited; /* pairs, against lists that have no end */
};

enum { LFS_F_INLINE = 0x100, LFS_F_WRITING = 0x200, LFS_F_DIRTY = 0x400, LFS_F_FAILED = 0x800, LFS_F_FAR = 0x1000 };

KK_INLINE bool lfs_pair_null(const uint32_t pair[2])
{
    return pair[0] == LFS_NONE || pair[1] == LFS_NONE;
}

KK_INLINE bool lfs_pair_same(const uint32_t a[2], const uint32_t b[2])
{
    return (a[0] == b[0] && a[1] == b[1]) || (a[0] == b[1] && a[1] == b[0]);
}

KK_INLINE bool lfs_pair_touch(const uint32_t a[2], const uint32_t b[2])
{
    return a[0] == b[0] || a[0] == b[1] || a[1] == b[0] || a[1] == b[1];
}

KK_INLINE void lfs_pair_set(uint32_t to[2], uint32_t a, uint32_t b)
{
    to[0] = a;
    to[1] = b;
}

/* An error of the device that means: this block is bad, take another. */
KK_INLINE bool lfs_bad_block(int err)
{
    return err == -KK_LFS_ECORRUPT || err == -LFS_EIO;
}

/* lfs_bd.c */
uint32_t kk_lfs_crc(uint32_t crc, const void *from, size_t n);
int kk_lfs_bd_read(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off, void *to, size_t n);
int kk_lfs_bd_crc(Lfs *lfs, uint32_t block, uint32_t off, size_t n, uint32_t *crc);
/* < 0 error, else 0: equal, 1: the bytes of the block are less, 2: greater (by unsigned bytes). */
int kk_lfs_bd_compare(Lfs *lfs, uint32_t block, uint32_t off, const uint8_t *with, size_t n);
/* Adds to the cache, which is written when it is full, and by flush. */
int kk_lfs_bd_program(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t off, const void *from, size_t n);
int kk_lfs_bd_flush(Lfs *lfs, LfsCache *cache);
int kk_lfs_bd_erase(Lfs *lfs, uint32_t block);
int kk_lfs_bd_sync(Lfs *lfs);
void kk_lfs_bd_drop(LfsCache *cache);

/* lfs_pair.c */
int kk_lfs_pair_fetch(Lfs *lfs, LfsMeta *m, const uint32_t pair[2]);
/* The next pair of the thread or of the directory: 1, or 0 behind the last. *seen counts, from 0. */
int kk_lfs_pair_next(Lfs *lfs, LfsMeta *m, uint32_t *seen);
void kk_lfs_pair_walk(LfsWalk *w, const LfsMeta *m, unsigned id);
/* 1 and the tag before, or 0. */
int kk_lfs_pair_walk_next(Lfs *lfs, LfsWalk *w, LfsEntry *e);
/* The newest tag of id whose type under mask is type, or -ENOENT. */
int kk_lfs_pair_get(Lfs *lfs, const LfsMeta *m, unsigned id, unsigned mask, unsigned type, LfsEntry *e);
int kk_lfs_pair_find(Lfs *lfs, LfsWalk *w, unsigned mask, unsigned type, LfsEntry *e);
int kk_lfs_pair_data(Lfs *lfs, const LfsEntry *e, uint32_t off, void *to, size_t n);
/* Eight bytes of data, checked to be blocks of this device. */
int kk_lfs_pair_blocks(Lfs *lfs, const LfsEntry *e, uint32_t pair[2]);
/* The pair that a directory entry names. */
int kk_lfs_pair_of_dir(Lfs *lfs, const LfsMeta *m, unsigned id, uint32_t pair[2]);
int kk_lfs_pair_delta(Lfs *lfs, const LfsMeta *m, LfsState *delta);
/* id is the source of a move that was cut off: not there. */
bool kk_lfs_pair_hidden(const Lfs *lfs, const LfsMeta *m, unsigned id);

/* lfs_ctz.c */
uint32_t kk_lfs_ctz_index(uint32_t block_size, uint32_t pos, uint32_t *off);
/* The block with the number index of the file (head, size), size not 0. */
int kk_lfs_ctz_find(Lfs *lfs, uint32_t head, uint32_t size, uint32_t index, uint32_t *block);
/* Whether the file fits on the device at all: then walking it ends. */
bool kk_lfs_ctz_sane(const Lfs *lfs, uint32_t head, uint32_t size);
/* Visits the blocks from head, which has the number last, down to the first. */
int kk_lfs_ctz_visit(Lfs *lfs, uint32_t head, uint32_t last, void (*visit)(Lfs *, void *, uint32_t), void *ctx);
/* Programs the pointers of block, number index of a file whose block index - 1 is previous, through cache. */
int kk_lfs_ctz_extend(Lfs *lfs, LfsCache *cache, uint32_t block, uint32_t index, uint32_t previous, uint32_t *off);

/* lfs_alloc.c */
int kk_lfs_alloc_block(Lfs *lfs, uint32_t *block);
/* All that was allocated before can be reached: from the flash or from an open file. */
void kk_lfs_alloc_mark(Lfs *lfs);
int kk_lfs_alloc_visit(Lfs *lfs, bool files, void (*visit)(Lfs *, void *, uint32_t), void *ctx);

/* lfs_commit.c */
/* One commit to one pair; *m is as on the flash and becomes so. *moved: the pair has a new block and
 * is not linked yet; what was written is not there before it is. */
int kk_lfs_commit_once(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n, bool *moved);
/* A new pair with nothing in it but a tail. */
int kk_lfs_commit_new(Lfs *lfs, LfsMeta *m, const uint32_t tail[2]);
/* Writes block as the whole of a metadata block with these attributes (format). */
int kk_lfs_commit_raw(Lfs *lfs, uint32_t block, uint32_t rev, const LfsAttr *attrs, int n);

/* lfs_link.c */
/* A commit with all that follows from it. On errors the state wanted is that of the flash again. */
int kk_lfs_link_commit(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n);
/* The same, but leaves a tangled thread to the caller. */
int kk_lfs_link_commit_only(Lfs *lfs, LfsMeta *m, const LfsAttr *attrs, int n);
/* The pair whose tail is pair, or -ENOENT. */
int kk_lfs_link_before(Lfs *lfs, const uint32_t pair[2], LfsMeta *m);
/* The entry of a directory whose pair has a block of pair, and what pair that is; or -ENOENT. */
int kk_lfs_link_parent(Lfs *lfs, const uint32_t pair[2], LfsMeta *m, uint16_t *id, uint32_t found[2]);
/* Takes m off the thread: the tail of before becomes that of m. */
int kk_lfs_link_drop(Lfs *lfs, LfsMeta *before, const LfsMeta *m, bool split);
/* Deletes an entry, and the pair with it if it is empty then and not the first of its directory. */
int kk_lfs_link_delete(Lfs *lfs, LfsMeta *m, uint16_t id);
void kk_lfs_link_add(Lfs *lfs, LfsPos *pos, const LfsMeta *m, uint16_t id, uint8_t kind);
void kk_lfs_link_remove(Lfs *lfs, LfsPos *pos);

/* lfs_repair.c */
/* Before each operation that writes: ends what a loss of power cut off. */
int kk_lfs_repair_before_write(Lfs *lfs);
/* Makes the thread agree with the directories. */
int kk_lfs_repair_thread(Lfs *lfs);

/* lfs_path.c */
typedef struct LfsFound {
    LfsMeta m;    /* where the entry is, or would be */
    uint16_t id;
    uint16_t type; /* LFS_T_REG, LFS_T_DIR; of the root LFS_T_DIR and id LFS_NO_ID */
    const char *name;
    uint16_t name_n;
    bool slash;   /* the path ends with one */
} LfsFound;

/* 0; -ENOENT with name_n > 0 where only the last part is missing, and 0 where a folder is. inside: if not NULL
 * and the path leads through this directory, -EINVAL. */
int kk_lfs_path_find(Lfs *lfs, const char *path, LfsFound *f, const uint32_t inside[2]);

#endif
