/*
 * format.c: str.format and format_map: replacement fields.
 *
 * A field is {name.attribute[index]!conversion:spec}; its spec may hold fields again, once.
 *
 * Layer: types.   Tests: tests/types/str/format_fields.py, tests/types/str/format_errors.py.
 */
#include "types/format.h"

#include "base/utf8.h"
#include "object/dict.h"
#include "types/str/pieces.h"
#include "types/list.h"
#include "types/str/str.h"
#include "types/tuple.h"

typedef enum Numbering { NUMBERS_UNKNOWN, NUMBERS_AUTOMATIC, NUMBERS_MANUAL } Numbering;

typedef struct Fields {
    Vm *vm;
    Args args;
    Value kw; /* dict or KK_UNSET */
    Value mapping; /* of format_map, or KK_UNSET */
    Numbering numbering;
    size_t next;   /* automatic number */
} Fields;

/* The parts of a field; spans of the format. */
typedef struct Field {
    Span name;           /* with attributes and indices */
    uint32_t conversion; /* 0: none */
    Span spec;
    bool nested;         /* spec has fields */
} Field;

static uint8_t byte_at(Span text, size_t i)
{
    return kk_rom_byte(text.at + i);
}

KK_SAYS(fail, 1)
static bool fail(Fields *f, const char *message)
{
    return kk_raise_false(f->vm, KK_ValueError, "%s", message);
}

/* The end of the name at the start of text: the index of the } : or ! behind it. */
KK_MUST_CHECK static bool find_name_end(Fields *f, Span text, size_t *end)
{
    bool in_brackets = false;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = byte_at(text, i);
        if (in_brackets) {
            in_brackets = c != ']';
        } else if (c == '{') {
            return fail(f, "unexpected '{' in field name");
        } else if (c == '[') {
            in_brackets = true;
        } else if (c == '}' || c == ':' || c == '!') {
            *end = i;
            return true;
        }
    }
    return fail(f, "expected '}' before end of string");
}

/* The spec at the start of text, up to its closing brace; *text is then what follows the field. */
KK_MUST_CHECK static bool take_field_spec(Fields *f, Span *text, Field *field)
{
    size_t depth = 1;
    for (size_t i = 0; i < text->len; i++) {
        uint8_t c = byte_at(*text, i);
        if (c == '{') {
            field->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec = kk_span_cut(*text, 0, i);
            *text = kk_span_skip(*text, i + 1);
            return true;
        }
    }
    return fail(f, "unmatched '{' in format spec");
}

/* The field whose opening brace has been taken away from text; *text is then what follows it. */
KK_MUST_CHECK static bool take_field(Fields *f, Span *text, Field *field)
{
    size_t end = 0, size;
    *field = (Field){.conversion = 0};
    if (text->len == 0)
        return fail(f, "Single '{' encountered in format string");
    if (!find_name_end(f, *text, &end))
        return false;
    field->name = kk_span_cut(*text, 0, end);
    uint8_t c = byte_at(*text, end);
    *text = kk_span_skip(*text, end + 1);
    if (c == '}')
        return true;
    if (c == '!') {
        if (text->len == 0)
            return fail(f, "end of string while looking for conversion specifier");
        field->conversion = kk_utf8_decode(text->at, &size);
        *text = kk_span_skip(*text, size);
        if (text->len > 0) {
            c = byte_at(*text, 0);
            *text = kk_span_skip(*text, 1);
            if (c == '}')
                return true;
            if (c != ':')
                return fail(f, "expected ':' after conversion specifier");
        }
    }
    return take_field_spec(f, text, field);
}

/* text as a number; *is_number is false when it is a name. */
KK_MUST_CHECK static bool number_of(Fields *f, Span text, bool *is_number, intptr_t *number)
{
    *number = 0;
    *is_number = false;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = byte_at(text, i);
        if (!kk_is_digit(c))
            return true;
        intptr_t digit = c - '0';
        if (*number > (INTPTR_MAX - digit) / 10)
            return fail(f, "Too many decimal digits in format string");
        *number = *number * 10 + digit;
    }
    *is_number = text.len > 0;
    return true;
}

/* The number of a field without name, or with a number for name. */
KK_MUST_CHECK static bool check_numbering(Fields *f, Numbering now, size_t *number)
{
    if (f->numbering == NUMBERS_UNKNOWN)
        f->numbering = now;
    if (f->numbering != now)
        return fail(f, now == NUMBERS_MANUAL
                           ? "cannot switch from automatic field numbering to manual field "
                             "specification"
                           : "cannot switch from manual field specification to automatic field "
                             "numbering");
    if (now == NUMBERS_AUTOMATIC)
        *number = f->next++;
    return true;
}

static Value argument(Fields *f, Span name)
{
    Vm *vm = f->vm;
    bool is_number;
    intptr_t number;
    if (!number_of(f, name, &is_number, &number))
        return KK_ERROR;
    if (!is_number && name.len > 0) {
        Value key = kk_str_new(vm, name);
        if (key == KK_ERROR)
            return KK_ERROR;
        if (f->mapping != KK_UNSET)
            return kk_getitem(vm, f->mapping, key);
        Value found = f->kw == KK_UNSET ? KK_UNSET : kk_dict_get(vm, f->kw, key);
        if (found != KK_UNSET || kk_failed(vm))
            return found;
        return kk_raise_value(vm, KK_KeyError, key);
    }
    size_t i = (size_t)number;
    if (!check_numbering(f, is_number ? NUMBERS_MANUAL : NUMBERS_AUTOMATIC, &i))
        return KK_ERROR;
    if (f->mapping != KK_UNSET)
        return kk_raise(vm, KK_ValueError, "Format string contains positional fields");
    if (i >= f->args.n)
        return kk_raise(vm, KK_IndexError,
                        "Replacement index %zu out of range for positional args tuple", i);
    return f->args.pos[i];
}

/* value.name */
static Value attribute_of(Fields *f, Value value, Span name)
{
    if (name.len == 0) {
        fail(f, "Empty attribute in format string");
        return KK_ERROR;
    }
    Value interned = kk_intern(f->vm, name);
    return interned == KK_ERROR ? KK_ERROR : kk_getattr(f->vm, value, interned);
}

/* value[key]; key is a number or a str. */
static Value item_of(Fields *f, Value value, Span key)
{
    bool is_number;
    intptr_t number;
    if (key.len == 0) {
        fail(f, "Empty attribute in format string");
        return KK_ERROR;
    }
    if (!number_of(f, key, &is_number, &number))
        return KK_ERROR;
    Value k = is_number ? kk_int_new(f->vm, number) : kk_str_new(f->vm, key);
    return k == KK_ERROR ? KK_ERROR : kk_getitem(f->vm, value, k);
}

/* How many bytes of text stand before the first of the two characters. */
static size_t until(Span text, uint8_t a, uint8_t b)
{
    size_t i = 0;
    while (i < text.len && byte_at(text, i) != a && byte_at(text, i) != b)
        i++;
    return i;
}

/* What a field's name refers to. */
static Value lookup(Fields *f, Span name)
{
    size_t n = until(name, '.', '[');
    Value value = argument(f, kk_span_cut(name, 0, n));
    Span rest = kk_span_skip(name, n);
    while (value != KK_ERROR && rest.len > 0) {
        uint8_t c = byte_at(rest, 0);
        rest = kk_span_skip(rest, 1);
        if (c == '.') {
            n = until(rest, '.', '[');
            value = attribute_of(f, value, kk_span_cut(rest, 0, n));
            rest = kk_span_skip(rest, n);
        } else if (c == '[') {
            n = until(rest, ']', ']');
            if (n == rest.len)
                return kk_raise(f->vm, KK_ValueError, "Missing ']' in format string");
            value = item_of(f, value, kk_span_cut(rest, 0, n));
            rest = kk_span_skip(rest, n + 1);
        } else {
            return kk_raise(f->vm, KK_ValueError,
                            "Only '.' or '[' may follow ']' in format field specifier");
        }
    }
    return value;
}

static Value convert(Fields *f, Value value, uint32_t conversion)
{
    Vm *vm = f->vm;
    Value text;
    switch (conversion) {
    case 0:
        return value;
    case 's':
        return kk_str(vm, value);
    case 'r':
        return kk_repr(vm, value);
    case 'a':
        text = kk_repr(vm, value);
        return text == KK_ERROR ? KK_ERROR : kk_str_ascii(vm, kk_unwrap(text));
    default:
        if (conversion > 32 && conversion < 127)
            return kk_raise(vm, KK_ValueError, "Unknown conversion specifier %c", (int)conversion);
        return kk_raise(vm, KK_ValueError, "Unknown conversion specifier \\x%x",
                        (unsigned)conversion);
    }
}

KK_MUST_CHECK static bool add_format(Fields *f, StrBuf *b, Span text, unsigned depth);

KK_MUST_CHECK static bool add_field(Fields *f, StrBuf *b, const Field *field, unsigned depth)
{
    Value value = lookup(f, field->name);
    if (value != KK_ERROR)
        value = convert(f, value, field->conversion);
    if (value == KK_ERROR)
        return false;
    if (!field->nested)
        return kk_format_add(b, value, field->spec);
    StrBuf spec;
    kk_strbuf_init(&spec, f->vm);
    return add_format(f, &spec, field->spec, depth - 1) &&
           kk_format_add(b, value, kk_strbuf_span(&spec));
}

/* Appends the format with its fields replaced. depth: how deep fields may still be nested. */
KK_MUST_CHECK static bool add_format(Fields *f, StrBuf *b, Span text, unsigned depth)
{
    if (depth == 0)
        return fail(f, "Max string recursion exceeded");
    while (text.len > 0) {
        size_t n = until(text, '{', '}');
        if (n > 0 && !kk_strbuf_add(b, kk_span_cut(text, 0, n)))
            return false;
        text = kk_span_skip(text, n);
        if (text.len == 0)
            return true;
        uint8_t c = byte_at(text, 0);
        text = kk_span_skip(text, 1);
        if (text.len > 0 && byte_at(text, 0) == c) {
            text = kk_span_skip(text, 1);
            if (!kk_strbuf_add_byte(b, c))
                return false;
            continue;
        }
        if (c == '}')
            return fail(f, "Single '}' encountered in format string");
        Field field;
        if (!take_field(f, &text, &field) || !add_field(f, b, &field, depth))
            return false;
    }
    return true;
}

static Value run(Fields *f, Value self)
{
    StrBuf b;
    kk_strbuf_init(&b, f->vm);
    return add_format(f, &b, kk_str_span(self), 2) ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* ---- for the module _string ---- */

Value kk_str_format_next(Vm *vm, Value format, size_t *at)
{
    Fields f = {.vm = vm};
    Span all = kk_str_span(format), text = kk_span_skip(all, *at);
    size_t n = 0;
    bool doubled = false;
    while (n < text.len && !doubled) {
        uint8_t c = byte_at(text, n);
        if (c == '{' || c == '}') {
            doubled = n + 1 < text.len && byte_at(text, n + 1) == c;
            if (c == '}' && !doubled)
                return kk_raise(vm, KK_ValueError, "Single '}' encountered in format string");
            if (!doubled)
                break;
        }
        n++;
    }
    Value parts[4] = {kk_str_new(vm, kk_span_cut(text, 0, n)), kk_none, kk_none, kk_none};
    text = kk_span_skip(text, doubled ? n + 1 : n);
    if (parts[0] == KK_ERROR)
        return KK_ERROR;
    if (!doubled && text.len > 0) {
        Field field;
        text = kk_span_skip(text, 1);
        if (!take_field(&f, &text, &field))
            return KK_ERROR;
        parts[1] = kk_str_new(vm, field.name);
        parts[2] = kk_str_new(vm, field.spec);
        if (field.conversion != 0)
            parts[3] = kk_str_char(vm, field.conversion);
        if (parts[1] == KK_ERROR || parts[2] == KK_ERROR || parts[3] == KK_ERROR)
            return KK_ERROR;
    }
    *at = (size_t)(text.at - all.at);
    return kk_tuple_from(vm, parts, 4);
}

/* A name, or a number as an int. */
static Value name_or_number(Fields *f, Span name)
{
    bool is_number;
    intptr_t number;
    if (!number_of(f, name, &is_number, &number))
        return KK_ERROR;
    return is_number ? kk_int_new(f->vm, number) : kk_str_new(f->vm, name);
}

Value kk_str_format_split_name(Vm *vm, Value name)
{
    Fields f = {.vm = vm};
    Span rest = kk_str_span(name);
    size_t n = until(rest, '.', '[');
    Value parts = kk_list_new(vm, 1);
    Value first = parts == KK_ERROR ? KK_ERROR : name_or_number(&f, kk_span_cut(rest, 0, n));
    rest = kk_span_skip(rest, n);
    while (first != KK_ERROR && rest.len > 0) {
        uint8_t c = byte_at(rest, 0);
        rest = kk_span_skip(rest, 1);
        if (c != '.' && c != '[')
            return kk_raise(vm, KK_ValueError,
                            "Only '.' or '[' may follow ']' in format field specifier");
        n = c == '.' ? until(rest, '.', '[') : until(rest, ']', ']');
        if (c == '[' && n == rest.len)
            return kk_raise(vm, KK_ValueError, "Missing ']' in format string");
        if (n == 0)
            return kk_raise(vm, KK_ValueError, "Empty attribute in format string");
        Span part = kk_span_cut(rest, 0, n);
        Value what = c == '.' ? kk_str_new(vm, part) : name_or_number(&f, part);
        Value pair = what == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, kk_bool(c == '.'), what);
        if (pair == KK_ERROR || !kk_list_append(vm, parts, pair))
            return KK_ERROR;
        rest = kk_span_skip(rest, c == '.' ? n : n + 1);
    }
    Value iterator = first == KK_ERROR ? KK_ERROR : kk_iter(vm, parts);
    return iterator == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, first, iterator);
}

/* The text with {fields} replaced by arguments. */
KK_METHOD(str, format, "(*args, **kwargs)")
Value kk_str_format(Vm *vm, Value self, Args args, Value kw)
{
    Fields f = {vm, args, kw, KK_UNSET, NUMBERS_UNKNOWN, 0};
    return run(&f, self);
}

/* The text with {fields} replaced by values of a mapping. */
KK_METHOD(str, format_map, "(mapping, /)")
Value kk_str_format_map(Vm *vm, Value self, Args args)
{
    Fields f = {vm, KK_NO_ARGS, KK_UNSET, args.pos[0], NUMBERS_UNKNOWN, 0};
    return run(&f, self);
}
