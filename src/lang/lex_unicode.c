/*
 * lex_unicode.c: which characters beyond ASCII may be in a name.
 *
 * Not Unicode's XID tables, which are large: all letters, and also some that are none. What is
 * refused are the ranges where symbols, punctuation, spaces and pictures are, the ones that get
 * into programs by accident.
 *
 * Layer: lang.   Tests: tests/lang/unicode_names.py, tests/lang/errors/characters.py.
 */
#include "base/utf8.h"
#include "lang/lexer.h"

/* First and last of each refused range; hidden: they cannot be printed. */
typedef struct Range {
    uint32_t first, last, hidden;
} Range;

static const Range refused[] = {
    {0x80, 0xA0, 1},     {0xA1, 0xA9, 0},     {0xAB, 0xAC, 0},       {0xAD, 0xAD, 1},
    {0xAE, 0xB4, 0},     {0xB6, 0xB6, 0},     {0xB8, 0xB9, 0},       {0xBB, 0xBF, 0},
    {0xD7, 0xD7, 0},     {0xF7, 0xF7, 0},     {0x2000, 0x200F, 1},   {0x2010, 0x2027, 0},
    {0x2028, 0x202F, 1}, {0x2030, 0x203E, 0}, {0x2041, 0x2053, 0},   {0x2055, 0x205E, 0},
    {0x205F, 0x206F, 1}, {0x2070, 0x2070, 0}, {0x2072, 0x207E, 0},   {0x2080, 0x208F, 0},
    {0x20A0, 0x20CF, 0}, {0x2190, 0x2BFF, 0}, {0x2E00, 0x2E7F, 0},   {0x3000, 0x3000, 1},
    {0x3001, 0x3004, 0}, {0x3008, 0x3020, 0}, {0xE000, 0xF8FF, 1},   {0xFEFF, 0xFEFF, 1},
    {0xFF01, 0xFF0F, 0}, {0xFF1A, 0xFF20, 0}, {0x1F000, 0x1FAFF, 0}, {0xE0000, 0x10FFFF, 1},
};

static bool refuse(Lexer *lx, const uint8_t *p, size_t len, uint32_t c, bool hidden)
{
    char hex[7];
    int n = 0;
    for (int shift = 20; shift >= 0; shift -= 4) {
        if (n > 0 || c >> shift != 0 || shift < 16)
            hex[n++] = "0123456789ABCDEF"[c >> shift & 15];
    }
    Place at = kk_place(lx->line, (uint32_t)(p - lx->line_at));
    if (hidden)
        return kk_lang_error_at(lx, at, kk_place(0, 0),
                                "invalid non-printable character U+%.*s", n, hex);
    return kk_lang_error_at(lx, at, kk_place(0, 0),
                            "invalid character '%.*s' (U+%.*s)", (int)len, (const char *)p, n, hex);
}

bool kk_lex_unicode_check(Lexer *lx)
{
    size_t len;
    for (const uint8_t *p = lx->tok_at; p < lx->p; p += len) {
        uint32_t c = kk_utf8_decode(p, &len);
        if (c < 0x80)
            continue;
        for (size_t i = 0; i < KK_COUNT_OF(refused); i++) {
            if (c >= refused[i].first && c <= refused[i].last)
                return refuse(lx, p, len, c, refused[i].hidden != 0);
        }
    }
    return true;
}
