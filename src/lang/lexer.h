/*
 * lexer.h: characters to tokens.
 *
 * The lexer owns a small window of the source that holds at least the current physical line. One
 * token is current; there is no look-ahead. The body of a string literal is not part of its
 * token: the parser asks for it (lex_text.c), which is how f-strings nest.
 *
 * Layer: lang.   Tests: tests/lang/lexer.py, tests/lang/errors/.
 */
#ifndef KK_LANG_LEXER_H
#define KK_LANG_LEXER_H

#include "lang/lang.h"
#include "object/error.h"
#include "object/names.h"

typedef enum Tok {
#define TOKEN(name, text) TOK_##name,
#define BINARY(name, text, level, node) TOK_##name,
#define AUGMENTED(name, text) TOK_##name,
#define KEYWORD(name, text) TOK_##name,
#include "lang/token.def"
#undef TOKEN
#undef BINARY
#undef AUGMENTED
#undef KEYWORD
    TOK_COUNT
} Tok;

enum {
    LEX_BRACKETS = KK_WORD_BITS == 32 ? 32 : 200,
    LEX_INDENTS = KK_WORD_BITS == 32 ? 24 : 100,
    LEX_WINDOW = KK_WORD_BITS == 32 ? 124 : 4096
};

/* How a string literal began. */
enum { STR_BYTES = 1, STR_RAW = 2, STR_FORMAT = 4, STR_TRIPLE = 8, STR_UNICODE = 16, STR_TEMPLATE = 32 };

/*
 * A place in the source, what an error points at: line << PLACE_COL_BITS | column, which counts bytes from the line's
 * start. One word, because the parser hands places around all the time. 0: none.
 */
typedef struct Place {
    uintptr_t at;
} Place;
enum { PLACE_COL_BITS = KK_WORD_BITS == 32 ? 14 : 32 };

/* Columns of ends that are not known: CPython's offset is 0, or -1. */
#define COL_OPEN (UINT32_MAX >> (32 - PLACE_COL_BITS))
#define COL_UNKNOWN (COL_OPEN - 1)

/* A column too far right for a Place is not known. */
KK_INLINE Place kk_place(uint32_t line, uint32_t col)
{
    return (Place){(uintptr_t)line << PLACE_COL_BITS | (col > COL_OPEN ? COL_UNKNOWN : col)};
}
KK_INLINE uint32_t kk_place_line(Place p) { return (uint32_t)(p.at >> PLACE_COL_BITS); }
KK_INLINE uint32_t kk_place_col(Place p) { return (uint32_t)p.at & COL_OPEN; }
KK_INLINE bool kk_place_before(Place a, Place b) { return a.at < b.at; }
/* n bytes behind it. */
KK_INLINE Place kk_place_right(Place p, uint32_t n) { return (Place){p.at + n}; }

typedef struct Lexer {
    /* What every parsing function looks at comes first: the LX106 has short instructions for the first 64 bytes. */
    Tok tok;
    Place tok_place;        /* where the token begins */
    Place end_place;        /* where the token before the current one ended */
    const uint8_t *p;       /* the next character */
    const uint8_t *line_at; /* where the current physical line begins */
    uint32_t line;          /* number of the physical line at p */
    uint32_t brackets;      /* open ones */
    const uint8_t *tok_at;  /* the token begins here; on this line unless tok_place says otherwise */
    uint8_t *text;          /* the body of the current string literal */
    uint32_t text_len, text_cap;
    Vm *vm;
    const Source *source;
    CompileOptions *options;

    /* the window: [buf, end) is filled, *end is 0 */
    uint8_t *end, *buf, *limit;
    uint8_t *own;           /* where it lies as long as lines are short, if there is such a place */
    const uint8_t *hold;    /* text from here on is kept too (f'{x=}'), or NULL */

    uint32_t hash;     /* of a NAME: FNV-1a */
    Value value;       /* of a NUMBER */
    uint8_t str_flags; /* of a STRING */
    uint8_t str_quote;
    uint32_t last_col; /* the length of the line before the current one */
    bool at_eof;       /* the reader has nothing more */
    bool bol;          /* the next token is the first of its line */
    bool latin1;       /* bytes >= 0x80 are characters */
    bool open_end;     /* the text ended inside a bracket or a string: more could come */
    bool blank_end;    /* the last line of the text is empty */
    bool quiet;        /* the text is looked at ahead: no warnings */
    bool need_block;   /* the text ended where a block had to begin or could go on */
    int32_t dedents;   /* DEDENT tokens to deliver */

    uint32_t indents;  /* levels in use, the outermost (0) not counted */
    Place bracket_at[LEX_BRACKETS];
    uint16_t indent[LEX_INDENTS];     /* column with tabs to multiples of 8 */
    uint16_t indent_alt[LEX_INDENTS]; /* with tabs as one column: both must agree */
    uint8_t bracket[LEX_BRACKETS];    /* the character; 'f' for the { of an f-string */
} Lexer;

/* Prepares lx, reads the first bytes and the coding comment. window: LEX_WINDOW bytes that stay where they are (not
 * used with 64-bit words). @gc may collect */
KK_MUST_CHECK bool kk_lexer_init(Lexer *lx, Vm *vm, const Source *source, CompileOptions *options, uint8_t *window);

/* Makes the next token current. @raises SyntaxError and kin  @gc may collect */
KK_MUST_CHECK bool kk_lexer_next(Lexer *lx);

/* The text of the current NAME; valid until the next token. */
KK_INLINE Span kk_lexer_name(const Lexer *lx)
{
    return (Span){lx->tok_at, (size_t)(lx->p - lx->tok_at)};
}
KK_INLINE Place kk_lexer_place(const Lexer *lx) { return lx->tok_place; }
/* Of a character on the current line; of the next one. @gc never */
Place kk_lexer_at(const Lexer *lx, const uint8_t *p);
Place kk_lexer_here(const Lexer *lx);

/* Opening and closing brackets. @raises SyntaxError */
KK_MUST_CHECK bool kk_lexer_open(Lexer *lx, uint8_t bracket, Place at);
KK_MUST_CHECK bool kk_lexer_close(Lexer *lx, uint8_t bracket);

/* ---- source.c ---- */

/*
 * Reads more of the source behind lx->end, moving the window's content. All pointers of lx into the
 * window are moved with it. Sets at_eof when there is no more. @gc may collect
 */
KK_MUST_CHECK bool kk_source_fill(Lexer *lx);
/* The first bytes: BOM and coding comment. */
KK_MUST_CHECK bool kk_source_begin(Lexer *lx);
/* The text of line number `line` as a fresh str, kk_none when it cannot be had. @gc may collect */
KK_MUST_CHECK Value kk_source_line(Lexer *lx, uint32_t line);

/* ---- lex_number.c ---- */

/* p is at the first digit (or the dot): reads the NUMBER to lx->value. */
KK_MUST_CHECK bool kk_lex_number(Lexer *lx);

/* ---- lex_unicode.c ---- */

/* The NAME has characters beyond ASCII: all of them can be part of one. @raises SyntaxError */
KK_MUST_CHECK bool kk_lex_unicode_check(Lexer *lx);

/* ---- lex_text.c ---- */

typedef enum TextEnd {
    TEXT_ERROR,   /* exception pending */
    TEXT_DONE,    /* behind the closing quote */
    TEXT_EXPR,    /* behind a { of an f-string */
    TEXT_SPEC_END /* at the } that ends a format spec, only when in_spec */
} TextEnd;

typedef struct Quote {
    Place at; /* of the literal */
    uint8_t flags, quote;
} Quote;

/* Appends the body of the literal, decoded, to lx->text up to the closing quote or a replacement
 * field. */
KK_MUST_CHECK TextEnd kk_lex_text(Lexer *lx, Quote quote, bool in_spec);
/* Behind the end of the literal whose body p is in: where CPython says that its errors are.
 * *braces: there is a closing brace before that. @gc may collect */
Place kk_lex_text_end(Lexer *lx, Quote quote, bool *brace);
/* f or t: of which kind of string messages speak. */
KK_INLINE int kk_lex_text_letter(Quote quote) { return quote.flags & STR_TEMPLATE ? 't' : 'f'; }
/* Appends bytes to lx->text. @gc may collect */
KK_MUST_CHECK bool kk_lex_text_append(Lexer *lx, const uint8_t *bytes, size_t n);

/* ---- lex_ahead.c ---- */

/* The current NAME is `match`, first in its statement: what follows makes it a match statement.
 * Nothing is consumed, errors in the text are left for later. @gc may collect */
bool kk_lex_ahead_subject(Lexer *lx);

/* Behind the current NAME there is another one. Nothing is consumed. @gc may collect */
bool kk_lex_ahead_name(Lexer *lx);

/* ---- lang_error.c ---- */

/* Raises a SyntaxError (or kin) that points from `at` to `end` (end 0: just there). Returns
 * false. at 0: no place at all. message: a str or KK_ERROR. @gc may collect */
bool kk_lang_error_raise(Lexer *lx, const TypeObj *type, Place at, Place end, Value message);
/* The same with a message as for kk_format_message. */
bool kk_lang_error_kind(Lexer *lx, const TypeObj *type, Place at, Place end, const char *format, ...);
/* A SyntaxError. */
bool kk_lang_error_at(Lexer *lx, Place at, Place end, const char *format, ...);
/* One at the current token. */
bool kk_lang_error(Lexer *lx, const char *format, ...);
/* Warnings: only on computers, and only when the module warnings is loaded. */
enum { LANG_WARNINGS = KK_WORD_BITS == 64 };
/* warnings.warn_explicit(message, category, file, line of `at`). An error that a filter makes of it becomes a
 * SyntaxError from `at` to `end`. message: a str or KK_ERROR. @raises what the module raises  @gc may collect */
KK_MUST_CHECK bool kk_lang_error_warn(Lexer *lx, const TypeObj *category, Place at, Place end, Value message);
#define kk_lang_warn(lx, category, at, end, ...)                                                   \
    (!LANG_WARNINGS ||                                                                             \
     kk_lang_error_warn(lx, category, at, end, kk_format_message((lx)->vm, __VA_ARGS__)))
/* A NUL in the text. Returns false. */
bool kk_lang_error_null(Lexer *lx);

#endif
