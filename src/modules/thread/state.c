/*
 * state.c: threads begin, take turns with the Vm, and end; what the collector finds of those that do not run.
 *
 * Layer: modules.   Tests: tests/modules/thread/.
 */
#include "modules/thread/thread.h"

#include "object/dict.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "platform/threads.h"
#include "types/exc.h"
#include "types/finaliser.h"
#include "types/list.h"

/* ---- taking turns ---- */

#define EXCHANGE(type, a, b) \
    do {                     \
        type kept_ = (a);    \
        (a) = (b);           \
        (b) = kept_;         \
    } while (0)

/* The Vm gets what the thread has, and the thread what the Vm had. */
static void exchange(Vm *vm, Thread *t)
{
    EXCHANGE(Value *, vm->stack, t->stack);
    EXCHANGE(Value *, vm->stack_end, t->stack_end);
    EXCHANGE(Value *, vm->base, t->base);
    EXCHANGE(Value *, vm->call_top, t->call_top);
    EXCHANGE(size_t, vm->dead, t->dead);
    EXCHANGE(const HeapSkip *, vm->heap.skips, t->skips);
    EXCHANGE(Held *, vm->held, t->held);
    EXCHANGE(Value, vm->pending, t->pending);
    EXCHANGE(Value, vm->handled, t->handled);
    EXCHANGE(Value, vm->frames, t->frames);
    EXCHANGE(Value, vm->stack_obj, t->stack_obj);
    EXCHANGE(Value, vm->showing, t->showing);
    EXCHANGE(size_t, vm->showing_count, t->showing_count);
    EXCHANGE(const uint32_t *, vm->pc, t->pc);
    EXCHANGE(const uint8_t *, vm->c_stack_limit, t->c_stack_limit);
    EXCHANGE(const void *, vm->heap.client.stack_top, t->stack_top);
    EXCHANGE(bool, vm->tracing, t->tracing);
    EXCHANGE(Value, vm->roots[ROOT_LOOP], t->loop);
}

/* Keeps what lies between its own frame and `upto`: the registers that the caller has put there. */
KK_NO_ASAN static void keep_registers(Thread *t, const void *upto)
{
    const uintptr_t *at = __builtin_frame_address(0);
    size_t n = 0;
    for (; (const void *)at < upto && n < KK_COUNT_OF(t->registers); at++)
        t->registers[n++] = *(const volatile uintptr_t *)at;
    t->register_count = n;
}

/* The thread stops using the Vm. What its callers have in registers is kept, for that is nowhere in memory. */
KK_NOINLINE static void leave(Vm *vm)
{
    Thread *t = kk_thread_running(vm);
    KK_SPILL_REGISTERS();
    t->sp = __builtin_frame_address(0);
    keep_registers(t, t->sp);
    exchange(vm, t);
    kk_threads_unlock();
    __asm__ volatile("" ::: "memory");
}

static void enter(Vm *vm)
{
    Thread *t = kk_threads_own();
    kk_threads_lock(&vm->poll_for[POLL_THREAD]);
    vm->thread = t;
    exchange(vm, t);
}

static bool yield(Vm *vm)
{
    Thread *t = kk_thread_running(vm);
    bool asked = vm->poll_for[POLL_THREAD] != 0;
    vm->poll_for[POLL_THREAD] = 0;
    if (!t->main && vm->poll != 0) {
        /* Something for the main thread, which may be waiting. */
        for (Thread *other = t->next; other != t; other = other->next)
            if (other->main)
                kk_threads_wake(other->wake);
        asked = true;
    }
    if (asked) {
        leave(vm);
        kk_threads_pass();
        enter(vm);
    }
    return t->main;
}

/* ---- the collector ---- */

static void visit_threads(Vm *vm, Heap *heap, RootVisitor visit)
{
    Thread *running = kk_thread_running(vm), *t = running;
    do {
        if (t != running) {
            exchange(vm, t);
            kk_vm_visit_thread(vm, heap, visit);
            exchange(vm, t);
        }
        visit(heap, &t->loop);
        visit(heap, &t->function);
        visit(heap, &t->args);
        visit(heap, &t->kwargs);
        t = t->next;
    } while (t != running);
}

static void scan_others(void *owner, Heap *heap)
{
    Vm *vm = owner;
    Thread *running = kk_thread_running(vm);
    for (Thread *t = running->next; t != running; t = t->next) {
        if (t->sp == NULL)
            continue;
        kk_roots_scan_range(heap, t->sp, t->stack_top);
        kk_roots_scan_range(heap, t->registers, t->registers + t->register_count);
    }
}

/* ---- beginning ---- */

/* A Thread in a pinned blob that the list of threads keeps. */
KK_MUST_CHECK static Thread *make_thread(Vm *vm)
{
    Value blob = kk_blob_new(vm, sizeof(Thread));
    if (blob == KK_ERROR || !kk_heap_pin(&vm->heap, blob)) {
        if (blob != KK_ERROR)
            (void)kk_raise_memory(vm);
        return NULL;
    }
    if (!kk_list_append(vm, vm->roots[ROOT_THREADS], blob))
        return NULL;
    Thread *t = (Thread *)(void *)KK_OBJ(BlobObj, blob)->at;
    memset(t, 0, sizeof *t);
    t->vm = vm;
    t->blob = blob;
    return t;
}

bool kk_thread_begin(Vm *vm)
{
    if (vm->thread != NULL)
        return true;
    vm->roots[ROOT_THREADS] = kk_list_new(vm, 2);
    Thread *t = vm->roots[ROOT_THREADS] == KK_ERROR ? NULL : make_thread(vm);
    if (t == NULL) {
        vm->roots[ROOT_THREADS] = KK_UNSET;
        return false;
    }
    t->next = t;
    t->main = true;
    t->ident = kk_threads_ident();
    t->wake = kk_threads_begin(t);
    vm->thread = t;
    vm->leave = leave;
    vm->enter = enter;
    vm->yield = yield;
    vm->visit_threads = visit_threads;
    vm->heap.client.scan_others = scan_others;
    return true;
}

size_t kk_thread_count(Vm *vm)
{
    return vm->roots[ROOT_THREADS] == KK_UNSET ? 0 : kk_list_len(vm->roots[ROOT_THREADS]) - 1;
}

/* It is no thread any more; its memory is garbage. @gc may collect, before it leaves the ring */
static void remove_thread(Vm *vm, Thread *t)
{
    Value list = vm->roots[ROOT_THREADS];
    for (size_t i = 0; i < kk_list_len(list); i++)
        if (kk_list_at(list, i) == t->blob)
            (void)kk_list_remove_at(vm, list, i);
    Thread *before = t;
    while (before->next != t)
        before = before->next;
    before->next = t->next;
}

/* An exception that came out of a thread: SystemExit ends it silently. */
static void report(Vm *vm, Value function)
{
    Value exc = kk_pending_take(vm);
    if (exc == KK_UNSET || kk_is(exc, KK_RAISES(SystemExit)))
        return;
    kk_finaliser_print(vm, exc, kk_str_new(vm, KK_SPAN("Exception ignored in thread started by")), function);
    vm->pending = KK_UNSET;
}

/* Room that a thread's C stack leaves to the C library. */
#define SPARE ((size_t)128 << 10)

static void thread_body(void *own)
{
    Thread *t = own;
    Vm *vm = t->vm;
    const uint8_t *here = __builtin_frame_address(0);
    int wake = kk_threads_enter(t);
    kk_threads_lock(&vm->poll_for[POLL_THREAD]);
    t->wake = wake;
    t->ident = kk_threads_ident();
    t->stack_top = here;
    t->c_stack_limit = here - (t->stack_bytes - SPARE);
    vm->thread = t;
    exchange(vm, t);
    t->sp = here;
    Value list = t->args;
    if (t->kwargs == KK_UNSET)
        list = kk_call(vm, t->function, KK_OBJ(TupleObj, list)->at, kk_len_of(list));
    else
        list = kk_call_kw(vm, t->function, (Args){KK_OBJ(TupleObj, list)->at, kk_len_of(list)}, t->kwargs);
    if (list == KK_ERROR)
        report(vm, t->function);
    vm->pending = vm->handled = KK_UNSET;
    remove_thread(vm, t);
    /* What is left in the Vm is garbage to the next thread, which exchanges it with its own. */
    kk_threads_leave();
}

Thread *kk_thread_start(Vm *vm, Value function, Value args, Value kwargs, size_t stack_bytes)
{
    enum { FIRST_WORDS = 1024 };
    if (!kk_thread_begin(vm))
        return NULL;
    Value stack = kk_blob_new(vm, FIRST_WORDS * sizeof(Value));
    Thread *t = stack == KK_ERROR ? NULL : make_thread(vm);
    if (t == NULL)
        return NULL;
    t->function = function;
    t->args = args;
    t->kwargs = kwargs;
    t->stack_obj = stack;
    t->stack = (Value *)KK_OBJ(BlobObj, stack)->at;
    t->stack_end = t->stack + FIRST_WORDS / 2;
    t->stack_bytes = stack_bytes;
    t->next = kk_thread_running(vm)->next;
    kk_thread_running(vm)->next = t;
    if (kk_threads_start(thread_body, t, stack_bytes) < 0) {
        remove_thread(vm, t);
        (void)kk_raise(vm, KK_RAISES(RuntimeError), "can't start new thread");
        return NULL;
    }
    return t;
}
