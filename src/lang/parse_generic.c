/*
 * parse_generic.c: type parameters (PEP 695): def f[T], class C[T], type X[T] = ...
 *
 * Type parameters have a scope of their own around what they belong to: a function without parameters that makes
 * them, then the thing, and returns it. Bounds and values are functions too, which are called when somebody asks.
 *
 *   scope:  N_BEGIN {N_NONE | bound LAZY, ALIAS(name) STORE INT(kind)} [STORE(.type_params) STORE(.generic_base)]
 *           FUNC | CLASS | ALIAS(name) LAZY, GENERIC, symbols info FUNC
 *
 * A type statement without parameters needs no scope: it is the GENERIC alone.
 *
 * Layer: lang.   Tests: tests/lang/generics/, tests/lang/errors/generics.py.
 */
#include "lang/parser.h"
#include "lang/places.h"
#include "object/ops.h"

/* What a type parameter is; lib/_typing.py knows the numbers, too. */
enum { TYPE_ANY = 0, TYPE_ONE_OF = 1, TYPE_TUPLE = 2, TYPE_SPEC = 3 };

bool kk_parse_generic_allows(Lang *c, const char *what, Place at)
{
    const ParseScope *s = c->scope;
    while (s->kind == SCOPE_COMP)
        s = s->up;
    if (s->within == NULL)
        return true;
    bool old = s->within[1] == 'n'; /* "an annotation" */
    return kk_lang_error_at(&c->lx, at, kk_place(0, 0),
                            old ? "'%s' can not be used within %s" : "%s cannot be used within %s", what, s->within);
}

/* An expression as a function without parameters: its segment. *tuple: it is a tuple. */
KK_MUST_CHECK static bool parse_lazy(Lang *c, uint32_t name, const char *within, bool *tuple)
{
    ParseScope scope = {.up = c->scope, .kind = SCOPE_LAMBDA, .class_name = c->scope->class_name, .within = within};
    uint32_t begin = c->ast.top, line = kk_place_line(c->lx.tok_place), outer = c->line;
    scope.params = begin;
    if (!kk_lang_push(c, N_RAW, 0))
        return false;
    scope.body = c->ast.top;
    c->scope = &scope;
    c->line = line;
    bool ok = kk_parse_expr(c) && kk_parse_expr_check_async(c);
    *tuple = ok && N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_TUPLE;
    ok = ok && kk_parse_def_segment(c, N_FUNC, SCOPE_LAMBDA, begin, begin, name | (SEG_LAMBDA | SEG_LAZY) << 16, 0, line);
    c->scope = scope.up;
    c->line = outer;
    return ok;
}

static bool is_repeated(Lang *c, uint32_t from, uint32_t name)
{
    for (uint32_t i = from; i < c->ast.top; i++) {
        uint32_t w = kk_words_get(&c->ast, i);
        if (N_KIND(w) == N_BEGIN && !(w & S_FLAG))
            i += N_ARG(w);
        else if (w == N_WORD(N_STORE, name))
            return true;
    }
    return false;
}

/* One type parameter; the scope's words begin at `from`. */
KK_MUST_CHECK static bool parse_parameter(Lang *c, uint32_t from)
{
    uint32_t plain, id, kind = TYPE_ANY;
    bool bound = false, tuple = false;
    Place at = kk_lexer_place(&c->lx);
    if (kk_lang_tok(c) == TOK_STAR || kk_lang_tok(c) == TOK_DSTAR) {
        kind = kk_lang_tok(c) == TOK_STAR ? TYPE_TUPLE : TYPE_SPEC;
        if (!kk_lang_next(c))
            return false;
    }
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    Place end = kk_lexer_here(&c->lx);
    if (!kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &plain) || !kk_lang_names_token(c, &id) ||
        !kk_lang_next(c))
        return false;
    if (is_repeated(c, from, id))
        return kk_lang_error_at(&c->lx, at, end, "duplicate type parameter '%V'",
                                kk_lang_name(c, plain));
    if (kk_lang_tok(c) == TOK_COLON) {
        Place colon = kk_lexer_place(&c->lx);
        if (!kk_lang_next(c) || !parse_lazy(c, plain, "a TypeVar bound", &tuple))
            return false;
        if (kind != TYPE_ANY)
            return kk_lang_error_at(&c->lx, colon, kk_place(0, 0), "cannot use %s with %s",
                                    tuple ? "constraints" : "bound", kind == TYPE_TUPLE ? "TypeVarTuple" : "ParamSpec");
        kind = tuple ? TYPE_ONE_OF : TYPE_ANY;
        bound = true;
    }
    return (bound || kk_lang_push(c, N_NONE, 0)) && kk_lang_push(c, N_ALIAS, plain) &&
           kk_lang_push(c, N_STORE, id) && kk_lang_push(c, N_INT, kind);
}

/* The parameters up to the closing bracket, which is skipped: *count children. */
KK_MUST_CHECK static bool parse_parameters(Lang *c, uint32_t *count)
{
    uint32_t from = c->ast.top;
    if (!kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) == TOK_RSQB)
        return kk_lang_error(&c->lx, "Type parameter list cannot be empty");
    while (kk_lang_tok(c) != TOK_RSQB) {
        if (!parse_parameter(c, from))
            return false;
        *count += 4;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
    }
    return kk_parse_expr_expect(c, TOK_RSQB);
}

/* What a class's scope binds besides: the tuple of parameters, and the base that they make. */
KK_MUST_CHECK static bool push_hidden(Lang *c, uint32_t *count)
{
    uint32_t params, base;
    *count += 2;
    return kk_lang_names_id_of(c, KK_N(dot_type_params), &params) &&
           kk_lang_names_id_of(c, KK_N(dot_generic_base), &base) && kk_lang_push(c, N_STORE, params) &&
           kk_lang_push(c, N_STORE, base);
}

bool kk_parse_generic(Lang *c, uint32_t name, bool (*rest)(Lang *c, void *ctx), void *ctx)
{
    ParseScope scope = {.up = c->scope,
                        .kind = SCOPE_LAMBDA,
                        .class_name = c->scope->class_name,
                        .within = "the definition of a generic"};
    uint32_t begin = c->ast.top, line = kk_place_line(c->lx.tok_place), count = 0;
    scope.params = begin;
    if (!kk_lang_push(c, N_RAW, 0))
        return false;
    scope.body = c->ast.top;
    c->scope = &scope;
    bool ok = parse_parameters(c, &count);
    uint32_t thing = c->ast.top;
    ok = ok && rest(c, ctx);
    if (ok && N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_CLASS) {
        uint32_t hidden = c->ast.top;
        ok = push_hidden(c, &count);
        if (ok) {
            kk_words_rotate(&c->ast, thing, hidden, c->ast.top);
            kk_places_rotate(c, thing, hidden, c->ast.top);
        }
    }
    if (ok && N_KIND(kk_words_get(&c->ast, thing)) == N_ALIAS)
        count++;
    ok = ok && kk_ast_nary(c->vm, &c->ast, N_GENERIC, count + 1, scope.body) &&
         kk_parse_expr_check_async(c) &&
         kk_parse_def_segment(c, N_FUNC, SCOPE_LAMBDA, begin, begin, name | (SEG_LAMBDA | SEG_GENERIC) << 16, 0, line);
    c->scope = scope.up;
    return ok;
}

/* name = value of a type statement, from the `=` on; ctx is the name. */
KK_MUST_CHECK static bool alias_rest(Lang *c, void *ctx)
{
    uint32_t name = *(const uint32_t *)ctx;
    bool tuple;
    return kk_lang_push(c, N_ALIAS, name) && kk_parse_expr_expect(c, TOK_EQUAL) &&
           parse_lazy(c, name, "a type alias", &tuple);
}

bool kk_parse_generic_alias(Lang *c, uint32_t *line, bool *was)
{
    uint32_t header, plain, target;
    *was = kk_bytes_equal(kk_lexer_name(&c->lx), KK_SPAN("type")) && kk_lex_ahead_name(&c->lx);
    if (!*was)
        return true;
    if (!kk_parse_stmt_begin(c, S_ASSIGN, line, &header) || !kk_lang_next(c) ||
        !kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &plain) || !kk_lang_names_token(c, &target) ||
        !kk_lang_push(c, N_STORE, target) || !kk_lang_next(c))
        return false;
    uint32_t start = c->ast.top;
    if (kk_lang_tok(c) == TOK_LSQB ? !kk_parse_generic(c, plain, alias_rest, &plain)
                                   : !alias_rest(c, &plain) || !kk_ast_nary(c->vm, &c->ast, N_GENERIC, 2, start))
        return false;
    return kk_parse_stmt_end(c, header);
}
