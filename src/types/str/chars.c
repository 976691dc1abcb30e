/*
 * chars.c: what kind of character a code point is, and its other cases.
 *
 * Layer: types.   Tests: tests/types/str/classes.py, tests/types/str/case_unicode.py.
 */
#include "types/str/chars.h"

#include "types/str/chars_data.h"

/* The last entry of `width` words whose character, which stands above the lowest `shift` bits, is <= c, or NULL. */
static const uint32_t *last_entry(const CharTable *table, uint32_t c, unsigned width, unsigned shift)
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

/* Words read by nibbles. */
typedef struct Nibbles {
    const uint32_t *at;     /* the word behind `left` */
    uint32_t left;
    unsigned shifts;        /* of `left` */
} Nibbles;

static uint32_t next_nibble(Nibbles *in)
{
    if (in->shifts++ % 8 == 0)
        in->left = *in->at++;
    uint32_t nibble = in->left & 15;
    in->left >>= 4;
    return nibble;
}

static uint32_t next_number(Nibbles *in)
{
    uint32_t nibble = next_nibble(in), number = nibble & 7;
    while (nibble & 8) {
        nibble = next_nibble(in);
        number = number << 3 | (nibble & 7);
    }
    return number;
}

/* The KIND_* of a character beyond ASCII; its place in the run of those of its kind. */
static uint32_t kind_of(uint32_t c, uint32_t *place)
{
    const uint32_t *block = last_entry(&kk_chars_data_classes, c, CHARS_BLOCK, 11);
    Nibbles in = {block + 1, 0, 0};
    uint32_t left = c - (*block >> 11), kind = 0, before = 0;
    for (;;) {
        uint32_t head = next_nibble(&in), n, was = kind;
        if (head > 15 - CHARS_TOGGLES) {
            kind = before;
            n = head - (15 - CHARS_TOGGLES);
        } else {
            kind = head;
            n = next_number(&in) + 1;
        }
        before = was;
        if (left < n)
            break;
        left -= n;
    }
    *place = left;
    return kk_chars_data_kinds[kind];
}

static bool has(uint32_t c, uint32_t kind)
{
    uint32_t place;
    return (kind_of(c, &place) & kind) != 0;
}

static uint32_t numeric(uint32_t c)
{
    uint32_t place;
    return kind_of(c, &place) & 3;
}

/* Whether c is in the table; *other: its other case, or c. */
static bool in_case(const CharTable *table, uint32_t c, uint32_t *other)
{
    *other = c;
    const uint32_t *block = last_entry(table, c, CHARS_BLOCK, 11);
    if (block == NULL)
        return false;
    Nibbles in = {block + 1, 0, 0};
    uint32_t from = *block >> 11;
    for (unsigned i = *block & 0x7FF; i > 0; i--) {
        from += next_number(&in);
        uint32_t n = next_number(&in), distance = next_number(&in), step = n & 1, place = c - from;
        if (c < from)
            return false;
        if (place >> step <= n >> 1 && (place & step) == 0) {
            *other = distance & 1 ? c - (distance >> 1) : c + (distance >> 1);
            return true;
        }
        from += (n >> 1 << step) + 1;
    }
    return false;
}

bool kk_chars_is_alpha(uint32_t c)
{
    return c < 0x80 ? kk_is_lower(c | 0x20) : has(c, KIND_ALPHA);
}

int kk_chars_digit(uint32_t c)
{
    if (c < 0x80)
        return kk_is_digit(c) ? (int)(c - '0') : -1;
    uint32_t place;
    return (kind_of(c, &place) & 3) == KIND_DECIMAL ? (int)(place % 10) : -1;
}

bool kk_chars_is_decimal(uint32_t c)
{
    return kk_chars_digit(c) >= 0;
}

bool kk_chars_is_digit(uint32_t c)
{
    return c < 0x80 ? kk_is_digit(c) : numeric(c) >= KIND_DIGIT;
}

bool kk_chars_is_numeric(uint32_t c)
{
    return c < 0x80 ? kk_is_digit(c) : numeric(c) != 0;
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
    return c < 0x80 ? c - 0x20 < 0x5F : has(c, KIND_PRINTABLE);
}

bool kk_chars_is_title(uint32_t c)
{
    return c == 0x1C5 || c == 0x1C8 || c == 0x1CB || c == 0x1F2 || c - 0x1F88 < 8 ||
           c - 0x1F98 < 8 || c - 0x1FA8 < 8 || c == 0x1FBC || c == 0x1FCC || c == 0x1FFC;
}

bool kk_chars_is_lower(uint32_t c)
{
    uint32_t other;
    return c < 0x80 ? kk_is_lower(c) : !kk_chars_is_title(c) && in_case(&kk_chars_data_lower, c, &other);
}

bool kk_chars_is_upper(uint32_t c)
{
    uint32_t other;
    return c < 0x80 ? kk_is_upper(c) : !kk_chars_is_title(c) && in_case(&kk_chars_data_upper, c, &other);
}

bool kk_chars_is_cased(uint32_t c)
{
    return kk_chars_is_lower(c) || kk_chars_is_upper(c) || kk_chars_is_title(c);
}

bool kk_chars_is_ident_start(uint32_t c)
{
    return c < 0x80 ? kk_is_lower(c | 0x20) || c == '_' : has(c, KIND_IDENT_START);
}

bool kk_chars_is_ident(uint32_t c)
{
    return c < 0x80 ? kk_is_lower(c | 0x20) || c == '_' || kk_is_digit(c) : has(c, KIND_IDENT);
}

uint32_t kk_chars_lower(uint32_t c)
{
    if (c < 0x80)
        return kk_is_upper(c) ? c + 0x20 : c;
    (void)in_case(&kk_chars_data_upper, c, &c);
    return c;
}

uint32_t kk_chars_upper(uint32_t c)
{
    if (c < 0x80)
        return kk_is_lower(c) ? c - 0x20 : c;
    (void)in_case(&kk_chars_data_lower, c, &c);
    return c;
}

/* The full upper case. */
static size_t map_upper(uint32_t c, uint32_t out[3])
{
    if (c - 0x1F80 < 0x30) { /* alpha, eta and omega with a small iota */
        out[0] = (c & 0x10 ? 0x1F28 : c & 0x20 ? 0x1F68 : 0x1F08) | (c & 7);
        out[1] = 0x399;
        return 2;
    }
    const uint32_t *entry = c < 0x80 ? NULL : last_entry(&kk_chars_data_expand, c, 2, 16);
    if (entry == NULL || *entry >> 16 != c) {
        out[0] = kk_chars_upper(c);
        return 1;
    }
    out[0] = *entry & 0xFFFF;
    out[1] = entry[1] >> 16;
    out[2] = entry[1] & 0xFFFF;
    return out[2] != 0 ? 3 : 2;
}

/* The title case where it is one character, and not the upper case; or 0. */
static uint32_t map_title(uint32_t c)
{
    if (c - 0x1C4 < 9)
        return 0x1C5 + (c - 0x1C4) / 3 * 3;
    if (c - 0x1F1 < 3)
        return 0x1F2;
    if (c - 0x10D0 < 0x30) /* the capitals of Georgian are for whole words */
        return c;
    if (c - 0x1F80 < 0x30)
        return c | 8;
    if (c == 0x1FB3 || c == 0x1FC3 || c == 0x1FF3)
        return c + 9;
    return kk_chars_is_title(c) ? c : 0;
}

/* What folds to itself, though there is an upper case. */
static bool folds_to_itself(uint32_t c)
{
    return c == 0x131 || c - 0x13A0 < 0x56;
}

size_t kk_chars_map(uint32_t c, CharCase to, uint32_t out[3])
{
    if (c == 0x130 && (to == CHARS_LOWER || to == CHARS_FOLD)) {
        out[0] = 'i';
        out[1] = 0x307;
        return 2;
    }
    out[0] = to == CHARS_LOWER ? kk_chars_lower(c) : to == CHARS_TITLE ? map_title(c) : folds_to_itself(c) ? c : 0;
    if (to != CHARS_UPPER && out[0] != 0)
        return 1;
    size_t n = map_upper(c, out);
    if (to == CHARS_UPPER)
        return n;
    if (to == CHARS_FOLD) { /* Cherokee folds to upper case: its lower-case letters are younger */
        bool cherokee = c - 0x13F8 < 6 || c - 0xAB70 < 0x50;
        if (c == 0x1E9E)
            n = map_upper(0xDF, out);
        for (size_t i = 0; i < n && !cherokee; i++)
            out[i] = kk_chars_lower(out[i]);
    } else {
        for (size_t i = 1; i < n && c != 0x149; i++) /* an iota below stays below */
            out[i] = out[i] == 0x399 ? 0x345 : kk_chars_lower(out[i]);
    }
    return n;
}
