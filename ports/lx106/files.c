/*
 * files.c: the file half of platform.h, on the files that were handed in; they can only be read.
 *
 * Layer: ports.   Tests: tests/lx106/run_units.py.
 */
#include <string.h>

#include "handin.h"
#include "machine.h"
#include "platform/platform.h"

enum { FIRST_FD = 3, OPEN_FILES = 8 };

/* file is NULL when the descriptor is free. */
typedef struct OpenFile {
    const HandinFile *file;
    uint32_t at;
} OpenFile;

static OpenFile open_files[OPEN_FILES];

static OpenFile *open_file(int fd)
{
    if (fd < FIRST_FD || fd >= FIRST_FD + OPEN_FILES || open_files[fd - FIRST_FD].file == NULL)
        return NULL;
    return &open_files[fd - FIRST_FD];
}

int kk_platform_open(const char *path, unsigned flags)
{
    if (kk_handin_is_folder(path))
        return -KK_EISDIR;
    const HandinFile *file = kk_handin_find(path);
    if ((flags & (FILE_WRITE | FILE_TRUNCATE | FILE_APPEND | FILE_CREATE)) != 0)
        return file != NULL && (flags & FILE_EXCLUSIVE) != 0 ? -KK_EEXIST : -KK_EROFS;
    if (file == NULL)
        return -KK_ENOENT;
    for (int i = 0; i < OPEN_FILES; i++) {
        if (open_files[i].file == NULL) {
            open_files[i] = (OpenFile){file, 0};
            return i + FIRST_FD;
        }
    }
    return -KK_EMFILE;
}

int kk_platform_close(int fd)
{
    OpenFile *open = open_file(fd);
    if (open != NULL)
        open->file = NULL;
    return open != NULL || (fd >= 0 && fd < FIRST_FD) ? 0 : -KK_EBADF;
}

ptrdiff_t kk_platform_read(int fd, void *buf, size_t n)
{
    if (fd == 0)
        return kk_platform_console_read(buf, n, -1);
    OpenFile *open = open_file(fd);
    if (open == NULL)
        return -KK_EBADF;
    uint32_t left = open->at < open->file->size ? open->file->size - open->at : 0;
    if (n > left)
        n = left;
    memcpy(buf, open->file->data + open->at, n);
    open->at += n;
    return (ptrdiff_t)n;
}

ptrdiff_t kk_platform_write(int fd, const void *data, size_t n)
{
    if (fd != 1 && fd != 2)
        return -KK_EBADF;
    kk_machine_write(fd, data, n);
    return (ptrdiff_t)n;
}

int64_t kk_platform_seek(int fd, int64_t offset, int whence)
{
    if (fd >= 0 && fd < FIRST_FD)
        return -KK_ESPIPE;
    OpenFile *open = open_file(fd);
    if (open == NULL)
        return -KK_EBADF;
    int64_t to = offset + (whence == 1 ? open->at : whence == 2 ? open->file->size : 0);
    if (to < 0 || to > UINT32_MAX || whence < 0 || whence > 2)
        return -KK_EINVAL;
    open->at = (uint32_t)to;
    return to;
}

int kk_platform_truncate(int fd, int64_t size)
{
    return open_file(fd) != NULL ? -KK_EINVAL : -KK_EBADF;
}

int kk_platform_sync(int fd)
{
    return open_file(fd) != NULL || (fd >= 0 && fd < FIRST_FD) ? 0 : -KK_EBADF;
}

bool kk_platform_isatty(int fd)
{
    return false;
}

int kk_platform_stat(const char *path, FileStat *out)
{
    const HandinFile *file = kk_handin_find(path);
    *out = (FileStat){.nlink = 1};
    out->atime = out->mtime = out->ctime = (int64_t)kk_handin()->seconds;
    if (file != NULL) {
        out->mode = STAT_REG | 0444;
        out->size = file->size;
        out->ino = (uint64_t)(file - kk_handin()->files) + 1;
        return 0;
    }
    if (!kk_handin_is_folder(path))
        return -KK_ENOENT;
    out->mode = STAT_DIR | 0555;
    return 0;
}

/* Whether an earlier file already told of the folder that this name begins with. */
static bool told_before(uint32_t index, size_t prefix, size_t len)
{
    const HandinFile *files = kk_handin()->files;
    for (uint32_t i = 0; i < index; i++)
        if (strncmp(files[i].name, files[index].name, prefix + len + 1) == 0)
            return true;
    return false;
}

int kk_platform_list(const char *path,
                     bool (*see)(void *ctx, const char *name, uint32_t type, uint64_t ino), void *ctx)
{
    enum { NAME_MAX_BYTES = 64 };
    const Handin *block = kk_handin();
    size_t len;
    if (!kk_handin_is_folder(path))
        return kk_handin_find(path) != NULL ? -KK_ENOTDIR : -KK_ENOENT;
    const char *folder = kk_handin_plain(path, &len);
    for (uint32_t i = 0; i < block->file_count; i++) {
        const char *name = block->files[i].name;
        char part[NAME_MAX_BYTES];
        if (len > 0 && (strncmp(name, folder, len) != 0 || name[len] != '/'))
            continue;
        size_t prefix = len > 0 ? len + 1 : 0;
        size_t n = 0;
        while (name[prefix + n] != '\0' && name[prefix + n] != '/')
            n++;
        bool deeper = name[prefix + n] == '/';
        if (n >= sizeof part || (deeper && told_before(i, prefix, n)))
            continue;
        memcpy(part, name + prefix, n);
        part[n] = '\0';
        if (!see(ctx, part, deeper ? STAT_DIR : STAT_REG, i + 1))
            break;
    }
    return 0;
}

int kk_platform_path(PathOp op, const char *path, const char *to)
{
    if (op == PATH_CHDIR) {
        size_t len;
        kk_handin_plain(path, &len);
        return len == 0 ? 0 : kk_handin_is_folder(path) ? -KK_ENOSYS : -KK_ENOENT;
    }
    return kk_handin_find(path) != NULL || kk_handin_is_folder(path) ? -KK_EROFS
           : op == PATH_MKDIR                                        ? -KK_EROFS
                                                                     : -KK_ENOENT;
}

int kk_platform_getcwd(char *buf, size_t cap)
{
    if (cap < 2)
        return -KK_EINVAL;
    buf[0] = '/';
    buf[1] = '\0';
    return 0;
}
