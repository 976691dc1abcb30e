/*
 * bdev.h: block devices: what VfsLfs2 needs of one, and those that are native (a chip's flash).
 *
 * To Python a block device has readblocks(n, buf, offset=0), writeblocks(n, buf, offset=0) and ioctl(op, arg), as
 * MicroPython has it. A native one does the same without calls through Python.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#ifndef KK_MODULES_VFS_BDEV_H
#define KK_MODULES_VFS_BDEV_H

#include "object/ops.h"

/* All return 0 or a negative errno and run no Python. */
typedef struct BdevOps {
    int (*read)(uint32_t block, uint32_t offset, void *to, uint32_t n);
    int (*program)(uint32_t block, uint32_t offset, const void *from, uint32_t n);
    int (*erase)(uint32_t block);
    uint32_t (*count)(void); /* blocks */
    uint32_t block_size;     /* bytes that are erased together */
} BdevOps;

typedef struct BdevObj {
    uintptr_t header; /* &kk_type_BlockDevice */
    const BdevOps *ops;
} BdevObj;
extern const TypeObj kk_type_BlockDevice;

/* ioctl's op. */
enum { BDEV_INIT = 1, BDEV_DEINIT, BDEV_SYNC, BDEV_COUNT, BDEV_SIZE, BDEV_ERASE };

/* A BlockDevice may also be a constant: {KK_REF(&kk_type_BlockDevice), &ops}. */
KK_INLINE const BdevOps *kk_bdev_ops(Value v)
{
    return kk_desc_is(v, &kk_type_BlockDevice) ? KK_OBJ(const BdevObj, v)->ops : NULL;
}

#endif
