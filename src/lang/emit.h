/*
 * emit.h: tree to instructions.
 *
 * Each function being emitted has an Emit on the C stack; its instructions, constants and marks lie
 * on top of those of the functions around it. Values are computed into the register where they are
 * wanted; a local is used where it is. Registers above the locals are a stack of temporaries:
 * whoever takes one puts `top` back.
 *
 * An error stays: what is called behind a step that failed does nothing (kk_emit_enter is false, nothing is pushed,
 * registers and indices are 0), so that no step looks at what became of the one before. kk_emit_finish tells.
 * Lists on the tree are empty then: loops over them end at once.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_EMIT_H
#define KK_LANG_EMIT_H

#include "lang/scope.h"
#include "object/code.h"
#include "object/ops.h"

enum { REG_MAX = 255, REG_LOCALS_MAX = 160, BITS_WORDS = 256 / 32 };

/* A set of registers. */
typedef struct RegSet {
    uint32_t bits[BITS_WORDS];
} RegSet;

/* What a name means in the function being emitted. Symbol words become name | place << 16 | index
 * << 20. */
typedef enum Where {
    AT_UNRESOLVED,
    AT_REG,  /* a register */
    AT_CELL, /* a cell in a register */
    AT_FREE, /* a free variable of the function */
    AT_GLOBAL,
    AT_GLOBAL_PASS, /* declared global in a class; functions inside mean the free variable with the index */
    AT_NAME,      /* of the namespace; index 1: the class binds it */
    AT_NAME_PASS, /* of the namespace; functions inside mean the free variable with the index */
    AT_NAME_FREE, /* of the namespace, else the free variable with the index */
    AT_FAR        /* in the storage for locals that found no register */
} Where;
typedef struct NamePlace {
    Where where;
    uint32_t index;
} KK_PAIR NamePlace;

/* A list of jumps to a place that is not yet known; 0 is the empty list. */
typedef uint32_t JumpList;

typedef enum BlockKind {
    BLOCK_LOOP,
    BLOCK_TRY,
    BLOCK_FINALLY,
    BLOCK_WITH,
    BLOCK_HANDLER,
    BLOCK_FINAL_HANDLER
} BlockKind;

/* A statement around the current one that break, continue, return or an exception has to do with.
 */
typedef struct Block {
    struct Block *up;
    BlockKind kind;
    uint32_t reg; /* BLOCK_WITH: of the exit method; handlers: of the exception */
    uint32_t
        node; /* BLOCK_FINALLY: the S_BLOCK; BLOCK_HANDLER: name of the exception's variable + 1 */
    uint32_t line;
    uint32_t range;  /* first pc of the range that is covered now */
    uint32_t ranges; /* ranges that were closed: a list through their marks (emit.c); 0: none */
    JumpList breaks, continues;
} Block;

/* A comprehension that is part of the function: its variables are temporaries. */
typedef struct Inlined {
    struct Inlined *up;
    uint32_t sym_at, sym_n;
    uint32_t bound_from, bound_to; /* these words bind names before any is read */
} Inlined;

typedef struct Emit {
    Lang *c;
    Vm *vm;
    struct Emit *up;
    ScopeKind kind;
    uint32_t sym_at, sym_n; /* its symbols in the tree */
    uint32_t code_at, const_at, marks_at, jumps_at;
    uint32_t nlocals, nfree, nfar;
    uint32_t top, max;           /* the next free register; most in use */
    uint32_t line, first_line;   /* of the instruction to be emitted; of the function */
    uint32_t mark_line, mark_pc; /* of the last line mark */
    uint32_t span, span_marked;  /* the text that instructions come from: entry of c->places + 1, or 0 (places.c) */
    uint32_t spans_at;
    uint32_t flags;              /* CODE_* */
    uint32_t depth;              /* exception ranges open */
    uint32_t free_jumps;         /* recycled jump nodes */
    uint32_t far_jumps;          /* compare-and-jumps whose target is too far away */
    uint32_t label;              /* the last pc that something jumps to */
    uint32_t apart;              /* of a module: the number of the statement */
    bool dead;                   /* the current place cannot be reached */
    bool walrus;                 /* locals may change inside an expression */
    bool single;                 /* at the prompt: show expressions */
    bool has_self;               /* a function with a positional parameter */
    bool generic;                /* the scope of type parameters */
    bool many;                   /* its parameters are far locals: CODE_MANY */
    bool space;                  /* it, or what is in it, stands in a class: r0 is the namespace of that */
    Block *block;
    Inlined *inlined;    /* comprehensions around the current place, the innermost first */
    Value name, scope;   /* for the Code */
    Value spill;         /* the tuple of constants that is being filled, when there are very many; KK_UNSET: none */
    uint32_t spill_n, spill_at; /* how many are in it; its own index */
    uint32_t next_param; /* while parameters get their registers */
    uint32_t class_cell; /* classes: register of the cell of __class__, or 0 */
    RegSet assigned;     /* locals that surely have a value */
    RegSet deletable;    /* locals that may lose it again */
} Emit;

/* ---- emit.c: instructions, constants, registers, jumps ---- */

KK_INLINE uint32_t kk_emit_pc(const Emit *e) { return e->c->code.top - e->code_at; }
uint32_t kk_emit_node(const Emit *e, uint32_t i);
/* Around what may lie in itself. false: something has failed before, or it nests too deep. */
KK_MUST_CHECK bool kk_emit_enter(Emit *e);
void kk_emit_leave(Emit *e);
/* A word onto the tree, where emission keeps lists. */
void kk_emit_scratch(Emit *e, uint32_t word);
/* A SyntaxError of that line. */
void kk_emit_error(Emit *e, uint32_t line, const char *format, ...);
/* kk_lang_names_append and kk_lang_names_id_of as steps of the emitter; id 0 when they fail. */
void kk_emit_append(Emit *e, Value *values, uint32_t *n, Value value);
uint32_t kk_emit_id(Emit *e, Value name);
void kk_emit_word(Emit *e, uint32_t word);
void kk_emit_abc(Emit *e, uint32_t op, uint32_t a, uint32_t b, uint32_t cc);
void kk_emit_abx(Emit *e, uint32_t op, uint32_t a, uint32_t bx);
/* The index of the constant in the function's constants. */
uint32_t kk_emit_const(Emit *e, Value v);
uint32_t kk_emit_name_const(Emit *e, uint32_t name);
/* The next n registers. */
uint32_t kk_emit_take(Emit *e, uint32_t n);

/* Jumps: emit one with an open target, tie a list to the current place or a pc. */
void kk_emit_jump(Emit *e, uint32_t word, JumpList *list);
void kk_emit_patch(Emit *e, JumpList *list, uint32_t pc);
void kk_emit_here(Emit *e, JumpList *list);
void kk_emit_loop(Emit *e, uint32_t pc);

/* The instructions [from, to) are covered by a handler that comes later: adds the range to *list.
 * kk_emit_range_target gives all ranges of the list their handler. */
void kk_emit_range(Emit *e, uint32_t from, uint32_t to, uint32_t *list);
void kk_emit_range_target(Emit *e, uint32_t list, uint32_t target);

/* A place where several ways through a statement meet. */
typedef struct Meeting {
    JumpList jumps;
    RegSet sure;  /* what is sure on all of them */
    bool reached; /* there is one */
} Meeting;
/* The current way, if it is alive, goes there by a jump. */
void kk_emit_go_to(Emit *e, Meeting *m);
/* This is the place; the current way, if it is alive, arrives too. */
void kk_emit_meet(Emit *e, Meeting *m);

/* Begins and ends a function; finish gives the fresh Code. */
void kk_emit_begin(Emit *e, Lang *c, ScopeKind kind, uint32_t line);
KK_MUST_CHECK Value kk_emit_finish(Emit *e, const CodeParts *head);

bool kk_emit_regset_has(const RegSet *s, uint32_t r);
void kk_emit_regset_add(RegSet *s, uint32_t r);
void kk_emit_regset_drop(RegSet *s, uint32_t r);
/* Before a place that is reached more than once, or from anywhere in a try: what may be deleted is
 * not sure. */
void kk_emit_forget(Emit *e);
/* After a branch: what is sure is what is sure on both ways. other_dead: the other way does not
 * come here. */
void kk_emit_merge(Emit *e, const RegSet *other, bool other_dead);

/* The roots of the NARY node's children, pushed on the tree as scratch: child i is kk_emit_child(e,
 * base, n, i). The caller puts c->ast.top back to base. */
void kk_emit_children(Emit *e, uint32_t root, uint32_t *base, uint32_t *n);
uint32_t kk_emit_child(const Emit *e, uint32_t base, uint32_t n, uint32_t i);

/* ---- emit_name.c ---- */

void kk_emit_name_resolve(Emit *e);
NamePlace kk_emit_name_place(Emit *e, uint32_t name);
/* The variables of the comprehension become the next registers, and are found first. */
void kk_emit_name_inline(Emit *e, Inlined *in);
void kk_emit_name_load(Emit *e, uint32_t name, uint32_t dst);
/* __annotations__ are in the namespace from here on. */
void kk_emit_name_annotations(Emit *e);
/* A name of the globals or builtins, whatever the scope. */
void kk_emit_name_load_global(Emit *e, uint32_t name, uint32_t dst);
void kk_emit_name_store(Emit *e, uint32_t name, uint32_t src);
void kk_emit_name_delete(Emit *e, uint32_t name, bool quiet);
/* The register of the name, if it is a local that surely has a value now (after a CHECK, if need
 * be). */
bool kk_emit_name_local(Emit *e, uint32_t name, uint32_t *reg);

/* ---- emit_expr.c ---- */

/* The value of the expression into register dst. */
void kk_emit_expr(Emit *e, uint32_t root, uint32_t dst);
/* Its value into some register: a local's own, or a fresh temporary. */
uint32_t kk_emit_expr_any(Emit *e, uint32_t root);
/* The same, but a register that later expressions cannot change. */
uint32_t kk_emit_expr_temp(Emit *e, uint32_t root);
/* Evaluated for its effects only. */
/* dst = the result of waiting for what step makes of r[b]. */
void kk_emit_expr_wait(Emit *e, AsyncStep step, uint32_t b, uint32_t dst);
void kk_emit_expr_effect(Emit *e, uint32_t root);
void kk_emit_expr_constant(Emit *e, Value v, uint32_t dst);
/* dst = left op operand, with the node's operator; in_place: as in an augmented assignment. */
void kk_emit_expr_operate(Emit *e, NodeKind op, bool in_place, uint32_t dst, uint32_t left,
                          uint32_t right);
/* The subtree mentions the name. */
bool kk_emit_expr_mentions(Emit *e, uint32_t root, uint32_t name);
/* Opcodes: GETATTR or GETATTR_X, SETATTR or SETATTR_X. */
void kk_emit_expr_getattr(Emit *e, uint32_t dst, uint32_t object, uint32_t name);
void kk_emit_expr_setattr(Emit *e, uint32_t object, uint32_t name, uint32_t value);
/* The index expression of a subscript, slices included. */
uint32_t kk_emit_expr_index(Emit *e, uint32_t root);

/* ---- emit_call.c, emit_build.c ---- */

void kk_emit_call(Emit *e, uint32_t root, uint32_t dst);
/* The n nodes whose roots lie on the tree at base as a list (N_CALL: the tuple of a call's arguments) into dst, stars
 * spread. */
void kk_emit_build_sequence(Emit *e, NodeKind kind, uint32_t base, uint32_t n, uint32_t from,
                            uint32_t dst);
void kk_emit_build(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_build_joined(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_build_template(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_build_format(Emit *e, uint32_t root, uint32_t dst);

/* ---- emit_cond.c ---- */

/* Jumps when the truth of the expression is `when`; goes on otherwise. */
void kk_emit_cond(Emit *e, uint32_t root, bool when, JumpList *list);
/* a < b < c and `and` / `or` as values. */
void kk_emit_cond_value(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_cond_compare(Emit *e, uint32_t root, uint32_t dst);

/* ---- emit_target.c ---- */

/* target = register */
void kk_emit_target(Emit *e, uint32_t root, uint32_t src);
/* target = expression; the best way for the kind of target. */
void kk_emit_target_assign(Emit *e, uint32_t target, uint32_t value);
void kk_emit_target_delete(Emit *e, uint32_t root);
void kk_emit_target_augment(Emit *e, uint32_t target, NodeKind op, uint32_t operand);
/* The register a store to the target may be computed into directly: a local. */
bool kk_emit_target_register(Emit *e, uint32_t root, uint32_t *reg);
void kk_emit_target_assigned(Emit *e, uint32_t reg);

/* ---- emit_stmt.c, emit_loop.c, emit_try.c ---- */

void kk_emit_block(Emit *e, uint32_t header, uint32_t line);
/* One statement; *line as in the header chain. *next is the word behind it. */
void kk_emit_stmt(Emit *e, uint32_t header, uint32_t *line, uint32_t *next);
/* break or continue */
void kk_emit_loop_leave(Emit *e, bool is_break);
void kk_emit_loop_if(Emit *e, uint32_t first, uint32_t end);
void kk_emit_loop_while(Emit *e, uint32_t first, uint32_t end);
void kk_emit_loop_for(Emit *e, uint32_t first, uint32_t end, bool waits);
/* Prepares the iteration over the expression; kk_emit_loop_next ends the loop. */
typedef struct ForLoop {
    uint32_t state; /* registers */
    bool range;
    bool waits;      /* async for; set by the caller */
    RegSet sure;     /* async for: what is known where __anext__ is called ... */
    uint32_t ranges; /* ... and the list of the range that is covered there */
    uint32_t body;
    JumpList test;
    uint32_t span;   /* of the iterable: e->span for what iterates */
} ForLoop;
void kk_emit_loop_prepare(Emit *e, ForLoop *f, uint32_t iterable);
void kk_emit_loop_begin(Emit *e, ForLoop *f, uint32_t target, uint32_t *item);
void kk_emit_loop_next(Emit *e, ForLoop *f, uint32_t item);
void kk_emit_try(Emit *e, uint32_t first, uint32_t end);
void kk_emit_try_with(Emit *e, uint32_t first, uint32_t end, bool waits);
/* What leaving the blocks up to (not including) `to` takes. */
void kk_emit_try_leave(Emit *e, Block *to);
/* Behind the jump that left: the blocks are in force again. */
void kk_emit_try_reopen(Emit *e, Block *to);

/* ---- emit_match.c ---- */

void kk_emit_match(Emit *e, uint32_t first, uint32_t end);

/* ---- emit_func.c ---- */

/* Compiles a function that no other encloses, and replaces its body in the tree by the Code. */
KK_MUST_CHECK bool kk_emit_func_early(Lang *c, uint32_t root);
void kk_emit_func(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_func_class(Emit *e, uint32_t root, uint32_t dst);
void kk_emit_func_comp(Emit *e, uint32_t root, uint32_t dst);

/* ---- emit_generic.c ---- */

/* Calls the function in window that makes type parameters and what has them: the result into dst. */
void kk_emit_generic_call(Emit *e, uint32_t window, uint32_t dst);
/* A GENERIC node, in that function; or a type statement without parameters. */
void kk_emit_generic_node(Emit *e, uint32_t root, uint32_t dst);
/* At the beginning of a function with these SEG_ flags: if it is one of those, and in a class, r0 is its argument. */
void kk_emit_generic_begin(Emit *e, uint32_t flags);
/* __type_params__ of a class, at the beginning of its body. */
void kk_emit_generic_class(Emit *e);

/* ---- fold.c ---- */

/* The expression has a constant value: *v. Raises nothing; false also when memory is short. */
bool kk_fold_value(Emit *e, uint32_t root, Value *v);
/* All items of the display are constants: *v is the tuple of them. */
bool kk_fold_items(Emit *e, uint32_t root, Value *v);
/* 1, 0: the constant truth of the expression; -1: not known before it runs. */
int kk_fold_truth(Emit *e, uint32_t root);
/* left op right for constants; KK_UNSET when it is better done at run time. */
Value kk_fold_binary(Emit *e, NodeKind op, Value left, Value right);

#endif
