/*
 * internal.h: what the files of the heap share: granule numbers, and taking an object apart.
 *
 * Objects are known by the number of their first granule wherever the collector keeps many of
 * them. Which words of an object are references is worked out in one place, describe(), for
 * marking, updating and verifying alike: some words of the fixed part, and one span of Values.
 *
 * Layer: heap (private to src/heap).
 */
#ifndef KK_HEAP_INTERNAL_H
#define KK_HEAP_INTERNAL_H

#include "heap/bits.h"
#include "heap/heap.h"

/* A heap that can grow does so rather than collect before this many bytes were allocated. */
#define KK_GROWING_THRESHOLD ((size_t)256 << 10)

/* ---- granules ---- */

KK_INLINE size_t kk_internal_granule(const Heap *heap, const void *p)
{
    return (size_t)((const uint8_t *)p - heap->base) / KK_GRANULE;
}
KK_INLINE uintptr_t *kk_internal_at(const Heap *heap, size_t granule)
{
    return (uintptr_t *)(void *)(heap->base + granule * KK_GRANULE);
}
/* Granules that bitmaps need be looked at for: below top. */
KK_INLINE size_t kk_internal_top(const Heap *heap) { return kk_internal_granule(heap, heap->top); }
KK_INLINE size_t kk_internal_count(const Heap *heap) { return kk_internal_granule(heap, heap->end); }
/* v refers to an object in this heap. */
KK_INLINE bool kk_internal_is_ref(const Heap *heap, Value v)
{
    return (v & 3) == 0 && kk_heap_owns(heap, (const void *)v);
}
/* The granule behind the marked object that begins at granule g, from the bitmaps alone. */
KK_INLINE size_t kk_internal_object_end(const Heap *heap, size_t g)
{
    size_t i = ++g / 32, last = (kk_internal_count(heap) - 1) / 32;
    if (i > last)
        return g;
    uint32_t ends = (heap->starts[i] | ~heap->marks[i]) & kk_bits_from(g % 32);
    while (ends == 0) {
        if (i == last)
            return kk_internal_count(heap);
        i++;
        ends = heap->starts[i] | ~heap->marks[i];
    }
    size_t end = i * 32 + KK_CTZ32(ends);
    return end < kk_internal_count(heap) ? end : kk_internal_count(heap);
}

/* ---- objects ---- */

/*
 * A word for each compact kind: the bytes of the fixed part, behind which there are `unit` bytes for
 * each of (length >> drop); and how many Values stand behind the header: KK_ROW_ALL says `length`.
 */
#define KK_ROW(fixed, unit, drop, values) \
    ((uint32_t)(fixed) | (uint32_t)(unit) << 8 | (uint32_t)(drop) << 16 | (uint32_t)(values) << 24)
#define KK_ROW_ALL 255u
extern const uint32_t kk_layout_kinds[16];

KK_INLINE size_t kk_internal_kind_size(uint32_t row, size_t len)
{
    return (row & 0xFF) + (len >> (row >> 16 & 0xFF)) * (row >> 8 & 0xFF);
}
KK_INLINE size_t kk_internal_kind_values(uint32_t row, size_t len)
{
    return row >> 24 == KK_ROW_ALL ? len : row >> 24;
}

typedef struct ObjectParts {
    size_t bytes;   /* its size */
    uint32_t refs;  /* bit i: word i of the fixed part is a Value; the header is not among them */
    size_t count;   /* Values in the span */
    uintptr_t *span;
} ObjectParts;

/* Size and references of the object at p. Its header, and the Desc that it may refer to, are where
 * they were when it was made or last moved. */
KK_INLINE void kk_internal_describe(uintptr_t *p, ObjectParts *parts)
{
    uintptr_t header = *p;
    if (kk_header_is_compact(header)) {
        /* The whole word: a byte of it could not be loaded from flash. */
        uint32_t row = *(const volatile uint32_t *)&kk_layout_kinds[kk_header_kind(header)];
        parts->bytes = kk_internal_kind_size(row, kk_header_len(header));
        parts->refs = 0;
        parts->count = kk_internal_kind_values(row, kk_header_len(header));
        parts->span = p + 1;
        return;
    }
    const Desc *desc = (const Desc *)header;
    const Layout *layout = desc->layout;
    size_t words = layout->words;
    parts->span = p + words;
    parts->refs = layout->refs & ~1u;
    parts->count = desc->nslots;
    words += desc->nslots;
    parts->bytes = 0;
    if (layout->tail != TAIL_NONE) {
        size_t count = p[layout->count];
        if (layout->tail == TAIL_BYTES) {
            parts->bytes = count;
        } else {
            if (layout->tail == TAIL_CODE) {
                size_t half = count & (UINTPTR_MAX >> KK_WORD_BITS / 2);
                parts->bytes = (half + (p[layout->count + 1] >> KK_TAIL_CODE_SHIFT)) * sizeof(uint32_t);
                count >>= KK_WORD_BITS / 2;
            }
            parts->count += count;
            words += count;
        }
    }
    parts->bytes += words * sizeof(Value);
}

/* ---- mark.c ---- */

/* Empties the marks. */
void kk_mark_begin(Heap *heap);
/* Marks what slot refers to, and sooner or later what that leads to: a RootVisitor. */
void kk_mark_slot(Heap *heap, Value *slot);
/* Marks everything that is reachable from what is marked. */
void kk_mark_finish(Heap *heap);

/* ---- roots.c ---- */

/* Hands each word of the C stack from `registers` on, where those of a caller are saved (NULL: from its own frame on), to kk_heap_keep. */
void kk_roots_scan(Heap *heap, const uintptr_t *registers);

/* ---- pins.c ---- */

/* Forgets pinned objects that are not marked, pins the others for this collection. */
void kk_pins_sweep(Heap *heap);
/* Follows the table of pins when it moves. */
void kk_pins_update(Heap *heap, RootVisitor visit);

/* ---- collect.c ---- */

/* Collects; when there is then no free run of `need` granules (0: no matter) although the free total
 * would do, or compact is set, it also compacts. */
void kk_collect_run(Heap *heap, size_t need, bool compact);

/* ---- compact.c ---- */

/* Slides what may move towards the low end, over marked objects and their starts; rebuilds both
 * bitmaps. Returns the granule behind the last object. */
size_t kk_compact_down(Heap *heap);
/* For HEAP_STRESS_MOVE: towards granule `to`, which is at or above the last object. */
size_t kk_compact_up(Heap *heap, size_t to);

/* After a collection that moved nothing: objects behind granule `from`, where one may begin, go up so that n granules from there
 * on are free. false: something pinned is among them, or there is no free run of that size; nothing has happened. */
bool kk_compact_gap(Heap *heap, size_t from, size_t n);

/* ---- heap.c ---- */

/* Ends the current run: what of it was used is recorded, the rest is free. */
void kk_heap_retire(Heap *heap);
#endif
