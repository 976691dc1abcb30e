/*
 * encode.c: writing JSON.
 *
 * A loop with a stack of its own in the heap: three Values for each container that is being written. What goes to
 * a stream is handed over in pieces.
 *
 * Layer: modules.   Tests: tests/modules/json/.
 */
#include "base/utf8.h"
#include "modules/json/json.h"
#include "object/dict.h"
#include "types/list.h"
#include "types/str/str.h"
#include "types/tuple.h"

#define PIECE 256u

/* ---- strings ---- */

KK_MUST_CHECK static bool add_hex(StrBuf *b, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";
    if (!kk_strbuf_add_text(b, "\\u"))
        return false;
    for (int shift = 12; shift >= 0; shift -= 4)
        if (!kk_strbuf_add_byte(b, kk_rom_byte((const uint8_t *)digits + (unit >> shift & 15))))
            return false;
    return true;
}

/* The letter of a short escape; 0: there is none. */
static uint8_t short_escape(uint32_t c)
{
    switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\b': return 'b';
    case '\f': return 'f';
    default: return 0;
    }
}

KK_MUST_CHECK static bool add_escaped(StrBuf *b, uint32_t c)
{
    uint8_t letter = short_escape(c);
    if (letter != 0)
        return kk_strbuf_add_byte(b, '\\') && kk_strbuf_add_byte(b, letter);
    if (c < 0x10000)
        return add_hex(b, c);
    c -= 0x10000;
    return add_hex(b, 0xD800 + (c >> 10)) && add_hex(b, 0xDC00 + (c & 0x3FF));
}

bool kk_json_quote(StrBuf *b, Span text, bool ascii)
{
    if (!kk_strbuf_add_byte(b, '"'))
        return false;
    size_t from = 0;
    for (size_t i = 0; i < text.len;) {
        uint8_t c = kk_rom_byte(text.at + i);
        if (c >= 0x20 && c != '"' && c != '\\' && (c < 0x7F || !ascii)) {
            i++;
            continue;
        }
        size_t n = 1;
        uint32_t code = c < 0x80 ? c : kk_utf8_decode(text.at + i, &n);
        if (!kk_strbuf_add(b, kk_span_cut(text, from, i)) || !add_escaped(b, code))
            return false;
        from = i += n;
    }
    return kk_strbuf_add(b, kk_span_cut(text, from, text.len)) && kk_strbuf_add_byte(b, '"');
}

/* ---- the stack ---- */

/*
 * Per container: at[0] the object itself (for finding circles); at[1] what is gone through, a list, tuple, dict,
 * or a list of the items of a mapping; at[2] how far, a small int. An object that the default function was called
 * for has an entry of its own, with at[1] KK_UNSET, below that of what came back.
 */
typedef struct Writer {
    Vm *vm;
    const JsonStyle *style;
    Value at;
    size_t depth;   /* entries */
    size_t levels;  /* of them, those that are indented */
    size_t hooked;  /* entries of the default function */
    StrBuf out;
} Writer;

static Value *entry(const Writer *w, size_t i) { return &KK_OBJ(ValuesObj, w->at)->at[3 * i]; }

KK_MUST_CHECK static bool push(Writer *w, Value object, Value items)
{
    Vm *vm = w->vm;
    for (size_t i = 0; w->style->check_circular && i < w->depth; i++)
        if (entry(w, i)[0] == object)
            return kk_raise_false(vm, KK_ValueError, "Circular reference detected");
    if (w->depth == KK_JSON_DEPTH || w->hooked == KK_JSON_DEPTH / 10)
        return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
    if (w->at == KK_UNSET || kk_len_of(w->at) < 3 * (w->depth + 1)) {
        Value more = kk_values_resize(vm, w->at, w->depth == 0 ? 12 : 6 * w->depth);
        if (more == KK_ERROR)
            return false;
        w->at = more;
    }
    Value *e = entry(w, w->depth++);
    e[0] = object;
    e[1] = items;
    e[2] = KK_INT(0);
    w->levels += items != KK_UNSET;
    w->hooked += items == KK_UNSET;
    return true;
}

static void pop(Writer *w)
{
    Value *e = entry(w, --w->depth);
    w->levels -= e[1] != KK_UNSET;
    w->hooked -= e[1] == KK_UNSET;
    e[0] = e[1] = KK_UNSET;
}

/* ---- pieces of text ---- */

/* Hands what there is to the stream. */
KK_MUST_CHECK static bool flush(Writer *w)
{
    Value text = kk_strbuf_finish(&w->out);
    kk_strbuf_init(&w->out, w->vm);
    return text != KK_ERROR && kk_call_method(w->vm, w->style->stream, KK_N(write), &text, 1) != KK_ERROR;
}

KK_MUST_CHECK static bool new_line(Writer *w)
{
    if (w->style->indent == KK_UNSET)
        return true;
    if (!kk_strbuf_add_byte(&w->out, '\n'))
        return false;
    for (size_t i = 0; i < w->levels; i++)
        if (!kk_strbuf_add_str(&w->out, w->style->indent))
            return false;
    return true;
}

/* The value as an int, without what a subclass made of its repr. */
KK_MUST_CHECK static bool add_int(Writer *w, Value v) { return kk_strbuf_add_shown(&w->out, kk_unwrap(v)); }

KK_MUST_CHECK static bool add_float(Writer *w, Value v)
{
    KkFloat x = kk_float_get(v);
    if (x == x && x - x == 0)
        return kk_strbuf_add_repr(&w->out, v);
    if (!w->style->allow_nan)
        return kk_raise_false(w->vm, KK_ValueError, "Out of range float values are not JSON compliant");
    return kk_strbuf_add_text(&w->out, x != x ? "NaN" : x > 0 ? "Infinity" : "-Infinity");
}

/* None, True, False, numbers. *done: it was one of these. */
KK_MUST_CHECK static bool add_plain(Writer *w, Value v, bool *done)
{
    *done = true;
    if (v == kk_none)
        return kk_strbuf_add_text(&w->out, "null");
    if (kk_bool_is(v))
        return kk_strbuf_add_text(&w->out, v == kk_true ? "true" : "false");
    if (kk_int_is(v))
        return add_int(w, v);
    Value plain = kk_unwrap(v);
    if (kk_float_is(plain))
        return add_float(w, plain);
    *done = false;
    return true;
}

/* ---- keys and members ---- */

/* The key in quotes and the separator behind it. *skip: skipkeys leaves the member out. */
KK_MUST_CHECK static bool add_key(Writer *w, Value key, bool first, bool *skip)
{
    Vm *vm = w->vm;
    Value str = kk_as_kind(key, KIND_STR);
    bool plain = str == KK_UNSET && (key == kk_none || kk_int_is(key) || kk_float_is(kk_unwrap(key)));
    *skip = !plain && str == KK_UNSET;
    if (*skip)
        return w->style->skipkeys ||
               kk_raise_false(vm, KK_TypeError, "keys must be str, int, float, bool or None, not %T", key);
    if ((!first && !kk_strbuf_add(&w->out, w->style->item_sep)) || !new_line(w))
        return false;
    bool done;
    if (plain && (!kk_strbuf_add_byte(&w->out, '"') || !add_plain(w, key, &done) || !kk_strbuf_add_byte(&w->out, '"')))
        return false;
    if (!plain && !kk_json_quote(&w->out, kk_str_span(str), w->style->ascii))
        return false;
    return kk_strbuf_add(&w->out, w->style->key_sep);
}

/* The items of a mapping as a list of pairs, sorted if that is asked for; the dict itself when neither matters. */
KK_MUST_CHECK static Value items_of(Writer *w, Value v)
{
    Vm *vm = w->vm;
    if (!w->style->sort_keys && kk_dict_is(v))
        return v;
    Value items = kk_call_method(vm, v, KK_N(items), NULL, 0);
    items = items == KK_ERROR ? KK_ERROR : kk_list_from_iterable(vm, items);
    if (items == KK_ERROR)
        return KK_ERROR;
    if (w->style->sort_keys && !kk_list_sort(vm, items, kk_none, false))
        return KK_ERROR;
    for (size_t i = 0; i < kk_list_len(items); i++) {
        Value pair = kk_list_at(items, i);
        if (!kk_tuple_is(pair) || kk_tuple_len(pair) != 2)
            return kk_raise(vm, KK_ValueError, "items must return 2-tuples");
    }
    return items;
}

/* Writes v if it is no container; else pushes it, with its opening bracket. */
KK_MUST_CHECK static bool begin(Writer *w, Value v)
{
    Vm *vm = w->vm;
    for (;;) {
        bool done;
        Value str = kk_as_kind(v, KIND_STR);
        if (str != KK_UNSET)
            return kk_json_quote(&w->out, kk_str_span(str), w->style->ascii);
        if (!add_plain(w, v, &done))
            return false;
        if (done)
            return true;
        Value sequence = kk_as_kind(v, KIND_LIST);
        sequence = sequence == KK_UNSET ? kk_as_kind(v, KIND_TUPLE) : sequence;
        if (sequence != KK_UNSET) {
            if (kk_len_of(sequence) == 0)
                return kk_strbuf_add_text(&w->out, "[]");
            return push(w, v, sequence) && kk_strbuf_add_byte(&w->out, '[');
        }
        Value dict = kk_as_kind(v, KIND_DICT);
        if (dict != KK_UNSET) {
            if (kk_dict_len(dict) == 0)
                return kk_strbuf_add_text(&w->out, "{}");
            Value items = items_of(w, v);
            return items != KK_ERROR && push(w, v, items) && kk_strbuf_add_byte(&w->out, '{');
        }
        if (w->style->default_hook == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "Object of type %T is not JSON serializable", v);
        if (!push(w, v, KK_UNSET))
            return false;
        v = kk_call1(vm, w->style->default_hook, v);
        if (v == KK_ERROR)
            return false;
    }
}

/* The next member of the dict or list of pairs in e: its key is written, *v is its value; KK_UNSET: no more. */
KK_MUST_CHECK static bool next_member(Writer *w, size_t level, Value *v)
{
    for (;;) {
        Value *e = entry(w, level), key;
        size_t at = (size_t)kk_smallint_get(e[2]) >> 1;
        bool first = (kk_smallint_get(e[2]) & 1) == 0, skip;
        *v = KK_UNSET;
        if (kk_dict_is(e[1])) {
            if (!kk_dict_next(e[1], &at, &key, v))
                return true;
        } else {
            if (at >= kk_list_len(e[1]))
                return true;
            Value pair = kk_list_at(e[1], at++);
            key = kk_tuple_at(pair, 0);
            *v = kk_tuple_at(pair, 1);
        }
        if (!add_key(w, key, first, &skip))
            return false;
        entry(w, level)[2] = kk_smallint((intptr_t)(at << 1 | (size_t)(!first || !skip)));
        if (!skip)
            return true;
    }
}

/* Writes up to the next value in the innermost container and gives it in *v; at the end writes the bracket. */
KK_MUST_CHECK static bool step(Writer *w, Value *v)
{
    size_t level = w->depth - 1;
    Value *e = entry(w, level), items = e[1];
    *v = KK_UNSET;
    if (items == KK_UNSET) {
        pop(w);
        return true;
    }
    bool object = kk_dict_is(items) || kk_as_kind(e[0], KIND_DICT) != KK_UNSET;
    bool any = kk_smallint_get(e[2]) != 0;
    if (object) {
        if (!next_member(w, level, v))
            return false;
        any = (kk_smallint_get(entry(w, level)[2]) & 1) != 0;
    } else {
        size_t i = (size_t)kk_smallint_get(e[2]);
        if (i < kk_len_of(items)) {
            e[2] = kk_smallint((intptr_t)i + 1);
            *v = kk_list_is(items) ? kk_list_at(items, i) : kk_tuple_at(items, i);
            return (i == 0 || kk_strbuf_add(&w->out, w->style->item_sep)) && new_line(w);
        }
    }
    if (*v != KK_UNSET)
        return true;
    pop(w);
    return (!any || new_line(w)) && kk_strbuf_add_byte(&w->out, object ? '}' : ']');
}

Value kk_json_encode(Vm *vm, Value v, const JsonStyle *style)
{
    Writer w = {.vm = vm, .style = style, .at = KK_UNSET};
    kk_strbuf_init(&w.out, vm);
    if (!begin(&w, v))
        return KK_ERROR;
    while (w.depth > 0) {
        if (!step(&w, &v) || (v != KK_UNSET && !begin(&w, v)))
            return KK_ERROR;
        if (style->stream != KK_UNSET && w.out.len >= PIECE && !flush(&w))
            return KK_ERROR;
    }
    if (style->stream == KK_UNSET)
        return kk_strbuf_finish(&w.out);
    return flush(&w) ? kk_none : KK_ERROR;
}
