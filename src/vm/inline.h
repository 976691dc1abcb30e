/*
 * inline.h: the frequent cases that the interpreter loop does without a call.
 *
 * Layer: vm.
 */
#ifndef KK_VM_INLINE_H
#define KK_VM_INLINE_H

#include "object/object.h"
#include "types/gen.h"

/* Int results: sums and differences keep the tag; see object/value.h. */
KK_INLINE bool add_overflows(Value a, Value b, Value *sum)
{
    intptr_t r;
    bool over = __builtin_add_overflow((intptr_t)a, (intptr_t)(b - 1), &r);
    *sum = (Value)r;
    return over;
}
KK_INLINE bool sub_overflows(Value a, Value b, Value *difference)
{
    intptr_t r;
    bool over = __builtin_sub_overflow((intptr_t)a, (intptr_t)(b - 1), &r);
    *difference = (Value)r;
    return over;
}
KK_INLINE bool mul_overflows(Value a, Value b, Value *product)
{
    intptr_t r;
    bool over = __builtin_mul_overflow((intptr_t)(a - 1), (intptr_t)b >> 2, &r);
    *product = (Value)r + 1;
    return over;
}

/* floor(a / b) and the remainder with the sign of b; b is neither 0 nor -1 */
KK_INLINE intptr_t floor_div(intptr_t a, intptr_t b)
{
    /* Not a % b: a second division where there is no instruction for it. */
    intptr_t q = a / b, r = a - q * b;
    return q - ((r != 0) & ((a ^ b) < 0));
}
KK_INLINE intptr_t floor_mod(intptr_t a, intptr_t b)
{
    intptr_t r = a % b;
    return r != 0 && (r ^ b) < 0 ? r + b : r;
}

/* Comparison of two ints or floats; the tag does not disturb the order of ints. */
#define COMPARE_BY(op, x, y)                                     \
    (op == CMP_LT ? (x) < (y) : op == CMP_LE ? (x) <= (y) : op == CMP_EQ ? (x) == (y) \
     : op == CMP_NE ? (x) != (y) : op == CMP_GT ? (x) > (y) : (x) >= (y))

/* The item of a list, tuple or str at an int index in range, without calling anything; KK_UNSET: not this simple. */
KK_INLINE Value fast_item(Value v, Value key)
{
    if (!kk_ref_is(v) || !kk_smallint_is(key))
        return KK_UNSET;
    uintptr_t header = kk_header(v);
    uintptr_t kind = header & KK_HEADER_KIND_MASK;
    const Value *items;
    if (kind == KK_HEADER(KIND_LIST, 0))
        items = (const Value *)(KK_OBJ(ListObj, v)->items + offsetof(ValuesObj, at)); /* may be no storage */
    else if (kind == KK_HEADER(KIND_TUPLE, 0))
        items = KK_OBJ(TupleObj, v)->at;
    else
        return KK_UNSET;
    size_t n = kk_header_len(header);
    intptr_t i = kk_smallint_get(key);
    if (i < 0)
        i += (intptr_t)n;
    return (size_t)i < n ? items[i] : KK_UNSET;
}

/* The registers of a generator, two at a time: half the instructions where the compiler is asked for little code. */
KK_INLINE void copy_words(Value *to, const Value *from, size_t n)
{
    Value *end = to + n;
    if (n & 1)
        *to++ = *from++;
    for (; to != end; to += 2, from += 2) {
        Value first = from[0], second = from[1];
        KK_KEEP(first);
        to[0] = first;
        to[1] = second;
        KK_KEEP(to); /* so few words are no work for memcpy */
    }
}

/* A generator that is neither running nor finished, without an exception waiting for it. */
KK_INLINE bool is_resumable(Value v)
{
    const GenObj *gen = KK_OBJ(const GenObj, v);
    return (intptr_t)gen->pc >= (intptr_t)KK_INT(0) && gen->pended == KK_UNSET;
}

#endif
