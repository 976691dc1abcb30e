/*
 * float.c: the type float: its operators, slots and float(...).
 *
 * Layer: types.   Tests: tests/types/float/.
 */
#include "base/fmath.h"
#include "types/bytes/bytes.h"
#include "types/format.h"
#include "types/number.h"
#include "types/tuple.h"

#define HASH_INF 314159

/* @gc may collect */
Value kk_float_box(Vm *vm, KkFloat x)
{
    Value v = kk_object_new_compact(vm, KK_HEADER(KIND_FLOAT, 0), sizeof(FloatObj));
    if (v != KK_ERROR)
        KK_OBJ(FloatObj, v)->value = x;
    return v;
}

/* A float or an int as a float. false: *failed tells whether an OverflowError is pending. */
static bool operand(Vm *vm, Value v, KkFloat *x, bool *failed)
{
    if (kk_float_plain(v, x))
        return true;
    Value i = kk_int_plain(v);
    if (i == KK_UNSET)
        return false;
    if (kk_int_to_float(vm, i, x))
        return true;
    *failed = true;
    return false;
}

/* Quotient rounded down, and the remainder with y's sign; y is not 0. */
static KkFloat floor_divide(KkFloat x, KkFloat y, KkFloat *remainder)
{
    KkFloat mod = KK_FM(fmod)(x, y);
    /* x - mod is a multiple of y up to rounding: the quotient is nearly whole already. */
    KkFloat div = (x - mod) / y;
    if (mod != 0) {
        if ((y < 0) != (mod < 0)) {
            mod += y;
            div -= 1;
        }
    } else {
        mod = KK_FM(copysign)(0, y);
    }
    *remainder = mod;
    if (div == 0)
        return KK_FM(copysign)(0, x / y);
    KkFloat whole = KK_FM(floor)(div);
    return div - whole > (KkFloat)0.5 ? whole + 1 : whole;
}

/* // % and divmod(). */
static Value divide(Vm *vm, BinaryOp op, KkFloat x, KkFloat y)
{
    if (y == 0) {
        const char *what = op == BIN_FLOORDIV ? "float floor division by zero"
                           : op == BIN_MOD    ? "float modulo"
                                              : "float divmod()";
        return kk_raise(vm, KK_ZeroDivisionError, "%s", what);
    }
    KkFloat mod, div = floor_divide(x, y, &mod);
    if (op != BIN_DIVMOD)
        return kk_float_new(vm, op == BIN_MOD ? mod : div);
    Value pair[2];
    pair[0] = kk_float_new(vm, div);
    pair[1] = pair[0] == KK_ERROR ? KK_ERROR : kk_float_new(vm, mod);
    return pair[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, pair, 2);
}

/* @gc may collect */
Value kk_float_range_error(Vm *vm)
{
    Value args[2] = {KK_INT(34), kk_str_new(vm, KK_SPAN("Numerical result out of range"))};
    if (args[1] == KK_ERROR)
        return KK_ERROR;
    Value e = kk_exc_new(vm, KK_OverflowError, args, 2);
    return e == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, e);
}

/* @gc may collect */
Value kk_float_pow(Vm *vm, KkFloat x, KkFloat y)
{
    if (x == 0 && y < 0 && kk_float_is_finite(y))
        return kk_raise(vm, KK_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    bool finite = kk_float_is_finite(x) && kk_float_is_finite(y);
    if (x < 0 && finite && KK_FM(floor)(y) != y)
        return kk_complex_pow(vm, (Complex){x, 0}, (Complex){y, 0});
    KkFloat r = KK_FM(pow)(x, y);
    return finite && kk_float_is_inf(r) ? kk_float_range_error(vm) : kk_float_new(vm, r);
}

/* @gc may collect */
Value kk_float_binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    KkFloat x, y;
    bool failed = false;
    if (op >= BIN_MATMUL && op != BIN_DIVMOD)
        return kk_not_implemented;
    if (!operand(vm, a, &x, &failed) || !operand(vm, b, &y, &failed))
        return failed ? KK_ERROR : kk_not_implemented;
    switch (op) {
    case BIN_ADD:
        return kk_float_new(vm, x + y);
    case BIN_SUB:
        return kk_float_new(vm, x - y);
    case BIN_MUL:
        return kk_float_new(vm, x * y);
    case BIN_TRUEDIV:
        if (y == 0)
            return kk_raise(vm, KK_ZeroDivisionError, "float division by zero");
        return kk_float_new(vm, x / y);
    case BIN_POW:
        return kk_float_pow(vm, x, y);
    default:
        return divide(vm, op, x, y);
    }
}

static Value unary(Vm *vm, UnaryOp op, Value self)
{
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    switch (op) {
    case UN_NEG:
        return kk_float_new(vm, -x);
    case UN_ABS:
        return kk_float_new(vm, KK_FM(fabs)(x));
    case UN_INT:
        return kk_int_from_float(vm, x);
    case UN_POS:
    case UN_FLOAT:
        return kk_float_new(vm, x);
    default:
        return kk_not_implemented;
    }
}

static bool holds(CompareOp op, KkFloat x, KkFloat y)
{
    switch (op) {
    case CMP_LT:
        return x < y;
    case CMP_LE:
        return x <= y;
    case CMP_EQ:
        return x == y;
    case CMP_NE:
        return x != y;
    case CMP_GT:
        return x > y;
    default:
        return x >= y;
    }
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    static const uint32_t mirrored[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};
    KkFloat x, y;
    if (!kk_float_plain(a, &x))
        return kk_not_implemented;
    if (kk_float_plain(b, &y))
        return kk_bool(holds(op, x, y));
    if (kk_int_plain(b) == KK_UNSET)
        return kk_not_implemented;
    return kk_type_int.slots->compare(vm, b, a, (CompareOp)mirrored[op]);
}

/* @gc never */
uintptr_t kk_float_hash_of(KkFloat x)
{
    if (kk_float_is_inf(x))
        return x > 0 ? HASH_INF : 0 - (uintptr_t)HASH_INF;
    if (kk_float_is_nan(x))
        return 0;
    const KkFloat limit = (KkFloat)KK_INT_MAX; /* rounded up: a power of 2 */
    if (x < limit && x >= -limit && (KkFloat)(intptr_t)x == x)
        return (uintptr_t)(intptr_t)x;
    int exp;
    uint64_t mant = kk_float_split(x, &exp);
    uintptr_t h = kk_int_hash_bits(mant, exp);
    if (x < 0)
        h = 0 - h;
    return h == (uintptr_t)-1 ? (uintptr_t)-2 : h;
}

static bool hash(Vm *vm, Value self, uintptr_t *result)
{
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    if (kk_float_is_nan(x)) /* equal to nothing: dicts and sets of them must not be one long chain */
        return kk_hash_identity(vm, self, result);
    *result = kk_float_hash_of(x);
    return true;
}

static bool truth(Vm *vm, Value self, bool *result)
{
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    *result = x != 0;
    return true;
}

static Value repr(Vm *vm, Value self)
{
    char text[KK_NUMTEXT_REPR_MAX];
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    size_t n = kk_numtext_float_repr(x, text);
    return kk_str_new(vm, (Span){(const uint8_t *)text, n});
}

static Value format(Vm *vm, Value self, Value spec)
{
    KkFloat x = 0;
    (void)kk_float_plain(self, &x);
    Value plain = kk_float_new(vm, x);
    return plain == KK_ERROR ? KK_ERROR : kk_format_float(vm, plain, spec);
}

/* @gc may collect */
bool kk_float_from_text(Vm *vm, Span text, Value shown, KkFloat *x)
{
    return kk_numtext_float_parse(text, x) ||
           kk_raise_false(vm, KK_ValueError, "could not convert string to float: %R", shown);
}

/* v.__float__(), else v.__index__(). */
static Value by_method(Vm *vm, Value v)
{
    bool found;
    KkFloat x;
    Value r = kk_call_special(vm, v, KK_N(__float__), NULL, 0, &found);
    if (found && r != kk_not_implemented) {
        if (r == KK_ERROR || kk_float_is(r))
            return r;
        if (kk_float_plain(r, &x)) {
            if (KK_WORD_BITS == 64 && !kk_convert_strict(vm, v, KK_N(__float__), r, "float"))
                return KK_ERROR;
            return kk_float_new(vm, x);
        }
        return kk_raise(vm, KK_TypeError, "%T.__float__ returned non-float (type %T)", v, r);
    }
    r = kk_call_special(vm, v, KK_N(__index__), NULL, 0, &found);
    if (!found || r == kk_not_implemented) {
        return kk_raise_type(
            vm, "float() argument must be a string or a real number, not '%T'", v);
    }
    if (r == KK_ERROR)
        return KK_ERROR;
    Value i = kk_int_plain(r);
    if (i == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "__index__ returned non-int (type %T)", r);
    if (KK_WORD_BITS == 64 && kk_type_of(r) != &kk_type_int &&
        !kk_convert_strict(vm, KK_UNSET, KK_N(__index__), r, "int"))
        return KK_ERROR;
    return kk_int_to_float(vm, i, &x) ? kk_float_new(vm, x) : KK_ERROR;
}

/* float(x=0.0) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!kk_number_no_keywords(vm, args, kw, "float"))
        return KK_ERROR;
    if (args.n > 1)
        return kk_raise(vm, KK_TypeError, "float expected at most 1 argument, got %zu", args.n);
    if (args.n == 0)
        return kk_float_new(vm, 0);
    Value v = args.pos[0];
    KkFloat x;
    Span text;
    if (kk_float_is(v))
        return v;
    if (kk_smallint_is(v) || kk_kind_is(v, KIND_INT))
        return kk_int_to_float(vm, v, &x) ? kk_float_new(vm, x) : KK_ERROR;
    /* A str with a __float__ is asked, too. */
    bool plain = (kk_type_of(v)->flags & TYPE_HEAP) == 0;
    if (!plain && kk_type_lookup(vm, kk_type_of(v), KK_N(__float__)) != KK_UNSET)
        return by_method(vm, v);
    Value ascii = kk_number_ascii(vm, v);
    if (ascii == KK_ERROR)
        return KK_ERROR;
    if (kk_number_text(ascii, &text))
        return kk_float_from_text(vm, text, v, &x) ? kk_float_new(vm, x) : KK_ERROR;
    Buffer buffer;
    if (plain && kk_buffer_arg(vm, v, &buffer)) {
        Value copy = kk_bytes_new(vm, (Span){buffer.at, buffer.len});
        if (copy == KK_ERROR || !kk_number_text(copy, &text))
            return KK_ERROR;
        return kk_float_from_text(vm, text, copy, &x) ? kk_float_new(vm, x) : KK_ERROR;
    }
    kk_pending_clear(vm, &kk_type_Exception);
    return by_method(vm, v);
}

static const TypeSlots float_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare,
    .ops = &(const OpSlots){.unary = unary, .binary = kk_float_binary,
        .binary_ops = KK_OP_BOTH(BIN_ADD) | KK_OP_BOTH(BIN_SUB) | KK_OP_BOTH(BIN_MUL) |
        KK_OP_BOTH(BIN_TRUEDIV) | KK_OP_BOTH(BIN_FLOORDIV) | KK_OP_BOTH(BIN_MOD) | KK_OP_BOTH(BIN_POW) |
        KK_OP_BOTH(BIN_DIVMOD), .unary_ops = KK_OP(UN_NEG) | KK_OP(UN_POS) | KK_OP(UN_ABS) |
        KK_OP(UN_INT) | KK_OP(UN_FLOAT)},
    .rare = &(const RareSlots){.format = format, .truth = truth},
};

/* Immediates are no objects, boxes have a compact header: no fields to describe. */
static const Layout float_layout = {.words = 1};

KK_TYPE(float, object) = {KK_TYPE_HEAD(float, object, &float_layout, 0), .slots = &float_slots};
