/*
 * imul64.S: products of 64 bits, from multiplications whose results have 32.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
#include "function.h"

/* a7:a2 = a2 * a3, unsigned; a6, a8..a11 change. */
        .macro  multiply_wide
        extui   a8, a2, 16, 16
        extui   a9, a3, 16, 16
        mul16u  a6, a2, a3
        mul16u  a7, a2, a9
        mul16u  a10, a8, a3
        mul16u  a11, a8, a9
        mull    a2, a2, a3
        extui   a6, a6, 16, 16
        add     a7, a7, a6              /* cannot overflow */
        add     a7, a7, a10
        movi    a6, 0
        bgeu    a7, a10, 1f
        movi    a6, 1
1:      ssai    16
        src     a7, a6, a7
        add     a7, a11, a7
        .endm

        function __umulsidi3
        multiply_wide
        mov     a3, a7
        ret
        ends    __umulsidi3

        function __mulsidi3
        mov     a4, a2
        mov     a5, a3
        multiply_wide
        bgez    a4, 2f
        sub     a7, a7, a5
2:      bgez    a5, 3f
        sub     a7, a7, a4
3:      mov     a3, a7
        ret
        ends    __mulsidi3

        function __muldi3
        mull    a5, a5, a2
        mull    a3, a3, a4
        add     a5, a5, a3
        mov     a3, a4
        multiply_wide
        add     a3, a7, a5
        ret
        ends    __muldi3
