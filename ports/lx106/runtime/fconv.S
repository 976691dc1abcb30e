/*
 * fconv.S: conversions between 32-bit integers and singles.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

        .set    EXPONENT, 0x7f800000

        function __floatsisf
        beqz    a2, 3f
        extui   a3, a2, 31, 1
        abs     a2, a2
        j       1f
        .align  4
        .global __floatunsisf
__floatunsisf:
        movi    a3, 0
        beqz    a2, 3f
1:      nsau    a4, a2
        ssl     a4
        sll     a2, a2
        movi    a5, 157                 /* one less than the exponent: the mantissa adds it */
        sub     a4, a5, a4
        srli    a5, a2, 8
        bbsi    a2, 7, 4f
2:      slli    a3, a3, 8
        add     a4, a4, a3
        slli    a4, a4, 23
        add     a2, a4, a5
3:      ret
4:      addi    a5, a5, 1
        extui   a6, a2, 0, 7
        bnez    a6, 2b
        extui   a6, a5, 0, 1
        sub     a5, a5, a6
        j       2b
        ends    __floatsisf

/* Truncates; out of range (and infinite, and NaN) gives the largest integer of that sign. */
        function __fixsfsi
        movi    a4, EXPONENT
        extui   a5, a2, 23, 8
        movi    a6, 158
        sub     a6, a6, a5              /* how far the mantissa's top bit is above the result's */
        or      a3, a2, a4
        blti    a6, 1, 2f
        bgeui   a6, 32, 3f
        slli    a3, a3, 8
        ssr     a6
        srl     a3, a3
        neg     a4, a3
        movltz  a3, a4, a2
        mov     a2, a3
        ret
2:      extui   a3, a2, 31, 1           /* 0x7fffffff, or one more for a negative number */
        movi    a2, 0x7fffffff
        add     a2, a2, a3
        ret
3:      movi    a2, 0
        ret
        ends    __fixsfsi

/* As __fixsfsi; a negative number gives 0. */
        function __fixunssfsi
        movi    a4, EXPONENT
        bltz    a2, 2f
        extui   a5, a2, 23, 8
        movi    a6, 158
        sub     a6, a6, a5
        bltz    a6, 3f
        bgeui   a6, 32, 2f
        or      a3, a2, a4
        slli    a3, a3, 8
        ssr     a6
        srl     a2, a3
        ret
2:      movi    a2, 0
        ret
3:      movi    a2, -1
        ret
        ends    __fixunssfsi
