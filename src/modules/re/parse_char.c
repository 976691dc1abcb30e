/*
 * parse_char.c: characters, escapes and sets of a regular expression.
 *
 * Layer: modules.   Tests: tests/modules/re/escapes.py, tests/modules/re/classes.py.
 */
#include "base/utf8.h"
#include "modules/re/compile.h"
#include "object/uniname.h"

/* Characters follow Unicode, not only ASCII. */
static bool is_unicode(const Compiler *c)
{
    return !c->bytes && (c->flags & RE_ASCII) == 0;
}

bool kk_re_emit_char(Compiler *c, uint32_t code)
{
    bool unicode = is_unicode(c);
    bool cased = code < 128 ? kk_is_lower(code | 32) : unicode;
    if ((c->flags & RE_IGNORECASE) == 0 || !cased)
        return kk_re_emit(c, RE_WORD(RE_CHAR, code));
    return kk_re_emit(c, RE_WORD(RE_CHAR_I, kk_re_fold(code, unicode) << 1 | unicode));
}

/* "bad escape \x" and the like: format has a %V for the text from the backslash on. */
KK_SAYS(bad_escape, 2)
static bool bad_escape(Compiler *c, size_t begin, const char *format)
{
    Value text = kk_re_piece_text(c, begin, c->at);
    return text != KK_ERROR && kk_re_fail(c, begin, kk_format_message(c->vm, format, text));
}

static int hex_value(int byte)
{
    if (kk_is_digit((uint32_t)byte))
        return byte - '0';
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

KK_MUST_CHECK static bool hex(Compiler *c, size_t begin, unsigned digits, uint32_t *value)
{
    unsigned n = 0;
    *value = 0;
    for (; n < digits && hex_value(kk_re_peek(c, 0)) >= 0; n++, c->at++)
        *value = *value << 4 | (uint32_t)hex_value(kk_re_peek(c, 0));
    if (n < digits)
        return bad_escape(c, begin, "incomplete escape %V");
    return *value <= 0x10FFFF || bad_escape(c, begin, "bad escape %V");
}

/* \N{name}: names of characters are not known to the module. */
KK_MUST_CHECK static bool named(Compiler *c, size_t begin, Escape *escape)
{
    if (!kk_re_take(c, '{'))
        return kk_re_fail_text(c, c->at, "missing {");
    size_t from = c->at;
    while (kk_re_more(c) && kk_re_peek(c, 0) != '}')
        (void)kk_re_read(c);
    if (!kk_re_more(c) && from != c->at)
        return kk_re_fail_text(c, from, "missing }, unterminated name");
    if (from == c->at)
        return kk_re_fail_text(c, c->at, "missing character name");
    Value name = kk_re_piece_text(c, from, c->at++);
    if (name == KK_ERROR)
        return false;
    escape->value = kk_uniname_find(kk_str_span(name));
    return escape->value != KK_UNINAME_NONE || kk_re_fail(c, begin, kk_format_message(c->vm, "undefined character name %R", name));
}

static bool is_octal(int byte) { return byte >= '0' && byte <= '7'; }

/* Up to `most` further digits of an octal number that begins with `value`. */
KK_MUST_CHECK static bool octal(Compiler *c, size_t begin, unsigned most, Escape *escape)
{
    for (; most > 0 && is_octal(kk_re_peek(c, 0)); most--, c->at++)
        escape->value = escape->value * 8 + (uint32_t)(kk_re_peek(c, 0) - '0');
    return escape->value <= 255 || bad_escape(c, begin, "octal escape value %V outside of range 0-0o377");
}

/* A number outside a set: octal, or a group. */
KK_MUST_CHECK static bool number(Compiler *c, size_t begin, int byte, Escape *escape)
{
    escape->value = (uint32_t)(byte - '0');
    if (byte == '0')
        return octal(c, begin, 2, escape);
    int second = kk_re_peek(c, 0);
    if (kk_is_digit((uint32_t)second)) {
        if (is_octal(byte) && is_octal(second) && is_octal(kk_re_peek(c, 1)))
            return octal(c, begin, 2, escape);
        escape->value = escape->value * 10 + (uint32_t)(second - '0');
        c->at++;
    }
    escape->kind = ESCAPE_GROUP;
    return true;
}

/* \d and the like, outside a set also places. False: it is none. */
static bool category(Compiler *c, int byte, bool in_set, Escape *escape)
{
    static const uint32_t kinds[] = {'d' | CAT_DIGIT << 8, 's' | CAT_SPACE << 8, 'w' | CAT_WORD << 8};
    static const uint32_t places[] = {'A' | AT_START << 8, 'Z' | AT_END << 8, 'b' | AT_BOUNDARY << 8,
                                      'B' | AT_NO_BOUNDARY << 8};
    for (size_t i = 0; i < KK_COUNT_OF(kinds); i++)
        if ((uint32_t)(byte | 32) == (kinds[i] & 255)) {
            uint32_t not = (byte & 32) == 0 ? CAT_NOT : 0;
            *escape = (Escape){ESCAPE_CATEGORY, kinds[i] >> 8 | not | (is_unicode(c) ? CAT_UNICODE : 0)};
            return true;
        }
    for (size_t i = 0; !in_set && i < KK_COUNT_OF(places); i++)
        if ((uint32_t)byte == (places[i] & 255)) {
            *escape = (Escape){ESCAPE_PLACE, places[i] >> 8 | (is_unicode(c) ? AT_UNICODE : 0)};
            return true;
        }
    return false;
}

bool kk_re_escape(Compiler *c, bool in_set, Escape *escape)
{
    static const uint32_t plain[] = {'a' | 7 << 8, 'b' | 8 << 8, 'f' | 12 << 8, 'n' | 10 << 8,
                                     'r' | 13 << 8, 't' | 9 << 8, 'v' | 11 << 8};
    size_t begin = c->at - 1;
    if (!kk_re_more(c))
        return kk_re_fail_text(c, begin, "bad escape (end of pattern)");
    int byte = kk_re_peek(c, 0);
    *escape = (Escape){ESCAPE_CHAR, kk_re_read(c)};
    if (byte >= 128)
        return true;
    if (kk_is_digit((uint32_t)byte)) {
        if (!in_set)
            return number(c, begin, byte, escape);
        escape->value = (uint32_t)(byte - '0');
        return is_octal(byte) ? octal(c, begin, 2, escape) : bad_escape(c, begin, "bad escape %V");
    }
    if (category(c, byte, in_set, escape))
        return true;
    for (size_t i = 0; i < KK_COUNT_OF(plain); i++)
        if ((uint32_t)byte == (plain[i] & 255)) {
            escape->value = plain[i] >> 8;
            return true;
        }
    if (byte == 'x')
        return hex(c, begin, 2, &escape->value);
    if (!c->bytes && (byte == 'u' || byte == 'U'))
        return hex(c, begin, byte == 'u' ? 4 : 8, &escape->value);
    if (!c->bytes && byte == 'N')
        return named(c, begin, escape);
    return !kk_is_lower((uint32_t)byte | 32) || bad_escape(c, begin, "bad escape %V");
}

/* ---- sets ---- */

/* One end of a range, or what stands alone. */
KK_MUST_CHECK static bool set_item(Compiler *c, size_t begin, Escape *item)
{
    if (!kk_re_more(c))
        return kk_re_fail_text(c, begin, "unterminated character set");
    if (kk_re_take(c, '\\'))
        return kk_re_escape(c, true, item);
    *item = (Escape){ESCAPE_CHAR, kk_re_read(c)};
    return true;
}

KK_MUST_CHECK static bool emit_item(Compiler *c, const Escape *item, uint32_t last)
{
    if (item->kind == ESCAPE_CATEGORY)
        return kk_re_emit(c, SET_IS_CATEGORY | item->value);
    return kk_re_emit(c, item->value) && kk_re_emit(c, last);
}

/* The items up to the bracket. */
KK_MUST_CHECK static bool set_items(Compiler *c, size_t begin)
{
    size_t first = c->at;
    while (!(kk_re_peek(c, 0) == ']' && c->at != first)) {
        Escape low, high;
        size_t from = c->at;
        if (!set_item(c, begin, &low))
            return false;
        high = low;
        if (kk_re_take(c, '-')) {
            if (!kk_re_more(c))
                return kk_re_fail_text(c, begin, "unterminated character set");
            if (kk_re_peek(c, 0) == ']') {
                high = (Escape){ESCAPE_CHAR, '-'};
                if (!emit_item(c, &low, low.value) || !emit_item(c, &high, '-'))
                    return false;
                continue;
            }
            size_t middle = c->at - 1;
            if (!set_item(c, begin, &high))
                return false;
            if (low.kind != ESCAPE_CHAR || high.kind != ESCAPE_CHAR || high.value < low.value) {
                Value a = kk_re_piece_text(c, from, middle);
                Value b = a == KK_ERROR ? KK_ERROR : kk_re_piece_text(c, middle + 1, c->at);
                return b != KK_ERROR &&
                       kk_re_fail(c, from, kk_format_message(c->vm, "bad character range %V-%V", a, b));
            }
        }
        if (!emit_item(c, &low, high.value))
            return false;
    }
    c->at++;
    return true;
}

/* Makes the map of the set at `at`, and drops items that it makes superfluous. */
static void finish_set(Compiler *c, size_t at, uint32_t flags)
{
    uint32_t *set = kk_re_code(c) + at, *items = set + 1 + SET_MAP;
    size_t n = c->len - at - 1 - SET_MAP, kept = 0;
    for (uint32_t i = 0; i < 128; i++)
        if (kk_re_in_items(items, n, flags, i) == ((flags & SET_NOT) == 0))
            set[1 + i / 32] |= 1u << (i % 32);
    for (size_t i = 0; i < n; i++) {
        bool alone = (items[i] & SET_IS_CATEGORY) != 0;
        if (alone || items[i + 1] >= 128 || (flags & SET_UNICODE) != 0) {
            items[kept++] = items[i];
            if (!alone)
                items[kept++] = items[i + 1];
        }
        i += !alone;
    }
    c->len = at + 1 + SET_MAP + kept;
    set[0] = RE_WORD(RE_SET, kept << SET_SHIFT | flags);
}

bool kk_re_set(Compiler *c, size_t begin)
{
    size_t at = c->len;
    bool not = kk_re_take(c, '^'), folds = (c->flags & RE_IGNORECASE) != 0;
    uint32_t flags = (not ? SET_NOT : 0) | (folds ? SET_FOLD | (is_unicode(c) ? SET_UNICODE : 0) : 0);
    if (!kk_re_insert(c, at, 1 + SET_MAP) || !set_items(c, begin))
        return false;
    const uint32_t *items = kk_re_code(c) + at + 1 + SET_MAP;
    uint32_t first = items[0];
    size_t n = c->len - at - 1 - SET_MAP;
    if (n == 2 && !not && first == items[1]) {
        c->len = at;
        return kk_re_emit_char(c, first);
    }
    if (n == 1) {
        c->len = at;
        return kk_re_emit(c, RE_WORD(RE_CATEGORY, (first & ~SET_IS_CATEGORY) ^ (not ? CAT_NOT : 0)));
    }
    finish_set(c, at, flags);
    return true;
}
