/*
 * str.h: what the rest of the interpreter and the files of this folder want of str.
 *
 * A str is immutable UTF-8 (object/names.h). One whose STR_NOT_ASCII flag is clear is indexed by
 * bytes; in others an index is found by counting characters.
 *
 * Layer: types.   Tests: tests/types/str/.
 */
#ifndef KK_TYPES_STR_STR_H
#define KK_TYPES_STR_STR_H

#include "object/ops.h"
#include "object/strbuf.h"

/* The iterator over a str: of one-character strs. */
typedef struct StrIterObj {
    uintptr_t header; /* &kk_type_str_iterator */
    Value str;        /* StrObj, or KK_UNSET at the end */
    uintptr_t offset; /* of the next character, in bytes */
} StrIterObj;
extern const TypeObj kk_type_str_iterator;

/* a + b, both strs (exactly). @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_str_concat(Vm *vm, Value a, Value b);
/* The n strs at parts (exactly strs; readable memory) joined into a fresh one. @gc may collect */
KK_MUST_CHECK Value kk_str_concat_all(Vm *vm, const Value *parts, size_t n);
/* sep.join(iterable) */
KK_MUST_CHECK Value kk_str_join(Vm *vm, Value sep, Value iterable);
/* str * n */
KK_MUST_CHECK Value kk_str_repeat(Vm *vm, Value str, intptr_t n);
/* str[key], an int or a slice. */
KK_MUST_CHECK Value kk_str_getitem(Vm *vm, Value str, Value key);
/* str[start:stop] where both are small ints or kk_none: no slice object is made. */
KK_MUST_CHECK Value kk_str_slice(Vm *vm, Value str, Value start, Value stop);
/* The one-character str; ASCII ones come from flash. */
KK_MUST_CHECK Value kk_str_char(Vm *vm, uint32_t code);
/* < 0, 0, > 0 by code points. @gc never */
int kk_str_compare(Value a, Value b);
/* Characters. @gc never */
size_t kk_str_length(Value str);
/* str has exactly one character: it. @gc never */
bool kk_str_only_char(Value str, uint32_t *code);
/* needle in hay, both strs. @gc never */
bool kk_str_has(Value hay, Value needle);

/* The repr of a str with quotes and escapes; ascii: as ascii() writes it. */
KK_MUST_CHECK Value kk_str_repr(Vm *vm, Value str);
KK_MUST_CHECK bool kk_str_add_repr(StrBuf *b, Span text, bool ascii);
/* Any text (for example a repr) with its characters beyond ASCII escaped: what ascii() does. */
KK_MUST_CHECK Value kk_str_ascii(Vm *vm, Value str);

/* An encoding or errors argument of function(): a str, or KK_UNSET. @raises TypeError */
KK_SAYS(kk_str_codec_arg, 2, 3)
KK_MUST_CHECK bool kk_str_codec_arg(Vm *vm, Value v, const char *function, const char *what);

/* str.format */
KK_MUST_CHECK Value kk_str_format(Vm *vm, Value self, Args args, Value kw);
/* The text and the field at *at of a format (a str), which is then behind them:
 * (text, name or None, spec or None, conversion or None). @raises ValueError */
KK_MUST_CHECK Value kk_str_format_next(Vm *vm, Value format, size_t *at);
/* The name of a field: (first part, iterator over pairs (it is an attribute, name or index)). @raises ValueError */
KK_MUST_CHECK Value kk_str_format_split_name(Vm *vm, Value name);

#endif
