/*
 * keywords.h: arguments of constructors that are slots, and messages about arguments.
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
KK_SAYS(kk_keywords_bind, 1)
KK_MUST_CHECK bool kk_keywords_bind(Vm *vm, const char *function, Args args, Value kw, const Value *names,
                                    size_t n, Value *given);

/* v is an int, or has an __index__ of its own. (float and complex show one, for theirs is a slot of
 * all numbers.) @gc never */
bool kk_keywords_has_index(Vm *vm, Value v);

/* How often a sequence is repeated, how long it becomes: an int (see above).
 * @raises OverflowError "cannot fit 'int' into an index-sized integer" */
KK_MUST_CHECK bool kk_keywords_count(Vm *vm, Value v, intptr_t *n);

/* TypeError "<what> must be <expected>, not <type of v>"; the type of None is called None here. */
KK_SAYS(kk_keywords_bad, 1, 2)
bool kk_keywords_bad(Vm *vm, const char *what, const char *expected, Value v);

#endif
