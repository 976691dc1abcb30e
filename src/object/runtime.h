/*
 * runtime.h: what the layers below src/runtime ask of it: import, compile and run. These are link-time
 * upcalls: the declarations are here, the code is in runtime/.
 *
 * Layer: object.   Implementation: runtime/import.c, runtime/exec.c.
 */
#ifndef KK_OBJECT_RUNTIME_H
#define KK_OBJECT_RUNTIME_H

#include "object/object.h"

/* Entries of vm->roots that are in use. */
enum {
    ROOT_LOADING,    /* list of the modules whose body is running */
    ROOT_STREAMS,    /* tuple (stdin, stdout, stderr), made when first asked for */
    ROOT_HISTORY,    /* list of the lines typed at the prompt */
    ROOT_EXECUTABLE, /* str: sys.executable */
    ROOT_ENVIRON     /* dict: os.environ */
};

/*
 * __import__(name, globals, fromlist, level): name is a str; globals a dict or KK_UNSET (needed when level > 0),
 * fromlist a tuple or list of names or kk_none. Returns the top package, or with a fromlist the module itself.
 * @raises ImportError, ModuleNotFoundError, what the module raises  @gc may collect
 */
KK_MUST_CHECK Value kk_import(Vm *vm, Value name, Value globals, Value fromlist, intptr_t level);
/* The attribute or submodule `name` (interned) of a module. @raises ImportError */
KK_MUST_CHECK Value kk_import_from(Vm *vm, Value module, Value name);
/* Binds the public names of module in target: a namespace dict or any mapping. */
KK_MUST_CHECK bool kk_import_star(Vm *vm, Value module, Value target);
/* The module with this whole dotted name, imported if need be: what C code uses. */
KK_MUST_CHECK Value kk_import_name(Vm *vm, Value name);

/* locals() of the running Python function: a fresh dict in a function; the namespace itself at module level
 * and in a class body. */
KK_MUST_CHECK Value kk_exec_locals(Vm *vm);

#endif
