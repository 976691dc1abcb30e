/*
 * reciprocal.S: the table from which divisions take the reciprocal of a divisor.
 *
 * For a divisor d = 1 + i / 64 + f / 2^22 (i of 6 bits, f of 16) the reciprocal in units of 2^-16
 * is the high half of word i, less f * low half >> 16. The line lies below 1 / d, whatever bits of
 * d follow f, by less than 2^-13 of it.
 *
 * Layer: ports.   Tests: tests/lx106/arith.c.
 */
        .section .rodata.kk_reciprocals, "a"
        .align  4
        .global kk_reciprocals
        .type   kk_reciprocals, @object
kk_reciprocals:
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
        .size   kk_reciprocals, . - kk_reciprocals
