/*
 * emit_call.c: calls.
 *
 * A call's window is at the top of the registers: the callee, two words for the frame record, the
 * arguments. Each argument is computed into its place.
 *
 * Layer: lang.   Tests: tests/lang/calls.py, tests/lang/super.py.
 */
#include "lang/places.h"

/* More arguments than that are passed in a tuple. */
enum { ARGS_MAX = 60 };

typedef struct CallSite {
    uint32_t base, n;  /* children: the callee, then the arguments */
    uint32_t keywords; /* how many of the arguments have names */
    bool spread;       /* some are * or ** */
} CallSite;

static uint32_t child(const Emit *e, const CallSite *s, uint32_t i)
{
    return kk_emit_child(e, s->base, s->n, i);
}
static NodeKind kind_of(Emit *e, uint32_t root) { return N_KIND(kk_emit_node(e, root)); }

static void look_at_args(Emit *e, CallSite *s)
{
    for (uint32_t i = 1; i < s->n; i++) {
        NodeKind kind = kind_of(e, child(e, s, i));
        s->keywords += kind == N_KEYWORD;
        s->spread = s->spread || kind == N_STAR || kind == N_DSTAR;
    }
    s->spread = s->spread || s->n > ARGS_MAX;
}

/* The arguments into consecutive registers. */
static void place_args(Emit *e, const CallSite *s)
{
    for (uint32_t i = 1; i < s->n; i++) {
        uint32_t root = child(e, s, i);
        (void)kk_emit_expr_temp(e, kind_of(e, root) == N_KEYWORD ? root - 1 : root);
    }
}

/* The constant tuple of the keywords' names. */
static uint32_t keyword_names(Emit *e, const CallSite *s)
{
    uint32_t n = s->keywords;
    Value tuple = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, n),
                                        sizeof(TupleObj) + n * sizeof(Value));
    if (tuple == KK_ERROR)
        return 0;
    for (uint32_t i = 0; i < n; i++)
        KK_OBJ(TupleObj, tuple)->at[i] =
            kk_lang_name(e->c, N_ARG(kk_emit_node(e, child(e, s, s->n - n + i))));
    return kk_emit_const(e, tuple);
}

/* ---- with * and ** ---- */

/* A run of name=value arguments, from *i on, as a dict into dst. */
static void keyword_dict(Emit *e, const CallSite *s, uint32_t *i, uint32_t dst)
{
    uint32_t top = e->top, count = 0, pair;
    for (; *i < s->n && kind_of(e, child(e, s, *i)) == N_KEYWORD && count < ARGS_MAX / 2;
         ++*i, count++) {
        uint32_t root = child(e, s, *i);
        pair = kk_emit_take(e, 2);
        kk_emit_expr_constant(e, kk_lang_name(e->c, N_ARG(kk_emit_node(e, root))), pair);
        kk_emit_expr(e, root - 1, pair + 1);
    }
    e->top = top;
    kk_emit_abc(e, OP_BUILD_DICT, dst, top, count);
}

/* Everything with a name or ** into the dict at reg, in order. */
static void merge_keywords(Emit *e, const CallSite *s, uint32_t dict, uint32_t callee)
{
    bool begun = false;
    for (uint32_t i = 1; i < s->n;) {
        uint32_t root = child(e, s, i), top = e->top, reg;
        NodeKind kind = kind_of(e, root);
        if (kind != N_KEYWORD && kind != N_DSTAR) {
            i++;
            continue;
        }
        if (!begun && kind == N_DSTAR)
            kk_emit_abc(e, OP_BUILD_DICT, dict, dict, 0);
        if (kind == N_KEYWORD && !begun) {
            keyword_dict(e, s, &i, dict);
        } else {
            reg = kk_emit_take(e, 1);
            if (kind == N_KEYWORD) {
                keyword_dict(e, s, &i, reg);
            } else {
                i++;
                kk_emit_expr(e, root - 1, reg);
            }
            kk_emit_abc(e, OP_DICT_MERGE, dict, reg, callee);
        }
        begun = true;
        e->top = top;
    }
}

/* The positional arguments as a tuple into dst. */
static void positional_tuple(Emit *e, const CallSite *s, uint32_t dst)
{
    Words *ast = &e->c->ast;
    uint32_t base = ast->top, n = 0;
    for (uint32_t i = s->n - 1; i > 0; i--) {
        NodeKind kind = kind_of(e, child(e, s, i));
        if (kind == N_KEYWORD || kind == N_DSTAR)
            continue;
        kk_emit_scratch(e, child(e, s, i));
        n++;
    }
    kk_emit_build_sequence(e, N_CALL, base, n, 0, dst);
    ast->top = base;
}

static void call_spread(Emit *e, const CallSite *s, uint32_t dst)
{
    uint32_t window;
    bool named = false;
    for (uint32_t i = 1; i < s->n; i++) {
        NodeKind kind = kind_of(e, child(e, s, i));
        named = named || kind == N_KEYWORD || kind == N_DSTAR;
    }
    window = kk_emit_take(e, KK_FRAME_WORDS + 2);
    kk_emit_expr(e, child(e, s, 0), window);
    positional_tuple(e, s, window + KK_FRAME_WORDS);
    if (named)
        merge_keywords(e, s, window + KK_FRAME_WORDS + 1, window);
    kk_emit_abc(e, OP_CALLX, dst, window, named);
}

/* ---- plain calls ---- */

/* object.name(...): the method is looked up and called in one. */
static void call_method(Emit *e, const CallSite *s, uint32_t dst)
{
    uint32_t window, names = 0, name, callee = child(e, s, 0);
    /* In a chain of calls each uses the same window: the object is written by the last word of its
     * own call. */
    bool chained = kind_of(e, callee - 1) == N_CALL;
    if (chained)
        kk_emit_call(e, callee - 1, e->top + KK_FRAME_WORDS);
    window = kk_emit_take(e, KK_FRAME_WORDS + 1);
    if (!chained)
        kk_emit_expr(e, callee - 1, window + KK_FRAME_WORDS);
    place_args(e, s);
    name = kk_emit_name_const(e, N_ARG(kk_emit_node(e, callee)));
    if (s->keywords != 0)
        names = keyword_names(e, s);
    /* A failure to find the method is of the first word, one of the call of the second. */
    uint32_t line = e->line, span = kk_places_method(e, callee);
    kk_emit_abc(e, s->keywords == 0 ? OP_CALLM : OP_CALLMK, dst, window, s->n - 1);
    kk_places_method_call(e, span);
    kk_emit_word(e, name | names << 16);
    e->line = line;
}

/* super() in a method: the cell of __class__ and the first parameter are passed along. */
static void call_super(Emit *e, const CallSite *s, uint32_t dst)
{
    uint32_t window, dunder_class;
    dunder_class = kk_emit_id(e, KK_N(__class__));
    window = kk_emit_take(e, KK_FRAME_WORDS + 2);
    kk_emit_expr(e, child(e, s, 0), window);
    kk_emit_abx(e, OP_LOAD_FREE_CELL, window + KK_FRAME_WORDS,
                kk_emit_name_place(e, dunder_class).index);
    if (e->many) {
        kk_emit_abx(e, OP_LOAD_FAR, window + KK_FRAME_WORDS + 1, 0);
        kk_emit_abc(e, OP_CALL_SUPER, dst, window, 0);
        return;
    }
    /* The first parameter may have become a cell. */
    NamePlace first = {AT_REG, 0};
    for (uint32_t i = 0; i < e->sym_n; i++) {
        uint32_t w = kk_words_get(&e->c->ast, e->sym_at + i);
        if ((w >> 16 & 15) == AT_CELL && w >> 20 == 0)
            first.where = AT_CELL;
    }
    if (first.where == AT_CELL)
        kk_emit_abc(e, OP_LOAD_CELL, window + KK_FRAME_WORDS + 1, 0, 0);
    else
        kk_emit_abc(e, OP_MOVE, window + KK_FRAME_WORDS + 1, 0, 0);
    kk_emit_abc(e, OP_CALL_SUPER, dst, window, 0);
}

/* The call is super() in a function that knows its class. */
static bool is_super(Emit *e, const CallSite *s)
{
    uint32_t w = kk_emit_node(e, child(e, s, 0));
    if (s->n != 1 || N_KIND(w) != N_NAME || kk_lang_name(e->c, N_ARG(w)) != KK_N(super) ||
        !e->has_self)
        return false;
    uint32_t dunder_class;
    return kk_lang_names_id_of(e->c, KK_N(__class__), &dunder_class) &&
           kk_emit_name_place(e, dunder_class).where == AT_FREE;
}

static void call_plain(Emit *e, const CallSite *s, uint32_t dst)
{
    uint32_t window, names, callee = child(e, s, 0);
    bool chained = kind_of(e, callee) == N_CALL;
    if (chained)
        kk_emit_call(e, callee, e->top);
    window = kk_emit_take(e, KK_FRAME_WORDS);
    if (!chained)
        kk_emit_expr(e, callee, window);
    place_args(e, s);
    if (s->keywords == 0) {
        kk_emit_abc(e, OP_CALL, dst, window, s->n - 1);
        return;
    }
    names = keyword_names(e, s);
    kk_emit_abc(e, OP_CALLK, dst, window, s->n - 1);
    kk_emit_word(e, names);
}

void kk_emit_call(Emit *e, uint32_t root, uint32_t dst)
{
    CallSite s = {0, 0, 0, false};
    uint32_t top = e->top, span = kk_places_enter(e, root);
    if (!kk_emit_enter(e))
        return;
    kk_emit_children(e, root, &s.base, &s.n);
    look_at_args(e, &s);
    if (s.spread)
        call_spread(e, &s, dst);
    else if (kind_of(e, child(e, &s, 0)) == N_ATTR)
        call_method(e, &s, dst);
    else if (is_super(e, &s))
        call_super(e, &s, dst);
    else
        call_plain(e, &s, dst);
    e->c->ast.top = s.base;
    e->top = top;
    e->span = span;
    kk_emit_leave(e);
}
