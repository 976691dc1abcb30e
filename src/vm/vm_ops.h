/*
 * vm_ops.h: what the interpreter loop does out of line: the meaning of the longer instructions.
 *
 * Native code will call the same functions. All may run Python code and collect; errors are KK_ERROR / false /
 * NULL with the exception pending.
 *
 * Layer: vm.
 */
#ifndef KK_VM_VM_OPS_H
#define KK_VM_VM_OPS_H

#include "object/code.h"
#include "object/func.h"
#include "object/stack.h"
#include "object/vm.h"

struct Drain;
/* Runs the frame at vm->base from word index pc until it returns or fails; throwing: begins by
 * raising vm->pending there. The frame is FRAME_ENTRY and is popped. drain, if not NULL, takes what the
 * generator in it yields (types/iter.h). (vm/interp.c) */
KK_MUST_CHECK Value kk_vm_run(Vm *vm, size_t pc, bool throwing, struct Drain *drain);
/* As pc: fills vm->labels instead, as only kk_vm_run knows its labels. */
#define KK_DISPATCH_PLAIN (SIZE_MAX - 1)
#define KK_DISPATCH_TRACED SIZE_MAX

/* ---- calls (vm/bind.c, vm/call.c) ---- */

/* The code takes exactly its positional parameters: n of them in registers is all a call needs. */
KK_INLINE bool kk_call_is_simple(const CodeObj *code, size_t n)
{
    return (code->params & 0xFF00FF) == n &&
           (kk_code_flags(code) & (CODE_VARARGS | CODE_VARKW | CODE_GENERATOR | CODE_COROUTINE | CODE_FAR | CODE_NAMESPACE)) ==
               0;
}
/*
 * Arranges arguments for a function: n positional ones stand at base[0..n), followed by as many values as
 * the tuple `names` (or KK_UNSET) has keyword names; kw is a dict of further keywords or KK_UNSET. Afterwards the
 * parameters and locals of the function stand in their registers. The stack has room up to
 * base + registers + the number of values given (kk_vm_room).
 */
KK_MUST_CHECK bool kk_vm_bind(Vm *vm, FunctionObj *function, Value *base, size_t n, Value names, Value kw);
/* Words above base that kk_vm_bind may use. */
KK_INLINE size_t kk_vm_room(const CodeObj *code, size_t given) { return kk_code_nregs(code) + given + 8; }
/* TypeErrors of a call, in CPython's words (vm/bind_errors.c). */
bool kk_bind_too_many(Vm *vm, FunctionObj *function, size_t given, size_t named);
bool kk_bind_missing(Vm *vm, FunctionObj *function, const Value *base, bool keyword_only);
bool kk_bind_unexpected(Vm *vm, FunctionObj *function, Value name, Value names, Value kw);
bool kk_bind_twice(Vm *vm, FunctionObj *function, Value name);

/* FOR_ITER w, behind which is pc, with any iterator: where to go on, NULL: error. @gc may collect */
KK_MUST_CHECK const uint32_t *kk_op_for_iter(Vm *vm, const uint32_t *pc, Value iterator, uint32_t w);
/* CALLX, and CALLK / CALLMK on anything that is no Python function: names is a tuple of keyword names. */
KK_MUST_CHECK Value kk_op_call_extended(Vm *vm, Value f, Value args, Value kw);
/* super(): f, which is called without arguments unless it is the type super; the cell of __class__, the first argument. */
KK_MUST_CHECK Value kk_op_call_super(Vm *vm, Value f, Value cell, Value self);
typedef enum Callee { CALLEE_OTHER, CALLEE_METHOD, CALLEE_INIT, CALLEE_ERROR } Callee;
/*
 * Of a call whose n arguments stand at window, in front of which is room for a frame's record: prepares what makes of
 * calling f the call of a Python function with one argument more. METHOD: the function is window[-3], self window[0].
 * INIT, of a class with __init__: everything a word higher, and the new instance is window[-3] as well. @gc may collect
 */
Callee kk_op_callee(Vm *vm, Value f, Value *window, size_t n);
/*
 * Of a call of window[0]'s method whose n arguments are behind it, if that is no plain method: the attribute; the arguments are
 * a word lower then. @gc may collect
 */
KK_MUST_CHECK Value kk_op_method_value(Vm *vm, Value *window, Value name, size_t n);
/* The same of any attribute: of a plain method, window stays and *receiver is its first word, else KK_UNSET. @gc may collect */
KK_MUST_CHECK Value kk_op_method(Vm *vm, Value *window, Value name, size_t n, Value *receiver);
KK_MUST_CHECK Value kk_op_call_names(Vm *vm, Value f, Value self, const Value *args, size_t n, Value names);

/* ---- unwinding (vm/unwind.c) ---- */

/* Notes the running frame, which goes on at pc, in the traceback of the pending exception. */
void kk_unwind_trace(Vm *vm, size_t pc);
/*
 * The pending exception goes up to the frame that handles it: where that goes on, behind its CATCH, with the exception in
 * registers. pc is behind the instruction of the running frame that raised, which is in the traceback. NULL: up to C.
 * @gc may collect
 */
KK_MUST_CHECK const uint32_t *kk_unwind(Vm *vm, const uint32_t *pc);
/* The exception that the running frame handles is handled no more; before: from the register behind it. */
void kk_unwind_uncatch(Vm *vm, Value before);

/* ---- operators (vm/ops_arith.c) ---- */

/* Binary instruction `opcode` (any of its forms) on a and b. */
KK_MUST_CHECK Value kk_op_binary(Vm *vm, unsigned opcode, Value a, Value b);
/* The second operand of binary instruction w: a register, a constant or an immediate. @gc never */
Value kk_op_operand(unsigned opcode, uint32_t w, const Value *reg, const Value *k);
/* The Python function that a's class has for it (no reflection to consider), or NULL. @gc never */
FunctionObj *kk_op_binary_method(Vm *vm, unsigned opcode, Value a, Value b);
/* After that method returned NotImplemented. */
KK_MUST_CHECK Value kk_op_binary_retry(Vm *vm, unsigned opcode, Value a, Value b);
KK_MUST_CHECK Value kk_op_compare(Vm *vm, unsigned opcode, Value a, Value b);
FunctionObj *kk_op_compare_method(Vm *vm, unsigned opcode, Value a, Value b);
KK_MUST_CHECK Value kk_op_not(Vm *vm, Value v);
/* Whether fused jump `opcode` is taken by a and b: kk_number_words. @gc never */
bool kk_op_jumps(unsigned opcode, Value a, Value b);
/* Whether a fused jump is taken when its comparison is true. @gc never */
KK_INLINE bool kk_op_jumps_if(unsigned opcode)
{
    return (opcode >= OP_JT_LT && opcode <= OP_JT_GE) || (opcode >= OP_JT_LTI && opcode <= OP_JT_GEI);
}
/* Comparison result r (or KK_ERROR) decides fused jump w, behind which is pc: where to go on, NULL: error. @gc may collect */
KK_MUST_CHECK const uint32_t *kk_op_jump(Vm *vm, const uint32_t *pc, uint32_t w, Value r);
/*
 * The Python method of the operator before pc has given r, which does not settle it: NotImplemented, or (truth) what
 * decides a jump. Where to go on, NULL: error. @gc may collect
 */
KK_MUST_CHECK const uint32_t *kk_op_returned(Vm *vm, const uint32_t *pc, Value r, bool truth);
KK_MUST_CHECK Value kk_op_compare_retry(Vm *vm, unsigned opcode, Value a, Value b);
KK_MUST_CHECK bool kk_op_contains(Vm *vm, Value item, Value container, bool *found);

/* ---- names (vm/ops_names.c) ---- */

KK_MUST_CHECK Value kk_op_load_global(Vm *vm, Value globals, size_t slot);
KK_MUST_CHECK bool kk_op_delete_global(Vm *vm, Value globals, size_t slot);
KK_MUST_CHECK Value kk_op_load_name(Vm *vm, Value space, Value globals, Value name);
KK_MUST_CHECK bool kk_op_store_name(Vm *vm, Value space, Value name, Value value);
KK_MUST_CHECK bool kk_op_delete_name(Vm *vm, Value space, Value name);
KK_MUST_CHECK Value kk_op_load_name_free(Vm *vm, Value space, Value name, Value cell);
KK_MUST_CHECK bool kk_op_annotate(Vm *vm, Value space, Value globals, Value name, Value value);
Value kk_op_unbound_local(Vm *vm, Value name);
Value kk_op_unbound_free(Vm *vm, const FunctionObj *function, size_t i);
KK_MUST_CHECK bool kk_op_delete_free(Vm *vm, const FunctionObj *function, size_t i);

/* ---- building (vm/ops_build.c) ---- */

KK_MUST_CHECK Value kk_op_build_set(Vm *vm, const Value *items, size_t n);
KK_MUST_CHECK Value kk_op_build_dict(Vm *vm, const Value *items, size_t pairs);
KK_MUST_CHECK Value kk_op_build_string(Vm *vm, const Value *parts, size_t n);
KK_MUST_CHECK Value kk_op_format(Vm *vm, const Value *from, unsigned how);
KK_MUST_CHECK Value kk_op_slice(Vm *vm, Value v, Value start, Value stop);
/* {**other} @raises TypeError when it is no mapping  @gc may collect */
KK_MUST_CHECK bool kk_op_dict_update(Vm *vm, Value dict, Value other);
KK_MUST_CHECK bool kk_op_dict_merge(Vm *vm, Value dict, Value other, Value function);
KK_MUST_CHECK bool kk_op_unpack(Vm *vm, Value from, Value *to, size_t n);
KK_MUST_CHECK bool kk_op_unpack_ex(Vm *vm, Value from, Value *to, size_t before, size_t after);
/* LIST_EXTEND: `*value` in a display or call. */
KK_MUST_CHECK bool kk_op_extend(Vm *vm, Value list, Value value, Value callee);
/* What f(*value) passes on; callee as above. @gc may collect */
KK_MUST_CHECK Value kk_op_to_tuple(Vm *vm, Value value, Value callee);
/* MAKE_FUNCTION: r points at register A, ext at the EXT word; outer makes the captures. */
KK_MUST_CHECK Value kk_op_make_function(Vm *vm, const FunctionObj *outer, const Value *regs, const Value *r, Value code,
                                        const uint32_t *ext);
KK_MUST_CHECK Value kk_op_build_class(Vm *vm, const Value *window);

/* ---- match (vm/ops_match.c) ---- */

/* MATCH: window is r[B], test and n its operands. *fits: the subject passes. */
KK_MUST_CHECK bool kk_op_match(Vm *vm, Value *window, unsigned test, uint32_t n, bool *fits);

/* ---- iteration, exceptions, with, imports (vm/ops_flow.c) ---- */

/* One step of await, async for, async with: the value for register A; how says what to do with register b. */
KK_MUST_CHECK Value kk_op_async(Vm *vm, AsyncStep step, size_t a, size_t b);

/* RANGE_PREP: window is r[B], state r[A]. */
/*
 * The running frame, of a generator or called by C (as __init__, perhaps), returns *r: where the frame that resumed it goes on, or
 * NULL and in *r what C gets. @gc may collect
 */
const uint32_t *kk_op_leave(Vm *vm, Value *r);
/* The call of a KK_RUNS_GENERATOR with n arguments at window is for the loop to do: of a generator that can go on. @gc never */
bool kk_op_is_step(const Vm *vm, const Value *window, size_t n);
/* Sends to iterator for the `yield from` of the running generator: what to yield; KK_END: it is at its end, and the result
 * in register dst. @gc may collect */
KK_MUST_CHECK Value kk_op_delegate(Vm *vm, Value iterator, Value sent, unsigned dst);
KK_MUST_CHECK bool kk_op_range_prep(Vm *vm, Value *state, const Value *window, size_t n);
/* RAISE with operand C `how`: makes what `raise value` (2: `from cause`) or an assertion raises pending. */
void kk_op_raise(Vm *vm, unsigned how, Value value, Value cause);
/* What `raise` alone raises; false: nothing is being handled, and an error of its own is pending. */
KK_MUST_CHECK bool kk_op_reraise(Vm *vm);
/* EXCEPT_STAR: the window begins at register `at` (vm/ops_star.c). */
KK_MUST_CHECK Value kk_op_except_star(Vm *vm, size_t at, unsigned what);
KK_MUST_CHECK bool kk_op_match_exc(Vm *vm, Value exception, Value types, bool *match);
KK_MUST_CHECK Value kk_op_with_enter(Vm *vm, Value *manager);
KK_MUST_CHECK bool kk_op_with_catch(Vm *vm, Value exit, Value exception, bool *suppress);
KK_MUST_CHECK Value kk_op_import(Vm *vm, Value name, Value level, Value names, Value globals);
KK_MUST_CHECK Value kk_op_import_from(Vm *vm, Value module, Value name);
KK_MUST_CHECK bool kk_op_import_star(Vm *vm, Value module, Value space, Value globals);
KK_MUST_CHECK bool kk_op_print_expr(Vm *vm, Value v);
/*
 * Executes w, one of the instructions that the loop has no code for (vm/ops_rare.c), in the running frame; pc is behind it.
 * Gives where to go on; NULL: error.
 */
KK_MUST_CHECK const uint32_t *kk_op_rare(Vm *vm, uint32_t w, const uint32_t *pc);

#endif
