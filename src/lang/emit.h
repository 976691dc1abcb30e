/* stub */
#ifndef KK_LANG_EMIT_H
#define KK_LANG_EMIT_H
#include "lang/parser.h"
KK_MUST_CHECK bool kk_emit_func_early(Lang *c, uint32_t root);
#endif
