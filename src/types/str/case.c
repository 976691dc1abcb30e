/*
 * case.c: upper lower swapcase capitalize title casefold, of str, bytes and bytearray.
 *
 * ASCII text is mapped byte by byte into an object of the same size. Other text is built character
 * by character, because a mapping may have more characters, or other sizes.
 *
 * Layer: types.   Tests: tests/types/str/case.py, tests/types/str/case_unicode.py.
 */
#include "types/str/chars.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

typedef enum Method { LOWER, UPPER, SWAP, CAPITALIZE, TITLE, FOLD } Method;

static uint8_t ascii_byte(uint8_t c, Method method, bool after_letter, bool first)
{
    bool lower = kk_is_lower(c), upper = kk_is_upper(c);
    switch (method) {
    case UPPER:
        upper = false;
        break;
    case LOWER:
    case FOLD:
        lower = false;
        break;
    case SWAP:
        break;
    case CAPITALIZE:
        lower &= first;
        upper &= !first;
        break;
    case TITLE:
        lower &= !after_letter;
        upper &= after_letter;
        break;
    }
    return lower || upper ? c ^ 0x20 : c;
}

/* The frequent ones: all letters to one case. */
static void map_one_case(uint8_t *text, size_t n, bool upper)
{
    uint8_t first = upper ? 'a' : 'A';
    for (size_t i = 0; i < n; i++)
        text[i] ^= (uint8_t)(text[i] - first) < 26 ? 0x20 : 0;
}

static Value map_ascii(Vm *vm, Value self, Text text, Method method)
{
    uint8_t *to;
    Value result = kk_pieces_alloc(vm, self, text.span.len, &to);
    if (result == KK_ERROR || text.span.len == 0)
        return result;
    bool after_letter = false;
    kk_bytes_copy(to, text.span.at, text.span.len);
    if (method == UPPER || method == LOWER || method == FOLD)
        map_one_case(to, text.span.len, method == UPPER);
    for (size_t i = 0; i < text.span.len && method > UPPER && method < FOLD; i++) {
        uint8_t c = to[i];
        to[i] = ascii_byte(c, method, after_letter, i == 0);
        after_letter = kk_is_lower(c | 0x20u);
    }
    return result; /* a str that is ASCII, as its flags say from the start, or bytes */
}

/* Letters that are lower-case and yet transparent to the rule of the final sigma, as pairs of first and last: the
 * combining iota and modifier letters. */
static const uint32_t cased_ignorable[][2] = {
    {0x2B0, 0x2B8},     {0x2C0, 0x2C1},     {0x2E0, 0x2E4},     {0x345, 0x345},
    {0x37A, 0x37A},     {0x1D2C, 0x1D6A},   {0x1D78, 0x1D78},   {0x1D9B, 0x1DBF},
    {0x2071, 0x2071},   {0x207F, 0x207F},   {0x2090, 0x209C},   {0x2C7C, 0x2C7D},
    {0xA69C, 0xA69D},   {0xA770, 0xA770},   {0xA7F8, 0xA7F9},   {0xAB5C, 0xAB5F},
    {0x10780, 0x10780}, {0x10783, 0x10785}, {0x10787, 0x107B0}, {0x107B2, 0x107BA},
};

static bool is_cased_ignorable(uint32_t c)
{
    for (size_t i = 0; i < sizeof cased_ignorable / sizeof *cased_ignorable; i++) {
        if (c >= cased_ignorable[i][0] && c <= cased_ignorable[i][1])
            return true;
    }
    return false;
}

/* Transparent to the rule of the final sigma: marks and some punctuation (Case_Ignorable). */
static bool is_ignorable(uint32_t c)
{
    if (kk_chars_is_cased(c))
        return is_cased_ignorable(c);
    return c == '\'' || c == '.' || c == ':' || c == '^' || c == '`' || c == 0xA8 || c == 0xAD ||
           c == 0xAF || c == 0xB4 || c == 0xB7 || c == 0xB8 || c == 0x2019 || c == 0x2024 ||
           c == 0x2027 || (c >= 0x80 && !kk_chars_is_alpha(c) && !kk_chars_is_decimal(c) &&
                           !kk_chars_is_ident_start(c) && kk_chars_is_ident(c));
}

/* Whether the sigma at `at` ends a word: a cased letter stands before it, none behind. */
static bool is_final_sigma(Text text, size_t at, size_t size)
{
    Text before = {{text.span.at, at}, true, false};
    Text after = {kk_span_skip(text.span, at + size), true, false};
    bool cased = false;
    size_t n;
    for (; before.span.len > 0; before.span.len -= n) {
        uint32_t c = kk_pieces_last(before, &n);
        if (is_ignorable(c))
            continue;
        cased = kk_chars_is_cased(c);
        break;
    }
    for (; cased && after.span.len > 0; after.span = kk_span_skip(after.span, n)) {
        uint32_t c = kk_pieces_first(after, &n);
        if (!is_ignorable(c))
            return !kk_chars_is_cased(c);
    }
    return cased;
}

static CharCase wanted_case(Method method, uint32_t c, bool after_cased, bool first)
{
    switch (method) {
    case UPPER:
        return CHARS_UPPER;
    case SWAP:
        return kk_chars_is_upper(c) ? CHARS_LOWER : CHARS_UPPER;
    case CAPITALIZE:
        return first ? CHARS_TITLE : CHARS_LOWER;
    case TITLE:
        return after_cased ? CHARS_LOWER : CHARS_TITLE;
    case FOLD:
        return CHARS_FOLD;
    default:
        return CHARS_LOWER;
    }
}

/* What a swap leaves alone: characters of no case, and title-case ones. */
static bool is_kept(Method method, uint32_t c)
{
    return method == SWAP && !kk_chars_is_upper(c) && !kk_chars_is_lower(c);
}

static Value map_any(Vm *vm, Text text, Method method)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool after_cased = false;
    size_t size;
    for (size_t i = 0; i < text.span.len; i += size) {
        uint32_t c = kk_utf8_decode(text.span.at + i, &size), out[3] = {c, 0, 0};
        size_t n = 1;
        if (!is_kept(method, c)) {
            CharCase to = wanted_case(method, c, after_cased, i == 0);
            n = kk_chars_map(c, to, out);
            if (c == 0x3A3 && to == CHARS_LOWER && is_final_sigma(text, i, size))
                out[0] = 0x3C2;
        }
        for (size_t k = 0; k < n; k++) {
            if (!kk_strbuf_add_char(&b, out[k]))
                return KK_ERROR;
        }
        if (method == TITLE)
            after_cased = kk_chars_is_cased(c);
    }
    return kk_strbuf_finish(&b);
}

static Value map(Vm *vm, Value self, Method method)
{
    Text text = kk_pieces_text(self);
    return text.ascii ? map_ascii(vm, self, text, method) : map_any(vm, text, method);
}

/* The text in upper case. */
KK_METHOD(str, upper, "()")
KK_METHOD(bytes, upper, "()")
KK_METHOD(bytearray, upper, "()")
Value kk_str_upper(Vm *vm, Value self, Args args)
{
    return map(vm, self, UPPER);
}

/* The text in lower case. */
KK_METHOD(str, lower, "()")
KK_METHOD(bytes, lower, "()")
KK_METHOD(bytearray, lower, "()")
Value kk_str_lower(Vm *vm, Value self, Args args)
{
    return map(vm, self, LOWER);
}

/* The text with lower case for upper case, and the other way round. */
KK_METHOD(str, swapcase, "()")
KK_METHOD(bytes, swapcase, "()")
KK_METHOD(bytearray, swapcase, "()")
Value kk_str_swapcase(Vm *vm, Value self, Args args)
{
    return map(vm, self, SWAP);
}

/* The text with the first character in title case, all others in lower case. */
KK_METHOD(str, capitalize, "()")
KK_METHOD(bytes, capitalize, "()")
KK_METHOD(bytearray, capitalize, "()")
Value kk_str_capitalize(Vm *vm, Value self, Args args)
{
    return map(vm, self, CAPITALIZE);
}

/* The text with each word in title case. */
KK_METHOD(str, title, "()")
KK_METHOD(bytes, title, "()")
KK_METHOD(bytearray, title, "()")
Value kk_str_title(Vm *vm, Value self, Args args)
{
    return map(vm, self, TITLE);
}

/* The text in the form that is compared when case does not count. */
KK_METHOD(str, casefold, "()")
Value kk_str_casefold(Vm *vm, Value self, Args args)
{
    return map(vm, self, FOLD);
}
