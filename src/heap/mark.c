/*
 * mark.c: finding what is alive, without recursion and in bounded memory.
 *
 * An object is discovered when its first granule is marked; it then waits on the mark stack until
 * it is scanned: the rest of its granules are marked and what it refers to is discovered. Objects
 * without references are done at once. A long array is scanned in slices: its granule and the place
 * to go on from wait on the stack meanwhile. When the stack is full, an object that was discovered
 * stays off it, and the lowest such address is remembered: in the end all marked objects from there
 * on are scanned again, until nothing stays off.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* An entry of the mark stack with this bit is an array; below it is where to go on. */
#define KK_PARTLY 0x80000000u
/* References that are looked at before going deeper, at most. */
#define KK_SLICE 64u

/* Marks the rest of an object whose first granule is g, and counts it as found. */
KK_INLINE void fill(Heap *heap, size_t g, size_t bytes)
{
    size_t n = KK_GRANULES(bytes);
    heap->found += n;
    if (n > 1)
        kk_bits_set_range(heap->marks, g + 1, n - 1);
}

/* An object that has no place on the stack: found, but not scanned. */
KK_NOINLINE static void postpone(Heap *heap, size_t g)
{
    ObjectParts parts;
    kk_internal_describe(kk_internal_at(heap, g), &parts);
    fill(heap, g, parts.bytes);
    if (g < heap->overflow)
        heap->overflow = g;
}

KK_INLINE void discover(Heap *heap, Value v)
{
    size_t offset = (size_t)((const uint8_t *)v - heap->base);
    if ((v & 3) != 0 || offset >= (size_t)(heap->end - heap->base))
        return;
    size_t g = offset / KK_GRANULE;
    uint32_t *word = heap->marks + g / 32, bit = 1u << (g % 32);
    if ((*word & bit) != 0)
        return;
    *word |= bit;
    uintptr_t header = *(const uintptr_t *)v;
    if (kk_header_is_compact(header)) {
        Kind kind = kk_header_kind(header);
        if ((KK_INTERNAL_LEAVES >> kind & 1) != 0) {
            fill(heap, g, kk_internal_kind_size(&kk_layout_kinds[kind], header));
            return;
        }
    }
    if (KK_LIKELY(heap->work_used < heap->work_cap))
        heap->work[heap->work_used++] = (uint32_t)g;
    else
        postpone(heap, g);
}

/* Discovers what the span of the array or object at granule g refers to, from item `from` on. */
KK_HOT static void scan_span(Heap *heap, size_t g, const ObjectParts *parts, size_t from)
{
    size_t left = parts->count - from, room = heap->work_cap - heap->work_used;
    size_t slice = room / 4 < KK_SLICE ? room / 4 + 1 : KK_SLICE;
    if (left > slice && room >= 4) {
        left = slice;
        heap->work[heap->work_used++] = (uint32_t)(from + slice);
        heap->work[heap->work_used++] = (uint32_t)g | KK_PARTLY;
    }
    for (const uintptr_t *p = parts->span + from, *end = p + left; p < end; p++)
        discover(heap, *p);
}

KK_HOT static void scan_object(Heap *heap, size_t g, bool found_before)
{
    ObjectParts parts;
    uintptr_t *p = kk_internal_at(heap, g);
    kk_internal_describe(p, &parts);
    if (!found_before)
        fill(heap, g, parts.bytes);
    /* A compact header has tag bits and is no reference. */
    discover(heap, *p);
    for (uint32_t refs = parts.refs; refs != 0; refs &= refs - 1)
        discover(heap, p[KK_CTZ32(refs)]);
    if (parts.count > 0)
        scan_span(heap, g, &parts, 0);
}

KK_HOT static void drain(Heap *heap)
{
    while (heap->work_used > 0) {
        uint32_t entry = heap->work[--heap->work_used];
        if (KK_LIKELY((entry & KK_PARTLY) == 0)) {
            scan_object(heap, entry, false);
            continue;
        }
        ObjectParts parts;
        size_t g = entry & ~KK_PARTLY, from = heap->work[--heap->work_used];
        kk_internal_describe(kk_internal_at(heap, g), &parts);
        scan_span(heap, g, &parts, from);
    }
}

void kk_mark_begin(Heap *heap)
{
    size_t blocks = kk_bits_words(kk_internal_top(heap));
    memset(heap->marks, 0, blocks * sizeof(uint32_t));
    memset(heap->pinned_blocks, 0, kk_bits_words(blocks) * sizeof(uint32_t));
    heap->work_used = 0;
    heap->overflow = SIZE_MAX;
    heap->found = 0;
}

/* The stack is emptied after every root: so roots of any number need no room on it. */
void kk_mark_slot(Heap *heap, Value *slot)
{
    discover(heap, *slot);
    drain(heap);
}

void kk_mark_finish(Heap *heap)
{
    drain(heap);
    size_t top = kk_internal_top(heap);
    while (heap->overflow != SIZE_MAX) {
        size_t g = heap->overflow;
        heap->overflow = SIZE_MAX;
        for (; g < top; g = kk_bits_next(heap->starts, g + 1, top)) {
            if (kk_bits_get(heap->marks, g)) {
                scan_object(heap, g, true);
                drain(heap);
            }
        }
    }
}

bool kk_heap_is_marked(const Heap *heap, Value v)
{
    return !kk_internal_is_ref(heap, v) ||
           kk_bits_get(heap->marks, kk_internal_granule(heap, (const void *)v));
}

void kk_heap_mark(Heap *heap, Value v)
{
    kk_mark_slot(heap, &v);
    kk_mark_finish(heap);
}

void kk_mark_pin(Heap *heap, uintptr_t word)
{
    size_t offset = (size_t)((const uint8_t *)word - heap->base);
    if (offset >= (size_t)(heap->top - heap->base))
        return;
    size_t g = kk_bits_previous(heap->starts, offset / KK_GRANULE);
    if (g == SIZE_MAX)
        return;
    uintptr_t *object = kk_internal_at(heap, g);
    if (word - (uintptr_t)object >= KK_GRANULES(kk_layout_size(object)) * KK_GRANULE)
        return;
    size_t block = g / KK_BLOCK;
    if (!kk_bits_get(heap->pinned_blocks, block)) {
        kk_bits_set(heap->pinned_blocks, block);
        heap->moves[block] = 0;
    }
    heap->moves[block] |= 1u << (g % KK_BLOCK);
    Value v = (Value)object;
    kk_mark_slot(heap, &v);
}
