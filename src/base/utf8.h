/*
 * utf8.h: UTF-8 as RFC 3629 defines it, except that surrogates (U+D800..U+DFFF) are stored when a
 * str literal or surrogateescape makes them, as CPython's str can hold them too.
 *
 * Layer: base.
 */
#ifndef KK_BASE_UTF8_H
#define KK_BASE_UTF8_H

#include "base/bytes.h"

/* Decodes the character at p in valid UTF-8, stores its length in *len. */
uint32_t kk_utf8_decode(const uint8_t *p, size_t *len);

/* The bytes that the character beginning with this lead byte takes (1..4). */
KK_INLINE size_t kk_utf8_size(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Writes code (<= 0x10FFFF) to out, returns how many bytes (1..4). */
size_t kk_utf8_encode(uint32_t code, uint8_t out[4]);

/* Characters in valid UTF-8. */
size_t kk_utf8_count(Span s);

/* The byte offset of character number index (<= count) in valid UTF-8. */
size_t kk_utf8_offset(Span s, size_t index);

/* True when every byte is < 0x80. */
bool kk_utf8_is_ascii(Span s);

/*
 * Checks RFC 3629 strictly (no surrogates, no overlong forms). True when all of s is valid; else
 * *bad is the offset of the first byte that is not, and *bad_len the length of the invalid
 * sequence there, as CPython's UnicodeDecodeError counts it (1..3).
 */
bool kk_utf8_valid(Span s, size_t *bad, size_t *bad_len);

/* ASCII classification: no locale, safe for any code point. */
KK_INLINE bool kk_is_digit(uint32_t c) { return c - '0' < 10; }
KK_INLINE bool kk_is_lower(uint32_t c) { return c - 'a' < 26; }
KK_INLINE bool kk_is_upper(uint32_t c) { return c - 'A' < 26; }
KK_INLINE bool kk_is_space(uint32_t c) { return c == ' ' || c - 9 < 5 || c - 0x1C < 4; }
/* As kk_is_space, but as bytes methods see it: without 0x1C..0x1F. */
KK_INLINE bool kk_is_byte_space(uint32_t c) { return c == ' ' || c - 9 < 5; }

#endif
