/*
 * int_compare.c: order, equality and hashes of ints, exact also against floats.
 *
 * Equal numbers have equal hashes whatever their types. The hash of an int that fits a small int is
 * its value; of all others it is the residue of the number modulo a prime 2^n - 1, worked out by
 * rotating n bits, since there a multiplication by 2 is a rotation by one.
 *
 * Layer: types.   Tests: tests/types/int/compare.py, tests/types/int/hash.py.
 */
#include "types/number.h"

#define HASH_BITS (KK_WORD_BITS == 64 ? 61 : 31)
#define HASH_PRIME (((uint64_t)1 << HASH_BITS) - 1)

static int order(LimbsInt a, LimbsInt b)
{
    if (a.negative != b.negative)
        return a.negative ? -1 : 1;
    int by_size = kk_limbs_compare(a.at, a.n, b.at, b.n);
    return a.negative ? -by_size : by_size;
}

/* @gc never */
int kk_int_compare(Value a, Value b)
{
    if (kk_smallint_both(a, b))
        return (intptr_t)a < (intptr_t)b ? -1 : a != b;
    Limb a_small[KK_INT_SMALL_LIMBS], b_small[KK_INT_SMALL_LIMBS];
    return order(kk_int_view(a, a_small), kk_int_view(b, b_small));
}

/* @gc never */
int kk_int_compare_float(Value a, KkFloat x)
{
    int64_t i;
    const int64_t limit = (int64_t)1 << KK_FLOAT_MANT;
    if (kk_int_to64(a, &i) && i <= limit && i >= -limit) {
        KkFloat f = (KkFloat)i;
        return f < x ? -1 : f > x;
    }
    /* a is so large that a float near it has no fraction. */
    if (kk_float_is_inf(x))
        return x > 0 ? -1 : 1;
    Limb small[KK_INT_SMALL_LIMBS], limbs[KK_LIMBS_FLOAT + 1];
    LimbsInt whole = {limbs, kk_limbs_from_float(limbs, x), x < 0};
    return order(kk_int_view(a, small), whole);
}

static uint64_t rotate(uint64_t h, unsigned n)
{
    return ((h << n) & HASH_PRIME) | h >> (HASH_BITS - n);
}

/* @gc never */
uintptr_t kk_int_hash_bits(uint64_t mant, int exp)
{
    int turn = exp % HASH_BITS;
    uint64_t h = rotate(mant % HASH_PRIME, (unsigned)(turn < 0 ? turn + HASH_BITS : turn));
    return (uintptr_t)(h % HASH_PRIME);
}

/* @gc never */
bool kk_int_hash(Vm *vm, Value self, uintptr_t *hash)
{
    Value v = kk_int_plain(self);
    if (kk_smallint_is(v)) {
        *hash = (uintptr_t)kk_smallint_get(v);
        return true;
    }
    LimbsInt n = kk_int_view(v, NULL);
    uint64_t h = 0;
    for (size_t i = n.n; i-- > 0;) {
        h = rotate(h, KK_LIMB_BITS) + n.at[i];
        if (h >= HASH_PRIME)
            h -= HASH_PRIME;
    }
    if (n.negative)
        h = 0 - h;
    *hash = (uintptr_t)(h == (uint64_t)-1 ? (uint64_t)-2 : h);
    return true;
}
