/*
 * code.h: compiled code: immutable, position-independent but for its constants, executed in place.
 *
 * An instruction is one 32-bit word: op in bits 0..7, A in 8..15, B in 16..23, C in 24..31; Bx is the
 * 16 bits of B and C, sBx the same signed, sB and sC the bytes signed. Jump offsets count words from
 * the following instruction. object/opcodes.def lists the instructions.
 *
 * The raw part of a CodeObj holds in this order, in 32-bit words: the instructions; with CODE_HANDLERS the number of
 * handlers and their entries of two words; the line table; on 64-bit words the table of places.
 *
 * Registers: parameters first (positional, keyword-only, *args, **kwargs, in this order), other
 * locals, then temporaries, which live and die like a stack. During a call everything at or above the
 * callee's window belongs to the callee.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_CODE_H
#define KK_OBJECT_CODE_H

#include "object/object.h"

#define OP(name, a, b, c, flags, meaning) OP_##name,
enum Opcode {
#include "object/opcodes.def"
    OP_COUNT
};
#undef OP

#define KK_OP_OF(w) ((w)&0xFF)
#define KK_A(w) ((w) >> 8 & 0xFF)
#define KK_B(w) ((w) >> 16 & 0xFF)
#define KK_C(w) ((w) >> 24)
#define KK_BX(w) ((w) >> 16)
#define KK_SBX(w) ((int32_t)(w) >> 16)
#define KK_SB(w) ((int32_t)((w) << 8) >> 24)
#define KK_SC(w) ((int32_t)(w) >> 24)
#define KK_ABC(op, a, b, c) \
    ((uint32_t)(op) | (uint32_t)(a) << 8 | ((uint32_t)(b)&0xFF) << 16 | ((uint32_t)(c)&0xFF) << 24)
#define KK_ABX(op, a, bx) ((uint32_t)(op) | (uint32_t)(a) << 8 | ((uint32_t)(bx)&0xFFFF) << 16)

/* The words before a callee's first register: the called function, and two for the frame record. */
#define KK_FRAME_WORDS 3

/*
 * What MATCH tests, and what its operand word n says. Results go behind the subject; KEYS and CLASS
 * write them over their operands, REST behind its keys.
 */
enum {
    MATCH_SEQUENCE = 1, /* a sequence of n items */
    MATCH_LONGER,       /* a sequence of n items or more */
    MATCH_FROM_END,     /* r[B+1] = r[B][len(r[B]) - n]: fits */
    MATCH_MAPPING,      /* a mapping of n items or more */
    MATCH_KEYS,         /* has the n keys r[B+1]...: their values; MATCH_CONSTANT: no two are equal */
    MATCH_REST,         /* the same and r[B+2n+1] = a dict of the other items */
    MATCH_CLASS,        /* an instance of class r[B+1]: n & 0xFFFF positional attributes, and n >> 16
                           with the names in the tuple r[B+2] */
    MATCH_CONSTANT = 0x10000
};

enum {
    CODE_VARARGS = 1,   /* has *args */
    CODE_VARKW = 2,     /* has **kwargs */
    CODE_GENERATOR = 4,
    CODE_COROUTINE = 8, /* async def; with CODE_GENERATOR: an asynchronous generator */
    CODE_HAS_DOC = 16,  /* consts[nlocals + nfree] is the docstring */
    CODE_NAMESPACE = 32, /* r0 is the mapping of local names (class body; exec with locals) */
    CODE_MODULE = 64,   /* top level; its last const is the namespace dict it was compiled against */
    CODE_MANY = 512,    /* more parameters than registers: they lie in the far storage, in their order; consts[nconsts - 2]
                           is the tuple of how many are positional, positional-only, keyword-only, and all their names */
    CODE_ITERABLE = 256, /* a generator that await takes: types.coroutine */
    CODE_HANDLERS = 1024, /* there are handlers */
    CODE_FAR = 128      /* r[nlocals] is the storage of locals that found no register */
};

/* What an ASYNC instruction does (its C). */
typedef enum AsyncStep {
    ASYNC_AWAIT,      /* A = what `await B` delegates to */
    ASYNC_DELEGATE,   /* A = what `yield from B` delegates to */
    ASYNC_ITER,       /* A = B.__aiter__() */
    ASYNC_NEXT,       /* A = awaitable of B.__anext__() */
    ASYNC_ENTER,      /* A = awaitable of B.__aenter__(), B = B.__aexit__ */
    ASYNC_EXIT,       /* A = awaitable of B(None, None, None) */
    ASYNC_CATCH,      /* A = awaitable of B with the details of the exception A */
    ASYNC_ITERATOR    /* A = B, an iterator: what a generator expression gets */
} AsyncStep;

typedef struct CodeObj {
    uintptr_t header;   /* &kk_type_code */
    Value name;         /* interned str */
    Value scope;        /* str: __qualname__ without the last part ("Vec", "f.<locals>"); KK_UNSET at top level */
    Value filename;     /* str */
    uintptr_t params;   /* positional parameters | positional-only << 8 | keyword-only << 16 | free variables << 24 */
    uintptr_t frame;    /* registers in all | locals (parameters included) << 8 | CODE_* << 16 */
    uintptr_t counts;   /* instruction words | constants << half a word: as TAIL_CODE wants it */
    uintptr_t sizes;    /* first line number & 0xFFFF | words behind the instructions << KK_TAIL_CODE_SHIFT; on 64-bit words
                           also, << 16: 1 + the number of these in front of the table of places, 0: there is none */
    Value consts[];     /* names of all locals, names of free variables, [docstring], names and constants; raw part */
} CodeObj;

#define KK_CODE_HALF (KK_WORD_BITS / 2)
/* Most words behind the instructions, and on 64-bit words most of them in front of the table of places. */
#define KK_CODE_REST_MAX ((UINTPTR_MAX >> KK_TAIL_CODE_SHIFT) - 1)
/* Most instructions, most constants. */
#define KK_CODE_COUNT_MAX (UINTPTR_MAX >> KK_CODE_HALF)

KK_INLINE unsigned kk_code_npos(const CodeObj *c) { return c->params & 0xFF; }
KK_INLINE unsigned kk_code_nposonly(const CodeObj *c) { return c->params >> 8 & 0xFF; }
KK_INLINE unsigned kk_code_nkwonly(const CodeObj *c) { return c->params >> 16 & 0xFF; }
KK_INLINE unsigned kk_code_nfree(const CodeObj *c) { return c->params >> 24 & 0xFF; }
KK_INLINE unsigned kk_code_nregs(const CodeObj *c) { return c->frame & 0xFF; }
KK_INLINE unsigned kk_code_nlocals(const CodeObj *c) { return c->frame >> 8 & 0xFF; }
KK_INLINE unsigned kk_code_flags(const CodeObj *c) { return c->frame >> 16; }
KK_INLINE size_t kk_code_nops(const CodeObj *c) { return c->counts & KK_CODE_COUNT_MAX; }
KK_INLINE size_t kk_code_nconsts(const CodeObj *c) { return c->counts >> KK_CODE_HALF; }
KK_INLINE size_t kk_code_nrest(const CodeObj *c) { return c->sizes >> KK_TAIL_CODE_SHIFT; }
/* The parameters, whatever their number. names borrowed from the code. */
typedef struct CodeParams {
    unsigned npos, nposonly, nkwonly;
    const Value *names;
} CodeParams;
KK_INLINE CodeParams kk_code_parameters(const CodeObj *c)
{
    if (KK_LIKELY((kk_code_flags(c) & CODE_MANY) == 0))
        return (CodeParams){kk_code_npos(c), kk_code_nposonly(c), kk_code_nkwonly(c), c->consts};
    const Value *at = KK_OBJ(const TupleObj, c->consts[kk_code_nconsts(c) - 2])->at;
    return (CodeParams){(unsigned)kk_smallint_get(at[0]), (unsigned)kk_smallint_get(at[1]),
                        (unsigned)kk_smallint_get(at[2]), at + 3};
}
/* The first instruction; handlers and lines follow the instructions. */
KK_INLINE const uint32_t *kk_code_ops(const CodeObj *c)
{
    return (const uint32_t *)(c->consts + kk_code_nconsts(c));
}
KK_INLINE unsigned kk_code_nhandlers(const CodeObj *c)
{
    return (kk_code_flags(c) & CODE_HANDLERS) == 0 ? 0 : kk_code_ops(c)[kk_code_nops(c)];
}
/* For code that has some. */
KK_INLINE const uint32_t *kk_code_handlers(const CodeObj *c) { return kk_code_ops(c) + kk_code_nops(c) + 1; }
/* Words of the number of handlers and their entries. */
KK_INLINE size_t kk_code_handler_words(const CodeObj *c)
{
    return (kk_code_flags(c) & CODE_HANDLERS) == 0 ? 0 : 1 + 2 * (size_t)kk_code_nhandlers(c);
}
KK_INLINE const uint32_t *kk_code_lines(const CodeObj *c)
{
    return kk_code_ops(c) + kk_code_nops(c) + kk_code_handler_words(c);
}
/*
 * A handler entry: word 0 is first pc | end pc << 16 (word indices, end exclusive), word 1 is target pc.
 * Entries of inner try statements stand before those of outer ones: the first that covers the pc wins.
 * The handler begins with CATCH.
 *
 * The line table: a byte stream packed into words, low byte first: each entry (unsigned LEB128 pc delta in words, signed
 * LEB128 (zigzag) line delta) begins a range; starts at pc 0 with the code's first line (sizes & 0xFFFF, then the
 * deltas carry on beyond it); ends with the raw part (padding: zero bytes).
 */
/* The byte of the raw part where the table of places begins; 0: there is none. */
KK_INLINE size_t kk_code_places_at(const CodeObj *c)
{
    size_t before = KK_WORD_BITS == 64 ? c->sizes >> 16 & (((uintptr_t)1 << (KK_TAIL_CODE_SHIFT - 16)) - 1) : 0;
    return before == 0 ? 0 : (kk_code_nops(c) + before - 1) * sizeof(uint32_t);
}
/* The bytes of the raw part. */
KK_INLINE size_t kk_code_nraw(const CodeObj *c) { return (kk_code_nops(c) + kk_code_nrest(c)) * sizeof(uint32_t); }
/* The bytes of the line table. */
KK_INLINE size_t kk_code_nlines(const CodeObj *c)
{
    size_t places = kk_code_places_at(c);
    return (places != 0 ? places : kk_code_nraw(c)) - (kk_code_nops(c) + kk_code_handler_words(c)) * sizeof(uint32_t);
}

/* What text an instruction comes from: columns count bytes. */
typedef struct CodePlace {
    uint32_t line, col, end_line, end_col;
} CodePlace;
/*
 * The table of places: unsigned LEB128 numbers, for each run of instructions pc delta in words, column + 1 (0: nothing
 * is known, and nothing follows), zigzag difference to the line of the entry before (at first: the code's
 * first line), lines to the end, column of the end.
 */
/* The place of the instruction at this word index; false: not known. @gc never */
bool kk_code_place(const CodeObj *code, size_t pc, CodePlace *place);

/* The line of the instruction at this word index. @gc never */
uint32_t kk_code_line(const CodeObj *code, size_t pc);

/* What the compiler hands over; everything is copied. */
typedef struct CodeParts {
    Value name, scope, filename;
    unsigned npos, nposonly, nkwonly, nfree, nregs, nlocals, flags;
    uint32_t first_line;
    const Value *consts;     /* must be reachable for the collector (in a ValuesObj held by the caller) */
    size_t nconsts;
    const uint32_t *ops;
    size_t nops;
    const uint32_t *handlers; /* 2 * nhandlers words */
    size_t nhandlers;
    const uint8_t *lines;
    size_t nlines;           /* bytes */
    const uint8_t *places;
    size_t nplaces;          /* bytes; 0: none */
    /* Writes instructions, handlers, lines and places where they belong, in place of the arrays; or NULL. @gc never */
    void (*write)(void *ctx, uint32_t *ops, uint32_t *handlers, uint8_t *lines, uint8_t *places);
    void *ctx;
} CodeParts;
/*
 * A fresh CodeObj. parts->consts and the other arrays may lie in heap objects only if the caller holds
 * those objects in locals (they are then pinned). @raises MemoryError, OverflowError  @gc may collect
 */
KK_MUST_CHECK Value kk_code_new(Vm *vm, const CodeParts *parts);
/*
 * The code itself, or a copy of it below: code that runs is pinned, and what runs for long must not
 * stand in the middle of what the compiler leaves free. Compacts a heap of fixed size; a heap that
 * can grow is left alone. @gc may collect
 */
KK_MUST_CHECK Value kk_code_settle(Vm *vm, Value code);

/*
 * Code as bytes, of a module or of a function, and back (runtime/codefile*.c, upcalls). What is read is linked with a
 * namespace of its own, which is its last constant.
 * @raises ValueError (nobody knows its namespace; a function with more locals than registers), ImportError (bytes of
 * another version, or damaged)  @gc may collect
 */
struct StrBuf;
KK_MUST_CHECK bool kk_codefile_dump(struct StrBuf *out, Value code);
KK_MUST_CHECK Value kk_codefile_load(Vm *vm, Span bytes);

/* code itself when it was compiled against globals (a namespace dict); else a copy of it and of all code inside whose
 * global slots are those of globals. @raises MemoryError, RecursionError  @gc may collect */
KK_MUST_CHECK Value kk_relink(Vm *vm, Value code, Value globals); /* runtime/relink.c, an upcall */

#endif
