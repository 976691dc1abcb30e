/*
 * function.h: what every assembly file here begins a function with (assembly only).
 *
 * Each function has a section of its own, so that the linker drops those that nobody calls.
 *
 * Layer: ports.
 */
#ifndef KK_LX106_FUNCTION_H
#define KK_LX106_FUNCTION_H

        .macro  function name
        .section .text.\name, "ax"
        .align  4
        .literal_position
        .global \name
        .type   \name, @function
        .align  4
\name:
        .endm

        .macro  ends name
        .size   \name, . - \name
        .endm

#endif
