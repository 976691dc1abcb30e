/*
 * array.c: the type array.array: its storage, slots and array(...).
 *
 * Items lie in a blob as the C compiler would lay them out. The blob may be longer than the items
 * take; it is replaced when they outgrow it, so code that has run Python code reads it again.
 *
 * Layer: types.   Tests: tests/modules/array/.
 */
#include "types/array_impl.h"

#include "base/utf8.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/number.h"
#include "types/sequence.h"
#include "types/slice.h"
#include "types/str/str.h"

static const Layout array_layout = {.words = 4, .refs = 1u << 1};

/* Characters, as CPython's deprecated code u has them: on computers only. */
static bool is_text(uintptr_t format) { return KK_WORD_BITS == 64 && format == 'u'; }

/* @gc never */
size_t kk_array_item_size(const ArrayObj *array)
{
    return is_text(array->format) ? 4 : kk_item_size((uint32_t)array->format, true);
}

/* @gc never */
uint8_t *kk_array_at(const ArrayObj *array, size_t i)
{
    return KK_OBJ(BlobObj, array->blob)->at + i * kk_array_item_size(array);
}

static bool is_code(uint32_t c)
{
    return is_text(c) || (c != 'c' && c != '?' && c != 'e' && c != 'n' && c != 'N' && c != 'P' &&
           kk_item_size(c, true) != 0);
}

/* @gc may collect */
Value kk_array_new(Vm *vm, const TypeObj *cls, uintptr_t format, size_t n)
{
    Value v = kk_object_new(vm, cls, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(ArrayObj, v)->format = format;
    return kk_array_resize(vm, v, n) ? v : KK_ERROR;
}

/* @gc may collect */
bool kk_array_resize(Vm *vm, Value self, size_t n)
{
    ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array);
    size_t have = array->blob == KK_UNSET ? 0 : kk_len_of(array->blob) / size;
    if (n > KK_LEN_MAX / size)
        return kk_raise_memory(vm) != KK_ERROR;
    if (n > have || n < have / 4) {
        /* Growing leaves an eighth of room; the first size is exact. */
        size_t room = n + (array->len == 0 || n <= array->len ? 0 : n / 8 + 4);
        if (room > KK_LEN_MAX / size)
            room = n;
        Value blob = array->blob == KK_UNSET ? kk_blob_new(vm, room * size)
                                             : kk_blob_resize(vm, array->blob, room * size);
        if (blob == KK_ERROR)
            return false;
        array->blob = blob;
    }
    array->len = n;
    return true;
}

/* @gc may collect */
Value kk_array_get(Vm *vm, Value self, size_t i)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (is_text(array->format)) {
        uint32_t c;
        memcpy(&c, kk_array_at(array, i), sizeof c);
        return c > 0x10FFFF ? kk_raise(vm, KK_ValueError, "chr() arg not in range(0x110000)") : kk_str_char(vm, c);
    }
    return kk_item_get(vm, kk_array_at(array, i), (uint32_t)array->format,
                       kk_array_item_size(array), false);
}

/* What CPython says of a value that does not fit; its words differ from code to code. */
static bool range_error(Vm *vm, uint32_t format, ItemError error)
{
    static const char names[] = "bBhHiI";
    static const char *const words[] = {KK_TEXT("signed char"), KK_TEXT("unsigned byte integer"),
                                        KK_TEXT("signed short integer"), KK_TEXT("unsigned short"),
                                        KK_TEXT("signed integer"), KK_TEXT("unsigned int")};
    if (kk_item_is_float(format))
        return kk_raise_false(vm, KK_OverflowError, "float too large to store");
    if (format == 'I' && error == ITEM_TOO_SMALL)
        return kk_raise_false(vm, KK_OverflowError, "can't convert negative value to unsigned int");
    for (size_t i = 0; i + 1 < sizeof names; i++) {
        if (kk_rom_byte((const uint8_t *)&names[i]) == format) {
            return kk_raise_false(vm, KK_OverflowError, "%s is %s", words[i],
                                  error == ITEM_TOO_SMALL ? "less than minimum"
                                                          : "greater than maximum");
        }
    }
    return kk_raise_false(vm, KK_OverflowError, "int too big to convert");
}

/* v, a str of one character, as an item. */
static bool convert_char(Vm *vm, Value v, uint8_t *out)
{
    Value str = kk_as_kind(v, KIND_STR);
    Span text = str == KK_UNSET ? (Span){NULL, 0} : kk_str_span(str);
    if (str == KK_UNSET || kk_utf8_count(text) != 1)
        return kk_raise_false(vm, KK_TypeError, "array item must be unicode character");
    size_t n;
    uint32_t c = kk_utf8_decode(text.at, &n);
    memcpy(out, &c, sizeof c);
    return true;
}

/* @gc may collect */
bool kk_array_convert(Vm *vm, Value v, uint32_t format, uint8_t *out)
{
    if (is_text(format))
        return convert_char(vm, v, out);
    ItemError error = kk_item_put(vm, v, out, format, kk_item_size(format, true), false);
    if (error == ITEM_STORED)
        return true;
    if (error == ITEM_RAISED)
        return false;
    if (error != ITEM_WRONG_TYPE)
        return range_error(vm, format, error);
    return kk_raise_false(vm, KK_TypeError,
                          kk_item_is_float(format)
                              ? "must be real number, not %T"
                              : "'%T' object cannot be interpreted as an integer",
                          v);
}

/* @gc may collect */
bool kk_array_put(Vm *vm, Value self, size_t i, Value v)
{
    uint8_t item[8];
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (!kk_array_convert(vm, v, (uint32_t)array->format, item))
        return false;
    /* The conversion may have run Python code that shortened the array. */
    if (i < array->len)
        memcpy(kk_array_at(array, i), item, kk_array_item_size(array));
    return true;
}

/* @gc may collect */
bool kk_array_append_value(Vm *vm, Value self, Value v)
{
    uint8_t item[8];
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (!kk_array_convert(vm, v, (uint32_t)array->format, item) ||
        !kk_array_resize(vm, self, array->len + 1))
        return false;
    memcpy(kk_array_at(array, array->len - 1), item, kk_array_item_size(array));
    return true;
}

/* @gc never */
bool kk_array_is(Value v)
{
    return kk_is(v, &kk_type_array);
}

/* @gc may collect */
bool kk_array_add_bytes(Vm *vm, Value self, Span bytes)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array), n = array->len;
    if (bytes.len % size != 0)
        return kk_raise_false(vm, KK_ValueError, "bytes length not a multiple of item size");
    if (bytes.len == 0)
        return true;
    if (!kk_array_resize(vm, self, n + bytes.len / size))
        return false;
    kk_bytes_copy(kk_array_at(array, n), bytes.at, bytes.len);
    return true;
}

/* @gc may collect */
bool kk_array_add_items(Vm *vm, Value self, Value iterable)
{
    if (kk_array_is(iterable)) {
        const ArrayObj *array = KK_OBJ(ArrayObj, self), *other = KK_OBJ(ArrayObj, iterable);
        if (array->format != other->format)
            return kk_raise_false(vm, KK_TypeError, "can only extend with array of same kind");
        size_t n = array->len, more = other->len, size = kk_array_item_size(array);
        if (more == 0)
            return true;
        if (!kk_array_resize(vm, self, n + more))
            return false;
        memcpy(kk_array_at(array, n), kk_array_at(other, 0), more * size);
        return true;
    }
    Cursor cursor;
    Value item;
    if (!kk_iter_begin(vm, &cursor, iterable))
        return false;
    while ((item = kk_iter_advance(vm, &cursor)) != KK_END) {
        if (item == KK_ERROR || !kk_array_append_value(vm, self, item))
            return false;
    }
    return true;
}

/* The items that array(code, source) begins with. */
static bool fill(Vm *vm, Value self, Value source)
{
    uint32_t format = (uint32_t)KK_OBJ(ArrayObj, self)->format;
    Span bytes;
    if (kk_as_kind(source, KIND_STR) != KK_UNSET && !is_text(format)) {
        return kk_raise_false(vm, KK_TypeError,
                              "cannot use a str to initialize an array with typecode '%c'",
                              (int)format);
    }
    if (kk_bytes_like(source, &bytes))
        return kk_array_add_bytes(vm, self, bytes);
    if (kk_array_is(source) && KK_OBJ(ArrayObj, source)->format != format) {
        if (is_text(KK_OBJ(ArrayObj, source)->format))
            return kk_raise_false(vm, KK_TypeError, "cannot use a unicode array to initialize an array with typecode '%c'",
                                  (int)format);
        source = kk_call1(vm, KK_REF(&kk_type_list), source);
        if (source == KK_ERROR)
            return false;
    }
    return kk_array_add_items(vm, self, source);
}

/* array(typecode, initializer=()) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (cls == KK_REF(&kk_type_array) && !kk_number_no_keywords(vm, args, kw, "array.array"))
        return KK_ERROR;
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "array() takes at least 1 argument (0 given)");
    if (args.n > 2)
        return kk_raise(vm, KK_TypeError, "array() takes at most 2 arguments (%zu given)", args.n);
    Value code = kk_as_kind(args.pos[0], KIND_STR);
    if (code == KK_UNSET || kk_len_of(code) != 1) {
        return kk_raise(vm, KK_TypeError, "array() argument 1 must be a unicode character, not %T",
                        args.pos[0]);
    }
    uint32_t format = kk_rom_byte(kk_str_span(code).at);
    if (!is_code(format)) {
        return kk_raise(vm, KK_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, "
                                           "Q, f or d)");
    }
    Value self = kk_array_new(vm, KK_OBJ(const TypeObj, cls), format, 0);
    if (self == KK_ERROR || args.n < 2)
        return self;
    return fill(vm, self, args.pos[1]) ? self : KK_ERROR;
}

static Value repr(Vm *vm, Value self)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (is_text(array->format) && array->len > 0) {
        Value text = kk_call_method(vm, self, KK_N(tounicode), NULL, 0);
        return text == KK_ERROR ? KK_ERROR : kk_format_message(vm, "%T('u', %R)", self, text);
    }
    if (!kk_strbuf_add(&b, kk_str_span(kk_type_of(self)->name)) || !kk_strbuf_add_text(&b, "('") || !kk_strbuf_add_char(&b, (uint32_t)array->format) ||
        !kk_strbuf_add_text(&b, array->len == 0 ? "'" : "', ["))
        return KK_ERROR;
    for (size_t i = 0; i < array->len; i++) {
        Value item = kk_array_get(vm, self, i);
        if (item == KK_ERROR || (i > 0 && !kk_strbuf_add_text(&b, ", ")) ||
            !kk_strbuf_add_repr(&b, item))
            return KK_ERROR;
    }
    if (!kk_strbuf_add_text(&b, array->len == 0 ? ")" : "])"))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

/* Where the items of two arrays differ first; *at may be the length of the shorter. */
static bool first_difference(Vm *vm, Value a, Value b, size_t *at)
{
    const ArrayObj *x = KK_OBJ(ArrayObj, a), *y = KK_OBJ(ArrayObj, b);
    for (*at = 0; *at < x->len && *at < y->len; ++*at) {
        bool equal;
        Value i = kk_array_get(vm, a, *at), j = i == KK_ERROR ? KK_ERROR : kk_array_get(vm, b, *at);
        Value same = j == KK_ERROR ? KK_ERROR : kk_compare(vm, i, j, CMP_EQ); /* a NaN is not even itself */
        if (same == KK_ERROR || !kk_truth(vm, same, &equal))
            return false;
        if (!equal)
            break;
    }
    return true;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    size_t at;
    if (!kk_array_is(a) || !kk_array_is(b))
        return kk_not_implemented;
    const ArrayObj *x = KK_OBJ(ArrayObj, a), *y = KK_OBJ(ArrayObj, b);
    if ((op == CMP_EQ || op == CMP_NE) && x->len != y->len)
        return kk_bool(op == CMP_NE);
    if (!first_difference(vm, a, b, &at))
        return KK_ERROR;
    if (at >= x->len || at >= y->len)
        return kk_compare(vm, kk_smallint((intptr_t)x->len), kk_smallint((intptr_t)y->len), op);
    if (op == CMP_EQ || op == CMP_NE)
        return kk_bool(op == CMP_NE);
    Value i = kk_array_get(vm, a, at), j = i == KK_ERROR ? KK_ERROR : kk_array_get(vm, b, at);
    return j == KK_ERROR ? KK_ERROR : kk_compare(vm, i, j, op);
}

static Value iter(Vm *vm, Value self)
{
    return kk_iter_seq_new(vm, &kk_type_iterator, self);
}

static bool len(Vm *vm, Value self, size_t *n)
{
    *n = KK_OBJ(ArrayObj, self)->len;
    return true;
}

/* What the slice selects. Its __index__ methods may have changed the length: then it is an error. */
static bool resolve(Vm *vm, Value self, Value key, SliceRange *range)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t n = array->len;
    if (!kk_slice_resolve(vm, key, n, range))
        return false;
    return n == array->len ||
           kk_raise_false(vm, KK_RuntimeError, "array changed size while it was indexed");
}

/* The index that key stands for, of an array that is as long as it was before. */
KK_SAYS(resolve_index, 3)
static bool resolve_index(Vm *vm, Value self, Value key, const char *message, size_t *i)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (!kk_sequence_is_index(vm, key))
        return kk_raise_false(vm, KK_TypeError, "array indices must be integers");
    if (!kk_sequence_index(vm, key, array->len, message, i))
        return false;
    return *i < array->len || kk_raise_false(vm, KK_IndexError, "%s", message);
}

static Value get_slice(Vm *vm, Value self, Value key)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    SliceRange range;
    if (!resolve(vm, self, key, &range))
        return KK_ERROR;
    Value r = kk_array_new(vm, &kk_type_array, array->format, range.count);
    if (r == KK_ERROR)
        return KK_ERROR;
    size_t size = kk_array_item_size(array);
    for (size_t i = 0; i < range.count; i++) {
        size_t from = (size_t)(range.start + (intptr_t)i * range.step);
        memcpy(kk_array_at(KK_OBJ(ArrayObj, r), i), kk_array_at(array, from), size);
    }
    return r;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t i;
    if (kk_smallint_is(key) && (uintptr_t)kk_smallint_get(key) < array->len)
        return kk_array_get(vm, self, (size_t)kk_smallint_get(key));
    if (kk_slice_is(key))
        return get_slice(vm, self, key);
    if (!resolve_index(vm, self, key, "array index out of range", &i))
        return KK_ERROR;
    return kk_array_get(vm, self, i);
}

/* Replaces the items from start to stop by n others at from (which may be NULL when n is 0). */
static bool splice(Vm *vm, Value self, size_t start, size_t stop, Value source, size_t n)
{
    ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array), old = array->len, tail = old - stop;
    size_t wanted = start + n + tail;
    Value copy = source;
    if (source == self) {
        Value all = kk_slice_new(vm, kk_none, kk_none, kk_none);
        copy = all == KK_ERROR ? KK_ERROR : get_slice(vm, self, all);
        if (copy == KK_ERROR)
            return false;
    }
    if (wanted > old && !kk_array_resize(vm, self, wanted))
        return false;
    if (tail > 0)
        memmove(kk_array_at(array, start + n), kk_array_at(array, stop), tail * size);
    if (n > 0)
        memcpy(kk_array_at(array, start), kk_array_at(KK_OBJ(ArrayObj, copy), 0), n * size);
    return wanted >= old || kk_array_resize(vm, self, wanted);
}

static bool set_slice(Vm *vm, Value self, Value key, Value value)
{
    ArrayObj *array = KK_OBJ(ArrayObj, self);
    SliceRange range;
    size_t n = 0;
    if (value != KK_UNSET) {
        if (!kk_array_is(value)) {
            return kk_raise_false(vm, KK_TypeError,
                                  "can only assign array (not \"%T\") to array slice", value);
        }
        if (KK_OBJ(ArrayObj, value)->format != array->format)
            return kk_raise_false(vm, KK_TypeError, "bad argument type for built-in operation");
    }
    if (!resolve(vm, self, key, &range))
        return false;
    if (value != KK_UNSET)
        n = KK_OBJ(ArrayObj, value)->len;
    if (range.step == 1 || (value == KK_UNSET && range.count == 0)) {
        size_t start = (size_t)range.start;
        return splice(vm, self, start, start + range.count, value, n);
    }
    if (value != KK_UNSET && n != range.count) {
        return kk_raise_false(vm, KK_ValueError,
                              "attempt to assign array of size %zu to extended slice of size %zu",
                              n, range.count);
    }
    if (value == self) {
        Value all = kk_slice_new(vm, kk_none, kk_none, kk_none);
        value = all == KK_ERROR ? KK_ERROR : get_slice(vm, self, all);
        if (value == KK_ERROR)
            return false;
    }
    size_t size = kk_array_item_size(array);
    for (size_t i = 0; value != KK_UNSET && i < n; i++) {
        memcpy(kk_array_at(array, (size_t)(range.start + (intptr_t)i * range.step)),
               kk_array_at(KK_OBJ(ArrayObj, value), i), size);
    }
    /* Deletion from the high end down, so that the places of the others stay. */
    for (size_t i = range.count; value == KK_UNSET && i-- > 0;) {
        size_t k = range.step < 0 ? range.count - 1 - i : i;
        size_t at = (size_t)(range.start + (intptr_t)k * range.step);
        if (!splice(vm, self, at, at + 1, KK_UNSET, 0))
            return false;
    }
    return true;
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    size_t i;
    if (kk_slice_is(key))
        return set_slice(vm, self, key, value);
    if (!resolve_index(vm, self, key, "array assignment index out of range", &i))
        return false;
    if (value == KK_UNSET)
        return kk_array_remove_at(vm, self, i);
    return kk_array_put(vm, self, i, value);
}

/* @gc may collect */
bool kk_array_remove_at(Vm *vm, Value self, size_t i)
{
    return splice(vm, self, i, i + 1, KK_UNSET, 0);
}

/* @gc may collect */
bool kk_array_insert_value(Vm *vm, Value self, size_t i, Value v)
{
    if (!kk_array_append_value(vm, self, v))
        return false;
    ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array), last = array->len - 1;
    uint8_t item[8];
    if (i >= last)
        return true;
    memcpy(item, kk_array_at(array, last), size);
    memmove(kk_array_at(array, i + 1), kk_array_at(array, i), (last - i) * size);
    memcpy(kk_array_at(array, i), item, size);
    return true;
}

/* @gc may collect */
bool kk_array_search(Vm *vm, Value self, Value v, size_t from, size_t *at)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    for (*at = from; *at < array->len; ++*at) {
        bool equal;
        Value item = kk_array_get(vm, self, *at);
        if (item == KK_ERROR || !kk_equal(vm, item, v, &equal))
            return false;
        if (equal)
            return true;
    }
    *at = SIZE_MAX;
    return true;
}

static Value contains(Vm *vm, Value self, Value v)
{
    size_t at;
    return kk_array_search(vm, self, v, 0, &at) ? kk_bool(at != SIZE_MAX) : KK_ERROR;
}

static Value concatenate(Vm *vm, Value a, Value b)
{
    if (!kk_array_is(b))
        return kk_raise(vm, KK_TypeError, "can only append array (not \"%T\") to array", b);
    const ArrayObj *x = KK_OBJ(ArrayObj, a), *y = KK_OBJ(ArrayObj, b);
    if (x->format != y->format)
        return kk_raise(vm, KK_TypeError, "bad argument type for built-in operation");
    Value r = kk_array_new(vm, &kk_type_array, x->format, x->len + y->len);
    if (r == KK_ERROR)
        return KK_ERROR;
    size_t size = kk_array_item_size(x);
    if (x->len > 0)
        memcpy(kk_array_at(KK_OBJ(ArrayObj, r), 0), kk_array_at(x, 0), x->len * size);
    if (y->len > 0)
        memcpy(kk_array_at(KK_OBJ(ArrayObj, r), x->len), kk_array_at(y, 0), y->len * size);
    return r;
}

/* Makes self, n items long, times as long. */
static bool repeat_in_place(Vm *vm, Value self, intptr_t times)
{
    ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t n = array->len, size = kk_array_item_size(array);
    if (times <= 0)
        return kk_array_resize(vm, self, 0);
    if (n > 0 && (size_t)times > KK_LEN_MAX / size / n)
        return kk_raise_memory(vm) != KK_ERROR;
    if (!kk_array_resize(vm, self, n * (size_t)times))
        return false;
    for (size_t i = n; i < array->len; i += n)
        memcpy(kk_array_at(array, i), kk_array_at(array, 0), n * size);
    return true;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op == BIN_ADD && kk_array_is(a))
        return concatenate(vm, a, b);
    if (op != BIN_MUL)
        return kk_not_implemented;
    Value self = kk_array_is(a) ? a : b, count = kk_array_is(a) ? b : a;
    intptr_t times;
    if (!kk_int_is(count))
        return kk_sequence_bad_repeat(vm, count);
    if (!kk_index(vm, count, &times))
        return KK_ERROR;
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    Value r = kk_array_new(vm, &kk_type_array, array->format, array->len);
    if (r == KK_ERROR)
        return KK_ERROR;
    if (array->len > 0) {
        memcpy(kk_array_at(KK_OBJ(ArrayObj, r), 0), kk_array_at(array, 0),
               array->len * kk_array_item_size(array));
    }
    return repeat_in_place(vm, r, times) ? r : KK_ERROR;
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    intptr_t times;
    if (op == BIN_ADD) {
        if (!kk_array_is(other)) {
            return kk_raise(vm, KK_TypeError, "can only extend with array (not \"%T\")", other);
        }
        return kk_array_add_items(vm, self, other) ? self : KK_ERROR;
    }
    if (op != BIN_MUL)
        return kk_not_implemented;
    if (!kk_int_is(other))
        return kk_sequence_bad_repeat(vm, other);
    return kk_index(vm, other, &times) && repeat_in_place(vm, self, times) ? self : KK_ERROR;
}

static bool buffer(Vm *vm, Value self, Buffer *out)
{
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    size_t size = kk_array_item_size(array);
    out->at = array->blob == KK_UNSET ? NULL : KK_OBJ(BlobObj, array->blob)->at;
    out->len = array->len * size;
    out->format = (uint32_t)array->format;
    out->item = (uint32_t)size;
    out->readonly = false;
    return true;
}

static const TypeSlots array_slots = {
    .make = make, .repr = repr, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = len, .getitem = getitem, .setitem = setitem, .contains = contains,
        .binary = binary, .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL), .inplace = inplace},
    .rare = &(const RareSlots){.buffer = buffer},
};

KK_TYPE(array, object) = {KK_TYPE_HEAD(array, object, &array_layout, 0), .slots = &array_slots};
