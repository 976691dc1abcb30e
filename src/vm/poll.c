/*
 * poll.c: what happened asynchronously is dealt with here, at a back edge or a call.
 *
 * Layer: vm.   Tests: tests/modules/micropython/schedule.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "types/finaliser.h"

/*
 * Runs the functions that were scheduled before this moment, one after the other; those they schedule
 * wait for the next poll. An exception leaves the rest for later.
 */
KK_MUST_CHECK static bool run_scheduled(Vm *vm)
{
    bool good = true;
    vm->scheduling = true;
    for (size_t n = vm->scheduled_count; good && n > 0; n--) {
        size_t depth = kk_len_of(vm->scheduled) / 2;
        Value *entry = KK_OBJ(ValuesObj, vm->scheduled)->at + 2 * vm->scheduled_head;
        Value function = entry[0], argument = entry[1];
        entry[0] = entry[1] = KK_UNSET;
        vm->scheduled_head = (vm->scheduled_head + 1) % depth;
        vm->scheduled_count--;
        good = kk_call1(vm, function, argument) != KK_ERROR;
    }
    vm->scheduling = false;
    if (vm->scheduled_count > 0)
        vm->poll_for[POLL_SCHEDULE] = 1;
    return good;
}

/* Takes one reason: what is noted again from now on is for the next poll. */
static bool take(Vm *vm, unsigned reason)
{
    bool asked = vm->poll_for[reason] != 0;
    vm->poll_for[reason] = 0;
    return asked;
}

bool kk_vm_poll(Vm *vm)
{
    if ((vm->poll_for[POLL_HEAP] & HEAP_WASH) != 0) {
        if (--vm->washes == 0)
            vm->poll_for[POLL_HEAP] &= (uint8_t)~HEAP_WASH;
    }
    if ((vm->poll_for[POLL_HEAP] & HEAP_DEAD) != 0)
        kk_finaliser_run(vm);
    if (vm->yield != NULL && !vm->yield(vm))
        return true; /* the rest is the main thread's */
    if (take(vm, POLL_INTERRUPT))
        return kk_raise_value(vm, &kk_type_KeyboardInterrupt, KK_UNSET) != KK_ERROR;
    if (take(vm, POLL_EVENTS) && vm->events != NULL && !vm->events(vm))
        return false;
    if (!take(vm, POLL_SCHEDULE))
        return true;
    kk_vfs_settle(vm);
    return vm->scheduling || run_scheduled(vm);
}
