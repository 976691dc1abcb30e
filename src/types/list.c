/*
 * list.c: lists: storage, and what operators do with them.
 *
 * Unused places of the storage are KK_UNSET, so that they keep nothing alive. A storage is cut
 * short in place when most of it is unused.
 *
 * Layer: types.   Tests: tests/types/list/.
 */
#include "types/list.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/sequence.h"
#include "types/slice.h"
#include "types/tuple.h"

KK_INLINE void set_len(Value list, size_t n)
{
    KK_OBJ(ListObj, list)->header = KK_HEADER(KIND_LIST, n);
}

/* ---- storage ---- */

Value kk_list_new(Vm *vm, size_t capacity)
{
    Value items = KK_UNSET;
    if (capacity != 0 && (items = kk_values_new(vm, capacity)) == KK_ERROR)
        return KK_ERROR;
    Value list = kk_object_new_compact(vm, KK_HEADER(KIND_LIST, 0), sizeof(ListObj));
    if (list != KK_ERROR)
        KK_OBJ(ListObj, list)->items = items;
    return list;
}

Value kk_list_from(Vm *vm, const Value *items, size_t n)
{
    Value list = kk_list_new(vm, n);
    if (list == KK_ERROR || n == 0)
        return list;
    memcpy(kk_list_items(list), items, n * sizeof(Value));
    set_len(list, n);
    return list;
}

Value kk_list_from_iterable(Vm *vm, Value iterable)
{
    Value list = kk_list_new(vm, 0);
    return list != KK_ERROR && kk_list_extend(vm, list, iterable) ? list : KK_ERROR;
}

Value kk_list_to_tuple(Vm *vm, Value list)
{
    return kk_tuple_from(vm, kk_list_items(list), kk_list_len(list));
}

/* Capacities are odd: with the header word the storage then fills its granules. In a small heap most lists are short: what
 * they have to spare counts. */
static size_t grown(size_t wanted)
{
    if (KK_WORD_BITS == 32 && wanted < 16)
        return wanted | 3;
    return (wanted + (KK_WORD_BITS == 64 ? wanted / 2 : wanted / 4) + 2) | 1;
}

/* Room for n items in all; more than that unless `exactly`, or when memory is too short for more. */
static bool make_room(Vm *vm, Value list, size_t n, bool exactly)
{
    if (n <= kk_list_capacity(list))
        return true;
    if (n > KK_LEN_MAX)
        return kk_raise_memory(vm) != KK_ERROR;
    size_t more = exactly ? n : grown(n);
    Value old = KK_OBJ(ListObj, list)->items, items = kk_values_extend(vm, old, more);
    if (items == KK_ERROR && kk_pending_clear(vm, &kk_type_MemoryError)) {
        old = KK_OBJ(ListObj, list)->items;
        if (old != KK_UNSET && (kk_values_widen(vm, old, more) || kk_values_widen(vm, old, n)))
            return true;
        items = kk_values_extend(vm, old, n);
    }
    if (items == KK_ERROR)
        return false;
    KK_OBJ(ListObj, list)->items = items;
    return true;
}

bool kk_list_reserve(Vm *vm, Value list, size_t more)
{
    return make_room(vm, list, kk_list_len(list) + more, true);
}

bool kk_list_append_slowly(Vm *vm, Value list, Value item)
{
    size_t n = kk_list_len(list);
    if (!make_room(vm, list, n + 1, false))
        return false;
    kk_list_items(list)[n] = item;
    set_len(list, n + 1);
    return true;
}

/* Forgets the items from n on and gives back storage that is not needed soon. */
static void truncate(Value list, size_t n)
{
    size_t old = kk_list_len(list), capacity = kk_list_capacity(list);
    if (n < old)
        memset(kk_list_items(list) + n, 0, (old - n) * sizeof(Value));
    set_len(list, n);
    if (capacity > 16 && n < capacity / 2)
        KK_OBJ(ValuesObj, KK_OBJ(ListObj, list)->items)->header =
            KK_HEADER(KIND_VALUES, (n + n / 4 + 8) | 1);
}

void kk_list_clear(Value list)
{
    set_len(list, 0);
    KK_OBJ(ListObj, list)->items = KK_UNSET;
}

bool kk_list_insert(Vm *vm, Value list, size_t at, Value item)
{
    size_t n = kk_list_len(list);
    if (!make_room(vm, list, n + 1, false))
        return false;
    Value *items = kk_list_items(list);
    memmove(items + at + 1, items + at, (n - at) * sizeof(Value));
    items[at] = item;
    set_len(list, n + 1);
    return true;
}

Value kk_list_remove_at(Vm *vm, Value list, size_t at)
{
    size_t n = kk_list_len(list) - 1;
    Value *items = kk_list_items(list), item = items[at];
    memmove(items + at, items + at + 1, (n - at) * sizeof(Value));
    truncate(list, n);
    items[n] = KK_UNSET;
    return item;
}

bool kk_list_splice(Vm *vm, Value list, size_t start, size_t stop, const Value *items, size_t n)
{
    size_t old = kk_list_len(list), now = old - (stop - start) + n;
    if (now > old && !make_room(vm, list, now, false))
        return false;
    Value *to = kk_list_items(list);
    if (to == NULL)
        return true;
    memmove(to + start + n, to + stop, (old - stop) * sizeof(Value));
    if (n != 0)
        memcpy(to + start, items, n * sizeof(Value));
    if (now >= old) {
        set_len(list, now);
        return true;
    }
    truncate(list, now);
    return true;
}

typedef struct Appending {
    Drain drain;
    Value list;
} Appending;

static bool append_one(Vm *vm, Drain *drain, Value item)
{
    return kk_list_append(vm, ((Appending *)drain)->list, item);
}

/* Appends the keys of a dict: nothing happens between them. */
KK_MUST_CHECK static bool extend_by_keys(Vm *vm, Value list, Value dict)
{
    size_t n = kk_list_len(list), at = 0;
    Value key, value;
    if (!make_room(vm, list, n + kk_dict_len(dict), n == 0))
        return false;
    for (Value *to = kk_list_items(list); kk_dict_step(dict, &at, &key, &value); n++)
        to[n] = key;
    set_len(list, n);
    return true;
}

bool kk_list_extend(Vm *vm, Value list, Value iterable)
{
    const Value *items;
    size_t n, hint;
    if (kk_tuple_view(iterable, &items, &n)) {
        size_t len = kk_list_len(list);
        if (n == 0)
            return true;
        if (!make_room(vm, list, len + n, len == 0))
            return false;
        kk_tuple_view(iterable, &items, &n);
        memcpy(kk_list_items(list) + len, items, n * sizeof(Value));
        set_len(list, len + n);
        return true;
    }
    if (KK_WORD_BITS == 64 && kk_dict_is(iterable))
        return extend_by_keys(vm, list, iterable);
    Cursor cursor;
    if (!kk_iter_begin(vm, &cursor, iterable) || !kk_length_hint(vm, iterable, 0, &hint))
        return false;
    if (hint > 0 && hint < KK_LEN_MAX / sizeof(Value) && !kk_list_reserve(vm, list, hint))
        return false;
    Appending appending = {{append_one}, list};
    return kk_iter_drain(vm, &cursor, &appending.drain) == KK_END;
}

void kk_list_reverse(Value list)
{
    size_t n = kk_list_len(list);
    Value *items = kk_list_items(list);
    for (size_t i = 0; i < n / 2; i++) {
        Value item = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = item;
    }
}

/* ---- subscripts ---- */

static Value wrong_index(Vm *vm, Value key)
{
    return kk_raise(vm, KK_TypeError, "list indices must be integers or slices, not %T", key);
}

static Value get_slice(Vm *vm, Value list, Value key)
{
    SliceRange range;
    if ((key = kk_slice_settle(vm, key)) == KK_ERROR || !kk_slice_resolve(vm, key, kk_list_len(list), &range))
        return KK_ERROR;
    Value result = kk_list_new(vm, range.count);
    if (result == KK_ERROR || range.count == 0)
        return result;
    Value *to = kk_list_items(result);
    const Value *from = kk_list_items(list);
    if (range.step == 1) {
        memcpy(to, from + range.start, range.count * sizeof(Value));
    } else {
        for (size_t i = 0; i < range.count; i++)
            to[i] = from[range.start + (intptr_t)i * range.step];
    }
    set_len(result, range.count);
    return result;
}

Value kk_list_getitem(Vm *vm, Value list, Value key)
{
    if (KK_LIKELY(kk_smallint_is(key))) {
        intptr_t i = kk_smallint_get(key);
        size_t n = kk_list_len(list);
        if (i < 0)
            i += (intptr_t)n;
        if ((size_t)i < n)
            return kk_list_at(list, (size_t)i);
        return kk_raise(vm, KK_IndexError, "list index out of range");
    }
    if (kk_slice_is(key))
        return get_slice(vm, list, key);
    size_t at;
    if (!kk_sequence_is_index(vm, key))
        return wrong_index(vm, key);
    if (!kk_sequence_index(vm, key, kk_list_len(list), "list index out of range", &at))
        return KK_ERROR;
    if (at >= kk_list_len(list))
        return kk_raise(vm, KK_IndexError, "list index out of range");
    return kk_list_at(list, at);
}

/* Removes the items of an extended slice. */
static void delete_steps(Value list, SliceRange range)
{
    if (range.count == 0)
        return;
    if (range.step < 0) {
        range.start += (intptr_t)(range.count - 1) * range.step;
        range.step = -range.step;
    }
    Value *items = kk_list_items(list);
    size_t n = kk_list_len(list), to = (size_t)range.start, next = to, left = range.count;
    for (size_t from = to; from < n; from++) {
        if (left > 0 && from == next) {
            left--;
            next += (size_t)range.step;
        } else {
            items[to++] = items[from];
        }
    }
    truncate(list, to);
}

/* list[start:stop:step] = value, or its deletion. */
static bool set_slice(Vm *vm, Value list, Value key, Value value)
{
    SliceRange range;
    Value source = KK_EMPTY_TUPLE;
    if ((key = kk_slice_settle(vm, key)) == KK_ERROR || !kk_slice_resolve(vm, key, kk_list_len(list), &range))
        return false;
    if (value != KK_UNSET) {
        source = kk_sequence_fast(vm, value, list, range.step == 1 ? "can only assign an iterable"
                                                                   : "must assign iterable to extended slice");
        /* What makes the items may change the list. */
        if (source == KK_ERROR || !kk_slice_resolve(vm, key, kk_list_len(list), &range))
            return false;
    }
    const Value *items = NULL;
    size_t n = 0;
    if (!kk_tuple_view(source, &items, &n))
        return false;
    if (range.step == 1)
        return kk_list_splice(vm, list, (size_t)range.start, (size_t)range.start + range.count,
                              items, n);
    if (value == KK_UNSET) {
        delete_steps(list, range);
        return true;
    }
    if (n != range.count)
        return kk_raise_false(
            vm, KK_ValueError,
            "attempt to assign sequence of size %zu to extended slice of size %zu", n, range.count);
    for (size_t i = 0; i < n; i++)
        kk_list_items(list)[range.start + (intptr_t)i * range.step] = items[i];
    return true;
}

static bool setitem(Vm *vm, Value list, Value key, Value value)
{
    if (kk_slice_is(key))
        return set_slice(vm, list, key, value);
    if (!kk_sequence_is_index(vm, key))
        return wrong_index(vm, key) != KK_ERROR;
    size_t at;
    if (!kk_sequence_index(vm, key, kk_list_len(list), "list assignment index out of range", &at))
        return false;
    if (at >= kk_list_len(list))
        return kk_raise_false(vm, KK_IndexError, "list assignment index out of range");
    if (value == KK_UNSET)
        kk_list_remove_at(vm, list, at);
    else
        kk_list_items(list)[at] = value;
    return true;
}

/* ---- operators ---- */

static Value concat(Vm *vm, Value a, Value b)
{
    size_t an = kk_list_len(a), bn = kk_list_len(b);
    Value result = kk_list_new(vm, an + bn);
    if (result == KK_ERROR || an + bn == 0)
        return result;
    Value *to = kk_list_items(result);
    if (an != 0)
        memcpy(to, kk_list_items(a), an * sizeof(Value));
    if (bn != 0)
        memcpy(to + an, kk_list_items(b), bn * sizeof(Value));
    set_len(result, an + bn);
    return result;
}

/* The lengths of a list and of its repetition: the __index__ of times may change the list. */
KK_MUST_CHECK static bool repeat_size(Vm *vm, Value list, Value times, size_t *n, size_t *total)
{
    if (!kk_smallint_is(times) && !kk_int_is(times)) {
        size_t count;
        if (!kk_sequence_repeat_size(vm, times, 1, &count))
            return false;
        times = kk_smallint((intptr_t)count);
    }
    *n = kk_list_len(list);
    return kk_sequence_repeat_size(vm, times, *n, total);
}

static Value repeat(Vm *vm, Value list, Value times)
{
    size_t n, total;
    if (!repeat_size(vm, list, times, &n, &total))
        return KK_ERROR;
    Value result = kk_list_new(vm, total);
    if (result == KK_ERROR || total == 0)
        return result;
    kk_sequence_fill(kk_list_items(result), total, kk_list_items(list), n);
    set_len(result, total);
    return result;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op == BIN_ADD && kk_list_is(a)) {
        if (kk_list_is(b))
            return concat(vm, a, b);
        return kk_sequence_bad_concat(vm, a, b);
    }
    if (op != BIN_MUL)
        return kk_not_implemented;
    Value list = kk_list_is(a) ? a : b, times = list == a ? b : a;
    if (!kk_sequence_is_index(vm, times))
        return kk_sequence_bad_repeat(vm, times);
    return repeat(vm, list, times);
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    Value list = kk_as_kind(self, KIND_LIST);
    if (op == BIN_ADD)
        return kk_list_extend(vm, list, other) ? self : KK_ERROR;
    if (op != BIN_MUL || !kk_sequence_is_index(vm, other))
        return kk_not_implemented;
    size_t n, total;
    if (!repeat_size(vm, list, other, &n, &total))
        return KK_ERROR;
    if (total == 0) {
        kk_list_clear(list);
    } else {
        if (!make_room(vm, list, total, true))
            return KK_ERROR;
        kk_sequence_fill(kk_list_items(list), total, kk_list_items(list), n);
        set_len(list, total);
    }
    return self;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    return kk_list_is(b) ? kk_tuple_compare_items(vm, a, b, op) : kk_not_implemented;
}

static Value contains(Vm *vm, Value list, Value item)
{
    bool found;
    size_t at;
    return kk_tuple_find(vm, list, item, 0, SIZE_MAX, &found, &at) ? kk_bool(found) : KK_ERROR;
}

static bool length(Vm *vm, Value list, size_t *n)
{
    *n = kk_list_len(list);
    return true;
}

static Value repr(Vm *vm, Value list)
{
    return kk_sequence_repr(vm, list, "[", "]", "[...]");
}

static Value iter(Vm *vm, Value list)
{
    return kk_iter_seq_new(vm, &kk_type_list_iterator, list);
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_list_new(vm, 0);
}

static bool init(Vm *vm, Value list, Args args, Value kw)
{
    Value given;
    if (!kk_sequence_one_argument(vm, "list", args, kw, &given))
        return false;
    if (kk_list_len(list) != 0)
        kk_list_clear(list);
    return given == KK_UNSET || kk_list_extend(vm, list, given);
}

static const TypeSlots list_slots = {
    .make = make, .init = init, .repr = repr, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .getitem = kk_list_getitem, .setitem = setitem, .contains = contains,
        .binary = binary, .binary_ops = KK_OP(BIN_ADD) | KK_OP_BOTH(BIN_MUL), .inplace = inplace},
};

/* Instances have a compact header: there are no fields to describe. */
static const Layout list_layout = {.words = 1};

KK_TYPE(list, object) = {KK_TYPE_HEAD(list, object, &list_layout, TYPE_WRAPPED),
                         .slots = &list_slots};
