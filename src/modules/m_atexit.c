/*
 * m_atexit.c: the module atexit: functions that are called when the program ends, the last one first.
 *
 * vm->atexit is a list of tuples (function, args, keywords or None); sys.atexit adds to it, too.
 *
 * Layer: modules.   Tests: tests/modules/atexit/.
 */
#include "object/ops.h"
#include "object/vm.h"
#include "types/list.h"
#include "types/tuple.h"

KK_MODULE(atexit)

/* Has the function called with these arguments when the program ends. Returns the function. */
KK_FUNCTION(atexit, register, "(func, /, *args, **kwargs)")
Value kk_atexit_register(Vm *vm, Value self, Args args, Value kw)
{
    Value f = args.pos[0];
    if (!kk_callable(vm, f))
        return kk_raise(vm, KK_TypeError, "the first argument must be callable");
    Value rest = kk_tuple_from(vm, args.pos + 1, args.n - 1);
    if (rest == KK_ERROR || (vm->atexit == KK_UNSET && (vm->atexit = kk_list_new(vm, 1)) == KK_ERROR))
        return KK_ERROR;
    Value entry[3] = {f, rest, kw == KK_UNSET ? kk_none : kw};
    Value tuple = kk_tuple_from(vm, entry, 3);
    return tuple != KK_ERROR && kk_list_append(vm, vm->atexit, tuple) ? f : KK_ERROR;
}

/* Forgets all registrations of the function. */
KK_FUNCTION(atexit, unregister, "(func, /)")
Value kk_atexit_unregister(Vm *vm, Value self, Args args)
{
    for (size_t i = vm->atexit == KK_UNSET ? 0 : kk_list_len(vm->atexit); i-- > 0;) {
        bool same;
        if (i >= kk_list_len(vm->atexit))
            continue;
        if (!kk_equal(vm, kk_tuple_at(kk_list_at(vm->atexit, i), 0), args.pos[0], &same))
            return KK_ERROR;
        if (same && kk_list_remove_at(vm, vm->atexit, i) == KK_ERROR)
            return KK_ERROR;
    }
    return kk_none;
}
