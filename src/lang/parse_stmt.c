/*
 * parse_stmt.c: simple statements.
 *
 * What follows a statement's header word:
 *   S_EXPR value             S_ASSIGN {target} value       S_AUGMENTED target operand
 * N_RAW(operator) S_ANNOTATED target annotation [value] N_RAW(flags)     S_RETURN [value] S_DELETE
 * {target} S_RAISE [exception [cause]]      S_ASSERT test [message]     S_SCOPE N_RAW(end)
 * N_RAW(column) N_RAW(line) {GLOBAL | NONLOCAL} S_IMPORT {ALIAS [STORE]...}      S_FROM N_RAW(level)
 * ALIAS(module) {ALIAS(name) STORE(as)}, see below
 *
 * Layer: lang.   Tests: tests/lang/statements.py, tests/lang/assignment.py, tests/lang/errors/.
 */
#include "lang/scope.h"
#include "lang/places.h"
#include "object/ops.h"

bool kk_parse_stmt_begin(Lang *c, StmtKind kind, uint32_t *line, uint32_t *header)
{
    uint32_t lines = kk_place_line(c->lx.tok_place) - *line;
    *header = c->ast.top;
    *line = kk_place_line(c->lx.tok_place);
    c->line = kk_place_line(c->lx.tok_place);
    c->group_root = LANG_NO_GROUP;
    if (lines < S_LINE_LONG)
        return kk_words_push(c->vm, &c->ast, S_WORD(kind, lines, 0));
    return kk_words_push(c->vm, &c->ast, S_WORD(kind, S_LINE_LONG, 0)) &&
           kk_lang_push(c, N_RAW, c->line);
}

bool kk_parse_stmt_end(Lang *c, uint32_t header)
{
    uint32_t size = c->ast.top - header;
    if (size > S_SIZE_MAX) {
        kk_raise_memory(c->vm);
        return false;
    }
    *kk_words_at(&c->ast, header) |= size << S_SIZE_SHIFT;
    return true;
}

static void set_kind(Lang *c, uint32_t header, StmtKind kind)
{
    uint32_t *w = kk_words_at(&c->ast, header);
    *w = (*w & ~31u) | (uint32_t)kind;
}

/* target: annotation [= value] */
KK_MUST_CHECK static bool parse_annotated(Lang *c, uint32_t header, Place at, bool bracketed)
{
    uint32_t target = c->ast.top - 1;
    NodeKind kind = N_KIND(kk_words_get(&c->ast, target));
    if (kind == N_TUPLE || kind == N_LIST)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "only single target (not %s) can be annotated",
                                kk_parse_target_name(c, target));
    if (kind != N_NAME && kind != N_ATTR && kind != N_SUBSCRIPT)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "illegal target for annotation");
    set_kind(c, header, S_ANNOTATED);
    bool valued;
    /* A bare annotation makes the name local too, but evaluates no target. */
    if (!kk_parse_target(c, target, TARGET_ASSIGN, at, kk_lang_end(c)) || !kk_lang_next(c) ||
        !kk_parse_def_annotation(c, false) || !kk_parse_expr_accept(c, TOK_EQUAL, &valued))
        return false;
    if (valued && !kk_parse_expr_value(c))
        return false;
    uint32_t id = N_ARG(kk_words_get(&c->ast, target));
    if (kind == N_NAME && bracketed && !valued)
        kk_words_set(&c->ast, target, N_WORD(N_NAME, id)); /* (x): int does not make x local */
    uint32_t seen = kind == N_NAME && c->scope->kind != SCOPE_MODULE ? kk_scope_seen(c, c->scope->body, header, id) : 0;
    if (seen & (SYM_GLOBAL | SYM_NONLOCAL) && !bracketed &&
        !kk_lang_late(c, LATE_NAMES, at, kk_lang_end(c), "annotated name '%V' can't be %s", kk_lang_name(c, id),
                      seen & SYM_GLOBAL ? "global" : "nonlocal"))
        return false;
    return kk_lang_push(c, N_RAW, (uint32_t)valued | (uint32_t)(kind == N_NAME && !bracketed) << 1);
}

KK_MUST_CHECK static bool parse_augmented(Lang *c, uint32_t header, Place at)
{
    uint32_t op = (uint32_t)(kk_lang_tok(c) - TOK_PLUS_EQ);
    uint32_t target = c->ast.top - 1;
    set_kind(c, header, S_AUGMENTED);
    if (!kk_parse_target(c, target, TARGET_AUGMENT, at, kk_lang_end(c)))
        return false;
    return kk_lang_next(c) && kk_parse_expr_value(c) && kk_lang_push(c, N_RAW, op);
}

/* target = target = value; the first target is there. */
KK_MUST_CHECK static bool parse_assign(Lang *c, uint32_t header, Place at)
{
    TargetUse use = TARGET_ASSIGN;
    set_kind(c, header, S_ASSIGN);
    while (kk_lang_tok(c) == TOK_EQUAL) {
        if (!kk_parse_target(c, c->ast.top - 1, use, at, kk_lang_end(c)) || !kk_lang_next(c))
            return false;
        use = TARGET_ASSIGN_MORE;
        at = kk_lexer_place(&c->lx);
        c->bad_root = 0;
        if (!kk_parse_expr_value(c))
            return false;
    }
    return true;
}

/* The exception says no more than "invalid syntax". */
static bool says_nothing(Lang *c, Value exception)
{
    Value text = kk_getattr(c->vm, exception, KK_N(msg));
    if (text == KK_ERROR) {
        (void)kk_pending_take(c->vm);
        return false;
    }
    return kk_str_is(text) && kk_bytes_equal(kk_str_span(text), KK_SPAN("invalid syntax"));
}

/* print "x" and exec "x" as in Python 2: *was. The name is the only word of the statement. */
KK_MUST_CHECK static bool old_print(Lang *c, uint32_t header, Place at)
{
    uint32_t w = kk_words_get(&c->ast, c->ast.top - 1);
    if (c->ast.top != header + 2 || N_KIND(w) != N_NAME || !kk_parse_expr_begins(kk_lang_tok(c)))
        return true;
    Span name = kk_str_span(kk_lang_name(c, N_ARG(w)));
    if (!kk_bytes_equal(name, KK_SPAN("print")) && !kk_bytes_equal(name, KK_SPAN("exec")))
        return true;
    Place next = kk_lexer_place(&c->lx), end = kk_lexer_here(&c->lx);
    if (kk_parse_expr_list(c, false))
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "Missing parentheses in call to '%V'. Did you mean %V(...)?",
                                kk_lang_name(c, N_ARG(w)), kk_lang_name(c, N_ARG(w)));
    Value exception = kk_pending_take(c->vm);
    if (!says_nothing(c, exception)) {
        (void)kk_raise_instance(c->vm, exception);
        return false;
    }
    return kk_lang_error_at(&c->lx, next, end, "invalid syntax");
}

KK_MUST_CHECK static bool parse_expression_statement(Lang *c, uint32_t *line)
{
    uint32_t header;
    Place at = kk_lexer_place(&c->lx);
    bool bracketed = kk_lang_tok(c) == TOK_LPAR;
    c->bad_root = 0;
    if (!kk_parse_stmt_begin(c, S_EXPR, line, &header) || !kk_parse_expr_value(c))
        return false;
    Tok tok = kk_lang_tok(c);
    bool ok = true;
    if (tok == TOK_EQUAL) {
        ok = parse_assign(c, header, at);
    } else if (tok >= TOK_PLUS_EQ && tok <= TOK_RSHIFT_EQ) {
        ok = parse_augmented(c, header, at);
    } else if (tok == TOK_COLON) {
        ok = parse_annotated(c, header, at, bracketed);
    } else if (!old_print(c, header, at)) {
        return false;
    } else if (N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR) {
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "can't use starred expression here");
    }
    return ok && kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool leaves_star(Lang *c, Place at)
{
    return kk_lang_late(c, LATE_CODE, at, kk_lang_end(c),
                        "'break', 'continue' and 'return' cannot appear in an except* block");
}

KK_MUST_CHECK static bool parse_return(Lang *c, uint32_t *line)
{
    uint32_t header;
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_stmt_begin(c, S_RETURN, line, &header) || !kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) == TOK_STAR || kk_parse_expr_begins(kk_lang_tok(c)) ||
        kk_lang_tok(c) == TOK_yield) {
        if (!kk_parse_expr_list(c, false))
            return false;
        c->scope->return_at = at;
        c->scope->return_end = kk_lang_end(c);
    }
    if (c->scope->kind != SCOPE_FUNCTION &&
        !kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "'return' outside function"))
        return false;
    if (c->scope->star != 0 && !leaves_star(c, at))
        return false;
    return kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool parse_raise(Lang *c, uint32_t *line)
{
    uint32_t header;
    bool from;
    if (!kk_parse_stmt_begin(c, S_RAISE, line, &header) || !kk_lang_next(c))
        return false;
    if (kk_parse_expr_begins(kk_lang_tok(c))) {
        if (!kk_parse_expr(c) || !kk_parse_expr_accept(c, TOK_from, &from) ||
            (from && !kk_parse_expr(c)))
            return false;
    }
    return kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool parse_assert(Lang *c, uint32_t *line)
{
    uint32_t header;
    bool comma;
    Place at = kk_lexer_place(&c->lx);
    return kk_parse_stmt_begin(c, S_ASSERT, line, &header) && kk_lang_next(c) && kk_parse_expr(c) &&
           (!LANG_WARNINGS || kk_parse_warn_assert(c, c->ast.top - 1, at)) && kk_parse_expr_accept(c, TOK_COMMA, &comma) && (!comma || kk_parse_expr(c)) &&
           kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool parse_delete(Lang *c, uint32_t *line)
{
    uint32_t header;
    if (!kk_parse_stmt_begin(c, S_DELETE, line, &header) || !kk_lang_next(c))
        return false;
    for (;;) {
        Place at = kk_lexer_place(&c->lx);
        c->bad_root = 0;
        bool star;
        if (!kk_parse_expr_accept(c, TOK_STAR, &star) || !kk_parse_expr_level(c, LEVEL_BITOR) ||
            (star && !kk_lang_push(c, N_STAR, 0)))
            return false;
        if (!kk_parse_target(c, c->ast.top - 1, TARGET_DELETE, at, kk_lang_end(c)))
            return false;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == TOK_NEWLINE || kk_lang_tok(c) == TOK_SEMI)
            break;
    }
    return kk_parse_stmt_end(c, header);
}

static bool is_param(Lang *c, uint32_t name)
{
    uint32_t end = c->scope->params;
    for (uint32_t n = c->scope->nparams; n > 0; n--) {
        uint32_t w = kk_words_get(&c->ast, end - 1), flags = N_ARG(w) >> 16;
        if ((N_ARG(w) & 0xFFFF) == name)
            return true;
        end--;
        if (flags & PARAM_DEFAULT)
            end = kk_ast_start(&c->ast, end - 1);
        if (flags & PARAM_ANNOTATED)
            end = kk_ast_start(&c->ast, end - 1);
    }
    return false;
}

/* Where the statement with this GLOBAL or NONLOCAL word begins; *end: where it ends. */
static Place first_declared(Lang *c, uint32_t word, Place *end)
{
    uint32_t i = c->scope->body;
    while (kk_words_get(&c->ast, i) != word)
        i++;
    while (N_KIND(kk_words_get(&c->ast, i - 1)) == N_KIND(word))
        i--;
    uint32_t line = N_ARG(kk_words_get(&c->ast, i - 1));
    *end = kk_place(line, N_ARG(kk_words_get(&c->ast, i - 3)));
    return kk_place(line, N_ARG(kk_words_get(&c->ast, i - 2)));
}

/* The name may no longer be declared: it was used, or is a parameter. The words from `to` on are the statement's. */
KK_MUST_CHECK static bool check_declared(Lang *c, uint32_t name, bool is_global, uint32_t to, Place at)
{
    uint32_t seen = kk_scope_seen(c, c->scope->body, to, name);
    const char *what = is_global ? "global" : "nonlocal", *format;
    Place end = kk_lang_end(c);
    Value text = kk_lang_name(c, name);
    if (is_param(c, name)) {
        format = KK_TEXT("name '%V' is parameter and %s");
    } else if (seen & (is_global ? SYM_NONLOCAL : SYM_GLOBAL)) {
        at = first_declared(c, N_WORD(is_global ? N_NONLOCAL : N_GLOBAL, name), &end);
        format = KK_TEXT("name '%V' is nonlocal and global");
    } else if (seen & SYM_USED) {
        format = KK_TEXT("name '%V' is used prior to %s declaration");
    } else if (seen & SYM_ANNOTATED) {
        format = KK_TEXT("annotated name '%V' can't be %s");
    } else if (seen & SYM_BOUND) {
        format = KK_TEXT("name '%V' is assigned to before %s declaration");
    } else {
        return true;
    }
    return kk_lang_late(c, LATE_NAMES, at, end, format, text, what);
}

/* global and nonlocal */
KK_MUST_CHECK static bool parse_scope(Lang *c, uint32_t *line)
{
    uint32_t header, name;
    bool is_global = kk_lang_tok(c) == TOK_global, ok = true;
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_stmt_begin(c, S_SCOPE, line, &header) || !kk_lang_push(c, N_RAW, 0) || !kk_lang_push(c, N_RAW, kk_place_col(at)) ||
        !kk_lang_push(c, N_RAW, kk_place_line(at)))
        return false;
    uint32_t first = c->ast.top;
    do {
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) != TOK_NAME)
            return kk_parse_expr_invalid(c);
        if (!kk_lang_names_token(c, &name) ||
            !kk_lang_push(c, is_global ? N_GLOBAL : N_NONLOCAL, name) || !kk_lang_next(c))
            return false;
        if (is_global && c->options->names &&
            !kk_lang_names_append(c->vm, &c->declared, &c->ndeclared, KK_INT(name)))
            return false;
    } while (kk_lang_tok(c) == TOK_COMMA);
    kk_words_set(&c->ast, first - 3, N_WORD(N_RAW, kk_place_col(kk_lang_end(c))));
    if (!is_global && c->scope->kind == SCOPE_MODULE)
        ok = kk_lang_late(c, LATE_NAMES, at, kk_lang_end(c), "nonlocal declaration not allowed at module level");
    for (uint32_t i = first; ok && c->scope->kind != SCOPE_MODULE && i < c->ast.top; i++)
        ok = check_declared(c, N_ARG(kk_words_get(&c->ast, i)), is_global, header, at);
    return ok && kk_parse_stmt_end(c, header);
}

/* a.b.c: one ALIAS per part, the number of parts in an N_RAW behind them. first: the id of the
 * first part. */
KK_MUST_CHECK static bool parse_dotted(Lang *c, uint32_t *first)
{
    uint32_t parts = 0, id;
    for (;;) {
        if (kk_lang_tok(c) != TOK_NAME)
            return kk_parse_expr_invalid(c);
        if (!(parts == 0 ? kk_lang_names_token(c, &id)
                         : kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &id)))
            return false;
        if (parts++ == 0)
            *first = id;
        if (!kk_lang_push(c, N_ALIAS, id) || !kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) != TOK_DOT)
            return kk_lang_push(c, N_RAW, parts);
        if (!kk_lang_next(c))
            return false;
    }
}

/* `as name`, or else the given name: a STORE. */
KK_MUST_CHECK static bool parse_as(Lang *c, uint32_t id, bool *renamed)
{
    if (!kk_parse_expr_accept(c, TOK_as, renamed))
        return false;
    if (!*renamed)
        return kk_lang_push(c, N_STORE, id);
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    return kk_lang_names_token(c, &id) && kk_lang_push(c, N_STORE, id) && kk_lang_next(c);
}

/* import: for each module {ALIAS} N_RAW(parts) STORE N_RAW(renamed) */
KK_MUST_CHECK static bool parse_import(Lang *c, uint32_t *line)
{
    uint32_t header, first;
    bool renamed;
    if (!kk_parse_stmt_begin(c, S_IMPORT, line, &header))
        return false;
    do {
        if (!kk_lang_next(c) || !parse_dotted(c, &first) || !parse_as(c, first, &renamed) ||
            !kk_lang_push(c, N_RAW, renamed))
            return false;
    } while (kk_lang_tok(c) == TOK_COMMA);
    return kk_parse_stmt_end(c, header);
}

/* The names behind `import` of a from statement: ALIAS STORE pairs; * is no pair at all. */
KK_MUST_CHECK static bool parse_from_names(Lang *c)
{
    bool bracket, renamed;
    uint32_t id, name, count = 0;
    if (kk_lang_tok(c) == TOK_STAR) {
        Place at = kk_lexer_place(&c->lx);
        if (!kk_lang_next(c))
            return false;
        return c->scope->kind == SCOPE_MODULE ||
               kk_lang_late(c, LATE_NAMES, at, kk_lang_end(c), "import * only allowed at module level");
    }
    if (!kk_parse_expr_accept(c, TOK_LPAR, &bracket))
        return false;
    for (;;) {
        if (kk_lang_tok(c) != TOK_NAME)
            return kk_lang_tok(c) == TOK_NEWLINE && !bracket && count > 0
                       ? kk_lang_error(&c->lx,
                                       "trailing comma not allowed without surrounding parentheses")
                       : kk_parse_expr_invalid(c);
        if (!kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &id) ||
            !kk_lang_names_token(c, &name) || !kk_lang_push(c, N_ALIAS, id) || !kk_lang_next(c) ||
            !parse_as(c, name, &renamed))
            return false;
        count++;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
        if (bracket && kk_lang_tok(c) == TOK_RPAR)
            break;
    }
    return !bracket || kk_parse_expr_expect(c, TOK_RPAR);
}

/* from: N_RAW(level) {ALIAS} N_RAW(parts) {ALIAS STORE} */
KK_MUST_CHECK static bool parse_from(Lang *c, uint32_t *line)
{
    uint32_t header, level = 0, first;
    if (!kk_parse_stmt_begin(c, S_FROM, line, &header) || !kk_lang_next(c))
        return false;
    while (kk_lang_tok(c) == TOK_DOT || kk_lang_tok(c) == TOK_DOTS) {
        level += kk_lang_tok(c) == TOK_DOT ? 1 : 3;
        if (!kk_lang_next(c))
            return false;
    }
    if (!kk_lang_push(c, N_RAW, level))
        return false;
    if (level > 0 && kk_lang_tok(c) == TOK_import) {
        if (!kk_lang_push(c, N_RAW, 0))
            return false;
    } else if (!parse_dotted(c, &first)) {
        return false;
    }
    return kk_parse_expr_expect(c, TOK_import) && parse_from_names(c) &&
           kk_parse_stmt_end(c, header);
}

/* pass, break, continue */
KK_MUST_CHECK static bool parse_word(Lang *c, StmtKind kind, uint32_t *line)
{
    uint32_t header;
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_stmt_begin(c, kind, line, &header) || !kk_lang_next(c))
        return false;
    if (kind != S_PASS && c->scope->star == c->scope->loops + 1 && !leaves_star(c, at))
        return false;
    if (kind != S_PASS && c->scope->loops == 0 &&
        !kk_lang_late(c, LATE_CODE, at, kk_lang_end(c),
                      kind == S_BREAK ? "'break' outside loop" : "'continue' not properly in loop"))
        return false;
    return kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool parse_simple(Lang *c, uint32_t *line)
{
    switch (kk_lang_tok(c)) {
    case TOK_return:
        return parse_return(c, line);
    case TOK_raise:
        return parse_raise(c, line);
    case TOK_assert:
        return parse_assert(c, line);
    case TOK_del:
        return parse_delete(c, line);
    case TOK_global:
    case TOK_nonlocal:
        return parse_scope(c, line);
    case TOK_import:
        return parse_import(c, line);
    case TOK_from:
        return parse_from(c, line);
    case TOK_pass:
        return parse_word(c, S_PASS, line);
    case TOK_break:
        return parse_word(c, S_BREAK, line);
    case TOK_continue:
        return parse_word(c, S_CONTINUE, line);
    case TOK_NAME: {
        bool was;
        if (!kk_parse_generic_alias(c, line, &was) || was)
            return !kk_vm_failed(c->vm);
        return parse_expression_statement(c, line);
    }
    default:
        return parse_expression_statement(c, line);
    }
}

bool kk_parse_stmt_simple(Lang *c, uint32_t *line)
{
    Place at = kk_lexer_place(&c->lx);
    return parse_simple(c, line) && kk_places_note_stmt(c, at);
}

bool kk_parse_stmt(Lang *c, uint32_t *line)
{
    bool compound;
    if (!kk_parse_compound(c, line, &compound) || compound)
        return !kk_vm_failed(c->vm);
    for (;;) {
        if (!kk_parse_stmt_simple(c, line))
            return false;
        if (kk_lang_tok(c) != TOK_SEMI)
            break;
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == TOK_NEWLINE)
            break;
    }
    return kk_parse_expr_expect(c, TOK_NEWLINE);
}
