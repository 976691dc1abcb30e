/*
 * int_type.c: the type int: its slots and int(...).
 *
 * Layer: types.   Tests: tests/types/int/.
 */
#include "object/dict.h"
#include "types/format.h"
#include "types/bytes/bytes.h"
#include "types/number.h"

/* The `base` of int(text, base). */
static bool base_argument(Vm *vm, Value v, unsigned *base)
{
    intptr_t i;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i != 0 && (i < 2 || i > 36))
        return kk_raise_false(vm, KK_ValueError, "int() base must be >= 2 and <= 36, or 0");
    *base = (unsigned)i;
    return true;
}

/* What v's special method gives, as a plain int; KK_UNSET with nothing pending when there is no
 * such method. What __trunc__ gives may have __index__. */
static Value by_method(Vm *vm, Value v, Value name)
{
    bool found;
    Value r = kk_call_special(vm, v, name, NULL, 0, &found);
    if (!found || r == kk_not_implemented)
        return KK_UNSET;
    if (r == KK_ERROR)
        return KK_ERROR;
    Value plain = kk_int_plain(r);
    if (plain == KK_UNSET && name == KK_N(__trunc__)) {
        Value index = kk_unary_opt(vm, UN_INDEX, r);
        if (index == kk_not_implemented)
            return kk_raise(vm, KK_TypeError, "__trunc__ returned non-Integral (type %T)", r);
        return index == KK_ERROR ? KK_ERROR : kk_index_int(vm, index);
    }
    if (plain == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "%V returned non-int (type %T)", name, r);
    if (KK_WORD_BITS == 64 && kk_type_of(r) != &kk_type_int && !kk_convert_strict(vm, KK_UNSET, name, r, "int"))
        return KK_ERROR;
    return plain;
}

/* Of a copy: the digits may be anywhere, and what shows them in a message is a bytes. */
static Value from_buffer(Vm *vm, const Buffer *buffer)
{
    Span text;
    Value copy = kk_bytes_new(vm, (Span){buffer->at, buffer->len});
    if (copy == KK_ERROR || !kk_number_text(copy, &text))
        return KK_ERROR;
    return kk_int_parse(vm, text, 10, copy);
}

/* int(v) without a base. */
static Value from_object(Vm *vm, Value v)
{
    KkFloat x;
    Span text;
    if (kk_smallint_is(v) || kk_kind_is(v, KIND_INT))
        return v;
    if (kk_float_is(v))
        return kk_int_from_float(vm, kk_float_get(v));
    Value ascii = kk_number_ascii(vm, v);
    if (ascii == KK_ERROR)
        return KK_ERROR;
    if (kk_number_text(ascii, &text))
        return kk_int_parse(vm, text, 10, v);
    Value names[3] = {KK_N(__int__), KK_N(__index__), KK_N(__trunc__)};
    for (size_t i = 0; i < KK_COUNT_OF(names); i++) {
        if (KK_WORD_BITS == 64 && i == 2 && kk_type_lookup(vm, kk_type_of(v), names[i]) != KK_UNSET &&
            !kk_convert_deprecated(vm, kk_str_new(vm, KK_SPAN("The delegation of int() to __trunc__ is deprecated."))))
            return KK_ERROR;
        Value r = by_method(vm, v, names[i]);
        if (r != KK_UNSET || kk_failed(vm))
            return r;
    }
    if (kk_float_plain(v, &x))
        return kk_int_from_float(vm, x);
    Value plain = kk_int_plain(v);
    if (plain != KK_UNSET)
        return plain;
    Buffer buffer;
    if (kk_buffer_arg(vm, v, &buffer))
        return from_buffer(vm, &buffer);
    kk_pending_clear(vm, &kk_type_Exception);
    return kk_raise_type(vm,
                         "int() argument must be a string, a bytes-like object or a real number, "
                         "not '%T'",
                         v);
}

/* The base keyword; KK_UNSET with nothing pending when it is not given. */
static Value base_keyword(Vm *vm, Value kw)
{
    if (kw == KK_UNSET)
        return KK_UNSET;
    size_t at = 0;
    Value key, value, base = KK_UNSET;
    while (kk_dict_next(kw, &at, &key, &value)) {
        if (key != KK_N(base))
            return kk_raise(vm, KK_TypeError, "'%V' is an invalid keyword argument for int()", key);
        base = value;
    }
    return base;
}

/* int(x=0, base=10) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (cls == KK_REF(&kk_type_bool))
        return kk_raise(vm, KK_TypeError, "int.__new__(bool) is not safe, use bool.__new__()");
    size_t given = args.n + (kw != KK_UNSET ? kk_dict_len(kw) : 0);
    if (given > 2)
        return kk_raise(vm, KK_TypeError, "int() takes at most 2 arguments (%zu given)", given);
    Value x = kk_arg(args, 0, KK_UNSET), base = kk_arg(args, 1, KK_UNSET);
    Value keyword = base_keyword(vm, kw);
    if (keyword != KK_UNSET)
        base = keyword;
    else if (kk_failed(vm))
        return KK_ERROR;
    if (base == KK_UNSET)
        return x == KK_UNSET ? KK_INT(0) : from_object(vm, x);
    if (x == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "int() missing string argument");
    unsigned number = 10;
    Span text;
    if (!base_argument(vm, base, &number))
        return KK_ERROR;
    Value ascii = kk_number_ascii(vm, x);
    if (ascii == KK_ERROR)
        return KK_ERROR;
    if (!kk_number_text(ascii, &text))
        return kk_raise(vm, KK_TypeError, "int() can't convert non-string with explicit base");
    return kk_int_parse(vm, text, number, x);
}

static Value repr(Vm *vm, Value self)
{
    return kk_int_text(vm, kk_int_plain(self), 10);
}

static Value format(Vm *vm, Value self, Value spec)
{
    return kk_format_int(vm, self, spec);
}

static bool holds(CompareOp op, int order)
{
    switch (op) {
    case CMP_LT:
        return order < 0;
    case CMP_LE:
        return order <= 0;
    case CMP_EQ:
        return order == 0;
    case CMP_NE:
        return order != 0;
    case CMP_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    Value x = kk_int_plain(a), y = kk_int_plain(b);
    if (x == KK_UNSET)
        return kk_not_implemented;
    if (y != KK_UNSET)
        return kk_bool(holds(op, kk_int_compare(x, y)));
    KkFloat f;
    if (!kk_float_plain(b, &f))
        return kk_not_implemented;
    if (kk_float_is_nan(f))
        return kk_bool(op == CMP_NE);
    return kk_bool(holds(op, kk_int_compare_float(x, f)));
}

static bool truth(Vm *vm, Value self, bool *result)
{
    *result = !kk_int_is_zero(kk_int_plain(self));
    return true;
}

static const TypeSlots int_slots = {
    .make = make, .repr = repr, .hash = kk_int_hash, .compare = compare,
    .ops = &(const OpSlots){.unary = kk_int_unary, .binary = kk_int_binary,
        .binary_ops = KK_OP_BOTH(BIN_ADD) | KK_OP_BOTH(BIN_SUB) | KK_OP_BOTH(BIN_MUL) |
        KK_OP_BOTH(BIN_TRUEDIV) | KK_OP_BOTH(BIN_FLOORDIV) | KK_OP_BOTH(BIN_MOD) | KK_OP_BOTH(BIN_POW) |
        KK_OP_BOTH(BIN_DIVMOD) | KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) |
        KK_OP_BOTH(BIN_LSHIFT) | KK_OP_BOTH(BIN_RSHIFT)},
    .rare = &(const RareSlots){.format = format, .truth = truth},
};

/* Small ints are no objects at all, the others have a compact header: no fields to describe. */
static const Layout int_layout = {.words = 1};

KK_TYPE(int, object) = {KK_TYPE_HEAD(int, object, &int_layout, 0), .slots = &int_slots};
