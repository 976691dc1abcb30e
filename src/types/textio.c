/*
 * textio.c: text files: decoding, line ends, and the type TextIOWrapper.
 *
 * Characters are counted in the bytes of the binary file's buffer, taken from there up to the wanted
 * place, and only then decoded: there is no second buffer. This needs an encoding whose ASCII characters
 * are single bytes: utf-8, ascii, latin-1.
 *
 * Layer: types.   Tests: tests/modules/io/text*.py.
 */
#include "types/textio.h"

#include "base/utf8.h"
#include "object/func.h"
#include "object/output.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "object/vfs.h"
#include "types/bytes/bytes.h"
#include "types/codec.h"
#include "types/keywords.h"
#include "types/list.h"
#include "types/str/str.h"
#include "types/tuple.h"

#define TEXT_OF(v) KK_OBJ(TextObj, (v))
static FileObj *file_of(Value self) { return KK_OBJ(FileObj, TEXT_OF(self)->buffer); }

/* ---- construction ---- */

bool kk_textio_newline_arg(Vm *vm, Value v, Newline *newline)
{
    *newline = NEWLINE_UNIVERSAL;
    if (v == kk_none)
        return true;
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "open() argument 'newline' must be str or None, not %T", v);
    Span s = kk_str_span(str);
    if (s.len == 0)
        *newline = NEWLINE_ANY;
    else if (kk_bytes_equal(s, KK_SPAN("\n")))
        *newline = NEWLINE_LF;
    else if (kk_bytes_equal(s, KK_SPAN("\r")))
        *newline = NEWLINE_CR;
    else if (kk_bytes_equal(s, KK_SPAN("\r\n")))
        *newline = NEWLINE_CRLF;
    else
        return kk_raise_false(vm, KK_ValueError, "illegal newline value: %V", str);
    return true;
}

/* One of the names of UTF-8: "utf8", "UTF-8", "utf_8". */
static bool names_utf8(Value encoding)
{
    Span s = kk_str_span(encoding);
    char plain[8];
    size_t n = 0;
    for (size_t i = 0; i < s.len && n < sizeof plain; i++) {
        uint8_t c = kk_rom_byte(s.at + i);
        if (c != '-' && c != '_')
            plain[n++] = (char)(kk_is_upper(c) ? c + 32 : c);
    }
    return n == 4 && memcmp(plain, "utf8", 4) == 0;
}

/* The file of a TextIOWrapper that has none. */
static const FileObj no_file = {.header = (uintptr_t)&kk_type_FileIO, .name = kk_none, .mode = kk_none,
                                .blob = KK_UNSET, .fd = -1, .flags = FILEIO_CLOSED | FILEIO_KEEP_FD};

static Value text_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value v = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    TextObj *text = TEXT_OF(v);
    text->buffer = KK_REF(&no_file);
    text->encoding = text->errors = text->stream = KK_UNSET;
    text->mode = kk_none;
    text->newline = NEWLINE_UNIVERSAL;
    return v;
}

/* v, with all that a text file has but its stream. */
KK_MUST_CHECK static Value set_up(Vm *vm, Value v, Value buffer, Value mode, Value encoding, Value errors,
                                  Newline newline)
{
    if (encoding != KK_UNSET && names_utf8(encoding))
        encoding = KK_UNSET;
    if (encoding != KK_UNSET || errors != KK_UNSET) {
        /* An encoding that does not exist, or has other bytes for ASCII, is refused now. */
        Value probe = kk_codec_encode(vm, KK_CHAR('A'), encoding, errors);
        if (probe == KK_ERROR)
            return KK_ERROR;
        if (kk_len_of(probe) != 1)
            return kk_raise(vm, KK_LookupError, "unknown encoding for a text file: %V", encoding);
    }
    TextObj *text = TEXT_OF(v);
    text->buffer = buffer;
    text->encoding = encoding;
    text->errors = errors;
    text->mode = mode;
    text->newline = newline;
    return v;
}

Value kk_textio_new(Vm *vm, Value buffer, Value mode, Value encoding, Value errors, Newline newline)
{
    Value v = text_make(vm, KK_REF(&kk_type_TextIOWrapper), KK_NO_ARGS, KK_UNSET);
    return v == KK_ERROR ? KK_ERROR : set_up(vm, v, buffer, mode, encoding, errors, newline);
}

Value kk_textio_console(Vm *vm, int fd)
{
    static const Value names[3] = {KK_N(lt_stdin), KK_N(lt_stdout), KK_N(lt_stderr)};
    Value streams = vm->roots[ROOT_STREAMS];
    if (streams == KK_UNSET) {
        Value parts[3];
        for (int i = 0; i < 3; i++) {
            uintptr_t flags = FILEIO_KEEP_FD | (i == 0 ? FILEIO_READ : FILEIO_WRITE);
            Value file = kk_fileio_new(vm, i, names[i], i == 0 ? KK_N(rb) : KK_N(wb), flags);
            Value mode = i == 0 ? KK_N(r) : KK_N(w);
            parts[i] = file == KK_ERROR
                           ? KK_ERROR
                           : kk_textio_new(vm, file, mode, KK_UNSET, KK_UNSET, i == 0 ? NEWLINE_UNIVERSAL : NEWLINE_LF);
            if (parts[i] == KK_ERROR)
                return KK_ERROR;
        }
        streams = kk_tuple_from(vm, parts, 3);
        if (streams == KK_ERROR)
            return KK_ERROR;
        vm->roots[ROOT_STREAMS] = streams;
    }
    return kk_tuple_at(streams, (size_t)fd);
}

/* Whether the stream has the method. */
KK_MUST_CHECK static bool has(Vm *vm, Value stream, Value name, uintptr_t flag, uintptr_t *flags)
{
    *flags |= kk_getattr_opt(vm, stream, name) != KK_UNSET ? flag : 0;
    return !kk_failed(vm);
}

/* A stream that is no FileIO gets one on top: with a buffer, from which characters are taken. */
KK_MUST_CHECK static Value file_on(Vm *vm, Value stream)
{
    uintptr_t flags = 0;
    if (kk_desc_is(stream, &kk_type_FileIO))
        return stream;
    if (!has(vm, stream, KK_N(readinto), FILEIO_READ, &flags) || !has(vm, stream, KK_N(write), FILEIO_WRITE, &flags))
        return KK_ERROR;
    if (flags == 0)
        return kk_raise(vm, KK_TypeError, "TextIOWrapper() argument 1 must be a binary stream, not %T", stream);
    int fd = kk_vfs_open_stream(vm, stream);
    if (fd < 0)
        return kk_vfs_raise(vm, fd, KK_UNSET);
    return kk_fileio_new(vm, fd, kk_none, flags & FILEIO_WRITE ? KK_N(wb) : KK_N(rb), flags);
}

/* A str; KK_UNSET for None. */
KK_SAYS(str_arg, 2)
KK_MUST_CHECK static bool str_arg(Vm *vm, Value *v, const char *name)
{
    Value str = *v == KK_UNSET ? KK_UNSET : kk_as_kind(*v, KIND_STR);
    if (str == KK_UNSET && *v != KK_UNSET && *v != kk_none)
        return kk_raise_false(vm, KK_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %T", name, *v);
    *v = str;
    return true;
}

/* TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False) */
static bool text_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[6] = {KK_N(buffer), KK_N(encoding), KK_N(errors), KK_N(newline), KK_N(line_buffering),
                                   KK_N(write_through)};
    Value given[6];
    Newline newline;
    bool lines = false;
    if (!kk_keywords_bind(vm, "TextIOWrapper", args, kw, names, 6, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "TextIOWrapper() missing required argument 'buffer' (pos 1)");
    if (!kk_textio_newline_arg(vm, given[3] == KK_UNSET ? kk_none : given[3], &newline) ||
        !str_arg(vm, &given[1], "encoding") || !str_arg(vm, &given[2], "errors") ||
        (given[4] != KK_UNSET && !kk_truth(vm, given[4], &lines)))
        return false;
    Value file = file_on(vm, given[0]);
    if (file == KK_ERROR || set_up(vm, self, file, KK_OBJ(FileObj, file)->mode, given[1], given[2], newline) == KK_ERROR)
        return false;
    TEXT_OF(self)->stream = file == given[0] ? KK_UNSET : given[0];
    KK_OBJ(FileObj, file)->flags |= lines ? FILEIO_LINES : 0;
    return true;
}

/* What it was made on. */
static Value below(Value self)
{
    return TEXT_OF(self)->stream == KK_UNSET ? TEXT_OF(self)->buffer : TEXT_OF(self)->stream;
}

static Value text_repr(Vm *vm, Value self)
{
    Value encoding = TEXT_OF(self)->encoding == KK_UNSET ? KK_N(utf_8) : TEXT_OF(self)->encoding;
    return kk_format_message(vm, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", file_of(self)->name,
                             TEXT_OF(self)->mode, encoding);
}

/* ---- reading ---- */

KK_MUST_CHECK static bool check_read(Vm *vm, Value self)
{
    return kk_fileio_check(vm, file_of(self), FILEIO_READ, "not readable");
}

static bool is_utf8(const TextObj *text) { return text->encoding == KK_UNSET; }

/*
 * The bytes of the next character in ready (not empty); 0: its end has not been read yet. A \r of which the next
 * byte is not known counts as unfinished unless this is the end.
 */
static size_t char_size(const TextObj *text, Span ready, bool eof)
{
    uint8_t c = ready.at[0];
    if (c == '\r' && text->newline != NEWLINE_LF && text->newline != NEWLINE_CR) {
        if (ready.len == 1)
            return eof ? 1 : 0;
        return text->newline == NEWLINE_UNIVERSAL && ready.at[1] == '\n' ? 2 : 1;
    }
    if (c < 0xC0 || !is_utf8(text))
        return 1;
    /* Continuation bytes belong to the character; what is invalid is found when it is decoded. */
    size_t n = 1, want = kk_utf8_size(c);
    while (n < want && n < ready.len && (ready.at[n] & 0xC0) == 0x80)
        n++;
    return n == want || n < ready.len || eof ? n : 0;
}

/* Replaces \r\n and \r by \n; returns the new length. */
static size_t unify_newlines(uint8_t *at, size_t n)
{
    uint8_t *cr = memchr(at, '\r', n);
    if (cr == NULL)
        return n;
    size_t to = (size_t)(cr - at);
    for (size_t i = to; i < n; i++) {
        if (at[i] == '\r') {
            at[to++] = '\n';
            if (i + 1 < n && at[i + 1] == '\n')
                i++;
        } else {
            at[to++] = at[i];
        }
    }
    return to;
}

/* The str of the bytes in b. */
KK_MUST_CHECK static Value decode(Vm *vm, const TextObj *text, StrBuf *b)
{
    if (text->newline == NEWLINE_UNIVERSAL)
        b->len = unify_newlines(b->at, b->len);
    size_t bad, bad_len;
    Span s = kk_strbuf_span(b);
    if (is_utf8(text) && text->errors == KK_UNSET && kk_utf8_valid(s, &bad, &bad_len))
        return kk_strbuf_finish(b);
    return kk_codec_decode(vm, s, text->encoding, text->errors);
}

/* Takes n bytes of the buffer to the end of b. */
KK_MUST_CHECK static bool move_bytes(StrBuf *b, FileObj *file, size_t n)
{
    Span ready = kk_fileio_ready(file);
    if (!kk_strbuf_add(b, (Span){ready.at, n}))
        return false;
    kk_fileio_take(file, n);
    return true;
}

/* Reads up to n characters; SIZE_MAX: all. */
KK_MUST_CHECK static Value read_chars(Vm *vm, Value self, size_t n)
{
    const TextObj *text = TEXT_OF(self);
    FileObj *file = file_of(self);
    StrBuf b;
    bool eof = false;
    kk_strbuf_init(&b, vm);
    while (n > 0) {
        Span ready = kk_fileio_ready(file);
        size_t used = 0, size;
        if (n == SIZE_MAX) {
            used = ready.len;
        } else {
            while (n > 0 && used < ready.len && (size = char_size(text, kk_span_skip(ready, used), eof)) > 0) {
                used += size;
                n--;
            }
        }
        if (used > 0 && !move_bytes(&b, file, used))
            return KK_ERROR;
        if (n == 0 || (eof && used == ready.len))
            break;
        if (!kk_fileio_fill(vm, file, &eof))
            return KK_ERROR;
    }
    return decode(vm, text, &b);
}

/* How many bytes of ready belong to the line; *found: its end is among them. */
static size_t find_line_end(const TextObj *text, Span ready, bool eof, bool *found)
{
    *found = true;
    if (text->newline == NEWLINE_LF) {
        const uint8_t *eol = memchr(ready.at, '\n', ready.len);
        if (eol != NULL)
            return (size_t)(eol + 1 - ready.at);
    }
    for (size_t i = 0; i < ready.len && text->newline != NEWLINE_LF; i++) {
        uint8_t c = ready.at[i];
        bool more = i + 1 < ready.len;
        if (c == '\n' && (text->newline == NEWLINE_UNIVERSAL || text->newline == NEWLINE_ANY))
            return i + 1;
        if (c != '\r')
            continue;
        if (text->newline == NEWLINE_CR)
            return i + 1;
        if (!more && !eof) {
            *found = false;
            return i;
        }
        if (more && ready.at[i + 1] == '\n')
            return i + 2;
        if (text->newline != NEWLINE_CRLF)
            return i + 1;
    }
    *found = false;
    return ready.len;
}

/* Reads a line with its end. */
KK_MUST_CHECK static Value read_line(Vm *vm, Value self)
{
    const TextObj *text = TEXT_OF(self);
    FileObj *file = file_of(self);
    StrBuf b;
    bool eof = false, found = false;
    kk_strbuf_init(&b, vm);
    for (;;) {
        Span ready = kk_fileio_ready(file);
        size_t n = ready.len == 0 ? 0 : find_line_end(text, ready, eof, &found);
        if (n > 0 && !move_bytes(&b, file, n))
            return KK_ERROR;
        if (found || eof)
            return decode(vm, text, &b);
        if (!kk_fileio_fill(vm, file, &eof))
            return KK_ERROR;
    }
}

/* A line of at most limit characters: the rest of it is left. */
KK_MUST_CHECK static Value read_line_part(Vm *vm, Value self, size_t limit)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (size_t n = 0; n < limit; n++) {
        Value c = read_chars(vm, self, 1);
        if (c == KK_ERROR || !kk_strbuf_add_str(&b, c))
            return KK_ERROR;
        if (kk_len_of(c) == 0 || c == KK_CHAR('\n'))
            break;
    }
    return kk_strbuf_finish(&b);
}

/* Reads and returns up to n characters, or all there are. */
KK_METHOD(TextIOWrapper, read, "(size=-1, /)")
Value kk_textio_read(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return read_chars(vm, self, n < 0 ? SIZE_MAX : (size_t)n);
}

/* Reads a line with its end, at most size characters of it. */
KK_METHOD(TextIOWrapper, readline, "(size=-1, /)")
Value kk_textio_readline(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_read(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return n < 0 ? read_line(vm, self) : read_line_part(vm, self, (size_t)n);
}

static Value text_next(Vm *vm, Value self)
{
    if (!check_read(vm, self))
        return KK_ERROR;
    Value line = read_line(vm, self);
    return line != KK_ERROR && kk_len_of(line) == 0 ? KK_END : line;
}

KK_MUST_CHECK static Value open_self(Vm *vm, Value self)
{
    if (file_of(self)->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm) ? self : KK_ERROR;
    return self;
}

static Value text_iter(Vm *vm, Value self) { return open_self(vm, self); }

/* The rest of the lines as a list. */
KK_METHOD(TextIOWrapper, readlines, "(hint=-1, /)")
Value kk_textio_readlines(Vm *vm, Value self, Args args)
{
    intptr_t hint;
    return kk_fileio_size_arg(vm, args, 0, &hint) ? kk_fileio_lines(vm, self, hint) : KK_ERROR;
}

/* Reads bytes into a writable buffer: MicroPython has it on text files, too. */
KK_METHOD(TextIOWrapper, readinto, "(buffer, n=-1, /)")
Value kk_textio_readinto(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, TEXT_OF(self)->buffer, KK_N(readinto), args.pos, args.n);
}

/* ---- writing ---- */

/* Writes text with \n replaced by `end`. */
KK_MUST_CHECK static bool put_translated(Vm *vm, FileObj *file, Span text, Span end)
{
    while (text.len > 0) {
        const uint8_t *eol = kk_bytes_find(text, KK_SPAN("\n"));
        size_t n = eol == NULL ? text.len : (size_t)(eol - text.at);
        if (!kk_fileio_put(vm, file, (Span){text.at, n}))
            return false;
        if (eol != NULL && !kk_fileio_put(vm, file, end))
            return false;
        text = kk_span_skip(text, eol == NULL ? n : n + 1);
    }
    return true;
}

KK_MUST_CHECK static bool put_text(Vm *vm, Value self, Value str)
{
    const TextObj *text = TEXT_OF(self);
    FileObj *file = file_of(self);
    Span s = kk_str_span(str);
    Value bytes = KK_UNSET;
    if (!is_utf8(text) && !kk_str_is_ascii(str)) {
        bytes = kk_codec_encode(vm, str, text->encoding, text->errors);
        if (bytes == KK_ERROR)
            return false;
        s = kk_bytes_span(bytes);
    }
    bool done;
    bool console = (file->fd == 1 || file->fd == 2) && text->newline == NEWLINE_LF && kk_platform_console_crlf();
    if (text->newline == NEWLINE_CR || text->newline == NEWLINE_CRLF || console)
        done = put_translated(vm, file, s, text->newline == NEWLINE_CR ? KK_SPAN("\r") : KK_SPAN("\r\n"));
    else
        done = kk_fileio_put(vm, file, s);
    if (done && (file->flags & FILEIO_LINES) && kk_bytes_find(s, KK_SPAN("\n")) != NULL)
        return kk_fileio_flush(vm, file);
    return done && (bytes == KK_UNSET || kk_ref_is(bytes));
}

/* Writes a str; returns its number of characters. */
KK_METHOD(TextIOWrapper, write, "(text, /)")
Value kk_textio_write(Vm *vm, Value self, Args args)
{
    if (!kk_fileio_check(vm, file_of(self), FILEIO_WRITE, "not writable"))
        return KK_ERROR;
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    if (str == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "write() argument must be str, not %T", args.pos[0]);
    return put_text(vm, self, str) ? KK_INT(kk_str_length(str)) : KK_ERROR;
}

/* Writes each str of an iterable. */
KK_METHOD(TextIOWrapper, writelines, "(lines, /)")
Value kk_textio_writelines(Vm *vm, Value self, Args args)
{
    return kk_fileio_write_all(vm, self, args.pos[0]);
}

/* Hands what was written to the system. */
KK_METHOD(TextIOWrapper, flush, "()")
Value kk_textio_flush(Vm *vm, Value self, Args args)
{
    return open_self(vm, self) != KK_ERROR && kk_fileio_sync(vm, file_of(self)) ? kk_none : KK_ERROR;
}

/* Hands back the stream that it was made on, and is of no use from then on. */
KK_METHOD(TextIOWrapper, detach, "()")
Value kk_textio_detach(Vm *vm, Value self, Args args)
{
    TextObj *text = TEXT_OF(self);
    if (open_self(vm, self) == KK_ERROR || !kk_fileio_sync(vm, file_of(self)))
        return KK_ERROR;
    Value stream = below(self);
    if (text->stream != KK_UNSET) {
        kk_vfs_forget(vm, (int)file_of(self)->fd);
        file_of(self)->flags |= FILEIO_CLOSED;
    }
    text->buffer = KK_REF(&no_file);
    text->stream = KK_UNSET;
    return stream;
}

/* ---- what the binary file does ---- */

/* Makes the file exactly size bytes long: by default as long as the current place. */
KK_METHOD(TextIOWrapper, truncate, "(size=None, /)")
Value kk_textio_truncate(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, TEXT_OF(self)->buffer, KK_N(truncate), args.pos, args.n);
}

/* Goes to a place that tell() gave, to the start, or to the end. */
KK_METHOD(TextIOWrapper, seek, "(offset, whence=0, /)")
Value kk_textio_seek(Vm *vm, Value self, Args args)
{
    intptr_t whence = 0;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &whence))
        return KK_ERROR;
    if (whence != 0 && args.pos[0] != KK_INT(0))
        return kk_raise(vm, &kk_type_UnsupportedOperation,
                        whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    if (whence == 0 && kk_smallint_is(args.pos[0]) && kk_smallint_get(args.pos[0]) < 0)
        return kk_raise(vm, KK_ValueError, "negative seek position %R", args.pos[0]);
    return kk_call_method(vm, TEXT_OF(self)->buffer, KK_N(seek), args.pos, args.n);
}

/* The current place, in bytes. */
KK_METHOD(TextIOWrapper, tell, "()")
Value kk_textio_tell(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, TEXT_OF(self)->buffer, KK_N(tell), NULL, 0);
}

/* Flushes and closes the file; closing again does nothing. */
KK_METHOD(TextIOWrapper, close, "()")
Value kk_textio_close(Vm *vm, Value self, Args args)
{
    return kk_fileio_close(vm, file_of(self)) ? kk_none : KK_ERROR;
}

/* The stream itself, closed at the end of the with statement. */
KK_METHOD(TextIOWrapper, __enter__, "()")
Value kk_textio_enter(Vm *vm, Value self, Args args) { return open_self(vm, self); }

/* Closes the stream. */
KK_METHOD(TextIOWrapper, __exit__, "(*args)")
Value kk_textio_exit(Vm *vm, Value self, Args args)
{
    return kk_fileio_close(vm, file_of(self)) ? kk_none : KK_ERROR;
}

/* The descriptor. */
KK_METHOD(TextIOWrapper, fileno, "()")
Value kk_textio_fileno(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, below(self), KK_N(fileno), NULL, 0);
}

/* Whether it is a terminal. */
KK_METHOD(TextIOWrapper, isatty, "()")
Value kk_textio_isatty(Vm *vm, Value self, Args args)
{
    return open_self(vm, self) == KK_ERROR ? KK_ERROR : kk_call_method(vm, below(self), KK_N(isatty), NULL, 0);
}

/* Whether it can be read. */
KK_METHOD(TextIOWrapper, readable, "()")
Value kk_textio_readable(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, below(self), KK_N(readable), NULL, 0);
}

/* Whether it can be written to. */
KK_METHOD(TextIOWrapper, writable, "()")
Value kk_textio_writable(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, below(self), KK_N(writable), NULL, 0);
}

/* Whether its position can be set. */
KK_METHOD(TextIOWrapper, seekable, "()")
Value kk_textio_seekable(Vm *vm, Value self, Args args)
{
    return kk_call_method(vm, below(self), KK_N(seekable), NULL, 0);
}

/* Changes line_buffering; other settings must be what they are. */
KK_METHOD(TextIOWrapper, reconfigure, "(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)")
Value kk_textio_reconfigure(Vm *vm, Value self, Args args)
{
    TextObj *text = TEXT_OF(self);
    Value encoding = kk_arg(args, 0, kk_none), errors = kk_arg(args, 1, kk_none), lines = kk_arg(args, 3, kk_none);
    bool on = false;
    if (lines != kk_none && !kk_truth(vm, lines, &on))
        return KK_ERROR;
    if (encoding != kk_none || errors != kk_none) {
        Value probe = kk_textio_new(vm, text->buffer, text->mode, encoding == kk_none ? text->encoding : encoding,
                                    errors == kk_none ? text->errors : errors, text->newline);
        if (probe == KK_ERROR)
            return KK_ERROR;
        text->encoding = TEXT_OF(probe)->encoding;
        text->errors = TEXT_OF(probe)->errors;
    }
    if (lines != kk_none && open_self(vm, self) == KK_ERROR)
        return KK_ERROR;
    if (lines != kk_none)
        file_of(self)->flags = (file_of(self)->flags & ~(uintptr_t)FILEIO_LINES) | (on ? FILEIO_LINES : 0);
    return kk_none;
}

/* ---- attributes ---- */

/* The file has been closed. */
KK_GETTER(TextIOWrapper, closed)
Value kk_textio_get_closed(Vm *vm, Value self) { return kk_bool((file_of(self)->flags & FILEIO_CLOSED) != 0); }

KK_GETTER(TextIOWrapper, name)
Value kk_textio_get_name(Vm *vm, Value self) { return kk_getattr(vm, below(self), KK_N(name)); }

KK_GETTER(TextIOWrapper, mode)
Value kk_textio_get_mode(Vm *vm, Value self) { return TEXT_OF(self)->mode; }

/* The binary file below. */
KK_GETTER(TextIOWrapper, buffer)
Value kk_textio_get_buffer(Vm *vm, Value self) { return below(self); }

KK_GETTER(TextIOWrapper, encoding)
Value kk_textio_get_encoding(Vm *vm, Value self)
{
    return TEXT_OF(self)->encoding == KK_UNSET ? KK_N(utf_8) : TEXT_OF(self)->encoding;
}

KK_GETTER(TextIOWrapper, errors)
Value kk_textio_get_errors(Vm *vm, Value self)
{
    return TEXT_OF(self)->errors == KK_UNSET ? KK_N(strict) : TEXT_OF(self)->errors;
}

KK_GETTER(TextIOWrapper, newlines)
Value kk_textio_get_newlines(Vm *vm, Value self) { return kk_none; }

KK_GETTER(TextIOWrapper, line_buffering)
Value kk_textio_get_line_buffering(Vm *vm, Value self)
{
    return kk_bool((file_of(self)->flags & (FILEIO_LINES | FILEIO_DIRECT)) != 0);
}

static const Layout text_layout = {sizeof(TextObj) / sizeof(uintptr_t), 0x3E, TAIL_NONE, 0};
static const TypeSlots text_slots = {
    .make = text_make, .init = text_init, .repr = text_repr, .iter = text_iter, .next = text_next};
KK_TYPE(TextIOWrapper, object) = {KK_TYPE_HEAD(TextIOWrapper, object, &text_layout, 0), .slots = &text_slots};
