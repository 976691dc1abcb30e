/*
 * alias.h: what type expressions make: list[int] (types.GenericAlias) and int | None (types.UnionType).
 *
 * Layer: types.
 */
#ifndef KK_TYPES_ALIAS_H
#define KK_TYPES_ALIAS_H

#include "object/declare.h"
#include "object/ops.h"

typedef struct AliasObj {
    uintptr_t header; /* &kk_type_GenericAlias */
    Value origin;
    Value args;     /* tuple */
    Value unpacked; /* kk_true: it stands for its arguments, *tuple[int, str] */
} AliasObj;

typedef struct UnionObj {
    uintptr_t header; /* &kk_type_UnionType */
    Value args;       /* tuple of two or more, no two equal */
} UnionObj;

extern const TypeObj kk_type_GenericAlias, kk_type_UnionType;

/* origin[key], a fresh alias. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_alias_new(Vm *vm, Value origin, Value key);
/* a | b of types: a union, or the type itself when both are the same; kk_not_implemented when one
 * of them is no type. @gc may collect */
KK_MUST_CHECK Value kk_alias_or(Vm *vm, BinaryOp op, Value a, Value b);

#endif
