/*
 * fileio_methods.c: the type FileIO: what Python sees of a binary file.
 *
 * Layer: types.   Tests: tests/modules/io/binary*.py.
 */
#include "object/func.h"
#include "object/strbuf.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/fileio.h"
#include "types/keywords.h"
#include "types/tuple.h"

void kk_fileio_finalise(Vm *vm, Value self);

#define FILE_OF(v) KK_OBJ(FileObj, (v))

/* ---- construction ---- */

static Value file_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value v = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    FileObj *file = FILE_OF(v);
    file->name = file->mode = kk_none;
    file->blob = KK_UNSET;
    file->fd = -1;
    file->flags = FILEIO_CLOSED;
    return v;
}

/* FileIO(file, mode='r', closefd=True, opener=None) */
static bool file_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[4] = {KK_N(file), KK_N(mode), KK_N(closefd), KK_N(opener)};
    Value given[4];
    if (!kk_keywords_bind(vm, "FileIO", args, kw, names, 4, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "FileIO() missing required argument 'file' (pos 1)");
    Value how = given[1] == KK_UNSET ? KK_N(rb) : given[1], mode = kk_as_kind(how, KIND_STR);
    if (mode == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "FileIO() argument 'mode' must be str, not %T", how);
    if (kk_bytes_find(kk_str_span(mode), KK_SPAN("b")) == NULL && (how = kk_format_message(vm, "%Vb", mode)) == KK_ERROR)
        return false;
    if (!kk_fileio_close(vm, FILE_OF(self)))
        return false;
    Value open_args[8] = {given[0], how, KK_INT(0), kk_none, kk_none, kk_none,
                          given[2] == KK_UNSET ? kk_true : given[2], given[3] == KK_UNSET ? kk_none : given[3]};
    Value made = kk_call(vm, KK_REF(&kk_fn_io_open), open_args, 8);
    if (made == KK_ERROR || !kk_desc_is(made, &kk_type_FileIO))
        return made != KK_ERROR && kk_raise_false(vm, &kk_type_UnsupportedOperation, "FileIO of a stream");
    if (!(FILE_OF(made)->flags & FILEIO_KEEP_FD) && !kk_vm_finalisable(vm, self))
        return false;
    /* The open file is this one's now. */
    uintptr_t header = FILE_OF(self)->header;
    *FILE_OF(self) = *FILE_OF(made);
    FILE_OF(self)->header = header;
    FILE_OF(made)->flags |= FILEIO_CLOSED;
    return true;
}

/* How it was opened; w+ is rb+ once it is open. */
KK_GETTER(FileIO, mode)
Value kk_fileio_get_mode(Vm *vm, Value self)
{
    uintptr_t flags = FILE_OF(self)->flags;
    bool both = (flags & (FILEIO_READ | FILEIO_WRITE)) == (FILEIO_READ | FILEIO_WRITE);
    char letter = flags & FILEIO_CREATE ? 'x' : flags & FILEIO_APPEND ? 'a' : flags & FILEIO_READ ? 'r' : 'w';
    char text[3] = {letter, 'b', '+'};
    return kk_str_new(vm, (Span){(const uint8_t *)text, both ? 3 : 2});
}

static Value file_repr(Vm *vm, Value self)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_str_new(vm, KK_SPAN("<_io.FileIO [closed]>"));
    Value mode = kk_fileio_get_mode(vm, self);
    return mode == KK_ERROR ? KK_ERROR
                            : kk_format_message(vm, "<_io.FileIO name=%R mode=%R closefd=%s>", FILE_OF(self)->name, mode,
                                                FILE_OF(self)->flags & FILEIO_KEEP_FD ? "False" : "True");
}

/* ---- reading ---- */

KK_MUST_CHECK static bool check_read(Vm *vm, Value self)
{
    return kk_fileio_check(vm, FILE_OF(self), FILEIO_READ, "read");
}

/* Moves up to n ready bytes to the end of b. */
KK_MUST_CHECK static bool take_ready(StrBuf *b, FileObj *file, size_t n)
{
    Span ready = kk_fileio_ready(file);
    ready.len = ready.len < n ? ready.len : n;
    if (!kk_strbuf_add(b, ready))
        return false;
    kk_fileio_take(file, ready.len);
    return true;
}

/* Reads up to n bytes, all that there are for SIZE_MAX. once: at most one call of the system. */
KK_MUST_CHECK static Value read_bytes(Vm *vm, FileObj *file, size_t n, bool once)
{
    StrBuf b;
    bool eof = false;
    kk_strbuf_init(&b, vm);
    for (;;) {
        if (!take_ready(&b, file, n - b.len))
            return KK_ERROR;
        if (b.len == n || eof || (once && b.len > 0))
            return kk_strbuf_finish_bytes(&b);
        if (!kk_fileio_fill(vm, file, &eof))
            return KK_ERROR;
    }
}

/* Reads and returns up to n bytes, or all there are. */
KK_METHOD(FileIO, read, "(size=-1, /)")
Value kk_fileio_read(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return read_bytes(vm, FILE_OF(self), n < 0 ? SIZE_MAX : (size_t)n, false);
}

/* Reads up to n bytes with at most one call of the system. */
KK_METHOD(FileIO, read1, "(size=-1, /)")
Value kk_fileio_read1(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return read_bytes(vm, FILE_OF(self), n < 0 ? 8192 : (size_t)n, true);
}

/* Reads all that is left. */
KK_METHOD(FileIO, readall, "()")
Value kk_fileio_readall(Vm *vm, Value self, Args args)
{
    return check_read(vm, self) ? read_bytes(vm, FILE_OF(self), SIZE_MAX, false) : KK_ERROR;
}

/* Reads into a writable buffer, up to n bytes of it; returns how many. */
KK_METHOD(FileIO, readinto, "(buffer, n=-1, /)")
Value kk_fileio_readinto(Vm *vm, Value self, Args args)
{
    FileObj *file = FILE_OF(self);
    Buffer view;
    intptr_t limit;
    bool eof = false;
    size_t done = 0;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 1, &limit) ||
        !kk_buffer_writable(vm, args.pos[0], &view))
        return KK_ERROR;
    size_t want = limit >= 0 && (size_t)limit < view.len ? (size_t)limit : view.len;
    while (done < want && !eof) {
        Span ready = kk_fileio_ready(file);
        size_t n = ready.len < want - done ? ready.len : want - done;
        if (n > 0) {
            memcpy(view.at + done, ready.at, n);
            kk_fileio_take(file, n);
            done += n;
        } else if (!kk_fileio_fill(vm, file, &eof) || !kk_buffer_writable(vm, args.pos[0], &view)) {
            return KK_ERROR;
        }
        if (want > view.len)
            want = view.len;
    }
    return KK_INT(done);
}

/* The next line, at most limit bytes of it; empty at the end. */
KK_MUST_CHECK static Value read_line(Vm *vm, FileObj *file, size_t limit)
{
    StrBuf b;
    bool eof = false;
    kk_strbuf_init(&b, vm);
    for (;;) {
        Span ready = kk_fileio_ready(file);
        if (ready.len > limit - b.len)
            ready.len = limit - b.len;
        const uint8_t *eol = ready.len == 0 ? NULL : memchr(ready.at, '\n', ready.len);
        if (eol != NULL)
            ready.len = (size_t)(eol + 1 - ready.at);
        if (!kk_strbuf_add(&b, ready))
            return KK_ERROR;
        kk_fileio_take(file, ready.len);
        if (eol != NULL || eof || b.len == limit)
            return kk_strbuf_finish_bytes(&b);
        if (!kk_fileio_fill(vm, file, &eof))
            return KK_ERROR;
    }
}

/* Reads a line with its end. */
KK_METHOD(FileIO, readline, "(size=-1, /)")
Value kk_fileio_readline(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return read_line(vm, FILE_OF(self), n < 0 ? SIZE_MAX : (size_t)n);
}

static Value file_next(Vm *vm, Value self)
{
    if (!check_read(vm, self))
        return KK_ERROR;
    Value line = read_line(vm, FILE_OF(self), SIZE_MAX);
    return line != KK_ERROR && kk_len_of(line) == 0 ? KK_END : line;
}

static Value file_iter(Vm *vm, Value self)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? self : KK_ERROR;
    return self;
}

/* The rest of the lines as a list. */
KK_METHOD(FileIO, readlines, "(hint=-1, /)")
Value kk_fileio_readlines(Vm *vm, Value self, Args args)
{
    intptr_t hint;
    return kk_fileio_size_arg(vm, args, 0, &hint) ? kk_fileio_lines(vm, self, hint) : KK_ERROR;
}

/* ---- writing ---- */

KK_MUST_CHECK static bool check_write(Vm *vm, Value self)
{
    return kk_fileio_check(vm, FILE_OF(self), FILEIO_WRITE, "write");
}

/* Writes bytes; returns how many. write(buf, n) and write(buf, offset, n) write a part. */
KK_METHOD(FileIO, write, "(data, offset=None, n=None, /)")
Value kk_fileio_write(Vm *vm, Value self, Args args)
{
    Buffer view;
    if (!check_write(vm, self) || !kk_buffer_arg(vm, args.pos[0], &view))
        return KK_ERROR;
    intptr_t first = 0, n = (intptr_t)view.len;
    if (args.n == 2 && !kk_index_clamped(vm, args.pos[1], &n))
        return KK_ERROR;
    if (args.n == 3 && (!kk_index_clamped(vm, args.pos[1], &first) || !kk_index_clamped(vm, args.pos[2], &n)))
        return KK_ERROR;
    first = first < 0 ? 0 : first > (intptr_t)view.len ? (intptr_t)view.len : first;
    if (n < 0 || n > (intptr_t)view.len - first)
        n = (intptr_t)view.len - first;
    if (!kk_fileio_put(vm, FILE_OF(self), (Span){view.at + first, (size_t)n}))
        return KK_ERROR;
    return KK_INT(n);
}

/* Writes each item of an iterable. */
KK_METHOD(FileIO, writelines, "(lines, /)")
Value kk_fileio_writelines(Vm *vm, Value self, Args args)
{
    return check_write(vm, self) ? kk_fileio_write_all(vm, self, args.pos[0]) : KK_ERROR;
}

/* Hands what was written to the system. */
KK_METHOD(FileIO, flush, "()")
Value kk_fileio_flush_method(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    return kk_fileio_sync(vm, FILE_OF(self)) ? kk_none : KK_ERROR;
}

/* Makes the file exactly size bytes long: by default as long as the current place. */
KK_METHOD(FileIO, truncate, "(size=None, /)")
Value kk_fileio_truncate(Vm *vm, Value self, Args args)
{
    int64_t size;
    if (!check_write(vm, self) || !kk_fileio_flush(vm, FILE_OF(self)) ||
        !kk_fileio_tell(vm, FILE_OF(self), &size))
        return KK_ERROR;
    if (kk_arg(args, 0, kk_none) != kk_none && (!kk_int_is(args.pos[0]) || !kk_int_to64(args.pos[0], &size)))
        return kk_raise(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", args.pos[0]);
    int error = kk_vfs_truncate(vm, (int)FILE_OF(self)->fd, size);
    return error < 0 ? kk_vfs_raise(vm, error, KK_UNSET) : kk_int_new64(vm, size);
}

/* ---- place ---- */

/* Goes to an offset from the start (whence 0), the current place (1) or the end (2). */
KK_METHOD(FileIO, seek, "(offset, whence=0, /)")
Value kk_fileio_seek_method(Vm *vm, Value self, Args args)
{
    int64_t offset, at;
    intptr_t whence = 0;
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    if (!kk_int_is(args.pos[0]) || !kk_int_to64(args.pos[0], &offset))
        return kk_raise(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", args.pos[0]);
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &whence))
        return KK_ERROR;
    if (whence < 0 || whence > 2)
        return kk_raise(vm, KK_ValueError, "whence value %zd unsupported", whence);
    return kk_fileio_seek(vm, FILE_OF(self), offset, (int)whence, &at) ? kk_int_new64(vm, at) : KK_ERROR;
}

/* The current place. */
KK_METHOD(FileIO, tell, "()")
Value kk_fileio_tell_method(Vm *vm, Value self, Args args)
{
    int64_t at;
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    return kk_fileio_tell(vm, FILE_OF(self), &at) ? kk_int_new64(vm, at) : KK_ERROR;
}

/* ---- the rest ---- */

/* Flushes and closes the file; closing again does nothing. */
KK_METHOD(FileIO, close, "()")
Value kk_fileio_close_method(Vm *vm, Value self, Args args)
{
    return kk_fileio_close(vm, FILE_OF(self)) ? kk_none : KK_ERROR;
}

/* The stream itself, closed at the end of the with statement. */
KK_METHOD(FileIO, __enter__, "()")
Value kk_fileio_enter(Vm *vm, Value self, Args args) { return file_iter(vm, self); }

/* Closes the stream. */
KK_METHOD(FileIO, __exit__, "(*args)")
Value kk_fileio_exit(Vm *vm, Value self, Args args)
{
    return kk_fileio_close(vm, FILE_OF(self)) ? kk_none : KK_ERROR;
}

/* The descriptor. */
KK_METHOD(FileIO, fileno, "()")
Value kk_fileio_fileno(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    if (FILE_OF(self)->fd >= KK_VFS_FD)
        return kk_raise(vm, &kk_type_UnsupportedOperation, "fileno");
    return KK_INT(FILE_OF(self)->fd);
}

/* Whether it is a terminal. */
KK_METHOD(FileIO, isatty, "()")
Value kk_fileio_isatty(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    return kk_bool(FILE_OF(self)->fd < KK_VFS_FD && kk_platform_isatty((int)FILE_OF(self)->fd));
}

/* Whether it can be read. */
KK_METHOD(FileIO, readable, "()")
Value kk_fileio_readable(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    return kk_bool((FILE_OF(self)->flags & FILEIO_READ) != 0);
}

/* Whether it can be written to. */
KK_METHOD(FileIO, writable, "()")
Value kk_fileio_writable(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    return kk_bool((FILE_OF(self)->flags & FILEIO_WRITE) != 0);
}

/* Whether its position can be set. */
KK_METHOD(FileIO, seekable, "()")
Value kk_fileio_seekable(Vm *vm, Value self, Args args)
{
    if (FILE_OF(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? kk_none : KK_ERROR;
    int64_t at = kk_vfs_seek(vm, (int)FILE_OF(self)->fd, 0, 1);
    return at == KK_VFS_RAISED ? KK_ERROR : kk_bool(at >= 0);
}

/* The file has been closed. */
KK_GETTER(FileIO, closed)
Value kk_fileio_get_closed(Vm *vm, Value self) { return kk_bool((FILE_OF(self)->flags & FILEIO_CLOSED) != 0); }

KK_GETTER(FileIO, name)
Value kk_fileio_get_name(Vm *vm, Value self) { return FILE_OF(self)->name; }


static const Layout file_layout = {sizeof(FileObj) / sizeof(uintptr_t), 0xE, TAIL_NONE, 0};
static const TypeSlots file_slots = {
    .make = file_make, .init = file_init, .repr = file_repr, .iter = file_iter, .next = file_next,
    .rare = &(const RareSlots){.finalise = kk_fileio_finalise},
};
KK_TYPE(FileIO, object) = {KK_TYPE_HEAD(FileIO, object, &file_layout, 0), .slots = &file_slots};
