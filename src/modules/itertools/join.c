/*
 * join.c: itertools.chain, accumulate, pairwise, zip_longest, groupby, tee: several items or iterators at once.
 *
 * Layer: modules.   Tests: tests/modules/itertools/join.py.
 */
#include "modules/itertools/itertools.h"

#include "object/dict.h"
#include "types/zip.h"

/* ---- chain: v[0] the iterator of iterables, KK_UNSET at the end; v[1] the iterator of now ---- */

static Value chain_of(Vm *vm, Value cls, Value iterables)
{
    Value iterator = kk_iter(vm, iterables);
    ToolObj *it = iterator == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL)
        it->v[0] = iterator;
    return tool_value(it);
}

static Value chain_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!kk_itertools_positional(vm, "chain", args, kw, 0, SIZE_MAX))
        return KK_ERROR;
    Value iterables = kk_tuple_from(vm, args.pos, args.n);
    return iterables == KK_ERROR ? KK_ERROR : chain_of(vm, cls, iterables);
}

static Value chain_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    while (it->v[0] != KK_UNSET) {
        if (it->v[1] == KK_UNSET) {
            Value iterable = kk_next(vm, it->v[0]);
            Value inner = iterable == KK_ERROR || iterable == KK_END ? iterable : kk_iter(vm, iterable);
            if (inner == KK_ERROR || inner == KK_END) {
                it->v[0] = KK_UNSET;
                return inner;
            }
            it->v[1] = inner;
        }
        Value item = kk_next(vm, it->v[1]);
        if (item != KK_END)
            return item;
        it->v[1] = KK_UNSET;
    }
    return KK_END;
}

TOOL_SLOTS(chain, 2);
KK_TYPE(chain, object) = TOOL_HEAD(chain);

/* A chain of the iterables that the iterable gives. */
KK_CLASSMETHOD(chain, from_iterable, "(iterable, /)")
Value kk_itertools_chain_from(Vm *vm, Value self, Args args)
{
    return chain_of(vm, self, args.pos[0]);
}

/* A new object with v[0] an iterator over given[0], and v[1] the function given[1] or None. */
static ToolObj *over_with_function(Vm *vm, Value cls, const Value given[2])
{
    Value iterator = kk_iter(vm, given[0]);
    ToolObj *it = iterator == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = iterator;
        it->v[1] = given[1] == KK_UNSET ? kk_none : given[1];
    }
    return it;
}

/* ---- accumulate: v[0] the iterator, v[1] the function or None, v[2] the total, v[3] the initial value ---- */

static Value accumulate_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(iterable), KK_N(func), KK_N(initial)};
    Value given[3];
    if (args.n > 2)
        return kk_raise(vm, KK_TypeError, "accumulate() takes at most 2 positional arguments (%zu given)", args.n);
    if (!kk_itertools_bind(vm, "accumulate", args, kw, names, 3, 1, given))
        return KK_ERROR;
    ToolObj *it = over_with_function(vm, cls, given);
    if (it != NULL)
        it->v[3] = given[2] == kk_none ? KK_UNSET : given[2];
    return tool_value(it);
}

static Value accumulate_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[3] != KK_UNSET) {
        it->v[2] = it->v[3];
        it->v[3] = KK_UNSET;
        return it->v[2];
    }
    Value item = kk_next(vm, it->v[0]);
    if (item == KK_ERROR || item == KK_END)
        return item;
    if (it->v[2] != KK_UNSET)
        item = it->v[1] == kk_none ? kk_binary(vm, BIN_ADD, it->v[2], item)
                                   : kk_call2(vm, it->v[1], it->v[2], item);
    if (item != KK_ERROR)
        it->v[2] = item;
    return item;
}

TOOL_SLOTS(accumulate, 4);
KK_TYPE(accumulate, object) = TOOL_HEAD(accumulate);

/* ---- pairwise: v[0] the iterator, KK_UNSET at the end; v[1] the item before ---- */

static Value pairwise_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!kk_itertools_positional(vm, "pairwise", args, kw, 1, 1))
        return KK_ERROR;
    return chain_of(vm, cls, args.pos[0]);
}

static Value pairwise_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[0] == KK_UNSET)
        return KK_END;
    Value before = it->v[1];
    if (before == KK_UNSET) {
        before = kk_next(vm, it->v[0]);
        if (before == KK_END)
            it->v[0] = KK_UNSET;
        if (before == KK_END || before == KK_ERROR)
            return before;
        it->v[1] = before;
        if (it->v[0] == KK_UNSET)
            return KK_END;
    }
    Value item = kk_next(vm, it->v[0]);
    if (item == KK_END)
        it->v[0] = it->v[1] = KK_UNSET;
    if (item == KK_END || item == KK_ERROR)
        return item;
    it->v[1] = item;
    return kk_tuple_pair(vm, before, item);
}

TOOL_SLOTS(pairwise, 2);
KK_TYPE(pairwise, object) = TOOL_HEAD(pairwise);

/* ---- zip_longest: v[0] the tuple of iterators, those that have ended KK_UNSET; v[1] what fills; n how many are left --- */

static Value zip_longest_make(Vm *vm, Value cls, Args args, Value kw)
{
    size_t at = 0;
    Value name, value, fill = kk_none;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        if (!kk_str_equal(name, KK_N(fillvalue)))
            return kk_raise(vm, KK_TypeError, "zip_longest() got an unexpected keyword argument");
        fill = value;
    }
    Value iterators = kk_zip_iterators(vm, args.pos, args.n, NULL);
    ToolObj *it = iterators == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = iterators;
        it->v[1] = fill;
        it->n = (intptr_t)args.n;
    }
    return tool_value(it);
}

static Value zip_longest_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    Value iterators = it->v[0];
    size_t n = kk_tuple_len(iterators);
    if (n == 0 || it->n == 0)
        return KK_END;
    Value row = kk_tuple_new(vm, n);
    for (size_t i = 0; i < n && row != KK_ERROR; i++) {
        Value one = kk_tuple_at(iterators, i);
        Value item = one == KK_UNSET ? it->v[1] : kk_next(vm, one);
        if (item == KK_ERROR) {
            it->n = 0;
            return KK_ERROR;
        }
        if (item == KK_END) {
            /* An iterator that ends within another's next is counted once. */
            if (kk_tuple_at(iterators, i) != KK_UNSET && it->n > 0 && --it->n == 0)
                return KK_END;
            kk_tuple_items(iterators)[i] = KK_UNSET;
            item = it->v[1];
        }
        kk_tuple_items(row)[i] = item;
    }
    return row;
}

TOOL_SLOTS(zip_longest, 2);
KK_TYPE(zip_longest, object) = TOOL_HEAD(zip_longest);

/* ---- groupby: v[0] the iterator, v[1] the key function, v[2] the key of now, v[3] its item, v[4] the key of the group
 * that was given last; n counts the groups. Its groups: v[0] the groupby, v[1] the key; n the number ---- */

static Value groupby_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(iterable), KK_N(key)};
    Value given[2];
    if (!kk_itertools_bind(vm, "groupby", args, kw, names, 2, 1, given))
        return KK_ERROR;
    return tool_value(over_with_function(vm, cls, given));
}

/* Goes to the next item: kk_true, KK_END, KK_ERROR. */
static Value groupby_step(Vm *vm, ToolObj *it)
{
    Value item = kk_next(vm, it->v[0]);
    if (item == KK_ERROR || item == KK_END)
        return item;
    Value key = it->v[1] == kk_none ? item : kk_call1(vm, it->v[1], item);
    if (key == KK_ERROR)
        return KK_ERROR;
    it->v[2] = key;
    it->v[3] = item;
    return kk_true;
}

static Value group_next(Vm *vm, Value self)
{
    const ToolObj *group = tool_of(self);
    ToolObj *it = tool_of(group->v[0]);
    bool same;
    if (it->n != group->n)
        return KK_END;
    if (it->v[3] == KK_UNSET) {
        Value step = groupby_step(vm, it);
        if (step != kk_true)
            return step;
    }
    if (!kk_equal(vm, group->v[1], it->v[2], &same))
        return KK_ERROR;
    if (!same || it->v[3] == KK_UNSET)
        return KK_END;
    Value item = it->v[3];
    it->v[3] = KK_UNSET;
    return item;
}

static const Layout _grouper_layout = TOOL_LAYOUT(2);
static const TypeSlots _grouper_slots = {.iter = kk_iter_self, .next = group_next};
KK_TYPE(_grouper, object) = {KK_TYPE_HEAD(_grouper, object, &_grouper_layout, 0), .slots = &_grouper_slots};

static Value groupby_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    it->n++;
    for (;;) {
        bool same = true;
        if (it->v[2] != KK_UNSET && it->v[4] == KK_UNSET)
            same = false;
        else if (it->v[2] != KK_UNSET && !kk_equal(vm, it->v[4], it->v[2], &same))
            return KK_ERROR;
        if (!same)
            break;
        Value step = groupby_step(vm, it);
        if (step != kk_true)
            return step;
    }
    it->v[4] = it->v[2];
    ToolObj *group = kk_itertools_new(vm, KK_REF(&kk_type__grouper));
    if (group == NULL)
        return KK_ERROR;
    group->v[0] = self;
    group->v[1] = it->v[4];
    group->n = it->n;
    return kk_tuple_pair(vm, it->v[4], KK_REF(group));
}

TOOL_SLOTS(groupby, 5);
KK_TYPE(groupby, object) = TOOL_HEAD(groupby);

/* ---- tee: v[0] the node that is read next. A node has v[0] the item, v[1] the next node, v[2] the iterator, n: it
 * is being read ---- */

static const Layout _tee_node_layout = TOOL_LAYOUT(3);
static const TypeSlots _tee_node_slots = {.make = NULL};
KK_TYPE(_tee_node, object) = {KK_TYPE_HEAD(_tee_node, object, &_tee_node_layout, 0), .slots = &_tee_node_slots};

static ToolObj *node_new(Vm *vm, Value iterator)
{
    ToolObj *node = kk_itertools_new(vm, KK_REF(&kk_type__tee_node));
    if (node != NULL)
        node->v[2] = iterator;
    return node;
}

static Value _tee_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self), *node = tool_of(it->v[0]);
    if (node->v[1] == KK_UNSET) {
        if (node->n)
            return kk_raise(vm, KK_RuntimeError, "cannot re-enter the tee iterator");
        node->n = 1;
        Value item = kk_next(vm, node->v[2]);
        node->n = 0;
        if (item == KK_ERROR || item == KK_END)
            return item;
        ToolObj *next = node_new(vm, node->v[2]);
        if (next == NULL)
            return KK_ERROR;
        node->v[0] = item;
        node->v[1] = KK_REF(next);
    }
    it->v[0] = node->v[1];
    return node->v[0];
}

static Value _tee_make(Vm *vm, Value cls, Args args, Value kw);
TOOL_SLOTS(_tee, 1);
KK_TYPE(_tee, object) = TOOL_HEAD(_tee);

/* A tee object of an iterable; one of a tee object reads from the same place. */
static ToolObj *tee_of(Vm *vm, Value iterator)
{
    bool is_tee = kk_ref_is(iterator) && kk_desc_is(iterator, &kk_type__tee);
    ToolObj *node = is_tee ? tool_of(tool_of(iterator)->v[0]) : node_new(vm, iterator);
    ToolObj *it = node == NULL ? NULL : kk_itertools_new(vm, KK_REF(&kk_type__tee));
    if (it != NULL)
        it->v[0] = KK_REF(node);
    return it;
}

static Value _tee_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!kk_itertools_positional(vm, "_tee", args, kw, 1, 1))
        return KK_ERROR;
    Value iterator = kk_iter(vm, args.pos[0]);
    return iterator == KK_ERROR ? KK_ERROR : tool_value(tee_of(vm, iterator));
}

/* Another iterator that reads on from the same place. */
KK_METHOD(_tee, __copy__, "()")
Value kk_itertools_tee_copy(Vm *vm, Value self, Args args)
{
    return tool_value(tee_of(vm, self));
}

/* A tuple of n iterators over the items of one. */
KK_FUNCTION(itertools, tee, "(iterable, n=2, /)")
Value kk_itertools_tee(Vm *vm, Value self, Args args)
{
    intptr_t n = 2;
    if (args.n > 1 && !kk_index(vm, args.pos[1], &n))
        return KK_ERROR;
    if (n < 0)
        return kk_raise(vm, KK_ValueError, "n must be >= 0");
    Value iterator = n == 0 ? kk_none : kk_iter(vm, args.pos[0]);
    Value all = iterator == KK_ERROR ? KK_ERROR : kk_tuple_new(vm, (size_t)n);
    Value first = n == 0 || all == KK_ERROR ? kk_none : tool_value(tee_of(vm, iterator));
    if (all == KK_ERROR || first == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < (size_t)n; i++) {
        Value one = i == 0 ? first : tool_value(tee_of(vm, first));
        if (one == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(all)[i] = one;
    }
    return all;
}
