/*
 * ops_arith.c: operators out of line: which operation an opcode means, Python's special methods for it.
 *
 * Layer: vm.   Tests: tests/types/type/operators.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/int/int.h"
#include "types/percent.h"
#include "types/set.h"
#include "types/str/str.h"
#include "vm/vm_ops.h"

/* What a binary opcode means: its operation << 4, and which of the six forms it is; a comparing one: its CompareOp. */
enum { FORM_REG = 0, FORM_IMM = 1, FORM_CONST = 2, FORM_INPLACE = 4 };
#define FORMS(name, op)                                                                  \
    [OP_##name] = (op) << 4 | FORM_REG, [OP_I##name] = (op) << 4 | FORM_REG | FORM_INPLACE
#define FORMS_I(name, op)                                                                \
    [OP_##name##I] = (op) << 4 | FORM_IMM, [OP_I##name##I] = (op) << 4 | FORM_IMM | FORM_INPLACE
#define FORMS_K(name, op)                                                                \
    [OP_##name##K] = (op) << 4 | FORM_CONST, [OP_I##name##K] = (op) << 4 | FORM_CONST | FORM_INPLACE
#define COMPARISON(name, op)                                                                        \
    [OP_##name] = op, [OP_JT_##name] = op, [OP_JF_##name] = op, [OP_JT_##name##I] = op, [OP_JF_##name##I] = op
static const uint8_t meanings[OP_COUNT] = {
    FORMS(ADD, BIN_ADD), FORMS(SUB, BIN_SUB), FORMS(MUL, BIN_MUL), FORMS(TRUEDIV, BIN_TRUEDIV),
    FORMS(FLOORDIV, BIN_FLOORDIV), FORMS(MOD, BIN_MOD), FORMS(AND, BIN_AND), FORMS(OR, BIN_OR), FORMS(XOR, BIN_XOR),
    FORMS(LSHIFT, BIN_LSHIFT), FORMS(RSHIFT, BIN_RSHIFT), FORMS(POW, BIN_POW), FORMS(MATMUL, BIN_MATMUL),
    FORMS_I(ADD, BIN_ADD), FORMS_I(SUB, BIN_SUB), FORMS_I(MUL, BIN_MUL), FORMS_I(FLOORDIV, BIN_FLOORDIV),
    FORMS_I(MOD, BIN_MOD), FORMS_I(AND, BIN_AND), FORMS_I(LSHIFT, BIN_LSHIFT), FORMS_I(RSHIFT, BIN_RSHIFT),
    FORMS_K(ADD, BIN_ADD), FORMS_K(SUB, BIN_SUB), FORMS_K(MUL, BIN_MUL), FORMS_K(TRUEDIV, BIN_TRUEDIV),
    FORMS_K(FLOORDIV, BIN_FLOORDIV), FORMS_K(MOD, BIN_MOD), FORMS_K(AND, BIN_AND), FORMS_K(OR, BIN_OR),
    FORMS_K(XOR, BIN_XOR),
    COMPARISON(LT, CMP_LT), COMPARISON(LE, CMP_LE), COMPARISON(EQ, CMP_EQ),
    COMPARISON(NE, CMP_NE), COMPARISON(GT, CMP_GT), COMPARISON(GE, CMP_GE),
};

static unsigned meaning(unsigned opcode) { return kk_rom_byte(&meanings[opcode]); }
static CompareOp comparison(unsigned opcode) { return (CompareOp)meaning(opcode); }

static BinaryOp operation(unsigned opcode)
{
    return (BinaryOp)(meaning(opcode) >> 4);
}

Value kk_op_operand(unsigned opcode, uint32_t w, const Value *reg, const Value *k)
{
    switch (meaning(opcode) & 3) {
    case FORM_IMM:
        return KK_INT(KK_SC(w));
    case FORM_CONST:
        return k[KK_C(w)];
    default:
        return reg[KK_C(w)];
    }
}

/* int op float and float op int without a dispatch through types: frequent in formulas. */
KK_INLINE bool mixed_floats(Value a, Value b, KkFloat *x, KkFloat *y)
{
    if (kk_float_is_immediate(a))
        *x = kk_float_decode(a);
    else if (kk_smallint_is(a))
        *x = (KkFloat)kk_smallint_get(a);
    else
        return false;
    if (kk_float_is_immediate(b))
        *y = kk_float_decode(b);
    else if (kk_smallint_is(b))
        *y = (KkFloat)kk_smallint_get(b);
    else
        return false;
    return kk_float_is_immediate(a) || kk_float_is_immediate(b);
}

/* a is an int exactly: small or long. */
KK_INLINE bool is_plain_int(Value a)
{
    return kk_smallint_is(a) || kk_kind_is(a, KIND_INT);
}

/* What programs do most with a str on the left; kk_not_implemented leaves it to the general way. */
KK_MUST_CHECK static Value str_binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op == BIN_ADD && kk_ref_is(b) && kk_str_is(b))
        return kk_str_concat(vm, a, b);
    if (op == BIN_MUL && kk_smallint_is(b))
        return kk_str_repeat(vm, a, kk_smallint_get(b));
    if (op == BIN_MOD && (kk_type_of(b)->flags & TYPE_HEAP) == 0)
        return kk_percent_str(vm, a, b);
    return kk_not_implemented;
}

Value kk_op_binary(Vm *vm, unsigned opcode, Value a, Value b)
{
    BinaryOp op = operation(opcode);
    KkFloat x, y;
    if (is_plain_int(a) && is_plain_int(b)) {
        Value r = kk_int_binary(vm, op, a, b);
        if (r != kk_not_implemented)
            return r;
    }
    if (mixed_floats(a, b, &x, &y)) {
        if (op == BIN_ADD)
            return kk_float_new(vm, x + y);
        if (op == BIN_SUB)
            return kk_float_new(vm, x - y);
        if (op == BIN_MUL)
            return kk_float_new(vm, x * y);
        if (op == BIN_TRUEDIV && y != 0)
            return kk_float_new(vm, x / y);
    }
    if (kk_ref_is(a) && kk_str_is(a)) {
        Value r = str_binary(vm, op, a, b);
        if (r != kk_not_implemented)
            return r;
    }
    if (meaning(opcode) & FORM_INPLACE)
        return kk_inplace(vm, op, a, b);
    return kk_binary(vm, op, a, b);
}

/* The plain Python function of two parameters that class type has under name. */
static FunctionObj *simple_method(Vm *vm, const TypeObj *type, Value name)
{
    Value raw = kk_class_attr(vm, type, name);
    if (raw == KK_UNSET || !kk_desc_is(raw, &kk_type_function))
        return NULL;
    FunctionObj *function = KK_OBJ(FunctionObj, raw);
    return kk_call_is_simple(KK_OBJ(const CodeObj, function->code), 2) ? function : NULL;
}

/* b's class could want to answer first: it derives from a's. */
static bool may_reflect_first(Value a, Value b)
{
    const TypeObj *ta = kk_type_of(a), *tb = kk_type_of(b);
    return ta != tb && (tb->flags & TYPE_HEAP) != 0 && kk_type_is_subclass(tb, ta);
}

FunctionObj *kk_op_binary_method(Vm *vm, unsigned opcode, Value a, Value b)
{
    if (!kk_ref_is(a) || kk_header_is_compact(kk_header(a)))
        return NULL;
    const TypeObj *type = kk_type_of(a);
    if ((type->flags & TYPE_HEAP) == 0 || may_reflect_first(a, b))
        return NULL;
    BinaryOp op = operation(opcode);
    if (meaning(opcode) & FORM_INPLACE) {
        Value name = kk_binary_name(op, true);
        if (kk_class_attr(vm, type, name) != KK_UNSET)
            return NULL;
    }
    return simple_method(vm, type, kk_binary_name(op, false));
}

Value kk_op_binary_retry(Vm *vm, unsigned opcode, Value a, Value b)
{
    BinaryOp op = operation(opcode);
    return kk_binary_reflected(vm, op, a, b, (meaning(opcode) & FORM_INPLACE) != 0);
}

/* ---- comparisons ---- */

KK_INLINE bool compare_floats(CompareOp op, KkFloat x, KkFloat y)
{
    switch (op) {
    case CMP_LT: return x < y;
    case CMP_LE: return x <= y;
    case CMP_EQ: return x == y;
    case CMP_NE: return x != y;
    case CMP_GT: return x > y;
    default: return x >= y;
    }
}

/* Floats and ints that are words: which is larger is told exactly, also where the float of an int is rounded. */
static bool compare_numbers(CompareOp op, Value a, Value b)
{
    bool ai = kk_smallint_is(a), bi = kk_smallint_is(b);
    KkFloat x = ai ? (KkFloat)kk_smallint_get(a) : kk_float_decode(a);
    KkFloat y = bi ? (KkFloat)kk_smallint_get(b) : kk_float_decode(b);
    if ((ai || bi) && x == y) {
        intptr_t i = ai ? kk_smallint_get(a) : (intptr_t)x, j = bi ? kk_smallint_get(b) : (intptr_t)y;
        x = (KkFloat)((i > j) - (i < j));
        y = 0;
    }
    return compare_floats(op, x, y);
}

Value kk_op_compare(Vm *vm, unsigned opcode, Value a, Value b)
{
    CompareOp op = comparison(opcode);
    if (kk_number_words(a, b))
        return kk_bool(compare_numbers(op, a, b));
    if ((op == CMP_EQ || op == CMP_NE) && kk_ref_is(a) && kk_ref_is(b) && kk_str_is(a) && kk_str_is(b))
        return kk_bool(kk_str_equal(a, b) == (op == CMP_EQ));
    return kk_compare(vm, a, b, op);
}

Value kk_op_not(Vm *vm, Value v)
{
    bool truth;
    return kk_truth(vm, v, &truth) ? kk_bool(!truth) : KK_ERROR;
}

bool kk_op_jumps(unsigned opcode, Value a, Value b)
{
    CompareOp op = comparison(opcode);
    bool truth = kk_float_both_immediate(a, b) ? compare_floats(op, kk_float_decode(a), kk_float_decode(b))
                                               : compare_numbers(op, a, b);
    return truth == kk_op_jumps_if(opcode);
}

FunctionObj *kk_op_compare_method(Vm *vm, unsigned opcode, Value a, Value b)
{
    if (!kk_ref_is(a))
        return NULL;
    const TypeObj *type = kk_type_of(a);
    if ((type->flags & TYPE_HEAP) == 0 || may_reflect_first(a, b))
        return NULL;
    return simple_method(vm, type, kk_compare_name(comparison(opcode)));
}

Value kk_op_compare_retry(Vm *vm, unsigned opcode, Value a, Value b)
{
    return kk_compare_reflected(vm, a, b, comparison(opcode));
}

bool kk_op_contains(Vm *vm, Value item, Value container, bool *found)
{
    if (kk_kind_is(container, KIND_STR) && kk_kind_is(item, KIND_STR)) {
        *found = kk_str_has(container, item);
        return true;
    }
    if (kk_desc_is(container, &kk_type_set))
        return kk_set_contains_any(vm, container, item, found);
    return kk_contains(vm, container, item, found);
}

const uint32_t *kk_op_jump(Vm *vm, const uint32_t *pc, uint32_t w, Value r)
{
    bool truth;
    if (r == KK_ERROR || !kk_truth(vm, r, &truth))
        return NULL;
    return truth == kk_op_jumps_if(KK_OP_OF(w)) ? pc + KK_SC(w) : pc;
}

const uint32_t *kk_op_returned(Vm *vm, const uint32_t *pc, Value r, bool truth)
{
    uint32_t w = pc[-1];
    unsigned op = KK_OP_OF(w);
    const Value *reg = vm->base;
    if (truth) {
        bool small = op >= OP_JT_LTI && op <= OP_JF_GEI;
        if (r == kk_not_implemented)
            r = kk_op_compare_retry(vm, op, reg[KK_A(w)], small ? KK_INT(KK_SB(w)) : reg[KK_B(w)]);
        return kk_op_jump(vm, pc, w, r);
    }
    if (op >= OP_LT && op <= OP_GE) {
        r = kk_op_compare_retry(vm, op, reg[KK_B(w)], reg[KK_C(w)]);
    } else {
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, reg[-3])->code);
        r = kk_op_binary_retry(vm, op, reg[KK_B(w)], kk_op_operand(op, w, reg, code->consts));
    }
    if (r == KK_ERROR)
        return NULL;
    vm->base[KK_A(w)] = r;
    return pc;
}
