/*
 * chars.c: what kind of character a code point is, and its other cases.
 *
 * Layer: types.   Tests: tests/types/str/classes.py, tests/types/str/case_unicode.py.
 */
#include "types/str/chars.h"

#include "types/str/chars_data.h"

/*
 * The last entry of the table whose character is <= c, or NULL; entries are of `width` words, and
 * the character stands above the lowest `shift` bits of the first.
 */
static const uint32_t *last_entry(const CharTable *table, uint32_t c, unsigned width,
                                  unsigned shift)
{
    size_t low = 0, high = table->n / width;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table->at[middle * width] >> shift <= c)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : table->at + (low - 1) * width;
}

static bool is_in(const CharTable *table, uint32_t c)
{
    const uint32_t *entry = last_entry(table, c, 1, 11);
    return entry != NULL && c - (*entry >> 11) <= (*entry & 0x7FF);
}

/* The distance of c to its other case by a table of runs, 0 if it has none there. */
static uint32_t run_distance(const CharTable *table, uint32_t c)
{
    const uint32_t *entry = last_entry(table, c, 2, 11);
    if (entry == NULL)
        return 0;
    uint32_t offset = c - (entry[0] >> 11), every_second = entry[0] >> 10 & 1;
    if (offset & every_second || offset >> every_second > (entry[0] & 0x3FF))
        return 0;
    return entry[1];
}

bool kk_chars_is_alpha(uint32_t c)
{
    return c < 0x80 ? kk_is_lower(c | 0x20) : is_in(&kk_chars_data_alpha, c);
}

int kk_chars_digit(uint32_t c)
{
    if (c < 0x80)
        return kk_is_digit(c) ? (int)(c - '0') : -1;
    const uint32_t *entry = last_entry(&kk_chars_data_decimal, c, 1, 11);
    uint32_t digit = entry == NULL ? 10 : c - (*entry >> 11);
    return digit < 10 ? (int)digit : -1;
}

bool kk_chars_is_decimal(uint32_t c)
{
    return kk_chars_digit(c) >= 0;
}

bool kk_chars_is_digit(uint32_t c)
{
    return kk_chars_is_decimal(c) || (c >= 0x80 && is_in(&kk_chars_data_digits, c));
}

bool kk_chars_is_numeric(uint32_t c)
{
    return kk_chars_is_digit(c) || (c >= 0x80 && is_in(&kk_chars_data_numeric, c));
}

bool kk_chars_is_space(uint32_t c)
{
    if (c < 0x80)
        return kk_is_space(c);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || c - 0x2000 < 11 || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool kk_chars_is_printable(uint32_t c)
{
    return c < 0x80 ? c - 0x20 < 0x5F : is_in(&kk_chars_data_printable, c);
}

bool kk_chars_is_title(uint32_t c)
{
    return c == 0x1C5 || c == 0x1C8 || c == 0x1CB || c == 0x1F2 || c - 0x1F88 < 8 ||
           c - 0x1F98 < 8 || c - 0x1FA8 < 8 || c == 0x1FBC || c == 0x1FCC || c == 0x1FFC;
}

/* Whether c has a mapping of more than one character to the case. */
static const uint32_t *expansion(const CharTable *table, unsigned width, uint32_t c, CharCase to)
{
    uint32_t key = (uint32_t)to << 24 | c;
    const uint32_t *entry = last_entry(table, key, width, 0);
    return entry != NULL && *entry == key ? entry : NULL;
}

bool kk_chars_is_lower(uint32_t c)
{
    if (c < 0x80)
        return kk_is_lower(c);
    if (kk_chars_is_title(c))
        return false;
    return run_distance(&kk_chars_data_to_upper, c) != 0 || is_in(&kk_chars_data_lower_only, c) ||
           expansion(&kk_chars_data_expand2, 2, c, CHARS_UPPER) != NULL ||
           expansion(&kk_chars_data_expand3, 3, c, CHARS_UPPER) != NULL;
}

bool kk_chars_is_upper(uint32_t c)
{
    if (c < 0x80)
        return kk_is_upper(c);
    if (kk_chars_is_title(c))
        return false;
    return run_distance(&kk_chars_data_to_lower, c) != 0 || is_in(&kk_chars_data_upper_only, c) ||
           c == 0x130;
}

bool kk_chars_is_cased(uint32_t c)
{
    return kk_chars_is_lower(c) || kk_chars_is_upper(c) || kk_chars_is_title(c);
}

/* Letters that the closure under normalisation takes out of XID_Start. */
static bool is_unstable(uint32_t c)
{
    return c == 0x37A || c == 0xE33 || c == 0xEB3 || c == 0x2E2F || c - 0xFC5E < 6 ||
           c - 0xFDFA < 2 || (c - 0xFE70 < 16 && (c & 1) == 0) || c - 0xFF9E < 2;
}

bool kk_chars_is_ident_start(uint32_t c)
{
    if (c < 0x80)
        return kk_is_lower(c | 0x20) || c == '_';
    return (is_in(&kk_chars_data_alpha, c) && !is_unstable(c)) ||
           is_in(&kk_chars_data_ident_start, c);
}

bool kk_chars_is_ident(uint32_t c)
{
    return kk_chars_is_ident_start(c) || kk_chars_is_decimal(c) ||
           (c >= 0x80 && is_in(&kk_chars_data_ident, c));
}

uint32_t kk_chars_lower(uint32_t c)
{
    if (c < 0x80)
        return kk_is_upper(c) ? c + 0x20 : c;
    return c + run_distance(&kk_chars_data_to_lower, c);
}

uint32_t kk_chars_upper(uint32_t c)
{
    if (c < 0x80)
        return kk_is_lower(c) ? c - 0x20 : c;
    return c + run_distance(&kk_chars_data_to_upper, c);
}

/* Cherokee folds to upper case: its lower-case letters are younger. */
static bool fold_cherokee(uint32_t c, uint32_t *out)
{
    if (c - 0x13A0 < 0x5E)
        *out = c - 0x13F8 < 6 ? c - 8 : c;
    else if (c - 0xAB70 < 0x50)
        *out = c - 0xAB70 + 0x13A0;
    else
        return false;
    return true;
}

size_t kk_chars_map(uint32_t c, CharCase to, uint32_t out[3])
{
    if (c >= 0x80) {
        const uint32_t *entry = expansion(&kk_chars_data_expand3, 3, c, to);
        bool three = entry != NULL;
        if (!three)
            entry = expansion(&kk_chars_data_expand2, 2, c, to);
        if (entry != NULL) {
            out[0] = entry[1] & 0xFFFF;
            out[1] = entry[1] >> 16;
            out[2] = three ? entry[2] : 0;
            return three ? 3 : out[1] != 0 ? 2 : 1;
        }
        if (to == CHARS_TITLE) /* what has no title case of its own has its upper case */
            return kk_chars_map(c, CHARS_UPPER, out);
        if (c == 0x130 && (to == CHARS_LOWER || to == CHARS_FOLD)) {
            out[0] = 'i';
            out[1] = 0x307;
            return 2;
        }
        if (to == CHARS_FOLD && fold_cherokee(c, out))
            return 1;
    }
    out[0] = to == CHARS_UPPER || to == CHARS_TITLE ? kk_chars_upper(c) : kk_chars_lower(c);
    return 1;
}
