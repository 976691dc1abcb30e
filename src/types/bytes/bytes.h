/*
 * bytes.h: bytes, bytearray and memoryview for C code.
 *
 * Layer: types.   Tests: tests/types/bytes/, tests/types/bytearray/, tests/types/memoryview/.
 */
#ifndef KK_TYPES_BYTES_BYTES_H
#define KK_TYPES_BYTES_BYTES_H

#include "object/ops.h"

KK_INLINE bool kk_bytes_is(Value v) { return kk_kind_is(v, KIND_BYTES); }
/* The content of a bytes (exactly); borrowed. @gc never */
KK_INLINE Span kk_bytes_span(Value v) { return (Span){KK_OBJ(BytesObj, v)->at, kk_len_of(v)}; }

/* A bytes with that content, which may not lie in a movable object that no local refers to; "" and
 * single bytes may be shared. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_bytes_new(Vm *vm, Span content);
/* A fresh bytes of n zeros, to be filled at once. */
KK_MUST_CHECK Value kk_bytes_alloc(Vm *vm, size_t n);

typedef struct BytearrayObj {
    uintptr_t header;  /* &kk_type_bytearray */
    Value blob;        /* BlobObj, or KK_UNSET when it never had a byte */
    uintptr_t len;     /* bytes in use, raw */
    uintptr_t exports; /* memoryviews on it: while there are any it may not be resized */
} BytearrayObj;

/* v is a bytearray or an instance of a subclass. @gc never */
bool kk_bytearray_is(Value v);
KK_MUST_CHECK Value kk_bytearray_new(Vm *vm, Span content);
/* Sets the length; new bytes are 0. @raises BufferError, MemoryError */
KK_MUST_CHECK bool kk_bytearray_resize(Vm *vm, Value bytearray, size_t n);
KK_MUST_CHECK bool kk_bytearray_extend(Vm *vm, Value bytearray, Span content);

/* The bytes of a bytes or bytearray (or a subclass); false when v is none of them. @gc never */
bool kk_bytes_like(Value v, Span *content);

/* What data.hex(sep, bytes_per_sep) gives for a bytes-like object. */
KK_MUST_CHECK Value kk_bytes_hex(Vm *vm, Value self, Args args);

/* memoryview(v) */
KK_MUST_CHECK Value kk_memoryview_new(Vm *vm, Value exporter);

/* A byte as bytes items and arguments are given: an int 0..255. @raises TypeError, ValueError */
KK_MUST_CHECK bool kk_byte_arg(Vm *vm, Value v, uint8_t *byte);

#endif
