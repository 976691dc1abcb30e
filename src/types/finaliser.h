/*
 * finaliser.h: telling Python code of the dead: __del__ and the callbacks of weak references; exceptions that
 * nobody can catch.
 *
 * Layer: types.   Tests: tests/types/class/del.py, tests/modules/weakref/callback.py.
 */
#ifndef KK_TYPES_FINALISER_H
#define KK_TYPES_FINALISER_H

#include "object/ops.h"

/* Calls what waits (object/weak.h): callbacks first, then __del__. Nothing is pending, before and afterwards.
 * @gc may collect */
void kk_finaliser_run(Vm *vm);

/* The program ends: runs __del__ of all objects that have one. */
void kk_finaliser_end(Vm *vm);

/* Hands the pending exception, which came out of `where` and cannot go on, to sys.unraisablehook; nothing is
 * pending afterwards. @gc may collect */
void kk_finaliser_unraisable(Vm *vm, Value where);
/* What that does by default: prints the message (None: "Exception ignored in") with the object (None: without one) and
 * the traceback. @gc may collect */
void kk_finaliser_print(Vm *vm, Value exc, Value message, Value where);
/* The class sys.UnraisableHookArgs. @gc may collect */
KK_MUST_CHECK Value kk_finaliser_hook_args(Vm *vm);

#endif
