/*
 * stack.h: frames on the value stack.
 *
 * A frame's registers begin at base. Below it: base[-3] the called function, base[-2] the pc at which
 * the *caller* goes on (a small int, word index in its code), base[-1] the frame record: how far the caller's base is below,
 * which register of the caller takes the result, and FRAME_* flags (a small int). All words of the
 * stack are therefore Values. Frames with FRAME_SELF have one word more, base[-4]: the new instance of a
 * constructor call; those with FRAME_GENERATOR have base[-4] the generator, base[-5] the exception
 * that the resumer was handling (or KK_UNSET).
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_STACK_H
#define KK_OBJECT_STACK_H

#include "object/code.h"
#include "object/func.h"
#include "object/vm.h"

enum {
    FRAME_ENTRY = 1,     /* returns to C */
    FRAME_SELF = 2,      /* a constructor call: gives the instance, wants None */
    FRAME_GENERATOR = 4, /* a generator runs in it */
    FRAME_NEXT = 8,      /* a generator that next() runs: its end is a StopIteration where that was called */
    FRAME_BINARY = 16,   /* a special method of an operator: NotImplemented lets C go on */
    FRAME_DELEGATE = 64, /* a generator that the caller's `yield from` runs */
    FRAME_WATCHED = 128, /* it has an object, or sys.settrace has seen it: see types/frame.h */
    FRAME_TRUTH = 32,    /* a comparison whose truth decides the caller's jump, or a NotImplemented as above */
    /* Of a frame with FRAME_GENERATOR, which no operator calls: the exception that is being handled is its own. */
    FRAME_CATCHES = FRAME_BINARY
};

/* The distance is negative where a segment of the stack begins: see kk_stack_grow. */
#define KK_FRAME_INFO(delta, dst, flags) KK_INT((uintptr_t)(delta) << 16 | (uintptr_t)(dst) << 8 | (flags))
/* What fits, to either side. */
#define KK_FRAME_DELTA_MAX (INTPTR_MAX >> 18)
KK_INLINE unsigned kk_frame_flags(Value info) { return (unsigned)(info >> 2 & 0xFF); }
KK_INLINE unsigned kk_frame_dst(Value info) { return (unsigned)(info >> 10 & 0xFF); }
KK_INLINE ptrdiff_t kk_frame_delta(Value info) { return (ptrdiff_t)((intptr_t)info >> 18); }

/* Words that every frame may use above its registers without asking: self and the instance of a call. */
#define KK_STACK_SLACK 4

/* The base of the frame below, NULL at the bottom. @gc never */
KK_INLINE Value *kk_frame_caller(Vm *vm, Value *base)
{
    ptrdiff_t delta = kk_frame_delta(base[-1]);
    return delta == 0 ? NULL : base - delta;
}
/* The first free word above the running frame. @gc never */
KK_INLINE Value *kk_stack_top(Vm *vm)
{
    if (vm->base == NULL)
        return vm->stack;
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
    return vm->base + kk_code_nregs(code);
}
/* Nothing is left in the registers below top, the first free word, of which it is known that they are of no use. @gc never */
KK_INLINE void kk_stack_clear_dead(Vm *vm, Value *top)
{
    if (vm->dead == 0)
        return;
    for (Value *slot = vm->base + vm->dead; slot < top; slot++) {
        *slot = KK_UNSET;
        KK_KEEP(slot); /* so few words are no work for memset */
    }
}
/* The first free word above everything in use: a call that is being prepared may have its arguments above the running
 * frame, or in a segment of their own. @gc never */
KK_INLINE Value *kk_stack_used(Vm *vm, Value *top)
{
    bool above = vm->call_top != NULL && (vm->call_top > top || vm->call_top < vm->base);
    return above ? vm->call_top : top;
}
/*
 * Makes `room` words from window on usable, the window of a frame above all others, of which `held` are in use already.
 * Returns where they are then, the frame's record below them; NULL: error. What was computed from vm->base before must
 * be computed again, for the stack may move. from_c: for a C function, which may have arguments on the stack: what
 * was there stays where it is.
 *
 * Where C functions that are running keep the stack from moving, a heap of fixed size gets another *segment* in front of
 * it: the blob then begins with the newest one, whose frame refers to its caller in an older one at higher addresses.
 * Such a segment begins with a word that says how long it is; the oldest begins at vm->stack.
 * @raises RecursionError, MemoryError  @gc may collect
 */
KK_MUST_CHECK Value *kk_stack_grow(Vm *vm, Value *window, size_t held, size_t room, bool from_c);
KK_MUST_CHECK KK_INLINE Value *kk_stack_reserve(Vm *vm, Value *window, size_t held, size_t room, bool from_c)
{
    return KK_LIKELY(window + room <= vm->stack_end) ? window : kk_stack_grow(vm, window, held, room, from_c);
}

/* Makes the first, short one. false: no memory. @gc may collect */
KK_MUST_CHECK bool kk_stack_init(Vm *vm, size_t heap_bytes);
/* Hands over each word that is in use, clears the others and gives back what is far above the innermost frame. @gc never */
void kk_stack_visit(Vm *vm, Heap *heap, RootVisitor visit);

#endif
