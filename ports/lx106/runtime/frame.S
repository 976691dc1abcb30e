/*
 * frame.S: what the functions of cold files begin and end with, once for all of them (tools/lx106_frames.py).
 *
 * kk_frame_enter_SIZE_SAVED makes a frame of that size; a0, which is handed over in a8, and so many of a12 to a15 go to its top.
 * kk_frame_leave_REGION_SIZE_SAVED takes them back and returns to the function's caller. The linker script puts the regions
 * where each is within 128 KB of the functions that jump to it.
 */
    .macro  ENTER size, saved
    .section .frame.enter.\size\()_\saved, "ax", @progbits
    .align  4
    .global kk_frame_enter_\size\()_\saved
    .type   kk_frame_enter_\size\()_\saved, @function
kk_frame_enter_\size\()_\saved:
    addi    a1, a1, -\size
    s32i    a8, a1, \size - 4
    s32i    a12, a1, \size - 8
    s32i    a13, a1, \size - 12
    .if \saved > 2
    s32i    a14, a1, \size - 16
    .endif
    .if \saved > 3
    s32i    a15, a1, \size - 20
    .endif
    ret.n
    .endm

    .macro  LEAVE_FROM region, size, saved, register
    .global kk_frame_leave_\region\()_\size\()_\saved
kk_frame_leave_\region\()_\size\()_\saved:
    l32i    \register, a1, \size - 4 - 4 * \saved
    .endm

    .macro  LEAVE region, size
    .section .frame.\region\().\size, "ax", @progbits
    .align  4
    .if \size > 16
    LEAVE_FROM \region, \size, 4, a15
    .endif
    LEAVE_FROM \region, \size, 3, a14
    LEAVE_FROM \region, \size, 2, a13
    LEAVE_FROM \region, \size, 1, a12
    LEAVE_FROM \region, \size, 0, a0
    addi    a1, a1, \size
    ret.n
    .endm

    .macro  FRAME size
    .if \size > 16
    ENTER   \size, 4
    .endif
    ENTER   \size, 3
    ENTER   \size, 2
    LEAVE   modules, \size
    LEAVE   types, \size
    LEAVE   core, \size
    LEAVE   lang, \size
    .endm

    FRAME   16
    FRAME   32
    FRAME   48
    FRAME   64
    FRAME   80
    FRAME   96
    FRAME   112
