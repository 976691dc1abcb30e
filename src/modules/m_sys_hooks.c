/*
 * m_sys_hooks.c: sys.unraisablehook, on computers.
 *
 * What a program assigns hides what is declared here; types/finaliser.c calls it.
 *
 * Layer: modules.   Tests: tests/modules/sys/unraisable.py.
 */
#include "object/dict.h"
#include "object/func.h"
#include "object/vm.h"
#include "types/finaliser.h"

/* Prints an exception that nobody can catch to standard error: what the interpreter does. */
KK_FUNCTION(sys, __unraisablehook__, "(unraisable, /)")
Value kk_sys_hooks_unraisable(Vm *vm, Value self, Args args)
{
    Value v = args.pos[0], cls = kk_finaliser_hook_args(vm);
    if (cls == KK_ERROR)
        return KK_ERROR;
    if (KK_REF(kk_type_of(v)) != cls)
        return kk_raise(vm, KK_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
    Value exc = kk_getattr(vm, v, KK_N(exc_value));
    Value message = exc == KK_ERROR ? KK_ERROR : kk_getattr(vm, v, KK_N(err_msg));
    Value object = message == KK_ERROR ? KK_ERROR : kk_getattr(vm, v, KK_N(object));
    if (object == KK_ERROR)
        return KK_ERROR;
    kk_finaliser_print(vm, exc, message, object);
    return kk_none;
}

KK_MODULE_CONST(sys, abiflags, KK_N(empty))

/* What the exceptions of finalisers and callbacks are shown with; a program may assign another. */
KK_MODULE_GETTER(sys, unraisablehook)
Value kk_sys_hooks_unraisable_now(Vm *vm, Value module) { return kk_getattr(vm, module, KK_N(__unraisablehook__)); }
