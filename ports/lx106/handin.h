/*
 * handin.h: the block of parameters and files that the runner leaves in memory before the start.
 *
 * QEMU's loader device puts it at 0x60000000, memory that the chip does not have: it stands for a
 * file system. run.py builds it; offsets are from its beginning, numbers are 32-bit words.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_HANDIN_H
#define KK_LX106_HANDIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HANDIN_MEASURE = 1,     /* print instruction counts to standard error */
    HANDIN_INTERACTIVE = 2, /* go to the prompt when the script has ended */
    HANDIN_SCRIPT = 4       /* argv[0] is a script to run; without it, the prompt */
};

typedef struct HandinFile {
    const char *name; /* relative, parts separated by '/' */
    const uint8_t *data;
    uint32_t size;
} HandinFile;

typedef struct Handin {
    uint32_t magic;
    uint32_t size; /* of the whole block */
    uint32_t heap; /* bytes of memory for Python, 0: the default */
    uint32_t flags;
    uint32_t seconds; /* since 1970 */
    uint32_t seed;
    uint32_t file_count;
    const HandinFile *files;
    uint32_t argc;
    const char *const *argv;
    const char *debug;        /* switches for kukri_debug(), or NULL */
    uint32_t fail_allocation; /* for kukri_fail_allocation() */
} Handin;

/* The block, or one of zeros when nothing was handed in. @gc never */
const Handin *kk_handin(void);

/* The file of that name, a leading "/", "./" or "../" aside; NULL when there is none. @gc never */
const HandinFile *kk_handin_find(const char *path);

/* Whether path is a folder: the root, or one that a file's name goes through. @gc never */
bool kk_handin_is_folder(const char *path);

/* path without a leading "/", "./" or "../", and without a trailing "/" in *len. @gc never */
const char *kk_handin_plain(const char *path, size_t *len);

#endif
