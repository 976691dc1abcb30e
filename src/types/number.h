/*
 * number.h: what the numeric types know of each other: an operator on two kinds of number is done by
 * the wider one.
 *
 * Layer: types.   Tests: tests/types/int/, tests/types/float/, tests/types/complex/.
 */
#ifndef KK_TYPES_NUMBER_H
#define KK_TYPES_NUMBER_H

#include "types/int/int.h"

typedef struct ComplexObj {
    uintptr_t header; /* &kk_type_complex, or of a subclass */
    KkFloat real, imag;
} ComplexObj;

typedef struct Complex {
    KkFloat real, imag;
} KK_PAIR Complex;

/* v is a float or an instance of a subclass: its value. @gc never */
KK_INLINE bool kk_float_plain(Value v, KkFloat *x)
{
    if (KK_LIKELY(kk_float_is(v))) {
        *x = kk_float_get(v);
        return true;
    }
    if (!kk_ref_is(v) || kk_header_is_compact(kk_header(v)))
        return false;
    v = kk_unwrap(v);
    if (!kk_float_is(v))
        return false;
    *x = kk_float_get(v);
    return true;
}

/* The `binary` slots of the other types; as kk_int_binary(). */
KK_MUST_CHECK Value kk_float_binary(Vm *vm, BinaryOp op, Value a, Value b);
KK_MUST_CHECK Value kk_complex_binary(Vm *vm, BinaryOp op, Value a, Value b);

/* x ** y, which may be complex. @raises ZeroDivisionError, OverflowError */
KK_MUST_CHECK Value kk_float_pow(Vm *vm, KkFloat x, KkFloat y);
/* OverflowError(34, 'Numerical result out of range') */
Value kk_float_range_error(Vm *vm);
uintptr_t kk_float_hash_of(KkFloat x);
/* float(text), white space around allowed; shown is what the ValueError shows. */
KK_MUST_CHECK bool kk_float_from_text(Vm *vm, Span text, Value shown, KkFloat *x);

bool kk_complex_is(Value v);
KK_MUST_CHECK Value kk_complex_new(Vm *vm, KkFloat real, KkFloat imag);
/* complex(text); shown is what the ValueError shows. */
KK_MUST_CHECK bool kk_complex_from_text(Vm *vm, Span text, Value shown, Complex *c);
/* Any number, or something with __complex__, __float__ or __index__. @raises TypeError */
KK_MUST_CHECK bool kk_complex_arg(Vm *vm, Value v, Complex *c);
KK_MUST_CHECK Value kk_complex_pow(Vm *vm, Complex a, Complex b);

/* The text of a str, bytes or bytearray, without white space around it; borrowed from v. @gc never */
bool kk_number_text(Value v, Span *text);

/* v, or if it is a str with other than ASCII characters, one with the digits of all scripts as 0 to 9,
 * white space as spaces, and question marks for the rest: what int() and float() read. */
KK_MUST_CHECK Value kk_number_ascii(Vm *vm, Value v);

/* The value of keyword name in kw (a dict or KK_UNSET), KK_UNSET when it is not there. @gc never */
Value kk_number_keyword(Value kw, Value name);
/* @raises TypeError unless there is none: "float() takes no keyword arguments" */
KK_SAYS(kk_number_no_keywords, 3)
KK_MUST_CHECK bool kk_number_no_keywords(Vm *vm, Args args, Value kw, const char *type);

#endif
