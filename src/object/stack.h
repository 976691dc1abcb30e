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

#define KK_FRAME_INFO(delta, dst, flags) KK_INT((uintptr_t)(delta) << 16 | (uintptr_t)(dst) << 8 | (flags))
KK_INLINE unsigned kk_frame_flags(Value info) { return (unsigned)(info >> 2 & 0xFF); }
KK_INLINE unsigned kk_frame_dst(Value info) { return (unsigned)(info >> 10 & 0xFF); }
KK_INLINE size_t kk_frame_delta(Value info) { return (size_t)(info >> 18); }

/* Words that every frame may use above its registers without asking: self and the instance of a call. */
#define KK_STACK_SLACK 4

/* The base of the frame below, NULL at the bottom. @gc never */
KK_INLINE Value *kk_frame_caller(Vm *vm, Value *base)
{
    size_t delta = kk_frame_delta(base[-1]);
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
/* Makes [stack, upto) usable; may move the stack: vm->stack and vm->base then change (and what the caller
 * computed from them). from_c: for a C function, which may have arguments on the stack: what was there stays readable.
 * @raises RecursionError, MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_stack_grow(Vm *vm, Value *upto, bool from_c);
KK_MUST_CHECK KK_INLINE bool kk_stack_reserve(Vm *vm, Value *upto, bool from_c)
{
    return KK_LIKELY(upto <= vm->stack_end) || kk_stack_grow(vm, upto, from_c);
}

#endif
