/*
 * start.S: vectors and start of the guest programs. Level-1 interrupts call interrupt(), the NMI nmi(); anything else
 * stops in a loop, which the test sees as a time-out.
 */
        .section .vectors, "ax"
        .org    0x10
1:      j       1b
        .org    0x20
        j       nmi_entry
        .org    0x30
2:      j       2b
        .org    0x50
        j       user_entry
        .org    0x70
3:      j       3b
        .org    0x80

        .text
        .align  4
        .literal_position
        .global start
start:
        movi    a0, 0x40100000
        wsr     a0, vecbase
        movi    a1, 0x3fffc000
        movi    a2, bss_start
        movi    a3, bss_end
        movi    a4, 0
4:      bgeu    a2, a3, 5f
        s32i    a4, a2, 0
        addi    a2, a2, 4
        j       4b
5:      movi    a0, 0x20
        wsr     a0, ps
        rsync
        call0   main
6:      waiti   0
        j       6b

        .macro  save
        s32i    a0, a1, 0
        s32i    a2, a1, 4
        s32i    a3, a1, 8
        s32i    a4, a1, 12
        s32i    a5, a1, 16
        s32i    a6, a1, 20
        s32i    a7, a1, 24
        s32i    a8, a1, 28
        s32i    a9, a1, 32
        s32i    a10, a1, 36
        s32i    a11, a1, 40
        rsr     a2, sar
        s32i    a2, a1, 44
        .endm
        .macro  restore
        l32i    a2, a1, 44
        wsr     a2, sar
        l32i    a0, a1, 0
        l32i    a2, a1, 4
        l32i    a3, a1, 8
        l32i    a4, a1, 12
        l32i    a5, a1, 16
        l32i    a6, a1, 20
        l32i    a7, a1, 24
        l32i    a8, a1, 28
        l32i    a9, a1, 32
        l32i    a10, a1, 36
        l32i    a11, a1, 40
        .endm

user_entry:
        addi    a1, a1, -64
        save
        rsr     a2, epc1
        s32i    a2, a1, 48
        rsr     a2, exccause
        call0   interrupt
        l32i    a2, a1, 48
        wsr     a2, epc1
        restore
        addi    a1, a1, 64
        rfe

nmi_entry:
        wsr     a1, excsave3
        movi    a1, nmi_stack + 256
        addi    a1, a1, -64
        save
        call0   nmi
        restore
        rsr     a1, excsave3
        rfi     3

        .bss
        .align  4
nmi_stack:
        .space  256
