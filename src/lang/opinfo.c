/*
 * opinfo.c: opcodes.def as a table.
 *
 * Layer: lang.
 */
#include "lang/opinfo.h"

enum {
    NONE = OPERAND_NONE,
    CONST = OPERAND_CONST,
    IMM = OPERAND_IMM,
    COUNT = OPERAND_COUNT,
    BASE = OPERAND_BASE,
    JUMP = OPERAND_JUMP,
    WIDE = OPERAND_WIDE,
    REG = OPERAND_REG,
    ANY = OPERAND_ANY,
    CELL = OPERAND_CELL,
    ITER = OPERAND_ITER,
    LIST = OPERAND_LIST,
    SET = OPERAND_SET,
    DICT = OPERAND_DICT,
    EXC = OPERAND_EXC,
    DST = OPERAND_DST,
    NEW_CELL = OPERAND_NEW_CELL,
    NEW_ITER = OPERAND_NEW_ITER,
    NEW_LIST = OPERAND_NEW_LIST,
    NEW_SET = OPERAND_NEW_SET,
    NEW_DICT = OPERAND_NEW_DICT,
    NEW_TUPLE = OPERAND_NEW_TUPLE,
    RAISES = OP_RAISES,
    ENDS = OP_ENDS,
    EXT = OP_EXT,
    SKIPS = OP_SKIPS
};

#define OP(name, a, b, c, flags, meaning) [OP_##name] = (a) | (b) << 5 | (c) << 10 | (flags) << 15,
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
