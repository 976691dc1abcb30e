/*
 * layout.c: the sizes and references of the compact kinds, as a table.
 *
 * The table is of words: it lies in flash, and marking reads it for every object.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

#define WORD sizeof(uintptr_t)

const uint32_t kk_layout_kinds[16] = {
    [KIND_VALUES] = KK_ROW(WORD, WORD, 0, KK_ROW_ALL),
    [KIND_BLOB] = KK_ROW(WORD, 1, 0, 0),
    [KIND_TUPLE] = KK_ROW(WORD, WORD, 0, KK_ROW_ALL),
    [KIND_LIST] = KK_ROW(2 * WORD, 0, 0, 1),
    [KIND_STR] = KK_ROW(WORD + sizeof(uint32_t), 1, 0, 0),
    [KIND_BYTES] = KK_ROW(WORD, 1, 0, 0),
    [KIND_INT] = KK_ROW(WORD, sizeof(Limb), 1, 0),
    [KIND_FLOAT] = KK_ROW(WORD + sizeof(KkFloat), 0, 0, 0),
    [KIND_DICT] = KK_ROW(4 * WORD, 0, 0, 3),
    [KIND_CELL] = KK_ROW(2 * WORD, 0, 0, 1),
};

size_t kk_layout_size(const void *p)
{
    ObjectParts parts;
    kk_internal_describe((uintptr_t *)p, &parts);
    return parts.bytes;
}
