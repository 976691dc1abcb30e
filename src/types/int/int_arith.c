/*
 * int_arith.c: the binary and unary operators of int.
 *
 * Operands of up to 64 bits are worked on as machine integers, whatever they are stored in; only
 * when an operand or the result is longer, limbs are used.
 *
 * Layer: types.   Tests: tests/types/int/.
 */
#include "types/number.h"
#include "types/tuple.h"

/* Quotient rounded down; false when it would overflow or b is 0. */
static bool floor_divide(int64_t a, int64_t b, int64_t *quotient, int64_t *remainder)
{
    if (b == 0 || (b == -1 && a == INT64_MIN))
        return false;
    int64_t q, r;
    if (KK_WORD_BITS == 32 && (int32_t)a == a && (int32_t)b == b && a != INT32_MIN) {
        /* 64-bit division is a long loop on a CPU without a divider. */
        q = (int32_t)a / (int32_t)b;
        r = (int32_t)a % (int32_t)b;
    } else {
        q = a / b;
        r = a - q * b;
    }
    bool down = r != 0 && (r ^ b) < 0;
    *quotient = q - down;
    *remainder = down ? r + b : r;
    return true;
}

static bool shift_left(int64_t a, int64_t n, int64_t *r)
{
    if (n < 0 || n > 62)
        return a == 0 && n >= 0 ? (*r = 0, true) : false;
    *r = (int64_t)((uint64_t)a << n);
    return *r >> n == a;
}

/* *r = a op b; false when that is longer than 64 bits, an error, or no int. */
static bool binary64(BinaryOp op, int64_t a, int64_t b, int64_t *r)
{
    int64_t other;
    switch (op) {
    case BIN_ADD:
        return !__builtin_add_overflow(a, b, r);
    case BIN_SUB:
        return !__builtin_sub_overflow(a, b, r);
    case BIN_MUL:
        if (KK_WORD_BITS == 32 && (int32_t)a == a && (int32_t)b == b) {
            *r = a * b;
            return true;
        }
        return !__builtin_mul_overflow(a, b, r);
    case BIN_FLOORDIV:
    case BIN_DIVMOD: /* the quotient, of which the remainder follows */
        return floor_divide(a, b, r, &other);
    case BIN_MOD:
        return floor_divide(a, b, &other, r);
    case BIN_AND:
        *r = a & b;
        return true;
    case BIN_OR:
        *r = a | b;
        return true;
    case BIN_XOR:
        *r = a ^ b;
        return true;
    case BIN_LSHIFT:
        return shift_left(a, b, r);
    case BIN_RSHIFT:
        if (b < 0)
            return false;
        *r = a >> (b > 63 ? 63 : b);
        return true;
    default:
        return false;
    }
}

static Value divmod64(Vm *vm, int64_t quotient, int64_t remainder)
{
    Value q = kk_int_new64(vm, quotient);
    Value r = q == KK_ERROR ? KK_ERROR : kk_int_new64(vm, remainder);
    return r == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, q, r);
}

/* False for ints that are clearly too long for 64 bits: a look at the header. */
KK_INLINE bool may_be_64(Value v)
{
    return kk_smallint_is(v) || kk_len_of(v) < (KK_LIMBS_U64 + 1) << 1;
}

/* @gc may collect */
Value kk_int_binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Value x = kk_int_plain(a), y = kk_int_plain(b);
    if (KK_UNLIKELY(x == KK_UNSET || y == KK_UNSET)) {
        KkFloat ignored;
        if (kk_float_plain(a, &ignored) || kk_float_plain(b, &ignored))
            return kk_float_binary(vm, op, a, b);
        return kk_not_implemented;
    }
    int64_t i, j, result;
    if (op == BIN_TRUEDIV)
        return kk_int_truediv(vm, x, y);
    if (op == BIN_POW)
        return kk_int_pow(vm, x, y);
    if (may_be_64(x) && may_be_64(y) && kk_int_to64(x, &i) && kk_int_to64(y, &j) &&
        binary64(op, i, j, &result)) {
        if (op == BIN_DIVMOD)
            return divmod64(vm, result, (int64_t)((uint64_t)i - (uint64_t)result * (uint64_t)j));
        return kk_int_new64(vm, result);
    }
    return kk_int_long(vm, op, x, y);
}

static Value add_magnitudes(Vm *vm, LimbsInt a, LimbsInt b)
{
    if (a.n < b.n) {
        LimbsInt swap = a;
        a = b;
        b = swap;
    }
    Value r = kk_int_alloc(vm, a.n + 1);
    if (r == KK_ERROR)
        return KK_ERROR;
    Limb *at = KK_OBJ(IntObj, r)->at;
    at[a.n] = kk_limbs_add(at, a.at, a.n, b.at, b.n);
    return kk_int_finish(r, a.n + 1, a.negative);
}

/* a - b by magnitude, with a's sign if a is the larger, else the opposite. */
static Value subtract_magnitudes(Vm *vm, LimbsInt a, LimbsInt b)
{
    if (kk_limbs_compare(a.at, a.n, b.at, b.n) < 0) {
        LimbsInt swap = a;
        a = b;
        b = swap;
        a.negative = !b.negative;
    }
    Value r = kk_int_alloc(vm, a.n);
    if (r == KK_ERROR)
        return KK_ERROR;
    kk_limbs_sub(KK_OBJ(IntObj, r)->at, a.at, a.n, b.at, b.n);
    return kk_int_finish(r, a.n, a.negative);
}

static Value multiply(Vm *vm, LimbsInt a, LimbsInt b)
{
    if (KK_LIMBS_WIDE && a.n <= 2 && b.n <= 2) {
        KkWide product = (KkWide)kk_limbs_to_u64(a.at, a.n) * kk_limbs_to_u64(b.at, b.n);
        Limb limbs[4];
        kk_limbs_store2(limbs, (uint64_t)product);
        kk_limbs_store2(limbs + 2, (uint64_t)(product >> (KK_LIMBS_WIDE ? 64 : 0)));
        return kk_int_from_limbs(vm, (LimbsInt){limbs, 4, a.negative != b.negative});
    }
    size_t need = kk_limbs_mul_scratch(a.n, b.n);
    Value scratch = KK_UNSET;
    if (need > 0 && (scratch = kk_blob_new(vm, need * sizeof(Limb))) == KK_ERROR)
        return KK_ERROR;
    Value r = kk_int_alloc(vm, a.n + b.n);
    if (r == KK_ERROR)
        return KK_ERROR;
    Limb *spare = need > 0 ? (Limb *)KK_OBJ(BlobObj, scratch)->at : NULL;
    kk_limbs_mul(KK_OBJ(IntObj, r)->at, a.at, a.n, b.at, b.n, spare);
    return kk_int_finish(r, a.n + b.n, a.negative != b.negative);
}

static Value bitwise(Vm *vm, LimbsOp op, LimbsInt a, LimbsInt b)
{
    size_t n = (a.n > b.n ? a.n : b.n) + 1;
    Value r = kk_int_alloc(vm, n);
    if (r == KK_ERROR)
        return KK_ERROR;
    bool negative;
    n = kk_limbs_bitwise(op, a, b, KK_OBJ(IntObj, r)->at, &negative);
    return kk_int_finish(r, n, negative);
}

static Value shift_left_long(Vm *vm, LimbsInt a, Value count)
{
    int64_t bits;
    if (a.n == 0)
        return KK_INT(0);
    if (!kk_int_to64(count, &bits))
        return kk_raise(vm, KK_OverflowError, "too many digits in integer");
    if ((uint64_t)bits / KK_LIMB_BITS > KK_LEN_MAX / 2)
        return kk_raise_memory(vm);
    size_t n = a.n + (size_t)(bits / KK_LIMB_BITS) + 1;
    Value r = kk_int_alloc(vm, n);
    if (r == KK_ERROR)
        return KK_ERROR;
    n = kk_limbs_shl(KK_OBJ(IntObj, r)->at, a.at, a.n, (size_t)bits);
    return kk_int_finish(r, n, a.negative);
}

static Value shift_right_long(Vm *vm, LimbsInt a, Value count)
{
    int64_t bits;
    if (!kk_int_to64(count, &bits) || (uint64_t)bits / KK_LIMB_BITS >= a.n)
        return kk_smallint(-(intptr_t)a.negative);
    Value r = kk_int_alloc(vm, a.n + 1);
    if (r == KK_ERROR)
        return KK_ERROR;
    Limb *at = KK_OBJ(IntObj, r)->at;
    bool lost;
    size_t n = kk_limbs_shr(at, a.at, a.n, (size_t)bits, &lost);
    if (a.negative && lost) {
        at[n] = kk_limbs_add_limb(at, at, n, 1);
        n++;
    }
    return kk_int_finish(r, n, a.negative);
}

/* // % and divmod(): b may be 0. */
static Value divide(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (kk_int_is_zero(b)) {
        return kk_raise(vm, KK_ZeroDivisionError, op == BIN_MOD ? "integer modulo by zero"
                                                  : "integer division or modulo by zero");
    }
    Value pair[2] = {KK_UNSET, KK_UNSET};
    if (!kk_int_divmod(vm, a, b, op == BIN_MOD ? NULL : &pair[0],
                       op == BIN_FLOORDIV ? NULL : &pair[1]))
        return KK_ERROR;
    return op == BIN_MOD ? pair[1] : op == BIN_FLOORDIV ? pair[0] : kk_tuple_from(vm, pair, 2);
}

/* @gc may collect */
Value kk_int_long(Vm *vm, BinaryOp op, Value a, Value b)
{
    Limb a_small[KK_INT_SMALL_LIMBS], b_small[KK_INT_SMALL_LIMBS];
    LimbsInt x = kk_int_view(a, a_small), y = kk_int_view(b, b_small);
    switch (op) {
    case BIN_SUB:
        y.negative = !y.negative;
        /* fall through */
    case BIN_ADD:
        return x.negative == y.negative ? add_magnitudes(vm, x, y) : subtract_magnitudes(vm, x, y);
    case BIN_MUL:
        return multiply(vm, x, y);
    case BIN_AND:
        return bitwise(vm, KK_LIMBS_AND, x, y);
    case BIN_OR:
        return bitwise(vm, KK_LIMBS_OR, x, y);
    case BIN_XOR:
        return bitwise(vm, KK_LIMBS_XOR, x, y);
    case BIN_LSHIFT:
    case BIN_RSHIFT:
        if (y.negative)
            return kk_raise(vm, KK_ValueError, "negative shift count");
        return op == BIN_LSHIFT ? shift_left_long(vm, x, b) : shift_right_long(vm, x, b);
    case BIN_FLOORDIV:
    case BIN_MOD:
    case BIN_DIVMOD:
        return divide(vm, op, a, b);
    default:
        return kk_not_implemented;
    }
}

static Value negate(Vm *vm, Value v)
{
    return kk_int_binary(vm, BIN_SUB, KK_INT(0), v);
}

/* @gc may collect */
Value kk_int_unary(Vm *vm, UnaryOp op, Value self)
{
    Value v = kk_int_plain(self);
    KkFloat x;
    switch (op) {
    case UN_NEG:
        return negate(vm, v);
    case UN_INVERT:
        return kk_int_binary(vm, BIN_SUB, KK_INT(-1), v);
    case UN_ABS:
        return kk_int_is_negative(v) ? negate(vm, v) : v;
    case UN_FLOAT:
        return kk_int_to_float(vm, v, &x) ? kk_float_new(vm, x) : KK_ERROR;
    case UN_POS:
    case UN_INT:
    case UN_INDEX:
        return v;
    default:
        return kk_not_implemented;
    }
}
