/*
 * parse_atom.c: names, literals, displays, and what stands behind them: calls, subscripts,
 * attributes.
 *
 * Layer: lang.   Tests: tests/lang/expressions.py, tests/lang/calls.py, tests/lang/displays.py.
 */
#include "lang/parser.h"
#include "lang/places.h"
#include "object/ops.h"

/*
 * Inside brackets an expression ended where neither a comma nor the closing bracket stands. CPython
 * guesses a missing comma when another expression follows.
 */
static bool missing_comma(Lang *c, Place at)
{
    Tok tok = kk_lang_tok(c);
    if (!kk_parse_expr_begins(tok) || tok == TOK_not || tok == TOK_lambda || tok == TOK_MINUS ||
        tok == TOK_PLUS)
        return kk_parse_expr_invalid(c);
    /* The unclosed bracket is the better explanation when lines follow. */
    Lexer *lx = &c->lx;
    if (kk_place_line(lx->tok_place) != kk_place_line(lx->bracket_at[lx->brackets - 1]))
        return kk_parse_expr_invalid(c);
    return kk_parse_expr(c) && kk_lang_error_at(lx, at, kk_lang_end(c),
                            "invalid syntax. Perhaps you forgot a comma?");
}

/* The closing bracket must be current. */
KK_MUST_CHECK static bool close_bracket(Lang *c, Tok tok, Place last)
{
    if (kk_lang_tok(c) == tok)
        return kk_lang_next(c);
    return missing_comma(c, last);
}

/* ---- displays ---- */

/* Items up to the closing bracket, which is skipped; the first item is already there, from `begin` on. */
KK_MUST_CHECK static bool parse_items(Lang *c, Tok close, uint32_t *count, Place first, uint32_t begin)
{
    Place last = first;
    if (kk_lang_tok(c) == TOK_EQUAL)
        return kk_parse_target_equal(c, begin, first);
    while (kk_lang_tok(c) == TOK_COMMA) {
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == close)
            break;
        last = kk_lexer_place(&c->lx);
        uint32_t start = c->ast.top;
        if (!kk_parse_expr_starred(c, true))
            return false;
        if (kk_lang_tok(c) == TOK_EQUAL)
            return kk_parse_target_equal(c, start, last);
        if (kk_lang_tok(c) == TOK_for && close != TOK_RPAR)
            return kk_lang_error_at(&c->lx, first,
                                    kk_lang_end(c),
                                    "did you forget parentheses around the comprehension target?");
        kk_parse_target_note(c, last);
        ++*count;
    }
    return close_bracket(c, close, last);
}

/* What begins at `at` and ends the tree stands alone in brackets: messages point at it, not at the bracket. */
static void note_group(Lang *c, Place at, Place end)
{
    c->group_root = c->ast.top - 1;
    c->group_at = at;
    c->group_end = end;
}

KK_MUST_CHECK static bool parse_paren(Lang *c)
{
    uint32_t start = c->ast.top, count = 1;
    if (!kk_lang_next(c))
        return false;
    Place at = kk_lexer_place(&c->lx);
    if (kk_lang_tok(c) == TOK_RPAR)
        return kk_lang_next(c) && kk_ast_nary(c->vm, &c->ast, N_TUPLE, 0, start);
    if (kk_lang_tok(c) == TOK_yield) {
        if (!kk_parse_expr_yield(c))
            return false;
        kk_parse_target_note(c, at);
        Place end = kk_lang_end(c);
        if (!close_bracket(c, TOK_RPAR, at))
            return false;
        note_group(c, at, end);
        return true;
    }
    if (!kk_parse_expr_starred(c, true))
        return false;
    kk_parse_target_note(c, at);
    if (kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async)
        return kk_parse_comp(c, N_GENEXP, start, at) && close_bracket(c, TOK_RPAR, at);
    bool tuple = kk_lang_tok(c) == TOK_COMMA;
    Place end = kk_lang_end(c);
    if (!tuple && N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR &&
        kk_lang_tok(c) == TOK_RPAR)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "cannot use starred expression here");
    if (!parse_items(c, TOK_RPAR, &count, at, start))
        return false;
    if (!tuple)
        note_group(c, at, end);
    return !tuple || kk_ast_nary(c->vm, &c->ast, N_TUPLE, count, start);
}

KK_MUST_CHECK static bool parse_list(Lang *c)
{
    uint32_t start = c->ast.top, count = 1;
    if (!kk_lang_next(c))
        return false;
    Place at = kk_lexer_place(&c->lx);
    if (kk_lang_tok(c) == TOK_RSQB)
        return kk_lang_next(c) && kk_ast_nary(c->vm, &c->ast, N_LIST, 0, start);
    if (!kk_parse_expr_starred(c, true))
        return false;
    kk_parse_target_note(c, at);
    if (kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async)
        return kk_parse_comp(c, N_LISTCOMP, start, at) && close_bracket(c, TOK_RSQB, at);
    return parse_items(c, TOK_RSQB, &count, at, start) &&
           kk_ast_nary(c->vm, &c->ast, N_LIST, count, start);
}

/* One `key: value` or `**mapping` of a dict display; the key is there already when `have_key`.
 * *last: where its last expression is. */
KK_MUST_CHECK static bool parse_pair(Lang *c, bool have_key, Place *last)
{
    if (!have_key && kk_lang_tok(c) == TOK_DSTAR)
        return kk_lang_next(c) && kk_parse_expr_level(c, LEVEL_BITOR) &&
               kk_lang_push(c, N_DSTAR, 0);
    Place key = kk_lexer_place(&c->lx);
    uint32_t start = c->ast.top;
    if (!have_key && !kk_parse_expr(c))
        return false;
    if (kk_lang_tok(c) == TOK_EQUAL)
        return kk_parse_target_equal(c, start, key);
    if (kk_lang_tok(c) != TOK_COLON)
        return kk_lang_error_at(&c->lx, (Place){kk_lang_end(c).at - 1},
                                kk_place(kk_place_line(kk_lang_end(c)), COL_OPEN), "':' expected after dictionary key");
    Place colon = kk_lexer_place(&c->lx);
    if (!kk_lang_next(c))
        return false;
    Tok tok = kk_lang_tok(c);
    Place value = kk_lexer_place(&c->lx);
    if (tok == TOK_STAR)
        return kk_parse_expr_starred(c, false) &&
               kk_lang_error_at(&c->lx, value, kk_lang_end(c),
                                "cannot use a starred expression in a dictionary value");
    if (tok == TOK_RBRACE || tok == TOK_COMMA)
        return kk_lang_error_at(&c->lx, colon, kk_place_right(colon, 1),
                                "expression expected after dictionary key and ':'");
    *last = kk_lexer_place(&c->lx);
    return kk_parse_expr(c);
}

/* A dict display, from behind its first item on. */
KK_MUST_CHECK static bool parse_dict(Lang *c, uint32_t start, uint32_t count, Place at)
{
    while (kk_lang_tok(c) == TOK_COMMA) {
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == TOK_RBRACE)
            break;
        at = kk_lexer_place(&c->lx);
        count += kk_lang_tok(c) == TOK_DSTAR ? 1 : 2;
        if (!parse_pair(c, false, &at))
            return false;
    }
    return close_bracket(c, TOK_RBRACE, at) && kk_ast_nary(c->vm, &c->ast, N_DICT, count, start);
}

KK_MUST_CHECK static bool parse_brace(Lang *c)
{
    uint32_t start = c->ast.top, count = 1;
    if (!kk_lang_next(c))
        return false;
    Place at = kk_lexer_place(&c->lx);
    Tok tok = kk_lang_tok(c);
    if (tok == TOK_RBRACE)
        return kk_lang_next(c) && kk_ast_nary(c->vm, &c->ast, N_DICT, 0, start);
    if (tok == TOK_DSTAR) {
        if (!parse_pair(c, false, &at))
            return false;
        if (kk_lang_tok(c) == TOK_for)
            return kk_lang_error_at(&c->lx, at, kk_place_right(at, 2),
                                    "dict unpacking cannot be used in dict comprehension");
        return parse_dict(c, start, 1, at);
    }
    if (!kk_parse_expr_starred(c, true))
        return false;
    kk_parse_target_note(c, at);
    bool comp = kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async;
    if (kk_lang_tok(c) == TOK_COLON && tok != TOK_STAR) {
        if (N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_WALRUS && c->group_root != c->ast.top - 1)
            return kk_parse_expr_invalid(c);
        Place first = at;
        if (!parse_pair(c, true, &at))
            return false;
        if (kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async)
            return kk_parse_comp(c, N_DICTCOMP, start, first) && close_bracket(c, TOK_RBRACE, at);
        return parse_dict(c, start, 2, at);
    }
    if (comp)
        return kk_parse_comp(c, N_SETCOMP, start, at) && close_bracket(c, TOK_RBRACE, at);
    return parse_items(c, TOK_RBRACE, &count, at, start) &&
           kk_ast_nary(c->vm, &c->ast, N_SET, count, start);
}

/* ---- calls ---- */

/* What has been seen of a call's arguments. */
typedef struct ArgsSeen {
    uint32_t count;
    bool keyword, mapping;
    bool bases; /* of a class, not of a call */
    Place mapping_at, mapping_end;
    uint32_t first; /* where the arguments begin in the tree */
} ArgsSeen;

/* f(a=1, a=2), behind the second value. */
KK_MUST_CHECK static bool check_repeated(Lang *c, const ArgsSeen *seen, uint32_t name, Place at)
{
    /* Roots of the earlier arguments, the last first. */
    for (uint32_t end = c->ast.top; end > seen->first;) {
        uint32_t w = kk_words_get(&c->ast, end - 1);
        if (N_KIND(w) == N_KEYWORD && N_ARG(w) == name)
            return kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "keyword argument repeated: %V",
                                kk_lang_name(c, name));
        end = kk_ast_start(&c->ast, end - 1);
    }
    return true;
}

/* name=value: the name's node is the last of the tree. */
KK_MUST_CHECK static bool parse_keyword(Lang *c, ArgsSeen *seen, uint32_t start, Place at, bool bracketed)
{
    uint32_t w = kk_words_get(&c->ast, c->ast.top - 1);
    NodeKind kind = N_KIND(w);
    Place end = kk_lexer_here(&c->lx);
    if (kind == N_TRUE || kind == N_FALSE || kind == N_NONE)
        return kk_lang_error_at(&c->lx, at, end, "cannot assign to %s",
                                kk_parse_target_name(c, c->ast.top - 1));
    if (bracketed && c->group_root == c->ast.top - 1)
        at = c->group_at;
    if (kind != N_NAME || c->ast.top != start + 1 || bracketed)
        return kk_lang_error_at(&c->lx, at, end,
                                "expression cannot contain assignment, perhaps you meant \"==\"?");
    c->ast.top--;
    seen->keyword = true;
    if (!kk_lang_next(c))
        return false;
    if (!kk_parse_expr(c))
        return false;
    if (kk_lang_tok(c) == TOK_for)
        return kk_lang_error_at(&c->lx, at, end,
                                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    if (kk_lang_name(c, N_ARG(w)) == KK_N(__debug__) &&
        !kk_lang_late(c, LATE_CODE, at, kk_lang_end(c), "cannot assign to __debug__"))
        return false;
    /* The value is looked at as an argument, too: it is no keyword. */
    return check_repeated(c, seen, N_ARG(w), at) && kk_lang_push(c, N_KEYWORD, N_ARG(w));
}

KK_MUST_CHECK static bool parse_arg(Lang *c, ArgsSeen *seen)
{
    Place at = kk_lexer_place(&c->lx);
    uint32_t start = c->ast.top;
    Tok tok = kk_lang_tok(c);
    seen->count++;
    if (tok == TOK_DSTAR) {
        if (!kk_lang_next(c) || !kk_parse_expr(c))
            return false;
        if (!seen->mapping) {
            seen->mapping_at = at;
            seen->mapping_end = kk_lang_end(c);
        }
        seen->mapping = true;
        return kk_lang_push(c, N_DSTAR, 0);
    }
    if (tok == TOK_STAR) {
        if (seen->mapping)
            return kk_lang_error_at(&c->lx, seen->mapping_at, seen->mapping_end,
                "iterable argument unpacking follows keyword argument unpacking");
        if (!kk_lang_next(c) || !kk_parse_expr(c))
            return false;
        if (kk_lang_tok(c) == TOK_for)
            return kk_lang_error_at(&c->lx, at,
                                    kk_lang_end(c),
                                    "iterable unpacking cannot be used in comprehension");
        return kk_lang_push(c, N_STAR, 0);
    }
    if (!kk_parse_expr_named(c))
        return false;
    if (kk_lang_tok(c) == TOK_EQUAL)
        return parse_keyword(c, seen, start, at, tok != TOK_NAME);
    if (kk_lang_tok(c) == TOK_for || kk_lang_tok(c) == TOK_async) {
        if (seen->bases)
            return kk_parse_expr_invalid(c);
        if (!kk_parse_comp(c, N_GENEXP, start, at))
            return false;
        if (seen->count > 1 || kk_lang_tok(c) != TOK_RPAR)
            return kk_lang_error_at(&c->lx, at,
                                    kk_lang_end(c),
                                    "Generator expression must be parenthesized");
    }
    if (seen->keyword || seen->mapping)
        return kk_lang_error(
            &c->lx, seen->mapping ? "positional argument follows keyword argument unpacking"
                          : "positional argument follows keyword argument");
    return true;
}

bool kk_parse_atom_args(Lang *c, bool bases, uint32_t *count)
{
    ArgsSeen seen = {.first = c->ast.top, .bases = bases};
    Place at = kk_lexer_place(&c->lx);
    if (!kk_lang_next(c))
        return false;
    while (kk_lang_tok(c) != TOK_RPAR) {
        at = kk_lexer_place(&c->lx);
        if (!parse_arg(c, &seen))
            return false;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
    }
    *count = seen.count;
    return close_bracket(c, TOK_RPAR, at);
}

/* ---- subscripts ---- */

/* An index, a slice or a starred index. */
KK_MUST_CHECK static bool parse_index(Lang *c)
{
    uint32_t start = c->ast.top, count = 1;
    Place from = kk_lexer_place(&c->lx);
    if (kk_lang_tok(c) == TOK_COLON) {
        if (!kk_lang_push(c, N_NONE, 0))
            return false;
    } else {
        Place at = kk_lexer_place(&c->lx);
        bool star = kk_lang_tok(c) == TOK_STAR;
        if (!kk_parse_expr_starred(c, true))
            return false;
        if (star && kk_lang_tok(c) == TOK_COLON)
            return kk_parse_expr_invalid(c);
        if (kk_lang_tok(c) != TOK_COLON) {
            if (kk_lang_tok(c) == TOK_EQUAL)
                return kk_parse_target_equal(c, start, at);
            return !kk_parse_expr_begins(kk_lang_tok(c)) || missing_comma(c, at);
        }
    }
    while (kk_lang_tok(c) == TOK_COLON && count < 3) {
        if (!kk_lang_next(c))
            return false;
        Tok tok = kk_lang_tok(c);
        bool absent = tok == TOK_COLON || tok == TOK_RSQB || tok == TOK_COMMA;
        if (!(absent ? kk_lang_push(c, N_NONE, 0) : kk_parse_expr(c)))
            return false;
        count++;
    }
    return kk_ast_nary(c->vm, &c->ast, N_SLICE, count, start) && kk_places_note(c, from);
}

KK_MUST_CHECK static bool parse_subscript(Lang *c, uint32_t object)
{
    uint32_t start = c->ast.top, count = 1;
    if (!kk_lang_next(c))
        return false;
    Place at = kk_lexer_place(&c->lx), first = at;
    if (kk_lang_tok(c) == TOK_RSQB || !parse_index(c))
        return kk_lang_tok(c) == TOK_RSQB && !kk_vm_failed(c->vm) && kk_parse_expr_invalid(c);
    bool tuple =
        kk_lang_tok(c) == TOK_COMMA || N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR;
    while (kk_lang_tok(c) == TOK_COMMA) {
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) == TOK_RSQB)
            break;
        at = kk_lexer_place(&c->lx);
        if (!parse_index(c))
            return false;
        count++;
    }
    Place last = kk_lang_end(c);
    if (!close_bracket(c, TOK_RSQB, at))
        return false;
    if (tuple && (!kk_ast_nary(c->vm, &c->ast, N_TUPLE, count, start) || !kk_places_note_to(c, first, last)))
        return false;
    return kk_ast_binary(c->vm, &c->ast, N_SUBSCRIPT, object, 0);
}

/* ---- atoms ---- */

KK_MUST_CHECK static bool parse_number(Lang *c)
{
    Value v = c->lx.value;
    uint32_t index;
    if (kk_smallint_is(v) && kk_smallint_get(v) < 0x800000)
        return kk_lang_push(c, N_INT, (uint32_t)kk_smallint_get(v)) && kk_lang_next(c);
    return kk_lang_names_literal(c, v, &index) && kk_lang_push(c, N_CONST, index) &&
           kk_lang_next(c);
}

KK_MUST_CHECK static bool parse_simple_atom(Lang *c)
{
    uint32_t id;
    switch (kk_lang_tok(c)) {
    case TOK_NAME:
        return kk_lang_names_token(c, &id) && kk_lang_push(c, N_NAME, id) && kk_lang_next(c);
    case TOK_NUMBER:
        return parse_number(c);
    case TOK_STRING:
        return kk_parse_string(c);
    case TOK_LPAR:
        return parse_paren(c);
    case TOK_LSQB:
        return parse_list(c);
    case TOK_LBRACE:
        return parse_brace(c);
    case TOK_None:
        return kk_lang_push(c, N_NONE, 0) && kk_lang_next(c);
    case TOK_True:
        return kk_lang_push(c, N_TRUE, 0) && kk_lang_next(c);
    case TOK_False:
        return kk_lang_push(c, N_FALSE, 0) && kk_lang_next(c);
    case TOK_DOTS:
        return kk_lang_push(c, N_ELLIPSIS, 0) && kk_lang_next(c);
    default:
        return kk_parse_expr_invalid(c);
    }
}

bool kk_parse_atom(Lang *c)
{
    uint32_t start = c->ast.top;
    Place at = kk_lexer_place(&c->lx);
    Tok tok = kk_lang_tok(c);
    if (!parse_simple_atom(c))
        return false;
    /* What is in brackets has its own extent. */
    if (tok != TOK_LPAR || N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_GENEXP ||
        N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_TUPLE)
        (void)kk_places_note(c, at);
    return kk_parse_atom_behind(c, start, at);
}

bool kk_parse_atom_behind(Lang *c, uint32_t start, Place at)
{
    for (;;) {
        uint32_t object = c->ast.top - 1, id, count;
        switch (kk_lang_tok(c)) {
        case TOK_DOT:
            if (!kk_lang_next(c))
                return false;
            if (kk_lang_tok(c) != TOK_NAME)
                return kk_parse_expr_invalid(c);
            if (!kk_lang_names_token(c, &id) || !kk_lang_push(c, N_ATTR, id) || !kk_lang_next(c))
                return false;
            break;
        case TOK_LPAR:
            if (!kk_parse_atom_args(c, false, &count) || (LANG_WARNINGS && !kk_parse_warn_call(c, object, at)) ||
                !kk_ast_nary(c->vm, &c->ast, N_CALL, count + 1, start))
                return false;
            break;
        case TOK_LSQB:
            if (!parse_subscript(c, object) ||
                (LANG_WARNINGS && !kk_parse_warn_subscript(c, object, c->ast.top - 2, at)))
                return false;
            break;
        default:
            return true;
        }
        (void)kk_places_note(c, at);
    }
}
