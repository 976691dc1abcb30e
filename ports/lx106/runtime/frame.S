/*
 * frame.S: what the functions of cold files begin and end with, once for all of them (tools/lx106_frames.py).
 *
 * kk_frame_enter_SIZE_SAVED makes a frame of that size; a0, which is handed over in a8, and so many of a12 to a15 go to its top.
 * With _a12 or _a13 that register becomes a2 then. kk_frame_leave_REGION_SIZE_SAVED takes them back and returns to the
 * function's caller; leave0 sets a2 to 0 before. `big` has the size in a9, and changes a10, too. The linker script puts the regions
 * where each is within 128 KB of the functions that jump to it. Nothing of a frame is below a1 at any moment: interrupts use the stack.
 */
    .macro  ENTER_BEGIN name
    .section .frame.enter.\name, "ax", @progbits
    .align  4
    .global kk_frame_enter_\name
    .type   kk_frame_enter_\name, @function
kk_frame_enter_\name:
    .endm

    /* top: register and offset of the word behind the last one that is used */
    .macro  SAVE saved, base, top
    s32i    a8, \base, \top - 4
    s32i    a12, \base, \top - 8
    .if \saved > 1
    s32i    a13, \base, \top - 12
    .endif
    .if \saved > 2
    s32i    a14, \base, \top - 16
    .endif
    .if \saved > 3
    s32i    a15, \base, \top - 20
    .endif
    .endm

    .macro  ENTER size, saved
    ENTER_BEGIN \size\()_\saved
    addi    a1, a1, -\size
    SAVE    \saved, a1, \size
    ret.n
    .irp    register, a12, a13
    ENTER_BEGIN \size\()_\saved\()_\register
    addi    a1, a1, -\size
    SAVE    \saved, a1, \size
    mov.n   \register, a2
    ret.n
    .endr
    .endm

    .macro  ENTER_BIG saved
    ENTER_BEGIN big_\saved
    addi    a10, a1, -20
    sub     a1, a1, a9
    SAVE    \saved, a10, 20
    ret.n
    .irp    register, a12, a13
    ENTER_BEGIN big_\saved\()_\register
    addi    a10, a1, -20
    sub     a1, a1, a9
    SAVE    \saved, a10, 20
    mov.n   \register, a2
    ret.n
    .endr
    .endm

    .macro  LEAVE_FROM region, size, saved, register
    .global kk_frame_leave_\region\()_\size\()_\saved
kk_frame_leave_\region\()_\size\()_\saved:
    l32i    \register, a1, \size - 4 - 4 * \saved
    .endm

    .macro  LEAVE0 region, size, saved
    .section .frame.\region\().\size\().0.\saved, "ax", @progbits
    .align  4
    .global kk_frame_leave0_\region\()_\size\()_\saved
kk_frame_leave0_\region\()_\size\()_\saved:
    movi.n  a2, 0
    j       kk_frame_leave_\region\()_\size\()_\saved
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
    .if \size > 16
    LEAVE0  \region, \size, 4
    .endif
    LEAVE0  \region, \size, 3
    LEAVE0  \region, \size, 2
    LEAVE0  \region, \size, 1
    LEAVE0  \region, \size, 0
    .endm

    .macro  LEAVE_BIG region, saved
    .section .frame.\region\().big.\saved, "ax", @progbits
    .align  4
    .global kk_frame_leave_\region\()_big_\saved
kk_frame_leave_\region\()_big_\saved:
    add.n   a9, a1, a9
    addi    a10, a9, -20
    l32i.n  a0, a10, 16
    .if \saved > 0
    l32i.n  a12, a10, 12
    .endif
    .if \saved > 1
    l32i.n  a13, a10, 8
    .endif
    .if \saved > 2
    l32i.n  a14, a10, 4
    .endif
    .if \saved > 3
    l32i.n  a15, a10, 0
    .endif
    mov.n   a1, a9
    ret.n
    .endm

    .macro  FRAME size
    .if \size > 16
    ENTER   \size, 4
    .endif
    ENTER   \size, 3
    ENTER   \size, 2
    .irp    region, modules, types, core, lang
    LEAVE   \region, \size
    .endr
    .endm

    .irp    size, 16, 32, 48, 64, 80, 96, 112
    FRAME   \size
    .endr

    .irp    saved, 1, 2, 3, 4
    ENTER_BIG \saved
    .irp    region, modules, types, core, lang
    LEAVE_BIG \region, \saved
    .endr
    .endr
    .irp    region, modules, types, core, lang
    LEAVE_BIG \region, 0
    .endr
