/*
 * reversed.c: sequences from their end to their beginning.
 *
 * Layer: types.   Tests: tests/types/iter/reversed.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/attr.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/tuple.h"

/* SeqIterObj: `at` is one more than the index of the next item. */

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "reversed() takes no keyword arguments");
    if (args.n != 1)
        return kk_raise(vm, KK_TypeError, "reversed expected 1 argument, got %zu", args.n);
    Value seq = args.pos[0];
    bool found;
    const TypeObj *type = kk_type_of(seq);
    if (kk_class_attr(vm, type, KK_N(__reversed__)) == kk_none)
        return kk_raise(vm, KK_TypeError, "'%T' object is not reversible", seq);
    Value iterator = kk_call_special(vm, seq, KK_N(__reversed__), NULL, 0, &found);
    if (found)
        return iterator;
    size_t n;
    bool sequence = kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET &&
                    kk_class_attr(vm, type, KK_N(__len__)) != KK_UNSET;
    if (!sequence || kk_as_kind(seq, KIND_DICT) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "'%T' object is not reversible", seq);
    if (!kk_len(vm, seq, &n))
        return KK_ERROR;
    Value self = kk_iter_seq_new(vm, KK_OBJ(const TypeObj, cls), seq);
    if (self != KK_ERROR)
        KK_OBJ(SeqIterObj, self)->at = n;
    return self;
}

/* The items of a list or tuple; a list that has become shorter ends the iteration. */
static Value next_item(Vm *vm, SeqIterObj *it)
{
    const Value *items;
    size_t n;
    if (kk_tuple_view(it->seq, &items, &n))
        return it->at < n ? items[it->at] : KK_END;
    Value index = kk_int_new(vm, (intptr_t)it->at);
    Value item = index == KK_ERROR ? KK_ERROR : kk_getitem(vm, it->seq, index);
    if (item == KK_ERROR && (kk_pending_clear(vm, KK_IndexError) ||
                             kk_pending_clear(vm, KK_StopIteration)))
        return KK_END;
    return item;
}

static Value next(Vm *vm, Value self)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    if (it->seq == KK_UNSET)
        return KK_END;
    Value item = KK_END;
    if (it->at > 0) {
        it->at--;
        item = next_item(vm, it);
    }
    if (item == KK_END)
        it->seq = KK_UNSET;
    return item;
}

/* Items that are still to come, if nothing changes. */
KK_METHOD(reversed, __length_hint__, "()")
Value kk_reversed_length_hint(Vm *vm, Value self, Args args)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    size_t n = 0;
    if (it->seq != KK_UNSET && !kk_len(vm, it->seq, &n))
        return KK_ERROR;
    return kk_int_new(vm, (intptr_t)(it->at <= n ? it->at : 0));
}

/* How copies are made: reversed(sequence), and the index of the next item. */
KK_METHOD(reversed, __reduce__, "()")
Value kk_reversed_reduce(Vm *vm, Value self, Args args)
{
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    Value seq = it->seq == KK_UNSET ? KK_EMPTY_TUPLE : it->seq;
    Value state = it->seq == KK_UNSET ? KK_UNSET : kk_int_new(vm, (intptr_t)it->at - 1);
    return kk_iter_reduced(vm, KK_REF(kk_type_of(self)), kk_tuple_from(vm, &seq, 1), state);
}

/* Goes to an index. */
KK_METHOD(reversed, __setstate__, "(state, /)")
Value kk_reversed_setstate(Vm *vm, Value self, Args args)
{
    intptr_t at;
    size_t n = 0;
    SeqIterObj *it = KK_OBJ(SeqIterObj, self);
    if (!kk_index(vm, args.pos[0], &at) || (it->seq != KK_UNSET && !kk_len(vm, it->seq, &n)))
        return KK_ERROR;
    it->at = at < 0 ? 0 : (uintptr_t)at >= n ? n : (uintptr_t)at + 1;
    return kk_none;
}

static const TypeSlots reversed_slots = {.make = make, .iter = kk_iter_self, .next = next};
static const Layout reversed_layout = {.words = 3, .refs = 2};

KK_TYPE(reversed, object) = {KK_TYPE_HEAD(reversed, object, &reversed_layout, 0),
                             .slots = &reversed_slots};
