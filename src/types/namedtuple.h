/*
 * namedtuple.h: the classes that collections.namedtuple makes.
 *
 * Layer: types.   Tests: tests/modules/collections/namedtuple.py.
 */
#ifndef KK_TYPES_NAMEDTUPLE_H
#define KK_TYPES_NAMEDTUPLE_H

#include "object/object.h"

/*
 * A fresh class: fields is a tuple of interned strs, defaults a tuple for the last of them, module
 * a str or kk_none. Names have been checked. @gc may collect
 */
KK_MUST_CHECK Value kk_namedtuple_new_class(Vm *vm, Value name, Value fields, Value defaults,
                                            Value module);

#endif
