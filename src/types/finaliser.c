/*
 * finaliser.c: telling Python code of the dead.
 *
 * Runs at polls and at the end of the program, never inside a collection. What it calls may let more objects die:
 * those wait in their turn.
 *
 * Layer: types.   Tests: tests/types/class/del.py, tests/modules/weakref/callback.py.
 */
#include "types/finaliser.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/output.h"
#include "object/weak.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/record.h"
#include "types/traceback.h"

/* ---- exceptions that nobody can catch ---- */

/* A sink: the object that the program assigned to sys.stderr, at ctx. */
static bool write_to_object(Vm *vm, void *ctx, Span text)
{
    Value str = kk_str_new(vm, text);
    return str != KK_ERROR && kk_call_method(vm, *(Value *)ctx, KK_N(write), &str, 1) != KK_ERROR;
}

static Value sys_attribute(Vm *vm, Value name)
{
    return vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, name);
}

/* What stands above the traceback; KK_ERROR: there is no memory for it. */
KK_MUST_CHECK static Value headline(Vm *vm, Value message, Value where)
{
    Value said = message == kk_none ? kk_none : kk_str(vm, message);
    if (said == KK_ERROR)
        return KK_ERROR;
    if (where == kk_none)
        return said == kk_none ? KK_N(empty) : kk_format_message(vm, "%V:\n", said);
    Value text = kk_repr(vm, where);
    vm->pending = KK_UNSET;
    if (text == KK_ERROR)
        text = KK_N(lt_repr_failed);
    if (said == kk_none)
        return kk_format_message(vm, "Exception ignored in: %V\n", text);
    return kk_format_message(vm, "%V: %V\n", said, text);
}

void kk_finaliser_print(Vm *vm, Value exc, Value message, Value where)
{
    Value target = sys_attribute(vm, KK_N(stderr));
    if (target == kk_none)
        return;
    TextSink sink = target == KK_UNSET ? kk_traceback_to_stderr : write_to_object;
    Value head = headline(vm, message, where);
    vm->pending = KK_UNSET;
    bool fine = head != KK_ERROR && sink(vm, &target, kk_str_span(head));
    vm->pending = KK_UNSET;
    if (fine && kk_exc_is(exc))
        kk_traceback_print(vm, exc, true, SIZE_MAX, sink, &target);
}

static const Record unraisable_record = {KK_N(sys), KK_N(UnraisableHookArgs),
                                         KK_TEXT("exc_type exc_value exc_traceback err_msg object")};

Value kk_finaliser_hook_args(Vm *vm) { return kk_record_class(vm, &unraisable_record); }

/* Calls sys.unraisablehook if the program set one; false: it did not, or the hook failed. */
static bool call_hook(Vm *vm, Value exc, Value where)
{
    Value hook = sys_attribute(vm, KK_N(unraisablehook));
    if (hook == KK_UNSET)
        return false;
    Value fields[] = {KK_REF(kk_type_of(exc)), exc, kk_traceback_of(exc), kk_none, where};
    Value args = fields[2] == KK_ERROR ? KK_ERROR : kk_record_new(vm, &unraisable_record, fields, KK_COUNT_OF(fields));
    if (args != KK_ERROR && kk_call1(vm, hook, args) != KK_ERROR)
        return true;
    vm->pending = KK_UNSET;
    return false;
}

void kk_finaliser_unraisable(Vm *vm, Value where)
{
    Value exc = kk_pending_take(vm);
    if (exc != KK_UNSET && !call_hook(vm, exc, where))
        kk_finaliser_print(vm, exc, kk_none, where);
    vm->pending = KK_UNSET;
}

/* ---- the dead ---- */

static void call_callback(Vm *vm, Value ref)
{
    Value callback = KK_OBJ(WeakRefObj, ref)->callback;
    KK_OBJ(WeakRefObj, ref)->callback = KK_UNSET;
    if (callback != KK_UNSET && kk_call1(vm, callback, ref) == KK_ERROR)
        kk_finaliser_unraisable(vm, callback);
}

static void call_del(Vm *vm, Value object)
{
    const TypeObj *type = kk_type_of(object);
    if (type == &kk_type_async_generator) {
        if (!kk_gen_async_died(vm, object))
            kk_finaliser_unraisable(vm, object);
        return;
    }
    if (kk_gen_delegates(object)) {
        if (kk_gen_matters(object) && !kk_gen_died(vm, object))
            kk_finaliser_unraisable(vm, object);
        return;
    }
    Value method = kk_class_attr(vm, type, KK_N(__del__));
    if (method == KK_UNSET)
        return;
    Value bound = kk_attr_bind(vm, method, object, type);
    if (bound == KK_ERROR || kk_call0(vm, bound) == KK_ERROR)
        kk_finaliser_unraisable(vm, method);
}

/* The exception that the interrupted code handles is none of the finalisers' business. */
static void run_waiting(Vm *vm)
{
    Value handled = vm->handled, v;
    vm->handled = KK_UNSET;
    while ((v = kk_weak_take(&vm->weakrefs)) != KK_UNSET)
        call_callback(vm, v);
    while ((v = kk_weak_take(&vm->doomed)) != KK_UNSET)
        call_del(vm, v);
    vm->handled = handled;
}

void kk_finaliser_run(Vm *vm)
{
    vm->poll_for[POLL_HEAP] &= (uint8_t)~HEAP_DEAD;
    run_waiting(vm);
}

void kk_finaliser_end(Vm *vm)
{
    /* What is made by then is not told any more. */
    size_t rounds = 2;
    for (; vm->doomed.count != 0 && rounds > 0; rounds--) {
        kk_weak_end(&vm->doomed);
        kk_finaliser_run(vm);
    }
    vm->doomed.count = 0;
}
