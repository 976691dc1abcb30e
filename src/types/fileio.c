/*
 * fileio.c: binary files: opening, buffering, closing. The methods are in fileio_methods.c.
 *
 * Layer: types.   Tests: tests/modules/io/.
 */
#include "types/fileio.h"

#include "object/func.h"
#include "object/output.h"
#include "object/vm.h"
#include "object/runtime.h"
#include "object/vfs.h"
#include "types/bytes/bytes.h"
#include "types/fsname.h"
#include "types/list.h"

/* Bytes of a file's buffer. */
#define BUFFER (KK_WORD_BITS == 32 ? 128 : 8192)

/* ---- opening ---- */

Value kk_fileio_new(Vm *vm, intptr_t fd, Value name, Value mode, uintptr_t flags)
{
    Value v = kk_object_new(vm, &kk_type_FileIO, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    FileObj *file = KK_OBJ(FileObj, v);
    file->name = name;
    file->mode = mode;
    file->fd = fd;
    file->flags = flags | (fd == 1 || fd == 2 ? FILEIO_DIRECT : 0);
    if (!(flags & FILEIO_KEEP_FD) && !kk_vm_finalisable(vm, v)) {
        file->flags |= FILEIO_CLOSED;
        return KK_ERROR;
    }
    return v;
}

unsigned kk_fileio_open_flags(uintptr_t flags, bool truncate)
{
    return (flags & FILEIO_READ ? FILE_READ : 0) | (flags & FILEIO_WRITE ? FILE_WRITE : 0) |
           (flags & FILEIO_APPEND ? FILE_APPEND | FILE_CREATE : 0) |
           (flags & FILEIO_CREATE ? FILE_CREATE | FILE_EXCLUSIVE : 0) |
           (truncate ? FILE_CREATE | FILE_TRUNCATE : 0);
}

Value kk_fileio_open(Vm *vm, Value name, Value mode, uintptr_t flags, bool truncate)
{
    char path[KK_VFS_PATH_MAX];
    if (!kk_fsname_text(vm, name, name, path, sizeof path))
        return KK_ERROR;
    unsigned how = kk_fileio_open_flags(flags, truncate);
    int fd = kk_vfs_open(vm, path, how);
    if (fd == -KK_EMFILE) {
        /* Files that nobody refers to any more are closed by a collection. */
        kk_heap_collect(&vm->heap, false);
        fd = kk_vfs_open(vm, path, how);
    }
    if (fd < 0)
        return kk_vfs_raise(vm, fd, name);
    Value file = kk_fileio_new(vm, fd, name, mode, flags);
    if (file == KK_ERROR)
        (void)kk_vfs_close(vm, fd);
    return file;
}

bool kk_fileio_closed(Vm *vm) { return kk_raise_false(vm, KK_ValueError, "I/O operation on closed file."); }

bool kk_fileio_check(Vm *vm, FileObj *file, uintptr_t flag, const char *not)
{
    if (file->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm);
    return (file->flags & flag) != 0 || kk_raise_false(vm, &kk_type_UnsupportedOperation, "%s", not);
}

/* ---- reading ---- */

/* Makes room behind the bytes that are left: they move to the front, or the buffer grows. */
KK_MUST_CHECK static bool make_room(Vm *vm, FileObj *file)
{
    size_t left = file->len - file->at;
    size_t cap = file->blob == KK_UNSET ? 0 : kk_len_of(file->blob);
    if (cap == 0 || left == cap) {
        Value blob = kk_blob_new(vm, cap == 0 ? BUFFER : 2 * cap);
        if (blob == KK_ERROR)
            return false;
        if (left > 0)
            memcpy(KK_OBJ(BlobObj, blob)->at, KK_OBJ(BlobObj, file->blob)->at + file->at, left);
        file->blob = blob;
    } else if (file->at > 0) {
        uint8_t *at = KK_OBJ(BlobObj, file->blob)->at;
        memmove(at, at + file->at, left);
    }
    file->at = 0;
    file->len = left;
    return true;
}

/* platform read that runs what Ctrl-C asks for. */
KK_MUST_CHECK static bool read_some(Vm *vm, FileObj *file, void *to, size_t n, size_t *got)
{
    for (;;) {
        bool doubled = file->fd == 0 && vm->roots[ROOT_DUPTERM] != KK_UNSET;
        /* Files do not wait for long; pipes and terminals may. */
        bool leave = !doubled && file->fd < KK_VFS_FD && vm->leave != NULL;
        if (leave)
            vm->leave(vm);
        ptrdiff_t r = doubled ? kk_dupterm_read(vm, to, n)
                      : leave ? kk_platform_read((int)file->fd, to, n) : kk_vfs_read(vm, (int)file->fd, to, n);
        if (leave)
            vm->enter(vm);
        if (r >= 0) {
            *got = (size_t)r;
            return true;
        }
        if (r != -KK_EINTR) {
            (void)kk_vfs_raise(vm, (int)r, KK_UNSET);
            return false;
        }
        if (!kk_vm_poll(vm))
            return false;
    }
}

bool kk_fileio_fill(Vm *vm, FileObj *file, bool *eof)
{
    if ((file->flags & FILEIO_DIRTY) && !kk_fileio_flush(vm, file))
        return false;
    if (!make_room(vm, file))
        return false;
    /* The blob is held here: a signal handler in Python may replace it meanwhile. */
    Value blob = file->blob;
    size_t got, at = file->at, len = file->len;
    if (!read_some(vm, file, KK_OBJ(BlobObj, blob)->at + file->len, kk_len_of(blob) - file->len, &got))
        return false;
    if (file->blob != blob || file->len != len || file->at != at || (file->flags & (FILEIO_DIRTY | FILEIO_CLOSED)) != 0)
        return kk_raise_false(vm, KK_RAISES(RuntimeError), "reentrant call inside %T", KK_REF(file));
    file->len += got;
    *eof = got == 0;
    return true;
}

bool kk_fileio_wait(Vm *vm, FileObj *file, int ms, bool *ready)
{
    uint8_t byte;
    *ready = kk_fileio_ready(file).len > 0;
    if (*ready)
        return true;
    if (!make_room(vm, file))
        return false;
    /* One byte: more might be meant for the prompt, which reads the console without this buffer. */
    ptrdiff_t n = kk_platform_console_read(&byte, 1, ms);
    if (n == -KK_EINTR)
        return kk_vm_poll(vm);
    if (n < 0 && n != -KK_EAGAIN)
        return kk_vfs_raise(vm, (int)n, KK_UNSET) != KK_ERROR;
    *ready = n >= 0;
    if (n > 0)
        KK_OBJ(BlobObj, file->blob)->at[file->len++] = byte;
    return true;
}

/* ---- writing ---- */

/* The same to a mounted file system. Bytes in flash go by way of the stack. */
KK_MUST_CHECK static bool write_vfs(Vm *vm, FileObj *file, Span data)
{
    uint8_t piece[64];
    while (data.len > 0) {
        const uint8_t *from = data.at;
        size_t n = data.len;
        if (kk_in_flash(from)) {
            n = n < sizeof piece ? n : sizeof piece;
            kk_bytes_copy(piece, from, n);
            from = piece;
        }
        ptrdiff_t done = kk_vfs_write(vm, (int)file->fd, from, n);
        if (done <= 0) {
            (void)kk_vfs_raise(vm, done == 0 ? -KK_ENOSPC : (int)done, KK_UNSET);
            return false;
        }
        data = kk_span_skip(data, (size_t)done);
    }
    return true;
}

KK_MUST_CHECK static bool write_out(Vm *vm, FileObj *file, Span data)
{
    int error;
    if (file->fd >= KK_VFS_FD)
        return write_vfs(vm, file, data);
    if ((file->fd == 1 || file->fd == 2) && vm->roots[ROOT_DUPTERM] != KK_UNSET)
        kk_dupterm_write(vm, data, kk_platform_console_crlf());
    if (kk_out_write_fd((int)file->fd, data, &error))
        return true;
    (void)kk_raise_os(vm, error, KK_UNSET);
    return false;
}

bool kk_fileio_flush(Vm *vm, FileObj *file)
{
    if (!(file->flags & FILEIO_DIRTY))
        return file->fd > 2 || kk_platform_sync((int)file->fd) >= 0 || (kk_raise_os(vm, KK_EIO, KK_UNSET), false);
    Value blob = file->blob;
    size_t n = file->len;
    file->flags &= ~(uintptr_t)FILEIO_DIRTY;
    file->at = file->len = 0;
    return write_out(vm, file, (Span){KK_OBJ(BlobObj, blob)->at, n});
}

bool kk_fileio_sync(Vm *vm, FileObj *file)
{
    if (!kk_fileio_flush(vm, file))
        return false;
    int result = file->fd >= KK_VFS_FD ? kk_vfs_sync(vm, (int)file->fd) : 0;
    return result >= 0 || (kk_vfs_raise(vm, result, KK_UNSET), false);
}

/* Forgets what was read ahead: the descriptor goes back to where the program believes to be. */
KK_MUST_CHECK static bool drop_ahead(Vm *vm, FileObj *file)
{
    if (file->flags & FILEIO_DIRTY || file->at == file->len)
        return true;
    int64_t back = (int64_t)file->at - (int64_t)file->len;
    file->at = file->len = 0;
    int64_t at = kk_vfs_seek(vm, (int)file->fd, back, 1);
    return at >= 0 || at == -KK_ESPIPE || (kk_vfs_raise(vm, (int)at, KK_UNSET), false);
}

bool kk_fileio_put(Vm *vm, FileObj *file, Span data)
{
    if (!drop_ahead(vm, file))
        return false;
    if (!(file->flags & FILEIO_DIRTY))
        file->at = file->len = 0;
    if (file->flags & FILEIO_DIRECT)
        return write_out(vm, file, data);
    if (file->blob == KK_UNSET && (file->blob = kk_blob_new(vm, BUFFER)) == KK_ERROR)
        return false;
    size_t cap = kk_len_of(file->blob);
    if (data.len > cap - file->len && !kk_fileio_flush(vm, file))
        return false;
    if (data.len >= cap)
        return write_out(vm, file, data);
    kk_bytes_copy(KK_OBJ(BlobObj, file->blob)->at + file->len, data.at, data.len);
    file->len += data.len;
    file->flags |= data.len > 0 ? FILEIO_DIRTY : 0;
    return true;
}

/* ---- place ---- */

bool kk_fileio_seek(Vm *vm, FileObj *file, int64_t offset, int whence, int64_t *at)
{
    if ((file->flags & FILEIO_DIRTY) && !kk_fileio_flush(vm, file))
        return false;
    if (whence == 1)
        offset -= (int64_t)(file->len - file->at);
    int64_t place = kk_vfs_seek(vm, (int)file->fd, offset, whence);
    if (place < 0) {
        if (place == -KK_ESPIPE)
            return kk_raise_false(vm, &kk_type_UnsupportedOperation, "File or stream is not seekable.");
        (void)kk_vfs_raise(vm, (int)place, KK_UNSET);
        return false;
    }
    file->at = file->len = 0;
    *at = place;
    return true;
}

bool kk_fileio_tell(Vm *vm, FileObj *file, int64_t *at)
{
    int64_t place = kk_vfs_seek(vm, (int)file->fd, 0, 1);
    if (place < 0) {
        (void)kk_vfs_raise(vm, (int)place, KK_UNSET);
        return false;
    }
    if (file->flags & FILEIO_DIRTY)
        place += (int64_t)file->len;
    else
        place -= (int64_t)(file->len - file->at);
    *at = place;
    return true;
}

bool kk_fileio_close(Vm *vm, FileObj *file)
{
    if (file->flags & FILEIO_CLOSED)
        return true;
    bool flushed = kk_fileio_flush(vm, file);
    file->flags |= FILEIO_CLOSED;
    file->blob = KK_UNSET;
    file->at = file->len = 0;
    if (file->flags & FILEIO_KEEP_FD)
        return flushed;
    Value pending = kk_pending_take(vm);
    int error = kk_vfs_close(vm, (int)file->fd);
    if (error >= 0 || !flushed)
        vm->pending = pending;
    else
        (void)kk_vfs_raise(vm, error, KK_UNSET);
    return flushed && error >= 0;
}

/* A file that nobody refers to any more: what was written must not be lost. */
void kk_fileio_finalise(Vm *vm, Value self)
{
    FileObj *file = KK_OBJ(FileObj, self);
    int error;
    if (file->flags & FILEIO_CLOSED)
        return;
    if (file->fd >= KK_VFS_FD && !(file->flags & FILEIO_KEEP_FD)) {
        bool dirty = (file->flags & FILEIO_DIRTY) != 0;
        kk_vfs_drop(vm, (int)file->fd, dirty ? file->blob : KK_UNSET, file->len);
        file->flags = (file->flags & ~(uintptr_t)FILEIO_DIRTY) | FILEIO_CLOSED;
        return;
    }
    if ((file->flags & FILEIO_DIRTY) &&
        !kk_out_write_fd((int)file->fd, (Span){KK_OBJ(BlobObj, file->blob)->at, file->len}, &error))
        file->len = 0;
    file->flags = (file->flags & ~(uintptr_t)FILEIO_DIRTY) | FILEIO_CLOSED;
    if (!(file->flags & FILEIO_KEEP_FD))
        (void)kk_platform_close((int)file->fd);
}

/* ---- for all streams ---- */

bool kk_fileio_size_arg(Vm *vm, Args args, size_t i, intptr_t *n)
{
    Value v = kk_arg(args, i, kk_none);
    *n = -1;
    if (v == kk_none)
        return true;
    if (!kk_int_is(v) && kk_type_lookup(vm, kk_type_of(v), KK_N(__index__)) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "argument should be integer or None, not '%T'", v);
    if (!kk_index_clamped(vm, v, n))
        return false;
    if (*n < 0)
        *n = -1;
    return true;
}

Value kk_fileio_lines(Vm *vm, Value stream, intptr_t hint)
{
    Value list = kk_list_new(vm, 0);
    size_t total = 0, n;
    while (list != KK_ERROR && (hint <= 0 || total < (size_t)hint)) {
        Value line = kk_next(vm, stream);
        if (line == KK_END)
            return list;
        if (line == KK_ERROR || !kk_list_append(vm, list, line) || !kk_len(vm, line, &n))
            return KK_ERROR;
        total += n;
    }
    return list;
}

Value kk_fileio_write_all(Vm *vm, Value stream, Value lines)
{
    Value iter = kk_iter(vm, lines);
    while (iter != KK_ERROR) {
        Value line = kk_next(vm, iter);
        if (line == KK_END)
            return kk_none;
        if (line == KK_ERROR || kk_call_method(vm, stream, KK_N(write), &line, 1) == KK_ERROR)
            return KK_ERROR;
    }
    return KK_ERROR;
}
