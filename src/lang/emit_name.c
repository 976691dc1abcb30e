/*
 * emit_name.c: what names mean, and loading, storing and deleting them.
 *
 * When a function's emission begins, its symbol words change from what the parser saw (scope.h) to
 * where the name lives. Functions inside look there for the cells they capture.
 *
 * Layer: lang.   Tests: tests/lang/scopes.py, tests/lang/unbound.py.
 */
#include "lang/emit.h"

#include "object/dict.h"

#define AT_WORD(name, where, index) ((name) | (uint32_t)(where) << 16 | (uint32_t)(index) << 20)

static NamePlace place_of(uint32_t w) { return (NamePlace){(Where)(w >> 16 & 15), w >> 20}; }

/* The scope around has the name in a cell, or gets at one. */
static bool found_outside(Emit *e, uint32_t name)
{
    for (Emit *up = e->up; up != NULL && up->kind != SCOPE_MODULE; up = up->up) {
        const uint32_t *w = kk_scope_find(&e->c->ast, up->sym_at, up->sym_n, name);
        if (w == NULL)
            continue;
        Where where = place_of(*w).where;
        if (where == AT_CELL || where == AT_FREE || where == AT_NAME_PASS || where == AT_NAME_FREE ||
            where == AT_GLOBAL_PASS)
            return true;
        if (where == AT_GLOBAL && up->kind != SCOPE_CLASS)
            return false;
    }
    return false;
}

static uint32_t take_free(Emit *e)
{
    if (e->nfree >= 255)
        kk_emit_error(e, e->first_line, "too many free variables");
    return e->nfree++;
}

/* A method that is compiled before its class: __class__ will be there. */
static bool is_class_to_come(Emit *e, uint32_t name)
{
    return e->up != NULL && e->up->kind == SCOPE_MODULE && e->c->scope->kind == SCOPE_CLASS &&
           kk_lang_name(e->c, name) == KK_N(__class__);
}

/* Where the name was declared nonlocal; *end: the end of that. */
static Place declared_at(Emit *e, uint32_t name, Place *end)
{
    uint32_t i = e->sym_at;
    while (i > 0 && kk_emit_node(e, i - 1) != N_WORD(N_NONLOCAL, name))
        i--;
    while (i > 0 && N_KIND(kk_emit_node(e, i - 1)) == N_NONLOCAL)
        i--;
    *end = kk_place(0, 0);
    if (i < 3)
        return kk_place(e->first_line, 0);
    *end = kk_place(N_ARG(kk_emit_node(e, i - 1)), N_ARG(kk_emit_node(e, i - 3)));
    return kk_place(N_ARG(kk_emit_node(e, i - 1)), N_ARG(kk_emit_node(e, i - 2)));
}

/* The name, which a scope around binds, is a type parameter. */
static bool is_type_parameter(Emit *e, uint32_t name)
{
    for (Emit *up = e->up; up != NULL && up->kind != SCOPE_MODULE; up = up->up) {
        const uint32_t *w = kk_scope_find(&e->c->ast, up->sym_at, up->sym_n, name);
        if (w != NULL && place_of(*w).where == AT_CELL)
            return up->generic;
    }
    return false;
}

/* A name that is not the scope's own. */
static void resolve_outer(Emit *e, uint32_t *w, uint32_t name, uint32_t flags)
{
    uint32_t index = 0;
    bool is_class = e->kind == SCOPE_CLASS || e->space;
    Place end = kk_place(0, 0), at = flags & SYM_NONLOCAL ? declared_at(e, name, &end) : end;
    if (flags & SYM_NONLOCAL && is_type_parameter(e, name)) {
        kk_lang_error_at(&e->c->lx, at, end, "nonlocal binding not allowed for type parameter '%V'",
                         kk_lang_name(e->c, name));
        return;
    }
    if (found_outside(e, name) || is_class_to_come(e, name)) {
        index = take_free(e);
        Where where = !is_class || (flags & SYM_NONLOCAL) ? AT_FREE
                      : flags & SYM_BOUND                 ? AT_NAME_PASS
                                                          : AT_NAME_FREE;
        *w = AT_WORD(name, where, index);
        return;
    }
    if (flags & SYM_NONLOCAL) {
        kk_lang_error_at(&e->c->lx, at, end, "no binding for nonlocal '%V' found",
                         kk_lang_name(e->c, name));
        return;
    }
    *w = AT_WORD(name, is_class ? AT_NAME : AT_GLOBAL, 0);
}

/* A name of the function's own: the next register, or a far place. */
static void resolve_own(Emit *e, uint32_t *w, uint32_t name, uint32_t flags)
{
    uint32_t reg;
    if (flags & SYM_PARAM && e->kind != SCOPE_COMP && !(e->many && flags & SYM_INNER))
        return; /* parameters have their places by now */
    if (e->nlocals >= REG_LOCALS_MAX && !(flags & SYM_INNER)) {
        *w = AT_WORD(name, AT_FAR, e->nfar++);
        e->flags |= CODE_FAR;
        if (e->nfar >= 0x1000)
            kk_emit_error(e, e->first_line, "too many local variables");
        return;
    }
    reg = kk_emit_take(e, 1);
    e->nlocals++;
    *w = AT_WORD(name, flags & SYM_INNER ? AT_CELL : AT_REG, reg);
    if (flags & SYM_DELETED)
        kk_emit_regset_add(&e->deletable, reg);
}

/* A name declared global. In a class that holds for its body, not for the functions in it. */
static void resolve_global(Emit *e, uint32_t *w, uint32_t name, uint32_t flags)
{
    uint32_t index = 0;
    bool pass = e->kind == SCOPE_CLASS && (flags & SYM_INNER) && found_outside(e, name);
    if (pass)
        index = take_free(e);
    *w = AT_WORD(name, pass ? AT_GLOBAL_PASS : AT_GLOBAL, index);
}

void kk_emit_name_resolve(Emit *e)
{
    Words *ast = &e->c->ast;
    uint32_t dunder_class = kk_emit_id(e, KK_N(__class__));
    for (uint32_t i = e->sym_at; i < e->sym_at + e->sym_n; i++) {
        uint32_t *w = kk_words_at(ast, i), name = SYM_NAME(*w), flags = SYM_FLAGS(*w);
        bool own = (flags & SYM_BOUND) && !(flags & (SYM_GLOBAL | SYM_NONLOCAL)) &&
                   !(e->kind == SCOPE_COMP && (flags & SYM_WALRUS));
        if (flags & SYM_GLOBAL) {
            resolve_global(e, w, name, flags);
        } else if (e->kind == SCOPE_CLASS && name == dunder_class && (flags & SYM_INNER)) {
            e->class_cell = kk_emit_take(e, 1);
            *w = AT_WORD(name, AT_CELL, e->class_cell);
        } else if (own && e->kind == SCOPE_CLASS && !(flags & SYM_INNER)) {
            *w = AT_WORD(name, AT_NAME, 1);
        } else if (own && e->kind != SCOPE_CLASS) {
            resolve_own(e, w, name, flags);
        } else {
            resolve_outer(e, w, name, flags);
        }
    }
}

/* The name is among the first targets of the comprehension. */
static bool is_bound_first(Emit *e, const Inlined *in, uint32_t name)
{
    uint32_t i = in->bound_from;
    while (i < in->bound_to && kk_emit_node(e, i) != N_WORD(N_STORE, name))
        i++;
    return i < in->bound_to;
}

void kk_emit_name_inline(Emit *e, Inlined *in)
{
    for (uint32_t i = in->sym_at; i < in->sym_at + in->sym_n; i++) {
        uint32_t *w = kk_words_at(&e->c->ast, i), name = SYM_NAME(*w), flags = SYM_FLAGS(*w), reg;
        bool own = (flags & SYM_BOUND) && !(flags & SYM_WALRUS);
        if (own) {
            reg = kk_emit_take(e, 1);
            if (!is_bound_first(e, in, name))
                kk_emit_abc(e, OP_UNSET, reg, 0, 0);
        }
        if (own)
            kk_emit_regset_drop(&e->assigned, reg);
        *w = own ? AT_WORD(name, AT_REG, reg) : AT_WORD(name, AT_UNRESOLVED, 0);
    }
    in->up = e->inlined;
    e->inlined = in;
}

/* A function declares the name global: that holds for the module level, too. */
static bool is_declared(Lang *c, uint32_t name)
{
    for (uint32_t i = 0; i < c->ndeclared; i++) {
        if (KK_OBJ(ValuesObj, c->declared)->at[i] == KK_INT(name))
            return true;
    }
    return false;
}

NamePlace kk_emit_name_place(Emit *e, uint32_t name)
{
    const uint32_t *w;
    for (const Inlined *in = e->inlined; in != NULL; in = in->up) {
        w = kk_scope_find(&e->c->ast, in->sym_at, in->sym_n, name);
        if (w != NULL && place_of(*w).where == AT_REG)
            return place_of(*w);
    }
    w = kk_scope_find(&e->c->ast, e->sym_at, e->sym_n, name);
    if (w != NULL)
        return place_of(*w);
    bool named = e->kind == SCOPE_CLASS || (e->kind == SCOPE_MODULE && (e->flags & CODE_NAMESPACE));
    if (named && e->kind == SCOPE_MODULE && is_declared(e->c, name))
        named = false;
    return (NamePlace){named ? AT_NAME : AT_GLOBAL, 0};
}

/* Where the scope's own code finds the name. In a class body the cell of __class__ is for the methods. */
static NamePlace own_place(Emit *e, uint32_t name)
{
    NamePlace p = kk_emit_name_place(e, name);
    if (e->kind == SCOPE_CLASS && p.where == AT_CELL)
        p = (NamePlace){AT_NAME, 0};
    if (p.where == AT_GLOBAL_PASS)
        p.where = AT_GLOBAL;
    return p;
}

/* The global slot of the name in the namespace that the code is compiled against. */
static uint32_t global_slot(Emit *e, uint32_t name)
{
    size_t at;
    if (kk_vm_failed(e->vm) || !kk_dict_slot(e->vm, e->c->globals, kk_lang_name(e->c, name), &at))
        return 0;
    if (at > 0xFFFF)
        kk_emit_error(e, e->line, "too many global names");
    return (uint32_t)at;
}

/* Makes sure that the local in reg has a value. */
static void check(Emit *e, uint32_t name, uint32_t reg)
{
    uint32_t index;
    if (kk_emit_regset_has(&e->assigned, reg))
        return;
    kk_emit_regset_add(&e->assigned, reg);
    index = kk_emit_name_const(e, name);
    kk_emit_abx(e, OP_CHECK, reg, index);
}

bool kk_emit_name_local(Emit *e, uint32_t name, uint32_t *reg)
{
    NamePlace p = kk_emit_name_place(e, name);
    *reg = p.index;
    if (p.where != AT_REG)
        return false;
    check(e, name, p.index);
    return true;
}

void kk_emit_name_annotations(Emit *e)
{
    uint32_t reg, name, index;
    name = kk_emit_id(e, KK_N(__annotations__));
    index = kk_emit_name_const(e, name);
    reg = kk_emit_take(e, 1);
    e->top--;
    kk_emit_abc(e, OP_UNSET, reg, 0, 0);
    kk_emit_abx(e, OP_ANNOTATE, reg, index);
}

void kk_emit_name_load(Emit *e, uint32_t name, uint32_t dst)
{
    NamePlace p = own_place(e, name);
    uint32_t index;
    /* Whether annotations will follow is not known while a module is compiled: as if they did. */
    if (e->kind == SCOPE_MODULE && kk_lang_name(e->c, name) == KK_N(__annotations__) &&
        e->c->options->mode != COMPILE_EVAL)
        kk_emit_name_annotations(e);
    switch (p.where) {
    case AT_REG:
        check(e, name, p.index);
        if (p.index != dst)
            kk_emit_abc(e, OP_MOVE, dst, p.index, 0);
        break;
    case AT_CELL:
        index = kk_emit_name_const(e, name);
        kk_emit_abc(e, OP_LOAD_CELL, dst, p.index, index < 255 ? index : 255);
        break;
    case AT_FREE:
        kk_emit_abx(e, OP_LOAD_FREE, dst, p.index);
        break;
    case AT_FAR:
        kk_emit_abx(e, OP_LOAD_FAR, dst, p.index);
        break;
    case AT_GLOBAL:
        index = global_slot(e, name);
        kk_emit_abx(e, OP_LOAD_GLOBAL, dst, index);
        break;
    case AT_NAME_FREE:
        index = kk_emit_name_const(e, name);
        kk_emit_abx(e, OP_LOAD_NAME_FREE, dst, index);
        kk_emit_word(e, p.index);
        break;
    default:
        index = kk_emit_name_const(e, name);
        kk_emit_abx(e, OP_LOAD_NAME, dst, index);
    }
}

void kk_emit_name_load_global(Emit *e, uint32_t name, uint32_t dst)
{
    uint32_t slot;
    slot = global_slot(e, name);
    kk_emit_abx(e, OP_LOAD_GLOBAL, dst, slot);
}

void kk_emit_name_store(Emit *e, uint32_t name, uint32_t src)
{
    NamePlace p = own_place(e, name);
    uint32_t index;
    switch (p.where) {
    case AT_REG:
        kk_emit_regset_add(&e->assigned, p.index);
        if (p.index != src)
            kk_emit_abc(e, OP_MOVE, p.index, src, 0);
        break;
    case AT_CELL:
        kk_emit_abc(e, OP_STORE_CELL, p.index, src, 0);
        break;
    case AT_FREE:
        kk_emit_abx(e, OP_STORE_FREE, src, p.index);
        break;
    case AT_FAR:
        kk_emit_abx(e, OP_STORE_FAR, src, p.index);
        break;
    case AT_GLOBAL:
        index = global_slot(e, name);
        kk_emit_abx(e, OP_STORE_GLOBAL, src, index);
        break;
    default:
        index = kk_emit_name_const(e, name);
        kk_emit_abx(e, OP_STORE_NAME, src, index);
    }
}

void kk_emit_name_delete(Emit *e, uint32_t name, bool quiet)
{
    NamePlace p = own_place(e, name);
    uint32_t index, reg;
    switch (p.where) {
    case AT_REG:
        if (!quiet)
            check(e, name, p.index);
        kk_emit_regset_drop(&e->assigned, p.index);
        kk_emit_abc(e, OP_UNSET, p.index, 0, 0);
        return;
    case AT_FAR:
        reg = kk_emit_take(e, 1);
        e->top--;
        if (!quiet)
            kk_emit_abx(e, OP_LOAD_FAR, reg, p.index);
        kk_emit_abc(e, OP_UNSET, reg, 0, 0);
        kk_emit_abx(e, OP_STORE_FAR, reg, p.index);
        return;
    default:
        break;
    }
    if (quiet) {
        /* Whether it is still bound is not known: bind it first. */
        reg = kk_emit_take(e, 1);
        kk_emit_abc(e, OP_LOAD_NONE, reg, 0, 0);
        kk_emit_name_store(e, name, reg);
        e->top--;
    }
    switch (p.where) {
    case AT_CELL:
        index = kk_emit_name_const(e, name);
        kk_emit_abx(e, OP_DEL_CELL, p.index, index);
        return;
    case AT_FREE:
        kk_emit_abx(e, OP_DEL_FREE, 0, p.index);
        return;
    case AT_GLOBAL:
        index = global_slot(e, name);
        kk_emit_abx(e, OP_DEL_GLOBAL, 0, index);
        return;
    default:
        index = kk_emit_name_const(e, name);
        kk_emit_abx(e, OP_DEL_NAME, 0, index);
        return;
    }
}
