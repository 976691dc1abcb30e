/*
 * pick.c: itertools.compress, dropwhile, takewhile, filterfalse, islice, starmap: one iterable, item by item.
 *
 * In all of them v[0] is the function, or the second iterator, and v[1] the iterator.
 *
 * Layer: modules.   Tests: tests/modules/itertools/pick.py.
 */
#include "modules/itertools/itertools.h"

/* An iterator over the last argument with the first one beside it. */
KK_SAYS(make_pair, 4)
static Value make_pair(Vm *vm, Value cls, Args args, Value kw, const char *name)
{
    if (!kk_itertools_positional(vm, name, args, kw, 2, 2))
        return KK_ERROR;
    Value iterator = kk_iter(vm, args.pos[1]);
    ToolObj *it = iterator == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = args.pos[0];
        it->v[1] = iterator;
    }
    return tool_value(it);
}

static bool ask(Vm *vm, Value function, Value item, bool *yes)
{
    Value answer = kk_call1(vm, function, item);
    return answer != KK_ERROR && kk_truth(vm, answer, yes);
}

static Value compress_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(data), KK_N(selectors)};
    Value given[2];
    if (!kk_itertools_bind(vm, "compress", args, kw, names, 2, 2, given))
        return KK_ERROR;
    Value data = kk_iter(vm, given[0]), selectors = data == KK_ERROR ? KK_ERROR : kk_iter(vm, given[1]);
    ToolObj *it = selectors == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = selectors;
        it->v[1] = data;
    }
    return tool_value(it);
}

static Value compress_next(Vm *vm, Value self)
{
    const ToolObj *it = tool_of(self);
    for (;;) {
        Value item = kk_next(vm, it->v[1]);
        if (item == KK_ERROR || item == KK_END)
            return item;
        Value selector = kk_next(vm, it->v[0]);
        if (selector == KK_ERROR || selector == KK_END)
            return selector;
        bool yes;
        if (!kk_truth(vm, selector, &yes))
            return KK_ERROR;
        if (yes)
            return item;
    }
}

TOOL_SLOTS(compress, 2);
KK_TYPE(compress, object) = TOOL_HEAD(compress);

static Value dropwhile_make(Vm *vm, Value cls, Args args, Value kw)
{
    return make_pair(vm, cls, args, kw, "dropwhile");
}

/* n: an item was accepted. */
static Value dropwhile_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    for (;;) {
        bool yes;
        Value item = kk_next(vm, it->v[1]);
        if (item == KK_ERROR || item == KK_END || it->n)
            return item;
        if (!ask(vm, it->v[0], item, &yes))
            return KK_ERROR;
        if (!yes) {
            it->n = 1;
            return item;
        }
    }
}

TOOL_SLOTS(dropwhile, 2);
KK_TYPE(dropwhile, object) = TOOL_HEAD(dropwhile);

static Value takewhile_make(Vm *vm, Value cls, Args args, Value kw)
{
    return make_pair(vm, cls, args, kw, "takewhile");
}

/* n: it has ended. */
static Value takewhile_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    bool yes;
    if (it->n)
        return KK_END;
    Value item = kk_next(vm, it->v[1]);
    if (item == KK_ERROR || item == KK_END)
        return item;
    if (!ask(vm, it->v[0], item, &yes))
        return KK_ERROR;
    it->n = !yes;
    return yes ? item : KK_END;
}

TOOL_SLOTS(takewhile, 2);
KK_TYPE(takewhile, object) = TOOL_HEAD(takewhile);

static Value filterfalse_make(Vm *vm, Value cls, Args args, Value kw)
{
    return make_pair(vm, cls, args, kw, "filterfalse");
}

static Value filterfalse_next(Vm *vm, Value self)
{
    const ToolObj *it = tool_of(self);
    for (;;) {
        bool yes;
        Value item = kk_next(vm, it->v[1]);
        if (item == KK_ERROR || item == KK_END)
            return item;
        bool plain = it->v[0] == kk_none || it->v[0] == KK_REF(&kk_type_bool);
        if (plain ? !kk_truth(vm, item, &yes) : !ask(vm, it->v[0], item, &yes))
            return KK_ERROR;
        if (!yes)
            return item;
    }
}

TOOL_SLOTS(filterfalse, 2);
KK_TYPE(filterfalse, object) = TOOL_HEAD(filterfalse);

static Value starmap_make(Vm *vm, Value cls, Args args, Value kw)
{
    return make_pair(vm, cls, args, kw, "starmap");
}

static Value starmap_next(Vm *vm, Value self)
{
    const ToolObj *it = tool_of(self);
    Value item = kk_next(vm, it->v[1]);
    if (item == KK_ERROR || item == KK_END)
        return item;
    Value row = kk_tuple_from_iterable(vm, item);
    return row == KK_ERROR ? KK_ERROR : kk_call(vm, it->v[0], kk_tuple_items(row), kk_tuple_len(row));
}

TOOL_SLOTS(starmap, 2);
KK_TYPE(starmap, object) = TOOL_HEAD(starmap);

/* ---- islice: v[0] the step as an int, n the index of the next item of the iterator, m that of the next item wanted;
 * v[2] the end as an int, None: none ---- */

KK_SAYS(bound, 2)
static bool bound(Vm *vm, Value v, const char *message, intptr_t least, intptr_t *n)
{
    if (v == kk_none)
        return true;
    if (!kk_index(vm, v, n)) {
        if (!kk_pending_clear(vm, KK_TypeError) && !kk_pending_clear(vm, KK_OverflowError))
            return false;
        return kk_raise_false(vm, KK_ValueError, "%s", message);
    }
    if (*n >= least && *n <= KK_INT_MAX)
        return true;
    return kk_raise_false(vm, KK_ValueError, "%s", message);
}

static Value islice_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const char indices[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    static const char stop_only[] = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    intptr_t start = 0, stop = -1, step = 1;
    if (!kk_itertools_positional(vm, "islice", args, kw, 2, 4))
        return KK_ERROR;
    bool two = args.n == 2;
    if ((!two && !bound(vm, args.pos[1], indices, 0, &start)) ||
        !bound(vm, args.pos[two ? 1 : 2], stop_only, 0, &stop) ||
        (args.n == 4 && !bound(vm, args.pos[3], "Step for islice() must be a positive integer or None.", 1, &step)))
        return KK_ERROR;
    Value iterator = kk_iter(vm, args.pos[0]);
    ToolObj *it = iterator == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = KK_INT(step);
        it->v[1] = iterator;
        it->v[2] = stop < 0 ? kk_none : KK_INT(stop);
        it->m = start;
    }
    return tool_value(it);
}

static Value islice_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    intptr_t stop = it->v[2] == kk_none ? INTPTR_MAX : kk_smallint_get(it->v[2]);
    if (it->v[1] == KK_UNSET)
        return KK_END;
    /* The items before the next one wanted are taken also when that is beyond the end. */
    while (it->n < it->m) {
        Value skipped = kk_next(vm, it->v[1]);
        if (skipped == KK_END)
            it->v[1] = KK_UNSET;
        if (skipped == KK_END || skipped == KK_ERROR)
            return skipped;
        it->n++;
    }
    if (it->n >= stop) {
        it->v[1] = KK_UNSET;
        return KK_END;
    }
    Value item = kk_next(vm, it->v[1]);
    if (item == KK_END)
        it->v[1] = KK_UNSET;
    if (item == KK_END || item == KK_ERROR)
        return item;
    it->n++;
    intptr_t step = kk_smallint_get(it->v[0]);
    it->m = it->m > stop - step ? stop : it->m + step;
    return item;
}

TOOL_SLOTS(islice, 3);
KK_TYPE(islice, object) = TOOL_HEAD(islice);
