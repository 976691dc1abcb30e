/*
 * exc_group.h: exception groups, and what `except*` does with them.
 *
 * Layer: types.   Tests: tests/types/exc/group.py, tests/lang/except_star.py.
 */
#ifndef KK_TYPES_EXC_GROUP_H
#define KK_TYPES_EXC_GROUP_H

#include "types/exc.h"

typedef struct GroupObj {
    ExcObj exc;
    Value message;    /* str */
    Value exceptions; /* tuple, not empty */
} GroupObj;

KK_INLINE bool kk_exc_group_is(Value v) { return kk_exc_is(v) && kk_is(v, &kk_type_BaseExceptionGroup); }

/* A fresh group of a plain type with the exceptions of a list or tuple. @gc may collect */
KK_MUST_CHECK Value kk_exc_group_new(Vm *vm, Value message, Value exceptions);
/*
 * The part of a group that holds the exceptions in the list `leaves` (by identity): kk_none when there are none.
 * @gc may collect
 */
KK_MUST_CHECK Value kk_exc_group_project(Vm *vm, Value group, Value leaves);
/* Appends to the list all exceptions in a group that are no groups, or v itself when it is none. @gc may collect */
KK_MUST_CHECK bool kk_exc_group_leaves(Vm *vm, Value v, Value list);

#endif
