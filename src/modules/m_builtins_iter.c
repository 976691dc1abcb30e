/*
 * m_builtins_iter.c: builtins that go over iterables: sum, min, max, any, all, sorted.
 *
 * Layer: modules.   Tests: tests/modules/builtins/.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/tuple.h"

typedef struct Truths {
    Drain drain;
    bool wanted;
} Truths;

/* Passes over what is known not to end the search. */
static bool pass_over(Vm *vm, Drain *drain, Value item)
{
    bool truth = item == kk_true;
    if (kk_smallint_is(item))
        truth = item != KK_INT(0);
    else if (!kk_bool_is(item) && item != kk_none)
        return false;
    return truth != ((Truths *)drain)->wanted;
}

/* Goes over the iterable until an item's truth is `wanted`. */
static Value search_truth(Vm *vm, Value iterable, bool wanted)
{
    Cursor cursor;
    if (!kk_iter_begin(vm, &cursor, iterable))
        return KK_ERROR;
    Truths truths = {{pass_over}, wanted};
    for (;;) {
        Value item = kk_iter_drain(vm, &cursor, &truths.drain);
        bool truth;
        if (item == KK_END)
            return kk_bool(!wanted);
        if (item == KK_ERROR || !kk_truth(vm, item, &truth))
            return KK_ERROR;
        if (truth == wanted)
            return kk_bool(wanted);
    }
}

/* Return True if bool(x) is True for any x in the iterable. */
KK_FUNCTION(builtins, any, "(iterable, /)")
Value kk_builtins_any(Vm *vm, Value self, Args args)
{
    return search_truth(vm, args.pos[0], true);
}

/* Return True if bool(x) is True for all values x in the iterable. */
KK_FUNCTION(builtins, all, "(iterable, /)")
Value kk_builtins_all(Vm *vm, Value self, Args args)
{
    return search_truth(vm, args.pos[0], false);
}

typedef struct Sum {
    Drain drain;
    intptr_t ints;
    KkFloat floats;
} Sum;

static bool add_int(Vm *vm, Drain *drain, Value item)
{
    Sum *sum = (Sum *)drain;
    intptr_t more;
    if (!kk_smallint_is(item) || __builtin_add_overflow(sum->ints, kk_smallint_get(item), &more))
        return false;
    sum->ints = more;
    return true;
}

static bool add_float(Vm *vm, Drain *drain, Value item)
{
    Sum *sum = (Sum *)drain;
    if (kk_float_is_immediate(item))
        sum->floats += kk_float_decode(item);
    else if (kk_smallint_is(item))
        sum->floats += (KkFloat)kk_smallint_get(item);
    else
        return false;
    return true;
}

/* Adds what comes from the cursor to *total as long as both are small ints, or it is a float; the item that
 * is not such, or KK_END, KK_ERROR, is returned. */
static Value sum_numbers(Vm *vm, Cursor *cursor, Value *total)
{
    Sum sum = {{add_float}, 0, 0};
    bool ints = kk_smallint_is(*total);
    if (ints)
        sum = (Sum){{add_int}, kk_smallint_get(*total), 0};
    else
        sum.floats = kk_float_get(*total);
    Value item = kk_iter_drain(vm, cursor, &sum.drain);
    if (item == KK_ERROR)
        return KK_ERROR;
    KK_KEEP(item);
    *total = ints ? kk_int_new(vm, sum.ints) : kk_float_new(vm, sum.floats);
    return *total == KK_ERROR ? KK_ERROR : item;
}

/* Return the sum of a 'start' value (default: 0) plus an iterable of numbers. */
KK_FUNCTION(builtins, sum, "(iterable, /, start=0)")
Value kk_builtins_sum(Vm *vm, Value self, Args args)
{
    Cursor cursor;
    Value total = kk_arg(args, 1, KK_INT(0));
    if (kk_as_kind(total, KIND_STR) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (kk_as_kind(total, KIND_BYTES) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (kk_is(total, &kk_type_bytearray))
        return kk_raise(vm, KK_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    if (!kk_iter_begin(vm, &cursor, args.pos[0]))
        return KK_ERROR;
    for (;;) {
        Value item;
        if (kk_smallint_is(total) || kk_float_is(total))
            item = sum_numbers(vm, &cursor, &total);
        else
            item = kk_iter_advance(vm, &cursor);
        if (item == KK_END)
            return total;
        if (item == KK_ERROR)
            return KK_ERROR;
        total = kk_binary(vm, BIN_ADD, total, item);
        if (total == KK_ERROR)
            return KK_ERROR;
    }
}

/* ---- min and max ---- */

typedef struct Extreme {
    const char *name;
    CompareOp op; /* the item that is op to the best so far is the new best */
    Value key;    /* kk_none: the items themselves */
    Value otherwise; /* KK_UNSET: an empty iterable is an error */
} Extreme;

static bool read_keywords(Vm *vm, Value kw, Extreme *e)
{
    size_t at = 0;
    Value name, value;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        if (kk_str_equal(name, KK_N(key)))
            e->key = value;
        else if (kk_str_equal(name, KK_N(default)))
            e->otherwise = value;
        else
            return kk_raise_false(vm, KK_TypeError, "'%V' is an invalid keyword argument for %s()",
                                  name, e->name);
    }
    return true;
}

/* Whether a is better than b. */
static bool is_better(Vm *vm, const Extreme *e, Value a, Value b, bool *better)
{
    if (kk_smallint_both(a, b)) {
        *better = e->op == CMP_LT ? (intptr_t)a < (intptr_t)b : (intptr_t)a > (intptr_t)b;
        return true;
    }
    if (kk_float_both_immediate(a, b)) {
        KkFloat x = kk_float_decode(a), y = kk_float_decode(b);
        *better = e->op == CMP_LT ? x < y : x > y;
        return true;
    }
    Value r = kk_compare(vm, a, b, e->op);
    return r != KK_ERROR && kk_truth(vm, r, better);
}

typedef struct Best {
    Drain drain;
    Value item;
    const Extreme *e;
} Best;

/* Numbers are compared at once; there is no key. */
static bool keep_better(Vm *vm, Drain *drain, Value item)
{
    Best *best = (Best *)drain;
    bool better;
    if ((!kk_smallint_both(item, best->item) && !kk_float_both_immediate(item, best->item)) ||
        !is_better(vm, best->e, item, best->item, &better))
        return false;
    if (better)
        best->item = item;
    return true;
}

static Value find_extreme(Vm *vm, const Extreme *e, Cursor *cursor)
{
    Best numbers = {{keep_better}, KK_UNSET, e};
    Value best = KK_UNSET, best_key = KK_UNSET;
    for (;;) {
        Value item;
        if (e->key == kk_none && (kk_smallint_is(best) || kk_float_is_immediate(best))) {
            numbers.item = best;
            item = kk_iter_drain(vm, cursor, &numbers.drain);
            best = best_key = numbers.item;
        } else {
            item = kk_iter_advance(vm, cursor);
        }
        if (item == KK_END)
            break;
        Value key = item;
        if (item != KK_ERROR && e->key != kk_none)
            key = kk_call1(vm, e->key, item);
        bool better = best == KK_UNSET;
        if (item == KK_ERROR || key == KK_ERROR ||
            (!better && !is_better(vm, e, key, best_key, &better)))
            return KK_ERROR;
        if (better) {
            best = item;
            best_key = key;
        }
    }
    if (best != KK_UNSET)
        return best;
    if (e->otherwise != KK_UNSET)
        return e->otherwise;
    return kk_raise(vm, KK_ValueError, "%s() arg is an empty sequence", e->name);
}

static Value min_or_max(Vm *vm, Args args, Value kw, Extreme *e)
{
    Cursor cursor;
    e->key = kk_none;
    e->otherwise = KK_UNSET;
    if (!read_keywords(vm, kw, e))
        return KK_ERROR;
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "%s expected at least 1 argument, got 0", e->name);
    Value source = args.pos[0];
    if (args.n > 1) {
        if (e->otherwise != KK_UNSET)
            return kk_raise(vm, KK_TypeError,
                            "Cannot specify a default for %s() with multiple positional arguments",
                            e->name);
        if (args.n == 2 && e->key == kk_none) {
            bool better;
            if (!is_better(vm, e, args.pos[1], args.pos[0], &better))
                return KK_ERROR;
            return args.pos[better];
        }
        source = kk_tuple_from(vm, args.pos, args.n);
    }
    if (source == KK_ERROR || !kk_iter_begin(vm, &cursor, source))
        return KK_ERROR;
    return find_extreme(vm, e, &cursor);
}

/* Return the smallest item of an iterable, or of two or more arguments. */
KK_FUNCTION(builtins, min, "(*args, **kwargs)")
Value kk_builtins_min(Vm *vm, Value self, Args args, Value kw)
{
    return min_or_max(vm, args, kw, &(Extreme){.name = "min", .op = CMP_LT});
}

/* Return the biggest item of an iterable, or of two or more arguments. */
KK_FUNCTION(builtins, max, "(*args, **kwargs)")
Value kk_builtins_max(Vm *vm, Value self, Args args, Value kw)
{
    return min_or_max(vm, args, kw, &(Extreme){.name = "max", .op = CMP_GT});
}

/* Return a new list containing all items from the iterable in ascending order. */
KK_FUNCTION(builtins, sorted, "(iterable, /, *, key=None, reverse=False)")
Value kk_builtins_sorted(Vm *vm, Value self, Args args)
{
    bool reverse;
    if (!kk_truth(vm, kk_arg(args, 2, kk_false), &reverse))
        return KK_ERROR;
    Value list = kk_list_from_iterable(vm, args.pos[0]);
    if (list == KK_ERROR || !kk_list_sort(vm, list, kk_arg(args, 1, kk_none), reverse))
        return KK_ERROR;
    return list;
}
