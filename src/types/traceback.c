/*
 * traceback.c: traceback objects.
 *
 * Layer: types.   Tests: tests/types/traceback/.
 */
#include "types/traceback.h"

#include "object/runtime.h"
#include "object/vm.h"
#include "types/exc.h"

static const Layout traceback_layout = {sizeof(TracebackObj) / sizeof(uintptr_t), 6, TAIL_NONE, 0};
static const TypeSlots traceback_slots = {0};
KK_TYPE(traceback, object) = {
    KK_TYPE_HEAD(traceback, object, &traceback_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &traceback_slots};

/* What tb_frame gives: the frame is gone, this much of it is known. */
typedef struct FrameObj {
    uintptr_t header; /* &kk_type_frame */
    Value code, line;
    Value globals;    /* KK_UNSET: not known any more */
} FrameObj;
static const Layout frame_layout = {sizeof(FrameObj) / sizeof(uintptr_t), 0xE, TAIL_NONE, 0};
static const TypeSlots frame_slots = {0};
extern const TypeObj kk_type_frame;
KK_TYPE(frame, object) = {
    KK_TYPE_HEAD(frame, object, &frame_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &frame_slots};

/* Pairs of the first storage: most exceptions cross few frames. */
#define FIRST_PAIRS 4

KK_MUST_CHECK static Value new_view(Vm *vm, Value entries, size_t count)
{
    Value view = kk_object_new(vm, &kk_type_traceback, 0);
    if (view == KK_ERROR)
        return KK_ERROR;
    TracebackObj *tb = KK_OBJ(TracebackObj, view);
    tb->entries = entries;
    tb->count = KK_INT(count);
    return view;
}

/* A storage in which pair number `count` is free: the one of tb, or a larger copy. */
KK_MUST_CHECK static Value room_for(Vm *vm, TracebackObj *tb, size_t count)
{
    Value old = tb->entries;
    size_t cap = kk_len_of(old);
    if (2 * count < cap && KK_OBJ(ValuesObj, old)->at[2 * count] == KK_UNSET)
        return old;
    Value fresh = kk_values_new(vm, cap < 4 * count ? 2 * cap : cap);
    if (fresh != KK_ERROR)
        memcpy(KK_OBJ(ValuesObj, fresh)->at, KK_OBJ(ValuesObj, old)->at, 2 * count * sizeof(Value));
    return fresh;
}

/* For MemoryError: what was set aside when there was memory; KK_UNSET: nothing was. */
static Value set_aside(Vm *vm)
{
    Value view = vm->roots[ROOT_MEMORY_TRACE];
    if (view == KK_UNSET)
        return KK_UNSET;
    Value entries = KK_OBJ(TracebackObj, view)->entries;
    memset(KK_OBJ(ValuesObj, entries)->at, 0, kk_len_of(entries) * sizeof(Value));
    KK_OBJ(TracebackObj, view)->count = KK_INT(0);
    return view;
}

bool kk_traceback_reserve(Vm *vm)
{
    Value entries = kk_values_new(vm, 2 * FIRST_PAIRS);
    Value view = entries == KK_ERROR ? KK_ERROR : new_view(vm, entries, 0);
    vm->roots[ROOT_MEMORY_TRACE] = view;
    return view != KK_ERROR;
}

/* The traceback of exc with room for one more pair; *count is how many it has. */
KK_MUST_CHECK static Value extend(Vm *vm, ExcObj *e, size_t *count)
{
    *count = 0;
    if (e->traceback != KK_UNSET) {
        TracebackObj *tb = KK_OBJ(TracebackObj, e->traceback);
        *count = (size_t)kk_smallint_get(tb->count);
        Value entries = room_for(vm, tb, *count);
        if (entries == KK_ERROR)
            return KK_ERROR;
        tb->entries = entries;
        return e->traceback;
    }
    Value entries = kk_values_new(vm, 2 * FIRST_PAIRS);
    Value view = entries == KK_ERROR ? KK_ERROR : new_view(vm, entries, 0);
    if (view != KK_ERROR)
        e->traceback = view;
    return view;
}

void kk_traceback_add(Vm *vm, Value exc, Value code, size_t pc)
{
    ExcObj *e = KK_OBJ(ExcObj, exc);
    if (exc == vm->memory_error && e->traceback == KK_UNSET) {
        e->traceback = set_aside(vm);
        kk_exc_set_flag(exc, EXC_NO_ROOM, false);
    }
    if (kk_exc_flag(exc, EXC_NO_ROOM))
        return;
    Value pending = vm->pending;
    size_t count;
    Value view = extend(vm, e, &count);
    vm->pending = pending;
    if (view == KK_ERROR) {
        kk_exc_set_flag(exc, EXC_NO_ROOM, true);
        return;
    }
    TracebackObj *tb = KK_OBJ(TracebackObj, view);
    KK_OBJ(ValuesObj, tb->entries)->at[2 * count] = code;
    KK_OBJ(ValuesObj, tb->entries)->at[2 * count + 1] = KK_INT(pc);
    tb->count = KK_INT(count + 1);
}

Value kk_traceback_share(Vm *vm, Value exc)
{
    Value view = KK_OBJ(ExcObj, exc)->traceback;
    if (view == KK_UNSET)
        return kk_none;
    TracebackObj *tb = KK_OBJ(TracebackObj, view);
    return new_view(vm, tb->entries, (size_t)kk_smallint_get(tb->count));
}

/* The outermost pair of the view. */
static const Value *outermost(Value self)
{
    TracebackObj *tb = KK_OBJ(TracebackObj, self);
    return &KK_OBJ(ValuesObj, tb->entries)->at[2 * (kk_smallint_get(tb->count) - 1)];
}

static Value line_of(const Value *pair)
{
    return KK_INT(kk_code_line(KK_OBJ(CodeObj, pair[0]), (size_t)kk_smallint_get(pair[1])));
}

/* The next level, towards where the exception was raised; None at the last. */
KK_GETTER(traceback, tb_next)
Value kk_traceback_get_next(Vm *vm, Value self)
{
    TracebackObj *tb = KK_OBJ(TracebackObj, self);
    size_t count = (size_t)kk_smallint_get(tb->count);
    return count <= 1 ? kk_none : new_view(vm, tb->entries, count - 1);
}

/* The line number. */
KK_GETTER(traceback, tb_lineno)
Value kk_traceback_get_lineno(Vm *vm, Value self) { return line_of(outermost(self)); }

/* The index of the instruction, in bytes. */
KK_GETTER(traceback, tb_lasti)
Value kk_traceback_get_lasti(Vm *vm, Value self)
{
    return KK_INT(kk_smallint_get(outermost(self)[1]) * 4);
}

/* The frame: its code and line. */
KK_GETTER(traceback, tb_frame)
Value kk_traceback_get_frame(Vm *vm, Value self)
{
    const Value *pair = outermost(self);
    return kk_traceback_frame(vm, pair[0], line_of(pair), KK_UNSET);
}

Value kk_traceback_frame(Vm *vm, Value code, Value line, Value globals)
{
    Value frame = kk_object_new(vm, &kk_type_frame, 0);
    if (frame == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(FrameObj, frame)->code = code;
    KK_OBJ(FrameObj, frame)->line = line;
    KK_OBJ(FrameObj, frame)->globals = globals;
    return frame;
}

/* The globals of the code; None when the frame is gone. */
KK_GETTER(frame, f_globals)
Value kk_traceback_frame_globals(Vm *vm, Value self)
{
    Value globals = KK_OBJ(FrameObj, self)->globals;
    return globals == KK_UNSET ? kk_none : globals;
}

/* The code that ran in the frame. */
KK_GETTER(frame, f_code)
Value kk_traceback_frame_code(Vm *vm, Value self) { return KK_OBJ(FrameObj, self)->code; }

/* The line that the frame was at. */
KK_GETTER(frame, f_lineno)
Value kk_traceback_frame_line(Vm *vm, Value self) { return KK_OBJ(FrameObj, self)->line; }
