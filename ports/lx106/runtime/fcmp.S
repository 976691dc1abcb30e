/*
 * fcmp.S: single-precision comparisons.
 *
 * Numbers of one sign order as integers do. lt and le give 1 when an operand is NaN, gt and ge
 * give -1, eq and ne something that is not 0: so that the comparison asked for is false.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

        .set    EXPONENT, 0x7f800000

        .macro  compare unordered
        movi    a4, EXPONENT
        ball    a2, a4, 3f
        ball    a3, a4, 3f
1:      or      a5, a2, a3
        bltz    a5, 2f
        sub     a2, a2, a3
        ret
2:      xor     a6, a2, a3
        bltz    a6, 4f
        sub     a2, a3, a2
        ret
4:      slli    a5, a5, 1               /* one is negative: equal if both are zero */
        movi    a6, 1
        or      a2, a2, a6
        moveqz  a2, a5, a5
        ret
3:      add     a4, a4, a4
        add     a5, a2, a2
        bltu    a4, a5, 5f
        add     a5, a3, a3
        bgeu    a4, a5, 1b
5:      movi    a2, \unordered
        ret
        .endm

        function __ltsf2
        .global __lesf2
__lesf2:
        compare 1
        ends    __ltsf2

        function __gtsf2
        .global __gesf2
__gesf2:
        compare -1
        ends    __gtsf2

        function __eqsf2
        .global __nesf2
__nesf2:
        bne     a2, a3, 1f
        movi    a4, EXPONENT + EXPONENT
        add     a5, a2, a2
        movi    a2, 0
        bgeu    a4, a5, 2f
        movi    a2, 1
2:      ret
1:      or      a2, a2, a3              /* both zero, else different */
        add     a2, a2, a2
        ret
        ends    __eqsf2

        function __unordsf2
        movi    a4, EXPONENT + EXPONENT
        add     a2, a2, a2
        add     a3, a3, a3
        movi    a5, 1
        bltu    a4, a2, 1f
        bltu    a4, a3, 1f
        movi    a5, 0
1:      mov     a2, a5
        ret
        ends    __unordsf2
