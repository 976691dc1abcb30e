/*
 * keywords.c: a perfect hash of the reserved words.
 *
 * The slot of a word is the top six bits of its FNV-1a hash times HASH_FACTOR, a factor found by
 * trying: no two reserved words share one. Rows hold the text as two words, low byte first, so that
 * one is compared without reading bytes from flash. tests/lang/keywords.py has every word.
 *
 * Layer: lang.   Tests: tests/lang/keywords.py.
 */
#include "lang/keywords.h"

enum { HASH_BITS = 6 };
#define HASH_FACTOR 0x2C4CD66Fu

typedef struct Row {
    uint32_t low, high; /* bytes 0..3 and 4..7 */
    uint32_t tok;
} Row;

static const Row rows[1 << HASH_BITS] = {
    [0] = {0x00666564, 0x00000000, TOK_def},     [1] = {0x0000726F, 0x00000000, TOK_or},
    [2] = {0x65737361, 0x00007472, TOK_assert},  [3] = {0x00006E69, 0x00000000, TOK_in},
    [5] = {0x626F6C67, 0x00006C61, TOK_global},  [7] = {0x00797274, 0x00000000, TOK_try},
    [9] = {0x6C696877, 0x00000065, TOK_while},   [12] = {0x73736170, 0x00000000, TOK_pass},
    [13] = {0x6C656979, 0x00000064, TOK_yield},  [14] = {0x66696C65, 0x00000000, TOK_elif},
    [18] = {0x00007369, 0x00000000, TOK_is},     [21] = {0x69617761, 0x00000074, TOK_await},
    [23] = {0x00726F66, 0x00000000, TOK_for},    [25] = {0x61657262, 0x0000006B, TOK_break},
    [29] = {0x6F706D69, 0x00007472, TOK_import}, [30] = {0x616E6966, 0x00796C6C, TOK_finally},
    [32] = {0x73616C63, 0x00000073, TOK_class},  [33] = {0x73696172, 0x00000065, TOK_raise},
    [35] = {0x656E6F4E, 0x00000000, TOK_None},   [37] = {0x75746572, 0x00006E72, TOK_return},
    [38] = {0x68746977, 0x00000000, TOK_with},   [41] = {0x65637865, 0x00007470, TOK_except},
    [42] = {0x626D616C, 0x00006164, TOK_lambda}, [43] = {0x00006669, 0x00000000, TOK_if},
    [46] = {0x006C6564, 0x00000000, TOK_del},    [47] = {0x00746F6E, 0x00000000, TOK_not},
    [48] = {0x00007361, 0x00000000, TOK_as},     [50] = {0x65736C65, 0x00000000, TOK_else},
    [51] = {0x00646E61, 0x00000000, TOK_and},    [52] = {0x746E6F63, 0x65756E69, TOK_continue},
    [57] = {0x736C6146, 0x00000065, TOK_False},  [58] = {0x65757254, 0x00000000, TOK_True},
    [59] = {0x6E797361, 0x00000063, TOK_async},  [61] = {0x6C6E6F6E, 0x6C61636F, TOK_nonlocal},
    [63] = {0x6D6F7266, 0x00000000, TOK_from},
};

Tok kk_keywords_find(const uint8_t *at, size_t n, uint32_t hash)
{
    const Row *row = &rows[hash * HASH_FACTOR >> (32 - HASH_BITS)];
    if (row->tok == 0)
        return TOK_NAME;
    uint32_t low = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        if (i < 4)
            low |= (uint32_t)at[i] << 8 * i;
        else
            high |= (uint32_t)at[i] << (8 * i - 32);
    }
    return low == row->low && high == row->high ? (Tok)row->tok : TOK_NAME;
}
