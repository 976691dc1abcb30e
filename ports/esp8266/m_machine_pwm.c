/*
 * m_machine_pwm.c: machine.PWM over pwm.h. As with Pin the objects are in flash and PWM(2) is always the same one.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "modules/machine/pin.h"
#include "ports/esp8266/pwm.h"
#include "types/keywords.h"

typedef struct PwmObj {
    uintptr_t header; /* &kk_type_PWM */
    uintptr_t id;
} PwmObj;

#define FOUR(n) {KK_REF(&kk_type_PWM), n}, {KK_REF(&kk_type_PWM), n + 1}, {KK_REF(&kk_type_PWM), n + 2}, {KK_REF(&kk_type_PWM), n + 3}
static const PwmObj pwms[] = {FOUR(0), FOUR(4), FOUR(8), FOUR(12)};
KK_MODULE_CONST(machine, PWM, KK_REF(&kk_type_PWM))

static unsigned id_of(Value self) { return (unsigned)KK_OBJ(const PwmObj, self)->id; }

enum { DUTY_MOST = 1023, NS_MOST = 1000000000 };

/* ---- duty in its three units ---- */

static uint32_t period_ns(void) { return (uint32_t)NS_MOST / kk_pwm_freq(); }

static uint32_t as_u16(PwmDuty duty)
{
    if (!duty.is_time)
        return duty.value;
    uint64_t part = ((uint64_t)duty.value * KK_PWM_FULL + period_ns() / 2) / period_ns();
    return part > KK_PWM_FULL ? KK_PWM_FULL : (uint32_t)part;
}

static uint32_t as_ns(PwmDuty duty)
{
    return duty.is_time ? duty.value : (uint32_t)((uint64_t)duty.value * period_ns() / KK_PWM_FULL);
}

static uint32_t as_u10(PwmDuty duty) { return (as_u16(duty) * DUTY_MOST + KK_PWM_FULL / 2) / KK_PWM_FULL; }

/* An int 0..most. */
KK_MUST_CHECK static bool number_arg(Vm *vm, Value v, const char *what, intptr_t least, intptr_t most, uint32_t *n)
{
    intptr_t i;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < least || i > most)
        return kk_raise_false(vm, KK_ValueError, "%s must be %zd..%zd, not %V", what, (ptrdiff_t)least, (ptrdiff_t)most, v);
    *n = (uint32_t)i;
    return true;
}

KK_MUST_CHECK static bool u10_arg(Vm *vm, Value v, PwmDuty *duty)
{
    duty->is_time = false;
    if (!number_arg(vm, v, "duty", 0, DUTY_MOST, &duty->value))
        return false;
    duty->value = (duty->value * KK_PWM_FULL + DUTY_MOST / 2) / DUTY_MOST;
    return true;
}

KK_MUST_CHECK static bool u16_arg(Vm *vm, Value v, PwmDuty *duty)
{
    duty->is_time = false;
    return number_arg(vm, v, "duty_u16", 0, KK_PWM_FULL, &duty->value);
}

/* Ints above 2^29 are objects: an address is no number to be limited by its word. */
KK_MUST_CHECK static bool ns_arg(Vm *vm, Value v, PwmDuty *duty)
{
    int64_t ns;
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    if (!kk_int_to64(i, &ns) || ns < 0 || ns > period_ns())
        return kk_raise_false(vm, KK_ValueError, "duty_ns must be 0..%u, the period, not %V", (unsigned)period_ns(), v);
    duty->is_time = true;
    duty->value = (uint32_t)ns;
    return true;
}

/* ---- the class ---- */

enum { ARG_FREQ, ARG_DUTY, ARG_DUTY_U16, ARG_DUTY_NS, ARG_COUNT };

/* What PWM() and init() do; None is as if it were absent. The frequency first: duty_ns is limited by it. */
KK_MUST_CHECK static bool configure(Vm *vm, unsigned id, Value *given)
{
    for (int i = 0; i < ARG_COUNT; i++)
        if (given[i] == kk_none)
            given[i] = KK_UNSET;
    uint32_t freq = kk_pwm_freq(), before = freq;
    PwmDuty duty = kk_pwm_is_on(id) ? kk_pwm_duty(id) : (PwmDuty){false, 0};
    unsigned duties = 0;
    for (int i = ARG_DUTY; i < ARG_COUNT; i++)
        duties += given[i] != KK_UNSET;
    if (duties > 1)
        return kk_raise_false(vm, KK_ValueError, "only one of duty, duty_u16 and duty_ns can be given");
    if (given[ARG_FREQ] != KK_UNSET && !number_arg(vm, given[ARG_FREQ], "freq", KK_PWM_FREQ_MIN, KK_PWM_FREQ_MAX, &freq))
        return false;
    if (freq != before)
        kk_pwm_set_freq(freq);
    bool good = (given[ARG_DUTY] == KK_UNSET || u10_arg(vm, given[ARG_DUTY], &duty)) &&
                (given[ARG_DUTY_U16] == KK_UNSET || u16_arg(vm, given[ARG_DUTY_U16], &duty)) &&
                (given[ARG_DUTY_NS] == KK_UNSET || ns_arg(vm, given[ARG_DUTY_NS], &duty));
    if (!good) {
        if (freq != before)
            kk_pwm_set_freq(before);
        return false;
    }
    if (!kk_pwm_is_on(id) && kk_pins_mode(id, PIN_OUT, PIN_PULL_NONE) < 0)
        return kk_raise_false(vm, KK_ValueError, "Pin(%u) has no PWM", id);
    kk_pwm_set(id, duty);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(pin), KK_N(freq), KK_N(duty), KK_N(duty_u16), KK_N(duty_ns)};
    Value given[1 + ARG_COUNT];
    unsigned id;
    if (!kk_keywords_bind(vm, "PWM", args, kw, names, 1 + ARG_COUNT, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "PWM() missing required argument 'pin'");
    if (!kk_pin_arg(vm, given[0], &id))
        return KK_ERROR;
    if (!kk_pwm_exists(id))
        return kk_raise(vm, KK_ValueError, "Pin(%u) has no PWM", id);
    return configure(vm, id, given + 1) ? KK_REF(&pwms[id]) : KK_ERROR;
}

/* Sets the frequency of all PWM pins and the duty of this one, and starts it. */
KK_METHOD(PWM, init, "(freq=None, duty=None, duty_u16=None, duty_ns=None)")
Value kk_pwm_init(Vm *vm, Value self, Args args)
{
    Value given[ARG_COUNT];
    for (size_t i = 0; i < ARG_COUNT; i++)
        given[i] = kk_arg(args, i, KK_UNSET);
    return configure(vm, id_of(self), given) ? kk_none : KK_ERROR;
}

/* Stops the PWM: the pin is low. */
KK_METHOD(PWM, deinit, "()")
Value kk_pwm_deinit(Vm *vm, Value self, Args args)
{
    kk_pwm_stop(id_of(self));
    return kk_none;
}

/* The value, or sets it: which says with which argument of configure(). */
KK_MUST_CHECK static Value get_or_set(Vm *vm, Value self, Args args, int which, uint32_t value)
{
    Value given[ARG_COUNT] = {KK_UNSET, KK_UNSET, KK_UNSET, KK_UNSET};
    if (args.n == 0)
        return kk_int_new_unsigned(vm, value);
    given[which] = args.pos[0];
    return configure(vm, id_of(self), given) ? kk_none : KK_ERROR;
}

/* The frequency in Hz, the same for all pins; an argument sets it. */
KK_METHOD(PWM, freq, "(value=None, /)")
Value kk_pwm_freq_method(Vm *vm, Value self, Args args)
{
    uint32_t freq;
    if (args.n == 0)
        return KK_INT(kk_pwm_freq());
    if (!number_arg(vm, args.pos[0], "freq", KK_PWM_FREQ_MIN, KK_PWM_FREQ_MAX, &freq))
        return KK_ERROR;
    kk_pwm_set_freq(freq);
    return kk_none;
}

/* The duty, 0..1023: these two are constant levels; an argument sets it. */
KK_METHOD(PWM, duty, "(value=None, /)")
Value kk_pwm_duty_method(Vm *vm, Value self, Args args)
{
    return get_or_set(vm, self, args, ARG_DUTY, as_u10(kk_pwm_duty(id_of(self))));
}

/* The duty, 0..65535: these two are constant levels; an argument sets it. */
KK_METHOD(PWM, duty_u16, "(value=None, /)")
Value kk_pwm_duty_u16_method(Vm *vm, Value self, Args args)
{
    return get_or_set(vm, self, args, ARG_DUTY_U16, as_u16(kk_pwm_duty(id_of(self))));
}

/* Nanoseconds of a period for which the pin is high; an argument sets them. */
KK_METHOD(PWM, duty_ns, "(value=None, /)")
Value kk_pwm_duty_ns_method(Vm *vm, Value self, Args args)
{
    return get_or_set(vm, self, args, ARG_DUTY_NS, as_ns(kk_pwm_duty(id_of(self))));
}

static Value repr(Vm *vm, Value self)
{
    if (!kk_pwm_is_on(id_of(self)))
        return kk_format_message(vm, "PWM(%u)", id_of(self));
    return kk_format_message(vm, "PWM(%u, freq=%u, duty=%u)", id_of(self), (unsigned)kk_pwm_freq(),
                             (unsigned)as_u10(kk_pwm_duty(id_of(self))));
}

static const Layout layout = {sizeof(PwmObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .repr = repr};
KK_TYPE(PWM, object) = {KK_TYPE_HEAD(PWM, object, &layout, TYPE_FINAL), .slots = &slots};
