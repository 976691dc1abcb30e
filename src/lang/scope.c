/*
 * scope.c: collecting the names of a scope.
 *
 * One pass over the scope's words, forwards; scopes inside are stepped over, only their symbols are
 * looked at. So each word of a program is visited once, however deep the nesting.
 *
 * Layer: lang.   Tests: tests/lang/scopes.py, tests/lang/errors/scopes.py.
 */
#include "lang/scope.h"

uint32_t *kk_scope_find(Words *ast, uint32_t from, uint32_t count, uint32_t name)
{
    for (uint32_t i = from; i < from + count; i++) {
        uint32_t *w = kk_words_at(ast, i);
        if (SYM_NAME(*w) == name)
            return w;
    }
    return NULL;
}

typedef struct Collector {
    Lang *c;
    ScopeKind kind;
    uint32_t first;               /* the symbols are the words [first, top) */
    uint32_t super, dunder_class; /* ids, for functions; or ~0 */
} Collector;

KK_MUST_CHECK static bool add(Collector *k, uint32_t name, uint32_t flags)
{
    Words *ast = &k->c->ast;
    uint32_t *w = kk_scope_find(ast, k->first, ast->top - k->first, name);
    if (w != NULL) {
        *w |= flags << SYM_FLAG_SHIFT;
        return true;
    }
    return kk_words_push(k->c->vm, ast, name | flags << SYM_FLAG_SHIFT);
}

/* What the scope that ends at `root` wants from outside. */
KK_MUST_CHECK static bool add_inner(Collector *k, uint32_t root)
{
    Words *ast = &k->c->ast;
    bool is_comp = N_KIND(kk_words_get(ast, root)) < N_FUNC;
    bool is_class = N_KIND(kk_words_get(ast, root)) == N_CLASS;
    bool is_inline = is_comp && (kk_ast_info(ast, root, SEG_NAME) >> 16 & SEG_INLINE) != 0;
    uint32_t n = kk_ast_info(ast, root, SEG_SYMBOLS);
    uint32_t at = root - SEG_INFO - n;
    if (is_comp && N_KIND(kk_words_get(ast, root)) != N_GENEXP &&
        (kk_ast_info(ast, root, SEG_NAME) >> 16 & SEG_ASYNC) != 0)
        k->c->saw_await = true;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = kk_words_get(ast, at + i), flags = SYM_FLAGS(w);
        if ((flags & SYM_GLOBAL) && !(is_class && (flags & SYM_INNER)))
            continue;
        if (is_class && SYM_NAME(w) == k->dunder_class)
            continue;
        bool own = (flags & SYM_BOUND) != 0 && !(flags & (SYM_NONLOCAL | SYM_WALRUS));
        /* A class's own names are not seen by the functions in it: those look further out. */
        if (own && !(is_class && (flags & SYM_INNER)))
            continue;
        uint32_t add_flags = is_inline ? SYM_USED | (flags & SYM_INNER) : SYM_INNER;
        if (is_comp && (flags & SYM_WALRUS))
            add_flags |= SYM_BOUND | (k->kind == SCOPE_COMP ? SYM_WALRUS : 0);
        if (!add(k, SYM_NAME(w), add_flags))
            return false;
    }
    return true;
}

KK_MUST_CHECK static bool visit(Collector *k, uint32_t w)
{
    uint32_t name = N_ARG(w) & 0xFFFF;
    switch (N_KIND(w)) {
    case N_NAME:
        if (name == k->super && k->kind != SCOPE_CLASS && !add(k, k->dunder_class, SYM_USED))
            return false;
        return add(k, name, SYM_USED);
    case N_STORE:
        /* SYM_PARAM tells an iteration variable from a name bound by := */
        return add(k, name, k->kind == SCOPE_COMP ? SYM_BOUND | SYM_PARAM : SYM_BOUND);
    case N_YIELD:
    case N_YIELD_FROM:
        k->c->saw_yield = true;
        return true;
    case N_AWAIT:
        k->c->saw_await = true;
        return true;
    case N_DELETE:
        return add(k, name, SYM_BOUND | SYM_USED | SYM_DELETED);
    case N_WALRUS:
        return add(k, name, SYM_BOUND | (k->kind == SCOPE_COMP ? SYM_WALRUS : 0));
    case N_GLOBAL:
        return add(k, name, SYM_GLOBAL);
    case N_NONLOCAL:
        return add(k, name, SYM_NONLOCAL);
    default:
        return true;
    }
}

/* Goes over the words [from, to) that belong to the scope itself. */
KK_MUST_CHECK static bool scan(Collector *k, uint32_t from, uint32_t to)
{
    Words *ast = &k->c->ast;
    for (uint32_t i = from; i < to; i++) {
        uint32_t w = kk_words_get(ast, i);
        if ((w & S_FLAG) != 0)
            continue;
        if (N_KIND(w) == N_BEGIN) {
            i += N_ARG(w);
            if (!add_inner(k, i))
                return false;
        } else if (N_KIND(w) <= N_WALRUS && !visit(k, w)) {
            return false;
        }
    }
    return true;
}

KK_MUST_CHECK static bool add_params(Collector *k)
{
    const ParseScope *s = k->c->scope;
    uint32_t end = s->params;
    for (uint32_t n = s->nparams; n > 0; n--) {
        uint32_t w = kk_words_get(&k->c->ast, end - 1), flags = N_ARG(w) >> 16;
        if (!add(k, N_ARG(w) & 0xFFFF, SYM_PARAM | SYM_BOUND))
            return false;
        end--;
        if (flags & PARAM_DEFAULT)
            end = kk_ast_start(&k->c->ast, end - 1);
        if (flags & PARAM_ANNOTATED)
            end = kk_ast_start(&k->c->ast, end - 1);
    }
    return true;
}

bool kk_scope_collect(Lang *c, ScopeKind kind, uint32_t from, uint32_t *count)
{
    uint32_t to = c->ast.top;
    Collector k = {c, kind, to, 0, 0};
    if (!kk_lang_names_id_of(c, KK_N(super), &k.super) ||
        !kk_lang_names_id_of(c, KK_N(__class__), &k.dunder_class))
        return false;
    if ((kind == SCOPE_FUNCTION || kind == SCOPE_LAMBDA) && !add_params(&k))
        return false;
    if (!scan(&k, from, to))
        return false;
    *count = c->ast.top - to;
    return true;
}

bool kk_scope_annotates(Lang *c, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t w = kk_words_get(&c->ast, i);
        if ((w & S_FLAG) != 0 && S_KIND(w) == S_ANNOTATED)
            return true;
        if ((w & S_FLAG) == 0 && N_KIND(w) == N_BEGIN)
            i += N_ARG(w);
    }
    return false;
}

uint32_t kk_scope_seen(Lang *c, uint32_t from, uint32_t to, uint32_t name)
{
    uint32_t flags = 0, target = 0;
    for (uint32_t i = from; i < to; i++) {
        uint32_t w = kk_words_get(&c->ast, i);
        if ((w & S_FLAG) != 0) {
            if (S_KIND(w) == S_ANNOTATED)
                target = i + 1 + (S_LINES(w) == S_LINE_LONG);
            continue;
        }
        if (i == target && w == N_WORD(N_STORE, name))
            flags |= SYM_ANNOTATED;
        if (N_KIND(w) == N_BEGIN)
            i += N_ARG(w);
        else if ((N_ARG(w) & 0xFFFF) != name)
            continue;
        else if (N_KIND(w) == N_NAME)
            flags |= SYM_USED;
        else if (N_KIND(w) == N_STORE || N_KIND(w) == N_WALRUS || N_KIND(w) == N_DELETE)
            flags |= SYM_BOUND;
        else if (N_KIND(w) == N_GLOBAL || N_KIND(w) == N_NONLOCAL)
            flags |= N_KIND(w) == N_GLOBAL ? SYM_GLOBAL : SYM_NONLOCAL;
    }
    return flags;
}
