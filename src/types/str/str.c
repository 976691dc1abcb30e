/*
 * str.c: the type str: construction, operators, comparison, and its slots.
 *
 * Layer: types.   Tests: tests/types/str/.
 */
#include "types/iter.h"
#include "types/tuple.h"
#include "types/str/str.h"

#include "base/utf8.h"
#include "types/codec.h"
#include "types/format.h"
#include "types/keywords.h"
#include "types/percent.h"

size_t kk_str_length(Value str)
{
    return kk_str_is_ascii(str) ? kk_len_of(str) : kk_utf8_count(kk_str_span(str));
}

Value kk_str_char(Vm *vm, uint32_t code)
{
    if (code < 0x80)
        return KK_CHAR(code);
    uint8_t bytes[4];
    size_t n = kk_utf8_encode(code, bytes);
    return kk_str_new(vm, (Span){bytes, n});
}

bool kk_str_only_char(Value str, uint32_t *code)
{
    Span text = kk_str_span(str);
    if (text.len == 0 || text.len > 4)
        return false;
    size_t size;
    *code = kk_utf8_decode(text.at, &size);
    return size == text.len;
}

int kk_str_compare(Value a, Value b)
{
    if (a == b)
        return 0;
    Span x = kk_str_span(a), y = kk_str_span(b);
    /* Most differ at once. */
    size_t n = KK_WORD_BITS == 32 ? 0 : x.len < y.len ? x.len : y.len;
    for (size_t i = 0; i < n && i < 4; i++) {
        if (x.at[i] != y.at[i])
            return x.at[i] < y.at[i] ? -1 : 1;
    }
    return kk_bytes_compare(x, y);
}

/* encoding and errors of str(), bytes() and bytearray(): strs or absent. */
bool kk_str_codec_arg(Vm *vm, Value v, const char *function, const char *what)
{
    if (v == KK_UNSET || kk_as_kind(v, KIND_STR) != KK_UNSET)
        return true;
    if (v == kk_none)
        return kk_raise_false(vm, KK_TypeError, "%s() argument '%s' must be str, not None",
                              function, what);
    return kk_raise_false(vm, KK_TypeError, "%s() argument '%s' must be str, not %T", function,
                          what, v);
}

static Value decode(Vm *vm, Value object, Value encoding, Value errors)
{
    if (!kk_str_codec_arg(vm, encoding, "str", "encoding") ||
        !kk_str_codec_arg(vm, errors, "str", "errors"))
        return KK_ERROR;
    if (kk_as_kind(object, KIND_STR) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "decoding str is not supported");
    Buffer buffer;
    if (!kk_buffer_arg(vm, object, &buffer)) {
        if (!kk_pending_clear(vm, KK_TypeError))
            return KK_ERROR;
        return kk_raise(vm, KK_TypeError, "decoding to str: need a bytes-like object, %T found",
                        object);
    }
    return kk_codec_decode(vm, (Span){buffer.at, buffer.len}, encoding, errors);
}

/* str(object='', encoding='utf-8', errors='strict') */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[3] = {KK_N(object), KK_N(encoding), KK_N(errors)};
    if (args.n == 1 && kw == KK_UNSET)
        return kk_str_is(args.pos[0]) ? args.pos[0] : kk_str(vm, args.pos[0]);
    Value given[3];
    if (!kk_keywords_bind(vm, "str", args, kw, names, 3, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return KK_N(empty);
    if (given[1] == KK_UNSET && given[2] == KK_UNSET)
        return kk_str(vm, given[0]);
    return decode(vm, given[0], given[1], given[2]);
}

static bool hash(Vm *vm, Value self, uintptr_t *hash)
{
    *hash = kk_str_hash(self);
    return true;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    a = kk_as_kind(a, KIND_STR);
    b = kk_as_kind(b, KIND_STR);
    if (a == KK_UNSET || b == KK_UNSET)
        return kk_not_implemented;
    if (op == CMP_EQ || op == CMP_NE)
        return kk_bool(kk_str_equal(a, b) == (op == CMP_EQ));
    int order = kk_str_compare(a, b);
    switch (op) {
    case CMP_LT:
        return kk_bool(order < 0);
    case CMP_LE:
        return kk_bool(order <= 0);
    case CMP_GT:
        return kk_bool(order > 0);
    default:
        return kk_bool(order >= 0);
    }
}

static bool len(Vm *vm, Value self, size_t *n)
{
    *n = kk_str_length(self);
    return true;
}

static bool truth(Vm *vm, Value self, bool *truth)
{
    *truth = kk_len_of(self) != 0;
    return true;
}

static Value contains(Vm *vm, Value self, Value item)
{
    Value part = kk_as_kind(item, KIND_STR);
    if (part == KK_UNSET)
        return kk_raise(vm, KK_TypeError,
                        "'in <string>' requires string as left operand, not %T", item);
    return kk_bool(kk_str_has(self, part));
}

/* other is an instance of a class with its own method for this operator: it gets its turn first. */
static bool other_has(Vm *vm, Value other, Value method)
{
    const TypeObj *type = kk_type_of(other);
    return (type->flags & TYPE_HEAP) && kk_type_lookup(vm, type, method) != KK_UNSET;
}

static Value add(Vm *vm, Value a, Value b)
{
    Value left = kk_as_kind(a, KIND_STR), right = kk_as_kind(b, KIND_STR);
    if (left == KK_UNSET)
        return kk_not_implemented;
    if (right != KK_UNSET)
        return kk_str_concat(vm, left, right);
    if (other_has(vm, b, KK_N(__radd__)))
        return kk_not_implemented;
    return kk_raise(vm, KK_TypeError, "can only concatenate str (not \"%T\") to str", b);
}

static Value multiply(Vm *vm, Value a, Value b)
{
    Value str = kk_as_kind(a, KIND_STR);
    Value times = b;
    if (str == KK_UNSET) {
        str = kk_as_kind(b, KIND_STR);
        times = a;
    }
    if (!kk_int_is(times) &&
        other_has(vm, times, times == b ? KK_N(__rmul__) : KK_N(__mul__)))
        return kk_not_implemented;
    if (!kk_keywords_has_index(vm, times))
        return kk_raise(vm, KK_TypeError, "can't multiply sequence by non-int of type '%T'", times);
    intptr_t n;
    return kk_keywords_count(vm, times, &n) ? kk_str_repeat(vm, str, n) : KK_ERROR;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    switch (op) {
    case BIN_ADD:
        return add(vm, a, b);
    case BIN_MUL:
        return multiply(vm, a, b);
    case BIN_MOD: {
        Value format = kk_as_kind(a, KIND_STR);
        return format == KK_UNSET ? kk_not_implemented : kk_percent_str(vm, format, b);
    }
    default:
        return kk_not_implemented;
    }
}

static Value itself(Vm *vm, Value self)
{
    return self;
}

static Value iter(Vm *vm, Value self)
{
    Value it = kk_object_new(vm, &kk_type_str_iterator, 0);
    if (it != KK_ERROR)
        KK_OBJ(StrIterObj, it)->str = self;
    return it;
}

static const TypeSlots str_slots = {
    .make = make, .repr = kk_str_repr, .hash = hash, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = len, .getitem = kk_str_getitem, .contains = contains, .binary = binary,
        .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL) | KK_OP_BOTH(BIN_MOD)},
    .rare = &(const RareSlots){.str = itself, .format = kk_format_str, .truth = truth},
};
/* The layout is that of an object with compact header: the heap finds the length there. */
static const Layout str_layout = {1, 0, TAIL_NONE, 0};

KK_TYPE(str, object) = {KK_TYPE_HEAD(str, object, &str_layout, 0), .slots = &str_slots};

/* ---- the iterator ---- */

static Value next(Vm *vm, Value self)
{
    StrIterObj *it = KK_OBJ(StrIterObj, self);
    if (it->str == KK_UNSET)
        return KK_END;
    Span rest = kk_span_skip(kk_str_span(it->str), it->offset);
    if (rest.len == 0) {
        it->str = KK_UNSET;
        return KK_END;
    }
    uint8_t lead = kk_rom_byte(rest.at);
    size_t size = kk_utf8_size(lead);
    it->offset += size;
    return lead < 0x80 ? KK_CHAR(lead) : kk_str_new(vm, kk_span_cut(rest, 0, size));
}

/* How many characters are left. */
KK_METHOD(str_iterator, __length_hint__, "()")
Value kk_str_iterator_length_hint(Vm *vm, Value self, Args args)
{
    StrIterObj *it = KK_OBJ(StrIterObj, self);
    if (it->str == KK_UNSET)
        return KK_INT(0);
    size_t n = kk_utf8_count(kk_span_skip(kk_str_span(it->str), it->offset));
    return kk_int_new(vm, (intptr_t)n);
}

/* How copies are made: iter(the characters that are left). */
KK_METHOD(str_iterator, __reduce__, "()")
Value kk_str_iterator_reduce(Vm *vm, Value self, Args args)
{
    StrIterObj *it = KK_OBJ(StrIterObj, self);
    Value rest = it->str == KK_UNSET ? KK_N(empty) : kk_str_new(vm, kk_span_skip(kk_str_span(it->str), it->offset));
    return rest == KK_ERROR ? KK_ERROR : kk_iter_reduced(vm, KK_UNSET, kk_tuple_from(vm, &rest, 1), KK_UNSET);
}

static const TypeSlots iterator_slots = {.iter = itself, .next = next};
static const Layout iterator_layout = {3, 1u << 1, TAIL_NONE, 0};

KK_TYPE(str_iterator, object) = {
    KK_TYPE_HEAD(str_iterator, object, &iterator_layout, TYPE_NO_NEW | TYPE_FINAL),
    .slots = &iterator_slots,
};
