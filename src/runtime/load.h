/*
 * load.h: from a place where source text is to code that has run.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_LOAD_H
#define KK_RUNTIME_LOAD_H

#include "lang/lang.h"
#include "object/ops.h"

/* Source text in an open file; source.ctx points to the LoadFile itself. */
typedef struct LoadFile {
    Source source;
    Vm *vm;
    int fd;
    Value filename; /* for errors while reading */
} LoadFile;

/* Prepares reading from fd. The LoadFile must not move. */
void kk_load_file_init(LoadFile *file, Vm *vm, int fd, Value filename);

/* Closes the file. That this fails is no error, and what is pending stays. */
void kk_load_close(Vm *vm, int fd);

/* The path as a NUL-terminated text in buf; false (ValueError or OSError pending) when it has a NUL inside
 * or does not fit. path is a str. */
KK_MUST_CHECK bool kk_load_path(Vm *vm, Value path, char *buf, size_t cap);
#define KK_PATH_MAX (KK_WORD_BITS == 32 ? 128 : 1024)

/* Compiles and runs the source as the body of module. */
KK_MUST_CHECK bool kk_load_run(Vm *vm, const Source *source, Value module, Value filename);

#endif
