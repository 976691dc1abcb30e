/*
 * stack.c: the value stack: how it grows, and what it is to the collector.
 *
 * It is traced precisely from its bottom to the top of the innermost frame. What lies above is zeroed at each collection,
 * so that a stale word in a later frame's window never refers to freed memory.
 *
 * Layer: object.   Tests: tests/heap/.
 */
#include "object/stack.h"

#include "object/error.h"

/* Words made usable beyond what is asked for, so that not every call asks. In a small heap more of them would count. */
#define STACK_STEP (KK_WORD_BITS == 32 ? 32 : 128)

/* Words that it becomes longer than needed in a heap of fixed size, beside an eighth: there it is mostly made longer where it
 * is, and small steps cost little. */
#define STACK_SPARE 8

/* The part of a heap of fixed size that is kept free in front of the stack as long as there is other memory, and at most. */
#define STACK_ROOM_PART 32
#define STACK_ROOM ((size_t)512)

/* What the stack may grow into is taken last; unless it lies in the middle of the heap. */
static void keep_room(Vm *vm)
{
    Heap *heap = &vm->heap;
    size_t bytes = (size_t)(heap->end - heap->base), room = bytes / STACK_ROOM_PART;
    uint8_t *stack = (uint8_t *)vm->stack_obj;
    room = room < STACK_ROOM ? room & ~(KK_GRANULE - 1) : STACK_ROOM;
    heap->ceiling = (size_t)(heap->end - stack) < bytes / 2 ? stack - room : heap->max_end;
}

static Value *blob_begin(Vm *vm) { return (Value *)KK_OBJ(BlobObj, vm->stack_obj)->at; }
static size_t blob_words(Vm *vm) { return kk_len_of(vm->stack_obj) / sizeof(Value); }
static Value *blob_end(Vm *vm) { return blob_begin(vm) + blob_words(vm); }

/* A piece of the stack in which frames lie one above the other: [start, end). See kk_stack_grow. */
typedef struct Segment {
    Value *start, *end;
} Segment;

/* That in which p lies. */
static Segment segment_of(Vm *vm, const Value *p)
{
    Value *start = blob_begin(vm);
    while (start < vm->stack) {
        Value *next = start + kk_smallint_get(*start);
        if (p < next)
            return (Segment){start, next};
        start = next;
    }
    return (Segment){start, blob_end(vm)};
}

/* That of the innermost frame, or of a call that is being prepared. What lies in front of it is of no use any more. */
static Segment newest_segment(Vm *vm)
{
    const Value *base = vm->base == NULL ? vm->stack : vm->base;
    return segment_of(vm, vm->call_top != NULL && vm->call_top < base ? vm->call_top - 1 : base);
}

static void clear(Value *from, const Value *to) { memset(from, 0, (size_t)((uintptr_t)to - (uintptr_t)from)); }

/* vm->stack lies at `to` now. Frames refer to each other by distance: only the addresses in the Vm change. */
static void rebase(Vm *vm, Value *to)
{
    vm->stack_end = to + (vm->stack_end - vm->stack);
    if (vm->base != NULL)
        vm->base = to + (vm->base - vm->stack);
    if (vm->call_top != NULL)
        vm->call_top = to + (vm->call_top - vm->stack);
    vm->stack = to;
}

/*
 * C functions that are running may have been called with arguments that lie on the stack: these must stay where they are.
 * from_c: one is asking. Else there is one where a frame that returns to C has a caller.
 */
static bool is_referred_to(Vm *vm, bool from_c)
{
    if (vm->base == NULL)
        return false;
    for (Value *base = vm->base; base != NULL && !from_c; base = kk_frame_caller(vm, base))
        from_c = (kk_frame_flags(base[-1]) & FRAME_ENTRY) != 0 && kk_frame_caller(vm, base) != NULL;
    return from_c;
}

/* [start, end) is one segment. Stale words in it do no harm: a collection clears what is not in use. */
static void make_segment(Value *start, const Value *end)
{
    if (start < end)
        *start = KK_INT(end - start);
}

/* The blob gets n more words, an even number, in front of what it holds. */
KK_MUST_CHECK static bool extend_front(Vm *vm, size_t n)
{
    BlobObj *blob = kk_heap_extend_front(&vm->heap, KK_OBJ(BlobObj, vm->stack_obj), n * sizeof(Value));
    if (blob == NULL)
        return false;
    blob->header = KK_HEADER(KIND_BLOB, kk_header_len(blob->header) + n * sizeof(Value));
    vm->stack_obj = KK_REF(blob);
    make_segment((Value *)blob->at, (Value *)blob->at + n);
    return true;
}

/*
 * The stack goes to a fresh blob of so many words more, in front of what it holds or behind that. stay: as long as C refers
 * to arguments in the old one, they are kept up to date there.
 */
KK_MUST_CHECK static bool copy_stack(Vm *vm, size_t front, size_t behind, bool stay)
{
    Value fresh = kk_blob_new(vm, (front + blob_words(vm) + behind) * sizeof(Value)), old = vm->stack_obj;
    if (fresh == KK_ERROR)
        return false;
    /* The collection may have given back some of the old one. */
    size_t words = blob_words(vm);
    Value *from = blob_begin(vm), *to = (Value *)KK_OBJ(BlobObj, fresh)->at + front;
    memcpy(to, from, words * sizeof(Value));
    make_segment(to - front, to);
    if (stay)
        KK_OBJ(ValuesObj, old)->header = KK_HEADER(KIND_VALUES, words);
    rebase(vm, to + (vm->stack - from));
    vm->stack_obj = fresh;
    return true;
}

/* ---- one segment ---- */

/* What it holds goes to the beginning of the blob. */
static void slide_down(Vm *vm)
{
    Value *to = blob_begin(vm);
    size_t n = (size_t)(blob_end(vm) - vm->stack);
    memmove(to, vm->stack, n * sizeof(Value));
    clear(to + n, blob_end(vm));
    rebase(vm, to);
}

/* Makes the stack n words long where it is, by the memory behind it or in front of it: a copy would need both at once. */
KK_MUST_CHECK static bool extend_stack(Vm *vm, size_t n)
{
    BlobObj *blob = KK_OBJ(BlobObj, vm->stack_obj);
    size_t words = blob_words(vm);
    if (n <= words)
        return true;
    if (kk_heap_extend(&vm->heap, blob, sizeof(BlobObj) + n * sizeof(Value))) {
        blob->header = KK_HEADER(KIND_BLOB, n * sizeof(Value));
        return true;
    }
    if (!extend_front(vm, (n - words + 1) & ~(size_t)1))
        return false;
    slide_down(vm);
    return true;
}

/* Makes the stack n words long, or if memory is short at least `least`. Nothing refers to it. */
KK_MUST_CHECK static bool lengthen(Vm *vm, size_t n, size_t least)
{
    if (blob_begin(vm) != vm->stack)
        slide_down(vm);
    if (extend_stack(vm, n))
        return true;
    /* What may move goes to the low end, and leaves free what is in front of the stack. */
    kk_heap_collect(&vm->heap, true);
    return extend_stack(vm, n) || extend_stack(vm, least) || copy_stack(vm, 0, n - blob_words(vm), false);
}

/* ---- segments ---- */

/* Words in front of a segment's first window: its length, and the longest record of a frame. */
#define RECORD_WORDS (KK_FRAME_WORDS + 2)
#define SEGMENT_LEAD (1 + RECORD_WORDS)

/*
 * The frame that returns to C, if all of the running ones up to it may move: they lie in the newest segment, and no frame
 * object knows where. Else NULL.
 */
static Value *movable_entry(Vm *vm)
{
    Segment s = newest_segment(vm);
    for (Value *base = vm->base; base > s.start && base < s.end; base = kk_frame_caller(vm, base)) {
        unsigned flags = kk_frame_flags(base[-1]);
        if (flags & FRAME_WATCHED)
            return NULL;
        if (flags & FRAME_ENTRY)
            return base;
    }
    return NULL;
}

/* The frames from entry on, up to the innermost one, have moved to `to`. */
static void follow_frames(Vm *vm, const Value *entry, Value *to)
{
    ptrdiff_t by = to - entry;
    vm->base += by;
    if (vm->call_top != NULL)
        vm->call_top += by;
    to[-1] += KK_FRAME_INFO(by, 0, 0) - KK_FRAME_INFO(0, 0, 0);
}

/* The segment that is to be made: of what is on the stack, [from, window + held) goes to it. */
typedef struct NewSegment {
    Value *entry;   /* the first frame of that, or NULL: the window alone */
    bool over;      /* which is the first one of the newest segment: the new one takes that in */
    ptrdiff_t from; /* first register, from vm->stack */
    size_t above;   /* registers below the window */
    size_t words;   /* of the segment at least, an even number */
} NewSegment;

static NewSegment plan_segment(Vm *vm, Value *window, size_t room, Value *entry)
{
    Value *from = entry != NULL ? entry : window;
    bool over = entry != NULL && entry < vm->stack && entry - SEGMENT_LEAD == newest_segment(vm).start;
    size_t above = (size_t)(window - from);
    return (NewSegment){entry, over, from - vm->stack, above, (SEGMENT_LEAD + above + room + 1) & ~(size_t)1};
}

/* There are `more` words more than it needs at least, an even number, from the beginning of the blob to its end. */
KK_MUST_CHECK static bool extend_to_segment(Vm *vm, const NewSegment *new, size_t more)
{
    Segment s = newest_segment(vm);
    size_t have = (size_t)((new->over ? s.end : s.start) - blob_begin(vm)), n = new->words + more;
    return have >= n || extend_front(vm, n - have);
}

/*
 * Makes a new segment, with a window of `room` words for what is so far at `window`; gives the new window. Where Python code
 * asks, the frames up to the one that returns to C go along, if they may: else each call across the border, of which a
 * generator has one for each item, would come here.
 */
KK_MUST_CHECK static Value *add_segment(Vm *vm, Value *window, size_t held, size_t room, bool from_c)
{
    NewSegment new = plan_segment(vm, window, room, from_c ? NULL : movable_entry(vm));
    size_t more = (STACK_STEP + blob_words(vm) / 8) & ~(size_t)1;
    if (!extend_to_segment(vm, &new, more)) {
        kk_heap_collect(&vm->heap, true);
        if (!extend_to_segment(vm, &new, more) && !extend_to_segment(vm, &new, 0)) {
            new = plan_segment(vm, window, room, NULL);
            /* Something that is pinned may lie there. */
            if (!extend_to_segment(vm, &new, 0) && !copy_stack(vm, new.words, 0, true))
                return NULL;
        }
    }
    Segment below = newest_segment(vm);
    Value *start = blob_begin(vm), *to = start + SEGMENT_LEAD, *from = vm->stack + new.from;
    make_segment(start, new.over ? below.end : below.start);
    memmove(to - RECORD_WORDS, from - RECORD_WORDS, (RECORD_WORDS + new.above + held) * sizeof(Value));
    if (new.entry != NULL) {
        follow_frames(vm, from, to);
        if (!new.over)
            clear(from - RECORD_WORDS, below.end);
    }
    return to + new.above;
}

/* ---- growing ---- */

static size_t count_frames(Vm *vm)
{
    size_t n = 0;
    for (Value *base = vm->base; base != NULL; n++)
        base = kk_frame_caller(vm, base);
    return n;
}

/* See kk_stack_grow: the segment s is too short. */
KK_MUST_CHECK static Value *enlarge(Vm *vm, Segment s, Value *window, size_t held, size_t room, bool from_c)
{
    bool fixed = vm->heap.client.grow == NULL, stay = is_referred_to(vm, from_c);
    size_t at = (size_t)(window - vm->stack), most = vm->stack_limit;
    size_t need = room + (size_t)((s.start == vm->stack ? window : blob_end(vm)) - s.start);
    if (need > most) {
        (void)kk_raise(vm, KK_RecursionError, "maximum recursion depth exceeded");
        return NULL;
    }
    /* What is left there would be kept alive as long as it is not part of a frame. */
    clear(kk_stack_used(vm, kk_stack_top(vm)), s.end);
    if (fixed && stay) {
        window = add_segment(vm, window, held, room, from_c);
    } else {
        size_t bigger = need + (fixed ? STACK_SPARE + need / 8 : STACK_STEP + need / 2);
        bigger = bigger < most ? bigger : most;
        bool fine = fixed ? lengthen(vm, bigger, need) : copy_stack(vm, 0, bigger - blob_words(vm), stay);
        window = fine ? vm->stack + at : NULL;
    }
    if (fixed && window != NULL)
        keep_room(vm);
    return window;
}

Value *kk_stack_grow(Vm *vm, Value *window, size_t held, size_t room, bool from_c)
{
    if (count_frames(vm) >= vm->frame_limit) {
        (void)kk_raise(vm, KK_RecursionError, "maximum recursion depth exceeded");
        return NULL;
    }
    Segment s = newest_segment(vm);
    if (window + room > s.end) {
        window = enlarge(vm, s, window, held, room, from_c);
        if (window == NULL)
            return NULL;
        s = segment_of(vm, window);
    }
    vm->stack_end = s.end - window > (ptrdiff_t)(room + STACK_STEP) ? window + room + STACK_STEP : s.end;
    return window;
}

/* ---- collection ---- */

/* What a small heap's stack does not need any more is free, but for some: before it is marked, it gets shorter. */
static void trim_stack(Vm *vm, Segment s)
{
    if (vm->heap.client.grow != NULL || !vm->heap.collecting)
        return;
    BlobObj *blob = KK_OBJ(BlobObj, vm->stack_obj);
    size_t words = blob_words(vm), front = (size_t)(s.start - blob_begin(vm));
    clear(blob_begin(vm), s.start);
    make_segment(blob_begin(vm), s.start);
    if (front > STACK_STEP + words / 4) {
        blob = kk_heap_drop_front(&vm->heap, blob, front * sizeof(Value));
        words -= front;
        front = 0;
    }
    size_t used = (size_t)(vm->stack_end - vm->stack), keep = front + used + used / 4 + STACK_STEP;
    if (s.start == vm->stack && keep < words)
        words = keep;
    blob->header = KK_HEADER(KIND_BLOB, words * sizeof(Value));
    vm->stack_obj = KK_REF(blob);
    keep_room(vm);
}

static void visit_all(Heap *heap, RootVisitor visit, Value *from, const Value *to)
{
    for (; from < to; from++)
        visit(heap, from);
}

void kk_stack_visit(Vm *vm, Heap *heap, RootVisitor visit)
{
    Value *top = kk_stack_top(vm);
    kk_stack_clear_dead(vm, top);
    /* A call that is being prepared has its arguments above the top. */
    top = kk_stack_used(vm, top);
    Segment s = newest_segment(vm);
    visit_all(heap, visit, s.start, top);
    visit_all(heap, visit, s.end, blob_end(vm));
    /* It may still be that of a newer one, of which nothing is in use any more. */
    if (vm->stack_end <= s.start || vm->stack_end > s.end)
        vm->stack_end = s.end;
    if (top < vm->stack_end)
        clear(top, vm->stack_end);
    if (vm->stack_end - top > STACK_STEP)
        vm->stack_end = top + STACK_STEP;
    trim_stack(vm, s);
    /* That of the running thread stays where it is, others may move. */
    Value old = vm->stack_obj;
    visit(heap, &vm->stack_obj);
    if (vm->stack_obj != old)
        rebase(vm, (Value *)(vm->stack_obj + ((uintptr_t)vm->stack - old)));
}

/* ---- beginning ---- */

#define FIRST_STACK_WORDS (KK_WORD_BITS == 32 ? 32 : 1024)
/* However small the heap is, it may have so many. */
#define LEAST_STACK_LIMIT 128

bool kk_stack_init(Vm *vm, size_t heap_bytes)
{
    bool fixed = vm->heap.client.grow == NULL;
    vm->stack_limit = KK_WORD_BITS == 32 ? heap_bytes / 4 / sizeof(Value) : (size_t)16 << 20;
    if (vm->stack_limit < LEAST_STACK_LIMIT)
        vm->stack_limit = LEAST_STACK_LIMIT;
    if (vm->stack_limit > KK_FRAME_DELTA_MAX)
        vm->stack_limit = KK_FRAME_DELTA_MAX;
    size_t size = sizeof(BlobObj) + FIRST_STACK_WORDS * sizeof(Value);
    /* At the end of a heap of fixed size it grows into what is free below it. */
    BlobObj *blob = fixed ? kk_heap_alloc_high(&vm->heap, size) : kk_heap_alloc(&vm->heap, size);
    if (blob == NULL)
        return false;
    blob->header = KK_HEADER(KIND_BLOB, FIRST_STACK_WORDS * sizeof(Value));
    vm->stack_obj = KK_REF(blob);
    vm->stack = (Value *)blob->at;
    vm->stack_end = vm->stack + FIRST_STACK_WORDS / 2;
    if (fixed)
        keep_room(vm);
    return true;
}
