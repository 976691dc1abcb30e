/*
 * import_find.h: finding modules: among the native ones and in the folders of a path.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_IMPORT_FIND_H
#define KK_RUNTIME_IMPORT_FIND_H

#include "object/func.h"

typedef enum FoundKind {
    FOUND_NOTHING, FOUND_NATIVE, FOUND_FILE, FOUND_PACKAGE, FOUND_NAMESPACE, FOUND_FROZEN
} FoundKind;

typedef struct Found {
    FoundKind kind;
    Value file; /* str: path of the source; the name of a native module; KK_UNSET for a namespace package */
    Value path; /* list: __path__ of a package */
    const FrozenModule *frozen; /* of FOUND_FROZEN, else NULL */
} Found;

/* Looks for module `name` (one part) in the folders of path, a list of strs; top: native modules count too.
 * @raises MemoryError, OSError  @gc may collect */
KK_MUST_CHECK bool kk_import_find_module(Vm *vm, Value name, Value path, bool top, Found *found);

/* Is there a native module of this name? @gc never */
bool kk_import_find_native(Value name);

/* Compiles and runs the file as the body of module. */
KK_MUST_CHECK bool kk_import_find_run(Vm *vm, Value module, Value file);

#endif
