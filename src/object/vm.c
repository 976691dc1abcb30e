/*
 * vm.c: setting up a Vm, and what it is to the collector: the roots.
 *
 * The value stack is traced precisely from its bottom to the top of the innermost frame. What lies above is
 * zeroed at each collection, so that a stale word in a later frame's window never refers to freed memory.
 *
 * Layer: object.
 */
#include "object/vm.h"

#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/stack.h"
#include "object/weak.h"

/* ---- the value stack ---- */

/* Words made usable beyond what is asked for, so that not every call asks. In a small heap more of them would count. */
#define STACK_STEP (KK_WORD_BITS == 32 ? 32 : 128)

/* As many when memory is short. */
#define STACK_LEAST 8

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

/* The stack lies at `to` now. Frames refer to each other by distance: only the addresses in the Vm change. */
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

/* Makes the stack longer where it is, by the memory behind it or, unless it must stay, in front of it: a copy would need both
 * at once. */
KK_MUST_CHECK static bool extend_stack(Vm *vm, size_t bytes, bool stay)
{
    BlobObj *blob = KK_OBJ(BlobObj, vm->stack_obj);
    if (!kk_heap_extend(&vm->heap, blob, sizeof(BlobObj) + bytes)) {
        if (stay)
            return false;
        blob = kk_heap_extend_down(&vm->heap, blob, sizeof(BlobObj) + bytes);
        if (blob == NULL)
            return false;
    }
    blob->header = KK_HEADER(KIND_BLOB, bytes);
    vm->stack_obj = KK_REF(blob);
    rebase(vm, (Value *)blob->at);
    return true;
}

/* Gives the stack room for n words, or if memory is short at least for `least`. */
KK_MUST_CHECK static bool enlarge_stack(Vm *vm, size_t n, size_t least, bool stay)
{
    bool fixed = vm->heap.client.grow == NULL;
    if (fixed && extend_stack(vm, n * sizeof(Value), stay))
        return true;
    /* What may move goes to the low end, and leaves free what is in front of the stack. */
    if (fixed && !stay)
        kk_heap_collect(&vm->heap, true);
    if (fixed && !stay &&
        (extend_stack(vm, n * sizeof(Value), stay) || extend_stack(vm, least * sizeof(Value), stay)))
        return true;
    Value fresh = kk_blob_new(vm, n * sizeof(Value));
    if (fresh == KK_ERROR)
        return false;
    Value *to = (Value *)KK_OBJ(BlobObj, fresh)->at;
    memcpy(to, vm->stack, (size_t)(vm->stack_end - vm->stack) * sizeof(Value));
    /* As long as C refers to arguments in the old one, they are kept up to date there. */
    if (stay) {
        Value *top = kk_stack_top(vm);
        top = vm->call_top > top ? vm->call_top : top;
        memset(top, 0, (size_t)(vm->stack_end - top) * sizeof(Value));
        KK_OBJ(ValuesObj, vm->stack_obj)->header = KK_HEADER(KIND_VALUES, vm->stack_end - vm->stack);
    }
    vm->stack_obj = fresh;
    rebase(vm, to);
    return true;
}

static size_t count_frames(Vm *vm)
{
    size_t n = 0;
    for (Value *base = vm->base; base != NULL; n++)
        base = kk_frame_caller(vm, base);
    return n;
}

bool kk_stack_grow(Vm *vm, Value *upto, bool from_c)
{
    size_t need = (size_t)(upto - vm->stack) + STACK_STEP;
    size_t cap = kk_len_of(vm->stack_obj) / sizeof(Value);
    if (count_frames(vm) >= vm->frame_limit)
        return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded");
    if (need > cap) {
        size_t most = vm->stack_limit;
        bool stay = is_referred_to(vm, from_c);
        size_t least = (size_t)(upto - vm->stack) + STACK_LEAST;
        /* In a heap of fixed size it is mostly made longer where it is: small steps cost little. */
        size_t bigger = need + need / (vm->heap.client.grow == NULL ? 8 : 2);
        if (need > most)
            return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded");
        if (!enlarge_stack(vm, bigger < most ? bigger : most, least, stay))
            return false;
        if (vm->heap.client.grow == NULL)
            keep_room(vm);
        cap = kk_len_of(vm->stack_obj) / sizeof(Value);
    }
    vm->stack_end = vm->stack + (need < cap ? need : cap);
    return true;
}

/* ---- roots ---- */

/* What a small heap's stack does not need any more is free, but for some: before it is marked, it gets shorter. */
static void trim_stack(Vm *vm)
{
    size_t used = (size_t)(vm->stack_end - vm->stack), keep = used + used / 4 + STACK_STEP;
    if (vm->heap.client.grow != NULL)
        return;
    keep_room(vm);
    if (keep < kk_len_of(vm->stack_obj) / sizeof(Value))
        KK_OBJ(BlobObj, vm->stack_obj)->header = KK_HEADER(KIND_BLOB, keep * sizeof(Value));
}

static void visit_stack(Vm *vm, Heap *heap, RootVisitor visit)
{
    Value *top = kk_stack_top(vm);
    kk_stack_clear_dead(vm, top);
    /* A call that is being prepared has its arguments above the top. */
    if (vm->call_top > top)
        top = vm->call_top;
    for (Value *slot = vm->stack; slot < top; slot++)
        visit(heap, slot);
    if (top < vm->stack_end)
        memset(top, 0, (size_t)(vm->stack_end - top) * sizeof(Value));
    Value *end = top + STACK_STEP;
    if (end < vm->stack_end)
        vm->stack_end = end;
    trim_stack(vm);
}

void kk_vm_visit_thread(Vm *vm, Heap *heap, RootVisitor visit)
{
    Value old_stack = vm->stack_obj;
    if (vm->stack != NULL)
        visit_stack(vm, heap, visit);
    Value *const slots[] = {&vm->pending, &vm->handled, &vm->frames, &vm->showing, &vm->stack_obj};
    for (size_t i = 0; i < KK_COUNT_OF(slots); i++)
        visit(heap, slots[i]);
    if (vm->stack_obj != old_stack)
        rebase(vm, (Value *)KK_OBJ(BlobObj, vm->stack_obj)->at);
    for (Held *held = vm->held; held != NULL; held = held->up)
        held->visit(held, heap, visit);
}

void kk_vm_hold(Vm *vm, Held *held, const void *from, const void *to)
{
    held->skip = (HeapSkip){vm->heap.skips, from, to};
    held->up = vm->held;
    vm->heap.skips = &held->skip;
    vm->held = held;
}

void kk_vm_release(Vm *vm)
{
    vm->heap.skips = vm->held->skip.next;
    vm->held = vm->held->up;
}

static void visit_roots(void *owner, Heap *heap, RootVisitor visit)
{
    Vm *vm = owner;
    kk_vm_visit_thread(vm, heap, visit);
    if (vm->visit_threads != NULL)
        vm->visit_threads(vm, heap, visit);
    Value *const slots[] = {&vm->modules, &vm->builtins, &vm->main, &vm->sys_path, &vm->sys_argv, &vm->sys_dict,
                            &vm->scheduled, &vm->last_shown, &vm->atexit, &vm->interned, &vm->slot_wrappers,
                            &vm->finalisable.at, &vm->doomed.at, &vm->weakrefs.at};
    kk_weak_visit_waiting(vm, heap, visit);
    for (size_t i = 0; i < KK_COUNT_OF(slots); i++)
        visit(heap, slots[i]);
    for (size_t i = 0; i < KK_COUNT_OF(vm->roots); i++)
        visit(heap, &vm->roots[i]);
    /* Their headers are addresses in flash. */
    for (size_t i = 0; i < KK_COUNT_OF(vm->spare); i++)
        visit(heap, &vm->spare[i]);
}

/*
 * What the frames of kk_vm_run need: the stack, and of each the function and the code that it runs, which are those of the
 * innermost Python frame and of each that C was called from.
 */
static void visit_pinned(void *owner, Heap *heap)
{
    Vm *vm = owner;
    kk_heap_keep(heap, (uintptr_t)vm->stack_obj);
    bool runs = true;
    for (const Value *base = vm->base; base != NULL; base = kk_frame_caller(vm, (Value *)base)) {
        if (runs) {
            kk_heap_keep(heap, (uintptr_t)base[-3]);
            kk_heap_keep(heap, (uintptr_t)KK_OBJ(FunctionObj, base[-3])->code);
        }
        runs = (kk_frame_flags(base[-1]) & FRAME_ENTRY) != 0;
    }
}

static void after_mark(void *owner, Heap *heap)
{
    kk_weak_sweep(owner, heap);
    kk_names_sweep(owner, heap);
    /* The next object may lie where a dead shape or name was that an entry has for its key. */
    kk_attr_flush(owner);
}

/* Slots that do not keep alive: they only follow a move. */
static void visit_weak(void *owner, Heap *heap, RootVisitor visit)
{
    kk_names_visit(owner, heap, visit);
    kk_weak_visit(owner, heap, visit);
}

static void after_move(void *owner, Heap *heap)
{
    kk_attr_flush(owner);
}

/* The calls that follow see the object too: what they leave behind is washed away as well. */
#define WASHES 4

static void took_big(void *owner)
{
    Vm *vm = owner;
    vm->washes = WASHES;
    vm->poll_for[POLL_HEAP] |= HEAP_WASH;
}

bool kk_vm_finalisable(Vm *vm, Value object) { return kk_weak_add(vm, &vm->finalisable, object); }

/* ---- beginning and end ---- */

#define FIRST_STACK_WORDS (KK_WORD_BITS == 32 ? 32 : 1024)
/* However small the heap is, it may have so many. */
#define LEAST_STACK_LIMIT 128

bool kk_vm_init(Vm *vm, void *memory, size_t bytes, size_t usable, bool (*grow)(void *owner, size_t bytes),
                const void *c_stack_base, size_t c_stack_bytes)
{
    HeapClient client = {vm, visit_roots, visit_pinned, after_mark, visit_weak, after_move, c_stack_base, grow, took_big, NULL};
    if (!kk_heap_init(&vm->heap, memory, bytes, usable, client))
        return false;
    vm->c_stack_limit = (const uint8_t *)c_stack_base - c_stack_bytes;
    vm->interrupt_char = 3;
    kk_vm_dispatch(vm, false);
    vm->int_max_digits = KK_INT_MAX_DIGITS;
    vm->frame_limit = KK_WORD_BITS == 32 ? SIZE_MAX : 1000;
    vm->stack_limit = KK_WORD_BITS == 32 ? bytes / 4 / sizeof(Value) : (size_t)16 << 20;
    if (vm->stack_limit < LEAST_STACK_LIMIT)
        vm->stack_limit = LEAST_STACK_LIMIT;
    size_t size = sizeof(BlobObj) + FIRST_STACK_WORDS * sizeof(Value);
    /* At the end of a heap of fixed size it grows into what is free below it. */
    BlobObj *blob = grow == NULL ? kk_heap_alloc_high(&vm->heap, size) : kk_heap_alloc(&vm->heap, size);
    if (blob == NULL)
        return false;
    blob->header = KK_HEADER(KIND_BLOB, FIRST_STACK_WORDS * sizeof(Value));
    vm->stack_obj = KK_REF(blob);
    vm->stack = (Value *)blob->at;
    vm->stack_end = vm->stack + FIRST_STACK_WORDS / 2;
    if (grow == NULL)
        keep_room(vm);
    kk_exc_spare(vm);
    return true;
}

void kk_vm_finish(Vm *vm)
{
    for (size_t i = 0; i < vm->finalisable.count; i++) {
        Value v = ((Value *)KK_OBJ(BlobObj, vm->finalisable.at)->at)[i];
        kk_rare_of(kk_type_of(v)->native->slots)->finalise(vm, v);
    }
    vm->finalisable.count = 0;
}
