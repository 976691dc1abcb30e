/*
 * weakref.h: weak references and proxies as objects.
 *
 * Layer: types.   Tests: tests/modules/weakref/.
 */
#ifndef KK_TYPES_WEAKREF_H
#define KK_TYPES_WEAKREF_H

#include "object/ops.h"
#include "object/weak.h"

extern const TypeObj kk_type_weakref, kk_type_weakproxy, kk_type_weakcallableproxy;

/*
 * A reference of that type to v: without callback (KK_UNSET), one that is there already is shared if cls is one of the
 * built-in types. @raises TypeError "cannot create weak reference to 'int' object", MemoryError  @gc may collect
 */
KK_MUST_CHECK Value kk_weakref_new(Vm *vm, const TypeObj *cls, Value v, Value callback);

/* v may be referred to weakly. @gc never */
bool kk_weakref_allowed(Value v);
/* A reference or proxy to v; KK_UNSET: there is none. @gc never */
Value kk_weakref_first(Vm *vm, Value v);

/* What the reference or proxy refers to; KK_UNSET: that has died. @gc never */
Value kk_weakref_target(Value ref);

#endif
