/*
 * stringio.h: StringIO and BytesIO: files in memory.
 *
 * Layer: types.   Tests: tests/modules/io/stringio.py, bytesio.py.
 */
#ifndef KK_TYPES_STRINGIO_H
#define KK_TYPES_STRINGIO_H

#include "object/ops.h"

/* Both types: the content is bytes, for StringIO valid UTF-8. */
typedef struct MemoryObj {
    uintptr_t header;  /* &kk_type_StringIO or &kk_type_BytesIO */
    Value blob;        /* BlobObj; KK_UNSET: empty */
    uintptr_t len;     /* bytes of content */
    uintptr_t at;      /* the place, in bytes; may lie behind the content in a BytesIO */
    uintptr_t closed;
    uintptr_t wide;    /* StringIO: the content has characters beyond ASCII */
} MemoryObj;
extern const TypeObj kk_type_StringIO, kk_type_BytesIO;

#endif
