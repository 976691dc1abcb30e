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
    CODEC_UTF32_BE,
    CODEC_OTHER /* the module _codecs may know it */
} Codec;

typedef enum Handler {
    HANDLE_STRICT,
    HANDLE_IGNORE,
    HANDLE_REPLACE,
    HANDLE_BACKSLASH,
    HANDLE_XML,
    HANDLE_ESCAPE, /* surrogateescape */
    HANDLE_PASS,   /* surrogatepass */
    HANDLE_CALL    /* a function that codecs.register_error was given */
} Handler;

/* encoding is a str or KK_UNSET. @raises ValueError (a null character) */
KK_MUST_CHECK bool kk_codec_find(Vm *vm, Value encoding, Codec *codec);
/* What _codecs.`function`(object, encoding, errors) gives. @raises LookupError: there is no such encoding, or module */
KK_MUST_CHECK Value kk_codec_other(Vm *vm, Value function, Value object, Value encoding, Value errors);
/* errors is a str or KK_UNSET; asked for when the first error occurs. *callable is for HANDLE_CALL.
 * @raises LookupError */
KK_MUST_CHECK bool kk_codec_handler(Vm *vm, Value errors, Handler *handler, Value *callable);
/*
 * Asks a handler: *replacement is what it gave (a str, or bytes if that is allowed), *position where to go on, which
 * lies in 0..length. @raises TypeError, IndexError, and what the handler raises
 */
KK_MUST_CHECK bool kk_codec_ask(Vm *vm, Value callable, Value exception, size_t length, bool bytes_too,
                                Value *replacement, size_t *position);

KK_INLINE bool kk_codec_is_utf16(Codec c) { return c >= CODEC_UTF16 && c <= CODEC_UTF16_BE; }
KK_INLINE bool kk_codec_is_utf32(Codec c) { return c >= CODEC_UTF32 && c <= CODEC_UTF32_BE; }
KK_INLINE bool kk_codec_is_big(Codec c) { return c == CODEC_UTF16_BE || c == CODEC_UTF32_BE; }

/* A Unicode error with CPython's five arguments. @gc may collect */
KK_MUST_CHECK Value kk_codec_error(Vm *vm, const TypeObj *type, Codec codec, Value object,
                                   size_t start, size_t end, const char *reason);
/* Raises it; it may be KK_ERROR. */
KK_MUST_CHECK bool kk_codec_raise(Vm *vm, Value exception);

#endif
