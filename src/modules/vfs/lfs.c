/*
 * lfs.c: VfsLfs2 is not linked yet.
 *
 * Layer: modules.
 */
#include "modules/vfs/vfs.h"
bool kk_vfs_lfs_is(Value fs) { return false; }
int kk_vfs_lfs_open(Vm *vm, Value fs, const char *path, unsigned flags) { return -KK_ENODEV; }
int kk_vfs_lfs_stat(Vm *vm, Value fs, const char *path, FileStat *out) { return -KK_ENODEV; }
int kk_vfs_lfs_close(Vm *vm, VfsFile *file) { return -KK_ENODEV; }
ptrdiff_t kk_vfs_lfs_read(Vm *vm, VfsFile *file, void *buf, size_t n) { return -KK_ENODEV; }
ptrdiff_t kk_vfs_lfs_write(Vm *vm, VfsFile *file, const void *data, size_t n) { return -KK_ENODEV; }
int64_t kk_vfs_lfs_seek(Vm *vm, VfsFile *file, int64_t offset, int whence) { return -KK_ENODEV; }
int kk_vfs_lfs_truncate(Vm *vm, VfsFile *file, int64_t size) { return -KK_ENODEV; }
int kk_vfs_lfs_sync(Vm *vm, VfsFile *file) { return -KK_ENODEV; }
Value kk_vfs_lfs_new(Vm *vm, Value bdev) { return kk_raise_os(vm, KK_ENODEV, KK_UNSET); }
