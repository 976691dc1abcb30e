/*
 * fmul.S: single-precision multiplication.
 *
 * The product of two mantissas of 24 bits has 48; with x = xh 2^16 + xl its upper 32 are
 * xh y + xl yh + (xl yl >> 16), three multiplications of the kinds that the LX106 has, and what is
 * below only tells a tie from more than a tie. 38 instructions. Zero is handled here, infinities,
 * NaNs, subnormal numbers and results out of range by kk_softfloat_multiply().
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

        .set    EXPONENT, 0x7f800000

        function __mulsf3
        movi    a4, EXPONENT
        bnone   a2, a4, x_tiny
        ball    a2, a4, slow
        bnone   a3, a4, y_tiny
        ball    a3, a4, slow
        extui   a5, a2, 23, 8
        extui   a6, a3, 23, 8
        add     a6, a6, a5
        or      a8, a2, a4              /* the exponent's last bit is the mantissa's first */
        or      a9, a3, a4
        slli    a9, a9, 8
        srli    a9, a9, 8
        extui   a7, a8, 16, 8
        extui   a10, a9, 16, 8
        mul16u  a11, a8, a9
        mull    a7, a7, a9
        mul16u  a10, a8, a10
        extui   a8, a11, 16, 16
        add     a7, a7, a10
        add     a7, a7, a8              /* the product without its last 16 bits, which a11 has */
        addi    a6, a6, -127
        bltz    a7, 1f
        add     a7, a7, a7              /* below 2^47; bit 0 is far below the rounding bit */
        addi    a6, a6, -1
1:      movi    a5, 254
        bgeu    a6, a5, slow
        srli    a8, a7, 8
        bbci    a7, 7, 2f
        addi    a8, a8, 1
        extui   a9, a7, 0, 7
        bnez    a9, 2f
        slli    a11, a11, 16
        bnez    a11, 2f
        extui   a9, a8, 0, 1
        sub     a8, a8, a9
2:      xor     a5, a2, a3
        extui   a5, a5, 31, 1
        slli    a5, a5, 8
        add     a6, a6, a5
        slli    a6, a6, 23
        add     a2, a6, a8
        ret

x_tiny: ball    a3, a4, slow
        slli    a5, a2, 1
        bnez    a5, slow
        j       zero
y_tiny: slli    a5, a3, 1
        bnez    a5, slow
zero:   xor     a2, a2, a3
        extui   a2, a2, 31, 1
        slli    a2, a2, 31
        ret
slow:   movi    a5, kk_softfloat_multiply
        jx      a5
        ends    __mulsf3
