/*
 * chars_data.h: the tables behind chars.h.
 *
 * A range is a word, first character << 11 | how many - 1; longer ranges are several. A run is a
 * range whose bit 10 tells that only every second character belongs to it, and the distance to the
 * other case in the word behind. All tables are sorted.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_STR_CHARS_DATA_H
#define KK_TYPES_STR_CHARS_DATA_H

#include "base/compiler.h"

typedef struct CharTable {
    const uint32_t *at;
    uint32_t n; /* words */
} CharTable;

/* Letters: general categories Lu Ll Lt Lm Lo. */
extern const CharTable kk_chars_data_alpha;
/* Printable: all but Cc Cf Cs Co Cn Zl Zp and Zs beyond the blank. */
extern const CharTable kk_chars_data_printable;
/* Numeric_Type=Digit. */
extern const CharTable kk_chars_data_digits;
/* Numeric_Type=Numeric. */
extern const CharTable kk_chars_data_numeric;
/* The digits 0 to 9 of each script (Numeric_Type=Decimal). */
extern const CharTable kk_chars_data_decimal;
/* XID_Continue without XID_Start and decimal digits. */
extern const CharTable kk_chars_data_ident;
/* XID_Start that is no letter. */
extern const CharTable kk_chars_data_ident_start;
/* Lowercase without an upper case. */
extern const CharTable kk_chars_data_lower_only;
/* Uppercase without a lower case. */
extern const CharTable kk_chars_data_upper_only;
/* Runs of characters with a one-character upper case. */
extern const CharTable kk_chars_data_to_upper;
/* Runs of characters with a one-character lower case. */
extern const CharTable kk_chars_data_to_lower;
/* Full mappings to one or two characters: case << 24 | character, first | second << 16. */
extern const CharTable kk_chars_data_expand2;
/* Full mappings to three characters: as above, and the third. */
extern const CharTable kk_chars_data_expand3;

#endif
