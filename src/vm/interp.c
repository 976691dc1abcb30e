/*
 * interp.c: the interpreter loop.
 *
 * Each CASE is short: the frequent case inline, the rest a kk_op_ function (vm_ops.h), which native code calls
 * too. Locals of kk_vm_run that mirror the Vm: reg is vm->base, k the constants of the running code. Whatever may run
 * Python code may move the stack: RELOAD takes reg from the Vm again.
 *
 * Python calls Python without the C stack: a call pushes a frame record (object/stack.h) and goes on
 * here. kk_vm_run itself is entered once for each call from C.
 *
 * The collector does not look into the C frame of kk_vm_run: it would find what the loop has no more use for. fn, code, and
 * with it k and pc, and the stack stay where they are (object/vm.c); nothing else in a local is alive behind a call that may
 * collect, unless a function that is called keeps it (KK_KEEP) or it has been put on the value stack.
 *
 * Layer: vm.   Tests: all of tests/lang/, tests/types/function/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/frame.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/tuple.h"
#include "types/set.h"
#include "types/slice.h"
#include "vm/inline.h"
#include "vm/vm_ops.h"

#define A KK_A(w)
#define B KK_B(w)
#define C KK_C(w)
#define BX KK_BX(w)
#define SBX KK_SBX(w)

#define CASE(name) L_##name
/*
 * Computers predict jumps better when each instruction ends with one of its own; where memory is scarce all share one. The
 * labels in the Vm are as near as those in the table, and sys.settrace can exchange them. Chips have no such thing.
 */
#define NEXT                             \
    do {                                 \
        if (KK_WORD_BITS == 32)          \
            goto next;                   \
        w = *pc++;                       \
        goto *vm->labels[KK_OP_OF(w)];   \
    } while (0)
#define RELOAD (reg = vm->base)
/* The locals of kk_vm_run that belong to the frame whose registers begin at reg. */
#define FRAME_OF_REG                            \
    do {                                        \
        fn = KK_OBJ(FunctionObj, reg[-3]);      \
        code = KK_OBJ(const CodeObj, fn->code); \
        k = code->consts;                       \
    } while (0)
/* Code outside the frequent case. */
#define RARELY(x) KK_UNLIKELY(x)
/* More often than not; the other code is not cold. */
#define USUALLY(x) __builtin_expect_with_probability(!!(x), 1, 0.6)

/* A binary instruction in its register, constant and immediate forms, with int and float fast paths. */
#define ARITH_BODY(int_part, float_part)                                        \
    if (KK_LIKELY(kk_smallint_both(a, b))) {                                    \
        int_part                                                                \
    } else if (kk_float_both_immediate(a, b)) {                                 \
        float_part                                                              \
    }                                                                           \
    goto binary_slow;

/* Room for `room` words from window on, of which nargs hold arguments already: where the window is then, as the
 * stack may move. NULL: error. */
KK_MUST_CHECK KK_NOINLINE static Value *reserve(Vm *vm, Value *window, size_t nargs, size_t room, Value a, Value b)
{
    /* A window without any may begin behind the stack. */
    vm->call_top = nargs > 0 ? window + nargs : NULL;
    window = kk_stack_grow(vm, window, nargs, room, false);
    vm->call_top = NULL;
    KK_KEEP(a);
    KK_KEEP(b);
    return window;
}

/* The same for callee(a, b): all three stay. */
KK_MUST_CHECK KK_NOINLINE static Value *reserve_two(Vm *vm, Value *window, FunctionObj *callee, Value a, Value b)
{
    window = reserve(vm, window, 0, 2, a, b);
    KK_KEEP(callee);
    return window;
}

/* A watched frame ends with result r, which stays. */
KK_NOINLINE static void leave(Vm *vm, size_t pc, Value r)
{
    kk_frame_leave(vm, pc);
    KK_KEEP(r);
}

/* drain takes r, which stays. */
KK_MUST_CHECK KK_NOINLINE static bool take(Vm *vm, Drain *drain, Value r)
{
    bool taken = drain->take(vm, drain, r);
    KK_KEEP(r);
    return taken;
}

/* vm->tracer hears that r is about to be given; r stays. */
KK_MUST_CHECK KK_NOINLINE static bool trace_yield(Vm *vm, Value r)
{
    bool fine = vm->tracer(vm, TRACE_YIELD, r);
    KK_KEEP(r);
    return fine;
}

/* 1: the function has none of these NATIVE_* and takes that many arguments as they are; NATIVE_STEPS: it has this one; else 0.
 * Inline it costs the loop registers. */
KK_HOT KK_NOINLINE static uintptr_t takes(const NativeFn *f, uintptr_t refused, size_t nargs)
{
    uintptr_t limits = kk_native_limits(f);
    if ((limits & refused) != 0)
        return limits & refused & NATIVE_STEPS;
    return nargs >= kk_limits_least(limits) && nargs <= kk_limits_most(limits);
}

KK_HOT Value kk_vm_run(Vm *vm, size_t start, bool throwing, Drain *drain)
{
#define OP(name, a, b, c, flags, meaning) &&L_##name,
    static const void *const labels[] = {
#include "object/opcodes.def"
    };
#undef OP
    if (KK_WORD_BITS == 64 && RARELY(start >= KK_DISPATCH_PLAIN)) {
        for (size_t i = 0; i < KK_COUNT_OF(labels); i++)
            vm->labels[i] = start == KK_DISPATCH_PLAIN ? labels[i] : &&traced_step;
        return kk_none;
    }
    HeapSkip skip = {vm->heap.skips, NULL, NULL};
    if (KK_FRAME_KNOWN) {
        KK_FRAME_FROM(skip.from);
        skip.to = KK_FRAME_TO;
        vm->heap.skips = &skip;
    }
    Value *reg = vm->base;
    FunctionObj *fn = KK_OBJ(FunctionObj, reg[-3]);
    const CodeObj *code = KK_OBJ(const CodeObj, fn->code);
    const Value *k = code->consts;
    const uint32_t *pc = kk_code_ops(code) + start;
    uint32_t w;
    Value a, b, r;
    /* Of a call under way. */
    FunctionObj *callee;
    Value *window;      /* the callee's first register */
    size_t nargs;
    unsigned dst, flags;
    /* Of an instruction that a function has executed: whether it could, where to go on. */
    bool fine;
    const uint32_t *next_pc;

    if (throwing)
        goto raised;
    NEXT;

next: {
        /* The few registers are not for what only the ends of long instructions want again: the opcode, the old pc. */
        KK_FORGET(pc);
        w = *pc;
        const void *label = labels[KK_OP_OF(w)];
        KK_FORGET(w);
        pc++;
        KK_FORGET(pc);
        goto *label;
    }

traced_step:
    if (KK_WORD_BITS == 64 && vm->tracer != NULL) {
        vm->pc = pc;
        if (!vm->tracer(vm, TRACE_STEP, KK_UNSET))
            goto raised;
        RELOAD;
    }
    goto *labels[KK_OP_OF(w)];

    /* ---- moves and constants ---- */
    CASE(MOVE): reg[A] = reg[B]; NEXT;
    CASE(LOADK): reg[A] = k[BX]; NEXT;
    CASE(LOADI): reg[A] = KK_INT(SBX); NEXT;
    CASE(LOAD_NONE): reg[A] = kk_none; NEXT;
    CASE(LOAD_BOOL): reg[A] = kk_bool(B != 0); NEXT;
    CASE(UNSET): reg[A] = KK_UNSET; NEXT;
    CASE(CHECK):
        if (KK_LIKELY(reg[A] != KK_UNSET))
            NEXT;
        b = k[BX];
    unbound:
        (void)kk_op_unbound_local(vm, b);
        goto raised;
    CASE(NOP): NEXT;

    /* ---- cells, free variables, globals ---- */
    CASE(MAKE_CELL):
        if ((r = kk_cell_new(vm, reg[A])) == KK_ERROR)
            goto raised;
        reg[A] = r;
        NEXT;
    CASE(LOAD_CELL):
        r = KK_OBJ(CellObj, reg[B])->content;
        if (RARELY(r == KK_UNSET)) {
            b = C == 255 ? KK_UNSET : k[C];
            goto unbound;
        }
        reg[A] = r;
        NEXT;
    CASE(STORE_CELL): KK_OBJ(CellObj, reg[A])->content = reg[B]; NEXT;
    CASE(LOAD_FREE):
        r = KK_OBJ(CellObj, fn->cells[BX])->content;
        if (RARELY(r == KK_UNSET)) {
            (void)kk_op_unbound_free(vm, fn, BX);
            goto raised;
        }
        reg[A] = r;
        NEXT;
    CASE(STORE_FREE): KK_OBJ(CellObj, fn->cells[BX])->content = reg[A]; NEXT;
    CASE(LOAD_FREE_CELL): reg[A] = fn->cells[BX]; NEXT;
    CASE(LOAD_GLOBAL):
        r = kk_dict_slot_get(fn->globals, BX);
        if (RARELY(r == KK_UNSET)) {
            vm->pc = pc;
            if ((r = kk_op_load_global(vm, fn->globals, BX)) == KK_ERROR)
                goto raised;
            RELOAD;
        }
        reg[A] = r;
        NEXT;
    CASE(STORE_GLOBAL): {
        Value *slot = &KK_OBJ(ValuesObj, KK_OBJ(DictObj, fn->globals)->entries)->at[2 * BX + 1];
        if (KK_LIKELY(*slot != KK_UNSET))
            *slot = reg[A];
        else if (!kk_dict_slot_set(vm, fn->globals, BX, reg[A]))
            goto raised;
        NEXT;
    }

    /* ---- arithmetic ---- */
    L_ADD: L_IADD: a = reg[B]; b = reg[C]; goto add;
    L_ADDK: L_IADDK: a = reg[B]; b = k[C];
    add:
        ARITH_BODY(if (KK_LIKELY(!add_overflows(a, b, &r))) { reg[A] = r; NEXT; },
                   r = kk_float_encode(kk_float_decode(a) + kk_float_decode(b)); goto float_result;)
    L_SUB: L_ISUB: a = reg[B]; b = reg[C]; goto sub;
    L_SUBK: L_ISUBK: a = reg[B]; b = k[C];
    sub:
        ARITH_BODY(if (KK_LIKELY(!sub_overflows(a, b, &r))) { reg[A] = r; NEXT; },
                   r = kk_float_encode(kk_float_decode(a) - kk_float_decode(b)); goto float_result;)
    L_MUL: L_IMUL: a = reg[B]; b = reg[C]; goto mul;
    L_MULK: L_IMULK: a = reg[B]; b = k[C]; goto mul;
    L_MULI: L_IMULI: a = reg[B]; b = KK_INT(KK_SC(w));
    mul:
        ARITH_BODY(if (KK_LIKELY(!mul_overflows(a, b, &r))) { reg[A] = r; NEXT; },
                   r = kk_float_encode(kk_float_decode(a) * kk_float_decode(b)); goto float_result;)
    float_result:
        /* What needs a box goes the slow way, which computes it again. */
        if (KK_LIKELY(kk_float_is_immediate(r))) {
            reg[A] = r;
            NEXT;
        }
        goto binary_slow;
    L_ADDI: L_IADDI:
        a = reg[B];
        b = KK_INT(KK_SC(w));
        if (KK_LIKELY(kk_smallint_is(a)) && KK_LIKELY(!add_overflows(a, b, &r))) {
            reg[A] = r;
            NEXT;
        }
        goto binary_slow;
    L_SUBI: L_ISUBI:
        a = reg[B];
        b = KK_INT(KK_SC(w));
        if (KK_LIKELY(kk_smallint_is(a)) && KK_LIKELY(!sub_overflows(a, b, &r))) {
            reg[A] = r;
            NEXT;
        }
        goto binary_slow;
    L_TRUEDIV: L_ITRUEDIV: a = reg[B]; b = reg[C]; goto truediv;
    L_TRUEDIVK: L_ITRUEDIVK: a = reg[B]; b = k[C];
    truediv:
        if (kk_float_both_immediate(a, b)) {
            KkFloat y = kk_float_decode(b);
            if (KK_LIKELY(y != 0)) {
                r = kk_float_encode(kk_float_decode(a) / y);
                goto float_result;
            }
        }
        goto binary_slow;
    L_FLOORDIV: L_IFLOORDIV: a = reg[B]; b = reg[C]; goto floordiv;
    L_FLOORDIVK: L_IFLOORDIVK: a = reg[B]; b = k[C]; goto floordiv;
    L_FLOORDIVI: L_IFLOORDIVI: a = reg[B]; b = KK_INT(KK_SC(w));
    floordiv:
        /* A positive divisor excludes 0 and the one overflow, by -1. */
        if (KK_LIKELY(kk_smallint_both(a, b)) && KK_LIKELY((intptr_t)b > 1)) {
            reg[A] = KK_INT(floor_div(kk_smallint_get(a), kk_smallint_get(b)));
            NEXT;
        }
        goto binary_slow;
    L_MOD: L_IMOD: a = reg[B]; b = reg[C]; goto mod;
    L_MODK: L_IMODK: a = reg[B]; b = k[C]; goto mod;
    L_MODI: L_IMODI: a = reg[B]; b = KK_INT(KK_SC(w));
    mod:
        if (KK_LIKELY(kk_smallint_both(a, b)) && KK_LIKELY((intptr_t)b > 1)) {
            reg[A] = KK_INT(floor_mod(kk_smallint_get(a), kk_smallint_get(b)));
            NEXT;
        }
        goto binary_slow;
    L_AND: L_IAND: a = reg[B]; b = reg[C]; goto and;
    L_ANDK: L_IANDK: a = reg[B]; b = k[C]; goto and;
    L_ANDI: L_IANDI: a = reg[B]; b = KK_INT(KK_SC(w));
    and:
        if (KK_LIKELY(kk_smallint_both(a, b))) {
            reg[A] = a & b;
            NEXT;
        }
        goto binary_slow;
    L_OR: L_IOR: a = reg[B]; b = reg[C]; goto or;
    L_ORK: L_IORK: a = reg[B]; b = k[C];
    or:
        if (KK_LIKELY(kk_smallint_both(a, b))) {
            reg[A] = a | b;
            NEXT;
        }
        goto binary_slow;
    L_XOR: L_IXOR: a = reg[B]; b = reg[C]; goto xor;
    L_XORK: L_IXORK: a = reg[B]; b = k[C];
    xor:
        if (KK_LIKELY(kk_smallint_both(a, b))) {
            reg[A] = (a ^ b) | 1;
            NEXT;
        }
        goto binary_slow;
    L_LSHIFT: L_ILSHIFT: a = reg[B]; b = reg[C]; goto lshift;
    L_LSHIFTI: L_ILSHIFTI: a = reg[B]; b = KK_INT(KK_SC(w));
    lshift:
        if (KK_LIKELY(kk_smallint_both(a, b)) && (uintptr_t)kk_smallint_get(b) < KK_INT_BITS) {
            intptr_t by = kk_smallint_get(b);
            Value shifted = (a - 1) << by;
            if (KK_LIKELY((intptr_t)shifted >> by == (intptr_t)(a - 1))) {
                reg[A] = shifted | 1;
                NEXT;
            }
        }
        goto binary_slow;
    L_RSHIFT: L_IRSHIFT: a = reg[B]; b = reg[C]; goto rshift;
    L_RSHIFTI: L_IRSHIFTI: a = reg[B]; b = KK_INT(KK_SC(w));
    rshift:
        if (KK_LIKELY(kk_smallint_both(a, b)) && (uintptr_t)kk_smallint_get(b) < KK_INT_BITS) {
            reg[A] = KK_INT(kk_smallint_get(a) >> kk_smallint_get(b));
            NEXT;
        }
        goto binary_slow;
    L_POW: L_IPOW: L_MATMUL: L_IMATMUL:
        a = reg[B];
        b = reg[C];
    binary_slow:
        callee = kk_op_binary_method(vm, KK_OP_OF(w), a, b);
        if (callee != NULL) {
            flags = FRAME_BINARY;
            goto call_two;
        }
        vm->pc = pc;
        r = kk_op_binary(vm, KK_OP_OF(w), a, b);
    store_result:
        RELOAD;
        if (RARELY(r == KK_ERROR))
            goto raised;
        reg[A] = r;
        NEXT;

    CASE(NEG):
        a = reg[B];
        if (KK_LIKELY(kk_smallint_is(a)) && !sub_overflows(KK_INT(0), a, &r)) {
            reg[A] = r;
            NEXT;
        }
        r = kk_unary(vm, UN_NEG, a);
        goto store_result;
    CASE(NOT):
        a = reg[B];
        if (kk_bool_is(a)) {
            reg[A] = kk_bool(a != kk_true);
            NEXT;
        }
        r = kk_op_not(vm, a);
        goto store_result;

    /* ---- comparisons ---- */
#define COMPARE_VALUE(name)                                                    \
    CASE(name):                                                                \
        a = reg[B];                                                            \
        b = reg[C];                                                            \
        if (KK_LIKELY(kk_smallint_both(a, b))) {                               \
            reg[A] = kk_bool(COMPARE_BY(CMP_##name, (intptr_t)a, (intptr_t)b)); \
            NEXT;                                                              \
        }                                                                      \
        goto compare_value;
    COMPARE_VALUE(LT)
    COMPARE_VALUE(LE)
    COMPARE_VALUE(EQ)
    COMPARE_VALUE(NE)
    COMPARE_VALUE(GT)
    COMPARE_VALUE(GE)
    compare_value:
        callee = kk_op_compare_method(vm, KK_OP_OF(w), a, b);
        if (callee != NULL) {
            flags = FRAME_BINARY;
            goto call_two;
        }
        r = kk_op_compare(vm, KK_OP_OF(w), a, b);
        goto store_result;
    CASE(IS): reg[A] = kk_bool(reg[B] == reg[C]); NEXT;
    CASE(IS_NOT): reg[A] = kk_bool(reg[B] != reg[C]); NEXT;
    CASE(IN): CASE(NOT_IN): {
        bool found;
        if (!kk_op_contains(vm, reg[B], reg[C], &found))
            goto raised;
        RELOAD;
        reg[A] = kk_bool(found == (KK_OP_OF(w) == OP_IN));
        NEXT;
    }

    /* ---- jumps ---- */
    CASE(JUMP): pc += SBX; NEXT;
    CASE(LOOP):
        pc += SBX;
        if (RARELY(vm->poll != 0))
            goto poll;
        NEXT;
    poll:
        /* From here, for the frame of kk_vm_poll would cover some words. */
        if (vm->washes != 0)
            kk_roots_wash();
        if (!kk_vm_poll(vm))
            goto raised;
        RELOAD;
        NEXT;
    CASE(JT): CASE(JF): {
        a = reg[A];
        bool truth = a == kk_true;
        if (!truth && a != kk_false && a != kk_none) {
            if (kk_smallint_is(a)) {
                truth = a != KK_INT(0);
            } else {
                if (!kk_truth(vm, a, &truth))
                    goto raised;
                RELOAD;
            }
        }
        if (truth == (KK_OP_OF(w) == OP_JT))
            pc += SBX;
        NEXT;
    }
    CASE(JNONE):
        if (reg[A] == kk_none)
            pc += SBX;
        NEXT;
    CASE(JNOT_NONE):
        if (reg[A] != kk_none)
            pc += SBX;
        NEXT;
    /* A chip compares floats by functions: outside of the loop, like all that is not an int. */
#define COMPARE_JUMP_FORM(label, name, wanted)                                 \
    label:                                                                     \
        a = reg[A];                                                            \
        b = reg[B];                                                            \
        if (KK_LIKELY(kk_smallint_both(a, b))) {                               \
            if ((COMPARE_BY(CMP_##name, (intptr_t)a, (intptr_t)b)) == wanted)  \
                pc += KK_SC(w);                                                \
            NEXT;                                                              \
        }                                                                      \
        if (KK_WORD_BITS == 64 && kk_float_both_immediate(a, b)) {             \
            if ((COMPARE_BY(CMP_##name, kk_float_decode(a), kk_float_decode(b))) == wanted)\
                pc += KK_SC(w);                                                \
            NEXT;                                                              \
        }                                                                      \
        goto compare_jump;
#define COMPARE_SMALL_FORM(label, name, wanted)                                \
    label:                                                                     \
        a = reg[A];                                                            \
        if (KK_LIKELY(kk_smallint_is(a))) {                                    \
            if ((COMPARE_BY(CMP_##name, (intptr_t)a, (intptr_t)KK_INT(KK_SB(w)))) == wanted)\
                pc += KK_SC(w);                                                \
            NEXT;                                                              \
        }                                                                      \
        goto compare_small;
#define COMPARE_JUMP(name)                                                     \
    COMPARE_JUMP_FORM(CASE(JT_##name), name, true)                             \
    COMPARE_JUMP_FORM(CASE(JF_##name), name, false)                            \
    COMPARE_SMALL_FORM(CASE(JT_##name##I), name, true)                         \
    COMPARE_SMALL_FORM(CASE(JF_##name##I), name, false)
    COMPARE_JUMP(LT)
    COMPARE_JUMP(LE)
    COMPARE_JUMP(EQ)
    COMPARE_JUMP(NE)
    COMPARE_JUMP(GT)
    COMPARE_JUMP(GE)
    compare_small:
        b = KK_INT(KK_SB(w));
    compare_jump:
        if (kk_number_words(a, b)) {
            if (kk_op_jumps(KK_OP_OF(w), a, b))
                pc += KK_SC(w);
            NEXT;
        }
        callee = kk_op_compare_method(vm, KK_OP_OF(w), a, b);
        if (callee != NULL) {
            flags = FRAME_TRUTH;
            goto call_two;
        }
        next_pc = kk_op_jump(vm, pc, w, kk_op_compare(vm, KK_OP_OF(w), a, b));
        goto go_on;

    /* ---- calls ---- */
    CASE(CALL):
        a = reg[B];
        nargs = C;
        dst = A;
        window = reg + B + KK_FRAME_WORDS;
        if (USUALLY(kk_desc_is(a, &kk_type_function))) {
            callee = KK_OBJ(FunctionObj, a);
            flags = 0;
            goto call_function;
        }
    call_other:
        /* Any callable a, nargs arguments at window, in a window within the frame. */
        vm->pc = pc;
        if (kk_desc_is(a, &kk_type_builtin)) {
            vm->dead = (size_t)(window - reg) + nargs;
            const NativeFn *native = KK_OBJ(const NativeFn, a);
            uintptr_t how =
                takes(native, NATIVE_METHOD | NATIVE_KWONLY | NATIVE_VARARGS | NATIVE_VARKW | NATIVE_STEPS, nargs);
            if (how == 1)
                r = native->call(vm, KK_UNSET, (Args){window, nargs});
            else if (how != 0 && kk_op_is_step(vm, window, nargs)) {
                a = window[0];
                vm->dead = 0;
                flags = FRAME_GENERATOR | FRAME_NEXT;
                b = kk_none;
                goto resume;
            } else
                r = kk_native_call(vm, native, (Args){window, nargs}, KK_UNSET, KK_UNSET);
            goto called;
        }
        switch (kk_op_callee(vm, a, window, nargs)) {
        case CALLEE_INIT:
            window++;
            flags = FRAME_SELF;
            goto call_prepared;
        case CALLEE_METHOD:
            flags = 0;
        call_prepared:
            nargs++;
            callee = KK_OBJ(FunctionObj, window[-3]);
            goto call_function;
        case CALLEE_ERROR: goto raised;
        case CALLEE_OTHER: break;
        }
        vm->dead = (size_t)(window - reg) + nargs;
        r = kk_call_kw(vm, a, (Args){window, nargs}, KK_UNSET);
    called:
        RELOAD;
        vm->dead = 0;
        if (RARELY(r == KK_ERROR))
            goto raised;
        /* Arguments of a call that is over would keep their objects alive as long as nothing else uses the
         * registers: a second `x = bytearray(20000)` must not fail for the sake of a `len(x)` before it. */
        for (size_t i = B + KK_FRAME_WORDS, end = i + C; i <= end; i++)
            reg[i] = KK_UNSET;
        reg[A] = r;
        if (RARELY(vm->poll != 0))
            goto poll;
        NEXT;

    call_two:
        /* callee(a, b) for an operator: the result goes to A, or decides a jump. */
        window = reg + kk_code_nregs(code) + KK_FRAME_WORDS;
        if (RARELY(window + 2 > vm->stack_end)) {
            if ((window = reserve_two(vm, window, callee, a, b)) == NULL)
                goto raised;
            RELOAD;
        }
        window[0] = a;
        window[1] = b;
        nargs = 2;
        dst = A;

    call_function: {
        /* Enters callee: nargs arguments at window, the result to dst, record flags in flags. */
        const CodeObj *to = KK_OBJ(const CodeObj, callee->code);
        size_t room = (kk_call_is_simple(to, nargs) ? kk_code_nregs(to) : kk_vm_room(to, nargs)) + KK_STACK_SLACK;
        if (RARELY(window + room > vm->stack_end)) {
            if ((window = reserve(vm, window, nargs, room, KK_REF(callee), KK_REF(to))) == NULL)
                goto raised;
            RELOAD;
        }
        if (KK_LIKELY(kk_call_is_simple(to, nargs))) {
            for (size_t i = nargs; i < kk_code_nlocals(to); i++)
                window[i] = KK_UNSET;
        } else {
            window[-3] = KK_REF(callee);
            if (!kk_vm_bind(vm, callee, window, nargs, KK_UNSET, KK_UNSET))
                goto raised;
        bound:
            /* The function at window[-3] has its arguments where it wants them. */
            callee = KK_OBJ(FunctionObj, window[-3]);
            to = KK_OBJ(const CodeObj, callee->code);
            if (kk_code_flags(to) & (CODE_GENERATOR | CODE_COROUTINE)) {
                vm->pc = pc;
                r = kk_gen_new(vm, KK_REF(callee), window, kk_code_nregs(to));
                if (r == KK_ERROR)
                    goto raised;
                reg[dst] = r;
                NEXT;
            }
        }
        window[-3] = KK_REF(callee);
        window[-2] = KK_INT(pc - kk_code_ops(code));
        window[-1] = KK_FRAME_INFO(window - reg, dst, flags);
        reg = window;
        vm->base = reg;
        fn = callee;
        code = to;
        k = code->consts;
        pc = kk_code_ops(code);
        if (RARELY(vm->poll != 0))
            goto poll;
        NEXT;
    }

    CASE(CALLK):
        b = k[*pc++];
        a = reg[B];
        window = reg + B + KK_FRAME_WORDS;
        r = KK_UNSET;
    call_names: {
        /* a(self r if set, C arguments at window with the last ones named by tuple b) */
        vm->pc = pc;
        dst = A;
        nargs = C;
        if (kk_desc_is(a, &kk_type_function)) {
            const CodeObj *to = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, a)->code);
            callee = KK_OBJ(FunctionObj, a);
            if (r != KK_UNSET)
                nargs++;
            size_t room = kk_vm_room(to, nargs) + KK_STACK_SLACK;
            if (window + room > vm->stack_end) {
                if ((window = reserve(vm, window, nargs, room, a, b)) == NULL)
                    goto raised;
                RELOAD;
            }
            window[-3] = a;
            if (!kk_vm_bind(vm, callee, window, nargs - kk_len_of(b), b, KK_UNSET))
                goto raised;
            flags = 0;
            goto bound;
        }
        vm->dead = B + KK_FRAME_WORDS + C + 1;
        r = kk_op_call_names(vm, a, r, r == KK_UNSET ? window : window + 1, nargs, b);
        goto called;
    }
    CASE(CALLX):
        vm->pc = pc;
        a = reg[B];
        if (KK_WORD_BITS == 64 && kk_desc_is(a, &kk_type_function)) {
            /* What only passes its arguments on takes no C stack on computers. */
            b = reg[B + 3];
            callee = KK_OBJ(FunctionObj, a);
            nargs = kk_len_of(b);
            window = reg + B + 3;
            size_t room = kk_vm_room(KK_OBJ(const CodeObj, callee->code), nargs) + KK_STACK_SLACK;
            if (RARELY(window + room > vm->stack_end)) {
                if ((window = reserve(vm, window, 2, room, a, b)) == NULL)
                    goto raised;
                RELOAD;
            }
            r = C == 1 ? window[1] : KK_UNSET;
            window[-3] = a;
            for (size_t i = 0; i < nargs; i++)
                window[i] = KK_OBJ(TupleObj, b)->at[i];
            if (!kk_vm_bind(vm, callee, window, nargs, KK_UNSET, r))
                goto raised;
            dst = A;
            flags = 0;
            goto bound;
        }
        vm->dead = B + KK_FRAME_WORDS + 2;
        r = kk_op_call_extended(vm, reg[B], reg[B + 3], C == 1 ? reg[B + 4] : KK_UNSET);
        goto called;

    CASE(CALLM): {
        Value name = k[*pc++];
        window = reg + B + KK_FRAME_WORDS;
        a = window[0];
        nargs = C;
        dst = A;
        const Desc *desc = kk_desc_of(a);
        const CacheEntry *entry = kk_cache_find_load(vm, desc, name);
        if (KK_UNLIKELY(entry == NULL)) {
            const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
            if ((type->flags & TYPE_HAS_GETATTRIBUTE) != 0 || kk_rare_of(type->slots)->getattr != NULL)
                goto method_value;
            entry = kk_attr_lookup(vm, desc, name);
        }
        if (KK_LIKELY(entry->slot == CACHE_CLASS_METHOD)) {
            Value method = entry->value;
            if (kk_desc_is(method, &kk_type_function)) {
                callee = KK_OBJ(FunctionObj, method);
                nargs++;
                flags = 0;
                goto call_function;
            }
            const NativeFn *native = KK_OBJ(const NativeFn, method);
            vm->pc = pc;
            vm->dead = (size_t)(window - reg) + nargs + 1;
            if ((KK_OBJ(const TypeObj, desc->type)->flags & (TYPE_HEAP | TYPE_HOLDER)) == 0 &&
                takes(native, NATIVE_KWONLY | NATIVE_VARARGS | NATIVE_VARKW, nargs))
                r = native->call(vm, a, (Args){window + 1, nargs});
            else
                r = kk_native_call(vm, native, (Args){window + 1, nargs}, a, KK_UNSET);
            goto called;
        }
    method_value:
        /* Not a plain method: get the attribute, call it with the arguments behind the receiver. */
        vm->pc = pc;
        a = kk_op_method_value(vm, window, name, nargs);
        RELOAD;
        if (a == KK_ERROR) {
            pc--; /* the first of the two words */
            goto raised;
        }
        window = reg + B + KK_FRAME_WORDS;
        if (kk_desc_is(a, &kk_type_function)) {
            callee = KK_OBJ(FunctionObj, a);
            flags = 0;
            goto call_function;
        }
        goto call_other;
    }
    CASE(CALLMK): {
        Value receiver;
        vm->pc = pc;
        a = kk_op_method(vm, reg + B + KK_FRAME_WORDS, k[*pc & 0xFFFF], C, &receiver);
        RELOAD;
        if (a == KK_ERROR)
            goto raised;
        /* Only now: looking the name up may have run Python code, which leaves nothing in the locals of this function. */
        b = k[*pc++ >> 16];
        window = reg + B + KK_FRAME_WORDS;
        r = receiver;
        goto call_names;
    }
    CASE(RETURN_NONE): r = kk_none; goto do_return;
    CASE(RETURN): r = reg[A];
    do_return: {
        Value info = reg[-1];
        flags = kk_frame_flags(info);
        if (RARELY((flags & (FRAME_ENTRY | FRAME_GENERATOR | FRAME_WATCHED)) != 0))
            goto return_special;
        dst = kk_frame_dst(info);
        size_t at = (size_t)kk_smallint_get(reg[-2]);
        Value instance = reg[-4];
        reg -= kk_frame_delta(info);
        vm->base = reg;
        FRAME_OF_REG;
        pc = kk_code_ops(code) + at;
        if (KK_LIKELY(flags == 0)) {
            reg[dst] = r;
            NEXT;
        }
        if (flags & FRAME_SELF) {
            if (r != kk_none) {
                kk_raise(vm, KK_TypeError, "__init__() should return None, not '%T'", r);
                goto raised;
            }
            reg[dst] = instance;
            NEXT;
        }
        if (flags & FRAME_BINARY) {
            if (KK_LIKELY(r != kk_not_implemented)) {
                reg[dst] = r;
                NEXT;
            }
        }
        /* FRAME_BINARY with NotImplemented, or FRAME_TRUTH. */
        next_pc = kk_op_returned(vm, pc, r, (flags & FRAME_TRUTH) != 0);
        goto go_on;
    return_special:
        if ((flags & FRAME_WATCHED) || ((flags & FRAME_GENERATOR) && KK_OBJ(GenObj, reg[-4])->frame != KK_UNSET)) {
            leave(vm, (size_t)(pc - kk_code_ops(code)), r);
            RELOAD;
            goto do_return;
        }
        if (KK_LIKELY(flags == FRAME_ENTRY)) {
            vm->base = kk_frame_caller(vm, reg);
            goto finished;
        }
        Value given = r;
        pc = kk_op_leave(vm, &given);
        r = given;
        goto entered;
    }

    CASE(MAKE_FUNCTION): {
        size_t captures = kk_code_nfree(KK_OBJ(const CodeObj, k[BX]));
        r = kk_op_make_function(vm, fn, reg, &reg[A], k[BX], pc);
        pc += 1 + captures;
        goto store_result;
    }
    CASE(CAPTURE): NEXT;

    /* ---- attributes ---- */
    CASE(GETATTR): b = k[C]; goto getattr;
    CASE(GETATTR_X): b = k[*pc++];
    getattr: {
        a = reg[B];
        const Desc *desc = kk_desc_of(a);
        const CacheEntry *entry = kk_cache_find_load(vm, desc, b);
        if (KK_LIKELY(entry != NULL)) {
            if (KK_LIKELY(entry->slot >= 0)) {
                reg[A] = ((Value *)a)[entry->slot];
                NEXT;
            }
            if (entry->slot == CACHE_CLASS_VALUE && entry->value != KK_UNSET) {
                reg[A] = entry->value;
                NEXT;
            }
            if (entry->slot <= CACHE_FAR) {
                reg[A] = *kk_attr_far(a, desc, entry->slot);
                NEXT;
            }
        }
        vm->pc = pc;
        r = kk_getattr(vm, a, b);
        goto store_result;
    }
    CASE(SETATTR): b = k[C]; goto setattr;
    CASE(SETATTR_X): b = k[*pc++];
    setattr: {
        a = reg[A];
        const Desc *desc = kk_desc_of(a);
        const CacheEntry *entry = kk_cache_find_store(vm, desc, b);
        if (KK_LIKELY(entry != NULL)) {
            if (KK_LIKELY(entry->slot >= 0)) {
                ((Value *)a)[entry->slot] = reg[B];
                *(uintptr_t *)a = entry->value;
            } else {
                *kk_attr_far(a, desc, entry->slot) = reg[B];
            }
            NEXT;
        }
        vm->pc = pc;
        fine = kk_setattr(vm, a, b, reg[B]);
        goto stored;
    }

    /* ---- items ---- */
    CASE(GETITEM): b = reg[C]; goto getitem;
    CASE(GETITEMI): b = KK_INT(KK_SC(w));
    getitem:
        a = reg[B];
        r = fast_item(a, b);
        if (KK_LIKELY(r != KK_UNSET)) {
            reg[A] = r;
            NEXT;
        }
        vm->pc = pc;
        r = kk_getitem(vm, a, b);
        goto store_result;
    CASE(SETITEM): {
        a = reg[A];
        b = reg[B];
        if (KK_LIKELY(kk_ref_is(a)) && kk_smallint_is(b) &&
            (kk_header(a) & KK_HEADER_KIND_MASK) == KK_HEADER(KIND_LIST, 0)) {
            size_t n = kk_len_of(a);
            size_t i = (size_t)kk_smallint_get(b);
            if (KK_LIKELY(i < n)) {
                KK_OBJ(ValuesObj, KK_OBJ(ListObj, a)->items)->at[i] = reg[C];
                NEXT;
            }
        }
        vm->pc = pc;
        fine = kk_setitem(vm, a, b, reg[C]);
    stored:
        RELOAD;
        if (RARELY(!fine))
            goto raised;
        NEXT;
    }
    CASE(GETSLICE): r = kk_op_slice(vm, reg[B], reg[C], reg[C + 1]); goto store_result;

    /* ---- building ---- */
    CASE(BUILD_TUPLE): r = C == 0 ? KK_EMPTY_TUPLE : kk_tuple_from(vm, &reg[B], C); goto store_result;
    CASE(BUILD_LIST): r = kk_list_from(vm, &reg[B], C); goto store_result;
    CASE(BUILD_SET): r = kk_op_build_set(vm, &reg[B], C); goto store_result;
    CASE(BUILD_DICT): r = kk_op_build_dict(vm, &reg[B], C); goto store_result;
    CASE(BUILD_STRING): r = kk_op_build_string(vm, &reg[B], C); goto store_result;
    CASE(FORMAT): r = kk_op_format(vm, &reg[B], C); goto store_result;
    CASE(LIST_APPEND): fine = kk_list_append(vm, reg[A], reg[B]); goto stored;
    CASE(SET_ADD): fine = kk_set_add(vm, reg[A], reg[B]); goto stored;
    CASE(DICT_SET): fine = kk_dict_set(vm, reg[A], reg[B], reg[C]); goto stored;
    CASE(UNPACK): {
        a = reg[B];
        if (kk_ref_is(a) && kk_header(a) == KK_HEADER(KIND_TUPLE, C)) {
            for (size_t i = 0; i < C; i++)
                reg[A + i] = KK_OBJ(TupleObj, a)->at[i];
            NEXT;
        }
        fine = kk_op_unpack(vm, a, &reg[A], C);
        goto stored;
    }

    /* ---- iteration ---- */
    CASE(GET_ITER): r = kk_iter(vm, reg[B]); goto store_result;
    CASE(FOR_ITER):
        a = reg[B];
    for_iter: {
        uintptr_t type = kk_header(a);
        if (type == (uintptr_t)&kk_type_list_iterator) {
            SeqIterObj *it = KK_OBJ(SeqIterObj, a);
            Value list = it->seq;
            if (KK_LIKELY(list != KK_UNSET && it->at < kk_len_of(list))) {
                reg[A] = KK_OBJ(ValuesObj, KK_OBJ(ListObj, list)->items)->at[it->at++];
                NEXT;
            }
        } else if (type == (uintptr_t)&kk_type_tuple_iterator) {
            SeqIterObj *it = KK_OBJ(SeqIterObj, a);
            Value tuple = it->seq;
            if (KK_LIKELY(tuple != KK_UNSET && it->at < kk_len_of(tuple))) {
                reg[A] = KK_OBJ(TupleObj, tuple)->at[it->at++];
                NEXT;
            }
        } else if (type == (uintptr_t)&kk_type_generator && is_resumable(a)) {
            flags = FRAME_GENERATOR;
            b = kk_none;
            goto resume;
        }
        next_pc = kk_op_for_iter(vm, pc, a, w);
        goto go_on;
    }
    resume: {
        /* Runs generator a as a frame above this one: for FOR_ITER, FOR_RANGE, or YIELD_FROM (flags tell); b is sent. */
        GenObj *gen = KK_OBJ(GenObj, a);
        window = reg + kk_code_nregs(code) + KK_FRAME_WORDS + 2;
        if (RARELY(window + gen->count + KK_STACK_SLACK > vm->stack_end)) {
            if ((window = reserve(vm, window, 0, gen->count + KK_STACK_SLACK, a, b)) == NULL)
                goto raised;
            RELOAD;
        }
        copy_words(window, gen->regs, gen->count);
        window[-5] = vm->handled;
        window[-4] = a;
        window[-3] = gen->function;
        window[-2] = KK_INT(pc - kk_code_ops(code));
        if (gen->handled != KK_UNSET) {
            vm->handled = gen->handled;
            flags |= FRAME_CATCHES;
        }
        window[-1] = KK_FRAME_INFO(window - reg, A, flags);
        reg = window;
        vm->base = reg;
        FRAME_OF_REG;
        pc = kk_code_ops(code) + kk_smallint_get(gen->pc);
        if (gen->from != KK_UNSET)
            gen->sent = b;
        else if (gen->pc != KK_INT(0))
            reg[KK_A(pc[-1])] = b;
        gen->pc = KK_INT(GEN_RUNNING);
        if (RARELY(vm->poll != 0))
            goto poll;
        NEXT;
    }
    CASE(FOR_RANGE): {
        Value *state = &reg[B];
        a = state[1];
        if (KK_LIKELY(a != KK_UNSET)) {
            if (a == KK_INT(0)) {
                pc++;
                NEXT;
            }
            state[1] = a - 4;
            r = state[0];
            state[0] = r + state[2] - 1;
            reg[A] = r;
            NEXT;
        }
        a = state[0];
        goto for_iter;
    }
    CASE(YIELD): {
        r = reg[B];
    do_yield: {
        if (KK_WORD_BITS == 64 && RARELY(vm->tracer != NULL)) {
            vm->pc = pc;
            if (!trace_yield(vm, r))
                goto raised;
            RELOAD;
        }
        Value info = reg[-1];
        if (RARELY(drain != NULL) && (kk_frame_flags(info) & FRAME_ENTRY)) {
            /* C code wants all of them. */
            vm->pc = pc;
            bool taken = take(vm, drain, r);
            RELOAD;
            if (taken) {
                if (KK_OBJ(GenObj, reg[-4])->from != KK_UNSET)
                    KK_OBJ(GenObj, reg[-4])->sent = kk_none;
                else
                    reg[KK_A(pc[-1])] = kk_none;
                NEXT;
            }
        }
        GenObj *gen = KK_OBJ(GenObj, reg[-4]);
        gen->pc = KK_INT(pc - kk_code_ops(code));
        copy_words(gen->regs, reg, gen->count);
        gen->handled = kk_frame_flags(info) & FRAME_CATCHES ? vm->handled : KK_UNSET;
        vm->handled = reg[-5];
        if (kk_frame_flags(info) & FRAME_ENTRY) {
            vm->base = kk_frame_caller(vm, reg);
            goto finished;
        }
        size_t at = (size_t)kk_smallint_get(reg[-2]);
        reg -= kk_frame_delta(info);
        vm->base = reg;
        FRAME_OF_REG;
        pc = kk_code_ops(code) + at;
        if (kk_frame_flags(info) & FRAME_DELEGATE) {
            /* What the inner generator yields, this one yields, and will do the YIELD_FROM again. */
            pc--;
            goto do_yield;
        }
        reg[kk_frame_dst(info)] = r;
        NEXT;
    }
    }
    CASE(YIELD_FROM): {
        GenObj *gen = KK_OBJ(GenObj, reg[-4]);
        Value sent = gen->from == KK_UNSET ? kk_none : gen->sent;
        a = reg[B];
        if (kk_gen_delegates(a) && is_resumable(a) && (sent == kk_none || KK_OBJ(GenObj, a)->pc != KK_INT(0))) {
            gen->from = a;
            gen->sent = KK_UNSET;
            flags = FRAME_GENERATOR | FRAME_DELEGATE;
            b = sent;
            goto resume;
        }
        vm->pc = pc;
        r = kk_op_delegate(vm, a, sent, A);
        RELOAD;
        if (r == KK_ERROR)
            goto raised;
        if (r == KK_END)
            NEXT;
        pc--;
        goto do_yield;
    }

    CASE(END_ASYNC_FOR):
        kk_unwind_uncatch(vm, reg[A + 1]);
        if (kk_is(reg[A], &kk_type_StopAsyncIteration))
            NEXT;
        vm->pending = reg[A];
        goto unwind;

    /* ---- exceptions and with ---- */
    CASE(RAISE):
        if (C == 0) {
            /* The traceback has this frame already. */
            if (kk_op_reraise(vm))
                goto unwind;
        } else {
            kk_op_raise(vm, C, reg[A], reg[B]);
        }
        RELOAD;
        goto raised;
    CASE(RERAISE): vm->pending = reg[A]; goto unwind;
    CASE(CATCH): NEXT;
    CASE(UNCATCH): kk_unwind_uncatch(vm, reg[A + 1]); NEXT;

    /* ---- what has no code here (vm/ops_rare.c) ---- */
    CASE(DEL_CELL): CASE(DEL_FREE): CASE(LOAD_FAR): CASE(STORE_FAR): CASE(DEL_GLOBAL): CASE(LOAD_NAME):
    CASE(STORE_NAME): CASE(DEL_NAME): CASE(LOAD_NAME_FREE): CASE(ANNOTATE): CASE(POS): CASE(INVERT):
    CASE(BUILD_CLASS): CASE(DELATTR): CASE(DELITEM): CASE(BUILD_SLICE): CASE(LIST_TO_TUPLE):
    CASE(LIST_EXTEND): CASE(SET_UPDATE): CASE(DICT_UPDATE): CASE(DICT_MERGE): CASE(UNPACK_EX): CASE(MATCH):
    CASE(RANGE_PREP): CASE(ASYNC): CASE(MATCH_EXC): CASE(EXCEPT_STAR): CASE(WITH_ENTER): CASE(WITH_EXIT):
    CASE(WITH_CATCH): CASE(IMPORT): CASE(IMPORT_FROM): CASE(IMPORT_STAR): CASE(PRINT_EXPR):
    CASE(CALL_SUPER):
        next_pc = kk_op_rare(vm, w, pc);
    go_on:
        RELOAD;
        if (RARELY(next_pc == NULL))
            goto raised;
        pc = next_pc;
        NEXT;

raised:
    kk_unwind_trace(vm, (size_t)(pc - kk_code_ops(code)));
unwind:
    pc = kk_unwind(vm, pc);
    r = KK_ERROR;
entered:
    /* Another frame goes on at pc, or r is what C code gets. */
    if (pc == NULL)
        goto finished;
    RELOAD;
    FRAME_OF_REG;
    NEXT;
finished:
    vm->heap.skips = skip.next;
    return r;
}
