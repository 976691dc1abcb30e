/*
 * m_zlib_names.c: the numbers of the module zlib, of which there are two: m_zlib.c and that of computers.
 *
 * Layer: modules.   Tests: tests/modules/zlib/.
 */
#include "object/declare.h"

KK_MODULE_CONST(zlib, MAX_WBITS, KK_INT(15))
KK_MODULE_CONST(zlib, DEFLATED, KK_INT(8))
KK_MODULE_CONST(zlib, DEF_MEM_LEVEL, KK_INT(8))
KK_MODULE_CONST(zlib, DEF_BUF_SIZE, KK_INT(16384))
KK_MODULE_CONST(zlib, Z_BEST_SPEED, KK_INT(1))
KK_MODULE_CONST(zlib, Z_BEST_COMPRESSION, KK_INT(9))
KK_MODULE_CONST(zlib, Z_DEFAULT_COMPRESSION, KK_INT(-1))
KK_MODULE_CONST(zlib, Z_NO_FLUSH, KK_INT(0))
KK_MODULE_CONST(zlib, Z_SYNC_FLUSH, KK_INT(2))
KK_MODULE_CONST(zlib, Z_FULL_FLUSH, KK_INT(3))
KK_MODULE_CONST(zlib, Z_FINISH, KK_INT(4))
