/*
 * gen.h: generators: frames kept in the heap while they do not run.
 *
 * Layer: types (the struct is shared with vm/).   Tests: tests/types/generator/.
 */
#ifndef KK_TYPES_GEN_H
#define KK_TYPES_GEN_H

#include "object/object.h"

enum { GEN_FINISHED = -1, GEN_RUNNING = -2 };

typedef struct GenObj {
    uintptr_t header;  /* &kk_type_generator */
    Value function;    /* FunctionObj */
    Value pc;          /* small int: where to go on, or GEN_FINISHED, GEN_RUNNING */
    Value from;        /* the iterator of the `yield from` it is suspended in, or KK_UNSET */
    Value sent;        /* what was sent to that; after the end: the return value */
    Value handled;     /* the exception it was handling when it yielded, or KK_UNSET */
    Value pended;      /* an exception to raise when it goes on (pend_throw), or KK_UNSET */
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
/* Sends value (kk_none: next()) to any iterator that `yield from` delegates to. At its end: KK_END with the
 * result in *result. types/gen.c */
KK_MUST_CHECK Value kk_gen_delegate(Vm *vm, Value iterator, Value sent, Value *result);

/* gen.close(). */
KK_MUST_CHECK bool kk_gen_close(Vm *vm, Value gen);

KK_INLINE bool kk_gen_is(Value v) { return kk_desc_is(v, &kk_type_generator); }

#endif
