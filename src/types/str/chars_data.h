/*
 * chars_data.h: the tables behind chars.h, written by tools/gen_chars.py.
 *
 * classes, lower and upper are blocks of CHARS_BLOCK words: first character << 11 | count of runs,
 * then the runs in nibbles, the lowest of a word first. A number in them is octal digits, the
 * highest first; all but the last have the bit 8.
 *
 * A run of classes is an index of kinds and how many characters - 1; or one of the CHARS_TOGGLES
 * highest nibbles: 1, 2 or 3 characters of the kind of the run before the last.
 * A run of lower or upper is three numbers: characters left out since the last run;
 * count - 1 << 1 | 1 if it takes every second character; the distance to the other case, 0 if there
 * is none of one character, as magnitude << 1 | 1 if negative.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_STR_CHARS_DATA_H
#define KK_TYPES_STR_CHARS_DATA_H

#include "base/compiler.h"

enum { CHARS_BLOCK = 8, CHARS_TOGGLES = 3 };

/* What a kind says: two bits of how numeric it is, and properties. */
enum {
    KIND_NUMERIC = 1, /* Numeric_Type=Numeric */
    KIND_DIGIT = 2,   /* Numeric_Type=Digit */
    KIND_DECIMAL = 3, /* Numeric_Type=Decimal: a run is 0 to 9, once or more */
    KIND_ALPHA = 4,   /* Lu Ll Lt Lm Lo */
    KIND_PRINTABLE = 8,    /* all but Cc Cf Cs Co Cn Zl Zp Zs */
    KIND_IDENT_START = 16, /* XID_Start */
    KIND_IDENT = 32        /* XID_Continue */
};

typedef struct CharTable {
    const uint32_t *at;
    uint32_t n; /* words */
} CharTable;

extern const uint32_t kk_chars_data_kinds[];
/* All characters beyond ASCII. */
extern const CharTable kk_chars_data_classes;
/* What is lower case or has an upper case of one character, and the other way. */
extern const CharTable kk_chars_data_lower;
extern const CharTable kk_chars_data_upper;
/* Upper cases of two or three characters: character << 16 | first, second << 16 | third or 0. */
extern const CharTable kk_chars_data_expand;

#endif
