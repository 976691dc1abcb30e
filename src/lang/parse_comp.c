/*
 * parse_comp.c: comprehensions.
 *
 * The element comes before the `for` that makes it one, and the first iterable belongs to the scope
 * around: when it has been parsed it is rotated in front, and N_BEGIN inserted behind it.
 *
 *   first iterable, N_BEGIN, element [value], target CLAUSE_FIRST, {condition CLAUSE_IF | target
 * iterable CLAUSE_FOR}, symbols, info, root
 *
 * Layer: lang.   Tests: tests/lang/comprehensions.py.
 */
#include "lang/scope.h"
#include "lang/places.h"

/* The targets of a `for`: everything up to `in`. */
KK_MUST_CHECK static bool parse_targets(Lang *c, bool *tuple)
{
    uint32_t start = c->ast.top, count = 0;
    Place at = kk_lexer_place(&c->lx);
    *tuple = false;
    c->bad_root = 0;
    for (;;) {
        Place item = kk_lexer_place(&c->lx);
        bool star;
        if (!kk_parse_expr_accept(c, TOK_STAR, &star) || !kk_parse_expr_level(c, LEVEL_BITOR) ||
            (star && !kk_lang_push(c, N_STAR, 0)))
            return false;
        kk_parse_target_note(c, item);
        count++;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        *tuple = true;
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == TOK_in)
            break;
    }
    Place end = kk_lang_end(c);
    if (*tuple && (!kk_ast_nary(c->vm, &c->ast, N_TUPLE, count, start) || !kk_places_note(c, at)))
        return false;
    return kk_parse_target(c, c->ast.top - 1, TARGET_FOR, at, end);
}

bool kk_parse_comp_targets(Lang *c)
{
    bool tuple;
    return parse_targets(c, &tuple) && kk_parse_expr_expect(c, TOK_in);
}

/* [async] for targets in; *at: where the targets begin. */
KK_MUST_CHECK static bool parse_for(Lang *c, uint32_t *flags, Place *at)
{
    bool is_async;
    if (!kk_parse_expr_accept(c, TOK_async, &is_async))
        return false;
    *flags = is_async ? N_ASYNC : 0;
    if (kk_lang_tok(c) != TOK_for)
        return kk_parse_expr_invalid(c);
    if (!kk_lang_next(c))
        return false;
    *at = kk_lexer_place(&c->lx);
    return kk_parse_comp_targets(c);
}

/* The targets [from, to) of an inner `for` bind no name that a condition before them binds by :=. */
KK_MUST_CHECK static bool check_inner(Lang *c, uint32_t clauses, uint32_t from, Place at)
{
    for (uint32_t i = from; i < c->ast.top; i++) {
        uint32_t w = kk_words_get(&c->ast, i), name = N_ARG(w);
        if (N_KIND(w) != N_STORE)
            continue;
        for (uint32_t k = clauses; k < from; k++) {
            if (kk_words_get(&c->ast, k) != N_WORD(N_WALRUS, name))
                continue;
            Place end = kk_place_right(at, (uint32_t)kk_str_span(kk_lang_name(c, name)).len);
            if (!kk_lang_late(c, LATE_NAMES, at, end,
                              "comprehension inner loop cannot rebind assignment expression target '%V'",
                              kk_lang_name(c, name)))
                return false;
        }
    }
    return true;
}

/* The iterable of a `for`, in which nothing may be bound. */
KK_MUST_CHECK static bool parse_iterable(Lang *c)
{
    c->iterables++;
    bool ok = kk_parse_expr_level(c, LEVEL_OR);
    c->iterables--;
    return ok;
}

/* The clauses behind the first; counts them in *count; *waits becomes true when one is `async for`. */
KK_MUST_CHECK static bool parse_clauses(Lang *c, uint32_t *count, bool *waits)
{
    uint32_t from = c->ast.top;
    for (;; ++*count) {
        if (kk_lang_tok(c) == TOK_if) {
            if (!kk_lang_next(c) || !kk_parse_expr_level(c, LEVEL_OR))
                return false;
            if (kk_lang_tok(c) == TOK_WALRUS)
                return kk_parse_expr_invalid(c);
            if (!kk_lang_push(c, N_CLAUSE_IF, 0))
                return false;
        } else if (kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async) {
            uint32_t flags, first = c->ast.top;
            Place at;
            if (!parse_for(c, &flags, &at) || !check_inner(c, from, first, at))
                return false;
            uint32_t target = c->ast.top - 1;
            if (!parse_iterable(c) ||
                !kk_ast_binary(c->vm, &c->ast, N_CLAUSE_FOR, target, flags))
                return false;
            *waits = *waits || flags != 0;
        } else {
            return true;
        }
    }
}

/*
 * A list, set or dict comprehension in a function needs no function of its own (as in Python 3.12),
 * unless a function inside it holds on to its variables, which must then be fresh ones each time.
 */
static bool may_be_inline(Lang *c, NodeKind kind, uint32_t from, uint32_t count)
{
    if (kind == N_GENEXP || c->scope->kind == SCOPE_MODULE || c->scope->kind == SCOPE_CLASS)
        return false;
    for (uint32_t i = from; i < from + count; i++) {
        uint32_t flags = SYM_FLAGS(kk_words_get(&c->ast, i));
        if ((flags & SYM_BOUND) && !(flags & SYM_WALRUS) && (flags & SYM_INNER))
            return false;
    }
    return true;
}

void kk_parse_comp_note(Lang *c, uint32_t name, Place at, Place end)
{
    c->walruses[c->nwalruses++ % LANG_WALRUSES] = (Walrus){name, at, end};
}

/* Where the name was bound by := last; unchanged if that is too long ago. */
static void walrus_place(const Lang *c, uint32_t name, Place *at, Place *end)
{
    for (uint32_t i = c->nwalruses; i > 0 && i + LANG_WALRUSES > c->nwalruses; i--) {
        const Walrus *w = &c->walruses[(i - 1) % LANG_WALRUSES];
        if (w->name != name)
            continue;
        *at = w->at;
        *end = w->end;
        return;
    }
}

/* A walrus in a comprehension binds in the function around; a class has no place for it. */
KK_MUST_CHECK static bool check_walrus(Lang *c, uint32_t from, uint32_t count, Place at)
{
    const ParseScope *s = c->scope;
    while (s->kind == SCOPE_COMP)
        s = s->up;
    if (c->late.message != KK_UNSET && !kk_place_before(c->late.at, at))
        return true; /* what is wrong in it is known already */
    for (uint32_t i = from; i < from + count; i++) {
        uint32_t w = kk_words_get(&c->ast, i);
        if (!(SYM_FLAGS(w) & SYM_WALRUS))
            continue;
        Place begin = at, end = kk_place(0, 0);
        walrus_place(c, SYM_NAME(w), &begin, &end);
        if (SYM_FLAGS(w) & SYM_PARAM)
            return kk_lang_late(c, LATE_NAMES, begin, end,
                                "assignment expression cannot rebind comprehension iteration variable '%V'",
                                kk_lang_name(c, SYM_NAME(w)));
        if (s->kind == SCOPE_CLASS)
            return kk_lang_late(c, LATE_NAMES, begin, end,
                                "assignment expression within a comprehension cannot be used in a class body");
    }
    return true;
}

/* The comprehension whose element begins at `at`, and its bracket at `open`, waits for something: the awaits in it
 * are its own affair. */
static void take_awaits(Lang *c, NodeKind kind, Place at, Place open)
{
    ParseScope *s = c->scope;
    if (s->async_at.at != 0 && !kk_place_before(s->async_at, at))
        s->async_at = kk_place(0, 0);
    if (kind != N_GENEXP)
        kk_parse_expr_outside(c, open, true);
}

KK_MUST_CHECK static bool finish(Lang *c, NodeKind kind, uint32_t start, uint32_t begin,
                                 uint32_t clauses, bool waits, Place at, Place open)
{
    uint32_t symbols, first = c->ast.top;
    c->saw_yield = c->saw_await = false;
    if (!kk_scope_collect(c, SCOPE_COMP, begin + 1, &symbols) ||
        !check_walrus(c, first, symbols, at))
        return false;
    if (c->saw_yield) {
        const char *what = kind == N_LISTCOMP   ? KK_TEXT("list comprehension")
                           : kind == N_SETCOMP  ? KK_TEXT("set comprehension")
                           : kind == N_DICTCOMP ? KK_TEXT("dict comprehension")
                                                : KK_TEXT("generator expression");
        if (!kk_lang_late(c, LATE_NAMES, c->yield_at, c->yield_end, "'yield' inside %s", what))
            return false;
    }
    uint32_t flags = may_be_inline(c, kind, first, symbols) ? SEG_INLINE : 0;
    if (waits || c->saw_await) {
        flags |= SEG_ASYNC;
        take_awaits(c, kind, at, open);
    }
    if (!kk_lang_push(c, N_RAW, c->line) || !kk_lang_push(c, N_RAW, 0) ||
        !kk_lang_push(c, N_RAW, clauses | flags << 16) ||
        !kk_lang_push(c, N_RAW, c->ast.top + 2 - begin) || !kk_lang_push(c, N_RAW, symbols) ||
        !kk_lang_push(c, kind, c->ast.top - start))
        return false;
    kk_words_set(&c->ast, begin, N_WORD(N_BEGIN, c->ast.top - 1 - begin));
    return true;
}

bool kk_parse_comp(Lang *c, NodeKind kind, uint32_t start, Place at)
{
    ParseScope scope = *c->scope;
    scope.up = c->scope;
    scope.kind = SCOPE_COMP;
    scope.generator = false;
    scope.async_at = kk_place(0, 0);
    uint32_t first_flags, n = c->lx.brackets - 1;
    Place open = c->lx.bracket_at[n];
    if (N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "iterable unpacking cannot be used in comprehension");
    Place targets;
    if (!parse_for(c, &first_flags, &targets) || !kk_lang_push(c, N_CLAUSE_FIRST, first_flags))
        return false;
    uint32_t iterable = c->ast.top, clauses = 1;
    if (!parse_iterable(c))
        return false;
    uint32_t length = c->ast.top - iterable, begin = start + length;
    kk_words_rotate(&c->ast, start, iterable, c->ast.top);
    kk_places_rotate(c, start, iterable, c->ast.top);
    if (!kk_words_insert(c->vm, &c->ast, begin, 1))
        return false;
    kk_places_insert(c, begin, 1);
    /* Scans of the scope from now on must not trip over the word. */
    kk_words_set(&c->ast, begin, N_WORD(N_RAW, 0));
    c->scope = &scope;
    bool waits = first_flags != 0, ok = parse_clauses(c, &clauses, &waits);
    c->scope = scope.up;
    return ok && finish(c, kind, start, begin, clauses, waits, at, open);
}
