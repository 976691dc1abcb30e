/*
 * deflate.h: RFC 1950, 1951 and 1952 without Python: bytes in, bytes out, both in pieces.
 *
 * Own code, because the state of the usual library takes 7 to 10 KB beside its 32 KB window, of a heap of 36 KB:
 * here it is 1.3 KB and a window of the size that the stream says (or the caller allows). All of the state is plain
 * bytes without addresses: it lies in a storage of the heap and may move between two calls.
 *
 * Layer: modules.   Tests: tests/modules/deflate/, tests/modules/zlib/.
 */
#ifndef KK_MODULES_DEFLATE_DEFLATE_H
#define KK_MODULES_DEFLATE_DEFLATE_H

#include "object/strbuf.h"

/* The values that Python sees as deflate.AUTO ... */
typedef enum DeflateFormat { DEFLATE_AUTO, DEFLATE_RAW, DEFLATE_ZLIB, DEFLATE_GZIP } DeflateFormat;

/* ---- decompressing ---- */

typedef enum InflateStatus {
    INFLATE_MORE,   /* the room for output is full */
    INFLATE_INPUT,  /* the input is used up */
    INFLATE_WINDOW, /* the header has been read: now wbits is valid, the caller supplies the window */
    INFLATE_END,    /* the stream has ended, checksum included */
    INFLATE_BAD     /* it is no such stream; `problem` says why */
} InflateStatus;

enum { INFLATE_FAST_LITERAL = 7, INFLATE_FAST_DISTANCE = 5, INFLATE_LENGTHS = 320 };

/* A Huffman code in canonical form; all in an Inflate. */
typedef struct InflateCode {
    const uint16_t *count;   /* how many codes have 0..15 bits */
    const uint16_t *symbols; /* in the order of the codes */
    const uint16_t *fast;    /* by the next bits: symbol * 16 + number of bits; 0: it has more bits */
    unsigned fast_bits;
} InflateCode;

typedef struct Inflate {
    uint32_t bits, bit_count;    /* read and not used, the first one lowest */
    uint32_t state;
    uint32_t format;             /* DEFLATE_AUTO until the header tells */
    uint32_t wbits;              /* 0: what the header says */
    uint32_t last;               /* the block is the last one */
    uint32_t n, symbol, distance; /* of what the state is about: bytes or lengths left, symbol read */
    uint32_t literals, distances, code_lengths; /* how many of them the block's header has */
    uint32_t flags;              /* of a gzip header */
    uint32_t sum;                /* Adler-32 or the inverse of the CRC-32 of the output so far */
    uint32_t total;              /* bytes of output, modulo 2^32 */
    size_t at;                   /* the same, for the window of an InflateBox */
    uint16_t literal_count[16], distance_count[16];
    uint16_t literal_symbols[288], distance_symbols[32];
    uint16_t literal_fast[1 << INFLATE_FAST_LITERAL], distance_fast[1 << INFLATE_FAST_DISTANCE];
    uint8_t lengths[INFLATE_LENGTHS];
} Inflate;

/* Where the input is and the output goes, for the time of one call. */
typedef struct InflateIo {
    const uint8_t *in, *in_end; /* may lie in flash */
    uint8_t *window;            /* output goes to window[at & mask] ... */
    size_t mask, at, limit;     /* ... until at == limit; at most mask + 1 bytes beyond what has been fetched */
    size_t history;             /* bytes before `at` that are valid */
    const char *problem;
} InflateIo;

/* A fresh state; wbits 0: as the header says (RAW: 8). @gc never */
void kk_deflate_inflate_init(Inflate *s, DeflateFormat format, unsigned wbits);
/* Goes on until one of the statuses applies; io is brought up to date. @gc never */
InflateStatus kk_deflate_inflate(Inflate *s, InflateIo *io);

/* What an object that decompresses piece by piece has. */
typedef struct InflateBox {
    Value state;  /* BlobObj: an Inflate; KK_UNSET: not begun */
    Value window; /* BlobObj, which grows with the output up to the stream's window; KK_UNSET: no header yet */
} InflateBox;

/* Begins. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_deflate_open(Vm *vm, InflateBox *box, DeflateFormat format, unsigned wbits);
/*
 * Decompresses up to n bytes to `to`, from [io->in, io->in_end); *got: how many. INFLATE_MORE: all n; INFLATE_WINDOW: no
 * memory, the exception is pending. box lies in an object, which a local of the caller refers to. @gc may collect
 */
KK_MUST_CHECK InflateStatus kk_deflate_fetch(Vm *vm, InflateBox *box, InflateIo *io, uint8_t *to, size_t n, size_t *got);

/* ---- compressing ---- */

enum { DEFLATE_LOOKAHEAD = 258 };

typedef struct Deflate {
    uint32_t bits, bit_count;
    uint32_t wbits, hash_bits;
    uint32_t depth;    /* how many candidates are tried; 0: no matches */
    uint32_t base;     /* number of the byte text[0] in the whole input, modulo 2^16 */
    uint32_t started;  /* a block has been begun */
    uint32_t headed;   /* for the caller: the header has been written */
    uint16_t tables[]; /* heads of the chains by hash, then the links, by number modulo the window's size */
} Deflate;

/* Bytes of a Deflate with that window. */
size_t kk_deflate_size(unsigned wbits);
/* A fresh state; level 0..9 or -1. @gc never */
void kk_deflate_init(Deflate *d, unsigned wbits, int level);
/*
 * Compresses text[from, to) to out; matches may reach back to the beginning of text and ahead to text[end). Returns where
 * it stopped: `to` or a little behind. @raises MemoryError: SIZE_MAX. @gc may collect: d and text have to be pinned
 */
size_t kk_deflate_run(Deflate *d, const uint8_t *text, size_t from, size_t to, size_t end, StrBuf *out);
/* Ends the block: `last`, the stream's end; otherwise all bytes so far can be decompressed from the output. */
KK_MUST_CHECK bool kk_deflate_finish(Deflate *d, bool last, StrBuf *out);

/* What an object that compresses piece by piece has. */
typedef struct DeflateBox {
    Value state;         /* BlobObj: a Deflate; KK_UNSET: not begun */
    Value text;          /* BlobObj: the window and what is not compressed yet */
    uintptr_t len, at;   /* bytes in text; how many of them are compressed */
    uintptr_t sum, total;
    uintptr_t format;
} DeflateBox;

/* Begins, with the header. @raises MemoryError */
KK_MUST_CHECK bool kk_deflate_begin(Vm *vm, DeflateBox *box, DeflateFormat format, unsigned wbits, int level, StrBuf *out);
/* Takes some of the data, at least one byte of them; returns how many, SIZE_MAX: no memory. */
size_t kk_deflate_feed(DeflateBox *box, Span data, StrBuf *out);
/* Ends the stream with its trailer, or (`last` is false) brings out all that came so far. */
KK_MUST_CHECK bool kk_deflate_end(DeflateBox *box, bool last, StrBuf *out);

/* ---- frames and checksums ---- */

KK_MUST_CHECK bool kk_deflate_header(DeflateFormat format, unsigned wbits, StrBuf *out);
/* sum and total: of all the text. */
KK_MUST_CHECK bool kk_deflate_trailer(DeflateFormat format, uint32_t sum, uint32_t total, StrBuf *out);
/* The sum of no bytes, and a sum that goes on with more of them (which may lie in flash). A sum of DEFLATE_GZIP is the
 * CRC-32 itself. @gc never */
uint32_t kk_deflate_sum_start(DeflateFormat format);
uint32_t kk_deflate_sum(DeflateFormat format, uint32_t sum, const uint8_t *at, size_t n);

#endif
