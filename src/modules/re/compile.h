/*
 * compile.h: the state of a compilation, shared by the files that do it.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_RE_COMPILE_H
#define KK_MODULES_RE_COMPILE_H

#include "modules/re/re.h"

typedef struct Compiler {
    Vm *vm;
    Value pattern;   /* as given */
    Value holder;    /* keeps text alive */
    Span text;
    size_t at;       /* the next byte to read */
    bool bytes;      /* a bytes pattern */
    bool wide;       /* some characters have several bytes */
    bool nested;     /* inside a group */
    uint32_t all_flags; /* of the whole pattern */
    uint32_t flags;  /* in force here */
    Value code;      /* BlobObj */
    size_t len;      /* words of it in use */
    size_t groups;   /* begun so far */
    size_t loops;
    Value widths;    /* BlobObj: for each group least and most characters, and whether it is closed */
    Value names;     /* dict */
    size_t behind;   /* inside a lookbehind: groups begun before it, + 1; else 0 */
    size_t look_ups; /* the largest group number of a condition, ... */
    size_t look_up_at; /* ... and where it stands */
    bool behind_varies; /* there is a lookbehind without fixed width */
    bool remembers;  /* what groups matched matters: no map of failures */
} Compiler;

/* What has been compiled: code from `start` on, which matches lo to hi characters. */
typedef struct Piece {
    size_t start;
    uint32_t lo, hi; /* RE_MAX: no limit */
    enum { PIECE_NONE, PIECE_PLACE, PIECE_ONE, PIECE_REPEAT, PIECE_OTHER } kind;
} Piece;

/* The words for each group in `widths`. */
enum { GROUP_LO, GROUP_HI, GROUP_CLOSED, GROUP_WORDS };

KK_INLINE uint32_t *kk_re_code(const Compiler *c)
{
    return (uint32_t *)(void *)KK_OBJ(BlobObj, c->code)->at;
}
KK_INLINE uint32_t *kk_re_width(const Compiler *c, size_t group)
{
    return (uint32_t *)(void *)KK_OBJ(BlobObj, c->widths)->at + group * GROUP_WORDS;
}

/* Appends a word, or puts n empty ones before what begins at `at`. @raises OverflowError, MemoryError */
KK_MUST_CHECK bool kk_re_emit(Compiler *c, uint32_t word);
KK_MUST_CHECK bool kk_re_insert(Compiler *c, size_t at, size_t n);

/* re.error about byte `at`. message may be KK_ERROR. Always false. */
bool kk_re_fail(Compiler *c, size_t at, Value message);
KK_SAYS(kk_re_fail_text, 2)
bool kk_re_fail_text(Compiler *c, size_t at, const char *message);

/* ---- reading the pattern ---- */

KK_INLINE bool kk_re_more(const Compiler *c) { return c->at < c->text.len; }
/* The byte `ahead` bytes further, -1 behind the end. @gc never */
KK_INLINE int kk_re_peek(const Compiler *c, size_t ahead)
{
    return ahead < c->text.len - c->at ? kk_rom_byte(c->text.at + c->at + ahead) : -1;
}
/* Takes the byte if it is next. @gc never */
KK_INLINE bool kk_re_take(Compiler *c, char byte)
{
    bool is = kk_re_peek(c, 0) == byte;
    c->at += is;
    return is;
}
/* The next character, which there is. @gc never */
uint32_t kk_re_read(Compiler *c);
/* The pattern's bytes [from, to) as a str. */
KK_MUST_CHECK Value kk_re_piece_text(Compiler *c, size_t from, size_t to);

/* ---- parse_char.c ---- */

/* Behind a backslash in a set or outside. Either a character, or what the others say. */
typedef struct Escape {
    enum { ESCAPE_CHAR, ESCAPE_CATEGORY, ESCAPE_PLACE, ESCAPE_GROUP } kind;
    uint32_t value;
} Escape;
KK_MUST_CHECK bool kk_re_escape(Compiler *c, bool in_set, Escape *escape);
/* A character, without case if the flags say so. */
KK_MUST_CHECK bool kk_re_emit_char(Compiler *c, uint32_t code);
/* A set; its bracket is taken. */
KK_MUST_CHECK bool kk_re_set(Compiler *c, size_t begin);

/* ---- parse_group.c ---- */

/* What begins with a parenthesis, which is taken; begin is where it stood. */
KK_MUST_CHECK bool kk_re_parse_group(Compiler *c, size_t begin, bool first, Piece *piece);
/* A back reference to that group. */
KK_MUST_CHECK bool kk_re_emit_backref(Compiler *c, size_t group, size_t at, Piece *piece);
/* Flags that do not go together, or not with the kind of pattern. @raises ValueError */
KK_MUST_CHECK bool kk_re_check_flags(Compiler *c);

/* ---- compile.c ---- */

/* Alternatives up to a closing parenthesis or the end. */
KK_MUST_CHECK bool kk_re_parse(Compiler *c, Piece *piece);
/* One alternative only: up to a bar, too. */
KK_MUST_CHECK bool kk_re_parse_one(Compiler *c, Piece *piece);
/* lo and hi of one piece behind the other. @gc never */
void kk_re_add_width(Piece *sum, const Piece *piece);

#endif
