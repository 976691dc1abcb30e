/*
 * deque.c: collections.deque: a list that is quick at both ends, with or without a length limit.
 *
 * A ring in a storage; iterators notice changes by counting them.
 *
 * Layer: types.   Tests: tests/modules/collections/deque.py.
 */
#include "types/deque.h"

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/list.h"
#include "types/sequence.h"

static DequeObj *deque_of(Value v)
{
    return KK_OBJ(DequeObj, v);
}

static size_t capacity_of(const DequeObj *d)
{
    return d->items == KK_UNSET ? 0 : kk_len_of(d->items);
}

/* The place of item i < capacity. */
static Value *place(const DequeObj *d, size_t i)
{
    size_t at = d->first + i, capacity = capacity_of(d);
    return &KK_OBJ(ValuesObj, d->items)->at[at < capacity ? at : at - capacity];
}

static bool is_full(const DequeObj *d)
{
    return d->maxlen != kk_none && d->count >= (size_t)kk_smallint_get(d->maxlen);
}

static bool make_room(Vm *vm, DequeObj *d)
{
    size_t capacity = capacity_of(d);
    if (d->count < capacity)
        return true;
    Value items = kk_values_new(vm, capacity < 4 ? 4 : capacity + capacity / 2);
    if (items == KK_ERROR)
        return false;
    for (size_t i = 0; i < d->count; i++)
        KK_OBJ(ValuesObj, items)->at[i] = *place(d, i);
    d->items = items;
    d->first = 0;
    return true;
}

static Value take_first(DequeObj *d)
{
    Value *at = place(d, 0), item = *at;
    *at = KK_UNSET;
    d->first = d->first + 1 < capacity_of(d) ? d->first + 1 : 0;
    d->count--;
    d->changes++;
    return item;
}

static Value take_last(DequeObj *d)
{
    Value *at = place(d, d->count - 1), item = *at;
    *at = KK_UNSET;
    d->count--;
    d->changes++;
    return item;
}

/* A full deque drops an item at the other end, or with MicroPython's flag refuses. */
static bool drop_if_full(Vm *vm, DequeObj *d, bool at_left)
{
    if (!is_full(d))
        return true;
    if (d->strict)
        return kk_raise_false(vm, KK_IndexError, "full");
    if (d->count > 0)
        (void)(at_left ? take_first(d) : take_last(d));
    return true;
}

static bool append(Vm *vm, Value self, Value item)
{
    DequeObj *d = deque_of(self);
    if (d->maxlen == KK_INT(0))
        return drop_if_full(vm, d, true);
    if (!drop_if_full(vm, d, true) || !make_room(vm, d))
        return false;
    d->count++;
    *place(d, d->count - 1) = item;
    d->changes++;
    return true;
}

static bool append_left(Vm *vm, Value self, Value item)
{
    DequeObj *d = deque_of(self);
    if (d->maxlen == KK_INT(0))
        return drop_if_full(vm, d, false);
    if (!drop_if_full(vm, d, false) || !make_room(vm, d))
        return false;
    d->first = (d->first == 0 ? capacity_of(d) : d->first) - 1;
    d->count++;
    *place(d, 0) = item;
    d->changes++;
    return true;
}

static bool extend(Vm *vm, Value self, Value iterable, bool (*add)(Vm *, Value, Value))
{
    Cursor cursor;
    if (iterable == self && (iterable = kk_list_from_iterable(vm, self)) == KK_ERROR)
        return false;
    if (!kk_iter_begin(vm, &cursor, iterable))
        return false;
    for (;;) {
        Value item = kk_iter_advance(vm, &cursor);
        if (item == KK_END)
            return true;
        if (item == KK_ERROR || !add(vm, self, item))
            return false;
    }
}

static void clear(DequeObj *d)
{
    d->items = KK_UNSET;
    d->first = d->count = 0;
    d->changes++;
}

/* Turns the ring n items to the right; n < count. */
static void rotate(DequeObj *d, size_t n)
{
    for (; n > 0; n--) {
        Value item = take_last(d);
        d->first = (d->first == 0 ? capacity_of(d) : d->first) - 1;
        d->count++;
        *place(d, 0) = item;
    }
}

/* ---- making ---- */

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self != KK_ERROR)
        deque_of(self)->maxlen = kk_none;
    return self;
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(iterable), KK_N(maxlen), KK_N(flags)};
    Value given[3];
    DequeObj *d = deque_of(self);
    if (!kk_keywords_bind(vm, "deque", args, kw, names, 3, given))
        return false;
    d->maxlen = kk_none;
    if (given[1] != KK_UNSET && given[1] != kk_none) {
        intptr_t maxlen;
        if (!kk_sequence_is_index(vm, given[1]))
            return kk_raise_false(vm, KK_TypeError, "an integer is required");
        if (!kk_index(vm, given[1], &maxlen))
            return false;
        if (maxlen < 0 || !kk_int_fits(maxlen))
            return kk_raise_false(vm, KK_ValueError, "maxlen must be non-negative");
        d->maxlen = kk_smallint(maxlen);
    }
    d->strict = given[2] != KK_UNSET && given[2] != KK_INT(0);
    clear(d);
    return given[0] == KK_UNSET || extend(vm, self, given[0], append);
}

/* A fresh one of the same class and limit with the same items. */
static Value copy(Vm *vm, Value self)
{
    Value fresh = make(vm, KK_REF(kk_type_of(self)), KK_NO_ARGS, KK_UNSET);
    if (fresh == KK_ERROR)
        return KK_ERROR;
    deque_of(fresh)->maxlen = deque_of(self)->maxlen;
    return extend(vm, fresh, self, append) ? fresh : KK_ERROR;
}

/* ---- slots ---- */

static bool length(Vm *vm, Value self, size_t *n)
{
    *n = deque_of(self)->count;
    return true;
}

static bool item_index(Vm *vm, Value self, Value key, size_t *at)
{
    if (!kk_sequence_is_index(vm, key))
        return kk_raise_false(vm, KK_TypeError, "sequence index must be integer, not '%T'", key);
    if (!kk_sequence_index(vm, key, deque_of(self)->count, "deque index out of range", at))
        return false;
    /* __index__ may have taken items away. */
    return *at < deque_of(self)->count || kk_raise_false(vm, KK_IndexError, "deque index out of range");
}

static Value getitem(Vm *vm, Value self, Value key)
{
    size_t at;
    return item_index(vm, self, key, &at) ? *place(deque_of(self), at) : KK_ERROR;
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    size_t at;
    if (!item_index(vm, self, key, &at))
        return false;
    DequeObj *d = deque_of(self);
    if (value != KK_UNSET) {
        *place(d, at) = value;
        return true;
    }
    for (; at + 1 < d->count; at++)
        *place(d, at) = *place(d, at + 1);
    take_last(d);
    return true;
}

/* Looks for an equal item in [start, stop); *at is where it is, SIZE_MAX: nowhere. */
static bool find(Vm *vm, Value self, Value item, size_t start, size_t stop, size_t *at)
{
    DequeObj *d = deque_of(self);
    size_t changes = d->changes;
    *at = SIZE_MAX;
    for (size_t i = start; i < d->count && i < stop; i++) {
        bool equal;
        if (!kk_equal(vm, *place(d, i), item, &equal))
            return false;
        if (d->changes != changes)
            return kk_raise_false(vm, KK_RuntimeError, "deque mutated during iteration");
        if (equal) {
            *at = i;
            return true;
        }
    }
    return true;
}

static Value contains(Vm *vm, Value self, Value item)
{
    size_t at;
    return find(vm, self, item, 0, SIZE_MAX, &at) ? kk_bool(at != SIZE_MAX) : KK_ERROR;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_is(b, &kk_type_deque))
        return kk_not_implemented;
    Value x = kk_list_from_iterable(vm, a);
    Value y = x == KK_ERROR ? KK_ERROR : kk_list_from_iterable(vm, b);
    return y == KK_ERROR ? KK_ERROR : kk_compare(vm, x, y, op);
}

static Value repr(Vm *vm, Value self)
{
    const DequeObj *d = deque_of(self);
    bool again;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    if (again)
        return kk_strbuf_add_text(&b, "[...]") ? kk_strbuf_finish(&b) : KK_ERROR;
    Value list = kk_list_from_iterable(vm, self);
    bool fine = list != KK_ERROR && kk_strbuf_add(&b, kk_type_name(self)) &&
                kk_strbuf_add_byte(&b, '(') && kk_strbuf_add_repr(&b, list);
    if (d->maxlen != kk_none)
        fine = fine && kk_strbuf_add_text(&b, ", maxlen=") && kk_strbuf_add_repr(&b, d->maxlen);
    kk_repr_leave(vm, self);
    return fine && kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* Makes self what it is times over. */
static bool repeat(Vm *vm, Value self, Value times)
{
    size_t n = deque_of(self)->count, total;
    Value items = kk_list_from_iterable(vm, self);
    if (items == KK_ERROR || !kk_sequence_repeat_size(vm, times, n, &total))
        return false;
    clear(deque_of(self));
    for (; total > 0; total -= n) {
        if (!extend(vm, self, items, append))
            return false;
    }
    return true;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    bool left = kk_is(a, &kk_type_deque);
    if (op == BIN_ADD && left) {
        if (!kk_is(b, &kk_type_deque))
            return kk_sequence_bad_concat(vm, a, b);
        Value sum = copy(vm, a);
        return sum != KK_ERROR && extend(vm, sum, b, append) ? sum : KK_ERROR;
    }
    if (op != BIN_MUL)
        return kk_not_implemented;
    if (!kk_sequence_is_index(vm, left ? b : a))
        return kk_sequence_bad_repeat(vm, left ? b : a);
    Value product = copy(vm, left ? a : b);
    return product != KK_ERROR && repeat(vm, product, left ? b : a) ? product : KK_ERROR;
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    if (op == BIN_ADD)
        return extend(vm, self, other, append) ? self : KK_ERROR;
    if (op != BIN_MUL || !kk_sequence_is_index(vm, other))
        return kk_not_implemented;
    return repeat(vm, self, other) ? self : KK_ERROR;
}

/* ---- iteration ---- */

typedef struct DequeIterObj {
    uintptr_t header; /* &kk_type_deque_iterator, &kk_type_deque_reverse_iterator */
    Value deque;      /* KK_UNSET: exhausted */
    uintptr_t at;
    uintptr_t changes;
} DequeIterObj;

static Value new_iterator(Vm *vm, const TypeObj *type, Value self)
{
    Value iterator = kk_object_new(vm, type, 0);
    if (iterator != KK_ERROR) {
        KK_OBJ(DequeIterObj, iterator)->deque = self;
        KK_OBJ(DequeIterObj, iterator)->changes = deque_of(self)->changes;
    }
    return iterator;
}

static Value iter(Vm *vm, Value self)
{
    return new_iterator(vm, &kk_type_deque_iterator, self);
}

static Value next_at(Vm *vm, Value self, bool backwards)
{
    DequeIterObj *it = KK_OBJ(DequeIterObj, self);
    if (it->deque == KK_UNSET)
        return KK_END;
    const DequeObj *d = deque_of(it->deque);
    if (d->changes != it->changes) {
        it->deque = KK_UNSET;
        return kk_raise(vm, KK_RuntimeError, "deque mutated during iteration");
    }
    if (it->at < d->count) {
        size_t i = it->at++;
        return *place(d, backwards ? d->count - 1 - i : i);
    }
    it->deque = KK_UNSET;
    return KK_END;
}

static Value next(Vm *vm, Value self)
{
    return next_at(vm, self, false);
}

static Value next_back(Vm *vm, Value self)
{
    return next_at(vm, self, true);
}

static const TypeSlots iterator_slots = {.iter = kk_iter_self, .next = next};
static const TypeSlots reverse_slots = {.iter = kk_iter_self, .next = next_back};
static const Layout iterator_layout = {.words = 4, .refs = 2};
KK_TYPE(deque_iterator, object) = {
    KK_TYPE_HEAD(deque_iterator, object, &iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &iterator_slots,
};
KK_TYPE(deque_reverse_iterator, object) = {
    KK_TYPE_HEAD(deque_reverse_iterator, object, &iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &reverse_slots,
};

static const TypeSlots deque_slots = {
    .make = make, .init = init, .repr = repr, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .getitem = getitem, .setitem = setitem, .contains = contains,
        .binary = binary, .binary_ops = KK_OP(BIN_ADD) | KK_OP(BIN_MUL), .inplace = inplace},
};
static const Layout deque_layout = {.words = 7, .refs = 6};

KK_TYPE(deque, object) = {
    KK_TYPE_HEAD(deque, object, &deque_layout, 0),
    .slots = &deque_slots,
};

/* ---- methods ---- */

/* Add an element to the right side of the deque. */
KK_METHOD(deque, append, "(item, /)")
Value kk_deque_append(Vm *vm, Value self, Args args)
{
    return append(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Add an element to the left side of the deque. */
KK_METHOD(deque, appendleft, "(item, /)")
Value kk_deque_appendleft(Vm *vm, Value self, Args args)
{
    return append_left(vm, self, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Extend the right side of the deque with elements from the iterable. */
KK_METHOD(deque, extend, "(iterable, /)")
Value kk_deque_extend(Vm *vm, Value self, Args args)
{
    return extend(vm, self, args.pos[0], append) ? kk_none : KK_ERROR;
}

/* Extend the left side of the deque with elements from the iterable. */
KK_METHOD(deque, extendleft, "(iterable, /)")
Value kk_deque_extendleft(Vm *vm, Value self, Args args)
{
    return extend(vm, self, args.pos[0], append_left) ? kk_none : KK_ERROR;
}

/* Remove and return the rightmost element. */
KK_METHOD(deque, pop, "()")
Value kk_deque_pop(Vm *vm, Value self, Args args)
{
    if (deque_of(self)->count == 0)
        return kk_raise(vm, KK_IndexError, "pop from an empty deque");
    return take_last(deque_of(self));
}

/* Remove and return the leftmost element. */
KK_METHOD(deque, popleft, "()")
Value kk_deque_popleft(Vm *vm, Value self, Args args)
{
    if (deque_of(self)->count == 0)
        return kk_raise(vm, KK_IndexError, "pop from an empty deque");
    return take_first(deque_of(self));
}

/* Rotate the deque n steps to the right (default 1). */
KK_METHOD(deque, rotate, "(n=1, /)")
Value kk_deque_rotate(Vm *vm, Value self, Args args)
{
    intptr_t n = 1;
    if (args.n > 0 && !kk_index(vm, args.pos[0], &n))
        return KK_ERROR;
    intptr_t count = (intptr_t)deque_of(self)->count;
    if (count > 1) {
        n %= count;
        rotate(deque_of(self), (size_t)(n < 0 ? n + count : n));
    }
    return kk_none;
}

/* Remove all elements from the deque. */
KK_METHOD(deque, clear, "()")
Value kk_deque_clear(Vm *vm, Value self, Args args)
{
    clear(deque_of(self));
    return kk_none;
}

/* Return a shallow copy of a deque. */
KK_METHOD(deque, copy, "()")
KK_METHOD(deque, __copy__, "()")
Value kk_deque_copy(Vm *vm, Value self, Args args)
{
    return copy(vm, self);
}

/* Return number of occurrences of value. */
KK_METHOD(deque, count, "(value, /)")
Value kk_deque_count(Vm *vm, Value self, Args args)
{
    size_t n = 0, at = 0;
    for (;; n++, at++) {
        if (!find(vm, self, args.pos[0], at, SIZE_MAX, &at))
            return KK_ERROR;
        if (at == SIZE_MAX)
            return kk_int_new(vm, (intptr_t)n);
    }
}

/* Return first index of value. */
KK_METHOD(deque, index, "(value, start=0, stop=9223372036854775807, /)")
Value kk_deque_index(Vm *vm, Value self, Args args)
{
    size_t at, start, stop;
    if (!kk_sequence_bounds(vm, args, deque_of(self)->count, &start, &stop) ||
        !find(vm, self, args.pos[0], start, stop, &at))
        return KK_ERROR;
    if (at == SIZE_MAX)
        return kk_raise(vm, KK_ValueError, "%R is not in deque", args.pos[0]);
    return kk_int_new(vm, (intptr_t)at);
}

/* Insert value before index. */
KK_METHOD(deque, insert, "(index, value, /)")
Value kk_deque_insert(Vm *vm, Value self, Args args)
{
    DequeObj *d = deque_of(self);
    intptr_t i;
    if (!kk_index(vm, args.pos[0], &i))
        return KK_ERROR;
    if (is_full(d))
        return kk_raise(vm, KK_IndexError, "deque already at its maximum size");
    intptr_t n = (intptr_t)d->count;
    i = i < -n ? 0 : i < 0 ? i + n : i > n ? n : i;
    if (!append(vm, self, args.pos[1]))
        return KK_ERROR;
    for (; n > i; n--)
        *place(d, (size_t)n) = *place(d, (size_t)n - 1);
    *place(d, (size_t)i) = args.pos[1];
    return kk_none;
}

/* Remove first occurrence of value. */
KK_METHOD(deque, remove, "(value, /)")
Value kk_deque_remove(Vm *vm, Value self, Args args)
{
    size_t at;
    if (!find(vm, self, args.pos[0], 0, SIZE_MAX, &at))
        return KK_ERROR;
    if (at == SIZE_MAX)
        return kk_raise(vm, KK_ValueError, "%R is not in deque", args.pos[0]);
    return setitem(vm, self, kk_smallint((intptr_t)at), KK_UNSET) ? kk_none : KK_ERROR;
}

/* Reverse *IN PLACE*. */
KK_METHOD(deque, reverse, "()")
Value kk_deque_reverse(Vm *vm, Value self, Args args)
{
    const DequeObj *d = deque_of(self);
    for (size_t i = 0; i < d->count / 2; i++) {
        Value *low = place(d, i), *high = place(d, d->count - 1 - i), item = *low;
        *low = *high;
        *high = item;
    }
    return kk_none;
}

/* Return a reverse iterator. */
KK_METHOD(deque, __reversed__, "()")
Value kk_deque_reversed(Vm *vm, Value self, Args args)
{
    return new_iterator(vm, &kk_type_deque_reverse_iterator, self);
}

/* The length limit, or None. */
KK_GETTER(deque, maxlen)
Value kk_deque_maxlen(Vm *vm, Value self)
{
    return deque_of(self)->maxlen;
}
