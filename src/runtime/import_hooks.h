/*
 * import_hooks.h: the finders that programs put on sys.meta_path.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_IMPORT_HOOKS_H
#define KK_RUNTIME_IMPORT_HOOKS_H

#include "object/ops.h"
#include "object/vm.h"

/* The module `name` by a finder on sys.meta_path, loaded; path is the parent's __path__ or KK_UNSET. kk_none: nobody has
 * it. Without after, kk_not_implemented says that the native search comes next, and those with after behind it. */
KK_MUST_CHECK Value kk_import_hooks_find(Vm *vm, Value name, Value path, bool after);

/* The body of a module that importlib loads is running. Raises nothing. @gc may collect */
bool kk_import_hooks_initialising(Vm *vm, Value module);

#endif
