/*
 * roots.c: the conservative scan of registers and C stack.
 *
 * C code keeps Values and pointers into objects in plain locals. Any aligned word there that may
 * point into an object keeps it alive and where it is; but for the frames that the owner leaves out.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

KK_NO_ASAN void kk_roots_scan_range(Heap *heap, const void *from, const void *to)
{
    uintptr_t at = (uintptr_t)from & ~(uintptr_t)(sizeof(uintptr_t) - 1);
    for (; at + sizeof(uintptr_t) <= (uintptr_t)to; at += sizeof(uintptr_t))
        kk_heap_keep(heap, *(const volatile uintptr_t *)at);
}

void kk_roots_scan(Heap *heap, const uintptr_t *registers)
{
    const void *from = registers != NULL ? (const void *)registers : __builtin_frame_address(0);
    for (const HeapSkip *skip = heap->skips; skip != NULL; skip = skip->next) {
        kk_roots_scan_range(heap, from, skip->from);
        from = skip->to;
    }
    kk_roots_scan_range(heap, from, heap->client.stack_top);
    if (heap->client.scan_others != NULL)
        heap->client.scan_others(heap->client.owner, heap);
}

KK_NOINLINE void kk_roots_wash(void)
{
    volatile uintptr_t words[KK_WORD_BITS == 64 ? 512 : 160];
    for (size_t i = 0; i < KK_COUNT_OF(words); i++)
        words[i] = 0;
    (void)words[0];
}
