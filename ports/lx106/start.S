/*
 * start.S: from reset to main(), and the exception vectors.
 *
 * The machine begins at the reset stub, which only jumps to kk_start in the flash window. The
 * vectors lie at the start of IRAM (VECBASE points there); one common entry saves the registers
 * (runtime/entry.S), asks kk_exception_handle() what to do, and goes on.
 *
 * Layer: ports.   Tests: tests/lx106/exception.c.
 */

#include "exception.h"

        .equ    PS_RUN, 0x20            /* user vector mode, all interrupts open, no exception */

/* The stub must not need a literal before it: it carries its own. */
        .section .reset, "ax"
        .align  4
        .global kk_reset
kk_reset:
        j       1f
        .align  4
2:      .word   kk_start
1:      l32r    a0, 2b
        jx      a0

/* Vectors: offsets from VECBASE are the LX106's (debug 10, NMI 20, kernel 30, user 50, double 70). */
        .section .iram.vectors, "ax"
        .align  16
        .global kk_vectors
kk_vectors:
        .org    kk_vectors + 0x10
        j       fatal_vector
        .org    kk_vectors + 0x20
        j       fatal_vector
        .org    kk_vectors + 0x30
        wsr     a0, excsave1
        j       kk_exception_entry
        .org    kk_vectors + 0x50
        wsr     a0, excsave1
        j       kk_exception_entry
        .org    kk_vectors + 0x70
        j       fatal_vector
        .org    kk_vectors + 0x80

/*
 * An exception in a handler, a breakpoint or an NMI: no state can be trusted, so the dead pc
 * goes out from a stack of its own and the machine stops.
 */
        .align  4
        .literal_position
fatal_vector:
        rsr     a2, epc1
        movi    a1, kk_machine_stack_top
        movi    a0, kk_exception_fatal
        jx      a0

/*
 * The loader has placed IRAM and DRAM, as the chip's ROM does: what is left is to clear .bss,
 * paint the stack (main() reports how much of it was used) and call main.
 */
        .section .text.kk_start, "ax"
        .align  4
        .literal_position
        .global kk_start
kk_start:
        movi    a2, kk_vectors
        wsr     a2, vecbase
        movi    a2, 0
        wsr     a2, intenable
        movi    a2, PS_RUN
        wsr     a2, ps
        rsync
        movi    a2, kk_bss_start
        movi    a3, kk_bss_end
        movi    a4, 0
        bgeu    a2, a3, 2f
1:      s32i    a4, a2, 0
        addi    a2, a2, 4
        bltu    a2, a3, 1b
2:      movi    a2, kk_machine_stack_limit
        movi    a3, kk_machine_stack_top
        movi    a4, KK_STACK_PAINT
3:      s32i    a4, a2, 0
        addi    a2, a2, 4
        bltu    a2, a3, 3b
        mov     a1, a3
        movi    a0, main
        callx0  a0
        movi    a0, kk_machine_exit
        callx0  a0
4:      j       4b

/* int kk_machine_simcall(int number, uintptr_t a, uintptr_t b, uintptr_t c) */
        .section .text.kk_machine_simcall, "ax"
        .align  4
        .global kk_machine_simcall
        .type   kk_machine_simcall, @function
kk_machine_simcall:
        simcall
        ret
        .size   kk_machine_simcall, . - kk_machine_simcall
