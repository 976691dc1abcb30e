/*
 * parse_expr.c: operators.
 *
 * One loop climbs over all binary operators by level; there is no function per level, so the C
 * stack deepens only where an operator of a higher level begins, a prefix, or a bracket.
 *
 * Layer: lang.   Tests: tests/lang/expressions.py, tests/lang/errors/syntax.py.
 */
#include "lang/keywords.h"
#include "lang/parser.h"
#include "lang/places.h"
#include "object/ops.h"

/* level | node << 8 of each binary operator; 0 for the other tokens. */
static const uint32_t binary_ops[TOK_COUNT] = {
#define TOKEN(name, text)
#define BINARY(name, text, level, node) [TOK_##name] = (level) | N_##node << 8,
#define AUGMENTED(name, text)
#define KEYWORD(name, text)
#include "lang/token.def"
#undef TOKEN
#undef BINARY
#undef AUGMENTED
#undef KEYWORD
    [TOK_or] = LEVEL_OR | N_BOOL_OR << 8,      [TOK_and] = LEVEL_AND | N_BOOL_AND << 8,
    [TOK_in] = LEVEL_COMPARE | N_IN << 8,      [TOK_is] = LEVEL_COMPARE | N_IS << 8,
    [TOK_not] = LEVEL_COMPARE | N_NOT_IN << 8,
};

bool kk_parse_expr_begins(Tok tok)
{
    switch (tok) {
    case TOK_NAME:
    case TOK_NUMBER:
    case TOK_STRING:
    case TOK_LPAR:
    case TOK_LSQB:
    case TOK_LBRACE:
    case TOK_DOTS:
    case TOK_MINUS:
    case TOK_PLUS:
    case TOK_TILDE:
    case TOK_not:
    case TOK_lambda:
    case TOK_None:
    case TOK_True:
    case TOK_False:
    case TOK_await:
        return true;
    default:
        return false;
    }
}

/* Reads on to the end, to see whether a bracket was left open: that is then what is wrong. */
static bool find_unclosed(Lang *c)
{
    Lexer *lx = &c->lx;
    uint32_t error_line = kk_place_line(lx->tok_place);
    bool at_end = lx->tok == TOK_END;
    while (lx->tok != TOK_END && lx->brackets > 0) {
        if (lx->tok == TOK_STRING) {
            lx->text_len = 0;
            if (kk_lex_text(lx,
                            (Quote){kk_lexer_place(lx), lx->str_flags & (uint8_t)~STR_FORMAT,
                                    lx->str_quote},
                            false) == TEXT_ERROR)
                return true;
        }
        if (!kk_lexer_next(lx))
            return true;
    }
    if (lx->brackets == 0)
        return false;
    uint32_t n = lx->brackets - 1;
    Place open = lx->bracket_at[n];
    if (kk_place_line(open) >= error_line && !at_end)
        return false;
    if (lx->bracket[n] == 'f')
        return !kk_lang_error(lx, "f-string: expecting '}'");
    return !kk_lang_error_at(lx, open, kk_place(kk_place_line(open), COL_OPEN), "'%c' was never closed", lx->bracket[n]);
}

Place kk_parse_expr_token_end(Lang *c)
{
    Lexer *lx = &c->lx;
    bool brace;
    if (lx->tok != TOK_STRING)
        return kk_lexer_here(lx);
    return kk_lex_text_end(lx, (Quote){kk_lexer_place(lx), lx->str_flags, lx->str_quote}, &brace);
}

bool kk_parse_expr_invalid(Lang *c)
{
    Lexer *lx = &c->lx;
    Place at = kk_lexer_place(lx), end = kk_parse_expr_token_end(c);
    if (lx->tok == TOK_INDENT)
        return kk_lang_error_kind(lx, &kk_type_IndentationError, (Place){at.at - 1}, kk_place(kk_place_line(at), COL_UNKNOWN),
                                "unexpected indent");
    if (lx->brackets > 0) {
        /* The rest of the text must be read for the verdict, and the place of the error kept. */
        if (lx->tok == TOK_END || lx->source->rewind != NULL) {
            if (find_unclosed(c))
                return false;
            return kk_lang_error_at(lx, at, end, "invalid syntax");
        }
    }
    return kk_lang_error_at(lx, at, end, "invalid syntax");
}

bool kk_parse_expr_expect(Lang *c, Tok tok)
{
    if (kk_lang_tok(c) != tok)
        return kk_parse_expr_invalid(c);
    return kk_lang_next(c);
}

bool kk_parse_expr_expect_named(Lang *c, Tok tok)
{
    if (kk_lang_tok(c) == tok)
        return kk_lang_next(c);
    if (c->lx.brackets > 0)
        return kk_parse_expr_invalid(c);
    if (kk_lang_tok(c) == TOK_INDENT)
        return kk_parse_expr_invalid(c);
    return kk_lang_error(&c->lx, "expected '%s'", kk_keywords_text(tok));
}

bool kk_parse_expr_accept(Lang *c, Tok tok, bool *was)
{
    *was = kk_lang_tok(c) == tok;
    return !*was || kk_lang_next(c);
}

/* How deep expressions may nest; where the C stack is small it is the limit. */
enum { NESTING_MAX = 1500 };

bool kk_parse_expr_enter(Lang *c)
{
    if (c->nesting >= NESTING_MAX)
        return kk_raise_false(c->vm, KK_RecursionError,
                              "maximum recursion depth exceeded during compilation");
    if (!kk_depth_enter(c->vm))
        return false;
    c->nesting++;
    return true;
}

void kk_parse_expr_leave(Lang *c)
{
    c->nesting--;
    kk_depth_leave(c->vm);
}

/* A prefix operator: its operand binds at `level`. */
KK_MUST_CHECK static bool parse_prefix(Lang *c, NodeKind kind, uint32_t level)
{
    if (!kk_parse_expr_enter(c))
        return false;
    Place at = kk_lexer_place(&c->lx);
    bool ok = kk_lang_next(c) && kk_parse_expr_level(c, level) && kk_lang_push(c, kind, 0) && kk_places_note(c, at);
    kk_parse_expr_leave(c);
    return ok;
}

void kk_parse_expr_outside(Lang *c, Place at, bool comp)
{
    ParseScope *s = c->scope;
    if (s->is_async || (s->async_at.at != 0 && !kk_place_before(at, s->async_at)))
        return;
    s->async_at = at;
    s->async_end = kk_lang_end(c);
    s->async_comp = comp;
}

bool kk_parse_expr_check_async(Lang *c)
{
    ParseScope *s = c->scope;
    if (s->async_at.at == 0)
        return true;
    bool function = s->kind == SCOPE_FUNCTION || s->kind == SCOPE_LAMBDA;
    return kk_lang_late(c, LATE_CODE, s->async_at, s->async_end,
                            s->async_comp ? "asynchronous comprehension outside of an asynchronous function"
                            : function    ? "'await' outside async function"
                                          : "'await' outside function");
}

KK_MUST_CHECK static bool parse_await(Lang *c)
{
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_generic_allows(c, "await expression", at) || !kk_lang_next(c) || !kk_parse_atom(c))
        return false;
    kk_parse_expr_outside(c, at, false);
    return kk_lang_push(c, N_AWAIT, 0) && kk_places_note(c, at);
}

KK_MUST_CHECK static bool parse_operand(Lang *c, uint32_t level)
{
    switch (kk_lang_tok(c)) {
    case TOK_not:
        if (level > LEVEL_NOT)
            return kk_parse_expr_invalid(c);
        return parse_prefix(c, N_NOT, LEVEL_NOT);
    case TOK_MINUS:
        return parse_prefix(c, N_NEG, LEVEL_UNARY);
    case TOK_PLUS:
        return parse_prefix(c, N_POS, LEVEL_UNARY);
    case TOK_TILDE:
        return parse_prefix(c, N_INVERT, LEVEL_UNARY);
    case TOK_await:
        return parse_await(c);
    default:
        break;
    }
    return kk_parse_atom(c);
}

/* `is not` and `not in` are two tokens: makes *op the node for them. */
KK_MUST_CHECK static bool second_word(Lang *c, Tok first, NodeKind *kind)
{
    bool was = false;
    if (first == TOK_not) {
        if (kk_lang_tok(c) != TOK_in)
            return kk_parse_expr_invalid(c);
        return kk_lang_next(c);
    }
    if (first == TOK_is) {
        if (!kk_parse_expr_accept(c, TOK_not, &was))
            return false;
        if (was)
            *kind = N_IS_NOT;
    }
    return true;
}

/* The operators behind an operand that has been parsed, which began at `at`. */
KK_MUST_CHECK static bool parse_operators(Lang *c, uint32_t level, Place at)
{
    uint32_t last_compare = 0;
    for (;;) {
        Tok tok = kk_lang_tok(c);
        uint32_t op = binary_ops[tok], op_level = op & 0xFF;
        NodeKind kind = (NodeKind)(op >> 8);
        if (op_level < level || op == 0)
            return true;
        uint32_t left = c->ast.top - 1, flags = 0;
        if (!kk_lang_next(c))
            return false;
        if (op_level == LEVEL_COMPARE) {
            if (!second_word(c, tok, &kind))
                return false;
            flags = last_compare != 0 && last_compare == left ? N_CHAIN : 0;
        }
        if (op_level == LEVEL_POWER) {
            if (!kk_parse_expr_enter(c))
                return false;
            bool ok = kk_parse_expr_level(c, LEVEL_UNARY);
            kk_parse_expr_leave(c);
            if (!ok)
                return false;
        } else if (!kk_parse_expr_level(c, op_level + 1)) {
            return false;
        }
        if (op_level == LEVEL_COMPARE)
            last_compare = c->ast.top;
        if (!kk_ast_binary(c->vm, &c->ast, kind, left, flags) || !kk_places_note(c, at))
            return false;
        if (LANG_WARNINGS && (kind == N_IS || kind == N_IS_NOT) && !kk_parse_warn_is(c, kind, left, at))
            return false;
    }
}

/* What begins on another line than what is around it says so. */
bool kk_parse_expr_level(Lang *c, uint32_t level)
{
    uint32_t line = kk_place_line(c->lx.tok_place), outer = c->line, start = c->ast.top;
    c->line = line;
    Place at = kk_lexer_place(&c->lx);
    bool ok = parse_operand(c, level) && parse_operators(c, level, at);
    c->line = outer;
    if (!ok || line == outer)
        return ok;
    NodeKind kind = N_KIND(kk_words_get(&c->ast, c->ast.top - 1));
    /* What cannot raise needs no line, nor does what is about to be stored to. */
    if (c->ast.top == start + 1 &&
        (kind != N_NAME || kk_lang_tok(c) == TOK_EQUAL || kk_lang_tok(c) == TOK_WALRUS))
        return true;
    return kk_lang_push(c, N_LINE, line);
}

/* Behind `then`: if condition else other. */
KK_MUST_CHECK static bool parse_conditional(Lang *c, uint32_t start, Place at)
{
    if (!kk_lang_next(c) || !kk_parse_expr_level(c, LEVEL_OR))
        return false;
    if (kk_lang_tok(c) != TOK_else) {
        if (kk_lang_tok(c) == TOK_COLON)
            return kk_parse_expr_invalid(c);
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "expected 'else' after 'if' expression");
    }
    return kk_lang_next(c) && kk_parse_expr(c) && kk_ast_nary(c->vm, &c->ast, N_IFEXP, 3, start) &&
           kk_places_note(c, at);
}

bool kk_parse_expr(Lang *c)
{
    if (!kk_parse_expr_enter(c))
        return false;
    uint32_t start = c->ast.top;
    Place at = kk_lexer_place(&c->lx);
    bool ok;
    if (kk_lang_tok(c) == TOK_lambda && c->lx.brackets > 0 && c->lx.bracket[c->lx.brackets - 1] == 'f')
        ok = kk_lang_error(&c->lx, "f-string: lambda expressions are not allowed without parentheses");
    else if (kk_lang_tok(c) == TOK_lambda)
        ok = kk_parse_def_lambda(c) && kk_places_note(c, at);
    else
        ok = kk_parse_expr_level(c, LEVEL_OR) &&
             (kk_lang_tok(c) != TOK_if || parse_conditional(c, start, at));
    kk_parse_expr_leave(c);
    return ok;
}

bool kk_parse_expr_behind(Lang *c, uint32_t start)
{
    Place at = kk_places_start(c, c->ast.top - 1, kk_lexer_place(&c->lx));
    return kk_parse_atom_behind(c, start, at) && parse_operators(c, LEVEL_OR, at) &&
           (kk_lang_tok(c) != TOK_if || parse_conditional(c, start, kk_lexer_place(&c->lx)));
}

bool kk_parse_expr_named(Lang *c)
{
    Place at = kk_lexer_place(&c->lx);
    uint32_t start = c->ast.top;
    if (!kk_parse_expr(c))
        return false;
    if (kk_lang_tok(c) != TOK_WALRUS)
        return true;
    uint32_t w = kk_words_get(&c->ast, c->ast.top - 1);
    if (N_KIND(w) == N_NAME && c->group_root == c->ast.top - 1)
        return kk_lang_error_at(&c->lx, c->group_at, c->group_end,
                                "cannot use assignment expressions with name");
    if (N_KIND(w) != N_NAME || c->ast.top != start + 1)
        return kk_parse_target(c, c->ast.top - 1, TARGET_NAMED, at,
                               kk_lang_end(c)) &&
               kk_parse_expr_invalid(c);
    if (!kk_parse_generic_allows(c, "named expression", at))
        return false;
    if (kk_lang_name(c, N_ARG(w)) == KK_N(__debug__) &&
        !kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "cannot assign to __debug__"))
        return false;
    Place end = kk_lang_end(c);
    c->ast.top--;
    c->walrus = true;
    if (!kk_lang_next(c) || !kk_parse_expr(c))
        return false;
    kk_parse_comp_note(c, N_ARG(w), at, end);
    if (c->iterables > 0 &&
        !kk_lang_late(c, LATE_NAMES, at, kk_lang_end(c),
                      "assignment expression cannot be used in a comprehension iterable expression"))
        return false;
    return kk_lang_push(c, N_WALRUS, N_ARG(w)) && kk_places_note(c, at);
}

bool kk_parse_expr_starred(Lang *c, bool named)
{
    if (kk_lang_tok(c) != TOK_STAR)
        return named ? kk_parse_expr_named(c) : kk_parse_expr(c);
    return kk_lang_next(c) && kk_parse_expr_level(c, LEVEL_BITOR) && kk_lang_push(c, N_STAR, 0);
}

bool kk_parse_expr_list(Lang *c, bool named)
{
    uint32_t start = c->ast.top, count = 0;
    bool comma = false;
    Place at = kk_lexer_place(&c->lx);
    for (;;) {
        Place item = kk_lexer_place(&c->lx);
        if (!kk_parse_expr_starred(c, named))
            return false;
        count++;
        kk_parse_target_note(c, item);
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        comma = true;
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) != TOK_STAR && !kk_parse_expr_begins(kk_lang_tok(c)))
            break;
    }
    return !comma || (kk_ast_nary(c->vm, &c->ast, N_TUPLE, count, start) && kk_places_note(c, at));
}

/* yield [from] and what it gives; *from tells which. */
KK_MUST_CHECK static bool parse_yield(Lang *c, Place at, bool *from)
{
    if (!kk_lang_next(c) || !kk_parse_expr_accept(c, TOK_from, from))
        return false;
    if (*from)
        return kk_parse_expr(c) && kk_lang_push(c, N_YIELD_FROM, 0) && kk_places_note(c, at);
    if (kk_lang_tok(c) != TOK_STAR && !kk_parse_expr_begins(kk_lang_tok(c)))
        return kk_lang_push(c, N_NONE, 0) && kk_lang_push(c, N_YIELD, 0) && kk_places_note(c, at);
    return kk_parse_expr_list(c, false) && kk_lang_push(c, N_YIELD, 0) && kk_places_note(c, at);
}

bool kk_parse_expr_yield(Lang *c)
{
    Place at = kk_lexer_place(&c->lx);
    ParseScope *s = c->scope;
    bool from;
    s->generator = true;
    if (!kk_parse_generic_allows(c, "yield expression", at) || !parse_yield(c, at, &from))
        return false;
    c->yield_at = at;
    c->yield_end = kk_lang_end(c);
    if (s->kind == SCOPE_MODULE || s->kind == SCOPE_CLASS)
        return kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "'yield' outside function");
    return !from || !s->is_async || kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "'yield from' inside async function");
}

bool kk_parse_expr_value(Lang *c)
{
    return kk_lang_tok(c) == TOK_yield ? kk_parse_expr_yield(c) : kk_parse_expr_list(c, false);
}
