/*
 * cpu.h: the LX106: executing, exceptions and interrupts, special registers.
 *
 * Layer: emu.
 */
#ifndef EMU_CPU_H
#define EMU_CPU_H

#include "emu/core.h"

#define INSN(name, size, operands, ...) INSN_##name,
typedef enum InsnId {
#include "emu/insns.def"
    INSNS
} InsnId;
#undef INSN

/* Special registers, by number. */
enum { SR_SAR = 3, SR_LITBASE = 5, SR_MMID = 89, SR_IBREAKENABLE = 96, SR_DDR = 104, SR_IBREAKA0 = 128,
       SR_DBREAKA0 = 144, SR_DBREAKC0 = 160, SR_CONFIGID0 = 176, SR_EPC1 = 177, SR_EPC2 = 178, SR_EPC3 = 179,
       SR_DEPC = 192, SR_EPS2 = 194, SR_EPS3 = 195, SR_CONFIGID1 = 208, SR_EXCSAVE1 = 209, SR_EXCSAVE2 = 210,
       SR_EXCSAVE3 = 211, SR_INTERRUPT = 226, SR_INTCLEAR = 227, SR_INTENABLE = 228, SR_PS = 230,
       SR_VECBASE = 231, SR_EXCCAUSE = 232, SR_DEBUGCAUSE = 233, SR_CCOUNT = 234, SR_PRID = 235, SR_ICOUNT = 236,
       SR_ICOUNTLEVEL = 237, SR_EXCVADDR = 238, SR_CCOMPARE0 = 240 };

enum { DEBUGCAUSE_ICOUNT = 1, DEBUGCAUSE_IBREAK = 2, DEBUGCAUSE_DBREAK = 4, DEBUGCAUSE_BREAK = 8,
       DEBUGCAUSE_BREAK_N = 16 };

/* interp.c: executes until m->left cycles are over or m->attention is set. cpu.pc is where it goes on. */
void emu_interp_run(Machine *m);

/* decode.c: takes the instruction in bytes (n of them are there) apart; its size, 0 when it does not fit
 * into n. pc is where it lies, for PC-relative operands; litbase is that special register. */
unsigned emu_decode_insn(Decoded *d, const uint8_t *bytes, size_t n, uint32_t pc, uint32_t litbase);
/* What the instruction will load or store: the number of bytes, 0 when it does neither. */
unsigned emu_decode_access(const Decoded *d, const uint32_t *ar, uint32_t *address, bool *store);
/* disasm.c: "l32i a2, a1, 16" into text. */
void emu_disasm_insn(const Decoded *d, uint32_t pc, char *text, size_t n);
/* The name of a special register, NULL when there is none of that number. */
const char *emu_disasm_special(uint32_t number);
/* The letters for an instruction's operands, the one that is written first. */
const char *emu_disasm_operands(unsigned op);

/* cpu.c. The instruction at cpu.pc raises an exception: the CPU is at the vector afterwards. Always false. */
bool emu_cpu_raise(Machine *m, uint32_t cause, uint32_t vaddr);
/* As emu_cpu_raise, when there is no instruction at cpu.pc. */
void emu_cpu_fetch_failed(Machine *m);
/* Takes the interrupt that is due, if one is and is not masked. */
void emu_cpu_take_interrupt(Machine *m);
/* Whether an enabled interrupt is pending, masked by PS or not. */
bool emu_cpu_interrupt_pending(const Machine *m);
void emu_cpu_reset(Machine *m);
/* After a change of what decides about interrupts: ends the slice when one can be taken now. */
void emu_cpu_check(Machine *m);
/* The instructions rsil, waiti, rfde (level 0), rfe (1), rfi, break. As all that an instruction calls, they answer false
 * when they have set cpu.pc; otherwise it is where the instruction is, and goes on behind it. */
bool emu_cpu_raise_level(Machine *m, uint32_t level, uint32_t *old);
bool emu_cpu_wait(Machine *m, uint32_t level);
bool emu_cpu_return(Machine *m, uint32_t level);
bool emu_cpu_break(Machine *m, uint32_t cause);

/* special.c: rsr, wsr, xsr. */
bool emu_special_read(Machine *m, uint32_t number, uint32_t *value);
bool emu_special_write(Machine *m, uint32_t number, uint32_t value);
bool emu_special_exchange(Machine *m, uint32_t number, uint32_t *value);
bool emu_special_known(uint32_t number);
/* The value, for a debugger: no side effects. */
uint32_t emu_special_peek(const Machine *m, uint32_t number);
/* The cycle at which CCOMPARE0 matches next is computed again. */
void emu_special_plan_compare(Machine *m);

/* debug.c: a debug register was written. */
void emu_debug_check(Machine *m);

/* sim.c */
bool emu_sim_call(Machine *m);

#endif
