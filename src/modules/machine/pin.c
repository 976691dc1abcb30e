/*
 * pin.c: machine.Pin and its interrupt object.
 *
 * Both are objects in flash, a row of each: what can change is in the chip's registers and, for handlers, in
 * the table of events.c.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "modules/machine/pin.h"

#include "modules/machine/events.h"
#include "platform/platform.h"
#include "types/keywords.h"

typedef struct PinObj {
    uintptr_t header; /* &kk_type_Pin, &kk_type_PinIrq */
    uintptr_t id;
} PinObj;

#define EIGHT(type, n)                                                                              \
    {KK_REF(&type), n}, {KK_REF(&type), n + 1}, {KK_REF(&type), n + 2}, {KK_REF(&type), n + 3},     \
    {KK_REF(&type), n + 4}, {KK_REF(&type), n + 5}, {KK_REF(&type), n + 6}, {KK_REF(&type), n + 7}
static const PinObj pins[] = {EIGHT(kk_type_Pin, 0), EIGHT(kk_type_Pin, 8), EIGHT(kk_type_Pin, 16)};
static const PinObj irqs[] = {EIGHT(kk_type_PinIrq, 0), EIGHT(kk_type_PinIrq, 8), EIGHT(kk_type_PinIrq, 16)};

static unsigned id_of(Value self) { return (unsigned)KK_OBJ(const PinObj, self)->id; }

Value kk_pin_object(unsigned id)
{
    KK_ASSERT(id < KK_COUNT_OF(pins));
    return KK_REF(&pins[id]);
}

bool kk_pin_arg(Vm *vm, Value v, unsigned *id)
{
    intptr_t i;
    if (kk_desc_is(v, &kk_type_Pin)) {
        *id = id_of(v);
        return true;
    }
    if (!kk_int_is(v))
        return kk_raise_false(vm, KK_TypeError, "expected a Pin or the number of one, not %T", v);
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 0 || i >= (intptr_t)KK_COUNT_OF(pins) || !kk_pins_exists((unsigned)i))
        return kk_raise_false(vm, KK_ValueError, "invalid pin: %V", v);
    *id = (unsigned)i;
    return true;
}

/* ---- mode and level ---- */

/* An int of lo..hi; None or absent: fallback. */
KK_MUST_CHECK static bool choice(Vm *vm, Value v, const char *what, intptr_t lo, intptr_t hi, intptr_t fallback, intptr_t *out)
{
    *out = fallback;
    if (v == KK_UNSET || v == kk_none)
        return true;
    if (!kk_index_clamped(vm, v, out))
        return false;
    /* -1 is what None was once written as. */
    if (*out == -1)
        *out = fallback;
    else if (*out < lo || *out > hi)
        return kk_raise_false(vm, KK_ValueError, "invalid %s: %V", what, v);
    return true;
}

/* What Pin() and init() do; each argument may be KK_UNSET or None. */
KK_MUST_CHECK static bool configure(Vm *vm, unsigned id, Value mode_arg, Value pull_arg, Value value)
{
    intptr_t mode, pull;
    bool level = false;
    if (value == kk_none)
        value = KK_UNSET;
    if (!choice(vm, mode_arg, "mode", PIN_IN, PIN_OPEN_DRAIN, -1, &mode) ||
        !choice(vm, pull_arg, "pull", PIN_PULL_NONE, PIN_PULL_UP, PIN_PULL_NONE, &pull) ||
        (value != KK_UNSET && !kk_truth(vm, value, &level)))
        return false;
    if (value != KK_UNSET)
        kk_pins_write(id, level);
    bool asked = mode >= 0 || (pull_arg != KK_UNSET && pull_arg != kk_none);
    if (mode < 0)
        mode = (intptr_t)kk_pins_get_mode(id);
    if (asked && kk_pins_mode(id, (PinMode)mode, (PinPull)pull) < 0)
        return kk_raise_false(vm, KK_ValueError, "Pin(%u) has no such mode or pull", id);
    return true;
}

Value kk_pin_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(id), KK_N(mode), KK_N(pull), KK_N(value)};
    Value given[4];
    unsigned id;
    if (args.n > 3)
        return kk_raise(vm, KK_TypeError, "Pin() takes at most 3 positional arguments (%zu given)", args.n);
    if (!kk_keywords_bind(vm, "Pin", args, kw, names, 4, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "Pin() missing required argument 'id'");
    if (!kk_pin_arg(vm, given[0], &id) || !configure(vm, id, given[1], given[2], given[3]))
        return KK_ERROR;
    return kk_pin_object(id);
}

/* Sets the mode (IN, OUT, OPEN_DRAIN), the pull-up and the level. */
KK_METHOD(Pin, init, "(mode=None, pull=None, *, value=None)")
Value kk_pin_init(Vm *vm, Value self, Args args)
{
    bool good = configure(vm, id_of(self), kk_arg(args, 0, KK_UNSET), kk_arg(args, 1, KK_UNSET),
                          kk_arg(args, 2, KK_UNSET));
    return good ? kk_none : KK_ERROR;
}

/* The level at the pin, or sets the one it is to drive. */
KK_METHOD(Pin, value, "(x=None, /)")
Value kk_pin_value(Vm *vm, Value self, Args args)
{
    bool level;
    if (args.n == 0)
        return KK_INT(kk_pins_read(id_of(self)));
    if (!kk_truth(vm, args.pos[0], &level))
        return KK_ERROR;
    kk_pins_write(id_of(self), level);
    return kk_none;
}

/* Drives the pin high. */
KK_METHOD(Pin, on, "()")
Value kk_pin_on(Vm *vm, Value self, Args args)
{
    kk_pins_write(id_of(self), true);
    return kk_none;
}

/* Drives the pin low. */
KK_METHOD(Pin, off, "()")
Value kk_pin_off(Vm *vm, Value self, Args args)
{
    kk_pins_write(id_of(self), false);
    return kk_none;
}

/* Drives the pin to the other level. */
KK_METHOD(Pin, toggle, "()")
Value kk_pin_toggle(Vm *vm, Value self, Args args)
{
    kk_pins_write(id_of(self), !kk_pins_get_output(id_of(self)));
    return kk_none;
}

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 1 || kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "Pin.__call__() takes at most 1 argument (%zu given)", args.n);
    return kk_pin_value(vm, self, args);
}

static Value repr(Vm *vm, Value self) { return kk_format_message(vm, "Pin(%u)", id_of(self)); }

static const Layout layout = {sizeof(PinObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = kk_pin_make, .call = call, .repr = repr};
KK_TYPE(Pin, object) = {KK_TYPE_HEAD(Pin, object, &layout, TYPE_FINAL), .slots = &slots};
/* The tables know no names of C. */
KK_TYPE_CONST(Pin, IN, KK_INT(0))
KK_TYPE_CONST(Pin, OUT, KK_INT(1))
KK_TYPE_CONST(Pin, OPEN_DRAIN, KK_INT(2))
KK_TYPE_CONST(Pin, PULL_UP, KK_INT(1))
KK_TYPE_CONST(Pin, IRQ_RISING, KK_INT(1))
KK_TYPE_CONST(Pin, IRQ_FALLING, KK_INT(2))
_Static_assert(PIN_IN == 0 && PIN_OUT == 1 && PIN_OPEN_DRAIN == 2 && PIN_PULL_UP == 1, "Pin.IN and so on");
_Static_assert(PIN_IRQ_RISING == 1 && PIN_IRQ_FALLING == 2, "Pin.IRQ_RISING and IRQ_FALLING");

/* ---- interrupts ---- */

/* The hardware first: when it has no such interrupt nothing is kept. */
KK_MUST_CHECK static bool set_irq(Vm *vm, unsigned id, PinHandler handler)
{
    if (!kk_events_start(vm))
        return false;
    unsigned edges = handler.function == KK_UNSET ? 0 : handler.trigger;
    if (kk_pins_irq(id, edges, handler.hard) < 0)
        return kk_raise_false(vm, KK_ValueError, "Pin(%u) has no interrupt", id);
    kk_events_set_handler(vm, id, handler);
    return true;
}

KK_MUST_CHECK static bool trigger_arg(Vm *vm, Value v, unsigned *trigger)
{
    intptr_t i;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i <= 0 || i > (PIN_IRQ_RISING | PIN_IRQ_FALLING))
        return kk_raise_false(vm, KK_ValueError, "invalid trigger: %V", v);
    *trigger = (unsigned)i;
    return true;
}

/* Has handler(pin) called at edges of the pin; None: no longer. */
KK_METHOD(Pin, irq, "(handler=None, trigger=IRQ_RISING|IRQ_FALLING, hard=False)")
Value kk_pin_irq(Vm *vm, Value self, Args args)
{
    unsigned id = id_of(self);
    if (args.n == 0)
        return KK_REF(&irqs[id]);
    PinHandler handler = {kk_arg(args, 0, kk_none), PIN_IRQ_RISING | PIN_IRQ_FALLING, 0, false};
    if (handler.function == kk_none)
        handler.function = KK_UNSET;
    else if (!kk_callable(vm, handler.function))
        return kk_raise_type(vm, "handler must be callable or None, not %T", handler.function);
    if ((kk_arg(args, 1, kk_none) != kk_none && !trigger_arg(vm, args.pos[1], &handler.trigger)) ||
        !kk_truth(vm, kk_arg(args, 2, kk_false), &handler.hard) || !set_irq(vm, id, handler))
        return KK_ERROR;
    return KK_REF(&irqs[id]);
}

/* The edges for which the handler was called last. */
KK_METHOD(PinIrq, flags, "()")
Value kk_pin_irq_flags(Vm *vm, Value self, Args args) { return KK_INT(kk_events_handler(vm, id_of(self)).seen); }

/* The edges for which the handler is called; an argument sets others. */
KK_METHOD(PinIrq, trigger, "(trigger=None, /)")
Value kk_pin_irq_trigger(Vm *vm, Value self, Args args)
{
    PinHandler handler = kk_events_handler(vm, id_of(self));
    unsigned old = handler.trigger;
    if (args.n > 0 && (!trigger_arg(vm, args.pos[0], &handler.trigger) || !set_irq(vm, id_of(self), handler)))
        return KK_ERROR;
    return KK_INT(old);
}

/* How many edges, of all pins, were lost since the start: more than there is room for came before their handlers ran. */
KK_METHOD(PinIrq, lost, "()")
Value kk_pin_irq_lost(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_pins_lost_edges()); }

static Value irq_call(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 0 || kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "irq.__call__() takes no arguments (%zu given)", args.n);
    PinHandler handler = kk_events_handler(vm, id_of(self));
    return handler.function == KK_UNSET ? kk_none : kk_call1(vm, handler.function, kk_pin_object(id_of(self)));
}

static const TypeSlots irq_slots = {.call = irq_call};
KK_TYPE(PinIrq, object) = {KK_TYPE_HEAD(PinIrq, object, &layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &irq_slots};
