/*
 * uniname.c: the names of Unicode's characters.
 *
 * The table is generated (tools/gen_uniname.py says in which form) and empty where a port does not ask for it. It is
 * made small, not fast: a look-up walks all of it, some tenths of a millisecond.
 *
 * Layer: object.   Tests: tests/lang/strings/names.py.
 */
#include "object/uniname.h"

#include "base/utf8.h"
#include "gen/uniname.h"

#define HANGUL_FIRST 0xAC00u
#define HANGUL_LAST 0xD7A3u
#define HANGUL_TAILS 28
#define HANGUL_VOWELS 21

static const char hangul_prefix[] = "HANGUL SYLLABLE ";
/* The Unicode standard, chapter 3.12: the short names of the parts of a syllable. */
static const char hangul_leads[][4] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S",
                                       "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char hangul_vowels[][4] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE",
                                        "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char hangul_tails[][4] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT",
                                       "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};

/* ---- words ---- */

/* The number of a word; KK_UNINAME_NONE: no name has it. */
static uint32_t word_number(Span word)
{
    const uint8_t *p = kk_uniname_words + 1, *end = kk_uniname_words + kk_uniname_words_size;
    for (uint32_t n = 0; p < end; n++) {
        const uint8_t *stop = memchr(p, '\n', (size_t)(end - p));
        if ((size_t)(stop - p) == word.len && memcmp(p, word.at, word.len) == 0)
            return n;
        p = stop + 1;
    }
    return KK_UNINAME_NONE;
}

static Span word_text(uint32_t number)
{
    const uint8_t *p = kk_uniname_words + 1, *end = kk_uniname_words + kk_uniname_words_size;
    for (; number > 0; number--)
        p = (const uint8_t *)memchr(p, '\n', (size_t)(end - p)) + 1;
    return (Span){p, (size_t)((const uint8_t *)memchr(p, '\n', (size_t)(end - p)) - p)};
}

/* Steps over a word of a name. false: it was the end. */
static bool next_word(const uint8_t **p, uint32_t *number)
{
    uint8_t c = *(*p)++;
    *number = c <= KK_UNINAME_SHORT ? c - 1u : KK_UNINAME_SHORT + ((c - KK_UNINAME_SHORT - 1u) << 8 | *(*p)++);
    return c != 0;
}

/* name, which is upper-case, in the form of the table with the 0 at its end; 0: it has a word that no name has. */
static size_t encode(Span name, uint8_t out[2 * KK_UNINAME_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < name.len;) {
        size_t end = i + 1;
        while (end < name.len && name.at[end] != ' ' && name.at[end] != '-')
            end++;
        uint32_t number = word_number((Span){name.at + i, end - i});
        if (number == KK_UNINAME_NONE)
            return 0;
        if (number < KK_UNINAME_SHORT) {
            out[n++] = (uint8_t)(number + 1);
        } else {
            out[n++] = (uint8_t)(KK_UNINAME_SHORT + 1 + ((number - KK_UNINAME_SHORT) >> 8));
            out[n++] = (uint8_t)(number - KK_UNINAME_SHORT);
        }
        i = end;
    }
    out[n++] = 0;
    return n;
}

/* ---- names that are computed ---- */

static bool skip_text(Span *text, const char *prefix)
{
    size_t n = strlen(prefix);
    if (text->len < n || memcmp(text->at, prefix, n) != 0)
        return false;
    *text = kk_span_skip(*text, n);
    return true;
}

/* The longest part that the text begins with. */
static uint32_t hangul_part(Span *text, const char parts[][4], uint32_t count)
{
    uint32_t best = KK_UNINAME_NONE;
    size_t best_len = 0;
    for (uint32_t i = 0; i < count; i++) {
        Span rest = *text;
        if (skip_text(&rest, parts[i]) && (best == KK_UNINAME_NONE || strlen(parts[i]) > best_len)) {
            best = i;
            best_len = strlen(parts[i]);
        }
    }
    if (best != KK_UNINAME_NONE)
        *text = kk_span_skip(*text, best_len);
    return best;
}

static uint32_t find_hangul(Span text)
{
    uint32_t lead = hangul_part(&text, hangul_leads, KK_COUNT_OF(hangul_leads));
    uint32_t vowel = hangul_part(&text, hangul_vowels, HANGUL_VOWELS);
    uint32_t tail = hangul_part(&text, hangul_tails, HANGUL_TAILS);
    if (lead == KK_UNINAME_NONE || vowel == KK_UNINAME_NONE || text.len > 0)
        return KK_UNINAME_NONE;
    return HANGUL_FIRST + (lead * HANGUL_VOWELS + vowel) * HANGUL_TAILS + tail;
}

/* PREFIX-4E00 */
static uint32_t find_in_ranges(Span name)
{
    for (size_t i = 0; i < kk_uniname_range_count; i++) {
        const UninameRange *r = &kk_uniname_ranges[i];
        Span digits = name;
        uint32_t c = 0;
        if (!skip_text(&digits, r->prefix) || digits.len < 4 || digits.len > 5)
            continue;
        for (; digits.len > 0; digits = kk_span_skip(digits, 1)) {
            uint8_t d = digits.at[0];
            if (!kk_is_digit(d) && !(d >= 'A' && d <= 'F'))
                return KK_UNINAME_NONE;
            c = c << 4 | (uint32_t)(kk_is_digit(d) ? d - '0' : d - 'A' + 10);
        }
        if (c >= r->first && c <= r->last)
            return c;
    }
    return KK_UNINAME_NONE;
}

/* ---- both directions ---- */

uint32_t kk_uniname_find(Span name)
{
    uint8_t upper[KK_UNINAME_MAX], wanted[2 * KK_UNINAME_MAX];
    if (kk_uniname_run_count == 0 || name.len == 0 || name.len > KK_UNINAME_MAX)
        return KK_UNINAME_NONE;
    for (size_t i = 0; i < name.len; i++)
        upper[i] = kk_is_lower(name.at[i]) ? (uint8_t)(name.at[i] - 0x20) : name.at[i];
    Span text = {upper, name.len}, syllable = text;
    if (skip_text(&syllable, hangul_prefix))
        return find_hangul(syllable);
    size_t n = encode(text, wanted);
    if (n == 0)
        return find_in_ranges(text);
    const uint8_t *p = kk_uniname_names;
    for (size_t run = 0; run < kk_uniname_run_count; run++) {
        for (uint32_t i = 0; i < kk_uniname_runs[run].count; i++) {
            const uint8_t *start = p;
            uint32_t number;
            while (next_word(&p, &number)) {
            }
            if ((size_t)(p - start) == n && memcmp(start, wanted, n) == 0)
                return kk_uniname_runs[run].first + i;
        }
    }
    return find_in_ranges(text);
}

/* Appends text. */
static size_t put(char out[KK_UNINAME_MAX], size_t n, const void *text, size_t len)
{
    if (len > KK_UNINAME_MAX - n)
        len = KK_UNINAME_MAX - n;
    memcpy(out + n, text, len);
    return n + len;
}

static size_t put_computed(uint32_t c, char out[KK_UNINAME_MAX])
{
    if (c >= HANGUL_FIRST && c <= HANGUL_LAST) {
        uint32_t i = c - HANGUL_FIRST;
        size_t n = put(out, 0, hangul_prefix, strlen(hangul_prefix));
        const char *lead = hangul_leads[i / (HANGUL_VOWELS * HANGUL_TAILS)];
        const char *vowel = hangul_vowels[i / HANGUL_TAILS % HANGUL_VOWELS], *tail = hangul_tails[i % HANGUL_TAILS];
        n = put(out, n, lead, strlen(lead));
        n = put(out, n, vowel, strlen(vowel));
        return put(out, n, tail, strlen(tail));
    }
    for (size_t i = 0; i < kk_uniname_range_count; i++) {
        const UninameRange *r = &kk_uniname_ranges[i];
        if (c < r->first || c > r->last)
            continue;
        size_t n = put(out, 0, r->prefix, strlen(r->prefix));
        for (int shift = c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
            n = put(out, n, &"0123456789ABCDEF"[c >> shift & 15], 1);
        return n;
    }
    return 0;
}

size_t kk_uniname_put(uint32_t c, char out[KK_UNINAME_MAX])
{
    const uint8_t *p = kk_uniname_names;
    uint32_t number;
    if (kk_uniname_run_count == 0)
        return 0;
    for (size_t run = 0; run < kk_uniname_aliases; run++) {
        for (uint32_t i = 0; i < kk_uniname_runs[run].count; i++) {
            bool here = kk_uniname_runs[run].first + i == c;
            size_t n = 0;
            while (next_word(&p, &number)) {
                if (here) {
                    Span word = word_text(number);
                    n = put(out, n, word.at, word.len);
                }
            }
            if (here)
                return n;
        }
    }
    return put_computed(c, out);
}
