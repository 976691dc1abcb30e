/*
 * uniname.h: the names of Unicode's characters: \N{GREEK SMALL LETTER MU}.
 *
 * Layer: object.   Tests: tests/lang/strings/names.py.
 */
#ifndef KK_OBJECT_UNINAME_H
#define KK_OBJECT_UNINAME_H

#include "base/bytes.h"

/* Bytes of the longest name, and more. */
#define KK_UNINAME_MAX 128
#define KK_UNINAME_NONE UINT32_MAX

/* The character of that name or alias, in any case; KK_UNINAME_NONE: there is none (in a build without the table: of
 * no name). @gc never */
uint32_t kk_uniname_find(Span name);
/* Writes the name of c to out; returns its length, 0: it has none. @gc never */
size_t kk_uniname_put(uint32_t c, char out[KK_UNINAME_MAX]);

#endif
