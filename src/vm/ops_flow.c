/*
 * ops_flow.c: loops over ranges, raising and matching exceptions, with statements, imports.
 *
 * Layer: vm.   Tests: tests/lang/loops/, tests/lang/exceptions/, tests/lang/with.py.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/import.h"
#include "object/names.h"
#include "object/ops.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/tuple.h"
#include "vm/inline.h"
#include "vm/vm_ops.h"

/* ---- range loops ---- */

/* How many values a range has. */
static uintptr_t count_range(intptr_t start, intptr_t stop, intptr_t step)
{
    if (step > 0)
        return start < stop ? ((uintptr_t)stop - (uintptr_t)start - 1) / (uintptr_t)step + 1 : 0;
    return start > stop ? ((uintptr_t)start - (uintptr_t)stop - 1) / (0 - (uintptr_t)step) + 1 : 0;
}

static bool all_small(const Value *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!kk_smallint_is(args[i]))
            return false;
    }
    return true;
}

bool kk_op_range_prep(Vm *vm, Value *state, const Value *window, size_t n)
{
    const Value *args = window + KK_FRAME_WORDS;
    if (window[0] == KK_REF(&kk_type_range) && n >= 1 && n <= 3 && all_small(args, n) &&
        (n < 3 || args[2] != KK_INT(0))) {
        intptr_t start = n == 1 ? 0 : kk_smallint_get(args[0]);
        intptr_t stop = kk_smallint_get(args[n == 1 ? 0 : 1]);
        intptr_t step = n == 3 ? kk_smallint_get(args[2]) : 1;
        uintptr_t count = count_range(start, stop, step);
        if (count <= (uintptr_t)KK_INT_MAX) {
            state[0] = KK_INT(start);
            state[1] = KK_INT(count);
            state[2] = KK_INT(step);
            return true;
        }
    }
    size_t at = (size_t)(state - vm->base);
    Value iterable = kk_call(vm, window[0], args, n);
    Value iterator = iterable == KK_ERROR ? KK_ERROR : kk_iter(vm, iterable);
    if (iterator == KK_ERROR)
        return false;
    vm->base[at] = iterator;
    vm->base[at + 1] = KK_UNSET;
    vm->base[at + 2] = KK_UNSET;
    return true;
}

/* ---- raise ---- */

/* An exception from what stands behind `raise`: an instance, or a class to be called. */
KK_SAYS(to_exception, 2)
KK_MUST_CHECK static Value to_exception(Vm *vm, Value v, const char *message)
{
    if (kk_type_is(v) && (KK_OBJ(const TypeObj, v)->flags & TYPE_EXCEPTION) != 0) {
        Value exc = kk_call0(vm, v);
        if (exc != KK_ERROR && !kk_exc_is(exc))
            return kk_raise(vm, KK_TypeError, "calling %R should have returned an instance of BaseException, not %T", v, exc);
        return exc;
    }
    return kk_exc_is(v) ? v : kk_raise(vm, KK_TypeError, "%s", message);
}

void kk_op_raise(Vm *vm, unsigned how, Value value, Value cause)
{
    if (how >= 3) {
        Value failed = kk_exc_new(vm, &kk_type_AssertionError, &value, how - 3);
        if (failed != KK_ERROR)
            (void)kk_raise_instance(vm, failed);
        return;
    }
    Value exc = to_exception(vm, value, "exceptions must derive from BaseException");
    if (exc == KK_ERROR)
        return;
    if (how == 2) {
        Value from = cause == kk_none ? KK_UNSET : to_exception(vm, cause, "exception causes must derive from BaseException");
        if (from == KK_UNSET && kk_vm_failed(vm))
            return;
        KK_OBJ(ExcObj, exc)->cause = from;
        kk_exc_set_flag(exc, EXC_SUPPRESS_CONTEXT, true);
    }
    (void)kk_raise_instance(vm, exc);
}

bool kk_op_reraise(Vm *vm)
{
    if (vm->handled == KK_UNSET)
        return kk_raise_false(vm, KK_RuntimeError, "No active exception to reraise");
    vm->pending = vm->handled;
    return true;
}

bool kk_op_match_exc(Vm *vm, Value exception, Value types, bool *match)
{
    *match = false;
    if (kk_type_is(types) && (KK_OBJ(const TypeObj, types)->flags & TYPE_EXCEPTION) != 0) {
        *match = kk_is(exception, KK_OBJ(const TypeObj, types));
        return true;
    }
    Value tuple = kk_as_kind(types, KIND_TUPLE);
    for (size_t i = 0; tuple != KK_UNSET && i < kk_len_of(tuple); i++) {
        Value type = kk_tuple_at(tuple, i);
        if (!kk_type_is(type) || (KK_OBJ(const TypeObj, type)->flags & TYPE_EXCEPTION) == 0) {
            tuple = KK_UNSET;
            break;
        }
        *match = *match || kk_is(exception, KK_OBJ(const TypeObj, type));
    }
    if (tuple == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return true;
}

/* ---- with ---- */

/* The bound special method; KK_UNSET with nothing pending: there is none. */
static Value bound_special(Vm *vm, Value v, Value name)
{
    Value raw = kk_class_attr(vm, kk_type_of(v), name);
    return raw == KK_UNSET ? KK_UNSET : kk_attr_bind(vm, raw, v, kk_type_of(v));
}

Value kk_op_with_enter(Vm *vm, Value *manager)
{
    Value v = *manager;
    Value enter = bound_special(vm, v, KK_N(__enter__));
    Value exit = enter == KK_UNSET ? KK_UNSET : bound_special(vm, v, KK_N(__exit__));
    if (exit == KK_UNSET) {
        if (kk_vm_failed(vm))
            return KK_ERROR;
        const char *missing = enter == KK_UNSET ? "" : " (missed __exit__ method)";
        return kk_raise(vm, KK_TypeError, "'%T' object does not support the context manager protocol%s", v, missing);
    }
    Value r = kk_call0(vm, enter);
    /* Not before: the collector does not look into the caller's frame. */
    *manager = exit;
    return r;
}

bool kk_op_with_catch(Vm *vm, Value exit, Value exception, bool *suppress)
{
    Value args[] = {KK_REF(kk_type_of(exception)), exception, kk_traceback_of(exception)};
    Value r = kk_call(vm, exit, args, 3);
    return r != KK_ERROR && kk_truth(vm, r, suppress);
}

/* ---- import ---- */

Value kk_op_import(Vm *vm, Value name, Value level, Value names, Value globals)
{
    /* A program may have replaced builtins.__import__. */
    Value hook = vm->builtins == KK_UNSET ? KK_UNSET : kk_dict_get_name(KK_OBJ(ModuleObj, vm->builtins)->dict, KK_N(__import__));
    if (hook != KK_UNSET) {
        Value args[] = {name, globals, kk_none, names, level};
        return kk_call(vm, hook, args, 5);
    }
    if (!kk_smallint_is(level) || (names != kk_none && !kk_kind_is(names, KIND_TUPLE)))
        return kk_raise(vm, KK_TypeError, "an import without a level or names");
    return kk_import(vm, name, globals, names, kk_smallint_get(level));
}

Value kk_op_import_from(Vm *vm, Value module, Value name)
{
    Value v = kk_getattr_opt(vm, module, name);
    if (v != KK_UNSET || kk_vm_failed(vm))
        return v;
    return kk_import_from_missing(vm, module, name);
}

KK_MUST_CHECK static bool bind_star(Vm *vm, Value module, Value name, Value space, Value globals)
{
    Value interned = kk_as_kind(name, KIND_STR);
    if (interned == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "Item in __all__ must be str, not %T", name);
    interned = kk_intern_str(vm, interned);
    Value v = interned == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, interned);
    if (v == KK_ERROR)
        return false;
    Value to = space == KK_UNSET ? globals : space;
    return kk_dict_is(to) ? kk_dict_set(vm, to, interned, v) : kk_setitem(vm, to, interned, v);
}

bool kk_op_import_star(Vm *vm, Value module, Value space, Value globals)
{
    Value names = kk_getattr_opt(vm, module, KK_N(__all__));
    bool all = names != KK_UNSET;
    if (kk_vm_failed(vm))
        return false;
    if (!all)
        names = kk_attr_dir(vm, module);
    Value list = names == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    if (list == KK_ERROR || !kk_list_extend(vm, list, names))
        return false;
    for (size_t i = 0; i < kk_len_of(list); i++) {
        Value name = kk_list_at(list, i);
        Span text = kk_str_is(name) ? kk_str_span(name) : (Span){NULL, 0};
        if (!all && text.len > 0 && kk_rom_byte(text.at) == '_')
            continue;
        if (!bind_star(vm, module, name, space, globals))
            return false;
    }
    return true;
}

bool kk_op_print_expr(Vm *vm, Value v)
{
    return kk_import_display(vm, v);
}

/* ---- loops over pairs ---- */

#define UNPACKED ((Value)4)

/*
 * The next of an iterator of pairs without making the pair, when the loop's body begins by taking it apart and nothing
 * asynchronous waits. UNPACKED: the pair is where UNPACK would have put it; else like kk_next.
 */
static Value next_apart(Vm *vm, const uint32_t *loop, Value iterator, uint32_t w)
{
    uintptr_t type = kk_header(iterator);
    Value (*step)(Vm *, Value, Value *) = type == (uintptr_t)&kk_type_dict_itemiterator ? kk_dict_iter_pair
                                          : type == (uintptr_t)&kk_type_enumerate       ? kk_enumerate_pair
                                          : type == (uintptr_t)&kk_type_zip             ? kk_zip_pair
                                                                                        : NULL;
    if (step == NULL || KK_OP_OF(*loop) != OP_LOOP || vm->poll != 0 || vm->tracer != NULL)
        return kk_next(vm, iterator);
    uint32_t body = loop[1 + KK_SBX(*loop)];
    if (KK_OP_OF(body) != OP_UNPACK || KK_B(body) != KK_A(w) || KK_C(body) != 2)
        return kk_next(vm, iterator);
    Value pair[2];
    Value r = step(vm, iterator, pair);
    if (r != kk_true)
        return r == kk_not_implemented ? kk_next(vm, iterator) : r;
    vm->base[KK_A(body)] = pair[0];
    vm->base[KK_A(body) + 1] = pair[1];
    return UNPACKED;
}

const uint32_t *kk_op_for_iter(Vm *vm, const uint32_t *pc, Value iterator, uint32_t w)
{
    vm->pc = pc;
    Value r = next_apart(vm, pc, iterator, w);
    if (r == KK_ERROR)
        return NULL;
    if (r == UNPACKED)
        return pc + KK_SBX(*pc) + 2;
    if (r == KK_END)
        return pc + 1;
    vm->base[KK_A(w)] = r;
    return pc;
}

/* ---- generators ---- */

bool kk_op_is_step(const Vm *vm, const Value *window, size_t n)
{
    return n == 1 && kk_desc_is(window[0], &kk_type_generator) && is_resumable(window[0]) && vm->tracer == NULL;
}

const uint32_t *kk_op_leave(Vm *vm, Value *r)
{
    Value *reg = vm->base, *caller = kk_frame_caller(vm, reg);
    unsigned flags = kk_frame_flags(reg[-1]);
    if (flags & FRAME_GENERATOR) {
        GenObj *gen = KK_OBJ(GenObj, reg[-4]);
        kk_gen_finish(gen);
        gen->sent = *r;
        vm->handled = reg[-5];
        if ((flags & FRAME_ENTRY) == 0) {
            vm->base = caller;
            const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, caller[-3])->code);
            size_t at = (size_t)kk_smallint_get(reg[-2]);
            const uint32_t *pc = kk_code_ops(code) + at;
            if (flags & FRAME_NEXT) {
                *r = kk_gen_give(vm, KK_REF(gen), KK_END);
                kk_unwind_trace(vm, at);
                return kk_unwind(vm, pc);
            }
            if ((flags & FRAME_DELEGATE) == 0)
                return pc + 1; /* the loop that resumed it ends: not the word that would repeat it */
            KK_OBJ(GenObj, caller[-4])->from = KK_UNSET;
            caller[kk_frame_dst(reg[-1])] = *r;
            return pc;
        }
        *r = KK_END;
    } else if (flags & FRAME_SELF) {
        *r = *r == kk_none ? reg[-4]
                           : kk_raise(vm, KK_TypeError, "__init__() should return None, not '%T'", *r);
        caller = kk_frame_caller(vm, vm->base);
    }
    vm->base = caller;
    return NULL;
}

Value kk_op_delegate(Vm *vm, Value iterator, Value sent, unsigned dst)
{
    Value result = kk_none;
    GenObj *gen = KK_OBJ(GenObj, vm->base[-4]);
    gen->from = iterator;
    gen->sent = KK_UNSET;
    Value r = kk_gen_delegate(vm, iterator, sent, &result);
    if (r == KK_ERROR || r == KK_END)
        KK_OBJ(GenObj, vm->base[-4])->from = KK_UNSET;
    if (r == KK_END)
        vm->base[dst] = result;
    return r;
}
