/*
 * m_io.c: the module io, and the builtin open().
 *
 * Layer: modules.   Tests: tests/modules/io/.
 */
#include "modules/io.h"
#include "modules/vfs/vfs.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "types/exc.h"
#include "types/fileio.h"
#include "types/fsname.h"
#include "types/stringio.h"
#include "types/textio.h"

KK_MODULE(io)

KK_MODULE_CONST(io, StringIO, KK_REF(&kk_type_StringIO))
KK_MODULE_CONST(io, BytesIO, KK_REF(&kk_type_BytesIO))
KK_MODULE_CONST(io, FileIO, KK_REF(&kk_type_FileIO))
KK_MODULE_CONST(io, TextIOWrapper, KK_REF(&kk_type_TextIOWrapper))
KK_MODULE_CONST(io, UnsupportedOperation, KK_REF(&kk_type_UnsupportedOperation))
KK_MODULE_CONST(io, BlockingIOError, KK_REF(&kk_type_BlockingIOError))
KK_MODULE_CONST(io, SEEK_SET, KK_INT(0))
KK_MODULE_CONST(io, SEEK_CUR, KK_INT(1))
KK_MODULE_CONST(io, SEEK_END, KK_INT(2))
KK_MODULE_CONST(io, DEFAULT_BUFFER_SIZE, KK_INT(8192))

/* What is in the Python half: RawIOBase, BufferedIOBase, TextIOBase, buffers. */
KK_FUNCTION(io, __getattr__, "(name, /)")
Value kk_io_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(io), KK_N(_io_more), args.pos[0]);
}

/* ---- io.IOBase: what streams written in Python derive from ---- */

static Value base_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

static Value base_iter(Vm *vm, Value self) { return self; }

/* The next line, by the stream's own readline. */
static Value base_next(Vm *vm, Value self)
{
    size_t n;
    Value line = kk_call_method(vm, self, KK_N(readline), NULL, 0);
    if (line == KK_ERROR || !kk_len(vm, line, &n))
        return KK_ERROR;
    return n == 0 ? KK_END : line;
}

/* Does nothing: a class that derives from this one closes what it has. */
KK_METHOD(IOBase, close, "()")
KK_METHOD(IOBase, flush, "()")
Value kk_io_base_nothing(Vm *vm, Value self, Args args) { return kk_none; }

/* The stream itself, closed at the end of the with statement. */
KK_METHOD(IOBase, __enter__, "()")
Value kk_io_base_enter(Vm *vm, Value self, Args args) { return self; }

/* Closes the stream. */
KK_METHOD(IOBase, __exit__, "(*args)")
Value kk_io_base_exit(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, self, KK_N(close), NULL, 0) == KK_ERROR ? KK_ERROR : kk_none;
}

/* False, unless a class that derives from this one knows better. */
KK_METHOD(IOBase, readable, "()")
KK_METHOD(IOBase, writable, "()")
KK_METHOD(IOBase, seekable, "()")
KK_METHOD(IOBase, isatty, "()")
Value kk_io_base_false(Vm *vm, Value self, Args args) { return kk_false; }

/* The rest of the lines as a list. */
KK_METHOD(IOBase, readlines, "(hint=-1, /)")
Value kk_io_base_readlines(Vm *vm, Value self, Args args)
{
    intptr_t hint;
    return kk_fileio_size_arg(vm, args, 0, &hint) ? kk_fileio_lines(vm, self, hint) : KK_ERROR;
}

/* Writes each item of an iterable. */
KK_METHOD(IOBase, writelines, "(lines, /)")
Value kk_io_base_writelines(Vm *vm, Value self, Args args) { return kk_fileio_write_all(vm, self, args.pos[0]); }

static const Layout base_layout = {1, 0, TAIL_NONE, 0};
static const TypeSlots base_slots = {.make = base_make, .iter = base_iter, .next = base_next};
KK_TYPE(IOBase, object) = {KK_TYPE_HEAD(IOBase, object, &base_layout, 0), .slots = &base_slots};
extern const TypeObj kk_type_IOBase;
KK_MODULE_CONST(io, IOBase, KK_REF(&kk_type_IOBase))

/* ---- open() ---- */

typedef struct Mode {
    uintptr_t flags; /* FILEIO_* */
    bool binary, text, truncate;
} Mode;

/* Sorts the letters of a mode into their meaning. */
KK_MUST_CHECK static bool parse_mode(Vm *vm, Value mode, Mode *m)
{
    Span s = kk_str_span(mode);
    unsigned kinds = 0, plus = 0;
    uint32_t seen = 0;
    *m = (Mode){0};
    for (size_t i = 0; i < s.len; i++) {
        static const char letters[] = "rwaxbt+";
        uint8_t c = kk_rom_byte(s.at + i);
        const char *at = c == 0 ? NULL : strchr(letters, c);
        if (at == NULL || (seen & 1u << (at - letters)))
            return kk_raise_false(vm, KK_ValueError, "invalid mode: %R", mode);
        seen |= 1u << (at - letters);
        kinds += at - letters < 4;
        m->flags |= c == 'r' ? FILEIO_READ : c == 'w' ? FILEIO_WRITE : c == 'a' ? FILEIO_WRITE | FILEIO_APPEND
                    : c == 'x' ? FILEIO_WRITE | FILEIO_CREATE : 0;
        m->truncate |= c == 'w';
        m->binary |= c == 'b';
        m->text |= c == 't';
        plus |= c == '+';
    }
    if (m->binary && m->text)
        return kk_raise_false(vm, KK_ValueError, "can't have text and binary mode at once");
    if (kinds > 1)
        return kk_raise_false(vm, KK_ValueError, "must have exactly one of create/read/write/append mode");
    if (kinds == 0)
        return kk_raise_false(vm, KK_ValueError,
                              "Must have exactly one of create/read/write/append mode and at most one plus");
    if (plus)
        m->flags |= FILEIO_READ | FILEIO_WRITE;
    return true;
}

/* A str argument or None (KK_UNSET). */
KK_MUST_CHECK static bool text_arg(Vm *vm, Args args, size_t i, const char *name, Value *out)
{
    Value v = kk_arg(args, i, kk_none);
    *out = v == kk_none ? KK_UNSET : kk_as_kind(v, KIND_STR);
    return v == kk_none || *out != KK_UNSET ||
           kk_raise_false(vm, KK_TypeError, "open() argument '%s' must be str or None, not %T", name, v);
}

/* Binary files have no text arguments. */
KK_MUST_CHECK static bool check_binary(Vm *vm, Args args)
{
    static const char *const names[3] = {"encoding", "errors", "newline"};
    for (size_t i = 0; i < 3; i++)
        if (kk_arg(args, 3 + i, kk_none) != kk_none)
            return kk_raise_false(vm, KK_ValueError, i == 2 ? "binary mode doesn't take a %s argument"
                                  : "binary mode doesn't take an %s argument", names[i]);
    return true;
}

/* Why a descriptor is no open file: -KK_EBADF, -KK_EISDIR; 0 when it is one. Pipes cannot seek and are fine. */
KK_MUST_CHECK static int unfit(Vm *vm, int fd)
{
    uint8_t none;
    if (kk_vfs_seek(vm, fd, 0, 1) == -KK_EBADF)
        return -KK_EBADF;
    return kk_vfs_read(vm, fd, &none, 0) == -KK_EISDIR ? -KK_EISDIR : 0;
}

/* Opens the file or wraps the descriptor. */
KK_MUST_CHECK static Value open_binary(Vm *vm, Value name, Value mode, const Mode *m, bool close_fd, Value opener)
{
    if (kk_int_is(name)) {
        intptr_t fd;
        if (!kk_index(vm, name, &fd))
            return KK_ERROR;
        if (fd < 0)
            return kk_raise(vm, KK_ValueError, "negative file descriptor");
        int wrong = unfit(vm, (int)fd);
        if (wrong < 0)
            return kk_vfs_raise(vm, wrong, name);
        return kk_fileio_new(vm, fd, name, mode, m->flags | (close_fd ? 0 : FILEIO_KEEP_FD));
    }
    Value path;
    if (!kk_fsname_arg(vm, name, &path))
        return KK_ERROR;
    if (!close_fd)
        return kk_raise(vm, KK_ValueError, "Cannot use closefd=False with file name");
    if (opener == kk_none)
        return kk_fileio_open(vm, path, mode, m->flags, m->truncate);
    intptr_t fd;
    Value args[3] = {path, mode, opener}, more = kk_import_more(vm, KK_N(io), KK_N(_io_more), KK_N(_opened));
    Value opened = more == KK_ERROR ? KK_ERROR : kk_call(vm, more, args, 3);
    return opened != KK_ERROR && kk_index(vm, opened, &fd) ? kk_fileio_new(vm, fd, path, mode, m->flags) : KK_ERROR;
}

/* The buffering argument; -1: the default. */
KK_MUST_CHECK static bool buffering_arg(Vm *vm, Args args, const Mode *m, intptr_t *buffering)
{
    *buffering = -1;
    if (kk_arg(args, 2, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[2], buffering))
        return false;
    return *buffering != 0 || m->binary || kk_raise_false(vm, KK_ValueError, "can't have unbuffered text I/O");
}

/* The text file on a binary one, which is closed if there cannot be one. */
KK_MUST_CHECK static Value text_on(Vm *vm, Value file, Value mode, Value encoding, Value errors, Newline newline)
{
    /* What write() does not translate on this side of Windows: \n stays \n. */
    Value text = kk_textio_new(vm, file, mode, encoding, errors, newline);
    if (text == KK_ERROR) {
        Value pending = kk_pending_take(vm);
        if (!kk_fileio_close(vm, KK_OBJ(FileObj, file)))
            (void)kk_pending_take(vm);
        return kk_raise_instance(vm, pending);
    }
    return text;
}

/* In a file system written in Python the file is what its open(path, mode) gives. */
KK_MUST_CHECK static Value open_elsewhere(Vm *vm, Value name, Value mode, bool *found)
{
    VfsPlace place;
    Value str;
    if (kk_int_is(name))
        return kk_none;
    if (!kk_fsname_arg(vm, name, &str))
        return KK_ERROR;
    char path[KK_VFS_PATH_MAX];
    if (!kk_fsname_text(vm, str, name, path, sizeof path))
        return KK_ERROR;
    if (kk_vfs_find(vm, path, &place) < 0 || place.fs == KK_UNSET || place.fs == kk_none || kk_vfs_lfs_is(place.fs))
        return kk_none;
    *found = true;
    Value args[2] = {kk_str_new(vm, kk_span_of(place.text)), mode};
    return args[0] == KK_ERROR ? KK_ERROR : kk_call_method(vm, place.fs, KK_N(open), args, 2);
}

/* Opens a file and returns a stream for it. */
KK_FUNCTION(io, open, "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)")
KK_FUNCTION(builtins, open, "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)")
Value kk_io_open(Vm *vm, Value self, Args args)
{
    Value mode = kk_arg(args, 1, KK_N(r)), encoding, errors;
    Mode m;
    Newline newline;
    intptr_t buffering;
    bool close_fd, elsewhere = false;
    if (kk_vfs_mounted(vm)) {
        Value stream = open_elsewhere(vm, args.pos[0], mode, &elsewhere);
        if (elsewhere || stream == KK_ERROR)
            return stream;
    }
    if (kk_as_kind(mode, KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "open() argument 'mode' must be str, not %T", mode);
    mode = kk_as_kind(mode, KIND_STR);
    if (!parse_mode(vm, mode, &m) || !buffering_arg(vm, args, &m, &buffering) ||
        !text_arg(vm, args, 3, "encoding", &encoding) || !text_arg(vm, args, 4, "errors", &errors) ||
        !kk_truth(vm, kk_arg(args, 6, kk_true), &close_fd))
        return KK_ERROR;
    if (m.binary ? !check_binary(vm, args) : !kk_textio_newline_arg(vm, kk_arg(args, 5, kk_none), &newline))
        return KK_ERROR;
    if (buffering == 0)
        m.flags |= FILEIO_DIRECT;
    else if (buffering == 1 && !m.binary)
        m.flags |= FILEIO_LINES;
    Value file = open_binary(vm, args.pos[0], mode, &m, close_fd, kk_arg(args, 7, kk_none));
    return file == KK_ERROR || m.binary ? file : text_on(vm, file, mode, encoding, errors, newline);
}

Value kk_io_open_on(Vm *vm, Value fs, const char *path, Value name, Value v)
{
    Mode m;
    Value mode = kk_as_kind(v, KIND_STR);
    if (mode == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "open() argument 'mode' must be str, not %T", v);
    if (!parse_mode(vm, mode, &m))
        return KK_ERROR;
    int fd = kk_vfs_lfs_open(vm, fs, path, kk_fileio_open_flags(m.flags, m.truncate));
    if (fd < 0)
        return kk_vfs_raise(vm, fd, name);
    Value file = kk_fileio_new(vm, fd, name, mode, m.flags);
    if (file == KK_ERROR) {
        Value pending = kk_pending_take(vm);
        (void)kk_vfs_close(vm, fd);
        vm->pending = pending;
    }
    return file == KK_ERROR || m.binary ? file
                                        : text_on(vm, file, mode, KK_UNSET, KK_UNSET, NEWLINE_UNIVERSAL);
}
