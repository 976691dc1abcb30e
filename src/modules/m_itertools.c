/*
 * m_itertools.c: the module itertools: its types, and what they share. The iterators are in itertools/.
 *
 * Layer: modules.   Tests: tests/modules/itertools/.
 */
#include "modules/itertools/itertools.h"

#include "object/dict.h"

extern const TypeObj kk_type_count, kk_type_cycle, kk_type_repeat, kk_type_accumulate, kk_type_chain, kk_type_compress,
    kk_type_dropwhile, kk_type_takewhile, kk_type_filterfalse, kk_type_islice, kk_type_starmap, kk_type_zip_longest,
    kk_type_product, kk_type_permutations, kk_type_combinations, kk_type_combinations_with_replacement,
    kk_type_groupby, kk_type_pairwise;

KK_MODULE(itertools)
KK_MODULE_CONST(itertools, count, KK_REF(&kk_type_count))
KK_MODULE_CONST(itertools, cycle, KK_REF(&kk_type_cycle))
KK_MODULE_CONST(itertools, repeat, KK_REF(&kk_type_repeat))
KK_MODULE_CONST(itertools, accumulate, KK_REF(&kk_type_accumulate))
KK_MODULE_CONST(itertools, chain, KK_REF(&kk_type_chain))
KK_MODULE_CONST(itertools, compress, KK_REF(&kk_type_compress))
KK_MODULE_CONST(itertools, dropwhile, KK_REF(&kk_type_dropwhile))
KK_MODULE_CONST(itertools, takewhile, KK_REF(&kk_type_takewhile))
KK_MODULE_CONST(itertools, filterfalse, KK_REF(&kk_type_filterfalse))
KK_MODULE_CONST(itertools, islice, KK_REF(&kk_type_islice))
KK_MODULE_CONST(itertools, starmap, KK_REF(&kk_type_starmap))
KK_MODULE_CONST(itertools, zip_longest, KK_REF(&kk_type_zip_longest))
KK_MODULE_CONST(itertools, product, KK_REF(&kk_type_product))
KK_MODULE_CONST(itertools, permutations, KK_REF(&kk_type_permutations))
KK_MODULE_CONST(itertools, combinations, KK_REF(&kk_type_combinations))
KK_MODULE_CONST(itertools, combinations_with_replacement, KK_REF(&kk_type_combinations_with_replacement))
KK_MODULE_CONST(itertools, groupby, KK_REF(&kk_type_groupby))
KK_MODULE_CONST(itertools, pairwise, KK_REF(&kk_type_pairwise))

ToolObj *kk_itertools_new(Vm *vm, Value cls)
{
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    return self == KK_ERROR ? NULL : tool_of(self);
}

bool kk_itertools_positional(Vm *vm, const char *name, Args args, Value kw, size_t min, size_t max)
{
    if (kk_dict_any(kw))
        return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", name);
    if (args.n >= min && args.n <= max)
        return true;
    size_t limit = args.n < min ? min : max;
    return kk_raise_false(vm, KK_TypeError, "%s expected %s%zu argument%s, got %zu", name,
                          min == max ? "" : args.n < min ? "at least " : "at most ", limit, limit == 1 ? "" : "s",
                          args.n);
}

bool kk_itertools_bind(Vm *vm, const char *name, Args args, Value kw, const Value *names, size_t n, size_t required,
                       Value *given)
{
    if (!kk_keywords_bind(vm, name, args, kw, names, n, given))
        return false;
    for (size_t i = 0; i < required; i++) {
        if (given[i] == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "%s() missing required argument %R (pos %zu)", name, names[i],
                                  i + 1);
    }
    return true;
}
