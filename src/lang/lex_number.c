/*
 * lex_number.c: numeric literals.
 *
 * Layer: lang.   Tests: tests/lang/numbers.py, tests/lang/errors/numbers.py.
 */
#include "base/numtext.h"
#include "base/utf8.h"
#include "lang/lexer.h"
#include "object/ops.h"
#include "object/vm.h"

static bool is_word(uint32_t c)
{
    return kk_is_digit(c) || kk_is_lower(c | 0x20) || c == '_' || c >= 0x80;
}

/* Makes the window hold everything that could belong to the number at p. */
KK_MUST_CHECK static bool load_run(Lexer *lx)
{
    size_t n = 0;
    for (;;) {
        uint8_t c = lx->p[n];
        bool sign = (c == '+' || c == '-') && n > 0 && (lx->p[n - 1] | 0x20) == 'e';
        if (is_word(c) || c == '.' || sign) {
            n++;
        } else if (c == 0 && lx->p + n == lx->end && !lx->at_eof) {
            if (!kk_source_fill(lx))
                return false;
        } else {
            return true;
        }
    }
}

static bool fail_at(Lexer *lx, const uint8_t *p, const char *what)
{
    Place at = kk_lexer_at(lx, p);
    return kk_lang_error_at(lx, at, kk_place(0, 0), "invalid %s literal", what);
}

static int digit_value(uint8_t c)
{
    if (kk_is_digit(c))
        return c - '0';
    c |= 0x20;
    return kk_is_lower(c) ? c - 'a' + 10 : 99;
}

/* Skips digits of the base and single underscores between them. false: an underscore is out of
 * place. */
static bool skip_digits(const uint8_t **p, int base)
{
    const uint8_t *q = *p;
    while (digit_value(*q) < base || (*q == '_' && digit_value(q[1]) < base))
        q++;
    *p = q;
    return *q != '_';
}

/* A number may be followed by an operator that is a word, as in `1if x else 2`. */
static bool word_may_follow(const uint8_t *p)
{
    static const char words[] = "and\0else\0for\0if\0in\0is\0not\0or\0";
    for (const char *w = words; *w != 0; w += strlen(w) + 1) {
        size_t n = strlen(w);
        if (strncmp((const char *)p, w, n) == 0)
            return true;
    }
    return false;
}

KK_MUST_CHECK static bool check_end(Lexer *lx, const char *what)
{
    const uint8_t *p = lx->p;
    if (!is_word(*p))
        return true;
    if (word_may_follow(p))
        return kk_lang_warn(lx, &kk_type_SyntaxWarning, kk_lexer_place(lx), kk_place(0, 0), "invalid %s literal", what);
    if (kk_is_digit(*p) && what[0] != 'd')
        return kk_lang_error_at(lx, kk_lexer_here(lx), kk_place(0, 0),
                                "invalid digit '%c' in %s literal", *p, what);
    return fail_at(lx, p - 1, what);
}

/* The int that the digits [from, to) mean; underscores allowed. */
KK_MUST_CHECK static Value int_value(Lexer *lx, const uint8_t *from, const uint8_t *to, int base)
{
    uintptr_t n = 0, limit = ((uintptr_t)KK_INT_MAX - 35) / (uintptr_t)base;
    const uint8_t *p = from;
    for (; p < to && n <= limit; p++) {
        if (*p != '_')
            n = n * (uintptr_t)base + (uintptr_t)digit_value(*p);
    }
    if (p == to)
        return kk_smallint((intptr_t)n);
    Value text = kk_str_new(lx->vm, (Span){from, (size_t)(to - from)});
    if (text == KK_ERROR)
        return KK_ERROR;
    return kk_call2(lx->vm, KK_REF(&kk_type_int), text, KK_INT(base));
}

/* 0x, 0o, 0b; p is at the 0. */
KK_MUST_CHECK static bool scan_prefixed(Lexer *lx, int base, const char *what)
{
    const uint8_t *from = lx->p + 2;
    const uint8_t *p = from + (*from == '_');
    if (digit_value(*p) >= base) {
        lx->p = p;
        if (kk_is_digit(*p))
            return check_end(lx, what);
        return fail_at(lx, p - 1, what);
    }
    bool ok = skip_digits(&p, base);
    if (!ok && !kk_is_digit(p[1]))
        return fail_at(lx, p, what);
    lx->p = p + !ok;
    if (!check_end(lx, what))
        return false;
    lx->value = int_value(lx, from + (*from == '_'), p, base);
    return lx->value != KK_ERROR;
}

KK_MUST_CHECK static bool float_value(Lexer *lx, const uint8_t *from, bool imaginary)
{
    KkFloat x;
    if (!kk_numtext_float_parse((Span){from, (size_t)(lx->p - from)}, &x))
        return fail_at(lx, lx->p, "decimal");
    lx->value = kk_float_new(lx->vm, x);
    if (imaginary && lx->value != KK_ERROR) {
        lx->p++;
        lx->value = kk_call2(lx->vm, KK_REF(&kk_type_complex), KK_INT(0), lx->value);
    }
    return lx->value != KK_ERROR;
}

/* Decimal digits that begin with 0 and are no float: only zeros are allowed. */
KK_MUST_CHECK static bool check_zeros(Lexer *lx, const uint8_t *from, const uint8_t *to)
{
    for (const uint8_t *p = from; p < to; p++) {
        if (*p == '0' || *p == '_')
            continue;
        Place at = kk_lexer_at(lx, from);
        Place end = kk_lexer_at(lx, p);
        return kk_lang_error_at(lx, at, end,
                                "leading zeros in decimal integer literals are not permitted; "
                                "use an 0o prefix for octal integers");
    }
    return true;
}

/* A decimal literal is held to sys.set_int_max_str_digits, too. */
KK_MUST_CHECK static bool check_count(Lexer *lx, const uint8_t *from, const uint8_t *to)
{
    unsigned count = 0;
    for (const uint8_t *p = from; p < to; p++)
        count += *p != '_';
    int limit = lx->vm->int_max_digits;
    if (limit == 0 || count <= (unsigned)limit)
        return true;
    return kk_lang_error_at(lx, kk_place(lx->line, 0), kk_place(0, 0),
                            "Exceeds the limit (%d digits) for integer string conversion: value has %u digits; use "
                            "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                            "integer literals to avoid decimal conversion limits.",
                            limit, count);
}

bool kk_lex_number(Lexer *lx)
{
    lx->tok = TOK_NUMBER;
    if (!load_run(lx))
        return false;
    const uint8_t *from = lx->p, *p = from;
    if (*p == '0') {
        uint8_t c = p[1] | 0x20;
        if (c == 'x')
            return scan_prefixed(lx, 16, "hexadecimal");
        if (c == 'o')
            return scan_prefixed(lx, 8, "octal");
        if (c == 'b')
            return scan_prefixed(lx, 2, "binary");
    }
    bool is_float = false;
    if (!skip_digits(&p, 10))
        return fail_at(lx, p, "decimal");
    const uint8_t *int_end = p;
    if (*p == '.') {
        is_float = true;
        p++;
        if (kk_is_digit(*p) && !skip_digits(&p, 10))
            return fail_at(lx, p, "decimal");
    }
    if ((*p | 0x20) == 'e') {
        const uint8_t *q = p + 1 + (p[1] == '+' || p[1] == '-');
        if (kk_is_digit(*q)) {
            is_float = true;
            if (!skip_digits(&q, 10))
                return fail_at(lx, q, "decimal");
            p = q;
        } else if (q > p + 1) {
            return fail_at(lx, q - 1, "decimal");
        }
    }
    lx->p = p;
    bool imaginary = (*p | 0x20) == 'j';
    if (is_float || imaginary) {
        if (!float_value(lx, from, imaginary))
            return false;
        return check_end(lx, imaginary ? "imaginary" : "decimal");
    }
    if (!check_end(lx, "decimal"))
        return false;
    if (*from == '0' && !check_zeros(lx, from, int_end))
        return false;
    if (int_end - from > KK_INT_FREE_DIGITS && !check_count(lx, from, int_end))
        return false;
    lx->value = int_value(lx, from, int_end, 10);
    return lx->value != KK_ERROR;
}
