/*
 * files.c: the file half of platform.h: there are no files but those of mounted file systems, which the core finds.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "platform/platform.h"

int kk_platform_open(const char *path, unsigned flags) { return -KK_ENODEV; }

int kk_platform_close(int fd) { return fd >= 0 && fd <= 2 ? 0 : -KK_EBADF; }

int64_t kk_platform_seek(int fd, int64_t offset, int whence) { return fd >= 0 && fd <= 2 ? -KK_ESPIPE : -KK_EBADF; }

int kk_platform_truncate(int fd, int64_t size) { return fd >= 0 && fd <= 2 ? -KK_EINVAL : -KK_EBADF; }

int kk_platform_stat(const char *path, FileStat *out) { return -KK_ENODEV; }

int kk_platform_list(const char *path,
                     bool (*see)(void *ctx, const char *name, uint32_t type, uint64_t ino), void *ctx)
{
    return -KK_ENODEV;
}

int kk_platform_path(PathOp op, const char *path, const char *to) { return -KK_ENODEV; }

int kk_platform_getcwd(char *buf, size_t cap) { return -KK_ENODEV; }
