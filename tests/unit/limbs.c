/*
 * limbs.c: natural numbers of any size, by identities between the operations and, where they fit,
 * against the compiler's 128-bit integers.
 *
 * Flags: -DKK_WORD_BITS=32
 * Flags: -DKK_LIMB_BITS=16
 */
#include "base/limbs.h"

#include <math.h>

#include "check.h"

#define MAX 700

__extension__ typedef unsigned __int128 U128;

static Limb a[MAX], b[MAX], c[2 * MAX + 2], d[2 * MAX + 2], q[2 * MAX + 2], scratch[8 * MAX];

/* A number of up to max limbs with runs of zeros and ones in it, never 0; its length. */
static size_t random_limbs(Limb *r, size_t max)
{
    size_t n = 1 + random_u64() % max;
    for (size_t i = 0; i < n; i++) {
        unsigned kind = random_u64() % 6;
        r[i] = kind == 0 ? 0 : kind == 1 ? (Limb)~(Limb)0 : (Limb)random_u64();
    }
    if (r[n - 1] == 0)
        r[n - 1] = 1;
    return n;
}

static U128 to_u128(const Limb *r, size_t n)
{
    U128 x = 0;
    for (size_t i = n; i-- > 0;)
        x = x << KK_LIMB_BITS | r[i];
    return x;
}

static void test_divmod(size_t max)
{
    for (int i = 0; i < 3000; i++) {
        size_t an = random_limbs(a, max), bn = random_limbs(b, max);
        size_t cn = an + bn;
        kk_limbs_mul(c, a, an, b, bn, scratch);
        /* a * b + rest, with rest < b, divided by b. */
        size_t rn = random_limbs(d, bn);
        bool small = kk_limbs_compare(d, rn, b, bn) < 0;
        if (!small)
            rn = 0;
        c[cn] = kk_limbs_add(c, c, cn, d, rn);
        CHECK(c[cn] == 0, "carry");
        cn = kk_limbs_normal(c, cn);
        kk_limbs_divmod(q, c, cn, b, bn);
        CHECK(kk_limbs_compare(q, kk_limbs_normal(q, cn - bn + 1), a, an) == 0, "quotient %d", i);
        CHECK(kk_limbs_compare(c, kk_limbs_normal(c, bn), d, rn) == 0, "remainder %d", i);
    }
}

static void test_square(void)
{
    for (int i = 0; i < 1000; i++) {
        size_t n = random_limbs(a, i % 10 ? 60 : MAX);
        memcpy(b, a, sizeof a);
        kk_limbs_mul(c, a, n, a, n, scratch);
        kk_limbs_mul(d, a, n, b, n, scratch);
        CHECK(memcmp(c, d, 2 * n * sizeof *c) == 0, "square of %zu limbs", n);
        /* (a + 1) a = a^2 + a */
        b[n] = kk_limbs_add_limb(b, a, n, 1);
        size_t bn = kk_limbs_normal(b, n + 1);
        kk_limbs_mul(d, b, bn, a, n, scratch);
        c[2 * n] = kk_limbs_add(c, c, 2 * n, a, n);
        CHECK(kk_limbs_compare(c, kk_limbs_normal(c, 2 * n + 1), d, kk_limbs_normal(d, bn + n)) == 0,
              "%zu limbs", n);
    }
}

static void test_small(void)
{
    const size_t max = 64 / KK_LIMB_BITS;
    for (int i = 0; i < 100000; i++) {
        size_t an = random_limbs(a, max), bn = random_limbs(b, max);
        U128 x = to_u128(a, an), y = to_u128(b, bn);
        kk_limbs_mul(c, a, an, b, bn, NULL);
        CHECK(to_u128(c, an + bn) == x * y, "product");
        if (an >= bn) {
            kk_limbs_divmod(q, memcpy(c, a, sizeof a), an, b, bn);
            CHECK(to_u128(q, an - bn + 1) == x / y && to_u128(c, bn) == x % y, "quotient");
            c[an] = kk_limbs_add(c, a, an, b, bn);
            CHECK(to_u128(c, an + 1) == x + y, "sum");
            if (x >= y) {
                CHECK(kk_limbs_sub(c, a, an, b, bn) == 0, "borrow");
                CHECK(to_u128(c, an) == x - y, "difference");
            }
        }
        unsigned shift = random_u64() % 64;
        size_t n = kk_limbs_shl(c, a, an, shift);
        CHECK(to_u128(c, n) == x << shift && c[n - 1] != 0, "shift left");
        bool lost;
        n = kk_limbs_shr(c, a, an, shift, &lost);
        CHECK(to_u128(c, n) == x >> shift && lost == (x >> shift << shift != x), "shift right");
        CHECK(kk_limbs_bit_length(a, an) == (size_t)(64 - __builtin_clzll((uint64_t)x)), "length");
        CHECK(kk_limbs_bit_count(a, an) == (size_t)__builtin_popcountll((uint64_t)x), "count");
        CHECK(kk_limbs_trailing_zeros(a, an) == (size_t)__builtin_ctzll((uint64_t)x), "zeros");
        CHECK(kk_limbs_to_u64(a, an) == (uint64_t)x, "u64");
        n = kk_limbs_from_u64(c, (uint64_t)x);
        CHECK(kk_limbs_compare(c, n, a, an) == 0, "from u64");
    }
}

static void test_bitwise(void)
{
    for (int i = 0; i < 100000; i++) {
        int64_t x = (int64_t)random_u64() >> random_u64() % 63;
        int64_t y = (int64_t)random_u64() >> random_u64() % 63;
        size_t an = kk_limbs_from_u64(a, (uint64_t)(x < 0 ? -x : x));
        size_t bn = kk_limbs_from_u64(b, (uint64_t)(y < 0 ? -y : y));
        for (int op = KK_LIMBS_AND; op <= KK_LIMBS_XOR; op++) {
            int64_t want = op == KK_LIMBS_AND ? x & y : op == KK_LIMBS_OR ? x | y : x ^ y;
            bool negative;
            size_t n = kk_limbs_bitwise((LimbsOp)op, (LimbsInt){a, an, x < 0},
                                        (LimbsInt){b, bn, y < 0}, c, &negative);
            int64_t got = (int64_t)to_u128(c, n);
            CHECK((negative ? -got : got) == want && negative == (want < 0), "op %d", op);
        }
    }
}

static void test_text(void)
{
    static char text[MAX * KK_LIMB_BITS + 64], again[MAX * KK_LIMB_BITS + 64];
    for (int i = 0; i < 2000; i++) {
        unsigned base = 2 + random_u64() % 35;
        size_t n = random_limbs(a, 40);
        memcpy(b, a, sizeof a);
        size_t size = kk_limbs_text_size(a, n, base);
        size_t len = kk_limbs_to_text(b, n, base, text);
        CHECK(len <= size && size <= len * 2 + 2, "base %u: %zu of %zu", base, len, size);
        size_t room = kk_limbs_from_text_size(len, base);
        memset(c, 0xAA, sizeof c);
        size_t cn = kk_limbs_from_text(c, (const uint8_t *)text, len, base);
        CHECK(cn <= room && c[room] == (Limb)0xAAAAAAAA, "base %u: %zu of %zu", base, cn, room);
        CHECK(kk_limbs_compare(a, n, c, cn) == 0, "base %u: %.*s", base, (int)len, text);
        CHECK(kk_limbs_to_text(c, cn, base, again) == len && memcmp(text, again, len) == 0, "again");
    }
}

static void test_float(void)
{
    for (int i = 0; i < 100000; i++) {
        uint64_t x = random_u64() >> random_u64() % 64;
        if (i % 3 == 0)
            x = (x | 1) << random_u64() % 20;
        KkFloat f;
        size_t n = kk_limbs_from_u64(a, x);
        CHECK(kk_limbs_to_float(a, n, 0, false, &f) && f == (KkFloat)x, "%" PRIu64, x);
        int shift = (int)(random_u64() % 40);
        KkFloat g;
        size_t cn = kk_limbs_shl(c, a, n, (size_t)shift);
        CHECK(kk_limbs_to_float(c, cn, -shift, false, &g) && g == f, "shifted");
        cn = kk_limbs_from_float(c, f);
        CHECK(kk_limbs_to_float(c, cn, 0, false, &g) && g == f, "from float");
        int exp = (int)(random_u64() % 2400) - 1200;
        bool fits = kk_limbs_to_float(a, n, exp, false, &g);
        KkFloat want = (KkFloat)ldexpl((long double)x, exp);
        CHECK(g == want && fits == (isfinite(want) != 0), "%" PRIu64 " 2^%d", x, exp);
    }
    KkFloat f;
    a[0] = 1;
    memset(a + 1, 0, sizeof a - sizeof *a);
    size_t n = kk_limbs_from_u64(a, ((uint64_t)1 << KK_FLOAT_MANT) + 1);
    CHECK(kk_limbs_to_float(a, n, 0, false, &f) && f == (KkFloat)((uint64_t)1 << KK_FLOAT_MANT), "tie");
    CHECK(kk_limbs_to_float(a, n, 0, true, &f) && f == (KkFloat)(((uint64_t)1 << KK_FLOAT_MANT) + 2),
          "tie and more");
}

int main(void)
{
    test_small();
    group("against 128 bits");
    test_divmod(8);
    test_divmod(MAX);
    group("division undoes multiplication");
    test_square();
    group("squares");
    test_bitwise();
    group("bitwise");
    test_text();
    group("text");
    test_float();
    group("float");
    return done();
}
