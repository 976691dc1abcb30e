/*
 * gen.c: generator objects, and what coroutines and asynchronous generators have in common with them:
 * send, throw, close, delegation.
 *
 * Running one is vm/call.c (kk_vm_resume) and, inside loops, vm/interp.c.
 *
 * Layer: types.   Tests: tests/types/generator/.
 */
#include "types/frame.h"
#include "types/gen.h"

#include "object/attr.h"
#include "object/code.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/dict.h"
#include "object/vm.h"
#include "object/weak.h"
#include "types/exc.h"
#include "types/finaliser.h"
#include "types/func.h"
#include "types/traceback.h"
#include "types/tuple.h"

static GenObj *gen_obj(Value v)
{
    return KK_OBJ(GenObj, v);
}

const char *kk_gen_kind(Value gen)
{
    return kk_gen_is(gen) ? "generator" : kk_gen_is_coroutine(gen) ? "coroutine" : "async generator";
}

bool kk_gen_has_result(Value v)
{
    return kk_gen_is(v) || kk_desc_is(v, &kk_type_coroutine_wrapper) || kk_desc_is(v, &kk_type_async_generator_asend) ||
           kk_desc_is(v, &kk_type_async_generator_athrow) || kk_desc_is(v, &kk_type_anext_awaitable);
}

/* Something may have to be done when it is closed where it stands: a finally block, an __exit__. */
static bool has_handlers(const GenObj *gen)
{
    return kk_code_nhandlers(KK_OBJ(const CodeObj, KK_OBJ(const FunctionObj, gen->function)->code)) != 0;
}

/* Where the coroutine is made: (file, line, function) of the frames, the innermost first. In `pended`, which
 * coroutines have no other use for. */
KK_MUST_CHECK static bool note_origin(Vm *vm, Value self)
{
    size_t n = 0;
    uint32_t line;
    while (n < vm->origin_depth && kk_vm_frame_code(vm, n, &line) != KK_UNSET)
        n++;
    Value origin = kk_tuple_new(vm, n);
    for (size_t i = 0; origin != KK_ERROR && i < n; i++) {
        Value code = kk_vm_frame_code(vm, i, &line);
        Value entry[3] = {KK_OBJ(const CodeObj, code)->filename, KK_INT(line), KK_OBJ(const CodeObj, code)->name};
        Value one = kk_tuple_from(vm, entry, 3);
        if (one == KK_ERROR)
            return false;
        kk_tuple_items(origin)[i] = one;
    }
    gen_obj(self)->pended = origin;
    return origin != KK_ERROR;
}

Value kk_gen_new(Vm *vm, Value function, const Value *regs, size_t n)
{
    static const TypeObj *const types[] = {&kk_type_generator, &kk_type_coroutine, &kk_type_async_generator};
    unsigned flags = kk_code_flags(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, function)->code));
    bool waits = (flags & CODE_COROUTINE) != 0, yields = (flags & CODE_GENERATOR) != 0;
    /* The registers lie above the running frame: defaults among them would not be seen by the collector. */
    Value *call_top = vm->call_top;
    vm->call_top = (Value *)regs + n;
    Value v = kk_object_new(vm, types[waits ? 1 + yields : 0], n * sizeof(Value));
    vm->call_top = call_top;
    if (v == KK_ERROR)
        return KK_ERROR;
    GenObj *gen = gen_obj(v);
    gen->function = function;
    gen->pc = KK_INT(0);
    gen->count = n;
    memcpy(gen->regs, regs, n * sizeof(Value));
    bool watched = waits ? !yields : has_handlers(gen);
    if (!watched)
        return v;
    vm->call_top = (Value *)regs + n;
    bool fine = kk_weak_add(vm, &vm->doomed, v) && (vm->origin_depth == 0 || !waits || note_origin(vm, v));
    vm->call_top = call_top;
    return fine ? v : KK_ERROR;
}

bool kk_gen_matters(Value object)
{
    if (!kk_gen_delegates(object))
        return true;
    const GenObj *gen = KK_OBJ(const GenObj, object);
    if (gen->pc == KK_INT(0))
        return kk_gen_is_coroutine(object);
    return gen->pc != KK_INT(GEN_FINISHED) && has_handlers(gen);
}

/* The text of a warning that asks nobody: without the module warnings there are no filters either. */
KK_MUST_CHECK static bool print_never_awaited(Vm *vm, Value message)
{
    Value text = kk_format_message(vm, "RuntimeWarning: %V\n", message);
    return text != KK_ERROR && kk_traceback_to_stderr(vm, NULL, kk_str_span(text));
}

KK_MUST_CHECK static bool warn_never_awaited(Vm *vm, Value coroutine)
{
    Value module = kk_dict_get(vm, vm->modules, KK_N(warnings)), warn = KK_UNSET;
    if (module != KK_UNSET && module != kk_none)
        warn = kk_getattr_opt(vm, module, KK_N(_warn_unawaited_coroutine));
    if (warn != KK_UNSET && kk_call1(vm, warn, coroutine) != KK_ERROR)
        return true;
    if (kk_failed(vm) && kk_pending_is(vm, &kk_type_RuntimeWarning))
        return false;
    if (kk_failed(vm))
        kk_finaliser_unraisable(vm, coroutine);
    Value name = kk_func_get_qualname(vm, gen_obj(coroutine)->function);
    Value message = name == KK_ERROR ? KK_ERROR : kk_format_message(vm, "coroutine '%V' was never awaited", name);
    if (message == KK_ERROR)
        return false;
    if (module == KK_UNSET || module == kk_none)
        return print_never_awaited(vm, message);
    Value args[2] = {message, KK_REF(&kk_type_RuntimeWarning)};
    return kk_call_method(vm, module, KK_N(warn), args, 2) != KK_ERROR;
}

bool kk_gen_died(Vm *vm, Value self)
{
    GenObj *gen = gen_obj(self);
    if (gen->pc != KK_INT(0))
        return kk_gen_close(vm, self);
    if (kk_gen_is_coroutine(self) && !warn_never_awaited(vm, self))
        return false;
    kk_gen_finish(gen);
    return true;
}

void kk_gen_finish(GenObj *gen)
{
    gen->pc = KK_INT(GEN_FINISHED);
    gen->from = KK_UNSET;
    gen->handled = KK_UNSET;
    for (size_t i = 0; i < gen->count; i++)
        gen->regs[i] = KK_UNSET;
}

/* ---- delegation: what `yield from` does with its iterator ---- */

/* A StopIteration that ended the iterator becomes KK_END and its value. */
KK_MUST_CHECK static Value stop_to_end(Vm *vm, Value r, Value *result)
{
    if (r != KK_ERROR || !kk_pending_is(vm, KK_StopIteration))
        return r;
    *result = kk_exc_stop_value(kk_pending_take(vm));
    return KK_END;
}

Value kk_gen_delegate(Vm *vm, Value iterator, Value sent, Value *result)
{
    *result = kk_none;
    if (kk_gen_delegates(iterator)) {
        Value r = kk_vm_resume(vm, iterator, GEN_SEND, sent);
        if (r == KK_END)
            *result = gen_obj(iterator)->sent;
        return r;
    }
    if (kk_desc_is(iterator, &kk_type_async_generator_asend))
        return kk_gen_async_step(vm, iterator, sent, result);
    if (sent != kk_none)
        return stop_to_end(vm, kk_call_method(vm, iterator, KK_N(send), &sent, 1), result);
    const TypeObj *type = kk_type_of(iterator);
    if ((type->flags & TYPE_HEAP) == 0 && !kk_gen_has_result(iterator))
        return stop_to_end(vm, kk_next(vm, iterator), result);
    bool found;
    Value r = kk_call_special(vm, iterator, KK_N(__next__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'%T' object is not an iterator", iterator);
    return stop_to_end(vm, r, result);
}

/* ---- throw and close ---- */

KK_MUST_CHECK static bool close_iterator(Vm *vm, Value iterator);

/*
 * Throws into the iterator that gen delegates to. *handled: it yielded, the value is returned; else gen goes
 * on, in the way and with the value told by *how and *value.
 */
KK_MUST_CHECK static Value throw_to_delegate(Vm *vm, GenObj *gen, GenResume *how, Value *value, bool *handled)
{
    Value inner = gen->from, running = gen->pc;
    *handled = false;
    if (kk_is(*value, &kk_type_GeneratorExit)) {
        gen->pc = KK_INT(GEN_RUNNING);
        if (!close_iterator(vm, inner))
            *value = kk_pending_take(vm);
        gen->pc = running;
        return KK_UNSET;
    }
    Value throw = kk_getattr_opt(vm, inner, KK_N(throw));
    if (throw == KK_UNSET) {
        if (kk_failed(vm))
            *value = kk_pending_take(vm);
        return KK_UNSET;
    }
    Value result = kk_none;
    gen->pc = KK_INT(GEN_RUNNING);
    Value r = stop_to_end(vm, kk_call1(vm, throw, *value), &result);
    gen->pc = running;
    if (r == KK_ERROR) {
        *value = kk_pending_take(vm);
        return KK_UNSET;
    }
    *handled = r != KK_END;
    if (r == KK_END) {
        /* The `yield from` is over: its instruction, at pc, gets the result. */
        size_t pc = (size_t)kk_smallint_get(gen->pc);
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, gen->function)->code);
        gen->regs[KK_A(kk_code_ops(code)[pc])] = result;
        gen->pc = KK_INT(pc + 1);
        gen->from = KK_UNSET;
        *how = GEN_CONTINUE;
    }
    return r;
}

Value kk_gen_throw_into(Vm *vm, Value self, Value exception)
{
    GenObj *gen = gen_obj(self);
    GenResume how = GEN_THROW;
    if (gen->from != KK_UNSET && gen->pc != KK_INT(GEN_RUNNING)) {
        bool handled;
        Value r = throw_to_delegate(vm, gen, &how, &exception, &handled);
        if (handled)
            return r;
    }
    return kk_vm_resume(vm, self, how, exception);
}

bool kk_gen_close(Vm *vm, Value self)
{
    GenObj *gen = gen_obj(self);
    if (gen->pc == KK_INT(GEN_FINISHED))
        return true;
    if (gen->pc == KK_INT(0) && gen->from == KK_UNSET) {
        kk_gen_finish(gen);
        return true;
    }
    Value exit = kk_exc_new(vm, &kk_type_GeneratorExit, NULL, 0);
    if (exit == KK_ERROR)
        return false;
    Value r = kk_gen_throw_into(vm, self, exit);
    if (r == KK_ERROR)
        return kk_pending_clear(vm, &kk_type_GeneratorExit) || kk_pending_clear(vm, KK_StopIteration);
    if (r != KK_END)
        return kk_raise_false(vm, KK_RuntimeError, "%s ignored GeneratorExit", kk_gen_kind(self));
    return true;
}

static bool close_iterator(Vm *vm, Value iterator)
{
    if (kk_gen_delegates(iterator))
        return kk_gen_close(vm, iterator);
    Value close = kk_getattr_opt(vm, iterator, KK_N(close));
    if (close == KK_UNSET)
        return !kk_failed(vm);
    return kk_call0(vm, close) != KK_ERROR;
}

/* ---- methods ---- */

Value kk_gen_give(Vm *vm, Value self, Value r)
{
    if (r != KK_END)
        return r;
    Value result = gen_obj(self)->sent;
    gen_obj(self)->sent = kk_none;
    return kk_raise_value(vm, KK_StopIteration, result == kk_none ? KK_UNSET : result);
}

/* Sends value into coroutine or generator, as the result of the yield; gives what it yields next. */
KK_METHOD(generator, send, "(value, /)")
KK_METHOD(coroutine, send, "(value, /)")
Value kk_gen_send(Vm *vm, Value self, Args args)
{
    return kk_gen_give(vm, self, kk_vm_resume(vm, self, GEN_SEND, args.pos[0]));
}

Value kk_gen_thrown(Vm *vm, Args args)
{
    Value exception = args.pos[0], value = kk_arg(args, 1, kk_none), traceback = kk_arg(args, 2, kk_none);
    if (traceback != kk_none && !kk_desc_is(traceback, &kk_type_traceback))
        return kk_raise(vm, KK_TypeError, "throw() third argument must be a traceback object");
    if (kk_type_is(exception) && (KK_OBJ(const TypeObj, exception)->flags & TYPE_EXCEPTION) != 0) {
        const TypeObj *type = KK_OBJ(const TypeObj, exception);
        if (value == kk_none)
            exception = kk_call0(vm, exception);
        else
            exception = kk_is(value, type) ? value : kk_call1(vm, exception, value);
        if (exception == KK_ERROR)
            return KK_ERROR;
        if (!kk_exc_is(exception))
            return kk_raise(vm, KK_TypeError, "calling %R should have returned an instance of BaseException, not %T",
                            args.pos[0], exception);
    } else if (value != kk_none) {
        return kk_raise(vm, KK_TypeError, "instance exception may not have a separate value");
    }
    if (!kk_exc_is(exception))
        return kk_raise(vm, KK_TypeError,
                        "exceptions must be classes or instances deriving from BaseException, not %T", exception);
    if (traceback != kk_none && !kk_setattr(vm, exception, KK_N(__traceback__), traceback))
        return KK_ERROR;
    return exception;
}

/* Raises an exception in coroutine or generator, at the yield; gives what it yields next. */
KK_METHOD(generator, throw, "(typ, val=None, tb=None, /)")
KK_METHOD(coroutine, throw, "(typ, val=None, tb=None, /)")
Value kk_gen_throw(Vm *vm, Value self, Args args)
{
    Value exception = kk_gen_thrown(vm, args);
    return exception == KK_ERROR ? KK_ERROR : kk_gen_give(vm, self, kk_gen_throw_into(vm, self, exception));
}

/* Raises GeneratorExit inside coroutine or generator, at the yield, so that it ends. */
KK_METHOD(generator, close, "()")
KK_METHOD(coroutine, close, "()")
Value kk_gen_do_close(Vm *vm, Value self, Args args)
{
    return kk_gen_close(vm, self) ? kk_none : KK_ERROR;
}

/* Arranges that the exception is raised when the generator goes on; gives what was arranged before. */
KK_METHOD(generator, pend_throw, "(exception, /)")
KK_METHOD(coroutine, pend_throw, "(exception, /)")
Value kk_gen_pend_throw(Vm *vm, Value self, Args args)
{
    GenObj *gen = gen_obj(self);
    if (gen->pc == KK_INT(GEN_RUNNING))
        return kk_raise(vm, KK_ValueError, "%s already executing", kk_gen_kind(self));
    Value before = gen->pended == KK_UNSET || kk_kind_is(gen->pended, KIND_TUPLE) ? kk_none : gen->pended;
    gen->pended = args.pos[0] == kk_none ? KK_UNSET : args.pos[0];
    return before;
}

/* The name of the coroutine or generator: its function's, unless it was set. */
KK_GETTER(generator, __name__)
KK_GETTER(coroutine, __name__)
KK_GETTER(async_generator, __name__)
Value kk_gen_get_name(Vm *vm, Value self)
{
    return kk_getattr(vm, gen_obj(self)->function, KK_N(__name__));
}

/* The dotted name of the coroutine or generator. */
KK_GETTER(generator, __qualname__)
KK_GETTER(coroutine, __qualname__)
KK_GETTER(async_generator, __qualname__)
Value kk_gen_get_qualname(Vm *vm, Value self)
{
    return kk_getattr(vm, gen_obj(self)->function, KK_N(__qualname__));
}

/* Names are those of the function. A generator with one of its own has a copy of the function. */
KK_MUST_CHECK static bool set_name(Vm *vm, Value self, Value name, Value value)
{
    if (value == KK_UNSET || kk_as_kind(value, KIND_STR) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%V must be set to a string object", name);
    size_t bytes = KK_OBJ(FunctionObj, gen_obj(self)->function)->ncells * sizeof(Value);
    Value copy = kk_object_new(vm, &kk_type_function, bytes);
    if (copy == KK_ERROR)
        return false;
    const FunctionObj *from = KK_OBJ(FunctionObj, gen_obj(self)->function);
    FunctionObj *to = KK_OBJ(FunctionObj, copy);
    uintptr_t header = to->header;
    memcpy(to, from, sizeof *to + bytes);
    to->header = header;
    to->dict = KK_UNSET;
    Value names[] = {KK_N(__name__), KK_N(__qualname__)};
    for (size_t i = 0; i < 2; i++) {
        Value v = names[i] == name ? value : kk_getattr(vm, gen_obj(self)->function, names[i]);
        if (v == KK_ERROR || !kk_setattr(vm, copy, names[i], v))
            return false;
    }
    gen_obj(self)->function = copy;
    return true;
}

KK_SETTER(generator, __name__)
KK_SETTER(coroutine, __name__)
KK_SETTER(async_generator, __name__)
bool kk_gen_set_name(Vm *vm, Value self, Value value) { return set_name(vm, self, KK_N(__name__), value); }

KK_SETTER(generator, __qualname__)
KK_SETTER(coroutine, __qualname__)
KK_SETTER(async_generator, __qualname__)
bool kk_gen_set_qualname(Vm *vm, Value self, Value value) { return set_name(vm, self, KK_N(__qualname__), value); }

/* Whether it is running now. */
KK_GETTER(generator, gi_running)
KK_GETTER(coroutine, cr_running)
Value kk_gen_get_running(Vm *vm, Value self) { return kk_bool(gen_obj(self)->pc == KK_INT(GEN_RUNNING)); }

/* The code it runs. */
KK_GETTER(generator, gi_code)
KK_GETTER(coroutine, cr_code)
KK_GETTER(async_generator, ag_code)
Value kk_gen_get_code(Vm *vm, Value self) { return KK_OBJ(FunctionObj, gen_obj(self)->function)->code; }

/* Its frame; None when it is finished. */
KK_GETTER(generator, gi_frame)
KK_GETTER(coroutine, cr_frame)
KK_GETTER(async_generator, ag_frame)
Value kk_gen_get_frame(Vm *vm, Value self) { return kk_frame_of_generator(vm, self); }

/* The iterator it delegates to, or None. */
KK_GETTER(generator, gi_yieldfrom)
KK_GETTER(coroutine, cr_await)
KK_GETTER(async_generator, ag_await)
Value kk_gen_get_yieldfrom(Vm *vm, Value self)
{
    const GenObj *gen = gen_obj(self);
    return gen->from == KK_UNSET || gen->pc == KK_INT(GEN_RUNNING) ? kk_none : gen->from;
}

/* Whether it has begun and waits to go on. */
KK_GETTER(generator, gi_suspended)
KK_GETTER(coroutine, cr_suspended)
KK_GETTER(async_generator, ag_suspended)
Value kk_gen_get_suspended(Vm *vm, Value self)
{
    const GenObj *gen = gen_obj(self);
    return kk_bool((intptr_t)gen->pc > (intptr_t)KK_INT(0) || (gen->pc == KK_INT(0) && gen->from != KK_UNSET));
}

static Value gen_next(Vm *vm, Value self)
{
    return kk_vm_resume(vm, self, GEN_SEND, kk_none);
}

/* next(gen) by name keeps the return value in the StopIteration. */
KK_METHOD(generator, __next__, "()")
Value kk_gen_dunder_next(Vm *vm, Value self, Args args)
{
    return kk_gen_give(vm, self, gen_next(vm, self));
}

static Value gen_iter(Vm *vm, Value self)
{
    return self;
}

static Value gen_repr(Vm *vm, Value self)
{
    Value name = kk_gen_get_qualname(vm, self);
    if (name == KK_ERROR)
        return KK_ERROR;
    const char *kind = kk_gen_is(self) ? "generator object"
                       : kk_gen_is_coroutine(self) ? "coroutine object" : "async_generator object";
    return kk_repr_at(vm, kind, name, self);
}

static const TypeSlots gen_slots = {.repr = gen_repr, .iter = gen_iter, .next = gen_next};
static const Layout gen_layout = {sizeof(GenObj) / sizeof(Value), 0xFE, TAIL_VALUES, 8};
static const TypeSlots coroutine_slots = {.repr = gen_repr};
KK_TYPE(generator, object) = {KK_TYPE_HEAD(generator, object, &gen_layout, TYPE_NO_NEW | TYPE_FINAL),
                              .slots = &gen_slots};
KK_TYPE(coroutine, object) = {KK_TYPE_HEAD(coroutine, object, &gen_layout, TYPE_NO_NEW | TYPE_FINAL),
                              .slots = &coroutine_slots};
KK_TYPE(async_generator, object) = {KK_TYPE_HEAD(async_generator, object, &gen_layout, TYPE_NO_NEW | TYPE_FINAL),
                                    .slots = &coroutine_slots};
