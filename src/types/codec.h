/*
 * codec.h: bytes to str and back by named encoding and error handler.
 *
 * Encodings: utf-8, ascii, latin-1, utf-16 and utf-32 (with -le and -be), under the usual aliases.
 *
 * Layer: types.   Tests: tests/types/str/encode.py, tests/types/bytes/decode.py.
 */
#ifndef KK_TYPES_CODEC_H
#define KK_TYPES_CODEC_H

#include "object/ops.h"

/*
 * encoding and errors are strs or KK_UNSET (utf-8, strict). content is borrowed from something that
 * the caller holds. The results are fresh.
 * @raises UnicodeDecodeError, UnicodeEncodeError, LookupError (unknown encoding or error handler)
 */
KK_MUST_CHECK Value kk_codec_decode(Vm *vm, Span content, Value encoding, Value errors);
KK_MUST_CHECK Value kk_codec_encode(Vm *vm, Value str, Value encoding, Value errors);

#endif
