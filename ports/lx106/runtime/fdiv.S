/*
 * fdiv.S: single-precision division.
 *
 * A reciprocal of the divisor to 13 bits (reciprocal.S), never too large, gives the quotient in two digits of 12 bits; the remainders are exact, so that the few
 * units the estimate is short of are put right at the end. A quotient of 24-bit numbers is never
 * half way between two results. 62 instructions. Infinities, NaNs, subnormal numbers, a zero
 * divisor and results out of range are left to kk_softfloat_divide().
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

        .set    EXPONENT, 0x7f800000

        function __divsf3
        movi    a4, EXPONENT
        bnone   a3, a4, slow
        ball    a3, a4, slow
        bnone   a2, a4, x_tiny
        ball    a2, a4, slow
        extui   a5, a2, 23, 8
        extui   a6, a3, 23, 8
        sub     a6, a5, a6
        addi    a6, a6, 126
        or      a8, a2, a4
        slli    a8, a8, 8
        srli    a8, a8, 8
        or      a9, a3, a4
        slli    a9, a9, 8
        srli    a9, a9, 8
        sub     a7, a8, a9
        bgez    a7, 1f
        add     a7, a7, a8              /* the quotient's first bit is 1 now; a7 is what is left */
        addi    a6, a6, -1
1:      movi    a5, 254
        bgeu    a6, a5, slow
        extui   a10, a9, 17, 6
        movi    a11, kk_reciprocals
        addx4   a10, a10, a11
        l32i    a10, a10, 0
        extui   a11, a9, 1, 16
        mul16u  a11, a10, a11
        extui   a11, a11, 16, 16
        extui   a10, a10, 16, 16
        sub     a10, a10, a11           /* <= 2^39 / divisor */
        extui   a11, a7, 8, 16
        mul16u  a11, a11, a10
        extui   a11, a11, 19, 13
        mull    a8, a11, a9
        slli    a7, a7, 12
        sub     a7, a7, a8
        slli    a11, a11, 12
        extui   a8, a7, 10, 16
        mul16u  a8, a8, a10
        extui   a8, a8, 17, 15
        mull    a10, a8, a9
        slli    a7, a7, 12
        sub     a7, a7, a10
        add     a8, a8, a11
2:      bltu    a7, a9, 3f
        sub     a7, a7, a9
        addi    a8, a8, 1
        j       2b
3:      addi    a8, a8, 1
        srli    a8, a8, 1
        addi    a6, a6, 1
        xor     a5, a2, a3
        extui   a5, a5, 31, 1
        slli    a5, a5, 8
        add     a6, a6, a5
        slli    a6, a6, 23
        add     a2, a6, a8
        ret

x_tiny: slli    a5, a2, 1
        bnez    a5, slow
        xor     a2, a2, a3
        extui   a2, a2, 31, 1
        slli    a2, a2, 31
        ret
slow:   movi    a5, kk_softfloat_divide
        jx      a5
        ends    __divsf3
