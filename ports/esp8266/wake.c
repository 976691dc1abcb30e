/*
 * wake.c: telling the interpreter, from an interrupt, that something happened.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/wake.h"

#include "ports/esp8266/chip.h"

Vm *kk_wake_vm;

KK_ISR void kk_wake_notify(void)
{
    Vm *vm = kk_wake_vm;
    if (vm != NULL)
        vm->poll_for[POLL_EVENTS] = 1;
}

bool kk_wake_asked(void)
{
    const Vm *vm = kk_wake_vm;
    return vm != NULL && (vm->poll_for[POLL_INTERRUPT] != 0 || vm->poll_for[POLL_SCHEDULE] != 0 ||
                          vm->poll_for[POLL_EVENTS] != 0);
}
