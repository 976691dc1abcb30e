/*
 * emit_target.c: assignment, augmented assignment, deletion.
 *
 * Layer: lang.   Tests: tests/lang/assignment.py, tests/lang/unpacking.py.
 */
#include "lang/places.h"

/* Targets that are unpacked at once; and how many may stand in front of a starred one. */
enum { CHUNK = 48, STARRED_MAX = 256 };

static uint32_t skip_line(Emit *e, uint32_t root)
{
    while (N_KIND(kk_emit_node(e, root)) == N_LINE)
        root--;
    return root;
}

bool kk_emit_target_register(Emit *e, uint32_t root, uint32_t *reg)
{
    uint32_t w = kk_emit_node(e, skip_line(e, root));
    if (N_KIND(w) != N_STORE)
        return false;
    NamePlace p = kk_emit_name_place(e, N_ARG(w));
    *reg = p.index;
    return p.where == AT_REG;
}

void kk_emit_target_assigned(Emit *e, uint32_t reg) { kk_emit_regset_add(&e->assigned, reg); }

/* ---- unpacking ---- */

/* All n targets are locals in consecutive registers: *first. */
static bool consecutive(Emit *e, uint32_t base, uint32_t n, uint32_t *first)
{
    uint32_t reg;
    if (n == 0 || !kk_emit_target_register(e, kk_emit_child(e, base, n, 0), first))
        return false;
    for (uint32_t i = 1; i < n; i++) {
        if (!kk_emit_target_register(e, kk_emit_child(e, base, n, i), &reg) || reg != *first + i)
            return false;
    }
    return true;
}

static void unpack_word(Emit *e, uint32_t first, uint32_t src, uint32_t n, uint32_t star)
{
    if (star == n) {
        kk_emit_abc(e, OP_UNPACK, first, src, n);
        return;
    }
    kk_emit_abc(e, OP_UNPACK_EX, first, src, star);
    kk_emit_word(e, n - star - 1);
}

/* More targets than fit into registers: as long as there are many, CHUNK of them and a list of the rest, which *src
 * then is; *done counts them. */
static void long_unpack(Emit *e, uint32_t base, uint32_t n, uint32_t star, uint32_t *src,
                        uint32_t *done)
{
    uint32_t rest, first;
    rest = kk_emit_take(e, 1);
    for (; n - *done > CHUNK && star - *done >= CHUNK; *done += CHUNK) {
        first = kk_emit_take(e, CHUNK + 1);
        unpack_word(e, first, *src, CHUNK + 1, CHUNK);
        kk_emit_abc(e, OP_MOVE, rest, first + CHUNK, 0);
        *src = rest;
        for (uint32_t i = 0; i < CHUNK; i++) {
            kk_emit_target(e, kk_emit_child(e, base, n, *done + i), first + i);
        }
        e->top = rest + 1;
    }
}

static void unpack(Emit *e, uint32_t root, uint32_t src)
{
    uint32_t top = e->top, base, n, star, first;
    kk_emit_children(e, root, &base, &n);
    star = n;
    for (uint32_t i = 0; i < n; i++) {
        if (N_KIND(kk_emit_node(e, skip_line(e, kk_emit_child(e, base, n, i)))) != N_STAR)
            continue;
        if (star < n) {
            kk_emit_error(e, e->line, "multiple starred expressions in assignment");
            return;
        }
        star = i;
    }
    if (star < n && star >= STARRED_MAX) {
        kk_emit_error(e, e->line, "too many expressions in star-unpacking assignment");
        return;
    }
    uint32_t done = 0;
    if (n > CHUNK)
        long_unpack(e, base, n, star, &src, &done);
    bool direct = done == 0 && star == n && consecutive(e, base, n, &first);
    if (!direct)
        first = kk_emit_take(e, n > 0 ? n - done : 1);
    unpack_word(e, first, src, n - done, star - done);
    for (uint32_t i = done; i < n; i++) {
        uint32_t target = skip_line(e, kk_emit_child(e, base, n, i));
        if (direct)
            kk_emit_target_assigned(e, first + i);
        else
            kk_emit_target(e, i == star ? target - 1 : target, first + i - done);
    }
    e->c->ast.top = base;
    e->top = top;
}

static void store(Emit *e, uint32_t root, uint32_t src)
{
    uint32_t w = kk_emit_node(e, root), top = e->top, object, index;
    switch (N_KIND(w)) {
    case N_STORE:
        kk_emit_name_store(e, N_ARG(w), src);
        return;
    case N_ATTR:
        object = kk_emit_expr_any(e, root - 1);
        kk_emit_expr_setattr(e, object, N_ARG(w), src);
        break;
    case N_SUBSCRIPT:
        object = kk_emit_expr_any(e, root - N_ARG(w));
        index = kk_emit_expr_index(e, root - 1);
        kk_emit_abc(e, OP_SETITEM, object, index, src);
        break;
    default:
        if (!kk_emit_enter(e))
            return;
        unpack(e, root, src);
        kk_emit_leave(e);
    }
    e->top = top;
}

void kk_emit_target(Emit *e, uint32_t root, uint32_t src)
{
    root = skip_line(e, root);
    uint32_t span = kk_places_enter(e, root);
    store(e, root, src);
    e->span = span;
}

/* ---- a, b = x, y ---- */

static bool is_plain_sequence(Emit *e, uint32_t root, uint32_t *count)
{
    uint32_t last, node;
    NodeKind kind = N_KIND(kk_emit_node(e, root));
    if (kind != N_TUPLE && kind != N_LIST)
        return false;
    *count = kk_ast_count(&e->c->ast, root, &last);
    node = last;
    for (uint32_t i = *count; i > 0; i--) {
        if (N_KIND(kk_emit_node(e, skip_line(e, node))) == N_STAR)
            return false;
        node = kk_ast_start(&e->c->ast, node) - 1;
    }
    return *count > 0 && *count <= 16;
}

/* The name of target i is not read by the values behind i. */
static bool not_read_later(Emit *e, uint32_t name, uint32_t values, uint32_t n, uint32_t i)
{
    for (uint32_t k = i + 1; k < n; k++) {
        if (kk_emit_expr_mentions(e, kk_emit_child(e, values, n, k), name))
            return false;
    }
    return true;
}

/* Target i gets its value at once: nothing that is still to be done could see the difference. */
static bool may_store_early(Emit *e, uint32_t targets, uint32_t values, uint32_t n, uint32_t i)
{
    uint32_t reg, other, target = skip_line(e, kk_emit_child(e, targets, n, i));
    if (e->depth > 0 || e->walrus || !kk_emit_target_register(e, target, &reg))
        return false;
    for (uint32_t k = 0; k < n; k++) {
        /* a, a = 1, 2 must store in order; a[i], i = ... uses i. */
        uint32_t root = skip_line(e, kk_emit_child(e, targets, n, k));
        if (k != i && (!kk_emit_target_register(e, root, &other) || other == reg))
            return false;
    }
    return not_read_later(e, N_ARG(kk_emit_node(e, target)), values, n, i);
}

/* Both sides are displays of n items: no tuple is built. */
static void assign_parallel(Emit *e, uint32_t target, uint32_t value)
{
    uint32_t top = e->top, targets, values, n, first;
    kk_emit_children(e, target, &targets, &n);
    kk_emit_children(e, value, &values, &n);
    first = kk_emit_take(e, n);
    uint32_t early = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t reg = first + i;
        if (may_store_early(e, targets, values, n, i) &&
            kk_emit_target_register(e, kk_emit_child(e, targets, n, i), &reg))
            early |= 1u << i;
        kk_emit_expr(e, kk_emit_child(e, values, n, i), reg);
        if (early >> i & 1)
            kk_emit_target_assigned(e, reg);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!(early >> i & 1))
            kk_emit_target(e, kk_emit_child(e, targets, n, i), first + i);
    }
    e->c->ast.top = targets;
    e->top = top;
}

void kk_emit_target_assign(Emit *e, uint32_t target, uint32_t value)
{
    uint32_t top = e->top, reg, n, m;
    Value folded;
    target = skip_line(e, target);
    if (kk_emit_target_register(e, target, &reg)) {
        kk_emit_expr(e, value, reg);
        kk_emit_target_assigned(e, reg);
        return;
    }
    if (is_plain_sequence(e, target, &n) && is_plain_sequence(e, value, &m) && n == m &&
        (n < 4 || !kk_fold_value(e, value, &folded))) {
        assign_parallel(e, target, value);
        return;
    }
    reg = kk_emit_expr_any(e, value);
    kk_emit_target(e, target, reg);
    e->top = top;
}

/* ---- target op= operand ---- */

void kk_emit_target_augment(Emit *e, uint32_t target, NodeKind op, uint32_t operand)
{
    target = skip_line(e, target);
    uint32_t w = kk_emit_node(e, target), top = e->top, object, index, reg, span;
    bool is_local;
    switch (N_KIND(w)) {
    case N_STORE:
        span = kk_places_enter(e, target);
        /* a += (a := 1): the old value must not change under way. */
        is_local = !e->walrus && kk_emit_name_local(e, N_ARG(w), &reg);
        if (!is_local) {
            reg = kk_emit_take(e, 1);
            kk_emit_name_load(e, N_ARG(w), reg);
        }
        e->span = span;
        kk_emit_expr_operate(e, op, true, reg, reg, operand);
        if (!is_local)
            kk_emit_name_store(e, N_ARG(w), reg);
        break;
    case N_ATTR:
        span = kk_places_enter(e, target);
        object = kk_emit_expr_any(e, target - 1);
        reg = kk_emit_take(e, 1);
        kk_emit_expr_getattr(e, reg, object, N_ARG(w));
        e->span = span;
        kk_emit_expr_operate(e, op, true, reg, reg, operand);
        (void)kk_places_enter(e, target);
        kk_emit_expr_setattr(e, object, N_ARG(w), reg);
        break;
    default:
        span = kk_places_enter(e, target);
        object = kk_emit_expr_any(e, target - N_ARG(w));
        index = kk_emit_expr_index(e, target - 1);
        reg = kk_emit_take(e, 1);
        kk_emit_abc(e, OP_GETITEM, reg, object, index);
        e->span = span;
        kk_emit_expr_operate(e, op, true, reg, reg, operand);
        (void)kk_places_enter(e, target);
        kk_emit_abc(e, OP_SETITEM, object, index, reg);
        break;
    }
    e->top = top;
}

/* ---- del ---- */

static void delete (Emit *e, uint32_t root)
{
    uint32_t w = kk_emit_node(e, root), top = e->top, object, index, base, n;
    switch (N_KIND(w)) {
    case N_DELETE:
        kk_emit_name_delete(e, N_ARG(w), false);
        return;
    case N_ATTR:
        object = kk_emit_expr_any(e, root - 1);
        index = kk_emit_name_const(e, N_ARG(w));
        kk_emit_abx(e, OP_DELATTR, object, index);
        break;
    case N_SUBSCRIPT:
        object = kk_emit_expr_any(e, root - N_ARG(w));
        index = kk_emit_expr_index(e, root - 1);
        kk_emit_abc(e, OP_DELITEM, object, index, 0);
        break;
    default:
        if (!kk_emit_enter(e))
            return;
        kk_emit_children(e, root, &base, &n);
        for (uint32_t i = 0; i < n; i++)
            kk_emit_target_delete(e, kk_emit_child(e, base, n, i));
        e->c->ast.top = base;
        kk_emit_leave(e);
    }
    e->top = top;
}

void kk_emit_target_delete(Emit *e, uint32_t root)
{
    root = skip_line(e, root);
    uint32_t span = kk_places_enter(e, root);
    delete (e, root);
    e->span = span;
}
