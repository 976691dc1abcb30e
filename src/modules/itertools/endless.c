/*
 * endless.c: itertools.count, cycle, repeat: iterators that need not end.
 *
 * Layer: modules.   Tests: tests/modules/itertools/endless.py.
 */
#include "modules/itertools/itertools.h"

#include "object/attr.h"

/* ---- count: v[0] the next number, v[1] the step ---- */

static bool is_number(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    return kk_int_is(v) || kk_class_attr(vm, type, KK_N(__float__)) != KK_UNSET ||
           kk_class_attr(vm, type, KK_N(__index__)) != KK_UNSET || kk_class_attr(vm, type, KK_N(__int__)) != KK_UNSET ||
           kk_class_attr(vm, type, KK_N(__complex__)) != KK_UNSET;
}

static Value count_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(start), KK_N(step)};
    Value given[2];
    if (!kk_itertools_bind(vm, "count", args, kw, names, 2, 0, given))
        return KK_ERROR;
    Value start = given[0] == KK_UNSET ? KK_INT(0) : given[0], step = given[1] == KK_UNSET ? KK_INT(1) : given[1];
    if (!is_number(vm, start) || !is_number(vm, step))
        return kk_raise(vm, KK_TypeError, "a number is required");
    ToolObj *it = kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = start;
        it->v[1] = step;
    }
    return tool_value(it);
}

static Value count_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    Value now = it->v[0];
    Value next = kk_binary(vm, BIN_ADD, now, it->v[1]);
    if (next == KK_ERROR)
        return KK_ERROR;
    it->v[0] = next;
    return now;
}

static Value count_repr(Vm *vm, Value self)
{
    const ToolObj *it = tool_of(self);
    if (it->v[1] == KK_INT(1))
        return kk_format_message(vm, "count(%R)", it->v[0]);
    return kk_format_message(vm, "count(%R, %R)", it->v[0], it->v[1]);
}

static const Layout count_layout = TOOL_LAYOUT(2);
static const TypeSlots count_slots = {
    .make = count_make, .iter = kk_iter_self, .next = count_next, .repr = count_repr};
KK_TYPE(count, object) = {KK_TYPE_HEAD(count, object, &count_layout, 0), .slots = &count_slots};

/* ---- cycle: v[0] the iterator, KK_UNSET when it has ended; v[1] the list of its items; n the next of them ---- */

static Value cycle_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!kk_itertools_positional(vm, "cycle", args, kw, 1, 1))
        return KK_ERROR;
    Value iterator = kk_iter(vm, args.pos[0]);
    Value saved = iterator == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    ToolObj *it = saved == KK_ERROR ? NULL : kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = iterator;
        it->v[1] = saved;
    }
    return tool_value(it);
}

static Value cycle_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->v[0] != KK_UNSET) {
        Value item = kk_next(vm, it->v[0]);
        if (item == KK_ERROR)
            return KK_ERROR;
        if (item != KK_END)
            return kk_list_append(vm, it->v[1], item) ? item : KK_ERROR;
        it->v[0] = KK_UNSET;
    }
    size_t n = kk_list_len(it->v[1]);
    if (n == 0)
        return KK_END;
    Value item = kk_list_at(it->v[1], (size_t)it->n);
    it->n = (size_t)it->n + 1 == n ? 0 : it->n + 1;
    return item;
}

TOOL_SLOTS(cycle, 2);
KK_TYPE(cycle, object) = TOOL_HEAD(cycle);

/* ---- repeat: v[0] the object, n how often it is still to come; -1: for ever ---- */

static Value repeat_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(object), KK_N(times)};
    Value given[2];
    intptr_t times = -1;
    if (!kk_itertools_bind(vm, "repeat", args, kw, names, 2, 1, given))
        return KK_ERROR;
    if (given[1] != KK_UNSET) {
        if (!kk_index(vm, given[1], &times))
            return KK_ERROR;
        times = times < 0 ? 0 : times;
    }
    ToolObj *it = kk_itertools_new(vm, cls);
    if (it != NULL) {
        it->v[0] = given[0];
        it->n = times;
    }
    return tool_value(it);
}

static Value repeat_next(Vm *vm, Value self)
{
    ToolObj *it = tool_of(self);
    if (it->n == 0)
        return KK_END;
    if (it->n > 0)
        it->n--;
    return it->v[0];
}

static Value repeat_repr(Vm *vm, Value self)
{
    const ToolObj *it = tool_of(self);
    if (it->n < 0)
        return kk_format_message(vm, "repeat(%R)", it->v[0]);
    return kk_format_message(vm, "repeat(%R, %zu)", it->v[0], (size_t)it->n);
}

static const Layout repeat_layout = TOOL_LAYOUT(1);
static const TypeSlots repeat_slots = {
    .make = repeat_make, .iter = kk_iter_self, .next = repeat_next, .repr = repeat_repr};
KK_TYPE(repeat, object) = {KK_TYPE_HEAD(repeat, object, &repeat_layout, 0), .slots = &repeat_slots};

/* How often the object is still to come. */
KK_METHOD(repeat, __length_hint__, "()")
Value kk_itertools_repeat_hint(Vm *vm, Value self, Args args)
{
    if (tool_of(self)->n < 0)
        return kk_raise(vm, KK_TypeError, "len() of unsized object");
    return kk_int_new(vm, tool_of(self)->n);
}
