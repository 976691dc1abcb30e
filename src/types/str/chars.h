/*
 * chars.h: what kind of character a code point is, and its other cases.
 *
 * ASCII is answered by arithmetic; for the rest there are tables of word-sized ranges in flash,
 * made from the Unicode character database (str/chars_data.c).
 *
 * Layer: types.   Tests: tests/types/str/classes.py, tests/types/str/case_unicode.py.
 */
#ifndef KK_TYPES_STR_CHARS_H
#define KK_TYPES_STR_CHARS_H

#include "base/utf8.h"

/* All of these @gc never. */
bool kk_chars_is_alpha(uint32_t c);     /* a letter: str.isalpha */
bool kk_chars_is_decimal(uint32_t c);   /* str.isdecimal: has kk_chars_digit() */
bool kk_chars_is_digit(uint32_t c);     /* str.isdigit: also superscripts and the like */
bool kk_chars_is_numeric(uint32_t c);   /* str.isnumeric: also fractions, CJK numerals */
bool kk_chars_is_space(uint32_t c);
bool kk_chars_is_printable(uint32_t c);
bool kk_chars_is_lower(uint32_t c);
bool kk_chars_is_upper(uint32_t c);
bool kk_chars_is_title(uint32_t c);
bool kk_chars_is_cased(uint32_t c);
bool kk_chars_is_ident_start(uint32_t c);
bool kk_chars_is_ident(uint32_t c);

/* The value of a decimal digit, 0..9, or -1. */
int kk_chars_digit(uint32_t c);

/* The one character that is c in the other case, or c. */
uint32_t kk_chars_lower(uint32_t c);
uint32_t kk_chars_upper(uint32_t c);

typedef enum CharCase { CHARS_LOWER, CHARS_UPPER, CHARS_TITLE, CHARS_FOLD } CharCase;

/* The full mapping of c, one to three characters; returns how many. */
size_t kk_chars_map(uint32_t c, CharCase to, uint32_t out[3]);

#endif
