/*
 * bytes.h: runs of bytes that somebody else owns, and searching in them.
 *
 * A Span borrows: it is valid as long as the memory it points into. Bytes may lie in flash, so
 * the functions here (and only plain C code that knows its bytes are in RAM) do the reading.
 *
 * Layer: base.   Tests: tests/types/str/, tests/types/bytes/.
 */
#ifndef KK_BASE_BYTES_H
#define KK_BASE_BYTES_H

#include "base/compiler.h"

typedef struct Span {
    const uint8_t *at;
    size_t len;
} KK_PAIR Span;

/* The span of a C string literal or of a NUL-terminated string, without the NUL. */
#define KK_SPAN(literal) ((Span){(const uint8_t *)("" literal), sizeof(literal) - 1})
KK_INLINE Span kk_span_of(const char *text)
{
    return (Span){(const uint8_t *)text, strlen(text)};
}

/* What is left of s after its first n bytes; n <= s.len. */
KK_INLINE Span kk_span_skip(Span s, size_t n)
{
    return (Span){s.at + n, s.len - n};
}

/* The bytes [from, to) of s; from <= to <= s.len. */
KK_INLINE Span kk_span_cut(Span s, size_t from, size_t to)
{
    return (Span){s.at + from, to - from};
}

bool kk_bytes_equal(Span a, Span b);

/* < 0, 0 or > 0, by unsigned bytes, a shorter prefix first. */
int kk_bytes_compare(Span a, Span b);

/* The first (last) occurrence of needle in hay, or NULL. An empty needle is found at the start (end). */
const uint8_t *kk_bytes_find(Span hay, Span needle);
const uint8_t *kk_bytes_rfind(Span hay, Span needle);

/* The number of non-overlapping occurrences; needle is not empty. */
size_t kk_bytes_count(Span hay, Span needle);

/* Copies n bytes that may lie in flash to RAM; the ranges do not overlap. */
void kk_bytes_copy(void *to, const void *from, size_t n);

/* A 32-bit hash of the bytes: equal bytes, equal hash, the same on every target (FNV-1a). Never 0. */
uint32_t kk_bytes_hash(Span s);

#endif
