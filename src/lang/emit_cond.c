/*
 * emit_cond.c: truth: conditional jumps, comparisons, `and` and `or`.
 *
 * Layer: lang.   Tests: tests/lang/conditions.py, tests/lang/comparisons.py.
 */
#include "lang/places.h"

static bool is_compare(NodeKind kind) { return kind >= N_LT && kind <= N_NOT_IN; }

/* The left operand of a comparison node. */
static uint32_t left_of(Emit *e, uint32_t root)
{
    return root - (N_ARG(kk_emit_node(e, root)) & ~N_CHAIN);
}

static bool is_chain(Emit *e, uint32_t root)
{
    return (N_ARG(kk_emit_node(e, root)) & N_CHAIN) != 0;
}

/* The comparisons of the chain that ends at root, pushed on the tree, the last first. */
static void chain_nodes(Emit *e, uint32_t root, uint32_t *base, uint32_t *n)
{
    Words *ast = &e->c->ast;
    *base = ast->top;
    for (*n = 1;; ++*n) {
        kk_emit_scratch(e, root);
        if (!is_chain(e, root))
            return;
        root = left_of(e, root);
    }
}

/* left op right, jumping when it is `when`. */
static void compare_jump(Emit *e, NodeKind kind, uint32_t left, uint32_t right_root,
                         uint32_t *right, bool when, JumpList *list)
{
    Value v = KK_UNSET;
    bool known = kk_fold_value(e, right_root, &v);
    uint32_t index = (uint32_t)(kind - N_LT);
    if ((kind == N_IS || kind == N_IS_NOT) && known && v == kk_none && right == NULL) {
        kk_emit_jump(e, KK_ABX((kind == N_IS) == when ? OP_JNONE : OP_JNOT_NONE, left, 0), list);
        return;
    }
    if (kind <= N_GE && known && kk_smallint_is(v) && kk_smallint_get(v) >= -128 &&
        kk_smallint_get(v) <= 127 && right == NULL) {
        kk_emit_jump(
            e,
            KK_ABC((when ? OP_JT_LTI : OP_JF_LTI) + index, left, (uint32_t)kk_smallint_get(v), 0),
            list);
        return;
    }
    uint32_t top = e->top, reg, temp;
    if (right != NULL)
        reg = kk_emit_expr_temp(e, right_root);
    else
        reg = kk_emit_expr_any(e, right_root);
    if (right != NULL)
        *right = reg;
    else
        e->top = top;
    if (kind <= N_GE) {
        kk_emit_jump(e, KK_ABC((when ? OP_JT_LT : OP_JF_LT) + index, left, reg, 0), list);
        return;
    }
    top = e->top;
    temp = kk_emit_take(e, 1);
    kk_emit_abc(e, OP_LT + index, temp, left, reg);
    e->top = top;
    kk_emit_jump(e, KK_ABX(when ? OP_JT : OP_JF, temp, 0), list);
}

/* a < b < c as a condition. */
static void chain_jump(Emit *e, uint32_t root, bool when, JumpList *list)
{
    uint32_t base, n, left, right, top = e->top;
    JumpList failed = 0;
    chain_nodes(e, root, &base, &n);
    left = kk_emit_expr_any(e, left_of(e, kk_emit_child(e, base, n, 0)));
    RegSet sure = e->assigned;
    uint32_t floor = e->top;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t node = kk_emit_child(e, base, n, i);
        e->top = floor + (i != 0);
        bool last = i + 1 == n;
        compare_jump(e, N_KIND(kk_emit_node(e, node)), left, node - 1, last ? NULL : &right,
                     last && when,
                     last   ? list
                     : when ? &failed
                            : list);
        if (i == 0)
            sure = e->assigned;
        if (i == 0 || last)
            left = right;
        else
            kk_emit_abc(e, OP_MOVE, left, right, 0);
    }
    e->assigned = sure;
    e->c->ast.top = base;
    e->top = top;
    kk_emit_here(e, &failed);
}

/* `and` and `or` as conditions: is_or tells which. */
static void bool_jump(Emit *e, uint32_t root, bool is_or, bool when, JumpList *list)
{
    uint32_t left = root - N_ARG(kk_emit_node(e, root));
    JumpList skip = 0;
    /* The left operand alone decides when it is true for `or`, false for `and`. */
    kk_emit_cond(e, left, is_or, when == is_or ? list : &skip);
    RegSet sure = e->assigned;
    kk_emit_cond(e, root - 1, when, list);
    e->assigned = sure;
    kk_emit_here(e, &skip);
}

static void dispatch(Emit *e, uint32_t root, bool when, JumpList *list)
{
    uint32_t w = kk_emit_node(e, root), top = e->top, reg;
    NodeKind kind = N_KIND(w);
    int known = kk_fold_truth(e, root);
    if (known >= 0) {
        if (!((known != 0) != when))
            kk_emit_jump(e, OP_JUMP, list);
        return;
    }
    if (kind == N_NOT) {
        kk_emit_cond(e, root - 1, !when, list);
        return;
    }
    if (kind == N_BOOL_AND || kind == N_BOOL_OR) {
        bool_jump(e, root, kind == N_BOOL_OR, when, list);
        return;
    }
    if (is_compare(kind)) {
        if (is_chain(e, root)) {
            chain_jump(e, root, when, list);
            return;
        }
        reg = kk_emit_expr_any(e, left_of(e, root));
        compare_jump(e, kind, reg, root - 1, NULL, when, list);
        e->top = top;
        return;
    }
    reg = kk_emit_expr_any(e, root);
    e->top = top;
    kk_emit_jump(e, KK_ABX(when ? OP_JT : OP_JF, reg, 0), list);
}

void kk_emit_cond(Emit *e, uint32_t root, bool when, JumpList *list)
{
    if (!kk_emit_enter(e))
        return;
    uint32_t line = e->line;
    bool has_line = N_KIND(kk_emit_node(e, root)) == N_LINE;
    if (has_line)
        e->line = N_ARG(kk_emit_node(e, root));
    uint32_t span = kk_places_enter(e, root);
    if (has_line)
        kk_emit_cond(e, root - 1, when, list);
    else
        dispatch(e, root, when, list);
    e->span = span;
    e->line = line;
    kk_emit_leave(e);
}

/* ---- as values ---- */

/* A place for a value that is written before all of the expression has been evaluated. */
static uint32_t early_place(Emit *e, uint32_t dst)
{
    return dst >= e->nlocals ? dst : kk_emit_take(e, 1);
}

static void late_move(Emit *e, uint32_t dst, uint32_t place)
{
    if (place != dst)
        kk_emit_abc(e, OP_MOVE, dst, place, 0);
}

/* The operands of a chain of the same operator; every operand but the last may jump to the end. */
static void value_chain(Emit *e, uint32_t root, uint32_t dst, JumpList *end)
{
    NodeKind kind = N_KIND(kk_emit_node(e, root));
    uint32_t left = root - N_ARG(kk_emit_node(e, root));
    if (!kk_emit_enter(e))
        return;
    bool same = N_KIND(kk_emit_node(e, left)) == kind;
    if (same)
        value_chain(e, left, dst, end);
    else
        kk_emit_expr(e, left, dst);
    kk_emit_jump(e, KK_ABX(kind == N_BOOL_OR ? OP_JT : OP_JF, dst, 0), end);
    RegSet sure = e->assigned;
    kk_emit_expr(e, root - 1, dst);
    e->assigned = sure;
    kk_emit_leave(e);
}

void kk_emit_cond_value(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, place;
    JumpList end = 0;
    int left_known = kk_fold_truth(e, root - N_ARG(kk_emit_node(e, root)));
    if (left_known >= 0) {
        kk_emit_expr(e,
                     (left_known != 0) == (N_KIND(kk_emit_node(e, root)) == N_BOOL_OR)
                         ? root - N_ARG(kk_emit_node(e, root))
                         : root - 1,
                     dst);
        return;
    }
    place = early_place(e, dst);
    value_chain(e, root, place, &end);
    kk_emit_here(e, &end);
    e->top = top;
    late_move(e, dst, place);
}

void kk_emit_cond_compare(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, base, n, left, right, place = dst;
    JumpList end = 0;
    chain_nodes(e, root, &base, &n);
    if (n > 1)
        place = early_place(e, dst);
    left = kk_emit_expr_any(e, left_of(e, kk_emit_child(e, base, n, 0)));
    RegSet sure = e->assigned;
    uint32_t floor = e->top;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t node = kk_emit_child(e, base, n, i);
        /* The right operand becomes the left one in its register: above it there is room to
         * compute. */
        e->top = floor + (i != 0);
        uint32_t op = OP_LT + (uint32_t)(N_KIND(kk_emit_node(e, node)) - N_LT);
        if (i + 1 < n)
            right = kk_emit_expr_temp(e, node - 1);
        else
            right = kk_emit_expr_any(e, node - 1);
        kk_emit_abc(e, op, place, left, right);
        if (i + 1 < n)
            kk_emit_jump(e, KK_ABX(OP_JF, place, 0), &end);
        if (i == 0)
            sure = e->assigned;
        if (i == 0 || i + 1 == n)
            left = right;
        else
            kk_emit_abc(e, OP_MOVE, left, right, 0);
    }
    e->assigned = sure;
    e->c->ast.top = base;
    e->top = top;
    kk_emit_here(e, &end);
    late_move(e, dst, place);
}
