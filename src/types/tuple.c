/*
 * tuple.c: tuples, and what comparing and searching tuples and lists have in common.
 *
 * Layer: types.   Tests: tests/types/tuple/.
 */
#include "types/tuple.h"

#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/sequence.h"
#include "types/slice.h"
#include "types/str/str.h"

const TupleObj kk_empty_tuple = {KK_HEADER(KIND_TUPLE, 0)};

Value kk_tuple_new(Vm *vm, size_t n)
{
    if (n == 0)
        return KK_EMPTY_TUPLE;
    if (n > KK_LEN_MAX / sizeof(Value))
        return kk_raise_memory(vm);
    return kk_object_new_compact(vm, KK_HEADER(KIND_TUPLE, n),
                                 sizeof(TupleObj) + n * sizeof(Value));
}

Value kk_tuple_from(Vm *vm, const Value *items, size_t n)
{
    Value tuple = kk_tuple_new(vm, n);
    if (tuple != KK_ERROR && n != 0)
        memcpy(kk_tuple_items(tuple), items, n * sizeof(Value));
    return tuple;
}

Value kk_tuple_pair(Vm *vm, Value a, Value b)
{
    Value tuple = kk_tuple_new(vm, 2);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    kk_tuple_items(tuple)[0] = a;
    kk_tuple_items(tuple)[1] = b;
    return tuple;
}

Value kk_tuple_from_iterable(Vm *vm, Value iterable)
{
    if (kk_tuple_is(iterable))
        return iterable;
    Value list = kk_list_is(iterable) ? iterable : kk_list_from_iterable(vm, iterable);
    return list == KK_ERROR ? KK_ERROR : kk_list_to_tuple(vm, list);
}

bool kk_tuple_view(Value v, const Value **items, size_t *n)
{
    if (!kk_ref_is(v))
        return false;
    uintptr_t header = kk_header(v);
    *n = kk_header_len(header);
    switch (header & KK_HEADER_KIND_MASK) {
    case KK_HEADER(KIND_TUPLE, 0):
        *items = KK_OBJ(TupleObj, v)->at;
        return true;
    case KK_HEADER(KIND_LIST, 0):
        *items = kk_list_items(v);
        return true;
    default:
        return false;
    }
}

/* ---- comparing and searching ---- */

/* Small ints with this bit changed are in the order of unsigned words. */
#define SIGN ((Value)1 << (KK_WORD_BITS - 1))

static Value order(CompareOp op, size_t an, size_t bn)
{
    switch (op) {
    case CMP_LT:
        return kk_bool(an < bn);
    case CMP_LE:
        return kk_bool(an <= bn);
    case CMP_EQ:
        return kk_bool(an == bn);
    case CMP_NE:
        return kk_bool(an != bn);
    case CMP_GT:
        return kk_bool(an > bn);
    default:
        return kk_bool(an >= bn);
    }
}

/* The first item in which they differ decides; if there is none, the lengths do. */
static Value compare_items(Vm *vm, Value a, Value b, CompareOp op)
{
    const Value *ai, *bi;
    size_t an, bn;
    for (size_t i = 0;; i++) {
        if (!kk_tuple_view(a, &ai, &an) || !kk_tuple_view(b, &bi, &bn))
            return kk_not_implemented;
        size_t n = an < bn ? an : bn;
        while (i < n && ai[i] == bi[i])
            i++;
        if (i >= n)
            return order(op, an, bn);
        Value x = ai[i], y = bi[i];
        if (kk_smallint_both(x, y))
            return order(op, (size_t)(x ^ SIGN), (size_t)(y ^ SIGN));
        if (op != CMP_EQ && op != CMP_NE && kk_ref_is(x) && kk_ref_is(y) && kk_str_is(x) && kk_str_is(y)) {
            int sign = kk_str_compare(x, y);
            if (sign == 0)
                continue;
            return order(op, (size_t)(sign > 0), (size_t)(sign < 0));
        }
        bool equal;
        if (!kk_equal(vm, x, y, &equal))
            return KK_ERROR;
        if (!equal && kk_tuple_view(a, &ai, &an) && kk_tuple_view(b, &bi, &bn) && (i >= an || i >= bn))
            return order(op, an, bn);
        if (!equal)
            return op == CMP_EQ ? kk_false : op == CMP_NE ? kk_true : kk_compare(vm, x, y, op);
    }
}

Value kk_tuple_compare_items(Vm *vm, Value a, Value b, CompareOp op)
{
    if ((op == CMP_EQ || op == CMP_NE) && kk_len_of(a) != kk_len_of(b))
        return kk_bool(op == CMP_NE);
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    Value r = compare_items(vm, a, b, op);
    kk_depth_leave(vm);
    return r;
}

bool kk_tuple_find(Vm *vm, Value seq, Value item, size_t start, size_t stop, bool *found,
                   size_t *at)
{
    const Value *items;
    size_t n;
    *found = false;
    for (size_t i = start; kk_tuple_view(seq, &items, &n) && i < n && i < stop; i++) {
        /* A small int equals no other small int: such a run is passed over at once. */
        if (kk_smallint_is(item)) {
            size_t end = n < stop ? n : stop;
            while (i < end && kk_smallint_is(items[i]) && items[i] != item)
                i++;
            if (i == end)
                return true;
        }
        Value one = items[i];
        if (one != item && !kk_equal(vm, one, item, found))
            return false;
        if (one == item || *found) {
            *found = true;
            *at = i;
            return true;
        }
    }
    return true;
}

/* ---- slots ---- */

static Value get_slice(Vm *vm, Value tuple, Value key)
{
    SliceRange range;
    size_t n = kk_tuple_len(tuple);
    if (!kk_slice_resolve(vm, key, n, &range))
        return KK_ERROR;
    if (range.count == n && range.step == 1)
        return tuple;
    Value result = kk_tuple_new(vm, range.count);
    if (result == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < range.count; i++) {
        size_t from = (size_t)(range.start + (intptr_t)i * range.step);
        kk_tuple_items(result)[i] = kk_tuple_at(tuple, from);
    }
    return result;
}

Value kk_tuple_getitem(Vm *vm, Value tuple, Value key)
{
    size_t n = kk_tuple_len(tuple), at;
    if (KK_LIKELY(kk_smallint_is(key))) {
        intptr_t i = kk_smallint_get(key);
        if (i < 0)
            i += (intptr_t)n;
        if ((size_t)i < n)
            return kk_tuple_at(tuple, (size_t)i);
        return kk_raise(vm, KK_IndexError, "tuple index out of range");
    }
    if (kk_slice_is(key))
        return get_slice(vm, tuple, key);
    if (!kk_sequence_is_index(vm, key))
        return kk_raise(vm, KK_TypeError, "tuple indices must be integers or slices, not %T", key);
    if (!kk_sequence_index(vm, key, n, "tuple index out of range", &at))
        return KK_ERROR;
    return kk_tuple_at(tuple, at);
}

static Value concat(Vm *vm, Value a, Value b)
{
    size_t an = kk_tuple_len(a), bn = kk_tuple_len(b);
    if (an == 0 || bn == 0)
        return an == 0 ? b : a;
    Value result = kk_tuple_new(vm, an + bn);
    if (result == KK_ERROR)
        return KK_ERROR;
    memcpy(kk_tuple_items(result), kk_tuple_items(a), an * sizeof(Value));
    memcpy(kk_tuple_items(result) + an, kk_tuple_items(b), bn * sizeof(Value));
    return result;
}

static Value repeat(Vm *vm, Value tuple, Value times)
{
    size_t n = kk_tuple_len(tuple), total;
    if (!kk_sequence_repeat_size(vm, times, n, &total))
        return KK_ERROR;
    if (total == n)
        return tuple;
    Value result = kk_tuple_new(vm, total);
    if (result != KK_ERROR && total != 0)
        kk_sequence_fill(kk_tuple_items(result), total, kk_tuple_items(tuple), n);
    return result;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op == BIN_ADD && kk_tuple_is(a))
        return kk_tuple_is(b) ? concat(vm, a, b) : kk_sequence_bad_concat(vm, a, b);
    if (op != BIN_MUL)
        return kk_not_implemented;
    Value tuple = kk_tuple_is(a) ? a : b, times = tuple == a ? b : a;
    if (!kk_sequence_is_index(vm, times))
        return kk_sequence_bad_repeat(vm, times);
    return repeat(vm, tuple, times);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    return kk_tuple_is(b) ? kk_tuple_compare_items(vm, a, b, op) : kk_not_implemented;
}

/* Small ints and strs need no call and no guard. */
static bool hash_item(Vm *vm, Value item, uintptr_t *result)
{
    if (kk_smallint_is(item)) {
        *result = (uintptr_t)kk_smallint_get(item);
        return true;
    }
    if (!kk_depth_enter(vm) || !kk_hash(vm, item, result))
        return false;
    kk_depth_leave(vm);
    return true;
}

/* After xxHash's rounds, in words of 32 bits: the same on every target but for what items give. */
static bool hash(Vm *vm, Value tuple, uintptr_t *result)
{
    uint32_t sum = 374761393u;
    for (size_t i = 0; i < kk_tuple_len(tuple); i++) {
        uintptr_t one;
        if (!hash_item(vm, kk_tuple_at(tuple, i), &one))
            return false;
        sum += (uint32_t)(one ^ (uint64_t)one >> 32) * 2246822519u;
        sum = (sum << 13 | sum >> 19) * 2654435761u;
    }
    sum += (uint32_t)kk_tuple_len(tuple) ^ 3527539u;
    *result = sum & 0x7FFFFFFFu;
    return true;
}

static Value contains(Vm *vm, Value tuple, Value item)
{
    bool found;
    size_t at;
    return kk_tuple_find(vm, tuple, item, 0, SIZE_MAX, &found, &at) ? kk_bool(found) : KK_ERROR;
}

static bool length(Vm *vm, Value tuple, size_t *n)
{
    *n = kk_tuple_len(tuple);
    return true;
}

static Value repr(Vm *vm, Value tuple)
{
    return kk_sequence_repr(vm, tuple, "(", ")", "(...)");
}

static Value iter(Vm *vm, Value tuple)
{
    return kk_iter_seq_new(vm, &kk_type_tuple_iterator, tuple);
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    Value given;
    if (!kk_sequence_one_argument(vm, "tuple", args, kw, &given))
        return KK_ERROR;
    return given == KK_UNSET ? KK_EMPTY_TUPLE : kk_tuple_from_iterable(vm, given);
}

static const TypeSlots tuple_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .getitem = kk_tuple_getitem, .contains = contains, .binary = binary,
        .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL)},
};

/* Instances have a compact header: there are no fields to describe. */
static const Layout tuple_layout = {.words = 1};

KK_TYPE(tuple, object) = {KK_TYPE_HEAD(tuple, object, &tuple_layout, TYPE_WRAPPED),
                          .slots = &tuple_slots};

/* The arguments of __new__ for copies and pickles. */
KK_METHOD(tuple, __getnewargs__, "()")
Value kk_tuple_m_getnewargs(Vm *vm, Value self, Args args)
{
    return kk_tuple_from(vm, &self, 1);
}
