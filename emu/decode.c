/*
 * decode.c: from the bytes of an instruction to its row of insns.def and its operands.
 *
 * What the LX106 does not have (windows, loops, booleans, MAC16, division, MIN/MAX, coprocessors) is
 * illegal here as there, and so are unused bits that are set.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py.
 */
#include "emu/cpu.h"

/* Stands for what is no instruction, in the tables below. */
#define NONE INSN_illegal

static int32_t extend(uint32_t x, unsigned bits)
{
    return (int32_t)(x << (32 - bits)) >> (32 - bits);
}

/* SNM0: returns and jumps through registers. */
static InsnId decode_snm0(const Decoded *d)
{
    switch (d->t) {
    case 8:
        return d->s == 0 ? INSN_ret : NONE;
    case 10:
        return INSN_jx;
    case 12:
        return INSN_callx0;
    default:
        return NONE;
    }
}

static InsnId decode_sync(const Decoded *d)
{
    static const uint8_t sync[16] = {INSN_isync, INSN_rsync, INSN_esync, INSN_dsync, NONE, NONE, NONE, NONE,
                                     INSN_excw, NONE, NONE, NONE, INSN_memw, INSN_extw, NONE, INSN_nop};
    return d->s == 0 ? sync[d->t] : NONE;
}

static InsnId decode_st0(Decoded *d)
{
    d->imm = d->s;
    switch (d->r) {
    case 0:
        return decode_snm0(d);
    case 2:
        return decode_sync(d);
    case 3:
        if (d->t == 1)
            return d->s >= 1 && d->s <= NMI_LEVEL ? INSN_rfi : NONE;
        return d->t != 0 ? NONE : d->s == 0 ? INSN_rfe : d->s == 2 ? INSN_rfde : NONE;
    case 4:
        return INSN_break;
    case 5:
        return d->t != 0 ? NONE : d->s == 0 ? INSN_syscall : d->s == 1 ? INSN_simcall : NONE;
    case 6:
        return INSN_rsil;
    case 7:
        return d->t == 0 ? INSN_waiti : NONE;
    default:
        return NONE;
    }
}

static InsnId decode_st1(Decoded *d)
{
    switch (d->r) {
    case 0:
        return d->t == 0 ? INSN_ssr : NONE;
    case 1:
        return d->t == 0 ? INSN_ssl : NONE;
    case 2:
        return d->t == 0 ? INSN_ssa8l : NONE;
    case 3:
        return d->t == 0 ? INSN_ssa8b : NONE;
    case 4:
        d->imm = (uint32_t)(d->s | (d->t & 1) << 4);
        return d->t <= 1 ? INSN_ssai : NONE;
    case 6:
        return INSN_rer;
    case 7:
        return INSN_wer;
    case 14:
        return INSN_nsa;
    case 15:
        return INSN_nsau;
    default:
        return NONE;
    }
}

/* The region protection "TLB" has fixed entries: reading it gives nothing, writing does nothing. */
static InsnId decode_tlb(const Decoded *d)
{
    switch (d->r & 7) {
    case 3:
    case 5:
    case 7:
        return INSN_rtlb;
    case 4:
        return d->t == 0 ? INSN_wtlb : NONE;
    case 6:
        return INSN_wtlb;
    default:
        return NONE;
    }
}

static InsnId decode_rst0(Decoded *d, uint32_t op2)
{
    static const uint8_t rst0[16] = {NONE, INSN_and, INSN_or, INSN_xor, NONE, NONE, NONE, NONE,
                                     INSN_add, INSN_addx2, INSN_addx4, INSN_addx8,
                                     INSN_sub, INSN_subx2, INSN_subx4, INSN_subx8};
    switch (op2) {
    case 0:
        return decode_st0(d);
    case 4:
        return decode_st1(d);
    case 5:
        return decode_tlb(d);
    case 6:
        return d->s == 0 ? INSN_neg : d->s == 1 ? INSN_abs : NONE;
    default:
        return rst0[op2];
    }
}

/* INTCLEAR can be written only, INTSET's other side is another register, some can be read only, and the
 * tracer's MMID has no instruction. */
static bool is_special(uint32_t number, bool read, bool written)
{
    switch (number) {
    case SR_MMID:
        return false;
    case SR_INTCLEAR:
        return !read;
    case SR_INTERRUPT:
        return !(read && written);
    case SR_DEBUGCAUSE:
    case SR_PRID:
    case SR_CONFIGID0:
    case SR_CONFIGID1:
        return !written;
    default:
        return emu_special_known(number);
    }
}

static InsnId decode_rst1(Decoded *d, uint32_t op2)
{
    switch (op2) {
    case 0:
    case 1:
        /* The encoding for 32 is reserved; it shifts by 0, as QEMU has it. */
        d->imm = (32 - ((op2 & 1) << 4 | d->t)) & 31;
        return INSN_slli;
    case 2:
    case 3:
        d->imm = (op2 & 1) << 4 | d->s;
        return INSN_srai;
    case 4:
        d->imm = d->s;
        return INSN_srli;
    case 6:
        d->imm = (uint32_t)(d->r << 4 | d->s);
        return is_special(d->imm, true, true) ? INSN_xsr : NONE;
    case 8:
        return INSN_src;
    case 9:
        return d->s == 0 ? INSN_srl : NONE;
    case 10:
        return d->t == 0 ? INSN_sll : NONE;
    case 11:
        return d->s == 0 ? INSN_sra : NONE;
    case 12:
        return INSN_mul16u;
    case 13:
        return INSN_mul16s;
    default:
        return NONE;
    }
}

static InsnId decode_rst3(Decoded *d, uint32_t op2)
{
    static const uint8_t rst3[16] = {INSN_rsr, INSN_wsr, NONE, NONE, NONE, NONE, NONE, NONE,
                                     INSN_moveqz, INSN_movnez, INSN_movltz, INSN_movgez, NONE, NONE, NONE, NONE};
    if (op2 > 1)
        return rst3[op2];
    d->imm = (uint32_t)(d->r << 4 | d->s);
    return is_special(d->imm, op2 == 0, op2 == 1) ? rst3[op2] : NONE;
}

static InsnId decode_qrst(Decoded *d, uint32_t w)
{
    uint32_t op2 = w >> 20 & 15;
    switch (w >> 16 & 15) {
    case 0:
        return decode_rst0(d, op2);
    case 1:
        return decode_rst1(d, op2);
    case 2:
        return op2 == 8 ? INSN_mull : NONE;
    case 3:
        return decode_rst3(d, op2);
    case 4:
    case 5:
        d->s = (uint8_t)(d->s | (w >> 16 & 1) << 4);
        d->imm = (2u << op2) - 1;
        return INSN_extui;
    default:
        return NONE;
    }
}

/* Loads, stores, and additions of 8 bits. */
static InsnId decode_lsai(Decoded *d, uint32_t w)
{
    static const uint8_t lsai[16] = {INSN_l8ui, INSN_l16ui, INSN_l32i, NONE, INSN_s8i, INSN_s16i, INSN_s32i, NONE,
                                     NONE, INSN_l16si, INSN_movi, NONE, INSN_addi, INSN_addmi, NONE, NONE};
    static const uint8_t shift[16] = {[1] = 1, [2] = 2, [5] = 1, [6] = 2, [9] = 1};
    uint32_t imm8 = w >> 16;
    switch (d->r) {
    case 10:
        d->imm = (uint32_t)extend((uint32_t)d->s << 8 | imm8, 12);
        break;
    case 12:
        d->imm = (uint32_t)extend(imm8, 8);
        break;
    case 13:
        d->imm = (uint32_t)extend(imm8, 8) << 8;
        break;
    default:
        d->imm = imm8 << shift[d->r];
    }
    return lsai[d->r];
}

/* Jumps, and branches on zero or on a constant. */
static InsnId decode_si(Decoded *d, uint32_t w)
{
    static const uint8_t si[16] = {INSN_j, INSN_beqz, INSN_beqi, NONE, INSN_j, INSN_bnez, INSN_bnei, NONE,
                                   INSN_j, INSN_bltz, INSN_blti, INSN_bltui, INSN_j, INSN_bgez, INSN_bgei, INSN_bgeui};
    uint32_t kind = d->t & 3;
    d->imm = 4 + (uint32_t)(kind == 0 ? extend(w >> 6, 18) : kind == 1 ? extend(w >> 12, 12) : extend(w >> 16, 8));
    return si[d->t];
}

static InsnId decode_b(Decoded *d, uint32_t w)
{
    static const uint8_t b[16] = {INSN_bnone, INSN_beq, INSN_blt, INSN_bltu, INSN_ball, INSN_bbc, INSN_bbci, INSN_bbci,
                                  INSN_bany, INSN_bne, INSN_bge, INSN_bgeu, INSN_bnall, INSN_bbs, INSN_bbsi, INSN_bbsi};
    d->imm = 4 + (uint32_t)extend(w >> 16, 8);
    if ((d->r & 7) == 7)
        d->t |= 16;
    return b[d->r];
}

static InsnId decode_wide(Decoded *d, uint32_t w, uint32_t pc, uint32_t litbase)
{
    switch (w & 15) {
    case 0:
        return decode_qrst(d, w);
    case 1:
        d->imm = ((litbase & 1) != 0 ? litbase & 0xfffff000 : (pc + 3) & ~3u) + (0xfffc0000 | w >> 8 << 2);
        return INSN_l32r;
    case 2:
        return decode_lsai(d, w);
    case 5:
        d->imm = (pc & ~3u) + 4 + ((uint32_t)extend(w >> 6, 18) << 2) - pc;
        return (d->t & 3) == 0 ? INSN_call0 : NONE;
    case 6:
        return decode_si(d, w);
    case 7:
        return decode_b(d, w);
    default:
        return NONE;
    }
}

static InsnId decode_narrow(Decoded *d, uint32_t w)
{
    switch (w & 15) {
    case 8:
        d->imm = (uint32_t)d->r << 2;
        return INSN_l32i_n;
    case 9:
        d->imm = (uint32_t)d->r << 2;
        return INSN_s32i_n;
    case 10:
        return INSN_add_n;
    case 11:
        d->imm = d->t == 0 ? UINT32_MAX : d->t;
        return INSN_addi_n;
    case 12:
        if (d->t < 8) {
            uint32_t imm = (uint32_t)(d->t << 4 | d->r);
            d->imm = imm >= 96 ? imm - 128 : imm;
            return INSN_movi_n;
        }
        d->imm = 4 + (uint32_t)((d->t & 3) << 4 | d->r);
        return d->t < 12 ? INSN_beqz_n : INSN_bnez_n;
    default:
        break;
    }
    d->imm = d->s;
    if (d->r == 0)
        return INSN_mov_n;
    if (d->r != 15)
        return INSN_illegal_n;
    if (d->t == 2)
        return INSN_break_n;
    return d->s != 0 ? INSN_illegal_n : d->t == 0 ? INSN_ret_n : d->t == 3 ? INSN_nop_n : INSN_illegal_n;
}

unsigned emu_decode_insn(Decoded *d, const uint8_t *bytes, size_t n, uint32_t pc, uint32_t litbase)
{
    unsigned size = n == 0 || (bytes[0] & 15) < 8 || (bytes[0] & 15) >= 14 ? 3 : 2;
    if (n < size)
        return 0;
    uint32_t w = (uint32_t)(bytes[0] | bytes[1] << 8 | (size == 3 ? bytes[2] << 16 : 0));
    Decoded fresh = {0, (uint8_t)(w >> 12 & 15), (uint8_t)(w >> 8 & 15), (uint8_t)(w >> 4 & 15), 0};
    fresh.op = (uint8_t)(size == 3 ? decode_wide(&fresh, w, pc, litbase) : decode_narrow(&fresh, w));
    *d = fresh;
    return size;
}

unsigned emu_decode_access(const Decoded *d, const uint32_t *ar, uint32_t *address, bool *store)
{
    static const uint8_t sizes[INSNS] = {[INSN_l8ui] = 1, [INSN_l16ui] = 2, [INSN_l16si] = 2, [INSN_l32i] = 4,
                                         [INSN_l32i_n] = 4, [INSN_l32r] = 4, [INSN_s8i] = 1, [INSN_s16i] = 2,
                                         [INSN_s32i] = 4, [INSN_s32i_n] = 4};
    *store = d->op == INSN_s8i || d->op == INSN_s16i || d->op == INSN_s32i || d->op == INSN_s32i_n;
    *address = d->op == INSN_l32r ? d->imm : ar[d->s & 15] + d->imm;
    return sizes[d->op];
}
