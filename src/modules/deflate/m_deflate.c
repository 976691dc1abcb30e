/*
 * m_deflate.c: the module deflate: DeflateIO, a stream that decompresses or compresses another one.
 *
 * Reading takes no byte from the other stream that does not belong to the compressed one, so that a program reads on
 * where it ends: a byte at a time, or, where it is possible to go back (files and BytesIO), a piece at a time.
 *
 * Layer: modules.   Tests: tests/modules/deflate/.
 */
#include "modules/deflate/deflate.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/fileio.h"
#include "types/keywords.h"
#include "types/stringio.h"

enum { PIECE = 64, CHUNK = 256 };
enum { CLOSES = 1, CLOSED = 2, BUSY = 4, SEEKS = 8, ENDED = 16 };

typedef struct DeflateObj {
    uintptr_t header;
    Value stream;
    Value input;         /* bytes that have been read, or KK_UNSET */
    InflateBox inflate;
    DeflateBox deflate;
    uintptr_t input_at;  /* how many of them are used */
    uintptr_t flags, format, wbits;
} DeflateObj;

KK_MODULE(deflate)
extern const TypeObj kk_type_DeflateIO;
KK_MODULE_CONST(deflate, DeflateIO, KK_REF(&kk_type_DeflateIO))
KK_MODULE_CONST(deflate, AUTO, KK_INT(0))
KK_MODULE_CONST(deflate, RAW, KK_INT(1))
KK_MODULE_CONST(deflate, ZLIB, KK_INT(2))
KK_MODULE_CONST(deflate, GZIP, KK_INT(3))

static DeflateObj *deflate_of(Value v) { return KK_OBJ(DeflateObj, v); }

/* Refuses a closed stream, and methods that the other stream calls while it is asked. */
KK_MUST_CHECK static bool enter(Vm *vm, DeflateObj *o)
{
    if (o->flags & CLOSED)
        return kk_fileio_closed(vm);
    if (o->flags & BUSY)
        return kk_raise_false(vm, KK_RuntimeError, "reentrant call inside DeflateIO");
    o->flags |= BUSY;
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[4] = {KK_N(stream), KK_N(format), KK_N(wbits), KK_N(close)};
    Value given[4];
    intptr_t format = 0, wbits = 0;
    bool closes = false, seeks = false;
    if (!kk_keywords_bind(vm, "DeflateIO", args, kw, names, 4, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "DeflateIO() missing required argument 'stream' (pos 1)");
    if ((given[1] != KK_UNSET && !kk_index(vm, given[1], &format)) ||
        (given[2] != KK_UNSET && !kk_index(vm, given[2], &wbits)) ||
        (given[3] != KK_UNSET && !kk_truth(vm, given[3], &closes)))
        return KK_ERROR;
    if (format < DEFLATE_AUTO || format > DEFLATE_GZIP)
        return kk_raise(vm, KK_ValueError, "unknown format");
    if (wbits != 0 && (wbits < 5 || wbits > 15))
        return kk_raise(vm, KK_ValueError, "wbits must be 0 or between 5 and 15");
    const TypeObj *native = kk_type_of(given[0])->native;
    if (native == &kk_type_FileIO || native == &kk_type_BytesIO) {
        Value answer = kk_call_method(vm, given[0], KK_N(seekable), NULL, 0);
        if (answer == KK_ERROR || !kk_truth(vm, answer, &seeks))
            return KK_ERROR;
    }
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    DeflateObj *o = deflate_of(self);
    o->stream = given[0];
    o->input = o->inflate.state = o->inflate.window = o->deflate.state = o->deflate.text = KK_UNSET;
    o->format = (uintptr_t)format;
    o->wbits = (uintptr_t)wbits;
    o->flags = (closes ? CLOSES : 0) | (seeks ? SEEKS : 0);
    return self;
}

/* ---- reading ---- */

/* Reads on; false: an exception is pending, EOFError at the end. */
KK_MUST_CHECK static bool refill(Vm *vm, Value self)
{
    Value n = KK_INT(deflate_of(self)->flags & SEEKS ? PIECE : 1);
    Value data = kk_call_method(vm, deflate_of(self)->stream, KK_N(read), &n, 1);
    Buffer buffer;
    if (data == KK_ERROR)
        return false;
    if (data == kk_none)
        return kk_raise_os(vm, KK_EAGAIN, KK_UNSET) != KK_ERROR;
    if (!kk_buffer_arg(vm, data, &buffer))
        return false;
    if (buffer.len == 0)
        return kk_raise_false(vm, KK_EOFError, "Compressed file ended before the end-of-stream marker was reached");
    /* What is no bytes object might be written to while it is used. */
    if (!kk_bytes_is(data))
        data = kk_bytes_new(vm, (Span){buffer.at, buffer.len});
    if (data == KK_ERROR)
        return false;
    deflate_of(self)->input = data;
    deflate_of(self)->input_at = 0;
    return true;
}

/* Gives back what was read beyond the end. */
KK_MUST_CHECK static bool ended(Vm *vm, Value self)
{
    DeflateObj *o = deflate_of(self);
    size_t rest = o->input == KK_UNSET ? 0 : kk_len_of(o->input) - o->input_at;
    o->flags |= ENDED;
    o->input = o->inflate.window = KK_UNSET;
    Value args[2] = {KK_INT(-(intptr_t)rest), KK_INT(1)};
    return rest == 0 || kk_call_method(vm, o->stream, KK_N(seek), args, 2) != KK_ERROR;
}

/* Up to n bytes to `to`; fewer only at the end. n <= CHUNK, `to` is no memory that Python code can resize. */
KK_MUST_CHECK static bool read_some(Vm *vm, Value self, uint8_t *to, size_t n, size_t *got)
{
    DeflateObj *o = deflate_of(self);
    *got = 0;
    if (o->inflate.state == KK_UNSET && !kk_deflate_open(vm, &o->inflate, (DeflateFormat)o->format, (unsigned)o->wbits))
        return false;
    while (*got < n && !(o->flags & ENDED)) {
        size_t made;
        InflateIo io = {0};
        Value input = o->input;
        Span bytes = input == KK_UNSET ? (Span){NULL, 0} : kk_bytes_span(input);
        io.in = bytes.at == NULL ? NULL : bytes.at + o->input_at;
        io.in_end = bytes.at == NULL ? NULL : bytes.at + bytes.len;
        InflateStatus status = kk_deflate_fetch(vm, &o->inflate, &io, to + *got, n - *got, &made);
        *got += made;
        o->input_at = bytes.at == NULL ? 0 : (size_t)(io.in - bytes.at);
        if (status == INFLATE_WINDOW)
            return false;
        if (status == INFLATE_BAD)
            return kk_raise_os(vm, KK_EINVAL, KK_UNSET) != KK_ERROR;
        if (status == INFLATE_END ? !ended(vm, self) : status == INFLATE_INPUT && !refill(vm, self))
            return false;
    }
    return true;
}

/* n bytes (-1: all) as a bytes; with `line` they end behind a line feed. */
KK_MUST_CHECK static Value read_bytes(Vm *vm, Value self, intptr_t n, bool line)
{
    StrBuf out;
    uint8_t piece[CHUNK];
    size_t most = n < 0 ? SIZE_MAX : (size_t)n, got = CHUNK;
    if (!enter(vm, deflate_of(self)))
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    bool fine = true;
    while (fine && most > 0 && got > 0) {
        size_t want = line ? 1 : most < CHUNK ? most : CHUNK;
        fine = read_some(vm, self, piece, want, &got) && kk_strbuf_add(&out, (Span){piece, got});
        most -= got;
        if (got < want || (line && piece[0] == '\n'))
            break;
    }
    deflate_of(self)->flags &= ~(uintptr_t)BUSY;
    return fine ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* The next n bytes, decompressed; fewer at the end. */
KK_METHOD(DeflateIO, read, "(n=-1, /)")
Value kk_deflate_read(Vm *vm, Value self, Args args)
{
    intptr_t n;
    return kk_fileio_size_arg(vm, args, 0, &n) ? read_bytes(vm, self, n, false) : KK_ERROR;
}

/* The next line, decompressed, with its line feed. */
KK_METHOD(DeflateIO, readline, "(n=-1, /)")
Value kk_deflate_readline(Vm *vm, Value self, Args args)
{
    intptr_t n;
    return kk_fileio_size_arg(vm, args, 0, &n) ? read_bytes(vm, self, n, true) : KK_ERROR;
}

/* Decompresses into a buffer, up to n bytes; returns how many. */
KK_METHOD(DeflateIO, readinto, "(buffer, n=-1, /)")
Value kk_deflate_readinto(Vm *vm, Value self, Args args)
{
    Buffer to;
    intptr_t n;
    size_t done = 0, got = CHUNK;
    uint8_t piece[CHUNK];
    if (!kk_fileio_size_arg(vm, args, 1, &n) || !kk_buffer_writable(vm, args.pos[0], &to) ||
        !enter(vm, deflate_of(self)))
        return KK_ERROR;
    size_t most = n >= 0 && (size_t)n < to.len ? (size_t)n : to.len;
    bool fine = true;
    while (fine && done < most && got > 0) {
        size_t want = most - done < CHUNK ? most - done : CHUNK;
        /* The other stream's code may have made the buffer smaller. */
        fine = read_some(vm, self, piece, want, &got) && kk_buffer_writable(vm, args.pos[0], &to);
        got = !fine || done >= to.len ? 0 : got < to.len - done ? got : to.len - done;
        memcpy(to.at + done, piece, got);
        done += got;
    }
    deflate_of(self)->flags &= ~(uintptr_t)BUSY;
    return fine ? kk_int_new_unsigned(vm, done) : KK_ERROR;
}

static Value iter(Vm *vm, Value self) { return self; }

static Value next(Vm *vm, Value self)
{
    Value line = read_bytes(vm, self, -1, true);
    return line != KK_ERROR && kk_len_of(line) == 0 ? KK_END : line;
}

/* ---- writing ---- */

/* Gives the compressed bytes to the other stream. */
KK_MUST_CHECK static bool pass_on(Vm *vm, Value self, StrBuf *out)
{
    Value bytes = kk_strbuf_finish_bytes(out);
    kk_strbuf_init(out, vm);
    for (size_t done = 0; bytes != KK_ERROR && done < kk_len_of(bytes);) {
        Value rest = done == 0 ? bytes : kk_bytes_new(vm, kk_span_skip(kk_bytes_span(bytes), done));
        Value answer = rest == KK_ERROR ? KK_ERROR : kk_call_method(vm, deflate_of(self)->stream, KK_N(write), &rest, 1);
        intptr_t n;
        if (answer == KK_ERROR)
            return false;
        if (answer == kk_none)
            return kk_raise_os(vm, KK_EAGAIN, KK_UNSET) != KK_ERROR;
        if (!kk_index(vm, answer, &n))
            return false;
        if (n <= 0 || (size_t)n > kk_len_of(bytes) - done)
            return kk_raise_os(vm, KK_EIO, KK_UNSET) != KK_ERROR;
        done += (size_t)n;
    }
    return bytes != KK_ERROR;
}

/* Begins to compress, if that has not been done. */
KK_MUST_CHECK static bool begin(Vm *vm, Value self, StrBuf *out)
{
    DeflateObj *o = deflate_of(self);
    DeflateFormat format = o->format == DEFLATE_AUTO ? DEFLATE_RAW : (DeflateFormat)o->format;
    return o->deflate.state != KK_UNSET ||
           kk_deflate_begin(vm, &o->deflate, format, o->wbits == 0 ? 8 : (unsigned)o->wbits, -1, out);
}

/* The bytes of a str or a bytes-like object from `from` on. */
KK_MUST_CHECK static bool data_arg(Vm *vm, Value data, size_t from, Span *rest)
{
    Buffer buffer;
    Value str = kk_as_kind(data, KIND_STR);
    if (str != KK_UNSET) {
        *rest = kk_str_span(str);
    } else {
        if (!kk_buffer_arg(vm, data, &buffer))
            return false;
        *rest = (Span){buffer.at, buffer.len};
    }
    *rest = kk_span_skip(*rest, from < rest->len ? from : rest->len);
    return true;
}

KK_MUST_CHECK static bool write_all(Vm *vm, Value self, Value data, size_t *done)
{
    StrBuf out;
    Span rest;
    kk_strbuf_init(&out, vm);
    if (!begin(vm, self, &out) || !data_arg(vm, data, 0, &rest))
        return false;
    while (rest.len > 0) {
        size_t n = kk_deflate_feed(&deflate_of(self)->deflate, rest, &out);
        if (n == SIZE_MAX || !pass_on(vm, self, &out))
            return false;
        *done += n;
        if (!data_arg(vm, data, *done, &rest))
            return false;
    }
    return pass_on(vm, self, &out);
}

/* Compresses the bytes; returns how many. */
KK_METHOD(DeflateIO, write, "(data, /)")
Value kk_deflate_write(Vm *vm, Value self, Args args)
{
    size_t done = 0;
    if (!enter(vm, deflate_of(self)))
        return KK_ERROR;
    bool fine = write_all(vm, self, args.pos[0], &done);
    deflate_of(self)->flags &= ~(uintptr_t)BUSY;
    return fine ? kk_int_new_unsigned(vm, done) : KK_ERROR;
}

/* Ends what is compressed; closes the other stream if that was asked for. */
KK_METHOD(DeflateIO, close, "()")
Value kk_deflate_close(Vm *vm, Value self, Args args)
{
    DeflateObj *o = deflate_of(self);
    bool fine = true;
    if (o->flags & CLOSED)
        return kk_none;
    if (!enter(vm, o))
        return KK_ERROR;
    if (o->deflate.state != KK_UNSET) {
        StrBuf out;
        kk_strbuf_init(&out, vm);
        fine = kk_deflate_end(&o->deflate, true, &out) && pass_on(vm, self, &out);
    } else if ((o->flags & SEEKS) && o->input != KK_UNSET) {
        fine = ended(vm, self);
    }
    Value pending = fine ? KK_UNSET : kk_pending_take(vm);
    o->flags = (o->flags & ~(uintptr_t)BUSY) | CLOSED;
    o->inflate = (InflateBox){KK_UNSET, KK_UNSET};
    o->deflate.state = o->deflate.text = o->input = KK_UNSET;
    if ((o->flags & CLOSES) && kk_call_method(vm, o->stream, KK_N(close), NULL, 0) == KK_ERROR && fine)
        return KK_ERROR;
    if (!fine) {
        vm->pending = pending;
        return KK_ERROR;
    }
    return kk_none;
}

/* The stream itself, closed at the end of the with statement. */
KK_METHOD(DeflateIO, __enter__, "()")
Value kk_deflate_enter(Vm *vm, Value self, Args args) { return self; }

/* Closes the stream. */
KK_METHOD(DeflateIO, __exit__, "(*args)")
Value kk_deflate_exit(Vm *vm, Value self, Args args) { return kk_deflate_close(vm, self, KK_NO_ARGS); }

static const Layout layout = {sizeof(DeflateObj) / sizeof(uintptr_t),
                              1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5 | 1u << 6, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .iter = iter, .next = next};
KK_TYPE(DeflateIO, object) = {KK_TYPE_HEAD(DeflateIO, object, &layout, 0), .slots = &slots};
