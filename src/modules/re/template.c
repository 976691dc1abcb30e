/*
 * template.c: the replacement texts of sub() and expand().
 *
 * A template is a list of texts and group numbers, or one text when there is nothing special in it.
 *
 * Layer: modules.   Tests: tests/modules/re/sub.py.
 */
#include "base/utf8.h"
#include "modules/re/re.h"
#include "object/dict.h"
#include "types/bytes/bytes.h"
#include "types/int/int.h"
#include "types/list.h"
#include "types/str/chars.h"

typedef struct Reader {
    Vm *vm;
    const PatternObj *pattern;
    Value template;
    Span text;
    bool bytes;
    size_t at;
    Value list;
    StrBuf plain; /* text that is not in the list yet */
} Reader;

static int peek(const Reader *r, size_t ahead)
{
    return ahead < r->text.len - r->at ? kk_rom_byte(r->text.at + r->at + ahead) : -1;
}

/* The template's bytes [from, to) as a str. */
KK_MUST_CHECK static Value part(const Reader *r, size_t from, size_t to)
{
    return kk_str_new(r->vm, kk_span_cut(r->text, from, to));
}

static bool fail(const Reader *r, size_t at, Value message)
{
    return kk_re_raise_at(r->vm, message, r->template, at);
}

KK_SAYS(fail_text, 2)
static bool fail_text(const Reader *r, size_t at, const char *message)
{
    return fail(r, at, kk_format_message(r->vm, message));
}

/* "bad escape \x" about the bytes from `begin` to where it reads. */
KK_SAYS(fail_escape, 2)
static bool fail_escape(const Reader *r, size_t begin, const char *format)
{
    Value text = part(r, begin, r->at);
    return text != KK_ERROR && fail(r, begin, kk_format_message(r->vm, format, text));
}

KK_MUST_CHECK static bool flush(Reader *r)
{
    if (r->plain.len == 0)
        return true;
    Value text = r->bytes ? kk_strbuf_finish_bytes(&r->plain) : kk_strbuf_finish(&r->plain);
    kk_strbuf_init(&r->plain, r->vm);
    return text != KK_ERROR && kk_list_append(r->vm, r->list, text);
}

KK_MUST_CHECK static bool add_char(Reader *r, uint32_t c)
{
    return r->bytes ? kk_strbuf_add_byte(&r->plain, (uint8_t)c) : kk_strbuf_add_char(&r->plain, c);
}

KK_MUST_CHECK static bool add_group(Reader *r, size_t group, size_t at)
{
    if (group > kk_re_program(r->pattern)[HEAD_GROUPS])
        return fail(r, at, kk_format_message(r->vm, "invalid group reference %zu", group));
    return flush(r) && kk_list_append(r->vm, r->list, kk_smallint((intptr_t)group));
}

static bool is_name(Span name)
{
    for (size_t i = 0, len; i < name.len; i += len) {
        uint8_t buf[4] = {0};
        len = kk_utf8_size(kk_rom_byte(name.at + i));
        for (size_t k = 0; k < len && i + k < name.len; k++)
            buf[k] = kk_rom_byte(name.at + i + k);
        uint32_t c = len == 1 ? buf[0] : kk_utf8_decode(buf, &len);
        if (i == 0 ? !kk_chars_is_ident_start(c) : !kk_chars_is_ident(c))
            return false;
    }
    return name.len > 0;
}

/* \g<name> or \g<number>; both letters are taken. */
KK_MUST_CHECK static bool named_group(Reader *r)
{
    if (peek(r, 0) != '<')
        return fail_text(r, r->at, "missing <");
    size_t from = ++r->at, to = from;
    while (to < r->text.len && kk_rom_byte(r->text.at + to) != '>')
        to++;
    if (to == from)
        return fail_text(r, from, "missing group name");
    if (to == r->text.len)
        return fail_text(r, from, "missing >, unterminated name");
    r->at = to + 1;
    Value name = part(r, from, to);
    if (name == KK_ERROR)
        return false;
    Value number = KK_UNSET;
    if (is_name(kk_str_span(name))) {
        number = kk_dict_get(r->vm, r->pattern->names, name);
        if (number == KK_UNSET)
            return !kk_failed(r->vm) && kk_raise_false(r->vm, KK_IndexError, "unknown group name %R", name);
    } else {
        number = kk_int_parse(r->vm, kk_str_span(name), 10, name);
        if (number == KK_ERROR && !kk_pending_clear(r->vm, KK_ValueError))
            return false;
        if (number == KK_ERROR || kk_int_is_negative(number))
            return fail(r, from, kk_format_message(r->vm, "bad character in group name %R", name));
    }
    if (!kk_smallint_is(number))
        return fail(r, from, kk_format_message(r->vm, "invalid group reference %V", number));
    return add_group(r, (size_t)kk_smallint_get(number), from);
}

static bool is_octal(int byte) { return byte >= '0' && byte <= '7'; }

/* A backslash and a digit, the first of which is taken. */
KK_MUST_CHECK static bool number(Reader *r, size_t begin)
{
    int a = peek(r, 0), b = peek(r, 1), c = peek(r, 2);
    uint32_t value = (uint32_t)(a - '0');
    bool octal = a == '0' || (is_octal(a) && is_octal(b) && is_octal(c));
    r->at++;
    if (!octal) {
        if (kk_is_digit((uint32_t)b)) {
            value = value * 10 + (uint32_t)(b - '0');
            r->at++;
        }
        return add_group(r, value, begin + 1);
    }
    for (unsigned n = 0; n < 2 && is_octal(peek(r, 0)); n++, r->at++)
        value = value * 8 + (uint32_t)(peek(r, 0) - '0');
    if (value > 255)
        return fail_escape(r, begin, "octal escape value %V outside of range 0-0o377");
    return add_char(r, value);
}

/* What stands behind a backslash, which is taken. */
KK_MUST_CHECK static bool escape(Reader *r)
{
    static const uint32_t plain[] = {'a' | 7 << 8, 'b' | 8 << 8, 'f' | 12 << 8, 'n' | 10 << 8,
                                     'r' | 13 << 8, 't' | 9 << 8, 'v' | 11 << 8, '\\' | '\\' << 8};
    size_t begin = r->at - 1;
    int byte = peek(r, 0);
    if (byte < 0)
        return fail_text(r, begin, "bad escape (end of pattern)");
    if (kk_is_digit((uint32_t)byte))
        return number(r, begin);
    r->at++;
    if (byte == 'g')
        return named_group(r);
    for (size_t i = 0; i < KK_COUNT_OF(plain); i++)
        if ((uint32_t)byte == (plain[i] & 255))
            return add_char(r, plain[i] >> 8);
    if (kk_is_lower((uint32_t)byte | 32) && byte < 128)
        return fail_escape(r, begin, "bad escape %V");
    return kk_strbuf_add_byte(&r->plain, '\\') && kk_strbuf_add_byte(&r->plain, (uint8_t)byte);
}

Value kk_re_template(Vm *vm, const PatternObj *pattern, Value text)
{
    Reader r = {.vm = vm, .pattern = pattern, .template = text, .list = kk_list_new(vm, 0)};
    Value holder;
    if (r.list == KK_ERROR || !kk_re_text(vm, text, &r.text, NULL, &holder))
        return KK_ERROR;
    r.bytes = !kk_str_is(holder);
    bool special = false;
    for (size_t i = 0; !special && i < r.text.len; i++)
        special = kk_rom_byte(r.text.at + i) == '\\';
    if (!special)
        return text;
    kk_strbuf_init(&r.plain, vm);
    while (r.at < r.text.len) {
        uint8_t byte = kk_rom_byte(r.text.at + r.at++);
        if (byte == '\\' ? !escape(&r) : !kk_strbuf_add_byte(&r.plain, byte))
            return KK_ERROR;
    }
    return flush(&r) ? r.list : KK_ERROR;
}

/* Appends the text of a str or of what has bytes. */
KK_MUST_CHECK static bool add(StrBuf *b, Value text)
{
    Span span;
    Value holder;
    return kk_re_text(b->vm, text, &span, NULL, &holder) && kk_strbuf_add(b, span);
}

bool kk_re_expand(StrBuf *b, Value template, Value string, const uint32_t *marks)
{
    Span text;
    Value holder;
    if (!kk_list_is(template))
        return add(b, template);
    if (!kk_re_text(b->vm, string, &text, NULL, &holder))
        return false;
    for (size_t i = 0; i < kk_list_len(template); i++) {
        Value item = kk_list_at(template, i);
        if (!kk_smallint_is(item)) {
            if (!add(b, item))
                return false;
            continue;
        }
        const uint32_t *mark = marks + 2 * kk_smallint_get(item);
        if (mark[0] != RE_NONE && mark[1] != RE_NONE && mark[1] <= text.len &&
            !kk_strbuf_add(b, kk_span_cut(text, mark[0], mark[1])))
            return false;
    }
    return true;
}
