/*
 * lex_ahead.c: looking ahead in the text, for the words that are keywords only at some places.
 *
 * `match (x)` is a call unless the line ends with a colon: the rest of the logical line is read as
 * tokens and then read again. The window keeps it that long (Lexer.hold).
 *
 * Layer: lang.   Tests: tests/lang/match/soft_keywords.py.
 */
#include "lang/lexer.h"

#include "object/ops.h"

/* The state that `saved` is of, with the window as it is now; line_at was held. */
static void go_back(Lexer *lx, const Lexer *saved)
{
    Lexer back = *saved;
    const uint8_t *line = lx->hold;
    back.buf = lx->buf;
    back.end = lx->end;
    back.limit = lx->limit;
    back.at_eof = lx->at_eof;
    back.text = lx->text;
    back.text_cap = lx->text_cap;
    back.line_at = line;
    back.p = line + (saved->p - saved->line_at);
    back.tok_at = line + (saved->tok_at - saved->line_at);
    *lx = back;
}

/* Steps over the current token. false: an exception is pending. */
KK_MUST_CHECK static bool skip_token(Lexer *lx)
{
    if (lx->tok == TOK_STRING) {
        Quote quote = {kk_lexer_place(lx), lx->str_flags & (uint8_t)~STR_FORMAT, lx->str_quote};
        lx->text_len = 0;
        if (kk_lex_text(lx, quote, false) == TEXT_ERROR)
            return false;
        lx->text_len = 0;
    }
    return kk_lexer_next(lx);
}

/* The logical line ends with a colon. false also for what cannot be read as tokens. */
static bool ends_with_colon(Lexer *lx)
{
    Tok last = TOK_COUNT;
    while (lx->tok != TOK_NEWLINE && lx->tok != TOK_END) {
        last = lx->tok;
        if (!skip_token(lx)) {
            (void)kk_pending_take(lx->vm);
            return false;
        }
    }
    return last == TOK_COLON;
}

/* The token in front of the current one was the word: a statement begins with it. */
static bool is_statement(Lexer *lx)
{
    switch (lx->tok) {
    case TOK_NAME:
    case TOK_NUMBER:
    case TOK_STRING:
    case TOK_LBRACE:
    case TOK_TILDE:
    case TOK_DOTS:
    case TOK_None:
    case TOK_True:
    case TOK_False:
    case TOK_lambda:
    case TOK_await:
        return true;
    case TOK_not:
        if (kk_lexer_next(lx))
            return lx->tok != TOK_in;
        (void)kk_pending_take(lx->vm);
        return true;
    case TOK_LPAR:
    case TOK_LSQB:
    case TOK_STAR:
    case TOK_MINUS:
    case TOK_PLUS:
        return ends_with_colon(lx);
    default:
        return false;
    }
}

bool kk_lex_ahead_name(Lexer *lx)
{
    Lexer saved = *lx;
    lx->hold = lx->line_at;
    bool is = kk_lexer_next(lx);
    if (!is)
        (void)kk_pending_take(lx->vm);
    is = is && lx->tok == TOK_NAME;
    go_back(lx, &saved);
    return is;
}

bool kk_lex_ahead_subject(Lexer *lx)
{
    Lexer saved = *lx;
    bool is = false;
    lx->quiet = true;
    lx->hold = lx->line_at;
    if (kk_lexer_next(lx))
        is = is_statement(lx);
    else
        (void)kk_pending_take(lx->vm);
    go_back(lx, &saved);
    return is;
}
