/*
 * unwind.c: finding handlers, noting tracebacks.
 *
 * Layer: vm.   Tests: tests/lang/exceptions/.
 */
#include "object/error.h"
#include "object/stack.h"
#include "types/exc.h"
#include "types/frame.h"
#include "types/gen.h"
#include "types/traceback.h"
#include "vm/vm_ops.h"

/* The handler in code for the instruction before word index pc: its word index, or SIZE_MAX. */
static size_t find(const CodeObj *code, size_t pc)
{
    const uint32_t *entry = kk_code_handlers(code);
    size_t at = pc == 0 ? 0 : pc - 1;
    for (unsigned n = kk_code_nhandlers(code); n > 0; n--, entry += 2) {
        if (at >= (entry[0] & 0xFFFF) && at < entry[0] >> 16)
            return entry[1];
    }
    return SIZE_MAX;
}

void kk_unwind_trace(Vm *vm, size_t pc)
{
    kk_traceback_add(vm, vm->pending, pc == 0 ? 0 : pc - 1);
    if (KK_WORD_BITS == 64 && vm->tracer != NULL) {
        vm->pc = kk_code_ops(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code)) + pc;
        (void)vm->tracer(vm, TRACE_RAISED, vm->pending);
    }
}

/*
 * An exception is caught in the running frame: the pending one is handled. Returns what was handled before, for
 * kk_unwind_uncatch: KK_UNSET also where a generator would leave to its resumer to say that, as it may be another one
 * by then.
 */
static Value catch(Vm *vm)
{
    Value before = vm->handled, info = vm->base[-1];
    if ((kk_frame_flags(info) & (FRAME_GENERATOR | FRAME_CATCHES)) == FRAME_GENERATOR) {
        vm->base[-1] = info + KK_INT(FRAME_CATCHES) - KK_INT(0);
        before = KK_UNSET;
    }
    vm->handled = vm->pending;
    vm->pending = KK_UNSET;
    return before;
}

void kk_unwind_uncatch(Vm *vm, Value before)
{
    vm->handled = before;
    unsigned both = FRAME_GENERATOR | FRAME_CATCHES;
    if (before == KK_UNSET && (kk_frame_flags(vm->base[-1]) & both) == both) {
        vm->base[-1] -= KK_INT(FRAME_CATCHES) - KK_INT(0);
        vm->handled = vm->base[-5];
    }
}

/* A generator ends with the pending exception: StopIteration becomes RuntimeError (PEP 479). */
static void end_generator(Vm *vm, Value g)
{
    kk_gen_finish(KK_OBJ(GenObj, g));
    bool async = !kk_gen_delegates(g) && kk_pending_is(vm, &kk_type_StopAsyncIteration);
    if (!async && !kk_pending_is(vm, KK_StopIteration))
        return;
    Value stop = kk_pending_take(vm);
    Value handled = vm->handled;
    vm->handled = stop;
    (void)kk_raise(vm, KK_RuntimeError, "%s raised %s", kk_gen_kind(g),
                   async ? "StopAsyncIteration" : "StopIteration");
    vm->handled = handled;
    if (kk_pending_is(vm, KK_RuntimeError)) {
        KK_OBJ(ExcObj, vm->pending)->cause = stop;
        kk_exc_set_flag(vm->pending, EXC_SUPPRESS_CONTEXT, true);
    }
}

/* The pending exception leaves the running frame, whose next word has the index `at`. NULL: C code called it; else
 * where its caller goes on. */
static const uint32_t *leave(Vm *vm, size_t at)
{
    if (kk_frame_flags(vm->base[-1]) & FRAME_WATCHED)
        kk_frame_leave(vm, at);
    unsigned flags = kk_frame_flags(vm->base[-1]);
    if (flags & FRAME_GENERATOR) {
        vm->handled = vm->base[-5];
        end_generator(vm, vm->base[-4]);
    }
    Value *reg = vm->base, *caller = kk_frame_caller(vm, reg);
    vm->base = caller;
    if (flags & FRAME_ENTRY)
        return NULL;
    if (flags & FRAME_DELEGATE)
        KK_OBJ(GenObj, caller[-4])->from = KK_UNSET;
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, caller[-3])->code);
    return kk_code_ops(code) + kk_smallint_get(reg[-2]);
}

const uint32_t *kk_unwind(Vm *vm, const uint32_t *pc)
{
    for (;;) {
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
        const uint32_t *ops = kk_code_ops(code);
        size_t target = find(code, (size_t)(pc - ops));
        if (target != SIZE_MAX) {
            Value *to = &vm->base[KK_A(ops[target])];
            to[0] = vm->pending;
            to[1] = catch(vm);
            return ops + target + 1;
        }
        pc = leave(vm, (size_t)(pc - ops));
        if (pc == NULL)
            return NULL;
        code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
        kk_unwind_trace(vm, (size_t)(pc - kk_code_ops(code)));
    }
}
