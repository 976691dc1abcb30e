/*
 * defaultdict.c: collections.defaultdict: a dict that makes what is missing.
 *
 * Layer: types.   Tests: tests/modules/collections/defaultdict.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/dict_holder.h"
#include "types/tuple.h"

static DictHolderObj *holder(Value v)
{
    return KK_OBJ(DictHolderObj, v);
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 0) {
        if (args.pos[0] != kk_none && !kk_callable(vm, args.pos[0]))
            return kk_raise_false(vm, KK_TypeError, "first argument must be callable or None");
        holder(self)->factory = args.pos[0];
        args.pos++;
        args.n--;
    }
    return kk_type_dict.slots->init(vm, holder(self)->dict, args, kw);
}

/* Called by __getitem__ for a key that is not there. */
KK_METHOD(defaultdict, __missing__, "(key, /)")
Value kk_defaultdict_missing(Vm *vm, Value self, Args args)
{
    if (holder(self)->factory == kk_none)
        return kk_raise_value(vm, KK_KeyError, args.pos[0]);
    Value value = kk_call0(vm, holder(self)->factory);
    if (value == KK_ERROR || !kk_setitem(vm, self, args.pos[0], value))
        return KK_ERROR;
    return value;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    Value value = kk_dict_get(vm, holder(self)->dict, key);
    if (value != KK_UNSET || kk_failed(vm))
        return value;
    bool found;
    if (kk_type_of(self) == &kk_type_defaultdict)
        return kk_defaultdict_missing(vm, self, (Args){&key, 1});
    return kk_call_special(vm, self, KK_N(__missing__), &key, 1, &found);
}

static Value repr(Vm *vm, Value self)
{
    bool again;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    if (again) {
        bool fine = kk_strbuf_add(&b, kk_type_name(self)) && kk_strbuf_add_text(&b, "(...)");
        return fine ? kk_strbuf_finish(&b) : KK_ERROR;
    }
    bool fine = kk_strbuf_add(&b, kk_type_name(self)) && kk_strbuf_add_byte(&b, '(') &&
                kk_strbuf_add_repr(&b, holder(self)->factory) && kk_strbuf_add_text(&b, ", ") &&
                kk_strbuf_add_repr(&b, holder(self)->dict) && kk_strbuf_add_byte(&b, ')');
    kk_repr_leave(vm, self);
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* A copy of a with the factory of the defaultdict among a and b, updated from b. */
static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    bool left = kk_is(a, &kk_type_defaultdict);
    Value self = left ? a : b;
    if (op != BIN_OR || kk_as_kind(a, KIND_DICT) == KK_UNSET ||
        kk_as_kind(b, KIND_DICT) == KK_UNSET)
        return kk_not_implemented;
    Value result = kk_dict_holder_copy(vm, kk_type_of(self), kk_unwrap_held(a));
    if (result == KK_ERROR || !kk_dict_update(vm, holder(result)->dict, b))
        return KK_ERROR;
    holder(result)->factory = holder(self)->factory;
    return result;
}

/* The function that makes missing values, or None. */
KK_GETTER(defaultdict, default_factory)
Value kk_defaultdict_factory(Vm *vm, Value self)
{
    return holder(self)->factory;
}

KK_SETTER(defaultdict, default_factory)
bool kk_defaultdict_set_factory(Vm *vm, Value self, Value value)
{
    holder(self)->factory = value == KK_UNSET ? kk_none : value;
    return true;
}

/* Return a shallow copy. */
KK_METHOD(defaultdict, copy, "()")
KK_METHOD(defaultdict, __copy__, "()")
Value kk_defaultdict_copy(Vm *vm, Value self, Args args)
{
    Value copy = kk_dict_holder_copy(vm, kk_type_of(self), holder(self)->dict);
    if (copy != KK_ERROR)
        holder(copy)->factory = holder(self)->factory;
    return copy;
}

static const TypeSlots defaultdict_slots = {
    .make = kk_dict_holder_make, .init = init, .repr = repr, .compare = kk_dict_holder_compare,
    .iter = kk_dict_holder_iter,
    .ops = &(const OpSlots){.len = kk_dict_holder_len, .getitem = getitem,
        .setitem = kk_dict_holder_setitem, .contains = kk_dict_holder_contains,
        .binary = binary, .binary_ops = KK_OP_BOTH(BIN_OR), .inplace = kk_dict_holder_inplace},
};

KK_TYPE(defaultdict, dict) = {
    KK_TYPE_HEAD(defaultdict, dict, &kk_dict_holder_layout, TYPE_HOLDER),
    .slots = &defaultdict_slots,
};
