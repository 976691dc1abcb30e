/*
 * item.h: numbers as they lie in memory: the items of arrays, memoryviews and struct formats.
 *
 * A format is one of the characters of the struct module:
 * c b B ? h H i I l L q Q n N P e f d. Addresses need no alignment.
 *
 * Layer: types.   Tests: tests/modules/struct/, tests/modules/array/.
 */
#ifndef KK_TYPES_ITEM_H
#define KK_TYPES_ITEM_H

#include "object/ops.h"

/* Bytes of an item: as the C compiler lays it out (native), or as struct's standard says. 0 for an
 * unknown format, and for n, N and P unless native. @gc never */
size_t kk_item_size(uint32_t format, bool native);

/* The item at p. big: the first byte is the highest. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_item_get(Vm *vm, const uint8_t *p, uint32_t format, size_t size, bool big);

/* Why kk_item_put() did not store. */
typedef enum ItemError {
    ITEM_STORED,
    ITEM_TOO_SMALL,  /* below what the format holds; nothing is pending */
    ITEM_TOO_LARGE,
    ITEM_WRONG_TYPE, /* no int (float, byte) and nothing that becomes one; nothing is pending */
    ITEM_RAISED      /* an exception is pending */
} ItemError;

/* Stores v at p. Runs Python code for values with __index__ or __float__, before it writes. p must
 * not move: be in an object that some local refers to. @gc may collect */
ItemError kk_item_put(Vm *vm, Value v, uint8_t *p, uint32_t format, size_t size, bool big);

/* Whether a format is one of e f d; whether it is a signed integer. */
KK_INLINE bool kk_item_is_float(uint32_t format)
{
    return format == 'e' || format == 'f' || format == 'd';
}
KK_INLINE bool kk_item_is_signed(uint32_t format)
{
    return format >= 'a' && !kk_item_is_float(format) && format != 'c';
}

#endif
