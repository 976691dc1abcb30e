/*
 * verify.c: asserting that the heap is what the other files believe it to be.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* v is no reference into the heap, or one to the start of an object. */
static void verify_ref(const Heap *heap, Value v)
{
    if (!kk_internal_is_ref(heap, v))
        return;
    KK_ASSERT((v - (uintptr_t)heap->base) % KK_GRANULE == 0);
    KK_ASSERT(kk_bits_get(heap->starts, kk_internal_granule(heap, (const void *)v)));
}

/* Returns the granule behind the object that starts at g. */
static size_t verify_object(const Heap *heap, size_t g)
{
    uintptr_t *p = kk_internal_at(heap, g);
    KK_ASSERT(*p != 0);
    if (kk_header_is_compact(*p))
        KK_ASSERT((*p & 3) == KK_HEADER_TAG && kk_header_kind(*p) < KIND_COUNT);
    verify_ref(heap, *p);
    ObjectParts parts;
    kk_internal_describe(p, &parts);
    size_t end = g + KK_GRANULES(parts.bytes);
    KK_ASSERT(parts.bytes > 0 && end <= kk_internal_count(heap));
    KK_ASSERT(kk_bits_next(heap->starts, g + 1, end) == end);
    for (uint32_t refs = parts.refs; refs != 0; refs &= refs - 1)
        verify_ref(heap, p[KK_CTZ32(refs)]);
    for (size_t i = 0; i < parts.count; i++)
        verify_ref(heap, parts.span[i]);
    /* Only the current run is not in the marks. */
    if ((uint8_t *)p < heap->run || (uint8_t *)p >= heap->run_end)
        KK_ASSERT(kk_bits_next_clear(heap->marks, g, end) == end);
    else
        KK_ASSERT((uint8_t *)kk_internal_at(heap, end) <= heap->cur);
    return end;
}

void kk_heap_verify(Heap *heap)
{
    size_t count = kk_internal_count(heap), g = kk_bits_next(heap->starts, 0, count), used = 0;
    KK_ASSERT(heap->run <= heap->cur && heap->cur <= heap->run_end && heap->run_end <= heap->end);
    KK_ASSERT(heap->limit == heap->cur || heap->limit == heap->run_end);
    while (g < count) {
        size_t end = verify_object(heap, g);
        used += end - g;
        g = kk_bits_next(heap->starts, end, count);
    }
    /* Objects that were made shorter are counted with their old size until the next collection. */
    KK_ASSERT(used * KK_GRANULE <= kk_heap_used(heap));
    KK_ASSERT(kk_bits_next(heap->marks, kk_internal_top(heap), count) == count);
}
