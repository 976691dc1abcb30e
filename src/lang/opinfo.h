/*
 * opinfo.h: what kind of operands an instruction has, from opcodes.def: for the disassembler, the
 * verifier and the pass that shortens jumps.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_OPINFO_H
#define KK_LANG_OPINFO_H

#include "object/code.h"

/* Kinds of operands. */
enum {
    OPERAND_NONE,
    OPERAND_CONST,
    OPERAND_IMM,
    OPERAND_COUNT,
    OPERAND_BASE,
    OPERAND_JUMP,
    OPERAND_WIDE,
    /* Registers read. */
    OPERAND_REG,
    OPERAND_ANY,
    OPERAND_CELL,
    OPERAND_ITER,
    OPERAND_LIST,
    OPERAND_SET,
    OPERAND_DICT,
    OPERAND_EXC,
    /* Registers written. */
    OPERAND_DST,
    OPERAND_NEW_CELL,
    OPERAND_NEW_ITER,
    OPERAND_NEW_LIST,
    OPERAND_NEW_SET,
    OPERAND_NEW_DICT,
    OPERAND_NEW_TUPLE,
    OPERAND_KINDS
};
enum { OP_RAISES = 1, OP_ENDS = 2, OP_EXT = 4, OP_SKIPS = 8 };

/* a | b << 5 | c << 10 | flags << 15, by opcode. Words, because they may be read from flash. */
extern const uint32_t kk_opinfo_table[OP_COUNT];

KK_INLINE uint32_t kk_opinfo_a(uint32_t op) { return kk_opinfo_table[op] & 31; }
KK_INLINE uint32_t kk_opinfo_b(uint32_t op) { return kk_opinfo_table[op] >> 5 & 31; }
KK_INLINE uint32_t kk_opinfo_c(uint32_t op) { return kk_opinfo_table[op] >> 10 & 31; }
KK_INLINE uint32_t kk_opinfo_flags(uint32_t op) { return kk_opinfo_table[op] >> 15; }

/* The operand names a register, the first of several or alone. */
KK_INLINE bool kk_opinfo_is_register(uint32_t kind) { return kind == OPERAND_BASE || kind >= OPERAND_REG; }

/* How many words the instruction at ops takes, operand words included. @gc never */
uint32_t kk_opinfo_length(const uint32_t *ops);

#endif
