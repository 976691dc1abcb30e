/*
 * bytearray.h: changing a bytearray, inside this folder.
 *
 * Layer: types.
 */
#ifndef KK_TYPES_BYTES_BYTEARRAY_H
#define KK_TYPES_BYTES_BYTEARRAY_H

#include "types/bytes/shared.h"

/* The bytes; NULL when there never was one. Stale after the length has changed. @gc never */
KK_INLINE uint8_t *kk_bytearray_bytes(Value bytearray)
{
    Value blob = KK_OBJ(BytearrayObj, bytearray)->blob;
    return blob == KK_UNSET ? NULL : KK_OBJ(BlobObj, blob)->at;
}

/* Whether the length may change. @raises BufferError when a memoryview looks at the bytes
 * @gc may collect */
KK_MUST_CHECK bool kk_bytearray_unlocked(Vm *vm, Value self);

/* bytearray[key] = value, or del (KK_UNSET): the `setitem` slot. */
KK_MUST_CHECK bool kk_bytearray_setitem(Vm *vm, Value self, Value key, Value value);

/* Whether a resolved range still lies within self, whose length Python code may have changed since.
 * @raises RuntimeError */
KK_MUST_CHECK bool kk_bytearray_check_range(Vm *vm, Value self, const SliceRange *range);

#endif
