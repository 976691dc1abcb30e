/*
 * vm.c: setting up a Vm, and what it is to the collector: the roots.
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

/* ---- roots ---- */

void kk_vm_visit_thread(Vm *vm, Heap *heap, RootVisitor visit)
{
    if (vm->stack != NULL)
        kk_stack_visit(vm, heap, visit);
    Value *const slots[] = {&vm->pending, &vm->handled, &vm->frames, &vm->showing};
    for (size_t i = 0; i < KK_COUNT_OF(slots); i++)
        visit(heap, slots[i]);
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
    if (!kk_stack_init(vm, bytes))
        return false;
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
