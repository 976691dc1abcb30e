/*
 * lfs.h: a flash file system that survives the loss of power at any moment, on-disk compatible with
 * littlefs version 2 (disk version 2.1 written, 2.0 and 2.1 read; its SPEC.md is the reference).
 *
 * It knows no values and allocates nothing: the caller gives the memory. Numbers of errors are negative errnos, as in
 * platform/platform.h; -KK_LFS_ECORRUPT is a file system that cannot be trusted. Everything read from the device is
 * checked: no content of the flash may lead to a crash, an endless loop or a write outside the buffers.
 *
 * Layer: fs.   Tests: tests/unit/lfs*.c, tests/fs/run_tool.py.
 */
#ifndef KK_FS_LFS_H
#define KK_FS_LFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KK_LFS_ECORRUPT = 84 };
enum { LFS_NAME_MAX = 255 };

/* A block device and what the file system may assume of it. Functions return 0 or a negative errno, and pass on
 * what they return. offset and n are multiples of read_size (prog_size). */
typedef struct LfsDevice {
    void *ctx;
    int (*read)(void *ctx, uint32_t block, uint32_t offset, void *to, size_t n);
    int (*program)(void *ctx, uint32_t block, uint32_t offset, const void *from, size_t n);
    int (*erase)(void *ctx, uint32_t block);
    int (*sync)(void *ctx);
    uint32_t read_size, prog_size; /* bytes; block_size is a multiple of cache_size, that of both */
    uint32_t block_size, block_count;
    uint32_t cache_size;
    uint32_t lookahead_size;       /* bytes, a multiple of 8 */
    int32_t block_cycles;          /* erases of a metadata block before it moves; -1: never */
} LfsDevice;

typedef struct Lfs Lfs;         /* lfs_impl.h; a mounted file system */
typedef struct LfsFile LfsFile; /* an open file; linked into its Lfs: neither may move */
typedef struct LfsDir LfsDir;   /* an open directory, likewise */

/* Bytes that the caller gives for each, aligned to 8, with their buffers. */
size_t kk_lfs_size(const LfsDevice *device);
size_t kk_lfs_file_size(const LfsDevice *device);
size_t kk_lfs_dir_size(const LfsDevice *device);

/* Makes a new file system on the device. lfs: memory for the time of the call. */
int kk_lfs_format(Lfs *lfs, const LfsDevice *device);
/* -KK_LFS_ECORRUPT: there is none, or it cannot be read. *device must stay where it is until unmount. */
int kk_lfs_mount(Lfs *lfs, const LfsDevice *device);
int kk_lfs_unmount(Lfs *lfs);

typedef struct LfsStat {
    bool is_dir;
    uint32_t size;
    char name[LFS_NAME_MAX + 1];
} LfsStat;

/* Paths have '/' between parts; "." and ".." work, leading and doubled slashes do not matter. */
int kk_lfs_stat(Lfs *lfs, const char *path, LfsStat *out);
int kk_lfs_mkdir(Lfs *lfs, const char *path);
int kk_lfs_remove(Lfs *lfs, const char *path); /* a file or an empty directory (-KK_ENOTEMPTY 39 otherwise) */
/* Atomic: after a loss of power `to` is either what it was or what `from` was. Replaces a file or an empty directory. */
int kk_lfs_rename(Lfs *lfs, const char *from, const char *to);
/* An attribute of user data (type 0..255), as MicroPython keeps the time of change in 1: bytes stored, or -61 (ENODATA). */
int kk_lfs_get_attr(Lfs *lfs, const char *path, uint8_t type, void *to, size_t cap);
int kk_lfs_set_attr(Lfs *lfs, const char *path, uint8_t type, const void *from, size_t n);
/* Blocks in use (may count shared ones twice), or a negative errno. */
int64_t kk_lfs_used(Lfs *lfs);
/* After kk_lfs_mount: whether the device is consistent: walks everything. 0, or the errno met. */
int kk_lfs_check(Lfs *lfs);

enum { LFS_READ = 1, LFS_WRITE = 2, LFS_CREATE = 4, LFS_TRUNCATE = 8, LFS_EXCLUSIVE = 16, LFS_APPEND = 32 };

/* Nothing that is written is seen by others, or survives a loss of power, before sync or close; then all of it does. */
int kk_lfs_open(Lfs *lfs, LfsFile *file, const char *path, unsigned flags);
/* Attributes (type, n bytes at value, which must stay) that sync stores in the same commit as the content. One per file. */
void kk_lfs_file_attr(LfsFile *file, uint8_t type, const void *value, size_t n);
int kk_lfs_close(Lfs *lfs, LfsFile *file);
int kk_lfs_sync(Lfs *lfs, LfsFile *file);
int32_t kk_lfs_read(Lfs *lfs, LfsFile *file, void *to, size_t n);
int32_t kk_lfs_write(Lfs *lfs, LfsFile *file, const void *from, size_t n);
int64_t kk_lfs_seek(Lfs *lfs, LfsFile *file, int64_t offset, int whence);
int kk_lfs_truncate(Lfs *lfs, LfsFile *file, uint32_t size);
uint32_t kk_lfs_file_length(Lfs *lfs, LfsFile *file);

int kk_lfs_open_dir(Lfs *lfs, LfsDir *dir, const char *path);
/* 1 and an entry, 0 at the end; . and .. are left out. */
int kk_lfs_read_dir(Lfs *lfs, LfsDir *dir, LfsStat *out);
int kk_lfs_close_dir(Lfs *lfs, LfsDir *dir);

#endif
