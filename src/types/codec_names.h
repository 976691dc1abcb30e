/*
 * codec_names.h: which encodings and error handlers there are; inside codec*.c.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_CODEC_NAMES_H
#define KK_TYPES_CODEC_NAMES_H

#include "types/codec.h"

/* The forms of one encoding stand together; native order is little-endian on all targets. */
typedef enum Codec {
    CODEC_UTF8,
    CODEC_UTF8_SIG,
    CODEC_ASCII,
    CODEC_LATIN1,
    CODEC_UTF16,
    CODEC_UTF16_LE,
    CODEC_UTF16_BE,
    CODEC_UTF32,
    CODEC_UTF32_LE,
    CODEC_UTF32_BE
} Codec;

typedef enum Handler {
    HANDLE_STRICT,
    HANDLE_IGNORE,
    HANDLE_REPLACE,
    HANDLE_BACKSLASH,
    HANDLE_XML,
    HANDLE_ESCAPE, /* surrogateescape */
    HANDLE_PASS,   /* surrogatepass */
} Handler;

/* encoding is a str or KK_UNSET. @raises LookupError */
KK_MUST_CHECK bool kk_codec_find(Vm *vm, Value encoding, Codec *codec);
/* errors is a str or KK_UNSET; asked for when the first error occurs. @raises LookupError */
KK_MUST_CHECK bool kk_codec_handler(Vm *vm, Value errors, Handler *handler);

KK_INLINE bool kk_codec_is_utf16(Codec c) { return c >= CODEC_UTF16 && c <= CODEC_UTF16_BE; }
KK_INLINE bool kk_codec_is_utf32(Codec c) { return c >= CODEC_UTF32; }
KK_INLINE bool kk_codec_is_big(Codec c) { return c == CODEC_UTF16_BE || c == CODEC_UTF32_BE; }

/* Raises a Unicode error with CPython's five arguments. @gc may collect */
KK_MUST_CHECK bool kk_codec_raise(Vm *vm, const TypeObj *type, Codec codec, Value object,
                                  size_t start, size_t end, const char *reason);

#endif
