/*
 * exc_slots.h: the slots that exception types share, those of modules too.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_EXC_SLOTS_H
#define KK_TYPES_EXC_SLOTS_H

#include "object/func.h"
#include "object/shape.h"
#include "types/exc.h"

Value kk_exc_make(Vm *vm, Value cls, Args args, Value kw);
Value kk_exc_repr(Vm *vm, Value self);
Value kk_exc_key_str(Vm *vm, Value self);
Value kk_exc_import_str(Vm *vm, Value self);
Value kk_exc_getattr(Vm *vm, Value self, Value name);
bool kk_exc_setattr(Vm *vm, Value self, Value name, Value value);

/* What an exception type needs that adds nothing but its name. */
extern const TypeSlots kk_exc_plain_slots;

/* A built-in type whose constructor only takes arguments: no OSError, SyntaxError, UnicodeDecodeError or the like. */
KK_INLINE bool kk_exc_is_plain(const TypeObj *type)
{
    return (type->flags & TYPE_HEAP) == 0 &&
           (type->slots == &kk_exc_plain_slots || kk_rare_of(type->slots)->str == kk_exc_key_str);
}

#endif
