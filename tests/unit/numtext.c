/*
 * numtext.c: float and int text against the C library's printf and strtod.
 *
 * Built three times: as on this host, and with -DKK_WORD_BITS=32 for single precision, there also
 * with -DKK_LIMB_BITS=16, as on a microcontroller.
 *
 * Flags: -DKK_WORD_BITS=32
 * Flags: -DKK_WORD_BITS=32 -DKK_LIMB_BITS=16
 */
#include "base/numtext.h"

#include <math.h>

#include "check.h"

#define SINGLE (KK_WORD_BITS == 32)

static KkFloat read_by_libc(const char *text)
{
    return SINGLE ? (KkFloat)strtof(text, NULL) : (KkFloat)strtod(text, NULL);
}

static KkFloat random_float(void)
{
    return kk_float_of_bits((KkFloatBits)random_u64());
}

static KkFloat short_float(void)
{
    char text[40];
    snprintf(text, sizeof text, "%" PRIu64 "e%d", random_u64() % 1000000, (int)(random_u64() % 50) - 25);
    return read_by_libc(text);
}

/* The shortest text is what %.{n}e gives for the smallest n that reads back, or nearer than it. */
static void check_shortest(KkFloat x)
{
    char digits[KK_NUMTEXT_DIGITS_MAX], want[80], mine[80], repr[KK_NUMTEXT_REPR_MAX + 1];
    int point, n = 1;
    size_t have = kk_numtext_float_digits(x, KK_DIGITS_SHORTEST, 0, digits, &point);
    snprintf(mine, sizeof mine, "0.%.*se%d", (int)have, digits, point);
    CHECK(read_by_libc(mine) == fabs(x), "%.17g %s does not read back", (double)x, mine);
    for (; n < 20; n++) {
        snprintf(want, sizeof want, "%.*e", n - 1, fabs((double)x));
        if (read_by_libc(want) == fabs(x))
            break;
    }
    CHECK((size_t)n >= have, "%s is longer than %s", mine, want);
    long double error = fabsl(strtold(mine, NULL) - (long double)fabs((double)x));
    long double best = fabsl(strtold(want, NULL) - (long double)fabs((double)x));
    CHECK((size_t)n > have || error <= best * 1.001L, "%s is not as near as %s", mine, want);
    size_t len = kk_numtext_float_repr(x, repr);
    repr[len] = 0;
    CHECK(read_by_libc(repr) == x, "repr %s of %.17g", repr, (double)x);
    KkFloat back = 0;
    CHECK(kk_numtext_float_parse((Span){(uint8_t *)repr, len}, &back) && back == x,
          "%s reads as %.17g", repr, (double)back);
}

static void check_format(KkFloat x, char kind, int precision, bool alternate)
{
    char pattern[16], want[1600], mine[1600];
    snprintf(pattern, sizeof pattern, "%%%s.*%c", alternate ? "#" : "", kind);
    int n = snprintf(want, sizeof want, pattern, precision, (double)x);
    size_t len = kk_numtext_float_format(x, kind, precision, alternate, mine, sizeof mine - 1);
    mine[len] = 0;
    CHECK((size_t)n == len && memcmp(want, mine, len) == 0, "%s %d of %.17g: %s, not %s", pattern,
          precision, (double)x, mine, want);
}

static void check_formats(KkFloat x)
{
    static const char kinds[] = "eEfFgG";
    char kind = kinds[random_u64() % 6];
    int precision = (int)(random_u64() % (random_u64() % 8 == 0 ? 400 : 20));
    check_format(x, kind, precision, random_u64() % 4 == 0);
}

static void check_parse(const char *text)
{
    KkFloat x = 0;
    bool good = kk_numtext_float_parse(kk_span_of(text), &x);
    CHECK(good && x == read_by_libc(text), "%s reads as %.17g, not %.17g", text, (double)x,
          (double)read_by_libc(text));
}

/* Half way between two floats, and a little beside: the digits that rounding is hard for. */
static void check_midpoint(KkFloat x)
{
    char text[1700];
    long double middle = ((long double)x + (long double)nextafter((double)x, INFINITY)) / 2;
    if (SINGLE)
        middle = ((long double)x + (long double)nextafterf((float)x, INFINITY)) / 2;
    int n = snprintf(text, sizeof text - 60, "%.1200Lg", middle);
    check_parse(text);
    if (strchr(text, 'e') != NULL || strchr(text, '.') == NULL)
        return;
    strcpy(text + n, "00000000001");
    check_parse(text);
}

static void test_grammar(void)
{
    static const char *const bad[] = {"",    ".",    "e5",    "1e",   "1e+",  "_1",  "1_",   "1__0",
                                      "1_.0", "1._0", "1e_5", "1e5_", "+",    "--1", "infi", "nano",
                                      "1 ",  " 1",   "0x10",  "1.5.", "1e5.", "+-1", "i",    "1.0e 5"};
    static const char *const good[] = {"1", "+1", "-1", "1.", ".5", "-.5e-3", "1_0.0_1", "1e1_0",
                                       "00012", "Infinity", "-iNf", "0e99999999999999999999",
                                       "1e99999999999999999999999", "1e-99999999999999999999999"};
    KkFloat x;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!kk_numtext_float_parse(kk_span_of(bad[i]), &x), "%s", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(kk_numtext_float_parse(kk_span_of(good[i]), &x), "%s", good[i]);
    CHECK(kk_numtext_float_parse(kk_span_of("nan"), &x) && x != x, "nan");
    CHECK(kk_numtext_float_parse(kk_span_of("1_0.0_1"), &x) && x == (KkFloat)10.01, "underscores");
    group("float grammar");
}

static void test_repr(void)
{
    static const struct { KkFloat x; const char *want; } cases[] = {
        {0, "0.0"}, {(KkFloat)-0.0, "-0.0"}, {1, "1.0"}, {(KkFloat)0.1, "0.1"}, {100000, "100000.0"},
        {(KkFloat)1e15, SINGLE ? "1000000000000000.0" : "1000000000000000.0"},
        {(KkFloat)1e16, "1e+16"}, {(KkFloat)1e-4, "0.0001"}, {(KkFloat)1e-5, "1e-05"},
        {(KkFloat)1.5e-10, "1.5e-10"}, {(KkFloat)INFINITY, "inf"}, {(KkFloat)-INFINITY, "-inf"},
        {(KkFloat)NAN, "nan"}, {(KkFloat)123456.789e3, SINGLE ? "123456790.0" : "123456789.0"},
        {(KkFloat)1e22, "1e+22"}, {(KkFloat)1.25e30, "1.25e+30"}, {(KkFloat)9.5, "9.5"},
    };
    char out[KK_NUMTEXT_REPR_MAX + 1];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        out[kk_numtext_float_repr(cases[i].x, out)] = 0;
        CHECK(strcmp(out, cases[i].want) == 0, "%s, not %s", out, cases[i].want);
    }
    out[kk_numtext_float_part(2, out)] = 0;
    CHECK(strcmp(out, "2") == 0, "%s", out);
    group("float repr");
}

static void test_random(void)
{
    for (int i = 0; i < 200000; i++) {
        KkFloat x = i & 1 ? random_float() : short_float();
        if (!isfinite(x))
            continue;
        check_shortest(x);
        check_formats(x);
        if (i % 8 == 0)
            check_midpoint(x);
    }
    for (int e = SINGLE ? -149 : -1074; e <= KK_FLOAT_EMAX; e++) {
        KkFloat x = (KkFloat)ldexp(1, e);
        check_shortest(x);
        check_midpoint(x);
        check_format(x, 'f', e < 0 ? -e - 1 : 0, false);
        check_format(x, 'e', 5, false);
    }
    group("random floats");
}

static void test_int(void)
{
    char out[KK_NUMTEXT_INT_MAX], want[80];
    IntText t;
    for (int i = 0; i < 100000; i++) {
        uint64_t x = random_u64() >> random_u64() % 64, back = ~x;
        unsigned base = 2 + random_u64() % 35;
        size_t n = kk_numtext_uint_put(x, base, out);
        Span text = {(uint8_t *)out, n};
        CHECK(kk_numtext_int_scan(text, base, &t) && kk_numtext_int_u64(&t, &back) && back == x,
              "%.*s in base %u", (int)n, out, base);
        n = kk_numtext_int_put((int64_t)x, 10, out);
        snprintf(want, sizeof want, "%" PRId64, (int64_t)x);
        CHECK(n == strlen(want) && memcmp(want, out, n) == 0, "%s", want);
    }
    static const char *const bad[] = {"", "+", "0x", "0x_", "1__0", "_1", "1_", "01", "0_1", "0b2",
                                      "0o8", "12a", "-", "- 1", "0xg", "1.0"};
    static const char *const good[] = {"0", "00", "0_0", "-0x1F", "0X_1f", "+0b1_0", "0O17", "1_000"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!kk_numtext_int_scan(kk_span_of(bad[i]), 0, &t), "%s", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(kk_numtext_int_scan(kk_span_of(good[i]), 0, &t), "%s", good[i]);
    uint64_t x;
    CHECK(kk_numtext_int_scan(kk_span_of("18446744073709551615"), 10, &t) && kk_numtext_int_u64(&t, &x), "max");
    CHECK(kk_numtext_int_scan(kk_span_of("18446744073709551616"), 10, &t) && !kk_numtext_int_u64(&t, &x), "over");
    CHECK(kk_numtext_int_scan(kk_span_of("0b1"), 16, &t) && kk_numtext_int_u64(&t, &x) && x == 0xb1, "0b1");
    CHECK(kk_numtext_int_scan(kk_span_of("000_12"), 10, &t) && t.count == 2, "count");
    group("int text");
}

int main(void)
{
    test_repr();
    test_grammar();
    test_random();
    test_int();
    return done();
}
