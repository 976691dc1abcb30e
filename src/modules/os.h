/*
 * os.h: what the files of module os share.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_OS_H
#define KK_MODULES_OS_H

#include "object/ops.h"

/* A path for the platform. */
typedef struct OsPath {
    Value value; /* as the program gave it */
    char text[KK_WORD_BITS == 32 ? 128 : 4096];
} OsPath;

/* A str or bytes as a path. @raises TypeError, ValueError (a NUL in it), OSError (too long) */
KK_MUST_CHECK bool kk_os_path_arg(Vm *vm, Value v, OsPath *path);
/* The current directory as a str. */
KK_MUST_CHECK Value kk_os_cwd(Vm *vm);

#endif
