/*
 * int.h: whole numbers for C code.
 *
 * An int is a small int (object/value.h), or an IntObj when it does not fit one: a compact header
 * whose length holds the sign and the number of limbs, then the limbs. Its number is normal, and
 * never one that fits a small int, so equal ints have one representation. Where limbs are shorter
 * than 32 bits, the unused half of the last 32 bits is zero.
 *
 * "An int" below is one of these two; kk_int_plain() gets it out of a bool or a subclass.
 *
 * Layer: types.   Tests: tests/types/int/.
 */
#ifndef KK_TYPES_INT_INT_H
#define KK_TYPES_INT_INT_H

#include "base/limbs.h"
#include "base/numtext.h"
#include "object/ops.h"

typedef struct IntObj {
    uintptr_t header; /* KIND_INT; length: limbs << 1 | negative */
    Limb at[];
} IntObj;

/* Limbs of a small int. */
#define KK_INT_SMALL_LIMBS (KK_WORD_BITS / KK_LIMB_BITS)

/* The int that v is: itself, 0 or 1 for a bool, what an instance of a subclass wraps; KK_UNSET when
 * v is no int. @gc never */
Value kk_int_plain_of(Value v);
KK_INLINE Value kk_int_plain(Value v)
{
    if (KK_FOR_SIZE)
        return kk_int_plain_of(v);
    if (KK_LIKELY(kk_smallint_is(v) || kk_kind_is(v, KIND_INT)))
        return v;
    if (!kk_ref_is(v) || kk_header_is_compact(kk_header(v)))
        return KK_UNSET;
    if (kk_bool_is(v))
        return kk_smallint(v == kk_true);
    v = kk_unwrap(v);
    return kk_smallint_is(v) || kk_kind_is(v, KIND_INT) ? v : KK_UNSET;
}

/* The sign and limbs of an int; borrowed from v, or in small. @gc never */
LimbsInt kk_int_view_small(Value v, Limb small[KK_INT_SMALL_LIMBS]);
KK_INLINE LimbsInt kk_int_view(Value v, Limb small[KK_INT_SMALL_LIMBS])
{
    if (kk_smallint_is(v))
        return kk_int_view_small(v, small);
    size_t len = kk_len_of(v);
    return (LimbsInt){KK_OBJ(IntObj, v)->at, len >> 1, (len & 1) != 0};
}

/*
 * A fresh IntObj of n limbs to be filled at once and handed to kk_int_finish(), which makes it an int:
 * n limbs of it count, normal or not. @raises MemoryError, or OverflowError beyond what a header counts
 * @gc may collect
 */
KK_MUST_CHECK Value kk_int_alloc(Vm *vm, size_t n);
/* @gc never */
Value kk_int_finish(Value obj, size_t n, bool negative);

/* @gc may collect */
KK_MUST_CHECK Value kk_int_from_limbs(Vm *vm, LimbsInt number);
/* x without its fraction. @raises ValueError (nan), OverflowError (inf) */
KK_MUST_CHECK Value kk_int_from_float(Vm *vm, KkFloat x);
/* What the digits spell. */
KK_MUST_CHECK Value kk_int_from_text(Vm *vm, const IntText *text);
/* int(text, base): white space around is allowed; shown is what the ValueError shows. */
KK_MUST_CHECK Value kk_int_parse(Vm *vm, Span text, unsigned base, Value shown);

/* The nearest float. @raises OverflowError "int too large to convert to float" */
KK_MUST_CHECK bool kk_int_to_float(Vm *vm, Value v, KkFloat *x);

/* Characters that v in base 2..36 takes at most, sign included. @gc never */
size_t kk_int_text_size(Value v, unsigned base);
/* Writes v, lower-case, with sign; *n: how many. @raises MemoryError  @gc may collect: out must not move */
KK_MUST_CHECK bool kk_int_text_put(Vm *vm, Value v, unsigned base, char *out, size_t *n);
/* The same as a fresh str. */
KK_MUST_CHECK Value kk_int_text(Vm *vm, Value v, unsigned base);

/* < 0, 0 or > 0; x is not nan. @gc never */
int kk_int_compare(Value a, Value b);
int kk_int_compare_float(Value a, KkFloat x);
KK_INLINE bool kk_int_is_negative(Value v)
{
    return kk_smallint_is(v) ? (intptr_t)v < 0 : (kk_len_of(v) & 1) != 0;
}
KK_INLINE bool kk_int_is_zero(Value v) { return v == KK_INT(0); }

/* The type's `binary` slot: both may be any value. kk_not_implemented unless both are numbers. */
KK_MUST_CHECK Value kk_int_binary(Vm *vm, BinaryOp op, Value a, Value b);
/* The parts of kk_int_binary(): for two ints of any size (no power or true division), and these. */
KK_MUST_CHECK Value kk_int_long(Vm *vm, BinaryOp op, Value a, Value b);
KK_MUST_CHECK Value kk_int_truediv(Vm *vm, Value a, Value b);
KK_MUST_CHECK Value kk_int_pow(Vm *vm, Value a, Value b);
/* Quotient rounded down and its remainder; either pointer may be NULL. b is not 0. */
KK_MUST_CHECK bool kk_int_divmod(Vm *vm, Value a, Value b, Value *quotient, Value *remainder);
/* pow(base, exp, mod) of any three values. @raises TypeError, ValueError */
KK_MUST_CHECK Value kk_int_pow_mod(Vm *vm, Value base, Value exp, Value mod);
KK_MUST_CHECK Value kk_int_unary(Vm *vm, UnaryOp op, Value self);
KK_MUST_CHECK bool kk_int_hash(Vm *vm, Value self, uintptr_t *hash);

/* What is inside |v| * 2^exp as the numeric hash sees it: the residue modulo 2^61 - 1 (2^31 - 1). */
uintptr_t kk_int_hash_bits(uint64_t mant, int exp);

#endif
