/*
 * keywords.c: how tokens are written, and a perfect hash of the reserved words.
 *
 * The slot of a word is the top six bits of its FNV-1a hash times HASH_FACTOR, a factor found by
 * trying: no two reserved words share one. tests/lang/keywords.py has every word.
 *
 * Layer: lang.   Tests: tests/lang/keywords.py, tests/lang/errors/.
 */
#include "lang/keywords.h"

enum { HASH_BITS = 6 };
#define HASH_FACTOR 0x2C4CD66Fu

/* The texts in the order of Tok, each with a null byte. */
typedef struct Texts {
#define TOKEN(name, text) char name##_at[sizeof text];
#define BINARY(name, text, level, node) TOKEN(name, text)
#define AUGMENTED(name, text) TOKEN(name, text)
#define KEYWORD(name, text) TOKEN(name, text)
#include "lang/token.def"
#undef TOKEN
} Texts;
static const Texts texts = {
#define TOKEN(name, text) text,
#include "lang/token.def"
#undef TOKEN
#undef BINARY
#undef AUGMENTED
#undef KEYWORD
};

/* Token and place of its text. */
#define ROW(name) (TOK_##name | (uint32_t)offsetof(Texts, name##_at) << 8)
static const uint32_t rows[1 << HASH_BITS] = {
    [0] = ROW(def), [1] = ROW(or), [2] = ROW(assert), [3] = ROW(in), [5] = ROW(global),
    [7] = ROW(try), [9] = ROW(while), [12] = ROW(pass), [13] = ROW(yield), [14] = ROW(elif),
    [18] = ROW(is), [21] = ROW(await), [23] = ROW(for), [25] = ROW(break), [29] = ROW(import),
    [30] = ROW(finally), [32] = ROW(class), [33] = ROW(raise), [35] = ROW(None),
    [37] = ROW(return), [38] = ROW(with), [41] = ROW(except), [42] = ROW(lambda), [43] = ROW(if),
    [46] = ROW(del), [47] = ROW(not), [48] = ROW(as), [50] = ROW(else), [51] = ROW(and),
    [52] = ROW(continue), [57] = ROW(False), [58] = ROW(True), [59] = ROW(async),
    [61] = ROW(nonlocal), [63] = ROW(from),
};

const char *kk_keywords_text(Tok tok)
{
    const char *text = (const char *)&texts;
    for (uint32_t n = tok; n > 0; text++)
        n -= kk_rom_byte((const uint8_t *)text) == 0;
    return text;
}

Tok kk_keywords_find(const uint8_t *at, size_t n, uint32_t hash)
{
    uint32_t row = rows[hash * HASH_FACTOR >> (32 - HASH_BITS)];
    const uint8_t *text = (const uint8_t *)&texts + (row >> 8);
    if (row == 0)
        return TOK_NAME;
    for (size_t i = 0; i < n; i++) {
        if (kk_rom_byte(text + i) != at[i])
            return TOK_NAME;
    }
    return kk_rom_byte(text + n) == 0 ? (Tok)(row & 0xFF) : TOK_NAME;
}
