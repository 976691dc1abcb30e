/*
 * softfloat.h: the rare cases of single-precision arithmetic, on the bits of the numbers.
 *
 * Called by fadd.S, fmul.S and fdiv.S for what their fast paths leave out; right for all operands.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_SOFTFLOAT_H
#define KK_LX106_SOFTFLOAT_H

#include <stdint.h>

/**
 * x + y, x * y and x / y as IEEE 754 has them, rounded to nearest even. A NaN that results is
 * quiet: an operand's, else 0x7fc00000.
 *
 * @gc never
 */
uint32_t kk_softfloat_add(uint32_t x, uint32_t y);
uint32_t kk_softfloat_multiply(uint32_t x, uint32_t y);
uint32_t kk_softfloat_divide(uint32_t x, uint32_t y);

#endif
