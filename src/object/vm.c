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

/* It stays where it is from now on, so it had better be at the very end of a heap of fixed size: what is free below shall
 * be in one piece. */
KK_MUST_CHECK static Value new_storage(Vm *vm, size_t n)
{
    Value fresh = kk_blob_new(vm, n * sizeof(Value));
    if (fresh == KK_ERROR || vm->heap.client.grow != NULL || (uint8_t *)fresh + kk_layout_size((void *)fresh) + KK_GRANULE > vm->heap.end)
        return fresh;
    fresh = KK_UNSET;
    kk_heap_collect(&vm->heap, true);
    return kk_blob_new(vm, n * sizeof(Value));
}

/* Moves the stack to a storage of n words. Frames refer to each other by distance: only base changes. */
KK_MUST_CHECK static bool move_stack(Vm *vm, size_t n)
{
    Value fresh = new_storage(vm, n);
    if (fresh == KK_ERROR)
        return false;
    Value *to = (Value *)KK_OBJ(BlobObj, fresh)->at;
    size_t used = (size_t)(vm->stack_end - vm->stack);
    memcpy(to, vm->stack, used * sizeof(Value));
    if (vm->base != NULL)
        vm->base = to + (vm->base - vm->stack);
    vm->stack = to;
    vm->stack_end = to + used;
    vm->stack_obj = fresh;
    return true;
}

static size_t count_frames(Vm *vm)
{
    size_t n = 0;
    for (Value *base = vm->base; base != NULL; n++)
        base = kk_frame_caller(vm, base);
    return n;
}

bool kk_stack_grow(Vm *vm, Value *upto)
{
    size_t need = (size_t)(upto - vm->stack) + STACK_STEP;
    size_t cap = kk_len_of(vm->stack_obj) / sizeof(Value);
    if (count_frames(vm) >= vm->frame_limit)
        return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded");
    if (need > cap) {
        size_t most = vm->stack_limit;
        size_t bigger = need + need / 2 < most ? need + need / 2 : most;
        if (need > most)
            return kk_raise_false(vm, KK_RecursionError, "maximum recursion depth exceeded");
        if (!move_stack(vm, bigger))
            return false;
    }
    vm->stack_end = vm->stack + need;
    return true;
}

/* ---- roots ---- */

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
}

void kk_vm_visit_thread(Vm *vm, Heap *heap, RootVisitor visit)
{
    Value old_stack = vm->stack_obj;
    if (vm->stack != NULL)
        visit_stack(vm, heap, visit);
    Value *const slots[] = {&vm->pending, &vm->handled, &vm->frames, &vm->showing, &vm->stack_obj};
    for (size_t i = 0; i < KK_COUNT_OF(slots); i++)
        visit(heap, slots[i]);
    /* The stack itself may have moved. */
    if (vm->stack_obj != old_stack) {
        Value *to = (Value *)KK_OBJ(BlobObj, vm->stack_obj)->at;
        vm->stack_end = to + (vm->stack_end - vm->stack);
        if (vm->base != NULL)
            vm->base = to + (vm->base - vm->stack);
        if (vm->call_top != NULL)
            vm->call_top = to + (vm->call_top - vm->stack);
        vm->stack = to;
    }
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

#define FIRST_STACK_WORDS (KK_WORD_BITS == 32 ? 128 : 1024)

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
    vm->stack_obj = kk_blob_new(vm, FIRST_STACK_WORDS * sizeof(Value));
    if (vm->stack_obj == KK_ERROR)
        return false;
    vm->stack = (Value *)KK_OBJ(BlobObj, vm->stack_obj)->at;
    vm->stack_end = vm->stack + FIRST_STACK_WORDS / 2;
    kk_exc_spare(vm);
    return true;
}

void kk_vm_finish(Vm *vm)
{
    for (size_t i = 0; i < vm->finalisable.count; i++) {
        Value v = ((Value *)KK_OBJ(BlobObj, vm->finalisable.at)->at)[i];
        kk_type_of(v)->native->slots->finalise(vm, v);
    }
    vm->finalisable.count = 0;
}
