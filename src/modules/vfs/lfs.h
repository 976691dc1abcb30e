/*
 * lfs.h: what the files of VfsLfs2 share.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_VFS_LFS_H
#define KK_MODULES_VFS_LFS_H

#include "fs/lfs.h"
#include "modules/vfs/bdev.h"
#include "modules/vfs/vfs.h"

enum { LFSFS_MTIME = 1, LFSFS_READONLY = 2, LFSFS_MOUNTED = 4, LFSFS_BUSY = 8 };
/* The attribute in which MicroPython keeps the time of the last change: nanoseconds since 1970, 8 bytes. */
enum { LFS_ATTR_MTIME = 1 };

typedef struct LfsFsObj {
    uintptr_t header; /* &kk_type_VfsLfs2; the object is pinned */
    Value bdev;
    Value lfs;     /* pinned storage: the Lfs */
    Value scratch; /* bytearray for calls of bdev, or KK_UNSET */
    Value cwd;     /* str: for its own methods */
    Value raised;  /* what bdev raised in the operation that runs */
    uintptr_t flags; /* LFSFS_* */
    Vm *vm;
    const BdevOps *ops; /* of a native device */
    LfsDevice device;
} LfsFsObj;
extern const TypeObj kk_type_VfsLfs2;

/* A pinned storage with room for n bytes at kk_vfs_lfs_memory, which is aligned to 8. */
KK_MUST_CHECK Value kk_vfs_lfs_blob(Vm *vm, size_t n);
void *kk_vfs_lfs_memory(Value blob);

/* VfsLfs2.mkfs(bdev, ...) */
KK_MUST_CHECK Value kk_vfs_lfs_mkfs(Vm *vm, Value self, Args args);
KK_MUST_CHECK int kk_vfs_lfs_mount(LfsFsObj *fs);
/* Around each operation: -EBUSY while another one runs; leave gives the result that the caller sees. */
KK_MUST_CHECK int kk_vfs_lfs_enter(LfsFsObj *fs);
KK_MUST_CHECK int kk_vfs_lfs_leave(LfsFsObj *fs, int result);

#endif
