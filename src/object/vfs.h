/*
 * vfs.h: files and directories for all of the core: what the port's own (platform/platform.h) are, and
 * beside them file systems that the program mounted.
 *
 * Without a mount every call goes straight to the port. Files of mounted file systems have descriptors from
 * KK_VFS_FD on. Results are those of platform.h: negative errnos; KK_VFS_RAISED in their place says that an
 * exception is pending (a file system or block device written in Python raised it). All may run Python code and
 * collect, unless said otherwise. Memory that is read into or written from may not move: it is held by a local.
 *
 * Layer: object.   Implementation: modules/vfs/.
 */
#ifndef KK_OBJECT_VFS_H
#define KK_OBJECT_VFS_H

#include "object/object.h"
#include "platform/platform.h"

enum { KK_VFS_FD = 0x100000, KK_VFS_RAISED = -0x7000 };

/* Bytes of a path, its NUL included. */
#define KK_VFS_PATH_MAX (KK_WORD_BITS == 32 ? 128 : 4096)

/* KK_ERROR with an OSError for result < 0 pending, or the exception that is pending already. */
Value kk_vfs_raise(Vm *vm, int result, Value filename);

KK_MUST_CHECK int kk_vfs_open(Vm *vm, const char *path, unsigned flags);
/* A descriptor for an object with readinto(), write(), seek(), close(): those that are needed. */
KK_MUST_CHECK int kk_vfs_open_stream(Vm *vm, Value stream);
/* Frees the descriptor of a stream, which stays open. @gc never */
void kk_vfs_forget(Vm *vm, int fd);
int kk_vfs_close(Vm *vm, int fd);
KK_MUST_CHECK ptrdiff_t kk_vfs_read(Vm *vm, int fd, void *buf, size_t n);
KK_MUST_CHECK ptrdiff_t kk_vfs_write(Vm *vm, int fd, const void *data, size_t n);
KK_MUST_CHECK int64_t kk_vfs_seek(Vm *vm, int fd, int64_t offset, int whence);
KK_MUST_CHECK int kk_vfs_truncate(Vm *vm, int fd, int64_t size);
KK_MUST_CHECK int kk_vfs_sync(Vm *vm, int fd);

/* Nobody refers to the file any more: it is closed soon, after the first n bytes of blob (or KK_UNSET) are written
 * to it. For finalisers. @gc never */
void kk_vfs_drop(Vm *vm, int fd, Value blob, size_t n);
/* Closes what was dropped. Nothing is pending afterwards. */
void kk_vfs_settle(Vm *vm);

/* Closes what the program left open: before the end. Nothing is pending afterwards. */
void kk_vfs_finish(Vm *vm);

KK_MUST_CHECK int kk_vfs_stat(Vm *vm, const char *path, FileStat *out);
KK_MUST_CHECK int kk_vfs_path(Vm *vm, PathOp op, const char *path, const char *to);
KK_MUST_CHECK int kk_vfs_getcwd(Vm *vm, char *buf, size_t cap);
/* As kk_platform_list. see may return false with an exception pending: the result is not negative then. */
KK_MUST_CHECK int kk_vfs_list(Vm *vm, const char *path,
                              bool (*see)(void *ctx, const char *name, uint32_t type, uint64_t ino), void *ctx);

#endif
