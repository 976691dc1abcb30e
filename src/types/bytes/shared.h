/*
 * shared.h: what bytes and bytearray (and memoryview) have in common, inside this folder.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_BYTES_SHARED_H
#define KK_TYPES_BYTES_SHARED_H

#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"
#include "types/slice.h"

/* What the arguments of bytes() and bytearray() stand for: so many zeros, or a content. */
typedef struct Source {
    size_t zeros;
    Span content;
    Value holder;   /* keeps the content alive */
    StrBuf gathered; /* what an iterable gave; the content may lie in it */
} Source;
/* type: "bytes" or "bytearray". Absent arguments are KK_UNSET. @gc may collect */
KK_MUST_CHECK bool kk_shared_source(Vm *vm, const char *type, Value source, Value encoding,
                                    Value errors, Source *out);
/* Appends the items of an iterable of ints. type is for "bytes must be in range(0, 256)". */
KK_SAYS(kk_shared_gather, 2)
KK_MUST_CHECK bool kk_shared_gather(Vm *vm, Value iterable, const char *type, StrBuf *b);

/* The content of anything that exports a buffer; false (nothing pending) if v does not. */
bool kk_shared_view(Vm *vm, Value v, Span *content);

/* b'...'; as a bytearray shows it, with each ' escaped. */
KK_MUST_CHECK bool kk_shared_add_repr(StrBuf *b, Span content, bool array);

/* The slots. */
Value kk_shared_compare(Vm *vm, Value a, Value b, CompareOp op);
Value kk_shared_iter(Vm *vm, Value self);
bool kk_shared_len(Vm *vm, Value self, size_t *n);
Value kk_shared_contains(Vm *vm, Value self, Value item);

/* The index key of n items; what: "byte" or "bytearray", for the TypeError. */
KK_SAYS(kk_shared_index, 3, 4)
KK_MUST_CHECK bool kk_shared_index(Vm *vm, Value key, size_t n, const char *what,
                                   const char *out_of_range, size_t *i);
/* Copies what the range selects of content. @gc never */
void kk_shared_copy_slice(uint8_t *to, Span content, const SliceRange *range);

/* self + other, self * times: of self's type. */
KK_MUST_CHECK Value kk_shared_concat(Vm *vm, Value self, Value other);
KK_MUST_CHECK Value kk_shared_repeat(Vm *vm, Value self, Value times);
/* The product of n and times as a size. @raises OverflowError, MemoryError, TypeError */
KK_MUST_CHECK bool kk_shared_times(Vm *vm, Value times, size_t n, size_t *total);
/* Fills to[0, total) with repetitions of unit. @gc never */
void kk_shared_fill(uint8_t *to, size_t total, Span unit);

#endif
