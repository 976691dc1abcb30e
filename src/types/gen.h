/*
 * gen.h: generators, coroutines, asynchronous generators: frames kept in the heap while they do not run.
 *
 * Layer: types (the struct is shared with vm/).   Tests: tests/types/generator/, tests/lang/async/.
 */
#ifndef KK_TYPES_GEN_H
#define KK_TYPES_GEN_H

#include "object/object.h"

enum { GEN_FINISHED = -1, GEN_RUNNING = -2 };

typedef struct GenObj {
    uintptr_t header;  /* &kk_type_generator, &kk_type_coroutine, &kk_type_async_generator */
    Value function;    /* FunctionObj */
    Value pc;          /* small int: where to go on, or GEN_FINISHED, GEN_RUNNING */
    Value from;        /* the iterator of the `yield from` it is suspended in, or KK_UNSET */
    Value sent;        /* what was sent to that; after the end: the return value */
    Value handled;     /* the exception it was handling when it yielded, or KK_UNSET */
    Value pended;      /* an exception to raise when it goes on (pend_throw), or KK_UNSET; of a coroutine: the tuple
                          where it was made (cr_origin), or KK_UNSET; of an asynchronous
                          generator: ASYNC_GEN_ bits as a small int, or KK_UNSET */
    Value frame;       /* FrameObj, or KK_UNSET as long as nobody asked for one */
    uintptr_t count;
    Value regs[];
} GenObj;

typedef enum GenResume {
    GEN_SEND,     /* value is the result of the yield */
    GEN_THROW,    /* value is an exception to raise there */
    GEN_CONTINUE  /* after a `yield from` whose result is in its register already */
} GenResume;

/* A generator about to run function, its registers (arguments in place) copied from regs. @gc may collect */
KK_MUST_CHECK Value kk_gen_new(Vm *vm, Value function, const Value *regs, size_t n);
/* Runs to the next yield: its value; KK_END when it returned (the value is then in `sent`); KK_ERROR.
 * vm/resume.c; an upcall named in LAYERS. @gc may collect */
KK_MUST_CHECK Value kk_vm_resume(Vm *vm, Value gen, GenResume how, Value value);
/* next(gen), and on and on as long as drain takes what it yields: the first item that it does not take, KK_END, or KK_ERROR.
 * vm/call.c; an upcall named in LAYERS. @gc may collect */
struct Drain;
KK_MUST_CHECK Value kk_vm_drain(Vm *vm, Value gen, struct Drain *drain);
/* Sends value (kk_none: next()) to any iterator that `yield from` delegates to. At its end: KK_END with the
 * result in *result. types/gen.c */
KK_MUST_CHECK Value kk_gen_delegate(Vm *vm, Value iterator, Value sent, Value *result);

/* Throws the exception into the generator, or into what it delegates to; results as of kk_vm_resume. */
KK_MUST_CHECK Value kk_gen_throw_into(Vm *vm, Value gen, Value exception);
/* The exception that the arguments (type, value, traceback) of a throw() mean. */
KK_MUST_CHECK Value kk_gen_thrown(Vm *vm, Args args);
/* "generator", "coroutine", "async generator". @gc never */
const char *kk_gen_kind(Value gen);
/* What Python sees of a resumption r: at the end (KK_END) a StopIteration with the return value. */
KK_MUST_CHECK Value kk_gen_give(Vm *vm, Value gen, Value r);
/*
 * What `await v` delegates to: a coroutine, or an iterator. KK_UNSET with nothing pending: v cannot be awaited.
 * types/gen_coroutine.c
 */
KK_MUST_CHECK Value kk_gen_coroutine_awaitable(Vm *vm, Value v);
/* The generator or coroutine has died, and kk_gen_matters: it is closed, or never was awaited. */
KK_MUST_CHECK bool kk_gen_died(Vm *vm, Value gen);
/* The asynchronous generator has died: the finalizer of sys.set_asyncgen_hooks is told if it did not end. */
KK_MUST_CHECK bool kk_gen_async_died(Vm *vm, Value gen);
/* A fresh awaitable of the asynchronous generator's next item. types/gen_async.c */
KK_MUST_CHECK Value kk_gen_async_next(Vm *vm, Value gen);
/* One step of the awaitable of an item, as kk_gen_delegate does it: KK_END and *result when it is there. */
KK_MUST_CHECK Value kk_gen_async_step(Vm *vm, Value asend, Value sent, Value *result);
/* The awaitable of anext(iterator, default): what it waits for, and what there is at the end. */
KK_MUST_CHECK Value kk_gen_async_anext(Vm *vm, Value awaitable, Value otherwise);

/* It has ended: what it refers to is let go. @gc never */
void kk_gen_finish(GenObj *gen);
/* gen.close(). */
KK_MUST_CHECK bool kk_gen_close(Vm *vm, Value gen);

extern const TypeObj kk_type_coroutine_wrapper, kk_type_async_generator_asend, kk_type_async_generator_athrow,
    kk_type_anext_awaitable;

KK_INLINE bool kk_gen_is(Value v) { return kk_desc_is(v, &kk_type_generator); }
KK_INLINE bool kk_gen_is_coroutine(Value v) { return kk_desc_is(v, &kk_type_coroutine); }
/* What `yield from` and `await` run as a frame of their own. */
KK_INLINE bool kk_gen_delegates(Value v) { return kk_gen_is(v) || kk_gen_is_coroutine(v); }
/* A native iterator whose end has a value, which its slot `next` does not tell. @gc never */
bool kk_gen_has_result(Value v);

#endif
