/*
 * call.h: the ways of calling that the interpreter shares with C code.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_CALL_H
#define KK_OBJECT_CALL_H

#include "object/func.h"
#include "object/vm.h"

/*
 * Runs a Python function with self (unless KK_UNSET) in front of the arguments, to its end. A generator
 * function gives its generator. vm/call.c; an upcall named in LAYERS. @gc may collect
 */
KK_MUST_CHECK Value kk_vm_call_function(Vm *vm, Value function, Args args, Value self, Value kw);

/* Calls f, a Python or native function or any callable, with self (unless KK_UNSET) in front. */
KK_MUST_CHECK Value kk_call_with_self(Vm *vm, Value f, Args args, Value self, Value kw);
/* self.name(args): what CALLM does when it is not a plain method. */
KK_MUST_CHECK Value kk_call_attr(Vm *vm, Value self, Args args, Value name, Value kw);

/* How many of the parameters may be given by position: keyword-only ones stand last (build/<v>/gen/tables.h). */
KK_INLINE unsigned kk_native_most_positional(const NativeFn *f)
{
    unsigned most = kk_native_most(f);
    if ((kk_native_limits(f) & NATIVE_KWONLY) == 0)
        return most;
    return (unsigned)kk_smallint_get(kk_native_params(f)[most]);
}

#endif
