/*
 * entry.S: what the vectors of exceptions and level-1 interrupts jump to, with a0 in EXCSAVE1: saves the registers as a
 * CpuState (narrow.h) on the stack in use, calls kk_exception_handle(), and goes on where that says.
 *
 * Layer: ports.   Tests: tests/lx106/exception.c, tests/esp8266/run_boot.py.
 */

#include "narrow.h"

        .section .iram.text.kk_exception_entry, "ax"
        .align  4
        .literal_position
        .global kk_exception_entry
kk_exception_entry:
        addi    a1, a1, -KK_CPU_STATE_SIZE
        s32i    a2, a1, 8
        rsr     a2, excsave1
        s32i    a2, a1, 0
        addi    a2, a1, KK_CPU_STATE_SIZE
        s32i    a2, a1, 4
        s32i    a3, a1, 12
        s32i    a4, a1, 16
        s32i    a5, a1, 20
        s32i    a6, a1, 24
        s32i    a7, a1, 28
        s32i    a8, a1, 32
        s32i    a9, a1, 36
        s32i    a10, a1, 40
        s32i    a11, a1, 44
        s32i    a12, a1, 48
        s32i    a13, a1, 52
        s32i    a14, a1, 56
        s32i    a15, a1, 60
        rsr     a2, epc1
        s32i    a2, a1, KK_CPU_STATE_PC
        rsr     a2, sar
        s32i    a2, a1, KK_CPU_STATE_SAR
        rsr     a2, exccause
        s32i    a2, a1, KK_CPU_STATE_CAUSE
        rsr     a2, excvaddr
        s32i    a2, a1, KK_CPU_STATE_VADDR
        mov     a2, a1
        movi    a0, kk_exception_handle
        callx0  a0
        l32i    a2, a1, KK_CPU_STATE_PC
        wsr     a2, epc1
        l32i    a2, a1, KK_CPU_STATE_SAR
        wsr     a2, sar
        l32i    a0, a1, 0
        l32i    a2, a1, 8
        l32i    a3, a1, 12
        l32i    a4, a1, 16
        l32i    a5, a1, 20
        l32i    a6, a1, 24
        l32i    a7, a1, 28
        l32i    a8, a1, 32
        l32i    a9, a1, 36
        l32i    a10, a1, 40
        l32i    a11, a1, 44
        l32i    a12, a1, 48
        l32i    a13, a1, 52
        l32i    a14, a1, 56
        l32i    a15, a1, 60
        addi    a1, a1, KK_CPU_STATE_SIZE
        rfe
