/*
 * gen_async.c: asynchronous generators: asend, athrow, aclose, and the awaitables that these give.
 *
 * Nothing marks what such a generator yields: it is a value when the generator stands at a YIELD, and
 * what an await of it lets through when it stands at a YIELD_FROM, which GenObj.from tells.
 *
 * Layer: types.   Tests: tests/lang/async/.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/weak.h"
#include "types/exc.h"
#include "types/gen.h"
#include "types/iter.h"
#include "types/tuple.h"

/* GenObj.pended of an asynchronous generator. */
enum { ASYNC_GEN_RUNNING = 1, ASYNC_GEN_CLOSED = 2, ASYNC_GEN_KNOWN = 4 };

/* How far an awaitable is. */
enum { AWAIT_NEW, AWAIT_BEGUN, AWAIT_OVER };

/* asend() and athrow() or aclose(). */
typedef struct AwaitObj {
    uintptr_t header; /* &kk_type_async_generator_asend, &kk_type_async_generator_athrow */
    Value gen;
    Value given;      /* what to send; the tuple of what to throw; KK_UNSET: aclose() */
    Value state;      /* small int */
} AwaitObj;

static GenObj *gen_obj(Value v) { return KK_OBJ(GenObj, v); }
static AwaitObj *await_obj(Value v) { return KK_OBJ(AwaitObj, v); }

static bool has(Value gen, intptr_t bit)
{
    Value flags = gen_obj(gen)->pended;
    return flags != KK_UNSET && (kk_smallint_get(flags) & bit) != 0;
}

static void set(Value gen, intptr_t bit, bool on)
{
    Value flags = gen_obj(gen)->pended;
    intptr_t bits = flags == KK_UNSET ? 0 : kk_smallint_get(flags);
    gen_obj(gen)->pended = KK_INT(on ? bits | bit : bits & ~bit);
}

KK_MUST_CHECK static Value await_new(Vm *vm, const TypeObj *type, Value gen, Value given)
{
    Value v = kk_object_new(vm, type, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    await_obj(v)->gen = gen;
    await_obj(v)->given = given;
    await_obj(v)->state = KK_INT(AWAIT_NEW);
    return v;
}

static bool is_over(Vm *vm)
{
    return kk_pending_is(vm, &kk_type_StopAsyncIteration) || kk_pending_is(vm, &kk_type_GeneratorExit);
}

/* A value that the generator has just given is one of its own. */
static bool is_item(Value gen, Value r)
{
    return r != KK_ERROR && r != KK_END && gen_obj(gen)->from == KK_UNSET;
}

/*
 * What a resumption r of the generator is to those who wait for an item: KK_END with the item in *result, the end of
 * the generator as an error, anything else goes through.
 */
KK_MUST_CHECK static Value unwrap(Vm *vm, Value gen, Value r, Value *result)
{
    if (r == KK_END)
        r = kk_raise_value(vm, &kk_type_StopAsyncIteration, KK_UNSET);
    if (r == KK_ERROR) {
        if (is_over(vm))
            set(gen, ASYNC_GEN_CLOSED, true);
        set(gen, ASYNC_GEN_RUNNING, false);
        return KK_ERROR;
    }
    if (!is_item(gen, r))
        return r;
    set(gen, ASYNC_GEN_RUNNING, false);
    *result = r;
    return KK_END;
}

KK_MUST_CHECK static Value ignored_exit(Vm *vm, Value gen)
{
    set(gen, ASYNC_GEN_RUNNING, false);
    return kk_raise(vm, KK_RuntimeError, "async generator ignored GeneratorExit");
}

KK_MUST_CHECK static Value stop_with(Vm *vm, Value result)
{
    return kk_raise_value(vm, KK_StopIteration, result == kk_none ? KK_UNSET : result);
}

/* ---- the hooks ---- */

/* The first iteration is about to begin: sys.set_asyncgen_hooks. */
KK_MUST_CHECK static bool tell_hooks(Vm *vm, Value gen)
{
    Value hooks = vm->roots[ROOT_ASYNCGEN];
    if (has(gen, ASYNC_GEN_KNOWN))
        return true;
    set(gen, ASYNC_GEN_KNOWN, true);
    if (hooks == KK_UNSET)
        return true;
    if (kk_tuple_at(hooks, 1) != kk_none && !kk_weak_add(vm, &vm->doomed, gen))
        return false;
    return kk_tuple_at(hooks, 0) == kk_none || kk_call1(vm, kk_tuple_at(hooks, 0), gen) != KK_ERROR;
}

bool kk_gen_async_died(Vm *vm, Value gen)
{
    Value hooks = vm->roots[ROOT_ASYNCGEN];
    if (hooks == KK_UNSET || kk_tuple_at(hooks, 1) == kk_none || gen_obj(gen)->pc == KK_INT(GEN_FINISHED))
        return true;
    return kk_call1(vm, kk_tuple_at(hooks, 1), gen) != KK_ERROR;
}

/* ---- asend ---- */

Value kk_gen_async_next(Vm *vm, Value gen)
{
    return !tell_hooks(vm, gen) ? KK_ERROR : await_new(vm, &kk_type_async_generator_asend, gen, kk_none);
}

KK_MUST_CHECK static Value asend_begin(Vm *vm, Value self)
{
    AwaitObj *o = await_obj(self);
    if (o->state == KK_INT(AWAIT_OVER))
        return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    if (o->state == KK_INT(AWAIT_BEGUN))
        return kk_none;
    if (has(o->gen, ASYNC_GEN_RUNNING))
        return kk_raise(vm, KK_RuntimeError, "anext(): asynchronous generator is already running");
    o->state = KK_INT(AWAIT_BEGUN);
    return o->given;
}

Value kk_gen_async_step(Vm *vm, Value self, Value sent, Value *result)
{
    Value first = asend_begin(vm, self);
    if (first == KK_ERROR)
        return KK_ERROR;
    Value gen = await_obj(self)->gen;
    set(gen, ASYNC_GEN_RUNNING, true);
    Value r = unwrap(vm, gen, kk_vm_resume(vm, gen, GEN_SEND, sent == kk_none ? first : sent), result);
    if (r == KK_ERROR || r == KK_END)
        await_obj(self)->state = KK_INT(AWAIT_OVER);
    return r;
}

KK_MUST_CHECK static Value asend_send(Vm *vm, Value self, Value sent)
{
    Value result = kk_none, r = kk_gen_async_step(vm, self, sent, &result);
    return r == KK_END ? stop_with(vm, result) : r;
}

KK_MUST_CHECK static Value asend_throw(Vm *vm, Value self, Args args)
{
    AwaitObj *o = await_obj(self);
    if (o->state == KK_INT(AWAIT_OVER))
        return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    Value exception = kk_gen_thrown(vm, args), result = kk_none, gen = o->gen;
    if (exception == KK_ERROR)
        return KK_ERROR;
    Value r = unwrap(vm, gen, kk_gen_throw_into(vm, gen, exception), &result);
    if (r == KK_ERROR || r == KK_END)
        await_obj(self)->state = KK_INT(AWAIT_OVER);
    return r == KK_END ? stop_with(vm, result) : r;
}

/* ---- athrow and aclose ---- */

/* The first step of one of them. */
KK_MUST_CHECK static Value athrow_begin(Vm *vm, Value self, Value sent, Value *result)
{
    AwaitObj *o = await_obj(self);
    Value gen = o->gen, exception;
    bool closes = o->given == KK_UNSET;
    o->state = KK_INT(AWAIT_OVER);
    if (has(gen, ASYNC_GEN_RUNNING))
        return kk_raise(vm, KK_RuntimeError, "%s(): asynchronous generator is already running",
                        closes ? "aclose" : "athrow");
    if (has(gen, ASYNC_GEN_CLOSED))
        return kk_raise_value(vm, &kk_type_StopAsyncIteration, KK_UNSET);
    o->state = KK_INT(AWAIT_NEW);
    if (sent != kk_none)
        return kk_raise(vm, KK_RuntimeError, "can't send non-None value to a just-started coroutine");
    o->state = KK_INT(AWAIT_BEGUN);
    if (closes) {
        exception = kk_exc_new(vm, &kk_type_GeneratorExit, NULL, 0);
    } else {
        TupleObj *given = KK_OBJ(TupleObj, o->given);
        exception = kk_gen_thrown(vm, (Args){given->at, kk_len_of(o->given)});
    }
    if (exception == KK_ERROR)
        return KK_ERROR;
    set(gen, ASYNC_GEN_RUNNING | (closes ? ASYNC_GEN_CLOSED : 0), true);
    Value r = kk_gen_throw_into(vm, gen, exception);
    if (!closes)
        return unwrap(vm, gen, r, result);
    return is_item(gen, r) ? ignored_exit(vm, gen) : r;
}

/* The step is done: the end of what aclose() closes is its success. */
KK_MUST_CHECK static Value athrow_end(Vm *vm, Value self, Value r, Value result)
{
    AwaitObj *o = await_obj(self);
    bool closes = o->given == KK_UNSET;
    if (r == KK_END && !closes) {
        o->state = KK_INT(AWAIT_OVER);
        return stop_with(vm, result);
    }
    if (r != KK_ERROR && r != KK_END)
        return r;
    set(o->gen, ASYNC_GEN_RUNNING, false);
    o->state = KK_INT(AWAIT_OVER);
    if (closes && (r == KK_END || is_over(vm))) {
        if (r == KK_ERROR)
            (void)kk_pending_take(vm);
        return stop_with(vm, kk_none);
    }
    return KK_ERROR;
}

KK_MUST_CHECK static Value athrow_send(Vm *vm, Value self, Value sent)
{
    AwaitObj *o = await_obj(self);
    Value gen = o->gen, result = kk_none, r;
    if (o->state == KK_INT(AWAIT_OVER))
        return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    if (gen_obj(gen)->pc == KK_INT(GEN_FINISHED)) {
        o->state = KK_INT(AWAIT_OVER);
        return stop_with(vm, kk_none);
    }
    if (o->state == KK_INT(AWAIT_NEW)) {
        r = athrow_begin(vm, self, sent, &result);
        if (r == KK_ERROR && o->state != KK_INT(AWAIT_BEGUN))
            return KK_ERROR;
    } else {
        r = kk_vm_resume(vm, gen, GEN_SEND, sent);
        if (o->given != KK_UNSET)
            r = unwrap(vm, gen, r, &result);
        else if (is_item(gen, r))
            r = ignored_exit(vm, gen);
    }
    return athrow_end(vm, self, r, result);
}

KK_MUST_CHECK static Value athrow_throw(Vm *vm, Value self, Args args)
{
    AwaitObj *o = await_obj(self);
    if (o->state == KK_INT(AWAIT_OVER))
        return kk_raise(vm, KK_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    Value exception = kk_gen_thrown(vm, args), result = kk_none, gen = o->gen;
    if (exception == KK_ERROR)
        return KK_ERROR;
    Value r = kk_gen_throw_into(vm, gen, exception);
    if (o->given != KK_UNSET)
        r = unwrap(vm, gen, r, &result);
    else if (is_item(gen, r))
        r = ignored_exit(vm, gen);
    return athrow_end(vm, self, r, result);
}

/* ---- anext(iterator, default) ---- */

typedef struct AnextObj {
    uintptr_t header;   /* &kk_type_anext_awaitable */
    Value inner;        /* what it waits for */
    Value otherwise;
    Value begun;        /* kk_true: inner is the iterator already */
} AnextObj;

Value kk_gen_async_anext(Vm *vm, Value awaitable, Value otherwise)
{
    Value v = kk_object_new(vm, &kk_type_anext_awaitable, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(AnextObj, v)->inner = awaitable;
    KK_OBJ(AnextObj, v)->otherwise = otherwise;
    KK_OBJ(AnextObj, v)->begun = kk_false;
    return v;
}

/* The end of the iteration is the default. */
KK_MUST_CHECK static Value anext_result(Vm *vm, Value self, Value r)
{
    if (r == KK_ERROR && kk_pending_clear(vm, &kk_type_StopAsyncIteration))
        return stop_with(vm, KK_OBJ(AnextObj, self)->otherwise);
    return r;
}

/* What is waited for, as an iterator: that is made once. */
KK_MUST_CHECK static Value anext_inner(Vm *vm, Value self)
{
    Value inner = KK_OBJ(AnextObj, self)->inner;
    if (KK_OBJ(AnextObj, self)->begun == kk_true)
        return inner;
    Value iterator = kk_gen_coroutine_awaitable(vm, inner);
    if (iterator == KK_UNSET && !kk_failed(vm))
        return kk_raise(vm, KK_TypeError, "object %T can't be used in 'await' expression", inner);
    if (iterator == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(AnextObj, self)->inner = iterator;
    KK_OBJ(AnextObj, self)->begun = kk_true;
    return iterator;
}

KK_MUST_CHECK static Value anext_send(Vm *vm, Value self, Value sent)
{
    Value inner = anext_inner(vm, self), result = kk_none;
    if (inner == KK_ERROR)
        return KK_ERROR;
    Value r = kk_gen_delegate(vm, inner, sent, &result);
    return r == KK_END ? stop_with(vm, result) : anext_result(vm, self, r);
}

KK_MUST_CHECK static Value anext_throw(Vm *vm, Value self, Args args)
{
    Value inner = anext_inner(vm, self);
    if (inner == KK_ERROR)
        return KK_ERROR;
    return anext_result(vm, self, kk_call_method(vm, inner, KK_N(throw), args.pos, args.n));
}

/* ---- the methods of all three awaitables ---- */

KK_MUST_CHECK static Value send(Vm *vm, Value self, Value sent)
{
    if (kk_desc_is(self, &kk_type_anext_awaitable))
        return anext_send(vm, self, sent);
    return kk_desc_is(self, &kk_type_async_generator_asend) ? asend_send(vm, self, sent) : athrow_send(vm, self, sent);
}

/* Goes on with value as what the generator's await gets. */
KK_METHOD(async_generator_asend, send, "(value, /)")
KK_METHOD(async_generator_athrow, send, "(value, /)")
KK_METHOD(anext_awaitable, send, "(value, /)")
Value kk_gen_async_do_send(Vm *vm, Value self, Args args) { return send(vm, self, args.pos[0]); }

/* Raises an exception where the generator waits. */
KK_METHOD(async_generator_asend, throw, "(typ, val=None, tb=None, /)")
KK_METHOD(async_generator_athrow, throw, "(typ, val=None, tb=None, /)")
KK_METHOD(anext_awaitable, throw, "(typ, val=None, tb=None, /)")
Value kk_gen_async_throw(Vm *vm, Value self, Args args)
{
    if (kk_desc_is(self, &kk_type_anext_awaitable))
        return anext_throw(vm, self, args);
    return kk_desc_is(self, &kk_type_async_generator_asend) ? asend_throw(vm, self, args)
                                                            : athrow_throw(vm, self, args);
}

/* Gives it up. */
KK_METHOD(async_generator_asend, close, "()")
KK_METHOD(async_generator_athrow, close, "()")
KK_METHOD(anext_awaitable, close, "()")
Value kk_gen_async_close(Vm *vm, Value self, Args args)
{
    if (!kk_desc_is(self, &kk_type_anext_awaitable)) {
        await_obj(self)->state = KK_INT(AWAIT_OVER);
        return kk_none;
    }
    Value inner = anext_inner(vm, self);
    return inner == KK_ERROR ? KK_ERROR : kk_call_method(vm, inner, KK_N(close), NULL, 0);
}

/* Itself. */
KK_METHOD(async_generator_asend, __await__, "()")
KK_METHOD(async_generator_athrow, __await__, "()")
KK_METHOD(anext_awaitable, __await__, "()")
KK_METHOD(async_generator, __aiter__, "()")
Value kk_gen_async_self(Vm *vm, Value self, Args args) { return self; }

/* The first or next step. */
KK_METHOD(async_generator_asend, __next__, "()")
KK_METHOD(async_generator_athrow, __next__, "()")
KK_METHOD(anext_awaitable, __next__, "()")
Value kk_gen_async_dunder_next(Vm *vm, Value self, Args args) { return send(vm, self, kk_none); }

static Value next(Vm *vm, Value self)
{
    Value r = send(vm, self, kk_none);
    return r == KK_ERROR && kk_pending_clear(vm, KK_StopIteration) ? KK_END : r;
}

/* ---- the generator's methods ---- */

/* An awaitable of the next item. */
KK_METHOD(async_generator, __anext__, "()")
Value kk_gen_async_dunder_anext(Vm *vm, Value self, Args args) { return kk_gen_async_next(vm, self); }

/* An awaitable of the next item, with value as the result of the yield. */
KK_METHOD(async_generator, asend, "(value, /)")
Value kk_gen_async_asend(Vm *vm, Value self, Args args)
{
    return !tell_hooks(vm, self) ? KK_ERROR
                                 : await_new(vm, &kk_type_async_generator_asend, self, args.pos[0]);
}

/* An awaitable that raises an exception at the yield, and gives the next item. */
KK_METHOD(async_generator, athrow, "(typ, val=None, tb=None, /)")
Value kk_gen_async_athrow(Vm *vm, Value self, Args args)
{
    Value given = tell_hooks(vm, self) ? kk_tuple_from(vm, args.pos, args.n) : KK_ERROR;
    return given == KK_ERROR ? KK_ERROR : await_new(vm, &kk_type_async_generator_athrow, self, given);
}

/* An awaitable that ends the generator. */
KK_METHOD(async_generator, aclose, "()")
Value kk_gen_async_aclose(Vm *vm, Value self, Args args)
{
    return !tell_hooks(vm, self) ? KK_ERROR : await_new(vm, &kk_type_async_generator_athrow, self, KK_UNSET);
}

/* Whether somebody waits for an item. */
KK_GETTER(async_generator, ag_running)
Value kk_gen_async_running(Vm *vm, Value self) { return kk_bool(has(self, ASYNC_GEN_RUNNING)); }

static const TypeSlots await_slots = {.iter = kk_iter_self, .next = next};
static const Layout await_layout = {.words = 4, .refs = 6};
static const Layout anext_layout = {.words = 4, .refs = 14};
KK_TYPE(async_generator_asend, object) = {
    KK_TYPE_HEAD(async_generator_asend, object, &await_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &await_slots};
KK_TYPE(async_generator_athrow, object) = {
    KK_TYPE_HEAD(async_generator_athrow, object, &await_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &await_slots};
KK_TYPE(anext_awaitable, object) = {KK_TYPE_HEAD(anext_awaitable, object, &anext_layout, TYPE_NO_NEW | TYPE_FINAL),
                                    .slots = &await_slots};
