/*
 * m__random.c: the module _random of computers: Random, with the generator that CPython's has.
 *
 * MT19937 (Matsumoto and Nishimura, 1998), seeded by their init_by_array: programs that seed an instance of random.Random
 * get the numbers that they get elsewhere. Its state of 2.5 KB is why microcontrollers have only the functions of the
 * module random.
 *
 * Layer: modules.   Tests: tests/modules/random/instances.py.
 */
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MODULE(_random)

enum { N = 624, M = 397 };

/* Lies in a storage. */
typedef struct Twister {
    uint32_t at;
    uint32_t words[N];
} Twister;

typedef struct TwisterObj {
    uintptr_t header;
    Value state; /* BlobObj: a Twister */
} TwisterObj;
extern const TypeObj kk_type__random_Random;
KK_MODULE_CONST(_random, Random, KK_REF(&kk_type__random_Random))

static Twister *twister_of(Value self) { return (Twister *)KK_OBJ(BlobObj, KK_OBJ(TwisterObj, self)->state)->at; }

/* ---- the generator ---- */

static void start(Twister *t, uint32_t seed)
{
    t->words[0] = seed;
    for (uint32_t i = 1; i < N; i++)
        t->words[i] = 1812433253u * (t->words[i - 1] ^ t->words[i - 1] >> 30) + i;
    t->at = N;
}

/* The 32 bits i of a number of n bytes, low ones first. */
static uint32_t key_word(const uint8_t *bytes, size_t n, size_t i)
{
    uint32_t word = 0;
    for (size_t k = 0; k < 4 && i * 4 + k < n; k++)
        word |= (uint32_t)bytes[i * 4 + k] << 8 * k;
    return word;
}

static void start_by_key(Twister *t, const uint8_t *bytes, size_t n)
{
    uint32_t *s = t->words;
    size_t words = n == 0 ? 1 : (n + 3) / 4, i = 1, j = 0;
    start(t, 19650218u);
    for (size_t k = words > N ? words : N; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key_word(bytes, n, j) + (uint32_t)j;
        j = j + 1 == words ? 0 : j + 1;
        if (++i == N) {
            s[0] = s[N - 1];
            i = 1;
        }
    }
    for (size_t k = N - 1; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - (uint32_t)i;
        if (++i == N) {
            s[0] = s[N - 1];
            i = 1;
        }
    }
    s[0] = 0x80000000u;
}

static void refill(Twister *t)
{
    uint32_t *s = t->words;
    for (size_t i = 0; i < N; i++) {
        uint32_t y = (s[i] & 0x80000000u) | (s[(i + 1) % N] & 0x7fffffffu);
        s[i] = s[(i + M) % N] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    t->at = 0;
}

static uint32_t next32(Twister *t)
{
    if (t->at >= N)
        refill(t);
    uint32_t y = t->words[t->at++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

/* ---- the type ---- */

/* Seeds with an int (its magnitude), with anything else that has a hash, or, with None, with what nobody knows. */
KK_MUST_CHECK static bool seed(Vm *vm, Value self, Value a)
{
    uint8_t raw[64];
    if (a == kk_none) {
        kk_platform_random(raw, sizeof raw);
        start_by_key(twister_of(self), raw, sizeof raw);
        return true;
    }
    Value i = kk_int_plain(a);
    if (i == KK_UNSET) {
        uintptr_t hash;
        if (!kk_hash(vm, a, &hash) || (i = kk_int_new_unsigned(vm, hash)) == KK_ERROR)
            return false;
    }
    if (kk_int_is_negative(i) && (i = kk_int_unary(vm, UN_NEG, i)) == KK_ERROR)
        return false;
    LimbsInt view;
    Limb small[64 / KK_LIMB_BITS + 1];
    view = kk_int_view(i, small);
    size_t n = (kk_limbs_bit_length(view.at, view.n) + 7) / 8;
    Value bytes = kk_blob_new(vm, n + 1);
    if (bytes == KK_ERROR)
        return false;
    uint8_t *at = KK_OBJ(BlobObj, bytes)->at;
    view = kk_int_view(i, small);
    for (size_t k = 0; k < n; k++)
        at[k] = (uint8_t)(view.at[k * 8 / KK_LIMB_BITS] >> k * 8 % KK_LIMB_BITS);
    start_by_key(twister_of(self), at, n);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    Value state = kk_blob_new(vm, sizeof(Twister));
    Value self = state == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(TwisterObj, self)->state = state;
    start(twister_of(self), 5489);
    return self;
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 1 || kw != KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "Random() takes at most 1 argument (%zu given)", args.n);
    return seed(vm, self, args.n > 0 ? args.pos[0] : kk_none);
}

/* Begins the sequence that belongs to the seed. */
KK_METHOD(_random_Random, seed, "(n=None, /)")
Value kk__random_seed(Vm *vm, Value self, Args args)
{
    return seed(vm, self, kk_arg(args, 0, kk_none)) ? kk_none : KK_ERROR;
}

/* A float in [0, 1) with 53 random bits. */
KK_METHOD(_random_Random, random, "()")
Value kk__random_random(Vm *vm, Value self, Args args)
{
    Twister *t = twister_of(self);
    uint64_t high = next32(t) >> 5, low = next32(t) >> 6;
    return kk_float_new(vm, (KkFloat)(high << 26 | low) / (KkFloat)((uint64_t)1 << 53));
}

/* An int of k random bits. */
KK_METHOD(_random_Random, getrandbits, "(k, /)")
Value kk__random_getrandbits(Vm *vm, Value self, Args args)
{
    intptr_t k;
    if (!kk_index(vm, args.pos[0], &k))
        return KK_ERROR;
    if (k < 0)
        return kk_raise(vm, KK_ValueError, "number of bits must be non-negative");
    if (k <= 32)
        return kk_int_new_u64(vm, k == 0 ? 0 : next32(twister_of(self)) >> (32 - k));
    size_t n = ((size_t)k + 31) / 32, per = 32 / KK_LIMB_BITS;
    Value v = kk_int_alloc(vm, n * per);
    if (v == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < n; i++) {
        uint32_t word = next32(twister_of(self));
        if (i == n - 1 && k % 32 != 0)
            word >>= 32 - k % 32;
        for (size_t part = 0; part < per; part++)
            KK_OBJ(IntObj, v)->at[i * per + part] = (Limb)((uint64_t)word >> part * KK_LIMB_BITS);
    }
    return kk_int_finish(v, n * per, false);
}

/* The state: 624 words and the place in them. */
KK_METHOD(_random_Random, getstate, "()")
Value kk__random_getstate(Vm *vm, Value self, Args args)
{
    Value tuple = kk_tuple_new(vm, N + 1);
    for (size_t i = 0; tuple != KK_ERROR && i <= N; i++) {
        const Twister *t = twister_of(self);
        Value word = kk_int_new_u64(vm, i < N ? t->words[i] : t->at);
        if (word == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[i] = word;
    }
    return tuple;
}

/* Goes on from a state that getstate() gave. */
KK_METHOD(_random_Random, setstate, "(state, /)")
Value kk__random_setstate(Vm *vm, Value self, Args args)
{
    Value state = kk_as_kind(args.pos[0], KIND_TUPLE);
    if (state == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "state vector must be a tuple");
    if (kk_tuple_len(state) != N + 1)
        return kk_raise(vm, KK_ValueError, "state vector is the wrong size");
    Twister fresh;
    for (size_t i = 0; i <= N; i++) {
        int64_t word;
        Value v = kk_tuple_at(state, i);
        if (!kk_int_is(v))
            return kk_raise(vm, KK_TypeError, "an integer is required");
        if (!kk_int_to64(v, &word) || word < 0)
            return kk_raise(vm, KK_OverflowError, "can't convert negative value to unsigned int");
        if (i == N && word > N)
            return kk_raise(vm, KK_ValueError, "invalid state");
        *(i < N ? &fresh.words[i] : &fresh.at) = (uint32_t)word;
    }
    *twister_of(self) = fresh;
    return kk_none;
}

static const Layout layout = {sizeof(TwisterObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .init = init};
KK_TYPE(_random_Random, object) = {KK_TYPE_HEAD(_random_Random, object, &layout, 0), .slots = &slots};
