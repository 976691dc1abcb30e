/*
 * iter.c: iterators over lists, tuples and anything with __getitem__, iter(callable, sentinel), and
 * the cursor with which C code reads any iterable.
 *
 * An exhausted iterator stays exhausted: it drops what it went over.
 *
 * Layer: types.   Tests: tests/types/iter/.
 */
#include "types/gen.h"
#include "types/iter.h"

#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/list.h"
#include "types/range.h"
#include "types/tuple.h"

Value kk_iter_self(Vm *vm, Value self)
{
    return self;
}

Value kk_iter_seq_new(Vm *vm, const TypeObj *type, Value seq)
{
    Value iterator = kk_object_new(vm, type, 0);
    if (iterator != KK_ERROR)
        KK_OBJ(SeqIterObj, iterator)->seq = seq;
    return iterator;
}

Value kk_iter_of_sequence(Vm *vm, Value v)
{
    return kk_iter_seq_new(vm, &kk_type_iterator, v);
}

/* ---- list, tuple ---- */

static Value list_next(Vm *vm, Value self)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    if (it->seq == KK_UNSET)
        return KK_END;
    if (it->at < kk_list_len(it->seq))
        return kk_list_at(it->seq, it->at++);
    it->seq = KK_UNSET;
    return KK_END;
}

static Value tuple_next(Vm *vm, Value self)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    if (it->seq == KK_UNSET)
        return KK_END;
    if (it->at < kk_tuple_len(it->seq))
        return kk_tuple_at(it->seq, it->at++);
    it->seq = KK_UNSET;
    return KK_END;
}

/* Items that are still to come, if nothing changes. */
KK_METHOD(list_iterator, __length_hint__, "()")
KK_METHOD(tuple_iterator, __length_hint__, "()")
Value kk_iter_length_hint(Vm *vm, Value self, Args args)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    size_t n = it->seq == KK_UNSET ? 0 : kk_len_of(it->seq);
    return kk_int_new(vm, it->at < n ? (intptr_t)(n - it->at) : 0);
}

static const TypeSlots list_iterator_slots = {.iter = kk_iter_self, .next = list_next};
static const TypeSlots tuple_iterator_slots = {.iter = kk_iter_self, .next = tuple_next};
static const Layout seq_layout = {.words = 3, .refs = 2};

KK_TYPE(list_iterator, object) = {
    KK_TYPE_HEAD(list_iterator, object, &seq_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &list_iterator_slots,
};
KK_TYPE(tuple_iterator, object) = {
    KK_TYPE_HEAD(tuple_iterator, object, &seq_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &tuple_iterator_slots,
};

/* ---- anything with __getitem__ ---- */

static Value getitem_next(Vm *vm, Value self)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    if (it->seq == KK_UNSET)
        return KK_END;
    Value index = kk_int_new(vm, (intptr_t)it->at);
    Value item = index == KK_ERROR ? KK_ERROR : kk_getitem(vm, it->seq, index);
    if (item != KK_ERROR) {
        it->at++;
        return item;
    }
    if (!kk_pending_clear(vm, KK_IndexError) && !kk_pending_clear(vm, KK_StopIteration))
        return KK_ERROR;
    it->seq = KK_UNSET;
    return KK_END;
}

static const TypeSlots iterator_slots = {.iter = kk_iter_self, .next = getitem_next};
KK_TYPE(iterator, object) = {
    KK_TYPE_HEAD(iterator, object, &seq_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &iterator_slots,
};

/* ---- iter(callable, sentinel) ---- */

typedef struct CallIterObj {
    uintptr_t header; /* &kk_type_callable_iterator */
    Value callable;   /* KK_UNSET: exhausted */
    Value sentinel;
} CallIterObj;

static Value call_next(Vm *vm, Value self)
{
    CallIterObj *it = KK_OBJ(CallIterObj, self);
    if (it->callable == KK_UNSET)
        return KK_END;
    Value item = kk_call0(vm, it->callable);
    bool equal = false;
    if (item == KK_ERROR) {
        if (!kk_pending_clear(vm, KK_StopIteration))
            return KK_ERROR;
        equal = true;
    } else if (!kk_equal(vm, it->sentinel, item, &equal)) {
        return KK_ERROR;
    }
    if (!equal)
        return item;
    it->callable = it->sentinel = KK_UNSET;
    return KK_END;
}

Value kk_iter_call_new(Vm *vm, Value callable, Value sentinel)
{
    Value iterator = kk_object_new(vm, &kk_type_callable_iterator, 0);
    if (iterator != KK_ERROR) {
        KK_OBJ(CallIterObj, iterator)->callable = callable;
        KK_OBJ(CallIterObj, iterator)->sentinel = sentinel;
    }
    return iterator;
}

static const TypeSlots callable_iterator_slots = {.iter = kk_iter_self, .next = call_next};
static const Layout call_layout = {.words = 3, .refs = 6};
KK_TYPE(callable_iterator, object) = {
    KK_TYPE_HEAD(callable_iterator, object, &call_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &callable_iterator_slots,
};

/* ---- copying ---- */

Value kk_iter_reduced(Vm *vm, Value function, Value arguments, Value state)
{
    if (arguments != KK_ERROR && function == KK_UNSET)
        function = kk_getattr(vm, vm->builtins, KK_N(iter));
    if (arguments == KK_ERROR || function == KK_ERROR)
        return KK_ERROR;
    Value parts[3] = {function, arguments, state};
    return kk_tuple_from(vm, parts, state == KK_UNSET ? 2 : 3);
}

/* How copies are made: iter(sequence), and the index. */
KK_METHOD(list_iterator, __reduce__, "()")
KK_METHOD(tuple_iterator, __reduce__, "()")
KK_METHOD(iterator, __reduce__, "()")
KK_METHOD(bytes_iterator, __reduce__, "()")
KK_METHOD(bytearray_iterator, __reduce__, "()")
Value kk_iter_reduce(Vm *vm, Value self, Args args)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    Value seq = it->seq, state = KK_UNSET;
    if (seq != KK_UNSET)
        state = kk_int_new(vm, (intptr_t)it->at);
    else
        seq = kk_desc_is(self, &kk_type_list_iterator) ? kk_list_new(vm, 0) : KK_EMPTY_TUPLE;
    if (seq == KK_ERROR || (it->seq != KK_UNSET && state == KK_ERROR))
        return KK_ERROR;
    return kk_iter_reduced(vm, KK_UNSET, kk_tuple_from(vm, &seq, 1), state);
}

/* Goes to an index; what is too small is the first one. */
KK_METHOD(list_iterator, __setstate__, "(state, /)")
KK_METHOD(tuple_iterator, __setstate__, "(state, /)")
KK_METHOD(iterator, __setstate__, "(state, /)")
KK_METHOD(bytes_iterator, __setstate__, "(state, /)")
KK_METHOD(bytearray_iterator, __setstate__, "(state, /)")
Value kk_iter_setstate(Vm *vm, Value self, Args args)
{
    intptr_t at;
    if (!kk_index(vm, args.pos[0], &at))
        return KK_ERROR;
    if (at < 0)
        at = 0;
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    bool counted = it->seq != KK_UNSET && !kk_desc_is(self, &kk_type_iterator);
    size_t n;
    if (counted && !kk_len(vm, it->seq, &n))
        return KK_ERROR;
    if (counted && (size_t)at > n)
        at = (intptr_t)n;
    it->at = (uintptr_t)at;
    return kk_none;
}

/* How copies are made where a place cannot be told: iter(what a copy of this one still gives). */
KK_METHOD(dict_keyiterator, __reduce__, "()")
KK_METHOD(dict_valueiterator, __reduce__, "()")
KK_METHOD(dict_itemiterator, __reduce__, "()")
KK_METHOD(dict_reversekeyiterator, __reduce__, "()")
KK_METHOD(dict_reversevalueiterator, __reduce__, "()")
KK_METHOD(dict_reverseitemiterator, __reduce__, "()")
KK_METHOD(set_iterator, __reduce__, "()")
Value kk_iter_reduce_rest(Vm *vm, Value self, Args args)
{
    const TypeObj *type = kk_type_of(self);
    Value copy = kk_object_new(vm, type, 0);
    if (copy == KK_ERROR)
        return KK_ERROR;
    memcpy(KK_OBJ(uintptr_t, copy) + 1, KK_OBJ(uintptr_t, self) + 1, (type->desc.layout->words - 1) * sizeof(uintptr_t));
    Value rest = kk_list_new(vm, 0);
    if (rest == KK_ERROR || !kk_list_extend(vm, rest, copy))
        return KK_ERROR;
    return kk_iter_reduced(vm, KK_UNSET, kk_tuple_from(vm, &rest, 1), KK_UNSET);
}

/* How copies are made: iter(callable, sentinel), or of nothing. */
KK_METHOD(callable_iterator, __reduce__, "()")
Value kk_iter_reduce_callable(Vm *vm, Value self, Args args)
{
    const CallIterObj *it = KK_OBJ(CallIterObj, self);
    Value none = KK_EMPTY_TUPLE;
    bool over = it->callable == KK_UNSET;
    return kk_iter_reduced(vm, KK_UNSET, over ? kk_tuple_from(vm, &none, 1)
                                              : kk_tuple_pair(vm, it->callable, it->sentinel), KK_UNSET);
}

/* ---- the cursor ---- */

enum { BY_ITERATOR, BY_INDEX, BY_WORDS, BY_BYTES };

bool kk_iter_begin(Vm *vm, Cursor *cursor, Value iterable)
{
    *cursor = (Cursor){.source = iterable, .how = BY_INDEX};
    if (kk_list_is(iterable) || kk_tuple_is(iterable))
        return true;
    if (kk_range_is(iterable) &&
        kk_range_words(iterable, &cursor->next, &cursor->step, &cursor->at)) {
        cursor->how = BY_WORDS;
        return true;
    }
    if (KK_WORD_BITS == 64 && kk_kind_is(iterable, KIND_BYTES)) {
        cursor->how = BY_BYTES;
        return true;
    }
    cursor->how = BY_ITERATOR;
    cursor->source = kk_iter(vm, iterable);
    return cursor->source != KK_ERROR;
}

/* The next byte of bytes: there is one. */
KK_INLINE Value next_byte(Cursor *cursor)
{
    return KK_INT((intptr_t)KK_OBJ(const BytesObj, cursor->source)->at[cursor->at++]);
}

/* What an iterator of a built-in type gives: asked for without asking for its type each time. */
KK_MUST_CHECK static Value drain_native(Vm *vm, Value iterator, Drain *drain)
{
    Value (*next)(Vm *, Value) = kk_type_of(iterator)->slots->next;
    for (Value item;;) {
        item = next == NULL ? kk_next(vm, iterator) : next(vm, iterator);
        if (item == KK_END || item == KK_ERROR)
            return item;
        if (!drain->take(vm, drain, item))
            return kk_failed(vm) ? KK_ERROR : item;
    }
}

Value kk_iter_drain(Vm *vm, Cursor *cursor, Drain *drain)
{
    if (cursor->how == BY_ITERATOR && kk_gen_is(cursor->source))
        return kk_vm_drain(vm, cursor->source, drain);
    if (KK_WORD_BITS == 64 && cursor->how == BY_ITERATOR && (kk_type_of(cursor->source)->flags & TYPE_HEAP) == 0)
        return drain_native(vm, cursor->source, drain);
    for (;;) {
        Value item;
        if (cursor->how == BY_INDEX) {
            Value seq = cursor->source;
            if (cursor->at >= kk_len_of(seq))
                return KK_END;
            item = kk_list_is(seq) ? kk_list_at(seq, cursor->at) : kk_tuple_at(seq, cursor->at);
            cursor->at++;
        } else if (KK_WORD_BITS == 64 && cursor->how == BY_BYTES) {
            if (cursor->at >= kk_len_of(cursor->source))
                return KK_END;
            item = next_byte(cursor);
        } else {
            item = kk_iter_advance(vm, cursor);
        }
        if (item == KK_END || item == KK_ERROR)
            return item;
        if (!drain->take(vm, drain, item))
            return kk_failed(vm) ? KK_ERROR : item;
    }
}

Value kk_iter_advance(Vm *vm, Cursor *cursor)
{
    if (cursor->how == BY_INDEX) {
        const Value *items = NULL;
        size_t n = 0;
        if (kk_tuple_view(cursor->source, &items, &n) && cursor->at < n)
            return items[cursor->at++];
        return KK_END;
    }
    if (cursor->how == BY_ITERATOR)
        return kk_next(vm, cursor->source);
    if (KK_WORD_BITS == 64 && cursor->how == BY_BYTES)
        return cursor->at < kk_len_of(cursor->source) ? next_byte(cursor) : KK_END;
    if (cursor->at == 0)
        return KK_END;
    Value item = kk_smallint(cursor->next);
    cursor->at--;
    cursor->next += cursor->step;
    return item;
}
