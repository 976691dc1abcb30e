/*
 * int.c: making ints from machine words, limbs and floats, and getting these out of ints.
 *
 * Layer: types.   Tests: tests/types/int/.
 */
#include "types/int/int.h"

_Static_assert(!KK_FOR_SIZE, "this would call itself");
Value kk_int_plain_of(Value v) { return kk_int_plain(v); }

/* An IntObj keeps sign and number of limbs in the length of its header. */
#define LIMBS_MAX (KK_LEN_MAX >> 1)

static size_t limbs_of(Value v)
{
    return kk_len_of(v) >> 1;
}

/* The magnitude of an IntObj, when it is below 2^64. */
static bool magnitude64(Value v, uint64_t *mag)
{
    size_t n = limbs_of(v);
    if (n > KK_LIMBS_U64)
        return false;
    const KkAnyWord32 *word = (const KkAnyWord32 *)KK_OBJ(IntObj, v)->at;
    *mag = n * KK_LIMB_BITS > 32 ? (uint64_t)word[1] << 32 | word[0] : word[0];
    return true;
}

/* @gc may collect */
Value kk_int_alloc(Vm *vm, size_t n)
{
    if (n > LIMBS_MAX)
        return kk_raise_memory(vm);
    size_t words = (n * KK_LIMB_BITS + KK_WORD_BITS - 1) / KK_WORD_BITS;
    if (words == 0)
        words = 1;
    return kk_object_new_compact(vm, KK_HEADER(KIND_INT, n << 1), (1 + words) * sizeof(uintptr_t));
}

/* @gc never */
Value kk_int_finish(Value v, size_t n, bool negative)
{
    IntObj *obj = KK_OBJ(IntObj, v);
    n = kk_limbs_normal(obj->at, n);
    if (n <= KK_INT_SMALL_LIMBS) {
        uintptr_t mag = 0;
        for (size_t i = n; i-- > 0;)
            mag = (uintptr_t)((uint64_t)mag << KK_LIMB_BITS) | obj->at[i];
        if (mag <= (uintptr_t)KK_INT_MAX + negative)
            return kk_smallint(negative ? (intptr_t)(0 - mag) : (intptr_t)mag);
    }
    if (n * KK_LIMB_BITS % 32 != 0)
        obj->at[n] = 0;
    obj->header = KK_HEADER(KIND_INT, n << 1 | negative);
    return v;
}

static Value new_magnitude(Vm *vm, uint64_t mag, bool negative)
{
    Limb limbs[KK_LIMBS_U64];
    size_t n = kk_limbs_from_u64(limbs, mag);
    return kk_int_from_limbs(vm, (LimbsInt){limbs, n, negative});
}

/* @gc may collect */
Value kk_int_from_limbs(Vm *vm, LimbsInt number)
{
    if (number.n == 0)
        return KK_INT(0);
    Value v = kk_int_alloc(vm, number.n);
    if (v == KK_ERROR)
        return KK_ERROR;
    memcpy(KK_OBJ(IntObj, v)->at, number.at, number.n * sizeof(Limb));
    return kk_int_finish(v, number.n, number.negative);
}

/* @gc may collect */
Value kk_int_new(Vm *vm, intptr_t i)
{
    if (kk_int_fits(i))
        return kk_smallint(i);
    return new_magnitude(vm, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0);
}

/* @gc may collect */
Value kk_int_new_unsigned(Vm *vm, uintptr_t i)
{
    return i <= (uintptr_t)KK_INT_MAX ? kk_smallint((intptr_t)i) : new_magnitude(vm, i, false);
}

/* @gc may collect */
Value kk_int_new64(Vm *vm, int64_t i)
{
    if (i >= KK_INT_MIN && i <= KK_INT_MAX)
        return kk_smallint((intptr_t)i);
    return new_magnitude(vm, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0);
}

/* @gc may collect */
Value kk_int_new_u64(Vm *vm, uint64_t i)
{
    return i <= (uint64_t)KK_INT_MAX ? kk_smallint((intptr_t)i) : new_magnitude(vm, i, false);
}

/* @gc never */
bool kk_int_is(Value v)
{
    return kk_int_plain(v) != KK_UNSET;
}

/* @gc never */
bool kk_int_to64(Value v, int64_t *i)
{
    v = kk_int_plain(v);
    if (KK_LIKELY(kk_smallint_is(v))) {
        *i = kk_smallint_get(v);
        return true;
    }
    uint64_t mag;
    if (v == KK_UNSET || !magnitude64(v, &mag))
        return false;
    bool negative = kk_int_is_negative(v);
    if (mag > (uint64_t)INT64_MAX + negative)
        return false;
    *i = (int64_t)(negative ? 0 - mag : mag);
    return true;
}

/* @gc never */
uint64_t kk_int_bits(Value v)
{
    v = kk_int_plain(v);
    if (kk_smallint_is(v))
        return (uint64_t)(int64_t)kk_smallint_get(v);
    uint64_t mag = kk_limbs_to_u64(KK_OBJ(IntObj, v)->at, limbs_of(v));
    return kk_int_is_negative(v) ? 0 - mag : mag;
}

/* @gc never */
LimbsInt kk_int_view_small(Value v, Limb small[KK_INT_SMALL_LIMBS])
{
    intptr_t i = kk_smallint_get(v);
    uintptr_t mag = i < 0 ? 0 - (uintptr_t)i : (uintptr_t)i;
    for (size_t k = 0; k < KK_INT_SMALL_LIMBS; k++) {
        small[k] = (Limb)mag;
        mag = (uintptr_t)((uint64_t)mag >> KK_LIMB_BITS);
    }
    return (LimbsInt){small, kk_limbs_normal(small, KK_INT_SMALL_LIMBS), i < 0};
}

/* @gc may collect */
Value kk_int_from_float(Vm *vm, KkFloat x)
{
    if (kk_float_is_nan(x))
        return kk_raise(vm, KK_ValueError, "cannot convert float NaN to integer");
    if (kk_float_is_inf(x))
        return kk_raise(vm, KK_OverflowError, "cannot convert float infinity to integer");
    const KkFloat limit = (KkFloat)KK_INT_MAX; /* rounded up: a power of 2 */
    if (x < limit && x > -limit)
        return kk_smallint((intptr_t)x);
    Limb limbs[KK_LIMBS_FLOAT + 1];
    size_t n = kk_limbs_from_float(limbs, x);
    return kk_int_from_limbs(vm, (LimbsInt){limbs, n, x < 0});
}

/* @gc may collect */
bool kk_int_to_float(Vm *vm, Value v, KkFloat *x)
{
    if (KK_LIKELY(kk_smallint_is(v))) {
        *x = (KkFloat)kk_smallint_get(v);
        return true;
    }
    size_t n = limbs_of(v);
    bool fits = kk_limbs_to_float(KK_OBJ(IntObj, v)->at, n, 0, false, x);
    if (kk_int_is_negative(v))
        *x = -*x;
    return fits || kk_raise_false(vm, KK_OverflowError, "int too large to convert to float");
}
