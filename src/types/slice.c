/*
 * slice.c: slice objects, and what they mean for a sequence of some length.
 *
 * Layer: types.   Tests: tests/types/slice/.
 */
#include "types/slice.h"

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/int/int.h"
#include "types/sequence.h"
#include "types/tuple.h"

static const char INDEX_WANTED[] =
    "slice indices must be integers or None or have an __index__ method";

Value kk_slice_new(Vm *vm, Value start, Value stop, Value step)
{
    Value slice = kk_object_new(vm, &kk_type_slice, 0);
    if (slice == KK_ERROR)
        return KK_ERROR;
    SliceObj *s = KK_OBJ(SliceObj, slice);
    s->start = start;
    s->stop = stop;
    s->step = step;
    return slice;
}

/* A bound that is not None. */
static bool bound(Vm *vm, Value v, intptr_t *i)
{
    if (!kk_sequence_is_index(vm, v))
        return kk_raise_false(vm, KK_TypeError, INDEX_WANTED);
    return kk_index_clamped(vm, v, i);
}

/* A start or stop as given, within [low, high]; negative ones count from the end of len. */
static intptr_t clamp(intptr_t i, intptr_t len, intptr_t low, intptr_t high)
{
    if (i < 0)
        i = i < -len ? low : i + len;
    return i < low ? low : i > high ? high : i;
}

bool kk_slice_resolve(Vm *vm, Value slice, size_t len, SliceRange *out)
{
    SliceObj *s = KK_OBJ(SliceObj, slice);
    intptr_t n = (intptr_t)len, start = 0, stop = 0, step = 1;
    if (s->step != kk_none && !bound(vm, s->step, &step))
        return false;
    if (step == 0)
        return kk_raise_false(vm, KK_ValueError, "slice step cannot be zero");
    /* -INTPTR_MIN does not exist; with a step this long it makes no difference. */
    if (step == INTPTR_MIN)
        step = -INTPTR_MAX;
    if ((s->start != kk_none && !bound(vm, s->start, &start)) ||
        (s->stop != kk_none && !bound(vm, s->stop, &stop)))
        return false;
    intptr_t low = step < 0 ? -1 : 0, high = step < 0 ? n - 1 : n;
    out->start = s->start == kk_none ? (step < 0 ? high : low) : clamp(start, n, low, high);
    out->stop = s->stop == kk_none ? (step < 0 ? low : high) : clamp(stop, n, low, high);
    out->step = step;
    out->count = 0;
    if (step > 0 && out->start < out->stop)
        out->count = (size_t)((out->stop - out->start - 1) / step) + 1;
    else if (step < 0 && out->start > out->stop)
        out->count = (size_t)((out->start - out->stop - 1) / -step) + 1;
    return true;
}

Value kk_slice_settle(Vm *vm, Value slice)
{
    Value bounds[] = {KK_OBJ(SliceObj, slice)->start, KK_OBJ(SliceObj, slice)->stop, KK_OBJ(SliceObj, slice)->step};
    bool settled = true;
    for (size_t i = 0; i < 3; i++)
        settled = settled && (bounds[i] == kk_none || kk_smallint_is(bounds[i]));
    /* The step comes first. */
    for (size_t k = 0; !settled && k < 3; k++) {
        size_t i = (k + 2) % 3;
        intptr_t n;
        if (bounds[i] == kk_none)
            continue;
        if (!bound(vm, bounds[i], &n) || (bounds[i] = kk_int_new64(vm, n)) == KK_ERROR)
            return KK_ERROR;
        if (i == 2 && n == 0)
            return kk_raise(vm, KK_ValueError, "slice step cannot be zero");
    }
    return settled ? slice : kk_slice_new(vm, bounds[0], bounds[1], bounds[2]);
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "slice() takes no keyword arguments");
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "slice expected at least 1 argument, got 0");
    if (args.n > 3)
        return kk_raise(vm, KK_TypeError, "slice expected at most 3 arguments, got %zu", args.n);
    if (args.n == 1)
        return kk_slice_new(vm, kk_none, args.pos[0], kk_none);
    return kk_slice_new(vm, args.pos[0], args.pos[1], args.n == 3 ? args.pos[2] : kk_none);
}

static Value repr(Vm *vm, Value self)
{
    const SliceObj *s = KK_OBJ(SliceObj, self);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add_text(&b, "slice(") && kk_strbuf_add_repr(&b, s->start) &&
                kk_strbuf_add_text(&b, ", ") && kk_strbuf_add_repr(&b, s->stop) &&
                kk_strbuf_add_text(&b, ", ") && kk_strbuf_add_repr(&b, s->step) &&
                kk_strbuf_add_byte(&b, ')');
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* Slices compare as tuples of their three parts. */
static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_slice_is(b))
        return kk_not_implemented;
    Value x = kk_tuple_from(vm, &KK_OBJ(SliceObj, a)->start, 3);
    Value y = x == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, &KK_OBJ(SliceObj, b)->start, 3);
    return y == KK_ERROR ? KK_ERROR : kk_tuple_compare_items(vm, x, y, op);
}

static const TypeSlots slice_slots = {.make = make, .repr = repr, .compare = compare};
static const Layout slice_layout = {.words = 4, .refs = 0xE};

KK_TYPE(slice, object) = {KK_TYPE_HEAD(slice, object, &slice_layout, TYPE_FINAL),
                          .slots = &slice_slots};

KK_GETTER(slice, start)
Value kk_slice_start(Vm *vm, Value self)
{
    return KK_OBJ(SliceObj, self)->start;
}

KK_GETTER(slice, stop)
Value kk_slice_stop(Vm *vm, Value self)
{
    return KK_OBJ(SliceObj, self)->stop;
}

KK_GETTER(slice, step)
Value kk_slice_step(Vm *vm, Value self)
{
    return KK_OBJ(SliceObj, self)->step;
}

/* ---- slice.indices(), for lengths of any size ---- */

/* A part of the slice as an int; absent: `otherwise`. */
static Value part(Vm *vm, Value v, Value otherwise)
{
    if (v == kk_none)
        return otherwise;
    if (!kk_sequence_is_index(vm, v))
        return kk_raise(vm, KK_TypeError, INDEX_WANTED);
    return kk_index_int(vm, v);
}

static Value clamp_int(Vm *vm, Value v, Value len, Value low, Value high)
{
    if (v != KK_ERROR && kk_int_is_negative(v))
        v = kk_int_binary(vm, BIN_ADD, v, len);
    if (v == KK_ERROR)
        return KK_ERROR;
    return kk_int_compare(v, low) < 0 ? low : kk_int_compare(v, high) > 0 ? high : v;
}

/* Return (start, stop, stride) for a sequence of that length. */
KK_METHOD(slice, indices, "(len, /)")
Value kk_slice_indices(Vm *vm, Value self, Args args)
{
    const SliceObj *s = KK_OBJ(SliceObj, self);
    Value len = kk_index_int(vm, args.pos[0]);
    if (len == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_negative(len))
        return kk_raise(vm, KK_ValueError, "length should not be negative");
    Value step = part(vm, s->step, KK_INT(1));
    if (step == KK_ERROR)
        return KK_ERROR;
    if (kk_int_is_zero(step))
        return kk_raise(vm, KK_ValueError, "slice step cannot be zero");
    bool down = kk_int_is_negative(step);
    Value low = down ? KK_INT(-1) : KK_INT(0);
    Value high = down ? kk_int_binary(vm, BIN_SUB, len, KK_INT(1)) : len;
    if (high == KK_ERROR)
        return KK_ERROR;
    Value start = part(vm, s->start, KK_UNSET);
    Value stop = start == KK_ERROR && kk_failed(vm) ? KK_ERROR : part(vm, s->stop, KK_UNSET);
    if (kk_failed(vm))
        return KK_ERROR;
    start = start == KK_UNSET ? (down ? high : low) : clamp_int(vm, start, len, low, high);
    stop = stop == KK_UNSET ? (down ? low : high) : clamp_int(vm, stop, len, low, high);
    if (start == KK_ERROR || stop == KK_ERROR)
        return KK_ERROR;
    Value parts[] = {start, stop, step};
    return kk_tuple_from(vm, parts, 3);
}
