/*
 * ast.c: finding one's way in the postfix tree.
 *
 * Layer: lang.   Tests: tests/lang/.
 */
#include "lang/ast.h"

#include "object/error.h"

enum { SHAPE_LEAF, SHAPE_UNARY, SHAPE_BINARY, SHAPE_NARY, SHAPE_SEGMENT };

static const uint32_t shapes[N_COUNT] = {
#define LEAF(name) SHAPE_LEAF,
#define UNARY(name) SHAPE_UNARY,
#define BINARY(name) SHAPE_BINARY,
#define NARY(name) SHAPE_NARY,
#define SEGMENT(name) SHAPE_SEGMENT,
#include "lang/ast.def"
#undef LEAF
#undef UNARY
#undef BINARY
#undef NARY
#undef SEGMENT
};

uint32_t kk_ast_start(Words *ast, uint32_t root)
{
    for (;;) {
        uint32_t w = kk_words_get(ast, root), arg = N_ARG(w);
        switch (shapes[N_KIND(w)]) {
        case SHAPE_UNARY:
            root--;
            break;
        case SHAPE_BINARY:
            root -= N_KIND(w) == N_FORMAT_SPEC ? arg >> 2 : arg & ~N_CHAIN;
            break;
        case SHAPE_NARY:
            return root - (arg == NARY_LONG ? N_ARG(kk_words_get(ast, root - 1)) : arg & 0xFFFF);
        case SHAPE_SEGMENT:
            return root - arg;
        default:
            return root;
        }
    }
}

uint32_t kk_ast_count(Words *ast, uint32_t root, uint32_t *last)
{
    uint32_t arg = N_ARG(kk_words_get(ast, root));
    if (arg == NARY_LONG) {
        *last = root - 3;
        return N_ARG(kk_words_get(ast, root - 2));
    }
    *last = root - 1;
    return arg >> 16;
}

bool kk_ast_nary(Vm *vm, Words *ast, NodeKind kind, uint32_t count, uint32_t start)
{
    uint32_t way = ast->top - start;
    if (count <= NARY_COUNT_MAX && way <= NARY_WAY_MAX)
        return kk_words_push(vm, ast, N_WORD(kind, count << 16 | way));
    return kk_words_push(vm, ast, N_WORD(N_RAW, count)) &&
           kk_words_push(vm, ast, N_WORD(N_RAW, way + 2)) &&
           kk_words_push(vm, ast, N_WORD(kind, NARY_LONG));
}

bool kk_ast_binary(Vm *vm, Words *ast, NodeKind kind, uint32_t left, uint32_t flags)
{
    return kk_words_push(vm, ast, N_WORD(kind, (ast->top - left) | flags));
}
