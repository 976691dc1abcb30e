/*
 * roots.c: the conservative scan of registers and C stack.
 *
 * C code keeps Values and pointers into objects in plain locals. Any aligned word there that may
 * point into an object keeps it alive and where it is.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

KK_NO_ASAN void kk_roots_scan_range(Heap *heap, const void *from, const void *to)
{
    uintptr_t at = (uintptr_t)from & ~(uintptr_t)(sizeof(uintptr_t) - 1);
    for (; at + sizeof(uintptr_t) <= (uintptr_t)to; at += sizeof(uintptr_t))
        kk_mark_pin(heap, *(const volatile uintptr_t *)at);
}

/* From the caller's frame (which holds the registers) up to the client's stack_top. */
KK_NOINLINE static void scan_own(Heap *heap)
{
    kk_roots_scan_range(heap, __builtin_frame_address(0), heap->client.stack_top);
    __asm__ volatile("" ::: "memory");
}

void kk_roots_scan(Heap *heap)
{
    KK_SPILL_REGISTERS();
    scan_own(heap);
    if (heap->client.scan_others != NULL)
        heap->client.scan_others(heap->client.owner, heap);
    /* Not a tail call: the frame with the registers must exist meanwhile. */
    __asm__ volatile("" ::: "memory");
}

KK_NOINLINE void kk_roots_wash(void)
{
    volatile uintptr_t words[96];
    for (size_t i = 0; i < KK_COUNT_OF(words); i++)
        words[i] = 0;
    (void)words[0];
}
