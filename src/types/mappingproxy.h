/*
 * mappingproxy.h: what `__dict__` of a class is, and the mapping that types.MappingProxyType makes.
 *
 * Layer: types.   Tests: tests/types/mappingproxy/.
 */
#ifndef KK_TYPES_MAPPINGPROXY_H
#define KK_TYPES_MAPPINGPROXY_H

#include "object/object.h"

/* A view of the attributes of the class itself. @gc may collect */
KK_MUST_CHECK Value kk_mappingproxy_of_class(Vm *vm, Value cls);

#endif
