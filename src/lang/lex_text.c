/*
 * lex_text.c: the bodies of string literals.
 *
 * A body is decoded as it is read: escapes become bytes, line ends become '\n'. The result grows in
 * lx->text; the source text of a long literal is therefore never in memory as a whole.
 *
 * Layer: lang.   Tests: tests/lang/strings.py, tests/lang/errors/strings.py.
 */
#include "base/utf8.h"
#include "lang/lexer.h"
#include "object/uniname.h"

bool kk_lex_text_append(Lexer *lx, const uint8_t *bytes, size_t n)
{
    if (n > lx->text_cap - lx->text_len) {
        size_t cap = lx->text_len + lx->text_len / 2 + n + 24;
        if (cap > KK_LEN_MAX || cap > UINT32_MAX) {
            kk_raise_memory(lx->vm);
            return false;
        }
        Value blob = kk_blob_new(lx->vm, cap);
        if (blob == KK_ERROR)
            return false;
        uint8_t *fresh = KK_OBJ(BlobObj, blob)->at;
        if (lx->text_len > 0)
            memcpy(fresh, lx->text, lx->text_len);
        lx->text = fresh;
        lx->text_cap = (uint32_t)cap;
    }
    if (n > 0)
        memcpy(lx->text + lx->text_len, bytes, n);
    lx->text_len += (uint32_t)n;
    return true;
}

KK_MUST_CHECK static bool append_byte(Lexer *lx, uint32_t c)
{
    uint8_t b = (uint8_t)c;
    return kk_lex_text_append(lx, &b, 1);
}

KK_MUST_CHECK static bool append_char(Lexer *lx, uint32_t c)
{
    uint8_t out[4];
    return kk_lex_text_append(lx, out, kk_utf8_encode(c, out));
}

static bool unterminated(Lexer *lx, Quote quote)
{
    bool brace;
    uint32_t line = lx->line - (lx->p == lx->line_at && lx->line > kk_place_line(quote.at));
    if (lx->brackets > 0 && lx->bracket[lx->brackets - 1] == 'f')
        return kk_lang_error_at(lx, kk_lex_text_end(lx, quote, &brace),
                                kk_place(0, 0), "f-string: expecting '}'");
    if (quote.flags & STR_TRIPLE) {
        lx->open_end = true;
        return kk_lang_error_at(lx, quote.at, kk_place(0, 0),
                                "unterminated triple-quoted string literal (detected at line %u)",
                                (unsigned)line);
    }
    return kk_lang_error_at(lx, quote.at, kk_place(0, 0),
                            "unterminated string literal (detected at line %u)", (unsigned)line);
}

/* The byte at p, after reading more if need be; 0: the end of the source (or a NUL in it). */
KK_MUST_CHECK static bool current(Lexer *lx, uint8_t *c)
{
    while (*lx->p == 0 && lx->p == lx->end && !lx->at_eof) {
        if (!kk_source_fill(lx))
            return false;
    }
    *c = *lx->p;
    return true;
}

Place kk_lex_text_end(Lexer *lx, Quote quote, bool *brace)
{
    const uint8_t *p = lx->p;
    *brace = false;
    for (; *p != 0 && *p != '\n' && *p != '\r'; p++) {
        *brace = *brace || *p == '}';
        if (*p == '\\' && p[1] != 0 && p[1] != '\n') {
            p++;
        } else if (*p == quote.quote) {
            p += quote.flags & STR_TRIPLE && p[1] == *p ? 3 : 1;
            break;
        }
    }
    return kk_place(lx->line, (uint32_t)(p - lx->line_at));
}

/* A bad escape: `length` characters of the literal from the backslash on make no sense. */
KK_SAYS(bad_escape, 4)
static bool bad_escape(Lexer *lx, Quote quote, uint32_t start, int length, const char *what)
{
    bool brace;
    Place at = kk_lex_text_end(lx, quote, &brace);
    if (quote.flags & STR_BYTES)
        return kk_lang_error_at(lx, at, kk_place(0, 0),
                                "(value error) invalid \\x escape at position %u", (unsigned)start);
    return kk_lang_error_at(lx, at, kk_place(0, 0),
        "(unicode error) 'unicodeescape' codec can't decode bytes in position %u-%u: %s",
        (unsigned)start, (unsigned)start + (unsigned)length - 1, what);
}

/* p is behind \x, \u or \U: reads exactly n hex digits. */
KK_MUST_CHECK static bool hex_escape(Lexer *lx, Quote quote, int n)
{
    uint32_t value = 0, start = lx->text_len;
    uint8_t c;
    for (int i = 0; i < n; i++) {
        if (!current(lx, &c))
            return false;
        int digit = kk_is_digit(c) ? c - '0' : kk_is_lower(c | 0x20) ? (c | 0x20) - 'a' + 10 : 16;
        if (digit > 15)
            return bad_escape(lx, quote, start, i + 2,
                              n == 2   ? "truncated \\xXX escape"
                              : n == 4 ? "truncated \\uXXXX escape"
                                       : "truncated \\UXXXXXXXX escape");
        value = value << 4 | (uint32_t)digit;
        lx->p++;
    }
    if (value > 0x10FFFF)
        return bad_escape(lx, quote, start, n + 2, "illegal Unicode character");
    return quote.flags & STR_BYTES ? append_byte(lx, value) : append_char(lx, value);
}

KK_MUST_CHECK static bool octal_escape(Lexer *lx, Quote quote, uint32_t value)
{
    uint8_t c;
    for (int i = 0; i < 2; i++) {
        if (!current(lx, &c))
            return false;
        if (c < '0' || c > '7')
            break;
        value = value * 8 + c - '0';
        lx->p++;
    }
    return quote.flags & STR_BYTES ? append_byte(lx, value) : append_char(lx, value);
}

/* \N{name}. p is behind the N. */
KK_MUST_CHECK static bool named_escape(Lexer *lx, Quote quote)
{
    uint32_t start = lx->text_len;
    uint8_t c, name[KK_UNINAME_MAX];
    int n = 2;
    if (!current(lx, &c))
        return false;
    if (c == '{') {
        while (c != '}' && c != 0 && c != quote.quote && c != '\n') {
            lx->p++;
            n++;
            if (!current(lx, &c))
                return false;
            if (n - 3 < KK_UNINAME_MAX)
                name[n - 3] = c;
        }
        if (c == '}' && n > 3) {
            uint32_t found = n - 3 < KK_UNINAME_MAX ? kk_uniname_find((Span){name, (size_t)n - 3}) : KK_UNINAME_NONE;
            if (found == KK_UNINAME_NONE)
                return bad_escape(lx, quote, start, n + 1, "unknown Unicode character name");
            lx->p++;
            return append_char(lx, found);
        }
    }
    return bad_escape(lx, quote, start, n, "malformed \\N character escape");
}

/* Steps over the line end at p and appends it as '\n', unless `join`. */
KK_MUST_CHECK static bool line_end(Lexer *lx, bool join)
{
    uint8_t c = *lx->p++;
    if (c == '\r') {
        if (!current(lx, &c))
            return false;
        if (c == '\n')
            lx->p++;
    }
    lx->line++;
    lx->line_at = lx->p;
    return join || append_byte(lx, '\n');
}

/* p is behind the backslash. */
KK_MUST_CHECK static bool escape(Lexer *lx, Quote quote)
{
    static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
    uint8_t c;
    if (!current(lx, &c))
        return false;
    if (c == 0)
        return unterminated(lx, quote);
    if (quote.flags & STR_RAW) {
        if (!append_byte(lx, '\\'))
            return false;
        if (c == '\n' || c == '\r')
            return line_end(lx, false);
        /* The braces of a raw f-string are braces behind a backslash, too. */
        if ((quote.flags & STR_FORMAT) != 0 && (c == '{' || c == '}'))
            return true;
        lx->p++;
        return append_byte(lx, c);
    }
    if (c == '\n' || c == '\r')
        return line_end(lx, true);
    for (const uint8_t *f = (const uint8_t *)from; kk_rom_byte(f) != 0; f++) {
        if (kk_rom_byte(f) == c) {
            lx->p++;
            return append_byte(lx, kk_rom_byte((const uint8_t *)to + (f - (const uint8_t *)from)));
        }
    }
    if (c >= '0' && c <= '7') {
        lx->p++;
        return octal_escape(lx, quote, c - (uint32_t)'0');
    }
    bool wide = !(quote.flags & STR_BYTES);
    if (c == 'x' || (wide && (c == 'u' || c == 'U' || c == 'N'))) {
        lx->p++;
        return c == 'N' ? named_escape(lx, quote)
                        : hex_escape(lx, quote,
                                     c == 'x'   ? 2
                                     : c == 'u' ? 4
                                                : 8);
    }
    /* An unknown escape stands for itself; what follows the backslash is ordinary text. */
    return kk_lang_warn(lx, &kk_type_DeprecationWarning, quote.at, kk_place(0, 0), "invalid escape sequence '\\%c'", c) &&
           append_byte(lx, '\\');
}

static bool not_ascii(Lexer *lx, Quote quote)
{
    bool brace;
    return kk_lang_error_at(lx, kk_lex_text_end(lx, quote, &brace), kk_place(0, 0),
                            "bytes can only contain ASCII literal characters");
}

/* Appends the run of ordinary characters at p. */
KK_MUST_CHECK static bool plain_run(Lexer *lx, Quote quote)
{
    const uint8_t *p = lx->p;
    bool ascii_only = (quote.flags & STR_BYTES) != 0, format = (quote.flags & STR_FORMAT) != 0;
    for (;; p++) {
        uint8_t c = *p;
        if (c == 0 || c == quote.quote || c == '\\' || c == '\n' || c == '\r')
            break;
        if (format && (c == '{' || c == '}'))
            break;
        if (ascii_only && c >= 0x80)
            return not_ascii(lx, quote);
    }
    const uint8_t *from = lx->p;
    lx->p = p;
    return p == from || kk_lex_text_append(lx, from, (size_t)(p - from));
}

/* p is at a brace of an f-string. TEXT_DONE: it was doubled and the text goes on. */
KK_MUST_CHECK static TextEnd brace(Lexer *lx, Quote quote, bool in_spec)
{
    uint8_t c = *lx->p++, next;
    if (c == '}' && in_spec)
        return TEXT_SPEC_END;
    if (!current(lx, &next))
        return TEXT_ERROR;
    if (c == next && !in_spec) {
        lx->p++;
        return append_byte(lx, c) ? TEXT_DONE : TEXT_ERROR;
    }
    if (c == '{')
        return TEXT_EXPR;
    bool more;
    kk_lang_error_at(lx, kk_lex_text_end(lx, quote, &more), kk_place(0, 0),
                     "%c-string: single '}' is not allowed", kk_lex_text_letter(quote));
    return TEXT_ERROR;
}

/* p is at the quote character: steps over the end of the literal; *ended false: it is part of the
 * text. */
KK_MUST_CHECK static bool closing_quote(Lexer *lx, Quote quote, bool *ended)
{
    *ended = true;
    if (quote.flags & STR_TRIPLE) {
        while (lx->end - lx->p < 3 && !lx->at_eof) {
            if (!kk_source_fill(lx))
                return false;
        }
        if (lx->p[1] != quote.quote || lx->p[2] != quote.quote) {
            *ended = false;
            lx->p++;
            return append_byte(lx, quote.quote);
        }
        lx->p += 2;
    }
    lx->p++;
    return true;
}

TextEnd kk_lex_text(Lexer *lx, Quote quote, bool in_spec)
{
    for (;;) {
        uint8_t c;
        bool ok = true, ended = false;
        if (!plain_run(lx, quote) || !current(lx, &c))
            return TEXT_ERROR;
        if (c == quote.quote) {
            if (in_spec) {
                (void)unterminated(lx, quote);
                return TEXT_ERROR;
            }
            ok = closing_quote(lx, quote, &ended);
        } else if (c == '\\') {
            lx->p++;
            ok = escape(lx, quote);
        } else if (c == '\n' || c == '\r') {
            ok = quote.flags & STR_TRIPLE ? line_end(lx, false) : unterminated(lx, quote);
        } else if ((quote.flags & STR_FORMAT) != 0 && (c == '{' || c == '}')) {
            TextEnd end = brace(lx, quote, in_spec);
            if (end != TEXT_DONE)
                return end;
        } else if (c == 0 && lx->p == lx->end && lx->at_eof) {
            ok = unterminated(lx, quote);
        } else if (c == 0 && lx->p != lx->end) {
            ok = kk_lang_error_null(lx);
        }
        if (!ok)
            return TEXT_ERROR;
        if (ended)
            return TEXT_DONE;
    }
}
