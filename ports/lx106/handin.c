/*
 * handin.c: finding things in the block that the runner left.
 *
 * Layer: ports.   Tests: tests/lx106/run_units.py.
 */
#include "handin.h"

#include <string.h>

enum { MAGIC = 0x3149484b }; /* "KHI1" */

#define BLOCK ((const Handin *)0x60000000u)

const Handin *kk_handin(void)
{
    static const Handin nothing;
    return BLOCK->magic == MAGIC ? BLOCK : &nothing;
}

const char *kk_handin_plain(const char *path, size_t *len)
{
    for (;;) {
        if (path[0] == '/')
            path++;
        else if (path[0] == '.' && path[1] == '/')
            path += 2;
        else if (path[0] == '.' && path[1] == '.' && path[2] == '/')
            path += 3;
        else
            break;
    }
    size_t n = strlen(path);
    while (n > 0 && path[n - 1] == '/')
        n--;
    if (n == 1 && path[0] == '.')
        n = 0;
    *len = n;
    return path;
}

const HandinFile *kk_handin_find(const char *path)
{
    const Handin *block = kk_handin();
    size_t len;
    path = kk_handin_plain(path, &len);
    for (uint32_t i = 0; i < block->file_count; i++) {
        const char *name = block->files[i].name;
        if (strncmp(name, path, len) == 0 && name[len] == '\0')
            return &block->files[i];
    }
    return NULL;
}

bool kk_handin_is_folder(const char *path)
{
    const Handin *block = kk_handin();
    size_t len;
    path = kk_handin_plain(path, &len);
    if (len == 0)
        return true;
    for (uint32_t i = 0; i < block->file_count; i++) {
        const char *name = block->files[i].name;
        if (strncmp(name, path, len) == 0 && name[len] == '/')
            return true;
    }
    return false;
}
