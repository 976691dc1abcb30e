/*
 * mark.c: finding what is alive, without recursion and in bounded memory.
 *
 * An object is discovered when its first granule is marked; it then waits on the mark stack until
 * it is scanned: the rest of its granules are marked and what it refers to is discovered. A long
 * array is scanned in slices: its granule and the place to go on from wait on the stack meanwhile.
 * When the stack is full, an object that was discovered stays off it, and the lowest such address is
 * remembered: in the end all marked objects from there on are scanned again, until nothing stays off.
 *
 * The state of the loop is a local structure: so it lives in registers.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* An entry of the mark stack with this bit is an array; below it is where to go on. */
#define KK_PARTLY 0x80000000u
/* References that are looked at before going deeper, at most; arrays up to KK_SHORT are not cut. */
#define KK_SLICE 64u
#define KK_SHORT 4u

typedef struct Marker {
    uint8_t *base;
    size_t bytes;
    uint32_t *marks;
    uint32_t *top, *full; /* of the mark stack: behind the last entry, behind the last place */
    size_t found;
    Heap *heap;
} Marker;

KK_INLINE Marker begin(Heap *heap)
{
    return (Marker){heap->base, (size_t)(heap->end - heap->base), heap->marks,
                    heap->work + heap->work_used, heap->work + heap->work_cap, 0, heap};
}

/* An object that has no place on the stack: found, but not scanned. */
KK_NOINLINE static void postpone(Heap *heap, size_t g)
{
    size_t n = KK_GRANULES(kk_layout_size(kk_internal_at(heap, g)));
    kk_bits_set_range(heap->marks, g, n);
    heap->found += n;
    if (g < heap->overflow)
        heap->overflow = g;
}

KK_INLINE void discover(Marker *m, Value v)
{
    size_t offset = (size_t)((uint8_t *)v - m->base);
    if (KK_LIKELY(offset >= m->bytes) || (v & 3) != 0)
        return;
    size_t g = offset / KK_GRANULE;
    uint32_t *word = m->marks + g / 32, bit = 1u << (g % 32), old = *word;
    if ((old & bit) != 0)
        return;
    *word = old | bit;
    if (KK_LIKELY(m->top != m->full))
        *m->top++ = (uint32_t)g;
    else
        postpone(m->heap, g);
}

/* How much of an array of `left` more items is scanned now; the rest waits on the stack. */
KK_NOINLINE static size_t cut(Heap *heap, uint32_t **top, size_t g, size_t from, size_t left)
{
    size_t room = (size_t)(heap->work + heap->work_cap - *top);
    size_t slice = room / 4 < KK_SLICE ? room / 4 + 1 : KK_SLICE;
    if (left <= slice || room < 4)
        return left;
    *(*top)++ = (uint32_t)(from + slice);
    *(*top)++ = (uint32_t)g | KK_PARTLY;
    return slice;
}

/* Discovers what the span of the object at granule g refers to, from item `from` on. */
KK_INLINE void scan_span(Marker *m, size_t g, const uintptr_t *span, size_t from, size_t count)
{
    size_t left = count - from;
    if (left > KK_SHORT) {
        uint32_t *top = m->top;
        left = cut(m->heap, &top, g, from, left);
        m->top = top;
    }
    for (const uintptr_t *p = span + from, *end = p + left; p < end; p++)
        discover(m, *p);
}

/* Scans the object at granule g. resume: it was found before, and its span scanned up to `from`. */
KK_INLINE void scan(Marker *m, size_t g, bool resume, size_t from)
{
    uintptr_t *p = kk_internal_at(m->heap, g);
    ObjectParts parts;
    kk_internal_describe(p, &parts);
    if (KK_LIKELY(!resume)) {
        size_t n = KK_GRANULES(parts.bytes);
        m->found += n;
        kk_bits_fill(m->marks, g + 1, n - 1);
    }
    if (from == 0 && !kk_header_is_compact(*p)) {
        discover(m, *p);
        for (uint32_t refs = parts.refs; refs != 0; refs &= refs - 1)
            discover(m, p[KK_CTZ32(refs)]);
    }
    if (parts.count > 0)
        scan_span(m, g, parts.span, from, parts.count);
}

/* Scans everything on the mark stack and what it leads to. */
KK_HOT KK_NOINLINE static void drain(Heap *heap)
{
    Marker m = begin(heap);
    while (m.top != heap->work) {
        size_t g = *--m.top, from = 0;
        bool partly = (g & KK_PARTLY) != 0;
        if (KK_UNLIKELY(partly)) {
            g &= ~(size_t)KK_PARTLY;
            from = *--m.top;
        }
        scan(&m, g, partly, from);
    }
    heap->found += m.found;
    heap->work_used = 0;
}

void kk_mark_begin(Heap *heap)
{
    size_t blocks = kk_bits_words(kk_internal_top(heap));
    memset(heap->marks, 0, blocks * sizeof(uint32_t));
    memset(heap->pinned_blocks, 0, kk_bits_words(blocks) * sizeof(uint32_t));
    heap->overflow = SIZE_MAX;
    heap->found = 0;
    heap->work_used = 0;
}

KK_HOT void kk_mark_slot(Heap *heap, Value *slot)
{
    if (!kk_internal_is_ref(heap, *slot))
        return;
    size_t g = kk_internal_granule(heap, (const void *)*slot);
    if (kk_bits_get(heap->marks, g))
        return;
    kk_bits_set(heap->marks, g);
    heap->work[heap->work_used++] = (uint32_t)g;
    /* Roots must not use up the stack; entering the loop for each of them costs 60 instructions. */
    if (heap->work_used > heap->work_cap / 4)
        drain(heap);
}

void kk_mark_finish(Heap *heap)
{
    size_t top = kk_internal_top(heap);
    drain(heap);
    while (heap->overflow != SIZE_MAX) {
        size_t g = heap->overflow;
        heap->overflow = SIZE_MAX;
        for (; g < top; g = kk_bits_next(heap->starts, g + 1, top)) {
            if (kk_bits_get(heap->marks, g)) {
                Marker m = begin(heap);
                scan(&m, g, true, 0);
                heap->work_used = (size_t)(m.top - heap->work);
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

void kk_heap_keep(Heap *heap, uintptr_t word)
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
