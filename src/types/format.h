/*
 * format.h: the format mini-language
 * ("[[fill]align][sign][z][#][0][width][grouping][.precision][type]") for the types that have it.
 *
 * Layer: types.   Tests: tests/types/str/format_*.py.
 */
#ifndef KK_TYPES_FORMAT_H
#define KK_TYPES_FORMAT_H

#include "object/ops.h"
#include "object/strbuf.h"

/*
 * What a type's `format` slot does: v.__format__(spec). spec is a str (exactly), v is of that type,
 * unwrapped (a bool counts as an int).
 * @raises ValueError with CPython's words  @gc may collect
 */
KK_MUST_CHECK Value kk_format_int(Vm *vm, Value v, Value spec);
KK_MUST_CHECK Value kk_format_float(Vm *vm, Value v, Value spec);
KK_MUST_CHECK Value kk_format_complex(Vm *vm, KkFloat real, KkFloat imag, Value spec);
KK_MUST_CHECK Value kk_format_str(Vm *vm, Value v, Value spec);

/*
 * Appends format(v, spec) for any v. spec is borrowed from something that the caller holds. Plain
 * strs and numbers are appended without making a str of them first. May run Python code.
 */
KK_MUST_CHECK bool kk_format_add(StrBuf *b, Value v, Span spec);

/* A parsed specification. */
typedef struct FormatSpec {
    uint32_t fill;
    uint8_t align;     /* < > = ^ */
    uint8_t sign;      /* + - or blank; 0: not given */
    uint8_t grouping;  /* , _ or 0 */
    bool has_align, alternate, no_minus_zero;
    intptr_t width;     /* -1: not given */
    intptr_t precision; /* -1: not given */
    size_t min_digits;  /* of an int; only the % operator sets it */
    uint32_t type;      /* 0: not given */
} FormatSpec;

/* Appends text between fill characters up to the width. */
KK_MUST_CHECK bool kk_format_add_padded(StrBuf *b, Span text, const FormatSpec *spec);

/* The same for numbers and an own specification (format_number.c). v is an int (kk_int_plain). */
KK_MUST_CHECK bool kk_format_add_int(StrBuf *b, Value v, const FormatSpec *spec);
KK_MUST_CHECK bool kk_format_add_float(StrBuf *b, KkFloat x, const FormatSpec *spec);
KK_MUST_CHECK bool kk_format_add_complex(StrBuf *b, KkFloat real, KkFloat imag,
                                         const FormatSpec *spec);

#endif
