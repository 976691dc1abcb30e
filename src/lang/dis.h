/*
 * dis.h: Code as text, for people.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_DIS_H
#define KK_LANG_DIS_H

#include "object/object.h"

/* Writes the code and all code inside it to standard output. @gc may collect */
KK_MUST_CHECK bool kk_dis_print(Vm *vm, Value code);

#endif
