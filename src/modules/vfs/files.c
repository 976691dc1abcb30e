/*
 * files.c: open files by descriptor: the port's, those of VfsLfs2, and streams written in Python.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/vfs/vfs.h"

#include "types/bytes/bytes.h"
#include "types/fileio.h"

static const Layout file_layout = {sizeof(VfsFile) / sizeof(uintptr_t), 0xE, TAIL_NONE, 0};
static const TypeSlots file_slots = {0};
KK_TYPE(VfsFile, object) = {
    KK_TYPE_HEAD(VfsFile, object, &file_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &file_slots};

Value kk_vfs_raise(Vm *vm, int result, Value filename)
{
    return result == KK_VFS_RAISED ? KK_ERROR : kk_raise_os(vm, -result, filename);
}

/* ---- the table of descriptors ---- */

static Value files_of(const Vm *vm) { return kk_list_at(vm->roots[ROOT_MOUNTS], 1); }
static size_t count(const Vm *vm) { return vm->roots[ROOT_MOUNTS] == KK_UNSET ? 0 : kk_list_len(files_of(vm)); }

/* NULL: there is no such file, or it was closed by umount. */
static VfsFile *file_at(const Vm *vm, size_t i)
{
    Value v = i < count(vm) ? kk_list_at(files_of(vm), i) : kk_none;
    return v == kk_none || KK_OBJ(VfsFile, v)->stream == KK_UNSET ? NULL : KK_OBJ(VfsFile, v);
}

static VfsFile *file_of(const Vm *vm, int fd) { return file_at(vm, (size_t)(fd - KK_VFS_FD)); }

int kk_vfs_register(Vm *vm, Value fs, Value stream)
{
    extern const TypeObj kk_type_VfsFile;
    Value file = kk_object_new(vm, &kk_type_VfsFile, 0);
    if (file == KK_ERROR || kk_vfs_table(vm) == KK_ERROR)
        return KK_VFS_RAISED;
    KK_OBJ(VfsFile, file)->fs = fs;
    KK_OBJ(VfsFile, file)->stream = stream;
    size_t n = count(vm), i = 0;
    while (i < n && kk_list_at(files_of(vm), i) != kk_none)
        i++;
    if (i < n)
        kk_list_items(files_of(vm))[i] = file;
    else if (!kk_list_append(vm, files_of(vm), file))
        return KK_VFS_RAISED;
    return KK_VFS_FD + (int)i;
}

void kk_vfs_unregister(Vm *vm, int fd)
{
    size_t i = (size_t)(fd - KK_VFS_FD);
    KK_OBJ(VfsFile, kk_list_at(files_of(vm), i))->stream = KK_UNSET;
    kk_list_items(files_of(vm))[i] = kk_none;
}

/* ---- streams in Python ---- */

/* Bytes that one call of readinto() is asked for at most. */
#define PIECE (KK_WORD_BITS == 32 ? 128 : 4096)

/* Into a bytearray of its own: the stream may keep it. */
KK_MUST_CHECK static ptrdiff_t stream_read(Vm *vm, Value stream, void *buf, size_t n)
{
    Value piece = kk_bytearray_new(vm, (Span){NULL, 0});
    Span content;
    intptr_t got;
    n = n < PIECE ? n : PIECE;
    if (piece == KK_ERROR || !kk_bytearray_resize(vm, piece, n))
        return KK_VFS_RAISED;
    /* Of a buffered stream what is there: readinto() would wait until all of the piece has come. */
    Value name = kk_getattr_opt(vm, stream, KK_N(readinto1)) != KK_UNSET ? KK_N(readinto1) : KK_N(readinto);
    Value result = kk_failed(vm) ? KK_ERROR : kk_call_method(vm, stream, name, &piece, 1);
    if (result == kk_none)
        return -KK_EAGAIN;
    if (result == KK_ERROR || !kk_index(vm, result, &got))
        return KK_VFS_RAISED;
    if (got < 0 || (size_t)got > n || !kk_bytes_like(piece, &content) || content.len < (size_t)got)
        return got < 0 && got > -4096 ? got : -KK_EIO;
    memcpy(buf, content.at, (size_t)got);
    return got;
}

KK_MUST_CHECK static ptrdiff_t stream_write(Vm *vm, Value stream, const void *data, size_t n)
{
    intptr_t taken;
    Value bytes = kk_bytes_new(vm, (Span){data, n});
    Value result = bytes == KK_ERROR ? KK_ERROR : kk_call_method(vm, stream, KK_N(write), &bytes, 1);
    if (result == kk_none)
        return -KK_EAGAIN;
    if (result == KK_ERROR || !kk_index(vm, result, &taken))
        return KK_VFS_RAISED;
    return taken > (intptr_t)n ? -KK_EIO : taken > -4096 ? taken : -KK_EIO;
}

KK_MUST_CHECK static int64_t stream_seek(Vm *vm, Value stream, int64_t offset, int whence)
{
    int64_t at;
    Value args[2] = {kk_int_new64(vm, offset), KK_INT(whence)};
    Value result = args[0] == KK_ERROR ? KK_ERROR : kk_call_method(vm, stream, KK_N(seek), args, 2);
    if (result == KK_ERROR)
        return KK_VFS_RAISED;
    return kk_int_is(result) && kk_int_to64(result, &at) && at >= 0 ? at : offset;
}

/* Its own buffer is flushed, if it has one. */
KK_MUST_CHECK static int stream_sync(Vm *vm, Value stream)
{
    if (kk_getattr_opt(vm, stream, KK_N(flush)) == KK_UNSET)
        return kk_failed(vm) ? KK_VFS_RAISED : 0;
    return kk_call_method(vm, stream, KK_N(flush), NULL, 0) == KK_ERROR ? KK_VFS_RAISED : 0;
}

/* ---- calls by descriptor ---- */

int kk_vfs_open_stream(Vm *vm, Value stream) { return kk_vfs_register(vm, KK_UNSET, stream); }

/* What an open does with a stream that a file system in Python gave. */
KK_MUST_CHECK static int open_in_python(Vm *vm, const VfsPlace *place, unsigned flags)
{
    if (flags != FILE_READ)
        return -KK_EROFS;
    Value args[2] = {kk_str_new(vm, kk_span_of(place->text)), KK_N(rb)};
    Value stream = args[0] == KK_ERROR ? KK_ERROR : kk_call_method(vm, place->fs, KK_N(open), args, 2);
    return stream == KK_ERROR ? KK_VFS_RAISED : kk_vfs_register(vm, KK_UNSET, stream);
}

int kk_vfs_open(Vm *vm, const char *path, unsigned flags)
{
    VfsPlace place;
    if (vm->roots[ROOT_MOUNTS] == KK_UNSET)
        return kk_platform_open(path, flags);
    int result = kk_vfs_find(vm, path, &place);
    if (result < 0)
        return result;
    if (place.fs == KK_UNSET)
        return kk_platform_open(place.text, flags);
    if (place.fs == kk_none)
        return place.is_folder ? -KK_EISDIR : -KK_ENODEV;
    if (kk_vfs_lfs_is(place.fs))
        return kk_vfs_lfs_open(vm, place.fs, place.text, flags);
    return open_in_python(vm, &place, flags);
}

ptrdiff_t kk_vfs_read(Vm *vm, int fd, void *buf, size_t n)
{
    if (fd < KK_VFS_FD)
        return kk_platform_read(fd, buf, n);
    VfsFile *file = file_of(vm, fd);
    if (file == NULL)
        return -KK_EBADF;
    return file->fs != KK_UNSET ? kk_vfs_lfs_read(vm, file, buf, n) : stream_read(vm, file->stream, buf, n);
}

ptrdiff_t kk_vfs_write(Vm *vm, int fd, const void *data, size_t n)
{
    if (fd < KK_VFS_FD)
        return kk_platform_write(fd, data, n);
    VfsFile *file = file_of(vm, fd);
    if (file == NULL)
        return -KK_EBADF;
    return file->fs != KK_UNSET ? kk_vfs_lfs_write(vm, file, data, n) : stream_write(vm, file->stream, data, n);
}

int64_t kk_vfs_seek(Vm *vm, int fd, int64_t offset, int whence)
{
    if (fd < KK_VFS_FD)
        return kk_platform_seek(fd, offset, whence);
    VfsFile *file = file_of(vm, fd);
    if (file == NULL)
        return -KK_EBADF;
    return file->fs != KK_UNSET ? kk_vfs_lfs_seek(vm, file, offset, whence)
                                : stream_seek(vm, file->stream, offset, whence);
}

int kk_vfs_truncate(Vm *vm, int fd, int64_t size)
{
    if (fd < KK_VFS_FD)
        return kk_platform_truncate(fd, size);
    VfsFile *file = file_of(vm, fd);
    return file == NULL || file->fs == KK_UNSET ? -KK_EBADF : kk_vfs_lfs_truncate(vm, file, size);
}

int kk_vfs_sync(Vm *vm, int fd)
{
    if (fd < KK_VFS_FD)
        return kk_platform_sync(fd);
    VfsFile *file = file_of(vm, fd);
    return file == NULL ? -KK_EBADF : file->fs == KK_UNSET ? stream_sync(vm, file->stream)
                                                         : kk_vfs_lfs_sync(vm, file);
}

/* The descriptor is free from now on; the file is closed but for -EBUSY. */
KK_MUST_CHECK static int close_file(Vm *vm, size_t i, VfsFile *file)
{
    int result = 0;
    if (file->fs != KK_UNSET)
        result = kk_vfs_lfs_close(vm, file);
    else if (file->stream != KK_UNSET && kk_call_method(vm, file->stream, KK_N(close), NULL, 0) == KK_ERROR)
        result = KK_VFS_RAISED;
    if (result == -VFS_EBUSY)
        return result;
    file->fs = file->stream = file->rest = KK_UNSET;
    kk_list_items(files_of(vm))[i] = kk_none;
    return result;
}

int kk_vfs_close(Vm *vm, int fd)
{
    if (fd < KK_VFS_FD)
        return kk_platform_close(fd);
    size_t i = (size_t)(fd - KK_VFS_FD);
    Value v = i < count(vm) ? kk_list_at(files_of(vm), i) : kk_none;
    if (v == kk_none)
        return -KK_EBADF;
    int result = close_file(vm, i, KK_OBJ(VfsFile, v));
    /* In the middle of an operation of its own file system: it is closed when that is over. */
    if (result == -VFS_EBUSY) {
        KK_OBJ(VfsFile, v)->dropped = 1;
        vm->poll_for[POLL_SCHEDULE] = 1;
        return 0;
    }
    return result;
}

void kk_vfs_forget(Vm *vm, int fd)
{
    VfsFile *file = file_of(vm, fd);
    if (fd < KK_VFS_FD || file == NULL)
        return;
    file->fs = file->stream = file->rest = KK_UNSET;
    kk_list_items(files_of(vm))[fd - KK_VFS_FD] = kk_none;
}

/* ---- files that nobody closes ---- */

void kk_vfs_drop(Vm *vm, int fd, Value blob, size_t n)
{
    VfsFile *file = file_of(vm, fd);
    if (fd < KK_VFS_FD || file == NULL)
        return;
    if (blob != KK_UNSET && vm->heap.collecting)
        kk_heap_mark(&vm->heap, blob);
    file->rest = blob;
    file->rest_len = n;
    file->dropped = 1;
    vm->poll_for[POLL_SCHEDULE] = 1;
}

/* Writes what is left and closes. */
static void settle_one(Vm *vm, size_t i, VfsFile *file)
{
    if (file->rest != KK_UNSET) {
        Value blob = file->rest;
        ptrdiff_t n = kk_vfs_write(vm, KK_VFS_FD + (int)i, KK_OBJ(BlobObj, blob)->at, file->rest_len);
        if (n == -VFS_EBUSY)
            return;
        file->rest = KK_UNSET;
        vm->pending = KK_UNSET;
    }
    if (close_file(vm, i, file) == KK_VFS_RAISED)
        vm->pending = KK_UNSET;
}

void kk_vfs_settle(Vm *vm)
{
    Value pending = kk_pending_take(vm);
    for (size_t i = 0; i < count(vm); i++) {
        Value v = kk_list_at(files_of(vm), i);
        if (v != kk_none && KK_OBJ(VfsFile, v)->dropped)
            settle_one(vm, i, KK_OBJ(VfsFile, v));
    }
    vm->pending = pending;
}

/* Writes what file objects have in their buffers, for files of fs (KK_UNSET: of all), and closes them if told to. */
static void flush_objects(Vm *vm, Value fs, bool close)
{
    /* From the end: a collection meanwhile takes entries out, and those behind them move forward. */
    for (size_t i = vm->finalisable.count; i-- > 0;) {
        if (i >= vm->finalisable.count)
            continue;
        Value v = ((Value *)KK_OBJ(BlobObj, vm->finalisable.at)->at)[i];
        if (!kk_is(v, &kk_type_FileIO) || KK_OBJ(FileObj, v)->fd < KK_VFS_FD)
            continue;
        FileObj *object = KK_OBJ(FileObj, v);
        VfsFile *file = file_of(vm, (int)object->fd);
        if (object->flags & FILEIO_CLOSED || file == NULL || (fs != KK_UNSET && file->fs != fs))
            continue;
        if (close ? !kk_fileio_close(vm, object) : !kk_fileio_flush(vm, object))
            vm->pending = KK_UNSET;
    }
}

void kk_vfs_close_all(Vm *vm, Value fs)
{
    flush_objects(vm, fs, false);
    kk_vfs_settle(vm);
    for (size_t i = 0; i < count(vm); i++) {
        Value v = kk_list_at(files_of(vm), i);
        if (v == kk_none || KK_OBJ(VfsFile, v)->fs != fs)
            continue;
        VfsFile *file = KK_OBJ(VfsFile, v);
        if (kk_vfs_lfs_close(vm, file) == KK_VFS_RAISED)
            vm->pending = KK_UNSET;
        /* The descriptor stays taken until its owner closes it. */
        file->fs = file->stream = file->rest = KK_UNSET;
    }
}

bool kk_vfs_sync_all(Vm *vm)
{
    flush_objects(vm, KK_UNSET, false);
    for (size_t i = 0; i < count(vm); i++) {
        VfsFile *file = file_at(vm, i);
        int result = file == NULL || file->fs == KK_UNSET ? 0 : kk_vfs_lfs_sync(vm, file);
        if (result < 0)
            return kk_vfs_raise(vm, result, KK_UNSET) != KK_ERROR;
    }
    return true;
}

void kk_vfs_finish(Vm *vm)
{
    if (vm->roots[ROOT_MOUNTS] == KK_UNSET)
        return;
    vm->pending = KK_UNSET;
    flush_objects(vm, KK_UNSET, true);
    kk_vfs_settle(vm);
}
