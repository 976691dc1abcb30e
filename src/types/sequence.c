/*
 * sequence.c: what list, tuple and their kin have in common.
 *
 * Layer: types.   Tests: tests/types/list/, tests/types/tuple/.
 */
#include "types/alias.h"
#include "types/sequence.h"

#include "object/attr.h"
#include "object/error.h"
#include "object/strbuf.h"
#include "types/list.h"
#include "types/tuple.h"

bool kk_sequence_is_index(Vm *vm, Value v)
{
    if (kk_smallint_is(v))
        return true;
    const TypeObj *type = kk_type_of(v);
    if ((type->flags & TYPE_HEAP) != 0)
        return kk_class_attr(vm, type, KK_N(__index__)) != KK_UNSET;
    return kk_int_is(v);
}

bool kk_sequence_drops_keywords(Vm *vm, Value cls, const TypeObj *native, Value method)
{
    const TypeObj *type = KK_OBJ(const TypeObj, cls);
    return type != native && kk_type_lookup(vm, type, method) != kk_type_lookup(vm, native, method);
}

bool kk_sequence_one_argument(Vm *vm, const char *name, Args args, Value kw, Value *given)
{
    if (kw != KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", name);
    if (args.n > 1)
        return kk_raise_false(vm, KK_TypeError, "%s expected at most 1 argument, got %zu", name,
                              args.n);
    *given = args.n == 1 ? args.pos[0] : KK_UNSET;
    return true;
}

bool kk_sequence_repeat_size(Vm *vm, Value times, size_t n, size_t *total)
{
    intptr_t count;
    if (!kk_index(vm, times, &count)) {
        if (!kk_pending_clear(vm, KK_OverflowError))
            return false;
        return kk_raise_false(vm, KK_OverflowError, "cannot fit '%T' into an index-sized integer",
                              times);
    }
    if (count <= 0 || n == 0) {
        *total = 0;
        return true;
    }
    if ((size_t)count > KK_LEN_MAX / sizeof(Value) / n)
        return kk_raise_memory(vm) != KK_ERROR;
    *total = (size_t)count * n;
    return true;
}

void kk_sequence_fill(Value *to, size_t total, const Value *items, size_t n)
{
    if (n == 1) {
        Value item = items[0];
        for (size_t i = 0; i < total; i++)
            to[i] = item;
        return;
    }
    for (size_t i = 0; i < total; i += n) {
        if (to + i != items)
            memcpy(to + i, items, n * sizeof(Value));
    }
}

/* A class in Python has the method: it is asked before anything is wrong. */
static bool will_answer(Vm *vm, Value v, Value method)
{
    const TypeObj *type = kk_type_of(v);
    return (type->flags & TYPE_HEAP) != 0 && kk_type_lookup(vm, type, method) != KK_UNSET;
}

Value kk_sequence_bad_concat(Vm *vm, Value a, Value b)
{
    if (will_answer(vm, b, KK_N(__radd__)))
        return kk_not_implemented;
    return kk_raise(vm, KK_TypeError, "can only concatenate %T (not \"%T\") to %T", a, b, a);
}

Value kk_sequence_bad_repeat(Vm *vm, Value times)
{
    if (will_answer(vm, times, KK_N(__rmul__)) || will_answer(vm, times, KK_N(__mul__)))
        return kk_not_implemented;
    return kk_raise(vm, KK_TypeError, "can't multiply sequence by non-int of type '%T'", times);
}

Value kk_sequence_fast(Vm *vm, Value iterable, Value not_this, const char *message)
{
    if (iterable != not_this && (kk_list_is(iterable) || kk_tuple_is(iterable)))
        return iterable;
    Value iterator = kk_iter(vm, iterable);
    if (iterator == KK_ERROR) {
        if (!kk_pending_clear(vm, KK_TypeError))
            return KK_ERROR;
        return kk_raise(vm, KK_TypeError, "%s", message);
    }
    return kk_list_from_iterable(vm, iterator);
}

/* The items, their reprs separated by commas; the sequence may change under way. */
static bool add_items(StrBuf *b, Value seq)
{
    const Value *items;
    size_t n;
    for (size_t i = 0; kk_tuple_view(seq, &items, &n) && i < n; i++) {
        Value item = items[i];
        if ((i > 0 && !kk_strbuf_add_text(b, ", ")) || !kk_strbuf_add_repr(b, item))
            return false;
    }
    return true;
}

Value kk_sequence_repr(Vm *vm, Value seq, const char *open, const char *close, const char *nested)
{
    bool again;
    if (!kk_repr_enter(vm, seq, &again))
        return KK_ERROR;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (again)
        return kk_strbuf_add_text(&b, nested) ? kk_strbuf_finish(&b) : KK_ERROR;
    bool fine = kk_strbuf_add_text(&b, open) && add_items(&b, seq);
    fine = fine && (!kk_tuple_is(seq) || kk_len_of(seq) != 1 || kk_strbuf_add_byte(&b, ','));
    fine = fine && kk_strbuf_add_text(&b, close);
    kk_repr_leave(vm, seq);
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* One bound as list.index takes it: negative ones count from the end. */
static bool bound(Vm *vm, Value v, size_t n, size_t *at)
{
    intptr_t i;
    if (!kk_sequence_is_index(vm, v))
        return kk_raise_false(vm, KK_TypeError,
                              "slice indices must be integers or have an __index__ method");
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 0)
        i = i < -(intptr_t)n ? 0 : i + (intptr_t)n;
    *at = (size_t)i;
    return true;
}

bool kk_sequence_bounds(Vm *vm, Args args, size_t n, size_t *start, size_t *stop)
{
    *start = 0;
    *stop = SIZE_MAX;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !bound(vm, args.pos[1], n, start))
        return false;
    return kk_arg(args, 2, KK_UNSET) == KK_UNSET || bound(vm, args.pos[2], n, stop);
}

/* A generic alias of the class (PEP 585). */
KK_CLASSMETHOD(list, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(tuple, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(dict, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(set, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(frozenset, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(deque, __class_getitem__, "(key, /)")
KK_CLASSMETHOD(BaseExceptionGroup, __class_getitem__, "(key, /)")
Value kk_sequence_class_getitem(Vm *vm, Value self, Args args)
{
    return kk_alias_new(vm, self, args.pos[0]);
}
