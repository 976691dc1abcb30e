/*
 * parse_warn.c: what is legal and hardly meant: SyntaxWarnings, on computers.
 *
 * Layer: lang.   Tests: tests/lang/dubious.py.
 */
#include "lang/emit.h"

/* The type that the value of the expression surely has, as messages call it; NULL: that is not known. */
static const char *type_name(Lang *c, uint32_t root)
{
    uint32_t w = kk_words_get(&c->ast, root);
    switch (N_KIND(w)) {
    case N_LINE:
        return type_name(c, root - 1);
    case N_INT:
        return "int";
    case N_CONST: {
        const TypeObj *type = kk_type_of(kk_lang_literal(c, N_ARG(w)));
        return type == &kk_type_str ? "str" : type == &kk_type_bytes ? "bytes" : type == &kk_type_float ? "float"
               : type == &kk_type_complex ? "complex" : "int";
    }
    case N_NONE:
        return "NoneType";
    case N_TRUE:
    case N_FALSE:
        return "bool";
    case N_ELLIPSIS:
        return "ellipsis";
    case N_JOINED:
        return "str";
    case N_TUPLE:
        return "tuple";
    case N_LIST:
    case N_LISTCOMP:
        return "list";
    case N_DICT:
    case N_DICTCOMP:
        return "dict";
    case N_SET:
    case N_SETCOMP:
        return "set";
    case N_GENEXP:
        return "generator";
    case N_FUNC:
        return "function";
    default:
        return NULL;
    }
}

static bool is_one_of(const char *name, const char *list)
{
    return name != NULL && strstr(list, name) != NULL;
}

bool kk_parse_warn_call(Lang *c, uint32_t callee, Place at)
{
    const char *name = type_name(c, callee);
    return name == NULL || is_one_of(name, "function") ||
           kk_lang_warn(&c->lx, &kk_type_SyntaxWarning, at, kk_lang_end(c),
                        "'%s' object is not callable; perhaps you missed a comma?", name);
}

bool kk_parse_warn_subscript(Lang *c, uint32_t object, uint32_t index, Place at)
{
    const char *name = type_name(c, object), *key = type_name(c, index);
    if (is_one_of(name, "NoneType bool ellipsis int float complex set generator function"))
        return kk_lang_warn(&c->lx, &kk_type_SyntaxWarning, at, kk_lang_end(c),
                            "'%s' object is not subscriptable; perhaps you missed a comma?", name);
    if (!is_one_of(name, "str bytes tuple list") || key == NULL || is_one_of(key, "int bool"))
        return true;
    return kk_lang_warn(&c->lx, &kk_type_SyntaxWarning, at, kk_lang_end(c),
                        "%s indices must be integers or slices, not %s; perhaps you missed a comma?", name, key);
}

/* A constant that is not one of those that there is only one of. */
static bool is_literal(Lang *c, uint32_t root)
{
    Value v;
    uint32_t last;
    NodeKind kind = N_KIND(kk_words_get(&c->ast, root));
    if (kind == N_TUPLE && kk_ast_count(&c->ast, root, &last) == 0)
        return true;
    return kind != N_NAME && kk_fold_value(c->emit, root, &v) && v != kk_none &&
           v != kk_ellipsis && kk_type_of(v) != &kk_type_bool;
}

bool kk_parse_warn_is(Lang *c, NodeKind kind, uint32_t left, Place at)
{
    uint32_t w = kk_words_get(&c->ast, left);
    if (N_KIND(w) >= N_LT && N_KIND(w) <= N_NOT_IN)
        left--; /* a < b is c: b is what is compared */
    if (c->lx.quiet || (!is_literal(c, left) && !is_literal(c, c->ast.top - 2)))
        return true;
    return kk_lang_warn(&c->lx, &kk_type_SyntaxWarning, at, kk_lang_end(c), "\"is%s\" with a literal. Did you mean \"%s\"?",
                        kind == N_IS ? "" : " not", kind == N_IS ? "==" : "!=");
}

bool kk_parse_warn_assert(Lang *c, uint32_t test, Place at)
{
    uint32_t last;
    return N_KIND(kk_words_get(&c->ast, test)) != N_TUPLE || kk_ast_count(&c->ast, test, &last) == 0 ||
           kk_lang_warn(&c->lx, &kk_type_SyntaxWarning, at, kk_lang_end(c),
                        "assertion is always true, perhaps remove parentheses?");
}
