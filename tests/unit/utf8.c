/*
 * utf8.c: UTF-8 and byte search, against plain loops.
 */
#include "base/utf8.h"

#include "check.h"

static uint8_t buffer[400];

/* Fills buffer with valid UTF-8 of random characters; the code points go to codes. */
static Span random_text(uint32_t *codes, size_t *count, size_t skip)
{
    static const uint32_t ranges[] = {0x80, 0x800, 0x10000, 0x110000};
    Span text = {buffer + skip, 0};
    *count = random_u64() % 60;
    unsigned widest = random_u64() % 5;
    for (size_t i = 0; i < *count; i++) {
        uint32_t c;
        do
            c = (uint32_t)(random_u64() % ranges[widest == 0 ? 0 : random_u64() % widest]);
        while (c - 0xD800 < 0x800);
        codes[i] = c;
        text.len += kk_utf8_encode(c, buffer + skip + text.len);
    }
    return text;
}

static void test_valid(void)
{
    uint32_t codes[60];
    for (int i = 0; i < 50000; i++) {
        size_t n, bad, bad_len, at = 0;
        Span s = random_text(codes, &n, random_u64() % 8);
        CHECK(kk_utf8_count(s) == n, "count");
        CHECK(kk_utf8_valid(s, &bad, &bad_len), "valid");
        bool ascii = true;
        for (size_t k = 0; k < n; k++) {
            size_t len;
            CHECK(kk_utf8_offset(s, k) == at, "offset %zu", k);
            CHECK(kk_utf8_decode(s.at + at, &len) == codes[k], "decode %zu", k);
            CHECK(len == kk_utf8_size(s.at[at]), "size");
            ascii = ascii && codes[k] < 0x80;
            at += len;
        }
        CHECK(kk_utf8_offset(s, n) == s.len, "end");
        CHECK(kk_utf8_is_ascii(s) == ascii, "ascii");
    }
    group("valid text");
}

static void test_invalid(void)
{
    static const struct { const char *text; size_t bad, len; } cases[] = {
        {"\x80", 0, 1}, {"a\xC0\x80", 1, 1}, {"\xC1\xBF", 0, 1}, {"\xE0\x80\x80", 0, 1},
        {"\xE0\xA0", 0, 2}, {"\xE2\x82", 0, 2}, {"\xE2", 0, 1}, {"\xE2\x82x", 0, 2},
        {"\xED\xA0\x80", 0, 1}, {"\xF0\x80\x80\x80", 0, 1}, {"\xF0\x90\x80", 0, 3},
        {"\xF4\x90\x80\x80", 0, 1}, {"\xF5\x80", 0, 1}, {"\xFF", 0, 1}, {"12345678\xC3", 8, 1},
        {"1234567\xF1\x80\x80x", 7, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99, len = 99;
        CHECK(!kk_utf8_valid(kk_span_of(cases[i].text), &bad, &len), "case %zu", i);
        CHECK(bad == cases[i].bad && len == cases[i].len, "case %zu: %zu %zu", i, bad, len);
    }
    group("invalid text");
}

static const uint8_t *find_plain(Span hay, Span needle)
{
    for (size_t i = 0; i + needle.len <= hay.len; i++) {
        if (memcmp(hay.at + i, needle.at, needle.len) == 0)
            return hay.at + i;
    }
    return NULL;
}

static const uint8_t *rfind_plain(Span hay, Span needle)
{
    for (size_t i = hay.len + 1; i-- > 0;) {
        if (i + needle.len <= hay.len && memcmp(hay.at + i, needle.at, needle.len) == 0)
            return hay.at + i;
    }
    return NULL;
}

static void test_find(void)
{
    static uint8_t hay[300], needle[60];
    for (int i = 0; i < 200000; i++) {
        size_t hn = random_u64() % 300, nn = random_u64() % 60;
        unsigned letters = 1 + random_u64() % 3;
        for (size_t k = 0; k < hn; k++)
            hay[k] = (uint8_t)('a' + random_u64() % letters);
        for (size_t k = 0; k < nn; k++)
            needle[k] = (uint8_t)('a' + random_u64() % letters);
        if (i % 2 == 0 && nn <= hn)
            memcpy(hay + random_u64() % (hn - nn + 1), needle, nn);
        if (i % 3 == 0) /* periodic needles are the hard ones */
            for (size_t k = 3; k < nn; k++)
                needle[k] = needle[k - 3];
        Span h = {hay, hn}, n = {needle, nn};
        CHECK(kk_bytes_find(h, n) == find_plain(h, n), "find");
        CHECK(kk_bytes_rfind(h, n) == rfind_plain(h, n), "rfind");
    }
    CHECK(kk_bytes_count(KK_SPAN("aaaaa"), KK_SPAN("aa")) == 2, "count");
    CHECK(kk_bytes_compare(KK_SPAN("ab"), KK_SPAN("abc")) < 0, "compare");
    CHECK(kk_bytes_compare(KK_SPAN("\xFF"), KK_SPAN("a")) > 0, "compare");
    CHECK(kk_bytes_hash(KK_SPAN("a")) == 0xE40C292Cu, "hash");
    group("search");
}

int main(void)
{
    test_valid();
    test_invalid();
    test_find();
    return done();
}
