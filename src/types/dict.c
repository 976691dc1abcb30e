/*
 * dict.c: the type dict: what operators and syntax do with dicts. The table is in object/dict*.c.
 *
 * Layer: types.   Tests: tests/types/dict/.
 */
#include "object/dict.h"

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/dict_view.h"
#include "types/iter.h"
#include "types/sequence.h"

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_dict_new(vm, 0);
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 1)
        return kk_raise_false(vm, KK_TypeError, "dict expected at most 1 argument, got %zu",
                              args.n);
    if (args.n == 1 && !kk_dict_update(vm, self, args.pos[0]))
        return false;
    return kw == KK_UNSET || kk_dict_update(vm, self, kw);
}

static bool add_entries(StrBuf *b, Value dict)
{
    size_t at = 0;
    Value key, value;
    for (bool first = true; kk_dict_next(dict, &at, &key, &value); first = false) {
        if ((!first && !kk_strbuf_add_text(b, ", ")) || !kk_strbuf_add_repr(b, key) ||
            !kk_strbuf_add_text(b, ": ") || !kk_strbuf_add_repr(b, value))
            return false;
    }
    return true;
}

static Value repr(Vm *vm, Value self)
{
    bool again;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    if (again)
        return kk_strbuf_add_text(&b, "{...}") ? kk_strbuf_finish(&b) : KK_ERROR;
    bool fine = kk_strbuf_add_byte(&b, '{') && add_entries(&b, self) && kk_strbuf_add_byte(&b, '}');
    kk_repr_leave(vm, self);
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* Whether b has all entries of a; comparing them may change both. */
static bool has_all(Vm *vm, Value a, Value b, bool *equal)
{
    size_t at = 0;
    Value key, value;
    *equal = true;
    while (*equal && kk_dict_next(a, &at, &key, &value)) {
        Value other = kk_dict_get(vm, b, key);
        if (other == KK_UNSET) {
            *equal = false;
            return !kk_failed(vm);
        }
        if (!kk_equal(vm, value, other, equal))
            return false;
    }
    return true;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_dict_is(b) || (op != CMP_EQ && op != CMP_NE))
        return kk_not_implemented;
    bool equal = a == b || kk_dict_len(a) == kk_dict_len(b);
    if (equal && a != b) {
        if (!kk_depth_enter(vm))
            return KK_ERROR;
        bool fine = has_all(vm, a, b, &equal);
        kk_depth_leave(vm);
        if (!fine)
            return KK_ERROR;
    }
    return kk_bool(equal == (op == CMP_EQ));
}

static bool length(Vm *vm, Value self, size_t *n)
{
    *n = kk_dict_len(self);
    return true;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    Value value = kk_dict_get(vm, self, key);
    if (value == KK_UNSET && !kk_failed(vm))
        return kk_raise_value(vm, KK_KeyError, key);
    return value;
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    if (value != KK_UNSET)
        return kk_dict_set(vm, self, key, value);
    bool found;
    if (!kk_dict_delete(vm, self, key, &found))
        return false;
    return found || kk_raise_value(vm, KK_KeyError, key) != KK_ERROR;
}

static Value contains(Vm *vm, Value self, Value key)
{
    Value value = kk_dict_get(vm, self, key);
    return kk_failed(vm) ? KK_ERROR : kk_bool(value != KK_UNSET);
}

static Value iter(Vm *vm, Value self)
{
    return kk_dict_iter_new(vm, &kk_type_dict_keyiterator, self);
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (op != BIN_OR || !kk_dict_is(a) || !kk_dict_is(b))
        return kk_not_implemented;
    Value result = kk_dict_copy(vm, a);
    return result != KK_ERROR && kk_dict_update(vm, result, b) ? result : KK_ERROR;
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    if (op != BIN_OR)
        return kk_not_implemented;
    return kk_dict_update(vm, kk_unwrap_held(self), other) ? self : KK_ERROR;
}

static const TypeSlots dict_slots = {
    .make = make, .init = init, .repr = repr, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .getitem = getitem, .setitem = setitem, .contains = contains,
        .binary = binary, .binary_ops = KK_OP_BOTH(BIN_OR), .inplace = inplace},
};

/* Instances have a compact header: there are no fields to describe. */
static const Layout dict_layout = {.words = 1};

KK_TYPE(dict, object) = {
    KK_TYPE_HEAD(dict, object, &dict_layout, TYPE_WRAPPED),
    .slots = &dict_slots,
};
