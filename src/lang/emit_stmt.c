/*
 * emit_stmt.c: simple statements, and walking a block.
 *
 * Layer: lang.   Tests: tests/lang/statements.py, tests/lang/imports.py, tests/lang/annotations.py.
 */
#include "lang/places.h"

/* ---- simple statements: the words between a header and `end` ---- */

static void expression(Emit *e, uint32_t root)
{
    uint32_t top = e->top, reg;
    if (!e->single) {
        kk_emit_expr_effect(e, root);
        return;
    }
    reg = kk_emit_expr_any(e, root);
    e->top = top;
    kk_emit_abc(e, OP_PRINT_EXPR, reg, 0, 0);
}

/* Remembers NAME = const(value); *hidden: it need not be stored at all. */
static void note_const(Emit *e, uint32_t target, uint32_t value, bool *hidden)
{
    Lang *c = e->c;
    uint32_t w = kk_emit_node(e, target), base, n;
    Value v = KK_UNSET;
    *hidden = false;
    if (!c->has_const || e->kind != SCOPE_MODULE || (e->flags & CODE_NAMESPACE) ||
        N_KIND(w) != N_STORE || N_KIND(kk_emit_node(e, value)) != N_CALL)
        return;
    kk_emit_children(e, value, &base, &n);
    uint32_t callee = kk_emit_node(e, kk_emit_child(e, base, n, 0));
    bool is_const = n == 2 && N_KIND(callee) == N_NAME &&
                    kk_lang_name(c, N_ARG(callee)) == KK_N(const) &&
                    kk_fold_value(e, kk_emit_child(e, base, n, 1), &v);
    c->ast.top = base;
    if (!is_const)
        return;
    Span name = kk_str_span(kk_lang_name(c, N_ARG(w)));
    *hidden = name.len > 0 && kk_rom_byte(name.at) == '_';
    kk_emit_append(e, &c->const_values, &c->nconst_values, KK_INT(N_ARG(w)));
    kk_emit_append(e, &c->const_values, &c->nconst_values, v);
}

/* The statement's expressions, pushed on the tree, the last first. */
static void roots(Emit *e, uint32_t first, uint32_t end, uint32_t *base, uint32_t *n)
{
    Words *ast = &e->c->ast;
    *base = ast->top;
    for (*n = 0; end > first; ++*n) {
        kk_emit_scratch(e, end - 1);
        end = kk_ast_start(ast, end - 1);
    }
    if (kk_vm_failed(e->vm))
        *n = 0;
}

static void assign(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t base, n, top = e->top, reg = 0;
    bool hidden;
    roots(e, first, end, &base, &n);
    uint32_t value = end - 1;
    if (n == 2) {
        uint32_t target = kk_emit_child(e, base, n, 0);
        e->c->ast.top = base;
        note_const(e, target, value, &hidden);
        if (!hidden)
            kk_emit_target_assign(e, target, value);
        return;
    }
    /* Several targets: a first one that is a local holds the value for the others. */
    if (!kk_emit_target_register(e, kk_emit_child(e, base, n, 0), &reg) || e->walrus) {
        reg = kk_emit_expr_any(e, value);
    } else {
        kk_emit_expr(e, value, reg);
        kk_emit_target_assigned(e, reg);
    }
    for (uint32_t i = 0; i + 1 < n; i++) {
        kk_emit_target(e, kk_emit_child(e, base, n, i), reg);
    }
    e->c->ast.top = base;
    e->top = top;
}

static void augmented(Emit *e, uint32_t end)
{
    uint32_t op = N_ARG(kk_emit_node(e, end - 1));
    uint32_t target = kk_ast_start(&e->c->ast, end - 2) - 1;
    kk_emit_target_augment(e, target, (NodeKind)(N_ADD + op), end - 2);
}

static void annotated(Emit *e, uint32_t end)
{
    Words *ast = &e->c->ast;
    uint32_t flags = N_ARG(kk_emit_node(e, end - 1)), top = e->top, reg, index;
    uint32_t annotation = flags & 1 ? kk_ast_start(ast, end - 2) - 1 : end - 2;
    uint32_t target = kk_ast_start(ast, annotation) - 1;
    if (flags & 1)
        kk_emit_target_assign(e, target, end - 2);
    if ((e->kind != SCOPE_MODULE && e->kind != SCOPE_CLASS) || e->c->no_annotations)
        return;
    reg = kk_emit_expr_any(e, annotation);
    e->top = top;
    if (!(flags & 2))
        return;
    index = kk_emit_name_const(e, N_ARG(kk_emit_node(e, target)));
    kk_emit_abx(e, OP_ANNOTATE, reg, index);
}

/* Something has to be done on the way out of the function. */
static bool leaves_blocks(const Emit *e)
{
    for (const Block *b = e->block; b != NULL; b = b->up) {
        if (b->kind != BLOCK_LOOP)
            return true;
    }
    return false;
}

static void return_value(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t top = e->top, reg;
    bool leaves = leaves_blocks(e);
    Value v;
    if (first == end || (kk_fold_value(e, end - 1, &v) && v == kk_none)) {
        kk_emit_try_leave(e, NULL);
        if (!e->dead)
            kk_emit_abc(e, OP_RETURN_NONE, 0, 0, 0);
    } else {
        if (leaves)
            reg = kk_emit_expr_temp(e, end - 1);
        else
            reg = kk_emit_expr_any(e, end - 1);
        kk_emit_try_leave(e, NULL);
        if (!e->dead)
            kk_emit_abc(e, OP_RETURN, reg, 0, 0);
    }
    kk_emit_try_reopen(e, NULL);
    e->top = top;
    e->dead = true;
}

static void delete (Emit *e, uint32_t first, uint32_t end)
{
    uint32_t base, n;
    roots(e, first, end, &base, &n);
    for (uint32_t i = 0; i < n; i++) {
        kk_emit_target_delete(e, kk_emit_child(e, base, n, i));
    }
    e->c->ast.top = base;
}

static void raise(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t base, n, top = e->top, reg[2] = {0, 0};
    roots(e, first, end, &base, &n);
    for (uint32_t i = 0; i < n; i++) {
        reg[i] = kk_emit_expr_any(e, kk_emit_child(e, base, n, i));
    }
    e->c->ast.top = base;
    e->top = top;
    e->dead = true;
    kk_emit_abc(e, OP_RAISE, reg[0], reg[1], n);
}

static void assertion(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t base, n, top = e->top, message = 0;
    JumpList ok = 0;
    if (e->c->options->optimize > 0)
        return;
    roots(e, first, end, &base, &n);
    kk_emit_cond(e, kk_emit_child(e, base, n, 0), true, &ok);
    RegSet sure = e->assigned;
    if (n == 2)
        message = kk_emit_expr_any(e, kk_emit_child(e, base, n, 1));
    e->c->ast.top = base;
    e->top = top;
    e->assigned = sure;
    kk_emit_abc(e, OP_RAISE, message, 0, 2 + n);
    kk_emit_here(e, &ok);
}

/* ---- imports ---- */

/* The dotted name whose parts are the ALIAS words [from, from + n), as a constant. */
static uint32_t dotted_const(Emit *e, uint32_t from, uint32_t n)
{
    Lexer *lx = &e->c->lx;
    lx->text_len = 0;
    for (uint32_t i = 0; i < n; i++) {
        Span part = kk_str_span(kk_lang_name(e->c, N_ARG(kk_emit_node(e, from + i))));
        if (i > 0 && !kk_lex_text_append(lx, (const uint8_t *)".", 1))
            return 0;
        for (size_t k = 0; k < part.len; k++) {
            uint8_t byte = kk_rom_byte(part.at + k);
            if (!kk_lex_text_append(lx, &byte, 1))
                return 0;
        }
    }
    Value name = n == 1 ? kk_lang_name(e->c, N_ARG(kk_emit_node(e, from)))
                        : kk_intern(e->vm, (Span){lx->text, lx->text_len});
    lx->text_len = 0;
    return name == KK_ERROR ? 0 : kk_emit_const(e, name);
}

/* reg = the module; the registers reg and reg + 1 are the caller's. names: a constant tuple, or
 * kk_none. */
static void import_word(Emit *e, uint32_t reg, uint32_t level, Value names, uint32_t name)
{
    kk_emit_abx(e, OP_LOADI, reg, level);
    kk_emit_expr_constant(e, names, reg + 1);
    kk_emit_abx(e, OP_IMPORT, reg, name);
}

/* import a.b.c as x: the attributes are followed from the top module. */
static void import_parts(Emit *e, uint32_t reg, uint32_t from, uint32_t parts)
{
    for (uint32_t i = 1; i < parts; i++) {
        uint32_t index;
        index = kk_emit_name_const(e, N_ARG(kk_emit_node(e, from + i)));
        if (index > 255) {
            kk_emit_expr_getattr(e, reg, reg, N_ARG(kk_emit_node(e, from + i)));
            return;
        }
        kk_emit_abc(e, OP_IMPORT_FROM, reg, reg, index);
    }
}

static void import(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t top = e->top, reg, index;
    reg = kk_emit_take(e, 2);
    for (uint32_t i = first; i < end;) {
        uint32_t from = i, parts = 0;
        while (N_KIND(kk_emit_node(e, i)) == N_ALIAS)
            i++, parts++;
        uint32_t target = kk_emit_node(e, i + 1), renamed = N_ARG(kk_emit_node(e, i + 2));
        i += 3;
        index = dotted_const(e, from, parts);
        import_word(e, reg, 0, kk_none, index);
        if (renamed)
            import_parts(e, reg, from, parts);
        kk_emit_name_store(e, N_ARG(target), reg);
    }
    e->top = top;
}

/* The names of a from statement, the ALIAS words [from, end), as a tuple; ('*',) when there are
 * none. */
KK_MUST_CHECK static Value imported_names(Emit *e, uint32_t from, uint32_t end)
{
    uint32_t n = from == end ? 1 : (end - from) / 2;
    Value tuple = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, n),
                                        sizeof(TupleObj) + n * sizeof(Value));
    if (tuple == KK_ERROR)
        return KK_ERROR;
    if (from == end)
        KK_OBJ(TupleObj, tuple)->at[0] = KK_CHAR('*');
    for (uint32_t i = from; i < end; i += 2)
        KK_OBJ(TupleObj, tuple)->at[(i - from) / 2] = kk_lang_name(e->c, N_ARG(kk_emit_node(e, i)));
    return tuple;
}

/* from micropython import const: calls of it fold from now on. */
static void note_const_import(Emit *e, uint32_t module, uint32_t parts, uint32_t name)
{
    if (parts == 1 && kk_lang_name(e->c, N_ARG(kk_emit_node(e, module))) == KK_N(micropython) &&
        kk_lang_name(e->c, N_ARG(name)) == KK_N(const))
        e->c->has_const = true;
}

/* from __future__ import ...: the ALIAS words [from, end). Nothing is imported: there is nothing to
 * know later. */
static void import_future(Emit *e, uint32_t from, uint32_t end)
{
    static const char known[] =
        "annotations\0generator_stop\0print_function\0division\0absolute_import\0"
        "unicode_literals\0with_statement\0nested_scopes\0generators\0";
    if (e->c->past_future || e->kind != SCOPE_MODULE) {
        kk_emit_error(e, e->line, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    for (uint32_t i = from; i < end; i += 2) {
        Value name = kk_lang_name(e->c, N_ARG(kk_emit_node(e, i)));
        const char *k = known;
        while (*k != 0 && !kk_bytes_equal(kk_str_span(name), kk_span_of(k)))
            k += strlen(k) + 1;
        if (kk_bytes_equal(kk_str_span(name), KK_SPAN("braces"))) {
            kk_emit_error(e, e->line, "not a chance");
            return;
        }
        if (*k == 0) {
            kk_emit_error(e, e->line, "future feature %V is not defined", name);
            return;
        }
        e->c->lazy_annotations = e->c->lazy_annotations || k == known;
        e->c->no_annotations = e->c->no_annotations || (e->c->lazy_annotations && !LANG_ANNOTATION_TEXT);
    }
}

static void import_from(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t top = e->top, reg, index, level = N_ARG(kk_emit_node(e, first)), module = first + 1,
             i = module;
    while (N_KIND(kk_emit_node(e, i)) == N_ALIAS)
        i++;
    uint32_t parts = i++ - module;
    if (level == 0 && parts == 1 &&
        kk_lang_name(e->c, N_ARG(kk_emit_node(e, module))) == KK_N(__future__)) {
        import_future(e, i, end);
        return;
    }
    e->c->past_future = true;
    Value names = imported_names(e, i, end);
    if (names == KK_ERROR)
        return;
    reg = kk_emit_take(e, 3);
    if (parts == 0)
        index = kk_emit_const(e, KK_N(empty));
    else
        index = dotted_const(e, module, parts);
    import_word(e, reg, level, names, index);
    e->top = top;
    if (i == end) {
        kk_emit_abc(e, OP_IMPORT_STAR, reg, 0, 0);
        return;
    }
    for (; i < end; i += 2) {
        uint32_t name = kk_emit_node(e, i);
        note_const_import(e, module, parts, name);
        index = kk_emit_name_const(e, N_ARG(name));
        if (index < 256)
            kk_emit_abc(e, OP_IMPORT_FROM, reg + 2, reg, index);
        else
            kk_emit_expr_getattr(e, reg + 2, reg, N_ARG(name));
        kk_emit_name_store(e, N_ARG(kk_emit_node(e, i + 1)), reg + 2);
    }
}

/* ---- definitions ---- */

/* def or class: the decorators around the value, then the name. */
static void definition(Emit *e, uint32_t first, uint32_t end)
{
    uint32_t top = e->top, base, n, reg, target = N_ARG(kk_emit_node(e, end - 1)), root = end - 2;
    bool is_class = N_KIND(kk_emit_node(e, root)) == N_CLASS;
    roots(e, first, kk_ast_start(&e->c->ast, root), &base, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t window = kk_emit_take(e, KK_FRAME_WORDS);
        kk_emit_expr(e, kk_emit_child(e, base, n, i), window);
    }
    NamePlace p = kk_emit_name_place(e, target);
    if (n == 0 && p.where == AT_REG)
        reg = p.index;
    else
        reg = kk_emit_take(e, 1);
    if (is_class)
        kk_emit_func_class(e, root, reg);
    else
        kk_emit_expr(e, root, reg);
    for (uint32_t i = n; i > 0; i--) {
        reg -= KK_FRAME_WORDS;
        uint32_t span = kk_places_enter(e, kk_emit_child(e, base, n, i - 1)), line = e->line;
        e->line = kk_places_line(e, e->line);
        kk_emit_abc(e, OP_CALL, reg, reg, 1);
        e->span = span;
        e->line = line;
    }
    e->c->ast.top = base;
    e->top = top;
    kk_emit_name_store(e, target, reg);
}

/* ---- walking ---- */

static void dispatch(Emit *e, StmtKind kind, uint32_t first, uint32_t end)
{
    switch (kind) {
    case S_EXPR:
        expression(e, end - 1);
        break;
    case S_ASSIGN:
        assign(e, first, end);
        break;
    case S_AUGMENTED:
        augmented(e, end);
        break;
    case S_ANNOTATED:
        annotated(e, end);
        break;
    case S_RETURN:
        return_value(e, first, end);
        break;
    case S_DELETE:
        delete (e, first, end);
        break;
    case S_BREAK:
        kk_emit_loop_leave(e, true);
        break;
    case S_CONTINUE:
        kk_emit_loop_leave(e, false);
        break;
    case S_IF:
        kk_emit_loop_if(e, first, end);
        break;
    case S_WHILE:
        kk_emit_loop_while(e, first, end);
        break;
    case S_FOR:
    case S_ASYNC_FOR:
        kk_emit_loop_for(e, first, end, kind == S_ASYNC_FOR);
        break;
    case S_WITH:
    case S_ASYNC_WITH:
        kk_emit_try_with(e, first, end, kind == S_ASYNC_WITH);
        break;
    case S_TRY:
        kk_emit_try(e, first, end);
        break;
    case S_MATCH:
        kk_emit_match(e, first, end);
        break;
    case S_DEF:
    case S_CLASS:
        definition(e, first, end);
        break;
    case S_RAISE:
        raise(e, first, end);
        break;
    case S_IMPORT:
        import(e, first, end);
        break;
    case S_FROM:
        import_from(e, first, end);
        break;
    case S_ASSERT:
        assertion(e, first, end);
        break;
    default:
        break;
    }
}

void kk_emit_stmt(Emit *e, uint32_t header, uint32_t *line, uint32_t *next)
{
    uint32_t w = kk_emit_node(e, header), first = header + 1;
    *next = header + S_SIZE(w);
    if (S_LINES(w) == S_LINE_LONG)
        *line = N_ARG(kk_emit_node(e, first++));
    else
        *line += S_LINES(w);
    if (e->dead)
        return;
    e->line = *line;
    kk_places_stmt(e, *next);
    if (!kk_emit_enter(e))
        return;
    dispatch(e, S_KIND(w), first, *next);
    kk_emit_leave(e);
}

void kk_emit_block(Emit *e, uint32_t header, uint32_t line)
{
    uint32_t end = header + S_SIZE(kk_emit_node(e, header)), span = e->span;
    for (uint32_t i = header + 1; i < end;) {
        kk_emit_stmt(e, i, &line, &i);
    }
    e->span = span;
}
