/*
 * layout.c: the sizes and references of the compact kinds, as a table.
 *
 * The table is of words: it lies in flash, and marking reads it for every object.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

#define ROW(fixed, unit, drop, traced) \
    ((uint32_t)(fixed) | (uint32_t)(unit) << 8 | (uint32_t)(drop) << 16 | (uint32_t)(traced) << 24)
#define WORD sizeof(uintptr_t)

const KindRow kk_layout_kinds[16] = {
    [KIND_VALUES] = {ROW(WORD, WORD, 0, 1), 0},
    [KIND_BLOB] = {ROW(WORD, 1, 0, 0), 0},
    [KIND_TUPLE] = {ROW(WORD, WORD, 0, 1), 0},
    [KIND_LIST] = {ROW(2 * WORD, 0, 0, 0), 2},
    [KIND_STR] = {ROW(WORD + sizeof(uint32_t), 1, 0, 0), 0},
    [KIND_BYTES] = {ROW(WORD, 1, 0, 0), 0},
    [KIND_INT] = {ROW(WORD, sizeof(Limb), 1, 0), 0},
    [KIND_FLOAT] = {ROW(WORD + sizeof(KkFloat), 0, 0, 0), 0},
    [KIND_DICT] = {ROW(4 * WORD, 0, 0, 0), 14},
    [KIND_CELL] = {ROW(2 * WORD, 0, 0, 0), 2},
};

size_t kk_layout_size(const void *p)
{
    ObjectParts parts;
    kk_internal_describe((uintptr_t *)p, &parts);
    return parts.bytes;
}
