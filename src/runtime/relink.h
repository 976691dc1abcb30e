/*
 * relink.h: code for another namespace than it was compiled against.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_RELINK_H
#define KK_RUNTIME_RELINK_H

#include "object/code.h" /* kk_relink */

#endif
