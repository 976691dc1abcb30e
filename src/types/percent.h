/*
 * percent.h: the % operator of str and bytes.
 *
 * Layer: types.   Tests: tests/types/str/percent*.py, tests/types/bytes/percent.py.
 */
#ifndef KK_TYPES_PERCENT_H
#define KK_TYPES_PERCENT_H

#include "object/ops.h"

/* format % args; format is a str (the content of a bytes or bytearray: the result is a bytes). */
KK_MUST_CHECK Value kk_percent_str(Vm *vm, Value format, Value args);
KK_MUST_CHECK Value kk_percent_bytes(Vm *vm, Span format, Value args);

#endif
