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
/* An attribute of a module that is made when it is asked for: __spec__, __loader__, sys.meta_path and its like.
 * KK_UNSET: it is none of these, or making it failed (kk_failed). @gc may collect */
Value kk_import_attribute(Vm *vm, Value module, Value name);
/* The same for a global name of the module that has these globals. */
Value kk_import_global(Vm *vm, Value globals, Value name);
/* Binds all names in the namespace of a frozen module that waited for somebody to ask for them: the dict itself is wanted.
 * @gc may collect */
KK_MUST_CHECK bool kk_import_complete(Vm *vm, Value globals);
/* Appends those names to the list. @gc may collect */
KK_MUST_CHECK bool kk_import_lazy_names(Vm *vm, Value globals, Value list);
/* The body of the module is running. Raises nothing. @gc may collect */
bool kk_import_is_loading(Vm *vm, Value module);
/* What a native module's __getattr__ answers: the attribute of its Python half, the module `half`. AttributeError when it,
 * or that whole module, is not there. @gc may collect */
KK_MUST_CHECK Value kk_import_more(Vm *vm, Value module, Value half, Value name);
/* sys.displayhook: prints repr(v) unless it is None, remembers it as `_`. */
KK_MUST_CHECK bool kk_import_display(Vm *vm, Value v);

/* sys.__displayhook__: the same, whatever the program made of sys.displayhook. @gc may collect */
KK_MUST_CHECK bool kk_import_show(Vm *vm, Value v);

#endif
