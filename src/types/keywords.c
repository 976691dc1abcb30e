/*
 * keywords.c: positional and keyword arguments of the constructors that are slots.
 *
 * Layer: types.   Tests: tests/types/str/make.py.
 */
#include "types/keywords.h"

#include "object/dict.h"

static size_t find_name(Value key, const Value *names, size_t n)
{
    size_t i = 0;
    while (i < n && !kk_str_equal(key, names[i]))
        i++;
    return i;
}

bool kk_keywords_bind(Vm *vm, const char *function, Args args, Value kw, const Value *names, size_t n,
                      Value *given)
{
    size_t more = kw == KK_UNSET ? 0 : kk_dict_len(kw);
    if (args.n + more > n)
        return kk_raise_false(vm, KK_TypeError, "%s() takes at most %zu argument%s (%zu given)",
                              function, n, n == 1 ? "" : "s", args.n + more);
    for (size_t i = 0; i < n; i++)
        given[i] = i < args.n ? args.pos[i] : KK_UNSET;
    if (more == 0)
        return true;
    size_t at = 0;
    Value key, value;
    while (kk_dict_next(kw, &at, &key, &value)) {
        Value name = kk_as_kind(key, KIND_STR);
        size_t i = name == KK_UNSET ? n : find_name(name, names, n);
        if (i == n)
            return kk_raise_false(vm, KK_TypeError,
                                  "'%V' is an invalid keyword argument for %s()", key, function);
        if (given[i] != KK_UNSET)
            return kk_raise_false(vm, KK_TypeError,
                                  "argument for %s() given by name ('%V') and position (%zu)",
                                  function, key, i + 1);
        given[i] = value;
    }
    return true;
}

bool kk_keywords_bad(Vm *vm, const char *what, const char *expected, Value v)
{
    if (v == kk_none)
        return kk_raise_false(vm, KK_TypeError, "%s must be %s, not None", what, expected);
    return kk_raise_false(vm, KK_TypeError, "%s must be %s, not %T", what, expected, v);
}

bool kk_keywords_has_index(Vm *vm, Value v)
{
    if (kk_int_is(v))
        return true;
    const TypeObj *type = kk_type_of(v);
    return (type->flags & TYPE_HEAP) && type->native != &kk_type_float &&
           type->native != &kk_type_complex &&
           kk_type_lookup(vm, type, KK_N(__index__)) != KK_UNSET;
}

bool kk_keywords_count(Vm *vm, Value v, intptr_t *n)
{
    if (kk_index(vm, v, n))
        return true;
    if (kk_pending_clear(vm, KK_OverflowError))
        kk_raise(vm, KK_OverflowError, "cannot fit '%T' into an index-sized integer", v);
    return false;
}
