/*
 * source.c: the window on the source text.
 *
 * Bytes come from the reader in small pieces; what is kept is the current physical line (and the
 * text of an f-string field that shows itself). Everything behind the first line is checked to be
 * UTF-8 as it comes in, so that the rest of the compiler need not.
 *
 * Layer: lang.   Tests: tests/lang/errors/encoding.py.
 */
#include "base/utf8.h"
#include "lang/lexer.h"

/* The first byte that has to stay in the window. */
static const uint8_t *kept_from(const Lexer *lx)
{
    return lx->hold != NULL && lx->hold < lx->line_at ? lx->hold : lx->line_at;
}

/* Moves what is kept to `to`, and the pointers with it. */
static void move_window(Lexer *lx, uint8_t *to)
{
    const uint8_t *from = kept_from(lx);
    size_t n = (size_t)(lx->end - from);
    memmove(to, from, n + 1);
    lx->p = to + (lx->p - from);
    lx->tok_at = lx->tok_at >= from ? to + (lx->tok_at - from) : to;
    lx->line_at = to + (lx->line_at - from);
    if (lx->hold != NULL)
        lx->hold = to + (lx->hold - from);
    lx->end = to + n;
    lx->buf = to;
}

/* Makes room for at least `room` bytes behind end. */
KK_MUST_CHECK static bool make_room(Lexer *lx, size_t room)
{
    size_t used = lx->buf == NULL ? 0 : (size_t)(lx->end - kept_from(lx));
    /* What a very long line needed is given back behind it. */
    bool oversized = lx->buf != NULL && (size_t)(lx->limit - lx->buf) > 2 * LEX_WINDOW &&
                     used + room < LEX_WINDOW;
    if (!oversized && (size_t)(lx->limit - lx->end) > room)
        return true;
    if (!oversized && lx->buf != NULL && kept_from(lx) - lx->buf >= (ptrdiff_t)room) {
        move_window(lx, lx->buf);
        return true;
    }
    size_t cap = used + room <= LEX_WINDOW ? LEX_WINDOW : used + used / 2 + LEX_WINDOW / 2;
    uint8_t *fresh = lx->own;
    if (fresh == NULL || cap > LEX_WINDOW || lx->buf == fresh) {
        Value blob = kk_blob_new(lx->vm, cap);
        if (blob == KK_ERROR)
            return false;
        fresh = KK_OBJ(BlobObj, blob)->at;
    }
    if (lx->buf == NULL) {
        lx->p = lx->line_at = lx->tok_at = lx->buf = lx->end = fresh;
        *fresh = 0;
    } else {
        move_window(lx, fresh);
    }
    lx->limit = fresh + cap;
    return true;
}

/* Turns n Latin-1 bytes at end into UTF-8; there is room for 2 n. Returns the new length. */
static size_t widen(uint8_t *at, size_t n)
{
    size_t high = 0;
    for (size_t i = 0; i < n; i++)
        high += at[i] >> 7;
    for (size_t from = n, to = n + high; from < to;) {
        uint8_t c = at[--from];
        if (c >= 0x80) {
            at[--to] = 0x80 | (c & 0x3F);
            at[--to] = 0xC0 | c >> 6;
        } else {
            at[--to] = c;
        }
    }
    return n + high;
}

static bool bad_encoding(Lexer *lx, const uint8_t *bad)
{
    uint32_t line = lx->line;
    for (const uint8_t *p = lx->p; p < bad; p++)
        line += *p == '\n';
    /* The text cannot be shown: it is what cannot be decoded. */
    *lx->end = 0;
    return kk_lang_error_at(lx, kk_place(line, 0), kk_place(0, 0),
        "(unicode error) 'utf-8' codec can't decode byte 0x%x on line %u: invalid %s byte",
        (unsigned)*bad, (unsigned)line, *bad < 0xC2 || *bad > 0xF4 ? "start" : "continuation");
}

/* Checks [from, end) for UTF-8; an unfinished character at the end is read to its end first. */
KK_MUST_CHECK static bool check_utf8(Lexer *lx, size_t from_off)
{
    for (;;) {
        uint8_t *from = lx->buf + from_off;
        size_t bad, bad_len;
        Span s = {from, (size_t)(lx->end - from)};
        if (kk_utf8_is_ascii(s) || kk_utf8_valid(s, &bad, &bad_len))
            return true;
        uint8_t lead = from[bad];
        size_t left = s.len - bad;
        /* A lead byte at the very end may only lack its continuation. */
        if (lead < 0xC2 || lead > 0xF4 || left >= kk_utf8_size(lead) || bad_len < left)
            return bad_encoding(lx, from + bad);
        size_t got = 0;
        if (lx->end + 1 >= lx->limit) {
            size_t at = (size_t)(lx->buf + from_off - kept_from(lx));
            if (!make_room(lx, LEX_WINDOW / 2))
                return false;
            from_off = at;
        }
        if (!lx->source->read(lx->source->ctx, lx->end, 1, &got))
            return false;
        if (got == 0)
            return bad_encoding(lx, lx->buf + from_off + bad);
        lx->end += got;
        *lx->end = 0;
    }
}

/* A last line without newline gets one. */
static void finish_text(Lexer *lx)
{
    lx->at_eof = true;
    if (lx->end > lx->buf && lx->end[-1] != '\n' && lx->end[-1] != '\r') {
        *lx->end++ = '\n';
        *lx->end = 0;
    }
}

bool kk_source_fill(Lexer *lx)
{
    if (lx->at_eof)
        return true;
    if (!make_room(lx, LEX_WINDOW / 4))
        return false;
    size_t room = (size_t)(lx->limit - lx->end) - 2, got = 0;
    if (lx->latin1)
        room /= 2;
    if (!lx->source->read(lx->source->ctx, lx->end, room, &got))
        return false;
    size_t old = (size_t)(lx->end - lx->buf);
    if (got == 0) {
        finish_text(lx);
        return true;
    }
    if (lx->latin1)
        got = widen(lx->end, got);
    lx->end += got;
    *lx->end = 0;
    return lx->latin1 || lx->source->decoded || check_utf8(lx, old);
}

/* The coding comment in the first two lines of [p, end): its name, or an empty span. */
static Span find_cookie(const uint8_t *p, const uint8_t *end)
{
    for (int line = 0; line < 2; line++) {
        while (p < end && (*p == ' ' || *p == '\t' || *p == '\f'))
            p++;
        if (p < end && *p != '#' && *p != '\n' && *p != '\r')
            break;
        const uint8_t *eol = p;
        while (eol < end && *eol != '\n' && *eol != '\r')
            eol++;
        const uint8_t *at = kk_bytes_find((Span){p, (size_t)(eol - p)}, KK_SPAN("coding"));
        if (at != NULL && (at[6] == ':' || at[6] == '=')) {
            at += 7;
            while (*at == ' ' || *at == '\t')
                at++;
            const uint8_t *stop = at;
            while (kk_is_digit(*stop) || kk_is_lower(*stop | 0x20) || *stop == '-' ||
                   *stop == '_' || *stop == '.')
                stop++;
            if (stop > at)
                return (Span){at, (size_t)(stop - at)};
        }
        p = eol < end ? eol + 1 : end;
    }
    return (Span){p, 0};
}

/* Compares an encoding name without regard to case and to - against _. */
static bool encoding_is(Span name, const char *want)
{
    size_t n = strlen(want);
    if (name.len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        uint8_t c = name.at[i] == '_'         ? '-'
                    : kk_is_upper(name.at[i]) ? name.at[i] | 0x20
                                              : name.at[i];
        if (c != (uint8_t)want[i])
            return false;
    }
    return name.len == n || name.at[n] == '-' || name.at[n] == '_';
}

KK_MUST_CHECK static bool apply_cookie(Lexer *lx)
{
    Span name = find_cookie(lx->p, lx->end);
    if (name.len == 0 || encoding_is(name, "utf-8") || encoding_is(name, "utf8") ||
        encoding_is(name, "ascii") || encoding_is(name, "us-ascii"))
        return true;
    if (encoding_is(name, "latin-1") || encoding_is(name, "latin1") ||
        encoding_is(name, "iso-8859-1") || encoding_is(name, "iso8859-1") ||
        encoding_is(name, "cp1252")) {
        lx->latin1 = true;
        return true;
    }
    return kk_lang_error_at(lx, kk_place(0, 0), kk_place(0, 0),
                            "encoding problem: %.*s", (int)(name.len < 40 ? name.len : 40),
                            (const char *)name.at);
}

bool kk_source_begin(Lexer *lx)
{
    /* The cookie decides how the first bytes are read: look at them raw. */
    bool decoded = lx->source->decoded;
    lx->latin1 = true;
    if (!make_room(lx, LEX_WINDOW / 2))
        return false;
    size_t room = (size_t)(lx->limit - lx->end) / 2 - 1, total = 0, got = 1;
    while (total < room && got != 0) {
        if (!lx->source->read(lx->source->ctx, lx->end + total, room - total, &got))
            return false;
        total += got;
    }
    lx->end += total;
    *lx->end = 0;
    lx->latin1 = false;
    if (!decoded && total >= 3 && lx->p[0] == 0xEF && lx->p[1] == 0xBB && lx->p[2] == 0xBF) {
        lx->p += 3;
        lx->line_at += 3;
    } else if (!decoded && !apply_cookie(lx)) {
        return false;
    }
    if (lx->latin1) {
        lx->end += widen((uint8_t *)lx->buf, total) - total;
        *lx->end = 0;
    }
    if (total == 0 || got == 0)
        finish_text(lx);
    return lx->latin1 || decoded || check_utf8(lx, (size_t)(lx->p - lx->buf));
}

/* Reads a fresh copy of line number `line` from the beginning of the source. */
KK_MUST_CHECK static Value read_again(Lexer *lx, uint32_t line)
{
    uint8_t piece[64];
    if (lx->source->rewind == NULL || !lx->source->rewind(lx->source->ctx))
        return kk_none;
    lx->text_len = 0;
    size_t got = 1;
    for (uint32_t at = 1; got > 0 && at <= line;) {
        if (!lx->source->read(lx->source->ctx, piece, sizeof piece, &got))
            return KK_ERROR;
        for (size_t i = 0; i < got && at <= line; i++) {
            if (at == line && !kk_lex_text_append(lx, &piece[i], 1))
                return KK_ERROR;
            at += piece[i] == '\n';
        }
    }
    Span s = {lx->text, lx->text_len};
    size_t bad, bad_len;
    return kk_utf8_valid(s, &bad, &bad_len) ? kk_str_new(lx->vm, s) : kk_none;
}

Value kk_source_line(Lexer *lx, uint32_t line)
{
    if (line == 0 || lx->buf == NULL)
        return kk_none;
    if (line != lx->line)
        return read_again(lx, line);
    const uint8_t *eol = lx->line_at;
    for (;; eol++) {
        if (eol == lx->end) {
            size_t off = (size_t)(eol - lx->line_at);
            if (lx->at_eof)
                break;
            if (!kk_source_fill(lx))
                return KK_ERROR;
            eol = lx->line_at + off;
            if (eol == lx->end)
                break;
        }
        if (*eol == '\n' || *eol == '\r')
            break;
    }
    size_t n = (size_t)(eol - lx->line_at);
    lx->text_len = 0;
    if (!kk_lex_text_append(lx, lx->line_at, n) ||
        !kk_lex_text_append(lx, (const uint8_t *)"\n", 1))
        return KK_ERROR;
    return kk_str_new(lx->vm, (Span){lx->text, lx->text_len});
}
