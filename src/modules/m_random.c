/*
 * m_random.c: the module random.
 *
 * Bits come from xoshiro128** (Blackman and Vigna, 2018): 16 bytes of state, 32 bits a step, no
 * multiplication but by 5 and 9. The sequence for a seed is the same on every target, and not that
 * of CPython. Not for secrets.
 *
 * Layer: modules.   Tests: tests/modules/random/.
 */
#include "base/fmath.h"
#include "object/import.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/list.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MODULE(random)

/* What is in the Python half: Random, SystemRandom, the rarer distributions. */
KK_FUNCTION(random, __getattr__, "(name, /)")
Value kk_random_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(random), KK_N(_random_more), args.pos[0]);
}

static uint32_t rotate(uint32_t x, unsigned n)
{
    return x << n | x >> (32 - n);
}

/* A seed of 64 bits spread over the state (splitmix64, whose outputs are never all zero). */
static void seed_state(uint32_t state[4], uint64_t seed)
{
    for (unsigned i = 0; i < 4; i += 2) {
        seed += 0x9E3779B97F4A7C15u;
        uint64_t x = seed;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
        x = (x ^ x >> 27) * 0x94D049BB133111EBu;
        x ^= x >> 31;
        state[i] = (uint32_t)x;
        state[i + 1] = (uint32_t)(x >> 32);
    }
}

static void seed_from_platform(Vm *vm)
{
    uint64_t seed;
    kk_platform_random(&seed, sizeof seed);
    seed_state(vm->random, seed);
}

static uint32_t next32(Vm *vm)
{
    uint32_t *s = vm->random;
    if ((s[0] | s[1] | s[2] | s[3]) == 0)
        seed_from_platform(vm);
    uint32_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
}

/* In [0, 1), every float of equal distance. */
static KkFloat next_float(Vm *vm)
{
    if (KK_FLOAT_MANT == 24)
        return (KkFloat)(next32(vm) >> 8) / (KkFloat)(1 << 24);
    uint64_t high = next32(vm) >> 5, low = next32(vm) >> 6;
    return (KkFloat)(high << 26 | low) / (KkFloat)((uint64_t)1 << 53);
}

/* In [0, n), n > 0: values beyond the last whole multiple are thrown away, so all are as likely. */
static uint64_t below64(Vm *vm, uint64_t n)
{
    unsigned bits = n == 1 ? 0 : (unsigned)(64 - KK_CLZ64(n - 1));
    uint64_t x;
    if (bits == 0)
        return 0;
    do {
        x = next32(vm);
        if (bits > 32)
            x = x << 32 | next32(vm);
        x >>= bits > 32 ? 64 - bits : 32 - bits;
    } while (x >= n);
    return x;
}

static Value bits_long(Vm *vm, size_t bits)
{
    size_t n = (bits + KK_LIMB_BITS - 1) / KK_LIMB_BITS;
    Value v = kk_int_alloc(vm, n);
    if (v == KK_ERROR)
        return KK_ERROR;
    Limb *at = KK_OBJ(IntObj, v)->at;
    for (size_t i = 0; i < n; i++)
        at[i] = (Limb)(next32(vm) >> (32 - KK_LIMB_BITS));
    if (bits % KK_LIMB_BITS != 0)
        at[n - 1] >>= KK_LIMB_BITS - bits % KK_LIMB_BITS;
    return kk_int_finish(v, n, false);
}

/* An int in [0, n), n an int > 0. */
static Value below(Vm *vm, Value n)
{
    int64_t small;
    if (kk_int_to64(n, &small))
        return kk_int_new_u64(vm, below64(vm, (uint64_t)small));
    LimbsInt view = kk_int_view(n, NULL);
    size_t bits = kk_limbs_bit_length(view.at, view.n);
    for (;;) {
        Value v = bits_long(vm, bits);
        if (v == KK_ERROR || kk_int_compare(v, n) < 0)
            return v;
    }
}

/* Begins the sequence that belongs to the seed; without one, an unpredictable one. */
KK_FUNCTION(random, seed, "(a=None, version=2)")
Value kk_random_seed(Vm *vm, Value self, Args args)
{
    Value a = kk_arg(args, 0, kk_none);
    uintptr_t hash;
    if (a == kk_none) {
        seed_from_platform(vm);
        return kk_none;
    }
    Value i = kk_int_plain(a);
    if (i != KK_UNSET) {
        uint64_t bits = kk_int_bits(i);
        seed_state(vm->random, kk_int_is_negative(i) ? 0 - bits : bits);
        return kk_none;
    }
    if (!kk_hash(vm, a, &hash))
        return KK_ERROR;
    seed_state(vm->random, hash);
    return kk_none;
}

/* An int of k random bits. */
KK_FUNCTION(random, getrandbits, "(k, /)")
Value kk_random_getrandbits(Vm *vm, Value self, Args args)
{
    intptr_t k;
    if (!kk_index(vm, args.pos[0], &k))
        return KK_ERROR;
    if (k < 0)
        return kk_raise(vm, KK_ValueError, "number of bits must be non-negative");
    if (k == 0)
        return KK_INT(0);
    if (k <= 32)
        return kk_int_new_u64(vm, next32(vm) >> (32 - k));
    return bits_long(vm, (size_t)k);
}

/* n random bytes. */
KK_FUNCTION(random, randbytes, "(n)")
Value kk_random_randbytes(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!kk_index(vm, args.pos[0], &n))
        return KK_ERROR;
    if (n < 0)
        return kk_raise(vm, KK_ValueError, "number of bits must be non-negative");
    Value bytes = kk_bytes_alloc(vm, (size_t)n);
    if (bytes == KK_ERROR || n == 0)
        return bytes;
    for (size_t i = 0; i < (size_t)n; i++)
        KK_OBJ(BytesObj, bytes)->at[i] = (uint8_t)(next32(vm) >> 24);
    return bytes;
}

static Value empty_range(Vm *vm, Value start, Value stop, Value width)
{
    return kk_raise(vm, KK_ValueError, "empty range for randrange() (%R, %R, %R)", start, stop,
                    width);
}

/* start + step * (an int below the number of steps to stop). */
static Value from_range(Vm *vm, Value start, Value stop, Value step)
{
    Value width = kk_int_binary(vm, BIN_SUB, stop, start), n = width;
    if (width == KK_ERROR)
        return KK_ERROR;
    if (step != KK_INT(1)) {
        if (kk_int_is_zero(step))
            return kk_raise(vm, KK_ValueError, "zero step for randrange()");
        /* Rounded up: -(-width // step). */
        n = kk_int_unary(vm, UN_NEG, width);
        n = n == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_FLOORDIV, n, step);
        n = n == KK_ERROR ? KK_ERROR : kk_int_unary(vm, UN_NEG, n);
        if (n == KK_ERROR)
            return KK_ERROR;
    }
    if (kk_int_compare(n, KK_INT(0)) <= 0) {
        if (step != KK_INT(1))
            return kk_raise(vm, KK_ValueError, "empty range for randrange()");
        return empty_range(vm, start, stop, width);
    }
    Value k = below(vm, n);
    k = k == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MUL, k, step);
    return k == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_ADD, start, k);
}

/* A random item of range(start, stop, step). */
KK_FUNCTION(random, randrange, "(start, stop=None, step=1)")
Value kk_random_randrange(Vm *vm, Value self, Args args)
{
    Value start = kk_index_int(vm, args.pos[0]);
    Value second = kk_arg(args, 1, kk_none);
    if (start == KK_ERROR)
        return KK_ERROR;
    if (second == kk_none) {
        if (kk_int_compare(start, KK_INT(0)) <= 0)
            return kk_raise(vm, KK_ValueError, "empty range for randrange()");
        return below(vm, start);
    }
    Value stop = kk_index_int(vm, second);
    Value step = stop == KK_ERROR ? KK_ERROR : kk_index_int(vm, kk_arg(args, 2, KK_INT(1)));
    return step == KK_ERROR ? KK_ERROR : from_range(vm, start, stop, step);
}

/* A random int from a to b, both included. */
KK_FUNCTION(random, randint, "(a, b)")
Value kk_random_randint(Vm *vm, Value self, Args args)
{
    Value a = kk_index_int(vm, args.pos[0]);
    Value b = a == KK_ERROR ? KK_ERROR : kk_index_int(vm, args.pos[1]);
    Value stop = b == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_ADD, b, KK_INT(1));
    return stop == KK_ERROR ? KK_ERROR : from_range(vm, a, stop, KK_INT(1));
}

/* A random float in [0, 1). */
KK_FUNCTION(random, random, "()")
Value kk_random_random(Vm *vm, Value self, Args args)
{
    return kk_float_new(vm, next_float(vm));
}

/* A random float between a and b. */
KK_FUNCTION(random, uniform, "(a, b)")
Value kk_random_uniform(Vm *vm, Value self, Args args)
{
    KkFloat a, b;
    if (!kk_float_arg(vm, args.pos[0], &a) || !kk_float_arg(vm, args.pos[1], &b))
        return KK_ERROR;
    return kk_float_new(vm, a + (b - a) * next_float(vm));
}

/* The arguments low, high and mode of triangular(), with their defaults. */
static bool three_floats(Vm *vm, Args args, KkFloat x[3])
{
    x[0] = 0;
    x[1] = 1;
    for (size_t i = 0; i < 2; i++) {
        Value v = kk_arg(args, i, KK_UNSET);
        if (v != KK_UNSET && !kk_float_arg(vm, v, &x[i]))
            return false;
    }
    Value mode = kk_arg(args, 2, kk_none);
    x[2] = (x[0] + x[1]) / 2;
    return mode == kk_none || kk_float_arg(vm, mode, &x[2]);
}

/* A random float between low and high, most often near mode. */
KK_FUNCTION(random, triangular, "(low=0.0, high=1.0, mode=None)")
Value kk_random_triangular(Vm *vm, Value self, Args args)
{
    KkFloat x[3];
    if (!three_floats(vm, args, x))
        return KK_ERROR;
    KkFloat low = x[0], high = x[1];
    if (low == high)
        return kk_float_new(vm, low);
    KkFloat u = next_float(vm), c = (x[2] - low) / (high - low);
    if (u > c) {
        u = 1 - u;
        c = 1 - c;
        low = x[1];
        high = x[0];
    }
    return kk_float_new(vm, low + (high - low) * KK_FM(sqrt)(u * c));
}

/* Normally distributed with mean 0 and deviation 1 (Box and Muller). */
static KkFloat next_normal(Vm *vm)
{
    KkFloat angle = next_float(vm) * (KkFloat)6.283185307179586, u = 1 - next_float(vm);
    return KK_FM(cos)(angle) * KK_FM(sqrt)(-2 * KK_FM(log)(u));
}

static Value normal(Vm *vm, Args args)
{
    KkFloat mu = 0, sigma = 1;
    Value first = kk_arg(args, 0, KK_UNSET), second = kk_arg(args, 1, KK_UNSET);
    if ((first != KK_UNSET && !kk_float_arg(vm, first, &mu)) ||
        (second != KK_UNSET && !kk_float_arg(vm, second, &sigma)))
        return KK_ERROR;
    return kk_float_new(vm, mu + next_normal(vm) * sigma);
}

/* A normally distributed float. */
KK_FUNCTION(random, gauss, "(mu=0.0, sigma=1.0)")
Value kk_random_gauss(Vm *vm, Value self, Args args)
{
    return normal(vm, args);
}

/* A normally distributed float. */
KK_FUNCTION(random, normalvariate, "(mu=0.0, sigma=1.0)")
Value kk_random_normalvariate(Vm *vm, Value self, Args args)
{
    return normal(vm, args);
}

/* An exponentially distributed float with mean 1 / lambd. */
KK_FUNCTION(random, expovariate, "(lambd)")
Value kk_random_expovariate(Vm *vm, Value self, Args args)
{
    KkFloat rate;
    if (!kk_float_arg(vm, args.pos[0], &rate))
        return KK_ERROR;
    if (rate == 0)
        return kk_raise(vm, KK_ZeroDivisionError, "float division by zero");
    return kk_float_new(vm, -KK_FM(log)(1 - next_float(vm)) / rate);
}

/* A random item of a sequence that is not empty. */
KK_FUNCTION(random, choice, "(seq)")
Value kk_random_choice(Vm *vm, Value self, Args args)
{
    size_t n;
    if (!kk_len(vm, args.pos[0], &n))
        return KK_ERROR;
    if (n == 0)
        return kk_raise(vm, KK_IndexError, "Cannot choose from an empty sequence");
    return kk_getitem(vm, args.pos[0], kk_smallint((intptr_t)below64(vm, n)));
}

/* Puts the items of a sequence in random order. */
KK_FUNCTION(random, shuffle, "(x)")
Value kk_random_shuffle(Vm *vm, Value self, Args args)
{
    Value seq = args.pos[0];
    size_t n;
    if (!kk_len(vm, seq, &n))
        return KK_ERROR;
    for (size_t i = n; i > 1; i--) {
        Value a = kk_smallint((intptr_t)(i - 1)), b = kk_smallint((intptr_t)below64(vm, i));
        Value x = kk_getitem(vm, seq, a), y = x == KK_ERROR ? KK_ERROR : kk_getitem(vm, seq, b);
        if (y == KK_ERROR || !kk_setitem(vm, seq, a, y) || !kk_setitem(vm, seq, b, x))
            return KK_ERROR;
    }
    return kk_none;
}

/* k different items of a sequence, in random order. */
KK_FUNCTION(random, sample, "(population, k)")
Value kk_random_sample(Vm *vm, Value self, Args args)
{
    intptr_t k;
    const TypeObj *native = kk_type_of(args.pos[0])->native;
    if (native == &kk_type_set || native == &kk_type_frozenset || native == &kk_type_dict) {
        return kk_raise(vm, KK_TypeError, "Population must be a sequence.  For dicts or sets, use "
                                          "sorted(d).");
    }
    Value pool = kk_list_from_iterable(vm, args.pos[0]);
    if (pool == KK_ERROR || !kk_index(vm, args.pos[1], &k))
        return KK_ERROR;
    size_t n = kk_list_len(pool);
    if (k < 0 || (size_t)k > n)
        return kk_raise(vm, KK_ValueError, "Sample larger than population or is negative");
    Value result = kk_list_new(vm, (size_t)k);
    for (size_t i = 0; result != KK_ERROR && i < (size_t)k; i++) {
        /* The items not yet taken are the first n - i. */
        Value *items = kk_list_items(pool);
        size_t at = (size_t)below64(vm, n - i);
        Value item = items[at];
        items[at] = items[n - i - 1];
        if (!kk_list_append(vm, result, item))
            return KK_ERROR;
    }
    return result;
}

/* Sums up weights, or checks those that are summed up already: floats in a blob. */
static KkFloat *total_weights(Vm *vm, Value weights, bool summed, size_t n, Value *blob)
{
    Value tuple = kk_tuple_from_iterable(vm, weights);
    if (tuple == KK_ERROR)
        return NULL;
    if (kk_tuple_len(tuple) != n) {
        kk_raise(vm, KK_ValueError, "The number of weights does not match the population");
        return NULL;
    }
    *blob = kk_blob_new(vm, n * sizeof(KkFloat) + 1);
    if (*blob == KK_ERROR)
        return NULL;
    KkFloat *total = (KkFloat *)KK_OBJ(BlobObj, *blob)->at, sum = 0;
    for (size_t i = 0; i < n; i++) {
        KkFloat x;
        if (!kk_float_arg(vm, kk_tuple_at(tuple, i), &x))
            return NULL;
        sum = summed ? x : sum + x;
        total[i] = sum;
    }
    if (!(sum > 0)) {
        kk_raise(vm, KK_ValueError, "Total of weights must be greater than zero");
        return NULL;
    }
    if (!kk_float_is_finite(sum)) {
        kk_raise(vm, KK_ValueError, "Total of weights must be finite");
        return NULL;
    }
    return total;
}

/* The index of the first total that is larger than x. */
static size_t pick(const KkFloat *total, size_t n, KkFloat x)
{
    size_t low = 0, high = n - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x < total[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* k items of a sequence, each chosen anew, by weight if weights are given. */
KK_FUNCTION(random, choices, "(population, weights=None, *, cum_weights=None, k=1)")
Value kk_random_choices(Vm *vm, Value self, Args args)
{
    Value population = args.pos[0], weights = kk_arg(args, 1, kk_none);
    Value summed = kk_arg(args, 2, kk_none), blob = KK_UNSET;
    const KkFloat *total = NULL;
    intptr_t k;
    size_t n;
    if (!kk_len(vm, population, &n) || !kk_index(vm, kk_arg(args, 3, KK_INT(1)), &k))
        return KK_ERROR;
    if (weights != kk_none && summed != kk_none)
        return kk_raise(vm, KK_TypeError, "Cannot specify both weights and cumulative weights");
    if (weights != kk_none || summed != kk_none) {
        total = total_weights(vm, weights != kk_none ? weights : summed, summed != kk_none, n,
                              &blob);
        if (total == NULL)
            return KK_ERROR;
    }
    if (n == 0 && k > 0)
        return kk_raise(vm, KK_IndexError, "list index out of range");
    Value result = kk_list_new(vm, k > 0 ? (size_t)k : 0);
    for (intptr_t i = 0; result != KK_ERROR && i < k; i++) {
        size_t at = total == NULL ? (size_t)below64(vm, n)
                                  : pick(total, n, next_float(vm) * total[n - 1]);
        Value item = kk_getitem(vm, population, kk_smallint((intptr_t)at));
        if (item == KK_ERROR || !kk_list_append(vm, result, item))
            return KK_ERROR;
    }
    return result;
}

/* The state of the generator, for setstate(). */
KK_FUNCTION(random, getstate, "()")
Value kk_random_getstate(Vm *vm, Value self, Args args)
{
    Value tuple = kk_tuple_new(vm, 4);
    (void)next32(vm); /* seeded from here on */
    for (size_t i = 0; tuple != KK_ERROR && i < 4; i++) {
        Value word = kk_int_new_u64(vm, vm->random[i]);
        if (word == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[i] = word;
    }
    return tuple;
}

/* Goes on from a state that getstate() gave. */
KK_FUNCTION(random, setstate, "(state)")
Value kk_random_setstate(Vm *vm, Value self, Args args)
{
    Value state = kk_as_kind(args.pos[0], KIND_TUPLE);
    uint32_t words[4];
    if (state == KK_UNSET || kk_tuple_len(state) != 4)
        return kk_raise(vm, KK_ValueError, "state is no state of this generator");
    for (size_t i = 0; i < 4; i++) {
        int64_t word;
        if (!kk_int_to64(kk_tuple_at(state, i), &word) || word < 0 || word > UINT32_MAX)
            return kk_raise(vm, KK_ValueError, "state is no state of this generator");
        words[i] = (uint32_t)word;
    }
    memcpy(vm->random, words, sizeof words);
    return kk_none;
}
