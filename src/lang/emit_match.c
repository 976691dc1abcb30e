/*
 * emit_match.c: match statements.
 *
 * The subject stays in a temporary; each pattern is a run of tests that jump to the next case. What
 * a pattern captures is held in registers until all of it fits, then stored: the word of a name,
 * on the tree behind everything else, says where. Names of an or-pattern have one register for all
 * alternatives.
 *
 * Layer: lang.   Tests: tests/lang/match/.
 */
#include "lang/emit.h"
#include "lang/places.h"

enum { HELD_SHIFT = 16, HELD_FIXED = 1 << 24 };

typedef struct Case {
    Emit *e;
    JumpList *fail;
    uint32_t names, count; /* words: name | register << HELD_SHIFT | HELD_FIXED */
    uint32_t held;         /* how many captures are temporaries of their pattern */
} Case;

static void pattern(Case *k, uint32_t root, uint32_t reg);

/* ---- captures ---- */

/* A word for each name that the pattern binds. */
static void collect_names(Case *k, uint32_t root)
{
    Words *ast = &k->e->c->ast;
    k->names = ast->top;
    for (uint32_t i = kk_ast_start(ast, root); i <= root; i++) {
        uint32_t w = kk_words_get(ast, i);
        if (N_KIND(w) != N_STORE || kk_scope_find(ast, k->names, ast->top - k->names, N_ARG(w)))
            continue;
        kk_emit_scratch(k->e, N_ARG(w));
    }
    k->count = ast->top - k->names;
}

static void capture(Case *k, uint32_t name, uint32_t reg)
{
    uint32_t *w = kk_scope_find(&k->e->c->ast, k->names, k->count, name);
    if (*w & HELD_FIXED) {
        uint32_t slot = *w >> HELD_SHIFT & 0xFF;
        if (slot != reg)
            kk_emit_abc(k->e, OP_MOVE, slot, reg, 0);
        return;
    }
    *w = name | reg << HELD_SHIFT;
    k->held++;
}

static void store_names(Case *k)
{
    for (uint32_t i = 0; i < k->count; i++) {
        uint32_t w = kk_emit_node(k->e, k->names + i);
        kk_emit_name_store(k->e, w & 0xFFFF, w >> HELD_SHIFT & 0xFF);
    }
}

/* ---- tests ---- */

/* Goes on when the MATCH says yes. */
static void test(Case *k, uint32_t window, uint32_t which, uint32_t n)
{
    Emit *e = k->e;
    uint32_t top = e->top, temp;
    temp = kk_emit_take(e, 1);
    kk_emit_abc(e, OP_MATCH, temp, window, which);
    kk_emit_word(e, n);
    e->top = top;
    if (which != MATCH_FROM_END)
        kk_emit_jump(e, KK_ABX(OP_JF, temp, 0), k->fail);
}

/* The subject is equal to the value, or for None, True and False the same. */
static void value_pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    NodeKind kind = N_KIND(kk_emit_node(e, root));
    uint32_t other, temp;
    Value v;
    if (kind == N_NONE) {
        kk_emit_jump(e, KK_ABX(OP_JNOT_NONE, reg, 0), k->fail);
        return;
    }
    if (kind == N_TRUE || kind == N_FALSE) {
        temp = kk_emit_take(e, 1);
        kk_emit_expr(e, root, temp);
        kk_emit_abc(e, OP_IS, temp, reg, temp);
        kk_emit_jump(e, KK_ABX(OP_JF, temp, 0), k->fail);
        return;
    }
    if (kk_fold_value(e, root, &v) && kk_smallint_is(v) && kk_smallint_get(v) >= -128 &&
        kk_smallint_get(v) <= 127) {
        kk_emit_jump(e, KK_ABC(OP_JF_EQI, reg, (uint32_t)kk_smallint_get(v), 0), k->fail);
        return;
    }
    other = kk_emit_expr_any(e, root);
    kk_emit_jump(e, KK_ABC(OP_JF_EQ, reg, other, 0), k->fail);
}

static void or_pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    JumpList *fail = k->fail, done = 0, next = 0;
    uint32_t base, n, slot;
    RegSet sure = e->assigned;
    for (uint32_t i = kk_ast_start(&e->c->ast, root); i < root && k->count > 0; i++) {
        uint32_t w = kk_emit_node(e, i), *held;
        if (N_KIND(w) != N_STORE)
            continue;
        held = kk_scope_find(&e->c->ast, k->names, k->count, N_ARG(w));
        if (*held & HELD_FIXED)
            continue;
        slot = kk_emit_take(e, 1);
        *held = N_ARG(w) | slot << HELD_SHIFT | HELD_FIXED;
        k->held++;
    }
    kk_emit_children(e, root, &base, &n);
    for (uint32_t i = 0; i < n; i++) {
        bool last = i + 1 == n;
        k->fail = last ? fail : &next;
        pattern(k, kk_emit_child(e, base, n, i), reg);
        if (!last)
            kk_emit_jump(e, OP_JUMP, &done);
        kk_emit_here(e, &next);
        e->assigned = sure;
    }
    e->c->ast.top = base;
    kk_emit_here(e, &done);
}

/* ---- sequences ---- */

static bool is_wildcard(Emit *e, uint32_t root)
{
    NodeKind kind = N_KIND(kk_emit_node(e, root));
    return kind == N_WILDCARD ||
           (kind == N_STAR && N_KIND(kk_emit_node(e, root - 1)) == N_WILDCARD);
}

/* What is known of the items of a sequence pattern. */
typedef struct Items {
    uint32_t base, n;
    uint32_t star; /* place of the starred one, or n */
    bool wild;     /* all are wildcards */
} Items;

/* The items one by one, when what the star stands for is not wanted. */
static void pick_items(Case *k, const Items *s, uint32_t reg)
{
    Emit *e = k->e;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t root = kk_emit_child(e, s->base, s->n, i), window, key;
        if (is_wildcard(e, root))
            continue;
        uint32_t held = k->held, top = e->top;
        window = kk_emit_take(e, 2);
        if (i > s->star) {
            kk_emit_abc(e, OP_MOVE, window, reg, 0);
            test(k, window, MATCH_FROM_END, s->n - i);
        } else if (i < 128) {
            kk_emit_abc(e, OP_GETITEMI, window + 1, reg, i);
        } else {
            key = window;
            kk_emit_abx(e, OP_LOADI, key, i);
            kk_emit_abc(e, OP_GETITEM, window + 1, reg, key);
        }
        pattern(k, root, window + 1);
        if (k->held == held)
            e->top = top;
    }
}

static void unpack_items(Case *k, const Items *s, uint32_t reg)
{
    Emit *e = k->e;
    uint32_t first;
    bool starred = s->star < s->n;
    first = kk_emit_take(e, s->n);
    if (starred) {
        kk_emit_abc(e, OP_UNPACK_EX, first, reg, s->star);
        kk_emit_word(e, s->n - s->star - 1);
    } else {
        kk_emit_abc(e, OP_UNPACK, first, reg, s->n);
    }
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t root = kk_emit_child(e, s->base, s->n, i) - (i == s->star);
        pattern(k, root, first + i);
    }
}

static void sequence_pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    Items s = {.wild = true};
    kk_emit_children(e, root, &s.base, &s.n);
    s.star = s.n;
    for (uint32_t i = 0; i < s.n; i++) {
        uint32_t item = kk_emit_child(e, s.base, s.n, i);
        if (N_KIND(kk_emit_node(e, item)) == N_STAR)
            s.star = i;
        s.wild = s.wild && is_wildcard(e, item);
    }
    bool starred = s.star < s.n;
    test(k, reg, starred ? MATCH_LONGER : MATCH_SEQUENCE, s.n - starred);
    bool dropped = starred && is_wildcard(e, kk_emit_child(e, s.base, s.n, s.star));
    if (!s.wild) {
        if (dropped)
            pick_items(k, &s, reg);
        else
            unpack_items(k, &s, reg);
    }
    e->c->ast.top = s.base;
}

/* ---- mappings and classes ---- */

static void mapping_pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    uint32_t base, n, window, constant = MATCH_CONSTANT;
    Value v;
    kk_emit_children(e, root, &base, &n);
    bool rest = n % 2 != 0;
    uint32_t keys = n / 2, values;
    test(k, reg, MATCH_MAPPING, keys);
    if (n > 0) {
        window = kk_emit_take(e, rest ? 2 + 2 * keys : 1 + keys);
        kk_emit_abc(e, OP_MOVE, window, reg, 0);
        for (uint32_t i = 0; i < keys; i++) {
            uint32_t key = kk_emit_child(e, base, n, 2 * i);
            constant = kk_fold_value(e, key, &v) ? constant : 0;
            kk_emit_expr(e, key, window + 1 + i);
        }
        test(k, window, rest ? MATCH_REST : MATCH_KEYS, keys | constant);
        values = window + 1 + (rest ? keys : 0);
        for (uint32_t i = 0; i < keys; i++) {
            pattern(k, kk_emit_child(e, base, n, 2 * i + 1), values + i);
        }
        if (rest)
            pattern(k, kk_emit_child(e, base, n, n - 1) - 1, values + keys);
    }
    e->c->ast.top = base;
}

/* The names of the keyword arguments, the children [from, n), as a constant. */
static void keyword_names(Emit *e, uint32_t base, uint32_t n, uint32_t from, uint32_t dst)
{
    if (from == n) {
        kk_emit_abc(e, OP_LOAD_NONE, dst, 0, 0);
        return;
    }
    size_t count = n - from;
    Value tuple = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, count),
                                        sizeof(TupleObj) + count * sizeof(Value));
    if (tuple == KK_ERROR)
        return;
    for (size_t i = 0; i < count; i++) {
        uint32_t w = kk_emit_node(e, kk_emit_child(e, base, n, from + (uint32_t)i));
        KK_OBJ(TupleObj, tuple)->at[i] = kk_lang_name(e->c, N_ARG(w));
    }
    kk_emit_expr_constant(e, tuple, dst);
}

static void class_pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    uint32_t base, n, window, plain = 1;
    kk_emit_children(e, root, &base, &n);
    while (plain < n && N_KIND(kk_emit_node(e, kk_emit_child(e, base, n, plain))) != N_KEYWORD)
        plain++;
    window = kk_emit_take(e, n > 3 ? n : 3);
    kk_emit_abc(e, OP_MOVE, window, reg, 0);
    kk_emit_expr(e, kk_emit_child(e, base, n, 0), window + 1);
    keyword_names(e, base, n, plain, window + 2);
    test(k, window, MATCH_CLASS, (plain - 1) | (n - plain) << 16);
    for (uint32_t i = 1; i < n; i++) {
        uint32_t item = kk_emit_child(e, base, n, i) - (i >= plain);
        pattern(k, item, window + i);
    }
    e->c->ast.top = base;
}

/* ---- patterns ---- */

static void dispatch(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    uint32_t w = kk_emit_node(e, root), base, n;
    switch (N_KIND(w)) {
    case N_WILDCARD:
        break;
    case N_STORE:
        capture(k, N_ARG(w), reg);
        break;
    case N_P_OR:
        or_pattern(k, root, reg);
        break;
    case N_P_AS:
        kk_emit_children(e, root, &base, &n);
        pattern(k, kk_emit_child(e, base, n, 0), reg);
        e->c->ast.top = base;
        capture(k, N_ARG(kk_emit_node(e, root - 1)), reg);
        break;
    case N_P_SEQUENCE:
        sequence_pattern(k, root, reg);
        break;
    case N_P_MAPPING:
        mapping_pattern(k, root, reg);
        break;
    case N_P_CLASS:
        class_pattern(k, root, reg);
        break;
    default:
        value_pattern(k, root, reg);
    }
}

/* Goes on when the value in reg fits, to k->fail when not. */
void pattern(Case *k, uint32_t root, uint32_t reg)
{
    Emit *e = k->e;
    uint32_t top = e->top, held = k->held;
    if (!kk_emit_enter(e))
        return;
    uint32_t span = kk_places_enter(e, root);
    dispatch(k, root, reg);
    e->span = span;
    kk_emit_leave(e);
    if (k->held == held)
        e->top = top;
}

/* ---- statements ---- */

/* One case, the words up to `end`. Afterwards the way on which it did not fit is current. */
static void emit_case(Emit *e, uint32_t end, uint32_t subject, Meeting *m)
{
    JumpList fail = 0;
    Case k = {.e = e, .fail = &fail};
    uint32_t way = N_ARG(kk_emit_node(e, end - 1)), top = e->top;
    uint32_t body = end - 1 - (way >> 1), root = body - 1, guard = 0, line = e->line;
    RegSet sure = e->assigned;
    if (way & 1) {
        guard = root;
        root = kk_ast_start(&e->c->ast, guard) - 1;
    }
    collect_names(&k, root);
    pattern(&k, root, subject);
    store_names(&k);
    e->c->ast.top = k.names;
    e->top = top;
    if (guard != 0)
        kk_emit_cond(e, guard, false, &fail);
    kk_emit_block(e, body, line);
    kk_emit_go_to(e, m);
    e->assigned = sure;
    e->dead = fail == 0;
    kk_emit_here(e, &fail);
}

void kk_emit_match(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t next = end - 1 - N_ARG(kk_emit_node(e, end - 1)), at = e->line, top = e->top, subject;
    Meeting m = {0, e->assigned, false};
    subject = kk_emit_expr_temp(e, next - 1);
    while (next < end - 1) {
        uint32_t w = kk_emit_node(e, next), header = next;
        next += S_SIZE(w);
        at = S_LINES(w) == S_LINE_LONG ? N_ARG(kk_emit_node(e, header + 1)) : at + S_LINES(w);
        e->line = at;
        if (!e->dead)
            emit_case(e, next, subject, &m);
    }
    e->top = top;
    kk_emit_meet(e, &m);
}
