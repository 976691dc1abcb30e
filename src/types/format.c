/*
 * format.c: the format mini-language: parsing a specification, strs, and the `format` slots.
 *
 * Layer: types.   Tests: tests/types/str/format_spec.py, tests/types/str/format_errors.py.
 */
#include "types/format.h"

#include "base/utf8.h"
#include "types/number.h"
#include "types/str/str.h"

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* The next byte of the text, 0 at its end. */
static uint8_t peek(Span text)
{
    return text.len == 0 ? 0 : kk_rom_byte(text.at);
}

/* Takes c away if it comes next. */
static bool take(Span *text, uint8_t c)
{
    if (peek(*text) != c || text->len == 0)
        return false;
    *text = kk_span_skip(*text, 1);
    return true;
}

/* Takes digits away; *number is -1 when there are none. */
KK_MUST_CHECK static bool take_number(Vm *vm, Span *text, intptr_t *number)
{
    *number = -1;
    while (text->len > 0 && kk_is_digit(peek(*text))) {
        intptr_t digit = peek(*text) - '0', n = *number < 0 ? 0 : *number;
        if (n > (INTPTR_MAX - digit) / 10)
            return kk_raise_false(vm, KK_ValueError, "Too many decimal digits in format string");
        *number = n * 10 + digit;
        *text = kk_span_skip(*text, 1);
    }
    return true;
}

static void take_align(Span *text, FormatSpec *spec, bool *has_fill)
{
    size_t size;
    *has_fill = false;
    if (text->len == 0)
        return;
    uint32_t first = kk_utf8_decode(text->at, &size);
    if (size < text->len && is_align(kk_rom_byte(text->at + size))) {
        spec->fill = first;
        *has_fill = true;
        *text = kk_span_skip(*text, size);
    } else if (!is_align(first)) {
        return;
    }
    spec->align = peek(*text);
    spec->has_align = true;
    *text = kk_span_skip(*text, 1);
}

KK_MUST_CHECK static bool take_grouping(Vm *vm, Span *text, FormatSpec *spec)
{
    if (take(text, ','))
        spec->grouping = ',';
    if (peek(*text) == '_') {
        if (spec->grouping != 0)
            return kk_raise_false(vm, KK_ValueError, "Cannot specify both ',' and '_'.");
        spec->grouping = '_';
        *text = kk_span_skip(*text, 1);
    }
    if (spec->grouping == '_' && peek(*text) == ',')
        return kk_raise_false(vm, KK_ValueError, "Cannot specify both ',' and '_'.");
    return true;
}

static bool type_allows_grouping(const FormatSpec *spec)
{
    switch (spec->type) {
    case 0: case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case 'F': case '%':
        return true;
    case 'b': case 'o': case 'x': case 'X':
        return spec->grouping == '_';
    default:
        return false;
    }
}

KK_MUST_CHECK static bool check_grouping(Vm *vm, const FormatSpec *spec)
{
    if (spec->grouping == 0 || type_allows_grouping(spec))
        return true;
    if (spec->type > 32 && spec->type < 128)
        return kk_raise_false(vm, KK_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping,
                              (int)spec->type);
    return kk_raise_false(vm, KK_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping,
                          (unsigned)spec->type);
}

static bool unknown_code(Vm *vm, uint32_t code, const TypeObj *type)
{
    if (code > 32 && code < 128)
        return kk_raise_false(vm, KK_ValueError, "Unknown format code '%c' for object of type '%N'",
                              (int)code, type);
    return kk_raise_false(vm, KK_ValueError, "Unknown format code '\\x%x' for object of type '%N'",
                          (unsigned)code, type);
}

/* type is that of the formatted value, for messages. */
KK_MUST_CHECK static bool parse(Vm *vm, Span text, uint8_t default_align, const TypeObj *type,
                                FormatSpec *spec)
{
    Span whole = text;
    bool has_fill;
    *spec = (FormatSpec){.fill = ' ', .align = default_align, .width = -1, .precision = -1};
    take_align(&text, spec, &has_fill);
    uint8_t sign = peek(text);
    if (text.len > 0 && (sign == '+' || sign == '-' || sign == ' ')) {
        spec->sign = sign;
        text = kk_span_skip(text, 1);
    }
    spec->no_minus_zero = take(&text, 'z');
    spec->alternate = take(&text, '#');
    if (!has_fill && take(&text, '0')) {
        spec->fill = '0';
        if (!spec->has_align && default_align == '>')
            spec->align = '=';
    }
    if (!take_number(vm, &text, &spec->width) || !take_grouping(vm, &text, spec))
        return false;
    if (take(&text, '.')) {
        if (!take_number(vm, &text, &spec->precision))
            return false;
        if (spec->precision < 0)
            return kk_raise_false(vm, KK_ValueError, "Format specifier missing precision");
    }
    if (text.len > 0) {
        size_t size;
        spec->type = kk_utf8_decode(text.at, &size);
        if (size < text.len) {
            Value shown = kk_str_new(vm, whole);
            if (shown == KK_ERROR)
                return false;
            return kk_raise_false(vm, KK_ValueError,
                                  "Invalid format specifier '%V' for object of type '%N'", shown,
                                  type);
        }
    }
    if (spec->type == 0 && type == &kk_type_str)
        spec->type = 's';
    return check_grouping(vm, spec);
}

bool kk_format_add_padded(StrBuf *b, Span text, const FormatSpec *spec)
{
    size_t missing = 0;
    if (spec->width > 0) {
        size_t n = kk_utf8_count(text);
        missing = (size_t)spec->width > n ? (size_t)spec->width - n : 0;
    }
    size_t left = spec->align == '<' ? 0 : spec->align == '^' ? missing / 2 : missing;
    return kk_strbuf_add_fill(b, spec->fill, left) && kk_strbuf_add(b, text) &&
           kk_strbuf_add_fill(b, spec->fill, missing - left);
}

KK_MUST_CHECK static bool check_str_spec(Vm *vm, const FormatSpec *spec)
{
    if (spec->type != 's')
        return unknown_code(vm, spec->type, &kk_type_str);
    const char *what = spec->sign == ' '     ? KK_TEXT("Space not allowed in")
                       : spec->sign != 0     ? KK_TEXT("Sign not allowed in")
                       : spec->no_minus_zero ? KK_TEXT("Negative zero coercion (z) not allowed in")
                       : spec->alternate     ? KK_TEXT("Alternate form (#) not allowed in")
                       : spec->align == '='  ? KK_TEXT("'=' alignment not allowed in")
                                             : NULL;
    if (what == NULL)
        return true;
    return kk_raise_false(vm, KK_ValueError, "%s string format specifier", what);
}

/* v is a str (exactly). */
KK_MUST_CHECK static bool add_str(StrBuf *b, Value v, Span spec_text)
{
    FormatSpec spec;
    if (!parse(b->vm, spec_text, '<', &kk_type_str, &spec) || !check_str_spec(b->vm, &spec))
        return false;
    Span text = kk_str_span(v);
    if (spec.precision >= 0 && (size_t)spec.precision < text.len)
        text.len = kk_utf8_offset(text, (size_t)spec.precision);
    return kk_format_add_padded(b, text, &spec);
}

/* v is an int (a bool included). */
KK_MUST_CHECK static bool add_int(StrBuf *b, Value v, Span spec_text)
{
    FormatSpec spec;
    if (!parse(b->vm, spec_text, '>', kk_type_of(v), &spec))
        return false;
    KkFloat x;
    switch (spec.type) {
    case 0: case 'b': case 'c': case 'd': case 'n': case 'o': case 'x': case 'X':
        return kk_format_add_int(b, kk_int_plain(v), &spec);
    case 'e': case 'f': case 'g': case 'E': case 'F': case 'G': case '%':
        return kk_int_to_float(b->vm, kk_int_plain(v), &x) && kk_format_add_float(b, x, &spec);
    default:
        return unknown_code(b->vm, spec.type, kk_type_of(v));
    }
}

KK_MUST_CHECK static bool add_float(StrBuf *b, Value v, Span spec_text)
{
    FormatSpec spec;
    if (!parse(b->vm, spec_text, '>', kk_type_of(v), &spec))
        return false;
    switch (spec.type) {
    case 0: case 'e': case 'f': case 'g': case 'n': case 'E': case 'F': case 'G': case '%':
        return kk_format_add_float(b, kk_float_get(v), &spec);
    default:
        return unknown_code(b->vm, spec.type, kk_type_of(v));
    }
}

typedef bool (*Adder)(StrBuf *b, Value v, Span spec);

static Value format_with(Vm *vm, Adder add, Value v, Value spec)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return add(&b, v, kk_str_span(spec)) ? kk_strbuf_finish(&b) : KK_ERROR;
}

Value kk_format_str(Vm *vm, Value v, Value spec)
{
    return kk_len_of(spec) == 0 ? v : format_with(vm, add_str, v, spec);
}

Value kk_format_int(Vm *vm, Value v, Value spec)
{
    return kk_len_of(spec) == 0 ? kk_str(vm, v) : format_with(vm, add_int, v, spec);
}

Value kk_format_float(Vm *vm, Value v, Value spec)
{
    return kk_len_of(spec) == 0 ? kk_str(vm, v) : format_with(vm, add_float, v, spec);
}

static bool check_complex_spec(Vm *vm, const FormatSpec *spec)
{
    switch (spec->type) {
    case 0: case 'e': case 'f': case 'g': case 'n': case 'E': case 'F': case 'G':
        break;
    default:
        return unknown_code(vm, spec->type, &kk_type_complex);
    }
    if (spec->fill == '0')
        return kk_raise_false(vm, KK_ValueError,
                              "Zero padding is not allowed in complex format specifier");
    if (spec->align == '=')
        return kk_raise_false(vm, KK_ValueError,
                              "'=' alignment flag is not allowed in complex format specifier");
    return true;
}

Value kk_format_complex(Vm *vm, KkFloat real, KkFloat imag, Value spec)
{
    FormatSpec parsed;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!parse(vm, kk_str_span(spec), '>', &kk_type_complex, &parsed) ||
        !check_complex_spec(vm, &parsed) || !kk_format_add_complex(&b, real, imag, &parsed))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

bool kk_format_add(StrBuf *b, Value v, Span spec)
{
    if (kk_str_is(v))
        return spec.len == 0 ? kk_strbuf_add(b, kk_str_span(v)) : add_str(b, v, spec);
    if (kk_smallint_is(v))
        return spec.len == 0 ? kk_strbuf_add_int(b, kk_smallint_get(v)) : add_int(b, v, spec);
    if (kk_float_is(v) && spec.len > 0)
        return add_float(b, v, spec);
    Value spec_str = kk_str_new(b->vm, spec);
    if (spec_str == KK_ERROR)
        return false;
    Value text = kk_format(b->vm, v, spec_str);
    return text != KK_ERROR && kk_strbuf_add_str(b, text);
}
