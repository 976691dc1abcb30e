/*
 * disasm.c: instructions as text, by the operands that insns.def gives.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py (against objdump).
 */
#include "emu/cpu.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *operands;
} rows[] = {
#define INSN(name, size, operands, ...) {#name, operands},
#include "emu/insns.def"
#undef INSN
};

static const struct {
    uint8_t number;
    const char *name;
} specials[] = {
    {SR_SAR, "sar"}, {SR_LITBASE, "litbase"}, {SR_MMID, "mmid"}, {SR_IBREAKENABLE, "ibreakenable"}, {SR_DDR, "ddr"},
    {SR_IBREAKA0, "ibreaka0"}, {SR_DBREAKA0, "dbreaka0"}, {SR_DBREAKC0, "dbreakc0"}, {SR_CONFIGID0, "176"},
    {SR_EPC1, "epc1"}, {SR_EPC2, "epc2"}, {SR_EPC3, "epc3"}, {SR_DEPC, "depc"}, {SR_EPS2, "eps2"}, {SR_EPS3, "eps3"},
    {SR_CONFIGID1, "208"}, {SR_EXCSAVE1, "excsave1"}, {SR_EXCSAVE2, "excsave2"}, {SR_EXCSAVE3, "excsave3"},
    {SR_INTERRUPT, "interrupt"}, {SR_INTCLEAR, "intclear"}, {SR_INTENABLE, "intenable"}, {SR_PS, "ps"},
    {SR_VECBASE, "vecbase"}, {SR_EXCCAUSE, "exccause"}, {SR_DEBUGCAUSE, "debugcause"}, {SR_CCOUNT, "ccount"},
    {SR_PRID, "prid"}, {SR_ICOUNT, "icount"}, {SR_ICOUNTLEVEL, "icountlevel"}, {SR_EXCVADDR, "excvaddr"},
    {SR_CCOMPARE0, "ccompare0"},
};

const char *emu_disasm_special(uint32_t number)
{
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if (specials[i].number == number)
            return specials[i].name;
    return NULL;
}

static int operand(char *text, size_t n, char kind, const Decoded *d, uint32_t pc)
{
    static const int16_t b4[16] = {-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};
    switch (kind) {
    case 'r':
        return snprintf(text, n, "a%u", d->r);
    case 's':
        return snprintf(text, n, "a%u", d->s);
    case 't':
        return snprintf(text, n, "a%u", d->t);
    case 'b':
        return snprintf(text, n, "%08x", (unsigned)(pc + d->imm));
    case 'l':
        return snprintf(text, n, "%08x", (unsigned)d->imm);
    case 'x':
        return snprintf(text, n, "%s", emu_disasm_special(d->imm));
    case 'c':
        return snprintf(text, n, "%d", b4[d->r]);
    case 'C':
        return snprintf(text, n, "%d", d->r == 0 ? 32768 : d->r == 1 ? 65536 : b4[d->r]);
    case '#':
        return snprintf(text, n, "%u", d->t);
    case 'e':
        return snprintf(text, n, "%u, %d", d->s, __builtin_popcount(d->imm));
    case 'k':
        return snprintf(text, n, "%u, %u", d->s, d->t);
    default:
        return snprintf(text, n, "%d", (int)d->imm);
    }
}

const char *emu_disasm_operands(unsigned op)
{
    return rows[op].operands;
}

void emu_disasm_insn(const Decoded *d, uint32_t pc, char *text, size_t n)
{
    const char *name = rows[d->op].name;
    size_t length = strlen(name);
    bool narrow = length > 2 && strcmp(name + length - 2, "_n") == 0;
    int at = snprintf(text, n, "%.*s%s", (int)(narrow ? length - 2 : length), name, narrow ? ".n" : "");
    const char *separator = " ";
    for (const char *kind = rows[d->op].operands; *kind != '\0' && (size_t)at + 16 < n; kind++) {
        at += snprintf(text + at, n - (size_t)at, "%s", separator);
        at += operand(text + at, n - (size_t)at, *kind, d, pc);
        separator = ", ";
    }
}
