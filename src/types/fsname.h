/*
 * fsname.h: names of files, arguments and variables, which outside Python are any bytes without NUL.
 *
 * Bytes that are no UTF-8 become lone surrogates U+DC80..U+DCFF in the str, and go back to what they were,
 * as CPython's surrogateescape has it.
 *
 * Layer: types.   Tests: tests/cli/run_cli.py.
 */
#ifndef KK_TYPES_FSNAME_H
#define KK_TYPES_FSNAME_H

#include "object/ops.h"

/* The str for bytes from outside. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_fsname_new(Vm *vm, Span raw);
/* name (a str or bytes, exactly) as a NUL-terminated text in buf.
 * @raises ValueError (it has a NUL inside), OSError (it does not fit; shown is the name in the message) */
KK_MUST_CHECK bool kk_fsname_text(Vm *vm, Value name, Value shown, char *buf, size_t cap);

/* A path argument as a str or bytes: v, what its class derives from, or what its __fspath__() gives.
 * @raises TypeError "expected str, bytes or os.PathLike object, not int"  @gc may collect */
KK_MUST_CHECK bool kk_fsname_arg(Vm *vm, Value v, Value *name);

#endif
