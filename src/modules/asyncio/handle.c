/*
 * handle.c: asyncio.Handle and TimerHandle: calls that wait in a loop.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/loop.py.
 */
#include "modules/asyncio/asyncio.h"

#include "types/keywords.h"
#include "types/tuple.h"

typedef struct HandleObj {
    uintptr_t header; /* &kk_type_asyncio_Handle, &kk_type_asyncio_TimerHandle, or of a subclass */
    Value callback;   /* None: cancelled */
    Value args;       /* tuple; None: cancelled */
    Value loop;
    Value context;    /* contextvars.Context, or None */
    Value when;       /* seconds of the loop's time; KK_UNSET: no TimerHandle */
    uintptr_t cancelled;
} HandleObj;

static HandleObj *handle_obj(Value v) { return KK_OBJ(HandleObj, v); }

static Value handle_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

static bool handle_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(when), KK_N(callback), KK_N(args), KK_N(loop), KK_N(context)};
    Value given[5] = {KK_UNSET};
    size_t skip = kk_is(self, &kk_type_asyncio_TimerHandle) ? 0 : 1;
    if (!kk_keywords_bind(vm, "Handle", args, kw, names + skip, 5 - skip, given + skip))
        return false;
    if (given[1] == KK_UNSET || given[2] == KK_UNSET || given[3] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "Handle() needs callback, args and loop");
    Value tuple = kk_tuple_from_iterable(vm, given[2]), context = tuple == KK_ERROR ? KK_ERROR : kk_asyncio_context(vm, given[4]);
    if (context == KK_ERROR)
        return false;
    HandleObj *h = handle_obj(self);
    h->when = given[0];
    h->callback = given[1];
    h->args = tuple;
    h->loop = given[3];
    h->context = context;
    return true;
}

Value kk_asyncio_handle_new(Vm *vm, Value callback, const Value *args, size_t n, Value loop, Value context, Value when)
{
    Value tuple = kk_tuple_from(vm, args, n), inside = tuple == KK_ERROR ? KK_ERROR : kk_asyncio_context(vm, context);
    const TypeObj *type = when == KK_UNSET ? &kk_type_asyncio_Handle : &kk_type_asyncio_TimerHandle;
    Value v = inside == KK_ERROR ? KK_ERROR : kk_object_new(vm, type, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    HandleObj *h = handle_obj(v);
    h->callback = callback;
    h->args = tuple;
    h->loop = loop;
    h->context = inside;
    h->when = when;
    return v;
}

bool kk_asyncio_handle_run(Vm *vm, Value handle)
{
    HandleObj *h = handle_obj(handle);
    if (h->cancelled)
        return true;
    Value args = h->args;
    if (kk_asyncio_call_in(vm, h->context, h->callback, kk_tuple_items(args), kk_tuple_len(args)) != KK_ERROR)
        return true;
    if (kk_pending_is(vm, &kk_type_KeyboardInterrupt) || kk_pending_is(vm, &kk_type_SystemExit))
        return false;
    Value told[2] = {handle, kk_pending_take(vm)};
    return kk_asyncio_half(vm, KK_N(_handle_failed), told, 2) != KK_ERROR;
}

static Value handle_repr(Vm *vm, Value self) { return kk_asyncio_half(vm, KK_N(_handle_repr), &self, 1); }

/* Handles with a time are ordered by it. */
static Value handle_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_is(a, &kk_type_asyncio_TimerHandle) || !kk_is(b, &kk_type_asyncio_TimerHandle))
        return kk_not_implemented;
    const HandleObj *x = handle_obj(a), *y = handle_obj(b);
    if (op != CMP_EQ && op != CMP_NE)
        return kk_compare(vm, x->when, y->when, op);
    bool equal = x->cancelled == y->cancelled;
    if ((equal && !kk_equal(vm, x->when, y->when, &equal)) || (equal && !kk_equal(vm, x->callback, y->callback, &equal)) ||
        (equal && !kk_equal(vm, x->args, y->args, &equal)))
        return KK_ERROR;
    return kk_bool(equal == (op == CMP_EQ));
}

static bool handle_hash(Vm *vm, Value self, uintptr_t *hash)
{
    Value when = handle_obj(self)->when;
    return when == KK_UNSET ? kk_hash_identity(vm, self, hash) : kk_hash(vm, when, hash);
}

static const Layout handle_layout = {sizeof(HandleObj) / sizeof(uintptr_t), 0x3E, TAIL_NONE, 0};
static const TypeSlots handle_slots = {.make = handle_make, .init = handle_init, .repr = handle_repr, .hash = handle_hash};
static const TypeSlots timer_slots = {.make = handle_make, .init = handle_init, .repr = handle_repr,
                                      .compare = handle_compare, .hash = handle_hash};
KK_TYPE(asyncio_Handle, object) = {KK_TYPE_HEAD(asyncio_Handle, object, &handle_layout, TYPE_WEAKREF), .slots = &handle_slots};
KK_TYPE(asyncio_TimerHandle, asyncio_Handle) = {
    KK_TYPE_HEAD(asyncio_TimerHandle, asyncio_Handle, &handle_layout, TYPE_WEAKREF), .slots = &timer_slots};

/* The call will not be made. */
KK_METHOD(asyncio_Handle, cancel, "()")
Value kk_asyncio_handle_cancel(Vm *vm, Value self, Args args)
{
    HandleObj *h = handle_obj(self);
    if (h->cancelled)
        return kk_none;
    h->cancelled = 1;
    h->callback = h->args = kk_none;
    if (h->when != KK_UNSET && kk_asyncio_is_loop(h->loop))
        (void)kk_asyncio_remove_timer(vm, h->loop, self);
    return kk_none;
}

/* Whether cancel() was called. */
KK_METHOD(asyncio_Handle, cancelled, "()")
Value kk_asyncio_handle_cancelled(Vm *vm, Value self, Args args) { return kk_bool(handle_obj(self)->cancelled); }

/* When the call is to be made, by the loop's clock. */
KK_METHOD(asyncio_TimerHandle, when, "()")
Value kk_asyncio_handle_when(Vm *vm, Value self, Args args) { return handle_obj(self)->when; }

/* Makes the call. */
KK_METHOD(asyncio_Handle, _run, "()")
Value kk_asyncio_handle_do_run(Vm *vm, Value self, Args args)
{
    return kk_asyncio_handle_run(vm, self) ? kk_none : KK_ERROR;
}

/* The function to be called; None: cancelled. */
KK_GETTER(asyncio_Handle, _callback)
Value kk_asyncio_handle_callback(Vm *vm, Value self) { return handle_obj(self)->callback; }

/* Its arguments. */
KK_GETTER(asyncio_Handle, _args)
Value kk_asyncio_handle_args(Vm *vm, Value self) { return handle_obj(self)->args; }

/* Whether cancel() was called. */
KK_GETTER(asyncio_Handle, _cancelled)
Value kk_asyncio_handle_get_cancelled(Vm *vm, Value self) { return kk_bool(handle_obj(self)->cancelled); }

/* The loop that makes the call. */
KK_GETTER(asyncio_Handle, _loop)
Value kk_asyncio_handle_loop(Vm *vm, Value self) { return handle_obj(self)->loop; }
