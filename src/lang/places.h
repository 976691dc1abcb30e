/*
 * places.h: which part of the text an instruction comes from, for the marks below source lines in tracebacks.
 *
 * While the parser works it notes for each node the text it covers, in an array sorted by the place of the
 * node in the tree. The emitter looks its nodes up there and marks instructions with what they belong to. Only where
 * words have 64 bits: elsewhere all of this does nothing, and code has lines alone.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_PLACES_H
#define KK_LANG_PLACES_H

#include "lang/emit.h"

enum { LANG_PLACES = KK_WORD_BITS == 64 };

/* The last node of the tree covers the text from there to the end of the token before the current one. */
void kk_places_add(Lang *c, Place from, bool stmt);
/* Gives true: one more step of a parsing function. */
KK_INLINE bool kk_places_note(Lang *c, Place from)
{
    if (LANG_PLACES)
        kk_places_add(c, from, false);
    return true;
}
/* The same, but it ends before the token before. */
bool kk_places_note_to(Lang *c, Place from, Place to);
/* The same for the simple statement that ends there. */
KK_INLINE bool kk_places_note_stmt(Lang *c, Place from)
{
    if (LANG_PLACES)
        kk_places_add(c, from, true);
    return true;
}
/* Where the text of the node at root begins; `otherwise` when that is not known. @gc never */
Place kk_places_start(Lang *c, uint32_t root, Place otherwise);
Place kk_places_end(Lang *c, uint32_t root, Place otherwise);

/* The tree's words from `top` on are dropped; the runs [from, middle) and [middle, end) change places; n words are
 * inserted at `at`. @gc never */
void kk_places_drop(Lang *c, uint32_t top);
void kk_places_rotate(Lang *c, uint32_t from, uint32_t middle, uint32_t end);
void kk_places_insert(Lang *c, uint32_t at, uint32_t n);

/* e->span becomes the node's, if it has one. Returns what it was: the caller puts that back. @gc never */
uint32_t kk_places_find(Emit *e, uint32_t key);
KK_INLINE uint32_t kk_places_enter(Emit *e, uint32_t root)
{
    return LANG_PLACES ? kk_places_find(e, 2 * root) : 0;
}
/* The same for the simple statement that ends before `end`: it has its own, or none. @gc never */
void kk_places_stmt(Emit *e, uint32_t end);

/* The line where the text of e->span begins; `otherwise` when that is not known. @gc never */
uint32_t kk_places_line(Emit *e, uint32_t otherwise);
/*
 * For the two words of a method's call: e->span becomes the attribute's at root, in a line of its own also e->line, and
 * then the call's, which begins at the attribute's name if that is so. @gc never
 */
uint32_t kk_places_method(Emit *e, uint32_t root);
void kk_places_method_call(Emit *e, uint32_t span);

/* Notes that instructions from here on are of e->span. */
void kk_places_mark(Emit *e);
/* Notes that instructions from here on are of what the one at pc is of. */
void kk_places_repeat(Emit *e, uint32_t pc);
/* The table for the Code of e, and its size in bytes; out may be NULL: only the size. @gc never */
size_t kk_places_write(Emit *e, uint8_t *out);

#endif
