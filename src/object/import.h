/*
 * import.h: upcalls from the interpreter to the runtime: importing, and showing a value at the prompt.
 *
 * Layer: object. Implementation: runtime/import.c, runtime/repl.c; named in LAYERS.
 */
#ifndef KK_OBJECT_IMPORT_H
#define KK_OBJECT_IMPORT_H

#include "object/vm.h"

/*
 * What __import__(name, globals, None, names, level) does: the top package, or with names (a tuple)
 * the module itself, with submodules in names imported. globals is a dict or KK_UNSET. @gc may collect
 */
KK_MUST_CHECK Value kk_import(Vm *vm, Value name, Value globals, Value names, intptr_t level);
/* `from module import name` found no attribute: the submodule if sys.modules has it, else ImportError. */
KK_MUST_CHECK Value kk_import_from_missing(Vm *vm, Value module, Value name);
/* sys.displayhook: prints repr(v) unless it is None, remembers it as `_`. */
KK_MUST_CHECK bool kk_import_display(Vm *vm, Value v);

#endif
