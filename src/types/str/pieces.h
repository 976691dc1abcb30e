/*
 * pieces.h: what str, bytes and bytearray have in common.
 *
 * Most of their methods are the same algorithm on bytes: they differ in which arguments they
 * accept, in what counts as white space, and in the type of what they return, which is the type of
 * self ("like" below). One C function therefore serves all three types.
 *
 * Layer: types.   Tests: tests/types/str/, tests/types/bytes/.
 */
#ifndef KK_TYPES_STR_PIECES_H
#define KK_TYPES_STR_PIECES_H

#include "object/ops.h"
#include "object/strbuf.h"

/* self as a method gets it: a str or bytes (exactly), or a bytearray. */
typedef struct Text {
    Span span;
    bool is_str;
    bool ascii; /* each character is one byte: true for all bytes objects */
} Text;

/* @gc never; span is borrowed from self, and stale once a bytearray has been resized */
Text kk_pieces_text(Value self);

/* Characters (bytes) of text. @gc never */
size_t kk_pieces_length(Text text);

/* A fresh object of like's type with that content (in something that a caller's local holds). */
KK_MUST_CHECK Value kk_pieces_new(Vm *vm, Value like, Span content);
/* A str of ASCII text: there is nothing to find out about it. */
KK_MUST_CHECK Value kk_pieces_ascii(Vm *vm, Span text);
/* part, which lies in self: self itself when that is all of it and self is immutable. */
KK_MUST_CHECK Value kk_pieces_part(Vm *vm, Value self, Span part);
/* An object of like's type with n bytes, to be filled at once through *at, then kk_pieces_done. */
KK_MUST_CHECK Value kk_pieces_alloc(Vm *vm, Value like, size_t n, uint8_t **at);
void kk_pieces_done(Value piece);

/*
 * The content of an argument that is to be like self: a str for a str, else anything with a buffer.
 * @raises TypeError "must be str, not int", "a bytes-like object is required, not 'str'"
 */
KK_MUST_CHECK bool kk_pieces_arg(Vm *vm, Value self, Value v, Span *content);
/* The same with "replace() argument 1 must be str, not int" for strs. */
KK_SAYS(kk_pieces_named_arg, 3)
KK_MUST_CHECK bool kk_pieces_named_arg(Vm *vm, Value self, Value v, const char *what,
                                       Span *content);

/* A part of self given by optional start and end arguments at args[i] and args[i + 1]. */
typedef struct Window {
    Text text;
    size_t start; /* index of its first character */
    bool outside; /* start lies behind end: not even the empty text is found */
} Window;
KK_MUST_CHECK bool kk_pieces_window(Vm *vm, Value self, Args args, size_t i, Window *out);

/* The first character of a text that is not empty; its size in *size. @gc never */
uint32_t kk_pieces_first(Text text, size_t *size);
/* The last one. @gc never */
uint32_t kk_pieces_last(Text text, size_t *size);
/* Whether c is white space to a str (to bytes). @gc never */
bool kk_pieces_is_space(uint32_t c, bool is_str);

#endif
