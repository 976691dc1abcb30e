/*
 * m_machine.c: the module machine: what is the same on every port with pins. What belongs to one chip (ADC, PWM, RTC,
 * resets, sleeping) is in the port's folder and adds its rows there.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "modules/machine/pin.h"
#include "object/vm.h"
#include "platform/platform.h"

KK_MODULE(machine)
KK_MODULE_CONST(machine, Pin, KK_REF(&kk_type_Pin))
KK_MODULE_CONST(machine, Signal, KK_REF(&kk_type_Signal))
KK_MODULE_CONST(machine, Timer, KK_REF(&kk_type_Timer))

/* Stops interrupts; the result is for enable_irq(). */
KK_FUNCTION(machine, disable_irq, "()")
Value kk_machine_disable_irq(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_pins_lock()); }

/* Puts interrupts back into the state that disable_irq() found. */
KK_FUNCTION(machine, enable_irq, "(state, /)")
Value kk_machine_enable_irq(Vm *vm, Value self, Args args)
{
    intptr_t state;
    if (!kk_index(vm, args.pos[0], &state))
        return KK_ERROR;
    kk_pins_unlock((uint32_t)state);
    return kk_none;
}

/* Microseconds that the next pulse of that level lasts; -2: none began in time, -1: it did not end in time. */
KK_FUNCTION(machine, time_pulse_us, "(pin, pulse_level, timeout_us=1000000, /)")
Value kk_machine_time_pulse_us(Vm *vm, Value self, Args args)
{
    unsigned id;
    bool level;
    intptr_t timeout = 1000000;
    if (!kk_pin_arg(vm, args.pos[0], &id) || !kk_truth(vm, args.pos[1], &level) ||
        (args.n > 2 && !kk_index(vm, args.pos[2], &timeout)))
        return KK_ERROR;
    if (timeout < 0 || timeout > INT32_MAX)
        return kk_raise(vm, KK_ValueError, "timeout_us out of range");
    int32_t us = kk_pins_pulse_us(id, level, (uint32_t)timeout);
    if (us == -KK_EINTR && vm->poll != 0 && !kk_vm_poll(vm))
        return KK_ERROR;
    return kk_int_new(vm, us == -KK_EINTR ? -2 : us);
}
