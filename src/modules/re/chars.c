/*
 * chars.c: characters as regular expressions see them: categories, and equality without case.
 *
 * Layer: modules.   Tests: tests/modules/re/case.py, tests/modules/re/classes.py.
 */
#include "modules/re/re.h"
#include "types/str/chars.h"

/*
 * Characters equal without case to another one, though their upper and lower cases do not say so:
 * character << 16 | what it folds to.
 */
static const uint32_t extra[] = {
    0x0130u << 16 | 'i',   0x0131u << 16 | 'i',   0x1FD3u << 16 | 0x390,
    0x1FE3u << 16 | 0x3B0,   0xFB05u << 16 | 0xFB06,
};

/* Characters beyond ASCII that share their fold with others, but are neither its upper nor lower case. */
static const uint32_t strays[] = {
    0xB5,   0x130,  0x131,  0x17F,  0x1C5,  0x1C8,  0x1CB,  0x1F2,  0x345,  0x3C2,  0x3D0,  0x3D1,
    0x3D5,  0x3D6,  0x3F0,  0x3F1,  0x3F4,  0x3F5,  0x1C80, 0x1C81, 0x1C82, 0x1C83, 0x1C84, 0x1C85,
    0x1C86, 0x1C87, 0x1C88, 0x1E9B, 0x1E9E, 0x1FBE, 0x1FD3, 0x1FE3, 0x2126, 0x212A, 0x212B, 0xFB05,
};

uint32_t kk_re_fold(uint32_t c, bool unicode)
{
    if (c < 128)
        return kk_is_upper(c) ? c + 32 : c;
    if (!unicode)
        return c;
    for (size_t i = 0; i < KK_COUNT_OF(extra); i++)
        if (c == extra[i] >> 16)
            return extra[i] & 0xFFFF;
    return kk_chars_lower(kk_chars_upper(kk_chars_lower(c)));
}

static bool is_word(uint32_t c)
{
    return kk_chars_is_alpha(c) || kk_chars_is_numeric(c) || kk_chars_is_digit(c) || kk_chars_is_decimal(c);
}

bool kk_re_in_category(uint32_t c, uint32_t category)
{
    bool in = false, wide = c >= 128 && (category & CAT_UNICODE) != 0;
    switch (category & CAT_KIND) {
    case CAT_DIGIT:
        in = wide ? kk_chars_is_decimal(c) : kk_is_digit(c);
        break;
    case CAT_SPACE:
        in = (category & CAT_UNICODE) != 0 ? kk_chars_is_space(c) : kk_is_byte_space(c);
        break;
    case CAT_WORD:
        in = wide ? is_word(c) : kk_is_digit(c) || kk_is_lower(c | 32) || c == '_';
        break;
    }
    return in == ((category & CAT_NOT) == 0);
}

static bool among(const uint32_t *items, size_t n, uint32_t c)
{
    for (size_t i = 0; i < n; i++) {
        if ((items[i] & SET_IS_CATEGORY) != 0) {
            if (kk_re_in_category(c, items[i]))
                return true;
        } else if (items[i] <= c && c <= items[i + 1]) {
            return true;
        } else {
            i++;
        }
    }
    return false;
}

bool kk_re_in_items(const uint32_t *items, size_t n, uint32_t flags, uint32_t c)
{
    if (among(items, n, c) || (flags & SET_FOLD) == 0)
        return among(items, n, c);
    bool unicode = (flags & SET_UNICODE) != 0;
    uint32_t fold = kk_re_fold(c, unicode);
    if (!unicode)
        return among(items, n, fold) || (kk_is_lower(fold) && among(items, n, fold - 32));
    if (among(items, n, fold) || among(items, n, kk_chars_upper(fold)) || among(items, n, kk_chars_lower(c)))
        return true;
    uint32_t title[3];
    if (kk_chars_map(fold, CHARS_TITLE, title) == 1 && among(items, n, title[0]))
        return true;
    for (size_t i = 0; i < KK_COUNT_OF(strays); i++)
        if (kk_re_fold(strays[i], true) == fold && among(items, n, strays[i]))
            return true;
    return false;
}
