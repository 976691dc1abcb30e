/*
 * opinfo.c: opcodes.def as a table.
 *
 * Layer: lang.
 */
#include "lang/opinfo.h"

enum {
    NONE = OPERAND_NONE,
    REG = OPERAND_REG,
    DST = OPERAND_DST,
    CONST = OPERAND_CONST,
    IMM = OPERAND_IMM,
    COUNT = OPERAND_COUNT,
    BASE = OPERAND_BASE,
    JUMP = OPERAND_JUMP,
    WIDE = OPERAND_WIDE,
    RAISES = OP_RAISES,
    ENDS = OP_ENDS,
    EXT = OP_EXT,
    SKIPS = OP_SKIPS
};

#define OP(name, a, b, c, flags, meaning) [OP_##name] = (a) | (b) << 4 | (c) << 8 | (flags) << 12,
const uint32_t kk_opinfo_table[OP_COUNT] = {
#include "object/opcodes.def"
};
#undef OP

uint32_t kk_opinfo_length(const uint32_t *ops)
{
    uint32_t op = KK_OP_OF(*ops);
    if (op == OP_MAKE_FUNCTION)
        return 2 + (ops[1] >> 8);
    return kk_opinfo_flags(op) & OP_EXT ? 2 : 1;
}
