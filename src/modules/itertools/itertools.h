/*
 * itertools.h: what the iterators of the module itertools have in common: their layout, their arguments.
 *
 * Layer: modules.   Tests: tests/modules/itertools/.
 */
#ifndef KK_MODULES_ITERTOOLS_ITERTOOLS_H
#define KK_MODULES_ITERTOOLS_ITERTOOLS_H

#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/int/int.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/list.h"
#include "types/tuple.h"

/* Every iterator here: two words and up to six values, which ones is said in each file. */
typedef struct ToolObj {
    uintptr_t header;
    intptr_t n, m;
    Value v[6]; /* only as many as the type's layout has */
} ToolObj;

#define TOOL_LAYOUT(values) {.words = 3 + (values), .refs = ((1u << (values)) - 1u) << 3}
#define TOOL_SLOTS(ident, values)                                                                   \
    static const Layout ident##_layout = TOOL_LAYOUT(values);                                       \
    static const TypeSlots ident##_slots = {.make = ident##_make, .iter = kk_iter_self, .next = ident##_next}
#define TOOL_HEAD(ident)                                                                            \
    {KK_TYPE_HEAD(ident, object, &ident##_layout, 0), .slots = &ident##_slots}

KK_INLINE ToolObj *tool_of(Value self) { return KK_OBJ(ToolObj, self); }

/* A fresh iterator of class cls, all its fields 0 or KK_UNSET; NULL: MemoryError. @gc may collect */
ToolObj *kk_itertools_new(Vm *vm, Value cls);
KK_INLINE Value tool_value(const ToolObj *tool) { return tool == NULL ? KK_ERROR : KK_REF(tool); }

/* Checks a call with positional arguments only. @raises TypeError as CPython words it */
KK_SAYS(kk_itertools_positional, 1)
KK_MUST_CHECK bool kk_itertools_positional(Vm *vm, const char *name, Args args, Value kw, size_t min, size_t max);
/* kk_keywords_bind, and the first `required` ones must be given. */
KK_SAYS(kk_itertools_bind, 1)
KK_MUST_CHECK bool kk_itertools_bind(Vm *vm, const char *name, Args args, Value kw, const Value *names, size_t n,
                                     size_t required, Value *given);

#endif
