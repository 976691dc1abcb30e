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

bool kk_keywords_bind(Vm *vm, const char *function, Args args, const Value *names, size_t n,
                      Value *given)
{
    size_t more = args.kw == KK_UNSET ? 0 : kk_dict_len(args.kw);
    if (args.n + more > n)
        return kk_raise_false(vm, KK_TypeError, "%s() takes at most %zu argument%s (%zu given)",
                              function, n, n == 1 ? "" : "s", args.n + more);
    for (size_t i = 0; i < n; i++)
        given[i] = i < args.n ? args.pos[i] : KK_UNSET;
    if (more == 0)
        return true;
    size_t at = 0;
    Value key, value;
    while (kk_dict_next(args.kw, &at, &key, &value)) {
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
