/*
 * emit.c: the parts that all of the emitter stands on: instruction words, constants, registers,
 * jumps, the tables of lines and handlers.
 *
 * Jumps whose target is not known are nodes of two words (pc, next) in c->jumps. A compare-and-jump
 * has room for a byte of offset; when that is not enough it becomes a JUMP to words at the
 * function's end that compare and jump on. Lines and handler ranges are words on c->marks: see
 * MARK_.
 *
 * Layer: lang.   Tests: tests/lang/long_jumps.py.
 */
#include "lang/emit.h"

#include "lang/opinfo.h"
#include "lang/places.h"
#include "lang/verify.h"

enum {
    MARK_HANDLER = 1,  /* low bit: this word, then from | to << 16, then the target */
    MARK_PC_SHIFT = 1, /* a line mark: words since the mark before ... */
    MARK_PC_MAX = 0xFF,
    MARK_LINE_SHIFT = 9 /* ... and lines, signed */
};

void kk_emit_begin(Emit *e, Lang *c, ScopeKind kind, uint32_t line)
{
    memset(e, 0, sizeof *e);
    e->c = c;
    e->vm = c->vm;
    e->up = c->emit;
    e->kind = kind;
    e->code_at = c->code.top;
    e->const_at = c->nconsts;
    e->marks_at = c->marks.top;
    e->jumps_at = c->jumps.top;
    e->spans_at = c->spans.top;
    e->line = e->first_line = e->mark_line = line;
    e->walrus = c->walrus;
    c->emit = e;
}

uint32_t kk_emit_node(const Emit *e, uint32_t i) { return kk_words_get(&e->c->ast, i); }

uint32_t kk_emit_child(const Emit *e, uint32_t base, uint32_t n, uint32_t i)
{
    return kk_emit_node(e, base + n - 1 - i);
}

bool kk_emit_enter(Emit *e) { return !kk_vm_failed(e->vm) && kk_depth_enter(e->vm); }
void kk_emit_leave(Emit *e) { kk_depth_leave(e->vm); }

/* Does nothing when something has failed. */
static void push(Emit *e, Words *w, uint32_t word)
{
    if (!kk_vm_failed(e->vm) && !kk_words_push(e->vm, w, word))
        return;
}

void kk_emit_scratch(Emit *e, uint32_t word) { push(e, &e->c->ast, word); }

void kk_emit_append(Emit *e, Value *values, uint32_t *n, Value value)
{
    if (!kk_vm_failed(e->vm) && !kk_lang_names_append(e->vm, values, n, value))
        return;
}

uint32_t kk_emit_id(Emit *e, Value name)
{
    uint32_t id;
    return kk_lang_names_id_of(e->c, name, &id) ? id : 0;
}

void kk_emit_error(Emit *e, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value message = kk_format_list(e->vm, format, &args);
    va_end(args);
    (void)kk_lang_error_raise(&e->c->lx, KK_SyntaxError, kk_place(line, 0), kk_place(0, 0), message);
}

/* ---- instructions ---- */

/* Notes that instructions from here on are of e->line. */
static void mark_line(Emit *e)
{
    uint32_t pcs = kk_emit_pc(e) - e->mark_pc;
    uint32_t lines = e->line - e->mark_line;
    e->mark_line = e->line;
    e->mark_pc += pcs;
    for (; pcs > MARK_PC_MAX; pcs -= MARK_PC_MAX)
        push(e, &e->c->marks, (uint32_t)MARK_PC_MAX << MARK_PC_SHIFT);
    push(e, &e->c->marks, pcs << MARK_PC_SHIFT | lines << MARK_LINE_SHIFT);
}

void kk_emit_word(Emit *e, uint32_t word)
{
    if (e->line != e->mark_line)
        mark_line(e);
    if (LANG_PLACES && e->span != e->span_marked)
        kk_places_mark(e);
    push(e, &e->c->code, word);
}

void kk_emit_abc(Emit *e, uint32_t op, uint32_t a, uint32_t b, uint32_t cc)
{
    kk_emit_word(e, KK_ABC(op, a, b, cc));
}

void kk_emit_abx(Emit *e, uint32_t op, uint32_t a, uint32_t bx)
{
    kk_emit_word(e, KK_ABX(op, a, bx));
}

/* ---- constants ---- */

/* The two constants cannot be told apart by a program. */
static bool same_const(Value a, Value b)
{
    if (a == b)
        return true;
    return a != KK_UNSET && b != KK_UNSET && kk_str_is(a) && kk_str_is(b) && kk_str_equal(a, b);
}

uint32_t kk_emit_const(Emit *e, Value v)
{
    Lang *c = e->c;
    uint32_t n = c->nconsts - e->const_at;
    const Value *at = c->consts == KK_UNSET ? NULL : KK_OBJ(ValuesObj, c->consts)->at + e->const_at;
    bool interned = kk_str_is(v) && kk_str_is_interned(v);
    for (uint32_t i = 0; i < n && i < 256; i++) {
        if (at[i] == v || (!interned && same_const(at[i], v))) {
            return i;
        }
    }
    if (n > 0xFFFF)
        kk_emit_error(e, e->line, "too many constants");
    kk_emit_append(e, &c->consts, &c->nconsts, v);
    return n;
}

uint32_t kk_emit_name_const(Emit *e, uint32_t name)
{
    return kk_vm_failed(e->vm) ? 0 : kk_emit_const(e, kk_lang_name(e->c, name));
}

/* ---- registers ---- */

uint32_t kk_emit_take(Emit *e, uint32_t n)
{
    uint32_t first = e->top;
    if (first + n > REG_MAX) {
        kk_emit_error(e, e->line, "too many registers: expression is too complex");
        return 0;
    }
    e->top += n;
    if (e->top > e->max)
        e->max = e->top;
    return first;
}

bool kk_emit_regset_has(const RegSet *s, uint32_t r) { return (s->bits[r >> 5 & 7] >> (r & 31) & 1) != 0; }
void kk_emit_regset_add(RegSet *s, uint32_t r) { s->bits[r >> 5 & 7] |= 1u << (r & 31); }
void kk_emit_regset_drop(RegSet *s, uint32_t r) { s->bits[r >> 5 & 7] &= ~(1u << (r & 31)); }

void kk_emit_forget(Emit *e)
{
    for (uint32_t i = 0; i < BITS_WORDS; i++)
        e->assigned.bits[i] &= ~e->deletable.bits[i];
}

void kk_emit_merge(Emit *e, const RegSet *other, bool other_dead)
{
    if (other_dead)
        return;
    for (uint32_t i = 0; i < BITS_WORDS; i++)
        e->assigned.bits[i] = e->dead ? other->bits[i] : e->assigned.bits[i] & other->bits[i];
    e->dead = false;
}

static void note_way(Emit *e, Meeting *m)
{
    for (uint32_t i = 0; i < BITS_WORDS; i++)
        m->sure.bits[i] = m->reached ? m->sure.bits[i] & e->assigned.bits[i] : e->assigned.bits[i];
    m->reached = true;
}

void kk_emit_go_to(Emit *e, Meeting *m)
{
    if (e->dead)
        return;
    note_way(e, m);
    e->dead = true;
    kk_emit_jump(e, OP_JUMP, &m->jumps);
}

void kk_emit_meet(Emit *e, Meeting *m)
{
    if (!e->dead)
        note_way(e, m);
    e->dead = !m->reached;
    if (m->reached)
        e->assigned = m->sure;
    kk_emit_here(e, &m->jumps);
}

void kk_emit_children(Emit *e, uint32_t root, uint32_t *base, uint32_t *n)
{
    Words *ast = &e->c->ast;
    uint32_t at;
    *n = kk_ast_count(ast, root, &at);
    *base = ast->top;
    for (uint32_t i = 0; i < *n; i++) {
        kk_emit_scratch(e, at);
        if (i + 1 < *n)
            at = kk_ast_start(ast, at) - 1;
    }
    if (kk_vm_failed(e->vm))
        *n = 0;
}

/* ---- jumps ---- */

/* Opcodes that compare two operands and jump: the offset is one byte. */
static bool is_short_jump(uint32_t op) { return op >= OP_JT_LT && op <= OP_JF_GEI; }

static void new_jump(Emit *e, uint32_t pc, JumpList *list)
{
    Words *jumps = &e->c->jumps;
    uint32_t node = e->free_jumps;
    if (node != 0) {
        e->free_jumps = kk_words_get(jumps, node);
    } else {
        if (jumps->top == 0)
            push(e, jumps, 0);
        node = jumps->top;
        push(e, jumps, 0);
        push(e, jumps, 0);
    }
    if (kk_vm_failed(e->vm))
        return;
    kk_words_set(jumps, node, *list);
    kk_words_set(jumps, node + 1, pc);
    *list = node;
}

void kk_emit_jump(Emit *e, uint32_t word, JumpList *list)
{
    uint32_t pc = kk_emit_pc(e);
    kk_emit_word(e, word);
    new_jump(e, pc, list);
}

static void too_long(Emit *e)
{
    kk_emit_error(e, e->first_line, "function or module is too long");
}

/* Makes the jump at pc go to target. */
static void tie(Emit *e, uint32_t pc, uint32_t target)
{
    uint32_t *word = kk_words_at(&e->c->code, e->code_at + pc);
    int32_t offset = (int32_t)(target - pc - 1);
    if (is_short_jump(KK_OP_OF(*word))) {
        if (offset >= -128 && offset <= 127) {
            *word = (*word & 0xFFFFFF) | (uint32_t)offset << 24;
            return;
        }
        /* The comparison moves to the function's end: pc, target, word. */
        new_jump(e, pc, &e->far_jumps);
        new_jump(e, target, &e->far_jumps);
        new_jump(e, *word, &e->far_jumps);
        return;
    }
    if (offset < -32768 || offset > 32767) {
        too_long(e);
        return;
    }
    *word = (*word & 0xFFFF) | (uint32_t)offset << 16;
}

void kk_emit_patch(Emit *e, JumpList *list, uint32_t pc)
{
    Words *jumps = &e->c->jumps;
    for (JumpList node = *list; node != 0;) {
        JumpList next = kk_words_get(jumps, node);
        tie(e, kk_words_get(jumps, node + 1), pc);
        kk_words_set(jumps, node, e->free_jumps);
        e->free_jumps = node;
        node = next;
    }
    *list = 0;
}

void kk_emit_here(Emit *e, JumpList *list)
{
    uint32_t pc = kk_emit_pc(e);
    Words *jumps = &e->c->jumps;
    if (*list == 0)
        return;
    /* A JUMP to the next word does nothing: it is taken back, if nothing else comes here. */
    uint32_t last = kk_words_get(jumps, *list + 1);
    if (last + 1 == pc && e->label != pc &&
        KK_OP_OF(kk_words_get(&e->c->code, e->code_at + last)) == OP_JUMP && e->mark_pc != pc) {
        JumpList node = *list;
        *list = kk_words_get(jumps, node);
        kk_words_set(jumps, node, e->free_jumps);
        e->free_jumps = node;
        e->c->code.top--;
        pc--;
    }
    e->label = pc;
    kk_emit_patch(e, list, pc);
}

void kk_emit_loop(Emit *e, uint32_t pc)
{
    int32_t offset = (int32_t)(pc - kk_emit_pc(e) - 1);
    if (offset < -32768) {
        too_long(e);
        return;
    }
    kk_emit_abx(e, OP_LOOP, 0, (uint32_t)offset);
}

/* The next instruction has the line, the place and the handler of the one at pc. */
static void repeat_marks(Emit *e, uint32_t pc)
{
    Words *marks = &e->c->marks;
    uint32_t at = 0, here = kk_emit_pc(e), handler = 0;
    e->line = e->first_line;
    for (uint32_t i = e->marks_at, end = marks->top; i < end; i++) {
        uint32_t w = kk_words_get(marks, i);
        if (w & MARK_HANDLER) {
            uint32_t range = kk_words_get(marks, i + 1);
            /* The first that covers it is the innermost. */
            if (handler == 0 && pc >= (range & 0xFFFF) && pc < range >> 16)
                handler = kk_words_get(marks, i + 2);
            i += 2;
        } else if ((at += w >> MARK_PC_SHIFT & MARK_PC_MAX) <= pc) {
            e->line += (uint32_t)((int32_t)w >> MARK_LINE_SHIFT);
        }
    }
    kk_places_repeat(e, pc);
    if (handler != 0)
        kk_emit_range(e, here, here + 1, &handler);
}

/* Compare-and-jumps with far targets: JUMP here; the opposite compare over a JUMP to the target;
 * JUMP back. */
static void place_far_jumps(Emit *e)
{
    Words *jumps = &e->c->jumps;
    while (e->far_jumps != 0 && !kk_vm_failed(e->vm)) {
        uint32_t part[3];
        for (int i = 0; i < 3; i++) {
            part[i] = kk_words_get(jumps, e->far_jumps + 1);
            e->far_jumps = kk_words_get(jumps, e->far_jumps);
        }
        uint32_t word = part[0], target = part[1], pc = part[2];
        uint32_t here = kk_emit_pc(e);
        kk_words_set(&e->c->code, e->code_at + pc, OP_JUMP);
        repeat_marks(e, pc);
        tie(e, pc, here);
        kk_emit_word(e, (word & 0xFFFFFF) | 1u << 24);
        kk_emit_word(e, OP_JUMP);
        kk_emit_word(e, OP_JUMP);
        tie(e, here + 1, pc + 1);
        tie(e, here + 2, target);
    }
}

/* ---- handlers ---- */

void kk_emit_range(Emit *e, uint32_t from, uint32_t to, uint32_t *list)
{
    Words *marks = &e->c->marks;
    if (to > 0xFFFF) {
        too_long(e);
        return;
    }
    push(e, marks, MARK_HANDLER);
    push(e, marks, from | to << 16);
    push(e, marks, *list);
    if (!kk_vm_failed(e->vm))
        *list = marks->top - 1;
}

void kk_emit_range_target(Emit *e, uint32_t list, uint32_t target)
{
    while (list != 0) {
        uint32_t next = kk_words_get(&e->c->marks, list);
        kk_words_set(&e->c->marks, list, target);
        list = next;
    }
}

/* ---- the finished Code ---- */

static uint32_t leb_size(uint32_t n)
{
    return n < 0x80 ? 1 : n < 0x4000 ? 2 : n < 0x200000 ? 3 : n < 0x10000000 ? 4 : 5;
}

static uint8_t *leb_write(uint8_t *out, uint32_t n)
{
    for (; n >= 0x80; n >>= 7)
        *out++ = (uint8_t)(n | 0x80);
    *out++ = (uint8_t)n;
    return out;
}

typedef struct Tables {
    uint32_t nhandlers;
    uint32_t nlines; /* bytes */
    uint32_t *handlers;
    uint8_t *lines;
} Tables;

/* What write_code is told. */
typedef struct Writer {
    Emit *e;
    uint32_t nops, far; /* from `far` on: place_far_jumps */
} Writer;

/* Goes over the marks: counts when t has no arrays yet, else fills them. */
static void read_marks(Emit *e, Tables *t)
{
    Words *marks = &e->c->marks;
    uint32_t handlers = 0, size = 0, pcs = 0;
    uint8_t *out = t->lines;
    for (uint32_t i = e->marks_at; i < marks->top; i++) {
        uint32_t w = kk_words_get(marks, i);
        if (w & MARK_HANDLER) {
            if (t->handlers != NULL) {
                t->handlers[2 * handlers] = kk_words_get(marks, i + 1);
                t->handlers[2 * handlers + 1] = kk_words_get(marks, i + 2);
            }
            handlers++;
            i += 2;
            continue;
        }
        int32_t lines = (int32_t)w >> MARK_LINE_SHIFT;
        pcs += w >> MARK_PC_SHIFT & MARK_PC_MAX;
        if (lines == 0)
            continue;
        uint32_t zigzag = (uint32_t)lines << 1 ^ (uint32_t)(lines >> 31);
        size += leb_size(pcs) + leb_size(zigzag);
        if (out != NULL)
            out = leb_write(leb_write(out, pcs), zigzag);
        pcs = 0;
    }
    t->nhandlers = handlers;
    t->nlines = size;
}

/* For debug builds: the Code is well-formed, and does what the verifier of code files lets pass. */
KK_UNUSED static bool is_sound(Vm *vm, Value code)
{
    uint32_t pc;
    const char *what = kk_verify_code(code, &pc);
    if (what == NULL && !kk_verify_kinds(vm, code, &what, &pc) && what == NULL)
        vm->pending = KK_UNSET;
    return what == NULL;
}

/*
 * A JUMP that leads to another jump goes where that one goes. LOOP may only be replaced by LOOP,
 * which polls; a JUMP to a LOOP becomes that LOOP. What stands at the end, from word `far` on, is only for the comparison
 * that it was taken from: the verifier knows those by where they lead.
 */
static void shorten_jumps(uint32_t *ops, uint32_t far)
{
    for (uint32_t pc = 0; pc < far; pc += kk_opinfo_length(ops + pc)) {
        uint32_t op = KK_OP_OF(ops[pc]);
        if (op != OP_JUMP && op != OP_JT && op != OP_JF)
            continue;
        for (int hops = 0; hops < 4; hops++) {
            uint32_t target = pc + 1 + (uint32_t)KK_SBX(ops[pc]);
            uint32_t next = KK_OP_OF(ops[target]);
            if (next != OP_JUMP && (next != OP_LOOP || op != OP_JUMP))
                break;
            int32_t offset = (int32_t)(target - pc) + KK_SBX(ops[target]);
            if (offset < -32768 || offset > 32767 || pc + 1 + (uint32_t)offset >= far)
                break;
            ops[pc] = (ops[pc] & 0xFF00) | next * (op == OP_JUMP) | op * (op != OP_JUMP) |
                      (uint32_t)offset << 16;
            if (next == OP_LOOP)
                break;
        }
    }
}

/* CodeParts.write */
static void write_code(void *ctx, uint32_t *ops, uint32_t *handlers, uint8_t *lines, uint8_t *places)
{
    const Writer *w = ctx;
    Tables t = {0, 0, handlers, lines};
    for (uint32_t i = 0; i < w->nops; i++)
        ops[i] = kk_words_get(&w->e->c->code, w->e->code_at + i);
    shorten_jumps(ops, w->far);
    read_marks(w->e, &t);
    if (LANG_PLACES)
        (void)kk_places_write(w->e, places);
}

Value kk_emit_finish(Emit *e, const CodeParts *head)
{
    Lang *c = e->c;
    Tables t = {0, 0, NULL, NULL};
    uint32_t far = kk_emit_pc(e);
    place_far_jumps(e);
    if (kk_vm_failed(e->vm)) {
        c->emit = e->up;
        return KK_ERROR;
    }
    kk_words_drop(&c->jumps, e->jumps_at);
    Writer writer = {e, kk_emit_pc(e), far};
    read_marks(e, &t);
    CodeParts parts = *head;
    parts.name = e->name;
    parts.scope = e->scope;
    parts.filename = c->options->filename;
    parts.nfree = e->nfree;
    parts.nregs = e->max > 0 ? e->max : 1;
    parts.nlocals = e->nlocals;
    parts.flags = e->flags;
    parts.first_line = e->first_line;
    Value consts = c->consts;
    parts.consts = consts == KK_UNSET ? NULL : KK_OBJ(ValuesObj, consts)->at + e->const_at;
    parts.nconsts = c->nconsts - e->const_at;
    parts.nops = writer.nops;
    parts.nhandlers = t.nhandlers;
    parts.nlines = t.nlines;
    parts.nplaces = LANG_PLACES ? kk_places_write(e, NULL) : 0;
    parts.write = write_code;
    parts.ctx = &writer;
    Value code = kk_code_new(e->vm, &parts);
    kk_words_drop(&c->code, e->code_at);
    kk_words_drop(&c->marks, e->marks_at);
    kk_words_drop(&c->spans, e->spans_at);
    KK_ASSERT(code == KK_ERROR || is_sound(e->vm, code));
    c->nconsts = e->const_at;
    c->emit = e->up;
    return code;
}
