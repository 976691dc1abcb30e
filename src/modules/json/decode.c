/*
 * decode.c: reading JSON.
 *
 * The parser is a loop with a stack of its own in the heap (two Values for each array or object that is open), so
 * that depth costs no C stack. It reads from a str, or from a stream in pieces of which it keeps one.
 *
 * Layer: modules.   Tests: tests/modules/json/.
 */
#include "base/numtext.h"
#include "base/utf8.h"
#include "modules/json/json.h"
#include "object/dict.h"
#include "types/bytes/bytes.h"
#include "types/int/int.h"
#include "types/list.h"
#include "types/str/str.h"
#include "types/tuple.h"

#define PIECE 256u
#define KEY_MAX 32u /* longer keys are not interned */

/* ---- reading ---- */

static void count_piece(JsonReader *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t c = kk_rom_byte(r->at + i);
        bool lead = (c & 0xC0) != 0x80;
        r->chars += lead;
        r->column = c == '\n' ? 0 : r->column + lead;
        r->lines += c == '\n';
    }
}

/* The next piece of the stream; false: there is none, or an exception is pending. */
static bool refill(JsonReader *r)
{
    Vm *vm = r->vm;
    if (r->stream == KK_UNSET)
        return false;
    count_piece(r, r->len);
    r->pos = r->len = 0;
    Value n = KK_INT(PIECE), piece = kk_call_method(vm, r->stream, KK_N(read), &n, 1);
    if (piece == KK_ERROR || piece == kk_none)
        return false;
    Buffer buffer;
    Value str = kk_as_kind(piece, KIND_STR);
    if (str == KK_UNSET) {
        /* A character may be cut by the end of the piece: bytes are taken as they come and checked in strings. */
        if (!kk_buffer_arg(vm, piece, &buffer))
            return false;
        r->bytes = true;
        r->text = piece;
        r->at = buffer.at;
        r->len = buffer.len;
    } else {
        r->text = str;
        r->at = kk_str_span(str).at;
        r->len = kk_str_span(str).len;
    }
    return r->len > 0;
}

/* The next byte without taking it; -1: the end, or an exception is pending. */
static int peek(JsonReader *r)
{
    if (r->pos == r->len && !refill(r))
        return -1;
    return kk_rom_byte(r->at + r->pos);
}

static int skip_space(JsonReader *r)
{
    int c;
    while ((c = peek(r)) == ' ' || c == '\n' || c == '\r' || c == '\t')
        r->pos++;
    return c;
}

bool kk_json_at_end(JsonReader *r, bool *failed)
{
    int c = skip_space(r);
    *failed = kk_failed(r->vm);
    return c < 0 && !*failed;
}

Value kk_json_error(JsonReader *r, const char *message, size_t pos)
{
    Vm *vm = r->vm;
    if (kk_failed(vm))
        return KK_ERROR;
    if (r->stream != KK_UNSET)
        pos = r->pos; /* what is before it may be in a piece that is gone */
    count_piece(r, pos < r->len ? pos : r->len);
    Value args[3] = {kk_format_message(vm, message), r->stream == KK_UNSET ? r->text : KK_N(empty),
                     kk_int_new_unsigned(vm, r->chars)};
    if (args[0] == KK_ERROR || args[2] == KK_ERROR)
        return KK_ERROR;
    Value error = kk_call(vm, KK_REF(&kk_type_JSONDecodeError), args, 3);
    if (error == KK_ERROR)
        return KK_ERROR;
    if (r->stream != KK_UNSET) {
        /* The document is gone: the place was counted while it passed by. */
        Value line = kk_smallint((intptr_t)r->lines + 1), column = kk_smallint((intptr_t)r->column + 1);
        Value text = kk_format_message(vm, "%s: line %zu column %zu (char %zu)", message, r->lines + 1, r->column + 1,
                                       r->chars);
        Value tuple = text == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, &text, 1);
        if (tuple == KK_ERROR || !kk_setattr(vm, error, KK_N(lineno), line) ||
            !kk_setattr(vm, error, KK_N(colno), column) || !kk_setattr(vm, error, KK_N(args), tuple))
            return KK_ERROR;
    }
    return kk_raise_instance(vm, error);
}

/* ---- strings ---- */

/* The four digits of \uXXXX; -1: they are not there. */
static int32_t hex4(JsonReader *r)
{
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        int c = peek(r), lower = c | 0x20;
        if (c < 0 || !(kk_is_digit((uint32_t)c) || (lower >= 'a' && lower <= 'f')))
            return -1;
        code = code << 4 | (c <= '9' ? c - '0' : lower - 'a' + 10);
        r->pos++;
    }
    return code;
}

/* \uXXXX, of which the u has been taken; a pair of surrogates is one character. */
KK_MUST_CHECK static bool read_unicode(JsonReader *r, StrBuf *b, size_t start)
{
    int32_t code = hex4(r);
    if (code < 0)
        return kk_json_error(r, "Invalid \\uXXXX escape", start) != KK_ERROR;
    while (code >= 0xD800 && code < 0xDC00 && peek(r) == '\\') {
        r->pos++;
        if (peek(r) != 'u') {
            /* Another escape: it is read as the next one. */
            r->pos--;
            return kk_strbuf_add_char(b, (uint32_t)code);
        }
        start = r->pos++;
        int32_t low = hex4(r);
        if (low < 0)
            return kk_json_error(r, "Invalid \\uXXXX escape", start) != KK_ERROR;
        if (low >= 0xDC00 && low < 0xE000)
            return kk_strbuf_add_char(b, 0x10000 + (((uint32_t)code - 0xD800) << 10) + ((uint32_t)low - 0xDC00));
        if (!kk_strbuf_add_char(b, (uint32_t)code))
            return false;
        code = low;
    }
    return !kk_failed(r->vm) && kk_strbuf_add_char(b, (uint32_t)code);
}

/* What stands behind a backslash. */
KK_MUST_CHECK static bool read_escape(JsonReader *r, StrBuf *b, size_t quote)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    if (c < 0)
        return kk_json_error(r, "Unterminated string starting at", quote) != KK_ERROR;
    if (c == 'u') {
        size_t start = r->pos++;
        return read_unicode(r, b, start);
    }
    for (size_t i = 0; i < sizeof from - 1; i++) {
        if (kk_rom_byte((const uint8_t *)from + i) == c) {
            r->pos++;
            return kk_strbuf_add_byte(b, kk_rom_byte((const uint8_t *)to + i));
        }
    }
    return kk_json_error(r, "Invalid \\escape", r->pos - 1) != KK_ERROR;
}

/* Bytes up to the next quote, backslash, control character, or the end of the piece. */
static size_t plain_run(const JsonReader *r)
{
    size_t i = r->pos;
    while (i < r->len) {
        uint8_t c = kk_rom_byte(r->at + i);
        if (c == '"' || c == '\\' || c < 0x20)
            break;
        i++;
    }
    return i - r->pos;
}

/* A str of text that came as bytes must be UTF-8. */
KK_MUST_CHECK static Value finish_text(JsonReader *r, StrBuf *b)
{
    size_t bad, bad_len;
    if (r->bytes && !kk_utf8_valid(kk_strbuf_span(b), &bad, &bad_len))
        return kk_raise(r->vm, KK_RAISES(UnicodeError), "invalid UTF-8 in JSON");
    return kk_strbuf_finish(b);
}

/* The string whose opening quote is the next byte. */
KK_MUST_CHECK static Value read_string(JsonReader *r, bool key)
{
    Vm *vm = r->vm;
    size_t quote = r->pos++, n = plain_run(r);
    if (r->pos + n < r->len && kk_rom_byte(r->at + r->pos + n) == '"' && !r->bytes) {
        Span text = {r->at + r->pos, n};
        r->pos += n + 1;
        return key && n <= KEY_MAX ? kk_intern(vm, text) : kk_str_new(vm, text);
    }
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (;;) {
        n = plain_run(r);
        if (!kk_strbuf_add(&b, (Span){r->at + r->pos, n}))
            return KK_ERROR;
        r->pos += n;
        int c = peek(r);
        if (c < 0)
            return kk_json_error(r, "Unterminated string starting at", quote);
        if (c == '"')
            break;
        if (c == '\\') {
            r->pos++;
            if (!read_escape(r, &b, quote))
                return KK_ERROR;
        } else if (c < 0x20) {
            if (r->hooks->strict)
                return kk_json_error(r, "Invalid control character at", r->pos);
            if (!kk_strbuf_add_byte(&b, (uint8_t)c))
                return KK_ERROR;
            r->pos++;
        }
    }
    r->pos++;
    return finish_text(r, &b);
}

/* ---- numbers and words ---- */

KK_MUST_CHECK static bool take_digits(JsonReader *r, StrBuf *b, size_t *n)
{
    int c;
    for (*n = 0; (c = peek(r)) >= 0 && kk_is_digit((uint32_t)c); ++*n, r->pos++)
        if (!kk_strbuf_add_byte(b, (uint8_t)c))
            return false;
    return !kk_failed(r->vm);
}

/* The fraction and the exponent, if they are complete: "1.x" is 1, and then something else. In a stream, of which only
 * one piece is there, an incomplete one is an error instead. */
KK_MUST_CHECK static bool take_rest(JsonReader *r, StrBuf *b, bool *is_float)
{
    size_t n, pos = r->pos, len = b->len;
    if (peek(r) == '.') {
        r->pos++;
        if (!kk_strbuf_add_byte(b, '.') || !take_digits(r, b, &n))
            return false;
        if (n == 0) {
            r->pos = pos;
            b->len = len;
            return r->stream == KK_UNSET || kk_json_error(r, "Expecting value", r->pos) != KK_ERROR;
        }
        *is_float = true;
    }
    pos = r->pos;
    len = b->len;
    if ((peek(r) | 0x20) == 'e') {
        r->pos++;
        if (!kk_strbuf_add_byte(b, 'e'))
            return false;
        int c = peek(r);
        if (c == '+' || c == '-') {
            r->pos++;
            if (!kk_strbuf_add_byte(b, (uint8_t)c))
                return false;
        }
        if (!take_digits(r, b, &n))
            return false;
        if (n == 0) {
            r->pos = pos;
            b->len = len;
            return r->stream == KK_UNSET || kk_json_error(r, "Expecting value", r->pos) != KK_ERROR;
        }
        *is_float = true;
    }
    return !kk_failed(r->vm);
}

KK_MUST_CHECK static Value make_number(JsonReader *r, StrBuf *b, bool is_float)
{
    Vm *vm = r->vm;
    Value hook = is_float ? r->hooks->parse_float : r->hooks->parse_int;
    if (hook != KK_UNSET) {
        Value text = kk_strbuf_finish(b);
        return text == KK_ERROR ? KK_ERROR : kk_call1(vm, hook, text);
    }
    Span text = kk_strbuf_span(b);
    if (is_float) {
        KkFloat x;
        return kk_numtext_float_parse(text, &x) ? kk_float_new(vm, x) : kk_json_error(r, "Expecting value", r->pos);
    }
    return kk_int_parse(vm, text, 10, KK_N(empty));
}

KK_MUST_CHECK static bool read_number_text(JsonReader *r, StrBuf *b, bool *is_float, bool *none)
{
    *is_float = *none = false;
    if (peek(r) == '-') {
        r->pos++;
        if (!kk_strbuf_add_byte(b, '-'))
            return false;
    }
    int c = peek(r);
    size_t n = 1;
    if (c == '0') {
        r->pos++;
        if (!kk_strbuf_add_byte(b, '0'))
            return false;
    } else if (!take_digits(r, b, &n)) {
        return false;
    }
    *none = n == 0;
    return *none || take_rest(r, b, is_float);
}

/* The rest of a word of which the first letter has been seen. */
static bool take_word(JsonReader *r, const char *word)
{
    for (; kk_rom_byte((const uint8_t *)word) != 0; word++, r->pos++)
        if (peek(r) != kk_rom_byte((const uint8_t *)word))
            return false;
    return true;
}

/* NaN, Infinity, -Infinity */
KK_MUST_CHECK static Value constant(JsonReader *r, const char *text, KkFloat x)
{
    if (r->hooks->parse_constant == KK_UNSET)
        return kk_float_new(r->vm, x);
    Value str = kk_str_new(r->vm, kk_span_of(text));
    return str == KK_ERROR ? KK_ERROR : kk_call1(r->vm, r->hooks->parse_constant, str);
}

KK_MUST_CHECK static Value read_number(JsonReader *r)
{
    StrBuf b;
    bool is_float, none;
    size_t start = r->pos;
    kk_strbuf_init(&b, r->vm);
    if (!read_number_text(r, &b, &is_float, &none))
        return KK_ERROR;
    if (!none)
        return make_number(r, &b, is_float);
    if (b.len == 1 && peek(r) == 'I' && take_word(r, "Infinity"))
        return constant(r, "-Infinity", -(KkFloat)__builtin_inff());
    return kk_json_error(r, "Expecting value", r->stream == KK_UNSET ? start : r->pos);
}

KK_MUST_CHECK static Value read_word(JsonReader *r, int c)
{
    size_t start = r->pos;
    if (c == 't' && take_word(r, "true"))
        return kk_true;
    if (c == 'f' && take_word(r, "false"))
        return kk_false;
    if (c == 'n' && take_word(r, "null"))
        return kk_none;
    if (c == 'N' && take_word(r, "NaN"))
        return constant(r, "NaN", (KkFloat)__builtin_nanf(""));
    if (c == 'I' && take_word(r, "Infinity"))
        return constant(r, "Infinity", (KkFloat)__builtin_inff());
    return kk_json_error(r, "Expecting value", r->stream == KK_UNSET ? start : r->pos);
}

/* ---- arrays and objects ---- */

/* What is open: at[2 * i] is a list or dict (a list of pairs, with object_pairs_hook), at[2 * i + 1] the key whose
 * value comes next; KK_UNSET for an array. */
typedef struct Open {
    Value at;     /* ValuesObj */
    size_t depth;
} Open;

static Value *top_of(const Open *open) { return &KK_OBJ(ValuesObj, open->at)->at[2 * open->depth - 2]; }

KK_MUST_CHECK static bool push(JsonReader *r, Open *open, Value container, Value key)
{
    Vm *vm = r->vm;
    if (container == KK_ERROR)
        return false;
    if (open->depth == KK_JSON_DEPTH)
        return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded while decoding a JSON %s from a unicode string",
                              key == KK_UNSET ? "array" : "object");
    if (open->at == KK_UNSET || kk_len_of(open->at) == 2 * open->depth) {
        Value more = kk_values_resize(vm, open->at, open->depth == 0 ? 8 : 4 * open->depth);
        if (more == KK_ERROR)
            return false;
        open->at = more;
    }
    open->depth++;
    top_of(open)[0] = container;
    top_of(open)[1] = key;
    return true;
}

/* Takes the innermost container away: what the hooks make of it. */
KK_MUST_CHECK static Value pop(JsonReader *r, Open *open)
{
    Value container = top_of(open)[0];
    bool object = top_of(open)[1] != KK_UNSET;
    top_of(open)[0] = top_of(open)[1] = KK_UNSET;
    open->depth--;
    if (!object)
        return container;
    Value hook = r->hooks->pairs_hook != KK_UNSET ? r->hooks->pairs_hook : r->hooks->object_hook;
    return hook == KK_UNSET ? container : kk_call1(r->vm, hook, container);
}

/* The key of the next member, and its colon; c is the byte that comes now. */
KK_MUST_CHECK static bool read_key(JsonReader *r, Open *open, int c, size_t comma)
{
    if (c != '"')
        return kk_json_error(r, "Expecting property name enclosed in double quotes", comma) != KK_ERROR;
    Value key = read_string(r, true);
    if (key == KK_ERROR)
        return false;
    top_of(open)[1] = key;
    if (skip_space(r) != ':')
        return kk_json_error(r, "Expecting ':' delimiter", r->pos) != KK_ERROR;
    r->pos++;
    return true;
}

/* Puts a finished value into the innermost container. */
KK_MUST_CHECK static bool put(JsonReader *r, Open *open, Value v)
{
    Vm *vm = r->vm;
    Value container = top_of(open)[0], key = top_of(open)[1];
    if (key == KK_UNSET)
        return kk_list_append(vm, container, v);
    if (r->hooks->pairs_hook == KK_UNSET)
        return kk_dict_set(vm, container, key, v);
    Value pair = kk_tuple_pair(vm, key, v);
    return pair != KK_ERROR && kk_list_append(vm, container, pair);
}

/* Opens an array or object. *v is its value when it is empty, else KK_UNSET: a value is next. */
KK_MUST_CHECK static bool begin(JsonReader *r, Open *open, int c, Value *v)
{
    Vm *vm = r->vm;
    *v = KK_UNSET;
    r->pos++;
    if (c == '[') {
        if (!push(r, open, kk_list_new(vm, 0), KK_UNSET))
            return false;
        if (skip_space(r) == ']') {
            r->pos++;
            *v = pop(r, open);
        }
        return !kk_failed(vm);
    }
    if (!push(r, open, r->hooks->pairs_hook != KK_UNSET ? kk_list_new(vm, 0) : kk_dict_new(vm, 0), KK_N(empty)))
        return false;
    c = skip_space(r);
    if (c == '}') {
        r->pos++;
        *v = pop(r, open);
        return *v != KK_ERROR;
    }
    return read_key(r, open, c, r->pos);
}

/* After a value was put: a comma or the end. *closed: the container has ended, and is in *v. */
KK_MUST_CHECK static bool go_on(JsonReader *r, Open *open, Value *v, bool *closed)
{
    bool object = top_of(open)[1] != KK_UNSET;
    int c = skip_space(r);
    *closed = c == (object ? '}' : ']');
    if (*closed) {
        r->pos++;
        *v = pop(r, open);
        return *v != KK_ERROR;
    }
    if (c != ',')
        return kk_json_error(r, "Expecting ',' delimiter", r->pos) != KK_ERROR;
    r->pos++;
    if (!object)
        return true;
    c = skip_space(r);
    return read_key(r, open, c, r->pos);
}

/* A string, number or word. */
KK_MUST_CHECK static Value read_scalar(JsonReader *r, int c)
{
    if (c == '"')
        return read_string(r, false);
    if (c == '-' || (c >= 0 && kk_is_digit((uint32_t)c)))
        return read_number(r);
    return read_word(r, c);
}

Value kk_json_decode(JsonReader *r)
{
    Open open = {KK_UNSET, 0};
    for (;;) {
        int c = skip_space(r);
        Value v;
        if (c == '[' || c == '{') {
            if (!begin(r, &open, c, &v))
                return KK_ERROR;
            if (v == KK_UNSET)
                continue;
        } else {
            v = read_scalar(r, c);
            if (v == KK_ERROR)
                return KK_ERROR;
        }
        bool closed = true;
        while (closed) {
            if (open.depth == 0)
                return v;
            if (!put(r, &open, v) || !go_on(r, &open, &v, &closed))
                return KK_ERROR;
        }
    }
}
