/*
 * emit_func.c: code of their own: functions, lambdas, classes, comprehensions.
 *
 * Layer: lang.   Tests: tests/lang/functions.py, tests/lang/classes.py,
 * tests/lang/comprehensions.py.
 */
#include "lang/places.h"

/* ---- names of code ---- */

/* The two texts joined by a dot, interned; a may be KK_UNSET. */
KK_MUST_CHECK static Value join_names(Emit *e, Value a, Value b)
{
    Lexer *lx = &e->c->lx;
    if (kk_vm_failed(e->vm))
        return KK_ERROR;
    if (a == KK_UNSET)
        return b;
    Value parts[3] = {a, KK_CHAR('.'), b};
    uint32_t from = lx->text_len;
    for (int p = 0; p < 3; p++) {
        Span s = kk_str_span(parts[p]);
        for (size_t i = 0; i < s.len; i++) {
            uint8_t byte = kk_rom_byte(s.at + i);
            if (!kk_lex_text_append(lx, &byte, 1))
                return KK_ERROR;
        }
    }
    Value joined = kk_intern(e->vm, (Span){lx->text + from, lx->text_len - from});
    lx->text_len = from;
    return joined;
}

/* The names of the classes that the parser is in (the innermost last), joined; KK_UNSET: none. */
KK_MUST_CHECK static Value parsed_classes(Emit *e, const ParseScope *s)
{
    if (s == NULL || s->kind != SCOPE_CLASS)
        return KK_UNSET;
    return join_names(e, parsed_classes(e, s->up), s->own_name);
}

/* What stands in front of the name of the thing defined in `e` by the segment at root: the qualified name of `e`, and
 * .<locals>; nothing for a name that was declared global. */
KK_MUST_CHECK static Value scope_within(Emit *e, uint32_t root)
{
    uint32_t name = kk_ast_info(&e->c->ast, root, SEG_NAME) & 0xFFFF;
    if (e->kind == SCOPE_MODULE ||
        (kk_scope_find(&e->c->ast, e->sym_at, e->sym_n, name) != NULL && kk_emit_name_place(e, name).where == AT_GLOBAL))
        return KK_UNSET;
    if (e->generic)
        return e->scope;
    Value scope = join_names(e, e->scope, e->name);
    return e->kind == SCOPE_CLASS ? scope : join_names(e, scope, KK_N(lt_locals));
}

/* ---- what all have in common ---- */

/* The index of such a place is that of a free variable. */
static bool is_free(Where where)
{
    return where == AT_FREE || where == AT_NAME_PASS || where == AT_NAME_FREE || where == AT_GLOBAL_PASS;
}

/* The name that symbol i of the scope has if it is to be found at one of the two kinds of places.
 */
static bool symbol_at(Emit *e, uint32_t i, bool of_free, uint32_t *name, uint32_t *index)
{
    uint32_t w = kk_words_get(&e->c->ast, e->sym_at + i);
    Where where = (Where)(w >> 16 & 15);
    *name = SYM_NAME(w);
    *index = w >> 20;
    return of_free ? is_free(where)
                   : where == AT_REG || where == AT_CELL;
}

/* The first constants: names of the locals and of the free variables. */
static void push_variable_names(Emit *e)
{
    Lang *c = e->c;
    uint32_t name, index, locals = c->nconsts, free = locals + e->nlocals;
    for (uint32_t i = 0; i < e->nlocals + e->nfree; i++) {
        kk_emit_append(e, &c->consts, &c->nconsts, KK_N(dot_zero));
    }
    if (e->nlocals + e->nfree == 0 || kk_vm_failed(e->vm))
        return; /* there may be no storage yet */
    for (uint32_t i = 0; i < e->sym_n; i++) {
        Value *consts = KK_OBJ(ValuesObj, c->consts)->at;
        if (symbol_at(e, i, true, &name, &index))
            consts[free + index] = kk_lang_name(c, name);
        else if (symbol_at(e, i, false, &name, &index) && index < e->nlocals)
            consts[locals + index] = kk_lang_name(c, name);
    }
}

/* Locals that functions inside share live in cells. */
static void make_cells(Emit *e)
{
    for (uint32_t i = 0; i < e->sym_n; i++) {
        uint32_t w = kk_words_get(&e->c->ast, e->sym_at + i);
        if ((w >> 16 & 15) == AT_CELL)
            kk_emit_abc(e, OP_MAKE_CELL, w >> 20, 0, 0);
    }
}

static void open_segment(Emit *e, Lang *c, ScopeKind kind, uint32_t root)
{
    kk_emit_begin(e, c, kind, kk_ast_info(&c->ast, root, SEG_LINE));
    e->sym_n = kk_ast_info(&c->ast, root, SEG_SYMBOLS);
    e->sym_at = root - SEG_INFO - e->sym_n;
}

static void resolve_names(Emit *e)
{
    kk_emit_name_resolve(e);
    if (e->nfar != 0)
        (void)kk_emit_take(e, 1);
}

/* When all names have their places: the variables' names and the cells come first. */
static void settle_names(Emit *e)
{
    push_variable_names(e);
    make_cells(e);
}

/* The docstring that the block begins with becomes the next constant. */
static void take_docstring(Emit *e, uint32_t block)
{
    uint32_t i = block + 1, w = kk_emit_node(e, i);
    if (S_KIND(w) != S_EXPR || e->c->options->optimize > 1)
        return;
    uint32_t node = kk_emit_node(e, i + S_SIZE(w) - 1);
    if (S_SIZE(w) > 3 || N_KIND(node) != N_CONST || !kk_str_is(kk_lang_literal(e->c, N_ARG(node))))
        return;
    e->flags |= CODE_HAS_DOC;
    kk_emit_append(e, &e->c->consts, &e->c->nconsts, kk_lang_literal(e->c, N_ARG(node)));
}

/*
 * A finally block is emitted once for each way out of it, and emission changes the symbols of the scopes in it. These
 * two keep on the tree what the parser saw of the segment's, and put it back; the result is where it is.
 */
static uint32_t keep_symbols(Emit *e, uint32_t root)
{
    Words *ast = &e->c->ast;
    uint32_t n = kk_ast_info(ast, root, SEG_SYMBOLS), at = root - SEG_INFO - n;
    uint32_t base = ast->top;
    for (uint32_t i = 0; i < n; i++) {
        kk_emit_scratch(e, kk_words_get(ast, at + i));
    }
    return base;
}

static void restore_symbols(Emit *e, uint32_t root, uint32_t base)
{
    Words *ast = &e->c->ast;
    uint32_t n = kk_ast_info(ast, root, SEG_SYMBOLS), at = root - SEG_INFO - n;
    for (uint32_t i = 0; i < n; i++)
        kk_words_set(ast, at + i, kk_words_get(ast, base + i));
    ast->top = base;
}

/* ---- functions ---- */

/* The PARAM words of the function in order, pushed on the tree the last first: kk_emit_child gives
 * their places. */
static void params_of(Emit *e, uint32_t root, uint32_t *base, uint32_t *n)
{
    Words *ast = &e->c->ast;
    uint32_t end = root - kk_ast_info(ast, root, SEG_BEGIN);
    *base = ast->top;
    *n = kk_ast_info(ast, root, SEG_COUNT) & ((1u << SEG_COUNT_BITS) - 1);
    if (kk_ast_info(ast, root, SEG_NAME) >> 16 & SEG_RETURNS)
        end = kk_ast_start(ast, end - 1);
    for (uint32_t i = 0; i < *n; i++) {
        uint32_t flags = N_ARG(kk_words_get(ast, end - 1)) >> 16;
        kk_emit_scratch(e, end - 1);
        end--;
        if (flags & PARAM_DEFAULT)
            end = kk_ast_start(ast, end - 1);
        if (flags & PARAM_ANNOTATED)
            end = kk_ast_start(ast, end - 1);
    }
    if (kk_vm_failed(e->vm))
        *n = 0;
}

/* A parameter in the far storage; the cell that it lives in, if there is one, has its register by now. */
static void place_far_param(Emit *e, uint32_t *symbol, uint32_t name, uint32_t index)
{
    if ((*symbol >> 16 & 15) == AT_CELL) {
        kk_emit_abx(e, OP_LOAD_FAR, *symbol >> 20, index);
        return;
    }
    *symbol = name | (uint32_t)AT_FAR << 16 | index << 20;
}

/*
 * Registers for the parameters whose flags are `want`: *count of them. The first pass, before other
 * names are resolved, takes the registers; the second makes the symbols say so.
 */
static void place_params(Emit *e, uint32_t base, uint32_t n, uint32_t want, bool second,
                         unsigned *count)
{
    const uint32_t kinds = PARAM_KWONLY | PARAM_STAR | PARAM_DSTAR;
    uint32_t reg = e->next_param;
    *count = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, i)));
        if ((w >> 16 & kinds) != want)
            continue;
        uint32_t *symbol = kk_scope_find(&e->c->ast, e->sym_at, e->sym_n, w & 0xFFFF);
        if (e->many) {
            if (second)
                place_far_param(e, symbol, w & 0xFFFF, reg);
            reg++;
            ++*count;
            continue;
        }
        if (!second)
            reg = kk_emit_take(e, 1);
        if (second) {
            bool cell = (SYM_FLAGS(*symbol) & SYM_INNER) != 0;
            *symbol = (w & 0xFFFF) | (uint32_t)(cell ? AT_CELL : AT_REG) << 16 | reg << 20;
        } else {
            if (SYM_FLAGS(*symbol) & SYM_DELETED)
                kk_emit_regset_add(&e->deletable, reg);
            kk_emit_regset_add(&e->assigned, reg);
            e->nlocals++;
        }
        reg++;
        ++*count;
    }
    e->next_param = reg;
}

static void place_all_params(Emit *e, uint32_t root, bool second, CodeParts *head)
{
    uint32_t base, n;
    unsigned star, dstar;
    params_of(e, root, &base, &n);
    e->next_param = 0;
    e->many = n > REG_LOCALS_MAX;
    if (e->many && !second)
        e->nfar = n;
    place_params(e, base, n, 0, second, &head->npos);
    place_params(e, base, n, PARAM_KWONLY, second, &head->nkwonly);
    place_params(e, base, n, PARAM_STAR, second, &star);
    place_params(e, base, n, PARAM_DSTAR, second, &dstar);
    e->c->ast.top = base;
    e->flags |= (star ? CODE_VARARGS : 0u) | (dstar ? CODE_VARKW : 0u) | (e->many ? CODE_MANY | CODE_FAR : 0u);
    e->has_self = head->npos > 0;
    head->nposonly = kk_ast_info(&e->c->ast, root, SEG_COUNT) >> SEG_COUNT_BITS;
}

/* The last constant but one of a function with many parameters; the numbers in the head become 0. */
static void push_many_params(Emit *e, uint32_t root, CodeParts *head)
{
    const uint32_t kinds = PARAM_KWONLY | PARAM_STAR | PARAM_DSTAR, order[] = {0, PARAM_KWONLY, PARAM_STAR, PARAM_DSTAR};
    uint32_t base, n, at = 3;
    params_of(e, root, &base, &n);
    Value tuple = kk_object_new_compact(e->vm, KK_HEADER(KIND_TUPLE, n + 3), sizeof(TupleObj) + (n + 3) * sizeof(Value));
    if (tuple == KK_ERROR)
        return;
    Value *to = KK_OBJ(TupleObj, tuple)->at;
    to[0] = KK_INT(head->npos);
    to[1] = KK_INT(head->nposonly);
    to[2] = KK_INT(head->nkwonly);
    for (uint32_t kind = 0; kind < KK_COUNT_OF(order); kind++) {
        for (uint32_t i = 0; i < n; i++) {
            uint32_t w = N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, i)));
            if ((w >> 16 & kinds) == order[kind])
                to[at++] = kk_lang_name(e->c, w & 0xFFFF);
        }
    }
    e->c->ast.top = base;
    head->npos = head->nposonly = head->nkwonly = 0;
    kk_emit_append(e, &e->c->consts, &e->c->nconsts, tuple);
}

/* The Code of the function at root; what is defined in it is found under `scope`. last: nobody needs the body's tree and
 * literals behind it. */
KK_MUST_CHECK static Value function_code(Lang *c, uint32_t root, Value scope, bool last)
{
    uint32_t name = kk_ast_info(&c->ast, root, SEG_NAME), flags = name >> 16;
    uint32_t body = root - kk_ast_info(&c->ast, root, SEG_BEGIN) + 1;
    bool lambda = (flags & SEG_LAMBDA) != 0;
    CodeParts head = {0};
    Emit e;
    open_segment(&e, c, lambda ? SCOPE_LAMBDA : SCOPE_FUNCTION, root);
    e.name = flags & SEG_GENERIC ? kk_format_message(c->vm, "<generic parameters of %V>", kk_lang_name(c, name & 0xFFFF))
             : lambda && !(flags & SEG_LAZY) ? KK_N(lt_lambda)
                                             : kk_lang_name(c, name & 0xFFFF);
    e.scope = scope;
    e.flags = (flags & SEG_GENERATOR ? CODE_GENERATOR : 0) | (flags & SEG_ASYNC ? CODE_COROUTINE : 0);
    kk_emit_generic_begin(&e, flags);
    place_all_params(&e, root, false, &head);
    resolve_names(&e);
    place_all_params(&e, root, true, &head);
    settle_names(&e);
    if (lambda) {
        /* The body ends where the symbols begin. */
        kk_emit_abc(&e, OP_RETURN, kk_emit_expr_any(&e, e.sym_at - 1), 0, 0);
    } else {
        take_docstring(&e, body);
        kk_emit_block(&e, body, e.first_line);
        if (!e.dead)
            kk_emit_abc(&e, OP_RETURN_NONE, 0, 0, 0);
    }
    if (e.space)
        head.npos = 1;
    /* How many far locals there are, the interpreter finds in the last constant. */
    if (e.many)
        push_many_params(&e, root, &head);
    if (e.nfar > 0)
        kk_emit_append(&e, &c->consts, &c->nconsts, KK_INT(e.nfar));
    if (last) {
        for (uint32_t i = c->body_literals; i < c->nliterals; i++)
            KK_OBJ(ValuesObj, c->literals)->at[i] = KK_UNSET;
        c->nliterals = c->body_literals;
        kk_words_drop(&c->ast, body);
    }
    return kk_emit_finish(&e, &head);
}

/* The CAPTURE words for the free variables of the scope whose symbols these are. */
static void capture(Emit *e, uint32_t sym_at, uint32_t sym_n, uint32_t nfree, bool emitted)
{
    for (uint32_t i = 0; i < nfree; i++) {
        uint32_t name = 0;
        for (uint32_t k = 0; k < sym_n; k++) {
            uint32_t w = kk_words_get(&e->c->ast, sym_at + k);
            Where where = (Where)(w >> 16 & 15);
            if (emitted ? k == i : is_free(where) && w >> 20 == i)
                name = SYM_NAME(w);
        }
        NamePlace p = kk_emit_name_place(e, name);
        kk_emit_abx(e, OP_CAPTURE, p.where != AT_CELL, p.index);
    }
}

/* dst = function of the code; `how` tells what stands in dst + 1 and on. */
static void make_function(Emit *e, uint32_t root, Value code, uint32_t dst, uint32_t how)
{
    uint32_t index, n = kk_ast_info(&e->c->ast, root, SEG_SYMBOLS);
    uint32_t nfree = kk_code_nfree(KK_OBJ(CodeObj, code));
    bool emitted = N_KIND(kk_emit_node(e, root)) == N_FUNC &&
                   (kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16 & SEG_EMITTED) != 0;
    index = kk_emit_const(e, code);
    kk_emit_abx(e, OP_MAKE_FUNCTION, dst, index);
    kk_emit_word(e, how | nfree << 8);
    capture(e, root - SEG_INFO - n, n, nfree, emitted);
}

/* The defaults of the positional parameters as a tuple into dst; *any: there are some. */
static void defaults(Emit *e, uint32_t base, uint32_t n, uint32_t dst, bool *any)
{
    Words *ast = &e->c->ast;
    uint32_t list = ast->top, count = 0;
    for (uint32_t i = n; i > 0; i--) {
        uint32_t param = kk_emit_child(e, base, n, i - 1),
                 flags = N_ARG(kk_emit_node(e, param)) >> 16;
        if ((flags & (PARAM_DEFAULT | PARAM_KWONLY)) != PARAM_DEFAULT)
            continue;
        kk_emit_scratch(e, param - 1);
        count++;
    }
    *any = count > 0;
    if (count > 0)
        kk_emit_build_sequence(e, N_TUPLE, list, count, 0, dst);
    ast->top = list;
}

/* One name: value pair for a dict display in the making. */
static void push_pair(Emit *e, Value name, uint32_t root, uint32_t dict, bool *any)
{
    uint32_t top = e->top, key, value, item = 0;
    if (!*any)
        kk_emit_abc(e, OP_BUILD_DICT, dict, dict, 0);
    *any = true;
    bool star = N_KIND(kk_emit_node(e, root)) == N_STAR; /* *args: *Ts is the one item of Ts */
    key = kk_emit_take(e, 1);
    kk_emit_expr_constant(e, name, key);
    value = kk_emit_expr_any(e, star ? root - 1 : root);
    if (star) {
        item = kk_emit_take(e, 1);
        kk_emit_abc(e, OP_UNPACK, item, value, 1);
    }
    e->top = top;
    kk_emit_abc(e, OP_DICT_SET, dict, key, star ? item : value);
}

/* Defaults of keyword-only parameters, or annotations, as a dict into dst. */
static void param_dict(Emit *e, uint32_t base, uint32_t n, bool annotations, uint32_t dst,
                       bool *any)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t param = kk_emit_child(e, base, n, i), w = N_ARG(kk_emit_node(e, param)),
                 flags = w >> 16;
        uint32_t root = param - 1;
        if (annotations) {
            if (!(flags & PARAM_ANNOTATED))
                continue;
            if (flags & PARAM_DEFAULT)
                root = kk_ast_start(&e->c->ast, root) - 1;
        } else if ((flags & (PARAM_DEFAULT | PARAM_KWONLY)) != (PARAM_DEFAULT | PARAM_KWONLY)) {
            continue;
        }
        push_pair(e, kk_lang_name(e->c, w & 0xFFFF), root, dst, any);
    }
}

/* Defaults and annotations into the registers behind dst: *how tells which. */
static void function_extras(Emit *e, uint32_t root, uint32_t dst, uint32_t *how)
{
    uint32_t base, n, flags = kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16;
    bool positional = false, keyword = false, annotated = false;
    params_of(e, root, &base, &n);
    defaults(e, base, n, dst + 1, &positional);
    param_dict(e, base, n, false, dst + 2, &keyword);
    if (!e->c->no_annotations)
        param_dict(e, base, n, true, dst + 3, &annotated);
    uint32_t begin = root - kk_ast_info(&e->c->ast, root, SEG_BEGIN);
    if (flags & SEG_RETURNS && !e->c->no_annotations)
        push_pair(e, KK_N(return ), begin - 1, dst + 3, &annotated);
    e->c->ast.top = base;
    *how = (positional ? 1u : 0u) | (keyword ? 2u : 0u) | (annotated ? 4u : 0u);
}

/* Whether the function has defaults or annotations. */
static bool has_extras(Emit *e, uint32_t root)
{
    uint32_t base = e->c->ast.top, n,
             found = kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16 & SEG_RETURNS;
    params_of(e, root, &base, &n);
    for (uint32_t i = 0; i < n; i++)
        found |= N_ARG(kk_emit_node(e, kk_emit_child(e, base, n, i))) >> 16 &
                 (PARAM_DEFAULT | PARAM_ANNOTATED);
    e->c->ast.top = base;
    return found != 0;
}

void kk_emit_func(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t flags = kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16, top = e->top, reg = dst,
             how = 0, kept;
    uint32_t begin = root - kk_ast_info(&e->c->ast, root, SEG_BEGIN);
    if (has_extras(e, root)) {
        reg = kk_emit_take(e, 4);
        function_extras(e, root, reg, &how);
    }
    kept = keep_symbols(e, root);
    Value code = flags & SEG_EMITTED ? kk_lang_literal(e->c, N_ARG(kk_emit_node(e, begin + 1)))
                                     : function_code(e->c, root, scope_within(e, root), false);
    if (code == KK_ERROR)
        return;
    if (flags & SEG_GENERIC)
        reg = kk_emit_take(e, KK_FRAME_WORDS + 1);
    make_function(e, root, code, reg, how);
    restore_symbols(e, root, kept);
    e->top = top;
    if (flags & SEG_GENERIC) {
        kk_emit_generic_call(e, reg, dst);
        return;
    }
    if (reg != dst)
        kk_emit_abc(e, OP_MOVE, dst, reg, 0);
}

bool kk_emit_func_early(Lang *c, uint32_t root)
{
    Words *ast = &c->ast;
    uint32_t info[SEG_INFO + 1], literal, kept = 0, dunder_class;
    uint32_t begin = root - kk_ast_info(ast, root, SEG_BEGIN), way = N_ARG(kk_words_get(ast, root));
    Value scope = parsed_classes(c->emit, c->scope);
    if (kk_vm_failed(c->vm) || !kk_lang_names_id_of(c, KK_N(__class__), &dunder_class))
        return false;
    for (uint32_t i = 1; i <= SEG_INFO; i++)
        info[i] = kk_ast_info(ast, root, i);
    Value code = function_code(c, root, scope, true);
    if (code == KK_ERROR)
        return false;
    uint32_t start = root - way;
    kk_places_drop(c, begin + 1);
    if (!kk_lang_names_literal(c, code, &literal) || !kk_lang_push(c, N_CONST, literal))
        return false;
    /* All that it can want from outside is the class it is a method of. */
    if (kk_code_nfree(KK_OBJ(CodeObj, code)) > 0) {
        kept = 1;
        if (!kk_words_push(c->vm, ast, dunder_class | SYM_USED << SYM_FLAG_SHIFT))
            return false;
    }
    if (!kk_lang_push(c, N_RAW, info[SEG_LINE]) || !kk_lang_push(c, N_RAW, info[SEG_COUNT]) ||
        !kk_lang_push(c, N_RAW, info[SEG_NAME] | SEG_EMITTED << 16) ||
        !kk_lang_push(c, N_RAW, ast->top + 2 - begin) || !kk_lang_push(c, N_RAW, kept) ||
        !kk_lang_push(c, N_FUNC, ast->top - start))
        return false;
    kk_words_set(ast, begin, N_WORD(N_BEGIN, ast->top - 1 - begin));
    return true;
}

/* ---- classes ---- */

KK_MUST_CHECK static Value class_code(Lang *c, uint32_t root, Value scope)
{
    uint32_t body = root - kk_ast_info(&c->ast, root, SEG_BEGIN) + 1;
    CodeParts head = {0};
    Emit e;
    open_segment(&e, c, SCOPE_CLASS, root);
    e.name = kk_lang_name(c, kk_ast_info(&c->ast, root, SEG_NAME) & 0xFFFF);
    e.scope = scope;
    e.flags = CODE_NAMESPACE;
    (void)kk_emit_take(&e, 1); /* the namespace */
    resolve_names(&e);
    settle_names(&e);
    take_docstring(&e, body);
    if (!c->no_annotations && kk_scope_annotates(c, body, e.sym_at))
        kk_emit_name_annotations(&e);
    if (kk_ast_info(&c->ast, root, SEG_NAME) >> 16 & SEG_GENERIC)
        kk_emit_generic_class(&e);
    kk_emit_block(&e, body, e.first_line);
    kk_emit_abc(&e, e.class_cell != 0 ? OP_RETURN : OP_RETURN_NONE, e.class_cell, 0, 0);
    return kk_emit_finish(&e, &head);
}

/* The arguments of a class statement: bases as a tuple, keywords as a dict or unset. */
static void class_args(Emit *e, uint32_t root, uint32_t window)
{
    Words *ast = &e->c->ast;
    uint32_t end = root - kk_ast_info(ast, root, SEG_BEGIN), n = kk_ast_info(ast, root, SEG_COUNT);
    uint32_t args = ast->top, bases, count = 0, dict = window + 3;
    bool any = false;
    for (uint32_t i = 0; i < n; i++, end = kk_ast_start(ast, end - 1)) {
        kk_emit_scratch(e, end - 1);
    }
    bases = ast->top;
    for (uint32_t i = n; i > 0; i--) {
        uint32_t arg = kk_emit_child(e, args, n, i - 1);
        NodeKind kind = N_KIND(kk_emit_node(e, arg));
        if (kind == N_KEYWORD || kind == N_DSTAR)
            continue;
        kk_emit_scratch(e, arg);
        count++;
    }
    kk_emit_build_sequence(e, N_TUPLE, bases, count, 0, window + 2);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t arg = kk_emit_child(e, args, n, i), w = kk_emit_node(e, arg), top = e->top, reg;
        if (N_KIND(w) == N_KEYWORD)
            push_pair(e, kk_lang_name(e->c, N_ARG(w)), arg - 1, dict, &any);
        if (N_KIND(w) != N_DSTAR)
            continue;
        if (!any)
            kk_emit_abc(e, OP_BUILD_DICT, dict, dict, 0);
        reg = kk_emit_expr_any(e, arg - 1);
        kk_emit_abc(e, OP_DICT_UPDATE, dict, reg, 0);
        any = true;
        e->top = top;
    }
    ast->top = args;
    if (!any)
        kk_emit_abc(e, OP_UNSET, dict, 0, 0);
}

void kk_emit_func_class(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, window, kept;
    Value name = kk_lang_name(e->c, kk_ast_info(&e->c->ast, root, SEG_NAME) & 0xFFFF);
    Value scope = scope_within(e, root);
    window = kk_emit_take(e, 4);
    kept = keep_symbols(e, root);
    Value code = class_code(e->c, root, scope);
    if (code == KK_ERROR)
        return;
    make_function(e, root, code, window, 0);
    restore_symbols(e, root, kept);
    kk_emit_expr_constant(e, name, window + 1);
    class_args(e, root, window);
    e->top = top;
    kk_emit_abc(e, OP_BUILD_CLASS, dst, window, 0);
}

/* ---- comprehensions ---- */

typedef struct Comp {
    NodeKind kind;
    uint32_t base, clauses; /* roots of the clauses, on the tree */
    uint32_t element;       /* root of the element, of the value for dicts */
    uint32_t acc;           /* register of the result */
    ForLoop first;          /* over the first iterable */
} Comp;

static void comp_element(Emit *e, const Comp *k)
{
    uint32_t top = e->top, reg, key;
    if (k->kind == N_DICTCOMP) {
        key = kk_emit_expr_any(e, kk_ast_start(&e->c->ast, k->element) - 1);
        reg = kk_emit_expr_any(e, k->element);
        e->top = top;
        kk_emit_abc(e, OP_DICT_SET, k->acc, key, reg);
        return;
    }
    reg = kk_emit_expr_any(e, k->element);
    e->top = top;
    if (k->kind == N_GENEXP) {
        key = kk_emit_take(e, 1);
        e->top = top;
        kk_emit_abc(e, OP_YIELD, key, reg, 0);
        return;
    }
    kk_emit_abc(e, k->kind == N_SETCOMP ? OP_SET_ADD : OP_LIST_APPEND, k->acc, reg, 0);
}

static void comp_clause(Emit *e, const Comp *k, uint32_t i, JumpList *skip);

/* The loop of clause i, which is a `for`. */
static void comp_for(Emit *e, const Comp *k, uint32_t i)
{
    uint32_t root = kk_emit_child(e, k->base, k->clauses, i), top = e->top, item, target = root - 1;
    bool first = N_KIND(kk_emit_node(e, root)) == N_CLAUSE_FIRST;
    ForLoop f = k->first;
    JumpList skip = 0;
    f.waits = (N_ARG(kk_emit_node(e, root)) & N_ASYNC) != 0;
    if (!first) {
        target = root - (N_ARG(kk_emit_node(e, root)) & ~N_ASYNC);
        kk_emit_loop_prepare(e, &f, root - 1);
    }
    kk_emit_loop_begin(e, &f, target, &item);
    comp_clause(e, k, i + 1, &skip);
    kk_emit_here(e, &skip);
    kk_emit_loop_next(e, &f, item);
    e->top = top;
}

/* Clauses from i on; a false condition goes on with *skip. */
static void comp_clause(Emit *e, const Comp *k, uint32_t i, JumpList *skip)
{
    if (i == k->clauses) {
        comp_element(e, k);
        return;
    }
    uint32_t root = kk_emit_child(e, k->base, k->clauses, i);
    if (!kk_emit_enter(e))
        return;
    if (N_KIND(kk_emit_node(e, root)) == N_CLAUSE_IF) {
        kk_emit_cond(e, root - 1, false, skip);
        comp_clause(e, k, i + 1, skip);
    } else {
        comp_for(e, k, i);
    }
    kk_emit_leave(e);
}

static uint32_t first_clause(Emit *e, uint32_t root)
{
    uint32_t at = root - SEG_INFO - kk_ast_info(&e->c->ast, root, SEG_SYMBOLS) - 1;
    for (uint32_t n = kk_ast_info(&e->c->ast, root, SEG_NAME) & 0xFFFF; n > 1; n--)
        at = kk_ast_start(&e->c->ast, at) - 1;
    return at;
}

/* The first `for` of the comprehension is an async for. */
static bool comp_waits(Emit *e, uint32_t root)
{
    return (N_ARG(kk_emit_node(e, first_clause(e, root))) & N_ASYNC) != 0;
}

/* The words from *from to the returned place are the first targets, if they are nothing but names: those are bound before
 * any name is read. Otherwise there are none. */
static uint32_t first_targets(Emit *e, uint32_t root, uint32_t *from)
{
    uint32_t to = first_clause(e, root);
    *from = kk_ast_start(&e->c->ast, to - 1);
    for (uint32_t i = *from; i < to; i++) {
        NodeKind kind = N_KIND(kk_emit_node(e, i));
        if (kind != N_STORE && kind != N_TUPLE && kind != N_LIST && kind != N_STAR)
            *from = to;
    }
    return to;
}

/* Everything behind the first iterable, which k->first has; the result is in k->acc. */
static void comp_body(Emit *e, uint32_t root, Comp *k)
{
    static const uint32_t builders[] = {OP_BUILD_LIST, OP_BUILD_SET, OP_BUILD_DICT};
    Words *ast = &e->c->ast;
    uint32_t at = root - SEG_INFO - kk_ast_info(ast, root, SEG_SYMBOLS) - 1;
    JumpList skip = 0;
    k->clauses = kk_ast_info(ast, root, SEG_NAME) & 0xFFFF;
    k->base = ast->top;
    for (uint32_t i = 0; i < k->clauses; i++) {
        kk_emit_scratch(e, at);
        at = kk_ast_start(ast, at) - 1;
    }
    k->element = at;
    if (k->kind != N_GENEXP)
        kk_emit_abc(e, builders[k->kind - N_LISTCOMP], k->acc, k->acc, 0);
    comp_clause(e, k, 0, &skip);
    ast->top = k->base;
}

KK_MUST_CHECK static Value comp_code(Lang *c, uint32_t root, Value scope)
{
    CodeParts head = {.npos = 1};
    Emit e;
    Comp k = {.kind = N_KIND(kk_words_get(&c->ast, root))};
    open_segment(&e, c, SCOPE_COMP, root);
    e.name = k.kind == N_LISTCOMP   ? KK_N(lt_listcomp)
             : k.kind == N_SETCOMP  ? KK_N(lt_setcomp)
             : k.kind == N_DICTCOMP ? KK_N(lt_dictcomp)
                                    : KK_N(lt_genexpr);
    e.scope = scope;
    e.flags = k.kind == N_GENEXP ? CODE_GENERATOR : 0;
    if (kk_ast_info(&c->ast, root, SEG_NAME) >> 16 & SEG_ASYNC)
        e.flags |= CODE_COROUTINE;
    uint32_t iterator = kk_emit_take(&e, 1);
    e.nlocals = 1;
    kk_emit_regset_add(&e.assigned, 0);
    resolve_names(&e);
    settle_names(&e);
    if (k.kind != N_GENEXP)
        k.acc = kk_emit_take(&e, 1);
    if (!comp_waits(&e, root))
        kk_emit_abc(&e, OP_ASYNC, iterator, iterator, ASYNC_ITERATOR);
    comp_body(&e, root, &k);
    kk_emit_abc(&e, k.kind == N_GENEXP ? OP_RETURN_NONE : OP_RETURN, k.acc, 0, 0);
    return kk_emit_finish(&e, &head);
}

/* The comprehension as a part of the function e. */
static void comp_inline(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, iterable = root - kk_ast_info(&e->c->ast, root, SEG_BEGIN) - 1, kept;
    Comp k = {.kind = N_KIND(kk_emit_node(e, root)), .acc = dst};
    Inlined in = {NULL, 0, kk_ast_info(&e->c->ast, root, SEG_SYMBOLS), 0, 0};
    RegSet sure;
    in.sym_at = root - SEG_INFO - in.sym_n;
    in.bound_to = first_targets(e, root, &in.bound_from);
    k.first.waits = comp_waits(e, root);
    /* The iterable is evaluated outside: its names are not those of the comprehension. */
    if (dst < e->nlocals)
        k.acc = kk_emit_take(e, 1);
    kk_emit_loop_prepare(e, &k.first, iterable);
    sure = e->assigned;
    kept = keep_symbols(e, root);
    kk_emit_name_inline(e, &in);
    comp_body(e, root, &k);
    restore_symbols(e, root, kept);
    e->inlined = in.up;
    e->assigned = sure;
    e->top = top;
    if (k.acc != dst)
        kk_emit_abc(e, OP_MOVE, dst, k.acc, 0);
}

void kk_emit_func_comp(Emit *e, uint32_t root, uint32_t dst)
{
    uint32_t top = e->top, window, iterable = root - kk_ast_info(&e->c->ast, root, SEG_BEGIN) - 1,
             reg, kept;
    if (kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16 & SEG_INLINE) {
        comp_inline(e, root, dst);
        return;
    }
    Value scope = scope_within(e, root);
    window = kk_emit_take(e, KK_FRAME_WORDS + 1);
    kept = keep_symbols(e, root);
    Value code = comp_code(e->c, root, scope);
    if (code == KK_ERROR)
        return;
    make_function(e, root, code, window, 0);
    restore_symbols(e, root, kept);
    reg = kk_emit_expr_any(e, iterable);
    kk_emit_abc(e, comp_waits(e, root) ? OP_ASYNC : OP_GET_ITER, window + KK_FRAME_WORDS, reg,
                comp_waits(e, root) ? ASYNC_ITER : 0);
    e->top = top;
    bool waits = N_KIND(kk_emit_node(e, root)) != N_GENEXP &&
                 (kk_ast_info(&e->c->ast, root, SEG_NAME) >> 16 & SEG_ASYNC) != 0;
    kk_emit_abc(e, OP_CALL, dst, window, 1);
    if (waits)
        kk_emit_expr_wait(e, ASYNC_AWAIT, dst, dst);
}
