/*
 * parse_compound.c: statements with blocks.
 *
 * What follows a statement's header word; `way` words count from the block to the end:
 *   S_IF test BLOCK [BLOCK] N_RAW(way)            S_WHILE the same       S_FOR target iterable
 * BLOCK [BLOCK] N_RAW(way) S_WITH {context | context target WITH_AS} BLOCK N_RAW(way) S_TRY BLOCK
 * {S_HANDLER} [BLOCK else] [BLOCK finally] N_RAW(flags) S_HANDLER [type [DELETE]] BLOCK N_RAW(way)
 *   S_DEF {decorator} FUNC STORE                  S_CLASS {decorator} CLASS STORE
 *
 * Layer: lang.   Tests: tests/lang/statements.py, tests/lang/errors/blocks.py.
 */
#include "lang/parser.h"
#include "object/ops.h"

enum { BLOCKS_MAX = 20 };

KK_MUST_CHECK static bool too_deep(Lang *c)
{
    return kk_lang_error(&c->lx, "too many statically nested blocks");
}

/* The statements of a block on lines of their own, from its INDENT to its DEDENT. */
KK_MUST_CHECK static bool parse_indented(Lang *c, uint32_t *line)
{
    if (!kk_lang_next(c))
        return false;
    while (kk_lang_tok(c) != TOK_DEDENT) {
        if (!kk_parse_stmt(c, line))
            return false;
    }
    return kk_lang_next(c);
}

bool kk_parse_compound_indent(Lang *c, const char *what, uint32_t line)
{
    if (kk_lang_tok(c) == TOK_INDENT)
        return true;
    c->lx.need_block = kk_lang_tok(c) == TOK_END;
    return kk_lang_error_kind(&c->lx, &kk_type_IndentationError, kk_lexer_place(&c->lx),
                            kk_lexer_here(&c->lx), "expected an indented block after %s on line %u",
                            what, (unsigned)line);
}

bool kk_parse_compound_block(Lang *c, const char *what, bool strict, uint32_t line, uint32_t base)
{
    uint32_t header = c->ast.top, at_line = base;
    if (!(strict || kk_lang_tok(c) == TOK_NEWLINE ? kk_parse_expr_expect_named(c, TOK_COLON)
                                                  : kk_parse_expr_expect(c, TOK_COLON)))
        return false;
    if (!kk_depth_enter(c->vm))
        return false;
    bool ok = kk_words_push(c->vm, &c->ast, S_WORD(S_BLOCK, 0, 0));
    if (ok && kk_lang_tok(c) == TOK_NEWLINE) {
        ok = kk_lang_next(c) && kk_parse_compound_indent(c, what, line) && parse_indented(c, &at_line);
    } else if (ok) {
        do {
            ok = kk_parse_stmt_simple(c, &at_line);
        } while (ok && kk_lang_tok(c) == TOK_SEMI && (ok = kk_lang_next(c)) &&
                 kk_lang_tok(c) != TOK_NEWLINE);
        ok = ok && kk_parse_expr_expect(c, TOK_NEWLINE);
    }
    kk_depth_leave(c->vm);
    return ok && kk_parse_stmt_end(c, header);
}

/* The condition of if and while: a colon must follow. */
KK_MUST_CHECK static bool parse_test(Lang *c)
{
    uint32_t start = c->ast.top;
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_expr_named(c))
        return false;
    return kk_lang_tok(c) == TOK_EQUAL ? kk_parse_target_equal(c, start, at) : true;
}

/* Ends a statement whose block began at `body`. */
KK_MUST_CHECK static bool end_with_way(Lang *c, uint32_t header, uint32_t body)
{
    uint32_t way = c->ast.top - body;
    return kk_lang_push(c, N_RAW, way) && kk_parse_stmt_end(c, header);
}

/* base: the line of the statement that the else belongs to. */
KK_MUST_CHECK static bool parse_else(Lang *c, uint32_t base)
{
    uint32_t line = kk_place_line(c->lx.tok_place);
    return kk_lang_next(c) && kk_parse_compound_block(c, "'else' statement", true, line, base);
}

/* One elif clause. */
KK_MUST_CHECK static bool parse_elif(Lang *c, uint32_t *line)
{
    uint32_t header, body;
    if (!kk_parse_stmt_begin(c, S_ELIF, line, &header) || !kk_lang_next(c) || !parse_test(c))
        return false;
    body = c->ast.top;
    return kk_parse_compound_block(c, "'elif' statement", false, *line, *line) &&
           end_with_way(c, header, body);
}

KK_MUST_CHECK static bool parse_if(Lang *c, uint32_t *line)
{
    uint32_t header, body;
    if (!kk_parse_stmt_begin(c, S_IF, line, &header) || !kk_lang_next(c) || !parse_test(c))
        return false;
    uint32_t at = *line;
    body = c->ast.top;
    if (!kk_parse_compound_block(c, "'if' statement", false, at, at))
        return false;
    while (kk_lang_tok(c) == TOK_elif) {
        if (!parse_elif(c, &at))
            return false;
    }
    return (kk_lang_tok(c) != TOK_else || parse_else(c, *line)) && end_with_way(c, header, body);
}

/* The block of a loop and its else. */
KK_SAYS(parse_loop, 1)
KK_MUST_CHECK static bool parse_loop(Lang *c, const char *what, uint32_t line, uint32_t header)
{
    uint32_t body = c->ast.top;
    if (c->scope->blocks >= BLOCKS_MAX)
        return too_deep(c);
    c->scope->loops++;
    c->scope->blocks++;
    bool ok = kk_parse_compound_block(c, what, false, line, line);
    c->scope->loops--;
    c->scope->blocks--;
    if (!ok || (kk_lang_tok(c) == TOK_else && !parse_else(c, line)))
        return false;
    return end_with_way(c, header, body);
}

KK_MUST_CHECK static bool parse_while(Lang *c, uint32_t *line)
{
    uint32_t header;
    return kk_parse_stmt_begin(c, S_WHILE, line, &header) && kk_lang_next(c) && parse_test(c) &&
           parse_loop(c, "'while' statement", *line, header);
}

KK_MUST_CHECK static bool parse_for(Lang *c, uint32_t *line, bool is_async)
{
    uint32_t header;
    return kk_parse_stmt_begin(c, is_async ? S_ASYNC_FOR : S_FOR, line, &header) && kk_lang_next(c) &&
           kk_parse_comp_targets(c) && kk_parse_expr_list(c, false) &&
           parse_loop(c, "'for' statement", *line, header);
}

/* `as target` behind a context, if it is there: *as tells. */
KK_MUST_CHECK static bool parse_with_target(Lang *c, bool *as)
{
    uint32_t context = c->ast.top - 1;
    if (!kk_parse_expr_accept(c, TOK_as, as))
        return false;
    if (!*as)
        return true;
    Place at = kk_lexer_place(&c->lx);
    c->bad_root = 0;
    if (!kk_parse_expr_level(c, LEVEL_BITOR))
        return false;
    return kk_parse_target(c, c->ast.top - 1, TARGET_WITH, at,
                           kk_lang_end(c)) &&
           kk_ast_binary(c->vm, &c->ast, N_WITH_AS, context, 0);
}

/*
 * with (...): the bracket may enclose the items, or begin the first context. Since there is no
 * going back, items are parsed until the bracket closes; when no item has a target and no colon
 * follows, it was an expression.
 */
KK_MUST_CHECK static bool parse_with_bracket(Lang *c, bool *items)
{
    uint32_t start = c->ast.top, count = 0;
    bool any_as = false, comma = false;
    if (!kk_lang_next(c))
        return false;
    Place at = kk_lexer_place(&c->lx);
    while (kk_lang_tok(c) != TOK_RPAR) {
        bool as;
        if (!(kk_lang_tok(c) == TOK_yield ? kk_parse_expr_yield(c)
                                          : kk_parse_expr_starred(c, true)))
            return false;
        if (count++ == 0 && kk_lang_tok(c) == TOK_for && !kk_parse_comp(c, N_GENEXP, start, at))
            return false;
        if (!parse_with_target(c, &as))
            return false;
        any_as = any_as || as;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        comma = true;
        if (!kk_lang_next(c))
            return false;
    }
    if (!kk_parse_expr_expect(c, TOK_RPAR))
        return false;
    *items = any_as || (kk_lang_tok(c) == TOK_COLON && count > 0);
    if (*items || (count == 1 && !comma))
        return *items || kk_parse_expr_behind(c, start);
    return kk_ast_nary(c->vm, &c->ast, N_TUPLE, count, start) && kk_parse_expr_behind(c, start);
}

KK_MUST_CHECK static bool parse_with(Lang *c, uint32_t *line, bool is_async)
{
    uint32_t header;
    bool items = false, more = true, as;
    if (!kk_parse_stmt_begin(c, is_async ? S_ASYNC_WITH : S_WITH, line, &header) || !kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) == TOK_LPAR) {
        if (!parse_with_bracket(c, &items) || (!items && !parse_with_target(c, &as)) ||
            !kk_parse_expr_accept(c, TOK_COMMA, &more))
            return false;
    }
    while (more) {
        if (!kk_parse_expr(c) || !parse_with_target(c, &as) ||
            !kk_parse_expr_accept(c, TOK_COMMA, &more))
            return false;
    }
    uint32_t body = c->ast.top;
    if (c->scope->blocks >= BLOCKS_MAX)
        return too_deep(c);
    c->scope->blocks++;
    bool ok = kk_parse_compound_block(c, "'with' statement", false, *line, *line);
    c->scope->blocks--;
    return ok && end_with_way(c, header, body);
}

/* The block of a handler. */
KK_MUST_CHECK static bool parse_handler_block(Lang *c, bool star, uint32_t line)
{
    uint32_t outer = c->scope->star;
    if (c->scope->blocks >= BLOCKS_MAX)
        return too_deep(c);
    c->scope->blocks++;
    if (star)
        c->scope->star = c->scope->loops + 1;
    bool ok = kk_parse_compound_block(c, star ? "'except*' statement" : "'except' statement", false, line, line);
    c->scope->star = outer;
    c->scope->blocks--;
    return ok;
}

/* What the clauses of a try statement are. */
typedef enum Clauses { CLAUSES_NONE, CLAUSES_PLAIN, CLAUSES_STAR } Clauses;

/* except [type [as name]]: or except* type [as name]: */
KK_MUST_CHECK static bool parse_handler(Lang *c, uint32_t *line, bool *bare, Clauses *clauses)
{
    uint32_t header, id;
    bool as = false, star;
    Place begin = kk_lexer_place(&c->lx);
    if (!kk_parse_stmt_begin(c, S_HANDLER, line, &header) || !kk_lang_next(c))
        return false;
    uint32_t at = *line;
    if (!kk_parse_expr_accept(c, TOK_STAR, &star))
        return false;
    Place end = kk_lang_end(c);
    *bare = kk_lang_tok(c) == TOK_COLON;
    if (star && (*bare || kk_lang_tok(c) == TOK_NEWLINE))
        return kk_lang_error(&c->lx, "expected one or more exception types");
    if (*clauses != CLAUSES_NONE && (*clauses == CLAUSES_STAR) != star)
        return kk_lang_error_at(&c->lx, begin, end,
                                "cannot have both 'except' and 'except*' on the same 'try'");
    *clauses = star ? CLAUSES_STAR : CLAUSES_PLAIN;
    if (kk_lang_tok(c) == TOK_NEWLINE)
        return kk_parse_expr_expect_named(c, TOK_COLON);
    if (!*bare) {
        Place place = kk_lexer_place(&c->lx);
        if (!kk_parse_expr(c))
            return false;
        if (kk_lang_tok(c) == TOK_COMMA && kk_lang_next(c) && kk_parse_expr_list(c, false))
            return kk_lang_error_at(&c->lx, place, kk_lang_end(c),
                                    "multiple exception types must be parenthesized");
        if (kk_vm_failed(c->vm) || !kk_parse_expr_accept(c, TOK_as, &as))
            return false;
    }
    if (as) {
        if (kk_lang_tok(c) != TOK_NAME)
            return kk_parse_expr_invalid(c);
        if (!kk_lang_names_token(c, &id) || !kk_lang_push(c, N_DELETE, id) || !kk_lang_next(c))
            return false;
    }
    uint32_t body = c->ast.top;
    return parse_handler_block(c, star, at) && end_with_way(c, header, body);
}

KK_MUST_CHECK static bool parse_finally(Lang *c, uint32_t base)
{
    uint32_t line = kk_place_line(c->lx.tok_place);
    return kk_lang_next(c) && kk_parse_compound_block(c, "'finally' statement", true, line, base);
}

/* Everything behind the first block of a try; flags: 1 else, 2 finally, 4 except*. */
KK_MUST_CHECK static bool parse_try_rest(Lang *c, uint32_t base, uint32_t *flags)
{
    uint32_t line = base;
    bool handled = false, bare = false;
    Clauses clauses = CLAUSES_NONE;
    Place bare_at = {0}, bare_end = {0};
    while (kk_lang_tok(c) == TOK_except) {
        if (bare && !kk_lang_late(c, LATE_CODE, bare_at, bare_end, "default 'except:' must be last"))
            return false;
        bare_at = kk_lexer_place(&c->lx);
        handled = true;
        if (!parse_handler(c, &line, &bare, &clauses))
            return false;
        bare_end = kk_lang_end(c);
    }
    if (clauses == CLAUSES_STAR)
        *flags |= 4;
    if (handled && kk_lang_tok(c) == TOK_else) {
        *flags |= 1;
        if (!parse_else(c, base))
            return false;
    }
    if (kk_lang_tok(c) == TOK_finally) {
        *flags |= 2;
        return parse_finally(c, base);
    }
    if (handled)
        return true;
    c->lx.need_block = kk_lang_tok(c) == TOK_END;
    Place at = kk_lexer_place(&c->lx);
    return kk_lang_error_at(&c->lx, at,
                            kk_lang_tok(c) == TOK_END ? kk_place(kk_place_line(at), COL_UNKNOWN) : kk_lexer_here(&c->lx),
                            "expected 'except' or 'finally' block");
}

KK_MUST_CHECK static bool parse_try(Lang *c, uint32_t *line)
{
    uint32_t header, flags = 0;
    if (c->scope->blocks >= BLOCKS_MAX)
        return too_deep(c);
    if (!kk_parse_stmt_begin(c, S_TRY, line, &header) || !kk_lang_next(c))
        return false;
    uint32_t at = *line;
    c->scope->blocks++;
    bool ok = kk_parse_compound_block(c, "'try' statement", true, at, at) &&
              parse_try_rest(c, at, &flags);
    c->scope->blocks--;
    return ok && kk_lang_push(c, N_RAW, flags) && kk_parse_stmt_end(c, header);
}

/* def and class with their decorators. is_async: `async` was in front. */
KK_MUST_CHECK static bool parse_definition(Lang *c, uint32_t *line, bool is_async)
{
    uint32_t header;
    if (!kk_parse_stmt_begin(c, S_DEF, line, &header))
        return false;
    while (kk_lang_tok(c) == TOK_AT) {
        if (!kk_lang_next(c) || !parse_test(c) || !kk_parse_expr_expect(c, TOK_NEWLINE))
            return false;
    }
    if (kk_lang_tok(c) == TOK_class) {
        uint32_t *w = kk_words_at(&c->ast, header);
        *w = (*w & ~31u) | S_CLASS;
        return kk_parse_def_class(c) && kk_parse_stmt_end(c, header);
    }
    if (!is_async && !kk_parse_expr_accept(c, TOK_async, &is_async))
        return false;
    if (kk_lang_tok(c) != TOK_def)
        return kk_parse_expr_invalid(c);
    return kk_parse_def_function(c, is_async) && kk_parse_stmt_end(c, header);
}

/* async def, async for, async with */
KK_MUST_CHECK static bool parse_async(Lang *c, uint32_t *line)
{
    Place at = kk_lexer_place(&c->lx);
    if (!kk_lang_next(c))
        return false;
    Tok tok = kk_lang_tok(c);
    if (tok == TOK_def)
        return parse_definition(c, line, true);
    if (tok != TOK_for && tok != TOK_with)
        return kk_parse_expr_invalid(c);
    if (!c->scope->is_async &&
        !kk_lang_late(c, LATE_CODE, at, kk_place(0, 0), "'async %s' outside async function",
                      tok == TOK_for ? "for" : "with"))
        return false;
    return tok == TOK_for ? parse_for(c, line, true) : parse_with(c, line, true);
}

bool kk_parse_compound(Lang *c, uint32_t *line, bool *was)
{
    *was = true;
    switch (kk_lang_tok(c)) {
    case TOK_if:
        return parse_if(c, line);
    case TOK_while:
        return parse_while(c, line);
    case TOK_for:
        return parse_for(c, line, false);
    case TOK_with:
        return parse_with(c, line, false);
    case TOK_try:
        return parse_try(c, line);
    case TOK_def:
    case TOK_class:
    case TOK_AT:
        return parse_definition(c, line, false);
    case TOK_async:
        return parse_async(c, line);
    case TOK_NAME:
        return kk_parse_match(c, line, was);
    default:
        *was = false;
        return true;
    }
}
