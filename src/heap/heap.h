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
/* Granules with one word of each bitmap. */
#define KK_BLOCK 32u

/* Words of the mark stack that a heap needs no memory for: enough for 72 KB. */
#define KK_WORK_OWN (KK_WORD_BITS == 32 ? 96 : 2)

typedef struct Heap Heap;

/* Called for every root slot; the collector may change the slot when the object moved. */
typedef void (*RootVisitor)(Heap *heap, Value *slot);

/*
 * What the owner of the heap supplies. visit_roots hands every root outside the heap to the
 * visitor. after_mark is called when everything reachable is marked, before anything is freed or
 * moved: it drops weak references (kk_heap_is_marked tells), and may revive objects with
 * kk_heap_mark. after_move is called at the very end: caches keyed by address are stale.
 * visit_roots is called once to mark, and again when objects are about to move: a slot then gets an
 * address at which there is nothing yet, so whoever visits a table inside an object finds the table
 * first and visits the slot that refers to it last. None of these may allocate.
 */
typedef struct HeapClient {
    void *owner;
    void (*visit_roots)(void *owner, Heap *heap, RootVisitor visit);
    /* Hands to kk_heap_keep what the parts of the C stack refer to that are left out (HeapSkip). */
    void (*visit_pinned)(void *owner, Heap *heap);
    void (*after_mark)(void *owner, Heap *heap);
    /* When objects move: hands the slots that do not keep their object alive to the visitor (after
     * after_mark has dropped the dead ones, before visit_roots). */
    void (*visit_weak)(void *owner, Heap *heap, RootVisitor visit);
    void (*after_move)(void *owner, Heap *heap);
    /* The highest address of the C stack that can hold Values: the conservative scan ends here. */
    const void *stack_top;
    /* Makes at least `bytes` more memory usable behind the heap's end; false: there is no more. */
    bool (*grow)(void *owner, size_t bytes);
    /* A big object was made (fixed size heaps): what refers to it from the C stack once it is dropped
     * would keep much memory. The owner calls kk_roots_wash() soon, from where little C is running. */
    void (*took_big)(void *owner);
    /* Calls kk_roots_scan_range for the C stacks of threads that do not run; NULL: there are none. */
    void (*scan_others)(void *owner, Heap *heap);
} HeapClient;

/*
 * A part of the C stack that the conservative scan leaves out: the frame of a function that runs for long, in which words
 * that it has no more use for would keep objects alive and in their place. What it needs is told by visit_pinned. The
 * list lies in those frames, the lowest first.
 */
typedef struct HeapSkip {
    const struct HeapSkip *next;
    const uintptr_t *from, *to;
} HeapSkip;

/* What the stress switches do; they may be combined: kk_heap_set_stress. */
enum {
    HEAP_STRESS_COLLECT = 1, /* collect at every allocation, poison what was freed */
    HEAP_STRESS_MOVE = 2,    /* move every movable object at every collection */
    HEAP_VERIFY = 4          /* assert all invariants before and after each collection */
};

/* A stretch of a block whose objects go to one place, during a compaction (heap/compact.c). */
typedef struct HeapSegment {
    uint32_t from, to; /* granules: its first object, and where that goes */
} HeapSegment;

/*
 * Between collections a bit of `marks` says that its granule is in use, but for the current run:
 * [run, cur) is in use as well. Bits at and above `top` are 0 in both bitmaps.
 */
struct Heap {
    uint8_t *cur;          /* the next free byte of the current run */
    uint8_t *limit;        /* run_end; or cur, while every allocation takes the slow way */
    uint8_t *base;         /* the first granule */
    uint32_t *starts;      /* bit per granule: an object starts here */
    uint8_t *run, *run_end; /* the current run: zeroed behind cur */
    uint8_t *top;          /* nothing from here on is or was in use since the last collection */
    uint8_t *end;          /* behind the last usable granule */
    uint8_t *max_end;      /* how far `end` may grow; equal to it on a microcontroller */
    uint8_t *ceiling;      /* what is free from here on is kept for kk_heap_extend as long as there is other memory */
    uint32_t *marks;       /* bit per granule: in use; while collecting: found alive */
    uint32_t *moves;       /* per block: which of its objects are pinned; then where they go */
    uint32_t *pinned_blocks; /* bit per block: something in it is pinned */
    uint32_t *work;        /* the mark stack: granule numbers; then the HeapSegments */
    size_t work_cap;       /* words of it */
    size_t work_used;      /* words of the mark stack; segments, during a compaction */
    size_t overflow;       /* the lowest marked object that found no room there; SIZE_MAX: none */
    size_t found;          /* granules found alive so far */
    uint8_t *scan;         /* where the search for the next free run continues */
    bool wrapped;          /* the search began again at base since the last collection */
    bool collecting;
    bool enabled;          /* gc.enable / gc.disable: automatic collection */
    bool slid_up;          /* HEAP_STRESS_MOVE: the last one went up */
    uint32_t stress;       /* HEAP_STRESS_*, HEAP_VERIFY */
    uint32_t locked;       /* > 0: allocation fails: kk_heap_lock */
    size_t fail_after;     /* kk_heap_fail_after */
    size_t live;           /* bytes that survived the last collection */
    size_t allocated;      /* bytes allocated since, without the current run */
    size_t threshold;      /* collect when allocated reaches it; SIZE_MAX: only when full */
    size_t user_threshold; /* gc.threshold(), 0: none */
    size_t collections;
    size_t compactions;
    size_t total;          /* bytes allocated before the last collection, since the start */
    size_t peak;           /* bytes in use at most, before the last collection: see kk_heap_peak */
    Value pins;            /* BLOB: a hash table of the objects that kk_heap_pin was told; or 0 */
    size_t pins_used;      /* its entries, those of dropped objects included */
    const HeapSkip *skips; /* the owner's */
    HeapClient client;
    uint32_t own_work[KK_WORK_OWN]; /* the mark stack of a small heap */
};

/*
 * Sets up a heap in memory[0, bytes), of which `usable` bytes may be touched now; the rest is
 * reserved address space that client.grow makes usable. The bitmaps are taken from the memory (5 %
 * of `bytes`); when `usable` is too small for them, client.grow is asked at once.
 * @return  false when it is too small
 */
KK_MUST_CHECK bool kk_heap_init(Heap *heap, void *memory, size_t bytes, size_t usable,
                                HeapClient client);

/*
 * @return  `bytes` of zeroed memory, with its start recorded; the caller writes the header before
 *          anything else can allocate. NULL when there is none left even after a collection and a
 *          compaction.
 * @gc      may collect
 */
KK_MUST_CHECK void *kk_heap_alloc(Heap *heap, size_t bytes);

/* The same for what lives long and is pinned now and then: never from the high end, where big objects of a heap of fixed
 * size come from. @gc may collect */
KK_MUST_CHECK void *kk_heap_alloc_low(Heap *heap, size_t bytes);

/* The same from the high end, whatever its size: for what had better not stand in the middle. Not for heaps that grow.
 * @gc may collect */
KK_MUST_CHECK void *kk_heap_alloc_high(Heap *heap, size_t bytes);

/*
 * The object becomes `bytes` long, which is not less than it is, and the new bytes are zeroed: by taking the free memory
 * directly behind it. The caller changes the header. false: that memory is not free, and nothing has happened. @gc never
 */
KK_MUST_CHECK bool kk_heap_extend(Heap *heap, void *object, size_t bytes);
/* The same for when memory is short: what lies behind the object goes out of the way, if it can. Not for heaps that grow.
 * @gc collects */
KK_MUST_CHECK bool kk_heap_widen(Heap *heap, void *object, size_t bytes);
/*
 * The object gets `bytes` more in front, a multiple of the granule: zeroed but for its header, which is copied there. Its
 * content stays where it is. Gives its new address, NULL: that memory is not free, and nothing has happened. @gc never
 */
KK_MUST_CHECK void *kk_heap_extend_front(Heap *heap, void *object, size_t bytes);
/* Gives the first `bytes` of the object back, a multiple of the granule: it begins behind them, and the caller writes its header there. @gc never */
void *kk_heap_drop_front(Heap *heap, void *object, size_t bytes);

/* The same when the current run has room; else NULL, and nothing has happened. For callers that
 * cannot afford a call. @gc never */
KK_MUST_CHECK KK_INLINE void *kk_heap_bump(Heap *heap, size_t bytes)
{
    uint8_t *p = heap->cur;
    size_t size = (bytes + KK_GRANULE - 1) & ~(KK_GRANULE - 1);
    /* A size of 0, or one that wrapped to 0, is not below what is left either. */
    if (KK_UNLIKELY(size - 1 >= (size_t)(heap->limit - p)))
        return NULL;
    size_t granule = (size_t)(p - heap->base) / KK_GRANULE;
    heap->cur = p + size;
    heap->starts[granule / 32] |= 1u << (granule % 32);
    /* cur is never NULL: says so to the caller's test of the result. */
    if (p == NULL)
        __builtin_unreachable();
    return p;
}

/* Collects now. compact: also slides everything that may move together. @gc collects */
void kk_heap_collect(Heap *heap, bool compact);

/* Keeps the object of v where it is for as long as it lives; pinning twice is harmless, and so is
 * anything that is no object of the heap.
 * @return false when there is no memory to record it. @gc may collect */
KK_MUST_CHECK bool kk_heap_pin(Heap *heap, Value v);

/* For visit_pinned: the object that word points to, or into, lives and stays where it is. @gc never */
void kk_heap_keep(Heap *heap, uintptr_t word);

/* For after_mark: whether v survives (objects outside the heap do), and reviving it. @gc never */
bool kk_heap_is_marked(const Heap *heap, Value v);
void kk_heap_mark(Heap *heap, Value v);

/* Bytes free and in use, as gc.mem_free and gc.mem_alloc count them, and most ever in use.
 * @gc never */
size_t kk_heap_free(const Heap *heap);
size_t kk_heap_used(const Heap *heap);
size_t kk_heap_peak(const Heap *heap);
/* The longest free stretch in bytes, as it is now: without collecting. @gc never */
size_t kk_heap_largest(const Heap *heap);

/* Allocation fails from now on until unlocked as often as locked. @gc never */
void kk_heap_lock(Heap *heap);
void kk_heap_unlock(Heap *heap);
/* The n-th allocation from now fails, those after it succeed again; 0: none does. @gc never */
void kk_heap_fail_after(Heap *heap, size_t n);
/* HEAP_STRESS_*, HEAP_VERIFY. @gc never */
void kk_heap_set_stress(Heap *heap, uint32_t stress);

/*
 * Clears what calls that have ended left on the C stack below the caller: a frame that comes to lie
 * there need not write all of its words, and what is in them looks like references. For the places
 * from which programs run for long. @gc never
 */
void kk_roots_wash(void);

/* Hands the words of [from, to), of another thread's C stack, to the collector: for HeapClient.scan_others. @gc never */
void kk_roots_scan_range(Heap *heap, const void *from, const void *to);

/* The address is inside the heap. */
KK_INLINE bool kk_heap_owns(const Heap *heap, const void *p)
{
    return (size_t)((const uint8_t *)p - heap->base) < (size_t)(heap->end - heap->base);
}

/* Asserts every invariant of the heap (debug builds); callable from a debugger. @gc never */
void kk_heap_verify(Heap *heap);

/* Calls see for each live object from low to high addresses: start and size in bytes. Collects
 * first. see must not allocate. */
void kk_heap_walk(Heap *heap, void (*see)(void *ctx, void *object, size_t bytes), void *ctx);

#endif
