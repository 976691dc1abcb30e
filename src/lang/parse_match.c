/*
 * parse_match.c: match statements and their patterns.
 *
 * What follows a statement's header word (`way` words count from the first block or case to the end):
 *   S_MATCH subject {S_CASE} N_RAW(way)        S_CASE pattern [guard] BLOCK N_RAW(way << 1 | guarded)
 * A pattern is a WILDCARD, a STORE (capture), a value (NONE, TRUE, FALSE, INT, CONST, a chain of
 * ATTRs), or one of
 *   P_SEQUENCE {pattern | STAR(STORE | WILDCARD)}     P_MAPPING {key pattern} [DSTAR(STORE)]
 *   P_CLASS class {pattern} {KEYWORD(pattern)}        P_OR {pattern}     P_AS pattern STORE
 *
 * `match` and `case` are names everywhere else (lex_ahead.c).
 *
 * Layer: lang.   Tests: tests/lang/match/.
 */
#include "lang/emit.h"
#include "lang/places.h"

/* Alternatives of an or-pattern that are complete: their names may be bound again. */
typedef struct Skip {
    const struct Skip *up;
    uint32_t from, to;
} Skip;

typedef struct Pattern {
    uint32_t start; /* of the case's pattern in the tree */
    const Skip *skips;
    bool catches; /* the pattern parsed last fits everything ... */
    Value caught; /* ... it binds this name, or is a wildcard: KK_UNSET ... */
    Place at, end;
    Place begun;   /* where the pattern parsed last began */
    bool differs;  /* alternatives bind different names ... */
    Place differs_at, differs_end;
} Pattern;

/* A NAME that has been read. */
typedef struct Name {
    uint32_t id, plain; /* as a variable; as an attribute */
    bool wildcard;
    Place at, end;
} Name;

KK_MUST_CHECK static bool parse_pattern(Lang *c, Pattern *p, const Name *given);

static bool is_word(Lang *c, Span word)
{
    return kk_lang_tok(c) == TOK_NAME && kk_bytes_equal(kk_lexer_name(&c->lx), word);
}

KK_MUST_CHECK static bool read_name(Lang *c, Name *n)
{
    if (kk_lang_tok(c) != TOK_NAME)
        return kk_parse_expr_invalid(c);
    n->at = kk_lexer_place(&c->lx);
    n->wildcard = is_word(c, KK_SPAN("_"));
    if (!kk_lang_names_id(c, kk_lexer_name(&c->lx), c->lx.hash, &n->plain) ||
        !kk_lang_names_token(c, &n->id) || !kk_lang_next(c))
        return false;
    n->end = kk_lang_end(c);
    return true;
}

/* ---- names ---- */

static bool has_store(Lang *c, uint32_t from, uint32_t to, uint32_t name)
{
    for (uint32_t i = from; i < to; i++) {
        if (kk_words_get(&c->ast, i) == N_WORD(N_STORE, name))
            return true;
    }
    return false;
}

/* The pattern so far binds the name already. */
static bool is_bound(Lang *c, const Pattern *p, uint32_t name)
{
    uint32_t to = c->ast.top;
    for (const Skip *s = p->skips; s != NULL; s = s->up) {
        if (has_store(c, s->to, to, name))
            return true;
        to = s->from;
    }
    return has_store(c, p->start, to, name);
}

/* All names that the words [a, b) bind are bound in [from, to). */
static bool names_within(Lang *c, uint32_t a, uint32_t b, uint32_t from, uint32_t to)
{
    for (uint32_t i = a; i < b; i++) {
        uint32_t w = kk_words_get(&c->ast, i);
        if (N_KIND(w) == N_STORE && (w & S_FLAG) == 0 && !has_store(c, from, to, N_ARG(w)))
            return false;
    }
    return true;
}

/* The STORE of a name that the pattern binds; at, end: what an error points at. */
KK_MUST_CHECK static bool push_store(Lang *c, const Pattern *p, uint32_t name, Place at, Place end)
{
    Value text = kk_lang_name(c, name);
    if (text == KK_N(__debug__))
        return kk_lang_error_at(&c->lx, at, end, "cannot assign to __debug__");
    if (is_bound(c, p, name))
        return kk_lang_error_at(&c->lx, at, end,
                                "multiple assignments to name %R in pattern", text);
    return kk_lang_push(c, N_STORE, name);
}

static bool unreachable(Lang *c, const Pattern *p)
{
    if (p->caught == KK_UNSET)
        return kk_lang_error_at(&c->lx, p->at, p->end,
                                "wildcard makes remaining patterns unreachable");
    return kk_lang_error_at(&c->lx, p->at, p->end,
                            "name capture %R makes remaining patterns unreachable", p->caught);
}

/* ---- values ---- */

KK_MUST_CHECK static bool push_value(Lang *c, Value v)
{
    uint32_t index;
    if (kk_smallint_is(v) && kk_smallint_get(v) >= 0 && kk_smallint_get(v) < 0x800000)
        return kk_lang_push(c, N_INT, (uint32_t)kk_smallint_get(v));
    return kk_lang_names_literal(c, v, &index) && kk_lang_push(c, N_CONST, index);
}

/* A number, maybe negative, and what complex part it has. */
KK_MUST_CHECK static bool parse_number(Lang *c)
{
    bool minus, is_complex;
    if (!kk_parse_expr_accept(c, TOK_MINUS, &minus))
        return false;
    if (kk_lang_tok(c) != TOK_NUMBER)
        return kk_parse_expr_invalid(c);
    Place at = kk_lexer_place(&c->lx), end = kk_lexer_here(&c->lx);
    Value v = c->lx.value;
    is_complex = kk_type_of(v) == &kk_type_complex;
    if (minus)
        v = kk_unary(c->vm, UN_NEG, v);
    if (v == KK_ERROR || !kk_lang_next(c))
        return false;
    Tok sign = kk_lang_tok(c);
    if (sign != TOK_PLUS && sign != TOK_MINUS)
        return push_value(c, v);
    if (!kk_lang_next(c))
        return false;
    if (kk_lang_tok(c) != TOK_NUMBER)
        return kk_parse_expr_invalid(c);
    if (is_complex)
        return kk_lang_error_at(&c->lx, at, end,
                                "real number required in complex literal");
    if (kk_type_of(c->lx.value) != &kk_type_complex)
        return kk_lang_error(&c->lx, "imaginary number required in complex literal");
    v = kk_binary(c->vm, sign == TOK_PLUS ? BIN_ADD : BIN_SUB, v, c->lx.value);
    return v != KK_ERROR && kk_lang_next(c) && push_value(c, v);
}

/* A string, which is no f-string unless it is a key: that is told when the mapping is complete. */
KK_MUST_CHECK static bool parse_text(Lang *c, bool key)
{
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_string(c))
        return false;
    if (key || N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_CONST)
        return true;
    return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                            "patterns may only match literals and attribute lookups");
}

/* A literal, if the token begins one: *was tells. */
KK_MUST_CHECK static bool parse_literal(Lang *c, bool key, bool *was)
{
    *was = true;
    switch (kk_lang_tok(c)) {
    case TOK_MINUS:
    case TOK_NUMBER:
        return parse_number(c);
    case TOK_STRING:
        return parse_text(c, key);
    case TOK_None:
        return kk_lang_push(c, N_NONE, 0) && kk_lang_next(c);
    case TOK_True:
        return kk_lang_push(c, N_TRUE, 0) && kk_lang_next(c);
    case TOK_False:
        return kk_lang_push(c, N_FALSE, 0) && kk_lang_next(c);
    default:
        *was = false;
        return true;
    }
}

/* .a.b.c behind a name. */
KK_MUST_CHECK static bool parse_attributes(Lang *c, const Name *first)
{
    uint32_t id;
    if (!kk_lang_push(c, N_NAME, first->id))
        return false;
    (void)kk_places_note(c, first->at);
    while (kk_lang_tok(c) == TOK_DOT) {
        if (!kk_lang_next(c))
            return false;
        if (kk_lang_tok(c) != TOK_NAME)
            return kk_parse_expr_invalid(c);
        if (!kk_lang_names_token(c, &id) || !kk_lang_push(c, N_ATTR, id) || !kk_lang_next(c))
            return false;
        (void)kk_places_note(c, first->at);
    }
    return true;
}

/* ---- sequences ---- */

/* A pattern, or * and a name. */
KK_MUST_CHECK static bool parse_item(Lang *c, Pattern *p, bool *star)
{
    Name n;
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_expr_accept(c, TOK_STAR, star))
        return false;
    if (!*star)
        return parse_pattern(c, p, NULL);
    p->begun = at;
    return read_name(c, &n) &&
           (n.wildcard ? kk_lang_push(c, N_WILDCARD, 0) : push_store(c, p, n.id, at, n.end)) &&
           kk_lang_push(c, N_STAR, 0);
}

/* The token ends the items of a sequence: close, or for one without brackets `:` or `if`. */
static bool ends_items(Lang *c, Tok close)
{
    Tok tok = kk_lang_tok(c);
    return tok == close || (close == TOK_COLON && tok == TOK_if);
}

/*
 * The items up to `close`, which stays. One item without a star and without a comma is no sequence
 * (but for `[`): *alone.
 */
KK_MUST_CHECK static bool parse_items(Lang *c, Pattern *p, Tok close, Place at, bool *alone)
{
    uint32_t start = c->ast.top, count = 0, stars = 0;
    bool comma = false, star;
    while (!(ends_items(c, close) && (count > 0 || close != TOK_COLON))) {
        if (!parse_item(c, p, &star))
            return false;
        count++;
        stars += star;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        comma = true;
        if (!kk_lang_next(c))
            return false;
    }
    *alone = count == 1 && !comma && close != TOK_RSQB;
    if ((*alone && stars > 0) || (close != TOK_COLON && kk_lang_tok(c) != close))
        return kk_parse_expr_invalid(c);
    if (*alone)
        return true;
    p->catches = false;
    if (stars > 1)
        return kk_lang_error_at(&c->lx, at,
                                close == TOK_COLON ? kk_lang_end(c) : kk_lexer_here(&c->lx),
                                "multiple starred names in sequence pattern");
    return kk_ast_nary(c->vm, &c->ast, N_P_SEQUENCE, count, start);
}

KK_MUST_CHECK static bool parse_brackets(Lang *c, Pattern *p, Tok close)
{
    Place at = kk_lexer_place(&c->lx);
    bool alone;
    return kk_lang_next(c) && parse_items(c, p, close, at, &alone) && kk_lang_next(c);
}

/* ---- mappings ---- */

/* An earlier constant key of the mapping pattern that ends the tree is equal to a later one. */
KK_MUST_CHECK static bool check_keys(Lang *c, Place at)
{
    uint32_t last, root = c->ast.top - 1, n = kk_ast_count(&c->ast, root, &last);
    if (n % 2 != 0) {
        last = kk_ast_start(&c->ast, last) - 1;
        n--;
    }
    for (; n > 2; n -= 2) {
        uint32_t key = kk_ast_start(&c->ast, last) - 1, before = key;
        Value v, other;
        bool same;
        last = kk_ast_start(&c->ast, key) - 1;
        if (!kk_fold_value(c->emit, key, &v))
            continue;
        for (uint32_t i = n; i > 2; i -= 2) {
            before = kk_ast_start(&c->ast, kk_ast_start(&c->ast, before) - 1) - 1;
            if (!kk_fold_value(c->emit, before, &other))
                continue;
            if (!kk_equal(c->vm, v, other, &same))
                return false;
            if (same)
                return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                        "mapping pattern checks duplicate key (%R)", v);
        }
    }
    return true;
}

/* key: pattern */
KK_MUST_CHECK static bool parse_pair(Lang *c, Pattern *p, bool *bad)
{
    Name n;
    bool literal;
    if (!parse_literal(c, true, &literal))
        return false;
    NodeKind kind = literal ? N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) : N_CONST;
    *bad = *bad || kind == N_JOINED || kind == N_TEMPLATE;
    if (!literal && (!read_name(c, &n) || (kk_lang_tok(c) != TOK_DOT && !kk_parse_expr_invalid(c)) ||
                     !parse_attributes(c, &n)))
        return false;
    return kk_parse_expr_expect(c, TOK_COLON) && parse_pattern(c, p, NULL);
}

KK_MUST_CHECK static bool parse_mapping(Lang *c, Pattern *p)
{
    uint32_t start = c->ast.top, count = 0;
    Place at = kk_lexer_place(&c->lx);
    Name n;
    bool rest, comma, bad = false;
    if (!kk_lang_next(c))
        return false;
    while (kk_lang_tok(c) != TOK_RBRACE) {
        if (!kk_parse_expr_accept(c, TOK_DSTAR, &rest))
            return false;
        if (rest && is_word(c, KK_SPAN("_")))
            return kk_parse_expr_invalid(c);
        if (!(rest ? read_name(c, &n) && push_store(c, p, n.id, n.at, n.end) &&
                         kk_lang_push(c, N_DSTAR, 0)
                   : parse_pair(c, p, &bad)))
            return false;
        count += rest ? 1 : 2;
        if (!kk_parse_expr_accept(c, TOK_COMMA, &comma))
            return false;
        if (rest || !comma)
            break;
    }
    if (!kk_parse_expr_expect(c, TOK_RBRACE) ||
        !kk_ast_nary(c->vm, &c->ast, N_P_MAPPING, count, start))
        return false;
    p->catches = false;
    if (bad)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "mapping pattern keys may only match literals and attribute lookups");
    return check_keys(c, at);
}

/* ---- classes ---- */

/* One of the arguments from `first` on is a keyword with that name. */
static bool has_keyword(Lang *c, uint32_t first, uint32_t name)
{
    for (uint32_t end = c->ast.top; end > first;) {
        if (kk_words_get(&c->ast, end - 1) == N_WORD(N_KEYWORD, name))
            return true;
        end = kk_ast_start(&c->ast, end - 1);
    }
    return false;
}

/* One argument of a class pattern. */
KK_MUST_CHECK static bool parse_arg(Lang *c, Pattern *p, uint32_t first, bool *keyword)
{
    Name n;
    bool named = kk_lang_tok(c) == TOK_NAME;
    Place at = kk_lexer_place(&c->lx);
    if (named && !read_name(c, &n))
        return false;
    if (!named || kk_lang_tok(c) != TOK_EQUAL) {
        if (!parse_pattern(c, p, named ? &n : NULL))
            return false;
        return !*keyword || kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                             "positional patterns follow keyword patterns");
    }
    *keyword = true;
    if (!kk_lang_next(c))
        return false;
    at = kk_lexer_place(&c->lx);
    if (!parse_pattern(c, p, NULL))
        return false;
    if (has_keyword(c, first, n.plain))
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "attribute name repeated in class pattern: %V",
                                kk_lang_name(c, n.plain));
    return kk_lang_push(c, N_KEYWORD, n.plain);
}

/* (arguments) behind the class, which begins at `start`. */
KK_MUST_CHECK static bool parse_class(Lang *c, Pattern *p, uint32_t start)
{
    uint32_t first = c->ast.top, count = 1;
    bool keyword = false;
    if (!kk_lang_next(c))
        return false;
    while (kk_lang_tok(c) != TOK_RPAR) {
        if (!parse_arg(c, p, first, &keyword))
            return false;
        count++;
        if (kk_lang_tok(c) != TOK_COMMA)
            break;
        if (!kk_lang_next(c))
            return false;
    }
    p->catches = false;
    return kk_parse_expr_expect(c, TOK_RPAR) &&
           kk_ast_nary(c->vm, &c->ast, N_P_CLASS, count, start);
}

/* ---- patterns ---- */

/* What begins with the name: a capture, a wildcard, a value or a class. */
KK_MUST_CHECK static bool parse_named(Lang *c, Pattern *p, const Name *n)
{
    uint32_t start = c->ast.top;
    Tok tok = kk_lang_tok(c);
    if (tok == TOK_DOT || tok == TOK_LPAR)
        return parse_attributes(c, n) &&
               (kk_lang_tok(c) != TOK_LPAR || (parse_class(c, p, start) && kk_places_note(c, n->at)));
    p->catches = true;
    p->at = n->at;
    p->end = n->end;
    p->caught = n->wildcard ? KK_UNSET : kk_lang_name(c, n->id);
    return n->wildcard ? kk_lang_push(c, N_WILDCARD, 0)
                       : push_store(c, p, n->id, n->at, n->end);
}

/* A pattern without | and as; given: its first name, if that has been read. */
KK_MUST_CHECK static bool parse_closed(Lang *c, Pattern *p, const Name *given)
{
    Name n;
    bool literal;
    p->catches = false;
    p->begun = given != NULL ? given->at : kk_lexer_place(&c->lx);
    if (given != NULL)
        return parse_named(c, p, given);
    switch (kk_lang_tok(c)) {
    case TOK_NAME:
        return read_name(c, &n) && parse_named(c, p, &n);
    case TOK_LPAR:
        return parse_brackets(c, p, TOK_RPAR);
    case TOK_LSQB:
        return parse_brackets(c, p, TOK_RSQB);
    case TOK_LBRACE:
        return parse_mapping(c, p);
    default:
        return parse_literal(c, false, &literal) && (literal || kk_parse_expr_invalid(c));
    }
}

KK_MUST_CHECK static bool parse_alternatives(Lang *c, Pattern *p, const Name *given)
{
    uint32_t start = c->ast.top, count = 1;
    if (!parse_closed(c, p, given))
        return false;
    if (kk_lang_tok(c) != TOK_PIPE)
        return true;
    uint32_t first = c->ast.top;
    Skip skip = {p->skips, start, first};
    p->skips = &skip;
    while (kk_lang_tok(c) == TOK_PIPE) {
        if (p->catches)
            return unreachable(c, p);
        skip.to = c->ast.top;
        if (!kk_lang_next(c) || !parse_closed(c, p, NULL))
            return false;
        if (!p->differs && (!names_within(c, start, first, skip.to, c->ast.top) ||
                            !names_within(c, skip.to, c->ast.top, start, first))) {
            p->differs = true;
            p->differs_at = p->begun;
            p->differs_end = kk_lang_end(c);
        }
        count++;
    }
    p->skips = skip.up;
    return kk_ast_nary(c->vm, &c->ast, N_P_OR, count, start);
}

/* `as name` behind the pattern that begins at `start`. */
KK_MUST_CHECK static bool parse_as(Lang *c, Pattern *p, uint32_t start, Place at)
{
    Name n;
    Place target, before = kk_lang_end(c);
    if (!kk_lang_next(c))
        return false;
    target = kk_lexer_place(&c->lx);
    if (is_word(c, KK_SPAN("_")))
        return kk_lang_error(&c->lx, "cannot use '_' as a target");
    if (kk_lang_tok(c) != TOK_NAME && kk_parse_expr_begins(kk_lang_tok(c)))
        return kk_parse_expr(c) && kk_lang_error_at(&c->lx, target, kk_lang_end(c),
                                                    "invalid pattern target");
    return read_name(c, &n) && push_store(c, p, n.id, at, before) &&
           kk_ast_nary(c->vm, &c->ast, N_P_AS, 2, start);
}

bool parse_pattern(Lang *c, Pattern *p, const Name *given)
{
    uint32_t start = c->ast.top;
    Place at = given != NULL ? given->at : kk_lexer_place(&c->lx);
    if (!kk_parse_expr_enter(c))
        return false;
    bool ok = parse_alternatives(c, p, given) &&
              (kk_lang_tok(c) != TOK_as || parse_as(c, p, start, at));
    kk_parse_expr_leave(c);
    return ok;
}

/* ---- statements ---- */

/* One case. *p tells whether its pattern, which has no guard then, fits everything. */
KK_MUST_CHECK static bool parse_case(Lang *c, uint32_t *line, Pattern *p)
{
    uint32_t header;
    bool guarded, alone;
    if (!is_word(c, KK_SPAN("case")))
        return kk_parse_expr_invalid(c);
    if (!kk_parse_stmt_begin(c, S_CASE, line, &header) || !kk_lang_next(c))
        return false;
    *p = (Pattern){.start = c->ast.top, .caught = KK_UNSET};
    if (!parse_items(c, p, TOK_COLON, kk_lexer_place(&c->lx), &alone) ||
        !kk_parse_expr_accept(c, TOK_if, &guarded) || (guarded && !kk_parse_expr_named(c)))
        return false;
    p->catches = p->catches && !guarded;
    uint32_t body = c->ast.top;
    return kk_parse_compound_block(c, "'case' statement", false, *line, *line) &&
           kk_lang_push(c, N_RAW, (c->ast.top - body) << 1 | (uint32_t)guarded) &&
           kk_parse_stmt_end(c, header);
}

KK_MUST_CHECK static bool parse_cases(Lang *c, uint32_t line)
{
    Pattern p = {.catches = false};
    uint32_t at = line;
    if (!(kk_lang_tok(c) == TOK_NEWLINE ? kk_parse_expr_expect_named(c, TOK_COLON)
                                        : kk_parse_expr_expect(c, TOK_COLON)) ||
        !kk_parse_expr_expect(c, TOK_NEWLINE) ||
        !kk_parse_compound_indent(c, "'match' statement", line) || !kk_lang_next(c))
        return false;
    do {
        if (!parse_case(c, &at, &p))
            return false;
        if (p.catches && is_word(c, KK_SPAN("case")))
            return unreachable(c, &p);
        if (p.differs)
            return kk_lang_error_at(&c->lx, p.differs_at, p.differs_end,
                                    "alternative patterns bind different names");
    } while (kk_lang_tok(c) != TOK_DEDENT);
    return kk_lang_next(c);
}

bool kk_parse_match(Lang *c, uint32_t *line, bool *was)
{
    uint32_t header;
    *was = is_word(c, KK_SPAN("match")) && kk_lex_ahead_subject(&c->lx);
    if (!*was)
        return true;
    c->bad_root = 0;
    if (!kk_parse_stmt_begin(c, S_MATCH, line, &header) || !kk_lang_next(c) ||
        !kk_parse_expr_list(c, true))
        return false;
    if (N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR)
        return kk_parse_expr_invalid(c);
    uint32_t first = c->ast.top;
    if (!kk_depth_enter(c->vm))
        return false;
    bool ok = parse_cases(c, *line);
    kk_depth_leave(c->vm);
    return ok && kk_lang_push(c, N_RAW, c->ast.top - first) && kk_parse_stmt_end(c, header);
}
