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

#endif
