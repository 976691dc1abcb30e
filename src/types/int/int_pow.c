/*
 * int_pow.c: powers of ints, also modulo a third.
 *
 * Layer: types.   Tests: tests/types/int/pow.py.
 */
#include "types/number.h"

static bool power64(int64_t base, uint64_t exp, int64_t *r)
{
    int64_t result = 1;
    for (;;) {
        if ((exp & 1) != 0 && __builtin_mul_overflow(result, base, &result))
            return false;
        exp >>= 1;
        if (exp == 0)
            break;
        if (__builtin_mul_overflow(base, base, &base))
            return false;
    }
    *r = result;
    return true;
}

static Value negative_power(Vm *vm, Value a, Value b)
{
    KkFloat x, y;
    if (!kk_int_to_float(vm, a, &x) || !kk_int_to_float(vm, b, &y))
        return KK_ERROR;
    return kk_float_pow(vm, x, y);
}

/* base ** exp, from the top bit of exp down; base is long or becomes so. */
static Value power_long(Vm *vm, Value base, uint64_t exp)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt view = kk_int_view(base, small);
    size_t bits = kk_limbs_bit_length(view.at, view.n);
    /* The result has more than (bits - 1) * exp bits. */
    if ((uint64_t)(bits - 1) > (uint64_t)KK_LEN_MAX * (KK_LIMB_BITS / 2) / exp)
        return kk_raise_memory(vm);
    if (kk_limbs_bit_count(view.at, view.n) == 1) {
        Value shift = kk_int_new_u64(vm, (uint64_t)(bits - 1) * exp);
        if (shift == KK_ERROR)
            return KK_ERROR;
        bool negative = view.negative && (exp & 1) != 0;
        return kk_int_binary(vm, BIN_LSHIFT, kk_smallint(negative ? -1 : 1), shift);
    }
    Value r = base;
    for (int bit = 62 - KK_CLZ64(exp); bit >= 0; bit--) {
        r = kk_int_binary(vm, BIN_MUL, r, r);
        if (r != KK_ERROR && (exp >> bit & 1) != 0)
            r = kk_int_binary(vm, BIN_MUL, r, base);
        if (r == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

/* @gc may collect */
Value kk_int_pow(Vm *vm, Value a, Value b)
{
    int64_t base, exp, result;
    if (kk_int_is_negative(b))
        return negative_power(vm, a, b);
    if (b == KK_INT(0))
        return KK_INT(1);
    if (a == KK_INT(0) || a == KK_INT(1))
        return a;
    if (a == KK_INT(-1))
        return kk_smallint((kk_int_bits(b) & 1) != 0 ? -1 : 1);
    if (!kk_int_to64(b, &exp))
        return kk_raise_memory(vm);
    if (kk_int_to64(a, &base) && power64(base, (uint64_t)exp, &result))
        return kk_int_new64(vm, result);
    return power_long(vm, a, (uint64_t)exp);
}

/* x such that a * x = 1 modulo m, by Euclid's algorithm; m > 0, 0 <= a < m. */
static Value invert(Vm *vm, Value a, Value m)
{
    Value r = m, next_r = a, t = KK_INT(0), next_t = KK_INT(1);
    while (!kk_int_is_zero(next_r)) {
        Value q, rest;
        if (!kk_int_divmod(vm, r, next_r, &q, &rest))
            return KK_ERROR;
        Value product = kk_int_binary(vm, BIN_MUL, q, next_t);
        Value other = product == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_SUB, t, product);
        if (other == KK_ERROR)
            return KK_ERROR;
        r = next_r;
        next_r = rest;
        t = next_t;
        next_t = other;
    }
    if (r != KK_INT(1))
        return kk_raise(vm, KK_ValueError, "base is not invertible for the given modulus");
    return kk_int_is_negative(t) ? kk_int_binary(vm, BIN_ADD, t, m) : t;
}

/* base ** exp % mod for what fits 32 bits. */
static uint64_t power_mod_short(uint64_t base, uint64_t exp, uint64_t mod)
{
    uint64_t result = 1 % mod;
    for (; exp > 0; exp >>= 1) {
        if ((exp & 1) != 0)
            result = result * base % mod;
        base = base * base % mod;
    }
    return result;
}

static Value multiply_mod(Vm *vm, Value a, Value b, Value mod)
{
    Value product = kk_int_binary(vm, BIN_MUL, a, b);
    return product == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MOD, product, mod);
}

/* 0 <= base < mod, exp >= 0. */
static Value power_mod(Vm *vm, Value base, Value exp, Value mod)
{
    int64_t short_mod, short_exp;
    if (kk_int_to64(mod, &short_mod) && short_mod <= UINT32_MAX && kk_int_to64(exp, &short_exp)) {
        uint64_t r = power_mod_short(kk_int_bits(base), (uint64_t)short_exp, (uint64_t)short_mod);
        return kk_int_new_u64(vm, r);
    }
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt view = kk_int_view(exp, small);
    Value r = mod == KK_INT(1) ? KK_INT(0) : KK_INT(1);
    for (size_t bit = kk_limbs_bit_length(view.at, view.n); bit-- > 0;) {
        r = multiply_mod(vm, r, r, mod);
        if (r != KK_ERROR && kk_limbs_bit(view.at, view.n, bit))
            r = multiply_mod(vm, r, base, mod);
        if (r == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

/* @gc may collect */
Value kk_int_pow_mod(Vm *vm, Value base, Value exp, Value mod)
{
    Value a = kk_int_plain(base), b = kk_int_plain(exp), m = kk_int_plain(mod);
    if (a == KK_UNSET || b == KK_UNSET || m == KK_UNSET) {
        if (kk_complex_is(base) || kk_complex_is(exp) || kk_complex_is(mod))
            return kk_raise(vm, KK_ValueError, "complex modulo");
        KkFloat ignored;
        if (a != KK_UNSET || kk_float_plain(base, &ignored))
            return kk_raise(vm, KK_TypeError,
                            "pow() 3rd argument not allowed unless all arguments are integers");
        return kk_raise(vm, KK_TypeError,
                        "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exp,
                        mod);
    }
    if (kk_int_is_zero(m))
        return kk_raise(vm, KK_ValueError, "pow() 3rd argument cannot be 0");
    bool negative = kk_int_is_negative(m);
    Value positive = negative ? kk_int_unary(vm, UN_NEG, m) : m;
    if (positive == KK_ERROR || (a = kk_int_binary(vm, BIN_MOD, a, positive)) == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_negative(b)) {
        a = invert(vm, a, positive);
        if (a == KK_ERROR || (b = kk_int_unary(vm, UN_NEG, b)) == KK_ERROR)
            return KK_ERROR;
    }
    Value r = power_mod(vm, a, b, positive);
    if (r == KK_ERROR || !negative || kk_int_is_zero(r))
        return r;
    return kk_int_binary(vm, BIN_ADD, r, m);
}
