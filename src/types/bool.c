/*
 * bool.c: the type bool: two ints with names.
 *
 * True and False are objects in flash; as numbers they are 1 and 0 (kk_int_plain()).
 *
 * Layer: types.   Tests: tests/types/bool/.
 */
#include "types/number.h"

const Obj kk_bool_objs[2] = {{(uintptr_t)&kk_type_bool}, {(uintptr_t)&kk_type_bool}};

/* bool(x=False) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    bool truth = false;
    if (!kk_number_no_keywords(vm, args, kw, "bool"))
        return KK_ERROR;
    if (args.n > 1)
        return kk_raise(vm, KK_TypeError, "bool expected at most 1 argument, got %zu", args.n);
    if (args.n == 1 && !kk_truth(vm, args.pos[0], &truth))
        return KK_ERROR;
    return kk_bool(truth);
}

static Value repr(Vm *vm, Value self)
{
    return self == kk_true ? KK_N(True) : KK_N(False);
}

/* & | ^ of two bools are bool; all else is int's. */
static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (kk_bool_is(a) && kk_bool_is(b)) {
        switch (op) {
        case BIN_AND:
            return kk_bool(a == kk_true && b == kk_true);
        case BIN_OR:
            return kk_bool(a == kk_true || b == kk_true);
        case BIN_XOR:
            return kk_bool(a != b);
        default:
            break;
        }
    }
    return kk_int_binary(vm, op, a, b);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    return kk_type_int.slots->compare(vm, a, b, op);
}

/* format(True) is 'True'; with a spec it is the int's. */
static Value format(Vm *vm, Value self, Value spec)
{
    if (kk_str_is(spec) && kk_len_of(spec) == 0)
        return repr(vm, self);
    return kk_rare_of(kk_type_int.slots)->format(vm, self, spec);
}

static bool truth(Vm *vm, Value self, bool *result)
{
    *result = self == kk_true;
    return true;
}

static const TypeSlots bool_slots = {
    .make = make, .repr = repr, .hash = kk_int_hash, .compare = compare,
    .ops = &(const OpSlots){.unary = kk_int_unary, .binary = binary,
        .binary_ops = KK_OP_BOTH(BIN_ADD) | KK_OP_BOTH(BIN_SUB) | KK_OP_BOTH(BIN_MUL) |
        KK_OP_BOTH(BIN_TRUEDIV) | KK_OP_BOTH(BIN_FLOORDIV) | KK_OP_BOTH(BIN_MOD) | KK_OP_BOTH(BIN_POW) |
        KK_OP_BOTH(BIN_DIVMOD) | KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) |
        KK_OP_BOTH(BIN_LSHIFT) | KK_OP_BOTH(BIN_RSHIFT)},
    .rare = &(const RareSlots){.format = format, .truth = truth},
};

static const Layout bool_layout = {.words = 1};

KK_TYPE(bool, int) = {KK_TYPE_HEAD(bool, int, &bool_layout, TYPE_FINAL), .slots = &bool_slots};
