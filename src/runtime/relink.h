/*
 * relink.h: code for another namespace than it was compiled against.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_RELINK_H
#define KK_RUNTIME_RELINK_H

#include "object/object.h"

/* code itself when it was compiled against globals (a namespace dict); else a copy of it and of all code inside whose
 * global slots are those of globals. @raises MemoryError, RecursionError  @gc may collect */
KK_MUST_CHECK Value kk_relink(Vm *vm, Value code, Value globals);

#endif
