/*
 * m_zlib.c: the module zlib, over the system's library of that name.
 *
 * The library's state is outside the heap: an object has its address, and a finaliser frees it. While the library
 * runs no Python code does, so that the input, which a local refers to, stays where it is.
 *
 * Layer: ports.   Tests: tests/modules/zlib/.
 */
#include <stdlib.h>
#include <zlib.h>

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/keywords.h"

#define PIECE 16384u

KK_MODULE(zlib)

extern const TypeObj kk_type_zlib_error, kk_type_Compress, kk_type_Decompress;
KK_MODULE_CONST(zlib, error, KK_REF(&kk_type_zlib_error))
KK_MODULE_CONST(zlib, Z_NO_COMPRESSION, KK_INT(0))
KK_MODULE_CONST(zlib, Z_DEFAULT_STRATEGY, KK_INT(0))
KK_MODULE_CONST(zlib, Z_FILTERED, KK_INT(1))
KK_MODULE_CONST(zlib, Z_HUFFMAN_ONLY, KK_INT(2))
KK_MODULE_CONST(zlib, Z_RLE, KK_INT(3))
KK_MODULE_CONST(zlib, Z_FIXED, KK_INT(4))
KK_MODULE_CONST(zlib, Z_PARTIAL_FLUSH, KK_INT(1))
KK_MODULE_CONST(zlib, Z_BLOCK, KK_INT(5))
KK_MODULE_CONST(zlib, Z_TREES, KK_INT(6))

/* The version of the library's header. */
KK_MODULE_GETTER(zlib, ZLIB_VERSION)
Value kk_zlib_version(Vm *vm, Value module) { return kk_str_new(vm, kk_span_of(ZLIB_VERSION)); }

/* The version of the library. */
KK_MODULE_GETTER(zlib, ZLIB_RUNTIME_VERSION)
Value kk_zlib_runtime_version(Vm *vm, Value module) { return kk_str_new(vm, kk_span_of(zlibVersion())); }

static const TypeSlots error_slots = {
    .make = kk_exc_make, .init = kk_exc_init, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = kk_exc_plain_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};
KK_TYPE(zlib_error, Exception) = {KK_TYPE_HEAD(zlib_error, Exception, &kk_exc_layout, TYPE_EXCEPTION),
                                  .slots = &error_slots};

/* ---- streams ---- */

typedef struct ZlibObj {
    uintptr_t header;
    Value unused;      /* bytes behind the end of the stream */
    Value tail;        /* bytes that max_length left */
    Value dictionary;  /* bytes, or KK_UNSET */
    z_stream *stream;  /* malloc'ed; NULL: it has ended */
    uintptr_t eof;
} ZlibObj;

static ZlibObj *zlib_of(Value v) { return KK_OBJ(ZlibObj, v); }

/* zlib.error: "Error -3 while decompressing data: incorrect header check" */
static Value zlib_failed(Vm *vm, const z_stream *stream, int code, const char *what)
{
    if (code == Z_MEM_ERROR)
        return kk_raise_memory(vm);
    const char *text = stream->msg;
    if (text == NULL)
        text = code == Z_BUF_ERROR ? "incomplete or truncated stream"
               : code == Z_STREAM_ERROR ? "inconsistent stream state" : code == Z_DATA_ERROR ? "invalid input data" : NULL;
    if (text == NULL)
        return kk_raise(vm, &kk_type_zlib_error, "Error %d %s", code, what);
    return kk_raise(vm, &kk_type_zlib_error, "Error %d %s: %s", code, what, text);
}

/* Gives the stream the next of the input, of which it takes 4 GB at once. */
static void feed(z_stream *stream, const uint8_t **at, size_t *left)
{
    size_t n = *left < UINT32_MAX ? *left : UINT32_MAX;
    if (stream->avail_in != 0)
        return;
    stream->next_in = (Bytef *)(uintptr_t)*at;
    stream->avail_in = (uInt)n;
    *at += n;
    *left -= n;
}

/* Room in out for up to `most` bytes more. */
KK_MUST_CHECK static bool make_room(z_stream *stream, StrBuf *out, size_t most)
{
    size_t n = out->len < PIECE ? PIECE : out->len < 1u << 26 ? out->len : 1u << 26;
    n = n < most ? n : most;
    stream->next_out = kk_strbuf_room(out, n);
    stream->avail_out = (uInt)n;
    return stream->next_out != NULL;
}

/* Compresses input into out; a flush other than Z_NO_FLUSH is carried out to its end. */
KK_MUST_CHECK static bool deflate_all(Vm *vm, z_stream *stream, Span input, int flush, StrBuf *out)
{
    const uint8_t *at = input.at;
    size_t left = input.len;
    int code;
    stream->avail_in = 0;
    do {
        feed(stream, &at, &left);
        if (!make_room(stream, out, SIZE_MAX))
            return false;
        size_t room = stream->avail_out;
        code = deflate(stream, left == 0 ? flush : Z_NO_FLUSH);
        out->len += room - stream->avail_out;
        if (code == Z_STREAM_ERROR)
            return zlib_failed(vm, stream, code, "while compressing data") != KK_ERROR;
    } while (code != Z_STREAM_END && (stream->avail_out == 0 || stream->avail_in > 0 || left > 0));
    return true;
}

/* Decompresses input into out, up to `most` bytes; what is not used stays in stream->next_in. *code: the last answer. */
KK_MUST_CHECK static bool inflate_some(Vm *vm, z_stream *stream, Value dictionary, Span *input, size_t most, StrBuf *out,
                                       int *code)
{
    const uint8_t *at = input->at;
    size_t left = input->len;
    stream->avail_in = 0;
    *code = Z_OK;
    do {
        feed(stream, &at, &left);
        if (!make_room(stream, out, most - out->len))
            return false;
        size_t room = stream->avail_out;
        *code = inflate(stream, Z_SYNC_FLUSH);
        out->len += room - stream->avail_out;
        if (*code == Z_NEED_DICT && dictionary != KK_UNSET) {
            Span words = kk_bytes_span(dictionary);
            *code = inflateSetDictionary(stream, words.at, (uInt)words.len);
            if (*code != Z_OK)
                return zlib_failed(vm, stream, *code, "while setting zdict") != KK_ERROR;
            continue;
        }
        if (*code != Z_OK && *code != Z_STREAM_END && *code != Z_BUF_ERROR)
            return zlib_failed(vm, stream, *code, "while decompressing data") != KK_ERROR;
    } while (*code == Z_OK && out->len < most && (stream->avail_out == 0 || stream->avail_in > 0 || left > 0));
    size_t rest = stream->avail_in + left;
    *input = (Span){input->at + input->len - rest, rest};
    return true;
}

/* An int argument that C's int holds. */
KK_MUST_CHECK static bool int_arg(Vm *vm, Value v, int *out)
{
    intptr_t i = *out;
    if (v != KK_UNSET && !kk_index(vm, v, &i))
        return false;
    if (i != (int)i)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    *out = (int)i;
    return true;
}

/* Bytes compressed at once. */
KK_FUNCTION(zlib, compress, "(data, /, level=-1, wbits=15)")
Value kk_zlib_compress(Vm *vm, Value self, Args args)
{
    z_stream stream = {0};
    Buffer data;
    int level = -1, wbits = 15;
    if (!int_arg(vm, kk_arg(args, 1, KK_UNSET), &level) || !int_arg(vm, kk_arg(args, 2, KK_UNSET), &wbits) ||
        !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    int code = deflateInit2(&stream, level, Z_DEFLATED, wbits, 8, Z_DEFAULT_STRATEGY);
    if (code == Z_STREAM_ERROR)
        return kk_raise(vm, &kk_type_zlib_error, "Bad compression level");
    if (code != Z_OK)
        return zlib_failed(vm, &stream, code, "while compressing data");
    StrBuf out;
    kk_strbuf_init(&out, vm);
    bool done = deflate_all(vm, &stream, (Span){data.at, data.len}, Z_FINISH, &out);
    deflateEnd(&stream);
    return done ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* Compressed bytes, decompressed at once. */
KK_FUNCTION(zlib, decompress, "(data, /, wbits=15, bufsize=16384)")
Value kk_zlib_decompress(Vm *vm, Value self, Args args)
{
    z_stream stream = {0};
    Buffer data;
    int wbits = 15, bufsize = 1;
    if (!int_arg(vm, kk_arg(args, 1, KK_UNSET), &wbits) || !int_arg(vm, kk_arg(args, 2, KK_UNSET), &bufsize) ||
        !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    if (bufsize < 0)
        return kk_raise(vm, KK_ValueError, "bufsize must be non-negative");
    int code = inflateInit2(&stream, wbits);
    if (code != Z_OK)
        return zlib_failed(vm, &stream, code, "while preparing to decompress data");
    StrBuf out;
    kk_strbuf_init(&out, vm);
    Span input = {data.at, data.len};
    bool done = inflate_some(vm, &stream, KK_UNSET, &input, SIZE_MAX, &out, &code);
    if (done && code != Z_STREAM_END) {
        stream.msg = NULL;
        done = zlib_failed(vm, &stream, Z_BUF_ERROR, "while decompressing data") != KK_ERROR;
    }
    inflateEnd(&stream);
    return done ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* ---- objects ---- */

static void compress_finalise(Vm *vm, Value self)
{
    z_stream *stream = zlib_of(self)->stream;
    zlib_of(self)->stream = NULL;
    if (stream != NULL)
        deflateEnd(stream);
    free(stream);
}

static void decompress_finalise(Vm *vm, Value self)
{
    z_stream *stream = zlib_of(self)->stream;
    zlib_of(self)->stream = NULL;
    if (stream != NULL)
        inflateEnd(stream);
    free(stream);
}

static const Layout zlib_layout = {sizeof(ZlibObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2 | 1u << 3, TAIL_NONE, 0};
static const TypeSlots compress_slots = {.rare = &(const RareSlots){.finalise = compress_finalise}};
static const TypeSlots decompress_slots = {.rare = &(const RareSlots){.finalise = decompress_finalise}};
KK_TYPE(Compress, object) = {KK_TYPE_HEAD(Compress, object, &zlib_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &compress_slots};
KK_TYPE(Decompress, object) = {KK_TYPE_HEAD(Decompress, object, &zlib_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &decompress_slots};

/* A fresh object with a stream that is all zeros. */
KK_MUST_CHECK static Value object_new(Vm *vm, const TypeObj *type, Value dictionary)
{
    Value self = kk_object_new(vm, type, 0);
    if (self == KK_ERROR || !kk_vm_finalisable(vm, self))
        return KK_ERROR;
    zlib_of(self)->unused = zlib_of(self)->tail = kk_bytes_new(vm, (Span){NULL, 0});
    zlib_of(self)->dictionary = dictionary;
    zlib_of(self)->stream = calloc(1, sizeof(z_stream));
    return zlib_of(self)->stream == NULL ? kk_raise_memory(vm) : self;
}

/* The library refused to set the object's stream up. */
static Value init_failed(Vm *vm, Value self, int code, const char *what)
{
    z_stream failed = *zlib_of(self)->stream;
    free(zlib_of(self)->stream);
    zlib_of(self)->stream = NULL;
    if (code == Z_STREAM_ERROR)
        return kk_raise(vm, KK_ValueError, "Invalid initialization option");
    return zlib_failed(vm, &failed, code, what);
}

/* The argument zdict as bytes. */
KK_MUST_CHECK static bool dictionary_arg(Vm *vm, Value v, Value *out)
{
    Buffer words;
    *out = KK_UNSET;
    if (v == KK_UNSET)
        return true;
    if (!kk_buffer_arg(vm, v, &words)) {
        (void)kk_pending_clear(vm, KK_TypeError);
        return kk_raise_false(vm, KK_TypeError, "zdict argument must support the buffer protocol");
    }
    *out = kk_bytes_new(vm, (Span){words.at, words.len});
    return *out != KK_ERROR;
}

/* An object that compresses piece by piece. */
KK_FUNCTION(zlib, compressobj, "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)")
Value kk_zlib_compressobj(Vm *vm, Value self, Args args)
{
    int options[5] = {-1, 8, 15, 8, 0};
    Value dictionary;
    for (size_t i = 0; i < 5; i++)
        if (!int_arg(vm, kk_arg(args, i, KK_UNSET), &options[i]))
            return KK_ERROR;
    if (!dictionary_arg(vm, kk_arg(args, 5, KK_UNSET), &dictionary))
        return KK_ERROR;
    Value object = object_new(vm, &kk_type_Compress, dictionary);
    if (object == KK_ERROR)
        return KK_ERROR;
    z_stream *stream = zlib_of(object)->stream;
    int code = deflateInit2(stream, options[0], options[1], options[2], options[3], options[4]);
    if (code != Z_OK)
        return init_failed(vm, object, code, "while creating compression object");
    if (dictionary != KK_UNSET) {
        Span words = kk_bytes_span(dictionary);
        code = deflateSetDictionary(stream, words.at, (uInt)words.len);
        if (code != Z_OK)
            return kk_raise(vm, KK_ValueError, "Invalid dictionary");
    }
    return object;
}

/* An object that decompresses piece by piece. */
KK_FUNCTION(zlib, decompressobj, "(wbits=15, zdict=b'')")
Value kk_zlib_decompressobj(Vm *vm, Value self, Args args)
{
    int wbits = 15;
    Value dictionary;
    if (!int_arg(vm, kk_arg(args, 0, KK_UNSET), &wbits) || !dictionary_arg(vm, kk_arg(args, 1, KK_UNSET), &dictionary))
        return KK_ERROR;
    Value object = object_new(vm, &kk_type_Decompress, dictionary);
    if (object == KK_ERROR)
        return KK_ERROR;
    z_stream *stream = zlib_of(object)->stream;
    int code = inflateInit2(stream, wbits);
    if (code != Z_OK)
        return init_failed(vm, object, code, "while creating decompression object");
    if (dictionary != KK_UNSET && wbits < 0) {
        Span words = kk_bytes_span(dictionary);
        code = inflateSetDictionary(stream, words.at, (uInt)words.len);
        if (code != Z_OK)
            return zlib_failed(vm, stream, code, "while setting zdict");
    }
    return object;
}

/* The stream of an object; NULL with zlib.error pending when it has ended. */
KK_MUST_CHECK static z_stream *open_stream(Vm *vm, Value self, const char *what)
{
    z_stream *stream = zlib_of(self)->stream;
    if (stream == NULL)
        kk_raise(vm, &kk_type_zlib_error, "Error -2 %s: inconsistent stream state", what);
    return stream;
}

/* Takes more bytes; returns compressed ones. */
KK_METHOD(Compress, compress, "(data, /)")
Value kk_zlib_compress_more(Vm *vm, Value self, Args args)
{
    Buffer data;
    StrBuf out;
    z_stream *stream;
    if (!kk_buffer_arg(vm, args.pos[0], &data) || (stream = open_stream(vm, self, "while compressing data")) == NULL)
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    return deflate_all(vm, stream, (Span){data.at, data.len}, Z_NO_FLUSH, &out) ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
}

/* What has not come out yet; with Z_FINISH, the default, the stream ends. */
KK_METHOD(Compress, flush, "(mode=4, /)")
Value kk_zlib_compress_flush(Vm *vm, Value self, Args args)
{
    int mode = Z_FINISH;
    StrBuf out;
    z_stream *stream;
    if (!int_arg(vm, kk_arg(args, 0, KK_UNSET), &mode))
        return KK_ERROR;
    if (mode == Z_NO_FLUSH)
        return kk_bytes_new(vm, (Span){NULL, 0});
    if ((stream = open_stream(vm, self, "while flushing")) == NULL)
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    if (!deflate_all(vm, stream, (Span){NULL, 0}, mode, &out))
        return KK_ERROR;
    if (mode == Z_FINISH)
        compress_finalise(vm, self);
    return kk_strbuf_finish_bytes(&out);
}

KK_MUST_CHECK static Value copy_of(Vm *vm, Value self, int (*copy)(z_stream *, z_stream *), const char *what)
{
    z_stream *stream = open_stream(vm, self, what);
    if (stream == NULL) {
        vm->pending = KK_UNSET;
        return kk_raise(vm, KK_ValueError, "Inconsistent stream state");
    }
    Value other = object_new(vm, kk_type_of(self), zlib_of(self)->dictionary);
    if (other == KK_ERROR)
        return KK_ERROR;
    int code = copy(zlib_of(other)->stream, stream);
    if (code != Z_OK)
        return init_failed(vm, other, code, what);
    zlib_of(other)->unused = zlib_of(self)->unused;
    zlib_of(other)->tail = zlib_of(self)->tail;
    zlib_of(other)->eof = zlib_of(self)->eof;
    return other;
}

/* A copy that goes on from here. */
KK_METHOD(Compress, copy, "()")
Value kk_zlib_compress_copy(Vm *vm, Value self, Args args)
{
    return copy_of(vm, self, deflateCopy, "while copying compression object");
}

/* A copy that goes on from here. */
KK_METHOD(Decompress, copy, "()")
Value kk_zlib_decompress_copy(Vm *vm, Value self, Args args)
{
    return copy_of(vm, self, inflateCopy, "while copying decompression object");
}

/* The same for the module copy. */
KK_METHOD(Compress, __copy__, "()")
Value kk_zlib_compress_copy_plain(Vm *vm, Value self, Args args) { return kk_zlib_compress_copy(vm, self, args); }

/* The same for the module copy. */
KK_METHOD(Compress, __deepcopy__, "(memo, /)")
Value kk_zlib_compress_copy_deep(Vm *vm, Value self, Args args) { return kk_zlib_compress_copy(vm, self, args); }

/* The same for the module copy. */
KK_METHOD(Decompress, __copy__, "()")
Value kk_zlib_decompress_copy_plain(Vm *vm, Value self, Args args) { return kk_zlib_decompress_copy(vm, self, args); }

/* The same for the module copy. */
KK_METHOD(Decompress, __deepcopy__, "(memo, /)")
Value kk_zlib_decompress_copy_deep(Vm *vm, Value self, Args args) { return kk_zlib_decompress_copy(vm, self, args); }

/* Keeps what the stream did not use: behind its end, or for later. */
KK_MUST_CHECK static bool keep_rest(Vm *vm, Value self, Span rest, int code)
{
    ZlibObj *z = zlib_of(self);
    if (code == Z_STREAM_END) {
        z->eof = 1;
        StrBuf b;
        kk_strbuf_init(&b, vm);
        if (!kk_strbuf_add(&b, kk_bytes_span(z->unused)) || !kk_strbuf_add(&b, rest))
            return false;
        z->unused = kk_strbuf_finish_bytes(&b);
        rest.len = 0;
        if (z->unused == KK_ERROR)
            return false;
    }
    Value tail = kk_bytes_new(vm, rest);
    if (tail == KK_ERROR)
        return false;
    zlib_of(self)->tail = tail;
    return true;
}

KK_MUST_CHECK static Value decompress_some(Vm *vm, Value self, Span input, size_t most)
{
    z_stream *stream = open_stream(vm, self, "while decompressing data");
    StrBuf out;
    int code;
    if (stream == NULL)
        return KK_ERROR;
    kk_strbuf_init(&out, vm);
    if (!inflate_some(vm, stream, zlib_of(self)->dictionary, &input, most, &out, &code) ||
        !keep_rest(vm, self, input, code))
        return KK_ERROR;
    return kk_strbuf_finish_bytes(&out);
}

/* Takes compressed bytes; returns up to max_length (0: any number of) bytes. */
KK_METHOD(Decompress, decompress, "(data, /, max_length=0)")
Value kk_zlib_decompress_more(Vm *vm, Value self, Args args)
{
    intptr_t most = 0;
    Buffer data;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &most))
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
    int length = 1;
    if (!int_arg(vm, kk_arg(args, 0, KK_UNSET), &length))
        return KK_ERROR;
    if (length <= 0)
        return kk_raise(vm, KK_ValueError, "length must be greater than zero");
    if (zlib_of(self)->eof)
        decompress_finalise(vm, self);
    if (zlib_of(self)->stream == NULL)
        return kk_bytes_new(vm, (Span){NULL, 0});
    Value tail = zlib_of(self)->tail, rest = decompress_some(vm, self, kk_bytes_span(tail), SIZE_MAX);
    decompress_finalise(vm, self);
    return rest;
}

/* Bytes that came behind the end of the compressed stream. */
KK_GETTER(Decompress, unused_data)
Value kk_zlib_get_unused_data(Vm *vm, Value self) { return zlib_of(self)->unused; }

/* Bytes that max_length kept from being taken. */
KK_GETTER(Decompress, unconsumed_tail)
Value kk_zlib_get_unconsumed_tail(Vm *vm, Value self) { return zlib_of(self)->tail; }

/* The end of the compressed stream has been seen. */
KK_GETTER(Decompress, eof)
Value kk_zlib_get_eof(Vm *vm, Value self) { return kk_bool(zlib_of(self)->eof != 0); }

/* ---- checksums ---- */

KK_MUST_CHECK static Value checksum(Vm *vm, Args args, uLong (*sum)(uLong, const Bytef *, z_size_t), uint32_t start)
{
    Buffer data;
    Value begin = kk_arg(args, 1, KK_UNSET);
    if (begin != KK_UNSET) {
        begin = kk_index_int(vm, begin);
        if (begin == KK_ERROR)
            return KK_ERROR;
        start = (uint32_t)kk_int_bits(begin);
    }
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    return kk_int_new_u64(vm, data.len == 0 ? start : sum(start, data.at, data.len));
}

/* Adler's checksum of the bytes; value is that of what came before. */
KK_FUNCTION(zlib, adler32, "(data, value=1, /)")
Value kk_zlib_adler32(Vm *vm, Value self, Args args) { return checksum(vm, args, adler32_z, 1); }

/* The CRC-32 of the bytes; value is that of what came before. */
KK_FUNCTION(zlib, crc32, "(data, value=0, /)")
KK_FUNCTION(binascii, crc32, "(data, crc=0, /)")
Value kk_zlib_crc32(Vm *vm, Value self, Args args) { return checksum(vm, args, crc32_z, 0); }
