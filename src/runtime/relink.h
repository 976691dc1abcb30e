/*
 * relink.h: code for another namespace than it was compiled against.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_RELINK_H
#define KK_RUNTIME_RELINK_H

#include "object/code.h" /* kk_relink */

/* The namespace that code was compiled against, KK_UNSET: nobody knows it. @gc never */
Value kk_relink_namespace(Vm *vm, Value code);

#endif
