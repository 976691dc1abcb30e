/*
 * start.S: from the boot ROM to main(), and the exception vectors.
 *
 * Exceptions and level-1 interrupts share the entry of ports/lx106/runtime/entry.S. The NMI may come at any moment, in
 * handlers too: it has a stack of its own and touches nothing but what it saves there.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */

#include "exception.h"

        .equ    PS_RUN, 0x20            /* user vector mode, all interrupts open, no exception */
        .equ    NMI_STACK, 512
        .equ    NMI_FRAME, 64

/* Vectors: offsets from VECBASE are the LX106's (debug 10, NMI 20, kernel 30, user 50, double 70). */
        .section .iram.vectors, "ax"
        .align  256
        .global kk_vectors
kk_vectors:
        .org    kk_vectors + 0x10
        j       fatal_vector
        .org    kk_vectors + 0x20
        wsr     a0, excsave3
        j       nmi_entry
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
 * An exception in a handler or a breakpoint: the stack may be what is wrong, so the record is made on a fresh one.
 */
        .align  4
        .literal_position
fatal_vector:
        rsr     a2, epc1
        rsr     a3, depc
        mov     a4, a0
        mov     a5, a1
        movi    a1, kk_link_stack_top
        movi    a0, kk_exception_fatal
        jx      a0

/* C keeps a12..a15: the others are saved, and what tells about an exception in progress stays as it is. */
        .align  4
        .literal_position
nmi_entry:
        movi    a0, nmi_frame
        s32i    a1, a0, 0
        s32i    a2, a0, 4
        s32i    a3, a0, 8
        s32i    a4, a0, 12
        s32i    a5, a0, 16
        s32i    a6, a0, 20
        s32i    a7, a0, 24
        s32i    a8, a0, 28
        s32i    a9, a0, 32
        s32i    a10, a0, 36
        s32i    a11, a0, 40
        rsr     a2, sar
        s32i    a2, a0, 44
        mov     a1, a0                  /* the stack grows down from the frame */
        movi    a0, kk_irq_nmi_handler
        l32i    a0, a0, 0
        beqz    a0, 1f
        callx0  a0
1:      movi    a0, nmi_frame
        l32i    a2, a0, 44
        wsr     a2, sar
        l32i    a1, a0, 0
        l32i    a2, a0, 4
        l32i    a3, a0, 8
        l32i    a4, a0, 12
        l32i    a5, a0, 16
        l32i    a6, a0, 20
        l32i    a7, a0, 24
        l32i    a8, a0, 28
        l32i    a9, a0, 32
        l32i    a10, a0, 36
        l32i    a11, a0, 40
        rsr     a0, excsave3
        rfi     3

        .section .bss.nmi, "aw", @nobits
        .align  16
        .space  NMI_STACK
nmi_frame:
        .space  NMI_FRAME

/*
 * The boot ROM has filled IRAM and .data. Its stack is given up for ours; then the flash window is opened (1 MiB from the
 * start of flash, 32 KiB of cache), .bss and .low cleared and the stack painted, so that its deepest use can be seen.
 */
        .section .iram.text.kk_start, "ax"
        .align  4
        .literal_position
        .global kk_start
kk_start:
        movi    a2, 0
        wsr     a2, intenable
        movi    a2, kk_vectors
        wsr     a2, vecbase
        movi    a2, PS_RUN
        wsr     a2, ps
        rsync
        movi    a2, kk_link_bss_start
        movi    a3, kk_link_bss_end
        movi    a4, 0
        call0   fill
        movi    a2, kk_link_low_start
        movi    a3, kk_link_low_end
        call0   fill
        movi    a2, kk_link_stack_limit
        movi    a3, kk_link_stack_top
        movi    a4, KK_STACK_PAINT
        call0   fill
        mov     a1, a3
        movi    a2, 0
        movi    a3, 0
        movi    a4, 1
        movi    a0, 0x40004678          /* Cache_Read_Enable */
        callx0  a0
        movi    a0, main
        callx0  a0
1:      j       1b

/* Stores a4 into the words from a2 up to a3. */
fill:
        bgeu    a2, a3, 1f
        s32i    a4, a2, 0
        addi    a2, a2, 4
        j       fill
1:      ret
