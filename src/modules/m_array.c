/*
 * m_array.c: the module array. The type is in types/array.c.
 *
 * Layer: modules.   Tests: tests/modules/array/.
 */
#include "types/array.h"

KK_MODULE(array)
KK_MODULE_CONST(array, array, KK_REF(&kk_type_array))
KK_MODULE_CONST(array, ArrayType, KK_REF(&kk_type_array))
KK_MODULE_CONST(array, typecodes, KK_WORD_BITS == 64 ? KK_N(bBuhHiIlLqQfd) : KK_N(bBhHiIlLqQfd))
