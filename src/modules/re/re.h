/*
 * re.h: the compiled form of a regular expression, shared by what makes it and what runs it.
 *
 * A program is an array of 32-bit words: a head, the code, and a table of the counted loops. An
 * instruction is op | argument << 8 and the words behind it. Jumps are relative to the instruction
 * that jumps, so that code can be moved while it is made. docs/regex.md tells how it is run.
 *
 * Layer: modules.   Tests: tests/modules/re/.
 */
#ifndef KK_MODULES_RE_RE_H
#define KK_MODULES_RE_RE_H

#include "object/ops.h"
#include "object/strbuf.h"

/* Python's values of the flags. */
enum {
    RE_IGNORECASE = 2,
    RE_LOCALE = 4,
    RE_MULTILINE = 8,
    RE_DOTALL = 16,
    RE_UNICODE = 32,
    RE_VERBOSE = 64,
    RE_DEBUG = 128,
    RE_ASCII = 256
};

/* Words of the head. */
enum {
    HEAD_GROUPS, /* capturing groups */
    HEAD_LOOPS,  /* counted loops */
    HEAD_MEMO,   /* bits that one position takes in the table of known failures; 0: it cannot be used */
    HEAD_FIRST,  /* the instruction for one character with which each match begins; 0: there is none */
    HEAD_TABLE,  /* where the loop table begins: LOOP_WORDS words for each */
    HEAD_ONCE,   /* not 0: a match can only begin where the text does */
    HEAD_MAP,    /* which of the first 128 characters a match can begin with (4 words); none: not known */
    HEAD_MAP_END = HEAD_MAP + 3,
    HEAD_WORDS
};

typedef enum ReOp {
    RE_MATCH,
    /* One character. */
    RE_CHAR,     /* argument: it */
    RE_CHAR_I,   /* the same folded */
    RE_ANY,      /* all but a line feed */
    RE_ANY_ALL,
    RE_CATEGORY, /* argument: CAT_* */
    RE_SET,      /* argument: SET_* | words of items << 3; a map of the first 128 characters; the items */
    /* No character. */
    RE_AT,       /* argument: AT_* */
    RE_JUMP,     /* argument: where to */
    RE_SPLIT,    /* argument: the second choice, the first is behind it; memo */
    RE_SPLIT_TO, /* argument: the first choice, the second is behind it; memo */
    RE_SAVE,     /* argument: which mark */
    RE_REPEAT,   /* argument: words of the one-character instruction behind; min, max, memo */
    RE_REPEAT_LAZY,
    RE_REPEAT_ALL, /* possessive */
    RE_INIT,     /* argument: which loop; begins it */
    RE_LOOP,     /* argument: which loop; where its body is, min, max, memo */
    RE_LOOP_LAZY,
    RE_BACKREF,  /* argument: group */
    RE_BACKREF_I,
    RE_IF,       /* argument: group; where to when it has not matched */
    RE_LOOK,     /* argument: LOOK_*; where its end is, characters to go back */
    RE_CUT       /* argument: its RE_LOOK */
} ReOp;

enum { CAT_DIGIT, CAT_SPACE, CAT_WORD, CAT_KIND = 3, CAT_NOT = 4, CAT_UNICODE = 8 };
enum { SET_NOT = 1, SET_FOLD = 2, SET_UNICODE = 4, SET_SHIFT = 3, SET_MAP = 4 };
/* An item of a set is SET_IS_CATEGORY | CAT_*, or the first and the last character of a range. */
#define SET_IS_CATEGORY 0x80000000u
enum {
    AT_START,      /* of the text: \A, ^ */
    AT_LINE,       /* ^ in many lines */
    AT_END,        /* \Z */
    AT_DOLLAR,     /* the end, or a line feed there */
    AT_LINE_END,   /* $ in many lines */
    AT_BOUNDARY,   /* \b; with AT_UNICODE */
    AT_NO_BOUNDARY,
    AT_KIND = 7,
    AT_UNICODE = 8
};
enum { LOOK_NOT = 1, LOOK_BEHIND = 2, LOOK_ATOMIC = 4 };

/* A word about what is remembered of a branch: its first bit, the loop it is in, whether inside a LOOK. */
#define MEMO_BASE(word) ((word) >> 11)
#define MEMO_LOOP(word) ((word) >> 1 & 1023)
#define MEMO_INSIDE 1u
#define MEMO_MAX_BASE (1u << 21)

/* The loop table: the loop around (number + 1, or 0), how many states a loop has, the highest count that matters,
 * whether its body can match nothing. */
enum { LOOP_OUTER, LOOP_STATES, LOOP_TOP, LOOP_EMPTY, LOOP_WORDS };

#define RE_OP(word) ((ReOp)((word) & 0xFF))
#define RE_ARG(word) ((word) >> 8)
#define RE_WORD(op, arg) ((uint32_t)(op) | (uint32_t)(arg) << 8)
/* The argument of a jump. */
KK_INLINE int32_t kk_re_distance(uint32_t word) { return (int32_t)word >> 8; }

/* "For ever": Python's limit of counts, and of widths. */
#define RE_MAX 0xFFFFFFFFu
/* A mark that is not set. */
#define RE_NONE 0xFFFFFFFFu

typedef struct PatternObj {
    uintptr_t header; /* &kk_type_re_Pattern */
    Value pattern;    /* as given: str, bytes or what has bytes */
    Value names;      /* dict: group name -> number */
    Value program;    /* BlobObj of words */
    uintptr_t flags;  /* raw */
} PatternObj;

typedef struct MatchObj {
    uintptr_t header;   /* &kk_type_re_Match */
    Value pattern;      /* PatternObj */
    Value string;       /* what was searched */
    Value regs;         /* the tuple of spans once it was asked for, or KK_UNSET */
    uintptr_t pos, end; /* in characters */
    uintptr_t last;     /* the last group that was closed, 0: none */
    uintptr_t bytes;    /* of the tail: two marks for each group, in bytes */
    uint32_t marks[];
} MatchObj;

extern const TypeObj kk_type_re_Pattern, kk_type_re_Match, kk_type_re_error;

KK_INLINE const uint32_t *kk_re_program(const PatternObj *pattern)
{
    return (const uint32_t *)(const void *)KK_OBJ(BlobObj, pattern->program)->at;
}

/* ---- compile.c ---- */

/* The program of a pattern. flags: in as given, out as the pattern has them in the end.
 * @raises re.error, RecursionError, OverflowError, ValueError  @gc may collect */
KK_MUST_CHECK Value kk_re_compile_text(Vm *vm, Value pattern, uint32_t *flags, Value *names);
/* re.error with message, about that byte of the pattern (SIZE_MAX: none). message may be KK_ERROR. Always false. */
bool kk_re_raise_at(Vm *vm, Value message, Value pattern, size_t at);

/* ---- chars.c ---- */

/* What characters that differ only in case have in common. @gc never */
uint32_t kk_re_fold(uint32_t c, bool unicode);
bool kk_re_in_category(uint32_t c, uint32_t category);
/* c, or with SET_FOLD a character equal to it, is among the items. @gc never */
bool kk_re_in_items(const uint32_t *items, size_t n, uint32_t flags, uint32_t c);

/* ---- match.c ---- */

#define RE_SMALL 64
/* What a search needs: a local of the function that searches. */
typedef struct Matcher {
    Vm *vm;
    Value pattern;         /* PatternObj */
    Value string;          /* the searched object */
    const uint32_t *code;
    const uint8_t *text;
    Value holder;          /* keeps text alive */
    uint32_t length;       /* bytes of it */
    uint32_t end;          /* where it ends for the search */
    uint32_t pos, endpos;  /* as asked for, in characters */
    uint32_t start;        /* where the match begins that is tried */
    bool wide;             /* some characters have several bytes */
    bool whole;            /* fullmatch */
    bool advance;          /* a match at `forbidden` may not be empty */
    uint32_t forbidden;
    uint32_t last;         /* the last group that was closed */
    uint32_t *marks;       /* two for each group, group 0 included */
    uint32_t *loops;       /* for each: its count, where its body was begun */
    uint32_t *stack;       /* behind these, in the same storage */
    uint32_t used, room;   /* words of the stack */
    Value storage;         /* BlobObj, or KK_UNSET: it is `small` */
    Value memo;            /* BlobObj: a bit for each known failure; or KK_UNSET */
    uint32_t memo_from;    /* the position of its first bits */
    size_t work, budget;   /* steps since the search began, and after how many the memo is made */
    uint32_t small[RE_SMALL];
} Matcher;

/* Prepares the search of string. @raises TypeError  @gc may collect */
KK_MUST_CHECK bool kk_re_begin(Vm *vm, Matcher *m, Value pattern, Value string, Value pos, Value endpos);
/* The first match at or behind byte `from` (only_here: at it): 1; 0: there is none; -1: an exception is
 * pending. */
KK_MUST_CHECK int kk_re_find(Matcher *m, uint32_t from, bool only_here);
/* Where to search on after a match. @gc never */
uint32_t kk_re_go_on(Matcher *m);

/* ---- match_object.c ---- */

/* The Match of what kk_re_find has found. */
KK_MUST_CHECK Value kk_re_match_new(Matcher *m);
/* string[from:to], in bytes: str for str, bytes for all else. */
KK_MUST_CHECK Value kk_re_cut(Vm *vm, Value string, uint32_t from, uint32_t to);
/* Group i of what was found; fallback when it took no part. */
KK_MUST_CHECK Value kk_re_group(Matcher *m, size_t i, Value fallback);
/* The bytes of a str or of what has bytes. wide may be NULL. @raises TypeError */
KK_MUST_CHECK bool kk_re_text(Vm *vm, Value string, Span *text, bool *wide, Value *holder);

/* ---- template.c ---- */

/* A replacement text as a list of texts and group numbers; or the text alone, if nothing is special in it. */
KK_MUST_CHECK Value kk_re_template(Vm *vm, const PatternObj *pattern, Value text);
/* What a template gives for a match. marks as in MatchObj. */
KK_MUST_CHECK bool kk_re_expand(StrBuf *b, Value template, Value string, const uint32_t *marks);

/* ---- pattern.c ---- */

/* re.compile; a compiled pattern is given back. */
KK_MUST_CHECK Value kk_re_pattern(Vm *vm, Value pattern, Value flags);

/* Methods that functions of the module call, too. */
Value kk_re_pattern_search(Vm *vm, Value self, Args args);
Value kk_re_pattern_match(Vm *vm, Value self, Args args);
Value kk_re_pattern_fullmatch(Vm *vm, Value self, Args args);
Value kk_re_pattern_findall(Vm *vm, Value self, Args args);
Value kk_re_pattern_finditer(Vm *vm, Value self, Args args);
Value kk_re_pattern_split(Vm *vm, Value self, Args args);
Value kk_re_pattern_sub(Vm *vm, Value self, Args args);
Value kk_re_pattern_subn(Vm *vm, Value self, Args args);

#endif
