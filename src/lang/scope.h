/*
 * scope.h: which names a scope has, and what they are.
 *
 * When the parser has seen a scope's last word it collects the scope's names into symbol words,
 * which stay in the tree. A scope's symbols include what scopes inside it want from outside.
 * Nothing is decided before the top-level statement is complete: only then is it known what a name
 * means.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_SCOPE_H
#define KK_LANG_SCOPE_H

#include "lang/parser.h"

/* A symbol: name | SYM_* << 16. */
enum {
    SYM_USED = 1,
    SYM_BOUND = 2, /* assigned, imported, defined, deleted ... here */
    SYM_PARAM = 4,
    SYM_GLOBAL = 8, /* declared so */
    SYM_NONLOCAL = 16,
    SYM_INNER = 32,    /* a scope inside wants it */
    SYM_WALRUS = 64,   /* bound by := in a comprehension: belongs to the scope around */
    SYM_DELETED = 128, /* may lose its value */
    SYM_ANNOTATED = 256, /* kk_scope_seen: the target of an annotation */
    SYM_FLAG_SHIFT = 16
};
#define SYM_NAME(w) ((w)&0xFFFF)
#define SYM_FLAGS(w) ((w) >> SYM_FLAG_SHIFT)

/*
 * The symbol of the name among the words [from, from + count), or NULL. @gc never
 */
uint32_t *kk_scope_find(Words *ast, uint32_t from, uint32_t count, uint32_t name);

/* Some statement in the words [from, to) of the scope itself is an annotated assignment. @gc never */
bool kk_scope_annotates(Lang *c, uint32_t from, uint32_t to);
/* The name was used or bound in the words [from, to) of the scope itself: the SYM_ flags. @gc
 * never */
uint32_t kk_scope_seen(Lang *c, uint32_t from, uint32_t to, uint32_t name);

#endif
