/*
 * utf8.c: decoding, encoding, counting and checking UTF-8.
 *
 * Counting and the ASCII test look at a machine word at a time; aligned word loads work in flash
 * as well as in RAM. Single bytes come through kk_rom_byte().
 *
 * Layer: base.   Tests: tests/unit/utf8.c, tests/types/str/.
 */
#include "base/utf8.h"

#define WORD_BYTES sizeof(uintptr_t)
#define EACH_BYTE(b) (~(uintptr_t)0 / 0xFF * (b))

/* @gc never */
uint32_t kk_utf8_decode(const uint8_t *p, size_t *len)
{
    uint32_t lead = kk_rom_byte(p);
    if (lead < 0x80) {
        *len = 1;
        return lead;
    }
    uint32_t b1 = kk_rom_byte(p + 1) & 0x3F;
    if (lead < 0xE0) {
        *len = 2;
        return (lead & 0x1F) << 6 | b1;
    }
    uint32_t b2 = kk_rom_byte(p + 2) & 0x3F;
    if (lead < 0xF0) {
        *len = 3;
        return (lead & 0x0F) << 12 | b1 << 6 | b2;
    }
    *len = 4;
    return (lead & 0x07) << 18 | b1 << 12 | b2 << 6 | (kk_rom_byte(p + 3) & 0x3Fu);
}

/* @gc never */
size_t kk_utf8_encode(uint32_t code, uint8_t out[4])
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

static bool starts_char(const uint8_t *p)
{
    return (kk_rom_byte(p) & 0xC0) != 0x80;
}

static bool is_aligned(const uint8_t *p)
{
    return ((uintptr_t)p & (WORD_BYTES - 1)) == 0;
}

/* Bytes of word that are not continuation bytes 10xxxxxx. */
static size_t starts_in_word(uintptr_t word)
{
    uintptr_t starts = (~word >> 7 | word >> 6) & EACH_BYTE(1);
    return (size_t)((starts * EACH_BYTE(1)) >> (8 * WORD_BYTES - 8));
}

/* @gc never */
size_t kk_utf8_count(Span s)
{
    const uint8_t *p = s.at, *end = s.at + s.len;
    size_t n = 0;
    for (; p < end && !is_aligned(p); p++)
        n += starts_char(p);
    for (; (size_t)(end - p) >= WORD_BYTES; p += WORD_BYTES)
        n += starts_in_word(*(const KkAnyWord *)p);
    for (; p < end; p++)
        n += starts_char(p);
    return n;
}

/* @gc never */
size_t kk_utf8_offset(Span s, size_t index)
{
    const uint8_t *p = s.at, *end = s.at + s.len;
    /* index counts the characters that still have to be passed; p stands behind passed ones. */
    for (; p < end && !is_aligned(p); p++) {
        if (starts_char(p) && index-- == 0)
            return (size_t)(p - s.at);
    }
    for (; (size_t)(end - p) >= WORD_BYTES && index >= WORD_BYTES; p += WORD_BYTES)
        index -= starts_in_word(*(const KkAnyWord *)p);
    for (; p < end; p++) {
        if (starts_char(p) && index-- == 0)
            break;
    }
    return (size_t)(p - s.at);
}

/* @gc never */
bool kk_utf8_is_ascii(Span s)
{
    if (s.len == 0)
        return true;
    const uint8_t *p = s.at, *end = s.at + s.len;
    for (; p < end && !is_aligned(p); p++) {
        if (kk_rom_byte(p) >= 0x80)
            return false;
    }
    for (; (size_t)(end - p) >= WORD_BYTES; p += WORD_BYTES) {
        if (*(const KkAnyWord *)p & EACH_BYTE(0x80))
            return false;
    }
    for (; p < end; p++) {
        if (kk_rom_byte(p) >= 0x80)
            return false;
    }
    return true;
}

/*
 * The length of the well-formed sequence at p (its lead is >= 0x80), or 0; then *bad_len is the
 * length of the longest prefix of a well-formed sequence there, at least 1 (RFC 3629, section 4;
 * Unicode's "maximal subpart").
 */
static size_t sequence(const uint8_t *p, size_t left, size_t *bad_len)
{
    uint32_t lead = kk_rom_byte(p);
    *bad_len = 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t len = kk_utf8_size((uint8_t)lead);
    uint32_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint32_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < len; i++) {
        *bad_len = i;
        if (i >= left)
            return 0;
        uint32_t c = kk_rom_byte(p + i);
        if (c < low || c > high)
            return 0;
        low = 0x80;
        high = 0xBF;
    }
    return len;
}

/* @gc never */
bool kk_utf8_valid(Span s, size_t *bad, size_t *bad_len)
{
    size_t i = 0;
    while (i < s.len) {
        const uint8_t *p = s.at + i;
        if (is_aligned(p) && s.len - i >= WORD_BYTES &&
            (*(const KkAnyWord *)p & EACH_BYTE(0x80)) == 0) {
            i += WORD_BYTES;
            continue;
        }
        size_t len = kk_rom_byte(p) < 0x80 ? 1 : sequence(p, s.len - i, bad_len);
        if (len == 0) {
            *bad = i;
            return false;
        }
        i += len;
    }
    return true;
}
