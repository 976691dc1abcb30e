/*
 * m_sys_trace.c: sys.settrace and sys.setprofile.
 *
 * While a function is set, vm->labels lead every interpreter loop to a place where it tells vm->tracer of the instruction
 * before it executes it; vm->tracer is `tracer` below, unless the function is running itself. From these steps the events
 * are made. A frame whose record has FRAME_WATCHED is known; one without it is new, and is called (or resumed).
 * FrameObj.pc is the instruction of the last step: where the line differs from that one's, or is jumped back to, there
 * is a line event.
 * Computers only: chips do not link this file, and their interpreter has no steps.
 *
 * Layer: modules.   Tests: tests/modules/sys/settrace*.py, setprofile.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "types/frame.h"
#include "types/gen.h"
#include "types/traceback.h"
#include "types/tuple.h"

enum { BEFORE_ALL = -1 }; /* FrameObj.pc when no instruction has been stepped to */

KK_MUST_CHECK static bool tracer(Vm *vm, TraceEvent event, Value arg);

static FrameObj *frame_of(Value v) { return KK_OBJ(FrameObj, v); }
static const CodeObj *code_of(Value frame) { return KK_OBJ(const CodeObj, frame_of(frame)->code); }

static bool is_set(Vm *vm) { return vm->roots[ROOT_TRACE] != KK_UNSET || vm->roots[ROOT_PROFILE] != KK_UNSET; }

/* Brings vm->tracer in line with what is set. */
static void refresh(Vm *vm)
{
    vm->tracer = is_set(vm) && !vm->tracing ? tracer : NULL;
}

static void set_function(Vm *vm, unsigned root, Value function)
{
    vm->roots[root] = function;
    refresh(vm);
    kk_vm_dispatch(vm, is_set(vm));
}

/* ---- telling ---- */

/* function(frame, event, arg), itself untraced. */
KK_MUST_CHECK static Value tell(Vm *vm, Value function, Value frame, Value event, Value arg)
{
    Value args[] = {frame, event, arg};
    vm->tracing = true;
    refresh(vm);
    Value r = kk_call(vm, function, args, 3);
    vm->tracing = false;
    refresh(vm);
    return r;
}

/* Tells f_trace of the frame, which the result replaces. After an error nothing is traced any more. */
KK_MUST_CHECK static bool tell_trace(Vm *vm, Value frame, Value event, Value arg)
{
    Value function = frame_of(frame)->trace;
    if (vm->roots[ROOT_TRACE] == KK_UNSET || function == KK_UNSET)
        return true;
    Value r = tell(vm, function, frame, event, arg);
    if (r == KK_ERROR) {
        frame_of(frame)->trace = KK_UNSET;
        set_function(vm, ROOT_TRACE, KK_UNSET);
        return false;
    }
    if (r != kk_none)
        frame_of(frame)->trace = r;
    return true;
}

KK_MUST_CHECK static bool tell_profile(Vm *vm, Value frame, Value event, Value arg)
{
    Value function = vm->roots[ROOT_PROFILE];
    if (function == KK_UNSET || tell(vm, function, frame, event, arg) != KK_ERROR)
        return true;
    set_function(vm, ROOT_PROFILE, KK_UNSET);
    return false;
}

/* What both are told when a frame gives or returns a value, or fails. */
KK_MUST_CHECK static bool tell_return(Vm *vm, Value frame, Value value)
{
    return tell_trace(vm, frame, KK_N(return), value) && tell_profile(vm, frame, KK_N(return), value);
}

/* ---- frames ---- */

/* The word index of the instruction that the running frame is about to execute, or is at. */
static size_t running_pc(Vm *vm) { return kk_frame_pc(vm, vm->base); }

/* A generator that is resumed goes on behind its yield, or at the YIELD_FROM that it repeats. */
static size_t resumed_at(const CodeObj *code, size_t pc)
{
    return KK_OP_OF(kk_code_ops(code)[pc]) == OP_YIELD_FROM ? pc : pc - 1;
}

KK_MUST_CHECK static bool tell_call(Vm *vm, Value frame)
{
    Value function = vm->roots[ROOT_TRACE];
    if (function != KK_UNSET) {
        Value r = tell(vm, function, frame, KK_N(call), kk_none);
        if (r == KK_ERROR) {
            set_function(vm, ROOT_TRACE, KK_UNSET);
            return false;
        }
        frame_of(frame)->trace = r == kk_none ? KK_UNSET : r;
    }
    return tell_profile(vm, frame, KK_N(call), kk_none);
}

/* A frame is entered, or its generator resumed: tells of the call, at the line of the `def` or the yield.
 * raised: an exception is thrown in there. */
KK_MUST_CHECK static bool enter(Vm *vm, Value frame, bool raised)
{
    size_t pc = running_pc(vm);
    const CodeObj *code = code_of(frame);
    Value line = KK_INT(0);
    if (pc == 0) {
        frame_of(frame)->pc = KK_INT(BEFORE_ALL);
        if ((kk_code_flags(code) & CODE_MODULE) == 0 &&
            (line = kk_getattr(vm, KK_REF(code), KK_N(co_firstlineno))) == KK_ERROR)
            return false;
    } else {
        size_t at = raised ? pc : resumed_at(code, pc);
        frame_of(frame)->pc = KK_INT(at);
        line = KK_INT(kk_code_line(code, at));
    }
    frame_of(frame)->line = line;
    bool good = tell_call(vm, frame);
    frame_of(frame)->line = KK_UNSET;
    return good;
}

/* The object of the running frame, whose call is told of if nobody knows it yet; KK_UNSET: an error. */
KK_MUST_CHECK static Value running_frame(Vm *vm, bool raised)
{
    bool known = (kk_frame_flags(vm->base[-1]) & FRAME_WATCHED) != 0;
    bool begins = running_pc(vm) == 0 || (kk_frame_flags(vm->base[-1]) & FRAME_GENERATOR) != 0;
    Value frame = kk_frame_at(vm, vm->base);
    if (frame == KK_ERROR || (!known && begins && !enter(vm, frame, raised)))
        return KK_UNSET;
    return frame;
}

/* Makes the running frames known, so that none of them seems to be called. */
KK_MUST_CHECK static bool watch_all(Vm *vm)
{
    for (size_t level = 0;; level++) {
        Value *base = kk_frame_base(vm, level);
        if (base == NULL)
            return true;
        Value frame = kk_frame_at(vm, base);
        if (frame == KK_ERROR)
            return false;
        frame_of(frame)->pc = KK_INT(kk_frame_pc(vm, base));
        frame_of(frame)->calling = KK_UNSET;
    }
}

/* ---- calls of C functions ---- */

/* A method of the value that is written in C, bound; KK_UNSET: the attribute is something else. */
KK_MUST_CHECK static Value native_method(Vm *vm, Value v, Value name)
{
    const Desc *desc = kk_desc_of(v);
    const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
    if ((type->flags & TYPE_HAS_GETATTRIBUTE) != 0 || kk_rare_of(type->slots)->getattr != NULL)
        return KK_UNSET;
    const CacheEntry *entry = kk_attr_lookup(vm, desc, name);
    if (entry->slot != CACHE_CLASS_METHOD || kk_desc_is(entry->value, &kk_type_function))
        return KK_UNSET;
    return kk_getattr(vm, v, name);
}

/* The C function that the instruction calls, else KK_UNSET. */
KK_MUST_CHECK static Value called_by(Vm *vm, const CodeObj *code, size_t pc)
{
    uint32_t w = kk_code_ops(code)[pc];
    const Value *r = vm->base;
    switch (KK_OP_OF(w)) {
    case OP_CALL:
    case OP_CALLK:
    case OP_CALLX: {
        Value f = r[KK_B(w)];
        if (kk_desc_is(f, &kk_type_builtin))
            return f;
        return kk_desc_of(f) == &kk_bound_desc ? f : KK_UNSET;
    }
    case OP_CALLM:
        return native_method(vm, r[KK_B(w) + KK_FRAME_WORDS], code->consts[kk_code_ops(code)[pc + 1]]);
    case OP_CALLMK:
        return native_method(vm, r[KK_B(w) + KK_FRAME_WORDS], code->consts[kk_code_ops(code)[pc + 1] & 0xFFFF]);
    default:
        return KK_UNSET;
    }
}

/* The C function that the frame has called is over. */
KK_MUST_CHECK static bool end_call(Vm *vm, Value frame, Value event)
{
    Value function = frame_of(frame)->calling;
    frame_of(frame)->calling = KK_UNSET;
    return function == KK_UNSET || tell_profile(vm, frame, event, function);
}

KK_MUST_CHECK static bool begin_call(Vm *vm, Value frame, size_t pc)
{
    Value function = called_by(vm, code_of(frame), pc);
    if (function == KK_UNSET)
        return true;
    if (function == KK_ERROR || !tell_profile(vm, frame, KK_N(c_call), function))
        return false;
    if (vm->roots[ROOT_PROFILE] != KK_UNSET)
        frame_of(frame)->calling = function;
    return true;
}

/* ---- the events ---- */

static bool has_flag(Value frame, int flag) { return (kk_smallint_get(frame_of(frame)->flags) & flag) != 0; }

/* A jump to its own line from another one: the line begins at its target. */
static bool is_silent(const CodeObj *code, size_t pc, size_t last)
{
    uint32_t w = kk_code_ops(code)[pc];
    if (KK_OP_OF(w) != OP_LOOP && KK_OP_OF(w) != OP_JUMP)
        return false;
    uint32_t line = kk_code_line(code, pc);
    return line == kk_code_line(code, (size_t)((intptr_t)pc + 1 + KK_SBX(w))) && line != kk_code_line(code, last);
}

/* Lines that are new, or jumped back to; and instructions, for who wants them. */
KK_MUST_CHECK static bool step_line(Vm *vm, Value frame, size_t pc, uint32_t op)
{
    const CodeObj *code = code_of(frame);
    intptr_t last = kk_smallint_get(frame_of(frame)->pc);
    if (last != BEFORE_ALL && is_silent(code, pc, (size_t)last))
        return true;
    frame_of(frame)->pc = KK_INT(pc);
    if (vm->roots[ROOT_TRACE] == KK_UNSET || frame_of(frame)->trace == KK_UNSET)
        return true;
    bool line = last == BEFORE_ALL || kk_code_line(code, pc) != kk_code_line(code, (size_t)last) ||
                ((intptr_t)pc < last && op != OP_YIELD_FROM);
    if (line && has_flag(frame, FRAME_TRACE_LINES) && !tell_trace(vm, frame, KK_N(line), kk_none))
        return false;
    return !has_flag(frame, FRAME_TRACE_OPCODES) || tell_trace(vm, frame, KK_N(opcode), kk_none);
}

KK_MUST_CHECK static bool step(Vm *vm)
{
    Value frame = running_frame(vm, false);
    if (frame == KK_UNSET)
        return false;
    size_t pc = running_pc(vm);
    uint32_t w = kk_code_ops(code_of(frame))[pc];
    if (!end_call(vm, frame, KK_N(c_return)) || !step_line(vm, frame, pc, KK_OP_OF(w)))
        return false;
    if (KK_OP_OF(w) == OP_RETURN || KK_OP_OF(w) == OP_RETURN_NONE)
        return tell_return(vm, frame, KK_OP_OF(w) == OP_RETURN ? vm->base[KK_A(w)] : kk_none);
    return vm->roots[ROOT_PROFILE] == KK_UNSET || begin_call(vm, frame, pc);
}

KK_MUST_CHECK static bool raised(Vm *vm, Value exception)
{
    Value frame = running_frame(vm, true);
    if (frame == KK_UNSET || !end_call(vm, frame, KK_N(c_exception)))
        return false;
    Value parts[] = {KK_REF(kk_type_of(exception)), exception, kk_traceback_of(exception)};
    if (vm->roots[ROOT_TRACE] == KK_UNSET || frame_of(frame)->trace == KK_UNSET)
        return true;
    Value triple = kk_tuple_from(vm, parts, 3);
    return triple != KK_ERROR && tell_trace(vm, frame, KK_N(exception), triple);
}

/* The value is given by the running frame, or the frame fails. */
KK_MUST_CHECK static bool leaves(Vm *vm, TraceEvent event, Value value)
{
    Value frame = kk_frame_known(vm, vm->base);
    const uint32_t *pc = vm->pc;
    if (frame == KK_UNSET)
        return true;
    if (event == TRACE_YIELD && KK_OP_OF(*pc) == OP_YIELD_FROM)
        vm->pc++;
    bool good = end_call(vm, frame, KK_N(c_return)) && tell_return(vm, frame, value);
    vm->pc = pc;
    return good;
}

/* The exception that the event is about stays pending unless there is a new one. */
static bool tracer(Vm *vm, TraceEvent event, Value arg)
{
    Value pending = vm->pending;
    bool good;
    vm->pending = KK_UNSET;
    switch (event) {
    case TRACE_STEP:
        good = step(vm);
        break;
    case TRACE_THROWN:
        good = running_frame(vm, true) != KK_UNSET;
        break;
    case TRACE_RAISED:
        good = raised(vm, arg);
        break;
    default:
        good = leaves(vm, event, arg);
    }
    if (good)
        vm->pending = pending;
    return good;
}

/* ---- the functions ---- */

KK_MUST_CHECK static Value set(Vm *vm, unsigned root, Value function)
{
    if (function != kk_none && !watch_all(vm))
        return KK_ERROR;
    set_function(vm, root, function == kk_none ? KK_UNSET : function);
    return kk_none;
}

static Value get(Vm *vm, unsigned root) { return vm->roots[root] == KK_UNSET ? kk_none : vm->roots[root]; }

/* Sets the function that hears of calls, and whose result hears of the lines, exceptions and return of each; None: none. */
KK_FUNCTION(sys, settrace, "(function, /)")
Value kk_sys_trace_settrace(Vm *vm, Value self, Args args) { return set(vm, ROOT_TRACE, args.pos[0]); }

/* That function, or None. */
KK_FUNCTION(sys, gettrace, "()")
Value kk_sys_trace_gettrace(Vm *vm, Value self, Args args) { return get(vm, ROOT_TRACE); }

/* Sets the function that hears of calls and returns, of C functions as well; None: none. */
KK_FUNCTION(sys, setprofile, "(function, /)")
Value kk_sys_trace_setprofile(Vm *vm, Value self, Args args) { return set(vm, ROOT_PROFILE, args.pos[0]); }

/* That function, or None. */
KK_FUNCTION(sys, getprofile, "()")
Value kk_sys_trace_getprofile(Vm *vm, Value self, Args args) { return get(vm, ROOT_PROFILE); }
