/*
 * read.c: values of the built-in types from bytes, which may be anybody's: memory is taken for what has arrived, not for
 * what a count promises.
 *
 * Layer: modules.   Tests: tests/modules/marshal/.
 */
#include "base/utf8.h"
#include "modules/marshal/marshal.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/codec.h"
#include "types/list.h"
#include "types/number.h"
#include "types/set.h"
#include "types/tuple.h"

/* Bytes that are asked of a file at once. */
enum { PIECE = KK_WORD_BITS == 32 ? 256 : 1 << 16 };

typedef struct Reader {
    Vm *vm;
    Span data;  /* without a file: what is left */
    Value file; /* or KK_UNSET */
    Value refs; /* list: the values with numbers; one that is not finished is Ellipsis, which never has a number */
    unsigned depth;
} Reader;

/* KK_UNSET with nothing pending: the letter 0, which is no value. */
static Value get(Reader *r);

/* ---- bytes ---- */

KK_SAYS(bad, 1)
KK_MUST_CHECK static Value bad(Reader *r, const char *what)
{
    return kk_raise(r->vm, KK_ValueError, "bad marshal data (%s)", what);
}

KK_MUST_CHECK static Value short_of(Reader *r)
{
    return kk_raise(r->vm, KK_EOFError, r->file == KK_UNSET ? "marshal data too short" : "EOF read where not expected");
}

/* Up to n bytes of the file as a bytes-like value. */
KK_MUST_CHECK static Value file_piece(Reader *r, size_t n, Buffer *piece)
{
    Vm *vm = r->vm;
    Value arg = KK_INT(n), method = kk_getattr_opt(vm, r->file, KK_N(readinto)), got;
    if (kk_failed(vm))
        return KK_ERROR;
    if (method == KK_UNSET) {
        got = kk_call_method(vm, r->file, KK_N(read), &arg, 1);
        if (got == KK_ERROR)
            return KK_ERROR;
        if (!kk_buffer_arg(vm, got, piece))
            return kk_raise(vm, KK_TypeError, "file.read() returned not bytes but %T", got);
    } else {
        intptr_t count;
        got = kk_bytearray_new(vm, (Span){NULL, 0});
        if (got == KK_ERROR || !kk_bytearray_resize(vm, got, n))
            return KK_ERROR;
        Value answer = kk_call1(vm, method, got);
        if (answer == KK_ERROR || !kk_index(vm, answer, &count) || !kk_buffer_arg(vm, got, piece))
            return KK_ERROR;
        /* The method may have changed the size. */
        if (piece->len != n)
            return kk_raise(vm, KK_ValueError, "readinto() changed the size of the buffer");
        piece->len = count < 0 ? 0 : (size_t)count;
    }
    if (piece->len > n)
        return kk_raise(vm, KK_ValueError, "read() returned too much data: %zu bytes requested, %zu returned", n, piece->len);
    return got;
}

/* A fresh bytes of the next n. */
KK_MUST_CHECK static Value take_bytes(Reader *r, size_t n)
{
    if (r->file == KK_UNSET) {
        if (n > r->data.len)
            return short_of(r);
        Value bytes = kk_bytes_new(r->vm, (Span){r->data.at, n});
        r->data = kk_span_skip(r->data, n);
        return bytes;
    }
    StrBuf b;
    kk_strbuf_init(&b, r->vm);
    while (b.len < n) {
        Buffer piece;
        Value holder = file_piece(r, n - b.len < PIECE ? n - b.len : PIECE, &piece);
        if (holder == KK_ERROR)
            return KK_ERROR;
        if (piece.len == 0)
            return short_of(r);
        if (!kk_strbuf_add(&b, (Span){piece.at, piece.len}))
            return KK_ERROR;
    }
    return kk_strbuf_finish_bytes(&b);
}

/* The next n <= 8 bytes as a number. */
KK_MUST_CHECK static bool take_number(Reader *r, size_t n, uint64_t *x)
{
    uint8_t bytes[8] = {0};
    if (r->file != KK_UNSET) {
        Value got = take_bytes(r, n);
        if (got == KK_ERROR)
            return false;
        kk_bytes_copy(bytes, kk_bytes_span(got).at, n);
    } else if (n > r->data.len) {
        return short_of(r) != KK_ERROR;
    } else {
        kk_bytes_copy(bytes, r->data.at, n);
        r->data = kk_span_skip(r->data, n);
    }
    *x = 0;
    for (size_t i = n; i-- > 0;)
        *x = *x << 8 | bytes[i];
    return true;
}

/* A count in four bytes, or (wide: false) in one. */
KK_MUST_CHECK static bool take_count(Reader *r, bool wide, const char *what, size_t *n)
{
    uint64_t x;
    if (!wide && r->file == KK_UNSET && r->data.len == 0)
        return kk_raise_false(r->vm, KK_EOFError, "EOF read where not expected");
    if (!take_number(r, wide ? 4 : 1, &x))
        return false;
    *n = (size_t)x;
    return x <= INT32_MAX || bad(r, what) != KK_ERROR;
}

/* ---- values without values in them ---- */

KK_MUST_CHECK static Value get_long(Reader *r)
{
    uint64_t x;
    if (!take_number(r, 4, &x))
        return KK_ERROR;
    int32_t size = (int32_t)(uint32_t)x;
    if (size == INT32_MIN)
        return bad(r, "long size out of range");
    size_t n = (size_t)(size < 0 ? -size : size), used = 0, have = 0;
    Value bytes = take_bytes(r, 2 * n);
    Value blob = bytes == KK_ERROR ? KK_ERROR
                                   : kk_blob_new(r->vm, (n * MARSHAL_DIGIT_BITS / KK_LIMB_BITS + 2) * sizeof(Limb));
    if (blob == KK_ERROR)
        return KK_ERROR;
    Limb *limbs = (Limb *)(void *)KK_OBJ(BlobObj, blob)->at;
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *at = kk_bytes_span(bytes).at + 2 * i;
        uint32_t digit = at[0] | (uint32_t)at[1] << 8;
        if (digit >> MARSHAL_DIGIT_BITS != 0)
            return bad(r, "digit out of range in long");
        if (digit == 0 && i + 1 == n)
            return bad(r, "unnormalized long data");
        bits |= (uint64_t)digit << have;
        for (have += MARSHAL_DIGIT_BITS; have >= KK_LIMB_BITS; have -= KK_LIMB_BITS) {
            limbs[used++] = (Limb)bits;
            bits >>= KK_LIMB_BITS;
        }
    }
    limbs[used++] = (Limb)bits;
    used = kk_limbs_normal(limbs, used);
    return kk_int_from_limbs(r->vm, (LimbsInt){limbs, used, size < 0});
}

KK_MUST_CHECK static Value decode(Reader *r, Span text, const char *encoding)
{
    Value name = kk_str_new(r->vm, kk_span_of(encoding));
    Value errors = name == KK_ERROR ? KK_ERROR : kk_str_new(r->vm, KK_SPAN("surrogatepass"));
    return errors == KK_ERROR ? KK_ERROR : kk_codec_decode(r->vm, text, name, errors);
}

/* A float as text or as its eight bytes. */
KK_MUST_CHECK static bool get_double(Reader *r, bool text, KkFloat *x)
{
    uint64_t bits;
    double wide;
    size_t n;
    if (text) {
        Value bytes = take_count(r, false, "", &n) ? take_bytes(r, n) : KK_ERROR;
        Value shown = bytes == KK_ERROR ? KK_ERROR : decode(r, kk_bytes_span(bytes), "latin-1");
        return shown != KK_ERROR && kk_float_from_text(r->vm, kk_bytes_span(bytes), shown, x);
    }
    if (!take_number(r, 8, &bits))
        return false;
    memcpy(&wide, &bits, sizeof wide);
    *x = (KkFloat)wide;
    return true;
}

KK_MUST_CHECK static Value get_number(Reader *r, uint8_t letter)
{
    KkFloat x = 0, y = 0;
    uint64_t i;
    bool text = letter == 'f' || letter == 'x', both = letter == 'x' || letter == 'y';
    if (letter == 'i' || letter == 'I') {
        if (!take_number(r, letter == 'i' ? 4 : 8, &i))
            return KK_ERROR;
        return kk_int_new64(r->vm, letter == 'i' ? (int32_t)(uint32_t)i : (int64_t)i);
    }
    if (letter == 'l')
        return get_long(r);
    if (!get_double(r, text, &x) || (both && !get_double(r, text, &y)))
        return KK_ERROR;
    return both ? kk_complex_new(r->vm, x, y) : kk_float_new(r->vm, x);
}

KK_MUST_CHECK static Value get_str(Reader *r, uint8_t letter)
{
    size_t n, bad_at, bad_len;
    bool latin = letter != 'u' && letter != 't';
    Value bytes = take_count(r, letter != 'z' && letter != 'Z', "string size out of range", &n) ? take_bytes(r, n) : KK_ERROR;
    if (bytes == KK_ERROR)
        return KK_ERROR;
    Span text = kk_bytes_span(bytes);
    bool plain = true;
    for (size_t i = 0; latin && plain && i < n; i++)
        plain = text.at[i] < 0x80;
    plain = latin ? plain : kk_utf8_valid(text, &bad_at, &bad_len);
    Value str = plain ? kk_str_new(r->vm, text) : decode(r, text, latin ? "latin-1" : "utf-8");
    bool interned = letter == 't' || letter == 'A' || letter == 'Z';
    return interned && str != KK_ERROR ? kk_intern_str(r->vm, str) : str;
}

KK_MUST_CHECK static Value get_code(Reader *r)
{
    size_t n;
    Value bytes = take_count(r, true, "bytes object size out of range", &n) ? take_bytes(r, n) : KK_ERROR;
    Value code = bytes == KK_ERROR ? KK_ERROR : kk_codefile_load(r->vm, kk_bytes_span(bytes));
    return code == KK_ERROR && kk_pending_clear(r->vm, KK_ImportError) ? bad(r, "code of another version, or damaged") : code;
}

/* ---- containers ---- */

/* The next value, which has to be one. */
KK_MUST_CHECK static Value get_item(Reader *r, const char *owner)
{
    Value v = get(r);
    if (v == KK_UNSET && !kk_failed(r->vm))
        kk_raise(r->vm, KK_TypeError, "NULL object in marshal data for %s", owner);
    return v;
}

KK_MUST_CHECK static Value get_list(Reader *r, Value list, size_t n, const char *owner)
{
    for (size_t i = 0; i < n; i++) {
        Value item = get_item(r, owner);
        if (item == KK_ERROR || !kk_list_append(r->vm, list, item))
            return KK_ERROR;
    }
    return list;
}

KK_MUST_CHECK static Value get_tuple(Reader *r, bool wide)
{
    size_t n;
    Value list = take_count(r, wide, "tuple size out of range", &n) ? kk_list_new(r->vm, 0) : KK_ERROR;
    return list == KK_ERROR || get_list(r, list, n, "tuple") == KK_ERROR ? KK_ERROR : kk_list_to_tuple(r->vm, list);
}

KK_MUST_CHECK static Value get_set(Reader *r, Value set)
{
    size_t n;
    if (!take_count(r, true, "set size out of range", &n))
        return KK_ERROR;
    for (size_t i = 0; i < n; i++) {
        Value item = get_item(r, "set");
        if (item == KK_ERROR || !kk_set_add(r->vm, set, item))
            return KK_ERROR;
    }
    return set;
}

KK_MUST_CHECK static Value get_dict(Reader *r, Value dict)
{
    for (;;) {
        Value key = get(r), value = key == KK_UNSET ? KK_UNSET : get(r);
        if (kk_failed(r->vm))
            return KK_ERROR;
        if (value == KK_UNSET)
            return dict;
        if (!kk_dict_set(r->vm, dict, key, value))
            return KK_ERROR;
    }
}

/* ---- all ---- */

/* Gives the value its number. */
KK_MUST_CHECK static bool number(Reader *r, bool flag, Value v)
{
    return !flag || kk_list_append(r->vm, r->refs, v);
}

KK_MUST_CHECK static Value get_ref(Reader *r)
{
    uint64_t i;
    if (!take_number(r, 4, &i))
        return KK_ERROR;
    Value v = i < kk_list_len(r->refs) ? kk_list_at(r->refs, (size_t)i) : kk_ellipsis;
    return v == kk_ellipsis ? bad(r, "invalid reference") : v;
}

/* A container: those that can hold themselves have their number before what is in them. */
KK_MUST_CHECK static Value get_container(Reader *r, uint8_t letter, bool flag)
{
    Vm *vm = r->vm;
    size_t n, at = kk_list_len(r->refs);
    if (letter == '(' || letter == ')' || letter == '>') {
        if (!number(r, flag, kk_ellipsis))
            return KK_ERROR;
        Value v = letter == '>' ? kk_set_new_of(vm, &kk_type_frozenset) : get_tuple(r, letter == '(');
        v = letter == '>' && v != KK_ERROR ? get_set(r, v) : v;
        if (v != KK_ERROR && flag)
            kk_list_items(r->refs)[at] = v;
        return v;
    }
    Value v = letter == '[' ? kk_list_new(vm, 0) : letter == '{' ? kk_dict_new(vm, 0) : kk_set_new(vm);
    if (v == KK_ERROR || !number(r, flag, v))
        return KK_ERROR;
    if (letter != '[')
        return letter == '{' ? get_dict(r, v) : get_set(r, v);
    return take_count(r, true, "list size out of range", &n) ? get_list(r, v, n, "list") : KK_ERROR;
}

KK_MUST_CHECK static Value get_simple(Reader *r, uint8_t letter)
{
    size_t n;
    switch (letter) {
    case 'i': case 'I': case 'l': case 'f': case 'g': case 'x': case 'y':
        return get_number(r, letter);
    case 'u': case 't': case 'a': case 'A': case 'z': case 'Z':
        return get_str(r, letter);
    case 's':
        return take_count(r, true, "bytes object size out of range", &n) ? take_bytes(r, n) : KK_ERROR;
    case 'c':
        return get_code(r);
    default:
        return bad(r, "unknown type code");
    }
}

static Value get_inside(Reader *r, uint8_t letter, bool flag)
{
    switch (letter) {
    case '0':
        return KK_UNSET;
    case 'N':
        return kk_none;
    case 'T':
        return kk_true;
    case 'F':
        return kk_false;
    case '.':
        return kk_ellipsis;
    case 'S':
        return KK_REF(&kk_type_StopIteration);
    case 'r':
        return get_ref(r);
    case '(': case ')': case '[': case '{': case '<': case '>':
        return get_container(r, letter, flag);
    default: {
        Value v = get_simple(r, letter);
        return v != KK_ERROR && number(r, flag, v) ? v : KK_ERROR;
    }
    }
}

static Value get(Reader *r)
{
    uint64_t letter;
    if (!take_number(r, 1, &letter)) {
        if (kk_pending_clear(r->vm, KK_EOFError))
            kk_raise(r->vm, KK_EOFError, "EOF read where object expected");
        return KK_ERROR;
    }
    if (++r->depth > MARSHAL_DEPTH || !kk_depth_enter(r->vm)) {
        (void)kk_pending_clear(r->vm, KK_RecursionError);
        return kk_raise(r->vm, KK_ValueError, "recursion limit exceeded");
    }
    Value v = get_inside(r, (uint8_t)(letter & ~(uint64_t)MARSHAL_FLAG), (letter & MARSHAL_FLAG) != 0);
    kk_depth_leave(r->vm);
    r->depth--;
    return v;
}

KK_MUST_CHECK static Value read_one(Vm *vm, Span data, Value file)
{
    Reader r = {vm, data, file, kk_list_new(vm, 0), 0};
    return r.refs == KK_ERROR ? KK_ERROR : get_item(&r, "object");
}

Value kk_marshal_read(Vm *vm, Span data) { return read_one(vm, data, KK_UNSET); }

Value kk_marshal_read_file(Vm *vm, Value file) { return read_one(vm, (Span){NULL, 0}, file); }
