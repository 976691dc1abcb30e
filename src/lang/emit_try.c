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
KK_MUST_CHECK static bool close_range(Emit *e, Block *b)
{
    uint32_t pc = kk_emit_pc(e), from = b->range;
    b->range = pc;
    return from == pc || kk_emit_range(e, from, pc, &b->ranges);
}

/* The statement ends here: true also when nothing was covered, then *covered is false. */
KK_MUST_CHECK static bool close_block(Emit *e, Block *b, bool *covered)
{
    if (!close_range(e, b))
        return false;
    e->block = b->up;
    e->depth--;
    *covered = b->ranges != 0;
    kk_emit_range_target(e, b->ranges, kk_emit_pc(e));
    return true;
}

/* The handler of a block begins: registers for the exception. */
KK_MUST_CHECK static bool catch (Emit *e, const RegSet *sure, uint32_t *reg)
{
    e->assigned = *sure;
    e->dead = false;
    e->label = kk_emit_pc(e);
    return kk_emit_take(e, 2, reg) && kk_emit_abc(e, OP_CATCH, *reg, 0, 0);
}

/* The way out of a handler with the exception in reg. */
KK_MUST_CHECK static bool rethrow(Emit *e, uint32_t reg, uint32_t back)
{
    e->dead = true;
    return kk_emit_abc(e, OP_UNCATCH, reg, 0, 0) && kk_emit_abc(e, OP_RERAISE, reg, back, 0);
}

/* Closes the block of a handler: when an exception leaves it, the one in `reg` is handled no more.
 */
KK_MUST_CHECK static bool close_handler(Emit *e, Block *b)
{
    bool covered, dead = e->dead;
    RegSet sure = e->assigned;
    uint32_t top = e->top, reg;
    JumpList over = 0;
    if (!dead && !kk_emit_jump(e, OP_JUMP, &over))
        return false;
    if (!close_block(e, b, &covered))
        return false;
    if (covered) {
        if (!catch (e, &sure, &reg) ||
            (b->node != 0 && !kk_emit_name_delete(e, b->node - 1, true)) ||
            !kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0) || !kk_emit_abc(e, OP_RERAISE, reg, 1, 0))
            return false;
    }
    e->top = top;
    e->assigned = sure;
    e->dead = dead;
    return kk_emit_here(e, &over);
}

/* ---- leaving ---- */

/* The way out of a with statement without an exception. */
KK_MUST_CHECK static bool exit_with(Emit *e, uint32_t exit, bool waits)
{
    uint32_t top = e->top, reg;
    if (!waits)
        return kk_emit_abc(e, OP_WITH_EXIT, exit, 0, 0);
    bool ok = kk_emit_take(e, 1, &reg) && kk_emit_expr_wait(e, ASYNC_EXIT, exit, reg);
    e->top = top;
    return ok;
}

KK_MUST_CHECK static bool leave_block(Emit *e, Block *b)
{
    if (b->kind == BLOCK_LOOP)
        return true;
    if (!close_range(e, b))
        return false;
    Block *inner = e->block;
    uint32_t line = e->line, depth = e->depth;
    bool ok = true;
    /* What is emitted here is outside b. */
    e->block = b->up;
    switch (b->kind) {
    case BLOCK_HANDLER:
        ok = (b->node == 0 || kk_emit_name_delete(e, b->node - 1, true)) &&
             kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0);
        break;
    case BLOCK_FINAL_HANDLER:
        ok = kk_emit_abc(e, OP_UNCATCH, b->reg, 0, 0);
        break;
    case BLOCK_WITH:
        ok = exit_with(e, b->reg, b->node != 0);
        break;
    case BLOCK_FINALLY:
        ok = kk_emit_block(e, b->node, b->line);
        break;
    default:
        break;
    }
    e->block = inner;
    /* Who returns goes on where the finally ended. */
    if (b->kind != BLOCK_FINALLY)
        e->line = line;
    e->depth = depth;
    return ok;
}

bool kk_emit_try_leave(Emit *e, Block *to)
{
    for (Block *b = e->block; b != to && !e->dead; b = b->up) {
        if (!leave_block(e, b))
            return false;
    }
    return true;
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
KK_MUST_CHECK static bool match_each(Emit *e, uint32_t root, uint32_t reg, JumpList *next, bool *done)
{
    uint32_t base, n, first = 0;
    JumpList matched = 0;
    *done = false;
    if (N_KIND(kk_emit_node(e, root)) != N_TUPLE)
        return true;
    if (!kk_emit_children(e, root, &base, &n))
        return false;
    bool plain = n > 0 && n <= MATCH_ONE_BY_ONE;
    for (uint32_t i = 0; plain && i < n; i++) {
        uint32_t kind = N_KIND(kk_emit_node(e, kk_emit_child(e, base, n, i)));
        plain = kind != N_STAR && kind != N_TUPLE;
    }
    bool ok = !plain || kk_emit_take(e, n, &first);
    for (uint32_t i = 0; ok && plain && i < n; i++)
        ok = kk_emit_expr(e, kk_emit_child(e, base, n, i), first + i);
    e->c->ast.top = base;
    /* All are looked at before one decides: a wrong type is an error even behind one that matches. */
    for (uint32_t i = 0; ok && plain && i < n; i++)
        ok = kk_emit_abc(e, OP_MATCH_EXC, first + i, reg, first + i);
    for (uint32_t i = 0; ok && plain && i < n; i++) {
        bool last = i + 1 == n;
        ok = kk_emit_jump(e, KK_ABX(last ? OP_JF : OP_JT, first + i, 0), last ? next : &matched);
    }
    *done = plain;
    return ok && kk_emit_here(e, &matched);
}

/* Jumps to next unless the exception in r[reg] is of the type (or one of them) that the expression gives. */
KK_MUST_CHECK static bool match_types(Emit *e, uint32_t root, uint32_t reg, JumpList *next)
{
    uint32_t top = e->top, type, flag;
    bool done;
    if (!match_each(e, root, reg, next, &done))
        return false;
    if (!done && (!kk_emit_expr_any(e, root, &type) || !kk_emit_take(e, 1, &flag) ||
                  !kk_emit_abc(e, OP_MATCH_EXC, flag, reg, type) ||
                  !kk_emit_jump(e, KK_ABX(OP_JF, flag, 0), next)))
        return false;
    e->top = top;
    return true;
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
KK_MUST_CHECK static bool except_clause(Emit *e, uint32_t header, uint32_t line, uint32_t reg,
                                        Meeting *m, bool *bare)
{
    uint32_t body, expr;
    JumpList next = 0;
    Block b;
    e->line = line;
    open_block(e, &b, BLOCK_HANDLER, reg, 0);
    *bare = !clause_parts(e, header, &body, &b.node, &expr);
    RegSet sure = e->assigned;
    if (!*bare && !match_types(e, expr, reg, &next))
        return false;
    if (b.node != 0 && !kk_emit_name_store(e, b.node - 1, reg))
        return false;
    if (!kk_emit_block(e, body, line))
        return false;
    if (!e->dead && ((b.node != 0 && !kk_emit_name_delete(e, b.node - 1, true)) ||
                     !kk_emit_abc(e, OP_UNCATCH, reg, 0, 0) || !kk_emit_go_to(e, m)))
        return false;
    e->line = line;
    e->dead = true;
    if (!close_handler(e, &b))
        return false;
    e->assigned = sure;
    e->dead = *bare;
    return kk_emit_here(e, &next);
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
KK_MUST_CHECK static bool star_body(Emit *e, uint32_t body, uint32_t line, uint32_t name, uint32_t reg, uint32_t match)
{
    Block b;
    uint32_t top = e->top, raised;
    JumpList over = 0;
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_TRY, 0, 0);
    if ((name != 0 && !kk_emit_name_store(e, name - 1, match)) || !kk_emit_block(e, body, line) ||
        !close_range(e, &b))
        return false;
    e->block = b.up;
    e->depth--;
    e->line = line;
    if (!e->dead && ((name != 0 && !kk_emit_name_delete(e, name - 1, true)) || !kk_emit_jump(e, OP_JUMP, &over)))
        return false;
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (b.ranges != 0 && (!catch (e, &sure, &raised) || (name != 0 && !kk_emit_name_delete(e, name - 1, true)) ||
                          !kk_emit_abc(e, OP_LIST_APPEND, reg + STAR_RAISED, raised, 0) ||
                          !kk_emit_abc(e, OP_UNCATCH, raised, 0, 0)))
        return false;
    e->top = top;
    e->assigned = sure;
    e->dead = false;
    return kk_emit_here(e, &over);
}

/* One except* clause. */
KK_MUST_CHECK static bool star_clause(Emit *e, uint32_t header, uint32_t line, uint32_t reg)
{
    uint32_t top = e->top, body, name, expr, match;
    JumpList next = 0;
    RegSet sure;
    e->line = line;
    if (!clause_parts(e, header, &body, &name, &expr) || !kk_emit_expr(e, expr, reg + STAR_TYPE))
        return false;
    kk_emit_forget(e);
    sure = e->assigned;
    if (!kk_emit_take(e, 1, &match) || !kk_emit_abc(e, OP_EXCEPT_STAR, match, reg, 1) ||
        !kk_emit_jump(e, KK_ABX(OP_JNONE, match, 0), &next) || !star_body(e, body, line, name, reg, match))
        return false;
    e->top = top;
    e->assigned = sure;
    return kk_emit_here(e, &next);
}

/* All except* clauses; the exception is in r[reg]. They are left at their end only. */
KK_MUST_CHECK static bool star_clauses(Emit *e, const TryParts *t, uint32_t line, uint32_t reg, Meeting *m)
{
    Block b;
    JumpList none = 0;
    uint32_t more;
    open_block(e, &b, BLOCK_HANDLER, reg, 0);
    if (!kk_emit_take(e, STAR_WORDS - 2, &more) || !kk_emit_abc(e, OP_EXCEPT_STAR, more, reg, 0))
        return false;
    KK_ASSERT(more == reg + 2);
    for (uint32_t i = t->handlers; i < t->handlers_end; i = behind(e, i)) {
        line = handler_line(e, i, line);
        if (!star_clause(e, i, line, reg))
            return false;
    }
    e->line = line;
    if (!kk_emit_abc(e, OP_EXCEPT_STAR, reg + STAR_TYPE, reg, 2) || !close_range(e, &b) ||
        !kk_emit_abc(e, OP_UNCATCH, reg, 0, 0) ||
        !kk_emit_jump(e, KK_ABX(OP_JNONE, reg + STAR_TYPE, 0), &none) ||
        !kk_emit_abc(e, OP_RERAISE, reg + STAR_TYPE, 0, 0) || !kk_emit_here(e, &none) || !kk_emit_go_to(e, m))
        return false;
    b.range = kk_emit_pc(e);
    return close_handler(e, &b);
}

/* try with except clauses, without its finally. */
KK_MUST_CHECK static bool try_except(Emit *e, const TryParts *t)
{
    Block b;
    Meeting m = {0, e->assigned, false};
    bool covered, bare = false;
    uint32_t top = e->top, reg, line = t->line;
    RegSet sure;
    kk_emit_forget(e);
    sure = e->assigned;
    open_block(e, &b, BLOCK_TRY, 0, 0);
    if (!kk_emit_block(e, t->body, line) || !close_range(e, &b))
        return false;
    e->block = b.up;
    e->depth--;
    if (t->other != 0 && !e->dead && !kk_emit_block(e, t->other, line))
        return false;
    if (!kk_emit_go_to(e, &m))
        return false;
    covered = b.ranges != 0;
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered) {
        if (!catch (e, &sure, &reg) || (t->star && !star_clauses(e, t, line, reg, &m)))
            return false;
        for (uint32_t i = t->handlers; !t->star && i < t->handlers_end; i = behind(e, i)) {
            line = handler_line(e, i, line);
            if (!except_clause(e, i, line, reg, &m, &bare))
                return false;
        }
        if (!t->star && !bare && !rethrow(e, reg, 0))
            return false;
    }
    e->top = top;
    return kk_emit_meet(e, &m);
}

/* The finally block as the handler of an exception. */
KK_MUST_CHECK static bool final_handler(Emit *e, const TryParts *t, const RegSet *sure)
{
    uint32_t top = e->top, reg;
    Block b;
    if (!catch (e, sure, &reg))
        return false;
    open_block(e, &b, BLOCK_FINAL_HANDLER, reg, 0);
    if (!kk_emit_block(e, t->final, t->line))
        return false;
    bool dead = e->dead;
    if (!close_range(e, &b) || (!dead && !rethrow(e, reg, 0)))
        return false;
    b.range = kk_emit_pc(e);
    e->dead = true;
    if (!close_handler(e, &b))
        return false;
    e->top = top;
    return true;
}

bool kk_emit_try(Emit *e, uint32_t first, uint32_t end)
{
    TryParts t = parts_of(e, first, end);
    Block b;
    bool covered;
    JumpList done = 0;
    if (t.final == 0)
        return try_except(e, &t);
    kk_emit_forget(e);
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_FINALLY, 0, t.final);
    if (!(t.handlers != t.handlers_end ? try_except(e, &t) : kk_emit_block(e, t.body, t.line)))
        return false;
    if (!close_range(e, &b))
        return false;
    e->block = b.up;
    e->depth--;
    if (!kk_emit_block(e, t.final, t.line))
        return false;
    covered = b.ranges != 0;
    RegSet after = e->assigned;
    bool dead = e->dead;
    if (covered && !dead && !kk_emit_jump(e, OP_JUMP, &done))
        return false;
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered && !final_handler(e, &t, &sure))
        return false;
    e->assigned = after;
    e->dead = dead;
    return kk_emit_here(e, &done);
}

/* ---- with ---- */

/* dst = truth, or something to test, of what the exit method makes of the exception in r[exc]. */
KK_MUST_CHECK static bool catch_with(Emit *e, uint32_t exit, uint32_t exc, bool waits, uint32_t dst)
{
    if (!waits)
        return kk_emit_abc(e, OP_WITH_CATCH, dst, exit, exc);
    return kk_emit_abc(e, OP_MOVE, dst, exc, 0) && kk_emit_abc(e, OP_ASYNC, dst, exit, ASYNC_CATCH) &&
           kk_emit_abc(e, OP_YIELD_FROM, dst, dst, 0);
}

/* The handler of a with statement whose exit method is in r[exit]. */
KK_MUST_CHECK static bool with_handler(Emit *e, uint32_t exit, bool waits, const RegSet *sure)
{
    uint32_t top = e->top, reg, flag;
    JumpList suppressed = 0;
    Block b;
    if (!catch (e, sure, &reg))
        return false;
    open_block(e, &b, BLOCK_FINAL_HANDLER, reg, 0);
    if (!kk_emit_take(e, 1, &flag) || !catch_with(e, exit, reg, waits, flag) ||
        (waits && !kk_emit_abc(e, OP_NOT, flag, flag, 0)) || !close_range(e, &b) ||
        !kk_emit_jump(e, KK_ABX(waits ? OP_JF : OP_JT, flag, 0), &suppressed) || !rethrow(e, reg, 1))
        return false;
    b.range = kk_emit_pc(e);
    if (!close_handler(e, &b) || !kk_emit_here(e, &suppressed))
        return false;
    e->top = top;
    e->dead = false;
    return kk_emit_abc(e, OP_UNCATCH, reg, 0, 0);
}

/* Items i.. of the statement, and then its body. */
KK_MUST_CHECK static bool with_items(Emit *e, uint32_t base, uint32_t n, uint32_t i, uint32_t body,
                                     uint32_t line, bool waits)
{
    uint32_t top = e->top, exit, value, target = 0;
    bool covered;
    Block b;
    JumpList done = 0;
    if (i == n)
        return kk_emit_block(e, body, line);
    uint32_t item = kk_emit_child(e, base, n, i), context = item;
    if (N_KIND(kk_emit_node(e, item)) == N_WITH_AS) {
        context = item - N_ARG(kk_emit_node(e, item));
        target = item - 1;
    }
    if (!kk_emit_take(e, 2, &exit) || !kk_emit_expr(e, context, exit))
        return false;
    value = exit + 1;
    if (!(waits ? kk_emit_expr_wait(e, ASYNC_ENTER, exit, value)
                : kk_emit_abc(e, OP_WITH_ENTER, value, exit, 0)))
        return false;
    kk_emit_forget(e);
    RegSet sure = e->assigned;
    open_block(e, &b, BLOCK_WITH, exit, waits ? 1 : 0);
    if ((target != 0 && !kk_emit_target(e, target, value)))
        return false;
    e->top = value;
    if (!kk_depth_enter(e->vm))
        return false;
    bool ok = with_items(e, base, n, i + 1, body, line, waits);
    kk_depth_leave(e->vm);
    if (!ok)
        return false;
    e->line = line;
    if (!close_range(e, &b))
        return false;
    e->block = b.up;
    e->depth--;
    covered = b.ranges != 0;
    RegSet after = e->assigned;
    bool dead = e->dead;
    if (!dead && (!exit_with(e, exit, waits) ||
                  (covered && !kk_emit_jump(e, OP_JUMP, &done))))
        return false;
    kk_emit_range_target(e, b.ranges, kk_emit_pc(e));
    if (covered && !with_handler(e, exit, waits, &sure))
        return false;
    if (!kk_emit_here(e, &done))
        return false;
    /* An exception may have been suppressed anywhere in the body. */
    for (uint32_t k = 0; k < BITS_WORDS; k++)
        e->assigned.bits[k] = covered ? sure.bits[k] : after.bits[k];
    e->dead = dead && !covered;
    e->top = top;
    return true;
}

bool kk_emit_try_with(Emit *e, uint32_t first, uint32_t end, bool waits)
{
    Words *ast = &e->c->ast;
    uint32_t body = end - 1 - N_ARG(kk_emit_node(e, end - 1)), base = ast->top, n = 0;
    for (uint32_t at = body; at > first; n++) {
        if (!kk_words_push(e->vm, ast, at - 1))
            return false;
        at = kk_ast_start(ast, at - 1);
    }
    bool ok = with_items(e, base, n, 0, body, e->line, waits);
    ast->top = base;
    return ok;
}
