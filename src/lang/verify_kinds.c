/*
 * verify_kinds.c: what registers hold, proved for every way that control can take.
 *
 * Instructions trust their registers: LOAD_CELL that there is a cell, FOR_ITER an iterator, FOR_RANGE what RANGE_PREP left,
 * most that there is a value at all. The code is gone through in its order with the set of kinds of things that each
 * register may hold. Where ways meet, the sets are united in a record for that place. What a way back changes at its
 * head makes the walk begin there again. LOOP is such a way, and the JUMP that a jump too short for its target leads to. A record is dropped when no loop around it is left, so
 * that as many live as statements are nested, not as the code has jumps. Handlers lie behind what they cover.
 *
 * Layer: lang.   Tests: every test in a debug build; tests/runtime/import/run_kinds.py, tests/fuzz/ for what is refused.
 */
#include "lang/opinfo.h"
#include "lang/verify.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"

/* What a register may hold, a set. */
typedef uint16_t Kinds;
enum {
    IS_UNBOUND = 1,
    IS_OTHER = 2, /* any value, one of the following too */
    IS_NONE = 4,
    IS_CELL = 8,
    IS_ITER = 16,
    IS_LIST = 32,
    IS_SET = 64,
    IS_DICT = 128,
    IS_TUPLE = 256,
    IS_EXC = 512,
    /* Three registers that a RANGE_PREP wrote together. */
    IS_FIRST = 1024,
    IS_COUNT = 2048,
    IS_STEP = 4096,
    IS_FAR = 8192,    /* the storage of far locals */
    IS_STALE = 16384, /* nothing that may be looked at */
    VALUE = IS_OTHER | IS_NONE | IS_CELL | IS_ITER | IS_LIST | IS_SET | IS_DICT | IS_TUPLE | IS_EXC,
    ANY = VALUE | IS_UNBOUND,
    HELD = IS_EXC | IS_UNBOUND
};

/* A record is the word index, in two halves, and the kinds of all registers. */
enum { RECORD_HEAD = 2, WORK_FREE = 20000, WORK_EACH = 400 };
#define NO_HANDLER UINT32_MAX
#define NOWHERE UINT32_MAX

typedef struct Flow {
    Vm *vm;
    const CodeObj *code;
    const uint32_t *ops;
    uint32_t nops, nregs, stride;
    Value state, heads, store; /* blobs: now; a bit for each target of a LOOP; the records in the order of places */
    Kinds *now;
    uint32_t n, room;
    uint32_t again; /* where the walk must begin again, or NOWHERE */
    uint32_t work;
    bool alive; /* control comes here */
    bool fell;  /* from the instruction in front, too */
    const char *what;
} Flow;

static void complain(Flow *f) { f->what = KK_TEXT("a register does not hold what its instruction takes"); }

static void need(Flow *f, uint32_t reg, unsigned allowed)
{
    if ((f->now[reg] & ~allowed) != 0)
        complain(f);
}

static void need_run(Flow *f, uint32_t reg, uint32_t n)
{
    for (; n > 0; n--)
        need(f, reg++, VALUE);
}

/* The namespace and the storage of far locals stay. */
static bool is_fixed(const Flow *f, uint32_t reg)
{
    unsigned flags = kk_code_flags(f->code);
    return (reg == 0 && (flags & CODE_NAMESPACE) != 0) || (reg == kk_code_nlocals(f->code) && (flags & CODE_FAR) != 0);
}

static void put(Flow *f, uint32_t reg, unsigned kinds)
{
    if (is_fixed(f, reg))
        complain(f);
    f->now[reg] = (Kinds)kinds;
}

static void put_run(Flow *f, uint32_t reg, uint32_t n)
{
    for (; n > 0; n--)
        put(f, reg++, IS_OTHER);
}

/* A call leaves nothing of its window, which is none of locals. */
static void call_window(Flow *f, uint32_t reg, uint32_t n)
{
    need(f, reg, VALUE);
    need_run(f, reg + KK_FRAME_WORDS, n);
    if (reg < kk_code_nlocals(f->code))
        complain(f);
    for (; reg < f->nregs; reg++)
        put(f, reg, IS_STALE);
}

/* ---- records ---- */

static Kinds *record(const Flow *f, uint32_t i)
{
    return (Kinds *)(void *)KK_OBJ(BlobObj, f->store)->at + (size_t)i * f->stride;
}
static uint32_t place_of(const Kinds *r) { return r[0] | (uint32_t)r[1] << 16; }

/* The first record of the place or of one behind it. */
static uint32_t find(const Flow *f, uint32_t pc)
{
    uint32_t low = 0, high = f->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (place_of(record(f, middle)) < pc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

KK_MUST_CHECK static bool insert(Flow *f, uint32_t at, uint32_t pc)
{
    size_t size = f->stride * sizeof(Kinds);
    if (f->n == f->room) {
        uint32_t room = f->room + f->room / 2 + 4;
        Value store = kk_blob_new(f->vm, room * size);
        if (store == KK_ERROR)
            return false;
        if (f->n > 0)
            memcpy(KK_OBJ(BlobObj, store)->at, record(f, 0), f->n * size);
        f->store = store;
        f->room = room;
    }
    Kinds *r = record(f, at);
    memmove(r + f->stride, r, (f->n - at) * size);
    memset(r, 0, size);
    r[0] = (Kinds)pc;
    r[1] = (Kinds)(pc >> 16);
    f->n++;
    return true;
}

/* Control goes on at pc with what the registers hold now; by an exception when `caught` is the handler's register. */
KK_MUST_CHECK static bool flow_to(Flow *f, uint32_t pc, uint32_t caught)
{
    uint32_t at = find(f, pc);
    bool changed = false;
    if ((at == f->n || place_of(record(f, at)) != pc) && !insert(f, at, pc))
        return false;
    Kinds *r = record(f, at) + RECORD_HEAD;
    for (uint32_t i = 0; i < f->nregs; i++) {
        unsigned kinds = f->now[i];
        if (caught != NO_HANDLER && i - caught < 2)
            kinds = i == caught ? IS_EXC : HELD;
        changed = changed || (r[i] | kinds) != r[i];
        r[i] = (Kinds)(r[i] | kinds);
    }
    f->work++;
    return changed;
}

static uint32_t target_of(const Flow *f, uint32_t pc) { return pc + 1 + (uint32_t)KK_SBX(f->ops[pc]); }
static bool goes(uint32_t w) { return KK_OP_OF(w) == OP_JUMP || KK_OP_OF(w) == OP_LOOP; }
static bool is_back(uint32_t w) { return goes(w) && KK_SBX(w) < 0; }
static bool is_jump_back(uint32_t w) { return KK_OP_OF(w) == OP_JUMP && KK_SBX(w) < 0; }

/* Where a comparison leads that is too far from its target: it stands here, with a JUMP for each outcome. */
static bool is_far_block(const Flow *f, uint32_t pc)
{
    const uint32_t *at = f->ops + pc;
    return pc + 2 < f->nops && kk_opinfo_c(KK_OP_OF(at[0])) == OPERAND_JUMP && KK_SC(at[0]) == 1 && goes(at[1]) &&
           goes(at[2]) && (is_jump_back(at[1]) || is_jump_back(at[2]));
}

/* Such a JUMP leads back to where the comparison came from, or in front of it. */
static bool is_stepping_back(const Flow *f, uint32_t from, uint32_t pc)
{
    return is_jump_back(f->ops[pc]) && target_of(f, pc) <= from;
}

/* Whoever goes back must poll: all ways but LOOP lead forward in the end. */
static bool goes_round(const Flow *f, uint32_t from, uint32_t to)
{
    if (is_far_block(f, to))
        return is_stepping_back(f, from, to + 1) || is_stepping_back(f, from, to + 2);
    return is_jump_back(f->ops[to]) && (from + 2 != to || !is_far_block(f, from));
}

KK_MUST_CHECK static bool flow(Flow *f, uint32_t from, uint32_t to)
{
    if (goes_round(f, from, to))
        f->what = KK_TEXT("a jump that does not poll leads back");
    if (flow_to(f, to, NO_HANDLER) && to <= from && to < f->again)
        f->again = to;
    return !kk_failed(f->vm);
}

/* An exception at one of the words from..to, while the walk is at pc. */
KK_MUST_CHECK static bool flow_to_handlers(Flow *f, uint32_t pc, uint32_t from, uint32_t to)
{
    const uint32_t *h = kk_code_handlers(f->code);
    for (uint32_t i = 0; i < kk_code_nhandlers(f->code); i++, h += 2) {
        uint32_t first = h[0] & 0xFFFF, end = h[0] >> 16, reg = KK_A(f->ops[h[1]]);
        if (first >= to || end <= from)
            continue;
        if (is_fixed(f, reg) || is_fixed(f, reg + 1))
            complain(f);
        if (flow_to(f, h[1], reg) && h[1] <= pc && h[1] < f->again)
            f->again = h[1];
        if (kk_failed(f->vm))
            return false;
    }
    return true;
}

/* No record in front of pc is needed any more. */
static void drop(Flow *f, uint32_t pc)
{
    uint32_t n = find(f, pc);
    if (n > 0)
        memmove(record(f, 0), record(f, n), (f->n - n) * f->stride * sizeof(Kinds));
    f->n -= n;
}

/* ---- instructions ---- */

static unsigned taken(uint32_t kind)
{
    static const uint32_t kinds[OPERAND_KINDS] = {
        [OPERAND_REG] = VALUE, [OPERAND_ANY] = ANY, [OPERAND_CELL] = IS_CELL, [OPERAND_ITER] = IS_ITER,
        [OPERAND_LIST] = IS_LIST, [OPERAND_SET] = IS_SET, [OPERAND_DICT] = IS_DICT, [OPERAND_EXC] = IS_EXC,
    };
    return kinds[kind];
}

static unsigned given(uint32_t kind)
{
    static const uint32_t kinds[OPERAND_KINDS] = {
        [OPERAND_DST] = IS_OTHER, [OPERAND_NEW_CELL] = IS_CELL, [OPERAND_NEW_ITER] = IS_ITER, [OPERAND_NEW_LIST] = IS_LIST,
        [OPERAND_NEW_SET] = IS_SET, [OPERAND_NEW_DICT] = IS_DICT, [OPERAND_NEW_TUPLE] = IS_TUPLE,
    };
    return kinds[kind];
}

static void operand(Flow *f, uint32_t kind, uint32_t reg)
{
    if (taken(kind) != 0)
        need(f, reg, taken(kind));
}

/* The subject r[reg] and what else the test reads; its results. */
static void match(Flow *f, uint32_t reg, uint32_t test, uint32_t how)
{
    uint32_t n = how & 0xFFFF, named = how >> 16;
    need(f, reg, VALUE);
    if (test == MATCH_FROM_END) {
        put(f, reg + 1, IS_OTHER);
    } else if (test == MATCH_KEYS || test == MATCH_REST) {
        need_run(f, reg + 1, n);
        put_run(f, test == MATCH_KEYS ? reg + 1 : reg + 1 + n, test == MATCH_KEYS ? n : n + 1);
    } else if (test == MATCH_CLASS) {
        need_run(f, reg + 1, named != 0 ? 2 : 1);
        put_run(f, reg + 1, n + named);
    }
}

static void make_function(Flow *f, uint32_t reg, const uint32_t *ext)
{
    if (*ext & 1)
        need(f, reg + 1, IS_TUPLE);
    if (*ext & 2)
        need(f, reg + 2, IS_DICT);
    if (*ext & 4)
        need(f, reg + 3, VALUE);
    for (uint32_t i = 1; i <= *ext >> 8; i++)
        if (KK_A(ext[i]) == 0)
            need(f, KK_BX(ext[i]), IS_CELL);
}

/* What register A gets. */
static unsigned async_step(Flow *f, uint32_t w)
{
    need(f, KK_B(w), VALUE);
    if (KK_C(w) == ASYNC_CATCH)
        need(f, KK_A(w), IS_EXC);
    if (KK_C(w) == ASYNC_ENTER)
        put(f, KK_B(w), IS_OTHER);
    return KK_C(w) == ASYNC_ITER ? IS_OTHER : IS_ITER;
}

static unsigned except_star(Flow *f, uint32_t reg, uint32_t what)
{
    if (what != 1)
        need(f, reg, IS_EXC);
    if (what == 0) {
        put(f, reg + 2, IS_EXC);
        put(f, reg + 3, IS_LIST);
        return IS_EXC;
    }
    need(f, reg + 2, IS_EXC | IS_NONE);
    if (what == 1) {
        need(f, reg + 4, VALUE);
        put(f, reg + 2, IS_EXC | IS_NONE);
    } else {
        need(f, reg + 3, IS_LIST);
    }
    return IS_EXC | IS_NONE;
}

/* Calls and classes, which have windows. */
static void call(Flow *f, uint32_t w)
{
    uint32_t reg = KK_B(w), n = KK_C(w);
    switch (KK_OP_OF(w)) {
    case OP_CALLX:
        need(f, reg + KK_FRAME_WORDS, IS_TUPLE);
        if (n == 1)
            need(f, reg + KK_FRAME_WORDS + 1, IS_DICT);
        call_window(f, reg, n + 1);
        break;
    case OP_CALLM: case OP_CALLMK:
        need_run(f, reg + KK_FRAME_WORDS, n + 1);
        f->now[reg] = IS_OTHER;
        call_window(f, reg, n + 1);
        break;
    case OP_CALL_SUPER:
        need(f, reg, VALUE);
        need(f, reg + KK_FRAME_WORDS, IS_CELL);
        need(f, reg + KK_FRAME_WORDS + 1, ANY);
        break;
    case OP_BUILD_CLASS:
        need_run(f, reg, 2);
        need(f, reg + 2, IS_TUPLE);
        need(f, reg + 3, IS_DICT | IS_UNBOUND);
        break;
    default:
        call_window(f, reg, n);
        break;
    }
}

/* Building, and what else takes several registers in a row. */
static void row(Flow *f, uint32_t w)
{
    uint32_t reg = KK_B(w), n = KK_C(w);
    switch (KK_OP_OF(w)) {
    case OP_BUILD_DICT:
        n *= 2;
        break;
    case OP_FORMAT:
        n = n & 4 ? 2 : 1;
        break;
    case OP_GETSLICE:
        reg = n;
        n = 2;
        break;
    case OP_LIST_EXTEND: case OP_LIST_TO_TUPLE:
        reg = n - (n != 0);
        n = n != 0;
        break;
    case OP_RAISE:
        need(f, KK_A(w), n == 1 || n == 2 || n == 4 ? VALUE : UINT16_MAX);
        n = n == 2;
        break;
    case OP_IMPORT:
        reg = KK_A(w);
        n = 2;
        break;
    default:
        break;
    }
    need_run(f, reg, n);
}

/* Loops over ranges. */
static void range_loop(Flow *f, uint32_t w)
{
    uint32_t a = KK_A(w), b = KK_B(w);
    if (KK_OP_OF(w) == OP_FOR_RANGE) {
        need(f, b, IS_FIRST);
        need(f, b + 1, IS_COUNT);
        need(f, b + 2, IS_STEP);
        return;
    }
    need(f, b, VALUE);
    need_run(f, b + KK_FRAME_WORDS, KK_C(w));
    put(f, a, IS_FIRST);
    put(f, a + 1, IS_COUNT);
    put(f, a + 2, IS_STEP);
}

/* The namespace in r0 that names are looked up in: always, or of code that has one. */
static void space(Flow *f, bool always)
{
    if (always || (kk_code_flags(f->code) & CODE_NAMESPACE) != 0)
        need(f, 0, VALUE);
}

/* What the table does not say. Result: what register A gets, 0: what the table says. */
static unsigned special(Flow *f, const uint32_t *at)
{
    uint32_t w = *at, a = KK_A(w), b = KK_B(w);
    switch (KK_OP_OF(w)) {
    case OP_MOVE:
        return f->now[b];
    case OP_UNSET:
        return IS_UNBOUND;
    case OP_LOAD_NONE:
        return IS_NONE;
    case OP_LOADK:
        return kk_kind_is(f->code->consts[KK_BX(w)], KIND_TUPLE) ? IS_TUPLE : IS_OTHER;
    case OP_MAKE_CELL:
        need(f, a, ANY);
        break;
    case OP_CHECK:
        f->now[a] &= (Kinds)~IS_UNBOUND;
        f->alive = f->now[a] != 0;
        break;
    case OP_LOAD_NAME: case OP_STORE_NAME: case OP_DEL_NAME: case OP_LOAD_NAME_FREE:
        space(f, true);
        break;
    case OP_ANNOTATE: case OP_IMPORT_STAR:
        space(f, false);
        break;
    case OP_LOAD_FAR: case OP_STORE_FAR:
        if (kk_code_nlocals(f->code) >= f->nregs)
            complain(f);
        else
            need(f, kk_code_nlocals(f->code), IS_FAR);
        break;
    case OP_CALL: case OP_CALLK: case OP_CALLX: case OP_CALLM: case OP_CALLMK: case OP_CALL_SUPER: case OP_BUILD_CLASS:
        call(f, w);
        break;
    case OP_MAKE_FUNCTION:
        make_function(f, a, at + 1);
        break;
    case OP_BUILD_TUPLE: case OP_BUILD_LIST: case OP_BUILD_SET: case OP_BUILD_DICT: case OP_BUILD_STRING:
    case OP_BUILD_SLICE: case OP_FORMAT: case OP_GETSLICE: case OP_LIST_EXTEND: case OP_LIST_TO_TUPLE: case OP_RAISE:
        row(f, w);
        break;
    case OP_IMPORT:
        row(f, w);
        return IS_OTHER;
    case OP_UNPACK:
        put_run(f, a, KK_C(w));
        break;
    case OP_UNPACK_EX:
        put_run(f, a, KK_C(w) + 1 + at[1]);
        break;
    case OP_MATCH:
        match(f, b, KK_C(w), at[1]);
        break;
    case OP_RANGE_PREP: case OP_FOR_RANGE:
        range_loop(f, w);
        break;
    case OP_YIELD: case OP_YIELD_FROM:
        if ((kk_code_flags(f->code) & (CODE_GENERATOR | CODE_COROUTINE)) == 0)
            complain(f);
        break;
    case OP_ASYNC:
        return async_step(f, w);
    case OP_END_ASYNC_FOR:
        need(f, a, IS_EXC);
        need(f, a + 1, HELD);
        break;
    case OP_UNCATCH:
        need(f, a + 1, HELD);
        break;
    case OP_EXCEPT_STAR:
        return except_star(f, b, KK_C(w));
    case OP_WITH_ENTER:
        need(f, b, VALUE);
        put(f, b, IS_OTHER);
        break;
    default:
        break;
    }
    return 0;
}

/* The ways that a jump at pc takes, but for the one that falls through. */
KK_MUST_CHECK static bool jump(Flow *f, uint32_t pc, uint32_t next)
{
    uint32_t w = f->ops[pc], op = KK_OP_OF(w);
    bool narrow = kk_opinfo_c(op) == OPERAND_JUMP;
    if (!narrow && kk_opinfo_b(op) != OPERAND_JUMP)
        return true;
    uint32_t to = next + (uint32_t)(narrow ? KK_SC(w) : KK_SBX(w));
    bool beside = op == OP_JUMP && (!f->fell || (pc > 0 && is_far_block(f, pc - 1)));
    if (to < next && op != OP_LOOP && !beside) {
        f->what = KK_TEXT("a jump that does not poll leads back");
        return true;
    }
    Kinds had = f->now[KK_A(w)], none = (Kinds)(had & (IS_NONE | IS_OTHER)), some = (Kinds)(had & ~IS_NONE);
    bool decides = op == OP_JNONE || op == OP_JNOT_NONE;
    if (decides)
        f->now[KK_A(w)] = op == OP_JNONE ? none : some;
    if ((!decides || f->now[KK_A(w)] != 0) && !flow(f, pc, to))
        return false;
    if (decides) {
        f->now[KK_A(w)] = op == OP_JNONE ? some : none;
        f->alive = f->now[KK_A(w)] != 0;
    }
    /* What a poll raises is raised in front of where it leads. */
    return op != OP_LOOP || flow_to_handlers(f, pc, to - (to != 0), to + (to == 0));
}

/* The instruction at pc, and where control goes. */
KK_MUST_CHECK static bool step(Flow *f, uint32_t pc)
{
    const uint32_t *at = f->ops + pc;
    uint32_t w = *at, op = KK_OP_OF(w), next = pc + kk_opinfo_length(at), a = kk_opinfo_a(op), flags = kk_opinfo_flags(op);
    /* A generator that is interrupted in YIELD_FROM is in front of it. */
    uint32_t covered = pc - (op == OP_YIELD_FROM && pc != 0);
    bool raises = kk_code_nhandlers(f->code) != 0;
    f->work++;
    if (f->fell && is_far_block(f, pc))
        f->what = KK_TEXT("a jump that does not poll leads back");
    if (raises && !flow_to_handlers(f, pc, covered, next))
        return false;
    operand(f, a, KK_A(w));
    if (kk_opinfo_c(op) != OPERAND_WIDE) {
        operand(f, kk_opinfo_b(op), KK_B(w));
        operand(f, kk_opinfo_c(op), KK_C(w));
    }
    unsigned gets = special(f, at);
    if (flags & OP_SKIPS && !flow(f, pc, next + 1))
        return false;
    if (gets == 0)
        gets = given(a);
    if (gets != 0)
        put(f, KK_A(w), gets);
    if (raises && !flow_to_handlers(f, pc, covered, next))
        return false;
    if (!jump(f, pc, next))
        return false;
    f->alive = f->alive && (flags & OP_ENDS) == 0;
    return true;
}

/* ---- the walk ---- */

/* What the registers hold when the code begins. */
static void begin(Flow *f)
{
    const CodeObj *c = f->code;
    unsigned flags = kk_code_flags(c), nlocals = kk_code_nlocals(c);
    unsigned params = (flags & CODE_MANY) != 0 ? 0
                                               : kk_code_npos(c) + kk_code_nkwonly(c) + ((flags & CODE_VARARGS) != 0) +
                                                     ((flags & CODE_VARKW) != 0);
    /* kk_vm_bind leaves nothing in the others; a simple call does. */
    bool cleared = (flags & (CODE_VARARGS | CODE_VARKW | CODE_GENERATOR | CODE_COROUTINE | CODE_FAR | CODE_NAMESPACE)) != 0;
    for (uint32_t i = 0; i < f->nregs; i++)
        f->now[i] = i < params ? IS_OTHER : i < nlocals || cleared ? IS_UNBOUND : IS_STALE;
    if (flags & CODE_FAR)
        f->now[nlocals] = IS_FAR;
    if (flags & CODE_NAMESPACE)
        f->now[0] = IS_OTHER;
    f->alive = true;
}

static bool is_head(const Flow *f, uint32_t pc) { return (KK_OBJ(BlobObj, f->heads)->at[pc / 8] >> pc % 8 & 1) != 0; }

/* The last word of the outermost loop that begins at pc. */
static uint32_t end_of_loop(const Flow *f, uint32_t pc)
{
    uint32_t end = pc;
    for (uint32_t i = pc; i < f->nops; i += kk_opinfo_length(f->ops + i))
        if (is_back(f->ops[i]) && (int32_t)i + 1 + KK_SBX(f->ops[i]) <= (int32_t)end)
            end = i;
    return end;
}

/* Takes what the record at pc says, and adds to it. false: an error is pending. */
KK_MUST_CHECK static bool arrive(Flow *f, uint32_t pc)
{
    uint32_t at = find(f, pc);
    bool known = at < f->n && place_of(record(f, at)) == pc;
    f->fell = f->alive;
    if (f->alive && (known || is_head(f, pc))) {
        (void)!flow_to(f, pc, NO_HANDLER);
        if (kk_failed(f->vm))
            return false;
    }
    if (known || f->alive) {
        if (known)
            memcpy(f->now, record(f, find(f, pc)) + RECORD_HEAD, f->nregs * sizeof(Kinds));
        f->alive = true;
    }
    return true;
}

KK_MUST_CHECK static bool walk(Flow *f, uint32_t *pc)
{
    uint32_t loop_end = 0, most = WORK_FREE + WORK_EACH * f->nops;
    bool inside = false;
    for (uint32_t at = 0; at < f->nops;) {
        *pc = at;
        if (!arrive(f, at))
            return false;
        if (inside && at > loop_end)
            inside = false;
        if (!inside) {
            drop(f, at);
            if (is_head(f, at)) {
                inside = true;
                loop_end = end_of_loop(f, at);
            }
        }
        if (f->alive && !step(f, at))
            return false;
        if (f->work > most)
            f->what = KK_TEXT("its loops are too intricate");
        if (f->what != NULL)
            return false;
        at += kk_opinfo_length(f->ops + at);
        if (f->again != NOWHERE) {
            at = f->again;
            f->alive = false;
            f->again = NOWHERE;
        }
    }
    return true;
}

bool kk_verify_kinds(Vm *vm, Value code, const char **what, uint32_t *pc)
{
    const CodeObj *c = KK_OBJ(const CodeObj, code);
    Flow f = {.vm = vm, .code = c, .ops = kk_code_ops(c), .nops = (uint32_t)kk_code_nops(c), .nregs = kk_code_nregs(c),
              .again = NOWHERE};
    f.stride = f.nregs + RECORD_HEAD;
    *what = NULL;
    *pc = 0;
    f.state = kk_blob_new(vm, f.nregs * sizeof(Kinds));
    f.heads = f.state == KK_ERROR ? KK_ERROR : kk_blob_new(vm, kk_code_nops(c) / 8 + 1);
    f.store = f.heads == KK_ERROR ? KK_ERROR : kk_blob_new(vm, 0);
    if (f.store == KK_ERROR)
        return false;
    f.now = (Kinds *)(void *)KK_OBJ(BlobObj, f.state)->at;
    uint8_t *heads = KK_OBJ(BlobObj, f.heads)->at;
    memset(heads, 0, kk_code_nops(c) / 8 + 1);
    for (uint32_t i = 0; i < f.nops; i += kk_opinfo_length(f.ops + i)) {
        int32_t to = (int32_t)i + 1 + KK_SBX(f.ops[i]);
        if (!is_back(f.ops[i]))
            continue;
        if (to > (int32_t)i) {
            *what = KK_TEXT("a loop leads forward");
            return false;
        }
        heads[to / 8] |= (uint8_t)(1 << to % 8);
    }
    begin(&f);
    bool fine = walk(&f, pc);
    *what = f.what;
    KK_KEEP(code);
    KK_KEEP(f.state);
    KK_KEEP(f.heads);
    return fine;
}
