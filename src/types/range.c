/*
 * range.c: range objects and their iterators.
 *
 * Everything is done in machine words where all of the bounds are small ints, and in ints of any
 * size otherwise.
 *
 * Layer: types.   Tests: tests/types/range/.
 */
#include "types/range.h"

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/int/int.h"
#include "types/iter.h"
#include "types/sequence.h"
#include "types/slice.h"
#include "types/tuple.h"

static RangeObj *range_of(Value v)
{
    return KK_OBJ(RangeObj, v);
}

/* ---- making ---- */

/* Items of a range, in words; the bounds are small ints, so nothing overflows. */
static size_t count_words(intptr_t start, intptr_t stop, intptr_t step)
{
    if (step > 0)
        return start < stop ? ((size_t)stop - (size_t)start - 1) / (size_t)step + 1 : 0;
    return start > stop ? ((size_t)start - (size_t)stop - 1) / (0 - (size_t)step) + 1 : 0;
}

static Value count_ints(Vm *vm, Value start, Value stop, Value step)
{
    bool down = kk_int_is_negative(step);
    Value low = down ? stop : start, high = down ? start : stop;
    if (kk_int_compare(low, high) >= 0)
        return KK_INT(0);
    Value span = kk_int_binary(vm, BIN_SUB, high, low);
    Value pace = down ? kk_int_unary(vm, UN_NEG, step) : step;
    if (span == KK_ERROR || pace == KK_ERROR)
        return KK_ERROR;
    Value last = kk_int_binary(vm, BIN_SUB, span, KK_INT(1));
    Value steps;
    if (last == KK_ERROR || !kk_int_divmod(vm, last, pace, &steps, NULL))
        return KK_ERROR;
    return kk_int_binary(vm, BIN_ADD, steps, KK_INT(1));
}

Value kk_range_new(Vm *vm, Value start, Value stop, Value step)
{
    Value length;
    if (kk_smallint_both(start, stop) && kk_smallint_is(step))
        length = kk_int_new_unsigned(vm, count_words(kk_smallint_get(start), kk_smallint_get(stop),
                                                     kk_smallint_get(step)));
    else
        length = count_ints(vm, start, stop, step);
    Value range = length == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type_range, 0);
    if (range == KK_ERROR)
        return KK_ERROR;
    RangeObj *r = range_of(range);
    r->start = start;
    r->stop = stop;
    r->step = step;
    r->length = length;
    return range;
}

bool kk_range_words(Value range, intptr_t *start, intptr_t *step, size_t *count)
{
    const RangeObj *r = range_of(range);
    if (!kk_smallint_both(r->start, r->stop) || !kk_smallint_both(r->step, r->length))
        return false;
    *start = kk_smallint_get(r->start);
    *step = kk_smallint_get(r->step);
    *count = (size_t)kk_smallint_get(r->length);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "range() takes no keyword arguments");
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "range expected at least 1 argument, got 0");
    if (args.n > 3)
        return kk_raise(vm, KK_TypeError, "range expected at most 3 arguments, got %zu", args.n);
    Value bounds[3] = {KK_INT(0), KK_INT(0), KK_INT(1)};
    for (size_t i = 0; i < args.n; i++) {
        Value bound = kk_index_int(vm, args.pos[i]);
        if (bound == KK_ERROR)
            return KK_ERROR;
        bounds[args.n == 1 ? 1 : i] = bound;
    }
    if (kk_int_is_zero(bounds[2]))
        return kk_raise(vm, KK_ValueError, "range() arg 3 must not be zero");
    return kk_range_new(vm, bounds[0], bounds[1], bounds[2]);
}

/* ---- items ---- */

/* start + i * step */
static Value item_at(Vm *vm, const RangeObj *r, Value i)
{
    Value start = r->start;
    Value way = kk_int_binary(vm, BIN_MUL, i, r->step);
    return way == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_ADD, start, way);
}

static Value get_index(Vm *vm, Value range, Value key)
{
    RangeObj *r = range_of(range);
    Value i = kk_index_int(vm, key);
    if (i != KK_ERROR && kk_int_is_negative(i))
        i = kk_int_binary(vm, BIN_ADD, i, r->length);
    if (i == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_negative(i) || kk_int_compare(i, r->length) >= 0)
        return kk_raise(vm, KK_IndexError, "range object index out of range");
    return item_at(vm, r, i);
}

/* A slice of a range is a range; its bounds are found by slice.indices(). */
static Value get_slice(Vm *vm, Value range, Value key)
{
    RangeObj *r = range_of(range);
    Value parts = kk_slice_indices(vm, key, (Args){&r->length, 1});
    if (parts == KK_ERROR)
        return KK_ERROR;
    Value start = item_at(vm, r, kk_tuple_at(parts, 0));
    Value stop = start == KK_ERROR ? KK_ERROR : item_at(vm, r, kk_tuple_at(parts, 1));
    if (stop == KK_ERROR)
        return KK_ERROR;
    Value step = kk_int_binary(vm, BIN_MUL, r->step, kk_tuple_at(parts, 2));
    return step == KK_ERROR ? KK_ERROR : kk_range_new(vm, start, stop, step);
}

static Value getitem(Vm *vm, Value self, Value key)
{
    if (kk_slice_is(key))
        return get_slice(vm, self, key);
    if (!kk_sequence_is_index(vm, key))
        return kk_raise(vm, KK_TypeError, "range indices must be integers or slices, not %T", key);
    return get_index(vm, self, key);
}

static bool length(Vm *vm, Value self, size_t *n)
{
    int64_t wide;
    if (!kk_int_to64(range_of(self)->length, &wide) || wide > INTPTR_MAX)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C ssize_t");
    *n = (size_t)wide;
    return true;
}

static bool truth(Vm *vm, Value self, bool *result)
{
    *result = !kk_int_is_zero(range_of(self)->length);
    return true;
}

/* Where the int is in the range: its index; KK_UNSET: nowhere (kk_failed: error). */
static Value index_of(Vm *vm, Value self, Value item)
{
    RangeObj *r = range_of(self);
    bool down = kk_int_is_negative(r->step);
    Value low = down ? item : r->start, high = down ? r->start : item;
    Value way = kk_int_binary(vm, BIN_SUB, high, low);
    Value pace = down ? kk_int_unary(vm, UN_NEG, r->step) : r->step;
    if (way == KK_ERROR || pace == KK_ERROR || kk_int_is_negative(way))
        return KK_UNSET;
    Value index, rest;
    if (!kk_int_divmod(vm, way, pace, &index, &rest))
        return KK_ERROR;
    return kk_int_is_zero(rest) && kk_int_compare(index, r->length) < 0 ? index : KK_UNSET;
}

/* The first index of an item equal to this one, searched one by one: for what is no int exactly. */
static Value search(Vm *vm, Value self, Value item, size_t *count)
{
    Value iterator = kk_iter(vm, self), first = KK_UNSET;
    *count = 0;
    for (size_t i = 0; iterator != KK_ERROR; i++) {
        Value one = kk_next(vm, iterator);
        if (one == KK_END)
            return first;
        bool equal = false;
        if (one == KK_ERROR || !kk_equal(vm, one, item, &equal))
            return KK_ERROR;
        if (equal && (*count)++ == 0)
            first = kk_int_new(vm, (intptr_t)i);
    }
    return KK_ERROR;
}

/* An int exactly, or a bool: a subclass may compare as it likes. */
static Value exact_int(Value v)
{
    bool compact = kk_smallint_is(v) || kk_kind_is(v, KIND_INT) || kk_bool_is(v);
    return compact ? kk_int_plain(v) : KK_UNSET;
}

static Value contains(Vm *vm, Value self, Value item)
{
    Value i = exact_int(item);
    size_t count;
    Value at = i != KK_UNSET ? index_of(vm, self, i) : search(vm, self, item, &count);
    return kk_failed(vm) ? KK_ERROR : kk_bool(at != KK_UNSET);
}

/* Return index of value. */
KK_METHOD(range, index, "(value, /)")
Value kk_range_index(Vm *vm, Value self, Args args)
{
    Value i = exact_int(args.pos[0]);
    size_t count;
    Value at = i != KK_UNSET ? index_of(vm, self, i) : search(vm, self, args.pos[0], &count);
    if (at != KK_UNSET || kk_failed(vm))
        return at;
    if (i == KK_UNSET)
        return kk_raise(vm, KK_ValueError, "sequence.index(x): x not in sequence");
    return kk_raise(vm, KK_ValueError, "%R is not in range", args.pos[0]);
}

/* Return number of occurrences of value. */
KK_METHOD(range, count, "(value, /)")
Value kk_range_count(Vm *vm, Value self, Args args)
{
    Value i = exact_int(args.pos[0]);
    size_t count = 0;
    Value at = i != KK_UNSET ? index_of(vm, self, i) : search(vm, self, args.pos[0], &count);
    if (kk_failed(vm))
        return KK_ERROR;
    return kk_int_new(vm, i != KK_UNSET ? at != KK_UNSET : (intptr_t)count);
}

/* ---- as a whole ---- */

/* Ranges are equal when they give the same items. */
static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_range_is(b) || (op != CMP_EQ && op != CMP_NE))
        return kk_not_implemented;
    const RangeObj *x = range_of(a), *y = range_of(b);
    bool equal = kk_int_compare(x->length, y->length) == 0;
    if (equal && !kk_int_is_zero(x->length)) {
        equal = kk_int_compare(x->start, y->start) == 0;
        if (x->length != KK_INT(1))
            equal = equal && kk_int_compare(x->step, y->step) == 0;
    }
    return kk_bool(equal == (op == CMP_EQ));
}

static bool hash(Vm *vm, Value self, uintptr_t *result)
{
    const RangeObj *r = range_of(self);
    Value parts[3] = {r->length, kk_none, kk_none};
    if (!kk_int_is_zero(r->length)) {
        parts[1] = r->start;
        if (r->length != KK_INT(1))
            parts[2] = r->step;
    }
    Value tuple = kk_tuple_from(vm, parts, 3);
    return tuple != KK_ERROR && kk_hash(vm, tuple, result);
}

static Value repr(Vm *vm, Value self)
{
    const RangeObj *r = range_of(self);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add_text(&b, "range(") && kk_strbuf_add_repr(&b, r->start) &&
                kk_strbuf_add_text(&b, ", ") && kk_strbuf_add_repr(&b, r->stop);
    if (r->step != KK_INT(1))
        fine = fine && kk_strbuf_add_text(&b, ", ") && kk_strbuf_add_repr(&b, r->step);
    return fine && kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

KK_GETTER(range, start)
Value kk_range_start(Vm *vm, Value self)
{
    return range_of(self)->start;
}

KK_GETTER(range, stop)
Value kk_range_stop(Vm *vm, Value self)
{
    return range_of(self)->stop;
}

KK_GETTER(range, step)
Value kk_range_step(Vm *vm, Value self)
{
    return range_of(self)->step;
}

/* ---- iteration ---- */

static Value words_next(Vm *vm, Value self)
{
    RangeIterObj *it = KK_OBJ(RangeIterObj, self);
    if (it->left == 0)
        return KK_END;
    Value item = kk_smallint(it->next);
    it->left--;
    it->next += it->step;
    return item;
}

/* How many items are still to come. */
KK_METHOD(range_iterator, __length_hint__, "()")
Value kk_range_length_hint(Vm *vm, Value self, Args args)
{
    return kk_int_new(vm, (intptr_t)KK_OBJ(RangeIterObj, self)->left);
}

static const TypeSlots range_iterator_slots = {.iter = kk_iter_self, .next = words_next};
static const Layout range_iterator_layout = {.words = 4};
KK_TYPE(range_iterator, object) = {
    KK_TYPE_HEAD(range_iterator, object, &range_iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &range_iterator_slots,
};

/* Over a range with an int that is no small one. */
typedef struct LongRangeIterObj {
    uintptr_t header; /* &kk_type_longrange_iterator */
    Value next, step, left;
} LongRangeIterObj;

static Value long_next(Vm *vm, Value self)
{
    LongRangeIterObj *it = KK_OBJ(LongRangeIterObj, self);
    if (kk_int_is_zero(it->left))
        return KK_END;
    Value item = it->next;
    Value next = kk_int_binary(vm, BIN_ADD, item, it->step);
    Value left = next == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_SUB, it->left, KK_INT(1));
    if (left == KK_ERROR)
        return KK_ERROR;
    it->next = next;
    it->left = left;
    return item;
}

static const TypeSlots longrange_iterator_slots = {.iter = kk_iter_self, .next = long_next};
static const Layout longrange_iterator_layout = {.words = 4, .refs = 0xE};
KK_TYPE(longrange_iterator, object) = {
    KK_TYPE_HEAD(longrange_iterator, object, &longrange_iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &longrange_iterator_slots,
};

/* How copies are made: iter(range(of what is still to come)). */
KK_METHOD(range_iterator, __reduce__, "()")
KK_METHOD(longrange_iterator, __reduce__, "()")
Value kk_range_iter_reduce(Vm *vm, Value self, Args args)
{
    Value next, step, left;
    if (kk_desc_is(self, &kk_type_range_iterator)) {
        const RangeIterObj *it = KK_OBJ(RangeIterObj, self);
        next = kk_smallint(it->next);
        step = kk_smallint(it->step);
        left = kk_smallint((intptr_t)it->left);
    } else {
        const LongRangeIterObj *it = KK_OBJ(LongRangeIterObj, self);
        next = it->next;
        step = it->step;
        left = it->left;
    }
    Value whole = kk_int_binary(vm, BIN_MUL, step, left);
    Value stop = whole == KK_ERROR ? KK_ERROR : kk_int_binary(vm, BIN_ADD, next, whole);
    if (stop == KK_ERROR)
        return KK_ERROR;
    Value bounds[3] = {next, stop, step}, range = kk_call(vm, KK_REF(&kk_type_range), bounds, 3);
    return range == KK_ERROR ? KK_ERROR : kk_iter_reduced(vm, KK_UNSET, kk_tuple_from(vm, &range, 1), KK_UNSET);
}

static Value iter_of(Vm *vm, Value start, Value step, Value left, bool words)
{
    const TypeObj *type = words ? &kk_type_range_iterator : &kk_type_longrange_iterator;
    Value iterator = kk_object_new(vm, type, 0);
    if (iterator == KK_ERROR)
        return KK_ERROR;
    if (words) {
        RangeIterObj *it = KK_OBJ(RangeIterObj, iterator);
        it->next = kk_smallint_get(start);
        it->step = kk_smallint_get(step);
        it->left = (uintptr_t)kk_smallint_get(left);
    } else {
        LongRangeIterObj *it = KK_OBJ(LongRangeIterObj, iterator);
        it->next = start;
        it->step = step;
        it->left = left;
    }
    return iterator;
}

static Value iter(Vm *vm, Value self)
{
    const RangeObj *r = range_of(self);
    intptr_t start, step;
    size_t count;
    return iter_of(vm, r->start, r->step, r->length, kk_range_words(self, &start, &step, &count));
}

/* Return a reverse iterator. */
KK_METHOD(range, __reversed__, "()")
Value kk_range_reversed(Vm *vm, Value self, Args args)
{
    RangeObj *r = range_of(self);
    intptr_t start, step_word;
    size_t count;
    bool words = kk_range_words(self, &start, &step_word, &count);
    Value last = kk_int_binary(vm, BIN_SUB, r->length, KK_INT(1));
    last = last == KK_ERROR ? KK_ERROR : item_at(vm, r, last);
    Value step = last == KK_ERROR ? KK_ERROR : kk_int_unary(vm, UN_NEG, r->step);
    if (step == KK_ERROR)
        return KK_ERROR;
    return iter_of(vm, last, step, r->length, words && kk_smallint_both(last, step));
}

static const TypeSlots range_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .getitem = getitem, .contains = contains},
    .rare = &(const RareSlots){.truth = truth},
};
static const Layout range_layout = {.words = 5, .refs = 0x1E};

KK_TYPE(range, object) = {KK_TYPE_HEAD(range, object, &range_layout, TYPE_FINAL),
                          .slots = &range_slots};
