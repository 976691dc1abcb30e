/*
 * dis.c: the disassembler behind ./dev dis.
 *
 * Layer: lang.   Tests: none; it is looked at.
 */
#include "lang/dis.h"

#include "lang/opinfo.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/output.h"

#define OP(name, a, b, c, flags, meaning) #name,
static const char *const op_names[OP_COUNT] = {
#include "object/opcodes.def"
};
#undef OP

enum { INLINE_MAX = 40 };

/* One disassembly: the code, and the namespace that its global slots are of. */
typedef struct Dis {
    Vm *vm;
    const CodeObj *code;
    Value globals;
} Dis;

#define out(vm, ...) write_text(vm, kk_format_message(vm, __VA_ARGS__))

KK_MUST_CHECK static bool write_text(Vm *vm, Value text)
{
    if (text == KK_ERROR)
        return false;
    kk_out_write(vm, kk_str_span(text));
    return true;
}

/* A number, right-aligned. */
KK_MUST_CHECK static bool number(Vm *vm, uint32_t n, uint32_t width)
{
    static const char spaces[] = "        ";
    uint32_t digits = 1;
    for (uint32_t k = n; k >= 10; k /= 10)
        digits++;
    return out(vm, "%.*s%u", digits < width ? (int)(width - digits) : 0, spaces, (unsigned)n);
}

KK_MUST_CHECK static bool constant(const Dis *d, uint32_t index)
{
    if (index >= kk_code_nconsts(d->code))
        return out(d->vm, " k%u?", (unsigned)index);
    Value v = d->code->consts[index];
    if (v == KK_UNSET)
        return out(d->vm, " -");
    if (kk_desc_is(v, &kk_type_code))
        return out(d->vm, " <code %V>", KK_OBJ(const CodeObj, v)->name);
    Value text = kk_repr(d->vm, v);
    if (text == KK_ERROR)
        return false;
    Span s = kk_str_span(text);
    return out(d->vm, " %.*s", (int)(s.len < INLINE_MAX ? s.len : INLINE_MAX), (const char *)s.at);
}

/* The operand `value` of the kind; pc is that of the next instruction. */
KK_MUST_CHECK static bool operand(const Dis *d, uint32_t kind, uint32_t value, int32_t as_signed,
                                  uint32_t pc)
{
    if (kk_opinfo_is_register(kind))
        return out(d->vm, " r%u", (unsigned)value);
    switch (kind) {
    case OPERAND_CONST:
        return constant(d, value);
    case OPERAND_IMM:
        return out(d->vm, " %d", (int)as_signed);
    case OPERAND_COUNT:
        return out(d->vm, " %u", (unsigned)value);
    case OPERAND_JUMP:
        return out(d->vm, " -> %d", (int)pc + (int)as_signed);
    default:
        return true;
    }
}

static bool is_global(uint32_t op)
{
    return op == OP_LOAD_GLOBAL || op == OP_STORE_GLOBAL || op == OP_DEL_GLOBAL;
}

KK_MUST_CHECK static bool instruction(const Dis *d, uint32_t pc)
{
    const uint32_t *ops = kk_code_ops(d->code) + pc;
    uint32_t w = *ops, op = KK_OP_OF(w), length = kk_opinfo_length(ops);
    bool wide = kk_opinfo_c(op) == OPERAND_WIDE;
    if (!number(d->vm, pc, 5) || !out(d->vm, "  %s", op_names[op]) ||
        !operand(d, kk_opinfo_a(op), KK_A(w), 0, pc + 1))
        return false;
    if (is_global(op) && d->globals != KK_UNSET) {
        if (!out(d->vm, " %V", kk_dict_slot_name(d->globals, KK_BX(w))))
            return false;
    } else if (!operand(d, kk_opinfo_b(op), wide ? KK_BX(w) : KK_B(w), wide ? KK_SBX(w) : KK_SB(w),
                        pc + 1) ||
               (!wide && !operand(d, kk_opinfo_c(op), KK_C(w), KK_SC(w), pc + 1))) {
        return false;
    }
    for (uint32_t i = 1; i < length; i++) {
        uint32_t ext = ops[i];
        bool named = op == OP_CALLM || op == OP_CALLMK || op == OP_GETATTR_X ||
                     op == OP_SETATTR_X || op == OP_CALLK;
        bool ok = op == OP_MAKE_FUNCTION && i > 1
                      ? out(d->vm, " %s%u", KK_A(ext) ? "free " : "r", (unsigned)KK_BX(ext))
                  : named ? constant(d, ext & 0xFFFF) && (ext >> 16 == 0 || constant(d, ext >> 16))
                          : out(d->vm, " %u", (unsigned)ext);
        if (!ok)
            return false;
    }
    return out(d->vm, "\n");
}

KK_MUST_CHECK static bool handlers(const Dis *d)
{
    const uint32_t *h = kk_code_handlers(d->code);
    for (uint32_t i = 0; i < kk_code_nhandlers(d->code); i++, h += 2) {
        if (!out(d->vm, "       handler %u..%u -> %u\n", (unsigned)(h[0] & 0xFFFF),
                 (unsigned)(h[0] >> 16), (unsigned)h[1]))
            return false;
    }
    return true;
}

KK_MUST_CHECK static bool print(const Dis *d)
{
    const CodeObj *c = d->code;
    uint32_t line = 0;
    if (!out(d->vm,
             "%V: line %u, %u parameters, %u locals, %u registers, %u free, %u words, %u "
             "constants, flags %u\n",
             c->name, (unsigned)(c->sizes & 0xFFFF), kk_code_npos(c), kk_code_nlocals(c),
             kk_code_nregs(c), kk_code_nfree(c), (unsigned)kk_code_nops(c), (unsigned)kk_code_nconsts(c),
             kk_code_flags(c)))
        return false;
    for (uint32_t pc = 0; pc < kk_code_nops(c); pc += kk_opinfo_length(kk_code_ops(c) + pc)) {
        uint32_t at = kk_code_line(c, pc);
        if (at != line && !out(d->vm, "  line %u\n", (unsigned)at))
            return false;
        line = at;
        if (!instruction(d, pc))
            return false;
    }
    if (!handlers(d) || !out(d->vm, "\n") || !kk_depth_enter(d->vm))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < kk_code_nconsts(c); i++) {
        Value v = c->consts[i];
        Dis inner = {d->vm, KK_OBJ(const CodeObj, v), d->globals};
        if (v != KK_UNSET && kk_desc_is(v, &kk_type_code))
            ok = print(&inner);
    }
    kk_depth_leave(d->vm);
    return ok;
}

bool kk_dis_print(Vm *vm, Value code)
{
    Dis d = {vm, KK_OBJ(const CodeObj, code), KK_UNSET};
    if (kk_code_flags(d.code) & CODE_MODULE)
        d.globals = d.code->consts[kk_code_nconsts(d.code) - 1];
    return print(&d);
}
