/*
 * emit_try.c: try, with, and leaving them.
 *
 * Instructions are covered by handlers through ranges. Where break, continue or return leave a
 * statement early, what the statement has to do at its end is emitted in place, and the range is
 * interrupted there: its closed pieces are marks whose handler is filled in later, linked through
 * that very word.
 *
 * A handler runs with the exception in r[T] and the one handled before in r[T+1]; whatever way it
 * is left, by an exception too, UNCATCH puts that one back.
 *
 * Layer: lang.   Tests: tests/lang/try.py, tests/lang/finally.py, tests/lang/with.py.
 */
#include "lang/emit.h"

/* ---- ranges ---- */

static void open_block(Emit *e, Block *b, BlockKind kind, uint32_t reg, uint32_t node)
{
    memset(b, 0, sizeof *b);
    b->up = e->block;
    b->kind = kind;
    b->reg = reg;
    b->node = node;
    b->line = e->line;
    b->range = kk_emit_pc(e);
    e->block = b;
    e->depth++;
}

/* The range ends here. */
static void close_range(Emit *e, Block *b)
{
    uint32_t pc = kk_emit_pc(e), from = b->range;
    b->range = pc;
    if (from != pc)
        kk_emit_range(e, from, pc, &b->ranges);
}

/* The statement ends here: true also when nothing was covered, then *covered is false. */
static void close_block(Emit *e, Block *b, bool *covered)
{
    close_range(e, b);
    e->block = b->up;
    e->depth--;
    *covered = b->ranges != 0;
    kk_emit_range_target(e, b->ranges, kk_emit_pc(e));
}

/* The handler of a block begins: registers for the exception. */
static uint32_t catch(Emit *e, const RegSet *sure)
{
    e->assigned = *sure;
    e->dead = false;
    e->label = kk_emit_pc(e);
    uint32_t reg = kk_emit_take(e, 2);
    kk_emit_abc(e, OP_CATCH, reg, 0, 0);
    return reg;
}

/* The way out of a handler with the exception in reg. */
static void rethrow(Emit *e, uint32_t reg, uint32_t back)
{
    e->dead = true;
    kk_emit_abc(e, OP_UNCATCH, reg, 0, 0);
    kk_emit_abc(e, OP_RERAISE, reg, back, 0);
}

/* Closes the block of a handler: when an exception leaves it, the one in `reg` is handled no more.
 */
static void close_handler(Emit *e, Block *b)
{
    bool covered, dead = e->dead;
    RegSet sure = e->assigned;
    uint32_t top = e->top, reg;
    JumpList over = 0;
    if (!dead)
        kk_emit_jump(e, OP_JUMP, &over);
    close_block(e, b, &covered);
    if (covered) {
        reg = catch (e, &sure);
        if (b->node != 0)
            kk_emit_name_delete(e, b->node - 1, true);
        kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0);
        kk_emit_abc(e, OP_RERAISE, reg, 1, 0);
    }
    e->top = top;
    e->assigned = sure;
    e->dead = dead;
    kk_emit_here(e, &over);
}

/* ---- leaving ---- */

/* The way out of a with statement without an exception. */
static void exit_with(Emit *e, uint32_t exit, bool waits)
{
    uint32_t top = e->top, reg;
    if (!waits) {
        kk_emit_abc(e, OP_WITH_EXIT, exit, 0, 0);
        return;
    }
    reg = kk_emit_take(e, 1);
    kk_emit_expr_wait(e, ASYNC_EXIT, exit, reg);
    e->top = top;
}

static void leave_block(Emit *e, Block *b)
{
    if (b->kind == BLOCK_LOOP)
        return;
    close_range(e, b);
    Block *inner = e->block;
    uint32_t line = e->line, depth = e->depth;
    /* What is emitted here is outside b. */
    e->block = b->up;
    switch (b->kind) {
    case BLOCK_HANDLER:
        if (b->node != 0)
            kk_emit_name_delete(e, b->node - 1, true);
        kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0);
        break;
    case BLOCK_FINAL_HANDLER:
        kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0);
        break;
    case BLOCK_WITH:
        exit_with(e, b->reg, b->node != 0);
        break;
    case BLOCK_FINALLY:
        kk_emit_block(e, b->node, b->line);
        break;
    default:
        break;
    }
    e->block = inner;
    /* Who returns goes on where the finally ended. */
    if (b->kind != BLOCK_FINALLY)
        e->line = line;
    e->depth = depth;
}

void kk_emit_try_leave(Emit *e, Block *to)
{
    for (Block *b = e->block; b != to && !e->dead; b = b->up) {
        leave_block(e, b);
    }
}

void kk_emit_try_reopen(Emit *e, Block *to)
{
    for (Block *b = e->block; b != to; b = b->up)
        b->range = kk_emit_pc(e);
}

/* ---- try ---- */

/* What the words of a try statement are. */
typedef struct TryParts {
    uint32_t body, handlers, handlers_end, other, final;
    uint32_t line;
    bool star;
} TryParts;

static uint32_t behind(Emit *e, uint32_t header)
{
    return header + S_SIZE(kk_emit_node(e, header));
}

static TryParts parts_of(Emit *e, uint32_t first, uint32_t end)
{
    TryParts t = {.body = first, .line = e->line};
    uint32_t flags = N_ARG(kk_emit_node(e, end - 1)), i = behind(e, first);
    t.handlers = i;
    t.star = (flags & 4) != 0;
    while (i < end - 1 && S_KIND(kk_emit_node(e, i)) == S_HANDLER)
        i = behind(e, i);
    t.handlers_end = i;
    if (flags & 1) {
        t.other = i;
        i = behind(e, i);
    }
    if (flags & 2)
        t.final = i;
    return t;
}

/* So many types of an except clause are matched one by one. */
#define MATCH_ONE_BY_ONE 8

/*
 * `except (A, B)`: the types one by one, without the tuple: where memory has run out an `except (ValueError,
 * MemoryError)` must still work. *done: it was such a tuple.
 */
static void match_each(Emit *e, uint32_t root, uint32_t reg, JumpList *next, bool *done)
{
    uint32_t base, n, first = 0;
    JumpList matched = 0;
    *done = false;
    if (N_KIND(kk_emit_node(e, root)) != N_TUPLE)
        return;
    kk_emit_children(e, root, &base, &n);
    bool plain = n > 0 && n <= MATCH_ONE_BY_ONE;
    for (uint32_t i = 0; plain && i < n; i++) {
        uint32_t kind = N_KIND(kk_emit_node(e, kk_emit_child(e, base, n, i)));
        plain = kind != N_STAR && kind != N_TUPLE;
    }
    if (plain)
        first = kk_emit_take(e, n);
    for (uint32_t i = 0; plain && i < n; i++)
        kk_emit_expr(e, kk_emit_child(e, base, n, i), first + i);
    e->c->ast.top = base;
    /* All are looked at before one decides: a wrong type is an error even behind one that matches. */
    for (uint32_t i = 0; plain && i < n; i++)
        kk_emit_abc(e, OP_MATCH_EXC, first + i, reg, first + i);
    for (uint32_t i = 0; plain && i < n; i++) {
        bool last = i + 1 == n;
        kk_emit_jump(e, KK_ABX(last ? OP_JF : OP_JT, first + i, 0), last ? next : &matched);
    }
    *done = plain;
    kk_emit_here(e, &matched);
}

/* Jumps to next unless the exception in r[reg] is of the type (or one of them) that the expression gives. */
static void match_types(Emit *e, uint32_t root, uint32_t reg, JumpList *next)
{
    uint32_t top = e->top, type, flag;
    bool done;
    match_each(e, root, reg, next, &done);
    if (!done) {
        type = kk_emit_expr_any(e, root);
        flag = kk_emit_take(e, 1);
        kk_emit_abc(e, OP_MATCH_EXC, flag, reg, type);
        kk_emit_jump(e, KK_ABX(OP_JF, flag, 0), next);
    }
    e->top = top;
}

/* Where the parts of the except clause are: *body its block, *name the name it binds plus 1 or 0, *expr the root of
 * its type. false: it has none. */
static bool clause_parts(Emit *e, uint32_t header, uint32_t *body, uint32_t *name, uint32_t *expr)
{
    uint32_t end = behind(e, header), first = header + 1;
    uint32_t at = end - 1 - N_ARG(kk_emit_node(e, end - 1));
    *body = at;
    *name = 0;
    if (S_LINES(kk_emit_node(e, header)) == S_LINE_LONG)
        first++;
    if (at > first && N_KIND(kk_emit_node(e, at - 1)) == N_DELETE) {
        at--;
        *name = N_ARG(kk_emit_node(e, at)) + 1;
    }
    *expr = at - 1;
    return at != first;
}

/* One except clause; the exception is in r[reg]. *bare: it catches everything. */
static void except_clause(Emit *e, uint32_t header, uint32_t line, uint32_t reg, Meeting *m,
                          bool *bare)
{
    uint32_t body, expr;
    JumpList next = 0;
    Block b;
    e->line = line;
    open_block(e, &b, BLOCK_HANDLER, reg, 0);
    *bare = !clause_parts(e, header, &body, &b.node, &expr);
    RegSet sure = e->assigned;
    if (!*bare)
        match_types(e, expr, reg, &next);
    if (b.node != 0)
        kk_emit_name_store(e, b.node - 1, reg);
    kk_emit_block(e, body, line);
    if (!e->dead) {
        if (b.node != 0)
            kk_emit_name_delete(e, b.node - 1, true);
        kk_emit_abc(e, OP_UNCATCH, reg, 0, 0);
        kk_emit_go_to(e, m);
    }
    e->line = line;
    e->dead = true;
    close_handler(e, &b);
    e->assigned = sure;
    e->dead = *bare;
    kk_emit_here(e, &next);
}

/* The line of a handler header behind one at `line`. */
static uint32_t handler_line(Emit *e, uint32_t header, uint32_t line)
{
    uint32_t w = kk_emit_node(e, header);
    return S_LINES(w) == S_LINE_LONG ? N_ARG(kk_emit_node(e, header + 1)) : line + S_LINES(w);
}

/* ---- except* ---- */

/* The window of EXCEPT_STAR; r[reg] and r[reg + 1] are what CATCH gave. */
enum { STAR_RAISED = 3, STAR_TYPE = 4, STAR_WORDS = 5 };

/* The block of an except* clause, for the match in r[match]: what it raises goes to the list. */
static void star_body(Emit *e, uint32_t body, uint32_t line, uint32_t name, uint32_t reg,
                      uint32_t match)
{
    Block b;
    uint32_t top = e->top, raised;
    JumpList over = 0;
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_TRY, 0, 0);
    if (name != 0)
        kk_emit_name_store(e, name - 1, match);
    kk_emit_block(e, body, line);
    close_range(e, &b);
    e->block = b.up;
    e->depth--;
    e->line = line;
    if (!e->dead) {
        if (name != 0)
            kk_emit_name_delete(e, name - 1, true);
        kk_emit_jump(e, OP_JUMP, &over);
    }
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (b.ranges != 0) {
        raised = catch (e, &sure);
        if (name != 0)
            kk_emit_name_delete(e, name - 1, true);
        kk_emit_abc(e, OP_LIST_APPEND, reg + STAR_RAISED, raised, 0);
        kk_emit_abc(e, OP_UNCATCH, raised, 0, 0);
    }
    e->top = top;
    e->assigned = sure;
    e->dead = false;
    kk_emit_here(e, &over);
}

/* One except* clause. */
static void star_clause(Emit *e, uint32_t header, uint32_t line, uint32_t reg)
{
    uint32_t top = e->top, body, name, expr, match;
    JumpList next = 0;
    RegSet sure;
    e->line = line;
    (void)clause_parts(e, header, &body, &name, &expr);
    kk_emit_expr(e, expr, reg + STAR_TYPE);
    kk_emit_forget(e);
    sure = e->assigned;
    match = kk_emit_take(e, 1);
    kk_emit_abc(e, OP_EXCEPT_STAR, match, reg, 1);
    kk_emit_jump(e, KK_ABX(OP_JNONE, match, 0), &next);
    star_body(e, body, line, name, reg, match);
    e->top = top;
    e->assigned = sure;
    kk_emit_here(e, &next);
}

/* All except* clauses; the exception is in r[reg]. They are left at their end only. */
static void star_clauses(Emit *e, const TryParts *t, uint32_t line, uint32_t reg, Meeting *m)
{
    Block b;
    JumpList none = 0;
    uint32_t more;
    open_block(e, &b, BLOCK_HANDLER, reg, 0);
    more = kk_emit_take(e, STAR_WORDS - 2);
    kk_emit_abc(e, OP_EXCEPT_STAR, more, reg, 0);
    KK_ASSERT(more == reg + 2);
    for (uint32_t i = t->handlers; i < t->handlers_end; i = behind(e, i)) {
        line = handler_line(e, i, line);
        star_clause(e, i, line, reg);
    }
    e->line = line;
    kk_emit_abc(e, OP_EXCEPT_STAR, reg + STAR_TYPE, reg, 2);
    close_range(e, &b);
    kk_emit_abc(e, OP_UNCATCH, reg, 0, 0);
    kk_emit_jump(e, KK_ABX(OP_JNONE, reg + STAR_TYPE, 0), &none);
    kk_emit_abc(e, OP_RERAISE, reg + STAR_TYPE, 0, 0);
    kk_emit_here(e, &none);
    kk_emit_go_to(e, m);
    b.range = kk_emit_pc(e);
    close_handler(e, &b);
}

/* try with except clauses, without its finally. */
static void try_except(Emit *e, const TryParts *t)
{
    Block b;
    Meeting m = {0, e->assigned, false};
    bool covered, bare = false;
    uint32_t top = e->top, reg, line = t->line;
    RegSet sure;
    kk_emit_forget(e);
    sure = e->assigned;
    open_block(e, &b, BLOCK_TRY, 0, 0);
    kk_emit_block(e, t->body, line);
    close_range(e, &b);
    e->block = b.up;
    e->depth--;
    if (t->other != 0 && !e->dead)
        kk_emit_block(e, t->other, line);
    kk_emit_go_to(e, &m);
    covered = b.ranges != 0;
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered) {
        reg = catch (e, &sure);
        if (t->star)
            star_clauses(e, t, line, reg, &m);
        for (uint32_t i = t->handlers; !t->star && i < t->handlers_end; i = behind(e, i)) {
            line = handler_line(e, i, line);
            except_clause(e, i, line, reg, &m, &bare);
        }
        if (!t->star && !bare)
            rethrow(e, reg, 0);
    }
    e->top = top;
    kk_emit_meet(e, &m);
}

/* The finally block as the handler of an exception. */
static void final_handler(Emit *e, const TryParts *t, const RegSet *sure)
{
    uint32_t top = e->top, reg;
    Block b;
    reg = catch (e, sure);
    open_block(e, &b, BLOCK_FINAL_HANDLER, reg, 0);
    kk_emit_block(e, t->final, t->line);
    bool dead = e->dead;
    close_range(e, &b);
    if (!dead)
        rethrow(e, reg, 0);
    b.range = kk_emit_pc(e);
    e->dead = true;
    close_handler(e, &b);
    e->top = top;
}

void kk_emit_try(Emit *e, uint32_t first, uint32_t end)
{
    TryParts t = parts_of(e, first, end);
    Block b;
    bool covered;
    JumpList done = 0;
    if (t.final == 0) {
        try_except(e, &t);
        return;
    }
    kk_emit_forget(e);
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_FINALLY, 0, t.final);
    if (t.handlers != t.handlers_end)
        try_except(e, &t);
    else
        kk_emit_block(e, t.body, t.line);
    close_range(e, &b);
    e->block = b.up;
    e->depth--;
    kk_emit_block(e, t.final, t.line);
    covered = b.ranges != 0;
    RegSet after = e->assigned;
    bool dead = e->dead;
    if (covered && !dead)
        kk_emit_jump(e, OP_JUMP, &done);
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered)
        final_handler(e, &t, &sure);
    e->assigned = after;
    e->dead = dead;
    kk_emit_here(e, &done);
}

/* ---- with ---- */

/* dst = truth, or something to test, of what the exit method makes of the exception in r[exc]. */
static void catch_with(Emit *e, uint32_t exit, uint32_t exc, bool waits, uint32_t dst)
{
    if (!waits) {
        kk_emit_abc(e, OP_WITH_CATCH, dst, exit, exc);
        return;
    }
    kk_emit_abc(e, OP_MOVE, dst, exc, 0);
    kk_emit_abc(e, OP_ASYNC, dst, exit, ASYNC_CATCH);
    kk_emit_abc(e, OP_YIELD_FROM, dst, dst, 0);
}

/* The handler of a with statement whose exit method is in r[exit]. */
static void with_handler(Emit *e, uint32_t exit, bool waits, const RegSet *sure)
{
    uint32_t top = e->top, reg, flag;
    JumpList suppressed = 0;
    Block b;
    reg = catch (e, sure);
    open_block(e, &b, BLOCK_FINAL_HANDLER, reg, 0);
    flag = kk_emit_take(e, 1);
    catch_with(e, exit, reg, waits, flag);
    if (waits)
        kk_emit_abc(e, OP_NOT, flag, flag, 0);
    close_range(e, &b);
    kk_emit_jump(e, KK_ABX(waits ? OP_JF : OP_JT, flag, 0), &suppressed);
    rethrow(e, reg, 1);
    b.range = kk_emit_pc(e);
    close_handler(e, &b);
    kk_emit_here(e, &suppressed);
    e->top = top;
    e->dead = false;
    kk_emit_abc(e, OP_UNCATCH, reg, 0, 0);
}

/* Items i.. of the statement, and then its body. */
static void with_items(Emit *e, uint32_t base, uint32_t n, uint32_t i, uint32_t body, uint32_t line,
                       bool waits)
{
    uint32_t top = e->top, exit, value, target = 0;
    bool covered;
    Block b;
    JumpList done = 0;
    if (i == n) {
        kk_emit_block(e, body, line);
        return;
    }
    uint32_t item = kk_emit_child(e, base, n, i), context = item;
    if (N_KIND(kk_emit_node(e, item)) == N_WITH_AS) {
        context = item - N_ARG(kk_emit_node(e, item));
        target = item - 1;
    }
    exit = kk_emit_take(e, 2);
    kk_emit_expr(e, context, exit);
    value = exit + 1;
    if (waits)
        kk_emit_expr_wait(e, ASYNC_ENTER, exit, value);
    else
        kk_emit_abc(e, OP_WITH_ENTER, value, exit, 0);
    kk_emit_forget(e);
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_WITH, exit, waits ? 1 : 0);
    if (target != 0)
        kk_emit_target(e, target, value);
    e->top = value;
    if (!kk_emit_enter(e))
        return;
    with_items(e, base, n, i + 1, body, line, waits);
    kk_emit_leave(e);
    e->line = line;
    close_range(e, &b);
    e->block = b.up;
    e->depth--;
    covered = b.ranges != 0;
    RegSet after = e->assigned;
    bool dead = e->dead;
    if (!dead) {
        exit_with(e, exit, waits);
        if (covered)
            kk_emit_jump(e, OP_JUMP, &done);
    }
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered)
        with_handler(e, exit, waits, &sure);
    kk_emit_here(e, &done);
    /* An exception may have been suppressed anywhere in the body. */
    for (uint32_t k = 0; k < BITS_WORDS; k++)
        e->assigned.bits[k] = covered ? sure.bits[k] : after.bits[k];
    e->dead = dead && !covered;
    e->top = top;
}

void kk_emit_try_with(Emit *e, uint32_t first, uint32_t end, bool waits)
{
    Words *ast = &e->c->ast;
    uint32_t body = end - 1 - N_ARG(kk_emit_node(e, end - 1)), base = ast->top, n = 0;
    for (uint32_t at = body; at > first; n++) {
        kk_emit_scratch(e, at - 1);
        at = kk_ast_start(ast, at - 1);
    }
    with_items(e, base, n, 0, body, e->line, waits);
    ast->top = base;
}
