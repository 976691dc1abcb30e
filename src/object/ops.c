/*
 * ops.c: the operators: binary, in-place, unary, comparison. What dicts and conditions ask is in truth.c.
 *
 * Native types answer through their slots. Where an operand's class was made by a class statement,
 * Python's protocol of special methods and reflection applies.
 *
 * Layer: object.   Tests: tests/types/type/operators.py.
 */
#include "object/ops.h"

#include "object/attr.h"
#include "object/vm.h"

typedef struct BinaryNames {
    Value plain, reflected, inplace;
    const char *symbol, *inplace_symbol;
} BinaryNames;

static const BinaryNames binary_names[BIN_COUNT] = {
    [BIN_ADD] = {KK_N(__add__), KK_N(__radd__), KK_N(__iadd__), "+", "+="},
    [BIN_SUB] = {KK_N(__sub__), KK_N(__rsub__), KK_N(__isub__), "-", "-="},
    [BIN_MUL] = {KK_N(__mul__), KK_N(__rmul__), KK_N(__imul__), "*", "*="},
    [BIN_TRUEDIV] = {KK_N(__truediv__), KK_N(__rtruediv__), KK_N(__itruediv__), "/", "/="},
    [BIN_FLOORDIV] = {KK_N(__floordiv__), KK_N(__rfloordiv__), KK_N(__ifloordiv__), "//", "//="},
    [BIN_MOD] = {KK_N(__mod__), KK_N(__rmod__), KK_N(__imod__), "%", "%="},
    [BIN_POW] = {KK_N(__pow__), KK_N(__rpow__), KK_N(__ipow__), "** or pow()", "**="},
    [BIN_MATMUL] = {KK_N(__matmul__), KK_N(__rmatmul__), KK_N(__imatmul__), "@", "@="},
    [BIN_AND] = {KK_N(__and__), KK_N(__rand__), KK_N(__iand__), "&", "&="},
    [BIN_OR] = {KK_N(__or__), KK_N(__ror__), KK_N(__ior__), "|", "|="},
    [BIN_XOR] = {KK_N(__xor__), KK_N(__rxor__), KK_N(__ixor__), "^", "^="},
    [BIN_LSHIFT] = {KK_N(__lshift__), KK_N(__rlshift__), KK_N(__ilshift__), "<<", "<<="},
    [BIN_RSHIFT] = {KK_N(__rshift__), KK_N(__rrshift__), KK_N(__irshift__), ">>", ">>="},
    [BIN_DIVMOD] = {KK_N(__divmod__), KK_N(__rdivmod__), KK_UNSET, "divmod()", "divmod()"},
};
static const Value unary_names[UN_COUNT] = {
    [UN_NEG] = KK_N(__neg__), [UN_POS] = KK_N(__pos__),     [UN_INVERT] = KK_N(__invert__),
    [UN_ABS] = KK_N(__abs__), [UN_INT] = KK_N(__int__),     [UN_FLOAT] = KK_N(__float__),
    [UN_INDEX] = KK_N(__index__)};
static const Value compare_names[] = {KK_N(__lt__), KK_N(__le__), KK_N(__eq__),
                                      KK_N(__ne__), KK_N(__gt__), KK_N(__ge__)};
static const CompareOp reflected_compare[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};

Value kk_binary_name(BinaryOp op, bool inplace)
{
    return inplace ? binary_names[op].inplace : binary_names[op].plain;
}

static bool is_class(const TypeObj *type)
{
    return (type->flags & TYPE_HEAP) != 0;
}

/* ---- binary ---- */

/* One side's answer: its special method when it is of a class, its slot when it is native. */
KK_MUST_CHECK static Value try_plain(Vm *vm, BinaryOp op, Value a, Value b)
{
    const TypeObj *type = kk_type_of(a);
    if (!is_class(type)) {
        Value (*binary)(Vm *, BinaryOp, Value, Value) = kk_ops_of(type->slots)->binary;
        /* What % formats or asks for keys is the instance, not what it wraps. */
        return binary == NULL ? kk_not_implemented
                              : binary(vm, op, a, op == BIN_MOD ? b : kk_unwrap(b));
    }
    bool found;
    Value r = kk_call_special(vm, a, binary_names[op].plain, &b, 1, &found);
    return found ? r : kk_not_implemented;
}

KK_MUST_CHECK static Value try_reflected(Vm *vm, BinaryOp op, Value a, Value b)
{
    const TypeObj *type = kk_type_of(b);
    if (!is_class(type)) {
        Value (*binary)(Vm *, BinaryOp, Value, Value) = kk_ops_of(type->slots)->binary;
        return binary == NULL ? kk_not_implemented : binary(vm, op, kk_unwrap(a), b);
    }
    bool found;
    Value r = kk_call_special(vm, b, binary_names[op].reflected, &a, 1, &found);
    return found ? r : kk_not_implemented;
}

/*
 * The reflected method goes first when b's class derives from a's and has its own. Ints know floats here, which
 * theirs do not in Python: a class derived from float goes before them too.
 */
static bool reflected_first(Vm *vm, const TypeObj *ta, const TypeObj *tb, Value name)
{
    if (is_class(tb) && (ta == &kk_type_int || ta == &kk_type_bool) && kk_type_is_subclass(tb, &kk_type_float))
        return kk_class_attr(vm, tb, name) != kk_class_attr(vm, &kk_type_float, name);
    return ta != tb && is_class(tb) && kk_type_is_subclass(tb, ta) &&
           kk_class_attr(vm, tb, name) != kk_class_attr(vm, ta, name);
}

KK_MUST_CHECK static Value binary_or_not_implemented(Vm *vm, BinaryOp op, Value a, Value b)
{
    const TypeObj *ta = kk_type_of(a), *tb = kk_type_of(b);
    if (ta == tb && !is_class(ta))
        return kk_ops_of(ta->slots)->binary == NULL ? kk_not_implemented : kk_ops_of(ta->slots)->binary(vm, op, a, b);
    bool first = reflected_first(vm, ta, tb, binary_names[op].reflected);
    Value r = first ? try_reflected(vm, op, a, b) : try_plain(vm, op, a, b);
    if (r != kk_not_implemented)
        return r;
    if (first)
        return try_plain(vm, op, a, b);
    return ta == tb ? r : try_reflected(vm, op, a, b);
}

KK_MUST_CHECK static Value unsupported(Vm *vm, const char *symbol, Value a, Value b)
{
    return kk_raise(vm, KK_TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, a, b);
}

Value kk_binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Value r = binary_or_not_implemented(vm, op, a, b);
    return r == kk_not_implemented ? unsupported(vm, binary_names[op].symbol, a, b) : r;
}

Value kk_binary_reflected(Vm *vm, BinaryOp op, Value a, Value b, bool inplace)
{
    Value r = kk_not_implemented;
    if (kk_type_of(a) != kk_type_of(b))
        r = try_reflected(vm, op, a, b);
    const char *symbol = inplace ? binary_names[op].inplace_symbol : binary_names[op].symbol;
    return r == kk_not_implemented ? unsupported(vm, symbol, a, b) : r;
}

Value kk_inplace(Vm *vm, BinaryOp op, Value a, Value b)
{
    const TypeObj *type = kk_type_of(a);
    Value r = kk_not_implemented;
    if (is_class(type)) {
        bool found;
        r = kk_call_special(vm, a, binary_names[op].inplace, &b, 1, &found);
        if (!found)
            r = kk_not_implemented;
    } else if (kk_ops_of(type->slots)->inplace != NULL) {
        r = kk_ops_of(type->slots)->inplace(vm, op, a, b);
    }
    if (r == kk_not_implemented)
        r = binary_or_not_implemented(vm, op, a, b);
    return r == kk_not_implemented ? unsupported(vm, binary_names[op].inplace_symbol, a, b) : r;
}

/* ---- unary ---- */

Value kk_unary_opt(Vm *vm, UnaryOp op, Value a)
{
    const TypeObj *type = kk_type_of(a);
    if (!is_class(type))
        return kk_ops_of(type->slots)->unary == NULL ? kk_not_implemented : kk_ops_of(type->slots)->unary(vm, op, a);
    bool found;
    Value r = kk_call_special(vm, a, unary_names[op], NULL, 0, &found);
    return found ? r : kk_not_implemented;
}

Value kk_unary(Vm *vm, UnaryOp op, Value a)
{
    static const char *const what[] = {"unary -", "unary +", "unary ~", "abs()"};
    Value r = kk_unary_opt(vm, op, a);
    if (r != kk_not_implemented)
        return r;
    if (op == UN_INDEX)
        return kk_raise(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", a);
    if (op == UN_INT || op == UN_FLOAT)
        return kk_raise(vm, KK_TypeError, "must be real number, not %T", a);
    return kk_raise(vm, KK_TypeError, "bad operand type for %s: '%T'", what[op], a);
}

/* ---- comparison ---- */

KK_MUST_CHECK static Value try_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    const TypeObj *type = kk_type_of(a);
    if (!is_class(type)) {
        Value (*compare)(Vm *, Value, Value, CompareOp) = type->slots->compare;
        return compare == NULL ? kk_not_implemented : compare(vm, a, kk_unwrap(b), op);
    }
    bool found;
    Value r = kk_call_special(vm, a, compare_names[op], &b, 1, &found);
    return found ? r : kk_not_implemented;
}

/* Nobody knew: identity decides equality, an order does not exist. */
KK_MUST_CHECK static Value compare_unknown(Vm *vm, Value a, Value b, CompareOp op)
{
    static const char *const symbols[] = {"<", "<=", "==", "!=", ">", ">="};
    if (op == CMP_EQ || op == CMP_NE)
        return kk_bool((a == b) == (op == CMP_EQ));
    return kk_raise(vm, KK_TypeError, "'%s' not supported between instances of '%T' and '%T'", symbols[op], a, b);
}

Value kk_compare_reflected(Vm *vm, Value a, Value b, CompareOp op)
{
    Value r = try_compare(vm, b, a, reflected_compare[op]);
    return r == kk_not_implemented ? compare_unknown(vm, a, b, op) : r;
}

Value kk_compare_name(CompareOp op)
{
    return compare_names[op];
}

Value kk_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    const TypeObj *ta = kk_type_of(a), *tb = kk_type_of(b);
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    Value r;
    if (ta == tb && !is_class(ta)) {
        r = ta->slots->compare == NULL ? kk_not_implemented : ta->slots->compare(vm, a, b, op);
        kk_depth_leave(vm);
        return r == kk_not_implemented ? compare_unknown(vm, a, b, op) : r;
    }
    bool first = reflected_first(vm, ta, tb, compare_names[reflected_compare[op]]);
    r = first ? try_compare(vm, b, a, reflected_compare[op]) : try_compare(vm, a, b, op);
    if (r == kk_not_implemented)
        r = first ? try_compare(vm, a, b, op) : try_compare(vm, b, a, reflected_compare[op]);
    kk_depth_leave(vm);
    return r == kk_not_implemented ? compare_unknown(vm, a, b, op) : r;
}
