/*
 * key.h: hashing and comparing keys of dicts and sets.
 *
 * Simple keys are those whose hash and equality with each other need no Python code and next to no
 * time: small ints and what equals them, strs, small fractions, None. Tables store no hashes for
 * them. The plain form of a simple key is one word for all equal keys but strs: True and 1.0
 * become 1.
 *
 * Layer: object.   Tests: tests/types/dict/keys.py.
 */
#ifndef KK_OBJECT_KEY_H
#define KK_OBJECT_KEY_H

#include "object/names.h"
#include "object/ops.h"

/* True, False and floats that are small whole numbers as ints; anything else itself. @gc never */
KK_INLINE Value kk_key_plain(Value key)
{
    if (kk_float_is_immediate(key)) {
        KkFloat x = kk_float_decode(key);
        if (x >= (KkFloat)KK_INT_MIN && x < -(KkFloat)KK_INT_MIN && (KkFloat)(intptr_t)x == x)
            return kk_smallint((intptr_t)x);
        return key;
    }
    return kk_bool_is(key) ? kk_smallint(key == kk_true) : key;
}

/* For a plain key. Floats: only fractions, which no int equals; the largest are < 2^53 (2^24). */
KK_INLINE bool kk_key_is_simple(Value plain)
{
    if (kk_smallint_is(plain))
        return true;
    if (kk_float_is_immediate(plain)) {
        KkFloat x = kk_float_decode(plain);
        KkFloat limit = (KkFloat)(KK_WORD_BITS == 64 ? 1ull << 53 : 1u << 24);
        return x > -limit && x < limit;
    }
    return kk_str_is(plain) || plain == kk_none;
}

/* 32 bits of a hash; those of a word that fits 32 bits are its low ones. */
KK_INLINE uint32_t kk_key_fold(uintptr_t hash)
{
    uint32_t high = (uint32_t)((uint64_t)hash >> 32);
    return high + 1 <= 1 ? (uint32_t)hash : (uint32_t)hash ^ high;
}

/* The hash of a simple key, as kk_hash() has it where others may equal it. @gc never */
KK_INLINE uint32_t kk_key_simple_hash(Vm *vm, Value plain)
{
    if (kk_smallint_is(plain))
        return kk_key_fold((uintptr_t)kk_smallint_get(plain));
    if (plain == kk_none)
        return 0xFCA86420u;
    if (!kk_float_is_immediate(plain))
        return kk_str_hash(plain);
    uintptr_t hash = 0;
    return kk_hash(vm, plain, &hash) ? kk_key_fold(hash) : 0;
}

/* A simple key equals a plain one that is not the same word. @gc never */
KK_INLINE bool kk_key_same(Value key, Value plain)
{
    if (kk_smallint_is(plain))
        return !kk_smallint_is(key) && kk_key_plain(key) == plain;
    if (!kk_ref_is(plain) || !kk_str_is(plain) || !kk_kind_is(key, KIND_STR))
        return false;
    /* Mostly both hashes are known and differ. */
    uint32_t a = KK_OBJ(StrObj, key)->hash, b = KK_OBJ(StrObj, plain)->hash;
    if (((a ^ b) >> STR_FLAG_BITS) != 0 && a >> STR_FLAG_BITS != 0 && b >> STR_FLAG_BITS != 0)
        return false;
    return kk_str_equal(key, plain);
}

/* Small ints and strs: the keys that are looked up most. They are their own plain form. @gc
 * never */
KK_INLINE bool kk_key_is_quick(Value key)
{
    return kk_smallint_is(key) || (kk_ref_is(key) && kk_str_is(key));
}

/* Tuples of the same words. @gc never */
KK_INLINE bool kk_key_same_words(Value a, Value b)
{
    if (!kk_kind_is(a, KIND_TUPLE) || !kk_ref_is(b) || kk_header(a) != kk_header(b))
        return false;
    const Value *x = KK_OBJ(TupleObj, a)->at, *y = KK_OBJ(TupleObj, b)->at;
    size_t n = kk_len_of(a), i = 0;
    while (i < n && x[i] == y[i])
        i++;
    return i == n;
}

/* Equality of two keys with the same hash: tuples of the same words need no more. */
KK_MUST_CHECK KK_INLINE bool kk_key_equal(Vm *vm, Value a, Value b, bool *equal)
{
    *equal = kk_key_same_words(a, b);
    return *equal || kk_equal(vm, a, b, equal);
}

/* A key on its way into or through a table. */
typedef struct KeyProbe {
    Value key;     /* as given */
    Value plain;   /* of a simple key */
    uint32_t hash; /* not valid for a simple key until somebody needs it */
    bool simple;
} KeyProbe;

/* @raises what __hash__ raises  @gc may collect */
KK_MUST_CHECK KK_INLINE bool kk_key_probe(Vm *vm, Value key, KeyProbe *probe)
{
    probe->key = key;
    probe->plain = kk_key_plain(key);
    probe->simple = kk_key_is_simple(probe->plain);
    probe->hash = 0;
    if (probe->simple)
        return true;
    uintptr_t hash;
    if (!kk_hash(vm, key, &hash))
        return false;
    probe->hash = kk_key_fold(hash);
    return true;
}

#endif
