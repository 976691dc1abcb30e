/*
 * collect.c: one collection from beginning to end.
 *
 * Mark, drop the starts of what was not marked, compact if that is asked for or needed. No memory is
 * visited for the dead: what the marks do not cover is free.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

#define POISON 0xDB

static void mark_all(Heap *heap, const uintptr_t *registers)
{
    HeapClient *client = &heap->client;
    kk_mark_begin(heap);
    kk_pins_update(heap, kk_mark_slot);
    client->visit_roots(client->owner, heap, kk_mark_slot);
    if (client->visit_pinned != NULL)
        client->visit_pinned(client->owner, heap);
    kk_roots_scan(heap, registers);
    kk_mark_finish(heap);
    if (client->after_mark != NULL)
        client->after_mark(client->owner, heap);
    kk_mark_finish(heap);
    kk_pins_sweep(heap);
}

/* Forgets dead objects. Sets top behind the last one that lives. */
static void sweep(Heap *heap)
{
    size_t blocks = kk_bits_words(kk_internal_top(heap)), used = 0;
    for (size_t i = 0; i < blocks; i++) {
        uint32_t marks = heap->marks[i];
        heap->starts[i] &= marks;
        if (marks != 0)
            used = i * KK_BLOCK + KK_BLOCK - (size_t)KK_CLZ32(marks);
    }
    heap->top = (uint8_t *)kk_internal_at(heap, used);
}

/* Overwrites free memory below `top`: whoever still uses it shall notice. */
static void poison(Heap *heap, size_t top)
{
    size_t g = kk_bits_next_clear(heap->marks, 0, top);
    while (g < top) {
        size_t end = kk_bits_next(heap->marks, g, top);
        memset(kk_internal_at(heap, g), POISON, (end - g) * KK_GRANULE);
        g = kk_bits_next_clear(heap->marks, end, top);
    }
}

/* There is a free run of n granules. */
static bool has_run(const Heap *heap, size_t n)
{
    size_t count = kk_internal_count(heap);
    size_t g = kk_bits_next_clear(heap->marks, 0, count);
    while (g < count && count - g >= n) {
        size_t end = kk_bits_next(heap->marks, g, g + n);
        if (end - g >= n)
            return true;
        g = kk_bits_next_clear(heap->marks, end, count);
    }
    return false;
}

static void compact(Heap *heap)
{
    size_t top;
    if ((heap->stress & HEAP_STRESS_MOVE) != 0 && !heap->slid_up) {
        size_t to = kk_internal_top(heap), count = kk_internal_count(heap);
        to += to / 4 + 2 * KK_BLOCK;
        top = kk_compact_up(heap, to < count ? to : count);
        heap->slid_up = true;
    } else {
        top = kk_compact_down(heap);
        heap->slid_up = false;
    }
    heap->top = (uint8_t *)kk_internal_at(heap, top);
    heap->compactions++;
    if (heap->client.after_move != NULL)
        heap->client.after_move(heap->client.owner, heap);
}

/* The next collection of a heap that grows: at twice what lives now. */
static void set_threshold(Heap *heap)
{
    if (heap->client.grow == NULL)
        return;
    heap->threshold = heap->live > KK_GROWING_THRESHOLD ? heap->live : KK_GROWING_THRESHOLD;
}

void kk_collect_run(Heap *heap, size_t need, bool always)
{
    /* The scan begins with the registers that are saved here: the collector's own frames hold nothing but stale words. */
    KK_SPILL_REGISTERS();
    if ((heap->stress & HEAP_VERIFY) != 0)
        kk_heap_verify(heap);
    kk_heap_retire(heap);
    heap->peak = kk_heap_peak(heap);
    heap->collecting = true;
    size_t old_top = kk_internal_top(heap);
    mark_all(heap, KK_FRAME_TO);
    sweep(heap);
    heap->live = heap->found * KK_GRANULE;
    heap->total += heap->allocated;
    heap->allocated = 0;
    heap->collections++;
    bool tight = need > 0 && !has_run(heap, need) && kk_heap_free(heap) / KK_GRANULE >= need;
    if (always || tight || (heap->stress & HEAP_STRESS_MOVE) != 0)
        compact(heap);
    heap->cur = heap->limit = heap->run = heap->run_end = heap->scan = heap->base;
    heap->wrapped = false;
    heap->collecting = false;
    set_threshold(heap);
    kk_roots_wash();
    if ((heap->stress & HEAP_STRESS_COLLECT) != 0)
        poison(heap, old_top > kk_internal_top(heap) ? old_top : kk_internal_top(heap));
    if ((heap->stress & HEAP_VERIFY) != 0)
        kk_heap_verify(heap);
}

void kk_heap_collect(Heap *heap, bool always)
{
    kk_collect_run(heap, 0, always);
    kk_roots_wash();
}

/* What lies behind the object makes room for it to become `bytes` long. */
static bool make_gap(Heap *heap, void *object, size_t bytes)
{
    size_t old = KK_GRANULES(kk_layout_size(object));
    kk_collect_run(heap, 0, false);
    heap->collecting = true;
    bool made = kk_compact_gap(heap, kk_internal_granule(heap, object) + old, KK_GRANULES(bytes) - old);
    if (made) {
        heap->compactions++;
        if (heap->client.after_move != NULL)
            heap->client.after_move(heap->client.owner, heap);
    }
    heap->collecting = false;
    if ((heap->stress & HEAP_VERIFY) != 0)
        kk_heap_verify(heap);
    return made;
}

bool kk_heap_widen(Heap *heap, void *object, size_t bytes)
{
    if (heap->locked > 0 || heap->client.grow != NULL || (heap->stress & (HEAP_STRESS_COLLECT | HEAP_STRESS_MOVE)) != 0)
        return false;
    /* The object is referred to from this frame, so it stays where it is. */
    if (kk_heap_extend(heap, object, bytes))
        return true;
    kk_heap_collect(heap, true);
    return kk_heap_extend(heap, object, bytes) || (make_gap(heap, object, bytes) && kk_heap_extend(heap, object, bytes));
}

void kk_heap_walk(Heap *heap, void (*see)(void *ctx, void *object, size_t bytes), void *ctx)
{
    kk_heap_collect(heap, false);
    size_t top = kk_internal_top(heap);
    for (size_t g = kk_bits_next(heap->starts, 0, top); g < top;
         g = kk_bits_next(heap->starts, g + 1, top)) {
        void *object = kk_internal_at(heap, g);
        see(ctx, object, kk_layout_size(object));
    }
}
