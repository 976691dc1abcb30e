/*
 * m_gc.c: the module gc: MicroPython's view of the heap, and CPython's names where they mean something.
 *
 * Layer: modules.   Tests: tests/modules/gc/.
 */
#include "object/ops.h"
#include "object/stack.h"
#include "object/vm.h"

KK_MODULE(gc)

/*
 * Temporaries of the calling function that are no longer used still refer to what they held. They lie behind the
 * arguments of this call, and in the two words in front of them where a function in Python has its frame record.
 */
static void drop_temporaries(Vm *vm, Args args)
{
    Value *from = (Value *)args.pos + args.n, *top = kk_stack_top(vm);
    if (vm->base == NULL || from < vm->base || from > top)
        return;
    memset(from, 0, (size_t)(top - from) * sizeof(Value));
    if (args.pos - 2 >= vm->base)
        from[-(ptrdiff_t)args.n - 1] = from[-(ptrdiff_t)args.n - 2] = KK_UNSET;
}

/* Collects now, then runs the finalisers of what was found dead. Returns how many bytes became free. */
KK_FUNCTION(gc, collect, "(generation=2)")
Value kk_gc_collect(Vm *vm, Value self, Args args)
{
    intptr_t generation = 2;
    if (args.n > 0 && !kk_index(vm, kk_arg(args, 0, KK_INT(2)), &generation))
        return KK_ERROR;
    if (generation < 0 || generation > 2)
        return kk_raise(vm, KK_ValueError, "invalid generation");
    drop_temporaries(vm, args);
    size_t before = kk_heap_used(&vm->heap);
    kk_heap_collect(&vm->heap, false);
    size_t after = kk_heap_used(&vm->heap);
    if (vm->poll != 0 && !kk_vm_poll(vm))
        return KK_ERROR;
    return kk_int_new_unsigned(vm, before > after ? before - after : 0);
}

/* Lets the collector run when it thinks best, as it does from the start. */
KK_FUNCTION(gc, enable, "()")
Value kk_gc_enable(Vm *vm, Value self, Args args)
{
    vm->heap.enabled = true;
    return kk_none;
}

/* Collects only when gc.collect() is called, or when there would be no memory otherwise. */
KK_FUNCTION(gc, disable, "()")
Value kk_gc_disable(Vm *vm, Value self, Args args)
{
    vm->heap.enabled = false;
    return kk_none;
}

/* Whether the collector runs by itself. */
KK_FUNCTION(gc, isenabled, "()")
Value kk_gc_isenabled(Vm *vm, Value self, Args args)
{
    return kk_bool(vm->heap.enabled);
}

/* Bytes of the heap that are free. */
KK_FUNCTION(gc, mem_free, "()")
Value kk_gc_mem_free(Vm *vm, Value self, Args args)
{
    return kk_int_new_unsigned(vm, kk_heap_free(&vm->heap));
}

/* Bytes of the heap that are in use, garbage not yet collected included. */
KK_FUNCTION(gc, mem_alloc, "()")
Value kk_gc_mem_alloc(Vm *vm, Value self, Args args)
{
    return kk_int_new_unsigned(vm, kk_heap_used(&vm->heap));
}

/* Sets or gives how many bytes are allocated before the next collection; -1 leaves it to the collector. */
KK_FUNCTION(gc, threshold, "(amount=None, /)")
Value kk_gc_threshold(Vm *vm, Value self, Args args)
{
    Heap *heap = &vm->heap;
    Value amount = kk_arg(args, 0, kk_none);
    if (amount == kk_none)
        return heap->user_threshold == 0 ? KK_INT(-1) : kk_int_new_unsigned(vm, heap->user_threshold);
    intptr_t bytes;
    if (!kk_index(vm, amount, &bytes))
        return KK_ERROR;
    heap->user_threshold = bytes < 0 ? 0 : (size_t)bytes;
    return kk_none;
}
