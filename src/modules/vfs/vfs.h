/*
 * vfs.h: what the files of the virtual file system share.
 *
 * vm->roots[ROOT_MOUNTS] is KK_UNSET until something is mounted or a VfsLfs2 has an open file; then a list:
 *   item 0   the current directory as an absolute path, or None: the port's own
 *   item 1   list of the open files (VfsFile), indexed by descriptor - KK_VFS_FD; None: free
 *   then     mount point (str: "/sd"; "" is the root), file system, and so on
 * A file system is any object with MicroPython's methods mount, umount, open, ilistdir, chdir, mkdir, rmdir,
 * remove, rename, stat, statvfs. Only VfsLfs2 is known by its type, to open and look up files without a detour.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#ifndef KK_MODULES_VFS_H
#define KK_MODULES_VFS_H

#include "object/ops.h"
#include "object/runtime.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "types/list.h"

enum { VFS_ENAMETOOLONG = 36, VFS_EBUSY = 16 };

/* ---- paths.c ---- */

/* Where a path leads. */
typedef struct VfsPlace {
    Value fs;   /* the file system; KK_UNSET: the port's own files; kk_none: nothing but, maybe, mount points below */
    char text[KK_VFS_PATH_MAX]; /* the path inside fs */
    bool is_folder;             /* fs is kk_none: there are mount points below, or it is the root */
} VfsPlace;

KK_INLINE bool kk_vfs_mounted(const Vm *vm)
{
    return vm->roots[ROOT_MOUNTS] != KK_UNSET && kk_list_len(vm->roots[ROOT_MOUNTS]) > 2;
}
/* The table, made if need be. */
KK_MUST_CHECK Value kk_vfs_table(Vm *vm);
/* The port has files of its own. @gc never */
bool kk_vfs_native(void);
/* path as an absolute one without ".", ".." and double slashes in out, which has room for KK_VFS_PATH_MAX bytes.
 * The root is "/". @gc never */
KK_MUST_CHECK int kk_vfs_absolute(Vm *vm, const char *path, char *out);
/* The same, starting at base, which is absolute. @gc never */
KK_MUST_CHECK int kk_vfs_join(const char *base, const char *path, char *out);
/* @return 0 or -ENAMETOOLONG  @gc never */
KK_MUST_CHECK int kk_vfs_find(Vm *vm, const char *path, VfsPlace *place);
/* If mount point i lies directly in the folder (absolute): its name, else length 0. i counts from 0. @gc never */
Span kk_vfs_mount_in(Vm *vm, size_t i, const char *folder);
/* How many file systems are mounted. @gc never */
size_t kk_vfs_mounts(const Vm *vm);
/* What fs.method(path inside) gives, for a path in a mounted file system; KK_UNSET with nothing pending: it is in none. */
KK_MUST_CHECK Value kk_vfs_ask(Vm *vm, const char *path, Value method, bool *found);

/* ---- files.c ---- */

typedef struct VfsFile {
    uintptr_t header;
    Value fs;        /* VfsLfs2; KK_UNSET: stream is an object with readinto() and close(), or it was unmounted */
    Value stream;    /* the stream, or a pinned storage for VfsLfs2; KK_UNSET: closed */
    Value rest;      /* storage of what is to be written before it is closed, or KK_UNSET */
    uintptr_t rest_len;
    uintptr_t dropped; /* nobody refers to it */
} VfsFile;

/* A descriptor for a file. @raises MemoryError */
KK_MUST_CHECK int kk_vfs_register(Vm *vm, Value fs, Value stream);
/* Takes back what kk_vfs_register gave. */
void kk_vfs_unregister(Vm *vm, int fd);
/* Closes all open files of fs; what cannot be written is lost. */
void kk_vfs_close_all(Vm *vm, Value fs);

/* Brings everything that was written to open files to the devices. */
KK_MUST_CHECK bool kk_vfs_sync_all(Vm *vm);

/* ---- lfs.c: the VfsLfs2 behind fs (kk_vfs_lfs_is). Results as in object/vfs.h. ---- */

bool kk_vfs_lfs_is(Value fs);
KK_MUST_CHECK int kk_vfs_lfs_open(Vm *vm, Value fs, const char *path, unsigned flags);
KK_MUST_CHECK int kk_vfs_lfs_stat(Vm *vm, Value fs, const char *path, FileStat *out);
KK_MUST_CHECK int kk_vfs_lfs_close(Vm *vm, VfsFile *file);
KK_MUST_CHECK ptrdiff_t kk_vfs_lfs_read(Vm *vm, VfsFile *file, void *buf, size_t n);
KK_MUST_CHECK ptrdiff_t kk_vfs_lfs_write(Vm *vm, VfsFile *file, const void *data, size_t n);
KK_MUST_CHECK int64_t kk_vfs_lfs_seek(Vm *vm, VfsFile *file, int64_t offset, int whence);
KK_MUST_CHECK int kk_vfs_lfs_truncate(Vm *vm, VfsFile *file, int64_t size);
KK_MUST_CHECK int kk_vfs_lfs_sync(Vm *vm, VfsFile *file);
/* A VfsLfs2 on a block device with the default sizes. @raises what the device raises, OSError */
KK_MUST_CHECK Value kk_vfs_lfs_new(Vm *vm, Value bdev);

/* ---- m_vfs.c ---- */

/* vfs.mount() and vfs.umount(). */
KK_MUST_CHECK bool kk_vfs_mount(Vm *vm, Value fs, Value point, bool readonly, bool mkfs);
KK_MUST_CHECK bool kk_vfs_umount(Vm *vm, Value which);

#endif
