/*
 * fileio.h: binary files: a descriptor with a buffer. Text files (types/textio.h) lie on top.
 *
 * One buffer serves reading or writing, whichever came last. The console's descriptors 1 and 2 are not
 * buffered here: the port does it and keeps the order.
 *
 * Layer: types.   Tests: tests/modules/io/.
 */
#ifndef KK_TYPES_FILEIO_H
#define KK_TYPES_FILEIO_H

#include "object/ops.h"

enum {
    FILEIO_READ = 1,
    FILEIO_WRITE = 2,
    FILEIO_APPEND = 4,
    FILEIO_CREATE = 8,    /* mode 'x' */
    FILEIO_DIRTY = 16,    /* the buffer holds bytes that are not written yet */
    FILEIO_CLOSED = 32,
    FILEIO_KEEP_FD = 64,  /* closing leaves the descriptor open */
    FILEIO_DIRECT = 128,  /* no buffering of what is written */
    FILEIO_LINES = 256    /* text: flushed at the end of each line */
};

typedef struct FileObj {
    uintptr_t header; /* &kk_type_FileIO */
    Value name;       /* str, or int: the descriptor that was given */
    Value mode;       /* str: "rb" */
    Value blob;       /* the buffer, or KK_UNSET */
    intptr_t fd;
    uintptr_t flags;
    uintptr_t at, len; /* what is left in the buffer of what was read; what is to be written is [0, len) */
} FileObj;
extern const TypeObj kk_type_FileIO;
extern const TypeObj kk_type_UnsupportedOperation;

/* A file object for an open descriptor. @gc may collect */
KK_MUST_CHECK Value kk_fileio_new(Vm *vm, intptr_t fd, Value name, Value mode, uintptr_t flags);
/* Opens the file of that name; flags: FILEIO_READ ... and what `truncate` says. @raises OSError */
KK_MUST_CHECK Value kk_fileio_open(Vm *vm, Value name, Value mode, uintptr_t flags, bool truncate);

/* The same as flags of object/vfs.h. @gc never */
unsigned kk_fileio_open_flags(uintptr_t flags, bool truncate);

/* Checks that file is open and has FILEIO_READ or FILEIO_WRITE; not is the message otherwise. */
KK_SAYS(kk_fileio_check, 3)
KK_MUST_CHECK bool kk_fileio_check(Vm *vm, FileObj *file, uintptr_t flag, const char *not);

/*
 * Reads more behind what the buffer holds; *eof tells that there was nothing. The buffer keeps what was not taken
 * yet and grows if it is full. @raises OSError, MemoryError, KeyboardInterrupt
 */
KK_MUST_CHECK bool kk_fileio_fill(Vm *vm, FileObj *file, bool *eof);
/* For the console's input: whether a read would have something to give (the end, too) within so many ms. What was read
 * to find out is in the buffer. @raises as kk_fileio_fill */
KK_MUST_CHECK bool kk_fileio_wait(Vm *vm, FileObj *file, int ms, bool *ready);
/* What has been read and not taken; borrowed until the next fill. */
KK_INLINE Span kk_fileio_ready(const FileObj *file)
{
    if (file->blob == KK_UNSET || (file->flags & FILEIO_DIRTY))
        return (Span){NULL, 0};
    return (Span){KK_OBJ(BlobObj, file->blob)->at + file->at, file->len - file->at};
}
KK_INLINE void kk_fileio_take(FileObj *file, size_t n) { file->at += n; }

KK_MUST_CHECK bool kk_fileio_put(Vm *vm, FileObj *file, Span data);
KK_MUST_CHECK bool kk_fileio_flush(Vm *vm, FileObj *file);
/* What flush() does: in a mounted file system the content then survives a loss of power. */
KK_MUST_CHECK bool kk_fileio_sync(Vm *vm, FileObj *file);
KK_MUST_CHECK bool kk_fileio_seek(Vm *vm, FileObj *file, int64_t offset, int whence, int64_t *at);
KK_MUST_CHECK bool kk_fileio_tell(Vm *vm, FileObj *file, int64_t *at);
KK_MUST_CHECK bool kk_fileio_close(Vm *vm, FileObj *file);

/* For all streams: raises "I/O operation on closed file." */
KK_MUST_CHECK bool kk_fileio_closed(Vm *vm);
/* A size argument: None or absent or negative: -1. */
KK_MUST_CHECK bool kk_fileio_size_arg(Vm *vm, Args args, size_t i, intptr_t *n);
/* The remaining lines of any stream as a list, until they are `hint` bytes or characters. */
KK_MUST_CHECK Value kk_fileio_lines(Vm *vm, Value stream, intptr_t hint);
/* Calls write of a stream with each item. */
KK_MUST_CHECK Value kk_fileio_write_all(Vm *vm, Value stream, Value lines);

#endif
