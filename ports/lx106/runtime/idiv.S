/*
 * idiv.S: 32-bit division and remainder, which the LX106 has no instruction for.
 *
 * x is shifted left past y << (n + 1), n being how many bits longer x is than y: each step of
 * three instructions doubles x, compares, and subtracts 2y - 1 in place, so that the quotient
 * grows in the low bits of x while the remainder stays in the high ones. The unrolled steps are
 * entered at the one that fits n: 17 + 2.5 (n + 1) instructions, 30 to 45 for the usual operands.
 * Needs x < 2^30, and pays for n < 20; the rest goes through kk_divide_large. A divisor of 0 gives
 * some number.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

/*
 * In: a2 = x, a3 = y. Out: a2 = remainder << (n + 1) | quotient, a4 = -(n + 1).
 * Changes a5..a7. Goes to \large, with a2 and a3 as they were, when x >= 2^30 or n >= 20, to \less when x is shorter than y.
 */
        .macro  divide_small large, less
        extui   a4, a2, 30, 2
        bnez    a4, \large
        nsau    a4, a2
        nsau    a5, a3
        sub     a4, a4, a5
        bgei    a4, 1, \less
        movi    a7, .Lsteps_\@ + 30 * 8
        addx8   a7, a4, a7
        addi    a4, a4, -1
        ssr     a4
        sll     a5, a3
        addi    a6, a5, -1
        jx      a7
        .begin  no-transform
.Lsteps_\@:
        .rept   11                      /* the entries for n >= 20, of 8 bytes as the others */
        j       \large
        .byte   0, 0, 0, 0, 0
        .endr
        .rept   20
        add.n   a2, a2, a2
        bltu    a2, a5, . + 6
        sub     a2, a2, a6
        .endr
        .end    no-transform
        .endm

/* a2 = the quotient of what divide_small left. */
        .macro  take_quotient
        ssl     a4
        sll     a2, a2
        ssr     a4
        srl     a2, a2
        .endm

/* a2 = the remainder of what divide_small left. */
        .macro  take_remainder
        ssl     a4
        srl     a2, a2
        .endm

        function __udivsi3
        divide_small udiv_large, udiv_zero
        take_quotient
        ret
udiv_zero:
        movi    a2, 0
        ret
udiv_large:
        j       kk_divide_large
        ends    __udivsi3

        function __umodsi3
        divide_small umod_large, umod_same
        take_remainder
umod_same:
        ret
umod_large:
        mov     a11, a0
        call0   kk_divide_large
        mov     a2, a3
        jx      a11
        ends    __umodsi3

        function __divsi3
        xor     a10, a2, a3
        abs     a2, a2
        abs     a3, a3
        divide_small div_large, div_zero
        take_quotient
        bgez    a10, 1f
        neg     a2, a2
1:      ret
div_zero:
        movi    a2, 0
        ret
div_large:
        mov     a11, a0
        call0   kk_divide_large
        bgez    a10, 1f
        neg     a2, a2
1:      jx      a11
        ends    __divsi3

        function __modsi3
        mov     a10, a2
        abs     a2, a2
        abs     a3, a3
        divide_small mod_large, mod_same
        take_remainder
mod_same:
        bgez    a10, 1f
        neg     a2, a2
1:      ret
mod_large:
        mov     a11, a0
        call0   kk_divide_large
        mov     a2, a3
        bgez    a10, 1f
        neg     a2, a2
1:      jx      a11
        ends    __modsi3

/*
 * In: a2 = x, a3 = y, of any size. Out: a2 = quotient, a3 = remainder; changes a4..a9.
 *
 * With a reciprocal of y that is never too large, 16 bits of what is left of x give the next 12
 * bits or so of the quotient: about 60 instructions for a quotient of 32 bits.
 */
        function kk_divide_large
        beqz    a3, 4f
        nsau    a4, a3
        ssl     a4
        sll     a5, a3
        extui   a6, a5, 25, 6
        movi    a7, kk_reciprocals
        addx4   a6, a6, a7
        l32i    a6, a6, 0
        extui   a7, a5, 9, 16
        mul16u  a7, a6, a7
        extui   a7, a7, 16, 16
        extui   a6, a6, 16, 16
        sub     a6, a6, a7
        movi    a7, 31
        sub     a4, a7, a4
        movi    a5, 0
1:      bltu    a2, a3, 3f
        nsau    a7, a2
        ssl     a7
        sll     a8, a2
        extui   a8, a8, 16, 16
        mul16u  a8, a8, a6
        add     a7, a7, a4
        ssr     a7
        srl     a8, a8
        beqz    a8, 2f
        mull    a9, a8, a3
        sub     a2, a2, a9
        add     a5, a5, a8
        j       1b
2:      sub     a2, a2, a3              /* the estimate of a 1 may be a 0 */
        addi    a5, a5, 1
        j       1b
3:      mov     a3, a2
        mov     a2, a5
        ret
4:      movi    a2, 0
        ret
        ends    kk_divide_large
