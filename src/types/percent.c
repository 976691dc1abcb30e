/*
 * percent.c: the % operator of str and bytes.
 *
 * Both are done by one loop over the format's bytes: what they have between directives is copied,
 * directives are ASCII. A directive becomes a FormatSpec, which the functions of the format
 * mini-language then carry out.
 *
 * Layer: types.   Tests: tests/types/str/percent.py, tests/types/bytes/percent.py.
 */
#include "types/percent.h"

#include "base/utf8.h"
#include "object/attr.h"
#include "types/bytes/shared.h"
#include "types/format.h"
#include "types/number.h"
#include "types/str/str.h"
#include "types/tuple.h"

typedef struct Percent {
    StrBuf b;
    Vm *vm;
    Span whole;     /* the format */
    Span rest;      /* what is left of it */
    bool bytes;
    Value mapping;  /* the right operand if it can be asked for keys, or KK_UNSET */
    Value tuple;    /* the arguments, or KK_UNSET when there is one */
    Value single;   /* that one */
    size_t used;    /* arguments used */
} Percent;

KK_MUST_CHECK static bool next_arg(Percent *p, Value *arg)
{
    size_t n = p->tuple != KK_UNSET ? kk_tuple_len(p->tuple) : 1;
    if (p->used >= n)
        return kk_raise_false(p->vm, KK_TypeError, "not enough arguments for format string");
    *arg = p->tuple != KK_UNSET ? kk_tuple_at(p->tuple, p->used) : p->single;
    p->used++;
    return true;
}

static uint8_t peek(const Percent *p)
{
    return kk_rom_byte(p->rest.at);
}

KK_MUST_CHECK static bool skip(Percent *p)
{
    p->rest = kk_span_skip(p->rest, 1);
    if (p->rest.len > 0)
        return true;
    return kk_raise_false(p->vm, KK_ValueError, "incomplete format");
}

/* (key): the next argument is the mapping's value for it. */
KK_MUST_CHECK static bool take_key(Percent *p)
{
    Vm *vm = p->vm;
    if (p->mapping == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "format requires a mapping");
    Span rest = kk_span_skip(p->rest, 1);
    size_t n = 0;
    for (unsigned depth = 1; n < rest.len; n++) {
        uint8_t c = kk_rom_byte(rest.at + n);
        depth += (c == '(') - (c == ')');
        if (depth == 0)
            break;
    }
    if (n == rest.len)
        return kk_raise_false(vm, KK_ValueError, "incomplete format key");
    Span text = kk_span_cut(rest, 0, n);
    Value key = p->bytes ? kk_bytes_new(vm, text) : kk_str_new(vm, text);
    if (key == KK_ERROR)
        return false;
    p->single = kk_getitem(vm, p->mapping, key);
    p->tuple = KK_UNSET;
    p->used = 0;
    p->rest = kk_span_skip(rest, n);
    return p->single != KK_ERROR && skip(p);
}

KK_MUST_CHECK static bool take_flags(Percent *p, FormatSpec *spec)
{
    for (;;) {
        switch (peek(p)) {
        case '-':
            spec->align = '<';
            spec->has_align = true;
            break;
        case '+':
            spec->sign = '+';
            break;
        case ' ':
            if (spec->sign == 0)
                spec->sign = ' ';
            break;
        case '#':
            spec->alternate = true;
            break;
        case '0':
            spec->fill = '0';
            break;
        default:
            return true;
        }
        if (!skip(p))
            return false;
    }
}

/* A number or `*`; stays -1 when there is none. */
KK_SAYS(take_number, 1)
KK_MUST_CHECK static bool take_number(Percent *p, const char *what, intptr_t limit,
                                      intptr_t *number)
{
    Vm *vm = p->vm;
    Value arg;
    if (peek(p) == '*') {
        if (!next_arg(p, &arg))
            return false;
        if (!kk_int_is(arg))
            return kk_raise_false(vm, KK_TypeError, "* wants int");
        int64_t n;
        if (!kk_int_to64(arg, &n) || n > limit || n < -limit)
            return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C %s",
                                  limit == INT32_MAX ? "int" : "ssize_t");
        *number = (intptr_t)n;
        return skip(p);
    }
    while (kk_is_digit(peek(p))) {
        intptr_t digit = peek(p) - '0', n = *number < 0 ? 0 : *number;
        if (n > (limit - digit) / 10)
            return kk_raise_false(vm, KK_ValueError, "%s too big", what);
        *number = n * 10 + digit;
        if (!skip(p))
            return false;
    }
    return true;
}

/* Everything of a directive behind % and before the conversion. */
KK_MUST_CHECK static bool take_spec(Percent *p, FormatSpec *spec)
{
    *spec = (FormatSpec){.fill = ' ', .align = '>', .width = -1, .precision = -1};
    if (peek(p) == '(' && !take_key(p))
        return false;
    if (!take_flags(p, spec))
        return false;
    bool star = peek(p) == '*';
    if (!take_number(p, "width", INTPTR_MAX, &spec->width))
        return false;
    if (star && spec->width < 0) {
        spec->align = '<';
        spec->has_align = true;
        spec->width = -spec->width;
    }
    if (peek(p) == '.') {
        intptr_t n = -1;
        if (!skip(p) || !take_number(p, "precision", INT32_MAX, &n))
            return false;
        spec->precision = n < 0 ? 0 : n;
    }
    uint8_t c = peek(p);
    if (c == 'h' || c == 'l' || c == 'L')
        return skip(p);
    return true;
}

/* Appends text, cut to the precision, padded to the width. */
KK_MUST_CHECK static bool add_text(Percent *p, Span text, FormatSpec *spec)
{
    if (spec->precision >= 0 && (size_t)spec->precision < text.len)
        text.len = p->bytes ? (size_t)spec->precision
                            : kk_utf8_offset(text, (size_t)spec->precision);
    if (spec->width <= 0)
        return kk_strbuf_add(&p->b, text);
    size_t n = p->bytes ? text.len : kk_utf8_count(text), width = (size_t)spec->width;
    size_t missing = width > n ? width - n : 0;
    bool left = spec->align == '<';
    return kk_strbuf_add_fill(&p->b, ' ', left ? 0 : missing) && kk_strbuf_add(&p->b, text) &&
           kk_strbuf_add_fill(&p->b, ' ', left ? missing : 0);
}

/* %s %r %a of a str format, %r and %a of a bytes format. */
KK_MUST_CHECK static bool add_shown(Percent *p, uint8_t conversion, Value arg, FormatSpec *spec)
{
    Value text = arg;
    if (conversion != 's')
        text = kk_repr(p->vm, arg);
    else if (!kk_str_is(arg))
        text = kk_str(p->vm, arg);
    if (text != KK_ERROR && (conversion == 'a' || p->bytes))
        text = kk_str_ascii(p->vm, kk_unwrap(text));
    return text != KK_ERROR && add_text(p, kk_str_span(kk_unwrap(text)), spec);
}

/* %s and %b of a bytes format. */
KK_MUST_CHECK static bool add_bytes(Percent *p, Value arg, FormatSpec *spec)
{
    Span content;
    if (kk_shared_view(p->vm, arg, &content))
        return add_text(p, content, spec);
    bool found;
    Value bytes = kk_call_special(p->vm, arg, KK_N(__bytes__), NULL, 0, &found);
    if (!found && !kk_failed(p->vm))
        return kk_raise_false(p->vm, KK_TypeError,
                              "%%b requires a bytes-like object, or an object that implements "
                              "__bytes__, not '%T'",
                              arg);
    if (bytes == KK_ERROR)
        return false;
    if (!kk_bytes_like(bytes, &content))
        return kk_raise_false(p->vm, KK_TypeError, "__bytes__ returned non-bytes (type %T)", bytes);
    return add_text(p, content, spec);
}

KK_MUST_CHECK static bool add_char(Percent *p, Value arg, FormatSpec *spec)
{
    Vm *vm = p->vm;
    Value str = kk_as_kind(arg, KIND_STR);
    Span content;
    uint32_t code;
    spec->precision = -1;
    if (p->bytes && kk_bytes_like(arg, &content) && content.len == 1)
        return add_text(p, content, spec);
    if (!p->bytes && str != KK_UNSET && kk_str_only_char(str, &code))
        return add_text(p, kk_str_span(str), spec);
    bool number = kk_keywords_has_index(vm, arg);
    if (!number && p->bytes)
        return kk_raise_false(vm, KK_TypeError,
                              "%%c requires an integer in range(256) or a single byte");
    if (!number)
        return kk_raise_false(vm, KK_TypeError, "%%c requires int or char");
    intptr_t n;
    if (!kk_index_clamped(vm, arg, &n))
        return !p->bytes && kk_pending_clear(vm, KK_TypeError)
                   ? kk_raise_false(vm, KK_TypeError, "%%c requires int or char")
                   : false;
    if (n < 0 || n > (p->bytes ? 255 : 0x10FFFF))
        return kk_raise_false(vm, KK_OverflowError, "%%c arg not in range(%s)",
                              p->bytes ? "256" : "0x110000");
    uint8_t bytes[4] = {(uint8_t)n};
    size_t size = p->bytes ? 1 : kk_utf8_encode((uint32_t)n, bytes);
    return add_text(p, (Span){bytes, size}, spec);
}

/* The int that %d (of any real number) or %x (of an int) shows. */
KK_MUST_CHECK static Value int_of(Percent *p, uint8_t conversion, Value arg)
{
    Vm *vm = p->vm;
    Value i = kk_int_plain(arg);
    if (i != KK_UNSET)
        return i;
    bool exact = conversion == 'x' || conversion == 'X' || conversion == 'o';
    bool indexes = kk_keywords_has_index(vm, arg);
    if (exact || (indexes && kk_class_attr(vm, kk_type_of(arg), KK_N(__int__)) == KK_UNSET))
        i = kk_index_int(vm, arg);
    else
        i = kk_unary(vm, UN_INT, arg);
    if (i == KK_ERROR && !kk_pending_clear(vm, KK_TypeError))
        return KK_ERROR;
    /* __int__ may give what is no int. */
    i = i == KK_ERROR ? KK_UNSET : kk_int_plain(i);
    if (i == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "%%%c format: %s is required, not %T", conversion,
                        exact ? "an integer" : "a real number", arg);
    return i;
}

static void fill_with_zeros(FormatSpec *spec)
{
    if (spec->fill == '0' && !spec->has_align)
        spec->align = '=';
    else
        spec->fill = ' ';
}

KK_MUST_CHECK static bool add_int(Percent *p, uint8_t conversion, Value arg, FormatSpec *spec)
{
    Value i = int_of(p, conversion, arg);
    if (i == KK_ERROR)
        return false;
    fill_with_zeros(spec);
    spec->type = conversion == 'i' || conversion == 'u' ? 'd' : conversion;
    spec->min_digits = spec->precision < 0 ? 0 : (size_t)spec->precision;
    spec->precision = -1;
    return kk_format_add_int(&p->b, i, spec);
}

KK_MUST_CHECK static bool add_float(Percent *p, uint8_t conversion, Value arg, FormatSpec *spec)
{
    KkFloat x;
    if (!kk_float_arg(p->vm, arg, &x)) {
        if (p->bytes && kk_pending_clear(p->vm, KK_TypeError))
            kk_raise(p->vm, KK_TypeError, "float argument required, not %T", arg);
        return false;
    }
    fill_with_zeros(spec);
    spec->type = conversion;
    return kk_format_add_float(&p->b, x, spec);
}

static bool unsupported(Percent *p)
{
    size_t size, at = p->whole.len - p->rest.len;
    uint32_t c = p->bytes ? peek(p) : kk_utf8_decode(p->rest.at, &size);
    return kk_raise_false(p->vm, KK_ValueError,
                          "unsupported format character '%c' (0x%x) at index %zu",
                          c > 31 && c < 127 ? (int)c : '?', (unsigned)c,
                          p->bytes ? at : kk_utf8_count((Span){p->whole.at, at}));
}

/* %s of a str and %d of a small int, the most frequent ones; *done tells whether it was one. */
KK_MUST_CHECK static bool add_simple(Percent *p, uint8_t conversion, bool *done)
{
    size_t n = p->tuple != KK_UNSET ? kk_tuple_len(p->tuple) : 1;
    *done = false;
    if (p->bytes || p->used >= n || (conversion != 's' && conversion != 'd'))
        return true;
    Value arg = p->tuple != KK_UNSET ? kk_tuple_at(p->tuple, p->used) : p->single;
    bool str = conversion == 's' && kk_str_is(arg);
    if (!str && !kk_smallint_is(arg))
        return true;
    p->used++;
    p->rest = kk_span_skip(p->rest, 1);
    *done = true;
    return str ? kk_strbuf_add(&p->b, kk_str_span(arg))
               : kk_strbuf_add_int(&p->b, kk_smallint_get(arg));
}

/* Carries out the directive behind a %. */
KK_MUST_CHECK static bool add_directive(Percent *p)
{
    FormatSpec spec;
    Value arg;
    if (p->rest.len == 0)
        return kk_raise_false(p->vm, KK_ValueError, "incomplete format");
    if (peek(p) == '%') {
        p->rest = kk_span_skip(p->rest, 1);
        return kk_strbuf_add_byte(&p->b, '%');
    }
    bool done;
    if (!add_simple(p, peek(p), &done))
        return false;
    if (done)
        return true;
    if (!take_spec(p, &spec))
        return false;
    uint8_t conversion = peek(p);
    if (!next_arg(p, &arg))
        return false;
    switch (conversion) {
    case 's':
    case 'b':
        if (!p->bytes && conversion == 'b')
            return unsupported(p);
        done = p->bytes ? add_bytes(p, arg, &spec) : add_shown(p, 's', arg, &spec);
        break;
    case 'r': case 'a':
        done = add_shown(p, conversion, arg, &spec);
        break;
    case 'c':
        done = add_char(p, arg, &spec);
        break;
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o':
        done = add_int(p, conversion, arg, &spec);
        break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        done = add_float(p, conversion, arg, &spec);
        break;
    default:
        return unsupported(p);
    }
    p->rest = kk_span_skip(p->rest, 1);
    return done;
}

/* Whether v is asked for keys: it has items, and is neither a tuple nor a text. */
static bool is_mapping(Vm *vm, Value v, bool bytes)
{
    Span content;
    if (kk_smallint_is(v) || kk_float_is_immediate(v) || kk_as_kind(v, KIND_TUPLE) != KK_UNSET || kk_as_kind(v, KIND_STR) != KK_UNSET ||
        (bytes && kk_bytes_like(v, &content)))
        return false;
    const TypeObj *type = kk_type_of(v);
    return kk_ops_of(type->native->slots)->getitem != NULL ||
           kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET;
}

KK_MUST_CHECK static bool format(Percent *p, Span text, Value args)
{
    p->whole = p->rest = text;
    p->mapping = is_mapping(p->vm, args, p->bytes) ? args : KK_UNSET;
    p->tuple = kk_as_kind(args, KIND_TUPLE);
    p->single = args;
    p->used = 0;
    while (p->rest.len > 0) {
        size_t n = 0;
        while (n < p->rest.len && kk_rom_byte(p->rest.at + n) != '%')
            n++;
        if (n > 0 && !kk_strbuf_add(&p->b, kk_span_cut(p->rest, 0, n)))
            return false;
        bool more = n < p->rest.len;
        p->rest = kk_span_skip(p->rest, more ? n + 1 : n);
        if (more && !add_directive(p))
            return false;
    }
    size_t given = p->tuple != KK_UNSET ? kk_tuple_len(p->tuple) : 1;
    if (p->used < given && p->mapping == KK_UNSET)
        return kk_raise_false(p->vm, KK_TypeError,
                              "not all arguments converted during %s formatting",
                              p->bytes ? "bytes" : "string");
    return true;
}

Value kk_percent_str(Vm *vm, Value text, Value args)
{
    Percent p;
    p.vm = vm;
    p.bytes = false;
    kk_strbuf_init(&p.b, vm);
    return format(&p, kk_str_span(text), args) ? kk_strbuf_finish(&p.b) : KK_ERROR;
}

Value kk_percent_bytes(Vm *vm, Span text, Value args)
{
    Percent p;
    p.vm = vm;
    p.bytes = true;
    kk_strbuf_init(&p.b, vm);
    return format(&p, text, args) ? kk_strbuf_finish_bytes(&p.b) : KK_ERROR;
}
