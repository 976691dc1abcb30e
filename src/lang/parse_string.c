/*
 * parse_string.c: adjacent string literals, and f-strings.
 *
 * An f-string is read in turns: the lexer gives its text up to a replacement field, the parser
 * takes the expression as tokens of the same stream. So literals nest freely, quotes included (PEP
 * 701). A t-string (PEP 750) is a TEMPLATE of its texts and, for each field, a tuple.
 *
 * Layer: lang.   Tests: tests/lang/strings.py, tests/lang/fstrings.py,
 * tests/lang/errors/fstrings.py.
 */
#include "base/utf8.h"
#include "lang/parser.h"
#include "lang/places.h"
#include "object/ops.h"

KK_MUST_CHECK static bool parse_text(Lang *c, Quote quote, uint32_t *count, bool in_spec);

/* The text is one that programs use as a name. */
static bool is_name(Span text)
{
    size_t i = 0;
    while (i < text.len && ((text.at[i] | 32u) - 'a' < 26 || kk_is_digit(text.at[i]) || text.at[i] == '_'))
        i++;
    return text.len > 1 && text.len < 32 && i == text.len;
}

/* Makes a constant of the text that was collected. */
KK_MUST_CHECK static bool push_text(Lang *c, bool is_bytes)
{
    Lexer *lx = &c->lx;
    Span text = {lx->text, lx->text_len};
    Value v;
    uint32_t index;
    if (is_bytes) {
        v = kk_object_new_compact(c->vm, KK_HEADER(KIND_BYTES, text.len),
                                  sizeof(BytesObj) + text.len);
        if (v != KK_ERROR && text.len > 0)
            memcpy(KK_OBJ(BytesObj, v)->at, text.at, text.len);
    } else if (is_name(text)) {
        /* As a name it is found at once where it is a key or an attribute; chips have many in flash. */
        v = KK_WORD_BITS == 64 ? kk_intern(c->vm, text) : kk_intern_find(c->vm, text);
        if (v == KK_UNSET && !kk_failed(c->vm))
            v = kk_str_new(c->vm, text);
    } else {
        v = kk_str_new(c->vm, text);
    }
    lx->text_len = 0;
    if (lx->text_cap > LEX_WINDOW / 2) {
        /* A long literal's buffer is not worth keeping. */
        lx->text = NULL;
        lx->text_cap = 0;
    }
    return v != KK_ERROR && kk_lang_names_literal(c, v, &index) && kk_lang_push(c, N_CONST, index);
}

KK_MUST_CHECK static bool flush_text(Lang *c, uint32_t *count)
{
    if (c->lx.text_len == 0)
        return true;
    ++*count;
    return push_text(c, false);
}

/* An error in a literal, whose place is its end. */
KK_SAYS(literal_error, 2)
static bool literal_error(Lang *c, Quote quote, const char *message)
{
    bool brace;
    Place at = kk_lex_text_end(&c->lx, quote, &brace);
    return kk_lang_error_at(&c->lx, at, kk_place(0, 0), "%s", message);
}

/* The same in a replacement field. */
KK_SAYS(field_error, 2)
static bool field_error(Lang *c, Quote quote, const char *message)
{
    bool brace;
    Place at = kk_lex_text_end(&c->lx, quote, &brace);
    return kk_lang_error_at(&c->lx, at, kk_place(0, 0), "%c-string: %s",
                            kk_lex_text_letter(quote), message);
}

/* !r, !s, !a; the current token is the name. */
KK_MUST_CHECK static bool parse_conversion(Lang *c, Quote quote, uint32_t *conversion)
{
    Span name = kk_lexer_name(&c->lx);
    if (c->lx.tok_place.at != c->lx.end_place.at)
        return kk_lang_error(&c->lx, "%c-string: conversion type must come right after the exclamation mark",
                             kk_lex_text_letter(quote));
    uint8_t letter = kk_lang_tok(c) == TOK_NAME && name.len == 1 ? name.at[0] : 0;
    *conversion = letter == 's' ? 1 : letter == 'r' ? 2 : letter == 'a' ? 3 : 0;
    if (*conversion == 0)
        return field_error(c, quote,
                             "invalid conversion character: expected 's', 'r', or 'a'");
    return kk_lang_next(c);
}

/* {x=}: the field's own text, from `offset` in the held text to the current token, in front of the
 * expression. */
KK_MUST_CHECK static bool insert_own_text(Lang *c, size_t offset, uint32_t expr, uint32_t *count)
{
    Lexer *lx = &c->lx;
    const uint8_t *from = lx->hold + offset;
    lx->text_len = 0;
    if (!kk_lex_text_append(lx, from, (size_t)(lx->tok_at - from)) || !push_text(c, false))
        return false;
    uint32_t word = kk_words_get(&c->ast, c->ast.top - 1);
    c->ast.top--;
    ++*count;
    if (!kk_words_insert(c->vm, &c->ast, expr, 1))
        return false;
    kk_places_insert(c, expr, 1);
    kk_words_set(&c->ast, expr, word);
    return true;
}

/* The format spec up to the closing brace, as one node; the current token is its colon. *empty: there is none. */
KK_MUST_CHECK static bool parse_spec_text(Lang *c, Quote quote, bool *empty)
{
    uint32_t start = c->ast.top, count = 0;
    c->lx.text_len = 0;
    if (!parse_text(c, quote, &count, true) || !flush_text(c, &count))
        return false;
    c->lx.brackets--;
    *empty = count == 0;
    bool single = count == 1 && N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_CONST;
    return *empty || single || kk_ast_nary(c->vm, &c->ast, N_JOINED, count, start);
}

KK_MUST_CHECK static bool parse_spec(Lang *c, Quote quote, uint32_t conversion)
{
    uint32_t left = c->ast.top - 1;
    bool empty;
    if (!parse_spec_text(c, quote, &empty))
        return false;
    if (empty)
        return kk_lang_push(c, N_FORMAT, conversion);
    return kk_lang_push(c, N_FORMAT_SPEC, (c->ast.top - left) << 2 | conversion);
}

/* A constant str of these bytes of the source. */
KK_MUST_CHECK static bool push_span(Lang *c, const uint8_t *at, size_t n)
{
    c->lx.text_len = 0;
    return kk_lex_text_append(&c->lx, at, n) && push_text(c, false);
}

/* The field must end: its brace is the current token. */
KK_MUST_CHECK static bool check_field_end(Lang *c, Quote quote)
{
    if (kk_lang_tok(c) == TOK_RBRACE)
        return true;
    bool brace;
    (void)kk_lex_text_end(&c->lx, quote, &brace);
    if (brace && kk_parse_expr_begins(kk_lang_tok(c)))
        return kk_lang_error(&c->lx, "%c-string: invalid syntax. Perhaps you forgot a comma?",
                             kk_lex_text_letter(quote));
    return field_error(c, quote, "expecting '}'");
}

/* The rest of a field of a t-string, behind its expression and !conversion: a tuple of value, source text, conversion
 * and format. The text is `length` bytes from `offset` of the held text on. */
KK_MUST_CHECK static bool finish_template(Lang *c, Quote quote, uint32_t expr, size_t offset, size_t length,
                                          uint32_t conversion)
{
    bool empty = true;
    uint8_t letter = conversion == 1 ? 's' : conversion == 2 ? 'r' : 'a';
    const uint8_t *text = c->lx.hold + offset;
    while (length > 0 && (kk_is_space(text[length - 1])))
        length--;
    if (!push_span(c, text, length) ||
        !(conversion == 0 ? kk_lang_push(c, N_NONE, 0) : push_span(c, &letter, 1)))
        return false;
    if (kk_lang_tok(c) == TOK_COLON ? !parse_spec_text(c, quote, &empty) : !check_field_end(c, quote))
        return false;
    if (empty && !push_span(c, &letter, 0))
        return false;
    c->lx.text_len = 0;
    return kk_ast_nary(c->vm, &c->ast, N_TUPLE, 4, expr);
}

/* The expression of a replacement field and what follows it, up to its brace; the first token is
 * current. */
KK_MUST_CHECK static bool parse_field_tokens(Lang *c, Quote quote, uint32_t *count, size_t offset,
                                             bool template)
{
    uint32_t conversion = 0, expr = c->ast.top;
    bool own_text, converted;
    switch (kk_lang_tok(c)) {
    case TOK_RBRACE:
        return field_error(c, quote, "empty expression not allowed");
    case TOK_BANG:
        return field_error(c, quote, "expression required before '!'");
    case TOK_COLON:
        return field_error(c, quote, "expression required before ':'");
    case TOK_EQUAL:
        return field_error(c, quote, "expression required before '='");
    default:
        break;
    }
    Place at = kk_lexer_place(&c->lx);
    if (!kk_parse_expr_value(c))
        return false;
    if (N_KIND(kk_words_get(&c->ast, c->ast.top - 1)) == N_STAR)
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "can't use starred expression here");
    size_t length = (size_t)(c->lx.tok_at - c->lx.hold) - offset;
    if (!kk_parse_expr_accept(c, TOK_EQUAL, &own_text))
        return false;
    if (own_text && !insert_own_text(c, offset, expr, count))
        return false;
    if (!kk_parse_expr_accept(c, TOK_BANG, &converted) ||
        (converted && !parse_conversion(c, quote, &conversion)))
        return false;
    ++*count;
    bool spec = kk_lang_tok(c) == TOK_COLON;
    if (own_text && !converted && !spec)
        conversion = 2;
    if (template)
        return finish_template(c, quote, expr + own_text, offset, length, conversion);
    if (spec)
        return parse_spec(c, quote, conversion);
    c->lx.text_len = 0;
    return check_field_end(c, quote) && kk_lang_push(c, N_FORMAT, conversion);
}

/* A replacement field, from behind its opening brace to behind its closing one. */
KK_MUST_CHECK static bool parse_field(Lang *c, Quote quote, uint32_t *count, bool template)
{
    Lexer *lx = &c->lx;
    if (!kk_lexer_open(lx, 'f', kk_lexer_here(lx)))
        return false;
    bool outermost = lx->hold == NULL;
    if (outermost)
        lx->hold = lx->p;
    size_t offset = (size_t)(lx->p - lx->hold);
    bool ok = kk_depth_enter(c->vm);
    if (ok) {
        ok = kk_lang_next(c) && parse_field_tokens(c, quote, count, offset, template);
        kk_depth_leave(c->vm);
    }
    if (outermost)
        lx->hold = NULL;
    return ok;
}

/* Text and fields up to the end of the literal or the format spec. */
KK_MUST_CHECK static bool parse_text(Lang *c, Quote quote, uint32_t *count, bool in_spec)
{
    for (;;) {
        switch (kk_lex_text(&c->lx, quote, in_spec)) {
        case TEXT_ERROR:
            return false;
        case TEXT_EXPR:
            if (!flush_text(c, count) || !parse_field(c, quote, count, (quote.flags & STR_TEMPLATE) != 0 && !in_spec))
                return false;
            break;
        default:
            return true;
        }
    }
}

bool kk_parse_string(Lang *c)
{
    Lexer *lx = &c->lx;
    uint32_t start = c->ast.top, count = 0;
    bool is_bytes = (lx->str_flags & STR_BYTES) != 0;
    bool format = false, template = (lx->str_flags & STR_TEMPLATE) != 0;
    lx->text_len = 0;
    while (lx->tok == TOK_STRING) {
        Quote quote = {kk_lexer_place(lx), lx->str_flags, lx->str_quote};
        if (((quote.flags & STR_BYTES) != 0) != is_bytes)
            return literal_error(c, quote, "cannot mix bytes and nonbytes literals");
        if (((quote.flags & STR_TEMPLATE) != 0) != template)
            return literal_error(c, quote, "cannot mix t-string literals with string or bytes literals");
        format = format || (quote.flags & STR_FORMAT) != 0;
        if (!parse_text(c, quote, &count, false))
            return false;
        /* A name behind the literal may be looked up while text waits: it is put behind it. */
        if (!kk_lang_next(c))
            return false;
    }
    if (!format)
        return push_text(c, is_bytes);
    /* An f-string without fields is still none of the strings that can be a docstring. */
    if (!flush_text(c, &count) || (count == 0 && (count++, !push_text(c, false))))
        return false;
    return kk_ast_nary(c->vm, &c->ast, template ? N_TEMPLATE : N_JOINED, count, start);
}
