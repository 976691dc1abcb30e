/*
 * format.h: the format mini-language
 * ("[[fill]align][sign][z][#][0][width][grouping][.precision][type]") for the types that have it.
 *
 * Each function is what the type's `format` slot does: v.__format__(spec).
 *
 * Layer: types.   Tests: tests/types/str/format_*.py.
 */
#ifndef KK_TYPES_FORMAT_H
#define KK_TYPES_FORMAT_H

#include "object/ops.h"
#include "object/strbuf.h"

/* spec is a str (exactly). v is of that type (exactly, unwrapped; for the int a bool is 0 or 1).
 * @raises ValueError with CPython's words  @gc may collect */
KK_MUST_CHECK Value kk_format_int(Vm *vm, Value v, Value spec);
KK_MUST_CHECK Value kk_format_float(Vm *vm, Value v, Value spec);
KK_MUST_CHECK Value kk_format_complex(Vm *vm, KkFloat real, KkFloat imag, Value spec);
KK_MUST_CHECK Value kk_format_str(Vm *vm, Value v, Value spec);

/* Appends an int (exactly, of any size) in base 2..36 with lower-case letters, without prefix. */
KK_MUST_CHECK bool kk_format_add_int(StrBuf *b, Value v, unsigned base);

#endif
