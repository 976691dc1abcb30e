/*
 * module.h: what native modules with a part in Python need.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_MODULE_H
#define KK_TYPES_MODULE_H

#include "object/object.h"

/*
 * For a KK_MODULE_GETTER: the attribute `name` of the Python module `file`, which is imported at the first use; it is put
 * into `module`, too, where later uses find it. KK_ERROR: it cannot be imported. @gc may collect
 */
KK_MUST_CHECK Value kk_module_later(Vm *vm, Value module, Value file, Value name);

#endif
