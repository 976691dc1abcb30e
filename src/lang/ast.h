/*
 * ast.h: the tree: a run of words in the order in which the parser saw things.
 *
 * Expressions are in postfix order: a node stands behind its children, so that parsing appends and
 * never links. A node is one word, its kind in the low byte and a 24-bit argument above; it is
 * known by the index of that word, its root. Walking goes backwards: the last child's root is
 * directly in front of its parent's words, and kk_ast_start tells where a node begins, hence where
 * its left sibling ends.
 *
 * NARY nodes: argument = children << 16 | words from the first child to the root; when either
 * does not fit the argument is NARY_LONG and two N_RAW words in front of the root hold them.
 *
 * Statements have a header word in front, with bit 7 set, and a size: they are walked forwards.
 * The header also has the number of lines since the statement before it in its block, or since the
 * block's own statement for the first (S_LINE_LONG: an N_RAW with the line follows). A block is the
 * header S_BLOCK and its statements.
 *
 * A scope's own words (function body, comprehension, class body) begin with N_BEGIN, whose argument
 * is the distance to the scope's root. In front of the root: the scope's symbols (one word each,
 * lang/scope.h), and N_RAW words with what SegmentInfo names.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_AST_H
#define KK_LANG_AST_H

#include "lang/words.h"

typedef enum NodeKind {
#define LEAF(name) N_##name,
#define UNARY(name) N_##name,
#define BINARY(name) N_##name,
#define NARY(name) N_##name,
#define SEGMENT(name) N_##name,
#include "lang/ast.def"
#undef LEAF
#undef UNARY
#undef BINARY
#undef NARY
#undef SEGMENT
    N_COUNT
} NodeKind;

typedef enum StmtKind {
    S_BLOCK,
    S_EXPR,
    S_ASSIGN,
    S_AUGMENTED,
    S_ANNOTATED,
    S_RETURN,
    S_DELETE,
    S_PASS,
    S_BREAK,
    S_CONTINUE,
    S_IF,
    S_ELIF,
    S_WHILE,
    S_FOR,
    S_WITH,
    S_TRY,
    S_HANDLER,
    S_DEF,
    S_CLASS,
    S_RAISE,
    S_SCOPE,
    S_IMPORT,
    S_FROM,
    S_ASSERT,
    S_MATCH,
    S_CASE,
    S_ASYNC_FOR,
    S_ASYNC_WITH
} StmtKind;

#define N_WORD(kind, arg) ((uint32_t)(kind) | (uint32_t)(arg) << 8)
#define N_KIND(w) ((NodeKind)((w)&0xFF))
#define N_ARG(w) ((w) >> 8)
#define N_ARG_MAX 0xFFFFFFu

enum { NARY_LONG = 0xFFFFFF, NARY_COUNT_MAX = 254, NARY_WAY_MAX = 0xFFFE };

/* Statement headers: size is the words of the statement, header included. */
enum {
    S_FLAG = 0x80,
    S_LINE_SHIFT = 8,
    S_LINE_LONG = 15,
    S_SIZE_SHIFT = 12,
    S_SIZE_MAX = (1 << 20) - 1
};
#define S_WORD(kind, lines, size)                                                                  \
    ((uint32_t)(kind) | S_FLAG | (uint32_t)(lines) << S_LINE_SHIFT |                               \
     (uint32_t)(size) << S_SIZE_SHIFT)
#define S_KIND(w) ((StmtKind)((w)&31))
#define S_LINES(w) ((w) >> S_LINE_SHIFT & 15)
#define S_SIZE(w) ((w) >> S_SIZE_SHIFT)

/* Comparison nodes: the left child is itself the comparison that this one goes on from. */
#define N_CHAIN 0x800000u

/* CLAUSE_FIRST and CLAUSE_FOR nodes: async for. */
#define N_ASYNC 0x800000u

/* PARAM: name | flags << 16. */
enum { PARAM_DEFAULT = 1, PARAM_ANNOTATED = 2, PARAM_KWONLY = 4, PARAM_STAR = 8, PARAM_DSTAR = 16 };

/* The N_RAW words in front of a SEGMENT root, the nearest first. */
enum {
    SEG_SYMBOLS = 1, /* how many symbols stand in front of the info words */
    SEG_BEGIN = 2,   /* words from N_BEGIN to the root */
    SEG_NAME = 3,    /* functions, classes: name | SEG_* flags << 16; comprehensions: clauses |
                        SEG_INLINE << 16 */
    SEG_COUNT = 4,   /* functions: parameters | positional-only << 12; classes: arguments */
    SEG_LINE = 5,    /* the first line */
    SEG_INFO = 5,    /* how many info words there are */
    SEG_COUNT_BITS = 12,
    SEG_GENERATOR = 1,
    SEG_LAMBDA = 2,
    SEG_RETURNS = 4,
    SEG_EMITTED = 8,
    SEG_ASYNC = 32,  /* async def; a comprehension that waits for something */
    SEG_GENERIC = 64, /* with SEG_LAMBDA: the scope of type parameters */
    SEG_LAZY = 128,   /* with SEG_LAMBDA: the bound of a type parameter or value of a type alias */
    SEG_INLINE = 16 /* comprehensions: no function of its own, its names are registers of the
                       function around */
};

/* The place of the first word of the node. @gc never */
uint32_t kk_ast_start(Words *ast, uint32_t root);
/* How many children the NARY node has, and the root of the last. @gc never */
uint32_t kk_ast_count(Words *ast, uint32_t root, uint32_t *last);
/* The info word of a SEGMENT. */
KK_INLINE uint32_t kk_ast_info(Words *ast, uint32_t root, uint32_t which)
{
    return N_ARG(kk_words_get(ast, root - which));
}

/* Appends a NARY node over everything from `start` on. @gc may collect */
KK_MUST_CHECK bool kk_ast_nary(Vm *vm, Words *ast, NodeKind kind, uint32_t count, uint32_t start);
/* Appends a BINARY node whose left child is at `left`, the right one being the last node. `flags`
 * is or-ed in. */
KK_MUST_CHECK bool kk_ast_binary(Vm *vm, Words *ast, NodeKind kind, uint32_t left, uint32_t flags);

#endif
