/*
 * frame.c: frame objects: views of running frames that become snapshots when these end.
 *
 * Where the registers of a frame are depends on what it does: on the value stack while it runs, in the GenObj while
 * its generator is suspended, in the FrameObj itself afterwards. The stack and all objects may move
 * at any allocation: a Place says where to look, and is asked anew each time.
 *
 * Layer: types.   Tests: tests/types/frame/.
 */
#include "types/frame.h"

#include "base/numtext.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/gen.h"
#include "types/traceback.h"

static FrameObj *frame_of(Value v) { return KK_OBJ(FrameObj, v); }
static const CodeObj *code_of(Value frame) { return KK_OBJ(const CodeObj, frame_of(frame)->code); }

static void set_flag(Value frame, int flag, bool on)
{
    intptr_t flags = kk_smallint_get(frame_of(frame)->flags);
    frame_of(frame)->flags = KK_INT(on ? flags | flag : flags & ~(intptr_t)flag);
}
static bool has_flag(Value frame, int flag) { return (kk_smallint_get(frame_of(frame)->flags) & flag) != 0; }

/* ---- where frames are ---- */

Value *kk_frame_base(Vm *vm, size_t level)
{
    Value *base = vm->base;
    while (base != NULL && level-- > 0)
        base = kk_frame_caller(vm, base);
    return base;
}

size_t kk_frame_pc(Vm *vm, Value *base)
{
    size_t pc = 0;
    if (base == vm->base) {
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, base[-3])->code);
        const uint32_t *ops = kk_code_ops(code);
        if (vm->pc >= ops && vm->pc <= ops + kk_code_nops(code))
            pc = (size_t)(vm->pc - ops);
    } else {
        Value *above = vm->base;
        while (kk_frame_caller(vm, above) != base)
            above = kk_frame_caller(vm, above);
        pc = (size_t)kk_smallint_get(above[-2]);
    }
    return pc == 0 ? 0 : pc - 1;
}

/* The frame that the generator runs in. */
static Value *running_base(Vm *vm, Value gen)
{
    Value *base = vm->base;
    while (base != NULL && ((kk_frame_flags(base[-1]) & FRAME_GENERATOR) == 0 || base[-4] != gen))
        base = kk_frame_caller(vm, base);
    return base;
}

/* Where the object's frame is on the stack; NULL: it does not run. */
static Value *base_of(Vm *vm, Value frame)
{
    const FrameObj *f = frame_of(frame);
    if (f->at != KK_UNSET)
        return vm->stack + kk_smallint_get(f->at);
    if (f->generator != KK_UNSET && KK_OBJ(GenObj, f->generator)->pc == KK_INT(GEN_RUNNING))
        return running_base(vm, f->generator);
    return NULL;
}

/* Its generator is suspended, or has not begun. */
static bool is_suspended(Value frame)
{
    Value gen = frame_of(frame)->generator;
    return gen != KK_UNSET && kk_smallint_get(KK_OBJ(GenObj, gen)->pc) >= 0;
}

static size_t pc_of(Vm *vm, Value frame)
{
    Value *base = base_of(vm, frame);
    if (base != NULL)
        return kk_frame_pc(vm, base);
    if (!is_suspended(frame))
        return (size_t)kk_smallint_get(frame_of(frame)->pc);
    size_t pc = (size_t)kk_smallint_get(KK_OBJ(GenObj, frame_of(frame)->generator)->pc);
    return pc == 0 ? 0 : pc - 1;
}

uint32_t kk_frame_line(Vm *vm, Value frame)
{
    Value told = frame_of(frame)->line;
    return told != KK_UNSET ? (uint32_t)kk_smallint_get(told) : kk_code_line(code_of(frame), pc_of(vm, frame));
}

/* ---- making them ---- */

/* Registers that are kept: locals, their far storage, the namespace. */
static size_t kept_registers(const CodeObj *code)
{
    size_t n = kk_code_nlocals(code) + ((kk_code_flags(code) & CODE_FAR) != 0);
    return n == 0 && (kk_code_flags(code) & CODE_NAMESPACE) != 0 ? 1 : n;
}

KK_MUST_CHECK static Value new_frame(Vm *vm, Value function, size_t count)
{
    Value v = kk_object_new(vm, &kk_type_frame, count * sizeof(Value));
    if (v == KK_ERROR)
        return KK_ERROR;
    FrameObj *f = frame_of(v);
    f->function = function;
    f->code = KK_OBJ(FunctionObj, function)->code;
    f->pc = KK_INT(0);
    f->back = kk_none;
    f->flags = KK_INT(FRAME_TRACE_LINES);
    f->count = count;
    return v;
}

Value kk_frame_known(Vm *vm, Value *base)
{
    unsigned flags = kk_frame_flags(base[-1]);
    if (flags & FRAME_GENERATOR)
        return KK_OBJ(GenObj, base[-4])->frame;
    if ((flags & FRAME_WATCHED) == 0)
        return KK_UNSET;
    Value at = KK_INT(base - vm->stack), v = vm->frames;
    while (v != KK_UNSET && frame_of(v)->at != at)
        v = frame_of(v)->next;
    return v;
}

/* Puts it into the chain. */
static void link_frame(Vm *vm, Value frame)
{
    Value *link = &vm->frames;
    while (*link != KK_UNSET && (intptr_t)frame_of(*link)->at > (intptr_t)frame_of(frame)->at)
        link = &frame_of(*link)->next;
    frame_of(frame)->next = *link;
    *link = frame;
}

Value kk_frame_at(Vm *vm, Value *base)
{
    Value v = kk_frame_known(vm, base);
    if (v == KK_UNSET) {
        size_t at = (size_t)(base - vm->stack);
        v = new_frame(vm, base[-3], kept_registers(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, base[-3])->code)));
        if (v == KK_ERROR)
            return KK_ERROR;
        base = vm->stack + at;
        if (kk_frame_flags(base[-1]) & FRAME_GENERATOR) {
            frame_of(v)->generator = base[-4];
            KK_OBJ(GenObj, base[-4])->frame = v;
        } else {
            frame_of(v)->at = KK_INT(at);
            link_frame(vm, v);
        }
    }
    base[-1] |= KK_INT(FRAME_WATCHED);
    return v;
}

Value kk_frame_gone(Vm *vm, Value function, size_t pc)
{
    Value v = new_frame(vm, function, 0);
    if (v == KK_ERROR)
        return KK_ERROR;
    frame_of(v)->pc = KK_INT(pc);
    set_flag(v, FRAME_NO_LOCALS, true);
    return v;
}

Value kk_frame_of_generator(Vm *vm, Value g)
{
    GenObj *gen = KK_OBJ(GenObj, g);
    if (gen->pc == KK_INT(GEN_FINISHED))
        return kk_none;
    if (gen->frame == KK_UNSET) {
        Value *base = gen->pc == KK_INT(GEN_RUNNING) ? running_base(vm, g) : NULL;
        if (base != NULL)
            return kk_frame_at(vm, base);
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, gen->function)->code);
        Value v = new_frame(vm, gen->function, kept_registers(code));
        if (v == KK_ERROR)
            return KK_ERROR;
        frame_of(v)->generator = g;
        gen->frame = v;
    }
    return gen->frame;
}

/* ---- the end of a frame ---- */

static void unlink_frame(Vm *vm, Value frame)
{
    Value *link = &vm->frames;
    while (*link != KK_UNSET && *link != frame)
        link = &frame_of(*link)->next;
    if (*link == frame)
        *link = frame_of(frame)->next;
    frame_of(frame)->next = KK_UNSET;
}

/* Where the frame was left: what raises again for the compiler's own sake leaves it where it was raised. */
static size_t left_at(Vm *vm, Value frame, size_t pc)
{
    uint32_t w = kk_code_ops(code_of(frame))[pc];
    Value tb = vm->pending == KK_UNSET ? KK_UNSET : KK_OBJ(ExcObj, vm->pending)->traceback;
    if (KK_OP_OF(w) != OP_RERAISE || KK_B(w) == 0 || tb == KK_UNSET || KK_OBJ(TracebackObj, tb)->where != frame ||
        !kk_smallint_is(KK_OBJ(TracebackObj, tb)->pc))
        return pc;
    return (size_t)kk_smallint_get(KK_OBJ(TracebackObj, tb)->pc);
}

void kk_frame_leave(Vm *vm, size_t pc)
{
    if (KK_WORD_BITS == 64 && vm->tracer != NULL && vm->pending != KK_UNSET) {
        vm->pc = kk_code_ops(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code)) + pc;
        (void)vm->tracer(vm, TRACE_UNWIND, kk_none);
    }
    Value *base = vm->base;
    Value frame = kk_frame_known(vm, base);
    base[-1] &= ~(Value)(FRAME_WATCHED << 2);
    if (frame == KK_UNSET)
        return;
    FrameObj *f = frame_of(frame);
    memcpy(f->regs, base, f->count * sizeof(Value));
    f->pc = KK_INT(left_at(vm, frame, pc == 0 ? 0 : pc - 1));
    unlink_frame(vm, frame);
    f->at = KK_UNSET;
    if (f->generator != KK_UNSET)
        KK_OBJ(GenObj, f->generator)->frame = KK_UNSET;
    f->generator = KK_UNSET;
    Value *caller = kk_frame_caller(vm, base), pending = vm->pending;
    Value back = caller == NULL ? kk_none : kk_frame_at(vm, caller);
    vm->pending = pending;
    frame_of(frame)->back = back == KK_ERROR ? kk_none : back;
}

/* ---- locals ---- */

/* Where the registers are: on the stack at `at`, or those of `holder` (GenObj, FrameObj). */
typedef struct Place {
    Value holder; /* or KK_UNSET */
    size_t at;
    Value function, code;
} Place;

static const Value *registers(Vm *vm, const Place *p)
{
    if (p->holder == KK_UNSET)
        return vm->stack + p->at;
    return kk_frame_is(p->holder) ? frame_of(p->holder)->regs : KK_OBJ(GenObj, p->holder)->regs;
}

/* Sets the variable in dict if it is bound, removes it if not; cells are looked into. */
KK_MUST_CHECK static bool put_local(Vm *vm, Value dict, Value name, Value value)
{
    if (name == KK_UNSET)
        return true;
    if (value != KK_UNSET && kk_kind_is(value, KIND_CELL))
        value = KK_OBJ(CellObj, value)->content;
    if (value != KK_UNSET)
        return kk_dict_set(vm, dict, name, value);
    bool had;
    return kk_dict_delete(vm, dict, name, &had);
}

/* Brings dict in line with the registers. */
KK_MUST_CHECK static bool fill(Vm *vm, Value dict, const Place *p)
{
    const CodeObj *c = KK_OBJ(const CodeObj, p->code);
    unsigned nlocals = kk_code_nlocals(c), nfree = kk_code_nfree(c);
    for (unsigned i = 0; i < nlocals; i++) {
        c = KK_OBJ(const CodeObj, p->code);
        if (!put_local(vm, dict, c->consts[i], registers(vm, p)[i]))
            return false;
    }
    for (unsigned i = 0; i < nfree; i++) {
        c = KK_OBJ(const CodeObj, p->code);
        if (!put_local(vm, dict, c->consts[nlocals + i], KK_OBJ(FunctionObj, p->function)->cells[i]))
            return false;
    }
    return true;
}

/* The namespace of a frame that has one, else KK_UNSET. */
static Value namespace_of(Vm *vm, const Place *p)
{
    unsigned flags = kk_code_flags(KK_OBJ(const CodeObj, p->code));
    if (flags & CODE_NAMESPACE)
        return registers(vm, p)[0];
    return flags & CODE_MODULE ? KK_OBJ(FunctionObj, p->function)->globals : KK_UNSET;
}

Value kk_frame_locals(Vm *vm, Value *base)
{
    Place p = {KK_UNSET, (size_t)(base - vm->stack), base[-3], KK_OBJ(FunctionObj, base[-3])->code};
    Value space = namespace_of(vm, &p);
    if (space != KK_UNSET)
        return space;
    Value dict = kk_dict_new(vm, 4);
    return dict != KK_ERROR && fill(vm, dict, &p) ? dict : KK_ERROR;
}

/* The local variables: the namespace itself of a module or class, else a dict of their values now. */
KK_GETTER(frame, f_locals)
Value kk_frame_get_locals(Vm *vm, Value self)
{
    FrameObj *f = frame_of(self);
    Value *base = base_of(vm, self);
    Place p = {self, 0, f->function, f->code};
    if (base != NULL)
        p = (Place){KK_UNSET, (size_t)(base - vm->stack), f->function, f->code};
    else if (is_suspended(self))
        p.holder = f->generator;
    bool known = !has_flag(self, FRAME_NO_LOCALS);
    Value space = known || (kk_code_flags(code_of(self)) & CODE_NAMESPACE) == 0 ? namespace_of(vm, &p) : KK_UNSET;
    if (space != KK_UNSET)
        return space;
    if (f->locals == KK_UNSET) {
        Value dict = kk_dict_new(vm, 0);
        if (dict == KK_ERROR)
            return KK_ERROR;
        frame_of(self)->locals = dict;
    }
    Value dict = frame_of(self)->locals;
    return !known || fill(vm, dict, &p) ? dict : KK_ERROR;
}

/* ---- the other attributes ---- */

/* The global variables. */
KK_GETTER(frame, f_globals)
Value kk_frame_get_globals(Vm *vm, Value self)
{
    return KK_OBJ(FunctionObj, frame_of(self)->function)->globals;
}

/* The built-in names. */
KK_GETTER(frame, f_builtins)
Value kk_frame_get_builtins(Vm *vm, Value self) { return KK_OBJ(ModuleObj, vm->builtins)->dict; }

/* The code that runs in the frame. */
KK_GETTER(frame, f_code)
Value kk_frame_get_code(Vm *vm, Value self) { return frame_of(self)->code; }

/* The line that the frame is at. */
KK_GETTER(frame, f_lineno)
Value kk_frame_get_lineno(Vm *vm, Value self)
{
    /* What has not begun stands at its `def`. */
    bool suspended = base_of(vm, self) == NULL && is_suspended(self);
    return suspended && pc_of(vm, self) == 0 ? kk_getattr(vm, kk_frame_get_code(vm, self), KK_N(co_firstlineno))
                                             : KK_INT(kk_frame_line(vm, self));
}

/* The last instruction, in bytes. */
KK_GETTER(frame, f_lasti)
Value kk_frame_get_lasti(Vm *vm, Value self)
{
    return KK_INT(4 * pc_of(vm, self));
}

/* The frame of the caller, or None. */
KK_GETTER(frame, f_back)
Value kk_frame_get_back(Vm *vm, Value self)
{
    Value *base = base_of(vm, self);
    if (base == NULL)
        return frame_of(self)->back;
    Value *caller = kk_frame_caller(vm, base);
    return caller == NULL ? kk_none : kk_frame_at(vm, caller);
}

/* The function that hears of what happens in this frame, or None. */
KK_GETTER(frame, f_trace)
Value kk_frame_get_trace(Vm *vm, Value self)
{
    Value trace = frame_of(self)->trace;
    return trace == KK_UNSET ? kk_none : trace;
}

KK_SETTER(frame, f_trace)
bool kk_frame_set_trace(Vm *vm, Value self, Value value)
{
    frame_of(self)->trace = value == kk_none ? KK_UNSET : value;
    return true;
}

KK_MUST_CHECK static bool set_bool(Vm *vm, Value self, int flag, Value value)
{
    if (value == KK_UNSET || !kk_bool_is(value))
        return kk_raise_false(vm, KK_TypeError, "attribute value type must be bool");
    set_flag(self, flag, value == kk_true);
    return true;
}

/* Whether f_trace hears of lines. */
KK_GETTER(frame, f_trace_lines)
Value kk_frame_get_trace_lines(Vm *vm, Value self) { return kk_bool(has_flag(self, FRAME_TRACE_LINES)); }

KK_SETTER(frame, f_trace_lines)
bool kk_frame_set_trace_lines(Vm *vm, Value self, Value value)
{
    return set_bool(vm, self, FRAME_TRACE_LINES, value);
}

/* Whether f_trace hears of instructions. */
KK_GETTER(frame, f_trace_opcodes)
Value kk_frame_get_trace_opcodes(Vm *vm, Value self) { return kk_bool(has_flag(self, FRAME_TRACE_OPCODES)); }

KK_SETTER(frame, f_trace_opcodes)
bool kk_frame_set_trace_opcodes(Vm *vm, Value self, Value value)
{
    return set_bool(vm, self, FRAME_TRACE_OPCODES, value);
}

/* Forgets the local variables of a frame that does not run; a suspended generator is closed. */
KK_METHOD(frame, clear, "()")
Value kk_frame_clear(Vm *vm, Value self, Args args)
{
    if (base_of(vm, self) != NULL)
        return kk_raise(vm, KK_RuntimeError, "cannot clear an executing frame");
    if (is_suspended(self) && !kk_gen_close(vm, frame_of(self)->generator))
        return KK_ERROR;
    FrameObj *f = frame_of(self);
    memset(f->regs, 0, f->count * sizeof(Value));
    f->locals = KK_UNSET;
    f->trace = KK_UNSET;
    set_flag(self, FRAME_NO_LOCALS, true);
    return kk_none;
}

static Value repr(Vm *vm, Value self)
{
    if (!kk_heap_pin(&vm->heap, self))
        return kk_raise_memory(vm);
    char address[KK_NUMTEXT_INT_MAX];
    size_t n = kk_numtext_uint_put((uintptr_t)self, 16, address);
    const CodeObj *c = code_of(self);
    return kk_format_message(vm, "<frame at 0x%.*s, file %R, line %d, code %V>", (int)n, address, c->filename,
                             (int)kk_frame_line(vm, self), c->name);
}

/* Words 1 to 12 are Values, word 13 counts the registers. */
static const Layout frame_layout = {sizeof(FrameObj) / sizeof(Value), 0x1FFE, TAIL_VALUES, 13};
static const TypeSlots frame_slots = {.repr = repr};
KK_TYPE(frame, object) = {
    KK_TYPE_HEAD(frame, object, &frame_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &frame_slots};
