/*
 * files.c: the files of Linux (platform/platform.h).
 *
 * Layer: ports.   Tests: tests/modules/os/, tests/modules/io/.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unix.h"

/* The result of a system call as the platform functions give it. */
static int result(int n) { return n < 0 ? -errno : n; }

int kk_platform_open(const char *path, unsigned flags)
{
    int mode = flags & FILE_WRITE ? (flags & FILE_READ ? O_RDWR : O_WRONLY) : O_RDONLY;
    mode |= flags & FILE_CREATE ? O_CREAT : 0;
    mode |= flags & FILE_TRUNCATE ? O_TRUNC : 0;
    mode |= flags & FILE_EXCLUSIVE ? O_EXCL : 0;
    mode |= flags & FILE_APPEND ? O_APPEND : 0;
    int fd = open(path, mode | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return -EISDIR;
    }
    return fd;
}

int kk_platform_close(int fd) { return result(close(fd)); }

ptrdiff_t kk_platform_read(int fd, void *buf, size_t n)
{
    if (fd == 0)
        (void)kk_unix_flush_out();
    ssize_t got = read(fd, buf, n);
    return got < 0 ? -errno : got;
}

ptrdiff_t kk_platform_write(int fd, const void *data, size_t n)
{
    if (fd == 1)
        return kk_unix_write_out(data, n);
    if (fd == 2)
        (void)kk_unix_flush_out();
    ssize_t done = write(fd, data, n);
    return done < 0 ? -errno : done;
}

int64_t kk_platform_seek(int fd, int64_t offset, int whence)
{
    off_t at = lseek(fd, (off_t)offset, whence == 0 ? SEEK_SET : whence == 1 ? SEEK_CUR : SEEK_END);
    return at < 0 ? -errno : at;
}

int kk_platform_truncate(int fd, int64_t size) { return result(ftruncate(fd, (off_t)size)); }

int kk_platform_sync(int fd)
{
    if (fd <= 2)
        return kk_unix_flush_out();
    int done = fsync(fd);
    return done < 0 && errno != EINVAL && errno != EROFS ? -errno : 0;
}

bool kk_platform_isatty(int fd) { return isatty(fd) == 1; }

int kk_platform_stat(const char *path, FileStat *out)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return -errno;
    *out = (FileStat){
        .mode = st.st_mode,
        .nlink = (uint32_t)st.st_nlink,
        .uid = st.st_uid,
        .gid = st.st_gid,
        .dev = st.st_dev,
        .ino = st.st_ino,
        .size = (uint64_t)st.st_size,
        .atime = st.st_atime,
        .mtime = st.st_mtime,
        .ctime = st.st_ctime,
    };
    return 0;
}

/* The type of an entry; those that readdir does not know are looked up. */
static uint32_t type_of(DIR *dir, const struct dirent *entry)
{
    struct stat st;
    if (entry->d_type == DT_DIR)
        return STAT_DIR;
    if (entry->d_type == DT_REG)
        return STAT_REG;
    if (fstatat(dirfd(dir), entry->d_name, &st, 0) < 0)
        return 0;
    return S_ISDIR(st.st_mode) ? STAT_DIR : S_ISREG(st.st_mode) ? STAT_REG : 0;
}

int kk_platform_list(const char *path, bool (*see)(void *ctx, const char *name, uint32_t type, uint64_t ino),
                     void *ctx)
{
    DIR *dir = opendir(path[0] == '\0' ? "." : path);
    if (dir == NULL)
        return -errno;
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!see(ctx, entry->d_name, type_of(dir, entry), entry->d_ino))
            break;
    }
    closedir(dir);
    return 0;
}

int kk_platform_path(PathOp op, const char *path, const char *to)
{
    switch (op) {
    case PATH_REMOVE:
        return result(unlink(path));
    case PATH_RENAME:
        return result(rename(path, to));
    case PATH_MKDIR:
        return result(mkdir(path, 0777));
    case PATH_RMDIR:
        return result(rmdir(path));
    default:
        return result(chdir(path));
    }
}

int kk_platform_getcwd(char *buf, size_t cap)
{
    return getcwd(buf, cap) != NULL ? 0 : errno == ERANGE ? -EINVAL : -errno;
}
