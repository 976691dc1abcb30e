/*
 * signal.c: machine.Signal: a pin, or anything with a method value(), that may mean the opposite of its level.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "modules/machine/pin.h"

typedef struct SignalObj {
    uintptr_t header;
    Value pin;
    uintptr_t invert;
} SignalObj;

static Value get(Vm *vm, Value self)
{
    SignalObj *signal = KK_OBJ(SignalObj, self);
    bool invert = signal->invert != 0, level;
    Value v = kk_call_method(vm, signal->pin, KK_N(value), NULL, 0);
    if (v == KK_ERROR || !kk_truth(vm, v, &level))
        return KK_ERROR;
    return KK_INT(level != invert);
}

static Value set(Vm *vm, Value self, bool active)
{
    SignalObj *signal = KK_OBJ(SignalObj, self);
    Value level = KK_INT(active != (signal->invert != 0));
    return kk_call_method(vm, signal->pin, KK_N(value), &level, 1) == KK_ERROR ? KK_ERROR : kk_none;
}

/* Takes `invert` out of the keywords, which are the rest for Pin(). */
KK_MUST_CHECK static bool take_invert(Vm *vm, Args *args, Value *kw, bool *invert)
{
    *invert = false;
    if (*kw == KK_UNSET)
        return true;
    Value v = kk_dict_get_name(*kw, KK_N(invert));
    if (v == KK_UNSET)
        return true;
    Value rest = kk_dict_copy(vm, *kw);
    if (rest == KK_ERROR || !kk_truth(vm, v, invert) || !kk_setitem(vm, rest, KK_N(invert), KK_UNSET))
        return false;
    *kw = rest;
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    bool invert;
    if (!take_invert(vm, &args, &kw, &invert))
        return KK_ERROR;
    /* A number, or more than the pin: all of it is for Pin(). */
    bool is_pin = args.n == 1 && !kk_dict_any(kw) && !kk_int_is(args.pos[0]);
    Value pin = is_pin ? args.pos[0] : kk_pin_make(vm, KK_REF(&kk_type_Pin), args, kw);
    Value self = pin == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(SignalObj, self)->pin = pin;
    KK_OBJ(SignalObj, self)->invert = invert;
    return self;
}

/* Whether the signal is active, or makes it so. */
KK_METHOD(Signal, value, "(x=None, /)")
Value kk_signal_value(Vm *vm, Value self, Args args)
{
    bool active;
    if (args.n == 0)
        return get(vm, self);
    return kk_truth(vm, args.pos[0], &active) ? set(vm, self, active) : KK_ERROR;
}

/* Makes the signal active. */
KK_METHOD(Signal, on, "()")
Value kk_signal_on(Vm *vm, Value self, Args args) { return set(vm, self, true); }

/* Makes the signal inactive. */
KK_METHOD(Signal, off, "()")
Value kk_signal_off(Vm *vm, Value self, Args args) { return set(vm, self, false); }

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 1 || kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "Signal.__call__() takes at most 1 argument (%zu given)", args.n);
    return kk_signal_value(vm, self, args);
}

static const Layout layout = {sizeof(SignalObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .call = call};
KK_TYPE(Signal, object) = {KK_TYPE_HEAD(Signal, object, &layout, 0), .slots = &slots};
