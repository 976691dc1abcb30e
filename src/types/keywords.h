/*
 * keywords.h: positional and keyword arguments of the constructors that are slots.
 *
 * Layer: types.   Tests: tests/types/str/make.py.
 */
#ifndef KK_TYPES_KEYWORDS_H
#define KK_TYPES_KEYWORDS_H

#include "object/ops.h"

/*
 * Distributes args (with kw not yet bound) over the n named parameters of a function: given[i] is
 * KK_UNSET where none was given.
 * @raises TypeError "str() takes at most 3 arguments (4 given)", and for unknown or double names
 */
KK_MUST_CHECK bool kk_keywords_bind(Vm *vm, const char *function, Args args, const Value *names,
                                    size_t n, Value *given);

#endif
