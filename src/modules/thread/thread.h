/*
 * thread.h: the threads of a program, which take turns with the Vm.
 *
 * What belongs to the running thread is in the Vm; what belongs to the others is in their Thread, and is exchanged with
 * that when they run again. All Threads are pinned blobs in vm->roots[ROOT_THREADS], in a ring.
 *
 * Layer: modules.   Tests: tests/modules/thread/.
 */
#ifndef KK_MODULES_THREAD_H
#define KK_MODULES_THREAD_H

#include "object/vm.h"

typedef struct Thread {
    struct Thread *next; /* the ring */
    Vm *vm;
    bool main;
    int wake;            /* handle for kk_threads_wake */
    uintptr_t ident;
    uintptr_t waits_for; /* the id of the lock it waits for, 0: none */
    uintptr_t ids;       /* the main thread's: how many locks have an id */
    Value blob;          /* the object it is in */
    Value function, args, kwargs; /* what it was started with */
    size_t stack_bytes;
    /* What is exchanged with the Vm. */
    Value *stack, *stack_end, *base, *call_top;
    size_t dead;
    const HeapSkip *skips;
    Held *held;
    Value pending, handled, frames, stack_obj, showing;
    size_t showing_count;
    const uint32_t *pc;
    const uint8_t *c_stack_limit;
    const void *stack_top;
    Value loop; /* asyncio's, that runs in it */
    bool tracing;
    /* Of one that does not run: the low end of its C stack, and its registers. */
    const void *sp;
    uintptr_t registers[32];
    size_t register_count;
} Thread;

/* The running thread; NULL: the program has only one. @gc never */
KK_INLINE Thread *kk_thread_running(Vm *vm) { return vm->thread; }
/* From now on there may be several. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_thread_begin(Vm *vm);
/* A thread that calls function(*args, **kwargs) begins; kwargs may be KK_UNSET. @raises RuntimeError, MemoryError */
KK_MUST_CHECK Thread *kk_thread_start(Vm *vm, Value function, Value args, Value kwargs, size_t stack_bytes);
/* How many there are beside the main thread. @gc never */
size_t kk_thread_count(Vm *vm);

#endif
