/*
 * weakproxy.c: weakref.proxy: an object that does what the object does that it refers to weakly.
 *
 * A proxy is a WeakRefObj; each slot asks for the object first.
 *
 * Layer: types.   Tests: tests/modules/weakref/proxy.py.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "types/weakref.h"

/* The object. @raises ReferenceError when it has died */
KK_MUST_CHECK static Value alive(Vm *vm, Value self)
{
    Value target = kk_weakref_target(self);
    if (target == KK_UNSET)
        return kk_raise(vm, KK_RAISES(ReferenceError), "weakly-referenced object no longer exists");
    return target;
}

static bool is_proxy(Value v)
{
    return kk_desc_is(v, &kk_type_weakproxy) || kk_desc_is(v, &kk_type_weakcallableproxy);
}

/* Operands may both be proxies. */
KK_MUST_CHECK static Value operand(Vm *vm, Value v) { return is_proxy(v) ? alive(vm, v) : v; }

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_call_kw(vm, v, args, kw);
}

static Value repr(Vm *vm, Value self)
{
    Value v = kk_weakref_target(self);
    if (v == KK_UNSET)
        return kk_format_message(vm, "<weakproxy at 0x%x to NoneType at 0x%x>", (unsigned)self, (unsigned)kk_none);
    return kk_format_message(vm, "<weakproxy at 0x%x to %T at 0x%x>", (unsigned)self, v, (unsigned)v);
}

static Value str(Vm *vm, Value self)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_str(vm, v);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    Value x = operand(vm, a), y = x == KK_ERROR ? KK_ERROR : operand(vm, b);
    return y == KK_ERROR ? KK_ERROR : kk_compare(vm, x, y, op);
}

static bool hash(Vm *vm, Value self, uintptr_t *value)
{
    return kk_raise_false(vm, KK_TypeError, "unhashable type: '%T'", self);
}

static Value iter(Vm *vm, Value self)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_iter(vm, v);
}

static Value next(Vm *vm, Value self)
{
    Value v = alive(vm, self);
    if (v != KK_ERROR && !kk_iterator_is(vm, v))
        return kk_raise(vm, KK_TypeError, "Weakref proxy referenced a non-iterator '%T' object", v);
    return v == KK_ERROR ? KK_ERROR : kk_next(vm, v);
}

static bool len(Vm *vm, Value self, size_t *n)
{
    Value v = alive(vm, self);
    return v != KK_ERROR && kk_len(vm, v, n);
}

static Value getitem(Vm *vm, Value self, Value key)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_getitem(vm, v, key);
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    Value v = alive(vm, self);
    return v != KK_ERROR && kk_setitem(vm, v, key, value);
}

static Value contains(Vm *vm, Value self, Value item)
{
    bool found;
    Value v = alive(vm, self);
    return v != KK_ERROR && kk_contains(vm, v, item, &found) ? kk_bool(found) : KK_ERROR;
}

static Value unary(Vm *vm, UnaryOp op, Value self)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_unary(vm, op, v);
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Value x = operand(vm, a), y = x == KK_ERROR ? KK_ERROR : operand(vm, b);
    return y == KK_ERROR ? KK_ERROR : kk_binary(vm, op, x, y);
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    Value x = alive(vm, self), y = x == KK_ERROR ? KK_ERROR : operand(vm, other);
    return y == KK_ERROR ? KK_ERROR : kk_inplace(vm, op, x, y);
}

static bool truth(Vm *vm, Value self, bool *result)
{
    Value v = alive(vm, self);
    return v != KK_ERROR && kk_truth(vm, v, result);
}

static Value getattr(Vm *vm, Value self, Value name)
{
    Value v = alive(vm, self);
    return v == KK_ERROR ? KK_ERROR : kk_getattr(vm, v, name);
}

static bool setattr(Vm *vm, Value self, Value name, Value value)
{
    Value v = alive(vm, self);
    return v != KK_ERROR && kk_setattr(vm, v, name, value);
}

/* Proxies have no room for attributes of their own: those are the object's. */
static const OpSlots proxy_ops = {
    .len = len, .getitem = getitem, .setitem = setitem, .contains = contains, .unary = unary, .binary = binary, .inplace = inplace};
static const RareSlots proxy_rare = {.str = str, .truth = truth, .getattr = getattr, .setattr = setattr};
#define PROXY_SLOTS                                                                                                  \
    .repr = repr, .compare = compare, .hash = hash, .iter = iter, .next = next, .ops = &proxy_ops, .rare = &proxy_rare

static const Layout layout = {sizeof(WeakRefObj) / sizeof(Value), 1u << 2 | 1u << 3, TAIL_NONE, 0};
static const TypeSlots proxy_slots = {PROXY_SLOTS};
static const TypeSlots callable_slots = {PROXY_SLOTS, .call = call};
KK_TYPE(weakproxy, object) = {KK_TYPE_HEAD(weakproxy, object, &layout, TYPE_FINAL | TYPE_NO_NEW),
                              .slots = &proxy_slots};
KK_TYPE(weakcallableproxy, object) = {KK_TYPE_HEAD(weakcallableproxy, object, &layout, TYPE_FINAL | TYPE_NO_NEW),
                                      .slots = &callable_slots};
