/*
 * m_builtins_async.c: aiter and anext.
 *
 * Layer: modules.   Tests: tests/lang/async/builtins.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/gen.h"

/* Return an asynchronous iterator for an asynchronous iterable. */
KK_FUNCTION(builtins, aiter, "(async_iterable, /)")
Value kk_builtins_aiter(Vm *vm, Value self, Args args)
{
    bool found;
    Value v = args.pos[0], r = kk_call_special(vm, v, KK_N(__aiter__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'%T' object is not an async iterable", v);
    if (r != KK_ERROR && kk_class_attr(vm, kk_type_of(r), KK_N(__anext__)) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "aiter() returned not an async iterator of type '%T'", r);
    return r;
}

/* Return an awaitable of the next item, or of the default when the asynchronous iterator is exhausted. */
KK_FUNCTION(builtins, anext, "(aiterator, default=<unrepresentable>, /)")
Value kk_builtins_anext(Vm *vm, Value self, Args args)
{
    bool found;
    Value v = args.pos[0], r = kk_call_special(vm, v, KK_N(__anext__), NULL, 0, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "'%T' object is not an async iterator", v);
    return r == KK_ERROR || args.n == 1 ? r : kk_gen_async_anext(vm, r, args.pos[1]);
}
