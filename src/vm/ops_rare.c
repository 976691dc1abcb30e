/*
 * ops_rare.c: instructions that are too seldom executed to be in the interpreter's loop, which lies in the fast memory
 * of chips and, on computers, in the caches.
 *
 * A word of the loop's table of labels leads all of them here. What is executed often, or ends by entering a Python
 * function, has a CASE in interp.c.
 *
 * Layer: vm.   Tests: tests/lang/.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/gen.h"
#include "types/list.h"
#include "types/set.h"
#include "types/slice.h"
#include "vm/inline.h"
#include "vm/vm_ops.h"

#define A KK_A(w)
#define B KK_B(w)
#define C KK_C(w)
#define BX KK_BX(w)

/* Steps give what register A shall hold, or this: an instruction that gives nothing has been executed. */
#define NOTHING KK_END

static Value done(bool fine)
{
    return fine ? NOTHING : KK_ERROR;
}

static Value truth_of(bool fine, const bool *truth)
{
    return fine ? kk_bool(*truth) : KK_ERROR;
}

/* Where a class body, or exec() with locals, keeps its names; KK_UNSET: in the globals. */
static Value space_of(const FunctionObj *fn, const Value *reg)
{
    return (kk_code_flags(KK_OBJ(const CodeObj, fn->code)) & CODE_NAMESPACE) != 0 ? reg[0] : KK_UNSET;
}

static Value *far_values(const FunctionObj *fn, const Value *reg)
{
    return KK_OBJ(ValuesObj, reg[kk_code_nlocals(KK_OBJ(const CodeObj, fn->code))])->at;
}

/* Deletes the content of a cell or of a far local; name: for the message. */
static Value delete_cell(Vm *vm, Value cell, Value name)
{
    if (KK_OBJ(CellObj, cell)->content == KK_UNSET)
        return kk_op_unbound_local(vm, name);
    KK_OBJ(CellObj, cell)->content = KK_UNSET;
    return NOTHING;
}

/* Names: of class bodies, far locals, deleted ones. */
static Value name_step(Vm *vm, const FunctionObj *fn, const Value *reg, const Value *k, uint32_t w)
{
    switch (KK_OP_OF(w)) {
    case OP_DEL_CELL: return delete_cell(vm, reg[A], k[BX]);
    case OP_DEL_FREE: return done(kk_op_delete_free(vm, fn, BX));
    case OP_DEL_GLOBAL: return done(kk_op_delete_global(vm, fn->globals, BX));
    case OP_LOAD_NAME: return kk_op_load_name(vm, reg[0], fn->globals, k[BX]);
    case OP_STORE_NAME: return done(kk_op_store_name(vm, reg[0], k[BX], reg[A]));
    case OP_DEL_NAME: return done(kk_op_delete_name(vm, reg[0], k[BX]));
    case OP_ANNOTATE: return done(kk_op_annotate(vm, space_of(fn, reg), fn->globals, k[BX], reg[A]));
    case OP_STORE_FAR: far_values(fn, reg)[BX] = reg[A]; return NOTHING;
    default: { /* OP_LOAD_FAR */
        Value r = far_values(fn, reg)[BX];
        return r != KK_UNSET ? r : kk_op_unbound_local(vm, KK_UNSET);
    }
    }
}

/* Containers. */
static Value build_step(Vm *vm, Value *reg, const Value *k, uint32_t w)
{
    switch (KK_OP_OF(w)) {
    case OP_BUILD_SLICE: return kk_slice_new(vm, reg[B], reg[B + 1], C == 3 ? reg[B + 2] : kk_none);
    case OP_LIST_TO_TUPLE: return kk_op_to_tuple(vm, reg[B], C == 0 ? KK_UNSET : reg[C - 1]);
    case OP_LIST_EXTEND: return done(kk_op_extend(vm, reg[A], reg[B], C == 0 ? KK_UNSET : reg[C - 1]));
    case OP_SET_UPDATE: return done(kk_set_update(vm, reg[A], reg[B]));
    case OP_DICT_UPDATE: return done(kk_op_dict_update(vm, reg[A], reg[B]));
    case OP_DICT_MERGE: return done(kk_op_dict_merge(vm, reg[A], reg[B], reg[C]));
    case OP_DELITEM: return done(kk_setitem(vm, reg[A], reg[B], KK_UNSET));
    case OP_DELATTR: return done(kk_setattr(vm, reg[A], k[BX], KK_UNSET));
    default: /* OP_BUILD_CLASS */ return kk_op_build_class(vm, &reg[B]);
    }
}

/* Statements: with, except, import. */
static Value statement_step(Vm *vm, const FunctionObj *fn, Value *reg, const Value *k, uint32_t w)
{
    bool truth = false;
    switch (KK_OP_OF(w)) {
    case OP_RANGE_PREP: return done(kk_op_range_prep(vm, &reg[A], &reg[B], C));
    case OP_ASYNC: return kk_op_async(vm, (AsyncStep)C, A, B);
    case OP_MATCH_EXC: return truth_of(kk_op_match_exc(vm, reg[B], reg[C], &truth), &truth);
    case OP_EXCEPT_STAR: return kk_op_except_star(vm, B, C);
    case OP_WITH_ENTER: {
        Value manager = reg[B];
        Value r = kk_op_with_enter(vm, &manager);
        if (r != KK_ERROR)
            vm->base[B] = manager;
        return r;
    }
    case OP_WITH_EXIT: {
        Value nones[] = {kk_none, kk_none, kk_none};
        return done(kk_call(vm, reg[A], nones, 3) != KK_ERROR);
    }
    case OP_WITH_CATCH: return truth_of(kk_op_with_catch(vm, reg[B], reg[C], &truth), &truth);
    case OP_IMPORT: return kk_op_import(vm, k[BX], reg[A], reg[A + 1], fn->globals);
    case OP_IMPORT_FROM: return kk_op_import_from(vm, reg[B], k[C]);
    case OP_IMPORT_STAR: return done(kk_op_import_star(vm, reg[A], space_of(fn, reg), fn->globals));
    default: /* OP_PRINT_EXPR */ return done(kk_op_print_expr(vm, reg[A]));
    }
}

/* pc is behind w. @gc may collect */
static Value step(Vm *vm, uint32_t w, const uint32_t **pc)
{
    Value *reg = vm->base;
    const FunctionObj *fn = KK_OBJ(const FunctionObj, reg[-3]);
    const Value *k = KK_OBJ(const CodeObj, fn->code)->consts;
    bool truth;
    switch (KK_OP_OF(w)) {
    case OP_DEL_CELL: case OP_DEL_FREE: case OP_DEL_GLOBAL: case OP_LOAD_NAME: case OP_STORE_NAME: case OP_DEL_NAME:
    case OP_ANNOTATE: case OP_LOAD_FAR: case OP_STORE_FAR:
        return name_step(vm, fn, reg, k, w);
    case OP_BUILD_SLICE: case OP_LIST_TO_TUPLE: case OP_LIST_EXTEND: case OP_SET_UPDATE: case OP_DICT_UPDATE:
    case OP_DICT_MERGE: case OP_DELITEM: case OP_DELATTR: case OP_BUILD_CLASS:
        return build_step(vm, reg, k, w);
    case OP_POS: return kk_unary(vm, UN_POS, reg[B]);
    case OP_INVERT: return kk_unary(vm, UN_INVERT, reg[B]);
    case OP_CALL_SUPER: return kk_op_call_super(vm, reg[B], reg[B + 3], reg[B + 4]);
    /* With a second word. */
    case OP_LOAD_NAME_FREE: return kk_op_load_name_free(vm, reg[0], k[BX], fn->cells[*(*pc)++]);
    case OP_UNPACK_EX: return done(kk_op_unpack_ex(vm, reg[B], &reg[A], C, *(*pc)++));
    case OP_MATCH: return truth_of(kk_op_match(vm, &reg[B], C, *(*pc)++, &truth), &truth);
    default: return statement_step(vm, fn, reg, k, w);
    }
}

const uint32_t *kk_op_rare(Vm *vm, uint32_t w, const uint32_t *pc)
{
    vm->pc = pc;
    Value r = step(vm, w, &pc);
    if (r == KK_ERROR)
        return NULL;
    if (r != NOTHING)
        vm->base[A] = r;
    return pc;
}
