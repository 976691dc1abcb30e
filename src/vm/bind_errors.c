/*
 * bind_errors.c: what Python says when a call does not fit a function.
 *
 * Layer: vm.   Tests: tests/types/function/argument_errors.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/names.h"
#include "object/strbuf.h"
#include "types/func.h"
#include "vm/vm_ops.h"

static Value qualname(Vm *vm, const FunctionObj *function)
{
    Value name = kk_func_get_qualname(vm, KK_REF(function));
    return name == KK_ERROR ? KK_N(empty) : name;
}

static unsigned count_defaults(const FunctionObj *function, const CodeObj *code)
{
    size_t n = function->defaults == KK_UNSET ? 0 : kk_len_of(function->defaults);
    unsigned nkwonly = kk_code_parameters(code).nkwonly;
    return n > nkwonly ? (unsigned)n - nkwonly : 0;
}

/* " positional arguments (and 2 keyword-only arguments)": what was given, when keyword-only ones were too. */
KK_MUST_CHECK static Value given_text(Vm *vm, size_t given, size_t named)
{
    if (named == 0)
        return kk_format_message(vm, "%zu %s", given, given == 1 ? "was" : "were");
    return kk_format_message(vm, "%zu positional argument%s (and %zu keyword-only argument%s) were", given,
                             given == 1 ? "" : "s", named, named == 1 ? "" : "s");
}

bool kk_bind_too_many(Vm *vm, FunctionObj *function, size_t given, size_t named)
{
    const CodeObj *code = KK_OBJ(const CodeObj, function->code);
    unsigned npos = kk_code_parameters(code).npos, ndefaults = count_defaults(function, code);
    Value name = qualname(vm, function);
    Value were = given_text(vm, given, named);
    if (were == KK_ERROR)
        return false;
    if (ndefaults != 0)
        return kk_raise_false(vm, KK_TypeError, "%V() takes from %u to %u positional arguments but %V given", name,
                              npos - ndefaults, npos, were);
    return kk_raise_false(vm, KK_TypeError, "%V() takes %u positional argument%s but %V given", name, npos,
                          npos == 1 ? "" : "s", were);
}

/* The name is among the n names of keywords or the keys of kw. */
static bool is_given(Value names, Value kw, Value name)
{
    for (size_t i = 0; names != KK_UNSET && i < kk_len_of(names); i++) {
        if (kk_str_equal(KK_OBJ(TupleObj, names)->at[i], name))
            return true;
    }
    return kw != KK_UNSET && kk_dict_get_name(kw, name) != KK_UNSET;
}

bool kk_bind_unexpected(Vm *vm, FunctionObj *function, Value name, Value names, Value kw)
{
    CodeParams params = kk_code_parameters(KK_OBJ(const CodeObj, function->code));
    bool some = false;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (unsigned i = 0; i < params.nposonly; i++) {
        if (!is_given(names, kw, params.names[i]))
            continue;
        if ((some && !kk_strbuf_add_text(&b, ", ")) || !kk_strbuf_add_str(&b, params.names[i]))
            return false;
        some = true;
    }
    Value text = some ? kk_strbuf_finish(&b) : KK_UNSET;
    if (some)
        return text != KK_ERROR &&
               kk_raise_false(vm, KK_TypeError, "%V() got some positional-only arguments passed as keyword arguments: '%V'",
                              qualname(vm, function), text);
    return kk_raise_false(vm, KK_TypeError, "%V() got an unexpected keyword argument '%V'", qualname(vm, function), name);
}

bool kk_bind_twice(Vm *vm, FunctionObj *function, Value name)
{
    return kk_raise_false(vm, KK_TypeError, "%V() got multiple values for argument '%V'", qualname(vm, function), name);
}

/* Parameter i has neither argument nor default. */
static bool is_missing(const FunctionObj *function, unsigned all, const Value *base, unsigned i)
{
    size_t n = function->defaults == KK_UNSET ? 0 : kk_len_of(function->defaults);
    size_t from_end = all - i;
    if (base[i] != KK_UNSET)
        return false;
    return from_end > n || KK_OBJ(ValuesObj, function->defaults)->at[n - from_end] == KK_UNSET;
}

/* "'a' and 'b'", "'a', 'b', and 'c'" */
KK_MUST_CHECK static bool add_list(StrBuf *b, Value name, unsigned i, unsigned n)
{
    if (i > 0 && !kk_strbuf_add_text(b, n == 2 ? " and " : i + 1 == n ? ", and " : ", "))
        return false;
    return kk_strbuf_add_text(b, "'") && kk_strbuf_add_str(b, name) && kk_strbuf_add_text(b, "'");
}

bool kk_bind_missing(Vm *vm, FunctionObj *function, const Value *base, bool keyword_only)
{
    CodeParams params = kk_code_parameters(KK_OBJ(const CodeObj, function->code));
    unsigned npos = params.npos, all = npos + params.nkwonly, n = 0, i = 0;
    unsigned from = keyword_only ? npos : 0, to = keyword_only ? all : npos;
    for (unsigned p = from; p < to; p++)
        n += is_missing(function, all, base, p);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (unsigned p = from; p < to; p++) {
        if (is_missing(function, all, base, p) && !add_list(&b, params.names[p], i++, n))
            return false;
    }
    Value names = kk_strbuf_finish(&b);
    if (names == KK_ERROR)
        return false;
    return kk_raise_false(vm, KK_TypeError, "%V() missing %u required %s argument%s: %V", qualname(vm, function), n,
                          keyword_only ? "keyword-only" : "positional", n == 1 ? "" : "s", names);
}
