/*
 * verify.c: register bounds, constants, jump targets, tables of a Code, from opcodes.def.
 *
 * Runs on everything that is compiled, in debug builds, and on code files. What registers hold is verify_kinds.c's.
 *
 * Layer: lang.   Tests: every test in a debug build.
 */
#include "lang/verify.h"

#include "lang/opinfo.h"

typedef struct Check {
    const CodeObj *code;
    uint32_t pc, length;
} Check;

static bool bad_operand(const Check *k, uint32_t kind, uint32_t value, int32_t as_signed)
{
    if (kk_opinfo_is_register(kind))
        return value >= kk_code_nregs(k->code);
    if (kind == OPERAND_CONST)
        return value >= kk_code_nconsts(k->code);
    if (kind != OPERAND_JUMP)
        return false;
    int32_t target = (int32_t)(k->pc + k->length) + as_signed;
    return target < 0 || target >= (int32_t)kk_code_nops(k->code);
}

/* How many registers a MATCH reads and writes. */
static uint32_t match_window(uint32_t test, uint32_t operand)
{
    uint32_t n = operand & 0xFFFF, named = operand >> 16;
    switch (test) {
    case MATCH_FROM_END:
        return 2;
    case MATCH_KEYS:
        return 1 + n;
    case MATCH_REST:
        return 2 + 2 * n;
    case MATCH_CLASS:
        return 1 + (n + named > 2 ? n + named : 2);
    default:
        return 1;
    }
}

/* Builds something of so many values, or of none: then it names no register. */
static bool builds(uint32_t op)
{
    return op == OP_BUILD_TUPLE || op == OP_BUILD_LIST || op == OP_BUILD_SET || op == OP_BUILD_DICT || op == OP_BUILD_STRING;
}

/* The count says what the instruction does, and it can do no such thing. */
static bool bad_choice(uint32_t op, uint32_t c)
{
    switch (op) {
    case OP_BUILD_SLICE:
        return c != 2 && c != 3;
    case OP_MATCH:
        return c < MATCH_SEQUENCE || c > MATCH_CLASS;
    case OP_ASYNC:
        return c > ASYNC_ITERATOR;
    case OP_RAISE:
        return c > 4;
    case OP_EXCEPT_STAR:
        return c > 2;
    case OP_CALLX:
        return c > 1;
    default:
        return false;
    }
}

/* Registers of a window or run: first of them, and how many. */
static bool bad_run(const Check *k, uint32_t w)
{
    uint32_t op = KK_OP_OF(w), n = 0, first = KK_B(w);
    switch (op) {
    case OP_CALL:
    case OP_CALLK:
        n = KK_FRAME_WORDS + KK_C(w);
        break;
    case OP_RANGE_PREP:
        n = KK_FRAME_WORDS + KK_C(w);
        if (KK_A(w) + 3 > kk_code_nregs(k->code))
            return true;
        break;
    case OP_GETSLICE:
        first = KK_C(w), n = 2;
        break;
    case OP_FORMAT:
        n = KK_C(w) & 4 ? 2 : 1;
        break;
    case OP_LIST_EXTEND:
    case OP_LIST_TO_TUPLE:
        first = 0, n = KK_C(w);
        break;
    case OP_CALLM:
    case OP_CALLMK:
        n = KK_FRAME_WORDS + 1 + KK_C(w);
        break;
    case OP_CALLX:
        n = KK_FRAME_WORDS + 1 + KK_C(w);
        break;
    case OP_CALL_SUPER:
        n = KK_FRAME_WORDS + 2;
        break;
    case OP_BUILD_CLASS:
        n = 4;
        break;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
    case OP_BUILD_SLICE:
        n = KK_C(w);
        break;
    case OP_BUILD_DICT:
        n = 2 * KK_C(w);
        break;
    case OP_FOR_RANGE:
        n = 3;
        break;
    case OP_MATCH:
        n = match_window(KK_C(w), kk_code_ops(k->code)[k->pc + 1]);
        break;
    case OP_UNPACK:
        first = KK_A(w), n = KK_C(w);
        break;
    case OP_CATCH:
        first = KK_A(w), n = 2;
        break;
    case OP_EXCEPT_STAR:
        n = 5;
        break;
    case OP_UNCATCH:
    case OP_END_ASYNC_FOR:
    case OP_IMPORT:
        first = KK_A(w), n = 2;
        break;
    default:
        return false;
    }
    return first + n > kk_code_nregs(k->code);
}

static const char *check_instruction(const Check *k)
{
    uint32_t w = kk_code_ops(k->code)[k->pc], op = KK_OP_OF(w);
    bool wide = kk_opinfo_c(op) == OPERAND_WIDE;
    if (bad_operand(k, kk_opinfo_a(op), KK_A(w), 0))
        return KK_TEXT("operand A is out of range");
    bool empty = builds(op) && KK_C(w) == 0;
    if (!empty &&
        bad_operand(k, kk_opinfo_b(op), wide ? KK_BX(w) : KK_B(w), wide ? KK_SBX(w) : KK_SB(w)))
        return KK_TEXT("operand B is out of range");
    if (!wide && bad_operand(k, kk_opinfo_c(op), KK_C(w), KK_SC(w)) &&
        !(op == OP_LOAD_CELL && KK_C(w) == 255))
        return KK_TEXT("operand C is out of range");
    if (bad_choice(op, KK_C(w)))
        return KK_TEXT("an instruction is told to do what it cannot");
    if (!empty && bad_run(k, w))
        return KK_TEXT("the window is out of range");
    return NULL;
}

/* Every target of a jump or handler must be where an instruction begins. */
static bool begins_instruction(const CodeObj *code, uint32_t target)
{
    const uint32_t *ops = kk_code_ops(code);
    uint32_t pc = 0;
    while (pc < target && pc < kk_code_nops(code))
        pc += kk_opinfo_length(ops + pc);
    return pc == target && pc < kk_code_nops(code);
}

static const char *check_handlers(const CodeObj *code)
{
    const uint32_t *h = kk_code_handlers(code);
    for (uint32_t i = 0; i < kk_code_nhandlers(code); i++, h += 2) {
        uint32_t from = h[0] & 0xFFFF, to = h[0] >> 16;
        if (from >= to || to > kk_code_nops(code) || (h[1] >= from && h[1] < to))
            return KK_TEXT("the range of a handler is out of order");
        if (!begins_instruction(code, h[1]) || KK_OP_OF(kk_code_ops(code)[h[1]]) != OP_CATCH)
            return KK_TEXT("a handler does not begin with CATCH");
    }
    return NULL;
}

const char *kk_verify_code(Value v, uint32_t *pc)
{
    const CodeObj *code = KK_OBJ(const CodeObj, v);
    const uint32_t *ops = kk_code_ops(code);
    uint32_t last = 0;
    *pc = 0;
    for (uint32_t i = 0; i < kk_code_nops(code); i += kk_opinfo_length(ops + i)) {
        *pc = last = i;
        if (KK_OP_OF(ops[i]) >= OP_COUNT)
            return KK_TEXT("there is no such instruction");
        Check k = {code, i, 1};
        const char *what = check_instruction(&k);
        if (what != NULL)
            return what;
        if (i + kk_opinfo_length(ops + i) > kk_code_nops(code))
            return KK_TEXT("an operand word is missing");
    }
    if (kk_code_nops(code) == 0 || !(kk_opinfo_flags(KK_OP_OF(ops[last])) & OP_ENDS))
        return KK_TEXT("control runs off the end");
    return check_handlers(code);
}
