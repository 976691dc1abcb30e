/*
 * m_math_int.c: the functions of the module math that work on ints or on many numbers.
 *
 * Layer: modules.   Tests: tests/modules/math/.
 */
#include "base/fmath.h"
#include "types/number.h"
#include "types/tuple.h"

/* The greatest common divisor of two magnitudes. */
static uint64_t gcd64(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The limbs of v copied to a fresh blob, with room for one more. */
static bool copy_limbs(Vm *vm, Value v, Value *blob, size_t *n)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt view = kk_int_view(v, small);
    *n = view.n;
    *blob = kk_blob_new(vm, (view.n + 1) * sizeof(Limb));
    if (*blob == KK_ERROR)
        return false;
    memcpy(KK_OBJ(BlobObj, *blob)->at, view.at, view.n * sizeof(Limb));
    return true;
}

/* Euclid's algorithm in place, until both fit 64 bits. */
static Value gcd_long(Vm *vm, Value a, Value b)
{
    Value a_blob, b_blob;
    size_t an, bn;
    if (!copy_limbs(vm, a, &a_blob, &an) || !copy_limbs(vm, b, &b_blob, &bn))
        return KK_ERROR;
    Limb *x = (Limb *)KK_OBJ(BlobObj, a_blob)->at, *y = (Limb *)KK_OBJ(BlobObj, b_blob)->at;
    while (bn > 0 && (an > KK_LIMBS_U64 || bn > KK_LIMBS_U64)) {
        if (kk_limbs_compare(x, an, y, bn) >= 0) {
            kk_limbs_divmod(NULL, x, an, y, bn);
            an = kk_limbs_normal(x, bn);
        }
        Limb *swap = x;
        x = y;
        y = swap;
        size_t n = an;
        an = bn;
        bn = n;
    }
    if (bn == 0)
        return kk_int_from_limbs(vm, (LimbsInt){x, an, false});
    return kk_int_new_u64(vm, gcd64(kk_limbs_to_u64(x, an), kk_limbs_to_u64(y, bn)));
}

static Value gcd(Vm *vm, Value a, Value b)
{
    int64_t x, y;
    if (!kk_int_to64(a, &x) || !kk_int_to64(b, &y))
        return gcd_long(vm, a, b);
    return kk_int_new_u64(vm, gcd64(x < 0 ? 0 - (uint64_t)x : (uint64_t)x,
                                    y < 0 ? 0 - (uint64_t)y : (uint64_t)y));
}

/* The greatest common divisor. */
KK_FUNCTION(math, gcd, "(*integers)")
Value kk_math_gcd(Vm *vm, Value self, Args args)
{
    Value r = KK_INT(0);
    for (size_t i = 0; i < args.n; i++) {
        Value v = kk_index_int(vm, args.pos[i]);
        if (v == KK_ERROR || (r = gcd(vm, r, v)) == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

static Value lcm(Vm *vm, Value a, Value b)
{
    if (kk_int_is_zero(a) || kk_int_is_zero(b))
        return KK_INT(0);
    Value divisor = gcd(vm, a, b);
    Value part = divisor == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_FLOORDIV, a, divisor);
    Value r = part == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MUL, part, b);
    return r == KK_ERROR ? KK_ERROR : kk_int_unary(vm, UN_ABS, r);
}

/* The least common multiple. */
KK_FUNCTION(math, lcm, "(*integers)")
Value kk_math_lcm(Vm *vm, Value self, Args args)
{
    Value r = KK_INT(1);
    for (size_t i = 0; i < args.n; i++) {
        Value v = kk_index_int(vm, args.pos[i]);
        if (v == KK_ERROR || (r = lcm(vm, r, v)) == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

/* low * (low + 1) * ... * (high - 1): factors of like size are multiplied with each other. */
static Value product(Vm *vm, uint64_t low, uint64_t high)
{
    if (high - low <= 4) {
        Value r = KK_INT(1);
        for (; low < high && r != KK_ERROR; low++) {
            Value factor = kk_int_new_u64(vm, low);
            r = factor == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MUL, r, factor);
        }
        return r;
    }
    /* Halves: the depth is at most 64. */
    uint64_t middle = low + (high - low) / 2;
    Value left = product(vm, low, middle);
    Value right = left == KK_ERROR ? KK_ERROR : product(vm, middle, high);
    return right == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MUL, left, right);
}

static Value factorial(Vm *vm, Value v)
{
    int64_t n;
    v = kk_index_int(vm, v);
    if (v == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_negative(v))
        return kk_raise(vm, KK_ValueError, "factorial() not defined for negative values");
    if (!kk_int_to64(v, &n) || n > INT32_MAX) {
        return kk_raise(vm, KK_OverflowError, "factorial() argument should not exceed %d",
                        (int)INT32_MAX);
    }
    return product(vm, 2, (uint64_t)n + 1 < 2 ? 2 : (uint64_t)n + 1);
}

/* n! */
KK_FUNCTION(math, factorial, "(x, /)")
Value kk_math_factorial(Vm *vm, Value self, Args args)
{
    return factorial(vm, args.pos[0]);
}

/* The arguments n and k of perm() and comb(). */
static bool two_counts(Vm *vm, Args args, Value *n, Value *k)
{
    *n = kk_index_int(vm, args.pos[0]);
    if (*n == KK_ERROR || (*k = kk_index_int(vm, args.pos[1])) == KK_ERROR)
        return false;
    if (kk_int_is_negative(*n))
        return kk_raise_false(vm, KK_ValueError, "n must be a non-negative integer");
    if (kk_int_is_negative(*k))
        return kk_raise_false(vm, KK_ValueError, "k must be a non-negative integer");
    return true;
}

/* n * (n - 1) * ... of k factors, divided by k! when that is asked for. k <= n */
static Value falling(Vm *vm, Value n, uint64_t k, bool divide)
{
    Value r = KK_INT(1);
    for (uint64_t i = 0; i < k; i++) {
        Value done = kk_int_new_u64(vm, i);
        Value factor = done == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_SUB, n, done);
        r = factor == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_MUL, r, factor);
        if (r != KK_ERROR && divide) {
            /* A product of i + 1 numbers in a row is a multiple of (i + 1)!. */
            Value divisor = kk_int_new_u64(vm, i + 1);
            r = divisor == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_FLOORDIV, r, divisor);
        }
        if (r == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

/* In how many ways k of n things can be put in order. */
KK_FUNCTION(math, perm, "(n, k=None, /)")
Value kk_math_perm(Vm *vm, Value self, Args args)
{
    Value n, k;
    if (kk_arg(args, 1, kk_none) == kk_none)
        return factorial(vm, args.pos[0]);
    if (!two_counts(vm, args, &n, &k))
        return KK_ERROR;
    int64_t count;
    if (kk_int_compare(k, n) > 0)
        return KK_INT(0);
    if (!kk_int_to64(k, &count)) {
        return kk_raise(vm, KK_OverflowError, "k must not exceed %zd",
                        (ptrdiff_t)((size_t)-1 / 2));
    }
    return falling(vm, n, (uint64_t)count, false);
}

/* In how many ways k of n things can be chosen. */
KK_FUNCTION(math, comb, "(n, k, /)")
Value kk_math_comb(Vm *vm, Value self, Args args)
{
    Value n, k;
    int64_t count;
    if (!two_counts(vm, args, &n, &k))
        return KK_ERROR;
    if (kk_int_compare(k, n) > 0)
        return KK_INT(0);
    Value other = kk_int_binary(vm, BIN_SUB, n, k);
    if (other == KK_ERROR)
        return KK_ERROR;
    if (kk_int_compare(other, k) < 0)
        k = other;
    if (!kk_int_to64(k, &count)) {
        return kk_raise(vm, KK_OverflowError, "min(n - k, k) must not exceed %zd",
                        (ptrdiff_t)((size_t)-1 / 2));
    }
    return falling(vm, n, (uint64_t)count, true);
}

/* The root of n >= 2^63: Newton's iteration from above, which falls until it is there. */
static Value root_long(Vm *vm, Value n)
{
    LimbsInt view = kk_int_view(n, NULL);
    size_t bits = kk_limbs_bit_length(view.at, view.n);
    Value x = kk_int_binary(vm, BIN_LSHIFT, KK_INT(1), kk_smallint((intptr_t)(bits / 2 + 1)));
    while (x != KK_ERROR) {
        Value q = kk_int_binary(vm, BIN_FLOORDIV, n, x);
        Value sum = q == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_ADD, q, x);
        Value next = sum == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_RSHIFT, sum, KK_INT(1));
        if (next == KK_ERROR || kk_int_compare(next, x) >= 0)
            return next == KK_ERROR ? KK_ERROR : x;
        x = next;
    }
    return KK_ERROR;
}

/* The whole part of the square root of a whole number. */
KK_FUNCTION(math, isqrt, "(n, /)")
Value kk_math_isqrt(Vm *vm, Value self, Args args)
{
    int64_t i;
    Value n = kk_index_int(vm, args.pos[0]);
    if (n == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_negative(n))
        return kk_raise(vm, KK_ValueError, "isqrt() argument must be nonnegative");
    if (!kk_int_to64(n, &i))
        return root_long(vm, n);
    /* Bit by bit: no float has all the bits. */
    uint64_t root = 0, rest = (uint64_t)i;
    for (uint64_t bit = (uint64_t)1 << 62; bit != 0; bit >>= 2) {
        bool fits = rest >= root + bit;
        if (fits)
            rest -= root + bit;
        root = root >> 1 | (fits ? bit : 0);
    }
    return kk_int_new_u64(vm, root);
}

/* The product of all items and start. */
KK_FUNCTION(math, prod, "(iterable, /, *, start=1)")
Value kk_math_prod(Vm *vm, Value self, Args args)
{
    Value r = kk_arg(args, 1, KK_INT(1)), item;
    Value iterator = kk_iter(vm, args.pos[0]);
    if (iterator == KK_ERROR)
        return KK_ERROR;
    while ((item = kk_next(vm, iterator)) != KK_END) {
        if (item == KK_ERROR || (r = kk_binary(vm, BIN_MUL, r, item)) == KK_ERROR)
            return KK_ERROR;
    }
    return r;
}

/* sqrt(sum of squares), scaled by the largest so that nothing overflows on the way. */
static KkFloat norm(const KkFloat *x, size_t n)
{
    KkFloat largest = 0, sum = 0, lost = 0;
    bool any_nan = false;
    for (size_t i = 0; i < n; i++) {
        KkFloat size = KK_FM(fabs)(x[i]);
        any_nan = any_nan || kk_float_is_nan(size);
        if (size > largest)
            largest = size;
    }
    if (kk_float_is_inf(largest) || (largest == 0 && !any_nan))
        return largest;
    if (any_nan)
        return kk_float_of_bits(KK_FLOAT_NAN);
    for (size_t i = 0; i < n; i++) {
        /* Kahan's sum: lost is what rounding took away. */
        KkFloat part = x[i] / largest, term = part * part - lost, next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    return largest * KK_FM(sqrt)(sum);
}

/* A blob of n floats. */
static KkFloat *floats_new(Vm *vm, size_t n, Value *blob)
{
    *blob = kk_blob_new(vm, (n > 0 ? n : 1) * sizeof(KkFloat));
    return *blob == KK_ERROR ? NULL : (KkFloat *)KK_OBJ(BlobObj, *blob)->at;
}

/* The length of the vector. */
KK_FUNCTION(math, hypot, "(*coordinates)")
Value kk_math_hypot(Vm *vm, Value self, Args args)
{
    Value blob;
    KkFloat *x = floats_new(vm, args.n, &blob);
    if (x == NULL)
        return KK_ERROR;
    for (size_t i = 0; i < args.n; i++) {
        if (!kk_float_arg(vm, args.pos[i], &x[i]))
            return KK_ERROR;
    }
    if (args.n == 2)
        return kk_float_new(vm, KK_FM(hypot)(x[0], x[1]));
    return kk_float_new(vm, norm(x, args.n));
}

/* The distance of two points, each given by its coordinates. */
KK_FUNCTION(math, dist, "(p, q, /)")
Value kk_math_dist(Vm *vm, Value self, Args args)
{
    Value p = kk_tuple_from_iterable(vm, args.pos[0]);
    Value q = p == KK_ERROR ? KK_ERROR : kk_tuple_from_iterable(vm, args.pos[1]);
    if (q == KK_ERROR)
        return KK_ERROR;
    size_t n = kk_tuple_len(p);
    if (n != kk_tuple_len(q)) {
        return kk_raise(vm, KK_ValueError,
                        "both points must have the same number of dimensions");
    }
    Value blob;
    KkFloat *x = floats_new(vm, n, &blob);
    if (x == NULL)
        return KK_ERROR;
    for (size_t i = 0; i < n; i++) {
        KkFloat a, b;
        if (!kk_float_arg(vm, kk_tuple_at(p, i), &a) || !kk_float_arg(vm, kk_tuple_at(q, i), &b))
            return KK_ERROR;
        x[i] = a - b;
    }
    return kk_float_new(vm, norm(x, n));
}

/*
 * An exact sum: its value is that of the parts together, which do not overlap and grow in size
 * (Shewchuk, 1997).
 */
typedef struct ExactSum {
    Value blob;
    size_t n, cap;
    KkFloat special; /* the sum of the infinities and nans, 0 when there were none */
    bool infinite[2];
    bool overflow;
} ExactSum;

static bool grow(Vm *vm, ExactSum *sum)
{
    size_t cap = sum->cap == 0 ? 8 : sum->cap * 2;
    Value blob = sum->cap == 0 ? kk_blob_new(vm, cap * sizeof(KkFloat))
                               : kk_blob_resize(vm, sum->blob, cap * sizeof(KkFloat));
    if (blob == KK_ERROR)
        return false;
    sum->blob = blob;
    sum->cap = cap;
    return true;
}

static bool add_exactly(Vm *vm, ExactSum *sum, KkFloat x)
{
    if (!kk_float_is_finite(x)) {
        sum->special += x;
        if (kk_float_is_inf(x))
            sum->infinite[x < 0] = true;
        return true;
    }
    if (sum->n == sum->cap && !grow(vm, sum))
        return false;
    KkFloat *part = (KkFloat *)KK_OBJ(BlobObj, sum->blob)->at;
    size_t kept = 0;
    for (size_t i = 0; i < sum->n; i++) {
        KkFloat y = part[i];
        if (KK_FM(fabs)(x) < KK_FM(fabs)(y)) {
            KkFloat swap = x;
            x = y;
            y = swap;
        }
        /* volatile: no wider register may hold the rounded values. */
        volatile KkFloat high = x + y, back = high - x;
        KkFloat low = y - back;
        if (low != 0)
            part[kept++] = low;
        x = high;
    }
    sum->overflow = sum->overflow || !kk_float_is_finite(x);
    part[kept++] = x;
    sum->n = kept;
    return true;
}

/* The parts rounded once to a float. */
static KkFloat rounded(const KkFloat *part, size_t n)
{
    if (n == 0)
        return 0;
    KkFloat high = part[--n], low = 0;
    while (n > 0) {
        KkFloat x = high, y = part[--n];
        volatile KkFloat sum = x + y, back = sum - x;
        high = sum;
        low = y - back;
        if (low != 0)
            break;
    }
    /* A tie: what follows tells which way it goes. */
    if (n > 0 && ((low < 0 && part[n - 1] < 0) || (low > 0 && part[n - 1] > 0))) {
        KkFloat y = low * 2;
        volatile KkFloat x = high + y, back = x - high;
        if (y == back)
            high = x;
    }
    return high;
}

/* The sum of all items, rounded only once. */
KK_FUNCTION(math, fsum, "(seq, /)")
Value kk_math_fsum(Vm *vm, Value self, Args args)
{
    ExactSum sum = {0};
    Value item, iterator = kk_iter(vm, args.pos[0]);
    if (iterator == KK_ERROR)
        return KK_ERROR;
    while ((item = kk_next(vm, iterator)) != KK_END) {
        KkFloat x;
        if (item == KK_ERROR || !kk_float_arg(vm, item, &x) || !add_exactly(vm, &sum, x))
            return KK_ERROR;
        if (sum.overflow)
            return kk_raise(vm, KK_OverflowError, "intermediate overflow in fsum");
    }
    if (sum.infinite[0] && sum.infinite[1])
        return kk_raise(vm, KK_ValueError, "-inf + inf in fsum");
    if (sum.special != 0)
        return kk_float_new(vm, sum.special);
    if (sum.n == 0)
        return kk_float_new(vm, 0);
    return kk_float_new(vm, rounded((const KkFloat *)KK_OBJ(BlobObj, sum.blob)->at, sum.n));
}
