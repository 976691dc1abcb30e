/*
 * fold.c: expressions whose value is known when they are compiled.
 *
 * Only small results are folded, and nothing that could raise: what fails is left for run time.
 *
 * Layer: lang.   Tests: tests/lang/folding.py.
 */
#include "lang/emit.h"

enum { TEXT_MAX = 128, POWER_MAX = 64, SHIFT_MAX = 64 };

static bool is_number(Value v) { return kk_smallint_is(v) || kk_float_is(v); }

/* An exception on the way to a constant is dropped. */
static Value or_unset(Emit *e, Value v)
{
    if (v != KK_ERROR)
        return v;
    (void)kk_pending_take(e->vm);
    return KK_UNSET;
}

/* Whether the operation is cheap and its result small. */
static bool is_modest(NodeKind op, Value a, Value b)
{
    if (kk_str_is(a) || kk_kind_is(a, KIND_BYTES))
        return (op == N_ADD && !is_number(b) && kk_ref_is(b) &&
                kk_header_kind(kk_header(a)) == kk_header_kind(kk_header(b)) &&
                kk_header_is_compact(kk_header(b)) && kk_len_of(a) + kk_len_of(b) <= TEXT_MAX) ||
               (op == N_MUL && kk_smallint_is(b) && kk_smallint_get(b) >= 0 &&
                kk_smallint_get(b) <= TEXT_MAX &&
                kk_len_of(a) * (size_t)kk_smallint_get(b) <= TEXT_MAX);
    if (!is_number(a) || !is_number(b))
        return kk_kind_is(a, KIND_INT) && kk_smallint_is(b) && (op == N_SUB || op == N_ADD);
    if (op == N_POW)
        return kk_smallint_is(b) && kk_smallint_get(b) >= 0 && kk_smallint_get(b) <= POWER_MAX &&
               (!kk_smallint_is(a) || (kk_smallint_get(a) <= 1024 && kk_smallint_get(a) >= -1024));
    if (op == N_LSHIFT)
        return kk_smallint_is(a) && kk_smallint_is(b) && kk_smallint_get(b) >= 0 &&
               kk_smallint_get(b) <= SHIFT_MAX;
    if (op == N_TRUEDIV || op == N_FLOORDIV || op == N_MOD)
        return b != KK_INT(0) && (!kk_float_is(b) || kk_float_get(b) != 0);
    return op != N_MATMUL;
}

Value kk_fold_binary(Emit *e, NodeKind op, Value left, Value right)
{
    static const uint32_t operators[] = {
        [N_ADD - N_ADD] = BIN_ADD,           [N_SUB - N_ADD] = BIN_SUB,
        [N_MUL - N_ADD] = BIN_MUL,           [N_TRUEDIV - N_ADD] = BIN_TRUEDIV,
        [N_FLOORDIV - N_ADD] = BIN_FLOORDIV, [N_MOD - N_ADD] = BIN_MOD,
        [N_POW - N_ADD] = BIN_POW,           [N_MATMUL - N_ADD] = BIN_MATMUL,
        [N_AND - N_ADD] = BIN_AND,           [N_OR - N_ADD] = BIN_OR,
        [N_XOR - N_ADD] = BIN_XOR,           [N_LSHIFT - N_ADD] = BIN_LSHIFT,
        [N_RSHIFT - N_ADD] = BIN_RSHIFT,
    };
    if (!is_modest(op, left, right))
        return KK_UNSET;
    return or_unset(e, kk_binary(e->vm, (BinaryOp)operators[op - N_ADD], left, right));
}

/* The value of X from X = const(...). */
static bool const_name(Emit *e, uint32_t name, Value *v)
{
    Lang *c = e->c;
    for (uint32_t i = 0; i + 1 < c->nconst_values; i += 2) {
        const Value *pair = KK_OBJ(ValuesObj, c->const_values)->at + i;
        if (pair[0] == KK_INT(name)) {
            NamePlace p = kk_emit_name_place(e, name);
            if (p.where != AT_GLOBAL && !(p.where == AT_NAME && p.index == 0))
                return false;
            *v = pair[1];
            return true;
        }
    }
    return false;
}

static bool debug_name(Emit *e, uint32_t name, Value *v)
{
    if (kk_lang_name(e->c, name) != KK_N(__debug__))
        return false;
    *v = kk_bool(e->c->options->optimize == 0);
    return true;
}

static bool unary_value(Emit *e, NodeKind kind, uint32_t operand, Value *v)
{
    if (kind == N_NOT) {
        int truth = kk_fold_truth(e, operand);
        *v = kk_bool(truth == 0);
        return truth >= 0;
    }
    if (!kk_fold_value(e, operand, v) || !(is_number(*v) || kk_kind_is(*v, KIND_INT)))
        return false;
    if (kind == N_INVERT && !kk_smallint_is(*v))
        return false;
    *v = or_unset(e, kk_unary(e->vm,
                              kind == N_NEG   ? UN_NEG
                              : kind == N_POS ? UN_POS
                                              : UN_INVERT,
                              *v));
    return *v != KK_UNSET;
}

bool kk_fold_items(Emit *e, uint32_t root, Value *v)
{
    Words *ast = &e->c->ast;
    uint32_t at, n = kk_ast_count(ast, root, &at);
    Value item;
    if (n == 0)
        return false;
    for (uint32_t i = n, node = at; i > 0; i--) {
        if (!kk_fold_value(e, node, &item))
            return false;
        node = kk_ast_start(ast, node) - 1;
    }
    Value tuple = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, n),
                                        sizeof(TupleObj) + n * sizeof(Value));
    *v = or_unset(e, tuple);
    if (*v == KK_UNSET)
        return false;
    for (uint32_t i = n; i > 0; i--) {
        if (!kk_fold_value(e, at, &item))
            return false;
        KK_OBJ(TupleObj, tuple)->at[i - 1] = item;
        at = kk_ast_start(ast, at) - 1;
    }
    return true;
}

static bool binary_value(Emit *e, uint32_t root, Value *v)
{
    uint32_t w = kk_emit_node(e, root);
    Value left, right;
    /* The right operand first: it tells quickest that there is nothing to fold. */
    if (!kk_fold_value(e, root - 1, &right) || !kk_fold_value(e, root - N_ARG(w), &left))
        return false;
    *v = kk_fold_binary(e, N_KIND(w), left, right);
    return *v != KK_UNSET;
}

static bool compound_value(Emit *e, uint32_t root, Value *v)
{
    NodeKind kind = N_KIND(kk_emit_node(e, root));
    /* Deep nests are left to run time: folding is no reason for a RecursionError. */
    if (!kk_depth_enter(e->vm)) {
        (void)kk_pending_take(e->vm);
        return false;
    }
    bool ok = kind == N_TUPLE                     ? kk_fold_items(e, root, v)
              : kind >= N_ADD && kind <= N_RSHIFT ? binary_value(e, root, v)
                                                  : unary_value(e, kind, root - 1, v);
    kk_depth_leave(e->vm);
    return ok;
}

bool kk_fold_value(Emit *e, uint32_t root, Value *v)
{
    uint32_t w = kk_emit_node(e, root), arg = N_ARG(w);
    /* Below, exceptions are dropped: not one that was there before. */
    if (kk_vm_failed(e->vm))
        return false;
    switch (N_KIND(w)) {
    case N_INT:
        *v = KK_INT(arg);
        return true;
    case N_CONST:
        *v = kk_lang_literal(e->c, arg);
        return true;
    case N_NONE:
        *v = kk_none;
        return true;
    case N_TRUE:
        *v = kk_true;
        return true;
    case N_FALSE:
        *v = kk_false;
        return true;
    case N_ELLIPSIS:
        *v = kk_ellipsis;
        return true;
    case N_NAME:
        return (e->c->has_const && const_name(e, arg, v)) || debug_name(e, arg, v);
    case N_LINE:
        return kk_fold_value(e, root - 1, v);
    case N_NEG:
    case N_POS:
    case N_INVERT:
    case N_NOT:
    case N_TUPLE:
    case N_ADD:
    case N_SUB:
    case N_MUL:
    case N_TRUEDIV:
    case N_FLOORDIV:
    case N_MOD:
    case N_POW:
    case N_AND:
    case N_OR:
    case N_XOR:
    case N_LSHIFT:
    case N_RSHIFT:
        return compound_value(e, root, v);
    default:
        return false;
    }
}

int kk_fold_truth(Emit *e, uint32_t root)
{
    Value v;
    bool truth;
    if (!kk_fold_value(e, root, &v))
        return -1;
    if (!kk_truth(e->vm, v, &truth)) {
        (void)kk_pending_take(e->vm);
        return -1;
    }
    return truth;
}
