/*
 * traceback.c: traceback objects.
 *
 * Layer: types.   Tests: tests/types/traceback/.
 */
#include "types/traceback.h"

#include "object/runtime.h"
#include "object/vm.h"
#include "types/exc.h"
#include "types/frame.h"
#include "types/keywords.h"
#include "types/tuple.h"

static TracebackObj *traceback_of(Value v) { return KK_OBJ(TracebackObj, v); }

static void set(Value view, Value next, Value where, size_t pc)
{
    traceback_of(view)->next = next;
    traceback_of(view)->where = where;
    traceback_of(view)->pc = KK_INT(pc);
}

_Static_assert(sizeof(ExcObj) + KK_SPARE_LEVELS * sizeof(TracebackObj) == KK_SPARE_WORDS * sizeof(Value), "KK_SPARE_WORDS");

static TracebackObj *spare_view(Vm *vm, size_t i)
{
    return (TracebackObj *)(vm->spare + sizeof(ExcObj) / sizeof(Value)) + i;
}

void kk_traceback_reserve(Vm *vm)
{
    for (size_t i = 0; i < KK_SPARE_LEVELS; i++)
        spare_view(vm, i)->header = (uintptr_t)&kk_type_traceback;
}

/* For MemoryError: what was set aside when there was memory; KK_UNSET: no more of that. */
static Value set_aside(Vm *vm, Value next)
{
    size_t used = 0;
    for (; next != KK_UNSET; next = traceback_of(next)->next)
        used++;
    return used < KK_SPARE_LEVELS ? KK_REF(spare_view(vm, used)) : KK_UNSET;
}

void kk_traceback_add(Vm *vm, Value exc, size_t pc)
{
    Value pending = vm->pending, next = KK_OBJ(ExcObj, exc)->traceback, where = vm->base[-3], view;
    if (exc == vm->memory_error) {
        view = set_aside(vm, next);
        if (view == KK_UNSET)
            return;
    } else {
        if (kk_exc_flag(exc, EXC_NO_ROOM))
            return;
        view = kk_object_new(vm, &kk_type_traceback, 0);
        if (view != KK_ERROR && FRAME_KEPT)
            where = kk_frame_at(vm, vm->base);
    }
    vm->pending = pending;
    if (view == KK_ERROR || where == KK_ERROR) {
        kk_exc_set_flag(exc, EXC_NO_ROOM, true);
        return;
    }
    set(view, next, where, pc);
    KK_OBJ(ExcObj, exc)->traceback = view;
}

const CodeObj *kk_traceback_code(const TracebackObj *tb)
{
    return KK_OBJ(const CodeObj, kk_frame_is(tb->where) ? KK_OBJ(FrameObj, tb->where)->code
                                                        : KK_OBJ(FunctionObj, tb->where)->code);
}

uint32_t kk_traceback_line(const TracebackObj *tb)
{
    if (kk_smallint_is(tb->pc))
        return kk_code_line(kk_traceback_code(tb), (size_t)kk_smallint_get(tb->pc));
    return (uint32_t)kk_smallint_get(kk_tuple_at(tb->pc, 1));
}

/* ---- what Python sees ---- */

/* The next level, towards where the exception was raised; None at the last. */
KK_GETTER(traceback, tb_next)
Value kk_traceback_get_next(Vm *vm, Value self)
{
    Value next = traceback_of(self)->next;
    return next == KK_UNSET ? kk_none : next;
}

KK_SETTER(traceback, tb_next)
bool kk_traceback_set_next(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can't delete tb_next attribute");
    if (value != kk_none && !kk_desc_is(value, &kk_type_traceback))
        return kk_raise_false(vm, KK_TypeError, "expected traceback object, got '%T'", value);
    Value next = value == kk_none ? KK_UNSET : value;
    for (Value at = next; at != KK_UNSET; at = traceback_of(at)->next)
        if (at == self)
            return kk_raise_false(vm, KK_ValueError, "traceback loop detected");
    traceback_of(self)->next = next;
    return true;
}

/* The line number. */
KK_GETTER(traceback, tb_lineno)
Value kk_traceback_get_lineno(Vm *vm, Value self) { return KK_INT(kk_traceback_line(traceback_of(self))); }

/* The index of the instruction, in bytes. */
KK_GETTER(traceback, tb_lasti)
Value kk_traceback_get_lasti(Vm *vm, Value self)
{
    Value pc = traceback_of(self)->pc;
    return kk_smallint_is(pc) ? KK_INT(kk_smallint_get(pc) * 4) : kk_tuple_at(pc, 0);
}

/* The frame. */
KK_GETTER(traceback, tb_frame)
Value kk_traceback_get_frame(Vm *vm, Value self)
{
    TracebackObj *tb = traceback_of(self);
    if (!kk_frame_is(tb->where)) {
        Value frame = kk_frame_gone(vm, tb->where, (size_t)kk_smallint_get(tb->pc));
        if (frame == KK_ERROR)
            return KK_ERROR;
        traceback_of(self)->where = frame;
    }
    return traceback_of(self)->where;
}

/* An int in the range of tb_lasti and tb_lineno. */
KK_MUST_CHECK static bool take_int(Vm *vm, Value v, Value *out)
{
    intptr_t i;
    if (!kk_index(vm, v, &i))
        return false;
    if (i > INT32_MAX / 4 || i < INT32_MIN / 4)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    *out = KK_INT(i);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(tb_next), KK_N(tb_frame), KK_N(tb_lasti), KK_N(tb_lineno)};
    Value given[4], place[2];
    if (!kk_keywords_bind(vm, "TracebackType", args, kw, names, 4, given))
        return KK_ERROR;
    for (int i = 0; i < 4; i++)
        if (given[i] == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "TracebackType() missing required argument '%V' (pos %d)", names[i], i + 1);
    if (given[0] != kk_none && !kk_desc_is(given[0], &kk_type_traceback))
        return kk_raise(vm, KK_TypeError, "expected traceback object or None, got '%T'", given[0]);
    if (!kk_frame_is(given[1]))
        return kk_raise(vm, KK_TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T", given[1]);
    if (!take_int(vm, given[2], &place[0]) || !take_int(vm, given[3], &place[1]))
        return KK_ERROR;
    Value pair = kk_tuple_from(vm, place, 2), view = pair == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type_traceback, 0);
    if (view == KK_ERROR)
        return KK_ERROR;
    set(view, given[0] == kk_none ? KK_UNSET : given[0], given[1], 0);
    traceback_of(view)->pc = pair;
    return view;
}

static const Layout traceback_layout = {sizeof(TracebackObj) / sizeof(uintptr_t), 0xE, TAIL_NONE, 0};
static const TypeSlots traceback_slots = {.make = make};
KK_TYPE(traceback, object) = {
    KK_TYPE_HEAD(traceback, object, &traceback_layout, TYPE_FINAL), .slots = &traceback_slots};
