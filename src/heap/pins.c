/*
 * pins.c: objects that must stay where they are for as long as they live.
 *
 * A hash table of addresses in a blob of the heap itself. It does not keep the objects alive, and as
 * they do not move their addresses are good hash keys.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* What an entry becomes when its object has died; no address. */
#define DROPPED ((Value)1)

/* The entries, cap of them: a power of two, or 0. */
static Value *entries(const Heap *heap, size_t *cap)
{
    *cap = 0;
    if (heap->pins == 0)
        return NULL;
    uintptr_t *blob = (uintptr_t *)heap->pins;
    *cap = kk_header_len(*blob) / sizeof(Value);
    return (Value *)(blob + 1);
}

/* Where v stands or would be put. There is a free entry. */
static Value *find(Value *table, size_t cap, Value v)
{
    size_t i = (v / KK_GRANULE * 0x9E3779B1u >> 7) & (cap - 1);
    while (table[i] != 0 && table[i] != v)
        i = (i + 1) & (cap - 1);
    return &table[i];
}

/* Makes room for one more; dropped entries are left behind. */
static bool make_room(Heap *heap)
{
    size_t old_cap, live = 0;
    Value *old = entries(heap, &old_cap);
    if (heap->pins_used + heap->pins_used / 3 + 1 < old_cap)
        return true;
    for (size_t i = 0; i < old_cap; i++)
        live += old[i] > DROPPED;
    size_t cap = 8;
    while (cap < live * 2 + 2)
        cap *= 2;
    uintptr_t *blob = kk_heap_alloc(heap, sizeof(uintptr_t) + cap * sizeof(Value));
    if (blob == NULL)
        return false;
    *blob = KK_HEADER(KIND_BLOB, cap * sizeof(Value));
    /* The allocation may have moved the table and dropped some of it. */
    old = entries(heap, &old_cap);
    heap->pins_used = 0;
    for (size_t i = 0; i < old_cap; i++) {
        if (old[i] > DROPPED) {
            *find((Value *)(blob + 1), cap, old[i]) = old[i];
            heap->pins_used++;
        }
    }
    heap->pins = (Value)blob;
    return true;
}

bool kk_heap_pin(Heap *heap, Value v)
{
    size_t cap;
    if (!kk_internal_is_ref(heap, v))
        return true;
    Value *table = entries(heap, &cap);
    if (cap > 0 && *find(table, cap, v) == v)
        return true;
    if (!make_room(heap))
        return false;
    table = entries(heap, &cap);
    *find(table, cap, v) = v;
    heap->pins_used++;
    return true;
}

void kk_pins_sweep(Heap *heap)
{
    size_t cap;
    Value *table = entries(heap, &cap);
    for (size_t i = 0; i < cap; i++) {
        if (table[i] <= DROPPED)
            continue;
        if (kk_heap_is_marked(heap, table[i]))
            kk_heap_keep(heap, table[i]);
        else
            table[i] = DROPPED;
    }
}

void kk_pins_update(Heap *heap, RootVisitor visit)
{
    visit(heap, &heap->pins);
}
