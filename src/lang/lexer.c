/*
 * lexer.c: characters to tokens: names, operators, indentation, brackets.
 *
 * One table says what a character may begin; it is of words, because it is read from flash for
 * every character. Names are hashed while they are scanned, and the hash finds both reserved words
 * and names already seen. A NUL behind the window's end stops every scanning loop, so that none of
 * them compares with the end.
 *
 * Layer: lang.   Tests: tests/lang/lexer.py, tests/lang/errors/.
 */
#include "lang/lexer.h"

#include "base/utf8.h"
#include "lang/keywords.h"

/* What a character may begin (low 4 bits), whether it can go on a name, and the token it makes. */
enum {
    C_BAD,
    C_NAME,
    C_DIGIT,
    C_BLANK,
    C_NEWLINE,
    C_QUOTE,
    C_SINGLE,
    C_EQ,
    C_DOUBLE,
    C_OPEN,
    C_CLOSE,
    C_COLON,
    C_DOT,
    C_BACKSLASH,
    C_COMMENT,
    C_END,
    C_MASK = 15,
    C_WORD = 16,
    C_TOKEN_SHIFT = 8
};

#define B C_BAD
#define N (C_NAME | C_WORD)
#define D (C_DIGIT | C_WORD)
#define S C_BLANK
#define L C_NEWLINE
#define Q C_QUOTE
#define T(kind, tok) ((uint32_t)(kind) | (uint32_t)TOK_##tok << C_TOKEN_SHIFT)

/* clang-format off */
static const uint32_t char_class[128] = {
    C_END, B, B, B, B, B, B, B, B, S, L, B, S, L, B, B,
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    S, T(C_EQ, BANG), Q, C_COMMENT, B, T(C_EQ, PERCENT), T(C_EQ, AMP), Q,
    T(C_OPEN, LPAR), T(C_CLOSE, RPAR), T(C_DOUBLE, STAR), T(C_EQ, PLUS),
    T(C_SINGLE, COMMA), T(C_EQ, MINUS), C_DOT, T(C_DOUBLE, SLASH),
    D, D, D, D, D, D, D, D, D, D,
    C_COLON, T(C_SINGLE, SEMI), T(C_DOUBLE, LT), T(C_EQ, EQUAL), T(C_DOUBLE, GT), B,
    T(C_EQ, AT), N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N,
    T(C_OPEN, LSQB), C_BACKSLASH, T(C_CLOSE, RSQB), T(C_EQ, CARET), N,
    B, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N,
    T(C_OPEN, LBRACE), T(C_EQ, PIPE), T(C_CLOSE, RBRACE), T(C_SINGLE, TILDE), B,
};
/* clang-format on */
#undef B
#undef N
#undef D
#undef S
#undef L
#undef Q
#undef T

KK_INLINE uint32_t class_of(uint32_t c)
{
    return c < 128 ? char_class[c] : (uint32_t)(C_NAME | C_WORD);
}

bool kk_lexer_init(Lexer *lx, Vm *vm, const Source *source, CompileOptions *options, uint8_t *window)
{
    memset(lx, 0, sizeof *lx);
    lx->vm = vm;
    lx->source = source;
    lx->options = options;
    lx->own = KK_WORD_BITS == 32 ? window : NULL;
    lx->line = 1;
    lx->tok_place = kk_place(1, 0);
    lx->bol = true;
    return kk_source_begin(lx);
}

Place kk_lexer_at(const Lexer *lx, const uint8_t *p) { return kk_place(lx->line, (uint32_t)(p - lx->line_at)); }
Place kk_lexer_here(const Lexer *lx) { return kk_lexer_at(lx, lx->p); }

/* p is at a 0 byte: true when there is more to read behind it now; false: the end, or *error. */
KK_MUST_CHECK static bool refill(Lexer *lx, bool *error)
{
    if (lx->p != lx->end)
        return false;
    while (!lx->at_eof && lx->p == lx->end) {
        if (!kk_source_fill(lx)) {
            *error = true;
            return false;
        }
    }
    return lx->p != lx->end;
}

/* ---- brackets ---- */

bool kk_lexer_open(Lexer *lx, uint8_t bracket, Place at)
{
    uint32_t n = lx->brackets;
    if (n == LEX_BRACKETS)
        return kk_lang_error_at(lx, at, kk_place(0, 0),
                                "too many nested parentheses");
    lx->bracket[n] = bracket;
    lx->bracket_at[n] = at;
    lx->brackets = n + 1;
    return true;
}

bool kk_lexer_close(Lexer *lx, uint8_t bracket)
{
    Place at = kk_lexer_place(lx);
    if (lx->brackets == 0)
        return kk_lang_error_at(lx, at, at, "unmatched '%c'", bracket);
    uint32_t n = lx->brackets - 1;
    uint8_t open = lx->bracket[n];
    uint8_t want = open == '(' ? ')' : open == '[' ? ']' : '}';
    if (want == bracket) {
        lx->brackets = n;
        return true;
    }
    if (open == 'f')
        return kk_lang_error_at(lx, at, at, "f-string: unmatched '%c'", bracket);
    if (kk_place_line(lx->bracket_at[n]) != lx->line)
        return kk_lang_error_at(lx, at, at,
            "closing parenthesis '%c' does not match opening parenthesis '%c' on line %u", bracket, open,
            (unsigned)kk_place_line(lx->bracket_at[n]));
    return kk_lang_error_at(lx, at, at,
                            "closing parenthesis '%c' does not match opening parenthesis '%c'", bracket, open);
}

/* ---- lines and indentation ---- */

/* Steps behind the line end at p. */
KK_MUST_CHECK static bool skip_newline(Lexer *lx)
{
    bool error = false;
    lx->last_col = (uint32_t)(lx->p - lx->line_at);
    if (*lx->p++ == '\r') {
        if (*lx->p == 0 && !refill(lx, &error) && error)
            return false;
        if (*lx->p == '\n')
            lx->p++;
    }
    lx->line++;
    lx->line_at = lx->p;
    return true;
}

/* p is at a '#': goes to the end of the line. */
KK_MUST_CHECK static bool skip_comment(Lexer *lx)
{
    bool error = false;
    for (;;) {
        const uint8_t *p = lx->p;
        while (*p != 0 && *p != '\n' && *p != '\r')
            p++;
        lx->p = p;
        if (*p != 0 || !refill(lx, &error))
            return !error;
    }
}

/* p is behind a backslash outside strings: joins the next line. */
KK_MUST_CHECK static bool join_line(Lexer *lx)
{
    bool error = false;
    if (*lx->p == 0 && !refill(lx, &error) && error)
        return false;
    if (*lx->p != '\n' && *lx->p != '\r') {
        lx->open_end = *lx->p == 0;
        return kk_lang_error_at(lx, kk_lexer_here(lx),
                                kk_place(lx->line, lx->open_end ? COL_UNKNOWN : COL_OPEN), lx->open_end
                                    ? "unexpected EOF while parsing"
                                    : "unexpected character after line continuation character");
    }
    if (!skip_newline(lx))
        return false;
    if (*lx->p == 0 && !refill(lx, &error)) {
        if (error)
            return false;
        lx->open_end = true;
        return kk_lang_error_at(lx, kk_place(lx->line - 1, lx->last_col),
                                kk_place(lx->line - 1, COL_UNKNOWN), "unexpected EOF while parsing");
    }
    return true;
}

/* Behind the last character of the current line, as far as it has been read. */
static Place line_end(const Lexer *lx)
{
    const uint8_t *p = lx->p;
    while (*p != 0 && *p != '\n' && *p != '\r')
        p++;
    return kk_lexer_at(lx, p);
}

/* Compares the new line's columns with the open levels; sets dedents or makes an INDENT. */
KK_MUST_CHECK static bool set_indent(Lexer *lx, uint32_t col, uint32_t alt, bool *indent)
{
    uint32_t n = lx->indents;
    uint32_t top = n == 0 ? 0 : lx->indent[n - 1], top_alt = n == 0 ? 0 : lx->indent_alt[n - 1];
    Place here = kk_lexer_here(lx);
    if (col > 0xFFFF)
        return kk_lang_error_kind(lx, &kk_type_IndentationError, here, kk_place(0, 0),
                                "too many levels of indentation");
    if ((col > top) != (alt > top_alt) || (col == top) != (alt == top_alt))
        return kk_lang_error_kind(lx, &kk_type_TabError, kk_place(lx->line, 0), kk_place(lx->line, COL_OPEN),
                                "inconsistent use of tabs and spaces in indentation");
    if (col == top)
        return true;
    if (col > top) {
        if (n == LEX_INDENTS)
            return kk_lang_error_kind(lx, &kk_type_IndentationError, here, kk_place(0, 0),
                                    "too many levels of indentation");
        lx->indent[n] = (uint16_t)col;
        lx->indent_alt[n] = (uint16_t)alt;
        lx->indents = n + 1;
        *indent = true;
        return true;
    }
    while (n > 0 && lx->indent[n - 1] > col)
        n--;
    if ((n == 0 ? 0 : lx->indent[n - 1]) != col)
        return kk_lang_error_kind(lx, &kk_type_IndentationError, line_end(lx), kk_place(lx->line, COL_UNKNOWN),
                                "unindent does not match any outer indentation level");
    if ((n == 0 ? 0 : lx->indent_alt[n - 1]) != alt)
        return kk_lang_error_kind(lx, &kk_type_TabError, kk_place(lx->line, 0), kk_place(lx->line, COL_OPEN),
                                "inconsistent use of tabs and spaces in indentation");
    lx->dedents = (int32_t)(lx->indents - n);
    lx->indents = n;
    return true;
}

/* At the beginning of a line: skips blank lines, measures the indentation of the first other one.
 */
KK_MUST_CHECK static bool begin_line(Lexer *lx, bool *indent)
{
    for (;;) {
        uint32_t col = 0, alt = 0;
        bool error = false;
        for (;;) {
            uint8_t c = *lx->p;
            if (c == ' ') {
                col++, alt++;
            } else if (c == '\t') {
                col = (col | 7) + 1, alt++;
            } else if (c == '\f') {
                col = alt = 0;
            } else if (c == 0) {
                if (!refill(lx, &error))
                    break;
                continue;
            } else {
                break;
            }
            lx->p++;
        }
        if (error)
            return false;
        uint8_t c = *lx->p;
        if (c == 0 && lx->p == lx->end) {
            lx->dedents = (int32_t)lx->indents;
            lx->indents = 0;
            return true;
        }
        bool comment = c == '#';
        if (comment) {
            if (!skip_comment(lx))
                return false;
            c = *lx->p;
            if (c == 0)
                continue;
        }
        lx->blank_end = !comment && (c == '\n' || c == '\r');
        if (c == '\\') {
            lx->p++;
            if (!join_line(lx))
                return false;
            c = *lx->p;
        }
        if (c != '\n' && c != '\r')
            return set_indent(lx, col, alt, indent);
        if (!skip_newline(lx))
            return false;
    }
}

/* ---- tokens ---- */

/* p is at a name: scans it, and turns it into a string prefix or a reserved word where it is one.
 */
KK_MUST_CHECK static bool scan_name(Lexer *lx)
{
    uint32_t hash = 2166136261u, all = 0;
    bool error = false;
    for (;;) {
        const uint8_t *p = lx->p;
        uint32_t c;
        while (class_of(c = *p) & C_WORD) {
            hash = (hash ^ c) * 16777619u;
            all |= c;
            p++;
        }
        lx->p = p;
        if (c != 0 || !refill(lx, &error))
            break;
    }
    if (error)
        return false;
    lx->hash = hash;
    lx->tok = TOK_NAME;
    if (all >= 0x80)
        return kk_lex_unicode_check(lx);
    size_t n = (size_t)(lx->p - lx->tok_at);
    if (n <= KEYWORD_MAX)
        lx->tok = kk_keywords_find(lx->tok_at, n, hash);
    return true;
}

/* The STR_ flags that a name of n <= 2 letters in front of a quote means; false: none. */
static bool string_prefix(const uint8_t *at, size_t n, uint8_t *flags)
{
    uint8_t seen = 0;
    for (size_t i = 0; i < n; i++) {
        uint8_t c = at[i] | 0x20;
        uint8_t flag = c == 'r'   ? STR_RAW
                       : c == 'b' ? STR_BYTES
                       : c == 'f' ? STR_FORMAT
                       : c == 'u' ? STR_UNICODE
                       : c == 't' ? STR_TEMPLATE
                                  : 0;
        if (flag == 0 || (seen & flag) != 0)
            return false;
        seen |= flag;
    }
    if (seen & STR_TEMPLATE) {
        if (seen & ~(STR_TEMPLATE | STR_RAW))
            return false;
        seen |= STR_FORMAT;
    }
    if ((seen & STR_BYTES && seen & STR_FORMAT) || (seen & STR_UNICODE && n > 1))
        return false;
    *flags = seen;
    return true;
}

/* p is at the quote. */
KK_MUST_CHECK static bool begin_string(Lexer *lx, uint8_t flags)
{
    uint8_t quote = *lx->p;
    bool error = false;
    lx->tok = TOK_STRING;
    /* A third quote may be behind the window's end. */
    while (lx->end - lx->p < 3 && !lx->at_eof && !error) {
        if (!kk_source_fill(lx))
            error = true;
    }
    if (error)
        return false;
    lx->p++;
    if (lx->p[0] == quote && lx->p[1] == quote) {
        flags |= STR_TRIPLE;
        lx->p += 2;
    }
    lx->str_flags = flags;
    lx->str_quote = quote;
    return true;
}

/* Looks at the character behind the one at p, which may be behind the window's end. */
KK_MUST_CHECK static bool peek(Lexer *lx, uint8_t *c)
{
    bool error = false;
    lx->p++;
    if (*lx->p == 0 && !refill(lx, &error) && error)
        return false;
    *c = *lx->p;
    return true;
}

KK_MUST_CHECK static bool scan_dot(Lexer *lx)
{
    uint8_t c;
    while (lx->end - lx->p < 3 && !lx->at_eof) {
        if (!kk_source_fill(lx))
            return false;
    }
    c = lx->p[1];
    if (kk_is_digit(c))
        return kk_lex_number(lx);
    if (c == '.' && lx->p[2] == '.') {
        lx->p += 3;
        lx->tok = TOK_DOTS;
        return true;
    }
    lx->p++;
    lx->tok = TOK_DOT;
    return true;
}

/* The operator that `first` and a following '=' make. */
static Tok with_equals(Tok first)
{
    switch (first) {
    case TOK_EQUAL:
        return TOK_EQ;
    case TOK_BANG:
        return TOK_NE;
    case TOK_LT:
        return TOK_LE;
    case TOK_GT:
        return TOK_GE;
    default:
        return (Tok)(first - TOK_PLUS + TOK_PLUS_EQ);
    }
}

/* An operator whose first character is not all of it, perhaps. */
KK_MUST_CHECK static bool scan_operator(Lexer *lx, Tok tok, bool doubles)
{
    uint8_t first = *lx->p, c;
    if (!peek(lx, &c))
        return false;
    if (doubles && c == first) {
        tok = first == '*'   ? TOK_DSTAR
              : first == '/' ? TOK_DSLASH
              : first == '<' ? TOK_LSHIFT
                             : TOK_RSHIFT;
        if (!peek(lx, &c))
            return false;
    }
    bool inside_field = lx->brackets > 0 && lx->bracket[lx->brackets - 1] == 'f';
    if (c == '=') {
        lx->p++;
        tok = with_equals(tok);
    } else if (tok == TOK_MINUS && c == '>') {
        lx->p++;
        tok = TOK_ARROW;
    } else if (tok == TOK_LT && c == '>') {
        lx->p++;
        tok = TOK_BAD;
    } else if (tok == TOK_BANG && !inside_field) {
        tok = TOK_BAD;
    }
    lx->tok = tok;
    return true;
}

KK_MUST_CHECK static bool scan_colon(Lexer *lx)
{
    uint8_t c;
    if (!peek(lx, &c))
        return false;
    lx->tok = TOK_COLON;
    /* In an f-string's field a colon begins the format. */
    if (c == '=' && !(lx->brackets > 0 && lx->bracket[lx->brackets - 1] == 'f')) {
        lx->p++;
        lx->tok = TOK_WALRUS;
    }
    return true;
}

/* A character that begins no token. */
KK_MUST_CHECK static bool scan_bad(Lexer *lx, uint8_t c)
{
    lx->tok = TOK_BAD;
    if (c < 0x20 || c == 0x7F)
        return kk_lang_error(lx, "invalid non-printable character U+00%c%c",
                             "0123456789ABCDEF"[c >> 4], "0123456789ABCDEF"[c & 15]);
    lx->p++;
    return true;
}

/* p is at a NUL: the end of the text, or a NUL in it. */
KK_MUST_CHECK static bool scan_end(Lexer *lx)
{
    if (lx->p != lx->end)
        return kk_lang_error_null(lx);
    lx->tok = TOK_END;
    lx->open_end = true;
    return true;
}

/* The tokens that stand for lines and levels; *done when there is one. */
KK_MUST_CHECK static bool next_line_token(Lexer *lx, bool *done)
{
    *done = true;
    if (lx->bol) {
        bool indent = false;
        lx->bol = false;
        lx->dedents = 0;
        if (!begin_line(lx, &indent))
            return false;
        lx->tok_at = lx->p;
        bool end = lx->p == lx->end && lx->line > 1;
        lx->tok_place = end ? kk_place(lx->line - 1, lx->last_col) : kk_lexer_here(lx);
        if (indent) {
            lx->tok = TOK_INDENT;
            return true;
        }
    }
    if (lx->dedents > 0) {
        lx->dedents--;
        lx->tok = TOK_DEDENT;
        return true;
    }
    *done = false;
    return true;
}

/* Scans the token at p, whose class is known; not blanks and newlines. */
KK_MUST_CHECK static bool scan_token(Lexer *lx, uint32_t cls)
{
    Tok tok = (Tok)(cls >> C_TOKEN_SHIFT);
    uint8_t flags;
    switch (cls & C_MASK) {
    case C_NAME:
        if (!scan_name(lx))
            return false;
        if ((*lx->p == '"' || *lx->p == '\'') && lx->p - lx->tok_at <= 2 &&
            string_prefix(lx->tok_at, (size_t)(lx->p - lx->tok_at), &flags))
            return begin_string(lx, flags);
        return true;
    case C_DIGIT:
        return kk_lex_number(lx);
    case C_QUOTE:
        return begin_string(lx, 0);
    case C_SINGLE:
        lx->p++;
        lx->tok = tok;
        return true;
    case C_OPEN:
        lx->tok = tok;
        return kk_lexer_open(lx, *lx->p++, kk_lexer_place(lx));
    case C_CLOSE:
        lx->tok = tok;
        return kk_lexer_close(lx, *lx->p++);
    case C_EQ:
        return scan_operator(lx, tok, false);
    case C_DOUBLE:
        return scan_operator(lx, tok, true);
    case C_COLON:
        return scan_colon(lx);
    case C_DOT:
        return scan_dot(lx);
    case C_END:
        return scan_end(lx);
    default:
        return scan_bad(lx, *lx->p);
    }
}

/* A line end at p outside brackets. */
KK_MUST_CHECK static bool scan_newline(Lexer *lx)
{
    bool error = false;
    lx->tok = TOK_NEWLINE;
    lx->bol = true;
    /* line and line_at stay those of the line that ends here, for messages, until the next token.
     */
    if (*lx->p == '\r' && lx->p[1] == 0) {
        lx->p++;
        if (!refill(lx, &error) && error)
            return false;
        lx->p--;
    }
    return true;
}

bool kk_lexer_next(Lexer *lx)
{
    bool error = false, done;
    lx->end_place = kk_lexer_here(lx);
    if (lx->bol || lx->dedents > 0) {
        if (lx->bol && lx->tok == TOK_NEWLINE && !skip_newline(lx))
            return false;
        if (!next_line_token(lx, &done))
            return false;
        if (done)
            return true;
    }
    for (;;) {
        uint32_t c = *lx->p;
        uint32_t cls = class_of(c);
        switch (cls & C_MASK) {
        case C_BLANK:
            lx->p++;
            continue;
        case C_END:
            if (refill(lx, &error))
                continue;
            if (error)
                return false;
            break;
        case C_COMMENT:
            if (!skip_comment(lx))
                return false;
            continue;
        case C_BACKSLASH:
            lx->p++;
            if (!join_line(lx))
                return false;
            continue;
        case C_NEWLINE:
            if (lx->brackets == 0)
                break;
            if (!skip_newline(lx))
                return false;
            continue;
        default:
            break;
        }
        lx->tok_at = lx->p;
        if ((cls & C_MASK) == C_END && lx->line > 1) {
            /* The end is shown behind the last line. */
            lx->tok_place = kk_place(lx->line - 1, lx->last_col);
            return scan_end(lx);
        }
        lx->tok_place = kk_lexer_here(lx);
        return (cls & C_MASK) == C_NEWLINE ? scan_newline(lx) : scan_token(lx, cls);
    }
}
