/*
 * heap.h: the mark-region allocator and its collector.
 *
 * One contiguous range of granules (8 bytes on 32-bit targets, 16 on 64-bit), beside it a bitmap
 * of object starts and a bitmap of marked granules. Allocation bumps a pointer inside a free run;
 * after a collection the runs are found lazily in the mark bitmap.
 *
 * Precise inside, conservative on the C stack: C code keeps Values (and pointers into objects) in
 * plain locals; what they refer to is pinned during a collection. Everything else may move whenever
 * a collection may happen, so a Value must not be kept in memory that the collector does not know.
 *
 * Layer: heap.   Tests: tests/unit/heap.c, tests/modules/gc/.
 */
#ifndef KK_HEAP_HEAP_H
#define KK_HEAP_HEAP_H

#include "heap/layout.h"

#define KK_GRANULE ((size_t)(KK_WORD_BITS == 32 ? 8 : 16))
#define KK_GRANULES(bytes) (((bytes) + KK_GRANULE - 1) / KK_GRANULE)

typedef struct Heap Heap;

/* Called for every root slot; the collector may change the slot when the object moved. */
typedef void (*RootVisitor)(Heap *heap, Value *slot);

/*
 * What the owner of the heap supplies. visit_roots hands every root outside the heap to the
 * visitor. after_mark is called when everything reachable is marked, before anything is freed or
 * moved: it drops weak references (kk_heap_is_marked tells), and may revive objects with
 * kk_heap_mark. after_move is called at the very end: caches keyed by address are stale.
 */
typedef struct HeapClient {
    void *owner;
    void (*visit_roots)(void *owner, Heap *heap, RootVisitor visit);
    void (*after_mark)(void *owner, Heap *heap);
    /* When objects move: hands the slots that do not keep their object alive to the visitor (after
     * after_mark has dropped the dead ones). */
    void (*visit_weak)(void *owner, Heap *heap, RootVisitor visit);
    void (*after_move)(void *owner, Heap *heap);
    /* Gives back the lowest address of the C stack in use, and its (fixed) highest one. */
    const void *stack_top;
    /* Makes at least `bytes` more memory usable behind the heap's end; false: there is no more. */
    bool (*grow)(void *owner, size_t bytes);
} HeapClient;

/* What the stress switches do; they may be combined. Set by KK_GC=... on the host, or by tests. */
enum {
    HEAP_STRESS_COLLECT = 1, /* collect at every allocation, poison what was freed */
    HEAP_STRESS_MOVE = 2,    /* move every movable object at every collection */
    HEAP_VERIFY = 4          /* assert all invariants before and after each collection */
};

struct Heap {
    uint8_t *cur;   /* the next free byte of the current run */
    uint8_t *limit; /* the end of the current run */
    uint8_t *base;  /* the first granule */
    uint8_t *end;   /* behind the last usable granule */
    uint8_t *max_end;      /* how far `end` may grow; equal to it on a microcontroller */
    uint32_t *starts;      /* bit per granule: an object starts here */
    uint32_t *marks;       /* bit per granule: belongs to an object that survived */
    uint32_t *moves;       /* per block of 32 granules: where its objects go, during a compaction */
    Value *mark_stack;
    size_t mark_cap, mark_used;
    bool mark_overflow;
    bool marking_pins;     /* the conservative scan is running */
    uint32_t stress;       /* HEAP_STRESS_*, HEAP_VERIFY */
    uint32_t locked;       /* > 0: allocation fails (micropython.heap_lock) */
    bool enabled;          /* gc.enable / gc.disable: automatic collection */
    uint8_t *scan;         /* where the search for the next free run continues */
    size_t live;           /* bytes that survived the last collection */
    size_t allocated;      /* bytes allocated since */
    size_t threshold;      /* collect when allocated reaches it; SIZE_MAX: only when full */
    size_t user_threshold; /* gc.threshold(), 0: none */
    size_t fail_after;     /* KK_OOM: fail the n-th allocation from now; 0: never */
    size_t collections;
    size_t peak;
    Value *pins;           /* pinned objects, see kk_heap_pin */
    size_t pin_count, pin_cap;
    uint32_t *pinned_blocks; /* bit per block: nothing in it may move, during a collection */
    HeapClient client;
};

/*
 * Sets up a heap in memory[0, bytes), of which `usable` bytes may be touched now; the rest is
 * reserved address space that client.grow makes usable. The bitmaps are taken from the memory.
 * @return  false when it is too small
 */
bool kk_heap_init(Heap *heap, void *memory, size_t bytes, size_t usable, HeapClient client);

/*
 * @return  `bytes` of zeroed memory, with its start recorded; the caller writes the header before
 *          anything else can allocate. NULL when there is none left even after a collection and a
 *          compaction.
 * @gc      may collect
 */
KK_MUST_CHECK void *kk_heap_alloc(Heap *heap, size_t bytes);

/* Collects now. compact: also slides everything that may move together. @gc collects */
void kk_heap_collect(Heap *heap, bool compact);

/* Keeps the object of v where it is for as long as it lives; pinning twice is harmless.
 * @return false when there is no memory to record it. @gc may collect */
KK_MUST_CHECK bool kk_heap_pin(Heap *heap, Value v);

/* For after_mark: whether v survives (objects outside the heap do), and reviving it. @gc never */
bool kk_heap_is_marked(const Heap *heap, Value v);
void kk_heap_mark(Heap *heap, Value v);

/* Bytes free and in use, as gc.mem_free and gc.mem_alloc count them. @gc never */
size_t kk_heap_free(const Heap *heap);
size_t kk_heap_used(const Heap *heap);

/* The address is inside the heap. */
KK_INLINE bool kk_heap_owns(const Heap *heap, const void *p)
{
    return (const uint8_t *)p >= heap->base && (const uint8_t *)p < heap->end;
}

/* Asserts every invariant of the heap; callable from a debugger. @gc never */
void kk_heap_verify(Heap *heap);

/* Calls see for each live object from low to high addresses: start and size in bytes. Collects
 * first. see must not allocate. */
void kk_heap_walk(Heap *heap, void (*see)(void *ctx, void *object, size_t bytes), void *ctx);

#endif
