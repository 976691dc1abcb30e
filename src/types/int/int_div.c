/*
 * int_div.c: quotients of ints: rounded down, and as a float.
 *
 * Layer: types.   Tests: tests/types/int/div.py, tests/types/int/truediv.py.
 */
#include "types/int/int.h"

/* |a| divided by |b|: *q and *r are made, neither negative yet: IntObjs whose limbs are counted by
 * *qn and *rn, with room for one more limb. q may be NULL. */
static bool divide_magnitudes(Vm *vm, LimbsInt a, LimbsInt b, Value *q, size_t *qn, Value *r,
                              size_t *rn)
{
    *qn = a.n - b.n + 1;
    *r = kk_int_alloc(vm, a.n + 1);
    if (*r == KK_ERROR)
        return false;
    if (q != NULL && (*q = kk_int_alloc(vm, *qn + 1)) == KK_ERROR)
        return false;
    Limb *rest = KK_OBJ(IntObj, *r)->at;
    memcpy(rest, a.at, a.n * sizeof(Limb));
    kk_limbs_divmod(q != NULL ? KK_OBJ(IntObj, *q)->at : NULL, rest, a.n, b.at, b.n);
    *rn = kk_limbs_normal(rest, b.n);
    return true;
}

/* a // b and a % b where |a| < |b|. */
static bool divide_shorter(Vm *vm, Value a, Value b, Value *quotient, Value *remainder)
{
    bool down = !kk_int_is_zero(a) && kk_int_is_negative(a) != kk_int_is_negative(b);
    if (quotient != NULL)
        *quotient = kk_smallint(-(intptr_t)down);
    if (remainder == NULL)
        return true;
    *remainder = down ? kk_int_binary(vm, BIN_ADD, a, b) : a;
    return *remainder != KK_ERROR;
}

/* @gc may collect */
bool kk_int_divmod(Vm *vm, Value a, Value b, Value *quotient, Value *remainder)
{
    Limb a_small[KK_INT_SMALL_LIMBS], b_small[KK_INT_SMALL_LIMBS];
    LimbsInt x = kk_int_view(a, a_small), y = kk_int_view(b, b_small);
    if (kk_limbs_compare(x.at, x.n, y.at, y.n) < 0)
        return divide_shorter(vm, a, b, quotient, remainder);

    Value q = KK_UNSET, r = KK_UNSET;
    size_t qn, rn;
    if (!divide_magnitudes(vm, x, y, quotient != NULL ? &q : NULL, &qn, &r, &rn))
        return false;
    bool differ = x.negative != y.negative, down = differ && rn > 0;
    if (quotient != NULL) {
        Limb *at = KK_OBJ(IntObj, q)->at;
        if (down) {
            at[qn] = kk_limbs_add_limb(at, at, qn, 1);
            qn++;
        }
        *quotient = kk_int_finish(q, qn, differ);
    }
    if (remainder != NULL) {
        Limb *at = KK_OBJ(IntObj, r)->at;
        if (down) {
            kk_limbs_sub(at, y.at, y.n, at, rn);
            rn = y.n;
        }
        *remainder = kk_int_finish(r, rn, y.negative);
    }
    return true;
}

/* Whether v is a float exactly, and divides as one correctly rounded. */
static bool is_exact_float(Value v, KkFloat *x)
{
    int64_t i;
    const int64_t limit = (int64_t)1 << KK_FLOAT_MANT;
    if (kk_smallint_is(v))
        i = kk_smallint_get(v);
    else if (!kk_int_to64(v, &i))
        return false;
    if (i > limit || i < -limit)
        return false;
    *x = (KkFloat)i;
    return true;
}

/* |a| / |b| rounded once: a quotient of at least 65 bits, and whether anything is left. */
static bool divide_rounded(Vm *vm, LimbsInt a, LimbsInt b, KkFloat *x, bool *fits)
{
    size_t want = kk_limbs_bit_length(b.at, b.n) + 65, have = kk_limbs_bit_length(a.at, a.n);
    size_t shift = want > have ? want - have : 0;
    Value shifted = kk_int_alloc(vm, a.n + shift / KK_LIMB_BITS + 1), q, r;
    if (shifted == KK_ERROR)
        return false;
    Limb *at = KK_OBJ(IntObj, shifted)->at;
    LimbsInt dividend = {at, kk_limbs_shl(at, a.at, a.n, shift), false};
    size_t qn, rn;
    if (!divide_magnitudes(vm, dividend, b, &q, &qn, &r, &rn))
        return false;
    at = KK_OBJ(IntObj, q)->at;
    *fits = kk_limbs_to_float(at, kk_limbs_normal(at, qn), -(intptr_t)shift, rn > 0, x);
    return true;
}

/* @gc may collect */
Value kk_int_truediv(Vm *vm, Value a, Value b)
{
    KkFloat x, y;
    if (kk_int_is_zero(b))
        return kk_raise(vm, KK_ZeroDivisionError, "division by zero");
    if (is_exact_float(a, &x) && is_exact_float(b, &y))
        return kk_float_new(vm, x / y);
    Limb a_small[KK_INT_SMALL_LIMBS], b_small[KK_INT_SMALL_LIMBS];
    LimbsInt n = kk_int_view(a, a_small), d = kk_int_view(b, b_small);
    if (n.n == 0)
        return kk_float_new(vm, d.negative ? (KkFloat)-0.0 : 0);
    bool fits;
    if (!divide_rounded(vm, n, d, &x, &fits))
        return KK_ERROR;
    if (!fits)
        return kk_raise(vm, KK_OverflowError, "integer division result too large for a float");
    return kk_float_new(vm, n.negative != d.negative ? -x : x);
}
