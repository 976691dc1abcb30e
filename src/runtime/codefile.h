/*
 * codefile.h: compiled code as bytes, the same for all targets.
 *
 * The bytes (all numbers are unsigned LEB128 unless said otherwise):
 *
 *   file    "KKC" 2, stamp (4 bytes: of the instruction set), n, n * value (names of the module's global slots, in the order of slots), code
 *   value   a letter and what belongs to it:
 *           U N T F E         unset, None, True, False, Ellipsis
 *           i negative n, n bytes    an int: its magnitude, low byte first
 *           f 8 bytes         a float: IEEE double, low byte first
 *           j 16 bytes        a complex number: two of them
 *           n text, s text    a str, interned or not; text is n and n bytes of UTF-8
 *           b text            bytes
 *           ( n, n * value    a tuple
 *           c code
 *   code    name, scope, filename (values), params, frame, sizes as CodeObj has them, nops, nops words (4 bytes, low
 *           first), nhandlers * 2 words, n and n bytes (line table), nconsts, nconsts * value
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_CODEFILE_H
#define KK_RUNTIME_CODEFILE_H

#include "object/strbuf.h"

/* Appends the code file for a module's code. globals: the namespace that it was compiled against.
 * @raises ValueError (a constant that has no letter), MemoryError, RecursionError  @gc may collect */
KK_MUST_CHECK bool kk_codefile_write(StrBuf *out, Value code, Value globals);

struct LoadFile;
/* The Code of a module, linked with globals, which is its namespace. Nothing of it has run.
 * @raises ImportError (another version; damaged), OSError, MemoryError, RecursionError  @gc may collect */
KK_MUST_CHECK Value kk_codefile_read(Vm *vm, struct LoadFile *file, Value globals);
/* A number that changes with the instruction set. @gc never */
uint32_t kk_codefile_stamp(void);

#endif
