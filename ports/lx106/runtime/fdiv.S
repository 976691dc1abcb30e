/*
 * fdiv.S: single-precision division.
 *
 * A reciprocal of the divisor to 13 bits, interpolated from a table of 64 words and never too
 * large, gives the quotient in two digits of 12 bits; the remainders are exact, so that the few
 * units the estimate is short of are put right at the end. A quotient of 24-bit numbers is never
 * half way between two results. 62 instructions. Infinities, NaNs, subnormal numbers, a zero
 * divisor and results out of range are left to kk_softfloat_divide().
 *
 * Layer: ports.   Tests: tests/unit/lx106_arith.c.
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
        movi    a11, reciprocals
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

/*
 * For a divisor 2^23 + (i << 17) + 2 f the reciprocal is the high half of word i less
 * f * low half >> 16: a line below 2^39 / divisor by at most 2^-13 of it, for every divisor.
 */
        .section .rodata.reciprocals, "a"
        .align  4
reciprocals:
        .word   0xfffa03f0, 0xfc0b03d2, 0xf83903b5, 0xf4850399
        .word   0xf0ec037e, 0xed6e0364, 0xea0a034c, 0xe6be0334
        .word   0xe38a031e, 0xe06c0308, 0xdd6402f4, 0xda7002e0
        .word   0xd79002cd, 0xd4c402ba, 0xd20a02a9, 0xcf610298
        .word   0xccc90287, 0xca420277, 0xc7cb0268, 0xc563025a
        .word   0xc309024b, 0xc0be023e, 0xbe800231, 0xbc4f0224
        .word   0xba2c0218, 0xb814020c, 0xb6080200, 0xb40801f5
        .word   0xb21301ea, 0xb02901e0, 0xae4a01d6, 0xac7401cc
        .word   0xaaa801c2, 0xa8e501b9, 0xa72c01b0, 0xa57c01a8
        .word   0xa3d4019f, 0xa2350197, 0xa09e018f, 0x9f0f0188
        .word   0x9d870180, 0x9c070179, 0x9a8f0172, 0x991d016b
        .word   0x97b20164, 0x964e015e, 0x94f00158, 0x93980151
        .word   0x9247014b, 0x90fc0146, 0x8fb60140, 0x8e76013a
        .word   0x8d3c0135, 0x8c070130, 0x8ad7012b, 0x89ac0126
        .word   0x88860121, 0x8766011c, 0x864a0118, 0x85320113
        .word   0x841f010f, 0x8310010a, 0x82060106, 0x81000102
