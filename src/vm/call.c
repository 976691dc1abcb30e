/*
 * call.c: entering the interpreter from C: functions, code objects, generators.
 *
 * Layer: vm.   Tests: tests/types/function/, tests/types/generator/.
 */
#include "object/call.h"

#include "object/dict.h"
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/frame.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/tuple.h"
#include "types/type.h"
#include "vm/inline.h"
#include "vm/vm_ops.h"

/* Where the running frame is, as kk_frame_pc tells it, plus 1. */
KK_INLINE size_t running_pc(Vm *vm)
{
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
    size_t at = (size_t)(vm->pc - kk_code_ops(code));
    return at <= kk_code_nops(code) ? at : 0;
}

/* Puts the record of a frame called from C below base; the registers are in place. */
KK_INLINE void push_entry(Vm *vm, Value *base, Value function, unsigned flags)
{
    base[-3] = function;
    /* Where the caller goes on is where the C function returns to: here it only tells the caller's line. */
    base[-2] = KK_INT(vm->base == NULL ? 0 : running_pc(vm));
    base[-1] = KK_FRAME_INFO(vm->base == NULL ? 0 : base - vm->base, 0, FRAME_ENTRY | flags);
    vm->base = base;
}

/* First register of a frame above everything in use, with room words behind it; NULL: error. */
KK_MUST_CHECK KK_INLINE Value *new_window(Vm *vm, size_t room)
{
    Value *top = kk_stack_top(vm);
    kk_stack_clear_dead(vm, top);
    /* A generator's record is two words longer. */
    Value *base = kk_stack_used(vm, top) + KK_FRAME_WORDS + 2;
    base = kk_stack_reserve(vm, base, 0, room + KK_STACK_SLACK, true);
    /* The two words are no part of most frames, but of what the collector goes over. */
    if (base != NULL)
        base[-4] = base[-5] = KK_UNSET;
    return base;
}

KK_MUST_CHECK static Value run_function(Vm *vm, Value function, Args args, Value self, Value kw)
{
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, function)->code);
    size_t n = args.n + (self != KK_UNSET);
    bool simple = kw == KK_UNSET && kk_call_is_simple(code, n);
    Value *base = new_window(vm, simple ? kk_code_nregs(code) : kk_vm_room(code, n));
    if (base == NULL)
        return KK_ERROR;
    if (self != KK_UNSET)
        base[0] = self;
    /* Upward: they may lie above, where a call was being prepared. */
    Value *to = base + (self != KK_UNSET);
    if (args.n <= 4 && (args.pos >= to || (uintptr_t)args.pos + args.n * sizeof(Value) <= (uintptr_t)to)) {
        for (size_t i = 0; i < args.n; i++)
            to[i] = args.pos[i];
    } else {
        memmove(to, args.pos, args.n * sizeof(Value));
    }
    if (simple) {
        /* All of them: what is left in the others from frames before would be kept alive as long as this one runs. */
        for (Value *slot = base + n, *end = base + kk_code_nregs(code); slot < end; slot++) {
            *slot = KK_UNSET;
            KK_KEEP(slot); /* so few words are no work for memset */
        }
    } else if (!kk_vm_bind(vm, KK_OBJ(FunctionObj, function), base, n, KK_UNSET, kw)) {
        return KK_ERROR;
    }
    if (kk_code_flags(code) & (CODE_GENERATOR | CODE_COROUTINE))
        return kk_gen_new(vm, function, base, kk_code_nregs(code));
    push_entry(vm, base, function, 0);
    vm->call_top = NULL;
    vm->dead = 0;
    return kk_vm_run(vm, 0, false, NULL);
}

Value kk_vm_call_function(Vm *vm, Value function, Args args, Value self, Value kw)
{
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    Value *call_top = vm->call_top;
    size_t dead = vm->dead;
    const uint32_t *pc = vm->pc;
    Value r = run_function(vm, function, args, self, kw);
    vm->pc = pc;
    vm->call_top = call_top;
    vm->dead = dead;
    kk_depth_leave(vm);
    return r;
}

Value kk_vm_run_body(Vm *vm, Value function, Value space)
{
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, function)->code);
    Value *call_top = vm->call_top;
    size_t dead = vm->dead;
    const uint32_t *pc = vm->pc;
    Value *base = new_window(vm, kk_vm_room(code, 0));
    Value r = KK_ERROR;
    if (base != NULL && kk_vm_bind(vm, KK_OBJ(FunctionObj, function), base, 0, KK_UNSET, KK_UNSET)) {
        if (kk_code_flags(code) & CODE_NAMESPACE)
            base[0] = space;
        if (kk_code_flags(code) & (CODE_GENERATOR | CODE_COROUTINE)) {
            r = kk_gen_new(vm, function, base, kk_code_nregs(code));
        } else {
            push_entry(vm, base, function, 0);
            vm->call_top = NULL;
            vm->dead = 0;
            r = kk_vm_run(vm, 0, false, NULL);
        }
    }
    vm->pc = pc;
    vm->call_top = call_top;
    vm->dead = dead;
    kk_depth_leave(vm);
    return r;
}

Value kk_vm_exec(Vm *vm, Value code, Value globals, Value locals)
{
    Value function = kk_function_new(vm, code, globals);
    return function == KK_ERROR ? KK_ERROR : kk_vm_run_body(vm, function, locals == KK_UNSET ? globals : locals);
}

/* ---- generators ---- */

/* Where the interpreter continues, and whether by raising: pc of the frame. */
static size_t prepare_resume(Vm *vm, GenObj *gen, Value *base, GenResume how, Value value)
{
    size_t pc = (size_t)kk_smallint_get(gen->pc);
    const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, gen->function)->code);
    if (how == GEN_THROW)
        return gen->from != KK_UNSET ? pc + 1 : pc;
    if (gen->from != KK_UNSET)
        gen->sent = value;
    else if (how == GEN_SEND && pc != 0)
        base[KK_A(kk_code_ops(code)[pc - 1])] = value;
    return pc;
}

/* An exception that is thrown in has as its context what the generator was handling itself, nothing of its resumer's. */
static Value throw_in(Vm *vm, Value exception, bool catches)
{
    Value handled = vm->handled;
    if (!catches)
        vm->handled = KK_UNSET;
    (void)kk_raise_instance(vm, exception);
    vm->handled = handled;
    return KK_ERROR;
}

KK_MUST_CHECK static Value resume(Vm *vm, Value g, GenResume how, Value value, Drain *drain)
{
    GenObj *gen = KK_OBJ(GenObj, g);
    Value *base = new_window(vm, gen->count);
    if (base == NULL)
        return KK_ERROR;
    memcpy(base, gen->regs, gen->count * sizeof(Value));
    size_t pc = prepare_resume(vm, gen, base, how, value);
    base[-4] = g;
    base[-5] = vm->handled;
    bool catches = gen->handled != KK_UNSET;
    push_entry(vm, base, gen->function, FRAME_GENERATOR | (catches ? FRAME_CATCHES : 0));
    if (catches)
        vm->handled = gen->handled;
    gen->pc = KK_INT(GEN_RUNNING);
    vm->call_top = NULL;
    vm->dead = 0;
    if (how == GEN_THROW) {
        gen->from = KK_UNSET;
        (void)throw_in(vm, value, catches);
        if (KK_WORD_BITS == 64 && vm->tracer != NULL) {
            vm->pc = kk_code_ops(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code)) + pc;
            (void)vm->tracer(vm, TRACE_THROWN, KK_UNSET);
        }
    }
    return kk_vm_run(vm, pc, how == GEN_THROW, drain);
}

/* The same with what belongs to the caller's frame put aside. */
KK_MUST_CHECK static Value enter(Vm *vm, Value g, GenResume how, Value value, Drain *drain)
{
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    Value *call_top = vm->call_top;
    size_t dead = vm->dead;
    const uint32_t *pc = vm->pc;
    Value r = resume(vm, g, how, value, drain);
    vm->pc = pc;
    vm->call_top = call_top;
    vm->dead = dead;
    kk_depth_leave(vm);
    return r;
}

Value kk_vm_resume(Vm *vm, Value g, GenResume how, Value value)
{
    GenObj *gen = KK_OBJ(GenObj, g);
    if (gen->pc == KK_INT(GEN_RUNNING))
        return kk_raise(vm, KK_ValueError, "%s already executing", kk_gen_kind(g));
    if (gen->pc == KK_INT(GEN_FINISHED)) {
        if (kk_gen_is_coroutine(g))
            return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited coroutine");
        gen->sent = kk_none;
        return how == GEN_THROW ? throw_in(vm, value, false) : KK_END;
    }
    if (gen->pc == KK_INT(0) && gen->from == KK_UNSET) {
        if (how == GEN_SEND && value != kk_none)
            return kk_raise(vm, KK_TypeError, "can't send non-None value to a just-started %s", kk_gen_kind(g));
        if (how == GEN_THROW) {
            kk_gen_finish(gen);
            return throw_in(vm, value, false);
        }
    }
    if (gen->pended != KK_UNSET && how == GEN_SEND && kk_ref_is(gen->pended) && !kk_kind_is(gen->pended, KIND_TUPLE)) {
        value = gen->pended;
        gen->pended = KK_UNSET;
        how = GEN_THROW;
    }
    return enter(vm, g, how, value, NULL);
}

Value kk_vm_drain(Vm *vm, Value gen, Drain *drain)
{
    if (!is_resumable(gen) || vm->tracer != NULL)
        return kk_next(vm, gen);
    Value r = enter(vm, gen, GEN_SEND, kk_none, drain);
    return r != KK_ERROR && kk_failed(vm) ? KK_ERROR : r;
}

/* ---- calls in unusual forms ---- */

Value kk_op_call_extended(Vm *vm, Value f, Value args, Value kw)
{
    return kk_call_kw(vm, f, (Args){KK_OBJ(TupleObj, args)->at, kk_len_of(args)}, kw);
}

Value kk_op_call_super(Vm *vm, Value f, Value cell, Value self)
{
    if (f != KK_REF(&kk_type_super))
        return kk_call0(vm, f);
    Value args[] = {KK_OBJ(CellObj, cell)->content, self};
    if (self == KK_UNSET)
        return kk_raise(vm, KK_RuntimeError, "super(): arg[0] deleted");
    if (args[0] == KK_UNSET)
        return kk_raise(vm, KK_RuntimeError, "super(): empty __class__ cell");
    return kk_call(vm, f, args, 2);
}

Callee kk_op_callee(Vm *vm, Value f, Value *window, size_t n)
{
    if (kk_desc_is(f, &kk_type_method)) {
        const MethodObj *method = KK_OBJ(const MethodObj, f);
        if (!kk_desc_is(method->function, &kk_type_function))
            return CALLEE_OTHER;
        for (size_t i = n; i > 0; i--)
            window[i] = window[i - 1];
        window[0] = method->self;
        window[-3] = method->function;
        return CALLEE_METHOD;
    }
    if (!kk_type_is(f) || (KK_OBJ(const TypeObj, f)->flags & TYPE_PLAIN_NEW) == 0)
        return CALLEE_OTHER;
    Value init = kk_class_attr(vm, KK_OBJ(const TypeObj, f), KK_N(__init__));
    if (!kk_desc_is(init, &kk_type_function))
        return CALLEE_OTHER;
    window[-2] = init;
    Value instance = kk_object_new(vm, KK_OBJ(const TypeObj, f), 0);
    if (instance == KK_ERROR)
        return CALLEE_ERROR;
    /* One word up for the instance (base[-4]), one for self in front of the arguments. */
    for (size_t i = n; i > 0; i--)
        window[i + 1] = window[i - 1];
    window[1] = window[-3] = instance;
    return CALLEE_INIT;
}

Value kk_op_method_value(Vm *vm, Value *window, Value name, size_t n)
{
    size_t at = (size_t)(window - vm->stack);
    Value f = kk_getattr(vm, window[0], name);
    window = vm->stack + at;
    if (f != KK_ERROR) {
        for (size_t i = 0; i < n; i++)
            window[i] = window[i + 1];
    }
    return f;
}

Value kk_op_method(Vm *vm, Value *window, Value name, size_t n, Value *receiver)
{
    const Desc *desc = kk_desc_of(window[0]);
    const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
    if ((type->flags & TYPE_HAS_GETATTRIBUTE) == 0 && kk_rare_of(type->slots)->getattr == NULL) {
        const CacheEntry *entry = kk_attr_lookup(vm, desc, name);
        if (entry->slot == CACHE_CLASS_METHOD) {
            *receiver = window[0];
            return entry->value;
        }
    }
    *receiver = KK_UNSET;
    return kk_op_method_value(vm, window, name, n);
}

Value kk_op_call_names(Vm *vm, Value f, Value self, const Value *args, size_t n, Value names)
{
    size_t nkw = kk_len_of(names);
    Value kw = kk_dict_new(vm, nkw);
    if (kw == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < nkw; i++) {
        if (!kk_dict_set(vm, kw, KK_OBJ(TupleObj, names)->at[i], args[n - nkw + i]))
            return KK_ERROR;
    }
    /* A dict of names is what dict(...) would make of them. */
    if (f == KK_REF(&kk_type_dict) && n == nkw)
        return kw;
    return kk_call_with_self(vm, f, (Args){args, n - nkw}, self, kw);
}

void kk_vm_dispatch(Vm *vm, bool traced)
{
    if (KK_WORD_BITS == 64 && kk_vm_run(vm, traced ? KK_DISPATCH_TRACED : KK_DISPATCH_PLAIN, false, NULL) == KK_ERROR)
        vm->tracer = NULL;
}

/* ---- looking at frames ---- */

Value kk_vm_frame_globals(Vm *vm, size_t level)
{
    Value *base = kk_frame_base(vm, level);
    return base == NULL ? KK_UNSET : KK_OBJ(FunctionObj, base[-3])->globals;
}

Value *kk_vm_frame_registers(Vm *vm, size_t level)
{
    return kk_frame_base(vm, level);
}

Value kk_vm_frame_code(Vm *vm, size_t level, uint32_t *line)
{
    Value *base = kk_frame_base(vm, level);
    if (base == NULL)
        return KK_UNSET;
    Value code = KK_OBJ(FunctionObj, base[-3])->code;
    *line = kk_code_line(KK_OBJ(const CodeObj, code), kk_frame_pc(vm, base));
    return code;
}
