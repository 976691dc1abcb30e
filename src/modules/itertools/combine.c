/*
 * combine.c: itertools.product, permutations, combinations, combinations_with_replacement.
 *
 * v[0] the pool (product: a tuple of pools), v[1] the indices of the next result as a tuple of small ints that only the
 * iterator sees, None at the end; n the length of a result. m: a result was given. permutations have v[2], how many
 * changes each place has still to see.
 *
 * Layer: modules.   Tests: tests/modules/itertools/combine.py.
 */
#include "modules/itertools/itertools.h"

#include "object/dict.h"

KK_INLINE intptr_t index_at(Value indices, intptr_t i)
{
    return kk_smallint_get(kk_tuple_at(indices, (size_t)i));
}

static void set_index(Value indices, intptr_t i, intptr_t to)
{
    kk_tuple_items(indices)[i] = KK_INT(to);
}

/* A tuple of its own with 0, 1, ..., n - 1, or all 0. */
static Value indices_new(Vm *vm, size_t n, bool running)
{
    Value indices = n == 0 ? kk_tuple_from(vm, NULL, 0) : kk_tuple_new(vm, n);
    for (size_t i = 0; i < n && indices != KK_ERROR; i++)
        set_index(indices, (intptr_t)i, running ? (intptr_t)i : 0);
    return indices;
}

/* The items of the pool that the first n indices name. */
static Value pick(Vm *vm, const ToolObj *it)
{
    Value row = kk_tuple_new(vm, (size_t)it->n);
    for (intptr_t i = 0; i < it->n && row != KK_ERROR; i++)
        kk_tuple_items(row)[i] = kk_tuple_at(it->v[0], (size_t)index_at(it->v[1], i));
    return row;
}

/* The arguments (iterable, r) as a pool and r; r is left alone when it is absent or None and may be so. */
KK_SAYS(pool_and_r, 1)
static bool pool_and_r(Vm *vm, const char *name, Args args, Value kw, size_t required, Value *pool, intptr_t *r)
{
    static const Value names[] = {KK_N(iterable), KK_N(r)};
    Value given[2];
    if (!kk_itertools_bind(vm, name, args, kw, names, 2, required, given))
        return false;
    *pool = kk_tuple_from_iterable(vm, given[0]);
    if (*pool == KK_ERROR)
        return false;
    *r = (intptr_t)kk_tuple_len(*pool);
    if (given[1] == KK_UNSET || (required == 1 && given[1] == kk_none))
        return true;
    if (required == 1 && !kk_int_is(given[1]))
        return kk_raise_false(vm, KK_TypeError, "Expected int as r");
    if (!kk_index(vm, given[1], r))
        return false;
    return *r >= 0 || kk_raise_false(vm, KK_ValueError, "r must be non-negative");
}

/* An iterator whose results have r items; there are none when `possible` is false. */
static ToolObj *combiner(Vm *vm, Value cls, Value pool, intptr_t r, size_t n_indices, bool running, bool possible)
{
    Value indices = possible ? indices_new(vm, n_indices, running) : kk_none;
    ToolObj *it = indices == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = pool;
        it->v[1] = indices;
        it->n = r;
    }
    return it;
}

/* ---- product ---- */

static bool repeat_of(Vm *vm, Args args, Value kw, intptr_t *repeat)
{
    size_t at = 0;
    Value name, value;
    *repeat = 1;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        if (!kk_str_equal(name, KK_N(repeat)))
            return kk_raise_false(vm, KK_TypeError, "product() got an unexpected keyword argument %R", name);
        if (!kk_index(vm, value, repeat))
            return false;
    }
    return *repeat >= 0 || kk_raise_false(vm, KK_ValueError, "repeat argument cannot be negative");
}

static Value product_make(Vm *vm, Value cls, Args args, Value kw)
{
    intptr_t repeat;
    if (!repeat_of(vm, args, kw, &repeat))
        return KK_ERROR;
    size_t n = repeat == 0 ? 0 : args.n;
    if (n != 0 && (size_t)repeat > (size_t)(KK_INT_MAX / sizeof(Value)) / n)
        return kk_raise(vm, KK_OverflowError, "repeat argument too large");
    size_t total = n * (size_t)repeat;
    bool possible = true;
    Value pools = total == 0 ? KK_EMPTY_TUPLE : kk_tuple_new(vm, total);
    for (size_t i = 0; i < n && pools != KK_ERROR; i++) {
        Value pool = kk_tuple_from_iterable(vm, args.pos[i]);
        if (pool == KK_ERROR)
            return KK_ERROR;
        possible = possible && kk_tuple_len(pool) > 0;
        for (size_t j = i; j < total; j += n)
            kk_tuple_items(pools)[j] = pool;
    }
    if (pools == KK_ERROR)
        return KK_ERROR;
    return tool_value(combiner(vm, cls, pools, (intptr_t)total, total, false, possible));
}

static Value product_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[1] == kk_none)
        return KK_END;
    if (it->m) {
        intptr_t i = it->n - 1;
        for (; i >= 0; i--) {
            intptr_t next = index_at(it->v[1], i) + 1;
            bool fits = next < (intptr_t)kk_tuple_len(kk_tuple_at(it->v[0], (size_t)i));
            set_index(it->v[1], i, fits ? next : 0);
            if (fits)
                break;
        }
        if (i < 0) {
            it->v[1] = kk_none;
            return KK_END;
        }
    }
    it->m = 1;
    Value row = kk_tuple_new(vm, (size_t)it->n);
    for (intptr_t i = 0; i < it->n && row != KK_ERROR; i++)
        kk_tuple_items(row)[i] = kk_tuple_at(kk_tuple_at(it->v[0], (size_t)i), (size_t)index_at(it->v[1], i));
    return row;
}

TOOL_SLOTS(product, 2);
KK_TYPE(product, object) = TOOL_HEAD(product);

/* ---- combinations ---- */

static Value combinations_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value pool;
    intptr_t r;
    if (!pool_and_r(vm, "combinations", args, kw, 2, &pool, &r))
        return KK_ERROR;
    bool possible = r <= (intptr_t)kk_tuple_len(pool);
    return tool_value(combiner(vm, cls, pool, r, possible ? (size_t)r : 0, true, possible));
}

static Value combinations_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[1] == kk_none)
        return KK_END;
    if (it->m) {
        intptr_t i = it->n - 1, end = (intptr_t)kk_tuple_len(it->v[0]);
        /* The last place that can go on: place i ends at end - n + i. */
        while (i >= 0 && index_at(it->v[1], i) == end - it->n + i)
            i--;
        if (i < 0) {
            it->v[1] = kk_none;
            return KK_END;
        }
        for (intptr_t to = index_at(it->v[1], i) + 1; i < it->n; i++, to++)
            set_index(it->v[1], i, to);
    }
    it->m = 1;
    return pick(vm, it);
}

TOOL_SLOTS(combinations, 2);
KK_TYPE(combinations, object) = TOOL_HEAD(combinations);

static Value combinations_with_replacement_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value pool;
    intptr_t r;
    if (!pool_and_r(vm, "combinations_with_replacement", args, kw, 2, &pool, &r))
        return KK_ERROR;
    bool possible = r == 0 || kk_tuple_len(pool) > 0;
    if (possible && r > (intptr_t)(KK_INT_MAX / sizeof(Value)))
        return kk_raise(vm, KK_OverflowError, "r is too large");
    return tool_value(combiner(vm, cls, pool, r, possible ? (size_t)r : 0, false, possible));
}

static Value combinations_with_replacement_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[1] == kk_none)
        return KK_END;
    if (it->m) {
        intptr_t i = it->n - 1, last = (intptr_t)kk_tuple_len(it->v[0]) - 1;
        while (i >= 0 && index_at(it->v[1], i) == last)
            i--;
        if (i < 0) {
            it->v[1] = kk_none;
            return KK_END;
        }
        for (intptr_t to = index_at(it->v[1], i) + 1; i < it->n; i++)
            set_index(it->v[1], i, to);
    }
    it->m = 1;
    return pick(vm, it);
}

TOOL_SLOTS(combinations_with_replacement, 2);
KK_TYPE(combinations_with_replacement, object) = TOOL_HEAD(combinations_with_replacement);

/* ---- permutations ---- */

static Value permutations_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value pool;
    intptr_t r;
    if (!pool_and_r(vm, "permutations", args, kw, 1, &pool, &r))
        return KK_ERROR;
    intptr_t n = (intptr_t)kk_tuple_len(pool);
    bool possible = r <= n;
    Value left = indices_new(vm, possible ? (size_t)r : 0, false);
    if (left == KK_ERROR)
        return KK_ERROR;
    for (intptr_t i = 0; possible && i < r; i++)
        set_index(left, i, n - i);
    ToolObj *it = combiner(vm, cls, pool, r, (size_t)n, true, possible);
    if (it != NULL)
        it->v[2] = left;
    return tool_value(it);
}

/* Place i takes the next of the items behind it; false when it has had them all and they stand as at first. */
static bool permute(const ToolObj *it, intptr_t i)
{
    Value indices = it->v[1], left = it->v[2];
    intptr_t n = (intptr_t)kk_tuple_len(it->v[0]), now = index_at(indices, i), count = index_at(left, i) - 1;
    if (count > 0) {
        set_index(left, i, count);
        set_index(indices, i, index_at(indices, n - count));
        set_index(indices, n - count, now);
        return true;
    }
    for (intptr_t j = i; j < n - 1; j++)
        set_index(indices, j, index_at(indices, j + 1));
    set_index(indices, n - 1, now);
    set_index(left, i, n - i);
    return false;
}

static Value permutations_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[1] == kk_none)
        return KK_END;
    if (it->m) {
        intptr_t i = it->n - 1;
        while (i >= 0 && !permute(it, i))
            i--;
        if (i < 0) {
            it->v[1] = kk_none;
            return KK_END;
        }
    }
    it->m = 1;
    return pick(vm, it);
}

TOOL_SLOTS(permutations, 3);
KK_TYPE(permutations, object) = TOOL_HEAD(permutations);
