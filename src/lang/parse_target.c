/*
 * parse_target.c: expressions that turn out to be targets of an assignment.
 *
 * A target is parsed as an expression; when the `=` comes its names are marked as stored to. The
 * tree has no columns, so the parser notes the first expression in a statement that cannot be a
 * target.
 *
 * Layer: lang.   Tests: tests/lang/assignment.py, tests/lang/errors/targets.py.
 */
#include "lang/parser.h"
#include "object/ops.h"

static bool is_debug(Lang *c, uint32_t w) { return kk_lang_name(c, N_ARG(w)) == KK_N(__debug__); }

/* Compared by its address. */
static const char debug_name[] = "__debug__";

const char *kk_parse_target_name(Lang *c, uint32_t root)
{
    uint32_t w = kk_words_get(&c->ast, root);
    switch (N_KIND(w)) {
    case N_LINE:
        return kk_parse_target_name(c, root - 1);
    case N_NAME:
        return is_debug(c, w) ? debug_name : KK_TEXT("name");
    case N_INT:
    case N_CONST:
        return KK_TEXT("literal");
    case N_NONE:
        return KK_TEXT("None");
    case N_TRUE:
        return KK_TEXT("True");
    case N_FALSE:
        return KK_TEXT("False");
    case N_ELLIPSIS:
        return KK_TEXT("ellipsis");
    case N_STAR:
        return KK_TEXT("starred");
    case N_YIELD:
    case N_YIELD_FROM:
        return KK_TEXT("yield expression");
    case N_AWAIT:
        return KK_TEXT("await expression");
    case N_ATTR:
        return is_debug(c, w) ? debug_name : KK_TEXT("attribute");
    case N_SUBSCRIPT:
        return KK_TEXT("subscript");
    case N_WALRUS:
        return KK_TEXT("named expression");
    case N_IFEXP:
        return KK_TEXT("conditional expression");
    case N_TUPLE:
        return KK_TEXT("tuple");
    case N_LIST:
        return KK_TEXT("list");
    case N_SET:
        return KK_TEXT("set display");
    case N_DICT:
        return KK_TEXT("dict literal");
    case N_CALL:
        return KK_TEXT("function call");
    case N_JOINED:
    case N_FORMAT:
    case N_FORMAT_SPEC:
        return KK_TEXT("f-string expression");
    case N_TEMPLATE:
        return KK_TEXT("t-string expression");
    case N_LISTCOMP:
        return KK_TEXT("list comprehension");
    case N_SETCOMP:
        return KK_TEXT("set comprehension");
    case N_DICTCOMP:
        return KK_TEXT("dict comprehension");
    case N_GENEXP:
        return KK_TEXT("generator expression");
    case N_FUNC:
        return KK_TEXT("lambda");
    case N_LT:
    case N_LE:
    case N_EQ:
    case N_NE:
    case N_GT:
    case N_GE:
    case N_IS:
    case N_IS_NOT:
    case N_IN:
    case N_NOT_IN:
        return KK_TEXT("comparison");
    default:
        return KK_TEXT("expression");
    }
}

static bool may_be_target(NodeKind kind)
{
    return kind == N_NAME || kind == N_ATTR || kind == N_SUBSCRIPT || kind == N_TUPLE ||
           kind == N_LIST || kind == N_STAR || kind == N_LINE;
}

void kk_parse_target_note(Lang *c, Place at)
{
    uint32_t root = c->ast.top - 1, w = kk_words_get(&c->ast, root);
    if (N_KIND(w) == N_STAR) {
        w = kk_words_get(&c->ast, --root);
        at = kk_place_right(at, 1);
    }
    bool fine = may_be_target(N_KIND(w)) && !(N_KIND(w) == N_NAME && is_debug(c, w));
    if (c->bad_root == 0 && !fine) {
        c->bad_root = root;
        c->bad_at = at;
        c->bad_end = kk_lang_end(c);
    }
}

/* The leftmost part of the expression that is no target, or 0. */
static uint32_t find_bad(Lang *c, uint32_t root, TargetUse use, bool nested)
{
    uint32_t w = kk_words_get(&c->ast, root), last, bad = 0;
    switch (N_KIND(w)) {
    case N_NAME:
        return is_debug(c, w) ? root : 0;
    case N_ATTR:
        return use == TARGET_NAMED || is_debug(c, w) ? root : 0;
    case N_SUBSCRIPT:
        return use == TARGET_NAMED ? root : 0;
    case N_LINE:
        return find_bad(c, root - 1, use, nested);
    case N_STAR:
        return nested && use != TARGET_DELETE ? find_bad(c, root - 1, use, false) : root;
    case N_TUPLE:
    case N_LIST:
        if (use == TARGET_AUGMENT || use == TARGET_NAMED)
            return root;
        for (uint32_t n = kk_ast_count(&c->ast, root, &last); n > 0; n--) {
            uint32_t in_item = find_bad(c, last, use, true);
            bad = in_item != 0 ? in_item : bad;
            last = kk_ast_start(&c->ast, last) - 1;
        }
        return bad;
    default:
        return root;
    }
}

static void mark(Lang *c, uint32_t root, NodeKind name_kind)
{
    uint32_t w = kk_words_get(&c->ast, root), last;
    switch (N_KIND(w)) {
    case N_NAME:
        kk_words_set(&c->ast, root, N_WORD(name_kind, N_ARG(w)));
        break;
    case N_LINE:
    case N_STAR:
        mark(c, root - 1, name_kind);
        break;
    case N_TUPLE:
    case N_LIST:
        for (uint32_t n = kk_ast_count(&c->ast, root, &last); n > 0; n--) {
            mark(c, last, name_kind);
            last = kk_ast_start(&c->ast, last) - 1;
        }
        break;
    default:
        break;
    }
}

/* A value whose comparison with == is more likely meant: CPython's hint is for operators above
 * comparisons. */
static bool hint_fits(Lang *c, uint32_t root)
{
    switch (N_KIND(kk_words_get(&c->ast, root))) {
    case N_NAME:
    case N_NONE:
    case N_TRUE:
    case N_FALSE:
    case N_NOT:
    case N_BOOL_AND:
    case N_BOOL_OR:
    case N_IFEXP:
    case N_FUNC:
    case N_LT:
    case N_LE:
    case N_EQ:
    case N_NE:
    case N_GT:
    case N_GE:
    case N_IS:
    case N_IS_NOT:
    case N_IN:
    case N_NOT_IN:
    case N_GENEXP:
    case N_YIELD:
    case N_YIELD_FROM:
    case N_STAR:
    case N_TUPLE:
    case N_LIST:
        return false;
    case N_LINE:
        return hint_fits(c, root - 1);
    default:
        return true;
    }
}

/* The bad part stands directly in front of the `=`, and a comparison of it could be meant. */
static bool is_last(Lang *c, uint32_t root, uint32_t bad)
{
    Place end = kk_lang_end(c);
    while (N_KIND(kk_words_get(&c->ast, root)) == N_LINE)
        root--;
    bool last = bad == root || (bad == c->bad_root && c->bad_end.at == end.at);
    return last && (hint_fits(c, bad) || c->group_root == bad);
}

bool kk_parse_target_equal(Lang *c, uint32_t start, Place at)
{
    uint32_t root = c->ast.top - 1;
    NodeKind kind = N_KIND(kk_words_get(&c->ast, root));
    if (kk_lang_tok(c) != TOK_EQUAL)
        return kk_parse_expr_invalid(c);
    bool grouped = c->group_root == root;
    if (grouped)
        at = c->group_at;
    Place end = grouped ? c->group_end : kk_lang_end(c);
    if (kind == N_NAME && c->ast.top == start + 1 && !grouped) {
        if (!kk_lang_next(c) || !kk_parse_expr_level(c, LEVEL_BITOR))
            return false;
        return kk_lang_error_at(&c->lx, at, kk_lang_end(c),
                                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    if (!hint_fits(c, root) && !grouped)
        return kk_parse_expr_invalid(c);
    return kk_lang_error_at(&c->lx, at, end,
                            "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                            kk_parse_target_name(c, root));
}

bool kk_parse_target(Lang *c, uint32_t root, TargetUse use, Place at, Place end)
{
    uint32_t bad = find_bad(c, root, use, false);
    if (bad == 0) {
        mark(c, root, use == TARGET_DELETE ? N_DELETE : N_STORE);
        return true;
    }
    if (bad == c->group_root) {
        at = c->group_at;
        end = c->group_end;
    } else if (bad == c->bad_root) {
        at = c->bad_at;
        end = c->bad_end;
    }
    Lexer *lx = &c->lx;
    const char *what = kk_parse_target_name(c, bad);
    if (what == debug_name)
        return kk_lang_error_at(lx, at, end, use == TARGET_DELETE ? "cannot delete %s"
                                                                                  : "cannot assign to %s", what);
    switch (use) {
    case TARGET_DELETE:
        return kk_lang_error_at(lx, at, end, "cannot delete %s", what);
    case TARGET_AUGMENT:
        return kk_lang_error_at(lx, at, end,
                                "'%s' is an illegal expression for augmented assignment", what);
    case TARGET_NAMED:
        return kk_lang_error_at(lx, at, end,
                                "cannot use assignment expressions with %s", what);
    case TARGET_ASSIGN:
    case TARGET_ASSIGN_MORE:
        if (N_KIND(kk_words_get(&c->ast, bad)) == N_STAR)
            return kk_lang_error_at(lx, at, end,
                                    "starred assignment target must be in a list or tuple");
        if (N_KIND(kk_words_get(&c->ast, bad)) == N_YIELD && bad != c->group_root)
            return kk_lang_error_at(lx, at, end,
                                    "assignment to yield expression not possible");
        if (use == TARGET_ASSIGN && is_last(c, root, bad) && kk_lang_next(c) &&
            kk_parse_expr_level(c, LEVEL_BITOR) && kk_lang_tok(c) != TOK_EQUAL)
            return kk_lang_error_at(lx, at, end,
                "cannot assign to %s here. Maybe you meant '==' instead of '='?", what);
        if (kk_vm_failed(c->vm))
            return false;
        break;
    default:
        break;
    }
    return kk_lang_error_at(lx, at, end, "cannot assign to %s", what);
}
