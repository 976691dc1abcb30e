/*
 * verify.h: checking that Code is well-formed.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_VERIFY_H
#define KK_LANG_VERIFY_H

#include "object/object.h"

/* What is wrong with the CodeObj, and *pc where; NULL: nothing. @gc never */
const char *kk_verify_code(Value code, uint32_t *pc);

/*
 * Whether registers hold what instructions take them for, whatever way control takes, in code that kk_verify_code has
 * found well-formed, with jumps to beginnings of instructions. false: it is not so, *what and *pc tell; or, with *what
 * NULL, an error is pending. @raises MemoryError  @gc may collect
 */
KK_MUST_CHECK bool kk_verify_kinds(Vm *vm, Value code, const char **what, uint32_t *pc);

#endif
