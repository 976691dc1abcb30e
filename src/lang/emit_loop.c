/*
 * emit_loop.c: if, while, for, break, continue.
 *
 * A while loop tests at its top and ends with LOOP. A for loop is entered at its end, where
 * FOR_ITER or FOR_RANGE and the LOOP behind it stand: one pair of instructions per turn.
 *
 * Layer: lang.   Tests: tests/lang/loops.py.
 */
#include "lang/emit.h"

/* The blocks of a loop: the first one, and the else block or 0. */
static void find_blocks(Emit *e, uint32_t end, uint32_t *body, uint32_t *other)
{
    *body = end - 1 - N_ARG(kk_emit_node(e, end - 1));
    *other = *body + S_SIZE(kk_emit_node(e, *body));
    if (*other >= end - 1)
        *other = 0;
}

/* ---- if ---- */

/*
 * One clause of an if: its test is in front of `body`. Afterwards the way that the test sends on is
 * current: it is dead when the test is always true. last: nothing follows but the end of the
 * statement.
 */
static void if_clause(Emit *e, uint32_t body, uint32_t line, bool last, Meeting *end)
{
    JumpList otherwise = 0;
    int known = kk_fold_truth(e, body - 1);
    e->line = line;
    if (known == 0)
        return;
    if (known < 0)
        kk_emit_cond(e, body - 1, false, &otherwise);
    RegSet at_test = e->assigned;
    kk_emit_block(e, body, line);
    if (known > 0 || last) {
        /* No jump is needed where both ways come to the same place. */
        bool no_way = otherwise == 0;
        kk_emit_here(e, &otherwise);
        kk_emit_merge(e, &at_test, no_way);
        if (known >= 0)
            kk_emit_go_to(e, end);
        return;
    }
    kk_emit_go_to(e, end);
    e->assigned = at_test;
    e->dead = false;
    kk_emit_here(e, &otherwise);
}

void kk_emit_loop_if(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t body = end - 1 - N_ARG(kk_emit_node(e, end - 1)), line = e->line, at = line;
    uint32_t next = body + S_SIZE(kk_emit_node(e, body));
    Meeting m = {0, e->assigned, false};
    if_clause(e, body, line, next == end - 1, &m);
    while (next < end - 1 && S_KIND(kk_emit_node(e, next)) == S_ELIF) {
        uint32_t w = kk_emit_node(e, next), header = next;
        next += S_SIZE(w);
        at = S_LINES(w) == S_LINE_LONG ? N_ARG(kk_emit_node(e, header + 1)) : at + S_LINES(w);
        body = next - 1 - N_ARG(kk_emit_node(e, next - 1));
        if (!e->dead) {
            if_clause(e, body, at, next == end - 1, &m);
        }
    }
    if (next < end - 1 && !e->dead)
        kk_emit_block(e, next, line);
    kk_emit_meet(e, &m);
}

/* ---- loops ---- */

static void open_loop(Emit *e, Block *loop)
{
    memset(loop, 0, sizeof *loop);
    loop->up = e->block;
    loop->kind = BLOCK_LOOP;
    e->block = loop;
}

void kk_emit_loop_leave(Emit *e, bool is_break)
{
    Block *loop = e->block;
    while (loop->kind != BLOCK_LOOP)
        loop = loop->up;
    kk_emit_try_leave(e, loop);
    if (!e->dead)
        kk_emit_jump(e, OP_JUMP, is_break ? &loop->breaks : &loop->continues);
    kk_emit_try_reopen(e, loop);
    e->dead = true;
}

/* The else block and the place behind the loop. sure: what is known when the loop ends by itself.
 */
static void close_loop(Emit *e, Block *loop, uint32_t other, const RegSet *sure, uint32_t line)
{
    RegSet at_break = *sure;
    bool broken = loop->breaks != 0;
    if (other != 0)
        kk_emit_block(e, other, line);
    kk_emit_here(e, &loop->breaks);
    kk_emit_merge(e, &at_break, !broken);
    kk_emit_forget(e);
}

void kk_emit_loop_while(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t body, other, line = e->line;
    JumpList done = 0;
    Block loop;
    find_blocks(e, end, &body, &other);
    int known = kk_fold_truth(e, body - 1);
    if (known == 0) {
        if (other != 0)
            kk_emit_block(e, other, line);
        return;
    }
    kk_emit_forget(e);
    uint32_t top = kk_emit_pc(e);
    e->label = top;
    if (known < 0)
        kk_emit_cond(e, body - 1, false, &done);
    RegSet sure = e->assigned;
    open_loop(e, &loop);
    kk_emit_block(e, body, line);
    e->block = loop.up;
    e->line = line;
    bool goes_on = !e->dead || loop.continues != 0;
    kk_emit_here(e, &loop.continues);
    if (goes_on)
        kk_emit_loop(e, top);
    kk_emit_here(e, &done);
    e->assigned = sure;
    e->dead = known > 0;
    close_loop(e, &loop, known > 0 ? 0 : other, &sure, line);
}

/* The iterable is a call of the global range with 1 to 3 plain arguments. */
static bool is_range_call(Emit *e, uint32_t root)
{
    if (N_KIND(kk_emit_node(e, root)) != N_CALL)
        return false;
    uint32_t last, n = kk_ast_count(&e->c->ast, root, &last);
    if (n < 2 || n > 4)
        return false;
    for (; n > 1; n--) {
        NodeKind kind = N_KIND(kk_emit_node(e, last));
        if (kind == N_STAR || kind == N_DSTAR || kind == N_KEYWORD)
            return false;
        last = kk_ast_start(&e->c->ast, last) - 1;
    }
    uint32_t w = kk_emit_node(e, last);
    return N_KIND(w) == N_NAME && kk_lang_name(e->c, N_ARG(w)) == KK_N(range) &&
           kk_emit_name_place(e, N_ARG(w)).where == AT_GLOBAL;
}

static void prepare_range(Emit *e, ForLoop *f, uint32_t call)
{
    uint32_t base, n, reg;
    kk_emit_children(e, call, &base, &n);
    f->state = kk_emit_take(e, KK_FRAME_WORDS);
    for (uint32_t i = 0; i < n; i++) {
        reg = f->state;
        if (i > 0)
            reg = kk_emit_take(e, 1);
        kk_emit_expr(e, kk_emit_child(e, base, n, i), reg);
    }
    e->c->ast.top = base;
    e->top = f->state + KK_FRAME_WORDS;
    kk_emit_abc(e, OP_RANGE_PREP, f->state, f->state, n - 1);
}

void kk_emit_loop_prepare(Emit *e, ForLoop *f, uint32_t iterable)
{
    uint32_t reg;
    f->span = e->span;
    f->test = f->ranges = 0;
    f->range = !f->waits && is_range_call(e, iterable);
    if (f->range) {
        prepare_range(e, f, iterable);
        return;
    }
    f->state = kk_emit_take(e, 1);
    uint32_t top = e->top;
    if (N_KIND(kk_emit_node(e, iterable)) == N_NAME) {
        reg = kk_emit_expr_any(e, iterable);
        e->top = top;
    } else {
        reg = f->state;
        kk_emit_expr(e, iterable, reg);
    }
    if (f->waits)
        kk_emit_abc(e, OP_ASYNC, f->state, reg, ASYNC_ITER);
    else
        kk_emit_abc(e, OP_GET_ITER, f->state, reg, 0);
}

/* The top of an async for: it waits for the next item, covered by the handler at the loop's end. */
static void begin_waiting(Emit *e, ForLoop *f, uint32_t target, uint32_t *item)
{
    f->body = kk_emit_pc(e);
    e->label = f->body;
    kk_emit_forget(e);
    f->sure = e->assigned;
    bool direct = kk_emit_target_register(e, target, item);
    if (!direct)
        *item = kk_emit_take(e, 1);
    kk_emit_expr_wait(e, ASYNC_NEXT, f->state, *item);
    kk_emit_range(e, f->body, kk_emit_pc(e), &f->ranges);
    if (direct)
        kk_emit_target_assigned(e, *item);
    if (!direct)
        kk_emit_target(e, target, *item);
}

/* The end of an async for: StopAsyncIteration ends the loop. */
static void next_waiting(Emit *e, ForLoop *f)
{
    uint32_t top = e->top, reg;
    kk_emit_loop(e, f->body);
    kk_emit_range_target(e, f->ranges, kk_emit_pc(e));
    e->assigned = f->sure;
    e->label = kk_emit_pc(e);
    reg = kk_emit_take(e, 2);
    kk_emit_abc(e, OP_CATCH, reg, 0, 0);
    kk_emit_abc(e, OP_END_ASYNC_FOR, reg, 0, 0);
    e->top = top;
}

void kk_emit_loop_begin(Emit *e, ForLoop *f, uint32_t target, uint32_t *item)
{
    if (f->waits) {
        begin_waiting(e, f, target, item);
        return;
    }
    kk_emit_jump(e, OP_JUMP, &f->test);
    f->body = kk_emit_pc(e);
    e->label = f->body;
    kk_emit_forget(e);
    if (kk_emit_target_register(e, target, item)) {
        kk_emit_target_assigned(e, *item);
        return;
    }
    *item = kk_emit_take(e, 1);
    kk_emit_target(e, target, *item);
}

void kk_emit_loop_next(Emit *e, ForLoop *f, uint32_t item)
{
    if (f->waits) {
        next_waiting(e, f);
        return;
    }
    uint32_t span = e->span;
    e->span = f->span;
    kk_emit_here(e, &f->test);
    kk_emit_abc(e, f->range ? OP_FOR_RANGE : OP_FOR_ITER, item, f->state, 0);
    kk_emit_loop(e, f->body);
    e->span = span;
}

void kk_emit_loop_for(Emit *e, uint32_t first, uint32_t end, bool waits)
{
    uint32_t body, other, line = e->line, top = e->top, item;
    ForLoop f = {.waits = waits};
    Block loop;
    find_blocks(e, end, &body, &other);
    uint32_t iterable = body - 1, target = kk_ast_start(&e->c->ast, iterable) - 1;
    kk_emit_loop_prepare(e, &f, iterable);
    RegSet sure = e->assigned;
    kk_emit_loop_begin(e, &f, target, &item);
    open_loop(e, &loop);
    kk_emit_block(e, body, line);
    e->block = loop.up;
    e->line = line;
    e->dead = false;
    kk_emit_here(e, &loop.continues);
    kk_emit_loop_next(e, &f, item);
    e->top = top;
    e->assigned = sure;
    kk_emit_forget(e);
    close_loop(e, &loop, other, &sure, line);
}
