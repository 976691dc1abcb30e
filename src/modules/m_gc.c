/*
 * m_gc.c: the module gc: MicroPython's view of the heap, and CPython's names where they mean something.
 *
 * Layer: modules.   Tests: tests/modules/gc/.
 */
#include "object/code.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/stack.h"
#include "object/vm.h"

KK_MODULE(gc)

/* What is in the Python half, on computers: thresholds of generations, which there are none of, and the like. */
KK_FUNCTION(gc, __getattr__, "(name, /)")
Value kk_gc_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(gc), KK_N(_gc_more), args.pos[0]);
}

/* Clears register `to` of a frame if it is a temporary below `limit`. */
static void drop(Value *base, unsigned to, const Value *limit)
{
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, base[-3])->code);
    if (to >= kk_code_nlocals(code) && base + to < limit)
        base[to] = KK_UNSET;
}

/*
 * The register that the running CALL or CALLM of a native function will write: what a temporary holds until then is
 * of no use. vm->pc is behind the instruction, and for CALLM behind the name that follows it.
 */
static void drop_result(Vm *vm, Args args)
{
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
    const uint32_t *pc = vm->pc;
    if (pc < kk_code_ops(code) + 2 || pc > kk_code_ops(code) + kk_code_nops(code))
        return;
    size_t window = (size_t)(args.pos - vm->base) - KK_FRAME_WORDS;
    bool method = KK_OP_OF(pc[-2]) == OP_CALLM &&
                  (KK_B(pc[-2]) == window || KK_B(pc[-2]) + 1 == window);
    if (method || (KK_OP_OF(pc[-1]) == OP_CALL && KK_B(pc[-1]) == window))
        drop(vm->base, KK_A(method ? pc[-2] : pc[-1]), args.pos - KK_FRAME_WORDS);
}

/*
 * Temporaries that are no longer used still refer to what they held. Those of the calling function lie behind the
 * arguments of this call, and in the words in front of them where a function in Python has its frame record;
 * in all frames the register is one that waits for the result of the call.
 */
static void drop_temporaries(Vm *vm, Args args)
{
    Value *from = (Value *)args.pos + args.n, *top = kk_stack_top(vm), *caller;
    if (vm->base == NULL || from < vm->base || from > top)
        return;
    memset(from, 0, (size_t)(top - from) * sizeof(Value));
    if (args.pos - KK_FRAME_WORDS >= vm->base)
        memset((Value *)args.pos - KK_FRAME_WORDS, 0, KK_FRAME_WORDS * sizeof(Value));
    if (args.pos - KK_FRAME_WORDS > vm->base)
        drop_result(vm, args);
    for (Value *base = vm->base; (caller = kk_frame_caller(vm, base)) != NULL; base = caller) {
        if (kk_frame_flags(base[-1]) == 0)
            drop(caller, kk_frame_dst(base[-1]), base - KK_FRAME_WORDS);
    }
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
    kk_roots_wash();
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
