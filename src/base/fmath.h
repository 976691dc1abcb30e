/*
 * fmath.h: the C library's mathematical functions for KkFloat: sin or sinf, by its width.
 *
 * KK_FM(sin)(x). The only place that knows which of the two it is.
 *
 * Layer: base.
 */
#ifndef KK_BASE_FMATH_H
#define KK_BASE_FMATH_H

#include "base/floatbits.h"

#include <math.h>

#if KK_WORD_BITS == 64
#define KK_FM(name) name
#else
#define KK_FM(name) name##f
#endif

#endif
