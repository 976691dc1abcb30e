/*
 * parse_def.c: functions, lambdas and classes.
 *
 *   function: {[annotation] [default] PARAM} [return annotation] N_BEGIN body symbols info FUNC
 *   class:    {argument} N_BEGIN body symbols info CLASS
 *
 * What stands in front of N_BEGIN is evaluated in the scope around. A function that no other
 * function encloses is compiled as soon as it has been parsed, and its body dropped: a module's
 * longest method is then the most that is in memory at once, not its longest class.
 *
 * Layer: lang.   Tests: tests/lang/functions.py, tests/lang/classes.py,
 * tests/lang/errors/functions.py.
 */
#include "base/utf8.h"
#include "lang/emit.h"
#include "lang/places.h"
#include "lang/scope.h"

/* The parameter list as far as it has been seen. */
typedef struct ParamsSeen {
    uint32_t count, posonly;
    bool slash, star, dstar, bare_star, optional;
    Place star_at;
} ParamsSeen;

/* Whether the name is among the last n parameters. */
static bool has_param(Lang *c, uint32_t n, uint32_t name)
{
    for (uint32_t end = c->ast.top; n > 0; n--) {
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

/* p is at a double quote: the string up to `end` that needs no double quotes ends there; NULL: there is none. */
static const uint8_t *plain_string(const uint8_t *p, const uint8_t *end)
{
    for (const uint8_t *q = p + 1; q < end; q++) {
        if (*q == '"')
            return q == p + 1 && q + 1 < end && q[1] == '"' ? NULL : q;
        if (*q == '\'' || *q == '\\' || *q == '\n' || *q == '\r')
            return NULL;
    }
    return NULL;
}

/* The tree's words from `start` on, an expression whose source is held from `offset` on, become its text. */
KK_MUST_CHECK static bool replace_by_text(Lang *c, uint32_t start, size_t offset)
{
    Lexer *lx = &c->lx;
    uint32_t index;
    const uint8_t *from = lx->hold + offset;
    const uint8_t *end = kk_place_line(lx->end_place) == lx->line ? lx->line_at + kk_place_col(lx->end_place) : lx->tok_at;
    const uint8_t *quote = NULL;
    bool lines = false;
    while (end > from && kk_is_space(end[-1]))
        end--;
    lx->text_len = 0;
    for (const uint8_t *p = from; p < end; p++) {
        /* A line end, and the indentation behind it, is one blank. */
        lines = *p == '\n' || *p == '\r' || (lines && kk_is_space(*p));
        uint8_t byte = lines ? ' ' : *p;
        bool closing = p == quote;
        if (closing || (*p == '"' && (quote = plain_string(p, end)) != NULL))
            byte = '\'';
        if (closing)
            quote = NULL;
        if (!(lines && lx->text_len > 0 && lx->text[lx->text_len - 1] == ' ') && !kk_lex_text_append(lx, &byte, 1))
            return false;
    }
    kk_words_drop(&c->ast, start);
    kk_places_drop(c, start);
    Value text = kk_str_new(c->vm, (Span){lx->text, lx->text_len});
    lx->text_len = 0;
    return text != KK_ERROR && kk_lang_names_literal(c, text, &index) && kk_lang_push(c, N_CONST, index);
}

bool kk_parse_def_annotation(Lang *c, bool star)
{
    if (!c->lazy_annotations)
        return star ? kk_parse_expr_starred(c, false) : kk_parse_expr(c);
    Lexer *lx = &c->lx;
    const char *within = c->scope->within;
    bool outermost = lx->hold == NULL, walrus = c->walrus, generator = c->scope->generator;
    uint32_t start = c->ast.top;
    if (outermost)
        lx->hold = lx->tok_at;
    size_t offset = (size_t)(lx->tok_at - lx->hold);
    c->scope->within = "an annotation";
    bool ok = (star ? kk_parse_expr_starred(c, false) : kk_parse_expr(c)) &&
              (!LANG_ANNOTATION_TEXT || replace_by_text(c, start, offset));
    c->scope->within = within;
    c->walrus = walrus;
    c->scope->generator = generator;
    if (outermost)
        lx->hold = NULL;
    return ok;
}

/* def f((a, b)): as in Python 2. Returns false. */
static bool bracketed_params(Lang *c, bool lambda)
{
    Place at = kk_lexer_place(&c->lx), end = kk_lexer_here(&c->lx);
    bool names = true;
    do {
        names = kk_lang_next(c) && kk_lang_tok(c) == TOK_NAME && kk_lang_next(c);
    } while (names && kk_lang_tok(c) == TOK_COMMA);
    if (kk_vm_failed(c->vm))
        return false;
    if (!names || kk_lang_tok(c) != TOK_RPAR)
        return kk_lang_error_at(&c->lx, at, end, "invalid syntax");
    return kk_lang_error_at(&c->lx, at, kk_lexer_here(&c->lx),
                            "%s parameters cannot be parenthesized", lambda ? "Lambda expression" : "Function");
}

/* A name with annotation and default. */
KK_MUST_CHECK static bool parse_param(Lang *c, ParamsSeen *seen, uint32_t flags, bool lambda)
{
    uint32_t id;
    Place at = kk_lexer_place(&c->lx);
    Place end = kk_lexer_here(&c->lx);
    bool was;
    Place equal;
    if (kk_lang_tok(c) == TOK_LPAR && flags == 0 && !seen->optional)
        return bracketed_params(c, lambda);
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    if (!kk_lang_names_token(c, &id) || !kk_lang_next(c))
        return false;
    if (has_param(c, seen->count, id) &&
        !kk_lang_late(c, LATE_NAMES, at, end, "duplicate argument '%V' in function definition",
                      kk_lang_name(c, id)))
        return false;
    if (kk_lang_name(c, id) == KK_N(__debug__) &&
        !kk_lang_late(c, LATE_CODE, at, end, "cannot assign to __debug__"))
        return false;
    if (!lambda && kk_lang_tok(c) == TOK_COLON) {
        if (!kk_lang_next(c) || !kk_parse_def_annotation(c, flags == PARAM_STAR))
            return false;
        flags |= PARAM_ANNOTATED;
    }
    equal = kk_lexer_place(&c->lx);
    if (!kk_parse_expr_accept(c, TOK_EQUAL, &was))
        return false;
    if (was) {
        if (flags & (PARAM_STAR | PARAM_DSTAR))
            return kk_lang_error_at(&c->lx, equal, kk_place_right(equal, 1), flags & PARAM_STAR ? "var-positional argument cannot have default value"
                                   : "var-keyword argument cannot have default value");
        if (kk_lang_tok(c) == TOK_COMMA || (!lambda && kk_lang_tok(c) == TOK_RPAR))
            return kk_lang_error_at(&c->lx, equal, kk_place_right(equal, 1),
                                    "expected default value expression");
        if (!kk_parse_expr(c))
            return false;
        flags |= PARAM_DEFAULT;
    } else if (seen->optional && !(flags & (PARAM_KWONLY | PARAM_STAR | PARAM_DSTAR))) {
        return kk_lang_error_at(&c->lx, at, end,
                                "non-default argument follows default argument");
    }
    if (!(flags & PARAM_KWONLY))
        seen->optional = seen->optional || was;
    if (++seen->count >= 1u << SEG_COUNT_BITS)
        return kk_lang_error(&c->lx, "too many arguments");
    seen->bare_star = false;
    return kk_lang_push(c, N_PARAM, id | flags << 16);
}

KK_MUST_CHECK static bool parse_slash(Lang *c, ParamsSeen *seen)
{
    if (seen->slash)
        return kk_lang_error(&c->lx, "/ may appear only once");
    if (seen->star)
        return kk_lang_error(&c->lx, "/ must be ahead of *");
    Place at = kk_lexer_place(&c->lx), end = kk_lexer_here(&c->lx);
    seen->slash = true;
    seen->posonly = seen->count;
    if (!kk_lang_next(c))
        return false;
    if (seen->count == 0)
        return kk_lang_error_at(&c->lx, at, end,
                                kk_lang_tok(c) == TOK_COMMA ? "at least one argument must precede /" : "invalid syntax");
    return kk_lang_tok(c) != TOK_STAR || kk_lang_error(&c->lx, "expected comma between / and *");
}

static bool bare_star(Lang *c, const ParamsSeen *seen)
{
    return kk_lang_error_at(&c->lx, seen->star_at,
                            kk_place_right(seen->star_at, 1),
                            "named arguments must follow bare *");
}

KK_MUST_CHECK static bool parse_star(Lang *c, ParamsSeen *seen, bool lambda)
{
    if (seen->star)
        return kk_lang_error(&c->lx, "* argument may appear only once");
    seen->star = true;
    seen->star_at = kk_lexer_place(&c->lx);
    if (!kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) == TOK_COMMA) {
        seen->bare_star = true;
        return true;
    }
    if (kk_lang_tok(c) != (lambda ? TOK_COLON : TOK_RPAR) && kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    if (kk_lang_tok(c) != TOK_NAME)
        return lambda ? kk_lang_error(&c->lx, "named arguments must follow bare *")
                      : bare_star(c, seen);
    return parse_param(c, seen, PARAM_STAR, lambda);
}

/* Parameters up to `close`, which stays current. */
KK_MUST_CHECK static bool parse_params(Lang *c, Tok close, ParamsSeen *seen)
{
    bool lambda = close == TOK_COLON;
    while (kk_lang_tok(c) != close) {
        bool ok;
        if (seen->dstar)
            return kk_lang_error(&c->lx, "arguments cannot follow var-keyword argument");
        switch (kk_lang_tok(c)) {
        case TOK_SLASH:
            ok = parse_slash(c, seen);
            break;
        case TOK_STAR:
            ok = parse_star(c, seen, lambda);
            break;
        case TOK_DSTAR:
            if (seen->bare_star)
                return lambda ? kk_lang_error(&c->lx, "named arguments must follow bare *") : bare_star(c, seen);
            seen->dstar = true;
            ok = kk_lang_next(c) && parse_param(c, seen, PARAM_DSTAR, lambda);
            break;
        default:
            ok = parse_param(c, seen, seen->star ? PARAM_KWONLY : 0, lambda);
        }
        if (!ok)
            return false;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
    }
    if (seen->bare_star)
        return bare_star(c, seen);
    return kk_lang_tok(c) == close || kk_parse_expr_invalid(c);
}

bool kk_parse_def_segment(Lang *c, NodeKind kind, ScopeKind scope, uint32_t start, uint32_t begin,
                          uint32_t name_flags, uint32_t count, uint32_t line)
{
    uint32_t symbols;
    if (!kk_scope_collect(c, scope, begin + 1, &symbols))
        return false;
    if (!kk_lang_push(c, N_RAW, line) || !kk_lang_push(c, N_RAW, count) ||
        !kk_lang_push(c, N_RAW, name_flags) || !kk_lang_push(c, N_RAW, c->ast.top + 2 - begin) ||
        !kk_lang_push(c, N_RAW, symbols) || !kk_lang_push(c, kind, c->ast.top - start))
        return false;
    kk_words_set(&c->ast, begin, N_WORD(N_BEGIN, c->ast.top - 1 - begin));
    return true;
}

static bool inside_function(const ParseScope *s)
{
    while (s->kind == SCOPE_CLASS)
        s = s->up;
    return s->kind != SCOPE_MODULE;
}

/* What a function's parse needs beyond its ParseScope. */
typedef struct Function {
    ParamsSeen params;
    uint32_t start, name, line, flags;
} Function;

/* From the colon on: the body, in its own scope. */
KK_MUST_CHECK static bool parse_body(Lang *c, Function *f)
{
    bool lambda = (f->flags & SEG_LAMBDA) != 0;
    ParseScope scope = {.up = c->scope,
                        .kind = lambda ? SCOPE_LAMBDA : SCOPE_FUNCTION,
                        .class_name = c->scope->class_name,
                        .is_async = (f->flags & SEG_ASYNC) != 0};
    uint32_t literals = c->nliterals;
    bool walrus = c->walrus;
    scope.params = c->ast.top;
    c->walrus = false;
    scope.nparams = f->params.count;
    if (f->flags & SEG_RETURNS)
        scope.params = kk_ast_start(&c->ast, c->ast.top - 1);
    uint32_t begin = c->ast.top;
    /* N_RAW until its length is known: a scan for names used so far must be able to pass. */
    if (!kk_lang_push(c, N_RAW, 0))
        return false;
    scope.body = c->ast.top;
    c->scope = &scope;
    uint32_t outer = c->line;
    c->line = f->line;
    bool ok = lambda ? kk_lang_next(c) && kk_parse_expr(c)
                     : kk_parse_compound_block(c, "function definition", true, f->line, f->line);
    ok = ok && kk_parse_expr_check_async(c);
    f->flags |= scope.generator ? SEG_GENERATOR : 0;
    if (ok && scope.is_async && scope.generator && scope.return_at.at != 0)
        ok = kk_lang_late(c, LATE_CODE, scope.return_at, scope.return_end,
                          "'return' with value in async generator");
    ok = ok && kk_parse_def_segment(c, N_FUNC, scope.kind, f->start, begin, f->name | f->flags << 16,
                              f->params.count | f->params.posonly << SEG_COUNT_BITS, f->line);
    c->scope = scope.up;
    c->line = outer;
    c->body_literals = literals;
    if (ok && !lambda && !inside_function(c->scope) && c->late.message == KK_UNSET)
        ok = kk_emit_func_early(c, c->ast.top - 1);
    c->walrus = c->walrus || walrus;
    return ok;
}

/* A function from its parameters on; ctx is its Function. */
KK_MUST_CHECK static bool function_rest(Lang *c, void *ctx)
{
    Function *f = ctx;
    bool returns;
    if (kk_lang_tok(c) != TOK_LPAR)
        return kk_lang_error(&c->lx, "expected '('");
    if (!kk_lang_next(c))
        return false;
    f->start = c->ast.top;
    if (!parse_params(c, TOK_RPAR, &f->params) || !kk_lang_next(c) ||
        !kk_parse_expr_accept(c, TOK_ARROW, &returns))
        return false;
    if (returns) {
        f->flags |= SEG_RETURNS;
        if (!kk_parse_def_annotation(c, false))
            return false;
    }
    return parse_body(c, f);
}

bool kk_parse_def_function(Lang *c, bool is_async)
{
    Function f = {{0}, 0, 0, 0, is_async ? SEG_ASYNC : 0};
    f.line = kk_place_line(c->lx.tok_place);
    if (!kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    uint32_t plain, target;
    if (!kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &plain) ||
        !kk_lang_names_token(c, &target) || !kk_lang_next(c))
        return false;
    f.name = plain;
    if (kk_lang_tok(c) == TOK_LSQB ? !kk_parse_generic(c, plain, function_rest, &f) : !function_rest(c, &f))
        return false;
    return kk_lang_push(c, N_STORE, target);
}

bool kk_parse_def_lambda(Lang *c)
{
    Function f = {{0}, 0, 0, 0, SEG_LAMBDA};
    f.line = kk_place_line(c->lx.tok_place);
    f.start = c->ast.top;
    if (!kk_lang_next(c))
        return false;
    return parse_params(c, TOK_COLON, &f.params) && parse_body(c, &f);
}

/* What a class's parse needs. */
typedef struct Class {
    uint32_t name, line;
    bool generic;
} Class;

/* The words of a class with type parameters that scope.c and emit_generic.c look at: what is assigned in front of
 * its body. */
KK_MUST_CHECK static bool generic_body(Lang *c)
{
    uint32_t hidden, params;
    return kk_lang_names_id_of(c, KK_N(dot_type_params), &hidden) &&
           kk_lang_names_id_of(c, KK_N(__type_params__), &params) && kk_lang_push(c, N_NAME, hidden) &&
           kk_lang_push(c, N_STORE, params);
}

/* A class from its bases on. */
KK_MUST_CHECK static bool class_rest(Lang *c, void *ctx)
{
    const Class *k = ctx;
    uint32_t start = c->ast.top, count = 0, base;
    if (kk_lang_tok(c) == TOK_LPAR && !kk_parse_atom_args(c, true, &count))
        return false;
    if (k->generic) {
        count++;
        if (!kk_lang_names_id_of(c, KK_N(dot_generic_base), &base) || !kk_lang_push(c, N_NAME, base))
            return false;
    }
    ParseScope scope = {.up = c->scope,
                        .kind = SCOPE_CLASS,
                        .class_name = kk_lang_name(c, k->name),
                        .own_name = kk_lang_name(c, k->name)};
    uint32_t begin = c->ast.top;
    if (!kk_lang_push(c, N_RAW, 0))
        return false;
    scope.body = c->ast.top;
    c->scope = &scope;
    bool ok = kk_parse_compound_block(c, "class definition", false, k->line, k->line) &&
              kk_parse_expr_check_async(c) && (!k->generic || generic_body(c)) &&
              kk_parse_def_segment(c, N_CLASS, SCOPE_CLASS, start, begin,
                                   k->name | (k->generic ? SEG_GENERIC : 0u) << 16, count, k->line);
    c->scope = scope.up;
    return ok;
}

bool kk_parse_def_class(Lang *c)
{
    Class k = {.line = kk_place_line(c->lx.tok_place)};
    uint32_t target;
    if (!kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    if (!kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &k.name) ||
        !kk_lang_names_token(c, &target) || !kk_lang_next(c))
        return false;
    k.generic = kk_lang_tok(c) == TOK_LSQB;
    if (k.generic ? !kk_parse_generic(c, k.name, class_rest, &k) : !class_rest(c, &k))
        return false;
    return kk_lang_push(c, N_STORE, target);
}
