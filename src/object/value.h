/*
 * value.h: the self-tagged word.
 *
 * The two low bits:
 *   00   a reference: the address of an object (heap/layout.h), or 0 for "no value"
 *   01   an int of 62 (30) bits
 *   1x   a float: its bits rotated left by 4, plus 3
 *
 * Why references are 00 and ints 01, and not the other way round: on the LX106 a load's offset is a
 * multiple of 4, so a tagged pointer would cost an ADDI at every dereference; a tagged int costs one
 * ADDI at most in an addition. 0 as "no value" makes zeroed memory unbound and an error test a BEQZ.
 *
 * Floats: rotating brings the sign and the top three exponent bits down; adding 3 gives every zero,
 * denormal, infinity, NaN and everything of magnitude 2^-255..2^257 (2^-31..2^33 for singles) a tag
 * with bit 1 set. The two rare bands between are boxed (KIND_FLOAT). No code may rely on a float being
 * immediate: use kk_float_is, kk_float_get, kk_float_new.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_VALUE_H
#define KK_OBJECT_VALUE_H

#include "heap/layout.h"

typedef struct Vm Vm;

/* "No value": an error with the exception pending in the Vm, an unbound variable, an absent argument. */
#define KK_ERROR ((Value)0)
#define KK_UNSET ((Value)0)

/* ---- ints ---- */

#define KK_INT_BITS (KK_WORD_BITS - 2)
#define KK_INT_MAX ((intptr_t)(UINTPTR_MAX >> 3))
#define KK_INT_MIN (-KK_INT_MAX - 1)
/* A constant expression: usable in initialisers. */
#define KK_INT(i) (((Value)(intptr_t)(i) << 2) | 1u)

KK_INLINE bool kk_int_fits(intptr_t i) { return i >= KK_INT_MIN && i <= KK_INT_MAX; }
KK_INLINE bool kk_smallint_is(Value v) { return (v & 3) == 1; }
/* Both are small ints. Subtracting the tag leaves 00 only for ints. */
KK_INLINE bool kk_smallint_both(Value a, Value b) { return (((a - 1) | (b - 1)) & 3) == 0; }
KK_INLINE intptr_t kk_smallint_get(Value v) { return (intptr_t)v >> 2; }
KK_INLINE Value kk_smallint(intptr_t i) { return KK_INT(i); }

/* ---- references ---- */

KK_INLINE bool kk_ref_is(Value v) { return (v & 3) == 0; }
KK_INLINE uintptr_t kk_header(Value v) { return *(const uintptr_t *)v; }
#define KK_OBJ(Type, v) ((Type *)(v))
/* The Value of an object; a constant expression for objects with static storage. */
#define KK_REF(p) ((Value)(uintptr_t)(p))

/* v is an object with a compact header of this kind (exactly: subclasses have other headers). */
bool kk_object_kind_is(Value v, Kind kind);
KK_INLINE bool kk_kind_is(Value v, Kind kind)
{
    if (KK_FOR_SIZE)
        return kk_object_kind_is(v, kind);
    return kk_ref_is(v) && (kk_header(v) & KK_HEADER_KIND_MASK) == KK_HEADER(kind, 0);
}
/* The length in the compact header of v. */
KK_INLINE size_t kk_len_of(Value v) { return kk_header_len(kk_header(v)); }
/* v is an object whose header is this Desc (a type: exactly of that type). v != 0 */
KK_INLINE bool kk_desc_is(Value v, const void *desc)
{
    return kk_ref_is(v) && kk_header(v) == (uintptr_t)desc;
}

/* ---- floats ---- */

#define KK_FLOAT_ROTATE 4
KK_INLINE bool kk_float_is_immediate(Value v) { return (v & 2) != 0; }
KK_INLINE bool kk_float_both_immediate(Value a, Value b) { return (a & b & 2) != 0; }
/* Each is an int or a float that is no object. */
KK_INLINE bool kk_number_words(Value a, Value b) { return (a & 3) != 0 && (b & 3) != 0; }
KK_INLINE KkFloat kk_float_decode(Value v)
{
    KkFloatBits bits = (KkFloatBits)v - 3;
    bits = bits >> KK_FLOAT_ROTATE | bits << (KK_WORD_BITS - KK_FLOAT_ROTATE);
    KkFloat x;
    memcpy(&x, &bits, sizeof x);
    return x;
}
/* The immediate for x, or a word with bit 1 clear when x needs a box. */
KK_INLINE Value kk_float_encode(KkFloat x)
{
    KkFloatBits bits;
    memcpy(&bits, &x, sizeof bits);
    return (Value)((bits << KK_FLOAT_ROTATE | bits >> (KK_WORD_BITS - KK_FLOAT_ROTATE)) + 3);
}
typedef struct FloatObj {
    uintptr_t header;
    KkFloat value;
} FloatObj;
KK_INLINE bool kk_float_is(Value v) { return kk_float_is_immediate(v) || kk_kind_is(v, KIND_FLOAT); }
/* v is a float (exactly). */
KK_INLINE KkFloat kk_float_get(Value v)
{
    return kk_float_is_immediate(v) ? kk_float_decode(v) : KK_OBJ(FloatObj, v)->value;
}
/* @raises MemoryError (boxed bands only)   @gc may collect */
KK_MUST_CHECK Value kk_float_box(Vm *vm, KkFloat x);
KK_MUST_CHECK Value kk_object_float(Vm *vm, KkFloat x);
KK_MUST_CHECK KK_INLINE Value kk_float_new(Vm *vm, KkFloat x)
{
    if (KK_FOR_SIZE)
        return kk_object_float(vm, x);
    Value v = kk_float_encode(x);
    return KK_LIKELY(kk_float_is_immediate(v)) ? v : kk_float_box(vm, x);
}

/* ---- singletons, in flash ---- */

typedef struct Obj {
    uintptr_t header;
} Obj;
extern const Obj kk_none_obj, kk_ellipsis_obj, kk_not_implemented_obj, kk_end_obj;
extern const Obj kk_bool_objs[2];

#define kk_none KK_REF(&kk_none_obj)
#define kk_false KK_REF(&kk_bool_objs[0])
#define kk_true KK_REF(&kk_bool_objs[1])
#define kk_ellipsis KK_REF(&kk_ellipsis_obj)
#define kk_not_implemented KK_REF(&kk_not_implemented_obj)
/* What a native `next` returns when the iteration has ended; never seen by Python code. */
#define KK_END KK_REF(&kk_end_obj)

KK_INLINE Value kk_bool(bool x) { return KK_REF(&kk_bool_objs[x]); }
KK_INLINE bool kk_bool_is(Value v) { return v == kk_true || v == kk_false; }

/* ---- common storage ---- */

typedef struct ValuesObj {
    uintptr_t header; /* KIND_VALUES, capacity */
    Value at[];
} ValuesObj;
typedef struct BlobObj {
    uintptr_t header; /* KIND_BLOB, bytes */
    uint8_t at[];
} BlobObj;
typedef struct TupleObj {
    uintptr_t header; /* KIND_TUPLE, items */
    Value at[];
} TupleObj;
typedef struct ListObj {
    uintptr_t header; /* KIND_LIST, items in use */
    Value items;      /* ValuesObj, or 0 when it never had an item */
} ListObj;
typedef struct BytesObj {
    uintptr_t header; /* KIND_BYTES, bytes */
    uint8_t at[];
} BytesObj;
typedef struct CellObj {
    uintptr_t header; /* KIND_CELL */
    Value content;    /* KK_UNSET: unbound */
} CellObj;
/* Storage: fresh, zeroed. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_values_new(Vm *vm, size_t n);
KK_MUST_CHECK Value kk_blob_new(Vm *vm, size_t bytes);
/* A fresh storage of new_n Values (bytes) with the old content; old may be 0. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_values_resize(Vm *vm, Value old, size_t new_n);
/* The same, longer, when `old` is not needed any more: it gets the memory behind it if that is free, and is then what is
 * given back: there are not two for a moment. @gc may collect */
KK_MUST_CHECK Value kk_values_extend(Vm *vm, Value old, size_t new_n);
KK_MUST_CHECK Value kk_blob_resize(Vm *vm, Value old, size_t new_bytes);
/* For when memory is short: makes the storage, which is not KK_UNSET, longer where it is, by moving what is behind it. false: that cannot
 * be, and nothing is raised. @gc may collect */
KK_MUST_CHECK bool kk_values_widen(Vm *vm, Value values, size_t n);
KK_MUST_CHECK bool kk_blob_widen(Vm *vm, Value blob, size_t bytes);

#endif
