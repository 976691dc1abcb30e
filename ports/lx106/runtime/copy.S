/*
 * copy.S: memcpy, memmove and memset.
 *
 * The source may lie in flash or IRAM, which answer aligned words only: it is read by aligned
 * words throughout, and words that straddle two of them are put together with SRC. A block moved
 * to a lower address may overlap itself. Both ends aligned cost 2.75 instructions a word.
 *
 * Layer: ports.   Tests: tests/lx106/memory.c.
 */
#include "function.h"

        function memmove
        sub     a5, a2, a3
        bgeu    a5, a4, memcpy
        j       backward
        .align  4
        .global memcpy
        .type   memcpy, @function
memcpy:
        mov     a5, a2
/* a3 = from, a4 = bytes left, a5 = to. */
head:   extui   a6, a5, 0, 2
        beqz    a6, words
        beqz    a4, done
        extui   a6, a3, 0, 2
        sub     a7, a3, a6
        l32i    a7, a7, 0
        ssa8l   a3
        srl     a7, a7
        s8i     a7, a5, 0
        addi    a3, a3, 1
        addi    a5, a5, 1
        addi    a4, a4, -1
        j       head
words:  extui   a6, a3, 0, 2
        bnez    a6, straddle
        srli    a6, a4, 4
        beqz    a6, 2f
1:      l32i    a7, a3, 0
        l32i    a8, a3, 4
        l32i    a9, a3, 8
        l32i    a10, a3, 12
        s32i    a7, a5, 0
        s32i    a8, a5, 4
        s32i    a9, a5, 8
        s32i    a10, a5, 12
        addi    a3, a3, 16
        addi    a5, a5, 16
        addi    a6, a6, -1
        bnez    a6, 1b
2:      bbci    a4, 3, 3f
        l32i    a7, a3, 0
        l32i    a8, a3, 4
        s32i    a7, a5, 0
        s32i    a8, a5, 4
        addi    a3, a3, 8
        addi    a5, a5, 8
3:      bbci    a4, 2, 4f
        l32i    a7, a3, 0
        s32i    a7, a5, 0
        addi    a3, a3, 4
        addi    a5, a5, 4
4:      extui   a4, a4, 0, 2
        beqz    a4, done
        l32i    a7, a3, 0
/* The last 1 to 3 bytes are the low ones of a7. */
tail:   s8i     a7, a5, 0
        bltui   a4, 2, done
        srli    a7, a7, 8
        s8i     a7, a5, 1
        bltui   a4, 3, done
        srli    a7, a7, 8
        s8i     a7, a5, 2
done:   ret
straddle:
        beqz    a4, done
        ssa8l   a3
        sub     a3, a3, a6
        l32i    a7, a3, 0
        srli    a6, a4, 2
        beqz    a6, 6f
5:      l32i    a8, a3, 4
        addi    a3, a3, 4
        src     a9, a8, a7
        mov     a7, a8
        s32i    a9, a5, 0
        addi    a5, a5, 4
        addi    a6, a6, -1
        bnez    a6, 5b
6:      extui   a4, a4, 0, 2
        beqz    a4, done
        l32i    a8, a3, 4
        src     a7, a8, a7
        j       tail

/* To a higher address that overlaps: from the end. Only RAM can be written, so both are in RAM. */
backward:
        add     a3, a3, a4
        add     a5, a2, a4
7:      beqz    a4, done
        or      a6, a3, a5
        extui   a6, a6, 0, 2
        beqz    a6, 8f
        addi    a3, a3, -1
        addi    a5, a5, -1
        addi    a4, a4, -1
        l8ui    a7, a3, 0
        s8i     a7, a5, 0
        j       7b
8:      bltui   a4, 4, 9f
        addi    a3, a3, -4
        addi    a5, a5, -4
        addi    a4, a4, -4
        l32i    a7, a3, 0
        s32i    a7, a5, 0
        j       8b
9:      beqz    a4, done
        addi    a3, a3, -1
        addi    a5, a5, -1
        addi    a4, a4, -1
        l8ui    a7, a3, 0
        s8i     a7, a5, 0
        j       9b
        .size   memcpy, . - memcpy
        ends    memmove

        function memset
        mov     a5, a2
        extui   a3, a3, 0, 8
        slli    a6, a3, 8
        or      a3, a3, a6
        slli    a6, a3, 16
        or      a3, a3, a6
1:      extui   a6, a5, 0, 2
        beqz    a6, 2f
        beqz    a4, 5f
        s8i     a3, a5, 0
        addi    a5, a5, 1
        addi    a4, a4, -1
        j       1b
2:      srli    a6, a4, 4
        beqz    a6, 4f
3:      s32i    a3, a5, 0
        s32i    a3, a5, 4
        s32i    a3, a5, 8
        s32i    a3, a5, 12
        addi    a5, a5, 16
        addi    a6, a6, -1
        bnez    a6, 3b
4:      bbci    a4, 3, 6f
        s32i    a3, a5, 0
        s32i    a3, a5, 4
        addi    a5, a5, 8
6:      bbci    a4, 2, 7f
        s32i    a3, a5, 0
        addi    a5, a5, 4
7:      bbci    a4, 1, 8f
        s8i     a3, a5, 0
        s8i     a3, a5, 1
        addi    a5, a5, 2
8:      bbci    a4, 0, 5f
        s8i     a3, a5, 0
5:      ret
        ends    memset
