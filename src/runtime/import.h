/*
 * import.h: loading modules: what start.c and main programs need beyond object/runtime.h.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_IMPORT_H
#define KK_RUNTIME_IMPORT_H

#include "object/runtime.h"

/* The native module of that name, set up and put into sys.modules; KK_UNSET with nothing pending: there is none. */
Value kk_import_native(Vm *vm, Value name);

/* Finds the source file of a module without running it: its path as a str; KK_UNSET with nothing pending when
 * there is none; KK_ERROR. *package tells that it is an __init__.py. Parents are imported. */
Value kk_import_find_file(Vm *vm, Value name, bool *package);

#endif
