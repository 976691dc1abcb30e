/*
 * lang.h: source text to Code: what the layers above see of the compiler.
 *
 * Layer: lang.   Tests: tests/lang/.
 */
#ifndef KK_LANG_LANG_H
#define KK_LANG_LANG_H

#include "object/object.h"

/* Where source text comes from. ctx is the reader's own and is kept alive by its owner. */
typedef struct Source {
    /* Stores up to cap bytes in buf and their number in *got; 0 is the end. false: exception
     * pending. */
    bool (*read)(void *ctx, uint8_t *buf, size_t cap, size_t *got);
    /* Goes back to the first byte, so that the text of an earlier line can be shown; NULL: cannot.
     */
    bool (*rewind)(void *ctx);
    void *ctx;
    bool decoded; /* the bytes are UTF-8 whatever a coding comment says (the text was a str) */
} Source;

typedef enum CompileMode {
    COMPILE_EXEC,   /* a module or the argument of exec */
    COMPILE_SINGLE, /* one statement of the prompt: the values of expressions are shown */
    COMPILE_EVAL    /* one expression, whose value is returned */
} CompileMode;

typedef struct CompileOptions {
    CompileMode mode;
    Value filename; /* str */
    Value globals;  /* the namespace dict to compile against, or KK_UNSET: a fresh one */
    bool names;     /* module level by names (CODE_NAMESPACE, r0 is the mapping): exec with locals,
                       compile() */
    int optimize;   /* 0: keep asserts; 1: drop them, __debug__ is False; 2: drop docstrings too */
    bool prompt; /* the text comes line by line from the prompt: a block goes on until an empty line
                  */
    bool lazy_annotations; /* as behind `from __future__ import annotations` */
    const char *apart; /* by the number of a statement of the module: '1', it shall be a function of its own that the
                          module calls (what freezing makes of that: tools/lazy.py); '*': from here on all; NULL: none */
    bool incomplete; /* out: the error is that the text ends too early: more lines would mend it */
} CompileOptions;

/*
 * @return  a fresh Code for the module level of the source
 * @raises  SyntaxError and its subclasses, MemoryError, RecursionError, what the reader raises
 * @gc      may collect
 */
KK_MUST_CHECK Value kk_compile(Vm *vm, const Source *source, CompileOptions *options);

/* The same for text that is in memory: a str or bytes, held by the caller. */
KK_MUST_CHECK Value kk_compile_text(Vm *vm, Value text, CompileOptions *options);

#endif
