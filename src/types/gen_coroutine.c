/*
 * gen_coroutine.c: what can be awaited, and what coroutines have that generators have not.
 *
 * Layer: types.   Tests: tests/lang/async/.
 */
#include "object/attr.h"
#include "object/code.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "types/gen.h"
#include "types/iter.h"

/* A generator of a function that types.coroutine has marked. */
static bool is_marked(Value v)
{
    return kk_gen_is(v) && (kk_code_flags(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, KK_OBJ(GenObj, v)->function)->code)) &
                            CODE_ITERABLE) != 0;
}

Value kk_gen_coroutine_awaitable(Vm *vm, Value v)
{
    if (kk_gen_is_coroutine(v) || is_marked(v) || kk_desc_is(v, &kk_type_async_generator_asend))
        return v;
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__await__), NULL, 0, &found);
    if (!found)
        return KK_UNSET;
    if (r == KK_ERROR)
        return KK_ERROR;
    if (kk_gen_is_coroutine(r) || is_marked(r))
        return kk_raise(vm, KK_TypeError, "__await__() returned a coroutine");
    if (!kk_iterator_is(vm, r))
        return kk_raise(vm, KK_TypeError, "__await__() returned non-iterator of type '%T'", r);
    return r;
}

/* ---- coroutine.__await__() ---- */

typedef struct CoroutineWrapperObj {
    uintptr_t header; /* &kk_type_coroutine_wrapper */
    Value coroutine;
} CoroutineWrapperObj;

static Value inner(Value self) { return KK_OBJ(CoroutineWrapperObj, self)->coroutine; }

/* An iterator that runs the coroutine. */
KK_METHOD(coroutine, __await__, "()")
Value kk_gen_coroutine_await(Vm *vm, Value self, Args args)
{
    Value v = kk_object_new(vm, &kk_type_coroutine_wrapper, 0);
    if (v != KK_ERROR)
        KK_OBJ(CoroutineWrapperObj, v)->coroutine = self;
    return v;
}

/* Where it was made, if sys.set_coroutine_origin_tracking_depth() asked for it then. */
KK_GETTER(coroutine, cr_origin)
Value kk_gen_coroutine_origin(Vm *vm, Value self)
{
    Value origin = KK_OBJ(GenObj, self)->pended;
    return origin != KK_UNSET && kk_kind_is(origin, KIND_TUPLE) ? origin : kk_none;
}

/* Goes on with value as the result of the await that waits. */
KK_METHOD(coroutine_wrapper, send, "(value, /)")
Value kk_gen_coroutine_send(Vm *vm, Value self, Args args)
{
    return kk_gen_give(vm, inner(self), kk_vm_resume(vm, inner(self), GEN_SEND, args.pos[0]));
}

/* Raises an exception where the coroutine waits. */
KK_METHOD(coroutine_wrapper, throw, "(typ, val=None, tb=None, /)")
Value kk_gen_coroutine_throw(Vm *vm, Value self, Args args)
{
    Value exception = kk_gen_thrown(vm, args);
    return exception == KK_ERROR ? KK_ERROR
                                 : kk_gen_give(vm, inner(self), kk_gen_throw_into(vm, inner(self), exception));
}

/* Ends the coroutine. */
KK_METHOD(coroutine_wrapper, close, "()")
Value kk_gen_coroutine_close(Vm *vm, Value self, Args args)
{
    return kk_gen_close(vm, inner(self)) ? kk_none : KK_ERROR;
}

static Value next(Vm *vm, Value self)
{
    return kk_vm_resume(vm, inner(self), GEN_SEND, kk_none);
}

/* next() by name keeps the return value in the StopIteration. */
KK_METHOD(coroutine_wrapper, __next__, "()")
Value kk_gen_coroutine_next(Vm *vm, Value self, Args args)
{
    return kk_gen_give(vm, inner(self), next(vm, self));
}

static const TypeSlots wrapper_slots = {.iter = kk_iter_self, .next = next};
static const Layout wrapper_layout = {.words = 2, .refs = 2};
KK_TYPE(coroutine_wrapper, object) = {
    KK_TYPE_HEAD(coroutine_wrapper, object, &wrapper_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &wrapper_slots};
