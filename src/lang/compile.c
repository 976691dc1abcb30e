/*
 * compile.c: the compiler as a whole: statement by statement from text to the module's Code.
 *
 * Layer: lang.   Tests: tests/lang/, tests/runtime/exec/.
 */
#include "lang/places.h"
#include "object/dict.h"
#include "object/runtime.h"

bool kk_lang_push(Lang *c, NodeKind kind, uint32_t arg) { return kk_words_push(c->vm, &c->ast, N_WORD(kind, arg)); }

/* The module's docstring, if the statement is one. */
static void store_docstring(Emit *e, uint32_t header)
{
    Lang *c = e->c;
    uint32_t w = kk_emit_node(e, header), node = kk_emit_node(e, header + S_SIZE(w) - 1);
    if (S_KIND(w) != S_EXPR || S_SIZE(w) > 3 || N_KIND(node) != N_CONST ||
        c->options->optimize > 1 || c->options->mode != COMPILE_EXEC ||
        !kk_str_is(kk_lang_literal(c, N_ARG(node))))
        return;
    uint32_t reg = kk_emit_take(e, 1);
    kk_emit_expr_constant(e, kk_lang_literal(c, N_ARG(node)), reg);
    kk_emit_name_store(e, kk_emit_id(e, KK_N(__doc__)), reg);
    e->top = reg;
}

/* This statement, which only binds names, is wanted as a function of its own. */
static bool stands_apart(Lang *c, StmtKind kind)
{
    const char *apart = c->options->apart;
    if (apart == NULL || *apart == '\0')
        return false;
    char wanted = *apart;
    c->options->apart += wanted != '*';
    return wanted != '0' &&
           (kind == S_DEF || kind == S_CLASS || kind == S_IMPORT || kind == S_FROM || kind == S_ASSIGN);
}

/* The statement as a function without parameters, and a call of it: LOADI its number, MAKE_FUNCTION, CALL. */
static void emit_apart(Emit *e, uint32_t header, uint32_t *line, uint32_t *next)
{
    CodeParts head = {0};
    Emit inner;
    kk_emit_begin(&inner, e->c, SCOPE_MODULE, *line);
    inner.name = KK_N(lt_module);
    inner.walrus = e->walrus;
    kk_emit_stmt(&inner, header, line, next);
    kk_emit_abc(&inner, OP_RETURN_NONE, 0, 0, 0);
    Value code = kk_emit_finish(&inner, &head);
    if (code == KK_ERROR)
        return;
    uint32_t window = kk_emit_take(e, KK_FRAME_WORDS), index = kk_emit_const(e, code);
    e->line = *line;
    e->top = window;
    kk_emit_abx(e, OP_LOADI, window, e->apart & 0x7FFF);
    kk_emit_abx(e, OP_MAKE_FUNCTION, window, index);
    kk_emit_word(e, 0);
    kk_emit_abc(e, OP_CALL, window, window, 0);
}

/* Emits the statements in the tree, and empties it. */
KK_MUST_CHECK static bool emit_statements(Emit *e, uint32_t line, bool *first)
{
    Lang *c = e->c;
    for (uint32_t i = 0, end = c->ast.top; i < end; e->apart++) {
        StmtKind kind = S_KIND(kk_emit_node(e, i));
        if (*first)
            store_docstring(e, i);
        c->past_future = c->past_future || (kind != S_FROM && !(*first && kind == S_EXPR));
        *first = false;
        if (stands_apart(c, kind))
            emit_apart(e, i, &line, &i);
        else
            kk_emit_stmt(e, i, &line, &i);
    }
    if (kk_vm_failed(c->vm))
        return false;
    kk_words_drop(&c->ast, 0);
    kk_places_drop(c, 0);
    e->span = 0;
    for (uint32_t i = 0; i < c->nliterals; i++)
        KK_OBJ(ValuesObj, c->literals)->at[i] = KK_UNSET;
    c->nliterals = 0;
    return true;
}

bool kk_lang_late(Lang *c, LateRank rank, Place at, Place end, const char *format, ...)
{
    Late *late = &c->late;
    va_list args;
    va_start(args, format);
    Value message = kk_format_list(c->vm, format, &args);
    va_end(args);
    if (message == KK_ERROR)
        return false;
    if (late->message == KK_UNSET || rank < late->rank ||
        (rank == late->rank && kk_place_before(at, late->at)))
        *late = (Late){message, at, end, rank};
    return true;
}

/* The statements in the tree go: an error that waits will be raised. */
static bool is_late(Lang *c)
{
    if (c->late.message == KK_UNSET)
        return false;
    kk_words_drop(&c->ast, 0);
    kk_places_drop(c, 0);
    return true;
}

KK_MUST_CHECK static bool raise_late(Lang *c)
{
    return kk_lang_error_raise(&c->lx, KK_SyntaxError, c->late.at, c->late.end, c->late.message);
}

KK_MUST_CHECK static bool compile_module(Emit *e)
{
    Lang *c = e->c;
    uint32_t line = 1;
    bool first = true;
    while (kk_lang_tok(c) != TOK_END) {
        uint32_t before = line;
        c->walrus = false;
        if (!kk_parse_stmt(c, &line) || !kk_parse_expr_check_async(c))
            return false;
        e->walrus = c->walrus;
        if (!is_late(c) && !emit_statements(e, before, &first))
            return false;
    }
    if (c->late.message != KK_UNSET)
        return raise_late(c);
    kk_emit_abc(e, OP_RETURN_NONE, 0, 0, 0);
    return true;
}

KK_MUST_CHECK static bool compile_single(Emit *e)
{
    Lang *c = e->c;
    uint32_t line = 1;
    bool first = false, compound;
    e->single = true;
    if (kk_lang_tok(c) == TOK_END) {
        c->options->incomplete = true;
        return kk_parse_expr_invalid(c);
    }
    Tok tok = kk_lang_tok(c);
    compound = tok == TOK_if || tok == TOK_while || tok == TOK_for || tok == TOK_try ||
               tok == TOK_with || tok == TOK_def || tok == TOK_class || tok == TOK_AT ||
               tok == TOK_async;
    if (!kk_parse_stmt(c, &line) || !kk_parse_expr_check_async(c))
        return false;
    compound = compound || (c->ast.top > 0 && S_KIND(kk_emit_node(e, 0)) == S_MATCH);
    if (c->options->prompt && compound && !c->lx.blank_end) {
        c->options->incomplete = true;
        return kk_parse_expr_invalid(c);
    }
    if (kk_lang_tok(c) != TOK_END)
        return kk_lang_error(&c->lx,
                             "multiple statements found while compiling a single statement");
    if (is_late(c))
        return raise_late(c);
    e->walrus = c->walrus;
    if (!emit_statements(e, 1, &first))
        return false;
    kk_emit_abc(e, OP_RETURN_NONE, 0, 0, 0);
    return true;
}

KK_MUST_CHECK static bool compile_eval(Emit *e)
{
    Lang *c = e->c;
    if (!kk_parse_expr_list(c, false))
        return false;
    while (kk_lang_tok(c) == TOK_NEWLINE) {
        if (!kk_lang_next(c))
            return false;
    }
    if (kk_lang_tok(c) != TOK_END)
        return kk_parse_expr_invalid(c);
    if (!kk_parse_expr_check_async(c))
        return false;
    if (c->late.message != KK_UNSET)
        return raise_late(c);
    e->walrus = c->walrus;
    kk_emit_abc(e, OP_RETURN, kk_emit_expr_any(e, c->ast.top - 1), 0, 0);
    return true;
}

/* The namespace to compile against; a fresh one if the caller has none. */
KK_MUST_CHECK static bool find_globals(Lang *c)
{
    c->globals = c->options->globals;
    if (c->globals == KK_UNSET) {
        c->globals = kk_dict_new(c->vm, 0);
        if (c->globals == KK_ERROR)
            return false;
    }
    return kk_dict_is_namespace(c->globals) || kk_dict_make_namespace(c->vm, c->globals);
}

KK_MUST_CHECK static Value compile_level(Lang *c)
{
    CodeParts head = {0};
    Emit e;
    kk_emit_begin(&e, c, SCOPE_MODULE, 1);
    e.name = KK_N(lt_module);
    e.flags = CODE_MODULE;
    if (c->options->names) {
        e.flags |= CODE_NAMESPACE;
        (void)kk_emit_take(&e, 1);
    }
    bool ok = c->options->mode == COMPILE_EXEC     ? compile_module(&e)
              : c->options->mode == COMPILE_SINGLE ? compile_single(&e)
                                                   : compile_eval(&e);
    /* The last constant of a module's code is the namespace that its slots are of. */
    if (!ok)
        return KK_ERROR;
    kk_emit_append(&e, &c->consts, &c->nconsts, c->globals);
    return kk_emit_finish(&e, &head);
}

static void begin(Lang *c, Vm *vm, CompileOptions *options, ParseScope *module)
{
    memset(c, 0, offsetof(Lang, first_chunks));
    c->vm = vm;
    c->ast = (Words){0, 0, LANG_AST_CHUNKS, c->ast_chunks};
    c->code = (Words){0, 0, LANG_CODE_CHUNKS, c->code_chunks};
    c->marks = (Words){0, 0, LANG_MARK_CHUNKS, c->mark_chunks};
    c->jumps = (Words){0, 0, LANG_JUMP_CHUNKS, c->jump_chunks};
    Words *const stacks[] = {&c->ast, &c->code, &c->marks, &c->jumps};
    for (size_t i = 0; !WORDS_DOUBLE && i < KK_COUNT_OF(stacks); i++) {
        stacks[i]->chunk[0] = c->first_chunks[i % LANG_FIRST_CHUNKS];
        stacks[i]->chunks = 1;
    }
    c->places = (Words){0, 0, LANG_PLACE_CHUNKS, c->place_chunks};
    c->spans = (Words){0, 0, LANG_PLACE_CHUNKS, c->span_chunks};
    c->options = options;
    c->lazy_annotations = options->lazy_annotations;
    c->no_annotations = c->lazy_annotations && !LANG_ANNOTATION_TEXT;
    c->scope = module;
    c->line = 1;
    c->group_root = LANG_NO_GROUP;
}

/* ---- what it keeps, to the collector ---- */

/* A pointer to the content of a blob. Those to what is not in the heap are left alone. */
static void visit_content(Heap *heap, RootVisitor visit, uint8_t **at)
{
    Value blob = (Value)*at - offsetof(BlobObj, at);
    if (*at == NULL)
        return;
    visit(heap, &blob);
    *at = (uint8_t *)blob + offsetof(BlobObj, at);
}

static void visit_lexer(Lexer *lx, Heap *heap, RootVisitor visit)
{
    const uint8_t *old = lx->buf;
    visit(heap, &lx->value);
    visit_content(heap, visit, &lx->text);
    visit_content(heap, visit, &lx->buf);
    ptrdiff_t way = (ptrdiff_t)((uintptr_t)lx->buf - (uintptr_t)old);
    if (way == 0)
        return;
    lx->end += way;
    lx->limit += way;
    lx->p += way;
    lx->line_at += way;
    lx->tok_at += way;
    if (lx->hold != NULL)
        lx->hold += way;
}

/* Held.visit: all of the Lang but what lies outside the heap, and what its callers hold for it. */
static void visit_lang(Held *held, Heap *heap, RootVisitor visit)
{
    Lang *c = (Lang *)(void *)((uint8_t *)held - offsetof(Lang, held));
    Value *const slots[] = {&c->globals, &c->names, &c->literals, &c->declared, &c->consts, &c->const_values, &c->late.message};
    Words *const stacks[] = {&c->ast, &c->code, &c->marks, &c->jumps, &c->places, &c->spans};
    for (size_t i = 0; i < KK_COUNT_OF(slots); i++)
        visit(heap, slots[i]);
    for (size_t i = 0; i < KK_COUNT_OF(stacks); i++) {
        for (size_t n = 0; n < stacks[i]->chunks; n++)
            visit_content(heap, visit, (uint8_t **)(void *)&stacks[i]->chunk[n]);
    }
    visit_content(heap, visit, &c->name_slots);
    visit_lexer(&c->lx, heap, visit);
}

/* ---- */

Value kk_compile(Vm *vm, const Source *source, CompileOptions *options)
{
    ParseScope module = {.kind = SCOPE_MODULE};
    Lang c;
    begin(&c, vm, options, &module);
    c.no_annotations = options->optimize > 2;
    options->incomplete = false;
    Value code = KK_ERROR;
    c.held.visit = visit_lang;
    kk_vm_hold(vm, &c.held, &c, &c + 1);
    if (find_globals(&c) && kk_lexer_init(&c.lx, vm, source, options, c.window) && kk_lang_next(&c))
        code = compile_level(&c);
    if (code == KK_ERROR &&
        (c.lx.need_block || (c.lx.open_end && (c.lx.brackets > 0 || c.lx.tok != TOK_END))))
        options->incomplete = true;
    kk_vm_release(vm);
    return code;
}

typedef struct TextSource {
    Span rest, all;
} TextSource;

static bool read_text(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    TextSource *t = ctx;
    *got = cap < t->rest.len ? cap : t->rest.len;
    kk_bytes_copy(buf, t->rest.at, *got);
    t->rest = kk_span_skip(t->rest, *got);
    return true;
}

static bool rewind_text(void *ctx)
{
    TextSource *t = ctx;
    t->rest = t->all;
    return true;
}

Value kk_compile_text(Vm *vm, Value text, CompileOptions *options)
{
    bool is_str = kk_str_is(text);
    TextSource t;
    t.all = is_str ? kk_str_span(text) : (Span){KK_OBJ(BytesObj, text)->at, kk_len_of(text)};
    t.rest = t.all;
    Source source = {read_text, rewind_text, &t, is_str};
    return kk_compile(vm, &source, options);
}

/* ---- marks in tracebacks ---- */

/* The root of the text's one expression; 0: it is none. */
static uint32_t parse_whole(Lang *c)
{
    if (!kk_lang_next(c) || !kk_parse_expr_list(c, false))
        return 0;
    while (kk_lang_tok(c) == TOK_NEWLINE)
        if (!kk_lang_next(c))
            return 0;
    uint32_t root = c->ast.top - 1;
    while (root > 0 && N_KIND(kk_words_get(&c->ast, root)) == N_LINE)
        root--;
    return kk_lang_tok(c) == TOK_END ? root : 0;
}

bool kk_compile_anchors(Vm *vm, Value text, size_t *left, size_t *right, bool *subscript)
{
    ParseScope module = {.kind = SCOPE_MODULE};
    CompileOptions options = {.mode = COMPILE_EVAL, .filename = KK_N(lt_string), .globals = KK_UNSET};
    TextSource t = {kk_str_span(text), kk_str_span(text)};
    Source source = {read_text, rewind_text, &t, true};
    Lang c;
    begin(&c, vm, &options, &module);
    bool opened = kk_lexer_init(&c.lx, vm, &source, &options, c.window);
    /* Nothing is emitted here, nor warned about: that was done when the text was compiled. */
    c.lx.quiet = true;
    uint32_t root = opened ? parse_whole(&c) : 0;
    vm->pending = KK_UNSET;
    if (root == 0)
        return false;
    uint32_t w = kk_words_get(&c.ast, root);
    Place none = kk_place(0, 0), from, to;
    if (N_KIND(w) >= N_ADD && N_KIND(w) <= N_RSHIFT) {
        from = kk_places_end(&c, root - N_ARG(w), none);
        to = kk_places_start(&c, root - 1, none);
    } else if (N_KIND(w) == N_SUBSCRIPT) {
        from = kk_places_end(&c, root - N_ARG(w), none);
        to = kk_places_end(&c, root - 1, none);
    } else {
        return false;
    }
    *subscript = N_KIND(w) == N_SUBSCRIPT;
    *left = kk_place_col(from);
    *right = kk_place_col(to);
    return kk_place_line(from) == 1 && kk_place_line(to) == 1;
}
