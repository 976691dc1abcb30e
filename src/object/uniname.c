/*
 * uniname.c: the names of Unicode's characters.
 *
 * The table is generated (tools/gen_uniname.py says in which form). Where a port does not ask for it, what is generated are
 * the functions of this file, which is not linked then.
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

/* ---- the table ---- */

static Span word_text(uint32_t number)
{
    const uint32_t *at = kk_uniname_word_at + number;
    return (Span){kk_uniname_words + at[0], at[1] - at[0]};
}

/* Steps over a word of a name. false: it was the end. */
static bool next_word(const uint8_t **p, uint32_t *number)
{
    uint8_t c = *(*p)++;
    *number = c <= KK_UNINAME_SHORT ? c - 1u : KK_UNINAME_SHORT + ((c - KK_UNINAME_SHORT - 1u) << 8 | *(*p)++);
    return c != 0;
}

/* Appends text. */
static size_t put(char out[KK_UNINAME_MAX], size_t n, const void *text, size_t len)
{
    if (len > KK_UNINAME_MAX - n)
        len = KK_UNINAME_MAX - n;
    memcpy(out + n, text, len);
    return n + len;
}

/* Writes name number `skip` from p on. */
static size_t put_name(const uint8_t *p, uint32_t skip, char out[KK_UNINAME_MAX])
{
    uint32_t number;
    size_t n = 0;
    while (skip > 0)
        skip -= !next_word(&p, &number);
    while (next_word(&p, &number)) {
        Span word = word_text(number);
        n = put(out, n, word.at, word.len);
    }
    return n;
}

/* Writes what the table has of c, which is no other name; 0: nothing. */
static size_t put_listed(uint32_t c, char out[KK_UNINAME_MAX])
{
    size_t low = 0, high = kk_uniname_aliases;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const UninameRun *run = &kk_uniname_runs[mid];
        if (c - run->first < run->count)
            return put_name(kk_uniname_names + run->at, c - run->first, out);
        if (run->first < c)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

/* name, which is upper-case, is what put_...() wrote. */
static bool is_name(Span name, const char *out, size_t n) { return name.len == n && memcmp(name.at, out, n) == 0; }

static uint32_t find_listed(Span name)
{
    char out[KK_UNINAME_MAX];
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ name.at[i]) * 16777619u;
    size_t low = 0, high = kk_uniname_hash_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (kk_uniname_hashes[mid] < hash)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < kk_uniname_hash_count && kk_uniname_hashes[low] == hash; low++)
        if (is_name(name, out, put_listed(kk_uniname_hashed[low], out)))
            return kk_uniname_hashed[low];
    return KK_UNINAME_NONE;
}

static uint32_t find_other(Span name)
{
    char out[KK_UNINAME_MAX];
    for (size_t i = kk_uniname_aliases; i < kk_uniname_run_count; i++) {
        const UninameRun *run = &kk_uniname_runs[i];
        for (uint32_t k = 0; k < run->count; k++)
            if (is_name(name, out, put_name(kk_uniname_names + run->at, k, out)))
                return run->first + k;
    }
    return KK_UNINAME_NONE;
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

uint32_t kk_uniname_find(Span name)
{
    uint8_t upper[KK_UNINAME_MAX];
    if (name.len == 0 || name.len > KK_UNINAME_MAX)
        return KK_UNINAME_NONE;
    for (size_t i = 0; i < name.len; i++)
        upper[i] = kk_is_lower(name.at[i]) ? (uint8_t)(name.at[i] - 0x20) : name.at[i];
    Span text = {upper, name.len}, syllable = text;
    if (skip_text(&syllable, hangul_prefix))
        return find_hangul(syllable);
    uint32_t c = find_listed(text);
    if (c == KK_UNINAME_NONE)
        c = find_in_ranges(text);
    return c == KK_UNINAME_NONE ? find_other(text) : c;
}

size_t kk_uniname_put(uint32_t c, char out[KK_UNINAME_MAX])
{
    size_t n = put_listed(c, out);
    return n > 0 ? n : put_computed(c, out);
}
