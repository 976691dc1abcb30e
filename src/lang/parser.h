/*
 * parser.h: tokens to tree, one top-level statement at a time.
 *
 * Every function here begins at the current token, appends its node's words to c->ast, and leaves
 * the token behind its construct current. false: the exception is pending.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_PARSER_H
#define KK_LANG_PARSER_H

#include "lang/compiler.h"

/* How tightly operators bind; operators below the level asked for are left alone. */
enum {
    LEVEL_OR = 1,
    LEVEL_AND = 2,
    LEVEL_NOT = 3,
    LEVEL_COMPARE = 4,
    LEVEL_BITOR = 5,
    LEVEL_UNARY = 11,
    LEVEL_POWER = 12
};

/* ---- parse_expr.c ---- */

/* Guards recursion into an expression inside another; each true is paired with a leave. @raises
 * RecursionError */
KK_MUST_CHECK bool kk_parse_expr_enter(Lang *c);
void kk_parse_expr_leave(Lang *c);

/* A conditional expression or lambda: what a value is almost everywhere. */
KK_MUST_CHECK bool kk_parse_expr(Lang *c);
/* Operators of at least that level. */
KK_MUST_CHECK bool kk_parse_expr_level(Lang *c, uint32_t level);
/* The same, or name := value. */
KK_MUST_CHECK bool kk_parse_expr_named(Lang *c);
/* Expressions, some of them starred, with commas: a tuple unless there is just one. `named` allows
 * := in it. */
KK_MUST_CHECK bool kk_parse_expr_list(Lang *c, bool named);
/* A yield expression or kk_parse_expr_list. */
KK_MUST_CHECK bool kk_parse_expr_value(Lang *c);
KK_MUST_CHECK bool kk_parse_expr_yield(Lang *c);
/* One expression that may be starred, of the given level inside the star. */
KK_MUST_CHECK bool kk_parse_expr_starred(Lang *c, bool named);
/* What may follow an expression in brackets that has been parsed and begins at `start`. */
KK_MUST_CHECK bool kk_parse_expr_behind(Lang *c, uint32_t start);
/* The token can begin an expression. */
bool kk_parse_expr_begins(Tok tok);

/* An await (comp: an asynchronous comprehension) that begins at `at` has just been met: an error in the end where
 * the scope is not asynchronous, unless a comprehension takes it. */
void kk_parse_expr_outside(Lang *c, Place at, bool comp);
/* The scope ends: raises the error above if there is one. */
KK_MUST_CHECK bool kk_parse_expr_check_async(Lang *c);

/* The next token must be that one: it is skipped. @raises SyntaxError "invalid syntax" */
KK_MUST_CHECK bool kk_parse_expr_expect(Lang *c, Tok tok);
/* "expected ':'" */
KK_MUST_CHECK bool kk_parse_expr_expect_named(Lang *c, Tok tok);
/* Skips the token if it is that one. */
KK_MUST_CHECK bool kk_parse_expr_accept(Lang *c, Tok tok, bool *was);
/* Behind the current token, with the body of a string that is not read yet. */
Place kk_parse_expr_token_end(Lang *c);
/* SyntaxError "invalid syntax" at the current token, or the better message that fits. Returns
 * false. */
bool kk_parse_expr_invalid(Lang *c);

/* ---- parse_atom.c ---- */

/* A name, literal, display or bracketed expression, and the calls, subscripts and attributes behind
 * it. */
KK_MUST_CHECK bool kk_parse_atom(Lang *c);
/* The calls, subscripts and attributes behind what begins at `start` of the tree, and at `at`. */
KK_MUST_CHECK bool kk_parse_atom_behind(Lang *c, uint32_t start, Place at);
/* Arguments of a call, or the bases of a class, up to the closing bracket, which is skipped; *count says how many
 * there are. */
KK_MUST_CHECK bool kk_parse_atom_args(Lang *c, bool bases, uint32_t *count);

/* ---- parse_string.c ---- */

/* Adjacent string literals, f-strings among them. */
KK_MUST_CHECK bool kk_parse_string(Lang *c);

/* ---- parse_comp.c ---- */

/* The current token is the `for` behind an element that begins at `start`: makes the comprehension
 * of it. */
KK_MUST_CHECK bool kk_parse_comp(Lang *c, NodeKind kind, uint32_t start, Place at);
/* name := ... stands there: messages of a comprehension around it will point at it. */
void kk_parse_comp_note(Lang *c, uint32_t name, Place at, Place end);
/* The targets of a for, and the `in`. */
KK_MUST_CHECK bool kk_parse_comp_targets(Lang *c);

/* ---- parse_target.c ---- */

typedef enum TargetUse {
    TARGET_ASSIGN,
    TARGET_ASSIGN_MORE,
    TARGET_FOR,
    TARGET_WITH,
    TARGET_DELETE,
    TARGET_AUGMENT,
    TARGET_NAMED
} TargetUse;

/* Turns the expression at root, which begins at `at`, into a target. @raises SyntaxError "cannot
 * assign to ..." */
KK_MUST_CHECK bool kk_parse_target(Lang *c, uint32_t root, TargetUse use, Place at, Place end);
/* An `=` where no assignment may be, behind the expression that begins at `start`. Returns false.
 */
bool kk_parse_target_equal(Lang *c, uint32_t start, Place at);
/* How CPython calls the expression in messages ("function call"). @gc never */
const char *kk_parse_target_name(Lang *c, uint32_t root);
/* Remembers the expression at the tree's end as no target, if it is none. */
void kk_parse_target_note(Lang *c, Place at);

/* ---- parse_def.c ---- */

/* def and class: the segment, and the name as a target. The decorators have been parsed. */
KK_MUST_CHECK bool kk_parse_def_function(Lang *c, bool is_async);
KK_MUST_CHECK bool kk_parse_def_class(Lang *c);
KK_MUST_CHECK bool kk_parse_def_lambda(Lang *c);
/* An annotation (star: it may be starred); its text where `from __future__ import annotations` holds. */
KK_MUST_CHECK bool kk_parse_def_annotation(Lang *c, bool star);

/* Closes a segment whose first own word, at `begin`, is an N_RAW: symbols, info, root. name_flags: name | SEG_* << 16
 * of the segment; count: SEG_COUNT. */
KK_MUST_CHECK bool kk_parse_def_segment(Lang *c, NodeKind kind, ScopeKind scope, uint32_t start, uint32_t begin,
                                        uint32_t name_flags, uint32_t count, uint32_t line);

/* ---- parse_warn.c: where LANG_WARNINGS ---- */

/* The expression at `callee` is called. */
KK_MUST_CHECK bool kk_parse_warn_call(Lang *c, uint32_t callee, Place at);
/* object[index] */
KK_MUST_CHECK bool kk_parse_warn_subscript(Lang *c, uint32_t object, uint32_t index, Place at);
/* The tree ends with the node of `is` or `is not`, whose left operand is at `left`. */
KK_MUST_CHECK bool kk_parse_warn_is(Lang *c, NodeKind kind, uint32_t left, Place at);
/* assert test */
KK_MUST_CHECK bool kk_parse_warn_assert(Lang *c, uint32_t test, Place at);

/* ---- parse_generic.c ---- */

/* [T, ...] is next: the type parameters' own scope, in it what `rest` parses. name: of what is defined. */
KK_MUST_CHECK bool kk_parse_generic(Lang *c, uint32_t name, bool (*rest)(Lang *c, void *ctx), void *ctx);
/* A type statement, if the current NAME begins one: *was tells. */
KK_MUST_CHECK bool kk_parse_generic_alias(Lang *c, uint32_t *line, bool *was);
/* `what` stands where the scope does not allow it: "yield expression cannot be used within a type alias". */
KK_SAYS(kk_parse_generic_allows, 1)
KK_MUST_CHECK bool kk_parse_generic_allows(Lang *c, const char *what, Place at);

/* ---- parse_stmt.c, parse_compound.c ---- */

/* One statement (or line of simple statements). *line is the line of the one before it, and becomes
 * its line. */
KK_MUST_CHECK bool kk_parse_stmt(Lang *c, uint32_t *line);
/* One simple statement, without what ends its line. */
KK_MUST_CHECK bool kk_parse_stmt_simple(Lang *c, uint32_t *line);
/* A statement with a block, if the current token begins one: *was tells. */
KK_MUST_CHECK bool kk_parse_compound(Lang *c, uint32_t *line, bool *was);
/*
 * `:` and the block of the statement that `what` names ("'if' statement") and that is on that line;
 * base is the line that the first line of the block is counted from. strict: "expected ':'"
 * whatever else stands there; CPython says so for some statements only at the line's end.
 */
KK_SAYS(kk_parse_compound_block, 1)
KK_MUST_CHECK bool kk_parse_compound_block(Lang *c, const char *what, bool strict, uint32_t line,
                                           uint32_t base);
/* The block of that statement must begin with an INDENT. */
KK_SAYS(kk_parse_compound_indent, 1)
KK_MUST_CHECK bool kk_parse_compound_indent(Lang *c, const char *what, uint32_t line);
/* Header and end of a statement: *header is its place. */
KK_MUST_CHECK bool kk_parse_stmt_begin(Lang *c, StmtKind kind, uint32_t *line, uint32_t *header);
KK_MUST_CHECK bool kk_parse_stmt_end(Lang *c, uint32_t header);

/* ---- parse_match.c ---- */

/* A match statement, if the current NAME begins one: *was tells. */
KK_MUST_CHECK bool kk_parse_match(Lang *c, uint32_t *line, bool *was);

/* ---- scope.c ---- */

/* Appends the symbols of the words [from, top) to the tree; *count of them. own: the scope they are
 * of. */
KK_MUST_CHECK bool kk_scope_collect(Lang *c, ScopeKind kind, uint32_t from, uint32_t *count);

#endif
