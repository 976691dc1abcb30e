/*
 * frame.h: frames as Python sees them.
 *
 * A running frame is words on the value stack (object/stack.h) and has no object until somebody asks for one. From then
 * on its record has FRAME_WATCHED, and its object is in the chain vm->frames, the innermost first: the same frame
 * gives the same object. When it ends, kk_frame_leave takes the values of its locals along.
 * The frame of a generator is found through GenObj.frame instead, running or not.
 *
 * Layer: types.   Tests: tests/types/frame/.
 */
#ifndef KK_TYPES_FRAME_H
#define KK_TYPES_FRAME_H

#include "object/code.h"
#include "object/func.h"
#include "object/stack.h"

/* Tracebacks hold frames with their locals where there is memory for it, else the function alone. */
enum { FRAME_KEPT = KK_WORD_BITS == 64 };

/* Bits of FrameObj.flags. */
enum {
    FRAME_TRACE_LINES = 1,
    FRAME_TRACE_OPCODES = 2,
    FRAME_PROFILED = 4, /* sys.setprofile has heard of its call */
    FRAME_NO_LOCALS = 8 /* nothing is known of its locals, or it was cleared */
};

typedef struct FrameObj {
    uintptr_t header; /* &kk_type_frame */
    Value function;   /* FunctionObj */
    Value code;       /* CodeObj that it runs */
    Value at;         /* on the stack: its base's distance from the bottom, a small int; else KK_UNSET */
    Value generator;  /* GenObj whose frame it is, as long as that is not finished; else KK_UNSET */
    Value pc;         /* small int: the word index of the last instruction that was traced, of its very last once it has
                         ended */
    Value back;       /* of a frame that has ended: the FrameObj of its caller, or None */
    Value next;       /* vm->frames: the next one out */
    Value locals;     /* the dict that f_locals gave, or KK_UNSET */
    Value trace;      /* f_trace, or KK_UNSET */
    Value line;       /* the line it is said to be at while its call is told of, a small int, or KK_UNSET */
    Value calling;    /* the C function that it has called, where sys.setprofile was told, or KK_UNSET */
    Value flags;      /* small int */
    uintptr_t count;
    Value regs[];     /* the locals, once it has ended */
} FrameObj;

/* The object of the frame on the stack whose registers begin at base. @gc may collect */
KK_MUST_CHECK Value kk_frame_at(Vm *vm, Value *base);
/* The object that it has already, or KK_UNSET. @gc never */
Value kk_frame_known(Vm *vm, Value *base);
/* The object of a frame that is gone: its function and place are known. @gc may collect */
KK_MUST_CHECK Value kk_frame_gone(Vm *vm, Value function, size_t pc);
/* The frame of a generator: kk_none when it is finished. @gc may collect */
KK_MUST_CHECK Value kk_frame_of_generator(Vm *vm, Value gen);
/*
 * The running frame, which has FRAME_WATCHED, is about to end at that word index: it loses the flag, and its object
 * takes over what it needs. vm->pending is as before. @gc may collect
 */
void kk_frame_leave(Vm *vm, size_t pc);
/* The base of the frame `level` calls out, or NULL. @gc never */
Value *kk_frame_base(Vm *vm, size_t level);
/* The word index of the instruction that the frame at base is at. @gc never */
size_t kk_frame_pc(Vm *vm, Value *base);
/* locals() of the frame at base: its namespace, else a fresh dict. @gc may collect */
KK_MUST_CHECK Value kk_frame_locals(Vm *vm, Value *base);
/* The line that the frame object is at. @gc never */
uint32_t kk_frame_line(Vm *vm, Value frame);

KK_INLINE bool kk_frame_is(Value v) { return kk_desc_is(v, &kk_type_frame); }

#endif
