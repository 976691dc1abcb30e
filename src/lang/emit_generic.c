/*
 * emit_generic.c: type parameters (PEP 695), which lib/_typing.py makes.
 *
 * The function that parse_generic.c put around a definition imports _typing and calls it for each parameter, then
 * for what has them. There is no instruction for this: it is rare, and what has no such statement pays nothing.
 *
 * Layer: lang.   Tests: tests/lang/generics/.
 */
#include "lang/emit.h"

void kk_emit_generic_begin(Emit *e, uint32_t flags)
{
    if (!(flags & (SEG_GENERIC | SEG_LAZY)))
        return;
    e->generic = (flags & SEG_GENERIC) != 0;
    e->space = e->up->kind == SCOPE_CLASS || (!e->generic && e->up->space);
    if (!e->space)
        return;
    e->nlocals = 1;
    kk_emit_regset_add(&e->assigned, 0);
    (void)kk_emit_take(e, 1);
}

void kk_emit_generic_call(Emit *e, uint32_t window, uint32_t dst)
{
    bool space = e->kind == SCOPE_CLASS;
    if (space)
        kk_emit_abc(e, OP_MOVE, window + KK_FRAME_WORDS, 0, 0);
    kk_emit_abc(e, OP_CALL, dst, window, space);
}

/* r[window] = the function of that name in the module in r[module]. */
static void load_helper(Emit *e, uint32_t module, Value name, uint32_t window)
{
    uint32_t id;
    id = kk_emit_id(e, name);
    kk_emit_expr_getattr(e, window, module, id);
}

/* The namespace of the class around goes with what is evaluated later: into reg; *n counts it. */
static void pass_space(Emit *e, uint32_t reg, uint32_t *n)
{
    if (e->kind != SCOPE_CLASS && !e->space)
        return;
    ++*n;
    kk_emit_abc(e, OP_MOVE, reg, 0, 0);
}

/* One parameter, whose four nodes are children i and on, into the register and its variable. */
static void parameter(Emit *e, uint32_t module, uint32_t base, uint32_t n, uint32_t i, uint32_t reg)
{
    uint32_t bound = kk_emit_child(e, base, n, i), window, count = 3;
    uint32_t name = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, i + 1)));
    uint32_t target = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, i + 2)));
    window = kk_emit_take(e, KK_FRAME_WORDS + 4);
    uint32_t args = window + KK_FRAME_WORDS;
    load_helper(e, module, KK_N(_parameter), window);
    kk_emit_expr(e, kk_emit_child(e, base, n, i + 3), args);
    kk_emit_expr_constant(e, kk_lang_name(e->c, name), args + 1);
    kk_emit_expr(e, bound, args + 2);
    pass_space(e, args + 3, &count);
    kk_emit_abc(e, OP_CALL, reg, window, count);
    kk_emit_name_store(e, target, reg);
    e->top = window;
}

/* type name[params] = value; the name and the value are the last two of the n children. */
static void alias(Emit *e, uint32_t module, uint32_t base, uint32_t n, uint32_t params,
                  uint32_t dst)
{
    uint32_t window, count = 3;
    uint32_t name = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, n - 2)));
    window = kk_emit_take(e, KK_FRAME_WORDS + 4);
    uint32_t args = window + KK_FRAME_WORDS;
    load_helper(e, module, KK_N(_alias), window);
    kk_emit_expr_constant(e, kk_lang_name(e->c, name), args);
    kk_emit_abc(e, OP_MOVE, args + 1, params, 0);
    kk_emit_expr(e, kk_emit_child(e, base, n, n - 1), args + 2);
    pass_space(e, args + 3, &count);
    kk_emit_abc(e, OP_CALL, dst, window, count);
}

/* A class: the hidden names, then the class itself. */
static void class_of(Emit *e, uint32_t module, uint32_t base, uint32_t n, uint32_t params,
                     uint32_t dst)
{
    uint32_t window, hidden = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, n - 3)));
    uint32_t generic = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, n - 2)));
    window = kk_emit_take(e, KK_FRAME_WORDS + 1);
    load_helper(e, module, KK_N(_generic), window);
    kk_emit_abc(e, OP_MOVE, window + KK_FRAME_WORDS, params, 0);
    kk_emit_abc(e, OP_CALL, window, window, 1);
    kk_emit_name_store(e, generic, window);
    kk_emit_name_store(e, hidden, params);
    kk_emit_func_class(e, kk_emit_child(e, base, n, n - 1), dst);
}

static void function_of(Emit *e, uint32_t module, uint32_t root, uint32_t params, uint32_t dst)
{
    uint32_t window;
    window = kk_emit_take(e, KK_FRAME_WORDS + 2);
    load_helper(e, module, KK_N(_named), window);
    kk_emit_func(e, root, window + KK_FRAME_WORDS);
    kk_emit_abc(e, OP_MOVE, window + KK_FRAME_WORDS + 1, params, 0);
    kk_emit_abc(e, OP_CALL, dst, window, 2);
}

void kk_emit_generic_node(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, base, n, module, index, params, first = 0;
    kk_emit_children(e, root, &base, &n);
    module = kk_emit_take(e, 2);
    kk_emit_abx(e, OP_LOADI, module, 0);
    kk_emit_expr_constant(e, kk_none, module + 1);
    index = kk_emit_const(e, KK_N(_typing));
    kk_emit_abx(e, OP_IMPORT, module, index);
    params = module + 1;
    uint32_t thing = kk_emit_child(e, base, n, n - 1), w = kk_emit_node(e, thing);
    bool is_class = N_KIND(w) == N_CLASS;
    bool is_alias = !is_class && (kk_ast_info(&e->c->ast, thing, SEG_NAME) >> 16 & SEG_LAZY) != 0;
    uint32_t count = (n - (is_class ? 3 : is_alias ? 2 : 1)) / 4;
    if (count > 0)
        first = kk_emit_take(e, count);
    for (uint32_t i = 0; i < count; i++)
        parameter(e, module, base, n, i * 4, first + i);
    kk_emit_abc(e, OP_BUILD_TUPLE, params, first, count);
    if (is_class)
        class_of(e, module, base, n, params, dst);
    else {
        if (is_alias)
            alias(e, module, base, n, params, dst);
        else
            function_of(e, module, thing, params, dst);
    }
    e->c->ast.top = base;
    e->top = top;
}

void kk_emit_generic_class(Emit *e)
{
    uint32_t hidden, params, reg;
    hidden = kk_emit_id(e, KK_N(dot_type_params));
    params = kk_emit_id(e, KK_N(__type_params__));
    reg = kk_emit_take(e, 1);
    e->top--;
    kk_emit_name_load(e, hidden, reg);
    kk_emit_name_store(e, params, reg);
}
