/*
 * m_json.c: the module json: its functions, JSONDecodeError, and what the classes JSONDecoder and JSONEncoder
 * (lib/_json_coders.py) are made of.
 *
 * Layer: modules.   Tests: tests/modules/json/.
 */
#include "modules/json/json.h"

#include "base/utf8.h"
#include "object/dict.h"
#include "object/runtime.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/keywords.h"
#include "types/str/str.h"
#include "types/tuple.h"

KK_MODULE(json)
KK_MODULE_CONST(json, JSONDecodeError, KK_REF(&kk_type_JSONDecodeError))

/* ---- JSONDecodeError ---- */

/* "msg: line 1 column 2 (char 1)" for the place in the document, and the fields lineno and colno. */
KK_MUST_CHECK static Value describe(Vm *vm, Value self, Value message, Span doc, intptr_t pos)
{
    size_t chars = pos < 0 ? 0 : (size_t)pos, n = kk_utf8_count(doc);
    Span before = {doc.at, kk_utf8_offset(doc, chars < n ? chars : n)};
    size_t line = 1, begin = 0;
    for (size_t i = 0; i < before.len; i++)
        if (kk_rom_byte(before.at + i) == '\n') {
            line++;
            begin = i + 1;
        }
    size_t column = kk_utf8_count(kk_span_cut(before, begin, before.len)) + 1 + (chars > n ? chars - n : 0);
    if (!kk_exc_set_field(vm, self, KK_N(lineno), kk_smallint((intptr_t)line)) ||
        !kk_exc_set_field(vm, self, KK_N(colno), kk_smallint((intptr_t)column)))
        return KK_ERROR;
    return kk_format_message(vm, "%V: line %zu column %zu (char %zd)", message, line, column, (ptrdiff_t)pos);
}

static bool init_error(Vm *vm, Value self, Args args, Value kw)
{
    const Value names[3] = {KK_N(msg), KK_N(doc), KK_N(pos)};
    Value given[3];
    intptr_t pos;
    Span doc;
    if (!kk_keywords_bind(vm, "JSONDecodeError", args, kw, names, 3, given))
        return false;
    if (given[0] == KK_UNSET || given[1] == KK_UNSET || given[2] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "JSONDecodeError() takes msg, doc and pos");
    if (!kk_index(vm, given[2], &pos) || !kk_str_arg(vm, given[1], "doc", &doc))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!kk_exc_set_field(vm, self, names[i], given[i]))
            return false;
    Value text = describe(vm, self, given[0], doc, pos);
    Value tuple = text == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, &text, 1);
    if (tuple == KK_ERROR)
        return false;
    KK_OBJ(ExcObj, self)->args = tuple;
    return true;
}

static const TypeSlots error_slots = {
    .make = kk_exc_make, .init = init_error, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = kk_exc_plain_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};
KK_TYPE(JSONDecodeError, ValueError) = {KK_TYPE_HEAD(JSONDecodeError, ValueError, &kk_exc_layout, TYPE_EXCEPTION),
                                        .slots = &error_slots};

/* What copies and pickles: the class and its three arguments. */
KK_METHOD(JSONDecodeError, __reduce__, "()")
Value kk_json_reduce_error(Vm *vm, Value self, Args args)
{
    Value parts[3] = {kk_getattr(vm, self, KK_N(msg)), KK_UNSET, KK_UNSET};
    parts[1] = parts[0] == KK_ERROR ? KK_ERROR : kk_getattr(vm, self, KK_N(doc));
    parts[2] = parts[1] == KK_ERROR ? KK_ERROR : kk_getattr(vm, self, KK_N(pos));
    Value given = parts[2] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 3);
    return given == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, KK_REF(kk_type_of(self)), given);
}

/* ---- decoding ---- */

static Value hook_arg(Args args, size_t i)
{
    Value v = kk_arg(args, i, kk_none);
    return v == kk_none ? KK_UNSET : v;
}

/* Hooks that stand in args from i on: object_hook, parse_float, parse_int, parse_constant, object_pairs_hook. The
 * functions that are the default anyway are as good as none. */
static JsonHooks hooks_from(Args args, size_t i)
{
    JsonHooks hooks = {.object_hook = hook_arg(args, i),
                       .parse_float = hook_arg(args, i + 1),
                       .parse_int = hook_arg(args, i + 2),
                       .parse_constant = hook_arg(args, i + 3),
                       .pairs_hook = hook_arg(args, i + 4),
                       .strict = true};
    if (hooks.parse_float == KK_REF(&kk_type_float))
        hooks.parse_float = KK_UNSET;
    if (hooks.parse_int == KK_REF(&kk_type_int))
        hooks.parse_int = KK_UNSET;
    return hooks;
}

/* The encoding that the first bytes show. */
static Value encoding_of(Span s)
{
    uint8_t b[4] = {1, 1, 1, 1};
    for (size_t i = 0; i < 4 && i < s.len; i++)
        b[i] = kk_rom_byte(s.at + i);
    if (b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF)
        return KK_N(utf_8_sig);
    if ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF))
        return b[2] == 0 && b[3] == 0 ? KK_N(utf_32) : KK_N(utf_16);
    if (s.len < 2)
        return KK_N(utf_8);
    if (b[0] == 0)
        return b[1] == 0 ? KK_N(utf_32_be) : KK_N(utf_16_be);
    if (b[1] == 0)
        return s.len > 3 && b[2] == 0 && b[3] == 0 ? KK_N(utf_32_le) : KK_N(utf_16_le);
    return KK_N(utf_8);
}

/* The document as a str: given as one, or as bytes. */
KK_MUST_CHECK static Value document(Vm *vm, Value given)
{
    Value str = kk_as_kind(given, KIND_STR);
    if (str != KK_UNSET)
        return str;
    Buffer buffer;
    if (!kk_is(given, &kk_type_bytes) && !kk_is(given, &kk_type_bytearray) && !kk_is(given, &kk_type_memoryview))
        return kk_raise(vm, KK_TypeError, "the JSON object must be str, bytes or bytearray, not %T", given);
    if (!kk_buffer_arg(vm, given, &buffer))
        return KK_ERROR;
    Value bytes = kk_bytes_new(vm, (Span){buffer.at, buffer.len});
    Value args[2] = {encoding_of((Span){buffer.at, buffer.len}), KK_N(surrogatepass)};
    return bytes == KK_ERROR ? KK_ERROR : kk_call_method(vm, bytes, KK_N(decode), args, 2);
}

static JsonReader reader_of(Vm *vm, Value text, size_t from, const JsonHooks *hooks)
{
    Span s = kk_str_span(text);
    return (JsonReader){.vm = vm, .text = text, .at = s.at, .pos = from, .len = s.len, .stream = KK_UNSET, .hooks = hooks};
}

/* The value in the text, and nothing behind it. */
KK_MUST_CHECK static Value decode_all(JsonReader *r)
{
    bool failed;
    Value v = kk_json_decode(r);
    if (v == KK_ERROR)
        return KK_ERROR;
    if (kk_json_at_end(r, &failed))
        return v;
    return failed ? KK_ERROR : kk_json_error(r, "Extra data", r->pos);
}

KK_MUST_CHECK static Value decode_text(Vm *vm, Value text, const JsonHooks *hooks)
{
    JsonReader r = reader_of(vm, text, 0, hooks);
    Span s = kk_str_span(text);
    if (s.len >= 3 && kk_rom_byte(s.at) == 0xEF && kk_rom_byte(s.at + 1) == 0xBB && kk_rom_byte(s.at + 2) == 0xBF)
        return kk_json_error(&r, "Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
    return decode_all(&r);
}

/* cls(**keywords): the arguments that were given, and the rest in kw. */
KK_MUST_CHECK static Value make_coder(Vm *vm, Value cls, Args args, Value kw, const Value *names, size_t n)
{
    kw = kw == KK_UNSET ? kk_dict_new(vm, n) : kk_dict_copy(vm, kw);
    for (size_t i = 0; kw != KK_ERROR && i < n; i++) {
        Value v = kk_arg(args, i, KK_UNSET);
        if (v != KK_UNSET && !kk_dict_set(vm, kw, names[i], v))
            return KK_ERROR;
    }
    return kw == KK_ERROR ? KK_ERROR : kk_call_kw(vm, cls, (Args){NULL, 0}, kw);
}

/* The class in args[i]; the default one when there are other keywords; KK_UNSET: neither. */
KK_MUST_CHECK static bool coder_class(Vm *vm, Args args, Value kw, size_t i, Value fallback, Value *cls)
{
    *cls = hook_arg(args, i);
    if (*cls != KK_UNSET || !kk_dict_any(kw))
        return true;
    Value coders = kk_import_name(vm, KK_N(_json_coders));
    *cls = coders == KK_ERROR ? KK_ERROR : kk_getattr(vm, coders, fallback);
    return *cls != KK_ERROR;
}

static const Value hook_names[] = {KK_N(object_hook), KK_N(parse_float), KK_N(parse_int), KK_N(parse_constant),
                                   KK_N(object_pairs_hook)};

/* cls(hooks...).decode(text) */
KK_MUST_CHECK static Value decode_by(Vm *vm, Value cls, Args args, Value kw, Value text)
{
    Value given[5], coder;
    for (size_t i = 0; i < 5; i++)
        given[i] = hook_arg(args, 2 + i);
    coder = make_coder(vm, cls, (Args){given, 5}, kw, hook_names, 5);
    return coder == KK_ERROR ? KK_ERROR : kk_call_method(vm, coder, KK_N(decode), &text, 1);
}

/* The value that a JSON text holds. */
KK_FUNCTION(json, loads, "(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)")
Value kk_json_loads(Vm *vm, Value self, Args args, Value kw)
{
    Value text = document(vm, args.pos[0]), cls;
    if (text == KK_ERROR || !coder_class(vm, args, kw, 1, KK_N(JSONDecoder), &cls))
        return KK_ERROR;
    if (cls != KK_UNSET)
        return decode_by(vm, cls, args, kw, text);
    JsonHooks hooks = hooks_from(args, 2);
    return decode_text(vm, text, &hooks);
}

/* The value that the JSON text in a file holds; small machines read it piece by piece. */
KK_FUNCTION(json, load, "(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)")
Value kk_json_load(Vm *vm, Value self, Args args, Value kw)
{
    Value cls = hook_arg(args, 1);
    if (KK_WORD_BITS == 32 && cls == KK_UNSET) {
        JsonHooks hooks = hooks_from(args, 2);
        JsonReader r = {.vm = vm, .text = KK_N(empty), .stream = args.pos[0], .hooks = &hooks};
        return decode_all(&r);
    }
    Value text = kk_call_method(vm, args.pos[0], KK_N(read), NULL, 0), all[7];
    for (size_t i = 0; i < 7; i++)
        all[i] = kk_arg(args, i, KK_UNSET);
    all[0] = text;
    return text == KK_ERROR ? KK_ERROR : kk_json_loads(vm, self, (Args){all, 7}, kw);
}

/* (value, end) of the JSON text that begins at character idx: what JSONDecoder is made of. */
KK_FUNCTION(json, _decode, "(s, idx, raw, strict, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, /)")
Value kk_json_decode_part(Vm *vm, Value self, Args args)
{
    Span text;
    intptr_t idx;
    bool raw;
    JsonHooks hooks = hooks_from(args, 4);
    if (!kk_str_arg(vm, args.pos[0], "s", &text) || !kk_index_clamped(vm, args.pos[1], &idx) ||
        !kk_truth(vm, args.pos[2], &raw) || !kk_truth(vm, args.pos[3], &hooks.strict))
        return KK_ERROR;
    if (!raw)
        return decode_text(vm, kk_as_kind(args.pos[0], KIND_STR), &hooks);
    if (idx < 0)
        return kk_raise(vm, KK_ValueError, "idx cannot be negative");
    size_t n = kk_utf8_count(text), from = kk_utf8_offset(text, (size_t)idx < n ? (size_t)idx : n);
    JsonReader r = reader_of(vm, kk_as_kind(args.pos[0], KIND_STR), from, &hooks);
    if (from < text.len && kk_bytes_find(KK_SPAN(" \t\n\r"), (Span){text.at + from, 1}) != NULL)
        return kk_json_error(&r, "Expecting value", from);
    Value v = kk_json_decode(&r);
    return v == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, v, kk_int_new_unsigned(vm, kk_utf8_count((Span){text.at, r.pos})));
}

/* ---- encoding ---- */

/* Arguments 1 to 11 of dumps, in the order of its signature. */
enum { A_SKIPKEYS = 1, A_ASCII, A_CIRCULAR, A_NAN, A_CLS, A_INDENT, A_SEPARATORS, A_DEFAULT, A_SORT, A_COUNT };
static const Value style_names[] = {KK_UNSET, KK_N(skipkeys), KK_N(ensure_ascii), KK_N(check_circular), KK_N(allow_nan),
                                    KK_N(cls), KK_N(indent), KK_N(separators), KK_N(default), KK_N(sort_keys)};

KK_MUST_CHECK static bool separators(Vm *vm, Value given, JsonStyle *style)
{
    if (given == kk_none) {
        style->item_sep = style->indent == KK_UNSET ? KK_SPAN(", ") : KK_SPAN(",");
        style->key_sep = KK_SPAN(": ");
        return true;
    }
    Value pair = kk_tuple_from_iterable(vm, given);
    if (pair == KK_ERROR)
        return false;
    if (kk_tuple_len(pair) != 2)
        return kk_raise_false(vm, KK_ValueError, kk_tuple_len(pair) > 2 ? "too many values to unpack (expected 2)" : "not enough values to unpack (expected 2, got %zu)", kk_tuple_len(pair));
    style->seps[0] = kk_tuple_at(pair, 0);
    style->seps[1] = kk_tuple_at(pair, 1);
    return kk_str_arg(vm, style->seps[0], "item_separator", &style->item_sep) &&
           kk_str_arg(vm, style->seps[1], "key_separator", &style->key_sep);
}

/* How `args` (see A_SKIPKEYS) say that values are written. */
KK_MUST_CHECK static bool read_style(Vm *vm, Args args, JsonStyle *style)
{
    *style = (JsonStyle){.default_hook = hook_arg(args, A_DEFAULT), .stream = KK_UNSET};
    Value indent = kk_arg(args, A_INDENT, kk_none);
    if (!kk_truth(vm, kk_arg(args, A_SKIPKEYS, kk_false), &style->skipkeys) ||
        !kk_truth(vm, kk_arg(args, A_ASCII, kk_true), &style->ascii) ||
        !kk_truth(vm, kk_arg(args, A_CIRCULAR, kk_true), &style->check_circular) ||
        !kk_truth(vm, kk_arg(args, A_NAN, kk_true), &style->allow_nan) ||
        !kk_truth(vm, kk_arg(args, A_SORT, kk_false), &style->sort_keys))
        return false;
    if (indent != kk_none) {
        style->indent = kk_as_kind(indent, KIND_STR);
        intptr_t n;
        if (style->indent == KK_UNSET) {
            if (!kk_index_clamped(vm, indent, &n))
                return false;
            style->indent = kk_str_repeat(vm, KK_CHAR(' '), n);
            if (style->indent == KK_ERROR)
                return false;
        }
    }
    return separators(vm, kk_arg(args, A_SEPARATORS, kk_none), style);
}

/* cls(...) for dump and dumps; KK_UNSET with nothing pending: no class was given. */
KK_MUST_CHECK static Value encoder(Vm *vm, Args args, Value kw)
{
    Value cls, given[A_COUNT];
    if (!coder_class(vm, args, kw, A_CLS, KK_N(JSONEncoder), &cls) || cls == KK_UNSET)
        return KK_UNSET;
    for (size_t i = 1; i < A_COUNT; i++)
        given[i] = i == A_CLS ? KK_UNSET : kk_arg(args, i, KK_UNSET);
    return make_coder(vm, cls, (Args){given + 1, A_COUNT - 1}, kw, style_names + 1, A_COUNT - 1);
}

/* The value as a JSON text. */
KK_FUNCTION(json, dumps, "(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)")
Value kk_json_dumps(Vm *vm, Value self, Args args, Value kw)
{
    JsonStyle style;
    Value coder = encoder(vm, args, kw);
    if (coder == KK_UNSET && kk_failed(vm))
        return KK_ERROR;
    if (coder != KK_UNSET)
        return kk_call_method(vm, coder, KK_N(encode), args.pos, 1);
    return read_style(vm, args, &style) ? kk_json_encode(vm, args.pos[0], &style) : KK_ERROR;
}

/* Writes the value as JSON to a file. */
KK_FUNCTION(json, dump, "(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)")
Value kk_json_dump(Vm *vm, Value self, Args args, Value kw)
{
    JsonStyle style;
    Args rest = {args.pos + 1, args.n - 1};
    Value coder = encoder(vm, rest, kw);
    if (coder == KK_UNSET && kk_failed(vm))
        return KK_ERROR;
    if (coder == KK_UNSET) {
        if (!read_style(vm, rest, &style))
            return KK_ERROR;
        style.stream = args.pos[1];
        return kk_json_encode(vm, args.pos[0], &style);
    }
    Value chunks = kk_call_method(vm, coder, KK_N(iterencode), args.pos, 1), chunk = KK_UNSET;
    chunks = chunks == KK_ERROR ? KK_ERROR : kk_iter(vm, chunks);
    while (chunks != KK_ERROR && (chunk = kk_next(vm, chunks)) != KK_END) {
        if (chunk == KK_ERROR || kk_call_method(vm, args.pos[1], KK_N(write), &chunk, 1) == KK_ERROR)
            return KK_ERROR;
    }
    return chunks == KK_ERROR ? KK_ERROR : kk_none;
}

/* The value in the style of the encoder's attributes: what JSONEncoder is made of. */
KK_FUNCTION(json, _encode, "(obj, skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys, /)")
Value kk_json_encode_part(Vm *vm, Value self, Args args)
{
    JsonStyle style;
    return read_style(vm, args, &style) ? kk_json_encode(vm, args.pos[0], &style) : KK_ERROR;
}

/* A str in quotes, as JSON has it. */
KK_FUNCTION(json, _quote, "(s, ascii, /)")
Value kk_json_quote_str(Vm *vm, Value self, Args args)
{
    StrBuf b;
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    if (str == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "first argument must be a string, not %T", args.pos[0]);
    kk_strbuf_init(&b, vm);
    return kk_json_quote(&b, kk_str_span(str), args.pos[1] == kk_true) ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* The names that are in the Python half. */
KK_FUNCTION(json, __getattr__, "(name, /)")
Value kk_json_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(json), KK_N(_json_coders), args.pos[0]);
}
