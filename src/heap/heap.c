/*
 * heap.c: allocation.
 *
 * A pointer is bumped inside the current run of free granules. When it is used up, the next run is
 * looked for in the marks, from `scan` on: once to the end, once more from the beginning for what
 * was too short for some request, and then the heap counts as full. A run is taken in pieces of
 * KK_CHUNK bytes, zeroed when taken, so that allocation itself does not zero.
 *
 * In a heap of fixed size, big objects are taken from the high end. An object that C code looks at is
 * pinned, and most of these are small and new: they shall not stand between a buffer that is dropped
 * and the free memory beside it.
 *
 * Layer: heap.   Tests: tests/unit/heap.c.
 */
#include "heap/internal.h"

/* What is taken of a long run at once: on a host it should stay in the first-level cache. */
#define KK_CHUNK ((size_t)(KK_WORD_BITS == 32 ? 1024 : 32768))
/* The part of a heap that makes an object big. */
#define KK_BIG_PART 64
/* By how much it grows at least. */
#define KK_GROWTH ((size_t)1 << 20)

/* ---- set-up ---- */

/* Words of the mark stack: 0.5 % of the heap, and neither useless nor huge. 16 take a while where
 * structures are deep, but a heap that gets no more has 2 KB. */
static size_t work_words(size_t granules)
{
    size_t words = granules * KK_GRANULE / 192 / sizeof(uint32_t);
    return words < 16 ? 16 : words > 1u << 20 ? 1u << 20 : words & ~(size_t)1;
}

/* Words of 32 bits that the tables for so many granules take. */
static size_t table_words(size_t granules)
{
    size_t blocks = kk_bits_words(granules), work = work_words(granules);
    return 3 * blocks + kk_bits_words(blocks) + (work > KK_WORK_OWN ? work : 0);
}

static size_t round_up(size_t n) { return (n + KK_GRANULE - 1) & ~(KK_GRANULE - 1); }

/* The most granules that fit in so many bytes together with their tables. */
static size_t granules_in(size_t bytes)
{
    size_t granules = bytes / KK_GRANULE;
    while (granules > 0) {
        size_t need = granules * KK_GRANULE + round_up(table_words(granules) * sizeof(uint32_t));
        if (need <= bytes)
            break;
        size_t excess = (need - bytes) / (KK_GRANULE * 2);
        granules -= excess < granules ? excess + 1 : granules;
    }
    return granules;
}

/* Makes the granules up to `end` usable: their bits must be 0. */
static void extend(Heap *heap, uint8_t *end)
{
    size_t from = kk_bits_words(kk_internal_count(heap));
    heap->end = end;
    size_t n = (kk_bits_words(kk_internal_count(heap)) - from) * sizeof(uint32_t);
    memset(heap->starts + from, 0, n);
    memset(heap->marks + from, 0, n);
}

bool kk_heap_init(Heap *heap, void *memory, size_t bytes, size_t usable, HeapClient client)
{
    uintptr_t skip = -(uintptr_t)memory & (KK_GRANULE - 1);
    if (bytes < skip || usable > bytes)
        return false;
    uint8_t *start = (uint8_t *)memory + skip;
    size_t granules = granules_in(bytes - skip), blocks = kk_bits_words(granules);
    size_t tables = round_up(table_words(granules) * sizeof(uint32_t));
    size_t least = skip + tables + KK_BLOCK * KK_GRANULE;
    if (granules < KK_BLOCK)
        return false;
    if (usable < least) {
        if (client.grow == NULL || !client.grow(client.owner, least - usable))
            return false;
        usable = least;
    }
    memset(heap, 0, sizeof *heap);
    heap->client = client;
    heap->enabled = true;
    heap->starts = (uint32_t *)(void *)start;
    heap->marks = heap->starts + blocks;
    heap->moves = heap->marks + blocks;
    heap->pinned_blocks = heap->moves + blocks;
    heap->work = heap->pinned_blocks + kk_bits_words(blocks);
    heap->work_cap = work_words(granules);
    if (heap->work_cap <= KK_WORK_OWN) {
        heap->work = heap->own_work;
        heap->work_cap = KK_WORK_OWN;
    }
    heap->overflow = SIZE_MAX;
    heap->base = heap->end = heap->top = heap->scan = start + tables;
    heap->max_end = heap->ceiling = heap->base + granules * KK_GRANULE;
    size_t now = (usable - skip - tables) & ~(KK_GRANULE - 1);
    extend(heap, now < granules * KK_GRANULE ? heap->base + now : heap->max_end);
    heap->cur = heap->limit = heap->run = heap->run_end = heap->base;
    heap->threshold = client.grow == NULL ? SIZE_MAX : KK_GROWING_THRESHOLD;
    return true;
}

/* ---- runs ---- */

static bool is_guarded(const Heap *heap)
{
    return (heap->locked | heap->fail_after | (heap->stress & HEAP_STRESS_COLLECT)) != 0;
}

/* Lets the fast way of allocation be taken again, unless something forbids it. */
static void open_run(Heap *heap)
{
    heap->limit = is_guarded(heap) ? heap->cur : heap->run_end;
}

KK_HOT void kk_heap_retire(Heap *heap)
{
    size_t used = (size_t)(heap->cur - heap->run);
    if (used > 0) {
        kk_bits_fill(heap->marks, kk_internal_granule(heap, heap->run), used / KK_GRANULE);
        heap->allocated += used;
        heap->scan = heap->cur;
        if (heap->top < heap->cur)
            heap->top = heap->cur;
    }
    heap->run = heap->run_end = heap->limit = heap->cur;
}

/* Makes the free run of n granules from `from` on the current one. Its memory is not yet zeroed. */
KK_INLINE void *take_run(Heap *heap, size_t from, size_t n)
{
    uint8_t *at = (uint8_t *)kk_internal_at(heap, from);
    heap->run = heap->cur = at;
    heap->run_end = heap->limit = heap->scan = at + n * KK_GRANULE;
    return at;
}

/* How many granules of a run that begins now may be taken without missing the threshold. */
static size_t chunk_granules(const Heap *heap, size_t n)
{
    if ((heap->stress & HEAP_STRESS_COLLECT) != 0)
        return n;
    size_t bytes = KK_CHUNK, limit = heap->user_threshold;
    if (limit != 0 && heap->allocated < limit && limit - heap->allocated < bytes)
        bytes = limit - heap->allocated;
    return KK_GRANULES(bytes) > n ? KK_GRANULES(bytes) : n;
}

/* Makes the first run of at least n granules in [from, end) the current one. */
static bool claim_between(Heap *heap, size_t from, size_t end, size_t n)
{
    size_t most = chunk_granules(heap, n);
    size_t at = kk_bits_next_clear(heap->marks, from, end);
    while (at < end && end - at >= n) {
        size_t stop = end - at > most ? at + most : end;
        size_t taken = kk_bits_next(heap->marks, at, stop);
        if (taken - at >= n) {
            memset(take_run(heap, at, taken - at), 0, (taken - at) * KK_GRANULE);
            return true;
        }
        at = kk_bits_next_clear(heap->marks, taken, end);
    }
    return false;
}

/* The same from `scan` on, as long as runs lie within one block; false: claim() must look. In a heap
 * full of holes this is what an allocation spends most of its time in. */
KK_HOT static bool claim_in_block(Heap *heap, size_t n)
{
    size_t g = kk_internal_granule(heap, heap->scan), i = g / KK_BLOCK;
    size_t blocks = kk_internal_granule(heap, heap->top < heap->ceiling ? heap->top : heap->ceiling) / KK_BLOCK;
    if (i >= blocks)
        return false;
    uint32_t used = heap->marks[i] | kk_bits_below(g % KK_BLOCK);
    for (;;) {
        while (used == ~0u) {
            if (++i >= blocks)
                return false;
            used = heap->marks[i];
        }
        size_t from = KK_CTZ32(~used);
        uint32_t above = used & kk_bits_from(from);
        if (above == 0)
            return false;
        size_t to = KK_CTZ32(above);
        if (to - from >= n) {
            uintptr_t *word = take_run(heap, i * KK_BLOCK + from, to - from);
            /* Such a run is short: less work than a call of memset. */
            for (n = to - from; n > 0; n--, word += 2)
                word[0] = word[1] = 0;
            return true;
        }
        used |= kk_bits_below(to);
    }
}

static size_t claimable(const Heap *heap)
{
    return kk_internal_granule(heap, heap->ceiling < heap->end ? heap->ceiling : heap->end);
}

/* There is nothing else: until the owner sets the ceiling again, which is not before the next collection, all can be taken. */
static bool open_ceiling(Heap *heap)
{
    heap->ceiling = heap->max_end;
    return true;
}

static bool claim(Heap *heap, size_t n)
{
    size_t count = claimable(heap);
    if (claim_between(heap, kk_internal_granule(heap, heap->scan), count, n))
        return true;
    if (heap->wrapped && heap->enabled)
        return false;
    heap->wrapped = true;
    return claim_between(heap, 0, count, n);
}

/* Moves the end of the heap up, if its owner can. */
static bool grow(Heap *heap, size_t n)
{
    size_t room = (size_t)(heap->max_end - heap->end), bytes = n * KK_GRANULE;
    if (heap->client.grow == NULL || room == 0)
        return false;
    if (bytes < KK_GROWTH)
        bytes = KK_GROWTH;
    if (bytes > room)
        bytes = room;
    if (!heap->client.grow(heap->client.owner, bytes))
        return false;
    extend(heap, heap->end + bytes);
    return true;
}

/* So much has been allocated that it is time to collect. */
KK_INLINE bool is_due(const Heap *heap)
{
    size_t limit = heap->threshold;
    if (heap->user_threshold - 1 < limit)
        limit = heap->user_threshold;
    return heap->allocated >= limit && heap->enabled;
}

/* Makes a run of n granules the current one, whatever that takes. */
KK_NOINLINE static bool refill(Heap *heap, size_t n)
{
    kk_heap_retire(heap);
    if (is_due(heap))
        kk_collect_run(heap, 0, false);
    if (claim(heap, n))
        return true;
    if (grow(heap, n) && claim(heap, n))
        return true;
    kk_collect_run(heap, n, false);
    return claim(heap, n) || (grow(heap, n) && claim(heap, n)) || (open_ceiling(heap) && claim(heap, n));
}

/* ---- allocation ---- */

/* Whether the stress switches and the lock let an allocation happen now. */
static bool pass(Heap *heap)
{
    KK_ASSERT(!heap->collecting);
    if (heap->locked > 0 || heap->collecting)
        return false;
    if (heap->fail_after > 0 && --heap->fail_after == 0) {
        open_run(heap);
        return false;
    }
    if ((heap->stress & HEAP_STRESS_COLLECT) != 0)
        kk_collect_run(heap, 0, false);
    return true;
}

/* Takes size bytes of the current run, which has them. */
KK_INLINE void *take(Heap *heap, size_t size)
{
    uint8_t *p = heap->cur;
    kk_bits_set(heap->starts, kk_internal_granule(heap, p));
    heap->cur = p + size;
    return p;
}

/* ---- big objects ---- */

static bool is_big(const Heap *heap, size_t n)
{
    return heap->client.grow == NULL && n >= KK_BLOCK && n >= kk_internal_count(heap) / KK_BIG_PART;
}

/* The end of the last free run of n granules in [from, end); 0: there is none. */
static size_t find_last(const Heap *heap, size_t from, size_t end, size_t n)
{
    size_t found = 0;
    for (size_t at = kk_bits_next_clear(heap->marks, from, end); at < end;) {
        size_t stop = kk_bits_next(heap->marks, at, end);
        if (stop - at >= n)
            found = stop;
        at = kk_bits_next_clear(heap->marks, stop, end);
    }
    return found;
}

/* Takes n granules of the last run that has so many, the current one apart; NULL: there is none. */
static void *take_last(Heap *heap, size_t n)
{
    size_t count = claimable(heap);
    size_t end = find_last(heap, kk_internal_granule(heap, heap->run_end), count, n);
    if (end == 0)
        end = find_last(heap, 0, kk_internal_granule(heap, heap->run), n);
    if (end == 0)
        return NULL;
    uint8_t *p = (uint8_t *)kk_internal_at(heap, end - n);
    kk_bits_set(heap->starts, end - n);
    kk_bits_set_range(heap->marks, end - n, n);
    heap->allocated += n * KK_GRANULE;
    if (heap->top < p + n * KK_GRANULE)
        heap->top = p + n * KK_GRANULE;
    return memset(p, 0, n * KK_GRANULE);
}

KK_NOINLINE static void *alloc_big(Heap *heap, size_t n)
{
    if (heap->client.took_big != NULL)
        heap->client.took_big(heap->client.owner);
    if (is_due(heap))
        kk_collect_run(heap, 0, false);
    void *p = take_last(heap, n);
    if (p != NULL)
        return p;
    kk_heap_retire(heap);
    p = take_last(heap, n);
    if (p != NULL)
        return p;
    kk_collect_run(heap, n, false);
    p = take_last(heap, n);
    return p != NULL || !open_ceiling(heap) ? p : take_last(heap, n);
}

/* ---- the slow ways ---- */

KK_NOINLINE static void *alloc_guarded(Heap *heap, size_t size, bool low)
{
    void *p = NULL;
    if (pass(heap)) {
        if (!low && is_big(heap, size / KK_GRANULE))
            p = alloc_big(heap, size / KK_GRANULE);
        else if (size <= (size_t)(heap->run_end - heap->cur) || refill(heap, size / KK_GRANULE))
            p = take(heap, size);
        open_run(heap);
    }
    return p;
}

KK_HOT KK_NOINLINE static void *alloc_slowly(Heap *heap, size_t bytes, bool low)
{
    if (bytes > (size_t)(heap->max_end - heap->base))
        return NULL;
    size_t size = bytes == 0 ? KK_GRANULE : round_up(bytes);
    if (KK_UNLIKELY(is_guarded(heap)) || heap->collecting)
        return alloc_guarded(heap, size, low);
    if (!low && is_big(heap, size / KK_GRANULE))
        return alloc_big(heap, size / KK_GRANULE);
    kk_heap_retire(heap);
    if (is_due(heap) || !claim_in_block(heap, size / KK_GRANULE)) {
        if (!refill(heap, size / KK_GRANULE))
            return NULL;
    }
    return take(heap, size);
}

KK_HOT void *kk_heap_alloc(Heap *heap, size_t bytes)
{
    void *p = kk_heap_bump(heap, bytes);
    if (KK_LIKELY(p != NULL))
        return p;
    return alloc_slowly(heap, bytes, false);
}

void *kk_heap_alloc_low(Heap *heap, size_t bytes)
{
    void *p = kk_heap_bump(heap, bytes);
    return p != NULL ? p : alloc_slowly(heap, bytes, true);
}

void *kk_heap_alloc_high(Heap *heap, size_t bytes)
{
    size_t n = round_up(bytes) / KK_GRANULE;
    if (bytes > (size_t)(heap->max_end - heap->base) || (is_guarded(heap) && !pass(heap)))
        return NULL;
    void *p = alloc_big(heap, n);
    open_run(heap);
    return p;
}

/* ---- longer objects ---- */

/* Granules [from, to) are free, and not of the current run. */
static bool is_free(const Heap *heap, size_t from, size_t to)
{
    if (heap->run_end > heap->run && to > kk_internal_granule(heap, heap->run) &&
        from < kk_internal_granule(heap, heap->run_end))
        return false;
    return to <= kk_internal_count(heap) && kk_bits_next(heap->marks, from, to) == to;
}

static void occupy(Heap *heap, size_t from, size_t n)
{
    kk_bits_set_range(heap->marks, from, n);
    memset(kk_internal_at(heap, from), 0, n * KK_GRANULE);
    heap->allocated += n * KK_GRANULE;
    uint8_t *end = (uint8_t *)kk_internal_at(heap, from + n);
    if (heap->top < end)
        heap->top = end;
}

bool kk_heap_extend(Heap *heap, void *object, size_t bytes)
{
    size_t size = kk_layout_size(object), old = round_up(size), more = round_up(bytes) - old;
    uint8_t *end = (uint8_t *)object + old;
    size_t g = kk_internal_granule(heap, end), n = more / KK_GRANULE;
    if (n > 0 && end == heap->cur && heap->run_end > heap->run && more <= (size_t)(heap->run_end - end)) {
        heap->cur += more;
        open_run(heap);
    } else if (n > 0) {
        if (more > (size_t)(heap->end - end) || !is_free(heap, g, g + n))
            return false;
        occupy(heap, g, n);
    }
    /* What is left of the last granule may have been in use before the object became shorter. */
    memset((uint8_t *)object + size, 0, old - size);
    return true;
}

void *kk_heap_extend_front(Heap *heap, void *object, size_t bytes)
{
    size_t n = round_up(bytes) / KK_GRANULE, g = kk_internal_granule(heap, object);
    kk_heap_retire(heap);
    if (n > g || !is_free(heap, g - n, g))
        return NULL;
    occupy(heap, g - n, n);
    kk_bits_clear(heap->starts, g);
    kk_bits_set(heap->starts, g - n);
    uintptr_t *to = kk_internal_at(heap, g - n);
    *to = *(uintptr_t *)object;
    return to;
}

void *kk_heap_drop_front(Heap *heap, void *object, size_t bytes)
{
    size_t g = kk_internal_granule(heap, object), n = bytes / KK_GRANULE;
    kk_bits_clear(heap->starts, g);
    kk_bits_clear_range(heap->marks, g, n);
    kk_bits_set(heap->starts, g + n);
    return kk_internal_at(heap, g + n);
}

/* ---- switches and figures ---- */

void kk_heap_lock(Heap *heap)
{
    heap->locked++;
    open_run(heap);
}

void kk_heap_unlock(Heap *heap)
{
    if (heap->locked > 0)
        heap->locked--;
    open_run(heap);
}

void kk_heap_fail_after(Heap *heap, size_t n)
{
    heap->fail_after = n;
    open_run(heap);
}

void kk_heap_set_stress(Heap *heap, uint32_t stress)
{
    heap->stress = stress;
    open_run(heap);
}

size_t kk_heap_used(const Heap *heap)
{
    return heap->live + heap->allocated + (size_t)(heap->cur - heap->run);
}

size_t kk_heap_free(const Heap *heap)
{
    return (size_t)(heap->end - heap->base) - kk_heap_used(heap);
}

size_t kk_heap_peak(const Heap *heap)
{
    size_t used = kk_heap_used(heap);
    return used > heap->peak ? used : heap->peak;
}

size_t kk_heap_largest(const Heap *heap)
{
    size_t count = kk_internal_count(heap), largest = 0;
    size_t run = kk_internal_granule(heap, heap->run), cur = kk_internal_granule(heap, heap->cur);
    size_t at = kk_bits_next_clear(heap->marks, 0, count);
    while (at < count) {
        size_t end = kk_bits_next(heap->marks, at, count);
        /* The used part of the current run is not in the marks. */
        if (at <= run && run < end && cur > run) {
            if (run - at > largest)
                largest = run - at;
            at = cur;
        }
        if (end - at > largest)
            largest = end - at;
        at = kk_bits_next_clear(heap->marks, end, count);
    }
    return largest * KK_GRANULE;
}
