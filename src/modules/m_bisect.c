/*
 * m_bisect.c: the module bisect: places in sorted sequences.
 *
 * Layer: modules.   Tests: tests/modules/bisect/.
 */
#include "object/ops.h"
#include "types/list.h"

KK_MODULE(bisect)

/* Where x belongs in args = (a, x, lo, hi, key): in front of its equals, or behind them. x is compared with the keys. */
KK_MUST_CHECK static bool find(Vm *vm, Args args, Value x, bool right, size_t *at)
{
    intptr_t lo = 0, hi;
    size_t n;
    Value key = kk_arg(args, 4, kk_none), end = kk_arg(args, 3, kk_none);
    if (kk_arg(args, 2, KK_UNSET) != KK_UNSET && !kk_index_clamped(vm, args.pos[2], &lo))
        return false;
    if (lo < 0)
        return kk_raise_false(vm, KK_ValueError, "lo must be non-negative");
    if (end == kk_none) {
        if (!kk_len(vm, args.pos[0], &n))
            return false;
        hi = (intptr_t)n;
    } else if (!kk_index_clamped(vm, end, &hi)) {
        return false;
    }
    while (lo < hi) {
        intptr_t middle = lo + (hi - lo) / 2;
        Value i = kk_int_new(vm, middle), item = i == KK_ERROR ? KK_ERROR : kk_getitem(vm, args.pos[0], i);
        if (item != KK_ERROR && key != kk_none)
            item = kk_call1(vm, key, item);
        bool less;
        if (item == KK_ERROR || !kk_less(vm, right ? x : item, right ? item : x, &less))
            return false;
        if (less == right)
            hi = middle;
        else
            lo = middle + 1;
    }
    *at = (size_t)lo;
    return true;
}

KK_MUST_CHECK static Value bisect(Vm *vm, Args args, bool right)
{
    size_t at;
    return find(vm, args, args.pos[1], right, &at) ? kk_int_new_unsigned(vm, at) : KK_ERROR;
}

KK_MUST_CHECK static Value insort(Vm *vm, Args args, bool right)
{
    size_t at;
    Value key = kk_arg(args, 4, kk_none), x = key == kk_none ? args.pos[1] : kk_call1(vm, key, args.pos[1]);
    if (x == KK_ERROR || !find(vm, args, x, right, &at))
        return KK_ERROR;
    if (kk_list_is(args.pos[0])) {
        size_t n = kk_list_len(args.pos[0]);
        return kk_list_insert(vm, args.pos[0], at < n ? at : n, args.pos[1]) ? kk_none : KK_ERROR;
    }
    Value given[2] = {kk_int_new_unsigned(vm, at), args.pos[1]};
    if (given[0] == KK_ERROR || kk_call_method(vm, args.pos[0], KK_N(insert), given, 2) == KK_ERROR)
        return KK_ERROR;
    return kk_none;
}

/* The index behind the items of a that are equal to x. */
KK_FUNCTION(bisect, bisect_right, "(a, x, lo=0, hi=None, *, key=None)")
Value kk_bisect_bisect_right(Vm *vm, Value self, Args args) { return bisect(vm, args, true); }

/* The index of the first item of a that is not less than x. */
KK_FUNCTION(bisect, bisect_left, "(a, x, lo=0, hi=None, *, key=None)")
Value kk_bisect_bisect_left(Vm *vm, Value self, Args args) { return bisect(vm, args, false); }

/* Inserts x into a, behind its equals. */
KK_FUNCTION(bisect, insort_right, "(a, x, lo=0, hi=None, *, key=None)")
Value kk_bisect_insort_right(Vm *vm, Value self, Args args) { return insort(vm, args, true); }

/* Inserts x into a, in front of its equals. */
KK_FUNCTION(bisect, insort_left, "(a, x, lo=0, hi=None, *, key=None)")
Value kk_bisect_insort_left(Vm *vm, Value self, Args args) { return insort(vm, args, false); }

KK_MODULE_CONST(bisect, bisect, KK_REF(&kk_fn_bisect_bisect_right))
KK_MODULE_CONST(bisect, insort, KK_REF(&kk_fn_bisect_insort_right))
