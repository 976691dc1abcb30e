/*
 * compiler.h: the state of one compilation, on the C stack of kk_compile for as long as it runs.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_COMPILER_H
#define KK_LANG_COMPILER_H

#include "lang/ast.h"
#include "lang/lexer.h"

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_FUNCTION,
    SCOPE_LAMBDA,
    SCOPE_CLASS,
    SCOPE_COMP
} ScopeKind;

/* What the parser knows of the scope it is in; on the C stack, the innermost first. */
typedef struct ParseScope {
    struct ParseScope *up;
    ScopeKind kind;
    bool generator;  /* a yield was seen */
    uint32_t loops;  /* loops open around the current statement */
    uint32_t star;   /* in an except* block: loops that were open where it begins, plus 1 */
    uint32_t blocks; /* blocks open, for the limit */
    uint32_t body;   /* index of its first own word in the tree */
    uint32_t params; /* functions: index of the last PARAM's end, and how many */
    uint32_t nparams;
    Value class_name; /* str, for __private names; KK_UNSET outside classes */
    Value own_name;   /* of a class */
    const char *within; /* no yield, await and := in it; how messages call it. NULL: they may be */
    bool is_async;    /* await is allowed: an async function, or a comprehension in one */
    bool async_comp;  /* what stands at async_at is a comprehension, not an await */
    Place async_at;   /* the first await that is an error unless a comprehension around it takes it */
    Place async_end;
    Place return_at;  /* the first return with a value */
    Place return_end;
} ParseScope;

struct Emit;

/* An error that CPython finds only when the whole text has been parsed: it counts if no other comes. */
typedef enum LateRank {
    LATE_NAMES = 1, /* by looking at names and scopes, before ... */
    LATE_CODE       /* ... it makes code */
} LateRank;
typedef struct Late {
    Value message; /* KK_UNSET: there is none */
    Place at, end;
    LateRank rank;
} Late;

/* A name bound by := and its place. */
typedef struct Walrus {
    uint32_t name;
    Place at, end;
} Walrus;
enum { LANG_WALRUSES = 4 };

/* Annotations that are not evaluated are kept as text; else they are dropped. */
enum { LANG_ANNOTATION_TEXT = KK_WORD_BITS == 64 };

/* How much there may be of what, in chunks of Words. */
enum {
    LANG_AST_CHUNKS = KK_WORD_BITS == 32 ? 98 : 14,
    LANG_CODE_CHUNKS = KK_WORD_BITS == 32 ? 66 : 14,
    LANG_MARK_CHUNKS = KK_WORD_BITS == 32 ? 50 : 13,
    LANG_JUMP_CHUNKS = KK_WORD_BITS == 32 ? 18 : 11,
    LANG_PLACE_CHUNKS = KK_WORD_BITS == 32 ? 1 : 13
};
/* What lies on the C stack of small machines, so that short programs need little else. */
enum { LANG_FIRST_CHUNKS = KK_WORD_BITS == 32 ? 4 : 1, LANG_WINDOW = KK_WORD_BITS == 32 ? LEX_WINDOW : 1 };

#define LANG_NO_GROUP UINT32_MAX /* no expression in brackets yet */

typedef struct Lang {
    /* What every function looks at comes first: the LX106 has short instructions for the first 64 bytes. */
    Vm *vm;
    ParseScope *scope;
    Words ast;
    Lexer lx;
    Held held; /* this structure is one: what is added to it here must be visited in compile.c */
    CompileOptions *options;
    Words code;    /* instructions of the functions being emitted, the innermost on top */
    Words marks;   /* lines and handlers, the same way (emit.c) */
    Words jumps;   /* jumps with open targets (emit.c) */
    Words places;  /* what text the nodes cover (places.c) */
    Words spans;   /* the same for the instructions of the functions being emitted (places.c) */
    Value globals; /* the namespace dict that the code is compiled against */
    bool walrus;   /* := was seen in the function or statement */
    struct Emit *emit;

    Value names; /* ValuesObj: interned strs by id */
    uint32_t nnames;
    uint8_t *name_slots;  /* open-addressed hash table of id + 1: bytes; beyond LANG_SLOT_BYTES slots halfwords */
    uint32_t name_mask;
    Value literals; /* ValuesObj: constants by index */
    uint32_t nliterals;
    Value declared; /* ValuesObj: ids of names that functions declare global; kept where the module level works by
                       names */
    uint32_t ndeclared;
    uint32_t body_literals; /* how many there were before the body of the function that has just
                               been parsed */
    Value consts; /* ValuesObj: constants of the functions being emitted, the innermost on top */
    uint32_t nconsts;

    uint32_t nesting;      /* expressions in expressions, for the limit */
    uint32_t line;         /* the line that nodes have unless a LINE node says otherwise */
    Place bad_at, bad_end; /* an expression in the statement that is no target ... */
    uint32_t bad_root;     /* ... and its root; LANG_NO_GROUP: none */
    Value const_values;    /* ValuesObj of id, value pairs, from X = const(...) */
    uint32_t nconst_values;
    bool has_const; /* const was imported from micropython */
    uint32_t *ast_chunks[LANG_AST_CHUNKS], *code_chunks[LANG_CODE_CHUNKS],
        *mark_chunks[LANG_MARK_CHUNKS], *jump_chunks[LANG_JUMP_CHUNKS], *place_chunks[LANG_PLACE_CHUNKS],
        *span_chunks[LANG_PLACE_CHUNKS];
    Late late;
    Place yield_at, yield_end; /* the last yield */
    Place group_at, group_end; /* what stands in the last brackets that are no tuple ... */
    uint32_t group_root;       /* ... and its root; 0: none */
    Walrus walruses[LANG_WALRUSES]; /* the last ones */
    uint32_t nwalruses;
    uint32_t iterables; /* iterables of comprehensions that are being parsed, one in the other */
    bool past_future;      /* a statement came that must stand behind imports from __future__ */
    bool lazy_annotations; /* from __future__ import annotations: they are not evaluated */
    bool no_annotations;   /* they are dropped */
    bool saw_yield; /* by the scan of a comprehension's words */
    bool saw_await; /* the same: it waits for something */
    /* From here on nothing is cleared at the beginning: see kk_compile's begin(). */
    uint32_t first_chunks[LANG_FIRST_CHUNKS][WORDS_SHORT]; /* of ast, code, marks, jumps */
    uint8_t window[LANG_WINDOW];
} Lang;

KK_MUST_CHECK KK_INLINE bool kk_lang_next(Lang *c) { return kk_lexer_next(&c->lx); }
KK_INLINE Tok kk_lang_tok(const Lang *c) { return c->lx.tok; }
KK_INLINE uint32_t kk_lang_top(const Lang *c) { return c->ast.top; }

/* ---- compile.c ---- */

/* Appends a node to the tree. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_lang_push(Lang *c, NodeKind kind, uint32_t arg);

/* Remembers the error, unless an earlier one or one of a lower rank is known. Nothing is emitted from now on.
 * @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_lang_late(Lang *c, LateRank rank, Place at, Place end, const char *format, ...);
KK_INLINE Place kk_lang_end(const Lang *c) { return c->lx.end_place; }

/* ---- lang_names.c ---- */

enum { LANG_NAMES_MAX = 0xFFFE };

/* The id of a name with that hash (FNV-1a). @raises MemoryError, SyntaxError (too many)  @gc may
 * collect */
KK_MUST_CHECK bool kk_lang_names_id(Lang *c, Span text, uint32_t hash, uint32_t *id);
/* The same for an interned str. */
KK_MUST_CHECK bool kk_lang_names_id_of(Lang *c, Value name, uint32_t *id);
/* The id of the current NAME token, __private names made the class's own. */
KK_MUST_CHECK bool kk_lang_names_token(Lang *c, uint32_t *id);
KK_INLINE Value kk_lang_name(const Lang *c, uint32_t id)
{
    return KK_OBJ(ValuesObj, c->names)->at[id];
}

/* Keeps a constant; *index is its number. @gc may collect */
KK_MUST_CHECK bool kk_lang_names_literal(Lang *c, Value value, uint32_t *index);
KK_INLINE Value kk_lang_literal(const Lang *c, uint32_t index)
{
    return KK_OBJ(ValuesObj, c->literals)->at[index];
}

/* Appends to a growing ValuesObj of *n values. @gc may collect */
KK_MUST_CHECK bool kk_lang_names_append(Vm *vm, Value *values, uint32_t *n, Value value);

#endif
