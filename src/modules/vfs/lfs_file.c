/*
 * lfs_file.c: open files of a VfsLfs2. VfsFile.stream is a pinned storage: the LfsFile, then 8 bytes of time.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/vfs/lfs.h"

static LfsFsObj *fs_of(const VfsFile *file) { return KK_OBJ(LfsFsObj, file->fs); }
static Lfs *lfs_of(const VfsFile *file) { return kk_vfs_lfs_memory(fs_of(file)->lfs); }
static LfsFile *lfs_file_of(const VfsFile *file) { return kk_vfs_lfs_memory(file->stream); }

static uint8_t *time_of(const LfsFsObj *fs, LfsFile *file)
{
    return (uint8_t *)file + ((kk_lfs_file_size(&fs->device) + 7) & ~(size_t)7);
}

static void set_time(const LfsFsObj *fs, LfsFile *file)
{
    uint64_t ns = (uint64_t)kk_platform_time_ns();
    uint8_t *at = time_of(fs, file);
    for (size_t i = 0; i < 8; i++)
        at[i] = (uint8_t)(ns >> (8 * i));
}

/* FILE_* of platform.h as LFS_*. */
static unsigned lfs_flags(unsigned flags)
{
    return (flags & FILE_READ ? LFS_READ : 0) | (flags & FILE_WRITE ? LFS_WRITE : 0) |
           (flags & FILE_CREATE ? LFS_CREATE : 0) | (flags & FILE_TRUNCATE ? LFS_TRUNCATE : 0) |
           (flags & FILE_EXCLUSIVE ? LFS_EXCLUSIVE : 0) | (flags & FILE_APPEND ? LFS_APPEND : 0);
}

/* Closes a file that was opened in spite of an exception, which stays pending. */
static void close_quietly(LfsFsObj *fs, Lfs *lfs, LfsFile *file)
{
    Value pending = kk_pending_take(fs->vm);
    fs->flags |= LFSFS_BUSY;
    (void)kk_lfs_close(lfs, file);
    fs->flags &= ~(uintptr_t)LFSFS_BUSY;
    fs->raised = KK_UNSET;
    fs->vm->pending = pending;
}

int kk_vfs_lfs_open(Vm *vm, Value v, const char *path, unsigned flags)
{
    LfsFsObj *fs = KK_OBJ(LfsFsObj, v);
    if ((fs->flags & LFSFS_READONLY) && (flags & FILE_WRITE))
        return -KK_EROFS;
    Value blob = kk_vfs_lfs_blob(vm, kk_lfs_file_size(&fs->device) + 16);
    if (blob == KK_ERROR)
        return KK_VFS_RAISED;
    /* The entry first: an open file without one could not be closed. */
    int fd = kk_vfs_register(vm, v, blob);
    if (fd < 0)
        return fd;
    LfsFile *file = kk_vfs_lfs_memory(blob);
    int result = kk_vfs_lfs_enter(fs);
    if (result >= 0) {
        Lfs *lfs = kk_vfs_lfs_memory(fs->lfs);
        result = kk_lfs_open(lfs, file, path, lfs_flags(flags));
        bool opened = result >= 0;
        if (opened && (flags & FILE_WRITE) && (fs->flags & LFSFS_MTIME)) {
            set_time(fs, file);
            kk_lfs_file_attr(file, LFS_ATTR_MTIME, time_of(fs, file), 8);
        }
        result = kk_vfs_lfs_leave(fs, result);
        if (result < 0 && opened)
            close_quietly(fs, lfs, file);
    }
    if (result >= 0)
        return fd;
    kk_vfs_unregister(vm, fd);
    return result;
}

int kk_vfs_lfs_close(Vm *vm, VfsFile *file)
{
    LfsFsObj *fs = fs_of(file);
    int result = kk_vfs_lfs_enter(fs);
    return result < 0 ? result : kk_vfs_lfs_leave(fs, kk_lfs_close(lfs_of(file), lfs_file_of(file)));
}

ptrdiff_t kk_vfs_lfs_read(Vm *vm, VfsFile *file, void *buf, size_t n)
{
    LfsFsObj *fs = fs_of(file);
    int result = kk_vfs_lfs_enter(fs);
    return result < 0 ? result : kk_vfs_lfs_leave(fs, kk_lfs_read(lfs_of(file), lfs_file_of(file), buf, n));
}

ptrdiff_t kk_vfs_lfs_write(Vm *vm, VfsFile *file, const void *data, size_t n)
{
    LfsFsObj *fs = fs_of(file);
    int result = kk_vfs_lfs_enter(fs);
    if (result < 0)
        return result;
    if (fs->flags & LFSFS_MTIME)
        set_time(fs, lfs_file_of(file));
    return kk_vfs_lfs_leave(fs, kk_lfs_write(lfs_of(file), lfs_file_of(file), data, n));
}

int64_t kk_vfs_lfs_seek(Vm *vm, VfsFile *file, int64_t offset, int whence)
{
    LfsFsObj *fs = fs_of(file);
    int result = kk_vfs_lfs_enter(fs);
    if (result < 0)
        return result;
    int64_t at = kk_lfs_seek(lfs_of(file), lfs_file_of(file), offset, whence);
    result = kk_vfs_lfs_leave(fs, at < 0 ? (int)at : 0);
    return result < 0 ? result : at;
}

int kk_vfs_lfs_truncate(Vm *vm, VfsFile *file, int64_t size)
{
    LfsFsObj *fs = fs_of(file);
    if (size < 0 || size > INT32_MAX)
        return -KK_EINVAL;
    int result = kk_vfs_lfs_enter(fs);
    return result < 0 ? result
                      : kk_vfs_lfs_leave(fs, kk_lfs_truncate(lfs_of(file), lfs_file_of(file), (uint32_t)size));
}

int kk_vfs_lfs_sync(Vm *vm, VfsFile *file)
{
    LfsFsObj *fs = fs_of(file);
    int result = kk_vfs_lfs_enter(fs);
    return result < 0 ? result : kk_vfs_lfs_leave(fs, kk_lfs_sync(lfs_of(file), lfs_file_of(file)));
}
