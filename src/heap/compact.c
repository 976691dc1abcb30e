/*
 * compact.c: sliding live objects together around those that are pinned.
 *
 * A block is 32 granules, one word of each bitmap. The objects that start in a block go to one
 * place, moves[block], in their order: an object's new address is that place plus the marked
 * granules before it in its block. So three steps suffice: plan, for each block; rewrite every
 * reference; move, from low to high addresses.
 *
 * A block with pinned objects is divided into segments that go to places of their own (a pinned
 * object is a segment that goes nowhere); so is a block of which a part fits into a hole, which is
 * what a pinned object leaves free in front of it. Without room for more segments a block with
 * pinned objects stays as it is.
 *
 * Why moving upwards in memory order is safe: when an object is planned, everything that starts
 * below it has been, so the place it gets, in a hole or behind the last object, is not above its old
 * one and holds no object that is yet to move.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* In moves: the block stays as it is; or its objects are in segments, from this number on. */
#define KK_STAYS 0xFFFFFFFFu
#define KK_SEGMENTED 0x80000000u
/* Holes that are remembered, the largest. */
#define KK_HOLES 8

typedef struct Hole {
    size_t from, to;
} Hole;

typedef struct Plan {
    Heap *heap;
    size_t next;      /* where the next object goes that fits into no hole */
    Hole holes[KK_HOLES];
    size_t hole_count;
    size_t segments, segment_cap;
} Plan;

KK_INLINE HeapSegment *segment_at(const Heap *heap, size_t i)
{
    return (HeapSegment *)(void *)heap->work + i;
}

/* The granule at which the first (last) object of a block with these starts begins. */
KK_INLINE size_t first_start(size_t block, uint32_t starts)
{
    return block * KK_BLOCK + KK_CTZ32(starts);
}
KK_INLINE size_t last_start(size_t block, uint32_t starts)
{
    return block * KK_BLOCK + KK_BLOCK - 1 - (size_t)KK_CLZ32(starts);
}

/* The granules of all objects that start in the block. */
static size_t block_size(const Heap *heap, size_t block)
{
    uint32_t starts = heap->starts[block];
    size_t last = last_start(block, starts);
    uint32_t others = heap->marks[block] & kk_bits_below(last % KK_BLOCK) & -(starts & -starts);
    return kk_bits_count(others) + kk_internal_object_end(heap, last) - last;
}

/* ---- the plan ---- */

static void add_hole(Plan *plan, size_t from, size_t to)
{
    Hole *place = plan->holes;
    if (from >= to)
        return;
    if (plan->hole_count < KK_HOLES) {
        place = &plan->holes[plan->hole_count++];
    } else {
        for (size_t i = 1; i < KK_HOLES; i++) {
            if (plan->holes[i].to - plan->holes[i].from < place->to - place->from)
                place = &plan->holes[i];
        }
        if (place->to - place->from >= to - from)
            return;
    }
    *place = (Hole){from, to};
}

static Hole *find_hole(Plan *plan, size_t n)
{
    for (size_t i = 0; i < plan->hole_count; i++) {
        if (plan->holes[i].to - plan->holes[i].from >= n)
            return &plan->holes[i];
    }
    return NULL;
}

/* Something in [from, to) does not move: what is free below it becomes a hole. */
static void step_over(Plan *plan, size_t from, size_t to)
{
    add_hole(plan, plan->next, from);
    plan->next = to;
}

static size_t take_place(Plan *plan, Hole *hole, size_t n)
{
    size_t *from = hole != NULL ? &hole->from : &plan->next;
    size_t place = *from;
    *from += n;
    return place;
}

static void add_segment(Plan *plan, size_t from, size_t to)
{
    *segment_at(plan->heap, plan->segments++) = (HeapSegment){(uint32_t)from, (uint32_t)to};
}

/*
 * Plans a block object by object. There are at least 2 * pins + 1 free segments, and as many as are
 * needed to come to an end are kept free: one for each pinned object and one behind each, one more
 * as long as objects go into a hole.
 */
static void plan_objects(Plan *plan, size_t block, uint32_t pinned)
{
    Heap *heap = plan->heap;
    size_t first_segment = plan->segments, pins = kk_bits_count(pinned);
    Hole *hole = NULL;
    bool open = false; /* the current segment goes on at plan->next */
    for (uint32_t starts = heap->starts[block]; starts != 0; starts &= starts - 1) {
        size_t g = first_start(block, starts), n = kk_internal_object_end(heap, g) - g;
        if ((pinned & starts & -starts) != 0) {
            add_segment(plan, g, g);
            step_over(plan, g, g + n);
            hole = NULL;
            open = false;
            pins--;
            continue;
        }
        if (hole == NULL || hole->to - hole->from < n) {
            hole = plan->segment_cap - plan->segments >= 2 * pins + 2 ? find_hole(plan, n) : NULL;
            if (hole != NULL || !open)
                add_segment(plan, g, hole != NULL ? hole->from : plan->next);
            open = hole == NULL;
        }
        take_place(plan, hole, n);
    }
    heap->moves[block] = KK_SEGMENTED | (uint32_t)first_segment;
    if (plan->segments == first_segment + 1)
        heap->moves[block] = segment_at(heap, --plan->segments)->to;
}

static void plan_block(Plan *plan, size_t block)
{
    Heap *heap = plan->heap;
    uint32_t starts = heap->starts[block], pinned = 0;
    if (kk_bits_get(heap->pinned_blocks, block))
        pinned = heap->moves[block] & starts;
    bool whole = pinned == 0 && plan->hole_count == 0;
    if (!whole && plan->segment_cap - plan->segments > 2 * kk_bits_count(pinned)) {
        plan_objects(plan, block, pinned);
    } else if (pinned != 0) {
        heap->moves[block] = KK_STAYS;
        size_t last = last_start(block, starts);
        step_over(plan, first_start(block, starts), kk_internal_object_end(heap, last));
    } else {
        size_t n = block_size(heap, block);
        heap->moves[block] = (uint32_t)take_place(plan, find_hole(plan, n), n);
    }
}

/* ---- references ---- */

/* Where the marked object at granule g goes. */
KK_INLINE size_t destination(const Heap *heap, size_t g)
{
    size_t block = g / KK_BLOCK;
    uint32_t move = heap->moves[block];
    size_t from = first_start(block, heap->starts[block]);
    if (KK_UNLIKELY((move & KK_SEGMENTED) != 0)) {
        if (move == KK_STAYS)
            return g;
        size_t i = move & ~KK_SEGMENTED;
        while (i + 1 < heap->work_used && segment_at(heap, i + 1)->from <= g)
            i++;
        from = segment_at(heap, i)->from;
        move = segment_at(heap, i)->to;
    }
    uint32_t before = kk_bits_from(from % KK_BLOCK) & kk_bits_below(g % KK_BLOCK);
    return move + kk_bits_count(heap->marks[block] & before);
}

static void update_slot(Heap *heap, Value *slot)
{
    if (!kk_internal_is_ref(heap, *slot))
        return;
    size_t g = kk_internal_granule(heap, (const void *)*slot);
    KK_ASSERT(kk_bits_get(heap->starts, g));
    *slot = (Value)kk_internal_at(heap, destination(heap, g));
}

static void update_object(Heap *heap, uintptr_t *p, RootVisitor update)
{
    ObjectParts parts;
    kk_internal_describe(p, &parts);
    for (uint32_t refs = parts.refs; refs != 0; refs &= refs - 1)
        update(heap, &p[KK_CTZ32(refs)]);
    for (size_t i = 0; i < parts.count; i++)
        update(heap, &parts.span[i]);
    update(heap, p);
}

static void update_all(Heap *heap, RootVisitor update)
{
    HeapClient *client = &heap->client;
    if (client->visit_weak != NULL)
        client->visit_weak(client->owner, heap, update);
    client->visit_roots(client->owner, heap, update);
    kk_pins_update(heap, update);
    size_t top = kk_internal_top(heap);
    for (size_t g = kk_bits_next(heap->starts, 0, top); g < top;
         g = kk_bits_next(heap->starts, g + 1, top))
        update_object(heap, kk_internal_at(heap, g), update);
}

/* ---- moving ---- */

/* From here on an object's size is known from the bitmaps only: its Desc may be elsewhere. */
static void move_object(Heap *heap, size_t from, size_t n, size_t to)
{
    if (from == to)
        return;
    kk_bits_clear(heap->starts, from);
    kk_bits_clear_range(heap->marks, from, n);
    memmove(kk_internal_at(heap, to), kk_internal_at(heap, from), n * KK_GRANULE);
    kk_bits_set(heap->starts, to);
    kk_bits_set_range(heap->marks, to, n);
}

static void move_block_down(Heap *heap, size_t block)
{
    uint32_t move = heap->moves[block];
    size_t to = move, segment = SIZE_MAX;
    if (move == KK_STAYS)
        return;
    if ((move & KK_SEGMENTED) != 0)
        segment = move & ~KK_SEGMENTED;
    for (uint32_t starts = heap->starts[block]; starts != 0; starts &= starts - 1) {
        size_t g = first_start(block, starts), n = kk_internal_object_end(heap, g) - g;
        if (segment < heap->work_used && segment_at(heap, segment)->from == g)
            to = segment_at(heap, segment++)->to;
        move_object(heap, g, n, to);
        to += n;
    }
}

static void move_block_up(Heap *heap, size_t block)
{
    uint32_t starts = heap->starts[block];
    if (heap->moves[block] == KK_STAYS)
        return;
    size_t to = heap->moves[block] + block_size(heap, block);
    while (starts != 0) {
        size_t g = last_start(block, starts), n = kk_internal_object_end(heap, g) - g;
        starts &= ~(1u << g % KK_BLOCK);
        to -= n;
        move_object(heap, g, n, to);
    }
}

size_t kk_compact_down(Heap *heap)
{
    size_t blocks = kk_bits_words(kk_internal_top(heap));
    Plan plan = {.heap = heap,
                 .segment_cap = heap->work_cap * sizeof(uint32_t) / sizeof(HeapSegment)};
    for (size_t i = 0; i < blocks; i++) {
        if (heap->starts[i] != 0)
            plan_block(&plan, i);
    }
    heap->work_used = plan.segments;
    update_all(heap, update_slot);
    for (size_t i = 0; i < blocks; i++) {
        if (heap->starts[i] != 0)
            move_block_down(heap, i);
    }
    return plan.next;
}

size_t kk_compact_up(Heap *heap, size_t to)
{
    size_t blocks = kk_bits_words(kk_internal_top(heap)), next = to;
    for (size_t i = blocks; i-- > 0;) {
        if (heap->starts[i] == 0)
            continue;
        if (kk_bits_get(heap->pinned_blocks, i) && (heap->moves[i] & heap->starts[i]) != 0) {
            heap->moves[i] = KK_STAYS;
            next = first_start(i, heap->starts[i]);
        } else {
            next -= block_size(heap, i);
            heap->moves[i] = (uint32_t)next;
        }
    }
    heap->work_used = 0;
    update_all(heap, update_slot);
    for (size_t i = blocks; i-- > 0;) {
        if (heap->starts[i] != 0)
            move_block_up(heap, i);
    }
    return to;
}

/* ---- a gap ---- */

/* What the gap needs to be known while references are rewritten: objects in [from, to) go up by so many granules. */
enum { GAP_FROM, GAP_TO, GAP_BY };

static void shift_slot(Heap *heap, Value *slot)
{
    if (!kk_internal_is_ref(heap, *slot))
        return;
    size_t g = kk_internal_granule(heap, (const void *)*slot);
    if (g >= heap->work[GAP_FROM] && g < heap->work[GAP_TO])
        *slot += heap->work[GAP_BY] * KK_GRANULE;
}

/* The objects of the block that start in [from, to). */
static uint32_t starts_between(const Heap *heap, size_t block, size_t from, size_t to)
{
    uint32_t starts = heap->starts[block];
    if (block == from / KK_BLOCK)
        starts &= kk_bits_from(from % KK_BLOCK);
    if (block == to / KK_BLOCK)
        starts &= kk_bits_below(to % KK_BLOCK);
    return starts;
}

static bool is_pinned_between(const Heap *heap, size_t from, size_t to)
{
    for (size_t i = from / KK_BLOCK; i * KK_BLOCK < to; i++) {
        if (kk_bits_get(heap->pinned_blocks, i) && (heap->moves[i] & starts_between(heap, i, from, to)) != 0)
            return true;
    }
    return false;
}

bool kk_compact_gap(Heap *heap, size_t from, size_t n)
{
    size_t count = kk_internal_count(heap), to = kk_bits_next_clear(heap->marks, from, count), end = to;
    while (to < count && (end = kk_bits_next(heap->marks, to, count)) - to < n)
        to = kk_bits_next_clear(heap->marks, end, count);
    if (to >= count || is_pinned_between(heap, from, to))
        return false;
    heap->work[GAP_FROM] = (uint32_t)from;
    heap->work[GAP_TO] = (uint32_t)to;
    heap->work[GAP_BY] = (uint32_t)n;
    update_all(heap, shift_slot);
    for (size_t i = to / KK_BLOCK + 1; i-- > from / KK_BLOCK;) {
        uint32_t starts = i < kk_bits_words(count) ? starts_between(heap, i, from, to) : 0;
        for (; starts != 0; starts &= ~(1u << (last_start(i, starts) % KK_BLOCK))) {
            size_t g = last_start(i, starts);
            move_object(heap, g, kk_internal_object_end(heap, g) - g, g + n);
        }
    }
    if (heap->top < (uint8_t *)kk_internal_at(heap, to + n))
        heap->top = (uint8_t *)kk_internal_at(heap, to + n);
    return true;
}
