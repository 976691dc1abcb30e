/*
 * bytes.c: comparing, searching, copying and hashing bytes.
 *
 * Where the target reads flash by aligned words only, each function has two ways: plain C when all
 * bytes are in RAM, and word loads when some are in flash. Elsewhere kk_in_flash() is false at
 * compile time, and the second way vanishes.
 *
 * Layer: base.   Tests: tests/unit/bytes.c, tests/types/bytes/.
 */
#include "base/bytes.h"

/* A needle longer than this is searched in linear time whatever the bytes are. */
#define SHORT_NEEDLE 24
/* In so few bytes a loop finds one sooner than a call of memchr(). */
#define SHORT_HAY 32

/*
 * Up to four bytes at p, first byte lowest, by aligned loads of only the words that hold a byte of
 * [p, p + n). Bytes beyond n are unspecified.
 */
static uint32_t load4(const uint8_t *p, size_t n)
{
    uintptr_t at = (uintptr_t)p;
    unsigned shift = (unsigned)(at & 3) * 8;
    const KkAnyWord32 *word = (const KkAnyWord32 *)(at & ~(uintptr_t)3);
    if (shift == 0)
        return word[0];
    uint32_t low = word[0] >> shift;
    return n * 8 <= 32 - shift ? low : low | word[1] << (32 - shift);
}

static int compare_words(const uint8_t *a, const uint8_t *b, size_t n)
{
    for (size_t i = 0; i < n; i += 4) {
        size_t rest = n - i;
        uint32_t differ = load4(a + i, rest) ^ load4(b + i, rest);
        if (rest < 4)
            differ &= (1u << (rest * 8)) - 1;
        if (differ == 0)
            continue;
        size_t k = i + (size_t)(__builtin_ctz(differ) / 8);
        return (int)kk_rom_byte(a + k) - (int)kk_rom_byte(b + k);
    }
    return 0;
}

static int compare(const uint8_t *a, const uint8_t *b, size_t n)
{
    if (n == 0)
        return 0;
    if (kk_in_flash(a) || kk_in_flash(b))
        return compare_words(a, b, n);
    return memcmp(a, b, n);
}

/* @gc never */
bool kk_bytes_equal(Span a, Span b)
{
    return a.len == b.len && compare(a.at, b.at, a.len) == 0;
}

/* @gc never */
int kk_bytes_compare(Span a, Span b)
{
    int order = compare(a.at, b.at, a.len < b.len ? a.len : b.len);
    if (order != 0 || a.len == b.len)
        return order;
    return a.len < b.len ? -1 : 1;
}

/* The first byte equal to c in [p, end), or NULL. */
static const uint8_t *find_byte(const uint8_t *p, const uint8_t *end, uint8_t c)
{
    if (p >= end)
        return NULL;
    if (!kk_in_flash(p) && end - p > SHORT_HAY)
        return memchr(p, c, (size_t)(end - p));
    for (; p < end; p++) {
        if (kk_rom_byte(p) == c)
            return p;
    }
    return NULL;
}

static const uint8_t *find_short(Span hay, Span needle)
{
    const uint8_t *end = hay.at + (hay.len - needle.len) + 1;
    uint8_t first = kk_rom_byte(needle.at), second = kk_rom_byte(needle.at + 1);
    if (hay.len <= 2 * SHORT_HAY && !kk_in_flash(hay.at) && !kk_in_flash(needle.at)) {
        for (const uint8_t *p = hay.at; p < end; p++) {
            if (p[0] == first && p[1] == second && memcmp(p, needle.at, needle.len) == 0)
                return p;
        }
        return NULL;
    }
    for (const uint8_t *p = hay.at; (p = find_byte(p, end, first)) != NULL; p++) {
        if (compare(p + 1, needle.at + 1, needle.len - 1) == 0)
            return p;
    }
    return NULL;
}

/* Where the greatest suffix of s begins (with bytes ordered downwards if flip), and its period. */
static size_t greatest_suffix(Span s, bool flip, size_t *period)
{
    size_t start = 0, at = 1, k = 0, p = 1;
    while (at + k < s.len) {
        uint8_t a = kk_rom_byte(s.at + at + k), b = kk_rom_byte(s.at + start + k);
        if (a == b) {
            k++;
            if (k == p) {
                at += p;
                k = 0;
            }
        } else if ((a < b) != flip) {
            at += k + 1;
            k = 0;
            p = at - start;
        } else {
            start = at++;
            k = 0;
            p = 1;
        }
    }
    *period = p;
    return start;
}

/*
 * The two-way search of Crochemore and Perrin: the needle is cut at a critical position, its right
 * part is compared first; at most two comparisons per byte of hay, no memory.
 */
static const uint8_t *find_two_way(Span hay, Span needle)
{
    size_t period, other_period;
    size_t cut = greatest_suffix(needle, false, &period);
    size_t other = greatest_suffix(needle, true, &other_period);
    if (other > cut) {
        cut = other;
        period = other_period;
    }
    bool periodic = cut + period <= needle.len && compare(needle.at, needle.at + period, cut) == 0;
    if (!periodic)
        period = (cut > needle.len - cut ? cut : needle.len - cut) + 1;

    size_t known = 0; /* the needle's first bytes that are known to match at pos */
    for (size_t pos = 0; pos + needle.len <= hay.len;) {
        const uint8_t *at = hay.at + pos;
        size_t i = cut > known ? cut : known;
        while (i < needle.len && kk_rom_byte(needle.at + i) == kk_rom_byte(at + i))
            i++;
        if (i < needle.len) {
            pos += i - cut + 1;
            known = 0;
            continue;
        }
        for (i = cut; i > known && kk_rom_byte(needle.at + i - 1) == kk_rom_byte(at + i - 1);)
            i--;
        if (i <= known)
            return at;
        pos += period;
        known = periodic ? needle.len - period : 0;
    }
    return NULL;
}

/* @gc never */
const uint8_t *kk_bytes_find(Span hay, Span needle)
{
    if (needle.len == 0)
        return hay.at;
    if (needle.len > hay.len)
        return NULL;
    if (needle.len == 1)
        return find_byte(hay.at, hay.at + hay.len, kk_rom_byte(needle.at));
    return needle.len <= SHORT_NEEDLE ? find_short(hay, needle) : find_two_way(hay, needle);
}

/* @gc never */
const uint8_t *kk_bytes_rfind(Span hay, Span needle)
{
    if (needle.len == 0)
        return hay.at + hay.len;
    if (needle.len > hay.len)
        return NULL;
    uint8_t first = kk_rom_byte(needle.at);
    for (size_t i = hay.len - needle.len + 1; i-- > 0;) {
        const uint8_t *p = hay.at + i;
        if (kk_rom_byte(p) == first && compare(p + 1, needle.at + 1, needle.len - 1) == 0)
            return p;
    }
    return NULL;
}

/* @gc never */
size_t kk_bytes_count(Span hay, Span needle)
{
    KK_ASSERT(needle.len > 0);
    size_t n = 0;
    if (needle.len == 1) {
        uint8_t c = kk_rom_byte(needle.at);
        for (size_t i = 0; i < hay.len; i++)
            n += kk_rom_byte(hay.at + i) == c;
        return n;
    }
    const uint8_t *hit;
    while ((hit = kk_bytes_find(hay, needle)) != NULL) {
        n++;
        hay = kk_span_skip(hay, (size_t)(hit - hay.at) + needle.len);
    }
    return n;
}

/* @gc never */
void kk_bytes_copy(void *to, const void *from, size_t n)
{
    if (!kk_in_flash(from)) {
        if (n > 0)
            memcpy(to, from, n);
        return;
    }
    uint8_t *out = to;
    const uint8_t *in = from;
    for (; n >= 4; n -= 4, in += 4, out += 4) {
        uint32_t word = load4(in, 4);
        memcpy(out, &word, 4);
    }
    for (; n > 0; n--)
        *out++ = kk_rom_byte(in++);
}

/* @gc never */
uint32_t kk_bytes_hash(Span s)
{
    uint32_t hash = 2166136261u;
    if (kk_in_flash(s.at)) {
        for (size_t i = 0; i < s.len; i += 4) {
            uint32_t word = load4(s.at + i, s.len - i);
            for (size_t k = i; k < s.len && k < i + 4; k++, word >>= 8)
                hash = (hash ^ (word & 0xFF)) * 16777619u;
        }
    } else {
        for (size_t i = 0; i < s.len; i++)
            hash = (hash ^ s.at[i]) * 16777619u;
    }
    return hash != 0 ? hash : 1;
}
