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
    OPERAND_REG,
    OPERAND_DST,
    OPERAND_CONST,
    OPERAND_IMM,
    OPERAND_COUNT,
    OPERAND_BASE,
    OPERAND_JUMP,
    OPERAND_WIDE
};
enum { OP_RAISES = 1, OP_ENDS = 2, OP_EXT = 4, OP_SKIPS = 8 };

/* a | b << 4 | c << 8 | flags << 12, by opcode. Words, because they may be read from flash. */
extern const uint32_t kk_opinfo_table[OP_COUNT];

KK_INLINE uint32_t kk_opinfo_a(uint32_t op) { return kk_opinfo_table[op] & 15; }
KK_INLINE uint32_t kk_opinfo_b(uint32_t op) { return kk_opinfo_table[op] >> 4 & 15; }
KK_INLINE uint32_t kk_opinfo_c(uint32_t op) { return kk_opinfo_table[op] >> 8 & 15; }
KK_INLINE uint32_t kk_opinfo_flags(uint32_t op) { return kk_opinfo_table[op] >> 12; }

/* How many words the instruction at ops takes, operand words included. @gc never */
uint32_t kk_opinfo_length(const uint32_t *ops);

#endif
