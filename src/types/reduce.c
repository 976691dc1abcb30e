/*
 * reduce.c: how copy and pickle take objects apart: object.__reduce_ex__, __reduce__, __getstate__.
 *
 * What makes the tuples is Python, in lib/copyreg.py: few programs need it.
 *
 * Layer: types.   Tests: tests/library/modules/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/shape.h"
#include "types/list.h"
#include "types/slots.h"
#include "types/tuple.h"

/* copyreg._reduce(self, protocol) */
KK_MUST_CHECK static Value reduce(Vm *vm, Value self, Value protocol)
{
    Value copyreg = kk_import(vm, KK_N(copyreg), KK_UNSET, KK_EMPTY_TUPLE, 0);
    Value f = copyreg == KK_ERROR ? KK_ERROR : kk_getattr(vm, copyreg, KK_N(_reduce));
    return f == KK_ERROR ? KK_ERROR : kk_call2(vm, f, self, protocol);
}

/* What copy and pickle make the object from. */
KK_METHOD(object, __reduce__, "()")
Value kk_reduce_plain(Vm *vm, Value self, Args args) { return reduce(vm, self, KK_INT(0)); }

/* What copy and pickle make the object from, by a protocol of pickle's. */
KK_METHOD(object, __reduce_ex__, "(protocol, /)")
Value kk_reduce_ex(Vm *vm, Value self, Args args)
{
    intptr_t protocol;
    if (!kk_index(vm, args.pos[0], &protocol))
        return KK_ERROR;
    Value raw = kk_class_attr(vm, kk_type_of(self), KK_N(__reduce__));
    if (raw != kk_type_own(&kk_type_object, KK_N(__reduce__))) {
        Value f = kk_getattr(vm, self, KK_N(__reduce__));
        return f == KK_ERROR ? KK_ERROR : kk_call0(vm, f);
    }
    return reduce(vm, self, args.pos[0]);
}

/* Attributes, and those that are slots. */
typedef struct State {
    Value self, dict, slots;
} State;

KK_MUST_CHECK static bool note(Vm *vm, void *ctx, Value name, Value value)
{
    State *state = ctx;
    Value raw = kk_class_attr(vm, kk_type_of(state->self), name);
    Value *to = kk_slots_is_member(raw) ? &state->slots : &state->dict;
    if (*to == KK_UNSET && (*to = kk_dict_new(vm, 1)) == KK_ERROR)
        return false;
    return kk_dict_set(vm, *to, name, value);
}

/* The attributes of the instance, None if it has none; with those that are slots a pair of dicts. */
KK_METHOD(object, __getstate__, "()")
Value kk_reduce_getstate(Vm *vm, Value self, Args args)
{
    State state = {self, KK_UNSET, KK_UNSET};
    if (kk_shape_is(kk_desc_of(self)) && !kk_instance_each(vm, self, note, &state))
        return KK_ERROR;
    if (state.dict == KK_UNSET)
        state.dict = kk_none;
    return state.slots == KK_UNSET ? state.dict : kk_tuple_pair(vm, state.dict, state.slots);
}

/* ---- values that are made again from one like them ---- */

KK_MUST_CHECK static Value tuple_of(Vm *vm, Value a, Value b, Value c)
{
    Value items[] = {a, b, c};
    return kk_tuple_from(vm, items, c == KK_UNSET ? 2 : 3);
}

/* The attributes of an instance of a subclass, or None. */
KK_MUST_CHECK static Value own_attributes(Vm *vm, Value self) { return kk_reduce_getstate(vm, self, KK_NO_ARGS); }

/* The class, the items in a list, the attributes. */
KK_METHOD(set, __reduce__, "()")
KK_METHOD(frozenset, __reduce__, "()")
Value kk_reduce_set(Vm *vm, Value self, Args args)
{
    Value list = kk_list_new(vm, 0), state = own_attributes(vm, self);
    if (list == KK_ERROR || state == KK_ERROR || !kk_list_extend(vm, list, self))
        return KK_ERROR;
    Value given = kk_tuple_from(vm, &list, 1);
    return given == KK_ERROR ? KK_ERROR : tuple_of(vm, KK_REF(kk_type_of(self)), given, state);
}

/* The class, the content as bytes, the attributes. */
KK_METHOD(bytearray, __reduce__, "()")
KK_METHOD(bytearray, __reduce_ex__, "(protocol=0, /)")
Value kk_reduce_bytearray(Vm *vm, Value self, Args args)
{
    Value content = kk_call1(vm, KK_REF(&kk_type_bytes), self);
    Value given = content == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, &content, 1);
    Value state = given == KK_ERROR ? KK_ERROR : own_attributes(vm, self);
    return state == KK_ERROR ? KK_ERROR : tuple_of(vm, KK_REF(kk_type_of(self)), given, state);
}

/* The class and the three numbers. */
KK_METHOD(range, __reduce__, "()")
KK_METHOD(slice, __reduce__, "()")
Value kk_reduce_bounds(Vm *vm, Value self, Args args)
{
    Value items[] = {kk_getattr(vm, self, KK_N(start)), kk_getattr(vm, self, KK_N(stop)), kk_getattr(vm, self, KK_N(step))};
    if (items[0] == KK_ERROR || items[1] == KK_ERROR || items[2] == KK_ERROR)
        return KK_ERROR;
    Value given = kk_tuple_from(vm, items, 3);
    return given == KK_ERROR ? KK_ERROR : tuple_of(vm, KK_REF(kk_type_of(self)), given, KK_UNSET);
}

/* The class, its limit, the attributes, and the items one by one. */
KK_METHOD(deque, __reduce__, "()")
Value kk_reduce_deque(Vm *vm, Value self, Args args)
{
    Value limit = kk_getattr(vm, self, KK_N(maxlen)), state = own_attributes(vm, self), items = kk_iter(vm, self);
    if (limit == KK_ERROR || state == KK_ERROR || items == KK_ERROR)
        return KK_ERROR;
    Value given = limit == kk_none ? KK_EMPTY_TUPLE : kk_tuple_pair(vm, KK_EMPTY_TUPLE, limit);
    Value parts[] = {KK_REF(kk_type_of(self)), given, state, items};
    return given == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 4);
}

/* The value itself: the argument that makes an equal one. */
KK_METHOD(str, __getnewargs__, "()")
KK_METHOD(bytes, __getnewargs__, "()")
Value kk_reduce_new_args(Vm *vm, Value self, Args args) { return kk_tuple_from(vm, &self, 1); }
