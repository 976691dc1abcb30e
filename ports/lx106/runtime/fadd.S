/*
 * fadd.S: single-precision addition and subtraction.
 *
 * Both work on the packed form: a mantissa that overflows carries into the exponent by itself.
 * The two paths are the addition and the subtraction of magnitudes of one sign; the other signs
 * come from flipping y. About 24 instructions for an addition, 33 for a subtraction. A normal and
 * a subnormal number meet in kk_softfloat_add().
 *
 * Registers: a2 = x, a3 = y, a4 = exponent mask; |x| >= |y| once ordered.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

        .set    EXPONENT, 0x7f800000
        .set    SIGN, 0x80000000
        .set    QUIET, 0x00400000

        function __addsf3
        movi    a4, EXPONENT
        xor     a5, a2, a3
        bgez    a5, kk_add_magnitudes
        movi    a5, SIGN
        xor     a3, a3, a5
        j       kk_subtract_magnitudes
        .size   __addsf3, . - __addsf3

        .align  4
        .global __subsf3
        .type   __subsf3, @function
__subsf3:
        movi    a4, EXPONENT
        xor     a5, a2, a3
        bgez    a5, kk_subtract_magnitudes
        movi    a5, SIGN
        xor     a3, a3, a5

/* a2 + a3, of one sign. */
kk_add_magnitudes:
        bgeu    a2, a3, 1f
        mov     a5, a2
        mov     a2, a3
        mov     a3, a5
1:      ball    a2, a4, add_special
        bnone   a3, a4, add_tiny
        extui   a6, a2, 23, 8
        extui   a7, a3, 23, 8
        sub     a7, a6, a7
        beqz    a7, add_level
        bgeui   a7, 32, 4f
        or      a9, a3, a4
        slli    a9, a9, 8
        ssr     a7
        srl     a10, a9                 /* y aligned: 24 bits of mantissa, 8 below x's last */
        srli    a8, a10, 8
        add     a8, a2, a8
        xor     a5, a8, a2
        bany    a5, a4, 3f              /* the mantissa carried into the exponent */
        bbci    a10, 7, 2f
        addi    a8, a8, 1
        extui   a11, a10, 0, 7
        bnez    a11, 2f
        src     a11, a9, a11            /* exactly half so far: what was shifted out decides */
        bnez    a11, 2f
        extui   a11, a8, 0, 1
        sub     a8, a8, a11
2:      mov     a2, a8
        ret
3:      slli    a5, a8, 9
        srli    a5, a5, 10
        sub     a2, a8, a5              /* half the fraction, rounded up */
        ball    a2, a4, add_overflow
        bbci    a8, 0, 4f
        extui   a11, a10, 0, 8
        bnez    a11, 4f
        src     a11, a9, a11
        bnez    a11, 4f
        extui   a11, a2, 0, 1
        sub     a2, a2, a11
4:      ret

/* Of one exponent: the mean of the two, an exponent higher; a tie when they differ by an odd bit. */
add_level:
        sub     a5, a2, a3
        srli    a6, a5, 1
        sub     a2, a2, a6
        movi    a6, 0x00800000
        add     a2, a2, a6
        ball    a2, a4, add_overflow
        bbci    a5, 0, 5f
        extui   a6, a2, 0, 1
        sub     a2, a2, a6
5:      ret

add_overflow:
        extui   a2, a2, 31, 1
        slli    a2, a2, 31
        or      a2, a2, a4
        ret

/* x is infinite or NaN, and y no larger. */
add_special:
        slli    a5, a2, 9
        beqz    a5, 1f
        movi    a5, QUIET
        or      a2, a2, a5
1:      ret

/* y is zero or subnormal. */
add_tiny:
        slli    a3, a3, 1
        beqz    a3, 2f
        srli    a3, a3, 1
        extui   a5, a2, 23, 8
        bnez    a5, 1f
        add     a2, a2, a3
        ret
1:      extui   a5, a2, 31, 1
        slli    a5, a5, 31
        or      a3, a3, a5
        movi    a5, kk_softfloat_add
        jx      a5
2:      ret

        .align  4
        .literal_position
        .align  4
/* a2 - a3, of one sign. */
kk_subtract_magnitudes:
        bgeu    a2, a3, 1f
        movi    a6, SIGN
        xor     a5, a2, a6
        xor     a2, a3, a6
        mov     a3, a5
1:      ball    a2, a4, subtract_special
        bnone   a3, a4, subtract_tiny
        beq     a2, a3, zero
        extui   a6, a2, 23, 8
        extui   a7, a3, 23, 8
        sub     a7, a6, a7
        bgeui   a7, 32, 5f
        or      a8, a2, a4
        slli    a8, a8, 8
        or      a9, a3, a4
        slli    a9, a9, 8
        ssr     a7
        srl     a10, a9
        sub     a8, a8, a10
        bltui   a7, 8, 2f
        movi    a11, 0                  /* bits shifted out: borrow, and keep bit 0 as a mark */
        src     a11, a9, a11
        beqz    a11, 2f
        addi    a8, a8, -1
        movi    a11, 1
        or      a8, a8, a11
2:      bgez    a8, 6f
3:      srli    a9, a8, 8
        bbci    a8, 7, 4f
        addi    a9, a9, 1
        extui   a11, a8, 0, 7
        bnez    a11, 4f
        extui   a11, a9, 0, 1
        sub     a9, a9, a11
4:      extui   a6, a2, 23, 9           /* sign and exponent; the mantissa's top bit adds 1 */
        addi    a6, a6, -1
        slli    a6, a6, 23
        add     a2, a6, a9
5:      ret
6:      nsau    a10, a8
        bge     a10, a6, 7f
        ssl     a10
        sll     a8, a8
        slli    a10, a10, 23
        sub     a2, a2, a10
        j       3b
7:      addi    a6, a6, -1              /* subnormal, and exact */
        ssl     a6
        sll     a8, a8
        srli    a8, a8, 8
        extui   a2, a2, 31, 1
        slli    a2, a2, 31
        or      a2, a2, a8
        ret

zero:   movi    a2, 0
        ret

/* x is infinite or NaN, and y no larger. */
subtract_special:
        slli    a5, a2, 9
        bnez    a5, 1f
        bne     a2, a3, 2f
1:      movi    a5, QUIET
        or      a2, a2, a5
2:      ret

/* y is zero or subnormal. */
subtract_tiny:
        extui   a5, a2, 23, 8
        bltui   a5, 2, 1f
        slli    a5, a3, 1
        beqz    a5, 3f
        movi    a5, SIGN
        xor     a3, a3, a5
        movi    a5, kk_softfloat_add
        jx      a5
1:      sub     a5, a2, a3
        beqz    a5, zero
        extui   a2, a2, 31, 1
        slli    a2, a2, 31
        or      a2, a2, a5
3:      ret
        .size   __subsf3, . - __subsf3

        function __negsf2
        movi    a3, SIGN
        xor     a2, a2, a3
        ret
        ends    __negsf2
