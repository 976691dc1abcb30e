/*
 * m_zlib.c: the module zlib of microcontrollers, over modules/deflate. (The host's is ports/unix/m_zlib.c.)
 *
 * What is compressed at once uses its data as the window, what is decompressed at once its result: neither needs
 * memory for one. Streams of one window size are compatible with all larger ones: windows for compressing are no larger
 * than the data, and at most 2 KB (with the tables for it 8 KB) at once and 1 KB (6 KB) in pieces.
 *
 * Layer: modules.   Tests: tests/modules/zlib/.
 */
#include "modules/deflate/deflate.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"

KK_MODULE(zlib)

enum { OUT_FIRST = 256, WBITS_AT_ONCE = 11, WBITS_IN_PIECES = 10, CHUNK = 256 };

extern const TypeObj kk_type_zlib_error, kk_type_Compress, kk_type_Decompress;
KK_MODULE_CONST(zlib, error, KK_REF(&kk_type_zlib_error))

static const TypeSlots error_slots = {
    .make = kk_exc_make, .init = kk_exc_init, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = kk_exc_plain_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};
KK_TYPE(zlib_error, Exception) = {KK_TYPE_HEAD(zlib_error, Exception, &kk_exc_layout, TYPE_EXCEPTION),
                                  .slots = &error_slots};

static Value bad_data(Vm *vm, const char *problem)
{
    return kk_raise(vm, &kk_type_zlib_error, "Error -3 while decompressing data: %s", problem);
}

/* An int argument. */
KK_MUST_CHECK static bool int_arg(Vm *vm, Args args, size_t i, intptr_t *out)
{
    return kk_arg(args, i, KK_UNSET) == KK_UNSET || kk_index(vm, args.pos[i], out);
}

/* What zlib's window argument says: RAW when negative, GZIP from 16 on, from 32 on whatever the header shows (not when
 * compressing). */
KK_MUST_CHECK static bool wbits_arg(Vm *vm, Args args, size_t i, bool compress, DeflateFormat *format, unsigned *wbits)
{
    intptr_t n = 15;
    if (!int_arg(vm, args, i, &n))
        return false;
    *format = n < 0 ? DEFLATE_RAW : n < 16 ? DEFLATE_ZLIB : n < 32 ? DEFLATE_GZIP : DEFLATE_AUTO;
    intptr_t size = n < 0 ? -n : n & 15;
    if (n >= 48 || n < -15 || (n < 0 || compress ? size < 8 : size < 8 && size != 0) ||
        (compress && *format == DEFLATE_AUTO))
        return kk_raise_false(vm, KK_ValueError, "Invalid initialization option");
    *wbits = (unsigned)size;
    return true;
}

/* The smallest window for n bytes, no larger than was asked for. */
static unsigned window_for(size_t n, unsigned wbits, unsigned most)
{
    unsigned least = 8;
    wbits = wbits < most ? wbits : most;
    while (least < wbits && n > (size_t)1 << least)
        least++;
    return least;
}

/* ---- at once ---- */

/* Bytes compressed at once. */
KK_FUNCTION(zlib, compress, "(data, /, level=-1, wbits=15)")
Value kk_zlib_compress(Vm *vm, Value self, Args args)
{
    DeflateFormat format;
    unsigned wbits;
    intptr_t level = -1;
    Buffer data;
    if (!int_arg(vm, args, 1, &level) || !wbits_arg(vm, args, 2, true, &format, &wbits))
        return KK_ERROR;
    if (level < -1 || level > 9)
        return kk_raise(vm, &kk_type_zlib_error, "Bad compression level");
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    wbits = window_for(data.len, wbits, WBITS_AT_ONCE);
    Value state = kk_blob_new(vm, kk_deflate_size(wbits));
    if (state == KK_ERROR || !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    Deflate *d = (Deflate *)KK_OBJ(BlobObj, state)->at;
    StrBuf out;
    kk_strbuf_init(&out, vm);
    kk_deflate_init(d, wbits, (int)level);
    uint32_t sum = kk_deflate_sum(format, kk_deflate_sum_start(format), data.at, data.len);
    if (!kk_deflate_header(format, wbits, &out) || kk_deflate_run(d, data.at, 0, data.len, data.len, &out) == SIZE_MAX ||
        !kk_deflate_finish(d, true, &out) || !kk_deflate_trailer(format, sum, (uint32_t)data.len, &out))
        return KK_ERROR;
    return kk_strbuf_finish_bytes(&out);
}

/* Decompresses [io->in, io->in_end) to out. */
KK_MUST_CHECK static bool inflate_all(Vm *vm, Inflate *s, InflateIo *io, StrBuf *out)
{
    for (;;) {
        size_t room = out->len < OUT_FIRST ? OUT_FIRST : out->len / 2;
        uint8_t *to = kk_strbuf_room(out, room);
        if (to == NULL)
            return false;
        io->window = out->at;
        io->at = out->len;
        io->limit = out->len + room;
        InflateStatus status = kk_deflate_inflate(s, io);
        out->len = io->at;
        if (status == INFLATE_END)
            return true;
        if (status == INFLATE_BAD)
            return bad_data(vm, io->problem) != KK_ERROR;
        if (status == INFLATE_INPUT)
            return kk_raise_false(vm, &kk_type_zlib_error,
                                  "Error -5 while decompressing data: incomplete or truncated stream");
    }
}

/* Compressed bytes, decompressed at once. */
KK_FUNCTION(zlib, decompress, "(data, /, wbits=15, bufsize=16384)")
Value kk_zlib_decompress(Vm *vm, Value self, Args args)
{
    DeflateFormat format;
    unsigned wbits;
    intptr_t bufsize = 1;
    Buffer data;
    if (!wbits_arg(vm, args, 1, false, &format, &wbits) || !int_arg(vm, args, 2, &bufsize))
        return KK_ERROR;
    if (bufsize < 0)
        return kk_raise(vm, KK_ValueError, "bufsize must be non-negative");
    Value state = kk_blob_new(vm, sizeof(Inflate));
    if (state == KK_ERROR || !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    Inflate *s = (Inflate *)KK_OBJ(BlobObj, state)->at;
    kk_deflate_inflate_init(s, format, wbits);
    InflateIo io = {.in = data.at, .in_end = data.at + data.len, .mask = SIZE_MAX};
    StrBuf out;
    kk_strbuf_init(&out, vm);
    return inflate_all(vm, s, &io, &out) ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* ---- piece by piece ---- */

typedef struct CompressObj {
    uintptr_t header;
    DeflateBox box;
} CompressObj;

typedef struct DecompressObj {
    uintptr_t header;
    InflateBox box;
    Value unused, tail; /* bytes behind the end; bytes that max_length left */
    uintptr_t eof;
} DecompressObj;

static CompressObj *compress_of(Value v) { return KK_OBJ(CompressObj, v); }
static DecompressObj *decompress_of(Value v) { return KK_OBJ(DecompressObj, v); }

static const Layout compress_layout = {sizeof(CompressObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2, TAIL_NONE, 0};
static const Layout decompress_layout = {sizeof(DecompressObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4,
                                         TAIL_NONE, 0};
static const TypeSlots no_slots = {.make = NULL};
KK_TYPE(Compress, object) = {KK_TYPE_HEAD(Compress, object, &compress_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &no_slots};
KK_TYPE(Decompress, object) = {KK_TYPE_HEAD(Decompress, object, &decompress_layout, TYPE_FINAL | TYPE_NO_NEW),
                               .slots = &no_slots};

/* An object that compresses piece by piece. */
KK_FUNCTION(zlib, compressobj, "(level=-1, method=8, wbits=15, memLevel=8, strategy=0)")
Value kk_zlib_compressobj(Vm *vm, Value self, Args args)
{
    DeflateFormat format;
    unsigned wbits;
    intptr_t level = -1, method = 8;
    if (!int_arg(vm, args, 0, &level) || !int_arg(vm, args, 1, &method) || !wbits_arg(vm, args, 2, true, &format, &wbits))
        return KK_ERROR;
    if (level < -1 || level > 9 || method != 8)
        return kk_raise(vm, KK_ValueError, "Invalid initialization option");
    Value object = kk_object_new(vm, &kk_type_Compress, 0);
    StrBuf header;
    kk_strbuf_init(&header, vm);
    if (object == KK_ERROR)
        return KK_ERROR;
    /* The header is written with the first bytes: start(). */
    compress_of(object)->box.state = compress_of(object)->box.text = KK_UNSET;
    if (!kk_deflate_begin(vm, &compress_of(object)->box, format, window_for(SIZE_MAX, wbits, WBITS_IN_PIECES), (int)level, &header))
        return KK_ERROR;
    return object;
}

/* Brings out the header in front of the first bytes. */
KK_MUST_CHECK static bool start(CompressObj *o, StrBuf *out)
{
    Value state = o->box.state;
    Deflate *d = (Deflate *)KK_OBJ(BlobObj, state)->at;
    bool fresh = !d->headed;
    d->headed = 1;
    return !fresh || kk_deflate_header((DeflateFormat)o->box.format, d->wbits, out);
}

KK_MUST_CHECK static bool still_open(Vm *vm, CompressObj *o)
{
    return o->box.state != KK_UNSET ||
           kk_raise_false(vm, &kk_type_zlib_error, "Error -2 while compressing data: inconsistent stream state");
}

/* Takes more bytes; returns what has come out of the compressed ones. */
KK_METHOD(Compress, compress, "(data, /)")
Value kk_zlib_compress_more(Vm *vm, Value self, Args args)
{
    CompressObj *o = compress_of(self);
    Buffer data;
    StrBuf out;
    if (!still_open(vm, o) || !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    if (!start(o, &out))
        return KK_ERROR;
    Span rest = {data.at, data.len};
    while (rest.len > 0) {
        size_t n = kk_deflate_feed(&o->box, rest, &out);
        if (n == SIZE_MAX)
            return KK_ERROR;
        rest = kk_span_skip(rest, n);
    }
    return kk_strbuf_finish_bytes(&out);
}

/* The rest of the compressed bytes; with a mode other than Z_FINISH more can follow. */
KK_METHOD(Compress, flush, "(mode=4, /)")
Value kk_zlib_compress_flush(Vm *vm, Value self, Args args)
{
    CompressObj *o = compress_of(self);
    intptr_t mode = 4;
    StrBuf out;
    if (!int_arg(vm, args, 0, &mode))
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    if (mode == 0)
        return kk_strbuf_finish_bytes(&out);
    if (!still_open(vm, o))
        return KK_ERROR;
    if (!start(o, &out) || !kk_deflate_end(&o->box, mode == 4, &out))
        return KK_ERROR;
    if (mode == 4)
        o->box.state = o->box.text = KK_UNSET;
    return kk_strbuf_finish_bytes(&out);
}

/* An object that decompresses piece by piece. */
KK_FUNCTION(zlib, decompressobj, "(wbits=15)")
Value kk_zlib_decompressobj(Vm *vm, Value self, Args args)
{
    DeflateFormat format;
    unsigned wbits;
    if (!wbits_arg(vm, args, 0, false, &format, &wbits))
        return KK_ERROR;
    Value object = kk_object_new(vm, &kk_type_Decompress, 0);
    if (object == KK_ERROR)
        return KK_ERROR;
    DecompressObj *o = decompress_of(object);
    o->box = (InflateBox){KK_UNSET, KK_UNSET};
    o->unused = o->tail = kk_bytes_new(vm, (Span){NULL, 0});
    return kk_deflate_open(vm, &o->box, format, wbits) ? object : KK_ERROR;
}

/* What was not used is the tail, or, behind the end, the unused data. */
KK_MUST_CHECK static bool keep_rest(Vm *vm, DecompressObj *o, Span rest)
{
    Value bytes = kk_bytes_new(vm, rest);
    if (bytes == KK_ERROR)
        return false;
    if (!o->eof) {
        o->tail = bytes;
        return true;
    }
    o->tail = kk_bytes_new(vm, (Span){NULL, 0});
    if (kk_len_of(o->unused) > 0 && rest.len > 0) {
        bytes = kk_binary(vm, BIN_ADD, o->unused, bytes);
        if (bytes == KK_ERROR)
            return false;
    }
    if (rest.len > 0)
        o->unused = bytes;
    return true;
}

/* Up to `most` bytes of the data, which a local of the caller refers to. */
KK_MUST_CHECK static Value decompress_some(Vm *vm, Value self, Span data, size_t most)
{
    DecompressObj *o = decompress_of(self);
    InflateIo io = {.in = data.at, .in_end = data.at + data.len};
    StrBuf out;
    kk_strbuf_init(&out, vm);
    InflateStatus status = o->eof ? INFLATE_END : INFLATE_MORE;
    while (status == INFLATE_MORE && out.len < most) {
        size_t got, want = most - out.len < CHUNK ? most - out.len : CHUNK;
        uint8_t *to = kk_strbuf_room(&out, want);
        if (to == NULL)
            return KK_ERROR;
        status = kk_deflate_fetch(vm, &o->box, &io, to, want, &got);
        out.len += got;
        if (status == INFLATE_WINDOW)
            return KK_ERROR;
        if (status == INFLATE_BAD)
            return bad_data(vm, io.problem);
    }
    if (status == INFLATE_END) {
        o->eof = 1;
        o->box = (InflateBox){KK_UNSET, KK_UNSET};
    }
    return keep_rest(vm, o, (Span){io.in, (size_t)(io.in_end - io.in)}) ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* Takes compressed bytes; returns up to max_length (0: any number of) bytes. */
KK_METHOD(Decompress, decompress, "(data, /, max_length=0)")
Value kk_zlib_decompress_more(Vm *vm, Value self, Args args)
{
    intptr_t most = 0;
    Buffer data;
    if (!int_arg(vm, args, 1, &most))
        return KK_ERROR;
    if (most < 0)
        return kk_raise(vm, KK_ValueError, "max_length must be non-negative");
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    return decompress_some(vm, self, (Span){data.at, data.len}, most == 0 ? SIZE_MAX : (size_t)most);
}

/* All that is left of what was given. */
KK_METHOD(Decompress, flush, "(length=16384, /)")
Value kk_zlib_decompress_flush(Vm *vm, Value self, Args args)
{
    intptr_t length = 1;
    if (!int_arg(vm, args, 0, &length))
        return KK_ERROR;
    if (length <= 0)
        return kk_raise(vm, KK_ValueError, "length must be greater than zero");
    Value tail = decompress_of(self)->tail;
    return decompress_some(vm, self, kk_bytes_span(tail), SIZE_MAX);
}

/* Bytes that came behind the end of the compressed stream. */
KK_GETTER(Decompress, unused_data)
Value kk_zlib_get_unused_data(Vm *vm, Value self) { return decompress_of(self)->unused; }

/* Bytes that max_length kept from being taken. */
KK_GETTER(Decompress, unconsumed_tail)
Value kk_zlib_get_unconsumed_tail(Vm *vm, Value self) { return decompress_of(self)->tail; }

/* The end of the compressed stream has been seen. */
KK_GETTER(Decompress, eof)
Value kk_zlib_get_eof(Vm *vm, Value self) { return kk_bool(decompress_of(self)->eof != 0); }

/* ---- checksums ---- */

KK_MUST_CHECK static Value checksum(Vm *vm, Args args, DeflateFormat format)
{
    Buffer data;
    uint32_t sum = kk_deflate_sum_start(format);
    Value begin = kk_arg(args, 1, KK_UNSET);
    if (begin != KK_UNSET && (begin = kk_index_int(vm, begin)) == KK_ERROR)
        return KK_ERROR;
    if (begin != KK_UNSET)
        sum = (uint32_t)kk_int_bits(begin);
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    return kk_int_new_u64(vm, kk_deflate_sum(format, sum, data.at, data.len));
}

/* Adler's checksum of the bytes; value is that of what came before. */
KK_FUNCTION(zlib, adler32, "(data, value=1, /)")
Value kk_zlib_adler32(Vm *vm, Value self, Args args) { return checksum(vm, args, DEFLATE_ZLIB); }

/* The CRC-32 of the bytes; value is that of what came before. */
KK_FUNCTION(zlib, crc32, "(data, value=0, /)")
Value kk_zlib_crc32(Vm *vm, Value self, Args args) { return checksum(vm, args, DEFLATE_GZIP); }
