/*
 * m_traceback.c: the module traceback, as far as programs that print exceptions need it.
 *
 * Layer: modules.   Tests: tests/modules/traceback/.
 */
#include "object/func.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/exc.h"
#include "types/list.h"
#include "types/traceback.h"

KK_MODULE(traceback)

/* The text of an exception, and how much of it is wanted. */
typedef struct Wanted {
    Value exc;
    size_t limit;
    bool chain;
} Wanted;

static bool add_text(Vm *vm, void *ctx, Span text) { return kk_strbuf_add(ctx, text); }

/* limit: None or a number of frames. */
KK_MUST_CHECK static bool limit_arg(Vm *vm, Value v, size_t *limit)
{
    intptr_t n;
    *limit = SIZE_MAX;
    if (v == kk_none || v == KK_UNSET)
        return true;
    if (!kk_index_clamped(vm, v, &n))
        return false;
    *limit = n < 0 ? 0 : (size_t)n;
    return true;
}

/* The text as a str. */
KK_MUST_CHECK static Value text_of(Vm *vm, const Wanted *w)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (w->exc == kk_none || w->exc == KK_UNSET)
        return kk_str_new(vm, KK_SPAN("NoneType: None\n"));
    Value handled = vm->handled;
    kk_traceback_print(vm, w->exc, w->chain, w->limit, add_text, &b);
    vm->handled = handled;
    return kk_strbuf_finish(&b);
}

/* Writes the text to file, by default sys.stderr. */
KK_MUST_CHECK static Value print_to(Vm *vm, const Wanted *w, Value file)
{
    Value text = text_of(vm, w);
    if (text == KK_ERROR)
        return KK_ERROR;
    if (file == kk_none) {
        Value module = kk_import_name(vm, KK_N(sys));
        file = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(stderr));
    }
    if (file == KK_ERROR || kk_call_method(vm, file, KK_N(write), &text, 1) == KK_ERROR)
        return KK_ERROR;
    return kk_none;
}

/* (exc) or (type, value, tb), with limit and chain at these indices. */
KK_MUST_CHECK static bool take_exception(Vm *vm, Args args, size_t limit, size_t chain, Wanted *w)
{
    Value value = kk_arg(args, 1, KK_UNSET);
    w->exc = value == KK_UNSET ? args.pos[0] : value;
    if (w->exc != kk_none && !kk_exc_is(w->exc))
        return kk_raise_false(vm, KK_TypeError, "Exception expected for value, %T found", w->exc);
    return limit_arg(vm, kk_arg(args, limit, kk_none), &w->limit) &&
           kk_truth(vm, kk_arg(args, chain, kk_true), &w->chain);
}

KK_MUST_CHECK static bool take_handled(Vm *vm, Args args, size_t chain, Wanted *w)
{
    w->exc = vm->handled;
    return limit_arg(vm, kk_arg(args, 0, kk_none), &w->limit) &&
           kk_truth(vm, kk_arg(args, chain, kk_true), &w->chain);
}

/* Prints the exception that is being handled to file, by default sys.stderr. */
KK_FUNCTION(traceback, print_exc, "(limit=None, file=None, chain=True)")
Value kk_traceback_print_exc(Vm *vm, Value self, Args args)
{
    Wanted w;
    return take_handled(vm, args, 2, &w) ? print_to(vm, &w, kk_arg(args, 1, kk_none)) : KK_ERROR;
}

/* The text of the exception that is being handled. */
KK_FUNCTION(traceback, format_exc, "(limit=None, chain=True)")
Value kk_traceback_format_exc(Vm *vm, Value self, Args args)
{
    Wanted w;
    return take_handled(vm, args, 1, &w) ? text_of(vm, &w) : KK_ERROR;
}

/* Prints an exception to file, by default sys.stderr. */
KK_FUNCTION(traceback, print_exception, "(exc, /, value=None, tb=None, limit=None, file=None, chain=True)")
Value kk_traceback_print_exception(Vm *vm, Value self, Args args)
{
    Wanted w;
    return take_exception(vm, args, 3, 5, &w) ? print_to(vm, &w, kk_arg(args, 4, kk_none)) : KK_ERROR;
}

/* The text of an exception as a list of lines, each with its end. */
KK_FUNCTION(traceback, format_exception, "(exc, /, value=None, tb=None, limit=None, chain=True)")
Value kk_traceback_format_exception(Vm *vm, Value self, Args args)
{
    Wanted w;
    if (!take_exception(vm, args, 3, 4, &w))
        return KK_ERROR;
    Value text = text_of(vm, &w), list = text == KK_ERROR ? KK_ERROR : kk_list_new(vm, 4);
    Span rest = list == KK_ERROR ? (Span){NULL, 0} : kk_str_span(text);
    while (rest.len > 0) {
        const uint8_t *eol = kk_bytes_find(rest, KK_SPAN("\n"));
        size_t n = eol == NULL ? rest.len : (size_t)(eol + 1 - rest.at);
        Value line = kk_str_new(vm, (Span){rest.at, n});
        if (line == KK_ERROR || !kk_list_append(vm, list, line))
            return KK_ERROR;
        rest = kk_span_skip(rest, n);
    }
    return list;
}
