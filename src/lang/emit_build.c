/*
 * emit_build.c: displays and f-strings.
 *
 * Items are computed into consecutive registers and built at once; what is too long for that, or
 * has stars in it, grows in an accumulator.
 *
 * Layer: lang.   Tests: tests/lang/displays.py, tests/lang/fstrings.py,
 * tests/lang/long_displays.py.
 */
#include "lang/emit.h"

/* Items that are built at once; and from how many constants on a display is copied from a constant
 * tuple. */
enum { BATCH = 24, CONSTANT_MIN = 4 };

static NodeKind kind_of(Emit *e, uint32_t root) { return N_KIND(kk_emit_node(e, root)); }

static bool has_star(Emit *e, uint32_t base, uint32_t n, uint32_t from)
{
    for (uint32_t i = from; i < n; i++) {
        NodeKind kind = kind_of(e, kk_emit_child(e, base, n, i));
        if (kind == N_STAR || kind == N_DSTAR)
            return true;
    }
    return false;
}

/* Children [from, to) into consecutive registers from *first on. */
static uint32_t batch(Emit *e, uint32_t base, uint32_t n, uint32_t from, uint32_t to)
{
    uint32_t first = e->top;
    for (uint32_t i = from; i < to; i++)
        (void)kk_emit_expr_temp(e, kk_emit_child(e, base, n, i));
    return first;
}

/* One item of a long or starred display into the accumulator. */
static void accumulate(Emit *e, bool set, uint32_t root, uint32_t acc)
{
    uint32_t top = e->top, reg;
    bool star = kind_of(e, root) == N_STAR;
    reg = kk_emit_expr_any(e, star ? root - 1 : root);
    e->top = top;
    if (star) {
        kk_emit_abc(e, set ? OP_SET_UPDATE : OP_LIST_EXTEND, acc, reg, 0);
        return;
    }
    kk_emit_abc(e, set ? OP_SET_ADD : OP_LIST_APPEND, acc, reg, 0);
}

void kk_emit_build_sequence(Emit *e, NodeKind kind, uint32_t base, uint32_t n, uint32_t from,
                            uint32_t dst)
{
    uint32_t top = e->top, first, acc, count = n - from;
    bool tuple = kind == N_TUPLE || kind == N_CALL;
    /* f(*x) alone tells which function wants an iterable. */
    uint32_t callee = kind == N_CALL && count == 1 ? dst - KK_FRAME_WORDS + 1 : 0;
    uint32_t op = kind == N_SET ? OP_BUILD_SET : OP_BUILD_LIST;
    if (count <= BATCH && !has_star(e, base, n, from)) {
        first = batch(e, base, n, from, n);
        e->top = top;
        kk_emit_abc(e, tuple ? OP_BUILD_TUPLE : op, dst, first, count);
        return;
    }
    if (callee != 0) {
        /* f(*x): mostly a tuple already. */
        first = kk_emit_expr_any(e, kk_emit_child(e, base, n, from) - 1);
        e->top = top;
        kk_emit_abc(e, OP_LIST_TO_TUPLE, dst, first, callee);
        return;
    }
    acc = kk_emit_take(e, 1);
    uint32_t i = from;
    while (i < n && i - from < BATCH && kind_of(e, kk_emit_child(e, base, n, i)) != N_STAR)
        i++;
    first = batch(e, base, n, from, i);
    kk_emit_abc(e, op, acc, first, i - from);
    e->top = acc + 1;
    for (; i < n; i++) {
        accumulate(e, kind == N_SET, kk_emit_child(e, base, n, i), acc);
    }
    e->top = top;
    if (tuple) {
        kk_emit_abc(e, OP_LIST_TO_TUPLE, dst, acc, 0);
        return;
    }
    if (acc != dst)
        kk_emit_abc(e, OP_MOVE, dst, acc, 0);
}

/* One pair or ** of a long dict display; *i moves behind it. */
static void accumulate_pair(Emit *e, uint32_t base, uint32_t n, uint32_t *i, uint32_t acc)
{
    uint32_t top = e->top, key, value, root = kk_emit_child(e, base, n, (*i)++);
    if (kind_of(e, root) == N_DSTAR) {
        value = kk_emit_expr_any(e, root - 1);
        e->top = top;
        kk_emit_abc(e, OP_DICT_UPDATE, acc, value, 0);
        return;
    }
    key = kk_emit_expr_any(e, root);
    value = kk_emit_expr_any(e, kk_emit_child(e, base, n, (*i)++));
    e->top = top;
    kk_emit_abc(e, OP_DICT_SET, acc, key, value);
}

static void dict(Emit *e, uint32_t base, uint32_t n, uint32_t dst)
{
    uint32_t top = e->top, first, acc, i = 0;
    if (n <= BATCH && !has_star(e, base, n, 0)) {
        first = batch(e, base, n, 0, n);
        e->top = top;
        kk_emit_abc(e, OP_BUILD_DICT, dst, first, n / 2);
        return;
    }
    acc = kk_emit_take(e, 1);
    while (i < n && i < BATCH && kind_of(e, kk_emit_child(e, base, n, i)) != N_DSTAR)
        i += 2;
    first = batch(e, base, n, 0, i);
    kk_emit_abc(e, OP_BUILD_DICT, acc, first, i / 2);
    e->top = acc + 1;
    while (i < n) {
        accumulate_pair(e, base, n, &i, acc);
    }
    e->top = top;
    kk_emit_abc(e, OP_MOVE, dst, acc, 0);
}

/* A list or set of constants: filled from a constant tuple. *done tells. */
static void constant_items(Emit *e, NodeKind kind, uint32_t root, uint32_t n, uint32_t dst,
                           bool *done)
{
    uint32_t top = e->top, acc, source;
    Value v;
    *done = (kind == N_LIST || kind == N_SET) && n >= CONSTANT_MIN && kk_fold_items(e, root, &v);
    if (!*done)
        return;
    acc = kk_emit_take(e, 2);
    source = acc + 1;
    e->top = top;
    kk_emit_abc(e, kind == N_SET ? OP_BUILD_SET : OP_BUILD_LIST, acc, acc, 0);
    kk_emit_expr_constant(e, v, source);
    kk_emit_abc(e, kind == N_SET ? OP_SET_UPDATE : OP_LIST_EXTEND, acc, source, 0);
    kk_emit_abc(e, OP_MOVE, dst, acc, 0);
}

void kk_emit_build(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t base, n;
    NodeKind kind = kind_of(e, root);
    bool done;
    Value v;
    if (kind == N_TUPLE && kk_fold_value(e, root, &v)) {
        kk_emit_expr_constant(e, v, dst);
        return;
    }
    kk_emit_children(e, root, &base, &n);
    constant_items(e, kind, root, n, dst, &done);
    if (!done && kind == N_DICT)
        dict(e, base, n, dst);
    else if (!done)
        kk_emit_build_sequence(e, kind, base, n, 0, dst);
    e->c->ast.top = base;
}

/* ---- f-strings ---- */

void kk_emit_build_format(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t w = kk_emit_node(e, root), top = e->top, first;
    bool spec = N_KIND(w) == N_FORMAT_SPEC;
    if (!spec) {
        first = kk_emit_expr_any(e, root - 1);
        e->top = top;
        kk_emit_abc(e, OP_FORMAT, dst, first, N_ARG(w));
        return;
    }
    first = kk_emit_take(e, 2);
    kk_emit_expr(e, root - (N_ARG(w) >> 2), first);
    kk_emit_expr(e, root - 1, first + 1);
    e->top = top;
    kk_emit_abc(e, OP_FORMAT, dst, first, (N_ARG(w) & 3) | 4);
}

void kk_emit_build_joined(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, base, n, first = top;
    kk_emit_children(e, root, &base, &n);
    if (n == 1 && kind_of(e, root - 1) == N_CONST) {
        e->c->ast.top = base;
        kk_emit_expr(e, root - 1, dst);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (e->top - first == BATCH) {
            kk_emit_abc(e, OP_BUILD_STRING, first, first, BATCH);
            e->top = first + 1;
        }
        (void)kk_emit_expr_temp(e, kk_emit_child(e, base, n, i));
    }
    e->c->ast.top = base;
    uint32_t parts = e->top - first;
    e->top = top;
    /* A single field is a str already. */
    if (parts == 1) {
        kk_emit_abc(e, OP_MOVE, dst, first, 0);
        return;
    }
    kk_emit_abc(e, OP_BUILD_STRING, dst, first, parts);
}

/* A t-string: string.templatelib makes the Template of a tuple of texts and tuples. */
void kk_emit_build_template(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, base, n, window, index, make;
    Value name = KK_N(_make), names = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, 1),
                                                           sizeof(TupleObj) + sizeof(Value));
    if (names == KK_ERROR)
        return;
    KK_OBJ(TupleObj, names)->at[0] = name;
    window = kk_emit_take(e, KK_FRAME_WORDS + 1);
    kk_emit_abx(e, OP_LOADI, window, 0);
    kk_emit_expr_constant(e, names, window + 1);
    index = kk_emit_const(e, KK_N(string_templatelib));
    kk_emit_abx(e, OP_IMPORT, window, index);
    make = kk_emit_id(e, name);
    kk_emit_expr_getattr(e, window, window, make);
    kk_emit_children(e, root, &base, &n);
    kk_emit_build_sequence(e, N_TUPLE, base, n, 0, window + KK_FRAME_WORDS);
    e->c->ast.top = base;
    e->top = top;
    kk_emit_abc(e, OP_CALL, dst, window, 1);
}
