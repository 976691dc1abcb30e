/*
 * stringio.c: StringIO and BytesIO: files in memory.
 *
 * The place is kept in bytes; StringIO counts characters for tell() and seek() when there are any beyond
 * ASCII. Overwriting a character of another size moves what follows.
 *
 * Layer: types.   Tests: tests/modules/io/stringio.py, bytesio.py.
 */
#include "types/stringio.h"

#include "base/utf8.h"
#include "object/func.h"
#include "types/bytes/bytes.h"
#include "types/fileio.h"
#include "types/str/str.h"

#define MEMORY_OF(v) KK_OBJ(MemoryObj, (v))

static uint8_t *content(const MemoryObj *m) { return m->blob == KK_UNSET ? NULL : KK_OBJ(BlobObj, m->blob)->at; }
static Span content_span(const MemoryObj *m) { return (Span){content(m), m->len}; }
static bool is_text(Value self) { return kk_is(self, &kk_type_StringIO); }

KK_MUST_CHECK static bool check_open(Vm *vm, Value self)
{
    return !MEMORY_OF(self)->closed || kk_raise_false(vm, KK_ValueError, "I/O operation on closed file%s",
                                                      is_text(self) ? "" : ".");
}

/* ---- changing the content ---- */

/* Makes room for `need` bytes in all. */
KK_MUST_CHECK static bool reserve(Vm *vm, MemoryObj *m, size_t need)
{
    size_t cap = m->blob == KK_UNSET ? 0 : kk_len_of(m->blob);
    if (need <= cap)
        return true;
    size_t bigger = need + need / 4 + 16;
    Value blob = kk_blob_resize(vm, m->blob, bigger);
    if (blob == KK_ERROR)
        return false;
    m->blob = blob;
    return true;
}

/* Replaces `old` bytes at the place by data, and moves the place behind it. */
KK_MUST_CHECK static bool splice(Vm *vm, MemoryObj *m, size_t old, Span data)
{
    if (!reserve(vm, m, m->len - old + data.len))
        return false;
    uint8_t *at = content(m) + m->at;
    memmove(at + data.len, at + old, m->len - m->at - old);
    kk_bytes_copy(at, data.at, data.len);
    m->len = m->len - old + data.len;
    m->at += data.len;
    return true;
}

/* Fills the gap between the content and a place behind it with zeros. */
KK_MUST_CHECK static bool fill_gap(Vm *vm, MemoryObj *m)
{
    if (m->at <= m->len)
        return true;
    if (!reserve(vm, m, m->at))
        return false;
    memset(content(m) + m->len, 0, m->at - m->len);
    m->len = m->at;
    return true;
}

/* The bytes that n characters from the place take. */
static size_t span_of_chars(const MemoryObj *m, size_t n)
{
    if (m->at >= m->len)
        return 0;
    Span rest = kk_span_skip(content_span(m), m->at);
    if (!m->wide)
        return n < rest.len ? n : rest.len;
    size_t used = 0;
    for (; n > 0 && used < rest.len; n--)
        used += kk_utf8_size(rest.at[used]);
    return used;
}

KK_MUST_CHECK static bool put(Vm *vm, Value self, Span data, size_t chars)
{
    MemoryObj *m = MEMORY_OF(self);
    if (data.len == 0)
        return true;
    return fill_gap(vm, m) && splice(vm, m, span_of_chars(m, chars), data);
}

/* Writes a str (StringIO) or bytes (BytesIO); *n is what write() returns. */
KK_MUST_CHECK static bool write_value(Vm *vm, Value self, Value v, size_t *n)
{
    if (is_text(self)) {
        Value str = kk_as_kind(v, KIND_STR);
        if (str == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "string argument expected, got '%T'", v);
        MEMORY_OF(self)->wide |= !kk_str_is_ascii(str);
        *n = kk_str_length(str);
        return put(vm, self, kk_str_span(str), *n);
    }
    Buffer view;
    if (!kk_buffer_arg(vm, v, &view))
        return false;
    *n = view.len;
    return put(vm, self, (Span){view.at, view.len}, view.len);
}

/* ---- construction ---- */

/* Sets the initial content; the place is its start. */
KK_MUST_CHECK static bool start_with(Vm *vm, Value self, Value initial)
{
    MemoryObj *m = MEMORY_OF(self);
    size_t n;
    m->len = m->at = m->wide = m->closed = 0;
    m->blob = KK_UNSET;
    if (initial == kk_none || initial == KK_UNSET)
        return true;
    if (is_text(self) && kk_as_kind(initial, KIND_STR) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "initial_value must be str or None, not %T", initial);
    /* MicroPython: a number is how much room to set aside. */
    if (kk_smallint_is(initial) && kk_smallint_get(initial) >= 0)
        return reserve(vm, m, (size_t)kk_smallint_get(initial));
    bool done = write_value(vm, self, initial, &n);
    m->at = 0;
    return done;
}

static Value memory_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

static bool memory_init(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "%T() takes at most 2 arguments (%zu given)", self, args.n);
    return start_with(vm, self, kk_arg(args, 0, kk_none));
}

/* ---- reading ---- */

/* Takes n bytes from the place as str or bytes. */
KK_MUST_CHECK static Value take(Vm *vm, Value self, size_t n)
{
    MemoryObj *m = MEMORY_OF(self);
    if (m->at >= m->len)
        return is_text(self) ? KK_N(empty) : kk_bytes_new(vm, (Span){NULL, 0});
    Value blob = m->blob;
    Span s = {KK_OBJ(BlobObj, blob)->at + m->at, n};
    Value result = is_text(self) ? kk_str_new(vm, s) : kk_bytes_new(vm, s);
    if (result != KK_ERROR)
        m->at += n;
    return result;
}

/* The bytes of the next line, of which at most limit characters are wanted (SIZE_MAX: all). */
static size_t line_size(const MemoryObj *m, size_t limit)
{
    if (m->at >= m->len)
        return 0;
    Span rest = kk_span_skip(content_span(m), m->at);
    const uint8_t *eol = memchr(rest.at, '\n', rest.len);
    size_t n = eol == NULL ? rest.len : (size_t)(eol + 1 - rest.at);
    size_t most = limit == SIZE_MAX ? n : span_of_chars(m, limit);
    return n < most ? n : most;
}

/* Reads and returns up to n characters (bytes), or all there are. */
KK_METHOD(StringIO, read, "(size=-1, /)")
KK_METHOD(BytesIO, read, "(size=-1, /)")
KK_METHOD(BytesIO, read1, "(size=-1, /)")
Value kk_stringio_read(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_open(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    MemoryObj *m = MEMORY_OF(self);
    size_t all = m->at < m->len ? m->len - m->at : 0;
    return take(vm, self, n < 0 ? all : span_of_chars(m, (size_t)n));
}

/* Reads a line with its end. */
KK_METHOD(StringIO, readline, "(size=-1, /)")
KK_METHOD(BytesIO, readline, "(size=-1, /)")
Value kk_stringio_readline(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!check_open(vm, self) || !kk_fileio_size_arg(vm, args, 0, &n))
        return KK_ERROR;
    return take(vm, self, line_size(MEMORY_OF(self), n < 0 ? SIZE_MAX : (size_t)n));
}

/* The rest of the lines as a list. */
KK_METHOD(StringIO, readlines, "(hint=-1, /)")
KK_METHOD(BytesIO, readlines, "(hint=-1, /)")
Value kk_stringio_readlines(Vm *vm, Value self, Args args)
{
    intptr_t hint;
    if (!check_open(vm, self) || !kk_fileio_size_arg(vm, args, 0, &hint))
        return KK_ERROR;
    return kk_fileio_lines(vm, self, hint);
}

static Value memory_iter(Vm *vm, Value self) { return check_open(vm, self) ? self : KK_ERROR; }

static Value memory_next(Vm *vm, Value self)
{
    if (!check_open(vm, self))
        return KK_ERROR;
    size_t n = line_size(MEMORY_OF(self), SIZE_MAX);
    return n == 0 ? KK_END : take(vm, self, n);
}

/* Reads into a writable buffer, up to n bytes of it; returns how many. */
KK_METHOD(StringIO, readinto, "(buffer, n=-1, /)")
KK_METHOD(BytesIO, readinto, "(buffer, n=-1, /)")
Value kk_stringio_readinto(Vm *vm, Value self, Args args)
{
    Buffer view;
    intptr_t limit;
    if (!check_open(vm, self) || !kk_fileio_size_arg(vm, args, 1, &limit) ||
        !kk_buffer_writable(vm, args.pos[0], &view))
        return KK_ERROR;
    MemoryObj *m = MEMORY_OF(self);
    size_t n = m->at < m->len ? m->len - m->at : 0;
    n = n < view.len ? n : view.len;
    n = limit >= 0 && (size_t)limit < n ? (size_t)limit : n;
    if (n > 0)
        memcpy(view.at, content(m) + m->at, n);
    m->at += n;
    return KK_INT(n);
}

/* All of the content, whatever the place. */
KK_METHOD(StringIO, getvalue, "()")
KK_METHOD(BytesIO, getvalue, "()")
Value kk_stringio_getvalue(Vm *vm, Value self, Args args)
{
    if (!check_open(vm, self))
        return KK_ERROR;
    Value blob = MEMORY_OF(self)->blob;
    Span s = {blob == KK_UNSET ? NULL : KK_OBJ(BlobObj, blob)->at, MEMORY_OF(self)->len};
    return is_text(self) ? kk_str_new(vm, s) : kk_bytes_new(vm, s);
}

/* A memoryview of a copy of the content. */
KK_METHOD(BytesIO, getbuffer, "()")
Value kk_stringio_getbuffer(Vm *vm, Value self, Args args)
{
    if (!check_open(vm, self))
        return KK_ERROR;
    Value copy = kk_bytearray_new(vm, content_span(MEMORY_OF(self)));
    return copy == KK_ERROR ? KK_ERROR : kk_memoryview_new(vm, copy);
}

/* ---- writing ---- */

/* Writes at the place; returns the number of characters (bytes). */
KK_METHOD(StringIO, write, "(data, /)")
Value kk_stringio_write_text(Vm *vm, Value self, Args args)
{
    size_t n;
    return check_open(vm, self) && write_value(vm, self, args.pos[0], &n) ? KK_INT(n) : KK_ERROR;
}

/* Writes bytes at the place; returns how many. write(buf, n) and write(buf, offset, n) write a part. */
KK_METHOD(BytesIO, write, "(data, offset=None, n=None, /)")
Value kk_stringio_write_bytes(Vm *vm, Value self, Args args)
{
    Buffer view;
    intptr_t first = 0, n;
    if (!check_open(vm, self) || !kk_buffer_arg(vm, args.pos[0], &view))
        return KK_ERROR;
    n = (intptr_t)view.len;
    if (args.n == 2 && !kk_index_clamped(vm, args.pos[1], &n))
        return KK_ERROR;
    if (args.n == 3 && (!kk_index_clamped(vm, args.pos[1], &first) || !kk_index_clamped(vm, args.pos[2], &n)))
        return KK_ERROR;
    first = first < 0 ? 0 : first > (intptr_t)view.len ? (intptr_t)view.len : first;
    if (n < 0 || n > (intptr_t)view.len - first)
        n = (intptr_t)view.len - first;
    return put(vm, self, (Span){view.at + first, (size_t)n}, (size_t)n) ? KK_INT(n) : KK_ERROR;
}

/* Writes each item of an iterable. */
KK_METHOD(StringIO, writelines, "(lines, /)")
KK_METHOD(BytesIO, writelines, "(lines, /)")
Value kk_stringio_writelines(Vm *vm, Value self, Args args)
{
    return check_open(vm, self) ? kk_fileio_write_all(vm, self, args.pos[0]) : KK_ERROR;
}

/* ---- place ---- */

/* The place as tell() counts it. */
static size_t place_of(Value self)
{
    const MemoryObj *m = MEMORY_OF(self);
    if (!is_text(self) || !m->wide)
        return m->at;
    return m->at <= m->len ? kk_utf8_count((Span){content(m), m->at})
                           : kk_utf8_count(content_span(m)) + (m->at - m->len);
}

static void go_to(Value self, size_t place)
{
    MemoryObj *m = MEMORY_OF(self);
    if (!is_text(self) || !m->wide) {
        m->at = place;
        return;
    }
    size_t count = kk_utf8_count(content_span(m));
    m->at = place <= count ? kk_utf8_offset(content_span(m), place) : m->len + (place - count);
}

/* The place, counted in characters (bytes). */
KK_METHOD(StringIO, tell, "()")
KK_METHOD(BytesIO, tell, "()")
Value kk_stringio_tell(Vm *vm, Value self, Args args)
{
    return check_open(vm, self) ? KK_INT(place_of(self)) : KK_ERROR;
}

/* The place that an offset from the start, the place or the end means; false: an exception. */
KK_MUST_CHECK static bool find_place(Vm *vm, Value self, intptr_t offset, intptr_t whence, intptr_t *place)
{
    const MemoryObj *m = MEMORY_OF(self);
    if (whence < 0 || whence > 2)
        return kk_raise_false(vm, KK_ValueError, is_text(self) ? "Invalid whence (%zd, should be 0, 1 or 2)"
                              : "invalid whence (%zd, should be 0, 1 or 2)", whence);
    if (whence == 0 && offset < 0)
        return kk_raise_false(vm, KK_ValueError, is_text(self) ? "Negative seek position %zd"
                              : "negative seek value %zd", offset);
    if (is_text(self) && whence != 0 && offset != 0)
        return kk_raise_false(vm, KK_OSError, "Can't do nonzero cur-relative seeks");
    intptr_t from = 0;
    if (whence == 1)
        from = (intptr_t)place_of(self);
    else if (whence == 2)
        from = (intptr_t)(is_text(self) ? kk_utf8_count(content_span(m)) : m->len);
    if (offset > KK_INT_MAX / 2 || offset < -KK_INT_MAX / 2)
        return kk_raise_false(vm, KK_OverflowError, "new position too large");
    *place = from + offset < 0 ? 0 : from + offset;
    return true;
}

/* Goes to an offset from the start (whence 0), the current place (1) or the end (2). */
KK_METHOD(StringIO, seek, "(offset, whence=0, /)")
KK_METHOD(BytesIO, seek, "(offset, whence=0, /)")
Value kk_stringio_seek(Vm *vm, Value self, Args args)
{
    intptr_t offset, whence = 0, place = 0;
    if (!check_open(vm, self) || !kk_index(vm, args.pos[0], &offset))
        return KK_ERROR;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &whence))
        return KK_ERROR;
    if (!find_place(vm, self, offset, whence, &place))
        return KK_ERROR;
    go_to(self, (size_t)place);
    return KK_INT(place);
}

/* Cuts the content off at size, by default at the place, which stays. */
KK_METHOD(StringIO, truncate, "(size=None, /)")
KK_METHOD(BytesIO, truncate, "(size=None, /)")
Value kk_stringio_truncate(Vm *vm, Value self, Args args)
{
    MemoryObj *m = MEMORY_OF(self);
    if (!check_open(vm, self))
        return KK_ERROR;
    intptr_t size = (intptr_t)place_of(self);
    if (kk_arg(args, 0, kk_none) != kk_none && !kk_index(vm, args.pos[0], &size))
        return KK_ERROR;
    if (size < 0)
        return kk_raise(vm, KK_ValueError, is_text(self) ? "Negative size value %zd" : "negative size value %zd", size);
    size_t count = m->wide ? kk_utf8_count(content_span(m)) : m->len;
    if ((size_t)size < count)
        m->len = m->wide ? kk_utf8_offset(content_span(m), (size_t)size) : (size_t)size;
    return KK_INT(size);
}

/* ---- the rest ---- */

/* Forgets the content; nothing else can be done with it. */
KK_METHOD(StringIO, close, "()")
KK_METHOD(BytesIO, close, "()")
Value kk_stringio_close(Vm *vm, Value self, Args args)
{
    MEMORY_OF(self)->closed = 1;
    MEMORY_OF(self)->blob = KK_UNSET;
    MEMORY_OF(self)->len = 0;
    return kk_none;
}

/* Does nothing, for nothing is buffered. */
KK_METHOD(StringIO, flush, "()")
KK_METHOD(BytesIO, flush, "()")
Value kk_stringio_flush(Vm *vm, Value self, Args args) { return check_open(vm, self) ? kk_none : KK_ERROR; }

/* The stream itself, closed at the end of the with statement. */
KK_METHOD(StringIO, __enter__, "()")
KK_METHOD(BytesIO, __enter__, "()")
Value kk_stringio_enter(Vm *vm, Value self, Args args) { return check_open(vm, self) ? self : KK_ERROR; }

/* Closes the stream. */
KK_METHOD(StringIO, __exit__, "(*args)")
KK_METHOD(BytesIO, __exit__, "(*args)")
Value kk_stringio_exit(Vm *vm, Value self, Args args) { return kk_stringio_close(vm, self, KK_NO_ARGS); }

/* True, unless it is closed. */
KK_METHOD(StringIO, readable, "()")
KK_METHOD(StringIO, writable, "()")
KK_METHOD(StringIO, seekable, "()")
KK_METHOD(BytesIO, readable, "()")
KK_METHOD(BytesIO, writable, "()")
KK_METHOD(BytesIO, seekable, "()")
Value kk_stringio_able(Vm *vm, Value self, Args args) { return check_open(vm, self) ? kk_true : KK_ERROR; }

/* False, unless it is closed. */
KK_METHOD(StringIO, isatty, "()")
KK_METHOD(BytesIO, isatty, "()")
Value kk_stringio_isatty(Vm *vm, Value self, Args args) { return check_open(vm, self) ? kk_false : KK_ERROR; }

/* There is no descriptor. */
KK_METHOD(StringIO, fileno, "()")
KK_METHOD(BytesIO, fileno, "()")
Value kk_stringio_fileno(Vm *vm, Value self, Args args)
{
    return check_open(vm, self) ? kk_raise(vm, &kk_type_UnsupportedOperation, "fileno") : KK_ERROR;
}

/* It has been closed. */
KK_GETTER(StringIO, closed)
KK_GETTER(BytesIO, closed)
Value kk_stringio_get_closed(Vm *vm, Value self) { return kk_bool(MEMORY_OF(self)->closed != 0); }

static const Layout memory_layout = {sizeof(MemoryObj) / sizeof(uintptr_t), 2, TAIL_NONE, 0};
static const TypeSlots memory_slots = {
    .make = memory_make, .init = memory_init, .iter = memory_iter, .next = memory_next};
KK_TYPE(StringIO, object) = {KK_TYPE_HEAD(StringIO, object, &memory_layout, 0), .slots = &memory_slots};
KK_TYPE(BytesIO, object) = {KK_TYPE_HEAD(BytesIO, object, &memory_layout, 0), .slots = &memory_slots};
