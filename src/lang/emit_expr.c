/*
 * emit_expr.c: expressions into registers.
 *
 * Layer: lang.   Tests: tests/lang/expressions.py, tests/lang/folding.py.
 */
#include "lang/places.h"

/* The instructions of the arithmetic nodes, from N_ADD on: register | immediate << 8 | constant <<
 * 16 forms; 0: none. */
#define FORMS(r, i, k) ((uint32_t)(r) | (uint32_t)(i) << 8 | (uint32_t)(k) << 16)
static const uint32_t plain_forms[] = {
    [N_ADD - N_ADD] = FORMS(OP_ADD, OP_ADDI, OP_ADDK),
    [N_SUB - N_ADD] = FORMS(OP_SUB, OP_SUBI, OP_SUBK),
    [N_MUL - N_ADD] = FORMS(OP_MUL, OP_MULI, OP_MULK),
    [N_TRUEDIV - N_ADD] = FORMS(OP_TRUEDIV, 0, OP_TRUEDIVK),
    [N_FLOORDIV - N_ADD] = FORMS(OP_FLOORDIV, OP_FLOORDIVI, OP_FLOORDIVK),
    [N_MOD - N_ADD] = FORMS(OP_MOD, OP_MODI, OP_MODK),
    [N_POW - N_ADD] = FORMS(OP_POW, 0, 0),
    [N_MATMUL - N_ADD] = FORMS(OP_MATMUL, 0, 0),
    [N_AND - N_ADD] = FORMS(OP_AND, OP_ANDI, OP_ANDK),
    [N_OR - N_ADD] = FORMS(OP_OR, 0, OP_ORK),
    [N_XOR - N_ADD] = FORMS(OP_XOR, 0, OP_XORK),
    [N_LSHIFT - N_ADD] = FORMS(OP_LSHIFT, OP_LSHIFTI, 0),
    [N_RSHIFT - N_ADD] = FORMS(OP_RSHIFT, OP_RSHIFTI, 0),
};
static const uint32_t in_place_forms[] = {
    [N_ADD - N_ADD] = FORMS(OP_IADD, OP_IADDI, OP_IADDK),
    [N_SUB - N_ADD] = FORMS(OP_ISUB, OP_ISUBI, OP_ISUBK),
    [N_MUL - N_ADD] = FORMS(OP_IMUL, OP_IMULI, OP_IMULK),
    [N_TRUEDIV - N_ADD] = FORMS(OP_ITRUEDIV, 0, OP_ITRUEDIVK),
    [N_FLOORDIV - N_ADD] = FORMS(OP_IFLOORDIV, OP_IFLOORDIVI, OP_IFLOORDIVK),
    [N_MOD - N_ADD] = FORMS(OP_IMOD, OP_IMODI, OP_IMODK),
    [N_POW - N_ADD] = FORMS(OP_IPOW, 0, 0),
    [N_MATMUL - N_ADD] = FORMS(OP_IMATMUL, 0, 0),
    [N_AND - N_ADD] = FORMS(OP_IAND, OP_IANDI, OP_IANDK),
    [N_OR - N_ADD] = FORMS(OP_IOR, 0, OP_IORK),
    [N_XOR - N_ADD] = FORMS(OP_IXOR, 0, OP_IXORK),
    [N_LSHIFT - N_ADD] = FORMS(OP_ILSHIFT, OP_ILSHIFTI, 0),
    [N_RSHIFT - N_ADD] = FORMS(OP_IRSHIFT, OP_IRSHIFTI, 0),
};

static bool is_arithmetic(NodeKind kind) { return kind >= N_ADD && kind <= N_RSHIFT; }

/* Beyond so many constants they are put into tuples of that many. */
enum { CONSTS_PLAIN = 0xC000, SPILL = 127 };

static void spilled_constant(Emit *e, Value v, uint32_t dst)
{
    if (e->spill == KK_UNSET || e->spill_n == SPILL) {
        e->spill = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, SPILL), sizeof(TupleObj) + SPILL * sizeof(Value));
        if (e->spill == KK_ERROR)
            return;
        for (uint32_t i = 0; i < SPILL; i++)
            KK_OBJ(TupleObj, e->spill)->at[i] = kk_none;
        e->spill_n = 0;
        e->spill_at = kk_emit_const(e, e->spill);
    }
    KK_OBJ(TupleObj, e->spill)->at[e->spill_n] = v;
    kk_emit_abx(e, OP_LOADK, dst, e->spill_at);
    kk_emit_abc(e, OP_GETITEMI, dst, dst, e->spill_n++);
}

void kk_emit_expr_constant(Emit *e, Value v, uint32_t dst)
{
    uint32_t index;
    if (v == kk_none) {
        kk_emit_abc(e, OP_LOAD_NONE, dst, 0, 0);
        return;
    }
    if (kk_bool_is(v)) {
        kk_emit_abc(e, OP_LOAD_BOOL, dst, v == kk_true, 0);
        return;
    }
    if (kk_smallint_is(v) && kk_smallint_get(v) >= -32768 && kk_smallint_get(v) <= 32767) {
        kk_emit_abx(e, OP_LOADI, dst, (uint32_t)kk_smallint_get(v));
        return;
    }
    if (e->c->nconsts - e->const_at >= CONSTS_PLAIN) {
        spilled_constant(e, v, dst);
        return;
    }
    index = kk_emit_const(e, v);
    kk_emit_abx(e, OP_LOADK, dst, index);
}

bool kk_emit_expr_mentions(Emit *e, uint32_t root, uint32_t name)
{
    Words *ast = &e->c->ast;
    for (uint32_t i = kk_ast_start(ast, root); i <= root; i++) {
        uint32_t w = kk_words_get(ast, i);
        /* Words of other kinds may look like the name: that errs on the safe side. */
        if (N_KIND(w) == N_NAME && N_ARG(w) == name)
            return true;
    }
    return false;
}

uint32_t kk_emit_expr_any(Emit *e, uint32_t root)
{
    uint32_t w = kk_emit_node(e, root), reg;
    bool is_local = false;
    if (N_KIND(w) == N_NAME && !e->walrus) {
        uint32_t span = kk_places_enter(e, root);
        is_local = kk_emit_name_local(e, N_ARG(w), &reg);
        e->span = span;
    }
    return is_local ? reg : kk_emit_expr_temp(e, root);
}

uint32_t kk_emit_expr_temp(Emit *e, uint32_t root)
{
    uint32_t reg = kk_emit_take(e, 1);
    kk_emit_expr(e, root, reg);
    return reg;
}

/* As kk_emit_expr_any, but what needs a register gets dst, if that is a temporary. */
static uint32_t any_or(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t w = kk_emit_node(e, root);
    if (dst < e->nlocals || (N_KIND(w) == N_NAME && !e->walrus))
        return kk_emit_expr_any(e, root);
    kk_emit_expr(e, root, dst);
    return dst;
}

/* ---- operators ---- */

void kk_emit_expr_operate(Emit *e, NodeKind op, bool in_place, uint32_t dst, uint32_t left,
                          uint32_t right)
{
    uint32_t forms = (in_place ? in_place_forms : plain_forms)[op - N_ADD];
    uint32_t imm = forms >> 8 & 0xFF, konst = forms >> 16, reg, index;
    Value v;
    if ((imm | konst) != 0 && kk_fold_value(e, right, &v)) {
        if (imm != 0 && kk_smallint_is(v) && kk_smallint_get(v) >= -128 &&
            kk_smallint_get(v) <= 127) {
            kk_emit_abc(e, imm, dst, left, (uint32_t)kk_smallint_get(v));
            return;
        }
        if (konst != 0) {
            index = kk_emit_const(e, v);
            if (index < 256) {
                kk_emit_abc(e, konst, dst, left, index);
                return;
            }
        }
    }
    uint32_t top = e->top;
    reg = kk_emit_expr_any(e, right);
    e->top = top;
    kk_emit_abc(e, forms & 0xFF, dst, left, reg);
}

/* What has been computed of a chain of operators: a constant, or a register. */
typedef struct Partial {
    Value value; /* KK_UNSET: it is in reg */
    uint32_t reg;
} Partial;

/* One operator of the chain; the result goes to `to`. */
static void binary_step(Emit *e, uint32_t node, Partial *p, uint32_t to)
{
    NodeKind op = N_KIND(kk_emit_node(e, node));
    Value right;
    if (p->value != KK_UNSET) {
        if (kk_fold_value(e, node - 1, &right)) {
            Value folded = kk_fold_binary(e, op, p->value, right);
            if (folded != KK_UNSET) {
                p->value = folded;
                return;
            }
        }
        p->reg = kk_emit_take(e, 1);
        kk_emit_expr_constant(e, p->value, p->reg);
        p->value = KK_UNSET;
    }
    uint32_t span = kk_places_enter(e, node);
    kk_emit_expr_operate(e, op, false, to, p->reg, node - 1);
    e->span = span;
    p->reg = to;
}

/* A chain of left-associative operators: walked down to its first operand, then computed upwards.
 */
static void binary(Emit *e, uint32_t root, uint32_t dst)
{
    Words *ast = &e->c->ast;
    uint32_t base = ast->top, top = e->top, node = root, scratch = dst;
    for (; is_arithmetic(N_KIND(kk_emit_node(e, node))); node -= N_ARG(kk_emit_node(e, node))) {
        kk_emit_scratch(e, node);
    }
    Partial p = {KK_UNSET, 0};
    if (!kk_fold_value(e, node, &p.value)) {
        p.value = KK_UNSET;
        p.reg = any_or(e, node, dst);
    }
    /* A local must not be seen half-computed. */
    if (dst < e->nlocals && ast->top - base > 1)
        scratch = kk_emit_take(e, 1);
    for (uint32_t i = ast->top; i > base; i--) {
        binary_step(e, kk_words_get(ast, i - 1), &p, i - 1 == base ? dst : scratch);
    }
    ast->top = base;
    e->top = top;
    if (p.value != KK_UNSET)
        kk_emit_expr_constant(e, p.value, dst);
}

static void unary(Emit *e, uint32_t root, uint32_t op, uint32_t dst)
{
    uint32_t top = e->top, reg;
    Value v;
    if (kk_fold_value(e, root, &v)) {
        kk_emit_expr_constant(e, v, dst);
        return;
    }
    reg = any_or(e, root - 1, dst);
    e->top = top;
    kk_emit_abc(e, op, dst, reg, 0);
}

/* then if condition else other */
static void conditional(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t other;
    (void)kk_ast_count(&e->c->ast, root, &other);
    uint32_t condition = kk_ast_start(&e->c->ast, other) - 1;
    uint32_t then = kk_ast_start(&e->c->ast, condition) - 1;
    int known = kk_fold_truth(e, condition);
    if (known >= 0) {
        kk_emit_expr(e, known ? then : other, dst);
        return;
    }
    JumpList to_other = 0, to_end = 0;
    kk_emit_cond(e, condition, false, &to_other);
    RegSet sure = e->assigned;
    kk_emit_expr(e, then, dst);
    kk_emit_jump(e, OP_JUMP, &to_end);
    kk_emit_here(e, &to_other);
    e->assigned = sure;
    kk_emit_expr(e, other, dst);
    kk_emit_here(e, &to_end);
    e->assigned = sure;
}

/* ---- attributes and items ---- */

void kk_emit_expr_getattr(Emit *e, uint32_t dst, uint32_t object, uint32_t name)
{
    uint32_t index;
    index = kk_emit_name_const(e, name);
    if (index < 256) {
        kk_emit_abc(e, OP_GETATTR, dst, object, index);
        return;
    }
    kk_emit_abc(e, OP_GETATTR_X, dst, object, 0);
    kk_emit_word(e, index);
}

void kk_emit_expr_setattr(Emit *e, uint32_t object, uint32_t name, uint32_t value)
{
    uint32_t index;
    index = kk_emit_name_const(e, name);
    if (index < 256) {
        kk_emit_abc(e, OP_SETATTR, object, value, index);
        return;
    }
    kk_emit_abc(e, OP_SETATTR_X, object, value, 0);
    kk_emit_word(e, index);
}

/* The parts of a slice into consecutive registers. */
static void slice_parts(Emit *e, uint32_t root, uint32_t *first, uint32_t *count)
{
    uint32_t base, n;
    kk_emit_children(e, root, &base, &n);
    *first = kk_emit_take(e, n);
    for (uint32_t i = 0; i < n; i++) {
        kk_emit_expr(e, kk_emit_child(e, base, n, i), *first + i);
    }
    e->c->ast.top = base;
    *count = n;
}

static bool is_slice(Emit *e, uint32_t root) { return N_KIND(kk_emit_node(e, root)) == N_SLICE; }

static void slice(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, first, count;
    slice_parts(e, root, &first, &count);
    e->top = top;
    kk_emit_abc(e, OP_BUILD_SLICE, dst, first, count);
}

uint32_t kk_emit_expr_index(Emit *e, uint32_t root)
{
    uint32_t reg;
    if (!is_slice(e, root))
        return kk_emit_expr_any(e, root);
    reg = kk_emit_take(e, 1);
    slice(e, root, reg);
    return reg;
}

static void subscript(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, object, reg, count;
    uint32_t index = root - 1;
    Value v;
    object = any_or(e, root - N_ARG(kk_emit_node(e, root)), dst);
    if (is_slice(e, index) && kk_ast_count(&e->c->ast, index, &count) == 2) {
        slice_parts(e, index, &reg, &count);
        e->top = top;
        kk_emit_abc(e, OP_GETSLICE, dst, object, reg);
        return;
    }
    if (kk_fold_value(e, index, &v) && kk_smallint_is(v) && kk_smallint_get(v) >= -128 &&
        kk_smallint_get(v) <= 127) {
        e->top = top;
        kk_emit_abc(e, OP_GETITEMI, dst, object, (uint32_t)kk_smallint_get(v));
        return;
    }
    reg = kk_emit_expr_index(e, index);
    e->top = top;
    kk_emit_abc(e, OP_GETITEM, dst, object, reg);
}

static void attribute(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, object;
    object = any_or(e, root - 1, dst);
    e->top = top;
    kk_emit_expr_getattr(e, dst, object, N_ARG(kk_emit_node(e, root)));
}

void kk_emit_expr_wait(Emit *e, AsyncStep step, uint32_t b, uint32_t dst)
{
    uint32_t top = e->top, reg;
    reg = kk_emit_take(e, 1);
    kk_emit_abc(e, OP_ASYNC, reg, b, step);
    e->top = top;
    kk_emit_abc(e, OP_YIELD_FROM, dst, reg, 0);
}

static void await(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, reg;
    reg = kk_emit_expr_any(e, root - 1);
    e->top = top;
    kk_emit_expr_wait(e, ASYNC_AWAIT, reg, dst);
}

static void yield(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, reg;
    bool from = N_KIND(kk_emit_node(e, root)) == N_YIELD_FROM;
    if (from)
        reg = kk_emit_expr_temp(e, root - 1);
    else
        reg = kk_emit_expr_any(e, root - 1);
    if (from)
        kk_emit_abc(e, OP_ASYNC, reg, reg, ASYNC_DELEGATE);
    e->top = top;
    kk_emit_abc(e, from ? OP_YIELD_FROM : OP_YIELD, dst, reg, 0);
}

/* ---- everything ---- */

static void on_line(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t line = e->line;
    e->line = N_ARG(kk_emit_node(e, root));
    kk_emit_expr(e, root - 1, dst);
    e->line = line;
}

static void name(Emit *e, uint32_t root, uint32_t dst)
{
    Value v;
    if (e->c->has_const && kk_fold_value(e, root, &v)) {
        kk_emit_expr_constant(e, v, dst);
        return;
    }
    kk_emit_name_load(e, N_ARG(kk_emit_node(e, root)), dst);
}

static void dispatch(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t w = kk_emit_node(e, root);
    NodeKind kind = N_KIND(w);
    if (is_arithmetic(kind)) {
        binary(e, root, dst);
        return;
    }
    switch (kind) {
    case N_NAME:
        name(e, root, dst);
        break;
    case N_INT:
    case N_CONST:
    case N_NONE:
    case N_TRUE:
    case N_FALSE:
    case N_ELLIPSIS: {
        Value v;
        if (kk_fold_value(e, root, &v))
            kk_emit_expr_constant(e, v, dst);
        break;
    }
    case N_NEG:
    case N_POS:
    case N_INVERT:
    case N_NOT:
        unary(e, root, kind == N_NEG ? OP_NEG : kind == N_POS ? OP_POS : kind == N_INVERT ? OP_INVERT : OP_NOT, dst);
        break;
    case N_LINE:
        on_line(e, root, dst);
        break;
    case N_ATTR:
        attribute(e, root, dst);
        break;
    case N_SUBSCRIPT:
        subscript(e, root, dst);
        break;
    case N_SLICE:
        slice(e, root, dst);
        break;
    case N_CALL:
        kk_emit_call(e, root, dst);
        break;
    case N_IFEXP:
        conditional(e, root, dst);
        break;
    case N_BOOL_AND:
    case N_BOOL_OR:
        kk_emit_cond_value(e, root, dst);
        break;
    case N_TUPLE:
    case N_LIST:
    case N_SET:
    case N_DICT:
        kk_emit_build(e, root, dst);
        break;
    case N_TEMPLATE:
        kk_emit_build_template(e, root, dst);
        break;
    case N_JOINED:
        kk_emit_build_joined(e, root, dst);
        break;
    case N_FORMAT:
    case N_FORMAT_SPEC:
        kk_emit_build_format(e, root, dst);
        break;
    case N_WALRUS:
        kk_emit_expr(e, root - 1, dst);
        kk_emit_name_store(e, N_ARG(w), dst);
        break;
    case N_YIELD:
    case N_YIELD_FROM:
        yield(e, root, dst);
        break;
    case N_AWAIT:
        await(e, root, dst);
        break;
    case N_GENERIC:
        kk_emit_generic_node(e, root, dst);
        break;
    case N_FUNC:
        kk_emit_func(e, root, dst);
        break;
    case N_LISTCOMP:
    case N_SETCOMP:
    case N_DICTCOMP:
    case N_GENEXP:
        kk_emit_func_comp(e, root, dst);
        break;
    case N_STAR:
        kk_emit_error(e, e->line, "can't use starred expression here");
        break;
    default:
        kk_emit_cond_compare(e, root, dst);
    }
}

void kk_emit_expr(Emit *e, uint32_t root, uint32_t dst)
{
    if (!kk_emit_enter(e))
        return;
    uint32_t span = kk_places_enter(e, root);
    dispatch(e, root, dst);
    e->span = span;
    kk_emit_leave(e);
}

void kk_emit_expr_effect(Emit *e, uint32_t root)
{
    uint32_t top = e->top;
    Value v;
    if (kk_fold_value(e, root, &v))
        return;
    (void)kk_emit_expr_any(e, root);
    e->top = top;
}
