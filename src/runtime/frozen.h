/*
 * frozen.h: Python modules in the image: ".frozen" on sys.path.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_FROZEN_H
#define KK_RUNTIME_FROZEN_H

#include "runtime/import_find.h"

/*
 * Looks for `name` (one part) in a folder of a path: ".frozen", or what a frozen package has in its __path__. false in
 * *there: this is no such folder, or it has no such module. @raises MemoryError  @gc may collect
 */
KK_MUST_CHECK bool kk_frozen_find(Vm *vm, Span folder, Value name, Found *found, bool *there);

/* Gives the names that the code uses their slots in the namespace of module, which is new: nothing but __name__ may
 * be in it. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_frozen_prepare(Vm *vm, Value module, const FrozenModule *frozen);

/* Runs the body of what was found as that of module, which was prepared for it. @gc may collect */
KK_MUST_CHECK bool kk_frozen_run(Vm *vm, Value module, const FrozenModule *frozen);

/* The value of a global name that has none yet, if this is the namespace of a frozen module that binds it when it is asked
 * for; KK_UNSET: it does not, or doing so failed (kk_failed). @gc may collect */
Value kk_frozen_lazy(Vm *vm, Value globals, Value name);

#endif
